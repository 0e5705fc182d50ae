/*
 * The state of the folding as bytes: all that the next commit could need,
 * and all that story_finish tells.
 *
 * First what tells whether the rest is of use, then plans with their actions,
 * then pages, then the names that were given up. Each function writes or reads one struct (see base/pack.h). What can be
 * worked out again is left out. A change of what is kept here, or of what a
 * commit does to it, makes bytes of an earlier headway wrong: they are told
 * apart by the digest of the sources (see cli/cachefolder.c), so there is no
 * number to think of.
 */
#include "assemble/story_parts.h"
#include "input/schema.h"

/* Fewer bytes than each of these takes: how much memory may be asked for. */
#define EVENT_BYTES  8
#define CHANGE_BYTES 4
#define POINT_BYTES  7
#define ACTION_BYTES 30
#define PLAN_BYTES   10

/* What a page or a plan of bytes that lie might count up to. */
#define COUNT_LIMIT UINT32_MAX

struct keeper {
	struct hw_pack *pack;
	struct story_teller *teller;
	/* Of all plans, by number. */
	HW_LIST(struct hw_story_action *) actions;
	HW_LIST(struct story_page *) pages; /* that have a name */
	size_t held;                        /* how many stand in a page */
};

/* ------------------------------ small parts ---------------------------- */

/* A commit's id in hex digits, as its number. */
static void keep_commit(struct keeper *keeper, hw_str *hex)
{
	struct story_teller *teller = keeper->teller;
	size_t number = 0;

	if (!keeper->pack->is_reading)
		number = (size_t)(hex->p - teller->hexes) / STORY_HEX;
	hw_pack_size(keeper->pack, &number, teller->first_new - 1);
	if (keeper->pack->is_reading)
		*hex = story_hex(teller, number);
}

static void keep_day(struct hw_pack *pack, struct hw_date *date)
{
	hw_pack_int(pack, &date->year, 0, 9999);
	hw_pack_int(pack, &date->month, 0, 12);
	hw_pack_int(pack, &date->day, 0, 31);
	if (date->year > 0 &&
	    (date->month == 0 ||
		date->day > hw_date_days_in_month(date->year, date->month)))
		hw_pack_fail(pack);
}

static void keep_id(struct hw_pack *pack, struct hw_git_id *id)
{
	hw_pack_bytes(pack, id->bytes, sizeof(id->bytes));
}

static void keep_change(struct hw_pack *pack, struct hw_git_change *change)
{
	int when = (int)change->when;

	hw_pack_int(pack, &when, HW_GIT_NEVER, HW_GIT_BAD_TIME);
	change->when = when == HW_GIT_DATED ? HW_GIT_DATED
	    : when == HW_GIT_BAD_TIME       ? HW_GIT_BAD_TIME
					    : HW_GIT_NEVER;
	if (change->when == HW_GIT_NEVER)
		return;
	if (change->when == HW_GIT_DATED)
		hw_pack_time(pack, &change->time);
	keep_id(pack, &change->commit);
}

/* ------------------------------- actions ------------------------------- */

static void keep_event(struct keeper *keeper, struct hw_event *event)
{
	struct hw_pack *pack = keeper->pack;
	int what = (int)event->what;

	hw_pack_int(pack, &what, 0, HW_EVENT_COUNT - 1);
	event->what = (enum hw_event_what)what;
	hw_pack_time(pack, &event->time);
	keep_commit(keeper, &event->commit);
	hw_pack_text(pack, &event->from);
	hw_pack_text(pack, &event->to);
	hw_pack_text(pack, &event->note);
	hw_pack_size(pack, &event->due_move, COUNT_LIMIT);
}

static void keep_events(struct keeper *keeper, struct hw_biography *life)
{
	struct hw_pack *pack = keeper->pack;
	size_t i;

	life->events.count =
	    hw_pack_count(pack, life->events.count, EVENT_BYTES);
	if (pack->is_reading) {
		life->events.room = life->events.count;
		life->events.items = HW_NEW_ARRAY(keeper->teller->arena,
		    struct hw_event, life->events.count);
	}
	for (i = 0; i < life->events.count; i++) {
		keep_event(keeper, &life->events.items[i]);
		life->last_time = life->events.items[i].time;
	}
}

