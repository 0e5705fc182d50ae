/* assemble/moved: old addresses from moved_from, and from the repository that
 * tests/fixtures/story-moved.sh makes. */
#include "gitfixture.h"
#include "testsite.h"

#include "assemble/easyread.h"
#include "assemble/history.h"
#include "assemble/links.h"
#include "assemble/moved.h"
#include "assemble/page.h"
#include "assemble/prose.h"
#include "assemble/withdrawn.h"
#include "input/front.h"
#include "input/markdown.h"
#include "input/scan.h"

#include <stdio.h>

#define PAGE(title, more) "---\ntitle: " title "\n" more "---\nWords.\n"

/* "/a/ /b/\n" for each old address and the new one. */
static const char *told(const struct hw_site *site)
{
	static char text[4000];
	size_t i, len = 0;

	text[0] = '\0';
	for (i = 0; i < site->redirects.count; i++) {
		const struct hw_redirect *redirect =
		    &site->redirects.items[i];

		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "%.*s %.*s\n", HW_ARG(redirect->from),
		    HW_ARG(redirect->to));
		assert_true(len < sizeof(text));
	}
	return text;
}

/* ------------------------------ moved_from ----------------------------- */

static void read_site(struct testsite *t)
{
	testsite_put(t, "index.md", PAGE("Home", ""));
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	hw_moved_find(&t->site);
}

static void test_page(void **state)
{
	struct testsite *t = *state;

	testsite_put(t, "new.md",
	    PAGE("New",
		"moved_from: [/old/, /Older_1, /a/b.html, /c/index.html]\n"));
	testsite_put(t, "new.easy.md", PAGE("Easy", ""));
	read_site(t);
	assert_string_equal(told(&t->site),
	    "/Older_1/ /new/\n"
	    "/Older_1/easy-read/ /new/easy-read/\n"
	    "/a/b.html /new/\n"
	    "/c/ /new/\n"
	    "/c/easy-read/ /new/easy-read/\n"
	    "/old/ /new/\n"
	    "/old/easy-read/ /new/easy-read/\n");
	assert_string_equal(testsite_said(t, HW_DIAG_OLD_ADDRESS), "");
	assert_string_equal(testsite_said(t, HW_DIAG_OLD_ADDRESS_TAKEN), "");
}

static void put_plan(struct testsite *t, const char *more)
{
	char text[400];

	snprintf(text, sizeof(text),
	    "---\ntitle: Plan\nkind: plan\n%s---\nWords.\n", more);
	testsite_put(t, "plan/index.md", text);
	testsite_put(t, "plan/area.md",
	    "---\ntitle: Area\nkind: area\nactions:\n  - ref: A1.1\n"
	    "    title: Do it\n    status: done\n---\n");
	testsite_put(t, "plan/area.easy.md",
	    "---\ntitle: Easy\n---\n\n## Action A1.1: Do it\n\n"
	    "![A clock](clock)\n\nWords.\n");
}

/* The address of a plan stands for all below it. */
static void test_plan(void **state)
{
	struct testsite *t = *state;

	put_plan(t, "moved_from: [/before/]\n");
	/* Somebody was told of this one in another way. */
	testsite_put(t, "other.md",
	    PAGE("Other", "moved_from: [/before/area/]\n"));
	read_site(t);
	assert_string_equal(told(&t->site),
	    "/before/ /plan/\n"
	    "/before/a1-1/ /plan/a1-1/\n"
	    "/before/a1-1/easy-read/ /plan/a1-1/easy-read/\n"
	    "/before/area/ /other/\n"
	    "/before/area/easy-read/ /plan/area/easy-read/\n"
	    "/before/large-print/ /plan/large-print/\n"
	    "/before/print/ /plan/print/\n");
	assert_string_equal(testsite_said(t, HW_DIAG_OLD_ADDRESS_TAKEN), "");
}

static void test_taken(void **state)
{
	struct testsite *t = *state;

	put_plan(t, "");
	testsite_put(t, "a.md",
	    PAGE("A", "moved_from: [/b/, /a, /old/, /old/, /late/x/, /]\n"));
	testsite_put(t, "b.md",
	    PAGE("B", "moved_from: [/old/, /plan/a1-1/, /plan/print/]\n"));
	read_site(t);
	assert_string_equal(told(&t->site), "/old/ /a/\n");
	assert_string_equal(testsite_said(t, HW_DIAG_OLD_ADDRESS_TAKEN),
	    "content/a.md:3:14 [79] '/b/' is a page of this site\n"
	    "content/a.md:3:19 [79] '/a' is this page's own address\n"
	    "content/a.md:3:37 [79] '/late/x/' is a page of this site\n"
	    "content/b.md:3:14 [79] two pages have moved from '/old/'\n"
	    "content/b.md:3:21 [79] '/plan/a1-1/' is a page of this site\n"
	    "content/b.md:3:34 [79] '/plan/print/' is a page of this site\n");
	assert_string_equal(testsite_said(t, HW_DIAG_OLD_ADDRESS),
	    "content/a.md:3:47 [78] '/' is no address that a page can have "
	    "had\n");
}

