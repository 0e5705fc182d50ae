/* Dates from git: input/gitrepo, gitloose, gitobject, gitdiff, githead and
 * assemble/history, against repositories that tests/fixtures make. */
#include "gitfixture.h"
#include "assemble/dating.h"
#include "input/githead.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define READ(root, must_know, expected)                                     \
	(fixture_read((root), (must_know), (expected), HW_COUNT(expected)), \
	    fixture_check((expected), HW_COUNT(expected)))

/* A history that git's own log must agree with, and that needs no word. */
#define AGREES(name, ...)                                      \
	do {                                                   \
		static const struct dates all[] = __VA_ARGS__; \
		fixture_make(name);                            \
		READ(fixture_folder(""), true, all);           \
		fixture_silent();                              \
		fixture_oracle(fixture_folder(""));            \
	} while (0)

/* ------------------------------- histories ----------------------------- */

static void test_linear(void **state)
{
	(void)state;
	AGREES("linear",
	    {{"content/a.md", 3, 1}, {"content/b.md", 2, 2},
		{"content/plan/c.md", 1, 1}});
	assert_true(hw_str_equal(gitfixture.site.commit,
	    fixture_run("git -C '%s' rev-parse HEAD", fixture_folder(""))));
}

static void test_ways_to_merge_agree(void **state)
{
	(void)state;
	AGREES("merge",
	    {{"content/a.md", 4, 1}, {"content/b.md", 3, 1},
		{"content/new.md", 4, 4}});
	AGREES("squash",
	    {{"content/a.md", 4, 1}, {"content/b.md", 3, 1},
		{"content/new.md", 4, 4}});
	AGREES("rebase",
	    {{"content/a.md", 4, 1}, {"content/b.md", 3, 1},
		{"content/new.md", 4, 4}});
}

static void test_merges(void **state)
{
	(void)state;
	AGREES("octopus",
	    {{"content/a.md", 4, 1}, {"content/x.md", 5, 5},
		{"content/y.md", 5, 5}, {"content/z.md", 5, 5}});
	AGREES("merge-edit",
	    {{"content/a.md", 1, 1}, {"content/b.md", 4, 1},
		{"content/new.md", 4, 4}});
}

static void test_moves_date_nothing(void **state)
{
	static const struct dates files[] = {{"content/plan/last.md", 4, 1},
	    {"content/plan/quiet.md", 1, 1}, {"content/both-moved.md", 6, 6}};
	static const struct dates folders[] = {
	    {"content/plan-2024/index.md", 1, 1},
	    {"content/plan-2024/area-1.md", 1, 1},
	    {"content/plan-2024/deep/er/area-2.md", 2, 1},
	    {"content/plan-2024/empty.md", 3, 3},
	    {"content/r/about.md", 6, 6}, {"content/s/index.md", 5, 5},
	    {"content/plan/index.md", 5, 5}};

	(void)state;
	fixture_make("rename");
	READ(fixture_folder(""), true, files);
	fixture_make("rename-folder");
	READ(fixture_folder(""), true, folders);
	fixture_silent();
}

static void test_changes_that_undo(void **state)
{
	(void)state;
	AGREES("swap",
	    {{"content/a.md", 3, 1}, {"content/b.md", 3, 1},
		{"content/c.md", 1, 1}});
	AGREES("delete-restore",
	    {{"content/a.md", 4, 1}, {"content/b.md", 4, 1},
		{"content/c.md", 3, 1}});
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
	fixture_make("empty-commit");
	READ(fixture_folder(""), true, all);
	fixture_silent();
}

static void test_subfolder(void **state)
{
	static const struct dates all[] = {{"content/a.md", 2, 2}};

	(void)state;
	fixture_make("subfolder");
	READ(fixture_folder("docs/site"), true, all);
	READ(fixture_folder("short"), true, all);
	fixture_silent();
}

static void test_crlf(void **state)
{
	static const struct dates all[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}, {"content/plan/c.md", 1, 1}};

	(void)state;
	fixture_make("crlf");
	READ(fixture_folder("clone"), true, all);
	fixture_silent();
	assert_true(hw_str_find(gitfixture.site.pages.items[0]->source.text,
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
	fixture_make("uncommitted");
	READ(fixture_folder(""), false, all);
	fixture_says(HW_DIAG_GIT_UNCOMMITTED,
	    "4 pages are changed or new and not committed: 'content/a.md', "
	    "'content/b.md', 'content/new.md' and 1 more",
	    "when its words are committed");
	READ(fixture_folder(""), true, all);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "4 pages are", "committed");
}

