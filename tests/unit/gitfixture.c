#include "gitfixture.h"

#include "assemble/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct gitfixture gitfixture;

/* libgit2 1.5 loses memory each time it matches a setting's name against a
 * pattern, which it does for extensions of the format. */
const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2";
}

int fixture_open(void **state)
{
	(void)state;
	scratch_open(&gitfixture.scratch);
	/* An own home: libgit2 reads its settings, and there are none. */
	assert_int_equal(
	    mkdir(scratch_path(&gitfixture.scratch, "home"), 0755), 0);
	assert_int_equal(
	    setenv("HOME", scratch_path(&gitfixture.scratch, "home"), 1), 0);
	return 0;
}

int fixture_close(void **state)
{
	(void)state;
	scratch_close(&gitfixture.scratch);
	return 0;
}

hw_str fixture_run(const char *format, ...)
{
	struct hw_arena *arena = &gitfixture.scratch.arena;
	char bytes[4096];
	va_list args;
	size_t len;
	FILE *pipe;

	va_start(args, format);
	pipe = popen(hw_vfmt(arena, format, args).p, "r");
	va_end(args);
	assert_non_null(pipe);
	len = fread(bytes, 1, sizeof(bytes), pipe);
	assert_int_equal(pclose(pipe), 0);
	return hw_str_trim(hw_str_dup(arena, (hw_str){bytes, len}));
}

void fixture_make(const char *name)
{
	gitfixture.name = name;
	fixture_run("sh tests/fixtures/%s.sh '%s/%s'", name,
	    gitfixture.scratch.path, name);
}

const char *fixture_folder(const char *inside)
{
	return hw_fmt(&gitfixture.scratch.arena, "%s/%s%s%s",
	    gitfixture.scratch.path, gitfixture.name,
	    inside[0] != '\0' ? "/" : "", inside)
	    .p;
}

static void add_page(const char *root, const char *path)
{
	struct hw_arena *arena = &gitfixture.scratch.arena;
	struct hw_page *page = HW_NEW(arena, struct hw_page);
	struct hw_fs fs;

	page->source.path = hw_str_dup(arena, hw_str_of(path));
	page->source.text = HW_STR_NONE;
	assert_int_equal(hw_fs_open(&fs, root), 0);
	/* In a bare repository there is no file, and its words do not
	 * matter. */
	(void)hw_fs_read(&fs, page->source.path, 4096, arena,
	    &page->source.text);
	hw_fs_close(&fs);
	HW_PUSH(&gitfixture.site.pages, arena, page);
}

void fixture_read(const char *root, bool must_know,
    const struct dates *expected, size_t count)
{
	struct hw_arena *arena = &gitfixture.scratch.arena;
	size_t i;

	hw_diag_init(&gitfixture.diags, arena);
	memset(&gitfixture.site, 0, sizeof(gitfixture.site));
	gitfixture.site.arena = arena;
	gitfixture.site.diags = &gitfixture.diags;
	for (i = 0; i < count; i++)
		add_page(root, expected[i].path);
	hw_history_read(&gitfixture.site, root, HW_STR("content"), must_know,
	    NULL, NULL, NULL);
}

static int as_day(enum hw_date_state state, int64_t time)
{
	if (state != HW_DATE_KNOWN)
		return state == HW_DATE_UNKNOWN ? UNKNOWN : UNPUBLISHED;
	assert_int_equal((time - 1700000000) % 86400, 0);
	return (int)((time - 1700000000) / 86400);
}

void fixture_check(const struct dates *expected, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct hw_history_date *date =
		    &gitfixture.site.pages.items[i]->date;
		int updated = as_day(date->state, date->updated);
		int created = as_day(date->created_state, date->created);

		if (updated != expected[i].updated ||
		    created != expected[i].created)
			fail_msg("%s: %s: updated %d, created %d",
			    gitfixture.name, expected[i].path, updated,
			    created);
		assert_int_equal(date->commit.len,
		    date->state == HW_DATE_KNOWN ? 40 : 0);
	}
}

void fixture_says(enum hw_diag_code code, const char *words, const char *help)
{
	const struct hw_diag *diag = gitfixture.diags.list.items;

	assert_int_equal(gitfixture.diags.list.count, 1);
	assert_int_equal(diag->code, code);
	if (hw_str_find(diag->message, hw_str_of(words)) == SIZE_MAX)
		fail_msg("message: %s", diag->message.p);
	if (hw_str_find(diag->help, hw_str_of(help)) == SIZE_MAX)
		fail_msg("help: %s", diag->help.p);
}

void fixture_silent(void)
{
	if (gitfixture.diags.list.count > 0)
		fail_msg("%s", gitfixture.diags.list.items[0].message.p);
}

void fixture_oracle(const char *root)
{
	size_t i;

	for (i = 0; i < gitfixture.site.pages.count; i++) {
		const struct hw_page *page = gitfixture.site.pages.items[i];
		hw_str commit =
		    fixture_run("git -C '%s' log -1 --first-parent -m "
				"--no-renames --format=%%H -- '%.*s'",
			root, HW_ARG(page->source.path));

		assert_true(hw_str_equal(commit, page->date.commit));
	}
}
