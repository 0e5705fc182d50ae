/* view_page: the pages that authors write: home, plans, areas, others. */
#include "render/view.h"

#include "assemble/freshness.h"
#include "assemble/page.h"
#include "assemble/shown.h"
#include "assemble/translation.h"
#include "render/view_history.h"

#include <stdio.h>

static void set_difference(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	static const char *const keys[] = {
	    [HW_ANSWER_TOO_EARLY] = "answer_too_early",
	    [HW_ANSWER_EARLY_SIGNS] = "answer_early_signs",
	    [HW_ANSWER_YES] = "answer_yes",
	    [HW_ANSWER_MIXED] = "answer_mixed",
	    [HW_ANSWER_NO] = "answer_no",
	};
	const struct hw_difference *difference = page->front.difference;
	struct hw_value *item;

	if (difference == NULL) {
		hw_value_set_null(view->arena, map, HW_STR("difference"));
		return;
	}
	item = hw_value_set_map(view->arena, map, HW_STR("difference"));
	hw_value_set_text(view->arena, item, HW_STR("answer"),
	    difference->answer.value < 0
		? HW_STR_NONE
		: hw_phrase(view->phrases, keys[difference->answer.value]));
	hw_view_shows(view, difference->says.s);
	hw_view_put(view, item, HW_STR("says"), &difference->says);
	hw_view_put(view, item, HW_STR("source"), &difference->source);
}

/* ------------------------------ plan parts ----------------------------- */

static void set_actions(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, int heading_shift)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("actions"));
	size_t i;

	for (i = 0; i < page->front.actions.count; i++)
		if (page->front.actions.items[i].url.len > 0)
			hw_value_push(view->arena, list,
			    hw_view_action_map(view,
				&page->front.actions.items[i],
				heading_shift));
}

bool hw_view_is_part(const struct hw_page *page)
{
	int kind = page->front.kind.value;

	return kind >= HW_PAGE_RECOMMENDATION && kind <= HW_PAGE_PRIORITY;
}

/* A page in a list: title, address, how far it has got. */
void hw_view_card(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	const struct hw_page *local = hw_view_local(view, page);

	hw_view_put(view, map, HW_STR("title"), &local->front.title);
	hw_value_set_text(view->arena, map, HW_STR("label"),
	    hw_view_label(view, page));
	hw_view_put(view, map, HW_STR("summary"),
	    local->front.summary.s.len > 0 ? &local->front.summary
					   : &page->front.summary);
	hw_view_link(view, map, local->url, local);
	hw_value_set(view->arena, map, HW_STR("progress"),
	    page->plan != NULL ? hw_view_progress(view, page->status_counts,
				     page->late_count)
			       : &hw_value_null);
}

static const struct hw_texts *owners_of(struct hw_view *view,
    const struct hw_plan *plan)
{
	const struct hw_texts *local =
	    &hw_view_local(view, plan->index)->front.owners;

	return local->count > 0 ? local : &plan->index->front.owners;
}

/* What a plan's own page says of it, and the home page does not. */
static void show_plan(struct hw_view *view, const struct hw_plan *plan)
{
	size_t i;

	hw_view_shows_all(view, owners_of(view, plan));
	for (i = 0; i < plan->pages.count; i++) {
		const struct hw_page *page = plan->pages.items[i];

		hw_view_shows(view, page->front.title.s);
		if (hw_view_is_part(page))
			hw_view_shows(view, page->front.summary.s);
	}
}

static void set_parts(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan)
{
	struct hw_value *parts =
	    hw_value_set_list(view->arena, map, HW_STR("parts"));
	struct hw_value *others =
	    hw_value_set_list(view->arena, map, HW_STR("others"));
	size_t i;

	for (i = 0; i < plan->pages.count; i++) {
		const struct hw_page *page = plan->pages.items[i];

		hw_view_card(view,
		    hw_value_push_map(view->arena,
			hw_view_is_part(page) ? parts : others),
		    page);
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_parts"),
	    parts->list.count > 0);
	hw_value_set_bool(view->arena, map, HW_STR("has_others"),
	    others->list.count > 0);
}

