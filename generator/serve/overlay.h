/*
 * overlay: what the preview adds to a page.
 *
 * A published page knows nothing of a preview. On its way to the browser a
 * page gets a style sheet, a script that loads it again when it has changed,
 * and what its author should know: over the page mistakes with file, line and
 * mend; above it that it is a draft, and advice on its words. All of that is plain HTML and can be read
 * and closed without the script. Nothing that comes from a file gets in
 * without being escaped.
 *
 * Threads: no state.
 */
#ifndef HW_SERVE_OVERLAY_H
#define HW_SERVE_OVERLAY_H

#include "base/diag.h"

#define HW_OVERLAY_SCRIPT_PATH "/.headway/reload.js"
#define HW_OVERLAY_STYLE_PATH  "/.headway/preview.css"

/* Mistakes listed in full; the others are counted. */
#define HW_OVERLAY_LIMIT 20
/* The same of advice on words: a long page has some dozens. */
#define HW_OVERLAY_WORDS_LIMIT 60

/* What has to do with one page: its file, and its easy-read version's. */
struct hw_overlay_sources {
	const struct hw_source *items[3];
	size_t count;
};

/*
 * The mistakes of a site as HTML: those in the page's own files first, then
 * the others; doubts (warnings) about its own files alone. Nothing where
 * there is nothing to say. The set must be sorted.
 */
void hw_overlay_mistakes(struct hw_buf *out, const struct hw_diags *diags,
    const struct hw_overlay_sources *own);

/*
 * What the rules of words say of one page, folded up: it stops no build, and
 * says so. Messages about `other`, the file of the page's other version, or
 * NULL, are but counted: that page shows them. The set must be sorted.
 */
void hw_overlay_words(struct hw_buf *out, const struct hw_diags *diags,
    const struct hw_source *other);

/* A sentence or two that stand first: of a draft, of a page that is gone. */
void hw_overlay_note(struct hw_buf *out, hw_str title, hw_str words);

/*
 * The page with all of it. `notes` is what the functions above gave: with a
 * mistake in it, it stands over the page, and otherwise above it;
 * `state` is what the script gives back when it asks for news. The page's own
 * Content-Security-Policy is kept, and lets the script ask.
 */
void hw_overlay_put(struct hw_buf *out, hw_str page, hw_str notes,
    hw_str style_version, uint64_t state);

/* A page of notes alone, where there is no page to put them over. */
void hw_overlay_page(struct hw_buf *out, hw_str notes, uint64_t state);

hw_str hw_overlay_script(void);
hw_str hw_overlay_style(void);

#endif
