/*
 * view_find: every page and action of the site, by the letters of its title,
 * for readers (/find/) and for the search box on that page (search.json).
 *
 * One page lists all of them; a site of more than 400 gets one page for each
 * letter, and /find/ leads to these. Pages in other languages stand below, by
 * language; the search box knows those of the site's own.
 *
 * Threads: one; what is collected lives in the site's arena.
 */
#ifndef HW_RENDER_VIEW_FIND_H
#define HW_RENDER_VIEW_FIND_H

#include "render/view.h"

struct hw_find_entry {
	hw_str title, url, summary;
	hw_str label;  /* "Area 5, the plan's title", or empty */
	hw_str letter; /* that its title is listed under */
};

struct hw_find {
	struct hw_find_entry *items; /* in the order of titles */
	size_t count, room;
	bool has_letter_pages;
};

#define HW_FIND_ALL SIZE_MAX

void hw_find_collect(struct hw_view *view, struct hw_find *out);

/* Behind the last entry with the letter of the one at `from`. */
size_t hw_find_letter_end(const struct hw_find *find, size_t from);
/* "/find/a/" of the letter of the entry at `at`. */
hw_str hw_find_letter_url(struct hw_view *view, const struct hw_find *find,
    size_t at);

/* The page of the letter that begins at `letter`, or HW_FIND_ALL: /find/. */
const struct hw_value *hw_view_find(struct hw_view *view,
    const struct hw_find *find, size_t letter);

/*
 * {"pages": [[title, address, label, summary], …]} for the search box; in
 * the site's arena.
 */
hw_str hw_find_json(const struct hw_view *view, const struct hw_find *find);

#endif
