#include "base/source.h"

#include <assert.h>

struct hw_span hw_span_file(const struct hw_source *source)
{
	return (struct hw_span){source, 0, 0};
}

static void begin_line(struct hw_place *place, hw_str text, size_t line_at)
{
	hw_str rest = hw_str_sub(text, line_at, text.len);

	place->line_at = line_at;
	place->line_text = HW_STR_NONE;
	place->column = 1;
	hw_str_next_line(&rest, &place->line_text);
}

struct hw_place hw_placer_find(struct hw_placer *placer,
    const struct hw_source *source, size_t at)
{
	struct hw_place *place = &placer->place;
	hw_str text = source->text;
	bool is_new = placer->source != source || at < placer->at;
	size_t i, from, line_at;

	if (at > text.len)
		at = text.len;
	if (is_new)
		*placer = (struct hw_placer){.source = source,
		    .place = {.line = 1}};
	from = placer->at;
	line_at = place->line_at;
	for (i = from; i < at; i++)
		if (text.p[i] == '\n') {
			place->line++;
			line_at = i + 1;
		}
	if (is_new || line_at != place->line_at) {
		begin_line(place, text, line_at);
		from = line_at;
	}
	place->column += hw_utf8_count(hw_str_sub(text, from, at));
	placer->at = at;
	return *place;
}

struct hw_place hw_source_place(const struct hw_source *source, size_t at)
{
	struct hw_placer placer = {0};

	return hw_placer_find(&placer, source, at);
}

struct hw_span hw_text_span(const struct hw_text *text, size_t from,
    size_t len)
{
	size_t line = 0, line_from = 0, i;

	assert(from <= text->s.len);
	if (text->line_at != NULL) {
		for (i = 0; i < from; i++)
			if (text->s.p[i] == '\n') {
				line++;
				line_from = i + 1;
			}
		return (struct hw_span){text->span.source,
		    text->line_at[line] + (from - line_from), len};
	}
	if (text->exact)
		return (struct hw_span){text->span.source,
		    text->span.at + from, len};
	return text->span;
}
