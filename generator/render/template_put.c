#include "render/template_run.h"

#include "base/escape.h"
#include "render/lang_marks.h"

#include <inttypes.h>

struct hw_span hw_run_span(const struct run *run, const struct step *step)
{
	return (struct hw_span){
	    run->calls[run->call_count - 1].layout->source, step->at,
	    step->len};
}

bool hw_run_is_new(struct run *run, const struct step *step)
{
	size_t i;

	run->failed = true;
	for (i = 0; i < run->told_count; i++)
		if (run->told[i] == step)
			return false;
	if (run->told_count < TOLD_MAX)
		run->told[run->told_count++] = step;
	return true;
}

void hw_run_stop(struct run *run, const struct step *step, const char *what,
    hw_str help)
{
	run->failed = run->stopped = true;
	hw_diag(run->diags, HW_DIAG_TEMPLATE_LIMIT, hw_run_span(run, step),
	    help, "%s", what);
}

hw_str hw_run_shorten(hw_str text)
{
	size_t len = text.len < 60 ? text.len : 60;

	while (len < text.len && len > 0 &&
	    ((unsigned char)text.p[len] & 0xC0) == 0x80)
		len--;
	return hw_str_sub(text, 0, len);
}

/* The name most like it that the data do have, as a help. */
static hw_str did_you_mean(struct run *run, hw_str part,
    const struct hw_value *only_in)
{
	hw_str keys[200], nearest;
	size_t count = 0, i, k;

	for (i = run->scope_count; i > 0; i--) {
		const struct hw_value *value =
		    only_in != NULL ? only_in : run->scopes[i - 1].value;

		if (value->kind != HW_VALUE_MAP)
			continue;
		for (k = 0; k < value->map.count; k++)
			if (count < HW_COUNT(keys))
				keys[count++] = value->map.entries[k].key;
		if (only_in != NULL)
			break;
	}
	nearest = hw_str_nearest(part, keys, count);
	if (nearest.len == 0)
		return HW_STR_NONE;
	return hw_fmt(run->diags->arena, "did you mean '%.*s'?",
	    HW_ARG(nearest));
}

static void name_missing(struct run *run, const struct step *step,
    hw_str part, const struct hw_value *only_in)
{
	const struct hw_template *layout =
	    run->calls[run->call_count - 1].layout;

	if (!layout->set->options.strict_names || !hw_run_is_new(run, step))
		return;
	hw_diag(run->diags, HW_DIAG_TEMPLATE_NAME, hw_run_span(run, step),
	    did_you_mean(run, part, only_in),
	    "the data have nothing called '%.*s'", HW_ARG(part));
}

const struct hw_value *hw_run_look_up(struct run *run,
    const struct step *step, const struct name *name)
{
	const struct hw_value *value = NULL, *in;
	size_t i;

	if (name->count == 0)
		return run->scope_count > 0
		    ? run->scopes[run->scope_count - 1].value
		    : NULL;
	for (i = run->scope_count; i > 0 && value == NULL; i--)
		value =
		    hw_value_get(run->scopes[i - 1].value, name->parts[0]);
	if (value == NULL) {
		name_missing(run, step, name->parts[0], NULL);
		return NULL;
	}
	for (i = 1; i < name->count; i++) {
		in = value;
		value = hw_value_get(in, name->parts[i]);
		if (value != NULL)
			continue;
		/* Nothing in what is not there is no mistake. */
		if (in->kind == HW_VALUE_MAP || hw_value_shows(in))
			name_missing(run, step, name->parts[i], in);
		return NULL;
	}
	return value;
}

void hw_run_put_indents(struct run *run, const struct call *call)
{
	uint32_t i;

	for (i = call->indent_from; i < call->indent_to; i++)
		hw_buf_add(run->out, run->indents[i]);
}

void hw_run_put_text(struct run *run, const struct call *call,
    const struct step *step)
{
	hw_str text = {call->layout->pool + step->text.from, step->text.len};
	size_t end;

	if (call->indent_from == call->indent_to) {
		hw_buf_add(run->out, text);
		return;
	}
	while (text.len > 0) {
		end = hw_str_find_char(text, '\n');
		if (end == SIZE_MAX)
			end = text.len - 1;
		hw_buf_add(run->out, hw_str_sub(text, 0, end + 1));
		text = hw_str_sub(text, end + 1, text.len);
		/* The next line's belongs to this step if it goes on. */
		if (text.len > 0)
			hw_run_put_indents(run, call);
	}
}