void hw_view_plan_facts(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan)
{
	const struct hw_page *index = plan->index;
	const struct hw_texts *named = owners_of(view, plan);
	struct hw_value *owners;
	size_t i;

	hw_value_set(view->arena, map, HW_STR("progress"),
	    hw_view_progress(view, plan->status_counts, plan->late_count));
	hw_value_set(view->arena, map, HW_STR("as_of"),
	    hw_view_as_of(view, plan));
	hw_value_set_bool(view->arena, map, HW_STR("is_archived"),
	    plan->is_archived);
	hw_value_set_text(view->arena, map, HW_STR("print_url"),
	    hw_view_url(view,
		hw_fmt(view->arena, "%.*sprint/", HW_ARG(index->url))));
	hw_value_set_text(view->arena, map, HW_STR("large_url"),
	    hw_page_prints_large(plan)
		? hw_view_url(view,
		      hw_fmt(view->arena, "%.*slarge-print/",
			  HW_ARG(index->url)))
		: HW_STR_NONE);
	owners = hw_value_set_list(view->arena, map, HW_STR("owners"));
	for (i = 0; i < named->count; i++)
		hw_value_push_text(view->arena, owners,
		    hw_view_text(view, &named->items[i]));
}

static void set_neighbour(struct hw_view *view, struct hw_value *map,
    hw_str key, const struct hw_page *page)
{
	if (page == NULL) {
		hw_value_set_null(view->arena, map, key);
		return;
	}
	hw_view_card(view, hw_value_set_map(view->arena, map, key), page);
}

void hw_view_part(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, int heading_shift)
{
	hw_str prefix = hw_fmt(view->arena, "%.*s-", HW_ARG(page->slug));

	/* In the order of the page: the first use of a word is marked. */
	hw_value_set(view->arena, map, HW_STR("finding"),
	    hw_view_prose(view, page->finding_doc, heading_shift + 1,
		hw_fmt(view->arena, "%.*sfinding-", HW_ARG(prefix))));
	set_actions(view, map, page, heading_shift + 2);
	hw_value_set(view->arena, map, HW_STR("impact"),
	    hw_view_prose(view, page->impact_doc, heading_shift + 1,
		hw_fmt(view->arena, "%.*simpact-", HW_ARG(prefix))));
	hw_value_set_bool(view->arena, map, HW_STR("has_finding"),
	    page->finding_doc != NULL);
	hw_value_set(view->arena, map, HW_STR("progress"),
	    hw_view_progress(view, page->status_counts, page->late_count));
	hw_value_set_bool(view->arena, map, HW_STR("is_recommendation"),
	    page->front.kind.value == HW_PAGE_RECOMMENDATION);
	hw_value_set_bool(view->arena, map, HW_STR("has_actions"),
	    page->front.actions.count > 0);
	hw_view_measures(view, map, page);
	set_difference(view, map, page);
}

/* Its title is all that the page shows of it; so no word of the rest is the
 * first use of that word. */
static struct hw_value *named_action(struct hw_view *view,
    const struct hw_action *action)
{
	struct hw_word_marks *marks = view->marks;
	struct hw_value *map;

	view->marks = NULL;
	map = hw_view_action_map(view, action, 2);
	view->marks = marks;
	hw_view_shows(view, action->title.s);
	return map;
}

static void put_shown(struct hw_view *view, struct hw_value *map, hw_str key,
    const struct hw_text *text)
{
	hw_view_shows(view, text->s);
	hw_view_put(view, map, key, text);
}

