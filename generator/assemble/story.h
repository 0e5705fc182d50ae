/*
 * story: the versions of pages, oldest first, folded into biographies.
 *
 * - An action is its ref within its plan; it may move between the plan's
 *   pages. A plan keeps its actions' lives when its index.md moves to
 *   another folder. A page follows the moves that the log found.
 * - A version that cannot be read changes nothing. A draft, and a page whose
 *   publish_on is still to come, is not published; once that day has come,
 *   what was committed before it is told with that day.
 * - A public change of a page is a new fingerprint (see assemble/facts) that
 *   no commit marked minor made; its first publication always is one.
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
 * Ownership: what is kept lives in the site's arena. Threads: reads Markdown
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
	hw_str reason;
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
};

/* A page as HEAD has it. */
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
};

struct hw_story {
	struct hw_history *history;
	HW_LIST(struct hw_story_action *) actions;
	struct hw_map pages;           /* path at HEAD -> hw_story_page */
	size_t missing;                /* versions whose bytes are missing */
	struct hw_git_problem problem; /* of the first of them */
};

/*
 * Reads the versions that the log names. `repairs` may be NULL; commits in
 * it that the log does not have are reported, unless the log is cut off.
 */
void hw_story_read(struct hw_story *out, struct hw_site *site,
    struct hw_git *git, struct hw_git_log *log,
    const struct hw_repairs *repairs);

/* Whether two titles have a word of four letters or more in common; yes
 * too where one of them has none to compare. */
bool hw_story_titles_share(hw_str a, hw_str b);

#endif