static void test_no_commit(void **state)
{
	static const struct dates all[] = {
	    {"content/a.md", UNPUBLISHED, UNPUBLISHED}};

	(void)state;
	fixture_make("unborn");
	READ(fixture_folder(""), false, all);
	fixture_says(HW_DIAG_GIT_UNBORN, "has no commit yet", "git commit");
	READ(fixture_folder(""), true, all);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "has no commit yet", "git commit");
	assert_int_equal(gitfixture.site.commit.len, 0);
}

/* The scratch folder may be in a repository; /tmp is in none. */
static void test_no_repository(void **state)
{
	static const struct dates all[] = {
	    {"content/a.md", UNKNOWN, UNKNOWN}};
	char place[] = "/tmp/headway-none-XXXXXX";
	hw_str root;

	(void)state;
	assert_non_null(mkdtemp(place));
	fixture_run("sh tests/fixtures/none.sh %s/site", place);
	root = hw_fmt(&gitfixture.scratch.arena, "%s/site", place);
	READ(root.p, false, all);
	fixture_says(HW_DIAG_GIT_NONE, "no git repository at", "git init");
	READ(root.p, true, all);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "no git repository at",
	    "git init");
	assert_int_equal(gitfixture.site.commit.len, 0);
	fixture_run("rm -rf %s", place);
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
	fixture_make("shallow");
	READ(fixture_folder("clone"), false, two);
	fixture_says(HW_DIAG_GIT_SHALLOW,
	    "the dates of 3 pages are not known", "git fetch --unshallow");
	READ(fixture_folder("linked"), true, two);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "the history is cut off at commit",
	    "'fetch-depth: 0'");
	READ(fixture_folder("clone"), true, above);
	fixture_silent();
	READ(fixture_folder("one"), false, one);
	fixture_says(HW_DIAG_GIT_SHALLOW, "the date of 1 page is not known",
	    "actions/checkout");
	/* The mend that is offered. */
	fixture_run("git -C '%s' fetch -q --unshallow",
	    fixture_folder("clone"));
	fixture_read(fixture_folder("clone"), true, two, HW_COUNT(two));
	fixture_silent();
	fixture_oracle(fixture_folder("clone"));
}

static void test_partial(void **state)
{
	static const struct dates all[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}, {"content/plan/c.md", 1, 1}};
	static const struct dates none[] = {
	    {"content/a.md", UNKNOWN, UNKNOWN},
	    {"content/plan/c.md", UNKNOWN, UNKNOWN}};

	(void)state;
	fixture_make("partial");
	READ(fixture_folder("blobless"), true, all);
	fixture_silent();
	READ(fixture_folder("treeless"), false, none);
	fixture_says(HW_DIAG_GIT_DAMAGED, "is missing",
	    "git fetch --refetch --filter=blob:none");
	fixture_run("git -C '%s' fetch -q --refetch --filter=blob:none 2>&1",
	    fixture_folder("treeless"));
	READ(fixture_folder("treeless"), true, all);
	fixture_silent();
}

static void test_corrupt(void **state)
{
	/* The damage is two commits below HEAD, or three. */
	static const struct dates above[] = {{"content/d.md", 4, UNKNOWN},
	    {"content/plan/c.md", UNKNOWN, UNKNOWN}};
	static const struct dates none[] = {
	    {"content/a.md", UNKNOWN, UNKNOWN}};

	size_t i;
	static const char *const damaged[] = {"tree", "size", "cut"};

	(void)state;
	fixture_make("corrupt");
	for (i = 0; i < HW_COUNT(damaged); i++) {
		READ(fixture_folder(damaged[i]), false, above);
		fixture_says(HW_DIAG_GIT_DAMAGED, "is damaged", "git fsck");
	}
	READ(fixture_folder("gone"), false, above);
	fixture_says(HW_DIAG_GIT_DAMAGED, "is missing",
	    "git fetch --refetch");
	READ(fixture_folder("commit"), false, above);
	fixture_says(HW_DIAG_GIT_DAMAGED, "is damaged", "git fsck");
	READ(fixture_folder("other"), true, above);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "the date of 1 page is not known",
	    "git fsck");
	READ(fixture_folder("head"), true, none);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "the date of 1 page is not known",
	    "git fsck");
	READ(fixture_folder("borrower"), false, none);
	fixture_says(HW_DIAG_GIT_DAMAGED, "is missing", "--shared");
}

