#include "cli/refresh.h"

#include "assemble/easyread.h"
#include "assemble/freshness.h"
#include "assemble/page.h"
#include "assemble/prose.h"
#include "assemble/structure.h"
#include "input/front.h"
#include "input/recording.h"
#include "input/scan.h"
#include "render/prose_facts.h"

enum outcome {
	REFUSED, /* nothing changed */
	KEPT,    /* its fields cannot be read: as before, with messages */
	READ,
};

/* As it was, but for messages, which speak of the newest bytes. */
static void restore(struct hw_site *site, struct hw_page *page,
    const struct hw_page *before, const struct hw_source *source)
{
	*page = *before;
	page->source = *source;
	hw_page_reassemble(site, page, &page->front);
}

/* The page's file and front matter. */
static enum outcome read_file(struct hw_loaded *loaded, struct hw_page *page)
{
	struct hw_site *site = &loaded->site;
	struct hw_page before = *page;
	struct hw_source source;

	page->front = (struct hw_front){0};
	page->body = (struct hw_text){0};
	page->doc = page->finding_doc = page->impact_doc = NULL;
	page->is_outdated = false;
	if (!hw_scan_read(&loaded->fs, site, before.source.path,
		HW_PAGE_LIMIT_BYTES, &page->source)) {
		*page = before;
		return REFUSED;
	}
	source = page->source;
	if (!hw_front_read(page, site->diags, site->arena)) {
		*page = before;
		page->source = source;
		page->is_outdated = true;
		return KEPT;
	}
	if (!hw_page_reassemble(site, page, &before.front)) {
		restore(site, page, &before, &before.source);
		return REFUSED;
	}
	/* Only other words are certainly not yet published. */
	if (!hw_str_equal(source.text, before.source.text) &&
	    page->date.state == HW_DATE_KNOWN)
		page->date.state = HW_DATE_UNPUBLISHED;
	return READ;
}

static void read_words(struct hw_loaded *loaded, struct hw_links *links,
    struct hw_page *page)
{
	struct hw_site *site = &loaded->site;

	hw_load_points(loaded, page);
	page->recording = HW_STR_NONE;
	hw_recording_read(&loaded->fs, site, page);
	hw_prose_read_page(site, page);
	hw_structure_check(site, page);
	if (page->is_easy)
		hw_easyread_arrange(site, page);
	else
		hw_easyread_check_actions(site, page);
	hw_links_resolve_page(links, page);
	page->facts.count = page->facts.room = 0;
	hw_prose_facts_fill_page(site, page, loaded->phrases, loaded->locale);
}

static bool is_about(const struct hw_diag *diag, const struct hw_page *page,
    const struct hw_page *other)
{
	const struct hw_source *source = diag->span.source;

	return source != NULL &&
	    (hw_str_equal(source->path, page->source.path) ||
		(other != NULL &&
		    hw_str_equal(source->path, other->source.path)));
}

static void count(struct hw_diags *diags, const struct hw_diag *diag)
{
	diags->notes += diag->level == HW_LEVEL_NOTE;
	diags->warnings += diag->level == HW_LEVEL_WARNING;
	diags->errors += diag->level == HW_LEVEL_ERROR;
	diags->failures += diag->level == HW_LEVEL_FAILURE;
}

/* Takes out of `diags` what was said about these files, and puts in what is
 * said now; the others stay in their order and their place in memory. */
static void merge(struct hw_diags *diags, struct hw_diags *now,
    const struct hw_page *page, const struct hw_page *other)
{
	size_t i, kept = 0;

	diags->notes = diags->warnings = 0;
	diags->errors = diags->failures = 0;
	for (i = 0; i < diags->list.count; i++) {
		struct hw_diag *diag = &diags->list.items[i];

		if (is_about(diag, page, other))
			continue;
		count(diags, diag);
		diags->list.items[kept++] = *diag;
	}
	diags->list.count = kept;
	hw_diag_sort(now);
	for (i = 0; i < now->list.count; i++) {
		if (!is_about(&now->list.items[i], page, other))
			continue;
		count(diags, &now->list.items[i]);
		HW_PUSH(&diags->list, diags->arena, now->list.items[i]);
	}
}

/* The standard page first: the easy-read one is tied to its actions. Either
 * may be NULL. */
static enum outcome read_pair(struct hw_loaded *loaded,
    struct hw_links *links, struct hw_page *page, struct hw_page *easy)
{
	struct hw_page before = {0};
	enum outcome outcome = READ;

	if (page != NULL) {
		before = *page;
		outcome = read_file(loaded, page);
	}
	if (outcome == READ && easy != NULL) {
		outcome = read_file(loaded, easy);
		if (outcome != READ && page != NULL)
			restore(&loaded->site, page, &before, &before.source);
	}
	if (outcome != READ)
		return outcome;
	if (easy != NULL)
		read_words(loaded, links, easy);
	if (page != NULL)
		read_words(loaded, links, page);
	if (easy != NULL)
		hw_freshness_read_page(&loaded->site, easy, loaded->locale);
	return READ;
}

bool hw_refresh(struct hw_loaded *loaded, struct hw_composer *composer,
    struct hw_links *links, hw_str path)
{
	struct hw_site *site = &loaded->site;
	struct hw_diags earlier = loaded->diags, now;
	hw_str inside = HW_STR(HW_CONTENT_FOLDER "/");
	struct hw_page *page, *easy;
	enum outcome outcome;

	if (!hw_str_starts(path, inside))
		return false;
	page = hw_map_get(&site->page_of_path,
	    hw_str_sub(path, inside.len, path.len));
	if (page == NULL || page->is_duplicate || page->is_unread)
		return false;
	/* A translation is put together with its standard page when it is
	 * shown: either can be read without the other. */
	easy = hw_page_is_version(page) ? page : page->easy;
	page = page->is_easy           ? page->standard
	    : hw_page_is_version(page) ? NULL
				       : page;
	if (easy != NULL && (easy->is_duplicate || easy->is_unread))
		return false;
	hw_diag_init(&loaded->diags, &loaded->arena);
	outcome = read_pair(loaded, links, page, easy);
	now = loaded->diags;
	loaded->diags = earlier;
	if (outcome == REFUSED)
		return false;
	if (page != NULL && easy != NULL)
		merge(&loaded->diags, &now, page, easy);
	else
		merge(&loaded->diags, &now, page != NULL ? page : easy, NULL);
	if (outcome == READ && page != NULL && page->plan != NULL)
		hw_composer_update(composer, page->plan);
	return true;
}
