/*
 * page: the shape of the site: plans, their pages and actions, addresses,
 * pairs of standard and easy-read page, order, counts, what is late.
 *
 * Works on what scan and front matter gave; adds messages for whatever does
 * not fit together. Nothing here reads a file.
 *
 * Threads: one.
 */
#ifndef HW_ASSEMBLE_PAGE_H
#define HW_ASSEMBLE_PAGE_H

#include "model/site.h"

/*
 * Puts site->pages together into plans. site->today must be set. Drafts,
 * and pages to be published later than today, are taken out first unless
 * with_drafts.
 */
void hw_page_assemble(struct hw_site *site, bool with_drafts);

/*
 * After the front matter of one page was read again: its plan's order,
 * actions and counts. False where more hangs on what changed (the kind of
 * page, what day a plan speaks of): then the site must be read anew.
 */
bool hw_page_reassemble(struct hw_site *site, struct hw_page *page,
    const struct hw_front *earlier);

/* A draft, or to be published on a later day. */
bool hw_page_is_hidden(const struct hw_site *site,
    const struct hw_page *page);

/*
 * Late: not done and not stopped, and the last day of its due date has
 * passed on the day that its plan speaks of; never in an archived plan.
 */
bool hw_page_action_is_late(const struct hw_plan *plan,
    const struct hw_action *action);

/* "A5.1" -> "a5-1": the last part of an action's address. */
hw_str hw_page_ref_slug(struct hw_arena *arena, hw_str ref);

/* Names below a plan that headway makes itself, as /plan/print/. */
bool hw_page_is_reserved_in_plan(hw_str slug);

/* Whether /plan/large-print/ is there: see HW_PRINT_LIMIT. */
bool hw_page_prints_large(const struct hw_plan *plan);

/* Names of folders and pages at the top that headway makes itself. */
bool hw_page_is_reserved(hw_str slug);

#endif
