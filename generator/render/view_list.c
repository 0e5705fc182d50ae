/* view_list: pages that headway makes from the whole site. */
#include "assemble/shown.h"
#include "render/view.h"

#include <stdlib.h>

/* A list is as new as what last happened to an action that it could show. */
static void take_newer(struct hw_view *view, struct hw_history_date *newest,
    const struct hw_action *action)
{
	struct hw_history_date date =
	    hw_shown_action_date(view->site, action, view->arena);

	if (date.state == HW_DATE_KNOWN &&
	    (newest->state != HW_DATE_KNOWN ||
		date.updated > newest->updated))
		*newest = date;
}

/* --------------------------- late, due, done --------------------------- */

static bool belongs(const struct hw_action *action, enum hw_list_kind kind)
{
	switch (kind) {
	case HW_LIST_LATE:
		return action->is_late;
	case HW_LIST_DUE_SOON:
		return action->is_due_soon;
	case HW_LIST_DONE:
		return action->status.value == HW_STATUS_DONE;
	}
	return false;
}

static int64_t order_date(const struct hw_action *action,
    enum hw_list_kind kind)
{
	struct hw_date date = kind == HW_LIST_DONE ? action->completed.date
						   : action->due.date;

	return hw_date_given(date) ? hw_date_to_days(hw_date_last_day(date))
				   : INT64_MAX;
}

struct chosen {
	const struct hw_action *action;
	int64_t date;
	size_t place; /* in the plan: ties keep the plan's order */
};

static int by_date(const void *left, const void *right)
{
	const struct chosen *a = left, *b = right;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	return (a->place > b->place) - (a->place < b->place);
}

/* One plan's part of a list; returns how many actions it has. */
static size_t plan_group(struct hw_view *view, struct hw_value *group,
    const struct hw_plan *plan, enum hw_list_kind kind)
{
	struct chosen *chosen =
	    HW_NEW_ARRAY(view->arena, struct chosen, plan->actions.count + 1);
	struct hw_value *list =
	    hw_value_set_list(view->arena, group, HW_STR("actions"));
	size_t i, count = 0, passed = 0;

	for (i = 0; i < plan->actions.count; i++) {
		const struct hw_action *action = plan->actions.items[i];

		passed += action->due_passed;
		if (belongs(action, kind))
			chosen[count++] = (struct chosen){action,
			    order_date(action, kind), i};
	}
	qsort(chosen, count, sizeof(*chosen), by_date);
	for (i = 0; i < count; i++)
		hw_value_push(view->arena, list,
		    hw_view_action_map(view, chosen[i].action, 2));
	hw_value_set_text(view->arena, group, HW_STR("title"),
	    plan->index->front.title.s);
	hw_value_set_text(view->arena, group, HW_STR("url"),
	    hw_view_url(view, plan->index->url));
	hw_value_set(view->arena, group, HW_STR("as_of"),
	    hw_view_as_of(view, plan));
	hw_value_set_bool(view->arena, group, HW_STR("is_archived"),
	    plan->is_archived);
	hw_value_set_bool(view->arena, group, HW_STR("is_empty"), count == 0);
	hw_value_set_text(view->arena, group, HW_STR("passed"),
	    passed == 0 || kind != HW_LIST_LATE
		? HW_STR_NONE
		: hw_phrase_count(view->phrases, view->arena, "due_passed",
		      passed));
	return count;
}

