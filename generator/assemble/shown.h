/*
 * shown: when what a page shows last changed, where it shows more than its
 * own file says.
 *
 * page->date is that of a page's own words, by which easy read is judged. But
 * a plan's page and the home page also count actions, which stand in other
 * files: readers saw these pages change when a count did, and so the date
 * that they are told is the newer of the two. A document of a whole plan is as
 * new as the newest page in it. What cannot be told stays so: a newer count
 * makes no date for a page whose own is not known.
 *
 * An action's page shows less than the file that it stands in: it is as new as
 * what last happened to the action.
 *
 * Not an easy-read page, although it tells how far its actions have got: its
 * date is what "the standard page has changed since" is counted from, and one
 * date is enough for its readers.
 *
 * Threads: reads only.
 */
#ifndef HW_ASSEMBLE_SHOWN_H
#define HW_ASSEMBLE_SHOWN_H

#include "model/site.h"

struct hw_history_date hw_shown_date(const struct hw_site *site,
    const struct hw_page *page);

/* The key of a lookup is made in the arena. */
struct hw_history_date hw_shown_action_date(const struct hw_site *site,
    const struct hw_action *action, struct hw_arena *arena);

/* Of all of a plan in one document. */
struct hw_history_date hw_shown_plan_date(const struct hw_site *site,
    const struct hw_plan *plan);

#endif
