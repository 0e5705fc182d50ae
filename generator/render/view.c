#include "render/view.h"

#include "assemble/terms.h"
#include "base/escape.h"
#include "input/picture.h"
#include "render/lang_marks.h"
#include "render/view_history.h"

#include <stdio.h>

hw_str hw_view_url(const struct hw_view *view, hw_str url)
{
	return hw_fmt(view->arena, "%.*s%.*s", HW_ARG(view->site->base_path),
	    HW_ARG(url));
}

const struct hw_value *hw_view_date(struct hw_view *view, struct hw_date date)
{
	struct hw_value *map;

	if (!hw_date_given(date))
		return &hw_value_null;
	map = hw_value_map(view->arena);
	hw_value_set_text(view->arena, map, HW_STR("iso"),
	    hw_date_iso(view->arena, date));
	hw_value_set_text(view->arena, map, HW_STR("words"),
	    hw_words_date(view->locale, view->arena, date));
	return map;
}

const struct hw_value *hw_view_as_of(struct hw_view *view,
    const struct hw_plan *plan)
{
	struct hw_date date = plan->index->front.as_of.date;
	struct hw_value *map = hw_value_map(view->arena);
	hw_str words;

	if (!hw_date_given(date))
		return &hw_value_null;
	words = hw_words_date(view->locale, view->arena, date);
	hw_value_set_text(view->arena, map, HW_STR("iso"),
	    hw_date_iso(view->arena, date));
	hw_value_set_text(view->arena, map, HW_STR("words"), words);
	hw_value_set_text(view->arena, map, HW_STR("reported"),
	    HW_PHRASE(view->phrases, view->arena,
		date.day != 0 ? "as_of_day" : "as_of_month",
		{HW_STR("date"), words}));
	hw_value_set_text(view->arena, map, HW_STR("pinned"),
	    HW_PHRASE(view->phrases, view->arena, "pinned",
		{HW_STR("date"), words}));
	return map;
}

const struct hw_value *hw_view_updated(struct hw_view *view,
    const struct hw_history_date *date)
{
	struct hw_value *map = hw_value_map(view->arena);
	bool known = date->state == HW_DATE_KNOWN;
	struct hw_date day = {0};

	if (known)
		day = hw_words_day(view->locale, date->updated);
	hw_value_set_bool(view->arena, map, HW_STR("is_known"), known);
	hw_value_set_text(view->arena, map, HW_STR("iso"),
	    hw_date_iso(view->arena, day));
	hw_value_set_text(view->arena, map, HW_STR("words"),
	    known
		? hw_words_date(view->locale, view->arena, day)
		: hw_phrase(view->phrases,
		      date->state == HW_DATE_UNPUBLISHED ? "not_yet_published"
							 : "date_not_known"));
	return map;
}

void hw_view_html_options(struct hw_view *view,
    struct hw_html_options *options)
{
	*options = (struct hw_html_options){
	    .base_path = view->site->base_path,
	    .notes_title = hw_phrase(view->phrases, "notes"),
	    .table_label = hw_phrase(view->phrases, "table"),
	    .back_label = hw_phrase(view->phrases, "back_to_text"),
	    .done_label = hw_phrase(view->phrases, "task_done"),
	    .open_label = hw_phrase(view->phrases, "task_open"),
	    .marks = view->marks,
	};
}

const struct hw_value *hw_view_prose(struct hw_view *view,
    const struct hw_node *doc, int heading_shift, hw_str note_prefix)
{
	struct hw_phrases *phrases = view->phrases;
	struct hw_html_options options;
	struct hw_buf out = {0};
	const struct hw_value *value;
	hw_str tag;

	if (doc == NULL || doc->first == NULL)
		return &hw_value_null;
	/* What is not translated keeps its headings and labels, too. */
	tag = hw_view_other_tag(view, doc->span.source);
	if (tag.len > 0)
		view->phrases = view->site->languages.items[0]->phrases;
	hw_view_html_options(view, &options);
	view->phrases = phrases;
	options.heading_shift = heading_shift;
	options.note_prefix = view->note_scope.len == 0
	    ? note_prefix
	    : hw_fmt(view->arena, "%.*s-%.*s", HW_ARG(view->note_scope),
		  HW_ARG(note_prefix));
	options.without_ids = heading_shift > 0;
	if (tag.len > 0) {
		hw_buf_puts(&out, "<div");
		hw_lang_attributes(&out, tag);
		hw_buf_puts(&out, ">\n");
	}
	hw_html_blocks(&out, doc, &options);
	hw_buf_puts(&out, tag.len > 0 ? "</div>\n" : "");
	value = hw_value_html(view->arena,
	    (hw_html){hw_buf_take(&out, view->arena)});
	hw_buf_free(&out);
	return value;
}

