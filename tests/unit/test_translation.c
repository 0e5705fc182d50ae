/* assemble/translation: pages in other languages: which page each belongs to,
 * what it may not have, and the page that its readers see. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/translation.h"
#include "input/words.h"
#include "testsite.h"

#define PAGE(title) "---\ntitle: " title "\n---\nWords.\n"

static const char area[] =
    "---\ntitle: Area\nkind: area\nref: A5\nsummary: In short.\n"
    "finding: |\n  Found.\nimpact: |\n  Impact.\n"
    "difference: {answer: 'yes', says: They say so., source: A letter}\n"
    "actions:\n"
    "  - ref: A5.1\n    title: First\n    status: done\n"
    "    completed: 2024-05\n    due: 2024-12\n"
    "    detail: |\n      Detail.\n    outcomes: [One, Two]\n"
    "    owners: [A manager]\n"
    "    evidence: [{title: Minutes, link: 'https://www.example.org/'},\n"
    "      {title: A report}]\n"
    "  - {ref: A5.2, title: Second, status: in progress}\n"
    "measures:\n"
    "  - {ref: M1, title: Waits, unit: weeks, points: data/w.csv}\n"
    "  - {ref: M2, title: Share, unit: '%', points: data/w.csv}\n"
    "---\nBody.\n";

static void put_site(struct testsite *t)
{
	testsite_put(t, "index.md", PAGE("Home"));
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\nowners: [A council]\n---\n");
	testsite_put(t, "plan/area.md", area);
	testsite_put(t, "plan/said.md",
	    "---\ntitle: Said\nkind: you said\nsaid:\n"
	    "  - {words: One., did: We did.}\n"
	    "  - {words: Two., could_not: No money.}\n---\n");
}

/* The area in Polish with these fields and this body. */
static const struct hw_page *put_polish(struct testsite *t, const char *front,
    const char *body)
{
	put_site(t);
	testsite_put(t, "plan/area.pl.md",
	    hw_fmt(&t->arena, "---\ntitle: Obszar\n%s---\n%s", front, body)
		.p);
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	return testsite_page(t, "plan/area.pl.md");
}

static void assert_str(hw_str s, const char *wanted)
{
	if (!hw_str_equal(s, hw_str_of(wanted)))
		fail_msg("'%.*s', not '%s'", HW_ARG(s), wanted);
}

static void assert_words(const struct hw_text *text, const char *wanted,
    const char *language)
{
	assert_str(text->s, wanted);
	assert_str(text->span.source->language, language);
}

/* -------------------------------- pairing ------------------------------ */

static void test_pairs(void **state)
{
	struct testsite *t = *state;
	const struct hw_page *page, *home;

	testsite_put(t, "index.ar.md", PAGE("Arabic"));
	testsite_put(t, "index.pt-br.md", PAGE("Portuguese"));
	testsite_put(t, "index.rom.md", PAGE("Romany"));
	page = put_polish(t, "", "");
	assert_string_equal(testsite_said(t, 0), "");
	assert_str(page->url, "/plan/area/pl/");
	assert_ptr_equal(page->standard, testsite_page(t, "plan/area.md"));
	assert_ptr_equal(page->plan, t->site.plans.items[0]);
	home = testsite_page(t, "index.md");
	assert_ptr_equal(t->site.home, home);
	assert_int_equal(home->translations.count, 3);
	assert_str(home->translations.items[0]->url, "/ar/");
	assert_str(home->translations.items[1]->url, "/pt-br/");
	/* The site's own is the first; the others as they are met. */
	assert_int_equal(t->site.languages.count, 5);
	assert_str(t->site.languages.items[0]->name, "English");
	assert_str(t->site.languages.items[1]->name, "العربية");
	assert_true(t->site.languages.items[1]->is_rtl);
	assert_str(t->site.languages.items[2]->tag, "pt-BR");
	/* Of a language that ICU has no words of: what others call it. */
	assert_str(t->site.languages.items[3]->name, "Romany");
	assert_str(t->site.languages.items[4]->name, "Polski");
	assert_false(t->site.languages.items[4]->is_rtl);
	assert_ptr_equal(hw_translation_into(home, page->language), NULL);
	assert_ptr_equal(hw_translation_into(page->standard, page->language),
	    page);
}