/* What honesty asks for. */
static void keep_promises(struct hw_pack *pack,
    struct hw_story_action *action)
{
	hw_pack_time(pack, &action->status_time);
	hw_pack_time(pack, &action->due_time);
	hw_pack_text(pack, &action->last_due);
	hw_pack_text(pack, &action->due_before);
	if (action->due_before.len > 0)
		hw_pack_time(pack, &action->due_before_time);
	hw_pack_text(pack, &action->reused.title);
	if (action->reused.title.len > 0)
		hw_pack_time(pack, &action->reused.time);
	if (action->undone.is_undone)
		hw_pack_time(pack, &action->undone.done_time);
}

static void keep_action(struct keeper *keeper, struct hw_story_action *action)
{
	struct hw_pack *pack = keeper->pack;
	struct hw_biography *life = &action->life;

	hw_pack_flags(pack,
	    (bool *[]){&action->is_there, &action->was_ever,
		&life->knows_start, &action->has_moved_silently,
		&action->reused.has_note, &action->undone.is_undone,
		&action->undone.has_reason},
	    7);
	hw_pack_int(pack, &action->status, -1, HW_STATUS_COUNT - 1);
	if (pack->is_reading)
		life->status = hw_str_of(hw_status_word(action->status));
	hw_pack_text(pack, &life->title);
	keep_day(pack, &life->first_due);
	hw_pack_size(pack, &life->due_moves, COUNT_LIMIT);
	keep_events(keeper, life);
	hw_pack_text(pack, &action->due);
	hw_pack_text(pack, &action->owners);
	hw_pack_text(pack, &action->reason);
	hw_pack_text(pack, &action->completed);
	keep_promises(pack, action);
	hw_pack_hash(pack, &action->outcome);
	hw_pack_hash(pack, &action->update);
	hw_pack_hash(pack, &action->evidence);
	hw_pack_path(pack, &action->path);
	life->is_withdrawn = !action->is_there;
	if (life->is_withdrawn)
		hw_pack_time(pack, &action->withdrawn_time);
}

/* -------------------------------- plans -------------------------------- */

static void keep_counts(struct hw_pack *pack, size_t *counts, size_t *total)
{
	size_t sum = 0, i;

	for (i = 0; i < HW_STATUS_COUNT; i++) {
		hw_pack_size(pack, &counts[i], COUNT_LIMIT);
		sum += counts[i];
	}
	hw_pack_size(pack, total, COUNT_LIMIT);
	if (sum > *total)
		hw_pack_fail(pack);
}

static void keep_points(struct keeper *keeper,
    struct hw_plan_history *history)
{
	struct hw_pack *pack = keeper->pack;
	size_t i;

	history->points.count =
	    hw_pack_count(pack, history->points.count, POINT_BYTES);
	if (pack->is_reading) {
		history->points.room = history->points.count;
		history->points.items = HW_NEW_ARRAY(keeper->teller->arena,
		    struct hw_progress_point, history->points.count);
	}
	for (i = 0; i < history->points.count; i++) {
		struct hw_progress_point *point = &history->points.items[i];

		hw_pack_time(pack, &point->time);
		keep_counts(pack, point->counts, &point->total);
		/* Charts rely on it. */
		if (i > 0 && point->time <= point[-1].time)
			hw_pack_fail(pack);
	}
}

