#include "render/template_lines.h"

static bool is_line_start(hw_str text, size_t at)
{
	return at == 0 || text.p[at - 1] == '\n';
}

/* Past the indentation that is taken off at the start of a line. */
static size_t skip_off(const struct compiler *comp, size_t at, size_t to)
{
	size_t i;

	if (!is_line_start(comp->text, at))
		return at;
	for (i = 0; i < comp->off_count; i++)
		if (hw_str_starts(hw_str_sub(comp->text, at, to),
			comp->off[i]))
			at += comp->off[i].len;
	return at;
}

struct step *hw_lines_step(struct compiler *comp, enum step_kind kind,
    const struct tag *tag)
{
	struct hw_template *layout = comp->layout;
	struct step step = {.kind = (uint8_t)kind};

	if (tag != NULL) {
		step.at = (uint32_t)tag->at;
		step.len = (uint32_t)(tag->end - tag->at);
	}
	comp->may_join = false;
	HW_PUSH(&layout->steps, layout->set->arena, step);
	return &layout->steps.items[layout->steps.count - 1];
}

struct step *hw_lines_inline_step(struct compiler *comp, enum step_kind kind,
    const struct tag *tag)
{
	struct step *step = hw_lines_step(comp, kind, tag);

	if (comp->line_start)
		step->flags |= STEP_INDENT;
	comp->line_start = false;
	return step;
}

struct range hw_lines_keep(struct compiler *comp, hw_str s)
{
	struct range range = {(uint32_t)comp->pool_len, (uint32_t)s.len};

	if (s.len > 0)
		memcpy(comp->layout->pool + comp->pool_len, s.p, s.len);
	comp->pool_len += s.len;
	return range;
}

static void add_line(struct compiler *comp, hw_str line)
{
	struct hw_template *layout = comp->layout;
	struct range range = hw_lines_keep(comp, line);
	struct step *last;

	if (line.len == 0)
		return;
	last = comp->may_join ? &layout->steps.items[layout->steps.count - 1]
			      : NULL;
	if (last != NULL && last->text.from + last->text.len == range.from) {
		last->text.len += range.len;
	} else {
		last = hw_lines_inline_step(comp, STEP_TEXT, NULL);
		last->text = range;
		comp->may_join = true;
	}
	comp->line_start = line.p[line.len - 1] == '\n';
}

void hw_lines_text(struct compiler *comp, size_t to)
{
	size_t at = comp->text_at, end, from;

	if (comp->watches && to > at)
		hw_place_advance(&comp->place,
		    hw_str_sub(comp->text, at, to));
	while (at < to) {
		from = skip_off(comp, at, to);
		end = comp->off_count > 0
		    ? hw_str_find_char(hw_str_sub(comp->text, from, to), '\n')
		    : SIZE_MAX;
		at = end != SIZE_MAX ? from + end + 1 : to;
		add_line(comp, hw_str_sub(comp->text, from, at));
	}
}

hw_str hw_lines_lead(const struct compiler *comp, const struct tag *tag)
{
	return hw_str_sub(comp->text, skip_off(comp, tag->line_at, tag->at),
	    tag->at);
}

hw_str hw_lines_next_lead(const struct compiler *comp, const struct tag *tag)
{
	size_t to = tag->next_line;

	while (to < comp->text.len &&
	    (comp->text.p[to] == ' ' || comp->text.p[to] == '\t'))
		to++;
	return hw_str_sub(comp->text, skip_off(comp, tag->next_line, to), to);
}
