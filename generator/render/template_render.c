#include "render/template_run.h"

static const hw_str list_help = {
    "Look for a list that is shown within itself.", 44};

static void push_scope(struct run *run, const struct step *step,
    const struct hw_value *value)
{
	struct scope scope = {.value = value};

	if (value->kind == HW_VALUE_LIST) {
		scope.list = value;
		scope.value = value->list.items[0];
	}
	if (run->scope_count == SCOPE_MAX) {
		hw_run_stop(run, step, "too many sections in each other",
		    HW_STR("Put the inner ones into a layout of their own."));
		return;
	}
	run->scopes[run->scope_count++] = scope;
}

/* Returns the step to go on with. */
static uint32_t start_section(struct run *run, const struct step *step,
    uint32_t at)
{
	const struct hw_value *value = hw_run_look_up(run, step, &step->name);
	bool shows = value != NULL && hw_value_shows(value);

	if (step->kind == STEP_INVERTED)
		return shows ? step->next : at + 1;
	if (!shows)
		return step->next;
	push_scope(run, step, value);
	return at + 1;
}

static uint32_t end_section(struct run *run, const struct step *step,
    uint32_t at)
{
	struct scope *scope = &run->scopes[run->scope_count - 1];

	if (scope->list != NULL && ++scope->index < scope->list->list.count) {
		scope->value = scope->list->list.items[scope->index];
		return step->next + 1;
	}
	run->scope_count--;
	return at + 1;
}

/* The layout that a partial or parent tag asks for; NULL: nothing. */
static const struct hw_template *find_layout(struct run *run,
    const struct call *call, const struct step *step)
{
	struct hw_templates *set = call->layout->set;
	const struct hw_template *layout = NULL;
	const struct hw_value *name;

	if ((step->flags & STEP_DYNAMIC) == 0)
		return step->layout->state == TEMPLATE_READY ? step->layout
							     : NULL;
	name = hw_run_look_up(run, step, &step->dynamic);
	if (name == NULL ||
	    (name->kind != HW_VALUE_TEXT && name->kind != HW_VALUE_NUMBER))
		return NULL;
	layout = hw_templates_get(set, name->text);
	if (layout == NULL && set->options.load_while_rendering &&
	    hw_templates_entry(set, name->text)->state != TEMPLATE_MISSING) {
		layout = hw_templates_load(set, name->text);
		run->failed = run->failed || layout == NULL;
		return layout;
	}
	if (layout == NULL && !set->options.missing_is_nothing &&
	    hw_run_is_new(run, step))
		hw_diag(run->diags, HW_DIAG_TEMPLATE_MISSING,
		    hw_run_span(run, step),
		    HW_STR("Check the name: it is the file "
			   "layouts/NAME.mustache."),
		    "there is no layout '%.*s'",
		    HW_ARG(hw_run_shorten(name->text)));
	return layout;
}

/*
 * Starts a layout or block that stands where the step is. Where the tag
 * has its lines for itself, what it puts there is indented as far as the
 * caller is, and by the tag's own lead; elsewhere not at all.
 */
static struct call *push_call(struct run *run, const struct step *step,
    const struct hw_template *layout)
{
	struct call *caller = &run->calls[run->call_count - 1], *call;
	hw_str lead = {caller->layout->pool + step->text.from,
	    step->text.len};

	if (run->call_count == HW_TEMPLATE_DEPTH) {
		hw_run_stop(run, step, "layouts too deep in each other",
		    HW_STR("A layout here shows itself, with no end. Take "
			   "the tag out, or put it into a section that is "
			   "empty at the end."));
		return NULL;
	}
	call = &run->calls[run->call_count++];
	*call = (struct call){
	    .layout = layout,
	    .indent_from = caller->indent_to,
	    .indent_to = caller->indent_to,
	    .filling_count = run->filling_count,
	    .in_value = caller->in_value,
	};
	if ((step->flags & STEP_STANDALONE) == 0)
		return call;
	call->indent_from = caller->indent_from;
	if (lead.len > 0)
		run->indents[call->indent_to++] = lead;
	return call;
}