/* Without marks of a language; they are few and short. */
static void put_unmarked(struct run *run, hw_str text,
    void (*escape)(struct hw_buf *out, hw_str text))
{
	struct hw_arena arena;

	if (!hw_lang_is_marked(text)) {
		escape(run->out, text);
		return;
	}
	hw_arena_init(&arena, 0);
	escape(run->out, hw_lang_plain(&arena, text));
	hw_arena_free(&arena);
}

static void put_escaped(struct run *run, const struct call *call,
    const struct step *step, hw_str text)
{
	bool in_value = (step->flags & STEP_IN_VALUE) != 0 || call->in_value;

	switch (call->layout->escaping) {
	case ESCAPE_HTML:
		if (in_value)
			put_unmarked(run, text, hw_escape_html);
		else if (hw_lang_is_marked(text))
			hw_lang_html(run->out, text);
		else
			hw_escape_html(run->out, text);
		break;
	case ESCAPE_XML:
		put_unmarked(run, text, hw_escape_xml);
		break;
	case ESCAPE_NONE:
		hw_buf_add(run->out, text);
		break;
	}
}

static void unsafe(struct run *run, const struct step *step, hw_str help,
    const char *what)
{
	if (hw_run_is_new(run, step))
		hw_diag(run->diags, HW_DIAG_TEMPLATE_UNSAFE,
		    hw_run_span(run, step), help, "%s", what);
}

static void put_html(struct run *run, const struct call *call,
    const struct step *step, hw_html html)
{
	const struct hw_template *layout = call->layout;

	if (layout->set->options.strict_html &&
	    ((step->flags & STEP_IN_VALUE) != 0 || call->in_value)) {
		unsafe(run, step, HW_STR("Put words there, not markup."),
		    "markup in an attribute");
		return;
	}
	if (step->kind == STEP_VARIABLE && layout->escaping == ESCAPE_XML)
		hw_escape_xml(run->out, html.markup);
	else
		hw_buf_add(run->out, html.markup);
}

static void put_plain(struct run *run, const struct call *call,
    const struct step *step, hw_str text)
{
	const struct hw_template *layout = call->layout;

	if (step->kind == STEP_RAW) {
		if (layout->set->options.strict_html &&
		    layout->escaping != ESCAPE_NONE)
			unsafe(run, step,
			    HW_STR("Use two braces, so that it is escaped."),
			    "a text that is not markup in {{{ }}} or {{& }}");
		else
			hw_buf_add(run->out, text);
		return;
	}
	if ((step->flags & STEP_URL) != 0 &&
	    hw_url_kind(text) == HW_URL_REFUSED) {
		if (hw_run_is_new(run, step))
			hw_diag(run->diags, HW_DIAG_TEMPLATE_UNSAFE,
			    hw_run_span(run, step),
			    HW_STR("Use a page of this site, or 'https://', "
				   "'http://', 'mailto:' or 'tel:'."),
			    "'%.*s' is not an address that may be used",
			    HW_ARG(hw_run_shorten(text)));
		return;
	}
	put_escaped(run, call, step, text);
}

void hw_run_put_value(struct run *run, const struct call *call,
    const struct step *step)
{
	const struct hw_value *value = hw_run_look_up(run, step, &step->name);
	char digits[24];

	if (value == NULL)
		return;
	switch (value->kind) {
	case HW_VALUE_NULL:
		break;
	case HW_VALUE_BOOL:
		put_plain(run, call, step,
		    value->truth ? HW_STR("true") : HW_STR("false"));
		break;
	case HW_VALUE_TEXT:
	case HW_VALUE_NUMBER:
		put_plain(run, call, step, value->text);
		break;
	case HW_VALUE_HTML:
		put_html(run, call, step, value->html);
		break;
	case HW_VALUE_INTEGER:
		snprintf(digits, sizeof(digits), "%" PRId64, value->integer);
		put_plain(run, call, step, hw_str_of(digits));
		break;
	case HW_VALUE_LIST:
	case HW_VALUE_MAP:
		if (call->layout->set->options.strict_names &&
		    hw_run_is_new(run, step))
			hw_diag(run->diags, HW_DIAG_TEMPLATE_NAME,
			    hw_run_span(run, step),
			    HW_STR("Write a section round it, or name one "
				   "thing in it."),
			    "%s cannot be written as text",
			    hw_value_kind_name(value));
		break;
	}
}
