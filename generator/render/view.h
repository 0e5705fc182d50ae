/*
 * view: the site as data for layouts.
 *
 * A page's layout gets two contexts: what is the same on every page
 * (view->common: site, words of the interface, menus) and the page's own.
 * Names that layouts may use are those set here; docs/layouts.md lists
 * them. Addresses already hold the path of base_url.
 *
 * Threads: hw_view_init on one thread; the page functions read the site and
 * write only to view->arena and the page's diagnostics.
 */
#ifndef HW_RENDER_VIEW_H
#define HW_RENDER_VIEW_H

#include "input/words.h"
#include "model/site.h"
#include "render/html.h"
#include "render/phrases.h"

struct hw_changes;
struct hw_terms;
struct hw_word_marks;

struct hw_view {
	struct hw_site *site;
	/* of the page at work (see hw_view_speak) */
	const struct hw_language *language; /* NULL: the site's own */
	struct hw_phrases *phrases;
	struct hw_words_locale *locale;
	const struct hw_value *common;
	const struct hw_value **commons; /* in the order of site->languages */
	struct hw_arena *arena; /* of the page at work; reset between pages */
	hw_str style_path;      /* "/assets/style-….css" */
	hw_str sheet_path;      /* that of a whole plan on one sheet */
	hw_str search_path;     /* the script of the search box */
	/* of the whole site; NULL where git tells none */
	const struct hw_changes *changes;
	const struct hw_terms *terms; /* of the glossary */
	/* of the page at work; NULL where the glossary leaves no marks */
	struct hw_word_marks *marks;
	/* before the ids of notes, where texts of many plans meet */
	hw_str note_scope;
};

enum hw_list_kind { HW_LIST_LATE, HW_LIST_DUE_SOON, HW_LIST_DONE };

/* Sets view->common, in the site's arena. The other fields must be set. */
void hw_view_init(struct hw_view *view);

/* From here on pages are in that language; NULL: in the site's own. Of a
 * view of hw_view_init. */
void hw_view_speak(struct hw_view *view, const struct hw_language *language);

/* ---- one for each kind of page; the result lives in view->arena ---- */
const struct hw_value *hw_view_page(struct hw_view *view,
    const struct hw_page *page);
const struct hw_value *hw_view_action(struct hw_view *view,
    const struct hw_action *action);
const struct hw_value *hw_view_easy_action(struct hw_view *view,
    const struct hw_action *action);
const struct hw_value *hw_view_print(struct hw_view *view,
    const struct hw_plan *plan, bool is_large);
const struct hw_value *hw_view_print_all(struct hw_view *view);
const struct hw_value *hw_view_easy_print(struct hw_view *view);
const struct hw_value *hw_view_list(struct hw_view *view,
    enum hw_list_kind kind);
const struct hw_value *hw_view_owners(struct hw_view *view);
const struct hw_value *hw_view_word_list(struct hw_view *view);
const struct hw_value *hw_view_easy_index(struct hw_view *view);
const struct hw_value *hw_view_not_found(struct hw_view *view);
/* For readers of an old address that gets a page of its own. */
const struct hw_value *hw_view_moved(struct hw_view *view,
    const struct hw_redirect *redirect);
/* What _headers and _redirects tell hosts. */
const struct hw_value *hw_view_hosting(struct hw_view *view);
/* Of security.txt; NULL when site.yaml has nothing for it, which the second
 * tells without a message. */
const struct hw_value *hw_view_security(struct hw_view *view);
bool hw_view_has_security(const struct hw_site *site);
/* What a page may load, as a Content-Security-Policy. */
hw_str hw_view_policy(const struct hw_view *view);
/* Of the count addresses ("/plan/") that are pages for readers. */
const struct hw_value *hw_view_sitemap(struct hw_view *view,
    const hw_str *urls, size_t count);

/* ------------------ parts that the view files share ------------------ */

/*
 * An author's words as this page shows them: those in another language than
 * the page's are marked as such (see render/lang_marks). hw_view_own is for
 * words in the site's own language that no file has.
 */
hw_str hw_view_text(struct hw_view *view, const struct hw_text *text);
hw_str hw_view_own(struct hw_view *view, hw_str words);
void hw_view_put(struct hw_view *view, struct hw_value *map, hw_str key,
    const struct hw_text *text);
/* The language of a file's words where it is another than the page's. */
hw_str hw_view_other_tag(const struct hw_view *view,
    const struct hw_source *source);
/* The page in the language of the page at work, or itself where it is not
 * translated. */
const struct hw_page *hw_view_local(const struct hw_view *view,
    const struct hw_page *page);
/* Sets url and hreflang; the latter where the page there is in another
 * language: in that of `page`, or in the site's own (NULL). */
void hw_view_link(struct hw_view *view, struct hw_value *map, hw_str url,
    const struct hw_page *page);