const struct hw_value *hw_view_list(struct hw_view *view,
    enum hw_list_kind kind)
{
	static const struct {
		hw_str url;
		const char *title, *intro, *count;
	} lists[] = {
	    [HW_LIST_LATE] = {{"/late/", 6}, "late_title", "late_intro",
		"late_count"},
	    [HW_LIST_DUE_SOON] = {{"/due-soon/", 10}, "due_soon_title",
		"due_soon_intro", "due_soon_count"},
	    [HW_LIST_DONE] = {{"/done/", 6}, "done_title", "done_intro",
		"done_count"},
	};
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, lists[kind].title), lists[kind].url);
	struct hw_value *groups =
	    hw_value_set_list(view->arena, map, HW_STR("groups"));
	struct hw_history_date newest = {.state = HW_DATE_UNKNOWN};
	size_t i, k, total = 0;

	for (i = 0; i < view->site->plans.count; i++) {
		const struct hw_plan *plan = view->site->plans.items[i];

		total += plan_group(view,
		    hw_value_push_map(view->arena, groups), plan, kind);
		for (k = 0; k < plan->actions.count; k++)
			take_newer(view, &newest, plan->actions.items[k]);
	}
	hw_value_set_text(view->arena, map, HW_STR("summary"),
	    hw_phrase(view->phrases, lists[kind].intro));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, lists[kind].intro));
	hw_value_set_text(view->arena, map, HW_STR("sentence"),
	    hw_phrase_count(view->phrases, view->arena, lists[kind].count,
		total));
	hw_value_set_bool(view->arena, map, HW_STR("shows_completed"),
	    kind == HW_LIST_DONE);
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &newest));
	return map;
}

/* ------------------------------- by owner ------------------------------ */

struct owner {
	hw_str name;
	HW_LIST(const struct hw_action *) actions;
};

/* The locale of the comparison, for qsort, which takes no context. */
static _Thread_local struct hw_words_locale *sort_locale;

static int by_owner_name(const void *left, const void *right)
{
	const struct owner *a = *(struct owner *const *)left;
	const struct owner *b = *(struct owner *const *)right;

	return hw_words_compare(sort_locale, a->name, b->name);
}

static void collect_owners(struct hw_view *view, struct hw_map *owners)
{
	size_t i, k, n;

	for (i = 0; i < view->site->plans.count; i++) {
		const struct hw_plan *plan = view->site->plans.items[i];

		for (k = 0; k < plan->actions.count; k++) {
			const struct hw_action *action =
			    plan->actions.items[k];

			for (n = 0; n < action->owners.count; n++) {
				hw_str name = action->owners.items[n].s;
				struct owner *owner =
				    hw_map_get(owners, name);

				if (owner == NULL) {
					owner =
					    HW_NEW(view->arena, struct owner);
					owner->name = name;
					hw_map_add(owners, name, owner);
				}
				HW_PUSH(&owner->actions, view->arena, action);
			}
		}
	}
}

const struct hw_value *hw_view_owners(struct hw_view *view)
{
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "by_owner_title"), HW_STR("/by-owner/"));
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("owners"));
	struct hw_history_date newest = {.state = HW_DATE_UNKNOWN};
	struct owner **sorted;
	struct hw_map owners;
	size_t i, k;

	hw_map_init(&owners, view->arena);
	collect_owners(view, &owners);
	sorted = HW_NEW_ARRAY(view->arena, struct owner *, owners.count + 1);
	for (i = 0; i < owners.count; i++)
		sorted[i] = owners.entries[i].value;
	sort_locale = view->locale;
	qsort(sorted, owners.count, sizeof(*sorted), by_owner_name);
	for (i = 0; i < owners.count; i++) {
		struct hw_value *item = hw_value_push_map(view->arena, list);
		struct hw_value *actions;

		hw_value_set_text(view->arena, item, HW_STR("name"),
		    sorted[i]->name);
		hw_value_set_text(view->arena, item, HW_STR("id"),
		    hw_words_slug(view->arena, sorted[i]->name));
		hw_value_set_text(view->arena, item, HW_STR("count"),
		    hw_phrase_count(view->phrases, view->arena, "actions",
			sorted[i]->actions.count));
		actions =
		    hw_value_set_list(view->arena, item, HW_STR("actions"));
		for (k = 0; k < sorted[i]->actions.count; k++) {
			const struct hw_action *action =
			    sorted[i]->actions.items[k];

			take_newer(view, &newest, action);
			hw_value_push(view->arena, actions,
			    hw_view_action_map(view, action, 2));
		}
	}
	hw_value_set_text(view->arena, map, HW_STR("summary"),
	    hw_phrase(view->phrases, "by_owner_intro"));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "by_owner_intro"));
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &newest));
	return map;
}

