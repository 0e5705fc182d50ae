/* assemble/page: plans, order, what is late, and what does not fit. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/page.h"
#include "testsite.h"

#include <stdio.h>

#define PAGE(title) "---\ntitle: " title "\n---\nWords.\n"

static void put_site(struct testsite *t)
{
	testsite_put(t, "index.md", PAGE("Home"));
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
}

/* An area with one action; `more` are further lines of the action. */
static void put_action(struct testsite *t, const char *path, const char *ref,
    const char *more)
{
	char text[1000];

	snprintf(text, sizeof(text),
	    "---\ntitle: Area\nkind: area\nref: %s\nactions:\n"
	    "  - ref: %s\n    title: Do it\n%s%s---\n",
	    ref, ref, more,
	    strstr(more, "status:") != NULL ? ""
					    : "    status: not started\n");
	testsite_put(t, path, text);
}

/* -------------------------------- dates --------------------------------- */

struct judged {
	const char *plan, *action, *today;
	bool late, soon, passed;
};

static void judge(struct testsite *t, const struct judged *judged)
{
	char plan[300];
	const struct hw_action *action;

	testsite_put(t, "index.md", PAGE("Home"));
	snprintf(plan, sizeof(plan), "---\ntitle: Plan\nkind: plan\n%s---\n",
	    judged->plan);
	testsite_put(t, "plan/index.md", plan);
	put_action(t, "plan/area.md", "A1", judged->action);
	testsite_read(t, judged->today, TESTSITE_ASSEMBLED);
	action = testsite_action(t, "A1");
	if (action->is_late != judged->late ||
	    action->is_due_soon != judged->soon ||
	    action->due_passed != judged->passed)
		fail_msg("%s %s on %s: late %d soon %d passed %d",
		    judged->plan, judged->action, judged->today,
		    action->is_late, action->is_due_soon, action->due_passed);
	assert_int_equal(testsite_page(t, "plan/area.md")->late_count,
	    judged->late);
	assert_int_equal(t->site.plans.items[0]->late_count, judged->late);
}

#define OPEN   "    status: in progress\n"
#define DUE(d) "    due: " d "\n"

static void test_late(void **state)
{
	static const struct judged cases[] = {
	    /* A day is late from the next day on. */
	    {"", OPEN DUE("2024-12-05"), "2024-12-05", false, true, false},
	    {"", OPEN DUE("2024-12-05"), "2024-12-06", true, false, false},
	    {"", OPEN DUE("2024-12-05"), "2024-12-04", false, true, false},
	    /* A month is late when it is over. */
	    {"", OPEN DUE("2024-11"), "2024-11-30", false, true, false},
	    {"", OPEN DUE("2024-11"), "2024-12-01", true, false, false},
	    {"", OPEN DUE("2024-02"), "2024-02-29", false, true, false},
	    {"", OPEN DUE("2024-02"), "2024-03-01", true, false, false},
	    {"", OPEN DUE("2023-02"), "2023-03-01", true, false, false},
	    {"", OPEN DUE("2024-12"), "2025-01-01", true, false, false},
	    /* Every state but done and stopped. */
	    {"", "    status: not started\n" DUE("2024-01"), "2024-12-05",
		true, false, false},
	    {"", "    status: paused\n    reason: x\n" DUE("2024-01"),
		"2024-12-05", true, false, false},
	    {"", "    status: done\n" DUE("2024-01"), "2024-12-05", false,
		false, false},
	    {"", "    status: stopped\n    reason: x\n" DUE("2024-01"),
		"2024-12-05", false, false, false},
	    {"", OPEN, "2024-12-05", false, false, false},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(cases); i++)
		judge(*state, &cases[i]);
}

