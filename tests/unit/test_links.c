/* assemble/links: where links and pictures go, and what is said of those
 * that go nowhere. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/links.h"
#include "messages.h"
#include "testsite.h"

#include <stdlib.h>

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" "

static void put_site(struct testsite *t)
{
	testsite_put(t, "index.md", "---\ntitle: Home\n---\n## Start\n");
	testsite_put(t, "about.md", "---\ntitle: x\n---\n## Who we are\n");
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
	testsite_put(t, "plan/area-5.md",
	    "---\ntitle: Area\nkind: area\nref: A5\nactions:\n"
	    "  - {ref: A5.1, title: x, status: done}\n---\n## Part\n");
	testsite_put(t, "plan/sub/index.md",
	    "---\ntitle: Sub\nkind: page\n---\n");
	testsite_put(t, "pictures/clock.svg",
	    SVG "width=\"32\" height=\"16\"/>");
	testsite_put(t, "pictures/bad.svg", SVG "onload=\"x\"/>");
}

/* The page that the links below stand in: content/plan/p.md, body from its
 * line 4 on. */
static struct hw_node *read_body(struct testsite *t, const char *body,
    enum hw_node_type type)
{
	struct hw_node *doc, *at;

	testsite_put(t, "plan/p.md",
	    hw_fmt(&t->arena, "---\ntitle: P\n---\n%s", body).p);
	testsite_read(t, "2024-12-05", TESTSITE_LINKED);
	doc = testsite_page(t, "plan/p.md")->doc;
	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == type)
			return at;
	fail_msg("no such node in %s", body);
	return NULL;
}

static void assert_goes(struct testsite *t, const char *url, const char *href,
    bool external)
{
	struct hw_node *link = read_body(t,
	    hw_fmt(&t->arena, "## Here\n\n[good words](<%s>)\n", url).p,
	    HW_NODE_LINK);

	if (!hw_str_equal(link->href, hw_str_of(href)))
		fail_msg("%s goes to '%.*s'", url, HW_ARG(link->href));
	assert_int_equal(link->is_external, external);
	assert_string_equal(testsite_said(t, 0), "");
}

static void test_links(void **state)
{
	static const struct {
		const char *url, *href;
	} local[] = {
	    {"area-5.md", "/plan/area-5/"},
	    {"./area-5.md", "/plan/area-5/"},
	    {"area-5.md#part", "/plan/area-5/#part"},
	    {"area-5.md#", "/plan/area-5/"},
	    {"area-5.md#a5-1", "/plan/area-5/#a5-1"},
	    {"../about.md", "/about/"},
	    {"../about.md#who-we-are", "/about/#who-we-are"},
	    {"../plan/area-5.md", "/plan/area-5/"},
	    {"../index.md", "/"},
	    {"index.md", "/plan/"},
	    {"sub/index.md", "/plan/sub/"},
	    {"A5.1", "/plan/a5-1/"},
	    {"/about/", "/about/"},
	    {"/", "/"},
	    {"/late/", "/late/"},
	    {"/by-owner/", "/by-owner/"},
	    {"/plan/a5-1/", "/plan/a5-1/"},
	    {"/plan/print/", "/plan/print/"},
	    {"/data/plan.json", "/data/plan.json"},
	    {"#here", "#here"},
	    {"#main", "#main"},
	    {"p.md", "/plan/p/"},
	    {"mailto:a@b.cc", "mailto:a@b.cc"},
	    {"tel:123", "tel:123"},
	};
	struct testsite *t = *state;
	size_t i;

	put_site(t);
	for (i = 0; i < HW_COUNT(local); i++)
		assert_goes(t, local[i].url, local[i].href, false);
	assert_goes(t, "https://a.b/c?d#e", "https://a.b/c?d#e", true);
	assert_goes(t, "HTTP://a.b", "HTTP://a.b", true);
}

static void assert_lost(struct testsite *t, const char *url,
    const char *message, const char *help)
{
	struct hw_node *link;
	size_t i, seen = 0;

	link = read_body(t,
	    hw_fmt(&t->arena, "## Here\n\n[good words](<%s>)\n", url).p,
	    HW_NODE_LINK);
	assert_int_equal(link->href.len, 0);
	assert_string_equal(testsite_said(t, 0),
	    hw_fmt(&t->arena, "content/plan/p.md:6:15 %s\n", message).p);
	for (i = 0; i < t->diags.list.count; i++)
		if (t->diags.list.items[i].level == HW_LEVEL_ERROR) {
			seen++;
			if (strstr(t->diags.list.items[i].help.p, help) ==
			    NULL)
				fail_msg("%s: %s", url,
				    t->diags.list.items[i].help.p);
		}
	assert_int_equal(seen, 1);
}

