#include "cli/load.h"

#include "assemble/easyread.h"
#include "assemble/freshness.h"
#include "assemble/glossary.h"
#include "assemble/history.h"
#include "assemble/links.h"
#include "assemble/moved.h"
#include "assemble/page.h"
#include "assemble/prose.h"
#include "assemble/structure.h"
#include "assemble/withdrawn.h"
#include "base/escape.h"
#include "cli/cachefolder.h"
#include "cli/datadir.h"
#include "cli/layouts.h"
#include "input/csv.h"
#include "input/front.h"
#include "input/gitfs.h"
#include "input/markdown.h"
#include "input/picture.h"
#include "input/recording.h"
#include "input/scan.h"
#include "render/prose_facts.h"
#include "render/theme.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#define PICTURES HW_STR("layouts/pictures")

static void open_shared(struct hw_loaded *loaded)
{
	loaded->has_shared = hw_fs_open(&loaded->shared_fs, hw_datadir()) ==
	    0;
}

static void read_settings(struct hw_site *site)
{
	if (site->settings_source.path.len == 0) {
		hw_diag(site->diags, HW_DIAG_NO_SITE, HW_SPAN_NONE,
		    HW_STR("Write 'content/site.yaml' with at least 'name' "
			   "and 'base_url'."),
		    "there is no 'content/site.yaml'");
		site->settings_source.path = HW_STR("content/site.yaml");
		site->settings_source.text = HW_STR_NONE;
		return;
	}
	/* Unusable bytes have been reported; an empty file has not. */
	if (site->settings_source.text.len > 0 || site->diags->errors == 0)
		hw_settings_read(&site->settings, &site->settings_source,
		    site->diags, site->arena);
}

/* "https://host/x/" -> origin "https://host", base path "/x". */
static void split_base_url(struct hw_site *site, hw_str url)
{
	size_t scheme = hw_str_find(url, HW_STR("://")), slash;
	hw_str rest;

	if (scheme == SIZE_MAX) {
		site->origin = site->base_path = HW_STR_NONE;
		return;
	}
	rest = hw_str_sub(url, scheme + 3, url.len);
	slash = hw_str_find_char(rest, '/');
	if (slash == SIZE_MAX)
		slash = rest.len;
	site->origin = hw_str_sub(url, 0, scheme + 3 + slash);
	site->base_path = hw_str_sub(rest, slash, rest.len);
	while (hw_str_ends(site->base_path, HW_STR("/")))
		site->base_path.len--;
}

static void open_locale(struct hw_loaded *loaded)
{
	struct hw_settings *settings = &loaded->site.settings;

	if (settings->language.s.len == 0)
		settings->language.s = HW_STR("en");
	loaded->locale =
	    hw_words_open(settings->language.s, settings->time_zone.s);
	if (loaded->locale != NULL)
		return;
	if (settings->time_zone.s.len > 0)
		hw_diag(&loaded->diags, HW_DIAG_BAD_TIME_ZONE,
		    settings->time_zone.span,
		    HW_STR("Name a city of the zone, as in 'Europe/London'."),
		    "unknown time zone '%.*s'",
		    HW_ARG(settings->time_zone.s));
	loaded->locale =
	    hw_words_open(settings->language.s, HW_STR("Europe/London"));
	if (loaded->locale == NULL)
		hw_oom();
}

/* Dates and words of the interface in every language that pages are in; the
 * site's own is the first. */
static void open_languages(struct hw_loaded *loaded)
{
	struct hw_site *site = &loaded->site;
	size_t i;

	for (i = 0; i < site->languages.count; i++) {
		struct hw_language *language = site->languages.items[i];

		language->locale = loaded->locale;
		if (i > 0)
			language->locale = hw_words_open(language->tag,
			    hw_words_zone(loaded->locale));
		language->phrases = hw_layout_phrases(loaded, language);
	}
	loaded->phrases = site->languages.items[0]->phrases;
}

static void set_today(struct hw_loaded *loaded,
    const struct hw_options *options)
{
	/* The option has been checked by main. */
	if (options->today == NULL ||
	    hw_date_parse(&loaded->site.today, hw_str_of(options->today)) !=
		HW_DATE_OK)
		loaded->site.today =
		    hw_words_day(loaded->locale, (int64_t)time(NULL));
}

void hw_load_points(struct hw_loaded *loaded, struct hw_page *page)
{
	struct hw_site *site = &loaded->site;
	size_t i;

	for (i = 0; i < page->front.measures.count; i++) {
		struct hw_measure *measure = &page->front.measures.items[i];
		struct hw_source *source;
		enum hw_fs_kind kind;
		hw_str path;

		if (measure->points.s.len == 0)
			continue;
		path = hw_fmt(site->arena, "content/%.*s",
		    HW_ARG(measure->points.s));
		if (hw_fs_kind(&loaded->fs, path, &kind) == ENOENT) {
			hw_diag(site->diags, HW_DIAG_BAD_CSV,
			    measure->points.span,
			    HW_STR("Put the file into 'content/data/', with "
				   "the first line 'date,value,note'."),
			    "there is no file '%.*s'", HW_ARG(path));
			continue;
		}
		source = HW_NEW(site->arena, struct hw_source);
		if (hw_scan_read(&loaded->fs, site, path, HW_CSV_LIMIT_BYTES,
			source))
			hw_csv_read_points(measure, source, site->today,
			    site->diags, site->arena);
	}
}

static bool must_know_dates(const struct hw_options *options)
{
	const char *ci = getenv("CI");

	return options->is_strict ||
	    (ci != NULL && ci[0] != '\0' && strcmp(ci, "false") != 0);
}

