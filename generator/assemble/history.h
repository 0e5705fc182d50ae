/*
 * history: when each page last changed, from git.
 *
 * Only published words have a date: a page that is not committed, or that
 * says something else than the committed one, is HW_DATE_UNPUBLISHED. A date
 * that git cannot tell is HW_DATE_UNKNOWN. The time of the build, of the file
 * or of a neighbour never stands in for one.
 *
 * A page's bytes are compared with the committed ones as they are and with
 * CR LF taken as LF (core.autocrlf); other filters of git are not run.
 *
 * Threads: writes to the site and opens git (see input/gitrepo.h): the only
 * thread that runs.
 */
#ifndef HW_ASSEMBLE_HISTORY_H
#define HW_ASSEMBLE_HISTORY_H

#include "input/cache.h"
#include "model/site.h"

/*
 * Fills page->date of all pages, site->commit and site->history, and checks
 * what the history makes checkable (see assemble/honesty). A page's date is
 * that of its newest public change (see assemble/story); bytes that changed
 * nothing for readers move no date, in a commit or in the folder.
 *
 * `site_root` is the site's folder, `content_folder` the first part of each
 * page's source path ("content"). Says why dates are not known, once for
 * each cause and with the mend; with must_know that is an error. `repairs`
 * is history.yaml, which must live as long as the site, or NULL. The story
 * is told from the commit that `rev` names, or from HEAD where that is NULL.
 * What an earlier build left in `cache` makes it quicker and changes nothing;
 * NULL: none. Needs hw_markdown_setup.
 */
void hw_history_read(struct hw_site *site, const char *site_root,
    hw_str content_folder, bool must_know, const struct hw_source *repairs,
    const char *rev, struct hw_cache *cache);

#endif