static void test_forms(void **state)
{
	static const char *const bad[] = {"old/", "//host/", "/a/../b/",
	    "/a//b/", "/a b/", "/a?b=1", "/a#b", "/.git/", "/caf\xc3\xa9/",
	    "https://example.org/a/", "/a%20b/", "/a:b/", "/a*"};
	struct testsite *t = *state;
	char text[200];
	size_t i;

	for (i = 0; i < HW_COUNT(bad); i++) {
		snprintf(text, sizeof(text),
		    "---\ntitle: A\nmoved_from: ['%s']\n---\n", bad[i]);
		testsite_put(t, "a.md", text);
		read_site(t);
		snprintf(text, sizeof(text),
		    "content/a.md:3:15 [78] '%s' is no address that a page "
		    "can have had\n",
		    bad[i]);
		assert_string_equal(testsite_said(t, HW_DIAG_OLD_ADDRESS),
		    text);
		assert_string_equal(told(&t->site), "");
	}
}

/* --------------------------------- git --------------------------------- */

static const char *load(const char *today)
{
	struct hw_arena *arena = &gitfixture.scratch.arena;
	struct hw_site *site = &gitfixture.site;
	struct hw_source words = {0}, history = {0};
	const char *root = fixture_folder("");
	struct hw_fs fs;
	size_t i;

	*site = (struct hw_site){.arena = arena, .diags = &gitfixture.diags};
	hw_diag_init(&gitfixture.diags, arena);
	site->settings.language.s = HW_STR("en");
	site->settings.time_zone.s = HW_STR("Europe/London");
	assert_int_equal(hw_date_parse(&site->today, hw_str_of(today)),
	    HW_DATE_OK);
	hw_map_init(&site->page_of_path, arena);
	hw_map_init(&site->page_of_url, arena);
	hw_map_init(&site->picture_of_name, arena);
	assert_int_equal(hw_fs_open(&fs, root), 0);
	assert_true(hw_scan(&fs, site, &words, &history));
	hw_fs_close(&fs);
	for (i = 0; i < site->pages.count; i++)
		hw_front_read(site->pages.items[i], site->diags, arena);
	hw_page_assemble(site, false);
	hw_prose_read(site);
	for (i = 0; i < site->pages.count; i++)
		if (site->pages.items[i]->is_easy)
			hw_easyread_arrange(site, site->pages.items[i]);
	for (i = 0; i < site->pages.count; i++)
		hw_easyread_check_actions(site, site->pages.items[i]);
	hw_history_read(site, root, HW_STR("content"), false, NULL, NULL,
	    NULL);
	hw_withdrawn_find(site);
	hw_moved_find(site);
	return told(site);
}

static const char renamed[] =
    "/b/ /b2/\n"        /* the later of two; /b1/ is not led to */
    "/hidden/ /open/\n" /* but not /secret/, which nobody could read */
    "/old/ /final/\n"   /* in one step, and /middle/ is another page */
    "/p/ /q/\n"
    "/p/a1/ /q/a1/\n"
    "/p/a1/easy-read/ /q/a1/easy-read/\n"
    "/p/a2/ /q/a2/\n" /* withdrawn before the plan moved */
    "/p/feed.atom /q/feed.atom\n"
    "/p/large-print/ /q/large-print/\n"
    "/p/one/ /q/two/\n"
    "/p/one/easy-read/ /q/two/easy-read/\n"
    "/p/print/ /q/print/\n"
    "/w/ /y/\n" /* by way of a page that is gone */
    "/x/ /y/\n";

static void test_renames(void **state)
{
	(void)state;
	fixture_make("story-moved");
	assert_string_equal(load("2024-06-01"), renamed);
}

/* What a cut-off history shows above the cut is true all the same. */
static void test_shallow(void **state)
{
	(void)state;
	fixture_make("story-moved");
	fixture_run("git -C '%s' rev-parse HEAD~1 >'%s/.git/shallow'",
	    fixture_folder(""), fixture_folder(""));
	assert_string_equal(load("2024-06-01"), "/x/ /y/\n");
}

/* A new page in the folder that is not committed has the name. */
static void test_uncommitted(void **state)
{
	(void)state;
	fixture_make("story-moved");
	fixture_run("printf -- '---\\ntitle: New\\n---\\n' >'%s'",
	    fixture_folder("content/old.md"));
	assert_null(strstr(load("2024-06-01"), "/old/"));
}

