/*
 * gitwalk: when each file of a folder last changed, and when it first
 * appeared, from the log of the history.
 *
 * The log follows first parents from HEAD and compares each commit with its
 * first parent (see input/gitlog): what a merge brought in is dated by the
 * merge, the moment it reached the branch that is published. Merging,
 * squashing and rebasing then give the same answer. The order is that of the
 * chain; clocks that were wrong do not change it.
 *
 * - Updated: the newest commit in which the file's bytes differ.
 * - Created: the oldest commit in which the file appeared, even when it was
 *   away for a time. Only known when the walk reached the first commit.
 * - A file that moved (see input/gitmove) has its history under the old name;
 *   a move of the same bytes dates nothing. Two files that swapped names have
 *   both changed.
 *
 * Only files below one folder are looked at: a file that came from outside
 * it was created when it came. Files that the log leaves out have no dates.
 *
 * Threads: as gitrepo.
 */
#ifndef HW_INPUT_GITWALK_H
#define HW_INPUT_GITWALK_H

#include "input/gitlog.h"

enum hw_git_when {
	HW_GIT_NEVER, /* not met in the log */
	HW_GIT_DATED,
	HW_GIT_BAD_TIME, /* the commit's time is none, or before 1970 or
			    after 2100 */
};

struct hw_git_change {
	enum hw_git_when when;
	int64_t time; /* of the committer; seconds since 1970, UTC */
	struct hw_git_id commit;
};

struct hw_git_file {
	hw_str path; /* below the folder: "plan/area-5.md"; by the caller */
	bool is_at_head, is_in_submodule;
	struct hw_git_id blob; /* at HEAD */
	struct hw_git_change updated, created;
};

struct hw_git_walk {
	/* Given by the caller: each path once. */
	hw_str folder; /* from the top of the repository */
	struct hw_git_file *files;
	size_t count;
	/* Found. */
	bool is_head_read;         /* is_at_head and blob are right */
	bool is_complete;          /* the first commit was reached */
	struct hw_git_problem end; /* HW_GIT_OK, or why the walk ended */
};

/*
 * Fills in the walk from a log of its folder that was read from HEAD. What
 * was found before a problem is right and stays.
 */
void hw_git_walk(struct hw_git_walk *walk, struct hw_git *git,
    const struct hw_git_log *log, struct hw_arena *arena);

#endif
