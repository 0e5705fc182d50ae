/* view_changelist: the pages that list what has changed: the home page's
 * newest few, /changes/, and a year's older ones. */
#include "render/view_history.h"

/* ------------------------- which group goes where ---------------------- */

/* Where a page ends that begins with group `from`; a group is not cut. */
static size_t page_end(const struct hw_changes *changes, size_t from,
    size_t limit)
{
	size_t lines = 0, at;

	for (at = from; at < limit; at++) {
		lines += hw_changes_lines(&changes->groups[at]);
		if (lines > HW_CHANGES_PAGE_LIMIT && at > from)
			break;
	}
	return at;
}

/*
 * A year that has changes which are too old for the newest page gets pages
 * of its own with all of its changes, so that its address can be kept.
 */
const struct hw_changes_page *hw_changes_pages(struct hw_view *view,
    size_t *count_out)
{
	struct hw_arena *arena = view->site->arena;
	const struct hw_changes *changes = view->changes;
	HW_LIST(struct hw_changes_page) pages = {0};
	struct hw_changes_page page = {.url = HW_STR("/changes/"),
	    .number = 1};
	size_t count = changes != NULL ? changes->count : 0, end, at, older;

	if (count > 0)
		page.to = page_end(changes, 0, count);
	HW_PUSH(&pages, arena, page);
	older = page.to;
	for (at = 0; older < count && at < count; at = end) {
		page.year = changes->groups[at].day.year;
		end = at;
		while (end < count &&
		    changes->groups[end].day.year == page.year)
			end++;
		if (end <= older)
			continue; /* all of it is on the newest page */
		page.number = 1;
		for (page.from = at; page.from < end; page.from = page.to) {
			page.to = page_end(changes, page.from, end);
			page.url = page.number == 1
			    ? hw_fmt(arena, "/changes/%d/", page.year)
			    : hw_fmt(arena, "/changes/%d/part-%zu/",
				  page.year, page.number);
			HW_PUSH(&pages, arena, page);
			page.number++;
		}
	}
	*count_out = pages.count;
	return pages.items;
}

static hw_str page_title(struct hw_view *view,
    const struct hw_changes_page *page)
{
	hw_str year = hw_fmt(view->arena, "%d", page->year);

	if (page->year == 0)
		return hw_phrase(view->phrases, "changes_title");
	if (page->number == 1)
		return HW_PHRASE(view->phrases, view->arena,
		    "changes_year_title", {HW_STR("year"), year});
	return HW_PHRASE(view->phrases, view->arena, "changes_year_part",
	    {HW_STR("year"), year},
	    {HW_STR("n"), hw_fmt(view->arena, "%zu", page->number)});
}

/* --------------------------- months, days, groups ---------------------- */

static void put_group(struct hw_view *view, struct hw_value *map,
    const struct hw_change_group *group)
{
	const struct hw_value *lines = hw_view_change_lines(view, group);

	hw_value_set_text(view->arena, map, HW_STR("id"),
	    hw_view_change_id(view, group));
	hw_value_set_text(view->arena, map, HW_STR("note"),
	    hw_view_one_line(view, group->note));
	hw_value_set_text(view->arena, map, HW_STR("summary"),
	    hw_view_change_summary(view, group));
	hw_value_set(view->arena, map, HW_STR("lines"), lines);
	hw_value_set_text(view->arena, map, HW_STR("many"),
	    lines->list.count > HW_CHANGES_MANY
		? hw_phrase_count(view->phrases, view->arena, "changes_count",
		      hw_changes_total(group))
		: HW_STR_NONE);
}

static void set_months(struct hw_view *view, struct hw_value *map,
    const struct hw_changes_page *page)
{
	struct hw_value *months =
	    hw_value_set_list(view->arena, map, HW_STR("months"));
	struct hw_value *days = NULL, *groups = NULL, *item;
	struct hw_date month = {0}, day = {0};
	size_t i;

	for (i = page->from; i < page->to; i++) {
		const struct hw_change_group *group =
		    &view->changes->groups[i];

		if (group->day.year != month.year ||
		    group->day.month != month.month) {
			month = group->day;
			month.day = 0;
			day = (struct hw_date){0};
			item = hw_value_push_map(view->arena, months);
			hw_value_set_text(view->arena, item, HW_STR("title"),
			    hw_words_date(view->locale, view->arena, month));
			days = hw_value_set_list(view->arena, item,
			    HW_STR("days"));
		}
		if (group->day.day != day.day) {
			day = group->day;
			item = hw_value_push_map(view->arena, days);
			hw_value_set(view->arena, item, HW_STR("date"),
			    hw_view_date(view, day));
			groups = hw_value_set_list(view->arena, item,
			    HW_STR("groups"));
		}
		put_group(view, hw_value_push_map(view->arena, groups),
		    group);
	}
}