/* What families said, with the actions that answer it. */
void hw_view_said(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("said"));
	size_t i, k;

	for (i = 0; i < page->front.said.count; i++) {
		const struct hw_said *said = &page->front.said.items[i];
		struct hw_value *item = hw_value_push_map(view->arena, list);
		struct hw_value *actions;

		put_shown(view, item, HW_STR("words"), &said->words);
		put_shown(view, item, HW_STR("who"), &said->who);
		put_shown(view, item, HW_STR("did"), &said->did);
		put_shown(view, item, HW_STR("could_not"), &said->could_not);
		hw_value_set_bool(view->arena, item, HW_STR("has_actions"),
		    said->found.count > 0);
		actions =
		    hw_value_set_list(view->arena, item, HW_STR("actions"));
		for (k = 0; k < said->found.count; k++)
			hw_value_push(view->arena, actions,
			    named_action(view, said->found.items[k]));
	}
}

/* ------------------------------ whole pages ---------------------------- */

static void set_plans(struct hw_view *view, struct hw_value *map)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("plans"));
	size_t i;

	for (i = 0; i < view->site->plans.count; i++) {
		const struct hw_plan *plan = view->site->plans.items[i];
		struct hw_value *item = hw_value_push_map(view->arena, list);

		hw_view_shows(view, plan->index->front.title.s);
		hw_view_card(view, item, plan->index);
		hw_view_plan_facts(view, item, plan);
		set_parts(view, item, plan);
	}
}

void hw_view_reviews(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	const struct hw_checked_by *checked = page->front.checked_by;

	hw_value_set(view->arena, map, HW_STR("reviewed"),
	    hw_view_date(view, page->front.reviewed.date));
	hw_value_set(view->arena, map, HW_STR("review_by"),
	    hw_view_date(view, page->front.review_by.date));
	hw_value_set_bool(view->arena, map, HW_STR("review_is_overdue"),
	    hw_freshness_review_is_due(page, view->site->today));
	hw_value_set_text(view->arena, map, HW_STR("checked_group"),
	    checked != NULL ? hw_view_text(view, &checked->group)
			    : HW_STR_NONE);
	hw_value_set(view->arena, map, HW_STR("checked_date"),
	    checked != NULL ? hw_view_date(view, checked->date.date)
			    : &hw_value_null);
	hw_value_set_bool(view->arena, map, HW_STR("checked_long_ago"),
	    hw_freshness_check_is_old(page, view->site->today));
}

/* Folders between the page and home: their index pages lead to it. */
static void set_folder_crumbs(struct hw_view *view, struct hw_value *map,
    hw_str url)
{
	size_t at;

	for (at = 1; at + 1 < url.len; at++) {
		struct hw_page *above;

		if (url.p[at] != '/')
			continue;
		above = hw_map_get(&view->site->page_of_url,
		    hw_str_sub(url, 0, at + 1));
		if (above != NULL && !hw_page_is_version(above))
			hw_view_page_crumb(view, map, HW_STR_NONE, above);
	}
}

/* The page that it is, in whatever language. */
static const struct hw_page *self_of(const struct hw_page *page)
{
	return hw_page_is_translation(page) ? page->standard : page;
}

/* With what changed then, where that was not the page's own words. */
static void set_updated(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	struct hw_history_date date = hw_shown_date(view->site, page);
	struct hw_date day, own;

	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &date));
	if (date.state != HW_DATE_KNOWN)
		return;
	day = hw_words_day(view->locale, date.updated);
	own = hw_words_day(view->locale, page->date.updated);
	if (hw_date_compare(day, own) != 0)
		hw_value_set_text(view->arena, map, HW_STR("updated_note"),
		    HW_PHRASE(view->phrases, view->arena, "updated_counts",
			{HW_STR("date"),
			    hw_words_date(view->locale, view->arena, own)}));
}

