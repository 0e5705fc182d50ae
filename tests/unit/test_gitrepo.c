/* Dates from git: input/gitrepo, gitobject, gitdiff, gitwalk and
 * assemble/history, against repositories that tests/fixtures make. */
#include "assemble/history.h"
#include "input/gitwalk.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define UNKNOWN     (-1)
#define UNPUBLISHED (-2)

struct dates {
	const char *path;
	int updated, created; /* a day of common.sh, or one of the above */
};

struct fixture {
	struct scratch scratch;
	const char *name;
	struct hw_site site;
	struct hw_diags diags;
};

/* ------------------------------- helpers ------------------------------- */

static struct fixture here;

static int open_scratch(void **state)
{
	(void)state;
	scratch_open(&here.scratch);
	/* An own home: libgit2 reads its settings, and there are none. */
	assert_int_equal(mkdir(scratch_path(&here.scratch, "home"), 0755), 0);
	assert_int_equal(
	    setenv("HOME", scratch_path(&here.scratch, "home"), 1), 0);
	return 0;
}

static int close_scratch(void **state)
{
	(void)state;
	scratch_close(&here.scratch);
	return 0;
}

static hw_str run(const char *format, ...) HW_PRINTF(1, 2);

/* What a command prints, without the last line end; it must succeed. */
static hw_str run(const char *format, ...)
{
	struct hw_arena *arena = &here.scratch.arena;
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

static void make(const char *name)
{
	here.name = name;
	run("sh tests/fixtures/%s.sh '%s/%s'", name, here.scratch.path, name);
}

/* A folder that the fixture made. */
static const char *folder(const char *inside)
{
	return hw_fmt(&here.scratch.arena, "%s/%s%s%s", here.scratch.path,
	    here.name, inside[0] != '\0' ? "/" : "", inside).p;
}

static void add_page(const char *root, const char *path)
{
	struct hw_arena *arena = &here.scratch.arena;
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
	HW_PUSH(&here.site.pages, arena, page);
}

static void read_dates(const char *root, bool must_know,
    const struct dates *expected, size_t count)
{
	struct hw_arena *arena = &here.scratch.arena;
	size_t i;

	hw_diag_init(&here.diags, arena);
	memset(&here.site, 0, sizeof(here.site));
	here.site.arena = arena;
	here.site.diags = &here.diags;
	for (i = 0; i < count; i++)
		add_page(root, expected[i].path);
	hw_history_read(&here.site, root, HW_STR("content"), must_know);
}

static int as_day(enum hw_date_state state, int64_t time)
{
	if (state != HW_DATE_KNOWN)
		return state == HW_DATE_UNKNOWN ? UNKNOWN : UNPUBLISHED;
	assert_int_equal((time - 1700000000) % 86400, 0);
	return (int)((time - 1700000000) / 86400);
}

static void check_dates(const struct dates *expected, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct hw_history_date *date =
		    &here.site.pages.items[i]->date;
		int updated = as_day(date->state, date->updated);
		int created = as_day(date->created_state, date->created);

		if (updated != expected[i].updated ||
		    created != expected[i].created)
			fail_msg("%s: %s: updated %d, created %d", here.name,
			    expected[i].path, updated, created);
		assert_int_equal(date->commit.len,
		    date->state == HW_DATE_KNOWN ? 40 : 0);
	}
}

#define READ(root, must_know, expected)                                    \
	(read_dates((root), (must_know), (expected), HW_COUNT(expected)), \
	    check_dates((expected), HW_COUNT(expected)))

/* Exactly one message of that code, whose words and help hold these. */
static void check_says(enum hw_diag_code code, const char *words,
    const char *help)
{
	const struct hw_diag *diag = here.diags.list.items;

	assert_int_equal(here.diags.list.count, 1);
	assert_int_equal(diag->code, code);
	if (hw_str_find(diag->message, hw_str_of(words)) == SIZE_MAX)
		fail_msg("message: %s", diag->message.p);
	if (hw_str_find(diag->help, hw_str_of(help)) == SIZE_MAX)
		fail_msg("help: %s", diag->help.p);
}

static void check_silent(void)
{
	if (here.diags.list.count > 0)
		fail_msg("%s", here.diags.list.items[0].message.p);
}

/* git's own answer for each page; where nothing moved they must agree. */
static void check_oracle(const char *root)
{
	size_t i;

	for (i = 0; i < here.site.pages.count; i++) {
		const struct hw_page *page = here.site.pages.items[i];
		hw_str commit = run("git -C '%s' log -1 --first-parent -m "
		    "--no-renames --format=%%H -- '%.*s'",
		    root, HW_ARG(page->source.path));

		assert_true(hw_str_equal(commit, page->date.commit));
	}
}

