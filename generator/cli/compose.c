#include "cli/compose.h"

#include "cli/layouts.h"
#include "input/picture.h"
#include "render/data.h"
#include "render/template.h"
#include "render/theme.h"
#include "render/view_history.h"
#include "render/view_find.h"

struct composer {
	struct hw_loaded *loaded;
	struct hw_site *site;
	struct hw_outset *set;
	struct hw_templates *templates;
	struct hw_view view;
	struct hw_arena page_arena;
	struct hw_buf out;
	HW_LIST(hw_str) urls; /* of pages for readers, for the sitemap */
};

static const struct hw_source *load_template(hw_str name, void *context)
{
	struct composer *composer = context;

	return hw_layout_find(composer->loaded,
	    hw_fmt(composer->site->arena, "%.*s.mustache", HW_ARG(name)));
}

/* ------------------------------ one output ----------------------------- */

/* "/plan/area-5/" -> "plan/area-5/index.html" */
static hw_str output_path(struct hw_arena *arena, hw_str url)
{
	hw_str path = hw_str_sub(url, 1, url.len);

	if (path.len == 0 || path.p[path.len - 1] == '/')
		return hw_fmt(arena, "%.*sindex.html", HW_ARG(path));
	return path;
}

static void put(struct composer *composer, const char *layout, hw_str url,
    const struct hw_value *page, struct hw_span span)
{
	const struct hw_template *compiled =
	    hw_templates_load(composer->templates, hw_str_of(layout));
	const struct hw_value *contexts[] = {composer->view.common, page};

	if (hw_str_ends(url, HW_STR("/")))
		HW_PUSH(&composer->urls, composer->site->arena, url);
	hw_buf_clear(&composer->out);
	if (compiled != NULL &&
	    hw_template_render(compiled, contexts, HW_COUNT(contexts),
		&composer->out, &composer->loaded->diags))
		hw_outset_add(composer->set,
		    output_path(composer->site->arena, url),
		    hw_str_dup(composer->site->arena,
			hw_buf_str(&composer->out)),
		    span);
	hw_arena_reset(&composer->page_arena);
}

static const char *layout_of(const struct hw_site *site,
    const struct hw_page *page)
{
	if (page->is_easy)
		return "easy";
	if (page == site->home)
		return "home";
	if (page->plan == NULL || page->front.kind.value == HW_PAGE_ORDINARY)
		return "page";
	if (page->front.kind.value == HW_PAGE_SAID)
		return "said";
	return page == page->plan->index ? "plan" : "area";
}

static void put_pages(struct composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];

		if (page->is_duplicate || page->is_unread ||
		    (page->is_easy &&
			(page->standard == NULL ||
			    page->standard->is_duplicate)))
			continue; /* reported */
		put(composer, layout_of(site, page), page->url,
		    hw_view_page(&composer->view, page),
		    hw_span_file(&page->source));
	}
}

static void put_plans(struct composer *composer)
{
	struct hw_site *site = composer->site;
	struct hw_arena *arena = site->arena;
	size_t i, k;

	for (i = 0; i < site->plans.count; i++) {
		struct hw_plan *plan = site->plans.items[i];

		for (k = 0; k < plan->actions.count; k++) {
			struct hw_action *action = plan->actions.items[k];

			put(composer, "action", action->url,
			    hw_view_action(&composer->view, action),
			    action->ref.span);
			if (action->easy_heading == NULL)
				continue;
			put(composer, "easy",
			    hw_fmt(arena, "%.*seasy-read/",
				HW_ARG(action->url)),
			    hw_view_easy_action(&composer->view, action),
			    action->easy_heading->span);
		}
		put(composer, "print",
		    hw_fmt(arena, "%.*sprint/", HW_ARG(plan->index->url)),
		    hw_view_print(&composer->view, plan),
		    hw_span_file(&plan->index->source));
	}
}

/* All pages by their letters, and the same for the search box. */
static void put_find(struct composer *composer)
{
	struct hw_view *view = &composer->view;
	struct hw_find find;
	size_t at;

	hw_find_collect(view, &find);
	put(composer, "find", HW_STR("/find/"),
	    hw_view_find(view, &find, HW_FIND_ALL), HW_SPAN_NONE);
	for (at = 0; find.has_letter_pages && at < find.count;
	     at = hw_find_letter_end(&find, at))
		put(composer, "find",
		    hw_str_dup(composer->site->arena,
			hw_find_letter_url(view, &find, at)),
		    hw_view_find(view, &find, at), HW_SPAN_NONE);
	hw_outset_add(composer->set, HW_STR("data/search.json"),
	    hw_find_json(view, &find), HW_SPAN_NONE);
}

