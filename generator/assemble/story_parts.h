/*
 * story_parts: what the parts of assemble/story share; nobody else.
 *
 * story.c folds commits: which page and which action has which version.
 * story_events.c tells what the difference of two versions is.
 * story_repairs.c finds the commits that history.yaml names.
 * story_figures.c gives pages the changes of the figures that they show.
 * story_kept.c is the state of the folding as bytes: what a plan, a page or an
 * action remembers from one commit to the next belongs there too.
 *
 * Threads: as story.
 */
#ifndef HW_ASSEMBLE_STORY_PARTS_H
#define HW_ASSEMBLE_STORY_PARTS_H

#include "assemble/story.h"
#include "base/pack.h"

/* A plan, through all names of its folder. */
struct story_plan {
	hw_str folder;         /* at the commit at hand */
	struct hw_map actions; /* ref -> struct hw_story_action */
	size_t counts[HW_STATUS_COUNT], total;
	bool is_counted; /* at the commit at hand its counts changed … */
	int64_t counted_time; /* … and readers saw it then */
	struct hw_plan_history history;
	size_t number; /* in story_kept.c */
};

/* A page, through all its names. */
struct story_page {
	hw_str path;
	struct story_plan *plan; /* that holds its actions, or NULL */
	HW_LIST(struct hw_story_action *) actions;
	bool is_version; /* easy read or a translation: it holds no actions */
	bool exists, has_facts, is_staged;
	bool has_double; /* an action of it stands in another page too */
	bool is_incomplete, was_public, is_public;
	uint64_t form, fingerprint, wording;
	bool has_figures;     /* of a file of their own … */
	size_t figures_since; /* … from this commit on */
	struct hw_git_id blob;
	int64_t not_before;             /* its publish_on; 0: none */
	struct hw_page_history history; /* oldest first while it is folded */
	bool has_change, has_bad_time, has_created;
	int64_t created;
	struct hw_git_id bad_commit;
	struct hw_git_change bytes_updated, bytes_created;
	size_t number; /* in story_kept.c, from 1 on */
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

/* A line of history.yaml, and the commit that it names. */
struct story_repair {
	enum { STORY_MINOR, STORY_NOTE, STORY_WITHDRAW } what;
	const struct hw_text *name;
	hw_str note;
	size_t matches; /* one, if all is well … */
	size_t number;  /* … and this */
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
	/* All commits by number, the oldest is 0. Those below first_new were
	 * folded by an earlier reading. */
	struct hw_git_id *ids;
	char *hexes; /* the same, STORY_HEX bytes each */
	size_t commit_count, first_new;
	HW_LIST(struct story_repair) repairs;
	/* Each day in between gives the same story; as year, month and day
	 * in one number, the last is the first one that does not. */
	uint64_t first_today, end_today;
	hw_str texts; /* of the bytes that an earlier reading left */
	/* The commit at hand. */
	const struct hw_git_logged *commit;
	size_t number;
	int64_t not_before; /* of the page at hand */
	HW_LIST(struct story_page *) moved;
	size_t next_moved;
	HW_LIST(struct story_staged) staged;
	HW_LIST(struct story_touched) touched;
};

/* An id in hex digits with a NUL behind it. */
#define STORY_HEX ((size_t)2 * HW_GIT_ID_BYTES + 1)

hw_str story_hex(const struct story_teller *teller, size_t number);

/* A day as first_today has it. */
uint64_t story_day(struct hw_date day);

/* What has the name `path`; made where there is none. */
struct story_slot *story_page_slot(struct story_teller *teller, hw_str path);
struct story_slot *story_plan_slot(struct story_teller *teller,
    hw_str folder);

/* A new action of the plan, which nothing is known of yet. */
struct hw_story_action *story_add_action(struct story_teller *teller,
    struct story_plan *plan, hw_str ref);

/* Gives every commit its number: those known already, then the log's. */
void story_number_commits(struct story_teller *teller,
    const struct hw_git_log *log);

/* Looks up the commits of history.yaml among all. */
void story_find_repairs(struct story_teller *teller,
    const struct hw_repairs *repairs);

/* What history.yaml says of the commits below `end`. */
uint64_t story_hash_repairs(const struct story_teller *teller, size_t end);

/* Changes the log's commits; reports what names none. */
void story_apply_repairs(struct story_teller *teller, struct hw_git_log *log);

/* The state as bytes, added to `out`: nothing where it is no whole one. */
void story_keep(struct story_teller *teller, struct hw_buf *out);

/*
 * Begins to fill a new teller from such bytes: the commits that were folded,
 * and the hash of the repairs that were made. False when the bytes are
 * damaged or not for this day. The rest can be read when all commits have
 * their numbers. False: the teller is of no use.
 */
bool story_recall_commits(struct story_teller *teller, struct hw_pack *pack,
    uint64_t *repairs, hw_str bytes);
bool story_recall_rest(struct story_teller *teller, struct hw_pack *pack);

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

/* Gives the pages of teller->story the changes of their figures. */
void story_join_figures(struct story_teller *teller);

/* Fills teller->story from what was folded. */
void story_finish(struct story_teller *teller, bool is_complete);

#endif
