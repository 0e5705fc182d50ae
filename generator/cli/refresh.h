/*
 * refresh: one page of a loaded site read again, in a few milliseconds
 * whatever the size of the site.
 *
 * Fresh afterwards: the page's words, fields, links and messages, its easy-
 * read version or the page that it is the easy-read version of, the actions,
 * counts and order of its plan, and whether easy read is behind. As they
 * were before, until the site is loaded anew: menus, lists over several
 * plans, anchors that other pages link to, and dates; a page with other bytes
 * is "not yet published".
 *
 * What was read before stays in the site's arena: whoever calls this loads
 * the site anew sooner or later.
 *
 * Threads: as load.
 */
#ifndef HW_CLI_REFRESH_H
#define HW_CLI_REFRESH_H

#include "assemble/links.h"
#include "cli/compose.h"
#include "cli/load.h"

/*
 * Reads the page at `path` ("content/about.md") again. False, with nothing
 * changed, where it is no page of the site, cannot be read, or more hangs on
 * it than this can do.
 */
bool hw_refresh(struct hw_loaded *loaded, struct hw_composer *composer,
    struct hw_links *links, hw_str path);

#endif