/* Sets languages, and whether there are several: where the page at `url`, or
 * home, can be read in other languages. Sets alternates. */
void hw_view_languages(struct hw_view *view, struct hw_value *map,
    hw_str url);
/* Sets alternates: the page, or NULL, in every language that it is in; empty
 * where it is in one. */
void hw_view_alternates(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page);
/* Sets translation_behind: the standard page has changed, this one not. */
void hw_view_translation(struct hw_view *view, struct hw_value *map,
    const struct hw_page *face);
/* "/x/" with the path of base_url before it. */
hw_str hw_view_url(const struct hw_view *view, hw_str url);
/* A page's map with its title, addresses and the empty optional parts. */
struct hw_value *hw_view_start(struct hw_view *view, hw_str title,
    hw_str url);
void hw_view_crumb(struct hw_view *view, struct hw_value *page, hw_str title,
    hw_str url);
/* To a page in the language at work, by its own title where none is given. */
void hw_view_page_crumb(struct hw_view *view, struct hw_value *map,
    hw_str title, const struct hw_page *page);
/* {iso, words}, or null where there is no date. */
const struct hw_value *hw_view_date(struct hw_view *view,
    struct hw_date date);
/* {iso, words, reported, pinned}: the day a plan speaks of, or null. */
const struct hw_value *hw_view_as_of(struct hw_view *view,
    const struct hw_plan *plan);
/* {is_known, iso, words}: when something last changed. */
const struct hw_value *hw_view_updated(struct hw_view *view,
    const struct hw_history_date *date);
/* A tree as markup; null for none. */
const struct hw_value *hw_view_prose(struct hw_view *view,
    const struct hw_node *doc, int heading_shift, hw_str note_prefix);
void hw_view_html_options(struct hw_view *view,
    struct hw_html_options *options);
/* A page in a list: title, address, how far it has got. */
void hw_view_card(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page);
/* Counts, the day it speaks of, owners, addresses for paper. */
void hw_view_plan_facts(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan);
/* What a recommendation, area or priority says. */
void hw_view_part(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, int heading_shift);
bool hw_view_is_part(const struct hw_page *page);
/* What families said, with the actions that answer it. */
void hw_view_said(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page);
/* One easy-read page among others, without its own contact and words: those
 * are added to the list, unless they were seen. */
void hw_view_easy_chapter(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, struct hw_value *words, struct hw_map *seen);
/* An action as every list and page shows it. */
struct hw_value *hw_view_action_map(struct hw_view *view,
    const struct hw_action *action, int heading_shift);
/* {total, rows: [{key, words, count, …}], sentence}: how far a plan or an
 * area has got. */
const struct hw_value *hw_view_progress(struct hw_view *view,
    const size_t *counts, size_t late);
/* "Area 5", or empty for a page that is no part of a plan. */
hw_str hw_view_label(struct hw_view *view, const struct hw_page *page);
/* The figures of a page: sentence, chart, table (see view_measure). */
void hw_view_measures(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page);
/* The same in easy-read rows, as far as the figures have easy words. */
void hw_view_easy_measures(struct hw_view *view, struct hw_value *map,
    const struct hw_page *standard);
/* A row of an easy-read page: a picture of the layouts, or markup. */
void hw_view_easy_row(struct hw_view *view, struct hw_buf *out,
    const char *picture, hw_str alt, hw_str first, hw_str second);
void hw_view_easy_markup_row(struct hw_buf *out, hw_str picture, hw_str first,
    hw_str second);
/* From here on the page marks the words of the glossary; with a list of
 * them below it, to which they are links, or short forms alone. */
void hw_view_mark_words(struct hw_view *view, bool with_list);
/* The page shows this text as it is: its words belong to the list. */
void hw_view_shows(struct hw_view *view, hw_str text);
void hw_view_shows_all(struct hw_view *view, const struct hw_texts *texts);
/* {has_letters, letters}: the glossary by its letters. */
void hw_view_letters(struct hw_view *view, struct hw_value *map);
/* {has_page_words, page_words}: the list, once all else of it is there. */
void hw_view_page_words(struct hw_view *view, struct hw_value *map);
/* A picture of the layouts as {src, width, height}; it will be published. */
const struct hw_value *hw_view_picture(struct hw_view *view, hw_str name);
/* An easy-read page's parts: rows, sentence of status, words, contact. */
void hw_view_easy_parts(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page, const struct hw_node *first,
    const struct hw_node *end);

/* When the page was looked at, by whom, and when it will be again. */
void hw_view_reviews(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page);

/* "not_started", "in_progress": a status in data and in names of words. */
const char *hw_view_status_key(int status);
/* {key, words, is_…}: layouts choose the mark by the is_… that is true. */
const struct hw_value *hw_view_status(struct hw_view *view, const char *key);

#endif