const struct hw_value *hw_view_picture(struct hw_view *view, hw_str name)
{
	struct hw_picture *picture = hw_picture_use(view->site, name);
	struct hw_value *map;

	if (picture == NULL) {
		hw_diag(view->site->diags, HW_DIAG_UNKNOWN_PICTURE,
		    HW_SPAN_NONE,
		    HW_STR("Put it back into 'layouts/pictures/'."),
		    "the layouts need the picture '%.*s'", HW_ARG(name));
		return &hw_value_null;
	}
	map = hw_value_map(view->arena);
	hw_value_set_text(view->arena, map, HW_STR("src"),
	    hw_view_url(view,
		hw_fmt(view->arena, "/pictures/%.*s",
		    HW_ARG(picture->file))));
	hw_value_set_integer(view->arena, map, HW_STR("width"),
	    picture->width);
	hw_value_set_integer(view->arena, map, HW_STR("height"),
	    picture->height);
	return map;
}

hw_str hw_view_label(struct hw_view *view, const struct hw_page *page)
{
	static const char *const keys[] = {
	    [HW_PAGE_PLAN] = "kind_plan",
	    [HW_PAGE_RECOMMENDATION] = "kind_recommendation",
	    [HW_PAGE_AREA] = "kind_area",
	    [HW_PAGE_PRIORITY] = "kind_priority",
	};
	int kind = page->front.kind.value;

	if (kind < HW_PAGE_RECOMMENDATION || kind > HW_PAGE_PRIORITY)
		return HW_STR_NONE;
	return HW_PHRASE(view->phrases, view->arena, keys[kind],
	    {HW_STR("ref"), page->front.ref.s});
}

struct hw_value *hw_view_start(struct hw_view *view, hw_str title, hw_str url)
{
	struct hw_value *map = hw_value_map(view->arena);
	hw_str site_name = view->site->settings.name.s;

	view->marks = NULL;
	view->note_scope = HW_STR_NONE;
	hw_value_set_text(view->arena, map, HW_STR("title"), title);
	hw_value_set_text(view->arena, map, HW_STR("head_title"),
	    hw_str_equal(url, HW_STR("/"))
		? site_name
		: hw_fmt(view->arena, "%.*s – %.*s",
		      HW_ARG(hw_lang_plain(view->arena, title)),
		      HW_ARG(site_name)));
	hw_value_set_text(view->arena, map, HW_STR("url"),
	    hw_view_url(view, url));
	hw_value_set_text(view->arena, map, HW_STR("canonical"),
	    hw_fmt(view->arena, "%.*s%.*s%.*s", HW_ARG(view->site->origin),
		HW_ARG(view->site->base_path), HW_ARG(url)));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    view->site->settings.description.s);
	hw_view_languages(view, map, url);
	hw_value_set_null(view->arena, map, HW_STR("translation_behind"));
	hw_value_set_null(view->arena, map, HW_STR("summary"));
	hw_value_set_null(view->arena, map, HW_STR("label"));
	hw_value_set_null(view->arena, map, HW_STR("updated"));
	hw_value_set_null(view->arena, map, HW_STR("updated_note"));
	hw_value_set_null(view->arena, map, HW_STR("easy_url"));
	hw_value_set_null(view->arena, map, HW_STR("audio"));
	hw_value_set_null(view->arena, map, HW_STR("bsl"));
	hw_value_set_null(view->arena, map, HW_STR("standard_url"));
	hw_value_set_null(view->arena, map, HW_STR("plan_feed"));
	hw_value_set_bool(view->arena, map, HW_STR("is_feedback"), false);
	hw_value_set_bool(view->arena, map, HW_STR("is_home"),
	    hw_str_equal(url, HW_STR("/")));
	hw_value_set_list(view->arena, map, HW_STR("crumbs"));
	if (view->site->home != NULL && !hw_str_equal(url, HW_STR("/")))
		hw_view_page_crumb(view, map,
		    hw_phrase(view->phrases, "home"), view->site->home);
	return map;
}