/* Nothing is there twice: no plan, no count, no action. */
static void test_counts_once(void **state)
{
	struct testsite *t = *state;
	const struct hw_plan *plan;

	testsite_put(t, "plan/index.pl.md",
	    "---\ntitle: Plan\nowners: [Rada]\n---\n");
	put_polish(t, "actions: [{ref: A5.1, title: Pierwsze}]\n", "");
	assert_string_equal(testsite_said(t, 0), "");
	assert_int_equal(t->site.plans.count, 1);
	plan = t->site.plans.items[0];
	assert_int_equal(plan->pages.count, 2);
	assert_int_equal(plan->actions.count, 2);
	assert_int_equal(plan->status_counts[HW_STATUS_DONE], 1);
	assert_ptr_equal(plan->actions.items[0]->page,
	    testsite_page(t, "plan/area.md"));
}

static void test_unpaired(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	testsite_put(t, "plan/are.pl.md", PAGE("Lost"));
	testsite_put(t, "index.en.md", PAGE("Own"));
	testsite_put(t, "plan/pl.md", PAGE("A page"));
	testsite_put(t, "plan/index.pl.md", PAGE("Plan"));
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0),
	    "content/index.en.md:1:1 [83] 'en' is the language of the whole "
	    "site\n"
	    "content/plan/are.pl.md:1:1 [84] this translation has no page\n"
	    "content/plan/pl.md:1:1 [61] two pages for the address "
	    "'/plan/pl/'\n");
	assert_null(testsite_page(t, "plan/are.pl.md")->standard);
}

