/*
 * html: a document tree as accessible HTML.
 *
 * Everything is escaped here; raw HTML of the source comes out as text.
 * Links and pictures must have been resolved (assemble/links): one without
 * href is written as its words alone.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_HTML_H
#define HW_RENDER_HTML_H

#include "model/doc.h"

struct hw_word_marks;

struct hw_html_options {
	hw_str base_path;   /* put before every address of this site */
	int heading_shift;  /* added to each heading's level */
	bool without_ids;   /* several texts on one page: no anchors */
	hw_str note_prefix; /* makes footnote ids unique on the page */
	hw_str notes_title; /* heading of the footnotes */
	hw_str table_label; /* names a table that has no caption */
	hw_str back_label;  /* "Back to the text", for footnotes */
	hw_str done_label, open_label; /* task list items, for readers */
	/* The glossary in the page's words, or NULL for no marks; and whether
	 * the words are quoted, which leaves them as they are but for links. */
	struct hw_word_marks *marks;
	bool is_quoted;
	/* Called after each heading's section that has a label (easy read:
	 * the status of the action it speaks of); may be NULL. */
	void (*after_section)(struct hw_buf *out,
	    const struct hw_node *heading, void *context);
	void *context;
};

/* Appends the blocks below `node` (a DOCUMENT, ROW, QUOTE …). */
void hw_html_blocks(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options);

/* Appends the blocks from `first` up to, not including, `end`. */
void hw_html_between(struct hw_buf *out, const struct hw_node *first,
    const struct hw_node *end, const struct hw_html_options *options);

/* Appends the inlines below `node` (a PARAGRAPH, HEADING …). */
void hw_html_inlines(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options);

#endif
