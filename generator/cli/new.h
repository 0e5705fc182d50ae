/*
 * new: what the parts of `headway new` share.
 *
 * Values come from options; what is missing is asked for on a terminal, and
 * is a wrong use elsewhere. Each is checked by the same table of fields as
 * the pages are.
 *
 * Threads: one.
 */
#ifndef HW_CLI_NEW_H
#define HW_CLI_NEW_H

#include "cli/load.h"
#include "input/fields.h"

/* A value that may be needed. */
struct hw_new_value {
	const char *option, *given; /* "--title", and what it was, or NULL */
	const char *question, *example;
	const struct hw_field *field;
	bool may_be_empty;
};

/* False where it is missing or wrong, which has been said: then the exit
 * status is HW_EXIT_USAGE. */
bool hw_new_need(hw_str *out, const struct hw_new_value *value,
    struct hw_arena *arena);

/* A field of a page, or of one of its actions. */
const struct hw_field *hw_new_page_field(const char *name);
const struct hw_field *hw_new_action_field(const char *name);

/* The first words of an easy-read page, and its part about one action. */
bool hw_new_easy_start(struct hw_buf *out, hw_str title,
    struct hw_diags *diags, struct hw_arena *arena);
bool hw_new_easy_action(struct hw_buf *out, hw_str ref, hw_str title,
    struct hw_diags *diags, struct hw_arena *arena);

/* Work on a site that is loaded, drafts and all; it gives the exit status. */
typedef int hw_new_work(struct hw_loaded *loaded,
    const struct hw_options *options, hw_str path, struct hw_diags *diags);
int hw_new_in_site(const struct hw_options *options, hw_str path,
    hw_new_work *work);

/* `new action FILE`, `new easy FILE` and `new translation FILE`: the exit
 * status. */
int hw_new_action(const struct hw_options *options, hw_str path);
int hw_new_easy(const struct hw_options *options, hw_str path);
int hw_new_translation(const struct hw_options *options, hw_str path);

#endif
