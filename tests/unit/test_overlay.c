/* serve/overlay: what the preview adds to a page. */
#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "serve/overlay.h"

static const char page[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'self'; script-src 'self'\">\n"
    "<title>A page</title>\n</head>\n<body class=\"standard\">\n<h1>A "
    "page</h1>\n</body>\n</html>\n";

static bool has(const struct hw_buf *buf, const char *part)
{
	return hw_str_find(hw_buf_str(buf), hw_str_of(part)) != SIZE_MAX;
}

static void test_page(void **state)
{
	struct hw_buf out = {0};

	(void)state;
	hw_overlay_put(&out, hw_str_of(page), HW_STR("<p>Note</p>\n"),
	    HW_STR("v1"), 0xABCu);
	assert_true(
	    has(&out, "script-src 'self'; connect-src 'self'\">\n<title>"));
	assert_true(has(&out,
	    "<link rel=\"stylesheet\" href=\"/.headway/preview.css?v1\">\n"
	    "<script defer src=\"/.headway/reload.js\" "
	    "data-state=\"0000000000000abc\"></script>\n</head>"));
	assert_true(has(&out,
	    "<body class=\"standard\">\n<div class=\"headway-preview\" "
	    "role=\"region\" aria-label=\"Preview\" lang=\"en\" dir=\"ltr\">"
	    "\n<p>Note</p>\n</div>\n<h1>"));
	/* Mistakes stand over the page. */
	hw_buf_clear(&out);
	hw_overlay_put(&out, hw_str_of(page),
	    HW_STR("<details class=\"headway-mistakes\" open>\n"),
	    HW_STR("v1"), 1);
	assert_true(has(&out,
	    "<div class=\"headway-preview headway-over\" role=\"alert\" "));
	hw_buf_free(&out);
}

/* Nothing to say: nothing over the page. */
static void test_silence(void **state)
{
	struct hw_overlay_sources none = {{NULL}, 0};
	struct hw_buf out = {0};
	struct hw_arena arena;
	struct hw_diags diags;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	hw_overlay_mistakes(&out, &diags, &none);
	assert_int_equal(out.len, 0);
	hw_overlay_put(&out, hw_str_of(page), HW_STR_NONE, HW_STR("v1"), 1);
	assert_false(has(&out, "headway-preview"));
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

/* Layouts may be anything; a page without head or body stays as it is. */
static void test_odd_pages(void **state)
{
	static const char *const odd[] = {"", "x", "<html>", "</head>",
	    "<body>", "<body", "<body></head>",
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""};
	struct hw_buf out = {0};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(odd); i++) {
		hw_buf_clear(&out);
		hw_buf_puts(&out, ">");
		hw_overlay_put(&out, hw_str_of(odd[i]), HW_STR("n"),
		    HW_STR("v"), 1);
		assert_string_equal(out.data + 1, odd[i]);
	}
	/* A policy that does not end, in a page that does. */
	hw_buf_clear(&out);
	hw_overlay_put(&out,
	    HW_STR("<meta http-equiv=\"Content-Security-Policy\" "
		   "content=\"x</head><body>"),
	    HW_STR("n"), HW_STR("v"), 1);
	assert_true(has(&out, "</head><body>\n<div"));
	hw_buf_free(&out);
}

static void test_mistakes(void **state)
{
	struct hw_source own = {.path = HW_STR("content/<b>.md"),
	    .text = HW_STR("one\ntwo <i>three\n")};
	struct hw_source other = {.path = HW_STR("content/other.md"),
	    .text = HW_STR("x\n")};
	struct hw_overlay_sources sources = {{&own}, 1};
	struct hw_buf out = {0};
	struct hw_arena arena;
	struct hw_diags diags;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	hw_diag(&diags, HW_DIAG_BROKEN_LINK, (struct hw_span){&other, 0, 1},
	    HW_STR("Mend <it>."), "there is '%s'", "<script>");
	hw_diag(&diags, HW_DIAG_RAW_HTML, (struct hw_span){&own, 8, 3},
	    HW_STR_NONE, "HTML");
	hw_diag(&diags, HW_DIAG_YES_NO, hw_span_file(&own),
	    HW_STR("Write one."), "a doubt about this page");
	hw_diag(&diags, HW_DIAG_YES_NO, hw_span_file(&other),
	    HW_STR("Write one."), "a doubt about another");
	hw_overlay_mistakes(&out, &diags, &sources);
	assert_true(has(&out, "2 mistakes to mend, 1 of them on this page"));
	assert_true(has(&out, "content/&lt;b&gt;.md, line 2, column 5</p>"));
	assert_true(has(&out, "two <mark>&lt;i&gt;</mark>three</pre>"));
	assert_true(has(&out, "there is &#39;&lt;script&gt;&#39; [HW093]"));
	assert_true(has(&out, "<p>Mend &lt;it&gt;.</p>"));
	assert_true(has(&out, "a doubt about this page"));
	assert_false(has(&out, "a doubt about another"));
	/* Its own come first, whatever the order of files. */
	assert_true(hw_str_find(hw_buf_str(&out), HW_STR("HW090")) <
	    hw_str_find(hw_buf_str(&out), HW_STR("HW093")));
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

static void say_words(struct hw_diags *diags, const struct hw_source *own,
    const struct hw_source *other)
{
	hw_diag(diags, HW_DIAG_WORD_TO_AVOID, (struct hw_span){own, 4, 3},
	    HW_STR("Write <start>."), "a plainer word");
	hw_diag(diags, HW_DIAG_SHORT_FORM, (struct hw_span){own, 0, 3},
	    HW_STR("Explain it."), "a short form");
	hw_diag(diags, HW_DIAG_ONE_NOT, hw_span_file(own), HW_STR_NONE,
	    "a not");
	hw_diag(diags, HW_DIAG_EASY_SENTENCE, hw_span_file(other),
	    HW_STR_NONE, "a long sentence elsewhere");
}

/* Advice is told apart from mistakes in words, and does not cover the page. */
static void test_words(void **state)
{
	struct hw_source own = {.path = HW_STR("content/a.md"),
	    .text = HW_STR("one\ntwo\n")};
	struct hw_source other = {.path = HW_STR("content/a.easy.md"),
	    .text = HW_STR("x\n")};
	struct hw_buf notes = {0}, out = {0};
	struct hw_arena arena;
	struct hw_diags diags;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	hw_overlay_words(&notes, &diags, &other);
	assert_int_equal(notes.len, 0);
	say_words(&diags, &own, &other);
	hw_diag_sort(&diags);
	hw_overlay_words(&notes, &diags, &other);
	assert_true(has(&notes,
	    "<details class=\"headway-words\">\n<summary>Words and easy "
	    "read: 1 to mend for 'headway check', 1 to think about, 1 for a "
	    "person to judge</summary>\n<p>None of this stops 'headway "
	    "build'.</p>\n"));
	assert_true(
	    has(&notes, "<p><strong>To mend:</strong> a short form [HW249]"));
	assert_true(has(&notes,
	    "<p class=\"headway-where\">content/a.md, line 2, column 1</p>\n"
	    "<p><strong>To think about:</strong> a plainer word [HW245]</p>\n"
	    "<pre dir=\"auto\"><mark>two</mark></pre>\n"
	    "<p>Write &lt;start&gt;.</p>"));
	assert_true(has(&notes,
	    "<p><strong>For a person to judge:</strong> a not [HW228]"));
	assert_true(has(&notes,
	    "<p>On the page's other version, content/a.easy.md: 1 to mend "
	    "for 'headway check'.</p>\n</details>\n"));
	assert_false(has(&notes, "elsewhere"));
	hw_overlay_put(&out, hw_str_of(page), hw_buf_str(&notes),
	    HW_STR("v1"), 1);
	assert_true(has(&out,
	    "<div class=\"headway-preview\" role=\"region\" "
	    "aria-label=\"Preview\" lang=\"en\" dir=\"ltr\">\n"));
	hw_buf_free(&notes);
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

/* What only a person can judge is asked on its own page; all else of the
 * other version is counted here, where nothing else is to be said too. */
static void test_words_of_other(void **state)
{
	struct hw_source other = {.path = HW_STR("content/a.easy.md"),
	    .text = HW_STR("x\n")};
	struct hw_buf out = {0};
	struct hw_arena arena;
	struct hw_diags diags;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	hw_diag(&diags, HW_DIAG_ONE_NOT, hw_span_file(&other), HW_STR_NONE,
	    "a not");
	hw_overlay_words(&out, &diags, &other);
	assert_int_equal(out.len, 0);
	hw_diag(&diags, HW_DIAG_PASSIVE, hw_span_file(&other), HW_STR_NONE,
	    "a passive");
	hw_overlay_words(&out, &diags, &other);
	assert_true(
	    has(&out, "read: something on the page's other version<"));
	assert_true(has(&out, "content/a.easy.md: 1 to think about.</p>"));
	assert_false(has(&out, "<ol>"));
	hw_buf_clear(&out);
	hw_overlay_words(&out, &diags, NULL);
	assert_true(
	    has(&out, "read: 1 to think about, 1 for a person to judge<"));
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

/* A place anywhere in a long line, in a file of any bytes, past its end. */
static void test_lines(void **state)
{
	struct hw_overlay_sources none = {{NULL}, 0};
	struct hw_buf out = {0}, text = {0};
	struct hw_source source = {.path = HW_STR("content/x.md"),
	    .text = HW_STR_NONE};
	struct hw_arena arena;
	struct hw_diags diags;
	size_t i;

	(void)state;
	hw_arena_init(&arena, 0);
	for (i = 0; i < 400; i++)
		hw_buf_puts(&text, "é");
	source.text = hw_buf_str(&text);
	for (i = 0; i <= source.text.len + 2; i++) {
		hw_diag_init(&diags, &arena);
		hw_diag(&diags, HW_DIAG_RAW_HTML,
		    (struct hw_span){&source, i, 5}, HW_STR_NONE, "here");
		hw_buf_clear(&out);
		hw_overlay_mistakes(&out, &diags, &none);
		if (i % 2 == 0)
			assert_int_equal(hw_utf8_invalid_at(hw_buf_str(&out)),
			    SIZE_MAX);
		assert_true(out.len < 900);
	}
	source.text = HW_STR("\xff\xfe");
	hw_diag_init(&diags, &arena);
	hw_diag(&diags, HW_DIAG_NOT_UTF8, (struct hw_span){&source, 0, 1},
	    HW_STR_NONE, "no text");
	hw_buf_clear(&out);
	hw_overlay_mistakes(&out, &diags, &none);
	assert_int_equal(hw_utf8_invalid_at(hw_buf_str(&out)), SIZE_MAX);
	hw_buf_free(&out);
	hw_buf_free(&text);
	hw_arena_free(&arena);
}

static void test_many(void **state)
{
	struct hw_overlay_sources none = {{NULL}, 0};
	struct hw_buf out = {0};
	struct hw_arena arena;
	struct hw_diags diags;
	int i;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	for (i = 0; i < 50; i++)
		hw_diag(&diags, HW_DIAG_RAW_HTML, HW_SPAN_NONE, HW_STR_NONE,
		    "mistake %d", i);
	hw_overlay_mistakes(&out, &diags, &none);
	assert_true(has(&out, "50 mistakes to mend"));
	assert_true(has(&out, "mistake 19 "));
	assert_false(has(&out, "mistake 20 "));
	assert_true(has(&out, "And 30 more"));
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_silence),
	    cmocka_unit_test(test_odd_pages),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_words_of_other),
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
