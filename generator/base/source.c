#include "base/source.h"

#include <assert.h>

struct hw_span hw_span_file(const struct hw_source *source)
{
	return (struct hw_span){source, 0, 0};
}

struct hw_place hw_source_place(const struct hw_source *source, size_t at)
{
	struct hw_place place = {.line = 1};
	hw_str text = source->text, rest;
	size_t i;

	if (at > text.len)
		at = text.len;
	for (i = 0; i < at; i++)
		if (text.p[i] == '\n') {
			place.line++;
			place.line_at = i + 1;
		}
	rest = hw_str_sub(text, place.line_at, text.len);
	hw_str_next_line(&rest, &place.line_text);
	if (place.line_at == text.len)
		place.line_text = HW_STR_NONE;
	place.column = hw_utf8_count(hw_str_sub(text, place.line_at, at)) + 1;
	return place;
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
