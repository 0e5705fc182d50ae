/*
 * source: the text of a file, and places in it.
 *
 * Everything that can be complained about carries a span: a source and a
 * byte range. Lines and columns are worked out only when a message is
 * printed. Lines end with LF; a CR before it belongs to the line end.
 * Columns count code points, from 1.
 *
 * Threads: sources are read-only once made.
 */
#ifndef HW_BASE_SOURCE_H
#define HW_BASE_SOURCE_H

#include "base/str.h"

struct hw_source {
	hw_str path; /* from the site's folder, as people name it */
	hw_str text; /* the whole file; UTF-8, checked */
	/* of its words, as a tag ("pt-BR"); empty: the site's own */
	hw_str language;
};

/* source NULL: about no file in particular. */
struct hw_span {
	const struct hw_source *source;
	size_t at, len; /* bytes in source->text */
};

struct hw_place {
	size_t line, column; /* from 1 */
	hw_str line_text;    /* without its line end */
	size_t line_at;      /* offset of the line */
};

#define HW_SPAN_NONE ((struct hw_span){NULL, 0, 0})

struct hw_span hw_span_file(const struct hw_source *source);
struct hw_place hw_source_place(const struct hw_source *source, size_t at);

/*
 * The same for many places, each at or after the one before: a file is then
 * gone through once. Others are found too, from the file's start on. Begins
 * as {0}.
 */
struct hw_placer {
	const struct hw_source *source;
	size_t at; /* that `place` is about */
	struct hw_place place;
};

struct hw_place hw_placer_find(struct hw_placer *placer,
    const struct hw_source *source, size_t at);

/*
 * Words taken out of a source. They may differ from the bytes that stand
 * there (YAML takes away quotes and indentation): line_at, where given,
 * holds for each line of `s` the offset in the source of its first byte;
 * otherwise `exact` says whether s is the source's bytes from span.at on.
 */
struct hw_text {
	hw_str s;
	struct hw_span span;
	const uint32_t *line_at; /* one per line of s, or NULL */
	bool exact;
};

/* Where len bytes of text.s from `from` stand in the file; the whole span
 * where that cannot be told. */
struct hw_span hw_text_span(const struct hw_text *text, size_t from,
    size_t len);

#endif
