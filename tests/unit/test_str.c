/* base/str: slices, UTF-8, the growable buffer, "did you mean". */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/str.h"

#include <stdlib.h>

static void assert_str(hw_str s, const char *expect)
{
	assert_int_equal(s.len, strlen(expect));
	assert_memory_equal(s.p, expect, s.len);
}

static void test_compare(void **state)
{
	(void)state;
	assert_true(hw_str_equal(HW_STR_NONE, (hw_str){NULL, 0}));
	assert_true(hw_str_equal(HW_STR("a"), HW_STR("a")));
	assert_false(hw_str_equal(HW_STR("a"), HW_STR("A")));
	assert_false(hw_str_equal(HW_STR("a"), HW_STR("ab")));
	assert_true(hw_str_compare(HW_STR("a"), HW_STR("b")) < 0);
	assert_true(hw_str_compare(HW_STR("b"), HW_STR("a")) > 0);
	assert_true(hw_str_compare(HW_STR("a"), HW_STR("ab")) < 0);
	assert_int_equal(hw_str_compare(HW_STR("ab"), HW_STR("ab")), 0);
	assert_int_equal(hw_str_compare(HW_STR_NONE, (hw_str){NULL, 0}), 0);
	/* Bytes, not signed characters. */
	assert_true(hw_str_compare(HW_STR("\x7f"), HW_STR("\x80")) < 0);
	assert_true(hw_str_equal_nocase(HW_STR("JaVa"), HW_STR("jAvA")));
	assert_false(hw_str_equal_nocase(HW_STR("a"), HW_STR("ab")));
	assert_false(hw_str_equal_nocase(HW_STR("É"), HW_STR("é")));
	/* '[' and '{' differ by the bit that tells A from a. */
	assert_false(hw_str_equal_nocase(HW_STR("["), HW_STR("{")));
}

static void test_find(void **state)
{
	(void)state;
	assert_int_equal(hw_str_find(HW_STR("abcabd"), HW_STR("abd")), 3);
	assert_int_equal(hw_str_find(HW_STR("ab"), HW_STR("abc")), SIZE_MAX);
	assert_int_equal(hw_str_find(HW_STR_NONE, HW_STR("a")), SIZE_MAX);
	assert_int_equal(hw_str_find(HW_STR("x"), HW_STR_NONE), 0);
	assert_int_equal(hw_str_find(HW_STR("aab"), HW_STR("ab")), 1);
	assert_int_equal(hw_str_find_char(HW_STR("abc"), 'c'), 2);
	assert_int_equal(hw_str_find_char(HW_STR("abc"), 'd'), SIZE_MAX);
	assert_int_equal(hw_str_find_char((hw_str){NULL, 0}, 'd'), SIZE_MAX);
	assert_true(hw_str_starts(HW_STR("abc"), HW_STR("ab")));
	assert_true(hw_str_starts(HW_STR("abc"), HW_STR_NONE));
	assert_false(hw_str_starts(HW_STR("a"), HW_STR("ab")));
	assert_true(hw_str_ends(HW_STR("abc"), HW_STR("bc")));
	assert_false(hw_str_ends(HW_STR("c"), HW_STR("bc")));
	assert_str(hw_str_trim(HW_STR(" \t\r\n a b \n")), "a b");
	assert_str(hw_str_trim(HW_STR(" \t")), "");
	/* A no-break space is a character of the text. */
	assert_str(hw_str_trim(HW_STR("\u00a0a")), "\u00a0a");
}

static void test_lines(void **state)
{
	hw_str rest = HW_STR("one\r\n\ntwo\rx\n\r\nlast"), line;

	(void)state;
	assert_true(hw_str_next_line(&rest, &line));
	assert_str(line, "one");
	assert_true(hw_str_next_line(&rest, &line));
	assert_str(line, "");
	assert_true(hw_str_next_line(&rest, &line));
	assert_str(line, "two\rx");
	assert_true(hw_str_next_line(&rest, &line));
	assert_str(line, "");
	assert_true(hw_str_next_line(&rest, &line));
	assert_str(line, "last");
	assert_false(hw_str_next_line(&rest, &line));
	rest = HW_STR("end\n");
	assert_true(hw_str_next_line(&rest, &line));
	assert_false(hw_str_next_line(&rest, &line));
}

