/*
 * lockstep_known: all that a standard page says, its words and its data.
 *
 * What its readers see counts: every passage, the actions' dates, the
 * figures of measures, counts, how long its lists are, what its links lead
 * to, and the site's contact details. An easy-read page's link to
 * another easy-read page counts as one to the page that it stands for.
 *
 * Ownership: in the arena given. Threads: reads the site.
 */
#ifndef HW_RULES_LOCKSTEP_KNOWN_H
#define HW_RULES_LOCKSTEP_KNOWN_H

#include "rules/lockstep_set.h"

/* The set is closed: it can be asked. */
void hw_known_read(struct hw_set *out, const struct hw_site *site,
    const struct hw_page *standard, const struct hw_passages *passages,
    struct hw_arena *arena);

/* The numbers of the glossary, which easy-read pages explain words with. */
void hw_known_words(struct hw_set *out, const struct hw_site *site,
    struct hw_arena *arena);

/* An address for comparison: no fragment, no final '/', of a page of this
 * site that of its standard page. Empty for a place on the same page. */
hw_str hw_known_address(const struct hw_site *site, hw_str href);

/* Does every page lead there, in its menu or its foot? */
bool hw_known_in_menus(const struct hw_site *site, hw_str address,
    struct hw_arena *arena);

#endif
