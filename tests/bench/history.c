/*
 * history: reads the history of the site in the current folder and nothing
 * else, so that its cost can be measured alone.
 *
 *   history dates         when each page's bytes last changed
 *   history story         that, and the biographies of all actions
 *   history kept FOLDER   the same, with the cache in that folder
 *
 * Prints what it found in one line.
 */
#include "assemble/story.h"
#include "input/cache.h"
#include "input/gitlog.h"
#include "input/markdown.h"

#include <stdio.h>
#include <string.h>

static hw_str content_folder(struct hw_git *git, struct hw_arena *arena)
{
	hw_str folder = hw_git_folder(git);

	return hw_fmt(arena, "%.*s%scontent", HW_ARG(folder),
	    folder.len > 0 ? "/" : "");
}

static void tell_dates(struct hw_git *git, struct hw_arena *arena)
{
	struct hw_git_log log;
	struct hw_map dated;
	size_t i, k, touches = 0;

	hw_git_log_read(&log, git, content_folder(git, arena), NULL, arena);
	hw_map_init(&dated, arena);
	for (i = 0; i < log.commits.count; i++)
		for (k = 0; k < log.commits.items[i].touches.count; k++) {
			hw_map_add(&dated,
			    log.commits.items[i].touches.items[k].path,
			    &log.commits.items[i]);
			touches++;
		}
	printf("%zu commits, %zu touches, %zu names dated\n",
	    log.commits.count, touches, dated.count);
}

static void tell_story(struct hw_git *git, struct hw_story_kept *kept,
    struct hw_arena *arena)
{
	struct hw_diags diags;
	struct hw_site site = {.arena = arena, .diags = &diags};
	struct hw_story story;
	size_t i, events = 0;

	hw_diag_init(&diags, arena);
	hw_markdown_setup();
	site.today = (struct hw_date){2026, 1, 2};
	hw_story_read(&story, &site, git, content_folder(git, arena), NULL,
	    kept);
	for (i = 0; i < story.actions.count; i++)
		events += story.actions.items[i]->life.events.count;
	printf("%zu pages, %zu actions, %zu events\n", story.pages.count,
	    story.actions.count, events);
}

static bool tell_kept(struct hw_git *git, const char *folder,
    struct hw_arena *arena)
{
	struct hw_story_kept kept = {.is_aside = false};
	struct hw_fs fs;
	struct hw_cache cache = {.fs = &fs,
	    .path = hw_str_of(folder),
	    .site = HW_STR_NONE,
	    .writer = HW_STR("bench")};

	if (hw_fs_open(&fs, folder) != 0)
		return false;
	kept.before = hw_cache_read(&cache, content_folder(git, arena), arena);
	tell_story(git, &kept, arena);
	if (kept.after.len > 0)
		hw_cache_write(&cache, content_folder(git, arena),
		    hw_buf_str(&kept.after));
	hw_buf_free(&kept.after);
	hw_fs_close(&fs);
	return true;
}

int main(int argc, char **argv)
{
	struct hw_git_problem problem;
	struct hw_arena arena;
	struct hw_git *git;
	bool is_done = true;

	if (!(argc == 2 && strcmp(argv[1], "dates") == 0) &&
	    !(argc == 2 && strcmp(argv[1], "story") == 0) &&
	    !(argc == 3 && strcmp(argv[1], "kept") == 0)) {
		fprintf(stderr, "usage: history dates|story|kept FOLDER\n");
		return 2;
	}
	hw_arena_init(&arena, 0);
	if (!hw_git_open(&git, &problem, ".", &arena)) {
		fprintf(stderr, "history: git cannot be read here\n");
		return 3;
	}
	if (strcmp(argv[1], "dates") == 0)
		tell_dates(git, &arena);
	else if (strcmp(argv[1], "story") == 0)
		tell_story(git, NULL, &arena);
	else
		is_done = tell_kept(git, argv[2], &arena);
	hw_git_close(git);
	hw_arena_free(&arena);
	return is_done ? 0 : 3;
}
