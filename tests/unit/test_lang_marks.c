/* render/lang_marks: words in another language within a text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/lang_marks.h"

static struct hw_arena arena;
static struct hw_buf out;

static int set_up(void **state)
{
	(void)state;
	hw_arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	hw_buf_free(&out);
	hw_arena_free(&arena);
	return 0;
}

static hw_str mark(const char *words, const char *tag)
{
	return hw_lang_mark(&arena, hw_str_of(words), hw_str_of(tag));
}

static void assert_put(hw_str text, const char *html, const char *plain)
{
	hw_str is = hw_lang_plain(&arena, text);

	hw_buf_clear(&out);
	hw_lang_html(&out, text);
	if (!hw_str_equal(hw_buf_str(&out), hw_str_of(html)))
		fail_msg("'%.*s', not '%s'", HW_ARG(hw_buf_str(&out)), html);
	if (!hw_str_equal(is, hw_str_of(plain)))
		fail_msg("'%.*s', not '%s'", HW_ARG(is), plain);
}

static void test_marks(void **state)
{
	(void)state;
	assert_put(HW_STR("a < b"), "a &lt; b", "a < b");
	assert_put(mark("R&D", "en"),
	    "<span lang=\"en\" dir=\"ltr\">R&amp;D</span>", "R&D");
	assert_put(mark("مرحبًا", "ar"),
	    "<span lang=\"ar\" dir=\"rtl\">مرحبًا</span>", "مرحبًا");
	assert_put(hw_fmt(&arena, "1. %.*s; %.*s <2>",
		       HW_ARG(mark("A", "en-GB")), HW_ARG(mark("B", "pl"))),
	    "1. <span lang=\"en-GB\" dir=\"ltr\">A</span>; "
	    "<span lang=\"pl\" dir=\"ltr\">B</span> &lt;2&gt;",
	    "1. A; B <2>");
	/* What is not there has no language. */
	assert_int_equal(mark("", "en").len, 0);
	assert_false(hw_lang_is_marked(HW_STR("plain")));
	assert_true(hw_lang_is_marked(mark("x", "en")));
}

/* Whoever gets such characters in gets no markup out. */
static void test_hostile(void **state)
{
	(void)state;
	assert_put(HW_STR("\x01"), "", "");
	assert_put(HW_STR("a\x01"
			  "en"),
	    "aen", "aen");
	assert_put(HW_STR("a\x01"
			  "en\x02"
			  "b"),
	    "a<span lang=\"en\" dir=\"ltr\">b</span>", "ab");
	assert_put(HW_STR("\x01x\" onclick=\"y\x02"
			  "b\x03"),
	    "x&quot; onclick=&quot;yb", "x\" onclick=\"yb");
	assert_put(HW_STR("\x01\x02z\x03\x03"), "z", "z");
	assert_put(mark("<script>", "en"),
	    "<span lang=\"en\" dir=\"ltr\">&lt;script&gt;</span>",
	    "<script>");
	/* One within another ends the first. */
	assert_put(hw_lang_mark(&arena, mark("a", "pl"), HW_STR("en")),
	    "<span lang=\"en\" dir=\"ltr\"></span>"
	    "<span lang=\"pl\" dir=\"ltr\">a</span>",
	    "a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_marks, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("lang_marks", tests, NULL, NULL);
}
