/*
 * prose: every Markdown text of the site as a tree, with anchors.
 *
 * Reads page bodies and the Markdown fields of front matter, gives each
 * heading an id that is unique on its page, and numbers the uses of
 * footnotes. page->ids then holds every anchor of the page, those of the
 * layouts too. Facts of the data are still names in braces, in ids too:
 * anchors do not change with the data. Where an author writes "\{{", the two
 * braces stand in two nodes and name nothing.
 *
 * Threads: one (see input/markdown).
 */
#ifndef HW_ASSEMBLE_PROSE_H
#define HW_ASSEMBLE_PROSE_H

#include "model/site.h"

void hw_prose_read(struct hw_site *site);

/* The same for one page, which may have been read before. */
void hw_prose_read_page(struct hw_site *site, struct hw_page *page);

/*
 * Calls `visit` for each tree of a page: body, finding, impact, and the
 * texts of its actions.
 */
void hw_prose_each(struct hw_page *page,
    void (*visit)(struct hw_node *doc, void *context), void *context);

#endif