static void test_due_soon(void **state)
{
	static const struct judged cases[] = {
	    /* Three months, to the day. */
	    {"", OPEN DUE("2025-03-05"), "2024-12-05", false, true, false},
	    {"", OPEN DUE("2025-03-06"), "2024-12-05", false, false, false},
	    {"", OPEN DUE("2025-03"), "2024-12-01", false, true, false},
	    {"", OPEN DUE("2025-03"), "2024-11-30", false, false, false},
	    /* The last day of a month that is shorter, and longer. */
	    {"", OPEN DUE("2025-02-28"), "2024-11-30", false, true, false},
	    {"", OPEN DUE("2025-03-01"), "2024-11-30", false, false, false},
	    {"", OPEN DUE("2024-02-29"), "2023-11-30", false, true, false},
	    {"", OPEN DUE("2024-02-29"), "2023-11-29", false, true, false},
	    {"", OPEN DUE("2024-02-29"), "2023-11-28", false, false, false},
	    {"", "    status: done\n" DUE("2024-12-06"), "2024-12-05", false,
		false, false},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(cases); i++)
		judge(*state, &cases[i]);
}

/* A plan that is reported no longer speaks of its own day. */
static void test_as_of(void **state)
{
	static const struct judged cases[] = {
	    {"as_of: 2024-06-30\n", OPEN DUE("2024-06-30"), "2024-12-05",
		false, true, true},
	    {"as_of: 2024-06-30\n", OPEN DUE("2024-06-29"), "2024-12-05",
		true, false, false},
	    {"as_of: 2024-06\n", OPEN DUE("2024-06-30"), "2024-12-05", false,
		true, true},
	    {"as_of: 2024-06\n", OPEN DUE("2024-06"), "2024-12-05", false,
		true, true},
	    {"as_of: 2024-06\n", OPEN DUE("2024-05"), "2024-12-05", true,
		false, false},
	    {"as_of: 2024-02\n", OPEN DUE("2024-02-28"), "2024-12-05", true,
		false, false},
	    {"as_of: 2024-02\n", OPEN DUE("2024-02-29"), "2024-12-05", false,
		true, true},
	    {"as_of: 2024-06-30\n", OPEN DUE("2025-01-31"), "2024-12-05",
		false, false, false},
	    /* The month that still runs is spoken of up to today: nothing
	     * is late before its day has passed. */
	    {"as_of: 2024-12\n", OPEN DUE("2024-12-20"), "2024-12-05", false,
		true, false},
	    {"as_of: 2024-12\n", OPEN DUE("2024-12-04"), "2024-12-05", true,
		false, false},
	    {"as_of: 2025-12-31\n", OPEN DUE("2025-06-01"), "2024-12-05",
		false, false, false},
	    /* Nothing is late in an archive. */
	    {"archived: true\n", OPEN DUE("2001-01"), "2024-12-05", false,
		false, false},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(cases); i++)
		judge(*state, &cases[i]);
}

static void test_impossible_days(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	put_action(t, "plan/area.md", "A1",
	    "    status: done\n    completed: 2024-12-06\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/area.md:9:16 [65] 'A1' cannot be completed on a "
	    "day to come\n");
	testsite_read(t, "2024-12-06", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0), "");
	put_action(t, "plan/area.md", "A1",
	    "    status: done\n    completed: 2024-12\n");
	testsite_read(t, "2024-12-01", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0), "");
	testsite_read(t, "2024-11-30", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, HW_DIAG_DONE_IN_FUTURE),
	    "content/plan/area.md:9:16 [65] 'A1' cannot be completed on a "
	    "day to come\n");
	put_site(t);
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\nas_of: 2025-01\n---\n");
	put_action(t, "plan/area.md", "A1", "    status: done\n");
	testsite_read(t, "2024-12-31", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, HW_DIAG_DATE_RANGE),
	    "content/plan/index.md:4:8 [76] 'as_of' is a day to come\n");
	testsite_read(t, "2025-01-01", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, HW_DIAG_DATE_RANGE), "");
}

/* ------------------------- refs and addresses ------------------------- */

static void test_addresses(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	put_action(t, "plan/area.md", "A5.1", "");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_true(hw_str_equal(testsite_action(t, "A5.1")->url,
	    HW_STR("/plan/a5-1/")));
	assert_ptr_equal(t->site.home, testsite_page(t, "index.md"));
	assert_ptr_equal(hw_map_get(&t->site.page_of_url, HW_STR("/plan/")),
	    testsite_page(t, "plan/index.md"));
	assert_string_equal(testsite_said(t, HW_DIAG_PAGE_MISSING),
	    "[75] the site has not got a feedback page\n"
	    "[75] the site has not got a privacy page\n"
	    "[75] the site has not got an accessibility statement\n");
}

