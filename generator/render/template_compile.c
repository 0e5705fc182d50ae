#include "render/template_lines.h"

static void refuse(struct compiler *comp, const struct tag *tag,
    const char *why)
{
	comp->failed = true;
	hw_diag(comp->layout->set->diags, HW_DIAG_TEMPLATE_UNSAFE,
	    hw_template_span(comp->layout, tag->at, tag->end),
	    HW_STR("Put it into text or into an attribute value in quotes."),
	    "%s", why);
}

static struct name split_name(struct compiler *comp, hw_str name)
{
	hw_str *parts;
	uint32_t count = 1, i;
	size_t dot;

	if (hw_str_equal(name, HW_STR(".")))
		return (struct name){NULL, 0};
	for (i = 0; i < name.len; i++)
		count += name.p[i] == '.';
	parts = HW_NEW_ARRAY(comp->layout->set->arena, hw_str, count);
	for (i = 0; i < count; i++) {
		dot = hw_str_find_char(name, '.');
		if (dot == SIZE_MAX)
			dot = name.len;
		parts[i] = hw_str_sub(name, 0, dot);
		if (i + 1 < count)
			name = hw_str_sub(name, dot + 1, name.len);
	}
	return (struct name){parts, count};
}

/* The number that stands for a block's name in this set. */
static uint32_t block_number(struct compiler *comp, hw_str name)
{
	struct hw_map *blocks = &comp->layout->set->blocks;
	uintptr_t number = (uintptr_t)hw_map_get(blocks, name);

	if (number == 0) {
		number = blocks->count + 1;
		hw_map_add(blocks, name, (void *)number);
	}
	return (uint32_t)number;
}

static void add_value(struct compiler *comp, const struct tag *tag)
{
	bool is_raw = tag->kind == TAG_RAW;
	const char *why = NULL;
	struct step *step;

	if (comp->watches)
		why = hw_place_refuses(&comp->place);
	if (why == NULL && is_raw && comp->place.kind == PLACE_QUOTED)
		why = "markup in an attribute";
	if (why != NULL)
		refuse(comp, tag, why);
	step = hw_lines_inline_step(comp, is_raw ? STEP_RAW : STEP_VARIABLE,
	    tag);
	if (comp->place.kind == PLACE_QUOTED)
		step->flags |= STEP_IN_VALUE;
	if (hw_place_is_url_start(&comp->place))
		step->flags |= STEP_URL;
	step->name = split_name(comp, tag->name);
}

static bool is_alone(const struct tag *tag)
{
	return tag->starts_line && tag->ends_line;
}

/* A tag pair with nothing but blanks around it on its lines. */
static bool is_pair_alone(const struct compiler *comp, const struct tag *tag)
{
	return tag->starts_line && comp->tags->items[tag->pair].ends_line;
}

/* A tag with lines for itself takes no place on them. */
static struct step *add_step(struct compiler *comp, enum step_kind kind,
    const struct tag *tag, bool has_own_lines)
{
	return has_own_lines ? hw_lines_step(comp, kind, tag)
			     : hw_lines_inline_step(comp, kind, tag);
}

static struct open_tag *push_open(struct compiler *comp,
    const struct tag *tag)
{
	struct open_tag *open = &comp->open[comp->depth++];

	*open = (struct open_tag){
	    .tag = tag,
	    .step = (uint32_t)comp->layout->steps.count,
	    .place = comp->place,
	};
	return open;
}

static void add_section(struct compiler *comp, const struct tag *tag)
{
	const char *why =
	    comp->watches ? hw_place_refuses_sections(&comp->place) : NULL;
	struct step *step;
	enum step_kind kind = tag->kind == TAG_SECTION ? STEP_SECTION
						       : STEP_INVERTED;

	if (why != NULL)
		refuse(comp, tag, why);
	push_open(comp, tag);
	step = add_step(comp, kind, tag, is_alone(tag));
	step->name = split_name(comp, tag->name);
}

