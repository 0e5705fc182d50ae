/*
 * dating: when a page was updated and created.
 *
 * By its words and figures, as readers saw them, where it is published and all its
 * versions could be read; else by its bytes.
 *
 * Threads: reads Markdown; one thread.
 */
#ifndef HW_ASSEMBLE_DATING_H
#define HW_ASSEMBLE_DATING_H

#include "assemble/story.h"

struct hw_page_dates {
	struct hw_git_change updated, created;
};

/* The dates of the page at `path`. */
struct hw_page_dates hw_dating_of(const struct hw_story *story, hw_str path);

/* Whether all figures that the page shows are those of HEAD. */
bool hw_dating_has_figures(const struct hw_story *story,
    const struct hw_page *page);

/* Whether these bytes say the same to readers as HEAD's page at `path`. */
bool hw_dating_is_same(const struct hw_story *story, hw_str path,
    hw_str bytes);

#endif
