#include "assemble/dating.h"

/* What the story tells of a page, or NULL. */
static const struct hw_story_page *told_of(const struct hw_story *story,
    hw_str path)
{
	const struct hw_story_page *told = hw_map_get(&story->pages, path);

	return told != NULL && told->is_public && !told->is_incomplete ? told
								       : NULL;
}

void hw_dating_correct(struct hw_git_walk *walk, const struct hw_story *story)
{
	size_t i;

	for (i = 0; i < walk->count; i++) {
		struct hw_git_file *file = &walk->files[i];
		const struct hw_story_page *told = told_of(story, file->path);

		if (told == NULL)
			continue;
		file->updated = (struct hw_git_change){.when = HW_GIT_NEVER};
		file->created = (struct hw_git_change){
		    .when = told->has_created ? HW_GIT_DATED : HW_GIT_NEVER,
		    .time = told->created};
		if (told->has_change) {
			file->updated.when = HW_GIT_DATED;
			file->updated.time = told->updated;
			hw_git_id_parse(&file->updated.commit, told->commit);
		} else if (told->has_bad_time) {
			file->updated.when = HW_GIT_BAD_TIME;
			file->updated.commit = told->bad_commit;
		}
	}
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
