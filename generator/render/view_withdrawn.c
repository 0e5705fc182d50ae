/*
 * view_withdrawn: actions that were taken out of their plan.
 *
 * All that is said of one is what git saw published last. A reason is given
 * where the commit or the action told one; where neither did, that is said.
 */
#include "render/view_history.h"

const struct hw_event *hw_view_withdrawal(
    const struct hw_biography *biography)
{
	size_t count = biography->events.count;

	return count > 0 &&
		biography->events.items[count - 1].what == HW_EVENT_WITHDRAWN
	    ? &biography->events.items[count - 1]
	    : NULL;
}

static const struct hw_value *day_of(struct hw_view *view,
    const struct hw_event *event)
{
	return event == NULL
	    ? &hw_value_null
	    : hw_view_date(view, hw_words_day(view->locale, event->time));
}

static hw_str note_of(struct hw_view *view, const struct hw_event *event)
{
	return event == NULL ? HW_STR_NONE
			     : hw_view_one_line(view, event->note);
}

void hw_view_withdrawn_list(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("withdrawn"));
	size_t i;

	for (i = 0; i < plan->withdrawn.count; i++) {
		const struct hw_withdrawn *gone = plan->withdrawn.items[i];
		const struct hw_event *event =
		    hw_view_withdrawal(gone->biography);
		struct hw_value *item = hw_value_push_map(view->arena, list);

		hw_value_set_text(view->arena, item, HW_STR("ref"),
		    gone->biography->ref);
		hw_value_set_text(view->arena, item, HW_STR("title"),
		    hw_view_own(view,
			hw_view_one_line(view, gone->biography->title)));
		hw_view_link(view, item, gone->url, NULL);
		hw_value_set(view->arena, item, HW_STR("date"),
		    day_of(view, event));
		hw_value_set_text(view->arena, item, HW_STR("note"),
		    hw_view_own(view, note_of(view, event)));
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_withdrawn"),
	    plan->withdrawn.count > 0);
}

/* ------------------------------- its page ------------------------------ */

/* What its page said last. */
static void set_last(struct hw_view *view, struct hw_value *map,
    const struct hw_biography *life)
{
	bool has_moved = life->due_moves > 0;

	hw_value_set_text(view->arena, map, HW_STR("status_words"),
	    hw_view_status_words(view, life->status));
	hw_value_set_text(view->arena, map, HW_STR("due_words"),
	    life->due.len > 0 ? hw_view_due_words(view, life->due)
			      : HW_STR_NONE);
	hw_value_set(view->arena, map, HW_STR("first_due"),
	    has_moved && life->knows_start
		? hw_view_date(view, life->first_due)
		: &hw_value_null);
	hw_value_set_text(view->arena, map, HW_STR("moved"),
	    has_moved ? hw_view_moved_words(view, life) : HW_STR_NONE);
	hw_value_set_text(view->arena, map, HW_STR("owner"),
	    hw_view_one_line(view, life->owners));
}

static void set_plan(struct hw_view *view, struct hw_value *map,
    const struct hw_withdrawn *gone)
{
	const struct hw_page *index = gone->plan != NULL ? gone->plan->index
							 : NULL;

	hw_value_set_text(view->arena, map, HW_STR("plan_title"),
	    index != NULL ? index->front.title.s : HW_STR_NONE);
	hw_value_set_text(view->arena, map, HW_STR("plan_url"),
	    index != NULL ? hw_view_url(view, index->url) : HW_STR_NONE);
	hw_value_set_text(view->arena, map, HW_STR("changes_url"),
	    hw_view_url(view, HW_STR("/changes/")));
	if (index != NULL)
		hw_view_crumb(view, map, index->front.title.s, index->url);
}

const struct hw_value *hw_view_withdrawn(struct hw_view *view,
    const struct hw_withdrawn *gone)
{
	const struct hw_biography *life = gone->biography;
	const struct hw_event *event = hw_view_withdrawal(life);
	hw_str title = hw_view_one_line(view, life->title);
	hw_str label = HW_PHRASE(view->phrases, view->arena, "action_label",
	    {HW_STR("ref"), life->ref});
	struct hw_history_date date = {.state = HW_DATE_UNKNOWN};
	struct hw_value *map = hw_view_start(view,
	    hw_fmt(view->arena, "%.*s: %.*s", HW_ARG(label), HW_ARG(title)),
	    gone->url);

	if (event != NULL) {
		date.state = HW_DATE_KNOWN;
		date.updated = event->time;
	}
	set_plan(view, map, gone);
	hw_value_set_text(view->arena, map, HW_STR("title"), title);
	hw_value_set_text(view->arena, map, HW_STR("label"), label);
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    HW_PHRASE(view->phrases, view->arena, "gone_description",
		{HW_STR("ref"), life->ref}, {HW_STR("title"), title}));
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &date));
	hw_value_set(view->arena, map, HW_STR("date"), day_of(view, event));
	hw_value_set_text(view->arena, map, HW_STR("reason"),
	    note_of(view, event));
	set_last(view, map, life);
	hw_view_past_story(view, map, life);
	return map;
}
