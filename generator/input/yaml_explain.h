/*
 * yaml_explain: what libyaml found wrong, in plain words and with a mend.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_YAML_EXPLAIN_H
#define HW_INPUT_YAML_EXPLAIN_H

#include "base/diag.h"

struct hw_yaml_problem {
	const char *problem; /* libyaml's words; never NULL */
	const char *context; /* "while scanning ...", or "" */
	size_t problem_at;   /* offsets in the source */
	size_t context_at;
	size_t from, to; /* the part of the source that was read */
};

/* Records one message about the problem. */
void hw_yaml_explain(const struct hw_yaml_problem *problem,
    const struct hw_source *source, struct hw_diags *diags);

/*
 * "title: \"a: b\"" for the line "  title: a: b": the line's field with its
 * value in quotes; empty where that cannot be told or would be long.
 */
hw_str hw_yaml_quoted_line(struct hw_arena *arena, hw_str line);

#endif