static struct hw_value *add_crumb(struct hw_view *view,
    const struct hw_value *page)
{
	/* The list was made by hw_view_start, so it may be added to. */
	struct hw_value *crumbs = (struct hw_value *)(uintptr_t)hw_value_get(
	    page, HW_STR("crumbs"));

	return hw_value_push_map(view->arena, crumbs);
}

void hw_view_crumb(struct hw_view *view, struct hw_value *page, hw_str title,
    hw_str url)
{
	struct hw_value *crumb = add_crumb(view, page);

	hw_value_set_text(view->arena, crumb, HW_STR("title"), title);
	hw_view_link(view, crumb, url, NULL);
}

void hw_view_page_crumb(struct hw_view *view, struct hw_value *map,
    hw_str title, const struct hw_page *page)
{
	const struct hw_page *local = hw_view_local(view, page);
	struct hw_value *crumb = add_crumb(view, map);

	hw_value_set_text(view->arena, crumb, HW_STR("title"),
	    title.len > 0 ? title : hw_view_text(view, &local->front.title));
	hw_view_link(view, crumb, local->url, local);
}

/* ------------------------- the same on every page ---------------------- */

/* A page by its title, in the language at work where there is one. */
static void nav_page(struct hw_view *view, struct hw_value *list,
    const struct hw_page *page)
{
	struct hw_value *item = hw_value_push_map(view->arena, list);

	page = hw_view_local(view, page);
	hw_view_put(view, item, HW_STR("title"), &page->front.title);
	hw_view_link(view, item, page->url, page);
}

/* One of the lists that headway makes, in the site's own language. */
static void nav_list(struct hw_view *view, struct hw_value *list,
    const char *key, const char *url)
{
	struct hw_value *item = hw_value_push_map(view->arena, list);

	hw_value_set_text(view->arena, item, HW_STR("title"),
	    hw_phrase(view->phrases, key));
	hw_view_link(view, item, hw_str_of(url), NULL);
}

static void nav_home(struct hw_view *view, struct hw_value *list)
{
	struct hw_value *item = hw_value_push_map(view->arena, list);
	const struct hw_page *home = view->site->home;

	if (home != NULL)
		home = hw_view_local(view, home);
	hw_value_set_text(view->arena, item, HW_STR("title"),
	    hw_phrase(view->phrases, "home"));
	hw_view_link(view, item, home != NULL ? home->url : HW_STR("/"),
	    home);
}

static void set_menus(struct hw_view *view, struct hw_value *common)
{
	struct hw_site *site = view->site;
	struct hw_value *menu =
	    hw_value_set_list(view->arena, common, HW_STR("menu"));
	struct hw_value *foot =
	    hw_value_set_list(view->arena, common, HW_STR("foot"));
	size_t i;

	nav_home(view, menu);
	for (i = 0; i < site->plans.count; i++)
		nav_page(view, menu, site->plans.items[i]->index);
	nav_list(view, menu, "changes_title", "/changes/");
	nav_list(view, menu, "late_title", "/late/");
	nav_list(view, menu, "due_soon_title", "/due-soon/");
	nav_list(view, menu, "done_title", "/done/");
	nav_list(view, menu, "by_owner_title", "/by-owner/");
	nav_list(view, menu, "find_title", "/find/");
	nav_list(view, menu, "easy_index_title", "/easy-read/pages/");
	nav_list(view, foot, "words_title", "/words/");
	nav_list(view, foot, "print_all_title", "/print/");
	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		if (!hw_page_is_version(page) && page->plan == NULL &&
		    page != site->home)
			nav_page(view, foot, page);
	}
}

