#include "assemble/dating.h"

/* What the story tells of a page's words, or NULL. */
static const struct hw_story_page *told_of(const struct hw_story *story,
    hw_str path)
{
	const struct hw_story_page *told = hw_map_get(&story->pages, path);

	return told != NULL && told->is_public && !told->is_incomplete ? told
								       : NULL;
}

static struct hw_page_dates dates_of_words(const struct hw_story_page *told)
{
	struct hw_page_dates dates = {.updated = {.when = HW_GIT_NEVER},
	    .created = {.when = told->has_created ? HW_GIT_DATED
						  : HW_GIT_NEVER,
		.time = told->created}};

	if (told->has_change) {
		dates.updated.when = HW_GIT_DATED;
		dates.updated.time = told->updated;
		hw_git_id_parse(&dates.updated.commit, told->commit);
	} else if (told->has_bad_time) {
		dates.updated.when = HW_GIT_BAD_TIME;
		dates.updated.commit = told->bad_commit;
	}
	return dates;
}

struct hw_page_dates hw_dating_of(const struct hw_story *story, hw_str path)
{
	const struct hw_story_page *told = told_of(story, path);

	if (told != NULL)
		return dates_of_words(told);
	told = hw_map_get(&story->pages, path);
	if (told != NULL)
		return (struct hw_page_dates){told->bytes_updated,
		    told->bytes_created};
	return (struct hw_page_dates){{.when = HW_GIT_NEVER},
	    {.when = HW_GIT_NEVER}};
}

bool hw_dating_is_same(const struct hw_story *story, hw_str path,
    hw_str bytes)
{
	const struct hw_story_page *told = told_of(story, path);
	struct hw_facts_reader reader;
	struct hw_arena arena;
	struct hw_facts facts;
	bool is_same;

	if (told == NULL)
		return false;
	hw_arena_init(&arena, 0);
	hw_facts_open(&reader);
	hw_facts_read(&facts, &reader, path, bytes, &arena);
	is_same = facts.is_readable && facts.fingerprint == told->fingerprint;
	hw_facts_close(&reader);
	hw_arena_free(&arena);
	return is_same;
}

bool hw_dating_has_figures(const struct hw_story *story,
    const struct hw_page *page)
{
	size_t i;

	for (i = 0; i < page->front.measures.count; i++) {
		const struct hw_measure *measure =
		    &page->front.measures.items[i];
		const struct hw_story_page *told;

		if (measure->points.s.len == 0)
			continue;
		told = hw_map_get(&story->pages, measure->points.s);
		/* Bytes that git has lost are compared with nothing. */
		if (told != NULL && told->is_incomplete)
			continue;
		if (told == NULL || !told->is_public ||
		    told->fingerprint != hw_facts_figures(measure))
			return false;
	}
	return true;
}