static void keep_plan(struct keeper *keeper, struct story_plan *plan)
{
	struct hw_pack *pack = keeper->pack;
	size_t count, i;

	hw_pack_path(pack, &plan->folder);
	keep_counts(pack, plan->counts, &plan->total);
	hw_pack_flag(pack, &plan->is_counted);
	if (plan->is_counted)
		hw_pack_time(pack, &plan->counted_time);
	keep_points(keeper, &plan->history);
	count = hw_pack_count(pack, plan->actions.count, ACTION_BYTES);
	for (i = 0; i < count && !pack->has_failed; i++) {
		struct hw_story_action *action = NULL;
		hw_str ref = HW_STR_NONE;

		if (!pack->is_reading) {
			action = plan->actions.entries[i].value;
			ref = action->life.ref;
		}
		hw_pack_text(pack, &ref);
		if (pack->is_reading)
			action = story_add_action(keeper->teller, plan, ref);
		/* One ref, one life. */
		if (plan->actions.count <= i)
			hw_pack_fail(pack);
		keep_action(keeper, action);
		HW_PUSH(&keeper->actions, keeper->teller->arena, action);
	}
}

static void keep_plans(struct keeper *keeper)
{
	struct story_teller *teller = keeper->teller;
	struct hw_pack *pack = keeper->pack;
	size_t count =
	    hw_pack_count(pack, teller->all_plans.count, PLAN_BYTES);
	size_t i;

	for (i = 0; i < count && !pack->has_failed; i++) {
		if (pack->is_reading) {
			struct story_plan *plan =
			    HW_NEW(teller->arena, struct story_plan);

			hw_map_init(&plan->actions, teller->arena);
			HW_PUSH(&teller->all_plans, teller->arena, plan);
		}
		keep_plan(keeper, teller->all_plans.items[i]);
	}
}

/* A plan as its number from 1 on; 0 is none. */
static void keep_plan_number(struct keeper *keeper, struct story_plan **plan)
{
	struct story_teller *teller = keeper->teller;
	size_t number = 0;

	if (!keeper->pack->is_reading && *plan != NULL)
		number = (*plan)->number + 1;
	hw_pack_size(keeper->pack, &number, teller->all_plans.count);
	*plan = number > 0 ? teller->all_plans.items[number - 1] : NULL;
}

static void keep_plan_names(struct keeper *keeper)
{
	struct story_teller *teller = keeper->teller;
	struct hw_pack *pack = keeper->pack;
	size_t count = hw_pack_count(pack, teller->plans.count, 2), i;

	for (i = 0; i < count && !pack->has_failed; i++) {
		hw_str folder = HW_STR_NONE;

		if (!pack->is_reading)
			folder = teller->plans.entries[i].key;
		hw_pack_path(pack, &folder);
		keep_plan_number(keeper,
		    &story_plan_slot(teller, folder)->plan);
		if (teller->plans.count <= i)
			hw_pack_fail(pack);
	}
}

/* -------------------------------- pages -------------------------------- */

static void keep_page_changes(struct keeper *keeper,
    struct hw_page_history *history)
{
	struct hw_pack *pack = keeper->pack;
	size_t i;

	history->changes.count =
	    hw_pack_count(pack, history->changes.count, CHANGE_BYTES);
	if (pack->is_reading) {
		history->changes.room = history->changes.count;
		history->changes.items = HW_NEW_ARRAY(keeper->teller->arena,
		    struct hw_page_change, history->changes.count);
	}
	for (i = 0; i < history->changes.count; i++) {
		struct hw_page_change *change = &history->changes.items[i];

		hw_pack_time(pack, &change->time);
		keep_commit(keeper, &change->commit);
		hw_pack_text(pack, &change->note);
		hw_pack_flags(pack,
		    (bool *[]){&change->is_first, &change->is_wording}, 2);
	}
}

/* The actions that stand in the page; each stands in one. */
static void keep_held(struct keeper *keeper, struct story_page *page)
{
	struct hw_pack *pack = keeper->pack;
	size_t count = hw_pack_count(pack, page->actions.count, 1);
	size_t number = 0, i;

	for (i = 0; i < count; i++) {
		struct hw_story_action *action;

		if (!pack->is_reading)
			number = page->actions.items[i]->number;
		hw_pack_size(pack, &number, SIZE_MAX);
		keeper->held++;
		if (!pack->is_reading)
			continue;
		action = number < keeper->actions.count
		    ? keeper->actions.items[number]
		    : NULL;
		if (action == NULL || !action->is_there ||
		    action->holder != NULL || page->plan == NULL) {
			hw_pack_fail(pack);
			return;
		}
		action->holder = page;
		HW_PUSH(&page->actions, keeper->teller->arena, action);
	}
}

