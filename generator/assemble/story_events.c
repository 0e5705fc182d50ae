#include "assemble/story_parts.h"
#include "input/schema.h"

/* -------------------------------- events ------------------------------- */

/* When readers saw it: what waits for a day is not seen before. */
static int64_t seen_time(const struct story_teller *teller)
{
	return teller->commit->time > teller->not_before
	    ? teller->commit->time
	    : teller->not_before;
}

/* Whether what the commit changed can be told with a day. */
static bool can_tell(const struct story_teller *teller)
{
	return teller->commit->has_time && !teller->commit->is_cut_off;
}

static void add_event(struct story_teller *teller,
    struct hw_story_action *action, struct hw_event event)
{
	if (!can_tell(teller))
		return;
	if (event.from.p == NULL)
		event.from = HW_STR_NONE;
	if (event.to.p == NULL)
		event.to = HW_STR_NONE;
	event.time = seen_time(teller);
	event.commit = story_hex(teller, teller->number);
	HW_PUSH(&action->life.events, teller->arena, event);
	action->life.last_time = event.time;
}

/* The commit's note, or else the reason that the action gives. */
static hw_str note_or(struct story_teller *teller, hw_str reason)
{
	if (teller->commit->note.len > 0 || reason.len == 0)
		return teller->commit->note;
	return hw_str_dup(teller->arena, reason);
}

/* The time from which on a state is known to be public; 0: not known. */
static int64_t known_since(const struct story_teller *teller)
{
	return can_tell(teller) ? seen_time(teller) : 0;
}

void story_touch(struct story_teller *teller, struct story_plan *plan,
    struct hw_story_action *action)
{
	struct story_touched touched = {plan, action, action->is_there,
	    action->status};

	if (action->is_touched)
		return;
	action->is_touched = true;
	HW_PUSH(&teller->touched, &teller->scratch, touched);
}

/* --------------------------- what has changed -------------------------- */

static void change_status(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after)
{
	int from = action->status, to = after->status;
	bool is_undone = from == HW_STATUS_DONE && to != HW_STATUS_DONE;
	hw_str note;

	if (to < 0 || to == from)
		return;
	note = note_or(teller,
	    is_undone || to == HW_STATUS_PAUSED || to == HW_STATUS_STOPPED
		? after->reason
		: HW_STR_NONE);
	if (from >= 0)
		add_event(teller, action,
		    (struct hw_event){.what = HW_EVENT_STATUS,
			.from = hw_str_of(hw_status_word(from)),
			.to = hw_str_of(hw_status_word(to)),
			.note = note});
	if (is_undone) {
		action->undone.is_undone = true;
		action->undone.has_reason = note.len > 0;
		action->undone.done_time = action->status_time;
	} else if (to == HW_STATUS_DONE) {
		action->undone.is_undone = false;
	}
	action->status = to;
	action->status_time = known_since(teller);
	action->life.status = hw_str_of(hw_status_word(to));
}

static void change_due(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after)
{
	struct hw_event event = {.what = HW_EVENT_DUE, .from = action->due};
	bool is_move;

	if (after->is_due_bad || hw_str_equal(after->due, action->due))
		return;
	event.to = hw_str_dup(teller->arena, after->due);
	is_move = action->last_due.len > 0 &&
	    (action->due.len > 0 ||
		!hw_str_equal(after->due, action->last_due));
	event.note = note_or(teller, is_move ? after->reason : HW_STR_NONE);
	if (is_move) {
		event.due_move = ++action->life.due_moves;
		action->has_moved_silently = event.note.len == 0;
		action->due_before = action->last_due;
		action->due_before_time = action->due_time;
	}
	if (action->last_due.len == 0)
		hw_date_parse(&action->life.first_due, event.to);
	add_event(teller, action, event);
	action->due = event.to;
	if (event.to.len > 0) {
		action->last_due = event.to;
		action->due_time = known_since(teller);
	}
}

/* Events that a minor commit does not make. */
static void add_wording(struct story_teller *teller,
    struct hw_story_action *action, enum hw_event_what what, hw_str from,
    hw_str to)
{
	if (!teller->commit->is_minor)
		add_event(teller, action,
		    (struct hw_event){.what = what,
			.from = from,
			.to = to,
			.note = teller->commit->note});
}