/* "A2 plan /plan/a2/\n" for each action that is gone. */
static const char *withdrawn(const struct hw_site *site)
{
	static char text[4000];
	size_t i, len = 0;

	text[0] = '\0';
	for (i = 0; i < site->withdrawn.count; i++) {
		const struct hw_withdrawn *gone = site->withdrawn.items[i];

		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "%.*s %.*s %.*s\n", HW_ARG(gone->biography->ref),
		    HW_ARG(gone->plan != NULL ? gone->plan->id : HW_STR("-")),
		    HW_ARG(gone->url));
		assert_true(len < sizeof(text));
	}
	return text;
}

/* They keep their addresses, but for those that something present has. */
static void test_withdrawn(void **state)
{
	(void)state;
	fixture_make("story-withdrawn");
	assert_string_equal(load("2024-06-01"),
	    "/before/ /after/\n"
	    "/before/d1/ /after/d1/\n"
	    "/before/feed.atom /after/feed.atom\n"
	    "/before/large-print/ /after/large-print/\n"
	    "/before/one/ /after/two/\n"
	    "/before/print/ /after/print/\n"
	    "/before/two/ /after/two/\n");
	assert_string_equal(withdrawn(&gitfixture.site),
	    "A2 p /p/a2/\n"
	    "A3 p \n"    /* a page has its name */
	    "print p \n" /* so has the whole plan on one page */
	    "A.5 p /p/a-5/\n"
	    "A-5 p \n"        /* one name for two */
	    "D1 - \n"         /* the plan has moved, and somebody said so */
	    "C1 - /c/c1/\n"); /* the plan has moved, and somebody said so */
}

/* One that comes back in the folder is not withdrawn any more. */
static void test_withdrawn_uncommitted(void **state)
{
	(void)state;
	fixture_make("story-withdrawn");
	fixture_run("git -C '%s' checkout -q HEAD~4 -- content/p/one.md",
	    fixture_folder(""));
	load("2024-06-01");
	assert_null(strstr(withdrawn(&gitfixture.site), "A2"));
}

/* Nobody is led past one: the address is present. */
static void test_withdrawn_is_present(void **state)
{
	const struct hw_diag *said = NULL;
	size_t i;

	(void)state;
	fixture_make("story-withdrawn");
	fixture_run("printf -- '---\ntitle: New\nmoved_from: [/p/a2/]\n"
		    "---\n' >'%s'",
	    fixture_folder("content/new.md"));
	assert_null(strstr(load("2024-06-01"), "a2"));
	for (i = 0; i < gitfixture.diags.list.count; i++)
		if (gitfixture.diags.list.items[i].code ==
		    HW_DIAG_OLD_ADDRESS_TAKEN)
			said = &gitfixture.diags.list.items[i];
	assert_non_null(said);
	assert_non_null(
	    strstr(hw_str_dup(gitfixture.diags.arena, said->message).p,
		"'/p/a2/' is the page of an action that was withdrawn"));
}

/* By its ref and by its address; a ref that nobody ever had is no link. */
static void test_withdrawn_are_linked(void **state)
{
	const struct hw_diag *said = NULL;
	size_t i, count = 0;

	(void)state;
	fixture_make("story-withdrawn");
	fixture_run("printf -- '---\ntitle: New\n---\n[It](A2), [it](/p/a2/) "
		    "and [not](A9).\n' >'%s'",
	    fixture_folder("content/p/new.md"));
	load("2024-06-01");
	hw_links_resolve(&gitfixture.site);
	for (i = 0; i < gitfixture.diags.list.count; i++)
		if (gitfixture.diags.list.items[i].code ==
		    HW_DIAG_BROKEN_LINK) {
			said = &gitfixture.diags.list.items[i];
			count++;
		}
	assert_int_equal(count, 1);
	assert_non_null(strstr(
	    hw_str_dup(gitfixture.diags.arena, said->message).p, "'A9'"));
}

static int open_site(void **state)
{
	return testsite_set_up(state);
}

int main(void)
{
#define SITE(name) \
	cmocka_unit_test_setup_teardown(name, open_site, testsite_tear_down)
#define GIT(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	static const struct CMUnitTest tests[] = {
	    SITE(test_page),
	    SITE(test_plan),
	    SITE(test_taken),
	    SITE(test_forms),
	    GIT(test_renames),
	    GIT(test_shallow),
	    GIT(test_uncommitted),
	    GIT(test_withdrawn),
	    GIT(test_withdrawn_uncommitted),
	    GIT(test_withdrawn_is_present),
	    GIT(test_withdrawn_are_linked),
	};

	hw_markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