static void test_lost_links(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	assert_lost(t, "area-6.md", "[93] there is no page 'area-6.md'",
	    "'area-5.md'");
	assert_lost(t, "../abuot.md", "[93] there is no page '../abuot.md'",
	    "'../about.md'");
	assert_lost(t, "about.md", "[93] there is no page 'about.md'",
	    "'../about.md'");
	assert_lost(t, "words.md", "[93] there is no page 'words.md'",
	    "Link to the file");
	assert_lost(t, "/abuot/", "[93] there is no page '/abuot/'", "");
	assert_lost(t, "A5.9", "[93] there is no page 'A5.9'", "");
	assert_lost(t, "../../x.md",
	    "[92] this link leads out of the content folder", "'../'");
	assert_lost(t, "../../../etc/passwd",
	    "[92] this link leads out of the content folder", "'../'");
	assert_lost(t, "sub/../../../x",
	    "[92] this link leads out of the content folder", "'../'");
	assert_lost(t, "javascript:alert(1)",
	    "[92] a link to 'javascript:alert(1)' may not be published",
	    "'https://'");
	assert_lost(t, "//host",
	    "[92] a link to '//host' may not be published", "'https://'");
	assert_lost(t, "data:text/html,x",
	    "[92] a link to 'data:text/html,x' may not be published",
	    "'https://'");
}

static void test_anchors(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	read_body(t, "## Here\n\n[good words](#hear)\n", HW_NODE_LINK);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/p.md:6:14 [94] there is no heading '#hear' in "
	    "'content/plan/p.md'\n");
	read_body(t, "[good words](../about.md#who-we-ar)\n", HW_NODE_LINK);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/p.md:4:14 [94] there is no heading '#who-we-ar' "
	    "in 'content/about.md'\n");
	read_body(t, "[good words]()\n", HW_NODE_LINK);
	assert_string_equal(testsite_said(t, HW_DIAG_EMPTY_LINK),
	    "content/plan/p.md:4:1 [95] this link goes nowhere\n");
}

static void test_pictures(void **state)
{
	static const char *const same[] = {"clock", "clock.svg",
	    "../pictures/clock.svg", "/x/clock"};
	struct testsite *t = *state;
	struct hw_node *image;
	size_t i;

	put_site(t);
	for (i = 0; i < HW_COUNT(same); i++) {
		image = read_body(t,
		    hw_fmt(&t->arena, "![A clock](%s)\n", same[i]).p,
		    HW_NODE_IMAGE);
		assert_true(
		    hw_str_equal(image->href, HW_STR("/pictures/clock.svg")));
		assert_int_equal(image->width, 32);
		assert_int_equal(image->height, 16);
		assert_string_equal(testsite_said(t, 0), "");
	}
	image = read_body(t, "![decorative](clock)\n", HW_NODE_IMAGE);
	assert_null(image->first);
	assert_true(image->href.len > 0);
	image = read_body(t, "![A clok](clok)\n", HW_NODE_IMAGE);
	assert_int_equal(image->href.len, 0);
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/p.md:4:11 [97] there is no picture 'clok'\n");
	image = read_body(t, "![x](bad) ![y](bad)\n", HW_NODE_IMAGE);
	assert_int_equal(image->href.len, 0);
	testsite_said(t, 0);
	assert_non_null(
	    strstr(t->out.data, "content/pictures/bad.svg:1:41 [103]"));
	assert_null(strstr(t->out.data, "content/plan/p.md"));
}

