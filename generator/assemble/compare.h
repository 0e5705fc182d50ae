/*
 * compare: what readers would see change between two commits.
 *
 * Works on facts (see assemble/facts), so changes of form, emphasis or
 * wrapping are told apart from changes of words and data, and actions are
 * known by their refs, whatever page they stand in.
 *
 * Ownership: results live in the arena given. Threads: reads Markdown and
 * git; one thread.
 */
#ifndef HW_ASSEMBLE_COMPARE_H
#define HW_ASSEMBLE_COMPARE_H

#include "input/gitrepo.h"
#include "model/history.h"

enum hw_compare_page_what {
	HW_COMPARE_ADDED,
	HW_COMPARE_REMOVED,
	HW_COMPARE_MOVED, /* same words and data under another name */
	HW_COMPARE_CHANGED,
	HW_COMPARE_FORM,  /* words and data are the same: no date moves */
	HW_COMPARE_MINOR, /* they differ, and the commits say: no date moves */
	HW_COMPARE_UNREADABLE, /* a mistake in it, before or after: nobody can
				  tell what became of its actions */
};

struct hw_compare_page {
	enum hw_compare_page_what what;
	hw_str
	    path; /* "plan/area-5.md", or "data/waiting.csv" for figures; of
			 a removed page its old one */
	hw_str from;  /* its path before, where it has moved; or empty */
	hw_str title; /* or empty */
	/* Its words changed (see assemble/freshness), and these did not: its
	 * easy-read file, and translations in the languages of that list. */
	bool leaves_easy_behind;
	hw_str leaves_behind; /* "ar, pl", or empty */
};

struct hw_compare_action {
	hw_str plan, ref, title;
	struct hw_event event; /* without time, commit and note */
};

struct hw_comparison {
	HW_LIST(struct hw_compare_page) pages;     /* by path */
	HW_LIST(struct hw_compare_action) actions; /* by page and ref */
	HW_LIST(hw_str) notes; /* that families will read, oldest first */
};

/*
 * Compares the pages below `folder` (from the top of the repository) of two
 * commits. False with *problem filled when git cannot tell.
 *
 * What commits say of themselves is known where `newer` is git's head and
 * `older` is among its first parents.
 */
bool hw_compare_commits(struct hw_comparison *out,
    struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *older, const struct hw_git_id *newer,
    hw_str folder, struct hw_arena *arena);

#endif
