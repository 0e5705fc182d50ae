/*
 * template_run: a layout being rendered.
 *
 * All stacks are bounded and part of the run, so that rendering allocates
 * nothing but its output.
 *
 * Threads: one run belongs to one thread.
 */
#ifndef HW_RENDER_TEMPLATE_RUN_H
#define HW_RENDER_TEMPLATE_RUN_H

#include "render/template_parts.h"

/* Contexts on the stack; deeper nesting than any site needs. */
#define SCOPE_MAX 512

/* Mistakes told once for a place, however often it is passed. */
#define TOLD_MAX 32

/* A context; of a section over a list also how far it has come. */
struct scope {
	const struct hw_value *value, *list;
	size_t index;
};

/* A layout or a block being run. */
struct call {
	const struct hw_template *layout;
	uint32_t step;
	uint32_t indent_from, indent_to; /* in run.indents */
	uint32_t filling_count;          /* before it */
	bool in_value;
};

/* The blocks that one parent tag fills, and where its layout is. */
struct filling {
	const struct hw_template *layout;
	uint32_t first, count;
};

struct run {
	struct hw_buf *out;
	size_t out_max;
	struct hw_diags *diags;
	size_t steps;
	bool failed, stopped;
	struct scope scopes[SCOPE_MAX];
	size_t scope_count;
	struct call calls[HW_TEMPLATE_DEPTH];
	size_t call_count;
	struct filling fillings[HW_TEMPLATE_DEPTH]; /* outermost first */
	uint32_t filling_count;
	hw_str indents[HW_TEMPLATE_DEPTH];
	const struct step *told[TOLD_MAX];
	size_t told_count;
};

/* True the first time that something is wrong with this step. */
bool hw_run_is_new(struct run *run, const struct step *step);

/* Ends the run with an error. */
void hw_run_stop(struct run *run, const struct step *step, const char *what,
    hw_str help);

/* Where the step stands in its source. */
struct hw_span hw_run_span(const struct run *run, const struct step *step);

/* As much of a text as fits into a message. */
hw_str hw_run_shorten(hw_str text);

/* The value of a name; NULL where there is none. */
const struct hw_value *hw_run_look_up(struct run *run,
    const struct step *step, const struct name *name);

/* Write a step's text or value; before a line, its indentation. */
void hw_run_put_indents(struct run *run, const struct call *call);
void hw_run_put_text(struct run *run, const struct call *call,
    const struct step *step);
void hw_run_put_value(struct run *run, const struct call *call,
    const struct step *step);

#endif