static void change_owners(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after)
{
	hw_str from = action->owners;

	if (hw_str_equal(from, after->owners))
		return;
	action->owners = hw_str_dup(teller->arena, after->owners);
	add_wording(teller, action, HW_EVENT_OWNER, from, action->owners);
}

static void change_title(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after)
{
	hw_str from = action->life.title;

	if (after->title.len == 0 || hw_str_equal(from, after->title))
		return;
	action->life.title = hw_str_dup(teller->arena, after->title);
	if (from.len > 0)
		add_wording(teller, action, HW_EVENT_TITLE, from,
		    action->life.title);
}

static void change_hash(struct story_teller *teller,
    struct hw_story_action *action, enum hw_event_what what, uint64_t *hash,
    uint64_t after)
{
	if (*hash == after)
		return;
	*hash = after;
	add_wording(teller, action, what, HW_STR_NONE, HW_STR_NONE);
}

/* A reason or a day of completion is told by what it came with; alone it is
 * news that readers would otherwise find without a day. */
static void change_rest(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after,
    size_t events_before)
{
	if (hw_str_equal(action->reason, after->reason) &&
	    hw_str_equal(action->completed, after->completed))
		return;
	action->reason = hw_str_dup(teller->arena, after->reason);
	action->completed = hw_str_dup(teller->arena, after->completed);
	if (action->life.events.count == events_before)
		add_wording(teller, action, HW_EVENT_UPDATE, HW_STR_NONE,
		    HW_STR_NONE);
}

static void change_all(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after)
{
	size_t events_before = action->life.events.count;

	change_status(teller, action, after);
	change_due(teller, action, after);
	change_owners(teller, action, after);
	change_title(teller, action, after);
	change_hash(teller, action, HW_EVENT_OUTCOME, &action->outcome,
	    after->outcome);
	change_hash(teller, action, HW_EVENT_UPDATE, &action->update,
	    after->update);
	change_hash(teller, action, HW_EVENT_EVIDENCE, &action->evidence,
	    after->evidence);
	change_rest(teller, action, after, events_before);
}

/* What an action begins with is no event of its own. */
static void begin(struct story_teller *teller, struct hw_story_action *action,
    const struct hw_action_facts *after)
{
	action->was_ever = true;
	action->life.knows_start = !teller->commit->is_cut_off;
	action->life.title = hw_str_dup(teller->arena, after->title);
	action->life.status = hw_str_of(hw_status_word(after->status));
	action->status = after->status;
	action->status_time = action->due_time = known_since(teller);
	action->due = action->last_due =
	    hw_str_dup(teller->arena, after->due);
	hw_date_parse(&action->life.first_due, action->due);
	action->owners = hw_str_dup(teller->arena, after->owners);
	action->reason = hw_str_dup(teller->arena, after->reason);
	action->completed = hw_str_dup(teller->arena, after->completed);
	action->outcome = after->outcome;
	action->update = after->update;
	action->evidence = after->evidence;
	add_event(teller, action,
	    (struct hw_event){.what = HW_EVENT_ADDED,
		.note = teller->commit->note});
}

/* ----------------------------- refs reused ----------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The next word of four bytes or more; shorter ones tell nothing. */
static bool next_word(hw_str *rest, hw_str *word)
{
	size_t from, to = 0;

	do {
		for (from = to; from < rest->len && !is_letter(rest->p[from]);
		     from++)
			;
		for (to = from; to < rest->len && is_letter(rest->p[to]);
		     to++)
			;
	} while (to > from && to - from < 4);
	*word = hw_str_sub(*rest, from, to);
	*rest = hw_str_sub(*rest, to, rest->len);
	return word->len > 0;
}

bool hw_story_titles_share(hw_str a, hw_str b)
{
	hw_str word, other, rest;
	bool has_word = false;

	if (hw_str_equal_nocase(a, b))
		return true;
	while (next_word(&a, &word)) {
		has_word = true;
		rest = b;
		while (next_word(&rest, &other))
			if (hw_str_equal_nocase(word, other))
				return true;
	}
	/* Without words to compare nothing can be said. */
	rest = b;
	return !has_word || !next_word(&rest, &other);
}

static void judge_title(struct story_teller *teller,
    struct hw_story_action *action, const struct hw_action_facts *after)
{
	if (after->title.len == 0)
		return;
	if (action->reused.title.len > 0 &&
	    hw_story_titles_share(action->reused.title, after->title))
		action->reused.title = HW_STR_NONE;
	if (hw_story_titles_share(action->life.title, after->title) ||
	    (hw_str_equal(action->owners, after->owners) &&
		action->outcome == after->outcome))
		return;
	action->reused.title = action->life.title;
	action->reused.time = known_since(teller);
	action->reused.has_note = teller->commit->note.len > 0;
}