/* A history that git's own log must agree with, and that needs no word. */
#define AGREES(fixture, ...)                                  \
	do {                                                  \
		static const struct dates all[] = __VA_ARGS__; \
		make(fixture);                                \
		READ(folder(""), true, all);                  \
		check_silent();                               \
		check_oracle(folder(""));                     \
	} while (0)

/* ------------------------------- histories ----------------------------- */

static void test_linear(void **state)
{
	(void)state;
	AGREES("linear", {{"content/a.md", 3, 1}, {"content/b.md", 2, 2},
	    {"content/plan/c.md", 1, 1}});
	assert_true(hw_str_equal(here.site.commit,
	    run("git -C '%s' rev-parse HEAD", folder(""))));
}

static void test_ways_to_merge_agree(void **state)
{
	(void)state;
	AGREES("merge", {{"content/a.md", 4, 1}, {"content/b.md", 3, 1},
	    {"content/new.md", 4, 4}});
	AGREES("squash", {{"content/a.md", 4, 1}, {"content/b.md", 3, 1},
	    {"content/new.md", 4, 4}});
	AGREES("rebase", {{"content/a.md", 4, 1}, {"content/b.md", 3, 1},
	    {"content/new.md", 4, 4}});
}

static void test_merges(void **state)
{
	(void)state;
	AGREES("octopus", {{"content/a.md", 4, 1}, {"content/x.md", 5, 5},
	    {"content/y.md", 5, 5}, {"content/z.md", 5, 5}});
	AGREES("merge-edit", {{"content/a.md", 1, 1}, {"content/b.md", 4, 1},
	    {"content/new.md", 4, 4}});
}

static void test_moves_date_nothing(void **state)
{
	static const struct dates files[] = {
	    {"content/plan/last.md", 4, 1}, {"content/plan/quiet.md", 1, 1},
	    {"content/both-moved.md", 6, 6}};
	static const struct dates folders[] = {
	    {"content/plan-2024/index.md", 1, 1},
	    {"content/plan-2024/area-1.md", 1, 1},
	    {"content/plan-2024/deep/er/area-2.md", 2, 1},
	    {"content/plan-2024/empty.md", 3, 3},
	    {"content/plan/index.md", 5, 5}};

	(void)state;
	make("rename");
	READ(folder(""), true, files);
	make("rename-folder");
	READ(folder(""), true, folders);
	check_silent();
}

static void test_changes_that_undo(void **state)
{
	(void)state;
	AGREES("swap", {{"content/a.md", 3, 1}, {"content/b.md", 3, 1},
	    {"content/c.md", 1, 1}});
	AGREES("delete-restore", {{"content/a.md", 4, 1},
	    {"content/b.md", 4, 1}, {"content/c.md", 3, 1}});
	AGREES("revert", {{"content/a.md", 3, 1}, {"content/b.md", 1, 1}});
}

static void test_order_is_the_chain(void **state)
{
	(void)state;
	AGREES("skew", {{"content/a.md", 20, 10}, {"content/b.md", 5, 10}});
}

static void test_empty_commits(void **state)
{
	static const struct dates all[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}, {"content/plan/c.md", 1, 1}};

	(void)state;
	make("empty-commit");
	READ(folder(""), true, all);
	check_silent();
}

static void test_subfolder(void **state)
{
	static const struct dates all[] = {{"content/a.md", 2, 2}};

	(void)state;
	make("subfolder");
	READ(folder("docs/site"), true, all);
	READ(folder("short"), true, all);
	check_silent();
}

static void test_crlf(void **state)
{
	static const struct dates all[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}, {"content/plan/c.md", 1, 1}};

	(void)state;
	make("crlf");
	READ(folder("clone"), true, all);
	check_silent();
	assert_true(hw_str_find(here.site.pages.items[0]->source.text,
	    HW_STR("\r\n")) != SIZE_MAX);
}

/* ----------------------------- not published --------------------------- */

static void test_uncommitted(void **state)
{
	static const struct dates all[] = {{"content/a.md", UNPUBLISHED, 1},
	    {"content/b.md", UNPUBLISHED, 2},
	    {"content/new.md", UNPUBLISHED, UNPUBLISHED},
	    {"content/plan/c.md", 1, 1},
	    {"content/plan/new.md", UNPUBLISHED, UNPUBLISHED}};

	(void)state;
	make("uncommitted");
	READ(folder(""), false, all);
	check_says(HW_DIAG_GIT_UNCOMMITTED,
	    "4 pages are changed or new and not committed: 'content/a.md', "
	    "'content/b.md', 'content/new.md' and 1 more",
	    "when its words are committed");
	READ(folder(""), true, all);
	check_says(HW_DIAG_DATE_UNKNOWN, "4 pages are", "committed");
}

