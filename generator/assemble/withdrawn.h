/*
 * withdrawn: actions that are in their plan no more, and the addresses that
 * they keep.
 *
 * An action cannot vanish: its page stays, and says that it was withdrawn.
 * Its address is another's only where something present has it: a page of
 * that name, or the action itself, which came back and is not yet committed.
 * Where the whole plan is gone, its readers may have been led elsewhere:
 * hw_moved_find sees to that.
 *
 * One pass over the biographies, so that a site of many plans costs no more
 * than one of few. Refs and folders come from git, where anything can stand:
 * those that could be no address get none.
 *
 * Ownership: in the site's arena. Threads: one.
 */
#ifndef HW_ASSEMBLE_WITHDRAWN_H
#define HW_ASSEMBLE_WITHDRAWN_H

#include "model/site.h"

/* Fills site->withdrawn and that of its plans, from site->history (NULL: git
 * tells nothing). Needs hw_page_assemble. */
void hw_withdrawn_find(struct hw_site *site);

#endif