static struct hw_value *start_page(struct hw_view *view,
    const struct hw_page *page)
{
	const struct hw_front *front = &page->front;
	hw_str label = hw_view_label(view, page);
	hw_str title = label.len == 0
	    ? front->title.s
	    : hw_fmt(view->arena, "%.*s: %.*s", HW_ARG(label),
		  HW_ARG(front->title.s));
	struct hw_value *map = hw_view_start(view, title, page->url);

	hw_view_put(view, map, HW_STR("title"), &front->title);
	hw_value_set_text(view->arena, map, HW_STR("label"), label);
	if (front->summary.s.len > 0) {
		hw_view_put(view, map, HW_STR("summary"), &front->summary);
		hw_value_set_text(view->arena, map, HW_STR("description"),
		    front->summary.s);
	}
	/* An attribute has no room for a second language. */
	if (view->language != NULL &&
	    hw_view_other_tag(view, front->summary.span.source).len > 0)
		hw_value_set_text(view->arena, map, HW_STR("description"),
		    front->title.s);
	set_updated(view, map, page);
	if (page->recording.len > 0)
		hw_value_set_text(view->arena, map, HW_STR("audio"),
		    hw_view_url(view,
			hw_fmt(view->arena, "/%.*s",
			    HW_ARG(front->audio.s))));
	if (front->bsl.s.len > 0)
		hw_value_set_text(view->arena, map, HW_STR("bsl"),
		    front->bsl.s);
	set_folder_crumbs(view, map, self_of(page)->url);
	hw_view_reviews(view, map, page);
	return map;
}

static void set_easy_page(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	const struct hw_page *standard = page->standard;

	if (standard == NULL)
		return;
	hw_value_set_text(view->arena, map, HW_STR("head_title"),
	    HW_PHRASE(view->phrases, view->arena, "easy_head_title",
		{HW_STR("title"), page->front.title.s},
		{HW_STR("site"), view->site->settings.name.s}));
	hw_value_set_text(view->arena, map, HW_STR("standard_url"),
	    hw_view_url(view, standard->url));
	hw_view_easy_parts(view, map, page,
	    page->doc != NULL ? page->doc->first : NULL, NULL);
}

static void set_plan_page(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	show_plan(view, page->plan);
	hw_view_plan_facts(view, map, page->plan);
	set_parts(view, map, page->plan);
	hw_view_plan_history(view, map, page->plan);
	hw_view_page_history(view, map, page);
}

static void set_plan_part(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	if (hw_view_is_part(page))
		hw_view_part(view, map, page, 0);
	else
		hw_view_said(view, map, page);
	hw_value_set(view->arena, map, HW_STR("as_of"),
	    hw_view_as_of(view, page->plan));
	hw_value_set_bool(view->arena, map, HW_STR("is_archived"),
	    page->plan->is_archived);
	hw_view_page_history(view, map, page);
	set_neighbour(view, map, HW_STR("next"), page->next);
	set_neighbour(view, map, HW_STR("previous"), page->previous);
	hw_value_set_bool(view->arena, map, HW_STR("has_neighbours"),
	    page->next != NULL || page->previous != NULL);
}

const struct hw_value *hw_view_page(struct hw_view *view,
    const struct hw_page *page)
{
	const struct hw_page *self = self_of(page);
	struct hw_value *map;

	if (hw_page_is_translation(page))
		page = hw_translation_face(page, view->arena);
	map = start_page(view, page);
	if (page->is_easy) {
		set_easy_page(view, map, page);
		return map;
	}
	if (page == self)
		hw_view_mark_words(view, true);
	else
		hw_view_translation(view, map, page);
	hw_view_shows(view, page->front.title.s);
	hw_view_shows(view, page->front.summary.s);
	if (page->easy != NULL)
		hw_value_set_text(view->arena, map, HW_STR("easy_url"),
		    hw_view_url(view, page->easy->url));
	hw_value_set_bool(view->arena, map, HW_STR("is_feedback"),
	    hw_str_equal(self->url, HW_STR("/feedback/")));
	hw_value_set_bool(view->arena, map, HW_STR("is_home"),
	    self == view->site->home);
	if (self == view->site->home) {
		set_plans(view, map);
		hw_view_recent(view, map);
	}
	if (page->plan != NULL && self == page->plan->index)
		set_plan_page(view, map, page);
	else if (page->plan != NULL &&
	    page->front.kind.value != HW_PAGE_ORDINARY)
		set_plan_part(view, map, page);
	hw_value_set(view->arena, map, HW_STR("body"),
	    hw_view_prose(view, page->doc, 0, HW_STR("")));
	hw_view_page_words(view, map);
	return map;
}
