/*
 * story_parts: what the parts of assemble/story share; nobody else.
 *
 * story.c folds commits: which page and which action has which version.
 * story_events.c tells what the difference of two versions is.
 *
 * Threads: as story.
 */
#ifndef HW_ASSEMBLE_STORY_PARTS_H
#define HW_ASSEMBLE_STORY_PARTS_H

#include "assemble/story.h"

/* A plan, through all names of its folder. */
struct story_plan {
	hw_str folder;         /* at the commit at hand */
	struct hw_map actions; /* ref -> struct hw_story_action */
	size_t counts[HW_STATUS_COUNT], total;
	bool is_counted; /* at the commit at hand its counts changed … */
	int64_t counted_time; /* … and readers saw it then */
	struct hw_plan_history history;
};

/* A page, through all its names. */
struct story_page {
	hw_str path;
	struct story_plan *plan; /* that holds its actions, or NULL */
	HW_LIST(struct hw_story_action *) actions;
	bool easy, exists, has_facts, is_staged;
	bool has_double; /* an action of it stands in another page too */
	bool is_incomplete, was_public, is_public, knows_start;
	uint64_t form, fingerprint, wording;
	struct hw_git_id blob;
	int64_t not_before;             /* its publish_on; 0: none */
	struct hw_page_history history; /* oldest first while it is folded */
	bool has_change, has_bad_time, has_created;
	int64_t created;
	struct hw_git_id bad_commit;
};

/* What has a name now; either may be NULL. */
struct story_slot {
	struct story_page *page;
	struct story_plan *plan;
};

/* A name that a page or an action (not NULL) gave up. */
struct story_left {
	const struct story_page *page;
	const struct story_plan *plan;
	const struct hw_story_action *action;
	hw_str from;
};

struct story_staged {
	struct story_page *page;
	const struct hw_facts *facts; /* NULL: it is gone */
};

struct story_touched {
	struct story_plan *plan;
	struct hw_story_action *action;
	bool was_there;
	int status_before;
};

struct story_teller {
	struct hw_story *story;
	struct hw_site *site;
	struct hw_git *git;
	struct hw_arena *arena, scratch; /* one commit */
	struct hw_facts_reader reader;
	struct hw_map pages, plans; /* name -> struct story_slot */
	HW_LIST(struct story_plan *) all_plans;
	HW_LIST(struct story_left) left; /* oldest first */
	/* The commit at hand. */
	const struct hw_git_logged *commit;
	hw_str hex;         /* its id, once somebody asked */
	int64_t not_before; /* of the page at hand */
	HW_LIST(struct story_page *) moved;
	size_t next_moved;
	HW_LIST(struct story_staged) staged;
	HW_LIST(struct story_touched) touched;
};

/* The action's version may change in this commit; call before it does. */
void story_touch(struct story_teller *teller, struct story_plan *plan,
    struct hw_story_action *action);

/* Makes the events of an action. */
void story_compare_action(struct story_teller *teller,
    const struct story_touched *touched);

/* Makes the change of a page; facts NULL: it is not published. */
void story_compare_page(struct story_teller *teller, struct story_page *page,
    const struct hw_facts *facts);

/* A point for each plan whose counts the commit changed. */
void story_count_plans(struct story_teller *teller);

/* Fills teller->story from what was folded. */
void story_finish(struct story_teller *teller, bool is_complete);

#endif
