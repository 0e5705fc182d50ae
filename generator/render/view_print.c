/*
 * view_print: documents for paper: a whole plan, in ordinary and in large
 * print, all that the site has, and all of its easy-read pages.
 *
 * A reader on paper has no links: so each has one list of contents, with the
 * numbers that its chapters bear, and says at which address it stands.
 */
#include "assemble/page.h"
#include "assemble/shown.h"
#include "render/view.h"
#include "render/view_history.h"

/* "part_waiting": ids of headings have no underscore. */
static hw_str part_id(struct hw_view *view, const struct hw_page *page)
{
	return view->note_scope.len == 0
	    ? hw_fmt(view->arena, "part_%.*s", HW_ARG(page->slug))
	    : hw_fmt(view->arena, "part_%.*s_%.*s", HW_ARG(view->note_scope),
		  HW_ARG(page->slug));
}

static void set_parts(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan, int heading_shift)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("parts"));
	size_t i, count = 0;

	for (i = 0; i < plan->pages.count; i++) {
		const struct hw_page *page = plan->pages.items[i];
		struct hw_value *part;

		if (!hw_view_is_part(page))
			continue;
		count++;
		part = hw_value_push_map(view->arena, list);
		hw_view_card(view, part, page);
		hw_value_set_text(view->arena, part, HW_STR("id"),
		    part_id(view, page));
		hw_view_part(view, part, page, heading_shift + 1);
		hw_value_set(view->arena, part, HW_STR("body"),
		    hw_view_prose(view, page->doc, heading_shift + 1,
			hw_fmt(view->arena, "%.*s-", HW_ARG(page->slug))));
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_parts"), count > 1);
}

/* All of a plan, its headings that much lower than on a page of its own. */
static void set_plan(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan, int heading_shift)
{
	const struct hw_page *index = plan->index;

	hw_view_shows(view, index->front.summary.s);
	hw_value_set_text(view->arena, map, HW_STR("plan_title"),
	    index->front.title.s);
	hw_value_set_text(view->arena, map, HW_STR("summary"),
	    index->front.summary.s);
	hw_value_set(view->arena, map, HW_STR("body"),
	    hw_view_prose(view, index->doc, heading_shift, HW_STR("")));
	hw_view_plan_facts(view, map, plan);
	set_parts(view, map, plan, heading_shift);
	hw_view_withdrawn_list(view, map, plan);
}

/* Where it stands on the web, for those who hold it in their hands. */
static struct hw_value *start(struct hw_view *view, hw_str title, hw_str url)
{
	struct hw_value *map = hw_view_start(view, title, url);

	hw_view_mark_words(view, false);
	hw_value_set_bool(view->arena, map, HW_STR("is_large"), false);
	hw_value_set_text(view->arena, map, HW_STR("sheet_class"),
	    HW_STR("sheet"));
	return map;
}

const struct hw_value *hw_view_print(struct hw_view *view,
    const struct hw_plan *plan, bool is_large)
{
	const struct hw_page *index = plan->index;
	hw_str url = hw_fmt(view->arena, "%.*s%s/", HW_ARG(index->url),
	    is_large ? "large-print" : "print");
	hw_str title = HW_PHRASE(view->phrases, view->arena,
	    is_large ? "large_title" : "print_title",
	    {HW_STR("title"), index->front.title.s});
	struct hw_value *map = start(view, title, url);
	struct hw_history_date date = hw_shown_plan_date(view->site, plan);

	hw_view_crumb(view, map, index->front.title.s, index->url);
	hw_value_set(view->arena, map, HW_STR("updated"),
	    hw_view_updated(view, &date));
	if (index->easy != NULL)
		hw_value_set_text(view->arena, map, HW_STR("easy_url"),
		    hw_view_url(view, index->easy->url));
	hw_value_set_bool(view->arena, map, HW_STR("is_large"), is_large);
	if (is_large)
		hw_value_set_text(view->arena, map, HW_STR("sheet_class"),
		    HW_STR("sheet large"));
	set_plan(view, map, plan, 0);
	return map;
}

/* ----------------------------- all of the site ------------------------- */

static bool is_printed(const struct hw_page *page)
{
	return !hw_page_is_version(page) && !page->is_duplicate &&
	    !page->is_unread;
}