/* Where the indentation of a line that ends a body goes. */
static void end_body_line(struct compiler *comp, const struct tag *tag)
{
	if (comp->line_start && !is_alone(tag))
		hw_lines_inline_step(comp, STEP_TEXT, NULL);
}

static void check_same_place(struct compiler *comp,
    const struct open_tag *open)
{
	if (!comp->watches)
		return;
	if (!hw_place_matches(&open->place, &comp->place))
		refuse(comp, open->tag,
		    "a section that begins in one place of the HTML and "
		    "ends in another");
	/* The text may have gone past the section as well. */
	comp->place.value_has_begun = comp->place.value_has_begun &&
	    open->place.value_has_begun;
}

static void end_section(struct compiler *comp, const struct open_tag *open,
    const struct tag *tag)
{
	struct step *end;

	check_same_place(comp, open);
	if (open->tag->kind == TAG_INVERTED) {
		end_body_line(comp, tag);
	} else {
		end = add_step(comp, STEP_SECTION_END, tag, is_alone(tag));
		end->next = open->step;
	}
	comp->layout->steps.items[open->step].next =
	    (uint32_t)comp->layout->steps.count;
	comp->may_join = false;
}

/* Fills in which layout a partial or parent tag asks for. */
static void name_layout(struct compiler *comp, size_t at,
    const struct tag *tag)
{
	struct hw_template *layout = comp->layout, *used;
	struct step *step = &layout->steps.items[at];

	if (comp->watches && comp->place.kind != PLACE_TEXT)
		refuse(comp, tag, "a layout put inside a tag or a script");
	if (tag->is_dynamic) {
		step->flags |= STEP_DYNAMIC;
		step->dynamic = split_name(comp, tag->name);
		return;
	}
	used = hw_templates_entry(layout->set, tag->name);
	step->layout = used;
	HW_PUSH(&layout->uses, layout->set->arena, used);
	if (used->state != TEMPLATE_MISSING ||
	    layout->set->options.missing_is_nothing)
		return;
	comp->failed = true;
	hw_diag(layout->set->diags, HW_DIAG_TEMPLATE_MISSING,
	    hw_template_span(layout, tag->at, tag->end),
	    HW_STR("Check the name: it is the file layouts/NAME.mustache."),
	    "there is no layout '%.*s'", HW_ARG(tag->name));
}

static void add_partial(struct compiler *comp, const struct tag *tag)
{
	struct step *step;

	if (is_alone(tag)) {
		step = hw_lines_step(comp, STEP_PARTIAL, tag);
		step->flags |= STEP_STANDALONE;
		step->text = hw_lines_keep(comp, hw_lines_lead(comp, tag));
	} else {
		hw_lines_inline_step(comp, STEP_PARTIAL, tag);
	}
	name_layout(comp, comp->layout->steps.count - 1, tag);
}

static bool is_listed(const struct hw_template *layout, size_t first,
    uint32_t block)
{
	size_t i;

	for (i = first; i < layout->arguments.count; i++)
		if (layout->arguments.items[i].block == block)
			return true;
	return false;
}

static void list_argument(struct compiler *comp, const struct tag *tag,
    size_t first)
{
	struct hw_template *layout = comp->layout;
	struct hw_span span = hw_template_span(layout, tag->at, tag->end);
	struct argument argument = {
	    .block = block_number(comp, tag->name),
	};

	if (layout->arguments.count - first == HW_TEMPLATE_BLOCKS) {
		comp->failed = true;
		hw_diag(layout->set->diags, HW_DIAG_TEMPLATE_LIMIT, span,
		    HW_STR("Split the layout into several."),
		    "more than %d blocks filled by one tag",
		    HW_TEMPLATE_BLOCKS);
	} else if (layout->set->options.strict_names &&
	    layout->arguments.count - first < HW_TEMPLATE_BLOCKS &&
	    is_listed(layout, first, argument.block)) {
		comp->failed = true;
		hw_diag(layout->set->diags, HW_DIAG_TEMPLATE_SYNTAX, span,
		    HW_STR("Take one of the two out."),
		    "the block '%.*s' is filled twice", HW_ARG(tag->name));
	}
	HW_PUSH(&layout->arguments, layout->set->arena, argument);
}

