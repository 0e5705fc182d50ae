/* view_easy: easy-read pages: rows, the state of actions, hard words. */
#include "render/view.h"

#include "assemble/terms.h"
#include "base/escape.h"
#include "model/doc.h"
#include "render/view_history.h"

#include <stdio.h>

/* ------------------- the state of an action, in rows ------------------- */

/* The name is in the list of pictures that the layouts ship. */
static const char *status_picture(const struct hw_action *action)
{
	static const char *const names[] = {
	    [HW_STATUS_NOT_STARTED] = "start",
	    [HW_STATUS_IN_PROGRESS] = "in-progress",
	    [HW_STATUS_DONE] = "done",
	    [HW_STATUS_PAUSED] = "paused",
	    [HW_STATUS_STOPPED] = "stopped",
	};

	return action->is_late ? "late" : names[action->status.value];
}

void hw_view_easy_markup_row(struct hw_buf *out, hw_str picture, hw_str first,
    hw_str second)
{
	hw_buf_puts(out, "<div class=\"row\">\n<div class=\"picture\">");
	hw_buf_add(out, picture);
	hw_buf_puts(out, "</div>\n<div class=\"words\">\n<p>");
	hw_escape_html(out, first);
	hw_buf_puts(out, "</p>\n");
	if (second.len > 0) {
		hw_buf_puts(out, "<p>");
		hw_escape_html(out, second);
		hw_buf_puts(out, "</p>\n");
	}
	hw_buf_puts(out, "</div>\n</div>\n");
}

void hw_view_easy_row(struct hw_view *view, struct hw_buf *out,
    const char *picture, hw_str alt, hw_str first, hw_str second)
{
	const struct hw_value *found =
	    hw_view_picture(view, hw_str_of(picture));
	struct hw_buf markup = {0};

	if (found->kind == HW_VALUE_MAP) {
		hw_buf_puts(&markup, "<img src=\"");
		hw_escape_html(&markup,
		    hw_value_get(found, HW_STR("src"))->text);
		hw_buf_puts(&markup, "\" alt=\"");
		hw_escape_html(&markup, alt);
		hw_buf_printf(&markup, "\" width=\"%lld\" height=\"%lld\">",
		    (long long)hw_value_get(found, HW_STR("width"))->integer,
		    (long long)hw_value_get(found, HW_STR("height"))
			->integer);
	}
	hw_view_easy_markup_row(out, hw_buf_str(&markup), first, second);
	hw_buf_free(&markup);
}

static hw_str with_date(struct hw_view *view, const char *key,
    struct hw_date date)
{
	return HW_PHRASE(view->phrases, view->arena, key,
	    {HW_STR("date"), hw_words_date(view->locale, view->arena, date)});
}

static void action_rows(struct hw_view *view, struct hw_buf *out,
    const struct hw_action *action)
{
	const struct hw_plan *plan = action->page->plan;
	struct hw_date as_of = plan->index->front.as_of.date;
	const char *status = hw_view_status_key(action->status.value);
	hw_str when = HW_STR_NONE;
	char key[64];

	if (action->status.value < 0)
		return;
	if (hw_date_given(action->completed.date))
		when =
		    with_date(view, "easy_completed", action->completed.date);
	else if (hw_date_given(as_of))
		when = with_date(view,
		    as_of.day != 0 ? "easy_as_of_day" : "easy_as_of_month",
		    as_of);
	snprintf(key, sizeof(key), "easy_status_%s", status);
	hw_view_easy_row(view, out, status_picture(action),
	    hw_phrase(view->phrases,
		action->is_late ? "easy_late_alt" : "easy_status_alt"),
	    action->is_late ? hw_phrase(view->phrases, "easy_late")
			    : hw_phrase(view->phrases, key),
	    when);
	if (hw_date_given(action->due.date) &&
	    action->status.value != HW_STATUS_DONE)
		hw_view_easy_row(view, out, "calendar",
		    hw_phrase(view->phrases, "easy_due_alt"),
		    with_date(view, "easy_due", action->due.date),
		    action->due_passed
			? hw_phrase(view->phrases, "easy_due_passed")
			: HW_STR_NONE);
}

