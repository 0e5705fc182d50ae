/*
 * rewrite: several files of a site changed together, or none of them.
 *
 * All new texts are first written beside the old ones, under names that
 * start with a dot (content/ passes those over) and end in ".headway"; then
 * each takes its file's place in one step. When one of these steps fails the
 * files that were changed before get their old text again.
 *
 * Threads: one.
 */
#ifndef HW_CLI_REWRITE_H
#define HW_CLI_REWRITE_H

#include "base/diag.h"
#include "base/fs.h"

struct hw_rewrite {
	hw_str path;
	hw_str before, after; /* the whole text */
};

/* False when nothing was changed; that is reported. A file whose text is no
 * longer `before` is such a failure. */
bool hw_rewrite_all(struct hw_fs *fs, const struct hw_rewrite *files,
    size_t count, struct hw_diags *diags, struct hw_arena *arena);

#endif