static void set_pages(struct hw_view *view, struct hw_value *map,
    const struct hw_changes_page *pages, size_t count, size_t which)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("pages"));
	size_t i;

	for (i = 0; i < count; i++) {
		struct hw_value *item;

		if (i == which)
			continue;
		item = hw_value_push_map(view->arena, list);
		hw_value_set_text(view->arena, item, HW_STR("title"),
		    pages[i].year == 0
			? hw_phrase(view->phrases, "changes_latest")
			: page_title(view, &pages[i]));
		hw_value_set_text(view->arena, item, HW_STR("url"),
		    hw_view_url(view, pages[i].url));
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_pages"), count > 1);
}

static hw_str gap_words(struct hw_view *view,
    const struct hw_changes_page *page)
{
	const struct hw_changes *changes = view->changes;
	struct hw_date day;

	if (changes == NULL)
		return hw_phrase(view->phrases, "changes_none");
	if (changes->is_complete || page->to < changes->count)
		return HW_STR_NONE;
	day = changes->groups[changes->count - 1].day;
	return HW_PHRASE(view->phrases, view->arena, "changes_unknown_before",
	    {HW_STR("date"), hw_words_date(view->locale, view->arena, day)});
}

const struct hw_value *hw_view_changes(struct hw_view *view,
    const struct hw_changes_page *pages, size_t count, size_t which)
{
	const struct hw_changes_page *page = &pages[which];
	hw_str title = page_title(view, page);
	struct hw_value *map = hw_view_start(view, title, page->url);

	if (page->year != 0) {
		hw_view_crumb(view, map,
		    hw_phrase(view->phrases, "changes_title"),
		    HW_STR("/changes/"));
		hw_value_set_text(view->arena, map, HW_STR("description"),
		    title);
	} else {
		hw_value_set_text(view->arena, map, HW_STR("summary"),
		    hw_phrase(view->phrases, "changes_intro"));
		hw_value_set_text(view->arena, map, HW_STR("description"),
		    hw_phrase(view->phrases, "changes_intro"));
	}
	set_months(view, map, page);
	set_pages(view, map, pages, count, which);
	hw_value_set_text(view->arena, map, HW_STR("gap"),
	    gap_words(view, page));
	return map;
}

/* ------------------------------- home page ----------------------------- */

/* A large publication is one line here, so that it does not hide the ones
 * before it. */
static const struct hw_value *recent_lines(struct hw_view *view,
    const struct hw_change_group *group)
{
	const struct hw_value *lines = hw_view_change_lines(view, group);
	struct hw_value *one;

	if (lines->list.count <= HW_CHANGES_FEW)
		return lines;
	one = hw_value_list(view->arena);
	hw_view_change_line(view, hw_value_push_map(view->arena, one),
	    hw_phrase_count(view->phrases, view->arena, "changes_count",
		hw_changes_total(group)),
	    hw_fmt(view->arena, "/changes/#%.*s",
		HW_ARG(hw_view_change_id(view, group))),
	    hw_view_change_summary(view, group));
	return one;
}

void hw_view_recent(struct hw_view *view, struct hw_value *map)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("recent"));
	size_t shown = 0, i, k;

	for (i = 0; view->changes != NULL && i < view->changes->count &&
	     shown < HW_CHANGES_RECENT;
	     i++) {
		const struct hw_change_group *group =
		    &view->changes->groups[i];
		const struct hw_value *lines = recent_lines(view, group);

		for (k = 0;
		     k < lines->list.count && shown < HW_CHANGES_RECENT;
		     k++, shown++) {
			struct hw_value *item =
			    hw_value_push_map(view->arena, list);

			hw_value_set(view->arena, item, HW_STR("line"),
			    lines->list.items[k]);
			hw_value_set(view->arena, item, HW_STR("date"),
			    hw_view_date(view, group->day));
			hw_value_set_text(view->arena, item,
			    HW_STR("group_note"),
			    k == 0 ? hw_view_own(view,
					 hw_view_one_line(view, group->note))
				   : HW_STR_NONE);
		}
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_recent"), shown > 0);
	hw_value_set_text(view->arena, map, HW_STR("changes_url"),
	    hw_view_url(view, HW_STR("/changes/")));
}