/* Makes room for a parent's blocks side by side: others may lie in them. */
static void list_arguments(struct compiler *comp, struct open_tag *open)
{
	struct hw_template *layout = comp->layout;
	size_t i = (size_t)(open->tag - comp->tags->items) + 1;
	size_t first = layout->arguments.count;
	struct step *step;

	for (; i < open->tag->pair; i++) {
		const struct tag *tag = &comp->tags->items[i];

		if (tag->kind == TAG_ARGUMENT)
			list_argument(comp, tag, first);
		if (tag->pair != NO_PAIR)
			i = tag->pair;
	}
	step = &layout->steps.items[open->step];
	step->first_argument = (uint32_t)first;
	step->argument_count = (uint32_t)(layout->arguments.count - first);
	open->next_argument = (uint32_t)first;
}

static void add_parent(struct compiler *comp, const struct tag *tag)
{
	struct open_tag *open = push_open(comp, tag);
	struct step *step;

	if (is_pair_alone(comp, tag)) {
		step = hw_lines_step(comp, STEP_PARENT, tag);
		step->flags |= STEP_STANDALONE;
		step->text = hw_lines_keep(comp, hw_lines_lead(comp, tag));
	} else if (is_alone(tag)) {
		hw_lines_step(comp, STEP_PARENT, tag);
	} else {
		hw_lines_inline_step(comp, STEP_PARENT, tag);
	}
	name_layout(comp, open->step, tag);
	list_arguments(comp, open);
}

static void end_parent(struct compiler *comp, const struct open_tag *open,
    const struct tag *tag)
{
	comp->layout->steps.items[open->step].next =
	    (uint32_t)comp->layout->steps.count;
	comp->place = open->place;
	comp->may_join = false;
	comp->line_start = is_pair_alone(comp, open->tag) || is_alone(tag);
}

static void add_argument(struct compiler *comp, const struct tag *tag)
{
	struct open_tag *parent = &comp->open[comp->depth - 1];

	comp->layout->arguments.items[parent->next_argument++].first_step =
	    (uint32_t)comp->layout->steps.count;
	/* What fills a block is read as text; a block inside a value makes
	 * sure of that when it is filled. */
	comp->place = (struct place){.kind = PLACE_TEXT};
	push_open(comp, tag);
	comp->off[comp->off_count] =
	    tag->ends_line ? hw_lines_next_lead(comp, tag) : HW_STR_NONE;
	comp->off_count++;
	comp->line_start = true;
	comp->may_join = false;
}

static void end_argument(struct compiler *comp, const struct open_tag *open,
    const struct tag *tag)
{
	check_same_place(comp, open);
	comp->off_count--;
	hw_lines_step(comp, STEP_RETURN, tag);
}

static void add_block(struct compiler *comp, const struct tag *tag)
{
	const char *why = comp->watches ? hw_place_refuses(&comp->place)
					: NULL;
	bool alone = is_alone(tag), pair_alone = is_pair_alone(comp, tag);
	struct step *step;
	struct range lead = {0, 0};

	if (why != NULL)
		refuse(comp, tag, why);
	push_open(comp, tag);
	if (pair_alone)
		lead = hw_lines_keep(comp,
		    alone ? hw_lines_next_lead(comp, tag)
			  : hw_lines_lead(comp, tag));
	step = add_step(comp, STEP_BLOCK, tag, alone || pair_alone);
	step->block = block_number(comp, tag->name);
	step->text = lead;
	if (pair_alone)
		step->flags |= STEP_STANDALONE;
	if (comp->place.kind == PLACE_QUOTED)
		step->flags |= STEP_IN_VALUE;
	if (pair_alone && !alone) {
		/* The line's own blanks belong to what stands here unless
		 * the block is filled. */
		hw_lines_inline_step(comp, STEP_TEXT, NULL)->text = lead;
		comp->may_join = true;
	}
}