struct easy_context {
	struct hw_view *view;
	const struct hw_page *standard;
};

static void after_section(struct hw_buf *out, const struct hw_node *heading,
    void *context)
{
	struct easy_context *easy = context;
	const struct hw_front *front = &easy->standard->front;
	size_t i;

	for (i = 0; i < front->actions.count; i++)
		if (front->actions.items[i].easy_heading == heading)
			action_rows(easy->view, out,
			    &front->actions.items[i]);
}

/* ------------------------------ hard words ----------------------------- */

/* The entry that explains all of the text. */
static const struct hw_word *find_word(const struct hw_view *view,
    hw_str text)
{
	struct hw_term_use use;

	return hw_terms_next(view->terms, text, 0, &use) && use.at == 0 &&
		use.len == text.len
	    ? use.word
	    : NULL;
}

/* The bold words of the rows that the glossary explains, once each. */
static void add_words(struct hw_view *view, struct hw_value *list,
    struct hw_map *seen, const struct hw_node *first,
    const struct hw_node *end)
{
	const struct hw_node *block, *at;

	for (block = first; block != NULL && block != end;
	     block = block->next)
		for (at = block; at != NULL; at = hw_node_next(block, at)) {
			struct hw_buf words = {0};
			const struct hw_word *word;
			struct hw_value *item;

			if (at->type != HW_NODE_STRONG)
				continue;
			hw_node_words(at, &words);
			word =
			    find_word(view, hw_str_trim(hw_buf_str(&words)));
			hw_buf_free(&words);
			if (word == NULL || word->easy.s.len == 0 ||
			    hw_map_get(seen, word->term.s) != NULL)
				continue;
			hw_map_add(seen, word->term.s, list);
			item = hw_value_push_map(view->arena, list);
			hw_value_set_text(view->arena, item, HW_STR("term"),
			    word->term.s);
			hw_value_set_text(view->arena, item, HW_STR("easy"),
			    word->easy.s);
		}
}

static void set_words(struct hw_view *view, struct hw_value *map,
    const struct hw_node *first, const struct hw_node *end)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("words"));
	struct hw_map seen;

	hw_map_init(&seen, view->arena);
	add_words(view, list, &seen, first, end);
	hw_value_set_bool(view->arena, map, HW_STR("has_words"),
	    seen.count > 0);
}

/* -------------------------------- the page ----------------------------- */

static const struct hw_value *top_picture(struct hw_view *view,
    const char *name)
{
	return hw_view_picture(view, hw_str_of(name));
}

static void progress_rows(struct hw_view *view, struct hw_buf *out,
    const struct hw_plan *plan)
{
	static const struct {
		int status;
		const char *picture;
	} rows[] = {{HW_STATUS_DONE, "done"},
	    {HW_STATUS_IN_PROGRESS, "in-progress"},
	    {HW_STATUS_NOT_STARTED, "start"}, {HW_STATUS_PAUSED, "paused"},
	    {HW_STATUS_STOPPED, "stopped"}};
	char key[64];
	size_t i;

	for (i = 0; i < HW_COUNT(rows); i++) {
		size_t count = plan->status_counts[rows[i].status];

		if (count == 0 && rows[i].status != HW_STATUS_DONE)
			continue;
		snprintf(key, sizeof(key), "easy_count_%s",
		    hw_view_status_key(rows[i].status));
		hw_view_easy_row(view, out, rows[i].picture,
		    hw_phrase(view->phrases, "easy_status_alt"),
		    hw_phrase_count(view->phrases, view->arena, key, count),
		    HW_STR_NONE);
	}
	if (plan->late_count > 0)
		hw_view_easy_row(view, out, "late",
		    hw_phrase(view->phrases, "easy_late_alt"),
		    hw_phrase_count(view->phrases, view->arena,
			"easy_count_late", plan->late_count),
		    HW_STR_NONE);
}

