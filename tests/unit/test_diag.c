/* base/diag: collecting, sorting and printing; nothing acts on a terminal. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/diag.h"

#include <errno.h>

struct fixture {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_buf out;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	hw_arena_init(&fixture.arena, 0);
	hw_diag_init(&fixture.diags, &fixture.arena);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_buf_free(&f->out);
	hw_arena_free(&f->arena);
	return 0;
}

static struct hw_source *source(struct fixture *f, const char *path,
    hw_str text)
{
	struct hw_source *made = HW_NEW(&f->arena, struct hw_source);

	made->path = hw_str_of(path);
	made->text = text;
	return made;
}

static const char *printed(struct fixture *f)
{
	hw_buf_clear(&f->out);
	hw_diag_print(&f->diags, &f->out);
	return hw_buf_str(&f->out).p;
}

/* ------------------------------- the table ------------------------------ */

static void test_table(void **state)
{
	static const struct {
		const char *name;
		int number;
		enum hw_diag_level level;
		const char *about;
	} table[] = {
#define HW_DIAG(name, number, level, about) \
	{#name, number, HW_LEVEL_##level, about},
#include "base/diag.def"
#undef HW_DIAG
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < HW_COUNT(table); i++) {
		assert_in_range(table[i].number, 1, 999);
		assert_true(strlen(table[i].about) > 5);
		assert_string_equal(
		    hw_diag_about((enum hw_diag_code)table[i].number),
		    table[i].about);
		for (k = 0; k < i; k++) {
			assert_int_not_equal(table[i].number,
			    table[k].number);
			assert_string_not_equal(table[i].name, table[k].name);
			assert_string_not_equal(table[i].about,
			    table[k].about);
		}
		/* The list is kept in the order of its numbers. */
		if (i > 0)
			assert_true(table[i].number > table[i - 1].number);
	}
	assert_string_equal(hw_diag_level_name(HW_LEVEL_WARNING), "warning");
	assert_string_equal(hw_diag_level_name(HW_LEVEL_ERROR), "error");
	assert_string_equal(hw_diag_level_name(HW_LEVEL_FAILURE), "error");
}

/* ------------------------------- printing ------------------------------- */

static void test_silence(void **state)
{
	assert_string_equal(printed(*state), "");
}

static void test_print(void **state)
{
	struct fixture *f = *state;
	struct hw_source *page =
	    source(f, "content/apply.md", HW_STR("---\ntitel: Apply\n---\n"));

	hw_diag(&f->diags, HW_DIAG_UNKNOWN_FIELD,
	    (struct hw_span){page, 4, 5}, HW_STR("Did you mean 'title'?"),
	    "unknown field '%s'", "titel");
	assert_string_equal(printed(f),
	    "content/apply.md:2:1: error: unknown field 'titel' [HW012]\n"
	    "    2 | titel: Apply\n"
	    "      | ^~~~~\n"
	    "  help: Did you mean 'title'?\n"
	    "1 error, 0 warnings\n");
}

static void test_no_file(void **state)
{
	struct fixture *f = *state;

	hw_diag(&f->diags, HW_DIAG_NO_SITE, HW_SPAN_NONE, HW_STR_NONE,
	    "there is no folder 'content' here");
	hw_diag(&f->diags, HW_DIAG_GIT_NONE, HW_SPAN_NONE, HW_STR_NONE, "x");
	assert_string_equal(printed(f),
	    "headway: error: there is no folder 'content' here [HW002]\n"
	    "headway: warning: x [HW150]\n"
	    "1 error, 1 warning\n");
	assert_int_equal(f->diags.failures, 1);
	assert_int_equal(hw_diag_bad(&f->diags, false), 1);
	assert_int_equal(hw_diag_bad(&f->diags, true), 2);
}

static void test_io(void **state)
{
	static const struct {
		int error;
		const char *help;
	} cases[] = {
	    {ENOSPC, "disk is full"},
	    {EDQUOT, "disk is full"},
	    {EACCES, "may not change"},
	    {EROFS, "may not change"},
	    {EMFILE, "Too many files"},
	    {ENOENT, "Check the name"},
	    {EIO, "check the disk"},
	    {99999, "check the disk"},
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(cases); i++) {
		hw_diag_init(&f->diags, &f->arena);
		hw_diag_io(&f->diags, "write", HW_STR("public/x"),
		    cases[i].error);
		assert_non_null(strstr(printed(f), cases[i].help));
		assert_non_null(
		    strstr(printed(f), "cannot write 'public/x'"));
		assert_int_equal(f->diags.failures, 1);
	}
}

/* The line below the text has a mark under the place. */
static void assert_mark(struct fixture *f, hw_str text, size_t at, size_t len,
    const char *wanted)
{
	hw_diag_init(&f->diags, &f->arena);
	hw_diag(&f->diags, HW_DIAG_BAD_LINK,
	    (struct hw_span){source(f, "x", text), at, len}, HW_STR_NONE,
	    "m");
	if (strstr(printed(f), wanted) == NULL)
		fail_msg("wanted\n%s\ngot\n%s", wanted, printed(f));
}

static void test_marks(void **state)
{
	struct fixture *f = *state;

	assert_mark(f, HW_STR("ab cd"), 3, 2,
	    "    1 | ab cd\n      |    ^~\n");
	assert_mark(f, HW_STR("ab cd"), 0, 0, "    1 | ab cd\n      | ^\n");
	/* At the end, and past it. */
	assert_mark(f, HW_STR("ab"), 2, 1, "    1 | ab\n      |   ^\n");
	assert_mark(f, HW_STR("ab"), 50, 9, "    1 | ab\n      |   ^\n");
	assert_mark(f, HW_STR("ab\ncd"), 1, 99, "    1 | ab\n      |  ^\n");
	/* Characters of several bytes take one column each. */
	assert_mark(f, HW_STR("é£😀x y"), 8, 1,
	    "    1 | é£😀x y\n      |    ^\n");
	assert_mark(f, HW_STR("a é£ b"), 2, 4,
	    "    1 | a é£ b\n      |   ^~\n");
	/* Tabs stay tabs, so that the mark goes with them. */
	assert_mark(f, HW_STR("\ta\tbc"), 3, 2,
	    "    1 | \ta\tbc\n      | \t \t^~\n");
	/* CR LF. */
	assert_mark(f, HW_STR("a\r\nbc\r\n"), 4, 1,
	    "    2 | bc\n      |  ^\n");
	assert_mark(f, HW_STR("a\r\nbc\r\n"), 5, 2,
	    "    2 | bc\n      |   ^\n");
	/* An empty file has no line to show. */
	hw_diag_init(&f->diags, &f->arena);
	hw_diag(&f->diags, HW_DIAG_BAD_LINK,
	    hw_span_file(source(f, "x", HW_STR_NONE)), HW_STR_NONE, "m");
	assert_string_equal(printed(f),
	    "x:1:1: error: m [HW092]\n1 error, 0 warnings\n");
}

/* Of a long line only the part round the place is shown, whole characters,
 * and the mark is still below it. */
static void test_long_lines(void **state)
{
	struct fixture *f = *state;
	size_t at;

	for (at = 0; at < 9000; at += 123) {
		char *text = hw_arena_alloc(&f->arena, 9001);
		const char *shown, *mark;
		hw_str line;
		size_t i, column = 0;

		/* Three-byte characters throughout, one X among them. */
		for (i = 0; i + 3 <= 9000; i += 3)
			memcpy(text + i, "€", 3);
		memcpy(text + at / 3 * 3, "XXX", 3);
		hw_diag_init(&f->diags, &f->arena);
		hw_diag(&f->diags, HW_DIAG_BAD_LINK,
		    (struct hw_span){source(f, "x", (hw_str){text, 9000}),
			at / 3 * 3, 3},
		    HW_STR_NONE, "m");
		shown = strstr(printed(f), "1 | ");
		assert_non_null(shown);
		shown += 4;
		line = (hw_str){shown, strcspn(shown, "\n")};
		assert_true(line.len <= 170);
		assert_int_equal(hw_utf8_invalid_at(line), SIZE_MAX);
		mark = strstr(shown, "| ") + 2;
		while (mark[column] == ' ')
			column++;
		assert_memory_equal(mark + column, "^~~\n", 4);
		assert_int_equal(hw_utf8_count(hw_str_sub(line, 0,
				     hw_str_find_char(line, 'X'))),
		    column);
	}
}

/* Also where the bytes are no text: a megabyte of inner bytes. */
static void test_long_rubbish(void **state)
{
	struct fixture *f = *state;
	size_t len = 1 << 20;
	char *text = hw_arena_alloc(&f->arena, len);

	memset(text, 0x80, len);
	hw_diag(&f->diags, HW_DIAG_NOT_UTF8,
	    (struct hw_span){source(f, "x", (hw_str){text, len}), len / 2, 1},
	    HW_STR_NONE, "m");
	assert_true(strlen(printed(f)) < 1000);
}

/* ------------------- nothing of the input may act ------------------- */

static void assert_harmless(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;
	hw_str s = hw_str_of(text);
	size_t i;

	assert_int_equal(hw_utf8_invalid_at(s), SIZE_MAX);
	for (i = 0; i < s.len; i++) {
		if ((p[i] < 0x20 && p[i] != '\n' && p[i] != '\t') ||
		    p[i] == 0x7F)
			fail_msg("byte %02x at %zu", p[i], i);
		if (p[i] == 0xC2 && p[i + 1] < 0xA0)
			fail_msg("C1 control at %zu", i);
		if (p[i] == 0xE2 && p[i + 1] == 0x80 && p[i + 2] >= 0xA8 &&
		    p[i + 2] <= 0xAE)
			fail_msg("direction mark at %zu", i);
		if (p[i] == 0xE2 && p[i + 1] == 0x81 && p[i + 2] >= 0xA6 &&
		    p[i + 2] <= 0xA9)
			fail_msg("isolate at %zu", i);
	}
}

/* In the line shown, in the path, in the message and in the help. */
static void test_control_bytes(void **state)
{
	static const char *const attacks[] = {
	    "\x1b[2J\x1b[H",
	    "\x1b]0;title\x07",
	    "\x9b\x32J",
	    "\xc2\x9b\x32J",
	    "\xc2\x85",
	    "\x08\x08\x08",
	    "a\rb",
	    "\x0e\x0f",
	    "\x7f",
	    "\xe2\x80\xae"
	    "evil",
	    "\xe2\x81\xa6x",
	    "\xe2\x80\xa8line",
	    "\xff\xfe",
	    "\xe2\x82",
	    "\xf0\x9f\x98",
	    "\xed\xa0\x80",
	    "\x1bP+q\x1b\\",
	    "\x01\x02\x03\x04\x05\x06",
	    "\x0b\x0c",
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(attacks); i++) {
		hw_str attack = hw_str_of(attacks[i]);
		struct hw_source *page = source(f,
		    hw_fmt(&f->arena, "a%sb.md", attacks[i]).p,
		    hw_fmt(&f->arena, "x %s y\n", attacks[i]));

		hw_diag_init(&f->diags, &f->arena);
		hw_diag(&f->diags, HW_DIAG_BAD_LINK,
		    (struct hw_span){page, 2, attack.len}, attack,
		    "'%.*s' is bad", HW_ARG(attack));
		hw_diag_io(&f->diags, "read", attack, ENOENT);
		assert_harmless(printed(f));
		/* Nobody can write a line that looks like ours. */
		assert_int_equal(strchr(printed(f), '\n') > printed(f), 1);
	}
	/* What is no danger stays. */
	hw_diag_init(&f->diags, &f->arena);
	hw_diag(&f->diags, HW_DIAG_BAD_LINK, HW_SPAN_NONE, HW_STR_NONE, "%s",
	    "Ŵy £5 😀\tשלום");
	assert_non_null(strstr(printed(f), "Ŵy £5 😀\tשלום"));
}

static void test_no_forged_lines(void **state)
{
	struct fixture *f = *state;

	hw_diag(&f->diags, HW_DIAG_BAD_LINK,
	    hw_span_file(source(f, "a\nb", HW_STR("x"))), HW_STR("h\ni"),
	    "%s", "one\ntwo\r\nthree");
	assert_string_equal(printed(f),
	    "a?b:1:1: error: one?two??three [HW092]\n"
	    "    1 | x\n"
	    "      | ^\n"
	    "  help: h?i\n"
	    "1 error, 0 warnings\n");
}

/* Every byte and every pair of bytes as a line. */
static void test_all_bytes(void **state)
{
	struct fixture *f = *state;
	unsigned a, b;

	for (a = 0; a < 256; a++)
		for (b = 0; b < 256; b += 5) {
			char text[2] = {(char)a, (char)b};
			struct hw_source page = {.path = HW_STR("x"),
			    .text = {text, sizeof(text)}};

			hw_diag_init(&f->diags, &f->arena);
			hw_diag(&f->diags, HW_DIAG_NOT_UTF8,
			    (struct hw_span){&page, 0, 1}, HW_STR_NONE, "m");
			assert_harmless(printed(f));
		}
}

/* ------------------------- sorting and counting ------------------------- */

static void add(struct fixture *f, struct hw_source *where, size_t at,
    enum hw_diag_code code, const char *message)
{
	hw_diag(&f->diags, code,
	    where != NULL ? (struct hw_span){where, at, 1} : HW_SPAN_NONE,
	    HW_STR_NONE, "%s", message);
}

static void test_sort(void **state)
{
	static const char *const wanted[] = {"none a", "none b", "a 0 low",
	    "a 0 high", "a 2 m", "a 2 n", "b"};
	struct fixture *f = *state;
	struct hw_source *a = source(f, "a.md", HW_STR("abc"));
	struct hw_source *same = source(f, "a.md", HW_STR("abc"));
	struct hw_source *b = source(f, "b.md", HW_STR("abc"));
	size_t i;

	add(f, b, 0, HW_DIAG_IO, "b");
	add(f, a, 2, HW_DIAG_BAD_LINK, "a 2 n");
	add(f, same, 2, HW_DIAG_BAD_LINK, "a 2 m");
	add(f, NULL, 0, HW_DIAG_NO_SITE, "none b");
	add(f, a, 0, HW_DIAG_BAD_LINK, "a 0 high");
	add(f, a, 0, HW_DIAG_UNKNOWN_FIELD, "a 0 low");
	add(f, NULL, 0, HW_DIAG_NO_SITE, "none a");
	hw_diag_sort(&f->diags);
	assert_int_equal(f->diags.list.count, HW_COUNT(wanted));
	for (i = 0; i < HW_COUNT(wanted); i++)
		assert_string_equal(f->diags.list.items[i].message.p,
		    wanted[i]);
	hw_diag_init(&f->diags, &f->arena);
	hw_diag_sort(&f->diags);
}

static void test_cap(void **state)
{
	struct fixture *f = *state;
	struct hw_source *a = source(f, "a.md", HW_STR("abc"));
	struct hw_source *b = source(f, "b.md", HW_STR("abc"));
	size_t i;

	for (i = 0; i < HW_DIAG_PER_FILE + 50; i++)
		add(f, a, i, HW_DIAG_BAD_LINK, "m");
	for (i = 0; i < HW_DIAG_PER_FILE; i++)
		add(f, b, i, HW_DIAG_EASY_SECTION, "w");
	assert_int_equal(f->diags.list.count, 2 * HW_DIAG_PER_FILE);
	assert_int_equal(f->diags.errors, HW_DIAG_PER_FILE + 50);
	assert_int_equal(f->diags.warnings, HW_DIAG_PER_FILE);
	assert_int_equal(hw_diag_dropped(&f->diags), 50);
	assert_non_null(strstr(printed(f),
	    "\na.md: 50 more\n"
	    "150 errors, 100 warnings (50 of them not shown)\n"));
}

static void test_larger_cap(void **state)
{
	struct fixture *f = *state;
	struct hw_source *a = source(f, "a.md", HW_STR("abc"));
	size_t i;

	f->diags.per_file = 2 * HW_DIAG_PER_FILE;
	for (i = 0; i < 2 * HW_DIAG_PER_FILE + 3; i++)
		add(f, a, i, HW_DIAG_BAD_LINK, "m");
	assert_int_equal(f->diags.list.count, 2 * HW_DIAG_PER_FILE);
	assert_int_equal(hw_diag_dropped(&f->diags), 3);
}

/* Notes are for whoever asks for them. */
static void test_notes(void **state)
{
	struct fixture *f = *state;
	struct hw_source *a = source(f, "a.md", HW_STR("abc"));

	add(f, a, 0, HW_DIAG_ONE_NOT, "m");
	assert_int_equal(f->diags.list.count, 1);
	assert_int_equal(f->diags.notes, 1);
	assert_int_equal(hw_diag_bad(&f->diags, true), 0);
	assert_string_equal(printed(f), "");
}

static void test_find(void **state)
{
	enum hw_diag_code code;

	(void)state;
	assert_true(hw_diag_find(&code, HW_STR("HW031")));
	assert_int_equal(code, HW_DIAG_UNKNOWN_VALUE);
	assert_true(hw_diag_find(&code, HW_STR("hw201")));
	assert_int_equal(code, HW_DIAG_EASY_SENTENCE);
	assert_int_equal(hw_diag_level_of(code), HW_LEVEL_ERROR);
	assert_false(hw_diag_find(&code, HW_STR("HW999")));
	assert_false(hw_diag_find(&code, HW_STR("HW31")));
	assert_false(hw_diag_find(&code, HW_STR("")));
}

/* The same once more is neither shown nor counted. */
static void test_repeated(void **state)
{
	struct fixture *f = *state;
	struct hw_source *a = source(f, "a.md", HW_STR("abc"));
	struct hw_source *other = source(f, "b.md", HW_STR("abc"));
	size_t i;

	for (i = 0; i < 3; i++) {
		add(f, a, 0, HW_DIAG_BAD_LINK, "m");
		add(f, a, 1, HW_DIAG_BAD_LINK, "m");
		add(f, a, 0, HW_DIAG_BROKEN_LINK, "m");
		add(f, a, 0, HW_DIAG_BAD_LINK, "n");
		add(f, other, 0, HW_DIAG_BAD_LINK, "m");
		add(f, NULL, 0, HW_DIAG_GIT_NONE, "w");
	}
	assert_int_equal(f->diags.list.count, 6);
	assert_int_equal(f->diags.errors, 5);
	assert_int_equal(f->diags.warnings, 1);
	assert_int_equal(hw_diag_dropped(&f->diags), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_table),
	    cmocka_unit_test_setup_teardown(test_silence, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_print, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_no_file, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_io, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_marks, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_long_lines, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_long_rubbish, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_control_bytes, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_no_forged_lines, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_all_bytes, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_sort, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_cap, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_larger_cap, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
	    cmocka_unit_test(test_find),
	    cmocka_unit_test_setup_teardown(test_repeated, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