static void end_block(struct compiler *comp, const struct open_tag *open,
    const struct tag *tag)
{
	check_same_place(comp, open);
	end_body_line(comp, tag);
	comp->layout->steps.items[open->step].next =
	    (uint32_t)comp->layout->steps.count;
	comp->may_join = false;
}

static void add_end(struct compiler *comp, const struct tag *tag)
{
	const struct open_tag *open = &comp->open[--comp->depth];

	switch (open->tag->kind) {
	case TAG_PARENT:
		end_parent(comp, open, tag);
		break;
	case TAG_ARGUMENT:
		end_argument(comp, open, tag);
		break;
	case TAG_BLOCK:
		end_block(comp, open, tag);
		break;
	default:
		end_section(comp, open, tag);
		break;
	}
}

static void add_tag(struct compiler *comp, const struct tag *tag)
{
	switch (tag->kind) {
	case TAG_VARIABLE:
	case TAG_RAW:
		add_value(comp, tag);
		break;
	case TAG_SECTION:
	case TAG_INVERTED:
		add_section(comp, tag);
		break;
	case TAG_END:
		add_end(comp, tag);
		break;
	case TAG_PARTIAL:
		add_partial(comp, tag);
		break;
	case TAG_PARENT:
		add_parent(comp, tag);
		break;
	case TAG_ARGUMENT:
		add_argument(comp, tag);
		break;
	case TAG_BLOCK:
		add_block(comp, tag);
		break;
	case TAG_COMMENT:
	case TAG_DELIMITERS:
		break;
	}
}

/* Which bytes around a tag go with it: its line, where it is alone. */
static void tag_extent(const struct compiler *comp, const struct tag *tag,
    size_t *from, size_t *to)
{
	const struct tag *open =
	    tag->kind == TAG_END ? &comp->tags->items[tag->pair] : NULL;
	bool alone = is_alone(tag) && tag->kind != TAG_VARIABLE &&
	    tag->kind != TAG_RAW;

	*from = alone ? tag->line_at : tag->at;
	*to = alone ? tag->next_line : tag->end;
	if ((tag->kind == TAG_PARENT || tag->kind == TAG_BLOCK) &&
	    is_pair_alone(comp, tag))
		*from = tag->line_at;
	if (tag->kind == TAG_ARGUMENT && tag->ends_line)
		*to = tag->next_line;
	if (open == NULL)
		return;
	if (open->kind == TAG_PARENT && is_pair_alone(comp, open))
		*to = tag->next_line;
	if (open->kind == TAG_ARGUMENT && tag->starts_line)
		*from = tag->line_at;
}

bool hw_template_compile(struct hw_template *layout, const struct tags *tags)
{
	struct compiler comp = {
	    .layout = layout,
	    .tags = tags,
	    .text = layout->source->text,
	    .line_start = true,
	    .watches = layout->set->options.strict_html &&
		layout->escaping == ESCAPE_HTML,
	};
	size_t i, from, to;

	/* Every byte at most twice: as text, and as an indentation. */
	layout->pool =
	    hw_arena_alloc(layout->set->arena, comp.text.len * 2 + 1);
	for (i = 0; i < tags->count; i++) {
		const struct tag *tag = &tags->items[i];
		bool in_parent = comp.depth > 0 &&
		    comp.open[comp.depth - 1].tag->kind == TAG_PARENT;

		tag_extent(&comp, tag, &from, &to);
		if (!in_parent)
			hw_lines_text(&comp, from);
		comp.text_at = to;
		/* In a parent only its blocks count. */
		if (in_parent && tag->kind != TAG_ARGUMENT &&
		    tag->kind != TAG_END) {
			if (tag->pair != NO_PAIR)
				i = tag->pair;
			continue;
		}
		add_tag(&comp, tag);
	}
	hw_lines_text(&comp, comp.text.len);
	hw_lines_step(&comp, STEP_RETURN, NULL);
	if (comp.watches && comp.place.kind != PLACE_TEXT)
		refuse(&comp,
		    &(struct tag){.at = comp.text.len, .end = comp.text.len},
		    "a layout that ends inside a tag, a script or a comment");
	return !comp.failed;
}