static void set_plan_progress(struct hw_view *view, struct hw_value *map,
    const struct hw_page *standard)
{
	const struct hw_plan *plan = standard->plan;
	struct hw_buf out = {0};

	if (plan != NULL && plan->index == standard &&
	    plan->actions.count > 0)
		progress_rows(view, &out, plan);
	hw_value_set_html(view->arena, map, HW_STR("progress_rows"),
	    (hw_html){hw_buf_take(&out, view->arena)});
	hw_value_set_bool(view->arena, map, HW_STR("has_progress"),
	    plan != NULL && plan->index == standard &&
		plan->actions.count > 0);
	hw_buf_free(&out);
}

/* Easy-read pages that this one leads to: of a plan, or of the whole site. */
static void set_easy_links(struct hw_view *view, struct hw_value *map,
    const struct hw_page *standard)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("easy_links"));
	const struct hw_plan *plan = standard->plan;
	size_t i, count = 0;
	bool is_home = standard == view->site->home;
	struct hw_value *item;

	if (plan != NULL && plan->index == standard)
		count = plan->pages.count;
	else if (is_home)
		count = view->site->plans.count;
	for (i = 0; i < count; i++) {
		const struct hw_page *page = is_home
		    ? view->site->plans.items[i]->index
		    : plan->pages.items[i];

		if (page->easy == NULL)
			continue;
		item = hw_value_push_map(view->arena, list);
		hw_value_set_text(view->arena, item, HW_STR("title"),
		    page->easy->front.title.s);
		hw_value_set_text(view->arena, item, HW_STR("url"),
		    hw_view_url(view, page->easy->url));
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_easy_links"),
	    count > 0);
}

/* ---------------------------- is it up to date? ------------------------ */

/* Sets behind: the standard page has changed on that day, this one not. */
static void set_behind(struct hw_view *view, struct hw_value *map,
    struct hw_date day)
{
	struct hw_value *behind;

	if (!hw_date_given(day)) {
		hw_value_set_null(view->arena, map, HW_STR("behind"));
		return;
	}
	behind = hw_value_set_map(view->arena, map, HW_STR("behind"));
	hw_value_set_text(view->arena, behind, HW_STR("when"),
	    with_date(view, "easy_behind", day));
	hw_value_set(view->arena, behind, HW_STR("picture"),
	    top_picture(view, "change"));
}

static bool is_wording(const struct hw_event *event)
{
	return event->what == HW_EVENT_ADDED ||
	    event->what == HW_EVENT_OWNER || event->what == HW_EVENT_TITLE ||
	    event->what == HW_EVENT_OUTCOME || event->what == HW_EVENT_UPDATE;
}

/* The last day on which the words of this very action changed, since its
 * easy-read page fell behind. */
static struct hw_date action_changed(struct hw_view *view,
    const struct hw_action *action)
{
	const struct hw_biography *life =
	    hw_view_biography(view->site, view->arena, action);
	const struct hw_behind *behind = &action->page->easy->behind;
	struct hw_date day = {0};
	size_t i;

	if (life == NULL || behind->count == 0)
		return day;
	for (i = 0; i < life->events.count; i++)
		if (life->events.items[i].time >= behind->since_time &&
		    is_wording(&life->events.items[i]))
			day = hw_words_day(view->locale,
			    life->events.items[i].time);
	return day;
}

static void set_rows(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, const struct hw_node *first,
    const struct hw_node *end, int heading_shift)
{
	struct easy_context context = {view, page->standard};
	struct hw_html_options options;
	struct hw_buf out = {0};

	hw_view_html_options(view, &options);
	options.after_section = after_section;
	options.context = &context;
	options.heading_shift = heading_shift;
	options.without_ids = heading_shift > 0;
	hw_html_between(&out, first, end, &options);
	hw_value_set_html(view->arena, map, HW_STR("rows"),
	    (hw_html){hw_buf_take(&out, view->arena)});
	hw_buf_free(&out);
}

