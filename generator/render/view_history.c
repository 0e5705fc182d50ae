/* view_history: the biography of an action, the past of a page. */
#include "input/schema.h"
#include "render/view_history.h"

#include <stdio.h>

#define PAGE_CHANGES_SHOWN 5
#define DAYS_BEFORE_MONTHS 60

/* -------------------------------- lookups ------------------------------ */

const struct hw_biography *hw_view_biography(const struct hw_site *site,
    struct hw_arena *arena, const struct hw_action *action)
{
	const struct hw_plan *plan = action->page->plan;

	return plan == NULL
	    ? NULL
	    : hw_biography_of(site->history, plan->id, action->ref.s, arena);
}

const struct hw_page_history *hw_view_history_of(const struct hw_site *site,
    const struct hw_page *page)
{
	const hw_str folder = HW_STR("content/");
	hw_str path = page->source.path;

	if (site->history == NULL)
		return NULL;
	if (hw_str_starts(path, folder))
		path = hw_str_sub(path, folder.len, path.len);
	return hw_map_get(&site->history->pages, path);
}

/* Nobody expects news of a plan that is archived or pinned to a day. */
static bool is_reported(const struct hw_plan *plan)
{
	return !plan->is_archived &&
	    !hw_date_given(plan->index->front.as_of.date);
}

/* ------------------------------- sentences ----------------------------- */

hw_str hw_view_one_line(struct hw_view *view, hw_str text)
{
	struct hw_buf out = {0};
	hw_str line;
	size_t i;

	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];
		unsigned char next =
		    i + 1 < text.len ? (unsigned char)text.p[i + 1] : 0;
		unsigned char third =
		    i + 2 < text.len ? (unsigned char)text.p[i + 2] : 0;
		bool is_gap = c <= ' ' || c == 0x7F;

		/* U+0080 to U+009F; U+FFFE and U+FFFF */
		if (c == 0xC2 && next < 0xA0) {
			is_gap = true;
			i++;
		} else if (c == 0xEF && next == 0xBF && third >= 0xBE) {
			is_gap = true;
			i += 2;
		}
		if (!is_gap)
			hw_buf_putc(&out, (char)c);
		else if (out.len > 0 && out.data[out.len - 1] != ' ')
			hw_buf_putc(&out, ' ');
	}
	line = hw_str_trim(hw_buf_take(&out, view->arena));
	hw_buf_free(&out);
	return line;
}

hw_str hw_view_status_words(struct hw_view *view, hw_str status)
{
	int value = hw_status_value(status);
	char key[64];

	if (value < 0)
		return hw_view_one_line(view, status);
	snprintf(key, sizeof(key), "status_%s", hw_view_status_key(value));
	return hw_phrase(view->phrases, key);
}

hw_str hw_view_due_words(struct hw_view *view, hw_str due)
{
	struct hw_date date;

	if (hw_date_parse(&date, due) != HW_DATE_OK)
		return hw_view_one_line(view, due);
	return hw_words_date(view->locale, view->arena, date);
}

static hw_str nth_words(struct hw_view *view, size_t n)
{
	char key[32];

	if (n >= 1 && n <= 10) {
		snprintf(key, sizeof(key), "nth_%zu", n);
		return hw_phrase(view->phrases, key);
	}
	return HW_PHRASE(view->phrases, view->arena, "nth_more",
	    {HW_STR("n"), hw_fmt(view->arena, "%zu", n)});
}

/* The sentence of key; key_set where there was nothing before,
 * key_removed where there is nothing now. */
static hw_str from_to(struct hw_view *view, const char *key, hw_str from,
    hw_str to, size_t nth)
{
	char full[64];

	snprintf(full, sizeof(full), "%s%s", key,
	    from.len == 0     ? "_set"
		: to.len == 0 ? "_removed"
			      : "");
	return HW_PHRASE(view->phrases, view->arena, full,
	    {HW_STR("from"), from}, {HW_STR("to"), to},
	    {HW_STR("nth"), nth > 0 ? nth_words(view, nth) : HW_STR_NONE});
}

