#include "assemble/shown.h"

static void take_newer(struct hw_history_date *date, int64_t time)
{
	if (time > date->updated)
		date->updated = time;
}

/* The day on which a count of the plan's actions last changed. */
static void take_counts(const struct hw_site *site,
    struct hw_history_date *date, const struct hw_plan *plan)
{
	const struct hw_plan_history *known = site->history == NULL
	    ? NULL
	    : hw_map_get(&site->history->plans, plan->id);

	if (known != NULL && known->points.count > 0)
		take_newer(date,
		    known->points.items[known->points.count - 1].time);
}

struct hw_history_date hw_shown_date(const struct hw_site *site,
    const struct hw_page *page)
{
	struct hw_history_date date = page->date;
	size_t i;

	if (date.state != HW_DATE_KNOWN)
		return date;
	if (page->plan != NULL && page == page->plan->index)
		take_counts(site, &date, page->plan);
	for (i = 0; page == site->home && i < site->plans.count; i++)
		take_counts(site, &date, site->plans.items[i]);
	return date;
}

struct hw_history_date hw_shown_action_date(const struct hw_site *site,
    const struct hw_action *action, struct hw_arena *arena)
{
	struct hw_history_date date = action->page->date;
	const struct hw_biography *life;

	if (date.state == HW_DATE_UNPUBLISHED || action->page->plan == NULL)
		return date;
	life = hw_biography_of(site->history, action->page->plan->id,
	    action->ref.s, arena);
	/* New, in a page that is not. */
	if (life == NULL && date.state == HW_DATE_KNOWN)
		date.state = HW_DATE_UNPUBLISHED;
	if (life == NULL)
		return date;
	date.state = life->events.count > 0 ? HW_DATE_KNOWN : HW_DATE_UNKNOWN;
	date.updated = life->last_time;
	if (life->events.count > 0)
		date.commit =
		    life->events.items[life->events.count - 1].commit;
	return date;
}

struct hw_history_date hw_shown_plan_date(const struct hw_site *site,
    const struct hw_plan *plan)
{
	struct hw_history_date date = hw_shown_date(site, plan->index);
	size_t i;

	for (i = 0; date.state == HW_DATE_KNOWN && i < plan->pages.count; i++)
		if (plan->pages.items[i]->date.state == HW_DATE_KNOWN)
			take_newer(&date, plan->pages.items[i]->date.updated);
	return date;
}
