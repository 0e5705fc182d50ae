/*
 * template_lines: the lines of a layout while it is compiled: what its
 * text keeps, which blanks are indentation, and where lines start.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_TEMPLATE_LINES_H
#define HW_RENDER_TEMPLATE_LINES_H

#include "render/template_parts.h"
#include "render/template_place.h"

/* What is open while the steps are made. */
struct open_tag {
	const struct tag *tag;
	uint32_t step;          /* where its step stands */
	uint32_t next_argument; /* of a parent: to be filled next */
	struct place place;     /* where it opened */
};

struct compiler {
	struct hw_template *layout;
	const struct tags *tags;
	hw_str text;
	size_t text_at; /* the source is done up to here */
	size_t pool_len;
	bool line_start; /* nothing stands on the output's line yet */
	bool may_join;   /* the last step may take more text */
	bool watches;    /* for places where a value is not safe */
	struct place place;
	struct open_tag open[HW_TEMPLATE_DEPTH];
	size_t depth;
	/* Indentation that is taken off each line, outermost first. */
	hw_str off[HW_TEMPLATE_DEPTH];
	size_t off_count;
	bool failed;
};

/* A step that takes no place on a line. tag may be NULL. */
struct step *hw_lines_step(struct compiler *comp, enum step_kind kind,
    const struct tag *tag);

/* A step that stands on a line of the output, perhaps as its first. */
struct step *hw_lines_inline_step(struct compiler *comp, enum step_kind kind,
    const struct tag *tag);

/* Copies into the layout's pool, which has room by its construction. */
struct range hw_lines_keep(struct compiler *comp, hw_str s);

/* The source's own text from where it is done to `to`. */
void hw_lines_text(struct compiler *comp, size_t to);

/* The blanks before a tag that starts its line. */
hw_str hw_lines_lead(const struct compiler *comp, const struct tag *tag);

/* The blanks that start the line after the tag's. */
hw_str hw_lines_next_lead(const struct compiler *comp, const struct tag *tag);

#endif
