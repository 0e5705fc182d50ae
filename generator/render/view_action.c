/* view_action: actions, measures and how far things have got. */
#include "render/view.h"

#include "assemble/shown.h"
#include "assemble/translation.h"
#include "render/view_history.h"

#include <stdio.h>

static const char *const status_keys[] = {
    [HW_STATUS_NOT_STARTED] = "not_started",
    [HW_STATUS_IN_PROGRESS] = "in_progress",
    [HW_STATUS_DONE] = "done",
    [HW_STATUS_PAUSED] = "paused",
    [HW_STATUS_STOPPED] = "stopped",
};

const char *hw_view_status_key(int status)
{
	return status >= 0 && status < HW_STATUS_COUNT
	    ? status_keys[status]
	    : status_keys[HW_STATUS_NOT_STARTED];
}

const struct hw_value *hw_view_status(struct hw_view *view, const char *key)
{
	struct hw_value *map = hw_value_map(view->arena);
	char name[64];
	size_t i;

	hw_value_set_text(view->arena, map, HW_STR("key"), hw_str_of(key));
	snprintf(name, sizeof(name), "status_%s", key);
	hw_value_set_text(view->arena, map, HW_STR("words"),
	    hw_phrase(view->phrases, name));
	for (i = 0; i < HW_COUNT(status_keys); i++)
		hw_value_set_bool(view->arena, map,
		    hw_fmt(view->arena, "is_%s", status_keys[i]),
		    strcmp(key, status_keys[i]) == 0);
	hw_value_set_bool(view->arena, map, HW_STR("is_late"),
	    strcmp(key, "late") == 0);
	return map;
}

static void set_texts(struct hw_view *view, struct hw_value *map, hw_str key,
    const struct hw_texts *texts)
{
	struct hw_value *list = hw_value_set_list(view->arena, map, key);
	size_t i;

	for (i = 0; i < texts->count; i++)
		hw_value_push_text(view->arena, list,
		    hw_view_text(view, &texts->items[i]));
}

/* What the page of an action says of it, and the page of its area not. */
static void show_rest(struct hw_view *view, const struct hw_action *action)
{
	size_t i;

	hw_view_shows_all(view, &action->outcomes);
	for (i = 0; i < action->evidence.count; i++)
		hw_view_shows(view, action->evidence.items[i].title.s);
}

static void set_evidence(struct hw_view *view, struct hw_value *map,
    const struct hw_action *action)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("evidence"));
	size_t i;

	for (i = 0; i < action->evidence.count; i++) {
		const struct hw_evidence *evidence =
		    &action->evidence.items[i];
		struct hw_value *item = hw_value_push_map(view->arena, list);
		hw_str link = evidence->link.s;

		hw_view_put(view, item, HW_STR("title"), &evidence->title);
		hw_value_set_text(view->arena, item, HW_STR("link"),
		    link.len > 0 && link.p[0] == '/' ? hw_view_url(view, link)
						     : link);
	}
}

static void set_dates(struct hw_view *view, struct hw_value *map,
    const struct hw_action *action)
{
	const struct hw_plan *plan = action->page->plan;
	bool done = action->status.value == HW_STATUS_DONE;

	hw_value_set(view->arena, map, HW_STR("due"),
	    hw_view_date(view, action->due.date));
	hw_value_set(view->arena, map, HW_STR("completed"),
	    hw_view_date(view, action->completed.date));
	hw_value_set_bool(view->arena, map, HW_STR("no_completed"),
	    done && !hw_date_given(action->completed.date));
	hw_value_set_bool(view->arena, map, HW_STR("due_passed"),
	    action->due_passed);
	hw_value_set(view->arena, map, HW_STR("as_of"),
	    hw_view_as_of(view, plan));
}

/* The action in the words of the language at work. */
static const struct hw_action *local_action(struct hw_view *view,
    const struct hw_action *action)
{
	const struct hw_page *page = hw_view_local(view, action->page);
	size_t i;

	/* Already so, or not translated. */
	if (page == action->page || !hw_page_is_translation(page))
		return action;
	page = hw_translation_face(page, view->arena);
	for (i = 0; i < page->front.actions.count; i++)
		if (hw_str_equal(page->front.actions.items[i].ref.s,
			action->ref.s))
			return &page->front.actions.items[i];
	return action;
}