static void keep_page(struct keeper *keeper, struct story_page *page)
{
	struct hw_pack *pack = keeper->pack;

	hw_pack_flags(pack,
	    (bool *[]){&page->is_version, &page->exists, &page->has_facts,
		&page->has_double, &page->was_public, &page->is_public,
		&page->has_change, &page->has_bad_time, &page->has_created,
		&page->has_figures},
	    10);
	hw_pack_hash(pack, &page->form);
	hw_pack_hash(pack, &page->fingerprint);
	hw_pack_hash(pack, &page->wording);
	if (page->has_figures)
		hw_pack_size(pack, &page->figures_since, COUNT_LIMIT);
	/* Its bytes may be asked for again. */
	if (page->has_double)
		keep_id(pack, &page->blob);
	hw_pack_time(pack, &page->not_before);
	hw_pack_time(pack, &page->created);
	if (page->has_bad_time)
		keep_id(pack, &page->bad_commit);
	keep_change(pack, &page->bytes_updated);
	keep_change(pack, &page->bytes_created);
	keep_page_changes(keeper, &page->history);
	if (page->has_change && page->history.changes.count == 0)
		hw_pack_fail(pack);
	keep_plan_number(keeper, &page->plan);
	keep_held(keeper, page);
}

static void keep_pages(struct keeper *keeper)
{
	struct story_teller *teller = keeper->teller;
	struct hw_pack *pack = keeper->pack;
	size_t count = hw_pack_count(pack, teller->pages.count, 2), i;

	for (i = 0; i < count && !pack->has_failed; i++) {
		struct story_slot *slot;
		hw_str path = HW_STR_NONE;
		bool has_page;

		if (!pack->is_reading)
			path = teller->pages.entries[i].key;
		hw_pack_path(pack, &path);
		slot = story_page_slot(teller, path);
		has_page = slot->page != NULL;
		hw_pack_flag(pack, &has_page);
		if (teller->pages.count <= i)
			hw_pack_fail(pack);
		if (pack->is_reading && has_page) {
			slot->page = HW_NEW(teller->arena, struct story_page);
			slot->page->path = path;
		}
		if (slot->page == NULL)
			continue;
		HW_PUSH(&keeper->pages, teller->arena, slot->page);
		slot->page->number = keeper->pages.count;
		keep_page(keeper, slot->page);
	}
}

/* -------------------------------- moves -------------------------------- */

/* A page whose last name went to another: all that is asked of it is that
 * name. */
static struct story_page *nameless_page(struct keeper *keeper)
{
	struct story_page *page =
	    HW_NEW(keeper->teller->arena, struct story_page);

	hw_pack_path(keeper->pack, &page->path);
	return page;
}

static void keep_left_page(struct keeper *keeper, struct story_left *left)
{
	struct hw_pack *pack = keeper->pack;
	size_t number = 0;
	hw_str path;

	/* Its number may be from before it lost its name. */
	if (!pack->is_reading && left->page->number > 0 &&
	    left->page->number <= keeper->pages.count &&
	    keeper->pages.items[left->page->number - 1] == left->page)
		number = left->page->number;
	hw_pack_size(pack, &number, keeper->pages.count);
	if (pack->is_reading) {
		left->page = number > 0 ? keeper->pages.items[number - 1]
					: nameless_page(keeper);
	} else if (number == 0) {
		path = left->page->path;
		hw_pack_path(pack, &path);
	}
}

static void keep_left_action(struct keeper *keeper, struct story_left *left)
{
	struct hw_pack *pack = keeper->pack;
	size_t action = 0, number = 0;

	if (!pack->is_reading) {
		number = left->plan->number;
		action = left->action->number;
	}
	hw_pack_size(pack, &number, SIZE_MAX);
	hw_pack_size(pack, &action, SIZE_MAX);
	if (!pack->is_reading)
		return;
	if (number >= keeper->teller->all_plans.count ||
	    action >= keeper->actions.count) {
		hw_pack_fail(pack);
		return;
	}
	left->plan = keeper->teller->all_plans.items[number];
	left->action = keeper->actions.items[action];
}

