/* view_changes: what has changed on the site, in the order it was published.
 * Changes of one commit stand together, under the note it has. */
#include "input/schema.h"
#include "render/lang_marks.h"
#include "render/view_history.h"

#include <stdio.h>
#include <stdlib.h>

struct collector {
	const struct hw_site *site;
	struct hw_arena *arena;
	HW_LIST(struct hw_change) list;
	/* the lives of the actions of the page at work */
	HW_LIST(const struct hw_biography *) lives;
};

/* ------------------------------ collecting ----------------------------- */

static void add_events(struct collector *all,
    const struct hw_biography *biography, const struct hw_action *action,
    const struct hw_withdrawn *gone)
{
	size_t i;

	for (i = 0; i < biography->events.count; i++) {
		const struct hw_event *event = &biography->events.items[i];
		struct hw_change change = {
		    .time = event->time,
		    .commit = event->commit,
		    .order = all->list.count,
		    .is_first = event->what == HW_EVENT_ADDED && i == 0,
		    .biography = biography,
		    .event = event,
		    .action = action,
		    .gone = gone,
		};

		HW_PUSH(&all->list, all->arena, change);
	}
}

static void find_lives(struct collector *all, const struct hw_page *page)
{
	size_t i;

	all->lives.count = 0;
	for (i = 0; i < page->front.actions.count; i++) {
		const struct hw_biography *biography = hw_view_biography(
		    all->site, all->arena, &page->front.actions.items[i]);

		if (biography != NULL)
			HW_PUSH(&all->lives, all->arena, biography);
	}
}

/* Did an action of the page change in the same commit? Then that says more
 * than "the page changed". */
static bool actions_tell(const struct collector *all, hw_str commit)
{
	size_t i, k;

	for (i = 0; i < all->lives.count; i++)
		for (k = 0; k < all->lives.items[i]->events.count; k++)
			if (hw_str_equal(
				all->lives.items[i]->events.items[k].commit,
				commit))
				return true;
	return false;
}

static bool page_tells(const struct collector *all,
    const struct hw_page *page, hw_str commit)
{
	const struct hw_page_history *history =
	    hw_view_history_of(all->site, page);
	size_t i;

	for (i = 0; history != NULL && i < history->changes.count; i++)
		if (hw_str_equal(history->changes.items[i].commit, commit))
			return true;
	return false;
}

static void add_page(struct collector *all, const struct hw_page *page)
{
	const struct hw_page_history *history =
	    hw_view_history_of(all->site, page);
	size_t i;

	if (history == NULL)
		return;
	find_lives(all, page->standard != NULL ? page->standard : page);
	for (i = 0; i < history->changes.count; i++) {
		const struct hw_page_change *from =
		    &history->changes.items[i];
		struct hw_change change = {
		    .time = from->time,
		    .commit = from->commit,
		    .order = all->list.count,
		    .is_first = from->is_first,
		    .page = page,
		    .page_change = from,
		};

		/* An easy-read page moves with its standard page. */
		if (page->standard != NULL)
			change.is_minor =
			    page_tells(all, page->standard, from->commit) ||
			    actions_tell(all, from->commit);
		else
			change.is_minor = !from->is_first &&
			    actions_tell(all, from->commit);
		HW_PUSH(&all->list, all->arena, change);
	}
}

static void add_plan(struct collector *all, const struct hw_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->actions.count; i++) {
		const struct hw_biography *biography = hw_view_biography(
		    all->site, all->arena, plan->actions.items[i]);

		if (biography != NULL)
			add_events(all, biography, plan->actions.items[i],
			    NULL);
	}
}

/* An action that is in no plan and was not withdrawn either stands in a
 * draft: it stays unsaid. */
static void add_withdrawn(struct collector *all, const struct hw_plan *plan)
{
	struct hw_withdrawn *const *items =
	    plan != NULL ? plan->withdrawn.items : all->site->withdrawn.items;
	size_t count = plan != NULL ? plan->withdrawn.count
				    : all->site->withdrawn.count;
	size_t i;

	for (i = 0; i < count; i++)
		add_events(all, items[i]->biography, NULL, items[i]);
}

/* ------------------------------- grouping ------------------------------ */

static int newest_first(const void *left, const void *right)
{
	const struct hw_change *a = left, *b = right;
	int order;

	if (a->time != b->time)
		return a->time > b->time ? -1 : 1;
	order = hw_str_compare(a->commit, b->commit);
	return order != 0 ? order
			  : (a->order > b->order) - (a->order < b->order);
}

