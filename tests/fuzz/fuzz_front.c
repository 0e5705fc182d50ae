/* input/front: a page, site.yaml and words.yaml from any bytes. */
#include "fuzz.h"

#include "input/front.h"

static const char *const paths[] = {"content/index.md", "content/a/index.md",
    "content/a/b.md", "content/a/b.easy.md"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct hw_arena arena;
	struct hw_diags diags;
	size_t i;

	if (size > 20000)
		return 0;
	hw_arena_init(&arena, 0);
	for (i = 0; i < HW_COUNT(paths); i++) {
		struct hw_page page = {.is_easy = i == 3};
		bool good;

		hw_diag_init(&diags, &arena);
		page.source = (struct hw_source){.path = hw_str_of(paths[i]),
 .text = {(const char *)data, size}};
		good = hw_front_read(&page, &diags, &arena);
		fuzz_require(good || diags.errors > 0);
		fuzz_require(page.front.kind.value >= 0);
		fuzz_require(page.body.span.at + page.body.span.len == size);
		fuzz_print(&diags);
	}
	{
		struct hw_source source = {.path = HW_STR("content/site.yaml"),
 .text = {(const char *)data, size}};
		struct hw_settings settings;
		struct hw_words words;

		hw_diag_init(&diags, &arena);
		fuzz_require(
		    hw_settings_read(&settings, &source, &diags, &arena) ||
		    diags.errors > 0);
		fuzz_print(&diags);
		hw_diag_init(&diags, &arena);
		fuzz_require(hw_words_read(&words, &source, &diags, &arena) ||
		    diags.errors > 0);
		fuzz_print(&diags);
	}
	hw_arena_free(&arena);
	return 0;
}