static void test_times(void **state)
{
	static const struct dates good[] = {{"content/first.md", 1, 1},
	    {"content/e.md", 2, 2}};
	static const struct dates bad[] = {{"content/a.md", UNKNOWN, UNKNOWN},
	    {"content/b.md", UNKNOWN, UNKNOWN},
	    {"content/c.md", UNKNOWN, UNKNOWN},
	    {"content/d.md", UNKNOWN, UNKNOWN}};
	static const struct dates last[] = {{"content/last.md", 0, 0}};

	(void)state;
	fixture_make("times");
	READ(fixture_folder(""), true, good);
	fixture_silent();
	READ(fixture_folder(""), false, bad);
	fixture_says(HW_DIAG_GIT_TIME, "the dates of 4 pages are not known",
	    "before 1970 and after 2100");
	READ(fixture_folder(""), true, bad);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "cannot be right", "1970");
	fixture_read(fixture_folder(""), true, last, 1);
	fixture_silent();
	assert_int_equal(gitfixture.site.pages.items[0]->date.updated,
	    4133980799);
}

/* ------------------------------ repositories --------------------------- */

static void test_worktree(void **state)
{
	static const struct dates linked[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 4, 2}, {"content/plan/c.md", 1, 1}};
	static const struct dates main_tree[] = {{"content/a.md", 3, 1},
	    {"content/b.md", 2, 2}};

	(void)state;
	fixture_make("worktree");
	READ(fixture_folder("linked"), true, linked);
	fixture_oracle(fixture_folder("linked"));
	READ(fixture_folder("main"), true, main_tree);
	fixture_silent();
}

/* No files to compare with: the walk alone. */
static void test_bare(void **state)
{
	struct hw_git_file files[] = {{.path = HW_STR("a.md")},
	    {.path = HW_STR("none.md")}};
	struct hw_git_head_files head = {.folder = HW_STR("content"),
	    .files = files,
	    .count = 2};
	struct hw_site site = {.arena = &gitfixture.scratch.arena,
	    .diags = &gitfixture.diags};
	struct hw_page_dates dates;
	struct hw_story story;
	struct hw_git_problem problem;
	struct hw_git *git;

	(void)state;
	fixture_make("bare");
	assert_true(hw_git_open(&git, &problem, fixture_folder("site.git"),
	    &gitfixture.scratch.arena));
	hw_git_head_read(&head, git, &gitfixture.scratch.arena);
	assert_true(head.is_read && files[0].is_at_head);
	assert_int_equal(head.problem.fault, HW_GIT_OK);
	assert_false(files[1].is_at_head);
	hw_story_read(&story, &site, git, head.folder, NULL, NULL);
	assert_true(story.is_complete);
	assert_int_equal(story.end.fault, HW_GIT_OK);
	dates = hw_dating_of(&story, files[0].path);
	assert_int_equal(dates.updated.time, 1700000000 + 3 * 86400);
	assert_int_equal(dates.created.time, 1700000000 + 86400);
	hw_git_close(git);
}

static void test_formats(void **state)
{
	static const struct dates all[] = {
	    {"content/a.md", UNKNOWN, UNKNOWN}};

	(void)state;
	fixture_make("sha256");
	READ(fixture_folder("long"), false, all);
	fixture_says(HW_DIAG_GIT_FORMAT, "extensions.objectformat", "SHA-1");
	READ(fixture_folder("future"), true, all);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "extensions.fromthefuture",
	    "SHA-1");
}