static void call_layout(struct run *run, struct call *caller,
    const struct step *step)
{
	const struct hw_template *layout = find_layout(run, caller, step);
	struct call *call;

	if (layout == NULL)
		return;
	call = push_call(run, step, layout);
	if (call == NULL || step->kind != STEP_PARENT ||
	    step->argument_count == 0)
		return;
	run->fillings[run->filling_count++] = (struct filling){
	    .layout = caller->layout,
	    .first = step->first_argument,
	    .count = step->argument_count,
	};
}

/* What fills a block: the outermost layout's word goes first. */
static bool fill_block(struct run *run, const struct step *step)
{
	uint32_t i, k;
	struct call *call;

	for (i = 0; i < run->filling_count; i++) {
		const struct filling *filling = &run->fillings[i];
		const struct argument *argument =
		    filling->layout->arguments.items + filling->first;

		for (k = 0; k < filling->count; k++, argument++) {
			if (argument->block != step->block)
				continue;
			call = push_call(run, step, filling->layout);
			if (call != NULL) {
				call->step = argument->first_step;
				call->in_value = call->in_value ||
				    (step->flags & STEP_IN_VALUE) != 0;
			}
			return true;
		}
	}
	return false;
}

/* One step of the innermost call. */
static void take_step(struct run *run)
{
	struct call *call = &run->calls[run->call_count - 1];
	uint32_t at = call->step;
	const struct step *step = &call->layout->steps.items[at];

	if (++run->steps > HW_TEMPLATE_STEPS) {
		hw_run_stop(run, step, "a page that takes too many steps",
		    list_help);
		return;
	}
	if (run->out->len > run->out_max || run->out->overflowed) {
		hw_run_stop(run, step, "a page that grows too long",
		    list_help);
		return;
	}
	if ((step->flags & STEP_INDENT) != 0)
		hw_run_put_indents(run, call);
	call->step = at + 1;
	switch ((enum step_kind)step->kind) {
	case STEP_TEXT:
		hw_run_put_text(run, call, step);
		break;
	case STEP_VARIABLE:
	case STEP_RAW:
		hw_run_put_value(run, call, step);
		break;
	case STEP_SECTION:
	case STEP_INVERTED:
		call->step = start_section(run, step, at);
		break;
	case STEP_SECTION_END:
		call->step = end_section(run, step, at);
		break;
	case STEP_PARTIAL:
		call_layout(run, call, step);
		break;
	case STEP_PARENT:
		call->step = step->next;
		call_layout(run, call, step);
		break;
	case STEP_BLOCK:
		if (fill_block(run, step))
			call->step = step->next;
		break;
	case STEP_RETURN:
		run->filling_count = call->filling_count;
		run->call_count--;
		break;
	}
}

bool hw_template_render(const struct hw_template *layout,
    const struct hw_value *const *data, size_t count, struct hw_buf *out,
    struct hw_diags *diags)
{
	struct run run;
	size_t i;

	/* Only what is used is written: the stacks are large. */
	run.out = out;
	run.out_max = out->len + HW_TEMPLATE_OUTPUT_BYTES;
	run.diags = diags;
	run.steps = 0;
	run.failed = run.stopped = false;
	run.filling_count = 0;
	run.told_count = 0;
	run.scope_count = 0;
	for (i = 0; i < count && i < SCOPE_MAX; i++)
		run.scopes[run.scope_count++] =
		    (struct scope){.value = data[i]};
	run.calls[0] = (struct call){.layout = layout};
	run.call_count = 1;
	while (run.call_count > 0 && !run.stopped)
		take_step(&run);
	if (!run.stopped && (out->len > run.out_max || out->overflowed)) {
		run.call_count = 1;
		hw_run_stop(&run,
		    &layout->steps.items[layout->steps.count - 1],
		    "a page that grows too long", list_help);
	}
	return !run.failed;
}
