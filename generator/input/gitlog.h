/*
 * gitlog: what each commit did to the pages of a folder, and to the tables of
 * figures that they show.
 *
 * One pass along first parents from HEAD, each commit compared with its
 * first parent by tree ids; equal subfolders are skipped. Only files that
 * end in ".md" or ".csv" are recorded. Newest commit first.
 *
 * A merge says what it and the commits that came with it say: their notes
 * joined, oldest first, and minor when all of them are. So the same work has
 * the same notes whether it is merged, squashed or rebased.
 *
 * A file that vanished in the commit in which another appeared has moved
 * when the two are alike (see input/gitmove).
 *
 * Where the history is cut off (a shallow clone, a missing object) the last
 * commit read has is_cut_off: its touches are all files that it has, and
 * nobody knows since when.
 *
 * What is known already need not be read again: the walk may end at a commit
 * that an earlier one began with.
 *
 * Ownership: all of it lives in the arena given. Threads: as gitrepo.
 */
#ifndef HW_INPUT_GITLOG_H
#define HW_INPUT_GITLOG_H

#include "input/gitrepo.h"

/* Something happened to a file's bytes. */
struct hw_git_change {
	enum {
		HW_GIT_NEVER, /* not met in the log */
		HW_GIT_DATED,
		HW_GIT_BAD_TIME, /* the commit's time is none, or before 1970
				    or after 2100 */
	} when;
	int64_t time; /* of the committer; seconds since 1970, UTC */
	struct hw_git_id commit;
};

struct hw_git_touch {
	hw_str path; /* below the folder: "plan/area-5.md" */
	hw_str from; /* the path it moved from in this commit, or empty */
	bool has_before, has_after;
	struct hw_git_id before, after; /* blobs */
};

struct hw_git_touches {
	struct hw_git_touch *items; /* in the order of the tree */
	size_t count, room;
};

struct hw_git_logged {
	struct hw_git_id id;
	bool has_time; /* else the time cannot be right */
	int64_t time;  /* of the committer; seconds since 1970, UTC */
	bool is_minor, is_cut_off;
	hw_str note; /* or empty */
	struct hw_git_touches touches;
};

struct hw_git_log {
	HW_LIST(struct hw_git_logged) commits;
	bool is_complete;          /* the first commit was reached */
	bool is_joined;            /* or the newest known one was */
	struct hw_git_problem end; /* HW_GIT_OK, or why the walk ended */
};

/* A whole first-parent history, oldest commit first. */
struct hw_git_known {
	const struct hw_git_id *ids;
	size_t count;
};

/*
 * Reads the log of `folder`, a path from the top of the repository. The walk
 * ends before the newest known commit; one that does not meet it ends as if
 * nothing were known. `known` may be NULL.
 */
void hw_git_log_read(struct hw_git_log *out, struct hw_git *git,
    hw_str folder, const struct hw_git_known *known, struct hw_arena *arena);

#endif