static void test_paths(void **state)
{
	(void)state;
	assert_str(hw_path_dir(HW_STR("a/b/c.md")), "a/b");
	assert_str(hw_path_dir(HW_STR("c.md")), "");
	assert_str(hw_path_dir(HW_STR("/c.md")), "");
	assert_str(hw_path_base(HW_STR("a/b/c.md")), "c.md");
	assert_str(hw_path_base(HW_STR("c.md")), "c.md");
	assert_str(hw_path_base(HW_STR("a/")), "");
}

/* RFC 3629, section 4, and the table of well-formed sequences in the
 * Unicode standard: the first and last of each kind, and one beyond. */
static void test_utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t invalid_at;
	} cases[] = {
	    {"", SIZE_MAX},
	    {"a", SIZE_MAX},
	    {"\x01", SIZE_MAX},
	    {"\x7f", SIZE_MAX},
	    {"a\x80", 1},
	    {"\xbf", 0},
	    {"\xc0\x80", 0},
	    {"\xc1\xbf", 0},
	    {"\xc2\x80", SIZE_MAX},
	    {"\xc2\x7f", 0},
	    {"\xc2\xc0", 0},
	    {"\xdf\xbf", SIZE_MAX},
	    {"\xdf\xc0", 0},
	    {"\xc2", 0},
	    {"\xe0\x9f\xbf", 0},
	    {"\xe0\xa0\x80", SIZE_MAX},
	    {"\xe0\xbf\xbf", SIZE_MAX},
	    {"\xe0\xa0", 0},
	    {"\xe0\xa0\x7f", 0},
	    {"\xe0\xa0\xc0", 0},
	    {"\xe1\x80\x80", SIZE_MAX},
	    {"\xe1\x7f\x80", 0},
	    {"\xec\xbf\xbf", SIZE_MAX},
	    {"\xed\x9f\xbf", SIZE_MAX},
	    {"\xed\xa0\x80", 0},
	    {"\xed\xbf\xbf", 0},
	    {"\xee\x80\x80", SIZE_MAX},
	    {"\xef\xbf\xbd", SIZE_MAX},
	    {"\xef\xbf\xbe", SIZE_MAX},
	    {"\xef\xbf\xbf", SIZE_MAX},
	    {"\xef\xbf", 0},
	    {"\xef", 0},
	    {"\xf0\x8f\xbf\xbf", 0},
	    {"\xf0\x90\x80\x80", SIZE_MAX},
	    {"\xf0\x90\x80", 0},
	    {"\xf0\x90\x80\x7f", 0},
	    {"\xf0\x90\x80\xc0", 0},
	    {"\xf0\x90\x7f\x80", 0},
	    {"\xf1\x80\x80\x80", SIZE_MAX},
	    {"\xf3\xbf\xbf\xbf", SIZE_MAX},
	    {"\xf4\x80\x80\x80", SIZE_MAX},
	    {"\xf4\x8f\xbf\xbf", SIZE_MAX},
	    {"\xf4\x90\x80\x80", 0},
	    {"\xf5\x80\x80\x80", 0},
	    {"\xf8\x88\x80\x80\x80", 0},
	    {"\xfc\x84\x80\x80\x80\x80", 0},
	    {"\xfe", 0},
	    {"\xff", 0},
	    {"ok \xe2\x82\xac \xe2\x82", 7},
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(cases); i++) {
		/* In memory of its own size, so that a sanitizer sees a read
		 * past the end. */
		size_t len = strlen(cases[i].bytes);
		char *copy = malloc(len > 0 ? len : 1);

		assert_non_null(copy);
		memcpy(copy, cases[i].bytes, len);
		assert_int_equal(hw_utf8_invalid_at((hw_str){copy, len}),
		    cases[i].invalid_at);
		free(copy);
	}
	assert_int_equal(hw_utf8_invalid_at((hw_str){"a\0b", 3}), 1);
}

/* Every code point that may be written, and no surrogate. */
static void test_utf8_all(void **state)
{
	uint32_t c;

	(void)state;
	for (c = 1; c <= 0x10FFFF; c++) {
		char b[4];
		size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
		size_t k;
		uint32_t rest = c;
		bool surrogate = c >= 0xD800 && c <= 0xDFFF;

		for (k = n - 1; k > 0; k--) {
			b[k] = (char)(0x80 | (rest & 0x3F));
			rest >>= 6;
		}
		b[0] = (char)(lead[n] | rest);
		if ((hw_utf8_invalid_at((hw_str){b, n}) == SIZE_MAX) ==
		    surrogate)
			fail_msg("U+%04X", (unsigned)c);
		if (n > 1 && hw_utf8_invalid_at((hw_str){b, n - 1}) != 0)
			fail_msg("U+%04X cut off", (unsigned)c);
	}
}

