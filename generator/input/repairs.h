/*
 * repairs: content/history.yaml, mistakes in the public history put right
 * without changing git's.
 *
 *   minor: [1a2b3c4]       commits that changed nothing for readers
 *   notes:                 what should have been in a Change-note
 *     - commit: 5d6e7f8
 *       note: Two dates moved, because ...
 *   withdraw: [9a0b1c2]    commits whose note is not shown
 *
 * Commits are named by at least HW_COMMIT_LENGTH_MIN digits of their ids.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_REPAIRS_H
#define HW_INPUT_REPAIRS_H

#include "input/fields.h"
#include "model/site.h"

#define HW_COMMIT_LENGTH_MIN 7
#define HW_COMMIT_LENGTH_MAX 40

struct hw_repair_note {
	struct hw_text commit, note;
};

struct hw_repairs {
	struct hw_texts minor, withdraw;
	struct {
		struct hw_repair_note *items;
		size_t count;
	} notes;
};

extern const struct hw_field_table hw_repairs_table; /* struct hw_repairs */

/* Fills *out; reports every mistake. False when the file is no YAML. */
bool hw_repairs_read(struct hw_repairs *out, const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena);

#endif