/* Keeps the lines that are worth telling one by one; counts the others. */
static void fold_group(struct hw_change_group *group)
{
	size_t i, kept = 0, first = 0;
	bool folds;

	for (i = 0; i < group->count; i++)
		first += group->items[i].is_first;
	folds = first > HW_CHANGES_FIRST_LIMIT;
	for (i = 0; i < group->count; i++) {
		struct hw_change *change = &group->items[i];

		if (change->page_change != NULL && group->note.len == 0)
			group->note = change->page_change->note;
		if (folds && change->is_first) {
			group->new_actions += change->event != NULL;
			group->new_pages += change->page != NULL;
		} else if (!change->is_minor) {
			group->items[kept++] = *change;
		}
	}
	group->count = kept;
	if (kept > HW_CHANGES_GROUP_LIMIT) {
		group->left_off = kept - HW_CHANGES_GROUP_LIMIT;
		group->count = HW_CHANGES_GROUP_LIMIT;
	}
}

size_t hw_changes_lines(const struct hw_change_group *group)
{
	return group->count + (group->left_off > 0) +
	    (group->new_actions + group->new_pages > 0);
}

size_t hw_changes_total(const struct hw_change_group *group)
{
	return group->count + group->left_off + group->new_actions +
	    group->new_pages;
}

static struct hw_changes *group_changes(struct hw_view *view,
    struct collector *all)
{
	struct hw_changes *changes = HW_NEW(all->arena, struct hw_changes);
	size_t i, from;

	qsort(all->list.items, all->list.count, sizeof(*all->list.items),
	    newest_first);
	changes->is_complete = all->site->history->is_complete;
	changes->groups =
	    HW_NEW_ARRAY(all->arena, struct hw_change_group, all->list.count);
	for (from = 0; from < all->list.count; from = i) {
		struct hw_change *first = &all->list.items[from];
		struct hw_change_group *group =
		    &changes->groups[changes->count];

		i = from + 1;
		while (i < all->list.count &&
		    all->list.items[i].time == first->time &&
		    hw_str_equal(all->list.items[i].commit, first->commit))
			i++;
		*group = (struct hw_change_group){
		    .time = first->time,
		    .commit = first->commit,
		    .day = hw_words_day(view->locale, first->time),
		    .items = first,
		    .count = i - from,
		};
		fold_group(group);
		changes->count += hw_changes_lines(group) > 0;
	}
	return changes;
}

const struct hw_changes *hw_changes_collect(struct hw_view *view,
    const struct hw_plan *plan)
{
	const struct hw_site *site = view->site;
	struct collector all = {.site = site, .arena = site->arena};
	struct hw_changes *changes;
	size_t i;

	if (site->history == NULL)
		return NULL;
	for (i = 0; i < site->plans.count; i++)
		if (plan == NULL || plan == site->plans.items[i])
			add_plan(&all, site->plans.items[i]);
	add_withdrawn(&all, plan);
	for (i = 0; i < site->pages.count; i++)
		if (plan == NULL || plan == site->pages.items[i]->plan)
			add_page(&all, site->pages.items[i]);
	if (all.list.count == 0)
		return NULL;
	changes = group_changes(view, &all);
	return changes->count > 0 ? changes : NULL;
}

/* --------------------------------- lines ------------------------------- */

static void set_title(struct hw_view *view, struct hw_value *line,
    hw_str title, hw_str url)
{
	hw_value_set_text(view->arena, line, HW_STR("title"), title);
	hw_view_link(view, line, url, NULL);
}

void hw_view_change_line(struct hw_view *view, struct hw_value *line,
    hw_str title, hw_str url, hw_str sentence)
{
	struct hw_value *events, *event;

	set_title(view, line, title, url);
	hw_value_set_bool(view->arena, line, HW_STR("has_events"),
	    sentence.len > 0);
	events = hw_value_set_list(view->arena, line, HW_STR("events"));
	if (sentence.len == 0)
		return;
	event = hw_value_push_map(view->arena, events);
	hw_value_set_text(view->arena, event, HW_STR("sentence"), sentence);
	hw_value_set_text(view->arena, event, HW_STR("note"), HW_STR_NONE);
	hw_value_set_bool(view->arena, event, HW_STR("is_last"), true);
}

/* How many changes from here on are about one action, and stand side by side
 * in its life. */
static size_t count_events(const struct hw_change *changes, size_t count)
{
	size_t i = 1;

	while (i < count && changes[i].event != NULL &&
	    changes[i].biography == changes->biography &&
	    changes[i].event == changes->event + i)
		i++;
	return i;
}

static void event_line(struct hw_view *view, struct hw_value *line,
    const struct hw_change *change, size_t count, hw_str group_note)
{
	const struct hw_biography *biography = change->biography;

	set_title(view, line,
	    hw_fmt(view->arena, "%.*s: %.*s", HW_ARG(biography->ref),
		HW_ARG(change->action != NULL
			? hw_view_text(view, &change->action->title)
			: hw_view_own(view, biography->title))),
	    change->action != NULL     ? change->action->url
		: change->gone != NULL ? change->gone->url
				       : HW_STR_NONE);
	hw_value_set_bool(view->arena, line, HW_STR("has_events"), true);
	hw_view_events(view, line, biography, change->event, count,
	    group_note);
}