static void set_lines(struct hw_view *view, struct hw_value *map, hw_str key,
    hw_str text)
{
	struct hw_value *list = hw_value_set_list(view->arena, map, key);
	hw_str line;

	while (hw_str_next_line(&text, &line))
		if (hw_str_trim(line).len > 0)
			hw_value_push_text(view->arena, list,
			    hw_view_own(view, hw_str_trim(line)));
}

static hw_str phone_link(struct hw_view *view, hw_str phone)
{
	struct hw_buf link = {0};
	hw_str taken;
	size_t i;

	hw_buf_puts(&link, "tel:");
	for (i = 0; i < phone.len; i++)
		if ((phone.p[i] >= '0' && phone.p[i] <= '9') ||
		    (phone.p[i] == '+' && link.len == 4))
			hw_buf_putc(&link, phone.p[i]);
	taken = hw_buf_take(&link, view->arena);
	hw_buf_free(&link);
	return taken;
}

static void set_form(struct hw_view *view, struct hw_value *map,
    const struct hw_feedback *feedback)
{
	struct hw_value *list;
	size_t i;

	hw_value_set_text(view->arena, map, HW_STR("send_to"),
	    feedback->send_to.s);
	hw_view_put(view, map, HW_STR("privacy"), &feedback->privacy);
	hw_value_set_bool(view->arena, map, HW_STR("has_councils"),
	    feedback->councils.count > 0);
	list = hw_value_set_list(view->arena, map, HW_STR("councils"));
	for (i = 0; i < feedback->councils.count; i++) {
		struct hw_value *item = hw_value_push_map(view->arena, list);

		hw_value_set_text(view->arena, item, HW_STR("name"),
		    feedback->councils.items[i].s);
		hw_value_set_integer(view->arena, item, HW_STR("number"),
		    (int64_t)i + 1);
	}
}

static void set_contact(struct hw_view *view, struct hw_value *site_map)
{
	const struct hw_feedback *feedback = view->site->settings.feedback;
	struct hw_value *map;

	if (feedback == NULL) {
		hw_value_set_null(view->arena, site_map, HW_STR("contact"));
		return;
	}
	map = hw_value_set_map(view->arena, site_map, HW_STR("contact"));
	hw_value_set_text(view->arena, map, HW_STR("email"),
	    feedback->email.s);
	hw_value_set_text(view->arena, map, HW_STR("phone"),
	    feedback->phone.s);
	hw_value_set_text(view->arena, map, HW_STR("phone_link"),
	    phone_link(view, feedback->phone.s));
	hw_value_set_text(view->arena, map, HW_STR("form"), feedback->form.s);
	set_form(view, map, feedback);
	hw_value_set_bool(view->arena, map, HW_STR("has_post"),
	    feedback->post.s.len > 0);
	set_lines(view, map, HW_STR("post"), feedback->post.s);
	hw_value_set(view->arena, map, HW_STR("phone_picture"),
	    feedback->phone.s.len > 0 ? hw_view_picture(view, HW_STR("phone"))
				      : &hw_value_null);
	hw_value_set(view->arena, map, HW_STR("email_picture"),
	    feedback->email.s.len > 0 ? hw_view_picture(view, HW_STR("email"))
				      : &hw_value_null);
}

static bool notice_shows(const struct hw_site *site)
{
	const struct hw_notice *notice = site->settings.notice;

	if (notice == NULL)
		return false;
	if (hw_date_given(notice->from.date) &&
	    hw_date_compare(hw_date_first_day(notice->from.date),
		site->today) > 0)
		return false;
	return !hw_date_given(notice->until.date) ||
	    hw_date_compare(hw_date_last_day(notice->until.date),
		site->today) >= 0;
}

static void set_notice(struct hw_view *view, struct hw_value *map)
{
	const struct hw_notice *notice = view->site->settings.notice;
	struct hw_value *item;

	if (!notice_shows(view->site)) {
		hw_value_set_null(view->arena, map, HW_STR("notice"));
		return;
	}
	item = hw_value_set_map(view->arena, map, HW_STR("notice"));
	hw_view_put(view, item, HW_STR("text"), &notice->text);
	hw_value_set(view->arena, item, HW_STR("from"),
	    hw_view_date(view, notice->from.date));
}

/* On a page in another language: the site's own, for links to what exists in
 * that alone; and the way home. */
