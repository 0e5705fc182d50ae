/* base/source: from bytes to lines and columns. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/source.h"

static void assert_str(hw_str s, const char *expect)
{
	assert_int_equal(s.len, strlen(expect));
	assert_memory_equal(s.p, expect, s.len);
}

static void assert_place(const char *text, size_t at, size_t line,
    size_t column, const char *line_text)
{
	struct hw_source source = {.path = HW_STR("x.md"),
	    .text = hw_str_of(text)};
	struct hw_place place = hw_source_place(&source, at);

	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
	assert_str(place.line_text, line_text);
}

static void test_places(void **state)
{
	(void)state;
	assert_place("", 0, 1, 1, "");
	assert_place("", 99, 1, 1, "");
	assert_place("abc", 0, 1, 1, "abc");
	assert_place("abc", 3, 1, 4, "abc");
	assert_place("abc", 99, 1, 4, "abc");
	assert_place("abc\ndef", 3, 1, 4, "abc");
	assert_place("abc\ndef", 4, 2, 1, "def");
	assert_place("abc\ndef", 6, 2, 3, "def");
	assert_place("abc\n", 4, 2, 1, "");
	assert_place("\n\n\n", 2, 3, 1, "");
	assert_place("a\r\nb\r\n", 1, 1, 2, "a");
	assert_place("a\r\nb\r\n", 2, 1, 3, "a");
	assert_place("a\r\nb\r\n", 3, 2, 1, "b");
	/* Columns are characters. */
	assert_place("£€😀x", 9, 1, 4, "£€😀x");
	assert_place("one\n\tx", 5, 2, 2, "\tx");
	/* A lone CR ends no line. */
	assert_place("a\rb", 2, 1, 3, "a\rb");
}

static void test_every_byte(void **state)
{
	static const char text[] = "one\ntwo £\r\n\nfour";
	struct hw_source source = {.path = HW_STR("x"),
	    .text = hw_str_of(text)};
	size_t at, line = 1;

	(void)state;
	for (at = 0; at < sizeof(text); at++) {
		struct hw_place place = hw_source_place(&source, at);

		assert_int_equal(place.line, line);
		assert_true(place.line_at <= at);
		assert_true(place.line_at == 0 ||
		    text[place.line_at - 1] == '\n');
		line += text[at] == '\n';
	}
}

/* One placer, from place to place and back, says what is said of each. */
static void test_many_places(void **state)
{
	static const char text[] = "one\ntwo £\r\n\nfour\n";
	struct hw_source source = {.path = HW_STR("x"),
	    .text = hw_str_of(text)};
	struct hw_source other = {.path = HW_STR("y"),
	    .text = HW_STR("a\nb")};
	struct hw_placer placer = {0};
	size_t from, to;

	(void)state;
	for (from = 0; from < sizeof(text) + 1; from++)
		for (to = 0; to < sizeof(text) + 1; to++) {
			struct hw_place found, wanted;

			if (to % 5 == 0)
				hw_placer_find(&placer, &other, to % 4);
			hw_placer_find(&placer, &source, from);
			found = hw_placer_find(&placer, &source, to);
			wanted = hw_source_place(&source, to);
			assert_int_equal(found.line, wanted.line);
			assert_int_equal(found.column, wanted.column);
			assert_int_equal(found.line_at, wanted.line_at);
			assert_ptr_equal(found.line_text.p,
			    wanted.line_text.p);
			assert_int_equal(found.line_text.len,
			    wanted.line_text.len);
		}
}

static void test_spans(void **state)
{
	static const uint32_t line_at[] = {10, 22, 31};
	struct hw_source source = {.path = HW_STR("x"),
	    .text = HW_STR("0123456789 abc\n  def\n  ghi\n")};
	struct hw_text text = {
	    .s = HW_STR("ab\ncd\n"),
	    .span = {&source, 10, 20},
	    .line_at = line_at,
	};
	struct hw_span span;

	(void)state;
	span = hw_span_file(&source);
	assert_ptr_equal(span.source, &source);
	assert_int_equal(span.at + span.len, 0);
	span = hw_text_span(&text, 0, 1);
	assert_int_equal(span.at, 10);
	span = hw_text_span(&text, 1, 1);
	assert_int_equal(span.at, 11);
	assert_int_equal(span.len, 1);
	span = hw_text_span(&text, 2, 1); /* the line end */
	assert_int_equal(span.at, 12);
	span = hw_text_span(&text, 4, 1);
	assert_int_equal(span.at, 23);
	span = hw_text_span(&text, 6, 0); /* the end, after a line end */
	assert_int_equal(span.at, 31);
	text.line_at = NULL;
	span = hw_text_span(&text, 4, 1);
	assert_int_equal(span.at, 10);
	assert_int_equal(span.len, 20);
	text.exact = true;
	span = hw_text_span(&text, 4, 2);
	assert_int_equal(span.at, 14);
	assert_int_equal(span.len, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_every_byte),
	    cmocka_unit_test(test_many_places),
	    cmocka_unit_test(test_spans),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
