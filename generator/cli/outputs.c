/* outputs: every file that a site will have, and how it is made. */
#include "assemble/page.h"
#include "cli/compose_parts.h"
#include "cli/layouts.h"
#include "input/picture.h"
#include "render/data.h"
#include "render/theme.h"

/* ----------------------------- what there is --------------------------- */

/* "/plan/area-5/" -> "plan/area-5/index.html" */
static hw_str output_path(struct hw_arena *arena, hw_str url)
{
	hw_str path = hw_str_sub(url, 1, url.len);

	if (path.len == 0 || path.p[path.len - 1] == '/')
		return hw_fmt(arena, "%.*sindex.html", HW_ARG(path));
	return path;
}

static struct hw_output *add(struct hw_composer *composer, hw_str url)
{
	struct hw_arena *arena = composer->site->arena;
	struct hw_output *output = HW_NEW(arena, struct hw_output);

	output->url = url;
	output->path = output_path(arena, url);
	HW_PUSH(&composer->outputs, arena, output);
	if (hw_str_ends(url, HW_STR("/")))
		HW_PUSH(&composer->urls, arena, url);
	return output;
}

static const char *layout_of(const struct hw_site *site,
    const struct hw_page *page)
{
	if (page->is_easy)
		return "easy";
	if (page->standard != NULL)
		page = page->standard;
	if (page == site->home)
		return "home";
	if (page->plan == NULL || page->front.kind.value == HW_PAGE_ORDINARY)
		return "page";
	if (page->front.kind.value == HW_PAGE_SAID)
		return "said";
	return page == page->plan->index ? "plan" : "area";
}

static const struct hw_value *page_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_page(&composer->view, output->page);
}

static void add_pages(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];
		struct hw_output *output;

		if (page->is_duplicate || page->is_unread ||
		    (hw_page_is_version(page) &&
			(page->standard == NULL ||
			    page->standard->is_duplicate)))
			continue; /* reported */
		output = add(composer, page->url);
		output->layout = layout_of(site, page);
		output->view = page_view;
		output->page = page;
		output->span = hw_span_file(&page->source);
	}
}

static const struct hw_value *action_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_action(&composer->view, output->action);
}

static const struct hw_value *easy_action_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_easy_action(&composer->view, output->action);
}

static void set_action(struct hw_output *output,
    const struct hw_action *action)
{
	output->layout = "action";
	output->view = action_view;
	output->action = action;
	output->gone = NULL;
	output->span = action->ref.span;
	output->is_gone = false;
}

static hw_str easy_action_url(struct hw_composer *composer,
    const struct hw_action *action)
{
	return hw_fmt(composer->site->arena, "%.*seasy-read/",
	    HW_ARG(action->url));
}

static void set_easy_action(struct hw_output *output,
    const struct hw_action *action)
{
	output->layout = "easy";
	output->view = easy_action_view;
	output->action = action;
	output->span = action->easy_heading->span;
	output->is_gone = false;
}

static const struct hw_value *withdrawn_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_withdrawn(&composer->view, output->gone);
}

/* An action that was withdrawn keeps its page. */
static void add_withdrawn(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->withdrawn.count; i++) {
		const struct hw_withdrawn *gone = site->withdrawn.items[i];
		struct hw_output *output;

		if (gone->url.len == 0)
			continue;
		output = add(composer, gone->url);
		output->layout = "gone";
		output->view = withdrawn_view;
		output->gone = gone;
	}
}

enum print_kind { PRINT_PLAIN, PRINT_LARGE };

static const struct hw_value *print_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_print(&composer->view, output->plan,
	    output->which == PRINT_LARGE);
}

static void add_print(struct hw_composer *composer,
    const struct hw_plan *plan, const char *name, enum print_kind kind)
{
	struct hw_output *output = add(composer,
	    hw_fmt(composer->site->arena, "%.*s%s/", HW_ARG(plan->index->url),
		name));

	output->layout = "print";
	output->view = print_view;
	output->plan = plan;
	output->which = kind;
	output->span = hw_span_file(&plan->index->source);
}

static void add_plans(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i, k;

	for (i = 0; i < site->plans.count; i++) {
		struct hw_plan *plan = site->plans.items[i];

		for (k = 0; k < plan->actions.count; k++) {
			struct hw_action *action = plan->actions.items[k];

			set_action(add(composer, action->url), action);
			if (action->easy_heading != NULL)
				set_easy_action(
				    add(composer,
					easy_action_url(composer, action)),
				    action);
		}
		add_print(composer, plan, "print", PRINT_PLAIN);
		if (hw_page_prints_large(plan))
			add_print(composer, plan, "large-print", PRINT_LARGE);
	}
}

static const struct hw_value *list_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_list(&composer->view, output->list_kind);
}

