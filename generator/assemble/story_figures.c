/* Figures stand in files of their own, so a new one is no change of the page's
 * bytes; its readers see one all the same. */
#include "assemble/story_parts.h"

static size_t number_of(const struct story_teller *teller,
    const struct hw_page_change *change)
{
	return (size_t)(change->commit.p - teller->hexes) / STORY_HEX;
}

/* Both newest first; of a commit that made two changes the page's stays. */
static void merge(const struct story_teller *teller,
    struct hw_page_history *history, const struct hw_page_history *figures,
    size_t since)
{
	struct hw_page_history all = {0};
	size_t i = 0, k = 0;

	while (i < history->changes.count || k < figures->changes.count) {
		struct hw_page_change change;
		size_t own = 0, other = 0;

		if (i < history->changes.count)
			own =
			    1 + number_of(teller, &history->changes.items[i]);
		if (k < figures->changes.count)
			other =
			    1 + number_of(teller, &figures->changes.items[k]);
		if (own >= other) {
			change = history->changes.items[i++];
			k += own == other;
		} else if (other - 1 < since) {
			k = figures->changes.count;
			continue;
		} else {
			change = figures->changes.items[k++];
			change.is_first = change.is_wording = false;
		}
		HW_PUSH(&all.changes, teller->arena, change);
	}
	*history = all;
}

static void join(const struct story_teller *teller,
    struct hw_story_page *told, const struct hw_story_page *figures,
    size_t since)
{
	told->is_incomplete |= figures->is_incomplete;
	if (figures->bytes_updated.when == HW_GIT_DATED &&
	    told->bytes_updated.when == HW_GIT_DATED &&
	    figures->bytes_updated.time > told->bytes_updated.time)
		told->bytes_updated = figures->bytes_updated;
	merge(teller, &told->history, &figures->history, since);
	told->has_change = told->history.changes.count > 0 &&
	    !told->has_bad_time && !figures->has_bad_time;
	if (figures->has_bad_time) {
		told->has_bad_time = true;
		told->bad_commit = figures->bad_commit;
	}
	if (told->has_change) {
		told->updated = told->history.changes.items[0].time;
		told->commit = told->history.changes.items[0].commit;
	}
}

static void join_page(const struct story_teller *teller,
    const struct hw_page *page)
{
	const hw_str folder = HW_STR("content/");
	hw_str path =
	    hw_str_sub(page->source.path, folder.len, page->source.path.len);
	const struct story_slot *slot = hw_map_get(&teller->pages, path);
	struct hw_story_page *told = hw_map_get(&teller->story->pages, path);
	size_t i;

	if (slot == NULL || slot->page == NULL || !slot->page->has_figures ||
	    told == NULL)
		return;
	for (i = 0; i < page->front.measures.count; i++) {
		hw_str file = page->front.measures.items[i].points.s;
		const struct hw_story_page *figures =
		    hw_map_get(&teller->story->pages, file);

		if (file.len > 0 && figures != NULL)
			join(teller, told, figures,
			    slot->page->figures_since);
	}
}

void story_join_figures(struct story_teller *teller)
{
	size_t i;

	for (i = 0; i < teller->site->pages.count; i++)
		join_page(teller, teller->site->pages.items[i]);
}