static size_t count_all(const struct hw_site *site)
{
	size_t i, count = 0;

	for (i = 0; i < site->pages.count; i++)
		count += is_printed(site->pages.items[i]);
	for (i = 0; i < site->plans.count; i++)
		count += site->plans.items[i]->actions.count;
	return count;
}

/* A page that is no part of a plan's work. */
static void add_other(struct hw_view *view, struct hw_value *list,
    const struct hw_page *page)
{
	struct hw_value *item = hw_value_push_map(view->arena, list);

	hw_view_shows(view, page->front.title.s);
	hw_view_shows(view, page->front.summary.s);
	hw_view_card(view, item, page);
	hw_value_set_text(view->arena, item, HW_STR("id"),
	    part_id(view, page));
	hw_view_said(view, item, page);
	hw_value_set(view->arena, item, HW_STR("body"),
	    hw_view_prose(view, page->doc, 1,
		hw_fmt(view->arena, "%.*s-", HW_ARG(page->slug))));
}

static void set_plans(struct hw_view *view, struct hw_value *map,
    bool is_whole)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("plans"));
	size_t i, k;

	for (i = 0; i < view->site->plans.count; i++) {
		const struct hw_plan *plan = view->site->plans.items[i];
		struct hw_value *item = hw_value_push_map(view->arena, list);
		struct hw_value *others;

		hw_value_set_text(view->arena, item, HW_STR("title"),
		    plan->index->front.title.s);
		hw_view_plan_facts(view, item, plan);
		if (!is_whole)
			continue;
		hw_value_set_text(view->arena, item, HW_STR("id"),
		    hw_fmt(view->arena, "plan_%.*s", HW_ARG(plan->id)));
		view->note_scope = plan->id;
		set_plan(view, item, plan, 1);
		others =
		    hw_value_set_list(view->arena, item, HW_STR("others"));
		for (k = 0; k < plan->pages.count; k++)
			if (!hw_view_is_part(plan->pages.items[k]))
				add_other(view, others, plan->pages.items[k]);
		hw_value_set_bool(view->arena, item, HW_STR("has_contents"),
		    plan->pages.count > 0);
	}
}

static void set_pages(struct hw_view *view, struct hw_value *map)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("pages"));
	const struct hw_site *site = view->site;
	size_t i;

	view->note_scope = HW_STR("site");
	for (i = 0; i < site->pages.count; i++)
		if (is_printed(site->pages.items[i]) &&
		    site->pages.items[i]->plan == NULL &&
		    site->pages.items[i] != site->home)
			add_other(view, list, site->pages.items[i]);
}

const struct hw_value *hw_view_print_all(struct hw_view *view)
{
	const struct hw_site *site = view->site;
	bool is_whole = count_all(site) <= HW_PRINT_LIMIT;
	struct hw_value *map = start(view,
	    hw_phrase(view->phrases, "print_all_title"), HW_STR("/print/"));

	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "print_all_intro"));
	hw_value_set_bool(view->arena, map, HW_STR("is_whole"), is_whole);
	hw_value_set_text(view->arena, map, HW_STR("easy_url"),
	    hw_view_url(view, HW_STR("/easy-read/print/")));
	hw_value_set_text(view->arena, map, HW_STR("limit"),
	    HW_PHRASE(view->phrases, view->arena, "print_all_limit",
		{HW_STR("n"), hw_fmt(view->arena, "%d", HW_PRINT_LIMIT)}));
	if (is_whole) {
		view->note_scope = HW_STR("home");
		hw_value_set(view->arena, map, HW_STR("body"),
		    hw_view_prose(view,
			site->home != NULL ? site->home->doc : NULL, 1,
			HW_STR("")));
	}
	set_plans(view, map, is_whole);
	if (is_whole) {
		set_pages(view, map);
		hw_view_letters(view, map);
	}
	return map;
}

/* --------------------------- all easy-read pages ----------------------- */

struct chapters {
	struct hw_view *view;
	struct hw_value *groups, *words;
	struct hw_value *list; /* chapters of the group at hand, or NULL */
	hw_str title;          /* of the group */
	struct hw_map seen;
	size_t count;
	bool is_whole;
};