/* Not before its standard page is published. */
static void test_hidden(void **state)
{
	struct testsite *t = *state;

	testsite_put(t, "index.md", PAGE("Home"));
	testsite_put(t, "a.md",
	    "---\ntitle: A\npublish_on: 2024-12-06\n---\nx\n");
	testsite_put(t, "a.pl.md", PAGE("A po polsku"));
	testsite_put(t, "b.md", PAGE("B"));
	testsite_put(t, "b.pl.md", "---\ntitle: B\ndraft: true\n---\nx\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0), "");
	assert_int_equal(t->site.pages.count, 2);
	testsite_read(t, "2024-12-06", TESTSITE_ASSEMBLED);
	assert_int_equal(t->site.pages.count, 4);
	assert_int_equal(testsite_page(t, "a.md")->translations.count, 1);
}

/* --------------------------- what is not there ------------------------- */

static void test_not_in_standard(void **state)
{
	struct testsite *t = *state;

	put_polish(t,
	    "actions:\n"
	    "  - {ref: A5.11, title: x}\n"
	    "  - {ref: A5.2, detail: x, evidence: [{title: x}], outcomes: "
	    "[x],"
	    " owners: [x]}\n"
	    "  - {ref: A5.1, title: x}\n  - {ref: A5.1, title: y}\n"
	    "measures: [{ref: M3, title: x}]\nowners: [x]\n",
	    "");
	assert_string_equal(testsite_said(t, 0),
	    "content/plan/area.pl.md:4:11 [85] the standard page has no "
	    "action 'A5.11'\n"
	    "content/plan/area.pl.md:5:25 [85] the standard page has no "
	    "'detail' here\n"
	    "content/plan/area.pl.md:5:47 [85] the standard page has no "
	    "evidence here\n"
	    "content/plan/area.pl.md:5:63 [85] the standard page has no "
	    "'outcomes' here\n"
	    "content/plan/area.pl.md:5:76 [85] the standard page has no "
	    "'owners' here\n"
	    "content/plan/area.pl.md:7:11 [60] the ref 'A5.1' is translated "
	    "twice\n"
	    "content/plan/area.pl.md:8:18 [85] the standard page has no "
	    "measure 'M3'\n"
	    "content/plan/area.pl.md:9:10 [85] the standard page has no "
	    "'owners' here\n");
}

static void test_no_finding(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	testsite_put(t, "index.pl.md",
	    "---\ntitle: Dom\nfinding: x\nimpact: x\n"
	    "difference: {says: x, source: x}\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, HW_DIAG_NOT_IN_STANDARD),
	    "content/index.pl.md:3:10 [85] the standard page has no "
	    "'finding' here\n"
	    "content/index.pl.md:4:9 [85] the standard page has no 'impact' "
	    "here\n"
	    "content/index.pl.md:5:20 [85] the standard page has no 'says' "
	    "here\n"
	    "content/index.pl.md:5:31 [85] the standard page has no 'source' "
	    "here\n");
}

/* --------------------------------- the face ---------------------------- */

static void test_face(void **state)
{
	struct testsite *t = *state;
	const struct hw_page *page = put_polish(t,
	    "finding: |\n  Znaleziono.\n"
	    "difference: {says: Tak mówią.}\n"
	    "actions:\n"
	    "  - ref: A5.1\n    title: Pierwsze\n    outcomes: [Jeden]\n"
	    "    evidence: [{title: Protokół}, {title: Raport}]\n"
	    "measures: [{ref: M1, title: Czas, unit: tygodni},"
	    " {ref: M2, unit: procent}]\nreviewed: 2024-11-01\n",
	    "## Nagłówek\n");
	const struct hw_page *face, *standard = page->standard;
	const struct hw_action *first;

	assert_string_equal(testsite_said(t, 0), "");
	face = hw_translation_face(page, &t->arena);
	assert_str(face->url, "/plan/area/pl/");
	assert_words(&face->front.title, "Obszar", "pl");
	assert_words(&face->front.summary, "In short.", "");
	assert_words(&face->front.finding, "Znaleziono.\n", "pl");
	assert_words(&face->front.impact, "Impact.\n", "");
	assert_ptr_equal(face->finding_doc, page->finding_doc);
	assert_ptr_equal(face->impact_doc, standard->impact_doc);
	assert_ptr_equal(face->doc, page->doc);
	assert_words(&face->front.difference->says, "Tak mówią.", "pl");
	assert_words(&face->front.difference->source, "A letter", "");
	assert_int_equal(face->front.difference->answer.value, HW_ANSWER_YES);
	assert_int_equal(face->front.actions.count, 2);
	first = &face->front.actions.items[0];
	assert_words(&first->title, "Pierwsze", "pl");
	assert_words(&first->detail, "Detail.\n", "");
	assert_int_equal(first->outcomes.count, 1);
	assert_words(&first->owners.items[0], "A manager", "");
	assert_words(&first->evidence.items[0].title, "Protokół", "pl");
	assert_str(first->evidence.items[0].link.s,
	    "https://www.example.org/");
	/* Data are the standard page's. */
	assert_int_equal(first->status.value, HW_STATUS_DONE);
	assert_int_equal(first->due.date.month, 12);
	assert_str(first->url, "/plan/a5-1/");
	assert_ptr_equal(first->page, face);
	assert_words(&face->front.actions.items[1].title, "Second", "");
	assert_words(&face->front.measures.items[0].unit, "tygodni", "pl");
	/* A share of a hundred is one in every language. */
	assert_words(&face->front.measures.items[1].unit, "%", "");
	assert_int_equal(face->status_counts[HW_STATUS_DONE], 1);
	assert_int_equal(face->front.reviewed.date.month, 11);
	/* The page itself stays as it was. */
	assert_words(&standard->front.actions.items[0].title, "First", "");
	assert_ptr_equal(standard->front.actions.items[0].page, standard);
}

/* Lists without refs are matched by place, or not at all. */
static void test_lists(void **state)
{
	struct testsite *t = *state;
	const struct hw_page *face;
	struct hw_page *page;

	put_site(t);
	testsite_put(t, "plan/said.pl.md",
	    "---\ntitle: S\nsaid:\n  - {words: Raz., did: Tak.}\n"
	    "  - {words: Dwa.}\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, 0), "");
	page = testsite_page(t, "plan/said.pl.md");
	face = hw_translation_face(page, &t->arena);
	assert_words(&face->front.said.items[0].did, "Tak.", "pl");
	assert_words(&face->front.said.items[1].words, "Dwa.", "pl");
	assert_words(&face->front.said.items[1].could_not, "No money.", "");
	testsite_put(t, "plan/said.pl.md",
	    "---\ntitle: S\nsaid:\n  - {words: Dwa.}\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_ASSEMBLED);
	assert_string_equal(testsite_said(t, HW_DIAG_TRANSLATION_PARTS),
	    "content/plan/said.pl.md:4:13 [86] 'said' has 1 item here and 2 "
	    "in the standard page\n");
	page = testsite_page(t, "plan/said.pl.md");
	face = hw_translation_face(page, &t->arena);
	assert_words(&face->front.said.items[0].words, "One.", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(test)                                             \
	cmocka_unit_test_setup_teardown(test, testsite_set_up, \
	    testsite_tear_down)
	    TEST(test_pairs),
	    TEST(test_counts_once),
	    TEST(test_unpaired),
	    TEST(test_hidden),
	    TEST(test_not_in_standard),
	    TEST(test_no_finding),
	    TEST(test_face),
	    TEST(test_lists),
	};

	hw_words_setup();
	return cmocka_run_group_tests_name("translation", tests, NULL, NULL);
}