static void test_duplicate_refs(void **state)
{
	struct testsite *t = *state;
	size_t i;

	put_site(t);
	put_action(t, "plan/a.md", "A1.1", "");
	put_action(t, "plan/b.md", "A1-1", "");
	put_action(t, "plan/c.md", "a1.1", "");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/b.md:6:10 [60] the ref 'A1-1' is used twice in "
	    "this plan\n"
	    "content/plan/c.md:6:10 [60] the ref 'a1.1' is used twice in "
	    "this plan\n");
	for (i = 0; i < t->diags.list.count; i++)
		if (t->diags.list.items[i].code == HW_DIAG_DUPLICATE_REF)
			assert_non_null(strstr(t->diags.list.items[i].help.p,
			    "content/plan/a.md, line 6"));
	assert_int_equal(t->site.plans.items[0]->actions.count, 1);
	/* The ref of a page is one for its kind. */
	put_action(t, "plan/b.md", "A1.1", "");
	put_action(t, "plan/c.md", "C1", "");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/b.md:4:6 [60] the ref 'A1.1' is used twice in "
	    "this plan\n"
	    "content/plan/b.md:6:10 [60] the ref 'A1.1' is used twice in "
	    "this plan\n");
	/* Another plan may have the same. */
	put_action(t, "plan/b.md", "B1", "");
	testsite_put(t, "other/index.md",
	    "---\ntitle: Other\nkind: plan\n---\n");
	put_action(t, "other/a.md", "A1.1", "");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0), "");
}

static void test_duplicate_addresses(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	testsite_put(t, "about.md", PAGE("About"));
	testsite_put(t, "about/index.md",
	    "---\ntitle: About\nkind: page\n---\n");
	put_action(t, "plan/area.md", "X1", "");
	testsite_put(t, "plan/x1.md", PAGE("Clash"));
	testsite_put(t, "plan/y.easy.md", PAGE("Easy"));
	testsite_put(t, "plan/y/easy-read.md", PAGE("Clash"));
	testsite_put(t, "plan/y.md", PAGE("Y"));
	testsite_put(t, "plan/y/index.md",
	    "---\ntitle: About\nkind: page\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, HW_DIAG_DUPLICATE_ADDRESS),
	    "content/about.md:1:1 [61] two pages for the address '/about/'\n"
	    "content/plan/x1.md:1:1 [61] two pages for the address "
	    "'/plan/x1/'\n"
	    "content/plan/y.easy.md:1:1 [61] two pages for the address "
	    "'/plan/y/easy-read/'\n"
	    "content/plan/y.md:1:1 [61] two pages for the address "
	    "'/plan/y/'\n");
}

static void test_reserved(void **state)
{
	static const char *const names[] = {"404", "assets", "by-owner",
	    "changes", "data", "done", "due-soon", "easy-read", "late",
	    "pictures", "words"};
	struct testsite *t = *state;
	size_t i;
	char path[50];

	put_site(t);
	testsite_put(t, "index.easy.md", PAGE("Home"));
	for (i = 0; i < HW_COUNT(names); i++) {
		assert_true(hw_page_is_reserved(hw_str_of(names[i])));
		snprintf(path, sizeof(path), "%s.md", names[i]);
		testsite_put(t, path, PAGE("x"));
		/* Deeper down these names are free. */
		snprintf(path, sizeof(path), "plan/%s.md", names[i]);
		testsite_put(t, path, PAGE("x"));
	}
	testsite_put(t, "late/deep.md", PAGE("x"));
	/* But for the plan on one page, and in large print. */
	testsite_put(t, "plan/print.md", PAGE("x"));
	testsite_put(t, "plan/large-print.md", PAGE("x"));
	testsite_put(t, "large-print.md", PAGE("x"));
	testsite_put(t, "print.md", PAGE("x"));
	assert_false(hw_page_is_reserved(HW_STR("plan")));
	assert_false(hw_page_is_reserved(HW_STR("")));
	assert_false(hw_page_is_reserved(HW_STR("LATE")));
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	testsite_said(t, HW_DIAG_RESERVED_ADDRESS);
	for (i = 0; t->out.data[i] != '\0'; i++)
		if (t->out.data[i] == '\n')
			t->out.data[i] = '|';
	assert_non_null(strstr(t->out.data, "content/late/deep.md:1:1 [62]"));
	assert_non_null(
	    strstr(t->out.data, "content/plan/print.md:1:1 [62]"));
	assert_null(strstr(t->out.data, "content/plan/late"));
	assert_non_null(
	    strstr(t->out.data, "content/plan/large-print.md:1:1 [62]"));
	assert_null(strstr(t->out.data, "content/large-print"));
	assert_non_null(strstr(t->out.data, "content/print.md:1:1 [62]"));
	assert_null(strstr(t->out.data, "content/index"));
	for (i = 0; i < HW_COUNT(names); i++) {
		snprintf(path, sizeof(path), "content/%s.md:1:1 [62]",
		    names[i]);
		assert_non_null(strstr(t->out.data, path));
	}
}