struct hw_value *hw_view_action_map(struct hw_view *view,
    const struct hw_action *action, int heading_shift)
{
	struct hw_value *map = hw_value_map(view->arena);
	hw_str prefix = hw_fmt(view->arena, "%.*s-", HW_ARG(action->slug));
	const struct hw_page *page, *plan = action->page->plan->index;

	action = local_action(view, action);
	page = action->page;
	hw_view_shows(view, action->title.s);
	hw_value_set_text(view->arena, map, HW_STR("ref"), action->ref.s);
	hw_value_set_text(view->arena, map, HW_STR("id"), action->slug);
	hw_view_put(view, map, HW_STR("title"), &action->title);
	hw_view_link(view, map, action->url, NULL);
	hw_value_set(view->arena, map, HW_STR("status"),
	    hw_view_status(view, hw_view_status_key(action->status.value)));
	hw_value_set(view->arena, map, HW_STR("late"),
	    action->is_late ? hw_view_status(view, "late") : &hw_value_null);
	set_dates(view, map, action);
	hw_view_promise(view, map, action);
	hw_view_shows_all(view, &action->owners);
	set_texts(view, map, HW_STR("owners"), &action->owners);
	hw_value_set_bool(view->arena, map, HW_STR("has_outcomes"),
	    action->outcomes.count > 0);
	hw_value_set_bool(view->arena, map, HW_STR("has_evidence"),
	    action->evidence.count > 0);
	hw_value_set_bool(view->arena, map, HW_STR("no_evidence"),
	    action->status.value == HW_STATUS_DONE &&
		action->evidence.count == 0);
	/* In the order of pages: the first use of a word is marked. */
	hw_value_set(view->arena, map, HW_STR("reason"),
	    hw_view_prose(view, action->reason_doc, heading_shift, prefix));
	hw_value_set(view->arena, map, HW_STR("detail"),
	    hw_view_prose(view, action->detail_doc, heading_shift, prefix));
	hw_value_set(view->arena, map, HW_STR("update"),
	    hw_view_prose(view, action->update_doc, heading_shift, prefix));
	set_texts(view, map, HW_STR("outcomes"), &action->outcomes);
	set_evidence(view, map, action);
	hw_value_set_text(view->arena, map, HW_STR("area_label"),
	    hw_view_label(view, page));
	hw_view_put(view, map, HW_STR("area_title"), &page->front.title);
	hw_value_set_text(view->arena, map, HW_STR("area_url"),
	    hw_view_url(view, page->url));
	hw_view_put(view, map, HW_STR("plan_title"),
	    &hw_view_local(view, plan)->front.title);
	return map;
}

/* -------------------------- how far it has got ------------------------- */

/*
 * The sentence of truth: "13 of 30 actions are done. 17 are in progress."
 * States that no action is in are left out, but never "done".
 */
static hw_str progress_sentence(struct hw_view *view, const size_t *counts,
    size_t total, size_t late)
{
	static const int order[] = {HW_STATUS_IN_PROGRESS,
	    HW_STATUS_NOT_STARTED, HW_STATUS_PAUSED, HW_STATUS_STOPPED};
	struct hw_buf out = {0};
	char key[64];
	hw_str sentence;
	size_t i;

	hw_buf_add(&out,
	    HW_PHRASE(view->phrases, view->arena,
		counts[HW_STATUS_DONE] == 1 ? "progress_done_one"
					    : "progress_done_many",
		{HW_STR("n"),
		    hw_fmt(view->arena, "%zu", counts[HW_STATUS_DONE])},
		{HW_STR("total"), hw_fmt(view->arena, "%zu", total)}));
	for (i = 0; i < HW_COUNT(order); i++) {
		if (counts[order[i]] == 0)
			continue;
		snprintf(key, sizeof(key), "progress_%s",
		    status_keys[order[i]]);
		hw_buf_putc(&out, ' ');
		hw_buf_add(&out,
		    hw_phrase_count(view->phrases, view->arena, key,
			counts[order[i]]));
	}
	if (late > 0) {
		hw_buf_putc(&out, ' ');
		hw_buf_add(&out,
		    hw_phrase_count(view->phrases, view->arena,
			"progress_late", late));
	}
	sentence = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return sentence;
}