static void put_views(struct composer *composer)
{
	struct hw_view *view = &composer->view;

	put(composer, "list", HW_STR("/late/"),
	    hw_view_list(view, HW_LIST_LATE), HW_SPAN_NONE);
	put(composer, "list", HW_STR("/due-soon/"),
	    hw_view_list(view, HW_LIST_DUE_SOON), HW_SPAN_NONE);
	put(composer, "list", HW_STR("/done/"),
	    hw_view_list(view, HW_LIST_DONE), HW_SPAN_NONE);
	put(composer, "owners", HW_STR("/by-owner/"), hw_view_owners(view),
	    HW_SPAN_NONE);
	put(composer, "words", HW_STR("/words/"), hw_view_word_list(view),
	    HW_SPAN_NONE);
	put_find(composer);
	put(composer, "easy-index", HW_STR("/easy-read/pages/"),
	    hw_view_easy_index(view), HW_SPAN_NONE);
	put(composer, "not-found", HW_STR("/404.html"),
	    hw_view_not_found(view), HW_SPAN_NONE);
	put(composer, "sitemap.xml", HW_STR("/sitemap.xml"),
	    hw_view_sitemap(view, composer->urls.items, composer->urls.count),
	    HW_SPAN_NONE);
	put(composer, "robots.txt", HW_STR("/robots.txt"),
	    hw_value_map(view->arena), HW_SPAN_NONE);
}

/*
 * A page where an old address was, for hosts that know no rules. Not where
 * no web page was, or where its name is another's on some computers: there
 * only the rules lead on.
 */
static void put_moved(struct composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->redirects.count; i++) {
		const struct hw_redirect *redirect =
		    &site->redirects.items[i];

		if ((hw_str_ends(redirect->from, HW_STR("/")) ||
			hw_str_ends(redirect->from, HW_STR(".html"))) &&
		    hw_outset_is_free(composer->set,
			output_path(site->arena, redirect->from)))
			put(composer, "moved", redirect->from,
			    hw_view_moved(&composer->view, redirect),
			    redirect->span);
	}
	if (site->redirects.count > 0)
		put(composer, "redirects.txt", HW_STR("/_redirects"),
		    hw_view_hosting(&composer->view), HW_SPAN_NONE);
}

/* What hosts read, and those who find a weakness. */
static void put_hosting(struct composer *composer)
{
	const struct hw_value *security;

	put(composer, "headers.txt", HW_STR("/_headers"),
	    hw_view_hosting(&composer->view), HW_SPAN_NONE);
	security = hw_view_security(&composer->view);
	if (security != NULL)
		put(composer, "security.txt",
		    HW_STR("/.well-known/security.txt"), security,
		    HW_SPAN_NONE);
}

/* A feed without an entry would need a date that nobody knows. */
static void put_feed(struct composer *composer, const struct hw_plan *plan)
{
	struct hw_view *view = &composer->view;
	const struct hw_changes *changes =
	    plan != NULL ? hw_changes_collect(view, plan) : view->changes;
	hw_str url = plan != NULL ? plan->index->url : HW_STR("/changes/");

	if (changes == NULL)
		return;
	put(composer, "feed.xml",
	    hw_fmt(composer->site->arena, "%.*sfeed.atom", HW_ARG(url)),
	    hw_view_feed(view, changes, plan), HW_SPAN_NONE);
}

static void put_changes(struct composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i, count;
	const struct hw_changes_page *pages =
	    hw_changes_pages(&composer->view, &count);

	for (i = 0; i < count; i++)
		put(composer, "changes", pages[i].url,
		    hw_view_changes(&composer->view, pages, count, i),
		    HW_SPAN_NONE);
	put_feed(composer, NULL);
	for (i = 0; i < site->plans.count; i++)
		put_feed(composer, site->plans.items[i]);
}

static void put_figures(struct composer *composer, const struct hw_page *page)
{
	size_t i;

	for (i = 0; i < page->front.measures.count; i++) {
		const struct hw_measure *measure =
		    &page->front.measures.items[i];

		if (measure->data_path.len > 0)
			hw_outset_add(composer->set, measure->data_path,
			    hw_data_measure_csv(measure,
				composer->site->arena),
			    measure->ref.span);
	}
}

