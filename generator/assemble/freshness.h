/*
 * freshness: do easy read and translations keep up with the standard page?
 *
 * An easy-read page or a translation is behind when a public change of its standard page's
 * words (see struct hw_page_change, is_wording) is newer than the newest
 * change of its own. Status, due date and completion of actions are no such
 * change: both show them from the data. Nor is one that
 * somebody has looked at since: `reviewed`, or the date of `checked_by`, on
 * the day of that change or later, and not to come.
 *
 * Nothing is said where a date is not known, in either file.
 *
 * Threads: one.
 */
#ifndef HW_ASSEMBLE_FRESHNESS_H
#define HW_ASSEMBLE_FRESHNESS_H

#include "model/site.h"

struct hw_words_locale;

/* Days that either may be behind before it is an error. */
#define HW_BEHIND_LIMIT_DAYS 14
/* How long the check of an easy-read page by its readers holds. */
#define HW_CHECK_LIMIT_MONTHS 12

/* Fills page->behind of every one of them; the site's history is read. */
void hw_freshness_read(struct hw_site *site, struct hw_words_locale *locale);

/* The same for one page, when it or its standard page was read again. */
void hw_freshness_read_page(const struct hw_site *site, struct hw_page *page,
    struct hw_words_locale *locale);

/* Did a group of readers check it, but not within the last 12 months? */
bool hw_freshness_check_is_old(const struct hw_page *page,
    struct hw_date today);

/* Is the day over by which the page was to be looked at again? */
bool hw_freshness_review_is_due(const struct hw_page *page,
    struct hw_date today);

#endif