/* ------------------------- places, order, pairs ------------------------- */

static void test_places(void **state)
{
	struct testsite *t = *state;

	testsite_put(t, "about.md", "---\ntitle: x\nkind: plan\n---\n");
	testsite_put(t, "index.md", "---\ntitle: x\nkind: plan\n---\n");
	testsite_put(t, "a/b/index.md", "---\ntitle: x\nkind: plan\n---\n");
	put_action(t, "loose/area.md", "A1", "");
	testsite_put(t, "loose/page.md", PAGE("x"));
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "content/a/b/index.md:3:7 [63] a plan cannot be "
	    "'content/a/b/index.md'\n"
	    "content/about.md:3:7 [63] a plan cannot be "
	    "'content/about.md'\n"
	    "content/index.md:3:7 [63] a plan cannot be "
	    "'content/index.md'\n"
	    "content/loose/area.md:1:1 [71] the folder 'content/loose' has "
	    "no 'index.md'\n"
	    "content/loose/area.md:3:7 [63] a page of kind 'area' that "
	    "belongs to no plan\n");
	assert_int_equal(t->site.plans.count, 0);
	hw_fs_remove_tree(&t->scratch.fs, HW_STR("content"));
	testsite_put(t, "about.md", PAGE("x"));
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "[72] the site has no home page\n");
}

static void test_order(void **state)
{
	static const char *const wanted[] = {"plan/first.md", "plan/r.md",
	    "plan/a-2.md", "plan/z.md", "plan/p.md", "plan/about.md",
	    "plan/last.md"};
	struct testsite *t = *state;
	struct hw_plan *plan;
	size_t i;

	put_site(t);
	testsite_put(t, "plan/about.md", PAGE("x"));
	testsite_put(t, "plan/z.md",
	    "---\ntitle: x\nkind: area\nref: Z\n---\n");
	testsite_put(t, "plan/a-2.md",
	    "---\ntitle: x\nkind: area\nref: A\n---\n");
	testsite_put(t, "plan/p.md",
	    "---\ntitle: x\nkind: priority\nref: P\n---\n");
	testsite_put(t, "plan/r.md",
	    "---\ntitle: x\nkind: recommendation\nref: R\n---\n");
	testsite_put(t, "plan/first.md", "---\ntitle: x\nweight: -5\n---\n");
	testsite_put(t, "plan/last.md", "---\ntitle: x\nweight: 5\n---\n");
	testsite_put(t, "old/index.md",
	    "---\ntitle: x\nkind: plan\narchived: true\n---\n");
	testsite_put(t, "zebra/index.md",
	    "---\ntitle: x\nkind: plan\nweight: 1\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0), "");
	/* Archived plans come last. */
	assert_int_equal(t->site.plans.count, 3);
	plan = t->site.plans.items[0];
	assert_true(hw_str_equal(plan->id, HW_STR("plan")));
	assert_true(
	    hw_str_equal(t->site.plans.items[1]->id, HW_STR("zebra")));
	assert_true(hw_str_equal(t->site.plans.items[2]->id, HW_STR("old")));
	assert_int_equal(plan->pages.count, HW_COUNT(wanted));
	for (i = 0; i < HW_COUNT(wanted); i++) {
		struct hw_page *page = plan->pages.items[i];

		assert_ptr_equal(page, testsite_page(t, wanted[i]));
		assert_ptr_equal(page->previous,
		    i > 0 ? plan->pages.items[i - 1] : NULL);
		assert_ptr_equal(page->next,
		    i + 1 < HW_COUNT(wanted) ? plan->pages.items[i + 1]
					     : NULL);
		assert_ptr_equal(page->plan, plan);
	}
}

static void test_pairs(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	testsite_put(t, "plan/a.md", PAGE("x"));
	testsite_put(t, "plan/a.easy.md", PAGE("x"));
	testsite_put(t, "plan/lost.easy.md", PAGE("x"));
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/lost.easy.md:1:1 [68] this easy-read file has no "
	    "page\n");
	assert_ptr_equal(testsite_page(t, "plan/a.md")->easy,
	    testsite_page(t, "plan/a.easy.md"));
	assert_ptr_equal(testsite_page(t, "plan/a.easy.md")->standard,
	    testsite_page(t, "plan/a.md"));
	assert_ptr_equal(testsite_page(t, "plan/a.easy.md")->plan,
	    t->site.plans.items[0]);
	assert_null(testsite_page(t, "plan/lost.easy.md")->standard);
	/* Easy-read pages are not in the plan's menu. */
	assert_int_equal(t->site.plans.items[0]->pages.count, 1);
}

