/*
 * story: the versions of pages, oldest first, folded into biographies.
 *
 * The log is read here, and each commit of it folded onto what was known
 * before it: so a later reading can go on where an earlier one ended.
 *
 * - An action is its ref within its plan; it may move between the plan's
 *   pages. A plan keeps its actions' lives when its index.md moves to
 *   another folder. A page follows the moves that the log found.
 * - A version that cannot be read changes nothing. A draft, and a page whose
 *   publish_on is still to come, is not published; once that day has come,
 *   what was committed before it is told with that day.
 * - A public change of a page is a new fingerprint (see assemble/facts) that
 *   no commit marked minor made; its first publication always is one.
 * - Where a page shows figures from a file of their own, a public change of
 *   that file is one of the page, from the commit on in which it first named
 *   figures.
 * - A minor commit makes no events but these: added, withdrawn, status and
 *   due date, which nobody can call minor.
 * - A due date given for the first time is no move; any other difference is.
 * - An action that comes back is added a second time; its first due date and
 *   its count of moves go on.
 * - What a history that is cut off holds at its oldest commit has no
 *   beginning: no event, no change, knows_start false.
 * - Commits whose time cannot be right change what is known but make neither
 *   events nor dates: an event without a day cannot be told.
 *
 * - Dates of bytes are kept beside those of words, for pages that are not
 *   published or not known in full. Bytes are updated by the newest commit
 *   in which they differ, and created by the first in which the file
 *   appeared, even when it was away for a time. A page that moved took its
 *   dates with it: what takes its old name begins anew.
 *
 * Ownership: what is told lives in the site's arena. Threads: reads Markdown
 * and git; one thread.
 */
#ifndef HW_ASSEMBLE_STORY_H
#define HW_ASSEMBLE_STORY_H

#include "assemble/facts.h"
#include "input/gitlog.h"
#include "input/repairs.h"

/* What is known of an action beside its biography. Times are 0 where they
 * are not known. */
struct hw_story_action {
	struct hw_biography life;
	hw_str path;        /* of the page that it stands in, or stood last */
	hw_str due, owners; /* as last published */
	hw_str reason, completed;
	int status;          /* enum hw_status, or -1 */
	int64_t status_time; /* when it got that status */
	int64_t withdrawn_time;
	/* When its ref was last taken for something else; title empty: never. */
	struct {
		hw_str title; /* before that */
		int64_t time;
		bool has_note; /* the commit explains it */
	} reused;
	/* How "done" was last taken back, until it is done again. */
	struct {
		bool is_undone, has_reason;
		int64_t done_time;
	} undone;
	bool has_moved_silently; /* the last move of its date had no reason */
	hw_str due_before;       /* that move */
	int64_t due_before_time; /* when that date was published */
	hw_str last_due;         /* the last that was given */
	int64_t due_time;        /* when it was published */
	/* While it is folded. */
	const void *holder;
	const struct hw_action_facts *after;
	uint64_t outcome, update, evidence;
	bool is_touched, is_there, was_ever;
	size_t number;
};

/* A page as HEAD has it, or as it was when it went. */
struct hw_story_page {
	bool is_public;     /* published at HEAD */
	bool has_change;    /* a public change is known, and its day */
	bool has_bad_time;  /* the newest has a time that cannot be right */
	bool has_created;   /* its first publication is known, and its day */
	bool is_incomplete; /* bytes of a version are missing in git */
	int64_t updated, created;
	hw_str commit; /* of the newest change; hex */
	struct hw_git_id bad_commit;
	uint64_t fingerprint;
	struct hw_page_history history;
	/* When its bytes last changed, and when it first appeared. */
	struct hw_git_change bytes_updated, bytes_created;
};

struct hw_story {
	struct hw_history *history;
	HW_LIST(struct hw_story_action *) actions;
	struct hw_map pages;           /* path -> hw_story_page */
	size_t missing;                /* versions whose bytes are missing */
	struct hw_git_problem problem; /* of the first of them */
	bool is_complete;              /* the log has its first commit */
	struct hw_git_problem end;     /* or why it has not */
};

/*
 * What one reading leaves for the next: the state of the folding at HEAD.
 *
 * The next reading goes on from there where it can: the commit is one of its
 * first parents, history.yaml says the same of all commits up to it, and no
 * page's publish_on has come since. Else, and when the bytes are damaged, it
 * begins at the first commit. The story is the same either way.
 */
struct hw_story_kept {
	hw_str before; /* the bytes of an earlier reading, or empty; they must
			  live as long as the site */
	bool is_aside; /* a look at another commit, which is not to take the
			  place of what is there */
	/* Those for the next; empty: the earlier ones still do, or the
	 * history is not complete. Free it. */
	struct hw_buf after;
};

/*
 * Reads the log of `folder`, a path from the top of the repository, and the
 * versions that it names. `repairs` may be NULL; commits in it that the log
 * does not have are reported, unless the log is cut off. `kept` may be NULL.
 */
void hw_story_read(struct hw_story *out, struct hw_site *site,
    struct hw_git *git, hw_str folder, const struct hw_repairs *repairs,
    struct hw_story_kept *kept);

/* Whether two titles have a word of four letters or more in common; yes
 * too where one of them has none to compare. */
bool hw_story_titles_share(hw_str a, hw_str b);

#endif
