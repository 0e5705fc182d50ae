#include "output/manifest.h"
#include "output/outset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct context {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_outset set;
	struct hw_source one, two;
};

static int set_up(void **state)
{
	struct context *c = calloc(1, sizeof(*c));

	hw_arena_init(&c->arena, 0);
	hw_diag_init(&c->diags, &c->arena);
	hw_outset_init(&c->set, &c->arena, &c->diags);
	c->one = (struct hw_source){.path = HW_STR("content/one.md"),
	    .text = HW_STR("title: One\n")};
	c->two = (struct hw_source){.path = HW_STR("content/two.md"),
	    .text = HW_STR("title: Two\n")};
	*state = c;
	return 0;
}

static int tear_down(void **state)
{
	struct context *c = *state;

	hw_arena_free(&c->arena);
	free(c);
	return 0;
}

static bool add_str(struct context *c, hw_str path)
{
	return hw_outset_add(&c->set, path, HW_STR("x"),
	    hw_span_file(&c->two));
}

static bool add(struct context *c, const char *path)
{
	return add_str(c, hw_str_of(path));
}

/* The one message has this code and each of these words; then none. */
static void assert_said(struct context *c, enum hw_diag_code code,
    const char *a, const char *b)
{
	hw_str message;

	assert_int_equal(c->diags.list.count, 1);
	assert_int_equal(c->diags.list.items[0].code, code);
	assert_ptr_equal(c->diags.list.items[0].span.source, &c->two);
	message = c->diags.list.items[0].message;
	if (hw_str_find(message, hw_str_of(a)) == SIZE_MAX ||
	    hw_str_find(message, hw_str_of(b)) == SIZE_MAX)
		fail_msg("'%.*s' lacks '%s' or '%s'", HW_ARG(message), a, b);
	assert_true(hw_utf8_invalid_at(message) == SIZE_MAX);
	hw_diag_init(&c->diags, &c->arena);
}

static hw_str letters(struct context *c, size_t count)
{
	char *p = hw_arena_alloc(&c->arena, count);

	memset(p, 'a', count);
	return (hw_str){p, count};
}

static void takes_and_sorts_paths(void **state)
{
	struct context *c = *state;
	static const char *const paths[] = {"plan/index.html", "index.html",
	    "plan-b/index.html", ".nojekyll", "plan/a5-1/index.html",
	    "data/plan.json", "caf\xC3\xA9/index.html", "com10/lpt/console",
	    "plan/.gitignore", "...x/ y/auxiliary.txt", "com/nul-and-void"};
	size_t i;

	for (i = 0; i < HW_COUNT(paths); i++)
		assert_true(add(c, paths[i]));
	assert_int_equal(c->diags.list.count, 0);
	assert_int_equal(c->set.total_bytes, HW_COUNT(paths));
	hw_outset_sort(&c->set);
	for (i = 1; i < c->set.files.count; i++)
		assert_true(hw_str_compare(c->set.files.items[i - 1].path,
				c->set.files.items[i].path) < 0);
	assert_non_null(hw_outset_find(&c->set, HW_STR("plan/index.html")));
	assert_null(hw_outset_find(&c->set, HW_STR("plan")));
	assert_null(hw_outset_find(&c->set, HW_STR("Plan/index.html")));
}

static void finds_nothing_in_nothing(void **state)
{
	struct context *c = *state;

	assert_null(hw_outset_find(&c->set, HW_STR("index.html")));
}

static void refuses_bad_paths(void **state)
{
	struct context *c = *state;
	static const struct {
		const char *path, *says;
	} cases[] = {
	    {"/etc/passwd", "absolute"},
	    {"..", "lead out"},
	    {"../x", "lead out"},
	    {"a/../../x", "lead out"},
	    {"a/..", "lead out"},
	    {"", "empty"},
	    {"a//b", "empty"},
	    {"a/", "empty"},
	    {".", "dot or a space"},
	    {"a/./b", "dot or a space"},
	    {"a./b", "dot or a space"},
	    {"a/b ", "dot or a space"},
	    {"a/b...", "dot or a space"},
	    {"a\\b", "\\"},
	    {"c:x", ":"},
	    {"a<b", "<"},
	    {"a>b", ">"},
	    {"a\"b", "\""},
	    {"a|b", "|"},
	    {"a?b", "?"},
	    {"a*b", "*"},
	    {"a\nb", "control character"},
	    {"a\x7f", "control character"},
	    {"a\x01", "control character"},
	    {"a\xC2\x85x", "control character"},
	    {"a\xC2\x9F", "control character"},
	    {"caf\xE9", "not UTF-8"},
	    {"\xC0\xAF/x", "not UTF-8"},
	    {"\xED\xA0\x80", "not UTF-8"},
	    {"con", "device"},
	    {"a/CON", "device"},
	    {"Con.html/x", "device"},
	    {"aux.tar.gz", "device"},
	    {"PRN", "device"},
	    {"nul .txt", "device"},
	    {"com0", "device"},
	    {"COM9.log", "device"},
	    {"lpt1", "device"},
	    {"LPT\xC2\xB9", "device"},
	    {"com\xC2\xB2.x", "device"},
	    {"com\xC2\xB3", "device"},
	    {"CONIN$", "device"},
	    {"conout$.x", "device"},
	    {".gitignore", ".gitignore"},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(cases); i++) {
		if (add(c, cases[i].path))
			fail_msg("took '%s'", cases[i].path);
		assert_said(c, HW_DIAG_BAD_NAME, "output path",
		    cases[i].says);
	}
	assert_false(add_str(c, HW_STR("a\0b")));
	assert_said(c, HW_DIAG_BAD_NAME, "output path", "not UTF-8");
	assert_int_equal(c->set.files.count, 0);
	assert_int_equal(c->set.total_bytes, 0);
}