static void set_other_language(struct hw_view *view, struct hw_value *map)
{
	const struct hw_page *home = view->site->home;
	bool is_other = view->language != NULL;

	hw_value_set_bool(view->arena, map, HW_STR("is_translated"),
	    is_other);
	hw_value_set_text(view->arena, map, HW_STR("other_language"),
	    is_other ? view->site->settings.language.s : HW_STR_NONE);
	if (home != NULL)
		home = hw_view_local(view, home);
	hw_view_link(view, hw_value_set_map(view->arena, map, HW_STR("home")),
	    home != NULL ? home->url : HW_STR("/"), home);
}

static void set_site(struct hw_view *view, struct hw_value *common)
{
	struct hw_site *site = view->site;
	const struct hw_settings *settings = &site->settings;
	hw_str tag = view->language != NULL ? view->language->tag
					    : settings->language.s;
	struct hw_value *map =
	    hw_value_set_map(view->arena, common, HW_STR("site"));

	hw_view_put(view, map, HW_STR("name"), &settings->name);
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    settings->description.s);
	hw_value_set_text(view->arena, map, HW_STR("language"), tag);
	hw_value_set_text(view->arena, map, HW_STR("direction"),
	    hw_words_is_rtl(tag) ? HW_STR("rtl") : HW_STR("ltr"));
	set_other_language(view, map);
	hw_value_set_text(view->arena, map, HW_STR("base"), site->base_path);
	hw_value_set_text(view->arena, map, HW_STR("root"),
	    hw_fmt(view->arena, "%.*s%.*s/", HW_ARG(site->origin),
		HW_ARG(site->base_path)));
	hw_value_set_text(view->arena, map, HW_STR("style"),
	    hw_view_url(view, view->style_path));
	hw_value_set_text(view->arena, map, HW_STR("sheet"),
	    hw_view_url(view, view->sheet_path));
	hw_value_set_text(view->arena, map, HW_STR("search"),
	    hw_view_url(view, view->search_path));
	hw_view_put(view, map, HW_STR("disclaimer"), &settings->disclaimer);
	hw_view_put(view, map, HW_STR("publisher"),
	    settings->organisation != NULL ? &settings->organisation->name
					   : &settings->name);
	hw_value_set_text(view->arena, map, HW_STR("publisher_link"),
	    settings->organisation != NULL ? settings->organisation->link.s
					   : HW_STR_NONE);
	set_notice(view, map);
	hw_value_set_bool(view->arena, map, HW_STR("has_feedback"),
	    hw_map_get(&site->page_of_url, HW_STR("/feedback/")) != NULL);
	hw_value_set_text(view->arena, map, HW_STR("feed"),
	    view->changes != NULL && view->language == NULL
		? hw_view_url(view, HW_STR("/changes/feed.atom"))
		: HW_STR_NONE);
	hw_value_set_text(view->arena, map, HW_STR("policy"),
	    hw_view_policy(view));
	set_contact(view, map);
}

static const struct hw_value *make_common(struct hw_view *view)
{
	struct hw_value *common = hw_value_map(view->arena);

	hw_value_set(view->arena, common, HW_STR("t"),
	    hw_phrases_value(view->phrases));
	hw_value_set_null(view->arena, common, HW_STR("hreflang"));
	set_site(view, common);
	set_menus(view, common);
	hw_value_set_bool(view->arena, common, HW_STR("has_foot"),
	    hw_value_shows(hw_value_get(common, HW_STR("foot"))));
	return common;
}

void hw_view_init(struct hw_view *view)
{
	struct hw_arena *page_arena = view->arena;
	const struct hw_site *site = view->site;
	size_t i;

	view->arena = site->arena;
	view->terms = hw_terms_open(&site->words, view->arena);
	view->changes = hw_changes_collect(view, NULL);
	view->commons = HW_NEW_ARRAY(view->arena, const struct hw_value *,
	    site->languages.count + 1);
	view->commons[0] = make_common(view);
	for (i = 1; i < site->languages.count; i++) {
		hw_view_speak(view, site->languages.items[i]);
		view->commons[i] = make_common(view);
	}
	hw_view_speak(view, NULL);
	view->arena = page_arena;
}