static void test_submodule(void **state)
{
	static const struct dates part[] = {{"content/a.md", 2, 2},
	    {"content/plan/c.md", UNKNOWN, UNKNOWN}};
	static const struct dates whole[] = {
	    {"content/c.md", UNKNOWN, UNKNOWN}};

	(void)state;
	fixture_make("submodule");
	READ(fixture_folder("site"), false, part);
	fixture_says(HW_DIAG_GIT_SUBMODULE,
	    "'content/plan/c.md' is in a submodule", "of its own");
	READ(fixture_folder("whole"), true, whole);
	fixture_says(HW_DIAG_DATE_UNKNOWN, "'content/c.md' is in a submodule",
	    "of its own");
}

static void trust(const char *path)
{
	FILE *file =
	    fopen(scratch_path(&gitfixture.scratch, "home/.gitconfig"), "w");

	assert_non_null(file);
	fprintf(file, "[safe]\n\tdirectory = %s\n", path);
	assert_int_equal(fclose(file), 0);
}

static void test_owner(void **state)
{
	static const struct dates unknown[] = {
	    {"content/a.md", UNKNOWN, UNKNOWN}};
	static const struct dates known[] = {{"content/a.md", 3, 1}};
	static const char *const others[] = {"/elsewhere", "*"};
	const char *mend;
	size_t i;

	(void)state;
	if (geteuid() != 0)
		skip();
	fixture_make("owner");
	mend = hw_fmt(&gitfixture.scratch.arena,
	    "git config --global --add safe.directory %s",
	    fixture_folder("site"))
		   .p;
	READ(fixture_folder("site"), false, unknown);
	fixture_says(HW_DIAG_GIT_OWNER, "belongs to another user", mend);
	for (i = 0; i < HW_COUNT(others); i++) {
		trust(others[i]);
		READ(fixture_folder("site"), true, unknown);
		fixture_says(HW_DIAG_DATE_UNKNOWN, "belongs to another user",
		    mend);
	}
	trust(fixture_folder("site"));
	READ(fixture_folder("site"), true, known);
	fixture_silent();
}

/* ---------------------------- objects' bytes --------------------------- */

static void test_bytes_that_are_no_object(void **state)
{
	static const char id[] = "0123456789abcdef0123";
	struct hw_git_entry entry;
	struct hw_git_commit commit;
	hw_str rest = hw_fmt(&gitfixture.scratch.arena,
	    "40000 a%c%s100644 b%c%s", 0, id, 0, id);
	size_t len;

	(void)state;
	assert_true(hw_git_tree_next(&rest, &entry));
	assert_int_equal(entry.kind, HW_GIT_ENTRY_TREE);
	/* Each beginning of an entry is damaged, and never read past. */
	for (len = 1; len < rest.len; len++) {
		char *copy = malloc(len);
		hw_str part = {copy, len};

		assert_non_null(copy);
		memcpy(copy, rest.p, len);
		assert_false(hw_git_tree_next(&part, &entry));
		assert_int_equal(part.len, len);
		free(copy);
	}
	assert_true(hw_git_tree_next(&rest, &entry));
	assert_int_equal(rest.len, 0);
	assert_false(hw_git_commit_parse(&commit, HW_STR("")));
	assert_false(hw_git_commit_parse(&commit, HW_STR("tree 12\n")));
	assert_false(hw_git_commit_parse(&commit,
	    HW_STR("tree 0123456789abcdef0123456789abcdef01234567\nparent "
		   "x\n")));
	assert_true(hw_git_commit_parse(&commit,
	    HW_STR("tree 0123456789abcdef0123456789abcdef01234567\n"
		   "committer A <a@example.org> 12x +0000\n")));
	assert_false(commit.has_time || commit.has_parent);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_linear),
	    TEST(test_ways_to_merge_agree),
	    TEST(test_merges),
	    TEST(test_moves_date_nothing),
	    TEST(test_changes_that_undo),
	    TEST(test_order_is_the_chain),
	    TEST(test_empty_commits),
	    TEST(test_subfolder),
	    TEST(test_crlf),
	    TEST(test_uncommitted),
	    TEST(test_no_commit),
	    TEST(test_no_repository),
	    TEST(test_shallow),
	    TEST(test_partial),
	    TEST(test_corrupt),
	    TEST(test_times),
	    TEST(test_worktree),
	    TEST(test_bare),
	    TEST(test_formats),
	    TEST(test_submodule),
	    TEST(test_owner),
	    TEST(test_bytes_that_are_no_object),
	};

	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	unsetenv("XDG_CONFIG_HOME");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
