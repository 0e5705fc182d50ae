/*
 * view_history: what git tells of the past, in words and as data for
 * layouts: biographies, what has changed, feeds, the chart, the calendar.
 *
 * Nothing is guessed: where site->history is NULL, or begins later than the
 * site, the words say that we do not know. What stands in a draft is left
 * out. Results live in view->arena unless told otherwise.
 *
 * Threads: as view.h.
 */
#ifndef HW_RENDER_VIEW_HISTORY_H
#define HW_RENDER_VIEW_HISTORY_H

#include "render/view.h"

/* What one publication (commit) did to one action or one page. */
struct hw_change {
	int64_t time;
	hw_str commit;
	size_t order;  /* among the changes of one commit */
	bool is_first; /* publishes what was not there before */
	bool is_minor; /* told by another change of the same commit */
	/* of an action … */
	const struct hw_biography *biography;
	const struct hw_event *event;
	const struct hw_action *action;  /* NULL: withdrawn */
	const struct hw_withdrawn *gone; /* or NULL */
	/* … or of a page */
	const struct hw_page *page;
	const struct hw_page_change *page_change;
};

/* All that one commit published. */
struct hw_change_group {
	int64_t time;
	hw_str commit;
	hw_str note;
	struct hw_date day; /* in the site's time zone */
	struct hw_change *items;
	size_t count;
	/* first publications of many, counted in place of listed */
	size_t new_actions, new_pages;
	size_t left_off; /* changes over HW_CHANGES_GROUP_LIMIT */
};

struct hw_changes {
	struct hw_change_group *groups; /* newest first */
	size_t count;
	bool is_complete;
};

/* One page of the list of changes; groups from up to, without, to. */
struct hw_changes_page {
	hw_str url;
	int year;      /* 0: the newest, "/changes/" */
	size_t number; /* of the year's pages: 1, 2, … */
	size_t from, to;
};

#define HW_CHANGES_PAGE_LIMIT  200 /* lines */
#define HW_CHANGES_GROUP_LIMIT 100 /* lines */
#define HW_CHANGES_FIRST_LIMIT 10  /* first publications told one by one */
#define HW_CHANGES_RECENT      5
#define HW_CHANGES_FEW         2  /* lines that need no summary */
#define HW_CHANGES_MANY        10 /* more of them are shown when asked for */
#define HW_FEED_LIMIT          50

/* ------------------------------ view_history --------------------------- */

/* One line, without characters that a feed or a page cannot hold. */
hw_str hw_view_one_line(struct hw_view *view, hw_str text);
/* "Moved from Not started to In progress" */
hw_str hw_view_event_words(struct hw_view *view,
    const struct hw_biography *biography, const struct hw_event *event);
/* Sets events, each with sentence, note and is_last: what one commit did to
 * an action, oldest first. A note is told once, behind all that it is about,
 * and not at all where it was said before. */
void hw_view_events(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *biography, const struct hw_event *events,
    size_t count, hw_str said);
/* NULL where the history does not know the action. */
const struct hw_biography *hw_view_biography(const struct hw_site *site,
    struct hw_arena *arena, const struct hw_action *action);
/* Sets first_due and moved: what was promised before. */
void hw_view_promise(struct hw_view *view, struct hw_value *map,
    const struct hw_action *action);
/* Sets story, silence, states and story_gap: an action's biography. */
void hw_view_story(struct hw_view *view, struct hw_value *map,
    const struct hw_action *action);
/* Sets story, states and story_gap: of an action that nobody reports on. */
void hw_view_past_story(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *biography);
/* "In progress", "December 2024": what a version of the past said. */
hw_str hw_view_status_words(struct hw_view *view, hw_str status);
hw_str hw_view_due_words(struct hw_view *view, hw_str due);
/* "The due date has moved 3 times.", or empty. */
hw_str hw_view_moved_words(struct hw_view *view,
    const struct hw_biography *biography);
/* Sets page_changes, page_gap and changes_url. */
void hw_view_page_history(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page);
/* NULL where the history does not know the page. */
const struct hw_page_history *hw_view_history_of(const struct hw_site *site,
    const struct hw_page *page);

/* ------------------------------ view_changes --------------------------- */

/* Of one plan, or of the whole site (NULL); in the site's arena. NULL where
 * nothing is known. */
const struct hw_changes *hw_changes_collect(struct hw_view *view,
    const struct hw_plan *plan);
/* Lines that a group takes on a page. */
size_t hw_changes_lines(const struct hw_change_group *group);
/* Changes that they tell of. */
size_t hw_changes_total(const struct hw_change_group *group);
/* {title, url, has_events, events}; a sentence is its only event. */
void hw_view_change_line(struct hw_view *view, struct hw_value *line,
    hw_str title, hw_str url, hw_str sentence);
/* Every line of a group, one for each action and page; without a url where
 * the page is gone. */
const struct hw_value *hw_view_change_lines(struct hw_view *view,
    const struct hw_change_group *group);
/* "24 actions are now done. 3 due dates moved.": what became of actions in a
 * commit that changed many; empty where its few lines say it. */
hw_str hw_view_change_summary(struct hw_view *view,
    const struct hw_change_group *group);
/* Sets recent and changes_url: the newest few, for the home page. */
void hw_view_recent(struct hw_view *view, struct hw_value *map);
/* At least one; in the site's arena. */
const struct hw_changes_page *hw_changes_pages(struct hw_view *view,
    size_t *count_out);
const struct hw_value *hw_view_changes(struct hw_view *view,
    const struct hw_changes_page *pages, size_t count, size_t which);
/* "#c-…": where a group stands on its page. */
hw_str hw_view_change_id(struct hw_view *view,
    const struct hw_change_group *group);

/* --------------- view_feed, view_chart, view_withdrawn, calendar ------- */

/* Of one plan, or of the whole site (NULL). */
const struct hw_value *hw_view_feed(struct hw_view *view,
    const struct hw_changes *changes, const struct hw_plan *plan);
/* Sets chart, plan_feed and withdrawn. */
void hw_view_plan_history(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan);
/* The page that a withdrawn action keeps. */
const struct hw_value *hw_view_withdrawn(struct hw_view *view,
    const struct hw_withdrawn *gone);
/* Sets has_withdrawn and withdrawn: those of a plan. */
void hw_view_withdrawn_list(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan);
/* NULL where the history has no day for it. */
const struct hw_event *hw_view_withdrawal(
    const struct hw_biography *biography);
/* data/due.ics, RFC 5545. */
hw_str hw_calendar(struct hw_view *view);

#endif