hw_str hw_view_event_words(struct hw_view *view,
    const struct hw_biography *biography, const struct hw_event *event)
{
	static const char *const keys[HW_EVENT_COUNT] = {
	    [HW_EVENT_OUTCOME] = "event_outcome",
	    [HW_EVENT_UPDATE] = "event_update",
	    [HW_EVENT_EVIDENCE] = "event_evidence",
	    [HW_EVENT_WITHDRAWN] = "event_withdrawn",
	};
	hw_str from = event->from, to = event->to;

	switch (event->what) {
	case HW_EVENT_ADDED:
		return hw_phrase(view->phrases,
		    event == biography->events.items ? "event_added"
						     : "event_added_again");
	case HW_EVENT_STATUS:
		return HW_PHRASE(view->phrases, view->arena,
		    from.len > 0 ? "event_status" : "event_status_first",
		    {HW_STR("from"), hw_view_status_words(view, from)},
		    {HW_STR("to"), hw_view_status_words(view, to)});
	case HW_EVENT_DUE:
		return from_to(view, "event_due",
		    from.len > 0 ? hw_view_due_words(view, from) : from,
		    to.len > 0 ? hw_view_due_words(view, to) : to,
		    event->due_move > 0 ? event->due_move : 1);
	case HW_EVENT_OWNER:
		return from_to(view, "event_owner",
		    hw_view_own(view, hw_view_one_line(view, from)),
		    hw_view_own(view, hw_view_one_line(view, to)), 0);
	case HW_EVENT_TITLE:
		return HW_PHRASE(view->phrases, view->arena, "event_title",
		    {HW_STR("from"),
			hw_view_own(view, hw_view_one_line(view, from))},
		    {HW_STR("to"),
			hw_view_own(view, hw_view_one_line(view, to))});
	case HW_EVENT_OUTCOME:
	case HW_EVENT_UPDATE:
	case HW_EVENT_EVIDENCE:
	case HW_EVENT_WITHDRAWN:
	case HW_EVENT_COUNT:
		break;
	}
	return event->what < HW_EVENT_COUNT
	    ? hw_phrase(view->phrases, keys[event->what])
	    : HW_STR_NONE;
}

/* ------------------------- what was promised first --------------------- */

hw_str hw_view_moved_words(struct hw_view *view,
    const struct hw_biography *biography)
{
	size_t moves = biography->due_moves;

	if (moves == 0)
		return HW_STR_NONE;
	if (!biography->knows_start)
		return hw_phrase_count(view->phrases, view->arena,
		    "moved_least", moves);
	if (moves == 2)
		return hw_phrase(view->phrases, "moved_two");
	return hw_phrase_count(view->phrases, view->arena, "moved", moves);
}

void hw_view_promise(struct hw_view *view, struct hw_value *map,
    const struct hw_action *action)
{
	const struct hw_biography *biography =
	    hw_view_biography(view->site, view->arena, action);
	bool has_moved = biography != NULL && biography->due_moves > 0;

	hw_value_set(view->arena, map, HW_STR("first_due"),
	    has_moved && biography->knows_start
		? hw_view_date(view, biography->first_due)
		: &hw_value_null);
	hw_value_set_text(view->arena, map, HW_STR("moved"),
	    has_moved ? hw_view_moved_words(view, biography) : HW_STR_NONE);
}

/* --------------------------- time in each state ------------------------ */

/* A time in one state; days without a year are not known. */
struct stay {
	hw_str status;
	struct hw_date from, until;
	bool is_open; /* until now */
};

struct stays {
	HW_LIST(struct stay) list;
};

static void close_stay(struct stays *stays, hw_str status, struct hw_date day)
{
	struct stay *last = stays->list.count > 0
	    ? &stays->list.items[stays->list.count - 1]
	    : NULL;

	if (last == NULL || !last->is_open)
		return;
	if (last->status.len == 0)
		last->status = status;
	last->until = day;
	last->is_open = false;
}

/*
 * The state at the start is told by the first change that leaves it; where
 * none does it is the state of today.
 */
static void find_stays(struct hw_view *view, struct stays *out,
    const struct hw_biography *biography)
{
	const struct stay unknown = {.is_open = true};
	size_t i;

	if (!biography->knows_start)
		HW_PUSH(&out->list, view->arena, unknown);
	for (i = 0; i < biography->events.count; i++) {
		const struct hw_event *event = &biography->events.items[i];
		struct stay next = {.is_open = true,
		    .from = hw_words_day(view->locale, event->time)};

		if (event->what == HW_EVENT_STATUS) {
			close_stay(out, event->from, next.from);
			next.status = event->to;
			HW_PUSH(&out->list, view->arena, next);
		} else if (event->what == HW_EVENT_ADDED &&
		    (out->list.count == 0 ||
			!out->list.items[out->list.count - 1].is_open)) {
			HW_PUSH(&out->list, view->arena, next);
		} else if (event->what == HW_EVENT_WITHDRAWN) {
			close_stay(out,
			    i + 1 == biography->events.count
				? biography->status
				: HW_STR_NONE,
			    next.from);
		}
	}
	for (i = 0; i < out->list.count; i++)
		if (out->list.items[i].is_open &&
		    out->list.items[i].status.len == 0)
			out->list.items[i].status = biography->status;
}