static void read_history(struct hw_loaded *loaded,
    const struct hw_options *options, const struct hw_source *repairs)
{
	struct hw_cache_folder kept;
	bool has_kept = hw_cache_folder_open(&kept, options, &loaded->arena);

	hw_history_read(&loaded->site, ".", HW_STR(HW_CONTENT_FOLDER),
	    must_know_dates(options), repairs, options->rev,
	    has_kept ? &kept.cache : NULL);
	hw_cache_folder_close(&kept);
}

static void assemble(struct hw_loaded *loaded,
    const struct hw_options *options, const struct hw_source *repairs)
{
	struct hw_site *site = &loaded->site;
	size_t i;

	hw_page_assemble(site, options->with_drafts);
	hw_glossary_check(site);
	hw_theme_check(site);
	for (i = 0; i < site->pages.count; i++) {
		hw_load_points(loaded, site->pages.items[i]);
		hw_recording_read(&loaded->fs, site, site->pages.items[i]);
	}
	hw_prose_read(site);
	for (i = 0; i < site->pages.count; i++) {
		hw_structure_check(site, site->pages.items[i]);
		if (site->pages.items[i]->is_easy)
			hw_easyread_arrange(site, site->pages.items[i]);
	}
	for (i = 0; i < site->pages.count; i++)
		hw_easyread_check_actions(site, site->pages.items[i]);
	read_history(loaded, options, repairs->text.len > 0 ? repairs : NULL);
	/* Links may lead to what git alone knows. */
	hw_withdrawn_find(site);
	hw_links_resolve(site);
	hw_moved_find(site);
	hw_freshness_read(site, loaded->locale);
	/* Facts may speak of the past, and the past knows nothing of them. */
	open_languages(loaded);
	hw_prose_facts_fill(site, loaded->phrases, loaded->locale);
}

static void init_site(struct hw_loaded *loaded)
{
	struct hw_site *site = &loaded->site;

	*loaded = (struct hw_loaded){.fs = {.root_fd = -1},
	    .shared_fs = {.root_fd = -1}};
	hw_arena_init(&loaded->arena, 0);
	hw_diag_init(&loaded->diags, &loaded->arena);
	site->arena = &loaded->arena;
	site->diags = &loaded->diags;
	hw_map_init(&site->page_of_path, site->arena);
	hw_map_init(&site->page_of_url, site->arena);
	hw_map_init(&site->picture_of_name, site->arena);
}

/* The site's files: on disk, or in a commit. */
static bool open_files(struct hw_loaded *loaded, const char *rev)
{
	struct hw_git_problem problem;
	int error;

	if (rev == NULL) {
		error = hw_fs_open(&loaded->fs, ".");
		if (error != 0)
			hw_diag_io(&loaded->diags, "open", HW_STR("."),
			    error);
		return error == 0;
	}
	if (!hw_git_open(&loaded->git, &problem, ".", &loaded->arena)) {
		hw_diag(&loaded->diags, HW_DIAG_REVISION, HW_SPAN_NONE,
		    HW_STR("Run it in the repository of the site, and see "
			   "that 'git log' works there."),
		    "git cannot be read here%s%.*s",
		    problem.detail.len > 0 ? ": " : "",
		    HW_ARG(problem.detail));
		return false;
	}
	if (hw_git_set_head(loaded->git, rev) &&
	    hw_gitfs_open(&loaded->fs, loaded->git,
		hw_git_folder(loaded->git), &loaded->arena) == 0)
		return true;
	hw_diag(&loaded->diags, HW_DIAG_REVISION, HW_SPAN_NONE,
	    HW_STR("Name a commit, a branch or a tag: 'git log --oneline' "
		   "lists commits."),
	    "there is no commit '%s' with this site", rev);
	return false;
}

bool hw_load(struct hw_loaded *loaded, const struct hw_options *options)
{
	struct hw_site *site = &loaded->site;
	struct hw_source *words, *repairs;
	size_t i;

	init_site(loaded);
	words = HW_NEW(site->arena, struct hw_source);
	repairs = HW_NEW(site->arena, struct hw_source);
	hw_words_setup();
	hw_markdown_setup();
	if (!open_files(loaded, options->rev))
		return false;
	open_shared(loaded);
	if (!hw_scan(&loaded->fs, site, words, repairs))
		return false;
	read_settings(site);
	split_base_url(site,
	    options->base_url != NULL ? hw_str_of(options->base_url)
				      : site->settings.base_url.s);
	open_locale(loaded);
	set_today(loaded, options);
	if (words->text.len > 0)
		hw_words_read(&site->words, words, site->diags, site->arena);
	for (i = 0; i < site->pages.count; i++)
		if (!site->pages.items[i]->is_unread)
			hw_front_read(site->pages.items[i], site->diags,
			    site->arena);
	hw_picture_list(site, &loaded->fs, HW_STR("content/pictures"));
	hw_picture_list(site, &loaded->fs, PICTURES);
	if (loaded->has_shared)
		hw_picture_list(site, &loaded->shared_fs, PICTURES);
	assemble(loaded, options, repairs);
	return true;
}

void hw_load_free(struct hw_loaded *loaded)
{
	size_t i;

	for (i = 1; i < loaded->site.languages.count; i++)
		hw_words_close(loaded->site.languages.items[i]->locale);
	hw_words_close(loaded->locale);
	hw_fs_close(&loaded->fs);
	hw_fs_close(&loaded->shared_fs);
	hw_git_close(loaded->git);
	hw_arena_free(&loaded->arena);
}