void hw_view_easy_chapter(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, struct hw_value *words, struct hw_map *seen)
{
	hw_value_set_text(view->arena, map, HW_STR("title"),
	    page->front.title.s);
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &page->date));
	hw_value_set_text(view->arena, map, HW_STR("standard_url"),
	    hw_view_url(view, page->standard->url));
	set_rows(view, map, page, page->doc != NULL ? page->doc->first : NULL,
	    NULL, 1);
	if (page->doc != NULL)
		add_words(view, words, seen, page->doc->first, NULL);
	set_behind(view, map, page->behind.last);
	hw_view_reviews(view, map, page);
	set_plan_progress(view, map, page->standard);
	hw_view_easy_measures(view, map, page->standard);
}

void hw_view_easy_parts(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, const struct hw_node *first,
    const struct hw_node *end)
{
	set_rows(view, map, page, first, end, 0);
	set_words(view, map, first, end);
	set_behind(view, map, page->behind.last);
	hw_view_reviews(view, map, page);
	set_plan_progress(view, map, page->standard);
	set_easy_links(view, map, page->standard);
	hw_view_easy_measures(view, map,
	    first == page->doc->first ? page->standard : NULL);
	hw_value_set_text(view->arena, map, HW_STR("who"),
	    HW_PHRASE(view->phrases, view->arena, "easy_who",
		{HW_STR("publisher"),
		    view->site->settings.organisation != NULL
			? view->site->settings.organisation->name.s
			: view->site->settings.name.s}));
	hw_value_set(view->arena, map, HW_STR("who_picture"),
	    top_picture(view, "writing"));
	hw_value_set(view->arena, map, HW_STR("help_picture"),
	    top_picture(view, "help"));
	hw_value_set(view->arena, map, HW_STR("standard_picture"),
	    top_picture(view, "website"));
	hw_value_set_text(view->arena, map, HW_STR("index_url"),
	    hw_view_url(view, HW_STR("/easy-read/pages/")));
	hw_value_set_text(view->arena, map, HW_STR("standard_address"),
	    hw_fmt(view->arena, "%.*s%.*s%.*s", HW_ARG(view->site->origin),
		HW_ARG(view->site->base_path), HW_ARG(page->standard->url)));
}

const struct hw_value *hw_view_easy_action(struct hw_view *view,
    const struct hw_action *action)
{
	const struct hw_node *heading = action->easy_heading, *end;
	const struct hw_page *easy = action->page->easy;
	const struct hw_page *plan = action->page->plan->index;
	struct hw_buf words = {0};
	struct hw_value *map;
	struct hw_buf rows = {0};
	hw_str title;

	hw_node_words(heading, &words);
	title = hw_buf_take(&words, view->arena);
	hw_buf_free(&words);
	map = hw_view_start(view, title,
	    hw_fmt(view->arena, "%.*seasy-read/", HW_ARG(action->url)));
	hw_value_set_text(view->arena, map, HW_STR("head_title"),
	    HW_PHRASE(view->phrases, view->arena, "easy_head_title",
		{HW_STR("title"), title},
		{HW_STR("site"), view->site->settings.name.s}));
	hw_view_crumb(view, map, plan->front.title.s, plan->url);
	hw_view_crumb(view, map, action->page->front.title.s,
	    action->page->url);
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &easy->date));
	hw_value_set_text(view->arena, map, HW_STR("standard_url"),
	    hw_view_url(view, action->url));
	for (end = heading->next; end != NULL; end = end->next)
		if (end->type == HW_NODE_HEADING &&
		    end->level <= heading->level)
			break;
	hw_view_easy_parts(view, map, easy, heading->next, end);
	set_behind(view, map, action_changed(view, action));
	/* The state stands under the words here too. */
	hw_buf_add(&rows, hw_value_get(map, HW_STR("rows"))->html.markup);
	action_rows(view, &rows, action);
	hw_value_set_html(view->arena, map, HW_STR("rows"),
	    (hw_html){hw_buf_take(&rows, view->arena)});
	hw_buf_free(&rows);
	return map;
}