/* --------------------------- easy-read index --------------------------- */

static void easy_link(struct hw_view *view, struct hw_value *list,
    const struct hw_page *easy)
{
	struct hw_value *item = hw_value_push_map(view->arena, list);

	hw_value_set_text(view->arena, item, HW_STR("title"),
	    easy->front.title.s);
	hw_value_set_text(view->arena, item, HW_STR("url"),
	    hw_view_url(view, easy->url));
}

const struct hw_value *hw_view_easy_index(struct hw_view *view)
{
	struct hw_site *site = view->site;
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "easy_index_title"),
	    HW_STR("/easy-read/pages/"));
	struct hw_value *groups =
	    hw_value_set_list(view->arena, map, HW_STR("groups"));
	struct hw_value *group, *list;
	size_t i, k;

	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "easy_index_intro"));
	hw_value_set(view->arena, map, HW_STR("picture"),
	    hw_view_picture(view, HW_STR("book")));
	hw_value_set_text(view->arena, map, HW_STR("standard_url"),
	    hw_view_url(view, HW_STR("/")));
	for (i = 0; i < site->plans.count; i++) {
		const struct hw_plan *plan = site->plans.items[i];

		if (plan->index->easy == NULL)
			continue;
		group = hw_value_push_map(view->arena, groups);
		hw_value_set_text(view->arena, group, HW_STR("title"),
		    plan->index->easy->front.title.s);
		list = hw_value_set_list(view->arena, group, HW_STR("links"));
		easy_link(view, list, plan->index->easy);
		for (k = 0; k < plan->pages.count; k++)
			if (plan->pages.items[k]->easy != NULL)
				easy_link(view, list,
				    plan->pages.items[k]->easy);
	}
	group = hw_value_push_map(view->arena, groups);
	hw_value_set_text(view->arena, group, HW_STR("title"),
	    hw_phrase(view->phrases, "easy_index_others"));
	list = hw_value_set_list(view->arena, group, HW_STR("links"));
	for (i = 0; i < site->pages.count; i++)
		if (site->pages.items[i]->is_easy &&
		    site->pages.items[i]->plan == NULL)
			easy_link(view, list, site->pages.items[i]);
	return map;
}

/* -------------------------------- others ------------------------------- */

const struct hw_value *hw_view_not_found(struct hw_view *view)
{
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "not_found_title"), HW_STR("/404.html"));

	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "not_found_text"));
	return map;
}

const struct hw_value *hw_view_sitemap(struct hw_view *view,
    const hw_str *urls, size_t count)
{
	struct hw_site *site = view->site;
	struct hw_value *map = hw_value_map(view->arena);
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("pages"));
	size_t i;

	for (i = 0; i < count; i++) {
		const struct hw_page *page =
		    hw_map_get(&site->page_of_url, urls[i]);
		struct hw_value *item = hw_value_push_map(view->arena, list);
		struct hw_history_date date = {.state = HW_DATE_UNKNOWN};

		if (page != NULL)
			date = hw_shown_date(site, page);

		hw_value_set_text(view->arena, item, HW_STR("address"),
		    hw_fmt(view->arena, "%.*s%.*s%.*s", HW_ARG(site->origin),
			HW_ARG(site->base_path), HW_ARG(urls[i])));
		hw_value_set(view->arena, item, HW_STR("updated"),
		    page != NULL ? hw_view_updated(view, &date)
				 : &hw_value_null);
		hw_view_alternates(view, item, page);
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_translations"),
	    site->languages.count > 1);
	return map;
}
