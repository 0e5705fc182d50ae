/*
 * assemble/story_kept: what an earlier build left, from any bytes.
 *
 * The corpus is what 'history kept' of tests/bench wrote for repositories of
 * tests/fixtures, without the first four lines; some of it damaged.
 */
#include "fuzz.h"

#include "assemble/story_parts.h"

/* Whatever came of the bytes can be kept again, and is the same then. */
static void keep_again(struct story_teller *teller, struct hw_arena *arena)
{
	struct story_teller again = {.site = teller->site, .arena = arena};
	struct hw_git_log none = {.commits = {NULL, 0, 0}};
	struct hw_buf once = {0}, twice = {0};
	uint64_t repairs;
	struct hw_pack pack;

	story_keep(teller, &once);
	fuzz_require(once.len > 0);
	fuzz_require(story_recall_commits(&again, &pack, &repairs,
	    hw_buf_str(&once)));
	story_number_commits(&again, &none);
	hw_map_init(&again.pages, arena);
	hw_map_init(&again.plans, arena);
	fuzz_require(story_recall_rest(&again, &pack));
	story_keep(&again, &twice);
	fuzz_require(hw_str_equal(hw_buf_str(&once), hw_buf_str(&twice)));
	hw_buf_free(&once);
	hw_buf_free(&twice);
}

/* All texts can be read, and a path or title is where it says. */
static void use(const struct hw_story *story)
{
	size_t i, k, bytes = 0;

	for (i = 0; i < story->actions.count; i++) {
		const struct hw_biography *life =
		    &story->actions.items[i]->life;

		fuzz_require(hw_utf8_invalid_at(life->title) == SIZE_MAX);
		for (k = 0; k < life->events.count; k++) {
			const struct hw_event *event =
			    &life->events.items[k];

			fuzz_require(hw_event_name((int)event->what) != NULL);
			fuzz_require(event->commit.len == 40);
			fuzz_require(
			    hw_utf8_invalid_at(event->note) == SIZE_MAX);
		}
	}
	for (i = 0; i < story->pages.count; i++) {
		const struct hw_story_page *page =
		    story->pages.entries[i].value;

		fuzz_require(!page->has_change || page->commit.len == 40);
		for (k = 0; k < story->pages.entries[i].key.len; k++)
			bytes +=
			    (unsigned char)story->pages.entries[i].key.p[k];
	}
	fuzz_require(bytes < SIZE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_story story = {.missing = 0};
	struct hw_git_log none = {.commits = {NULL, 0, 0}};
	struct hw_arena arena;
	struct hw_site site = {.arena = &arena, .today = {2024, 6, 1}};
	struct story_teller teller = {
	    .story = &story, .site = &site, .arena = &arena};
	struct hw_pack pack;
	uint64_t repairs;

	hw_arena_init(&arena, 0);
	hw_map_init(&teller.pages, &arena);
	hw_map_init(&teller.plans, &arena);
	if (story_recall_commits(&teller, &pack, &repairs,
		(hw_str){(const char *)data, size})) {
		story_number_commits(&teller, &none);
		if (story_recall_rest(&teller, &pack)) {
			keep_again(&teller, &arena);
			story_finish(&teller, true);
			use(&story);
		}
	}
	hw_arena_free(&arena);
	return 0;
}