static hw_str length_words(struct hw_view *view, struct hw_date from,
    struct hw_date until)
{
	int64_t days = hw_date_to_days(until) - hw_date_to_days(from);
	int months = (until.year - from.year) * 12 + until.month - from.month;

	if (days <= 0)
		return hw_phrase(view->phrases, "length_none");
	if (days < DAYS_BEFORE_MONTHS)
		return hw_phrase_count(view->phrases, view->arena,
		    "length_days", (size_t)days);
	/* Whole months only: one that has not ended does not count. */
	if (hw_date_compare(hw_date_add_months(from, months), until) > 0)
		months--;
	return hw_phrase_count(view->phrases, view->arena, "length_months",
	    (size_t)months);
}

static void put_stay(struct hw_view *view, struct hw_value *row,
    const struct stay *stay, bool reported)
{
	struct hw_date end = stay->is_open ? view->site->today : stay->until;
	bool has_length = hw_date_given(stay->from) && hw_date_given(end) &&
	    (reported || !stay->is_open);

	hw_value_set_text(view->arena, row, HW_STR("state"),
	    hw_view_status_words(view, stay->status));
	hw_value_set(view->arena, row, HW_STR("from"),
	    hw_view_date(view, stay->from));
	hw_value_set(view->arena, row, HW_STR("until"),
	    stay->is_open ? &hw_value_null : hw_view_date(view, stay->until));
	hw_value_set_text(view->arena, row, HW_STR("end"),
	    hw_phrase(view->phrases,
		reported ? "states_now" : "states_not_reported"));
	hw_value_set_text(view->arena, row, HW_STR("length"),
	    has_length ? length_words(view, stay->from, end)
		       : hw_phrase(view->phrases, "states_unknown"));
}

/* One state alone says something only while news is still expected. */
static void set_states(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *biography, bool reported)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("states"));
	struct stays stays = {0};
	bool shows;
	size_t i;

	if (biography != NULL)
		find_stays(view, &stays, biography);
	shows = stays.list.count > 1 || (stays.list.count == 1 && reported);
	hw_value_set_bool(view->arena, map, HW_STR("has_states"), shows);
	for (i = 0; shows && i < stays.list.count; i++)
		if (stays.list.items[i].status.len > 0)
			put_stay(view, hw_value_push_map(view->arena, list),
			    &stays.list.items[i], reported);
}

/* -------------------------------- the story ---------------------------- */

static hw_str day_words(struct hw_view *view, int64_t time)
{
	return hw_words_date(view->locale, view->arena,
	    hw_words_day(view->locale, time));
}

/* An action that is finished or given up needs no more news. */
static hw_str silence_words(struct hw_view *view,
    const struct hw_biography *biography, const struct hw_action *action)
{
	struct hw_date day;
	int status = action->status.value;

	if (biography == NULL || biography->events.count == 0 ||
	    status == HW_STATUS_DONE || status == HW_STATUS_STOPPED ||
	    !is_reported(action->page->plan))
		return HW_STR_NONE;
	day = hw_words_day(view->locale, biography->last_time);
	if (hw_date_compare(day, view->site->today) >= 0)
		return HW_STR_NONE;
	return HW_PHRASE(view->phrases, view->arena, "silence",
	    {HW_STR("date"), hw_words_date(view->locale, view->arena, day)});
}

static hw_str gap_words(struct hw_view *view,
    const struct hw_biography *biography, bool is_unpublished)
{
	if (biography == NULL || biography->events.count == 0)
		return hw_phrase(view->phrases,
		    is_unpublished ? "not_yet_published" : "story_unknown");
	if (biography->knows_start)
		return HW_STR_NONE;
	return HW_PHRASE(view->phrases, view->arena, "story_unknown_before",
	    {HW_STR("date"),
		day_words(view, biography->events.items[0].time)});
}

