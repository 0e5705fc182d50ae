/*
 * moved: where the readers of old addresses are sent.
 *
 * An old address is one that a page names in moved_from, or one that git
 * knows a published page to have had. It leads to the page that has it no
 * more, in one step, however often that moved. moved_from of a plan stands
 * for all addresses below it; a page's stands for its easy-read version too.
 *
 * Refused, with a message: a moved_from that is no address, that is the
 * address of something present (the page of a withdrawn action too), or that
 * two pages name. Not said, because
 * nobody wrote it: an old name in git that something present has taken. Of
 * two pages that had a name one after the other, the later one gets its
 * readers; moved_from comes before git.
 *
 * Threads: one.
 */
#ifndef HW_ASSEMBLE_MOVED_H
#define HW_ASSEMBLE_MOVED_H

#include "model/site.h"

/* Fills site->redirects. Needs site->history (NULL: git tells nothing) and
 * hw_withdrawn_find; takes the pages of withdrawn actions from plans that are
 * gone where their addresses lead elsewhere. */
void hw_moved_find(struct hw_site *site);

#endif
