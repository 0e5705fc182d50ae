/* assemble/easyread: rows of a picture and its words; which heading speaks
 * of which action. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/easyread.h"
#include "testsite.h"

static void put_site(struct testsite *t, const char *easy)
{
	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
	testsite_put(t, "plan/a.md",
	    "---\ntitle: Area\nkind: area\nref: A5\nactions:\n"
	    "  - {ref: A5.1, title: x, status: done}\n"
	    "  - {ref: A5.10, title: x, status: done}\n"
	    "  - {ref: A5.2, title: x, status: done}\n---\n");
	testsite_put(t, "plan/a.easy.md",
	    hw_fmt(&t->arena, "---\ntitle: Easy\n---\n%s", easy).p);
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
}

static const char *kind(const struct hw_node *node)
{
	switch (node->type) {
	case HW_NODE_ROW:
		return "row";
	case HW_NODE_HEADING:
		return "h";
	case HW_NODE_IMAGE:
		return "img";
	case HW_NODE_PARAGRAPH:
		return "p";
	case HW_NODE_LIST:
		return "list";
	case HW_NODE_FOOTNOTE_DEF:
		return "note";
	default:
		return "other";
	}
}

/* "row(img p) h[a5-1]": the page down to the parts of its rows. */
static void assert_rows(struct testsite *t, const char *wanted)
{
	const struct hw_node *doc = testsite_page(t, "plan/a.easy.md")->doc;
	const struct hw_node *at, *part;

	hw_buf_clear(&t->out);
	for (at = doc->first; at != NULL; at = at->next) {
		hw_buf_printf(&t->out, "%s%s", at != doc->first ? " " : "",
		    kind(at));
		if (at->label.len > 0)
			hw_buf_printf(&t->out, "[%.*s]", HW_ARG(at->label));
		if (at->type != HW_NODE_ROW)
			continue;
		for (part = at->first; part != NULL; part = part->next) {
			assert_ptr_equal(part->parent, at);
			hw_buf_printf(&t->out, "%s%s",
			    part == at->first ? "(" : " ", kind(part));
		}
		hw_buf_puts(&t->out, ")");
	}
	assert_string_equal(t->out.data, wanted);
}

static const char *layout_said(struct testsite *t)
{
	return testsite_said(t, HW_DIAG_EASY_LAYOUT);
}

static void test_rows(void **state)
{
	struct testsite *t = *state;

	put_site(t,
	    "![a](clock)\n\nOne.\n\nTwo.\n\n![b](clock)\n\n- x\n- y\n\n"
	    "## Part\n\n![c](clock)\n\nThree.\n");
	assert_rows(t, "row(img p p) row(img list) h row(img p)");
	assert_string_equal(layout_said(t), "");
}

static void test_mistakes(void **state)
{
	struct testsite *t = *state;

	/* Words without a picture, a picture without words. */
	put_site(t,
	    "Words.\n\n![a](clock)\n\n## Part\n\nWords.\n\nMore.\n\n"
	    "![b](clock)\n");
	assert_rows(t, "row(p) row(img) h row(p p) row(img)");
	assert_string_equal(layout_said(t),
	    "content/plan/a.easy.md:4:1 [104] these easy-read words have no "
	    "picture\n"
	    "content/plan/a.easy.md:6:1 [104] this picture has no words\n"
	    "content/plan/a.easy.md:10:1 [104] these easy-read words have no "
	    "picture\n"
	    "content/plan/a.easy.md:14:1 [104] this picture has no words\n");
	/* A picture with words in its paragraph, or two, starts no row. */
	put_site(t, "![a](clock) Words.\n\n![a](clock) ![b](clock)\n");
	assert_rows(t, "row(p p)");
	/* Breaks beside it do no harm. */
	put_site(t, "![a](clock)\n\nW.\n\n\n\n![b](clock)  \n\nW.\n");
	assert_rows(t, "row(img p) row(img p)");
}

static void test_nothing(void **state)
{
	struct testsite *t = *state;
	struct hw_page page = {0};

	put_site(t, "");
	assert_string_equal(layout_said(t), "");
	hw_easyread_arrange(&t->site, &page);
	assert_null(page.doc);
}

static void test_actions(void **state)
{
	struct testsite *t = *state;
	struct hw_page *easy;
	const struct hw_node *heading;

	put_site(t,
	    "## Action A5.10: later\n\n![a](clock)\n\nW.\n\n"
	    "## What (A5.1) does\n\n![a](clock)\n\nW.\n\n"
	    "## A5.2x, A5.22, XA5.2 and a5.2\n\n![a](clock)\n\nW.\n");
	assert_rows(t, "h[a5-10] row(img p) h[a5-1] row(img p) h row(img p)");
	easy = testsite_page(t, "plan/a.easy.md");
	heading = testsite_action(t, "A5.1")->easy_heading;
	assert_non_null(heading);
	assert_true(hw_str_equal(heading->id, HW_STR("a5-1")));
	assert_ptr_equal(hw_map_get(&easy->ids, HW_STR("a5-1")), heading);
	assert_null(testsite_action(t, "A5.2")->easy_heading);
	assert_string_equal(testsite_said(t, HW_DIAG_EASY_SECTION),
	    "content/plan/a.easy.md:1:1 [70] the easy-read page says "
	    "nothing of action 'A5.2'\n");
}

/* A second heading for an action is only a heading. */
static void test_action_twice(void **state)
{
	struct testsite *t = *state;

	put_site(t,
	    "## A5.1\n\n![a](clock)\n\nW.\n\n## A5.1 again\n\n"
	    "![a](clock)\n\nW.\n");
	assert_rows(t, "h[a5-1] row(img p) h row(img p)");
}

/* Footnotes stay at the end of the page, where they are written out. */
static void test_footnotes(void **state)
{
	struct testsite *t = *state;

	put_site(t, "![a](clock)\n\nW[^n].\n\n[^n]: Note.\n");
	assert_rows(t, "row(img p) note");
	assert_string_equal(layout_said(t), "");
}

static void test_without_easy_page(void **state)
{
	struct testsite *t = *state;

	put_site(t, "x\n");
	hw_fs_remove_tree(&t->scratch.fs, HW_STR("content/plan/a.easy.md"));
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	assert_string_equal(testsite_said(t, HW_DIAG_EASY_SECTION), "");
	assert_null(testsite_action(t, "A5.1")->easy_heading);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_rows),
	    TEST(test_mistakes),
	    TEST(test_nothing),
	    TEST(test_actions),
	    TEST(test_action_twice),
	    TEST(test_footnotes),
	    TEST(test_without_easy_page),
	};

	return cmocka_run_group_tests_name("easyread", tests, NULL, NULL);
}
