#include "render/view_find.h"

#include "render/json_put.h"
#include "render/view_history.h"

#include <stdlib.h>

#define FIND_LIMIT 400

static void add_entry(struct hw_view *view, struct hw_find *find,
    hw_str title, hw_str url, hw_str summary, hw_str label)
{
	struct hw_find_entry entry = {title, url, summary, label,
	    hw_words_initial(view->locale, view->site->arena, title)};

	if (title.len > 0)
		HW_PUSH(find, view->site->arena, entry);
}

/* "Area 5, the plan's title" */
static hw_str label_of(struct hw_view *view, const struct hw_plan *plan,
    hw_str label)
{
	hw_str title = plan->index->front.title.s;

	return label.len > 0 ? hw_fmt(view->site->arena, "%.*s, %.*s",
				   HW_ARG(label), HW_ARG(title))
			     : title;
}

/* Who looks for one that was withdrawn is to find that. */
static void add_withdrawn(struct hw_view *view, struct hw_find *find,
    const struct hw_withdrawn *gone)
{
	hw_str label = HW_PHRASE(view->phrases, view->site->arena,
	    "find_withdrawn", {HW_STR("ref"), gone->biography->ref});

	if (gone->url.len > 0)
		add_entry(view, find,
		    hw_str_dup(view->site->arena,
			hw_view_one_line(view, gone->biography->title)),
		    gone->url, HW_STR_NONE,
		    gone->plan != NULL ? label_of(view, gone->plan, label)
				       : label);
}

static struct hw_words_locale *sort_locale;

static int by_title(const void *left, const void *right)
{
	const struct hw_find_entry *a = left, *b = right;
	int order = hw_words_compare(sort_locale, a->title, b->title);

	return order != 0 ? order : hw_str_compare(a->url, b->url);
}

void hw_find_collect(struct hw_view *view, struct hw_find *out)
{
	struct hw_site *site = view->site;
	size_t i, k;

	*out = (struct hw_find){0};
	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		if (hw_page_is_version(page) || page->is_duplicate ||
		    page->is_unread)
			continue;
		add_entry(view, out, page->front.title.s, page->url,
		    page->front.summary.s,
		    page->plan != NULL && page != page->plan->index
			? label_of(view, page->plan,
			      hw_view_label(view, page))
			: HW_STR_NONE);
	}
	for (i = 0; i < site->plans.count; i++)
		for (k = 0; k < site->plans.items[i]->actions.count; k++) {
			const struct hw_action *action =
			    site->plans.items[i]->actions.items[k];

			add_entry(view, out, action->title.s, action->url,
			    HW_STR_NONE,
			    label_of(view, site->plans.items[i],
				HW_PHRASE(view->phrases, view->arena,
				    "action_label",
				    {HW_STR("ref"), action->ref.s})));
		}
	for (i = 0; i < site->withdrawn.count; i++)
		add_withdrawn(view, out, site->withdrawn.items[i]);
	sort_locale = view->locale;
	if (out->count > 0)
		qsort(out->items, out->count, sizeof(*out->items), by_title);
	out->has_letter_pages = out->count > FIND_LIMIT;
}

size_t hw_find_letter_end(const struct hw_find *find, size_t from)
{
	size_t to = from;

	while (to < find->count &&
	    hw_str_equal(find->items[to].letter, find->items[from].letter))
		to++;
	return to;
}

static hw_str letter_key(struct hw_view *view, hw_str letter)
{
	hw_str key = hw_words_slug(view->arena, letter);

	return key.len > 0 ? key : HW_STR("0");
}

hw_str hw_find_letter_url(struct hw_view *view, const struct hw_find *find,
    size_t at)
{
	return hw_fmt(view->arena, "/find/%.*s/",
	    HW_ARG(letter_key(view, find->items[at].letter)));
}

static void set_entries(struct hw_view *view, struct hw_value *item,
    const struct hw_find *find, size_t from, size_t to)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, item, HW_STR("entries"));

	for (; from < to; from++) {
		struct hw_value *entry = hw_value_push_map(view->arena, list);

		hw_value_set_text(view->arena, entry, HW_STR("title"),
		    find->items[from].title);
		hw_value_set_text(view->arena, entry, HW_STR("label"),
		    find->items[from].label);
		hw_value_set_text(view->arena, entry, HW_STR("url"),
		    hw_view_url(view, find->items[from].url));
	}
}

static int by_page_title(const void *left, const void *right)
{
	const struct hw_page *a = *(struct hw_page *const *)left;
	const struct hw_page *b = *(struct hw_page *const *)right;
	int order =
	    hw_words_compare(sort_locale, a->front.title.s, b->front.title.s);

	return order != 0 ? order : hw_str_compare(a->url, b->url);
}