/* ------------------------------- actions ------------------------------- */

static void recount(const struct story_teller *teller,
    const struct story_touched *touched)
{
	const struct hw_story_action *action = touched->action;
	struct story_plan *plan = touched->plan;

	if (touched->was_there == action->is_there &&
	    touched->status_before == action->status)
		return;
	if (!plan->is_counted || plan->counted_time < seen_time(teller))
		plan->counted_time = seen_time(teller);
	plan->is_counted = true;
	if (touched->was_there) {
		plan->total--;
		if (touched->status_before >= 0)
			plan->counts[touched->status_before]--;
	}
	if (action->is_there) {
		plan->total++;
		if (action->status >= 0)
			plan->counts[action->status]++;
	}
}

void story_compare_action(struct story_teller *teller,
    const struct story_touched *touched)
{
	struct hw_story_action *action = touched->action;
	const struct hw_action_facts *after = action->after;

	teller->not_before = action->holder != NULL
	    ? ((const struct story_page *)action->holder)->not_before
	    : 0;
	action->is_touched = false;
	action->is_there = action->holder != NULL;
	action->life.is_withdrawn = !action->is_there;
	if (!action->is_there) {
		if (touched->was_there)
			add_event(teller, action,
			    (struct hw_event){.what = HW_EVENT_WITHDRAWN,
				.note = note_or(teller,
				    action->status == HW_STATUS_STOPPED
					? action->reason
					: HW_STR_NONE)});
		action->withdrawn_time = known_since(teller);
	} else if (!action->was_ever) {
		begin(teller, action, after);
	} else {
		if (!touched->was_there)
			add_event(teller, action,
			    (struct hw_event){.what = HW_EVENT_ADDED,
				.note = teller->commit->note});
		judge_title(teller, action, after);
		change_all(teller, action, after);
	}
	action->after = NULL;
	recount(teller, touched);
}

void story_count_plans(struct story_teller *teller)
{
	size_t i;

	for (i = 0; i < teller->touched.count; i++) {
		struct story_plan *plan = teller->touched.items[i].plan;
		struct hw_plan_history *history = &plan->history;
		struct hw_progress_point point = {.total = plan->total};
		struct hw_progress_point *last = NULL;

		if (!plan->is_counted || !teller->commit->has_time)
			continue;
		plan->is_counted = false;
		point.time = plan->counted_time;
		memcpy(point.counts, plan->counts, sizeof(point.counts));
		if (history->points.count > 0)
			last =
			    &history->points.items[history->points.count - 1];
		/* By a clock that went back: the later commit is right. */
		if (last != NULL && last->time >= point.time) {
			point.time = last->time;
			*last = point;
		} else {
			HW_PUSH(&history->points, teller->arena, point);
		}
	}
}

/* -------------------------------- pages -------------------------------- */

void story_compare_page(struct story_teller *teller, struct story_page *page,
    const struct hw_facts *facts)
{
	const struct hw_git_logged *commit = teller->commit;
	bool is_first = !page->was_public, is_same, is_wording;

	if (facts == NULL) {
		page->is_public = false;
		return;
	}
	is_same = page->is_public && page->fingerprint == facts->fingerprint;
	is_wording = !page->is_public || page->wording != facts->wording;
	page->is_public = page->was_public = true;
	page->fingerprint = facts->fingerprint;
	page->wording = facts->wording;
	if (facts->has_figures && !page->has_figures)
		page->figures_since = teller->number;
	page->has_figures = facts->has_figures;
	teller->not_before = page->not_before;
	if (is_same || commit->is_cut_off || (commit->is_minor && !is_first))
		return;
	page->has_bad_time = !commit->has_time;
	page->has_change = commit->has_time;
	page->bad_commit = commit->id;
	if (!commit->has_time)
		return;
	if (is_first) {
		page->has_created = true;
		page->created = seen_time(teller);
	}
	HW_PUSH(&page->history.changes, teller->arena,
	    ((struct hw_page_change){.time = seen_time(teller),
		.commit = story_hex(teller, teller->number),
		.note = commit->note,
		.is_first = is_first,
		.is_wording = is_wording}));
}