static const struct hw_value *owners_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_owners(&composer->view);
}

static const struct hw_value *words_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_word_list(&composer->view);
}

static const struct hw_value *easy_index_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_easy_index(&composer->view);
}

static const struct hw_value *easy_print_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_easy_print(&composer->view);
}

static const struct hw_value *print_all_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_print_all(&composer->view);
}

static const struct hw_value *not_found_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_not_found(&composer->view);
}

static const struct hw_value *sitemap_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_sitemap(&composer->view, composer->urls.items,
	    output->which);
}

static const struct hw_value *robots_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_value_map(composer->view.arena);
}

static struct hw_output *add_plain(struct hw_composer *composer,
    const char *url, const char *layout,
    const struct hw_value *(*view)(struct hw_composer *composer,
	const struct hw_output *output))
{
	struct hw_output *output = add(composer, hw_str_of(url));

	output->layout = layout;
	output->view = view;
	return output;
}

static const struct hw_value *find_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_find(&composer->view, &composer->find, output->which);
}

static hw_str make_find_json(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_find_json(&composer->view, &composer->find);
}

/* All pages by their letters, and the same for the search box. */
static void add_find(struct hw_composer *composer)
{
	struct hw_find *find = &composer->find;
	size_t at;

	hw_find_collect(&composer->view, find);
	add_plain(composer, "/find/", "find", find_view)->which = HW_FIND_ALL;
	for (at = 0; find->has_letter_pages && at < find->count;
	     at = hw_find_letter_end(find, at)) {
		hw_str url = hw_str_dup(composer->site->arena,
		    hw_find_letter_url(&composer->view, find, at));

		add_plain(composer, url.p, "find", find_view)->which = at;
	}
	add(composer, HW_STR("/data/search.json"))->make = make_find_json;
}

static void add_views(struct hw_composer *composer)
{
	add_plain(composer, "/late/", "list", list_view)->list_kind =
	    HW_LIST_LATE;
	add_plain(composer, "/due-soon/", "list", list_view)->list_kind =
	    HW_LIST_DUE_SOON;
	add_plain(composer, "/done/", "list", list_view)->list_kind =
	    HW_LIST_DONE;
	add_plain(composer, "/by-owner/", "owners", owners_view);
	add_plain(composer, "/words/", "words", words_view);
	add_find(composer);
	add_plain(composer, "/easy-read/pages/", "easy-index",
	    easy_index_view);
	add_plain(composer, "/easy-read/print/", "easy-print",
	    easy_print_view);
	add_plain(composer, "/print/", "print-all", print_all_view);
	add_plain(composer, "/404.html", "not-found", not_found_view);
	/* Of the pages so far. */
	add_plain(composer, "/sitemap.xml", "sitemap.xml", sitemap_view)
	    ->which = composer->urls.count;
	add_plain(composer, "/robots.txt", "robots.txt", robots_view);
}

static const struct hw_value *moved_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_moved(&composer->view, output->redirect);
}

static const struct hw_value *hosting_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_hosting(&composer->view);
}

static const struct hw_value *security_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_view_security(&composer->view);
}

/*
 * A page where an old address was, for hosts that know no rules. Not where
 * no web page was, or where its name is another's on some computers: there
 * only the rules lead on.
 */
static void add_moved(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	struct hw_diags unheard;
	struct hw_outset taken;
	size_t i;

	if (site->redirects.count == 0)
		return;
	/* Clashes are told of when there are bytes to publish. */
	hw_diag_init(&unheard, site->arena);
	hw_outset_init(&taken, site->arena, &unheard);
	for (i = 0; i < composer->outputs.count; i++)
		hw_outset_add(&taken, composer->outputs.items[i]->path,
		    HW_STR_NONE, HW_SPAN_NONE);
	for (i = 0; i < site->redirects.count; i++) {
		const struct hw_redirect *redirect =
		    &site->redirects.items[i];
		hw_str path = output_path(site->arena, redirect->from);
		struct hw_output *output;

		if ((!hw_str_ends(redirect->from, HW_STR("/")) &&
			!hw_str_ends(redirect->from, HW_STR(".html"))) ||
		    !hw_outset_is_free(&taken, path))
			continue;
		hw_outset_add(&taken, path, HW_STR_NONE, HW_SPAN_NONE);
		output = add(composer, redirect->from);
		output->layout = "moved";
		output->view = moved_view;
		output->redirect = redirect;
		output->span = redirect->span;
	}
	add_plain(composer, "/_redirects", "redirects.txt", hosting_view);
}

/* What hosts read, and those who find a weakness. */
static void add_hosting(struct hw_composer *composer)
{
	add_plain(composer, "/_headers", "headers.txt", hosting_view);
	if (hw_view_has_security(composer->site))
		add_plain(composer, "/.well-known/security.txt",
		    "security.txt", security_view);
}