static void refuses_long_paths(void **state)
{
	struct context *c = *state;
	hw_str part = letters(c, 255), longer = letters(c, 256);
	hw_str path;

	assert_true(add_str(c, part));
	assert_false(add_str(c, longer));
	assert_said(c, HW_DIAG_BAD_NAME, "255 bytes", "output path");
	assert_false(add_str(c, hw_fmt(&c->arena, "%.*s/x", HW_ARG(longer))));
	assert_said(c, HW_DIAG_BAD_NAME, "255 bytes", "output path");
	path = hw_fmt(&c->arena, "b/%.*s/%.*s/%.*s/%.*s", HW_ARG(part),
	    HW_ARG(part), HW_ARG(part), 254, part.p);
	assert_int_equal(path.len, 1024);
	assert_true(add_str(c, path));
	path = hw_fmt(&c->arena, "b%.*s", HW_ARG(path));
	assert_false(add_str(c, path));
	assert_said(c, HW_DIAG_BAD_NAME, "1,024 bytes", "output path");
}

static void refuses_deep_paths(void **state)
{
	struct context *c = *state;
	struct hw_buf path = {0};
	int i;

	for (i = 0; i < 31; i++)
		hw_buf_puts(&path, "d/");
	hw_buf_puts(&path, "x");
	assert_true(add_str(c, hw_buf_str(&path)));
	hw_buf_puts(&path, "/y");
	assert_false(add_str(c, hw_buf_str(&path)));
	assert_said(c, HW_DIAG_BAD_NAME, "more than 32", "output path");
	hw_buf_free(&path);
}

static void refuses_the_same_name(void **state)
{
	struct context *c = *state;
	/* Each with what it meets: case, accents, a sharp s, folders. */
	static const struct {
		const char *path, *met;
	} cases[] = {
	    {"about/index.html", "about/index.html"},
	    {"about/INDEX.html", "about/index.html"},
	    {"About/index.html", "about/index.html"},
	    {"ABOUT/other.html", "about"},
	    {"cafe\xCC\x81.html", "caf\xC3\xA9.html"},
	    {"CAF\xC3\x89.HTML", "caf\xC3\xA9.html"},
	    {"strasse",
		"stra\xC3\x9F"
		"e"},
	    {"\xCE\xA3\xCE\xBF\xCF\x82", "\xCF\x83\xCE\xBF\xCF\x83"},
	};
	size_t i;

	assert_true(hw_outset_add(&c->set, HW_STR("about/index.html"),
	    HW_STR("1"), hw_span_file(&c->one)));
	assert_true(hw_outset_add(&c->set, HW_STR("caf\xC3\xA9.html"),
	    HW_STR("1"), hw_span_file(&c->one)));
	assert_true(hw_outset_add(&c->set,
	    HW_STR("stra\xC3\x9F"
		   "e"),
	    HW_STR("1"), hw_span_file(&c->one)));
	assert_true(hw_outset_add(&c->set, HW_STR("\xCF\x83\xCE\xBF\xCF\x83"),
	    HW_STR("1"), hw_span_file(&c->one)));
	for (i = 0; i < HW_COUNT(cases); i++) {
		if (add(c, cases[i].path))
			fail_msg("took '%s'", cases[i].path);
		assert_int_equal(1, c->diags.list.count);
		assert_true(hw_str_find(c->diags.list.items[0].message,
				HW_STR("content/one.md")) != SIZE_MAX);
		assert_true(hw_str_find(c->diags.list.items[0].message,
				hw_str_of(cases[i].path)) != SIZE_MAX ||
		    hw_str_find(c->diags.list.items[0].message,
			HW_STR("'ABOUT'")) != SIZE_MAX);
		assert_said(c, HW_DIAG_OUTPUT_CLASH, "content/two.md",
		    cases[i].met);
	}
	assert_int_equal(c->set.files.count, 4);
	/* What was refused has taken no name. */
	assert_true(add(c, "about/other.html"));
}