/* -------------------------------- the end ------------------------------ */

/* "plan/ref"; there are many of them, and printf takes its time. */
static hw_str biography_key(struct hw_arena *arena, hw_str plan, hw_str ref)
{
	char *key = hw_arena_alloc(arena, plan.len + 1 + ref.len + 1);

	memcpy(key, plan.p, plan.len);
	key[plan.len] = '/';
	memcpy(key + plan.len + 1, ref.p, ref.len);
	return (hw_str){key, plan.len + 1 + ref.len};
}

static void finish_plan(struct story_teller *teller, struct story_plan *plan)
{
	struct hw_history *history = teller->story->history;
	size_t i;

	for (i = 0; i < plan->actions.count; i++) {
		struct hw_story_action *action =
		    plan->actions.entries[i].value;
		hw_str key = biography_key(teller->arena, plan->folder,
		    action->life.ref);

		action->life.plan = plan->folder;
		action->life.due = action->due;
		action->life.owners = action->owners;
		if (action->holder != NULL)
			action->path =
			    ((const struct story_page *)action->holder)->path;
		if (hw_map_add(&history->biographies, key, &action->life) ==
		    &action->life)
			HW_PUSH(&teller->story->actions, teller->arena,
			    action);
	}
	plan->history.plan = plan->folder;
	if (plan->history.points.count > 0)
		hw_map_add(&history->plans, plan->folder, &plan->history);
}

static void finish_page(struct story_teller *teller, struct story_page *page)
{
	struct hw_story_page *out =
	    HW_NEW(teller->arena, struct hw_story_page);
	size_t count = page->history.changes.count, i;

	for (i = 0; i < count / 2; i++) {
		struct hw_page_change *items = page->history.changes.items;
		struct hw_page_change older = items[i];

		items[i] = items[count - 1 - i];
		items[count - 1 - i] = older;
	}
	*out = (struct hw_story_page){.is_public = page->is_public &&
		page->exists,
	    .has_change = page->has_change,
	    .has_bad_time = page->has_bad_time,
	    .has_created = page->has_created,
	    .is_incomplete = page->is_incomplete,
	    .created = page->created,
	    .commit = HW_STR_NONE,
	    .bad_commit = page->bad_commit,
	    .fingerprint = page->fingerprint,
	    .history = page->history,
	    .bytes_updated = page->bytes_updated,
	    .bytes_created = page->bytes_created};
	if (page->has_change) {
		out->updated = page->history.changes.items[0].time;
		out->commit = page->history.changes.items[0].commit;
	}
	hw_map_add(&teller->story->pages, page->path, out);
	if (out->is_public)
		hw_map_add(&teller->story->history->pages, page->path,
		    &out->history);
}

static void finish_moves(struct story_teller *teller)
{
	size_t i;

	for (i = 0; i < teller->left.count; i++) {
		const struct story_left *left = &teller->left.items[i];
		struct hw_move move = {.from = left->from,
		    .to = left->page != NULL ? left->page->path
					     : left->plan->folder,
		    .ref = left->page != NULL ? HW_STR_NONE
					      : left->action->life.ref};

		HW_PUSH(&teller->story->history->moves, teller->arena, move);
	}
}

void story_finish(struct story_teller *teller, bool is_complete)
{
	struct hw_story *story = teller->story;
	size_t i;

	story->history = HW_NEW(teller->arena, struct hw_history);
	story->history->is_complete = is_complete && story->missing == 0;
	hw_map_init(&story->history->biographies, teller->arena);
	hw_map_init(&story->history->pages, teller->arena);
	hw_map_init(&story->history->plans, teller->arena);
	hw_map_init(&story->pages, teller->arena);
	finish_moves(teller);
	/* Where a plan took the folder of one that was given up, the name is
	 * its own. */
	for (i = 0; i < teller->all_plans.count; i++)
		if (teller->all_plans.items[i]->total > 0)
			finish_plan(teller, teller->all_plans.items[i]);
	for (i = 0; i < teller->all_plans.count; i++)
		if (teller->all_plans.items[i]->total == 0)
			finish_plan(teller, teller->all_plans.items[i]);
	for (i = 0; i < teller->pages.count; i++) {
		struct story_slot *slot = teller->pages.entries[i].value;

		if (slot->page != NULL)
			finish_page(teller, slot->page);
	}
	story_join_figures(teller);
}