static const struct hw_value *changes_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_changes(&composer->view, composer->changes_pages,
	    composer->changes_page_count, output->which);
}

static const struct hw_value *feed_view(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_view_feed(&composer->view, output->changes, output->plan);
}

/* A feed without an entry would need a date that nobody knows. */
static void add_feed(struct hw_composer *composer, const struct hw_plan *plan)
{
	struct hw_view *view = &composer->view;
	const struct hw_changes *changes =
	    plan != NULL ? hw_changes_collect(view, plan) : view->changes;
	hw_str url = plan != NULL ? plan->index->url : HW_STR("/changes/");
	struct hw_output *output;

	if (changes == NULL)
		return;
	output = add(composer,
	    hw_fmt(composer->site->arena, "%.*sfeed.atom", HW_ARG(url)));
	output->layout = "feed.xml";
	output->view = feed_view;
	output->plan = plan;
	output->changes = changes;
}

static void add_changes(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	composer->changes_pages =
	    hw_changes_pages(&composer->view, &composer->changes_page_count);
	for (i = 0; i < composer->changes_page_count; i++) {
		struct hw_output *output =
		    add(composer, composer->changes_pages[i].url);

		output->layout = "changes";
		output->view = changes_view;
		output->which = i;
	}
	add_feed(composer, NULL);
	for (i = 0; i < site->plans.count; i++)
		add_feed(composer, site->plans.items[i]);
}

static hw_str make_plan_json(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_data_plan_json(composer->site, composer->loaded->locale,
	    composer->site->arena);
}

static hw_str make_plan_schema(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_data_plan_schema(composer->site->arena);
}

static hw_str make_actions_csv(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_data_actions_csv(composer->site, composer->site->arena);
}

static hw_str make_calendar(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)output;
	return hw_calendar(&composer->view);
}

static hw_str make_figures(struct hw_composer *composer,
    const struct hw_output *output)
{
	return hw_data_measure_csv(output->measure, composer->site->arena);
}

static void set_figures(struct hw_output *output, const struct hw_page *page,
    const struct hw_measure *measure)
{
	output->make = make_figures;
	output->page = page;
	output->measure = measure;
	output->span = measure->ref.span;
	output->is_gone = false;
}

static hw_str figures_url(struct hw_composer *composer,
    const struct hw_measure *measure)
{
	return hw_fmt(composer->site->arena, "/%.*s",
	    HW_ARG(measure->data_path));
}

static void add_figures(struct hw_composer *composer,
    const struct hw_page *page)
{
	size_t i;

	for (i = 0; i < page->front.measures.count; i++) {
		const struct hw_measure *measure =
		    &page->front.measures.items[i];

		if (measure->data_path.len > 0)
			set_figures(
			    add(composer, figures_url(composer, measure)),
			    page, measure);
	}
}

static void add_data(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		add_figures(composer, site->pages.items[i]);
	add(composer, HW_STR("/data/plan.json"))->make = make_plan_json;
	add(composer, HW_STR("/data/plan.schema.json"))->make =
	    make_plan_schema;
	add(composer, HW_STR("/data/actions.csv"))->make = make_actions_csv;
	add(composer, HW_STR("/data/due.ics"))->make = make_calendar;
}

/* Its bytes are read when the first page shows it. */
static hw_str make_picture(struct hw_composer *composer,
    const struct hw_output *output)
{
	const struct hw_picture *picture =
	    hw_picture_use(composer->site, output->picture->name);

	return picture != NULL ? picture->bytes : HW_STR_NONE;
}

static void add_pictures(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	size_t i;

	for (i = 0; i < site->picture_of_name.count; i++) {
		struct hw_picture *picture =
		    site->picture_of_name.entries[i].value;
		struct hw_output *output = add(composer,
		    hw_fmt(site->arena, "/pictures/%.*s",
			HW_ARG(picture->file)));

		output->make = make_picture;
		output->picture = picture;
		output->span = hw_span_file(&picture->source);
	}
}

static hw_str make_known(struct hw_composer *composer,
    const struct hw_output *output)
{
	(void)composer;
	return output->bytes;
}

static void add_known(struct hw_composer *composer, hw_str url, hw_str bytes,
    struct hw_span span)
{
	struct hw_output *output = add(composer, url);

	output->make = make_known;
	output->bytes = bytes;
	output->span = span;
}