static void test_count(void **state)
{
	(void)state;
	assert_int_equal(hw_utf8_count(HW_STR_NONE), 0);
	assert_int_equal(hw_utf8_count(HW_STR("a£€😀")), 4);
	assert_int_equal(hw_utf8_count(HW_STR("e\u0301")), 2);
}

static void test_hash(void **state)
{
	(void)state;
	/* Published values of FNV-1a, 64 bits. */
	assert_true(hw_str_hash(HW_STR_NONE) == UINT64_C(0xcbf29ce484222325));
	assert_true(hw_str_hash(HW_STR("a")) == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(hw_str_hash(HW_STR("foobar")) ==
	    UINT64_C(0x85944171f73967e8));
}

static void test_nearest(void **state)
{
	static const hw_str fields[] = {{"title", 5}, {"summary", 7},
	    {"kind", 4}, {"review_by", 9}, {"reviewed", 8}, {"", 0}};
	static const struct {
		const char *word, *nearest;
	} cases[] = {
	    {"titel", "title"}, /* two letters changed places: one edit */
	    {"tittle", "title"},
	    {"TITLE", "title"},
	    {"sumary", "summary"},
	    {"kinda", "kind"},
	    {"reviewd", "reviewed"},
	    {"review-by", "review_by"},
	    {"owner", ""},
	    {"k", ""},
	    {"", ""},
	    {"completely different words", ""},
	    {"title title title title title title title title title", ""},
	};
	char longest[64];
	size_t i;
	hw_str same;

	(void)state;
	for (i = 0; i < HW_COUNT(cases); i++)
		assert_str(hw_str_nearest(hw_str_of(cases[i].word), fields,
			       HW_COUNT(fields)),
		    cases[i].nearest);
	assert_str(hw_str_nearest(HW_STR("a"), NULL, 0), "");
	/* The first of two that are equally near. */
	assert_str(hw_str_nearest(HW_STR("abcd"),
		       (hw_str[]){{"abce", 4}, {"abcf", 4}}, 2),
	    "abce");
	/* 48 letters are compared, 49 are not. */
	memset(longest, 'x', sizeof(longest));
	same = (hw_str){longest, 48};
	assert_int_equal(hw_str_nearest(same, &same, 1).len, 48);
	same.len = 49;
	assert_int_equal(hw_str_nearest(same, &same, 1).len, 0);
}

/* Edits between two words, straight from the recurrence. */
static size_t slow_edits(hw_str a, hw_str b)
{
	size_t d[8][8], i, j;

	for (i = 0; i <= a.len; i++)
		for (j = 0; j <= b.len; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			d[i][j] = d[i - 1][j - 1] +
			    (a.p[i - 1] == b.p[j - 1] ? 0 : 1);
			if (d[i - 1][j] + 1 < d[i][j])
				d[i][j] = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < d[i][j])
				d[i][j] = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	return d[a.len][b.len];
}

static void test_nearest_by_recurrence(void **state)
{
	uint64_t seed = 7;
	size_t round, i;

	(void)state;
	for (round = 0; round < 20000; round++) {
		char bytes[2][7];
		hw_str word[2];
		size_t wanted, longer;
		bool near;

		for (i = 0; i < 2; i++) {
			size_t k;

			for (k = 0; k < sizeof(bytes[i]); k++) {
				seed = seed * UINT64_C(6364136223846793005) +
				    UINT64_C(1442695040888963407);
				bytes[i][k] = (char)('a' + (seed >> 33) % 3);
			}
			word[i] = (hw_str){bytes[i], 1 + (seed >> 40) % 7};
		}
		wanted = slow_edits(word[0], word[1]);
		longer = word[0].len > word[1].len ? word[0].len
						   : word[1].len;
		near = hw_str_nearest(word[0], &word[1], 1).len > 0;
		assert_int_equal(near, wanted * 3 <= longer);
	}
}

static void test_buf(void **state)
{
	struct hw_buf buf = {0};
	struct hw_arena arena;
	hw_str taken;

	(void)state;
	hw_arena_init(&arena, 0);
	assert_int_equal(hw_buf_str(&buf).len, 0);
	assert_non_null(hw_buf_str(&buf).p);
	hw_buf_puts(&buf, "");
	hw_buf_add(&buf, (hw_str){NULL, 0});
	assert_null(buf.data);
	hw_buf_puts(&buf, "one");
	hw_buf_putc(&buf, ' ');
	hw_buf_printf(&buf, "%d-%s", 2, "three");
	assert_string_equal(buf.data, "one 2-three");
	hw_buf_printf(&buf, "%1000d", 7);
	assert_int_equal(buf.len, 1011);
	assert_int_equal(buf.data[1011], '\0');
	taken = hw_buf_take(&buf, &arena);
	assert_int_equal(taken.len, 1011);
	assert_int_equal(buf.len, 0);
	assert_null(buf.data); /* nothing is left that could leak */
	hw_buf_puts(&buf, "again");
	assert_int_equal(taken.p[0], 'o');
	hw_buf_free(&buf);
	hw_buf_free(&buf);
	assert_int_equal(hw_buf_take(&buf, &arena).len, 0);
	hw_arena_free(&arena);
}

static void test_buf_limit(void **state)
{
	struct hw_buf buf = {.limit = 10};

	(void)state;
	hw_buf_puts(&buf, "0123456789");
	assert_false(buf.overflowed);
	hw_buf_puts(&buf, "");
	assert_false(buf.overflowed);
	hw_buf_putc(&buf, 'x');
	assert_true(buf.overflowed);
	assert_string_equal(buf.data, "0123456789");
	/* Once over, nothing more goes in: no half a tag. */
	hw_buf_clear(&buf);
	hw_buf_puts(&buf, "01234");
	hw_buf_printf(&buf, "%s", "678901");
	assert_true(buf.overflowed);
	hw_buf_puts(&buf, "5");
	assert_string_equal(buf.data, "01234");
	hw_buf_clear(&buf);
	assert_false(buf.overflowed);
	hw_buf_printf(&buf, "%s", "0123456789");
	assert_false(buf.overflowed);
	assert_int_equal(buf.len, 10);
	/* A length that would wrap round. */
	hw_buf_add(&buf, (hw_str){"", SIZE_MAX});
	assert_true(buf.overflowed);
	hw_buf_free(&buf);
	assert_int_equal(buf.limit, 10);
}

/* Without a limit of its own a buffer takes 256 MiB. */
static void test_buf_default_limit(void **state)
{
	struct hw_buf buf = {0};
	size_t piece = (size_t)1 << 20, i;
	char *bytes = calloc(1, piece);

	(void)state;
	assert_non_null(bytes);
	for (i = 0; i < 256; i++)
		hw_buf_add(&buf, (hw_str){bytes, piece});
	assert_false(buf.overflowed);
	hw_buf_putc(&buf, 'x');
	assert_true(buf.overflowed);
	assert_int_equal(buf.len, 256 * piece);
	hw_buf_free(&buf);
	free(bytes);
}

static void test_arena_strings(void **state)
{
	struct hw_arena arena;
	HW_LIST(int) list = {0};
	hw_str text;
	int i;

	(void)state;
	hw_arena_init(&arena, 0);
	text = hw_str_dup(&arena, HW_STR("abc"));
	assert_string_equal(text.p, "abc");
	assert_int_equal(hw_str_dup(&arena, (hw_str){NULL, 0}).len, 0);
	text = hw_fmt(&arena, "%.*s|%05d", HW_ARG(text), 42);
	assert_string_equal(text.p, "abc|00042");
	assert_int_equal(text.len, 9);
	for (i = 0; i < 1000; i++)
		HW_PUSH(&list, &arena, i);
	assert_int_equal(list.count, 1000);
	for (i = 0; i < 1000; i++)
		assert_int_equal(list.items[i], i);
	hw_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_compare),
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_paths),
	    cmocka_unit_test(test_utf8),
	    cmocka_unit_test(test_utf8_all),
	    cmocka_unit_test(test_count),
	    cmocka_unit_test(test_hash),
	    cmocka_unit_test(test_nearest),
	    cmocka_unit_test(test_nearest_by_recurrence),
	    cmocka_unit_test(test_buf),
	    cmocka_unit_test(test_buf_limit),
	    cmocka_unit_test(test_buf_default_limit),
	    cmocka_unit_test(test_arena_strings),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