void hw_view_events(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *biography, const struct hw_event *events,
    size_t count, hw_str said)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("events"));
	size_t i;

	for (i = 0; i < count; i++) {
		struct hw_value *event = hw_value_push_map(view->arena, list);
		hw_str note = events[i].note;
		bool is_last = i + 1 == count;

		if (hw_str_equal(note, said) ||
		    (!is_last && hw_str_equal(note, events[i + 1].note)))
			note = HW_STR_NONE;
		hw_value_set_text(view->arena, event, HW_STR("sentence"),
		    hw_view_event_words(view, biography, &events[i]));
		hw_value_set_text(view->arena, event, HW_STR("note"),
		    hw_view_own(view, hw_view_one_line(view, note)));
		hw_value_set_bool(view->arena, event, HW_STR("is_last"),
		    is_last);
	}
}

/* Newest first; within a commit what matters most is first already. */
static void set_events(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *biography)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("story"));
	size_t end = biography != NULL ? biography->events.count : 0, start;

	hw_value_set_bool(view->arena, map, HW_STR("has_story"), end > 0);
	for (; end > 0; end = start) {
		const struct hw_event *items = biography->events.items;
		struct hw_value *item = hw_value_push_map(view->arena, list);

		for (start = end - 1; start > 0 &&
		     hw_str_equal(items[start - 1].commit,
			 items[end - 1].commit);)
			start--;
		hw_value_set(view->arena, item, HW_STR("date"),
		    hw_view_date(view,
			hw_words_day(view->locale, items[start].time)));
		hw_view_events(view, item, biography, &items[start],
		    end - start, HW_STR_NONE);
	}
}

void hw_view_story(struct hw_view *view, struct hw_value *map,
    const struct hw_action *action)
{
	const struct hw_biography *biography =
	    hw_view_biography(view->site, view->arena, action);

	set_events(view, map, biography);
	hw_value_set_text(view->arena, map, HW_STR("story_gap"),
	    gap_words(view, biography,
		action->page->date.state == HW_DATE_UNPUBLISHED));
	hw_value_set_text(view->arena, map, HW_STR("silence"),
	    silence_words(view, biography, action));
	set_states(view, map, biography, is_reported(action->page->plan));
}

void hw_view_past_story(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *biography)
{
	set_events(view, map, biography);
	hw_value_set_text(view->arena, map, HW_STR("story_gap"),
	    gap_words(view, biography, false));
	set_states(view, map, biography, false);
}

/* ------------------------------ pages' past ---------------------------- */

static hw_str page_gap_words(struct hw_view *view,
    const struct hw_page_history *history, const struct hw_page *page)
{
	const struct hw_page_change *oldest;

	if (history == NULL || history->changes.count == 0)
		return hw_phrase(view->phrases,
		    page->date.state == HW_DATE_UNPUBLISHED
			? "not_yet_published"
			: "changes_page_none");
	oldest = &history->changes.items[history->changes.count - 1];
	if (oldest->is_first || view->site->history->is_complete)
		return HW_STR_NONE;
	return HW_PHRASE(view->phrases, view->arena, "changes_unknown_before",
	    {HW_STR("date"), day_words(view, oldest->time)});
}

void hw_view_page_history(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	const struct hw_page_history *history =
	    hw_view_history_of(view->site, page);
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("page_changes"));
	size_t i;

	for (i = 0; history != NULL && i < history->changes.count &&
	     i < PAGE_CHANGES_SHOWN;
	     i++) {
		const struct hw_page_change *change =
		    &history->changes.items[i];
		struct hw_value *item = hw_value_push_map(view->arena, list);
		hw_str note =
		    hw_view_own(view, hw_view_one_line(view, change->note));

		hw_value_set(view->arena, item, HW_STR("date"),
		    hw_view_date(view,
			hw_words_day(view->locale, change->time)));
		hw_value_set_text(view->arena, item, HW_STR("sentence"),
		    note.len > 0
			? note
			: hw_phrase(view->phrases,
			      change->is_first ? "changes_page_first"
					       : "changes_page_other"));
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_page_changes"),
	    history != NULL && history->changes.count > 0);
	hw_value_set_text(view->arena, map, HW_STR("page_gap"),
	    page_gap_words(view, history, page));
	hw_value_set_text(view->arena, map, HW_STR("changes_url"),
	    hw_view_url(view, HW_STR("/changes/")));
}