/* The address holds the bytes' hash: browsers may keep it for ever. */
static hw_str add_style(struct hw_composer *composer, const char *name)
{
	struct hw_site *site = composer->site;
	struct hw_source *sheet = hw_layout_need(composer->loaded,
	    hw_fmt(site->arena, "assets/%s.css", name));
	hw_str style = hw_theme_style(site, sheet->text);
	hw_str url = hw_fmt(site->arena, "/assets/%s-%08x.css", name,
	    (unsigned)(hw_str_hash(style) & 0xFFFFFFFFu));

	add_known(composer, url, style, hw_span_file(sheet));
	return url;
}

static hw_str add_script(struct hw_composer *composer)
{
	struct hw_source *script =
	    hw_layout_need(composer->loaded, HW_STR("assets/search.js"));
	hw_str url = hw_fmt(composer->site->arena, "/assets/search-%08x.js",
	    (unsigned)(hw_str_hash(script->text) & 0xFFFFFFFFu));

	add_known(composer, url, script->text, hw_span_file(script));
	return url;
}

static void add_assets(struct hw_composer *composer)
{
	struct hw_source *icon =
	    hw_layout_need(composer->loaded, HW_STR("assets/icon.svg"));

	composer->view.style_path = add_style(composer, "style");
	composer->view.sheet_path = add_style(composer, "sheet");
	composer->view.search_path = add_script(composer);
	add_known(composer, HW_STR("/assets/icon.svg"), icon->text,
	    hw_span_file(icon));
}

/* Two pages may share one. */
static void add_recordings(struct hw_composer *composer)
{
	struct hw_site *site = composer->site;
	struct hw_map added;
	size_t i;

	hw_map_init(&added, site->arena);
	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];

		if (page->recording.len > 0 &&
		    hw_map_add(&added, page->front.audio.s, page) == page)
			add_known(composer,
			    hw_fmt(site->arena, "/%.*s",
				HW_ARG(page->front.audio.s)),
			    page->recording, page->front.audio.span);
	}
}

/* ------------------------- finding, and later news --------------------- */

static struct hw_output *find_output(struct hw_composer *composer,
    hw_str path)
{
	size_t i;

	if (composer->of_path.arena == NULL)
		hw_map_init(&composer->of_path, composer->site->arena);
	/* What was added since it was last asked; the first one stays. */
	for (i = composer->found_count; i < composer->outputs.count; i++)
		hw_map_add(&composer->of_path,
		    composer->outputs.items[i]->path,
		    composer->outputs.items[i]);
	composer->found_count = composer->outputs.count;
	return hw_map_get(&composer->of_path, path);
}

const struct hw_output *hw_composer_find(struct hw_composer *composer,
    hw_str path)
{
	const struct hw_output *output = find_output(composer, path);

	return output == NULL || output->is_gone ? NULL : output;
}

const struct hw_page *hw_output_page(const struct hw_output *output)
{
	if (output->page != NULL)
		return output->page;
	if (output->action != NULL)
		return output->action->page;
	return output->plan != NULL ? output->plan->index : NULL;
}

/* The output that was there, or a new one. */
static struct hw_output *again(struct hw_composer *composer, hw_str url)
{
	struct hw_output *output =
	    find_output(composer, output_path(composer->site->arena, url));

	/* One that is back has its address from the one that was gone. */
	return output != NULL && (output->is_gone || output->gone != NULL)
	    ? output
	    : add(composer, url);
}

static void update_figures(struct hw_composer *composer,
    const struct hw_page *page)
{
	size_t i;

	for (i = 0; i < page->front.measures.count; i++) {
		const struct hw_measure *measure =
		    &page->front.measures.items[i];

		if (measure->data_path.len > 0)
			set_figures(
			    again(composer, figures_url(composer, measure)),
			    page, measure);
	}
}

void hw_composer_update(struct hw_composer *composer,
    const struct hw_plan *plan)
{
	size_t i;

	for (i = 0; i < composer->outputs.count; i++) {
		struct hw_output *output = composer->outputs.items[i];

		if ((output->action != NULL &&
			output->action->page->plan == plan) ||
		    (output->measure != NULL && output->page->plan == plan))
			output->is_gone = true;
	}
	for (i = 0; i < plan->pages.count; i++)
		update_figures(composer, plan->pages.items[i]);
	for (i = 0; i < plan->actions.count; i++) {
		const struct hw_action *action = plan->actions.items[i];

		set_action(again(composer, action->url), action);
		if (action->easy_heading != NULL)
			set_easy_action(
			    again(composer,
				easy_action_url(composer, action)),
			    action);
	}
}

/* ------------------------------ all of them ---------------------------- */

void hw_outputs_list(struct hw_composer *composer)
{
	add_assets(composer);
	hw_view_init(&composer->view);
	add_pages(composer);
	add_plans(composer);
	add_withdrawn(composer);
	add_changes(composer);
	add_views(composer);
	add_moved(composer);
	add_hosting(composer);
	add_data(composer);
	add_pictures(composer);
	add_recordings(composer);
}