static void put_data(struct composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		put_figures(composer, site->pages.items[i]);

	hw_outset_add(composer->set, HW_STR("data/plan.json"),
	    hw_data_plan_json(site, composer->loaded->locale, site->arena),
	    HW_SPAN_NONE);
	hw_outset_add(composer->set, HW_STR("data/plan.schema.json"),
	    hw_data_plan_schema(site->arena), HW_SPAN_NONE);
	hw_outset_add(composer->set, HW_STR("data/actions.csv"),
	    hw_data_actions_csv(site, site->arena), HW_SPAN_NONE);
	hw_outset_add(composer->set, HW_STR("data/due.ics"),
	    hw_calendar(&composer->view), HW_SPAN_NONE);
	hw_arena_reset(&composer->page_arena);
}

/* Only pictures that a page shows; the views above may have asked too. */
static void put_pictures(struct composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->picture_of_name.count; i++) {
		struct hw_picture *picture =
		    site->picture_of_name.entries[i].value;

		if (picture->is_used && !picture->is_refused)
			hw_outset_add(composer->set,
			    hw_fmt(site->arena, "pictures/%.*s",
				HW_ARG(picture->file)),
			    picture->bytes, hw_span_file(&picture->source));
	}
}

/* The address holds the bytes' hash: browsers may keep it for ever. */
static hw_str put_style(struct composer *composer, const char *name)
{
	struct hw_site *site = composer->site;
	struct hw_source *sheet = hw_layout_need(composer->loaded,
	    hw_fmt(site->arena, "assets/%s.css", name));
	hw_str style = hw_theme_style(site, sheet->text);
	hw_str path = hw_fmt(site->arena, "/assets/%s-%08x.css", name,
	    (unsigned)(hw_str_hash(style) & 0xFFFFFFFFu));

	hw_outset_add(composer->set, output_path(site->arena, path), style,
	    hw_span_file(sheet));
	return path;
}

static hw_str put_script(struct composer *composer)
{
	struct hw_source *script =
	    hw_layout_need(composer->loaded, HW_STR("assets/search.js"));
	hw_str path = hw_fmt(composer->site->arena, "/assets/search-%08x.js",
	    (unsigned)(hw_str_hash(script->text) & 0xFFFFFFFFu));

	hw_outset_add(composer->set, output_path(composer->site->arena, path),
	    script->text, hw_span_file(script));
	return path;
}

static void put_assets(struct composer *composer)
{
	struct hw_source *icon =
	    hw_layout_need(composer->loaded, HW_STR("assets/icon.svg"));

	composer->view.style_path = put_style(composer, "style");
	composer->view.sheet_path = put_style(composer, "sheet");
	composer->view.search_path = put_script(composer);
	hw_outset_add(composer->set, HW_STR("assets/icon.svg"), icon->text,
	    hw_span_file(icon));
}

/* Two pages may share one. */
static void put_recordings(struct composer *composer)
{
	struct hw_site *site = composer->site;
	struct hw_map put;
	size_t i;

	hw_map_init(&put, site->arena);
	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];

		if (page->recording.len > 0 &&
		    hw_map_add(&put, page->front.audio.s, page) == page)
			hw_outset_add(composer->set, page->front.audio.s,
			    page->recording, page->front.audio.span);
	}
}

void hw_compose(struct hw_loaded *loaded, struct hw_outset *set)
{
	struct composer composer = {.loaded = loaded,
	    .site = &loaded->site,
	    .set = set};

	hw_arena_init(&composer.page_arena, 0);
	composer.view = (struct hw_view){
	    .site = &loaded->site,
	    .phrases = loaded->phrases,
	    .locale = loaded->locale,
	    .arena = &composer.page_arena,
	};
	composer.templates = hw_templates_new(&loaded->arena, &loaded->diags,
	    (struct hw_template_options){.strict_names = true,
		.strict_html = true},
	    load_template, &composer);
	put_assets(&composer);
	hw_view_init(&composer.view);
	put_pages(&composer);
	put_plans(&composer);
	put_changes(&composer);
	put_views(&composer); /* and the sitemap, of all pages so far */
	put_moved(&composer);
	put_hosting(&composer);
	put_data(&composer);
	put_pictures(&composer);
	put_recordings(&composer);
	hw_buf_free(&composer.out);
	hw_arena_free(&composer.page_arena);
}