static void keep_moves(struct keeper *keeper)
{
	struct story_teller *teller = keeper->teller;
	struct hw_pack *pack = keeper->pack;
	size_t count = hw_pack_count(pack, teller->left.count, 3), i;

	for (i = 0; i < count && !pack->has_failed; i++) {
		struct story_left left = {.from = HW_STR_NONE};
		bool is_page;

		if (!pack->is_reading)
			left = teller->left.items[i];
		is_page = left.page != NULL;
		hw_pack_flag(pack, &is_page);
		hw_pack_path(pack, &left.from);
		if (is_page)
			keep_left_page(keeper, &left);
		else
			keep_left_action(keeper, &left);
		if (pack->is_reading && !pack->has_failed)
			HW_PUSH(&teller->left, teller->arena, left);
	}
}

/* ------------------------------- the whole ----------------------------- */

/* What tells whether the rest is of use. */
static void keep_head(struct hw_pack *pack, struct story_teller *teller,
    uint64_t *repairs)
{
	uint64_t today = story_day(teller->site->today);

	hw_pack_hash(pack, repairs);
	hw_pack_number(pack, &teller->first_today, UINT64_MAX);
	hw_pack_number(pack, &teller->end_today, UINT64_MAX);
	if (today < teller->first_today || today >= teller->end_today)
		hw_pack_fail(pack);
	teller->first_new =
	    hw_pack_count(pack, teller->first_new, sizeof(struct hw_git_id));
	/* A story without a commit is none. */
	if (teller->first_new == 0)
		hw_pack_fail(pack);
	if (pack->is_reading)
		teller->ids = HW_NEW_ARRAY(teller->arena, struct hw_git_id,
		    teller->first_new);
	hw_pack_bytes(pack, teller->ids,
	    teller->first_new * sizeof(struct hw_git_id));
}

static void keep_rest(struct keeper *keeper)
{
	keep_plans(keeper);
	keep_plan_names(keeper);
	keep_pages(keeper);
	keep_moves(keeper);
}

bool story_recall_commits(struct story_teller *teller, struct hw_pack *pack,
    uint64_t *repairs, hw_str bytes)
{
	hw_pack_read(pack, bytes);
	keep_head(pack, teller, repairs);
	teller->texts = pack->texts;
	return !pack->has_failed;
}

bool story_recall_rest(struct story_teller *teller, struct hw_pack *pack)
{
	struct keeper keeper = {.teller = teller, .pack = pack};

	keep_rest(&keeper);
	return hw_pack_is_read(pack);
}

/* Numbers for plans and actions; how many actions stand in a page. */
static size_t number_all(struct story_teller *teller)
{
	size_t number = 0, held = 0, i, k;

	for (i = 0; i < teller->all_plans.count; i++) {
		struct story_plan *plan = teller->all_plans.items[i];

		plan->number = i;
		for (k = 0; k < plan->actions.count; k++) {
			struct hw_story_action *action =
			    plan->actions.entries[k].value;

			action->number = number++;
			held += action->holder != NULL;
		}
	}
	return held;
}

void story_keep(struct story_teller *teller, struct hw_buf *out)
{
	struct hw_pack pack;
	struct keeper keeper = {.teller = teller, .pack = &pack};
	uint64_t repairs = story_hash_repairs(teller, teller->commit_count);
	size_t held = number_all(teller);

	/* From now on all of them are known. */
	teller->first_new = teller->commit_count;
	hw_pack_write(&pack, teller->texts);
	keep_head(&pack, teller, &repairs);
	keep_rest(&keeper);
	/* An action in a page without a name could not be found again. */
	if (keeper.held == held && !pack.has_failed)
		hw_pack_finish(&pack, out);
	hw_pack_free(&pack);
}