/* One mark for each action, so that a share is a number that one can count.
 * Layouts have no loops over numbers: it is a list of the same status. */
static void add_marks(struct hw_view *view, struct hw_value *row, int status,
    size_t count)
{
	const struct hw_value *mark =
	    hw_view_status(view, status_keys[status]);
	struct hw_value *marks =
	    hw_value_set_list(view->arena, row, HW_STR("marks"));

	while (count-- > 0)
		hw_value_push(view->arena, marks, mark);
}

const struct hw_value *hw_view_progress(struct hw_view *view,
    const size_t *counts, size_t late)
{
	static const int order[] = {HW_STATUS_DONE, HW_STATUS_IN_PROGRESS,
	    HW_STATUS_NOT_STARTED, HW_STATUS_PAUSED, HW_STATUS_STOPPED};
	struct hw_value *map, *rows;
	size_t i, total = 0;

	for (i = 0; i < HW_STATUS_COUNT; i++)
		total += counts[i];
	if (total == 0)
		return &hw_value_null;
	map = hw_value_map(view->arena);
	hw_value_set_integer(view->arena, map, HW_STR("total"),
	    (int64_t)total);
	hw_value_set_integer(view->arena, map, HW_STR("done"),
	    (int64_t)counts[HW_STATUS_DONE]);
	hw_value_set_text(view->arena, map, HW_STR("sentence"),
	    progress_sentence(view, counts, total, late));
	rows = hw_value_set_list(view->arena, map, HW_STR("rows"));
	for (i = 0; i < HW_COUNT(order); i++) {
		size_t count = counts[order[i]];
		struct hw_value *row;

		if (count == 0)
			continue;
		row = hw_value_push_map(view->arena, rows);
		hw_value_set(view->arena, row, HW_STR("status"),
		    hw_view_status(view, status_keys[order[i]]));
		hw_value_set_integer(view->arena, row, HW_STR("count"),
		    (int64_t)count);
		add_marks(view, row, order[i], count);
	}
	if (late > 0) {
		struct hw_value *item =
		    hw_value_set_map(view->arena, map, HW_STR("late"));

		hw_value_set(view->arena, item, HW_STR("status"),
		    hw_view_status(view, "late"));
		hw_value_set_integer(view->arena, item, HW_STR("count"),
		    (int64_t)late);
	} else {
		hw_value_set_null(view->arena, map, HW_STR("late"));
	}
	return map;
}

/* --------------------------- an action's page -------------------------- */

const struct hw_value *hw_view_action(struct hw_view *view,
    const struct hw_action *action)
{
	const struct hw_page *page = action->page;
	const struct hw_page *plan = page->plan->index;
	const struct hw_history_date date =
	    hw_shown_action_date(view->site, action, view->arena);
	hw_str label = HW_PHRASE(view->phrases, view->arena, "action_label",
	    {HW_STR("ref"), action->ref.s});
	struct hw_value *map = hw_view_start(view,
	    hw_fmt(view->arena, "%.*s: %.*s", HW_ARG(label),
		HW_ARG(action->title.s)),
	    action->url);

	hw_view_crumb(view, map, plan->front.title.s, plan->url);
	hw_view_crumb(view, map, page->front.title.s, page->url);
	hw_value_set_text(view->arena, map, HW_STR("title"), action->title.s);
	hw_value_set_text(view->arena, map, HW_STR("label"), label);
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    HW_PHRASE(view->phrases, view->arena, "action_description",
		{HW_STR("ref"), action->ref.s},
		{HW_STR("title"), action->title.s}));
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &date));
	hw_view_mark_words(view, true);
	hw_value_set(view->arena, map, HW_STR("action"),
	    hw_view_action_map(view, action, 1));
	show_rest(view, action);
	hw_view_shows(view, page->front.title.s);
	hw_view_page_words(view, map);
	hw_view_story(view, map, action);
	if (action->easy_heading != NULL)
		hw_value_set_text(view->arena, map, HW_STR("easy_url"),
		    hw_view_url(view,
			hw_fmt(view->arena, "%.*seasy-read/",
			    HW_ARG(action->url))));
	return map;
}
