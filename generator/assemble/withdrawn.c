#include "assemble/withdrawn.h"

#include "assemble/page.h"

/* As those of pages: a name of the past was never looked at. */
static bool can_be_address(hw_str name)
{
	size_t i;

	for (i = 0; i < name.len; i++) {
		char c = name.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
		    (i == 0 || c != '-'))
			return false;
	}
	return name.len > 0;
}

/* Actions that are there, by their addresses; then those that keep one. */
struct finder {
	struct hw_site *site;
	struct hw_map plans, taken;
};

static void list_present(struct finder *finder)
{
	struct hw_site *site = finder->site;
	size_t i, k;

	hw_map_init(&finder->plans, site->arena);
	hw_map_init(&finder->taken, site->arena);
	for (i = 0; i < site->plans.count; i++) {
		struct hw_plan *plan = site->plans.items[i];

		hw_map_add(&finder->plans, plan->id, plan);
		for (k = 0; k < plan->actions.count; k++)
			hw_map_add(&finder->taken,
			    plan->actions.items[k]->url,
			    &plan->actions.items[k]->ref.s);
	}
}

/* Whether its address is its own, and whether it came back: in the folder,
 * which git has not seen yet. */
static bool keeps_address(struct finder *finder, struct hw_withdrawn *gone,
    hw_str url, bool *is_back)
{
	hw_str ref = gone->biography->ref;
	/* Of two whose refs look alike the first one keeps it. */
	const hw_str *holder = hw_map_get(&finder->taken, url);

	*is_back = holder != NULL && hw_str_equal(*holder, ref);
	if (holder != NULL ||
	    hw_map_get(&finder->site->page_of_url, url) != NULL)
		return false;
	return can_be_address(gone->biography->plan) &&
	    can_be_address(gone->slug) &&
	    !hw_page_is_reserved(gone->biography->plan) &&
	    !hw_page_is_reserved_in_plan(gone->slug);
}

static void add(struct finder *finder, const struct hw_biography *biography)
{
	struct hw_site *site = finder->site;
	struct hw_plan *plan = hw_map_get(&finder->plans, biography->plan);
	struct hw_withdrawn *gone = HW_NEW(site->arena, struct hw_withdrawn);
	bool is_back = false;
	hw_str url;

	gone->biography = biography;
	gone->plan = plan;
	gone->slug = hw_page_ref_slug(site->arena, biography->ref);
	url = hw_fmt(site->arena, "/%.*s/%.*s/", HW_ARG(biography->plan),
	    HW_ARG(gone->slug));
	if (keeps_address(finder, gone, url, &is_back)) {
		gone->url = url;
		hw_map_add(&finder->taken, url, &gone->slug);
	}
	if (is_back)
		return;
	HW_PUSH(&site->withdrawn, site->arena, gone);
	if (plan != NULL)
		HW_PUSH(&plan->withdrawn, site->arena, gone);
}

void hw_withdrawn_find(struct hw_site *site)
{
	struct finder finder = {.site = site};
	size_t i;

	if (site->history == NULL)
		return;
	list_present(&finder);
	for (i = 0; i < site->history->biographies.count; i++) {
		const struct hw_biography *biography =
		    site->history->biographies.entries[i].value;

		if (biography->is_withdrawn)
			add(&finder, biography);
	}
}