static void refuses_a_file_for_a_folder(void **state)
{
	struct context *c = *state;

	assert_true(hw_outset_add(&c->set, HW_STR("a"), HW_STR("1"),
	    hw_span_file(&c->one)));
	assert_true(hw_outset_add(&c->set, HW_STR("b/c/d"), HW_STR("1"),
	    HW_SPAN_NONE));
	assert_false(add(c, "a/b/c"));
	assert_said(c, HW_DIAG_OUTPUT_CLASH,
	    "'a' would be a file (from content/one.md)",
	    "a folder (from content/two.md)");
	assert_false(add(c, "b/c"));
	assert_said(c, HW_DIAG_OUTPUT_CLASH,
	    "'b/c' would be a file (from content/two.md)",
	    "a folder (from headway itself)");
	assert_false(add(c, "A/b"));
	assert_said(c, HW_DIAG_OUTPUT_CLASH, "'A' (from content/two.md)",
	    "'a' (from content/one.md)");
	/* Of what was refused, no folder is left that would be in the way. */
	assert_true(add(c, "b/x"));
	assert_false(add(c, "a/q/r"));
	hw_diag_init(&c->diags, &c->arena);
	assert_true(add(c, "a2"));
	assert_int_equal(c->set.files.count, 4);
}

static void keeps_to_its_limits(void **state)
{
	struct context *c = *state;

	c->set.file_limit_bytes = 100;
	c->set.total_limit_bytes = 150;
	assert_false(hw_outset_add(&c->set, HW_STR("a"), letters(c, 101),
	    hw_span_file(&c->two)));
	assert_said(c, HW_DIAG_OUTPUT_LIMIT, "101 bytes", "at most 100");
	assert_true(hw_outset_add(&c->set, HW_STR("a"), letters(c, 100),
	    hw_span_file(&c->two)));
	assert_false(hw_outset_add(&c->set, HW_STR("b"), letters(c, 51),
	    hw_span_file(&c->two)));
	assert_said(c, HW_DIAG_OUTPUT_LIMIT, "'b'", "150 bytes");
	assert_true(hw_outset_add(&c->set, HW_STR("b"), letters(c, 50),
	    hw_span_file(&c->two)));
}

/* ------------------------------ the manifest --------------------------- */

static void lists_all_files(void **state)
{
	struct context *c = *state;
	const struct hw_outset_file *file;

	assert_true(hw_outset_add(&c->set, HW_STR("b/caf\xC3\xA9"),
	    HW_STR("abc"), hw_span_file(&c->one)));
	assert_true(hw_outset_add(&c->set, HW_STR("a"), HW_STR(""),
	    hw_span_file(&c->one)));
	assert_true(
	    hw_manifest_add(&c->set, HW_STR("1.2.\"3"), HW_STR("0123abcd")));
	file = hw_outset_find(&c->set, HW_STR("headway.json"));
	assert_non_null(file);
	assert_string_equal(file->bytes.p,
	    "{\"tool\":\"headway\",\n\"version\":\"1.2.\\\"3\",\n"
	    "\"commit\":\"0123abcd\",\n\"files\":[\n"
	    "{\"path\":\"a\",\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb924"
	    "27ae41e4649b934ca495991b7852b855\",\"size\":0},\n"
	    "{\"path\":\"b/caf\xC3\xA9\",\"sha256\":\"ba7816bf8f01cfea414140"
	    "de5dae2223b00361a396177a9cb410ff61f20015ad\",\"size\":3}\n]}\n");
	assert_true(hw_str_starts(file->bytes, HW_STR(HW_MANIFEST_START)));
}

static void needs_no_commit_and_no_files(void **state)
{
	struct context *c = *state;

	assert_true(hw_manifest_add(&c->set, HW_STR("1"), HW_STR_NONE));
	assert_string_equal(c->set.files.items[0].bytes.p,
	    "{\"tool\":\"headway\",\n\"version\":\"1\",\n\"commit\":null,\n"
	    "\"files\":[\n]}\n");
}

static void has_its_name_for_itself(void **state)
{
	struct context *c = *state;

	assert_true(add(c, "Headway.json"));
	assert_false(hw_manifest_add(&c->set, HW_STR("1"), HW_STR_NONE));
	assert_int_equal(c->diags.errors, 1);
}

/* It may be larger than any page; its limit is the site's. */
static void is_not_held_to_a_pages_size(void **state)
{
	struct context *c = *state;

	c->set.file_limit_bytes = 10;
	assert_true(add(c, "x"));
	assert_true(hw_manifest_add(&c->set, HW_STR("1"), HW_STR_NONE));
	assert_int_equal(c->set.file_limit_bytes, 10);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(takes_and_sorts_paths),
	    TEST(finds_nothing_in_nothing),
	    TEST(refuses_bad_paths),
	    TEST(refuses_long_paths),
	    TEST(refuses_deep_paths),
	    TEST(refuses_the_same_name),
	    TEST(refuses_a_file_for_a_folder),
	    TEST(keeps_to_its_limits),
	    TEST(lists_all_files),
	    TEST(needs_no_commit_and_no_files),
	    TEST(has_its_name_for_itself),
	    TEST(is_not_held_to_a_pages_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