/* A group that has no chapter is not begun. */
static struct hw_value *chapters_of_group(struct chapters *all)
{
	struct hw_arena *arena = all->view->arena;
	struct hw_value *group;

	if (all->list != NULL)
		return all->list;
	group = hw_value_push_map(arena, all->groups);
	hw_value_set_text(arena, group, HW_STR("title"), all->title);
	hw_value_set_integer(arena, group, HW_STR("start"),
	    (int64_t)all->count + 1);
	all->list = hw_value_set_list(arena, group, HW_STR("chapters"));
	return all->list;
}

static void add_chapter(struct chapters *all, const struct hw_page *page)
{
	struct hw_view *view = all->view;
	struct hw_value *item;

	if (page == NULL || page->is_duplicate || page->is_unread)
		return;
	item = hw_value_push_map(view->arena, chapters_of_group(all));
	all->count++;
	hw_value_set_integer(view->arena, item, HW_STR("number"),
	    (int64_t)all->count);
	hw_value_set_text(view->arena, item, HW_STR("id"),
	    hw_fmt(view->arena, "part_%zu", all->count));
	hw_value_set_text(view->arena, item, HW_STR("title"),
	    page->front.title.s);
	hw_value_set_text(view->arena, item, HW_STR("url"),
	    hw_view_url(view, page->url));
	view->note_scope = hw_fmt(view->arena, "c%zu", all->count);
	if (all->is_whole)
		hw_view_easy_chapter(view, item, page, all->words,
		    &all->seen);
}

static size_t count_easy(const struct hw_site *site)
{
	size_t i, count = 0;

	for (i = 0; i < site->pages.count; i++)
		count += site->pages.items[i]->is_easy;
	return count;
}

/* In the order of the list of easy-read pages, the home page first. */
static void add_chapters(struct chapters *all)
{
	const struct hw_site *site = all->view->site;
	size_t i, k;

	all->title = site->settings.name.s;
	add_chapter(all, site->home != NULL ? site->home->easy : NULL);
	for (i = 0; i < site->pages.count; i++)
		if (site->pages.items[i]->is_easy &&
		    site->pages.items[i]->standard != NULL &&
		    site->pages.items[i]->standard != site->home &&
		    site->pages.items[i]->plan == NULL)
			add_chapter(all, site->pages.items[i]);
	for (i = 0; i < site->plans.count; i++) {
		const struct hw_plan *plan = site->plans.items[i];

		all->list = NULL;
		all->title = plan->index->easy != NULL
		    ? plan->index->easy->front.title.s
		    : plan->index->front.title.s;
		add_chapter(all, plan->index->easy);
		for (k = 0; k < plan->pages.count; k++)
			add_chapter(all, plan->pages.items[k]->easy);
	}
}

const struct hw_value *hw_view_easy_print(struct hw_view *view)
{
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "easy_print_title"),
	    HW_STR("/easy-read/print/"));
	struct chapters all = {.view = view,
	    .is_whole = count_easy(view->site) <= HW_PRINT_EASY_LIMIT};

	hw_view_crumb(view, map, hw_phrase(view->phrases, "easy_index_title"),
	    HW_STR("/easy-read/pages/"));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "easy_print_intro"));
	hw_value_set_text(view->arena, map, HW_STR("standard_url"),
	    hw_view_url(view, HW_STR("/print/")));
	hw_value_set(view->arena, map, HW_STR("picture"),
	    hw_view_picture(view, HW_STR("book")));
	hw_value_set(view->arena, map, HW_STR("help_picture"),
	    hw_view_picture(view, HW_STR("help")));
	hw_value_set_bool(view->arena, map, HW_STR("is_whole"), all.is_whole);
	all.groups = hw_value_set_list(view->arena, map, HW_STR("groups"));
	all.words = hw_value_set_list(view->arena, map, HW_STR("words"));
	hw_map_init(&all.seen, view->arena);
	add_chapters(&all);
	hw_value_set_bool(view->arena, map, HW_STR("has_words"),
	    all.seen.count > 0);
	hw_value_set_bool(view->arena, map, HW_STR("has_chapters"),
	    all.count > 0);
	return map;
}
