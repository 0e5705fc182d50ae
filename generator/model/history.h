/*
 * history: what git tells of the past of plans, pages and actions.
 *
 * Made by assemble/story from the first-parent history; read by views,
 * data, explain and diff. Every time is the committer time of the mainline
 * commit that made the change public, in seconds since 1970, UTC. All of it
 * lives in the site's arena.
 *
 * Threads: read-only once made.
 */
#ifndef HW_MODEL_HISTORY_H
#define HW_MODEL_HISTORY_H

#include "base/map.h"
#include "base/str.h"
#include "model/date.h"

enum hw_event_what {
	HW_EVENT_ADDED,
	HW_EVENT_STATUS,    /* from, to: "not started", … */
	HW_EVENT_DUE,       /* from, to: "2024-12", or empty for none */
	HW_EVENT_OWNER,     /* from, to: names joined by "; " */
	HW_EVENT_TITLE,     /* from, to */
	HW_EVENT_OUTCOME,   /* the outcomes or the detail were reworded */
	HW_EVENT_UPDATE,    /* an update; a reason or completion day alone */
	HW_EVENT_EVIDENCE,  /* evidence was added or changed */
	HW_EVENT_WITHDRAWN, /* the action is no longer in the plan */
	HW_EVENT_COUNT,
};

/* What plan.json calls an event: "added", "status" … */
const char *hw_event_name(int what);

struct hw_event {
	enum hw_event_what what;
	int64_t time;
	hw_str commit;   /* hex */
	hw_str from, to; /* empty where there is nothing to say */
	hw_str note;     /* the commit's Change-note, or the reason given */
	size_t due_move; /* of DUE: 1 for the first move, 2 … */
};

/* The life of one action, by its ref; oldest event first. */
struct hw_biography {
	hw_str plan, ref;
	struct {
		struct hw_event *items;
		size_t count, room;
	} events;
	struct hw_date first_due; /* as first published; year 0: none given */
	bool knows_start;  /* false: the history is cut off before it began */
	bool is_withdrawn; /* not in the plan at HEAD */
	hw_str title, status; /* as last published */
	hw_str due, owners;   /* likewise: "2024-12"; names joined by "; " */
	size_t due_moves;
	int64_t last_time; /* of the newest event */
};

/* A public change of a page: its words or data, not its form. */
struct hw_page_change {
	int64_t time;
	hw_str commit;
	hw_str note;     /* Change-note, or empty */
	bool is_first;   /* the page was published */
	bool is_wording; /* not only status, dates or evidence of actions */
};

struct hw_page_history {
	struct {
		struct hw_page_change *items;
		size_t count, room;
	} changes; /* newest first */
};

/* A plan's counts from one day on, for the chart; days rise. */
struct hw_progress_point {
	int64_t time;
	size_t counts[5]; /* by enum hw_status */
	size_t total;
};

struct hw_plan_history {
	hw_str plan;
	struct {
		struct hw_progress_point *items;
		size_t count, room;
	} points;
};

/*
 * An address that was given up: of a page, by the path of its file, or of an
 * action (with a ref), by the folder of its plan. Only what readers could
 * have seen: not the name of a draft.
 */
struct hw_move {
	hw_str from, to; /* `to` is the name at HEAD, or the last it had */
	hw_str ref;      /* or empty */
};

struct hw_history {
	struct {
		struct hw_move *items;
		size_t count, room;
	} moves;                   /* oldest first */
	struct hw_map biographies; /* "plan/ref" -> struct hw_biography */
	struct hw_map pages; /* "plan/area-5.md" -> struct hw_page_history */
	struct hw_map plans; /* "plan" -> struct hw_plan_history */
	bool is_complete;    /* goes back to the first commit */
};

/*
 * The life of the action of that plan and ref; NULL where none is known, as
 * with no history (NULL). The key that it looks for is made in the arena.
 */
const struct hw_biography *hw_biography_of(const struct hw_history *history,
    hw_str plan, hw_str ref, struct hw_arena *arena);

#endif