static void test_drafts(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	testsite_put(t, "a.md", "---\ntitle: x\ndraft: true\n---\n");
	testsite_put(t, "b.md",
	    "---\ntitle: x\npublish_on: 2024-12-06\n---\n");
	testsite_put(t, "c.md",
	    "---\ntitle: x\npublish_on: 2024-12-05\n---\n");
	testsite_put(t, "d.md",
	    "---\ntitle: x\npublish_on: 2025-01-01\n---\n");
	testsite_put(t, "e.md", "---\ntitle: x\ndraft: false\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_int_equal(t->site.pages.count, 4);
	assert_null(hw_map_get(&t->site.page_of_path, HW_STR("a.md")));
	assert_null(hw_map_get(&t->site.page_of_url, HW_STR("/b/")));
	assert_non_null(hw_map_get(&t->site.page_of_url, HW_STR("/c/")));
	testsite_read(t, "2024-12-05", TESTSITE_SCANNED);
	hw_page_assemble(&t->site, true);
	assert_int_equal(t->site.pages.count, 7);
	assert_non_null(hw_map_get(&t->site.page_of_url, HW_STR("/a/")));
}

static void test_counts(void **state)
{
	struct testsite *t = *state;
	struct hw_plan *plan;

	put_site(t);
	testsite_put(t, "plan/a.md",
	    "---\ntitle: x\nkind: area\nref: A\nactions:\n"
	    "  - {ref: A1, title: x, status: done}\n"
	    "  - {ref: A2, title: x, status: done}\n"
	    "  - {ref: A3, title: x, status: in progress, due: 2024-01}\n"
	    "  - {ref: A4, title: x, status: nonsense}\n"
	    "  - {title: x, status: done}\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	plan = t->site.plans.items[0];
	assert_int_equal(plan->actions.count, 4);
	assert_int_equal(plan->status_counts[HW_STATUS_DONE], 2);
	assert_int_equal(plan->status_counts[HW_STATUS_IN_PROGRESS], 1);
	assert_int_equal(plan->status_counts[HW_STATUS_STOPPED], 0);
	assert_int_equal(plan->late_count, 1);
	assert_int_equal(
	    testsite_page(t, "plan/a.md")->status_counts[HW_STATUS_DONE], 2);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_late),
	    TEST(test_due_soon),
	    TEST(test_as_of),
	    TEST(test_impossible_days),
	    TEST(test_addresses),
	    TEST(test_duplicate_refs),
	    TEST(test_duplicate_addresses),
	    TEST(test_reserved),
	    TEST(test_places),
	    TEST(test_order),
	    TEST(test_pairs),
	    TEST(test_drafts),
	    TEST(test_counts),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