/* A title in any language, and which it is by its own name. */
static hw_str translated_title(struct hw_view *view,
    const struct hw_page *page)
{
	const struct hw_language *language = page->language;
	hw_str title = hw_fmt(view->arena, "%.*s (%.*s)",
	    HW_ARG(page->front.title.s), HW_ARG(language->name));

	return language == view->language
	    ? title
	    : hw_lang_mark(view->arena, title, language->tag);
}

static void page_line(struct hw_view *view, struct hw_value *line,
    const struct hw_change *change)
{
	const struct hw_page *page = change->page;
	hw_str title = hw_view_text(view, &page->front.title);
	hw_str label = HW_STR_NONE;

	if (page->is_easy)
		title = HW_PHRASE(view->phrases, view->arena, "changes_easy",
		    {HW_STR("title"), title});
	else if (page->language != NULL)
		title = translated_title(view, page);
	else
		label = hw_view_label(view, page);
	if (label.len > 0)
		title = hw_fmt(view->arena, "%.*s: %.*s", HW_ARG(label),
		    HW_ARG(title));
	hw_view_change_line(view, line, title, page->url,
	    hw_phrase(view->phrases,
		change->is_first ? "changes_page_first"
				 : "changes_page_other"));
	hw_view_link(view, line, page->url, page);
	/* The title names the language: it need not be said once more. */
	if (page->language != NULL)
		hw_value_set_null(view->arena, line, HW_STR("hreflang"));
}

static hw_str first_words(struct hw_view *view,
    const struct hw_change_group *group)
{
	hw_str actions = hw_phrase_count(view->phrases, view->arena,
	    "actions", group->new_actions);
	hw_str pages = hw_phrase_count(view->phrases, view->arena, "pages",
	    group->new_pages);

	return HW_PHRASE(view->phrases, view->arena,
	    group->new_actions == 0     ? "changes_first_pages"
		: group->new_pages == 0 ? "changes_first_actions"
					: "changes_first_both",
	    {HW_STR("actions"), actions}, {HW_STR("pages"), pages});
}

static void add_count(struct hw_view *view, struct hw_buf *out,
    const char *key, size_t count)
{
	if (count == 0)
		return;
	hw_buf_puts(out, out->len > 0 ? " " : "");
	hw_buf_add(out,
	    hw_phrase_count(view->phrases, view->arena, key, count));
}

hw_str hw_view_change_summary(struct hw_view *view,
    const struct hw_change_group *group)
{
	static const int order[] = {HW_STATUS_DONE, HW_STATUS_IN_PROGRESS,
	    HW_STATUS_PAUSED, HW_STATUS_STOPPED, HW_STATUS_NOT_STARTED};
	size_t now[HW_STATUS_COUNT] = {0}, moved = 0, i;
	struct hw_buf out = {0};
	char key[48];
	hw_str words;

	if (hw_changes_lines(group) <= HW_CHANGES_FEW)
		return HW_STR_NONE;
	/* Those that no line tells of too. */
	for (i = 0; i < group->count + group->left_off; i++) {
		const struct hw_event *event = group->items[i].event;
		int to = event != NULL && event->what == HW_EVENT_STATUS
		    ? hw_status_value(event->to)
		    : -1;

		if (to >= 0)
			now[to]++;
		moved += event != NULL && event->due_move > 0;
	}
	for (i = 0; i < HW_COUNT(order); i++) {
		snprintf(key, sizeof(key), "changes_now_%s",
		    hw_view_status_key(order[i]));
		add_count(view, &out, key, now[order[i]]);
	}
	add_count(view, &out, "changes_moved", moved);
	words = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return words;
}

const struct hw_value *hw_view_change_lines(struct hw_view *view,
    const struct hw_change_group *group)
{
	struct hw_value *list = hw_value_list(view->arena);
	size_t count, i;

	if (group->new_actions + group->new_pages > 0)
		hw_view_change_line(view,
		    hw_value_push_map(view->arena, list), HW_STR_NONE,
		    HW_STR_NONE, first_words(view, group));
	for (i = 0; i < group->count; i += count) {
		struct hw_value *line = hw_value_push_map(view->arena, list);
		const struct hw_change *change = &group->items[i];

		count = 1;
		if (change->event == NULL) {
			page_line(view, line, change);
			continue;
		}
		count = count_events(change, group->count - i);
		event_line(view, line, change, count, group->note);
	}
	if (group->left_off > 0)
		hw_view_change_line(view,
		    hw_value_push_map(view->arena, list), HW_STR_NONE,
		    HW_STR_NONE,
		    hw_phrase_count(view->phrases, view->arena,
			"changes_more", group->left_off));
	return list;
}

hw_str hw_view_change_id(struct hw_view *view,
    const struct hw_change_group *group)
{
	size_t len = group->commit.len < 12 ? group->commit.len : 12;

	return hw_fmt(view->arena, "c-%.*s",
	    HW_ARG(hw_str_sub(group->commit, 0, len)));
}