static void test_bad_pictures(void **state)
{
	static const char *const bad[] = {"https://a.b/x.png", "//a.b/x.png",
	    "data:image/png;base64,AA", "javascript:x", "mailto:a@b.cc"};
	struct testsite *t = *state;
	struct hw_node *image;
	struct hw_buf text = {0};
	size_t i;

	put_site(t);
	for (i = 0; i < HW_COUNT(bad); i++) {
		image = read_body(t,
		    hw_fmt(&t->arena, "![words](%s)\n", bad[i]).p,
		    HW_NODE_IMAGE);
		assert_int_equal(image->href.len, 0);
		assert_string_equal(testsite_said(t, 0),
		    hw_fmt(&t->arena,
			"content/plan/p.md:4:10 [92] a picture cannot come "
			"from '%s'\n",
			bad[i])
			.p);
	}
	read_body(t, "![](clock)\n", HW_NODE_IMAGE);
	assert_non_null(strstr(testsite_said(t, 0), "[96]"));
	hw_buf_puts(&text, "![");
	for (i = 0; i < 125; i++)
		hw_buf_puts(&text, "é");
	hw_buf_puts(&text, "](clock)\n");
	read_body(t, text.data, HW_NODE_IMAGE);
	assert_string_equal(testsite_said(t, 0), "");
	hw_buf_clear(&text);
	hw_buf_puts(&text, "![");
	for (i = 0; i < 126; i++)
		hw_buf_puts(&text, "é");
	hw_buf_puts(&text, "](clock)\n");
	read_body(t, text.data, HW_NODE_IMAGE);
	assert_non_null(strstr(testsite_said(t, 0), "[107]"));
	hw_buf_free(&text);
}

/* A message is UTF-8, wherever it cuts a long address. */
static void test_long_addresses(void **state)
{
	struct testsite *t = *state;
	size_t pad, i;

	put_site(t);
	for (pad = 0; pad < 8; pad++) {
		struct hw_buf text = {0};

		hw_buf_puts(&text, "[good words](<evil:");
		for (i = 0; i < 50 + pad; i++)
			hw_buf_puts(&text, "x");
		for (i = 0; i < 50; i++)
			hw_buf_puts(&text, "€");
		hw_buf_puts(&text, ">)\n");
		read_body(t, text.data, HW_NODE_LINK);
		testsite_said(t, 0);
		assert_non_null(strstr(t->out.data, "[92]"));
		assert_int_equal(hw_utf8_invalid_at(hw_buf_str(&t->out)),
		    SIZE_MAX);
		hw_buf_free(&text);
	}
}

/* Evidence stands on other sites, or on this one by its address. */
static void test_evidence(void **state)
{
	struct testsite *t = *state;
	struct hw_action *action;

	put_site(t);
	testsite_put(t, "plan/e.md",
	    "---\ntitle: x\nkind: area\nref: E\nactions:\n"
	    "  - ref: E1\n    title: x\n    status: done\n    evidence:\n"
	    "      - {title: a, link: 'https://a.b/'}\n"
	    "      - {title: b}\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	action = testsite_action(t, "E1");
	assert_int_equal(action->evidence.count, 2);
	/* Whatever the reader of fields lets through. */
	action->evidence.items[1].link.s = HW_STR("../about.md");
	hw_links_resolve(&t->site);
	assert_true(hw_str_equal(action->evidence.items[0].link.s,
	    HW_STR("https://a.b/")));
	assert_true(hw_str_equal(action->evidence.items[1].link.s,
	    HW_STR("/about/")));
	action->evidence.items[1].link.s = HW_STR("javascript:x");
	hw_links_resolve(&t->site);
	assert_int_equal(action->evidence.items[1].link.s.len, 0);
}

/* A page of broken links and one of headings: in good time, all the same
 * reported. */
static void test_many(void **state)
{
	struct testsite *t = *state;
	struct hw_buf text = {0};
	double started;
	size_t i;

	put_site(t);
	hw_buf_puts(&text, "---\ntitle: x\n---\n");
	for (i = 0; i < 20000; i++)
		hw_buf_printf(&text, "## some heading of a page %zu\n\n", i);
	testsite_put(t, "plan/many.md", text.data);
	hw_buf_clear(&text);
	for (i = 0; i < 12000; i++)
		hw_buf_printf(&text,
		    "[words %zu](many.md#some-headnig-of-%zu)\n", i, i);
	started = messages_seconds();
	read_body(t, text.data, HW_NODE_LINK);
	assert_true(messages_seconds() - started < 8 + HW_ASAN * 60);
	assert_true(t->diags.errors >= 12000);
	hw_buf_free(&text);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_links),
	    TEST(test_lost_links),
	    TEST(test_anchors),
	    TEST(test_pictures),
	    TEST(test_bad_pictures),
	    TEST(test_long_addresses),
	    TEST(test_evidence),
	    TEST(test_many),
	};

	return cmocka_run_group_tests_name("links", tests, NULL, NULL);
}