static void test_no_commit(void **state)
{
	static const struct dates all[] = {
	    {"content/a.md", UNPUBLISHED, UNPUBLISHED}};

	(void)state;
	make("unborn");
	READ(folder(""), false, all);
	check_says(HW_DIAG_GIT_UNBORN, "has no commit yet", "git commit");
	READ(folder(""), true, all);
	check_says(HW_DIAG_DATE_UNKNOWN, "has no commit yet", "git commit");
	assert_int_equal(here.site.commit.len, 0);
}

/* The scratch folder may be in a repository; /tmp is in none. */
static void test_no_repository(void **state)
{
	static const struct dates all[] = {{"content/a.md", UNKNOWN, UNKNOWN}};
	char place[] = "/tmp/headway-none-XXXXXX";
	hw_str root;

	(void)state;
	assert_non_null(mkdtemp(place));
	run("sh tests/fixtures/none.sh %s/site", place);
	root = hw_fmt(&here.scratch.arena, "%s/site", place);
	READ(root.p, false, all);
	check_says(HW_DIAG_GIT_NONE, "no git repository at", "git init");
	READ(root.p, true, all);
	check_says(HW_DIAG_GIT_NONE, "no git repository at", "git init");
	assert_int_equal(here.site.commit.len, 0);
	run("rm -rf %s", place);
}

/* --------------------------- cut-off histories ------------------------- */

static void test_shallow(void **state)
{
	static const struct dates two[] = {{"content/a.md", UNKNOWN, UNKNOWN},
	    {"content/b.md", UNKNOWN, UNKNOWN}, {"content/d.md", 4, UNKNOWN},
	    {"content/plan/c.md", UNKNOWN, UNKNOWN}};
	static const struct dates above[] = {{"content/d.md", 4, UNKNOWN}};
	static const struct dates one[] = {
	    {"content/d.md", UNKNOWN, UNKNOWN}};

	(void)state;
	make("shallow");
	READ(folder("clone"), false, two);
	check_says(HW_DIAG_GIT_SHALLOW, "the dates of 3 pages are not known",
	    "git fetch --unshallow");
	READ(folder("linked"), true, two);
	check_says(HW_DIAG_DATE_UNKNOWN, "the history is cut off at commit",
	    "'fetch-depth: 0'");
	READ(folder("clone"), true, above);
	check_silent();
	READ(folder("one"), false, one);
	check_says(HW_DIAG_GIT_SHALLOW, "the date of 1 page is not known",
	    "actions/checkout");
	/* The mend that is offered. */
	run("git -C '%s' fetch -q --unshallow", folder("clone"));
	read_dates(folder("clone"), true, two, HW_COUNT(two));
	check_silent();
	check_oracle(folder("clone"));
}

static void test_partial(void **state)
{
	static const struct dates all[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}, {"content/plan/c.md", 1, 1}};
	static const struct dates none[] = {
	    {"content/a.md", UNKNOWN, UNKNOWN},
	    {"content/plan/c.md", UNKNOWN, UNKNOWN}};

	(void)state;
	make("partial");
	READ(folder("blobless"), true, all);
	check_silent();
	READ(folder("treeless"), false, none);
	check_says(HW_DIAG_GIT_DAMAGED, "is missing",
	    "git fetch --refetch --filter=blob:none");
	run("git -C '%s' fetch -q --refetch --filter=blob:none 2>&1",
	    folder("treeless"));
	READ(folder("treeless"), true, all);
	check_silent();
}

static void test_corrupt(void **state)
{
	/* HEAD is day 4, and the damage two commits below it. */
	static const struct dates above[] = {{"content/a.md", 3, UNKNOWN},
	    {"content/b.md", UNKNOWN, UNKNOWN}, {"content/d.md", 4, UNKNOWN}};
	static const struct dates first[] = {{"content/a.md", 3, UNKNOWN},
	    {"content/b.md", UNKNOWN, UNKNOWN}};
	static const struct dates none[] = {{"content/a.md", UNKNOWN, UNKNOWN}};

	(void)state;
	make("corrupt");
	READ(folder("commit"), false, first);
	check_says(HW_DIAG_GIT_DAMAGED, "is damaged", "git fsck");
	READ(folder("other"), false, first);
	check_says(HW_DIAG_GIT_DAMAGED, "is damaged", "git fsck");
	READ(folder("head"), true, none);
	check_says(HW_DIAG_DATE_UNKNOWN, "the date of 1 page is not known",
	    "git fsck");
	READ(folder("borrowed"), false, none);
	(void)above;
}

/* ------------------------------ repositories --------------------------- */

static void test_worktree_and_bare(void **state)
{
	static const struct dates linked[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 4, 2}, {"content/plan/c.md", 1, 1}};
	static const struct dates main_tree[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}};

	(void)state;
	make("worktree");
	READ(folder("linked"), true, linked);
	check_oracle(folder("linked"));
	READ(folder("main"), true, main_tree);
	check_silent();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_linear, open_scratch, close_scratch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
