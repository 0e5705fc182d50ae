/*
 * gitmove: which files moved in a commit.
 *
 * Of the files that vanished and those that appeared in one commit, two are
 * one file that moved
 *   - when their bytes are the same (not when there are none), or else
 *   - when at least half of their lines are, and three or more: blank lines
 *     and the hyphens around front matter do not count, and space around a
 *     line neither.
 * Of several the one of the same base name, then the most alike, then the
 * first by path. A standard page never becomes an easy-read one or a
 * translation, nor a page a table of figures.
 *
 * The work is bounded: at most HW_MOVE_PAIR_LIMIT pairs are compared line by
 * line in a commit, and HW_MOVE_BYTE_LIMIT bytes read; past that only files
 * of the same bytes are found.
 *
 * Threads: as gitrepo.
 */
#ifndef HW_INPUT_GITMOVE_H
#define HW_INPUT_GITMOVE_H

#include "input/gitlog.h"

#define HW_MOVE_PAIR_LIMIT ((size_t)4000)
#define HW_MOVE_BYTE_LIMIT ((size_t)32 * 1024 * 1024)

/* Makes one touch of each pair: the new path, with `from` set. The order of
 * the others stays. */
void hw_git_moves_find(struct hw_git_touches *touches, struct hw_git *git);

#endif