/* The pages in another language, in the order of its own letters. */
static void set_language(struct hw_view *view, struct hw_value *list,
    const struct hw_language *language)
{
	const struct hw_site *site = view->site;
	struct hw_page **pages =
	    HW_NEW_ARRAY(view->arena, struct hw_page *, site->pages.count);
	struct hw_value *item, *entries;
	size_t count = 0, i;

	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];

		if (page->language == language && !page->is_duplicate &&
		    !page->is_unread && !page->standard->is_duplicate)
			pages[count++] = page;
	}
	if (count == 0)
		return;
	sort_locale = language->locale;
	qsort(pages, count, sizeof(*pages), by_page_title);
	item = hw_value_push_map(view->arena, list);
	hw_value_set_text(view->arena, item, HW_STR("name"), language->name);
	hw_value_set_text(view->arena, item, HW_STR("lang"), language->tag);
	hw_value_set_text(view->arena, item, HW_STR("dir"),
	    language->is_rtl ? HW_STR("rtl") : HW_STR("ltr"));
	entries = hw_value_set_list(view->arena, item, HW_STR("entries"));
	for (i = 0; i < count; i++) {
		struct hw_value *entry =
		    hw_value_push_map(view->arena, entries);

		hw_value_set_text(view->arena, entry, HW_STR("title"),
		    pages[i]->front.title.s);
		hw_view_link(view, entry, pages[i]->url, pages[i]);
	}
}

static void set_other_languages(struct hw_view *view, struct hw_value *map,
    bool is_wanted)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("other_languages"));
	size_t i;

	for (i = 1; is_wanted && i < view->site->languages.count; i++)
		set_language(view, list, view->site->languages.items[i]);
}

const struct hw_value *hw_view_find(struct hw_view *view,
    const struct hw_find *find, size_t letter)
{
	bool has_pages = find->has_letter_pages;
	bool is_letter = letter != HW_FIND_ALL;
	hw_str url = is_letter ? hw_find_letter_url(view, find, letter)
			       : HW_STR("/find/");
	hw_str title = hw_phrase(view->phrases, "find_title");
	struct hw_value *map, *letters;
	size_t at, to;

	if (is_letter)
		title = HW_PHRASE(view->phrases, view->arena, "find_letter",
		    {HW_STR("letter"), find->items[letter].letter});
	map = hw_view_start(view, title, url);
	if (is_letter)
		hw_view_crumb(view, map,
		    hw_phrase(view->phrases, "find_title"), HW_STR("/find/"));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "find_intro"));
	hw_value_set_bool(view->arena, map, HW_STR("has_letters"),
	    find->count > 0);
	letters = hw_value_set_list(view->arena, map, HW_STR("letters"));
	for (at = 0; at < find->count; at = to) {
		struct hw_value *item =
		    hw_value_push_map(view->arena, letters);
		hw_str key = letter_key(view, find->items[at].letter);
		bool is_here = !has_pages || at == letter;

		to = hw_find_letter_end(find, at);
		hw_value_set_text(view->arena, item, HW_STR("letter"),
		    find->items[at].letter);
		hw_value_set_text(view->arena, item, HW_STR("id"),
		    hw_fmt(view->arena, "letter-%.*s", HW_ARG(key)));
		hw_value_set_text(view->arena, item, HW_STR("url"),
		    has_pages
			? hw_view_url(view,
			      hw_find_letter_url(view, find, at))
			: hw_fmt(view->arena, "#letter-%.*s", HW_ARG(key)));
		hw_value_set_bool(view->arena, item, HW_STR("has_entries"),
		    is_here);
		set_entries(view, item, find, at, is_here ? to : at);
	}
	set_other_languages(view, map, !is_letter);
	return map;
}

hw_str hw_find_json(const struct hw_view *view, const struct hw_find *find)
{
	json_t *root = json_object(), *pages = json_array();
	struct hw_arena *arena = view->site->arena;
	struct hw_buf out = {0};
	size_t i;

	for (i = 0; i < find->count; i++) {
		const struct hw_find_entry *entry = &find->items[i];
		json_t *page = json_array();

		hw_json_append(page, hw_json_text(entry->title));
		hw_json_append(page,
		    hw_json_text(hw_view_url(view, entry->url)));
		hw_json_append(page, hw_json_text(entry->label));
		hw_json_append(page, hw_json_text(entry->summary));
		hw_json_append(pages, page);
	}
	hw_json_set(root, "pages", pages);
	hw_json_print(&out, root, JSON_COMPACT);
	return hw_buf_take(&out, arena);
}
