/* render/prose_facts and render/fact_words: facts of the data in prose. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/prose_facts.h"
#include "testsite.h"

#include <stdio.h>
#include <stdlib.h>

static struct hw_source words_source;
static struct hw_phrases phrases;

static hw_str read_file(struct hw_arena *arena, const char *path)
{
	static char bytes[1 << 16];
	FILE *file = fopen(path, "rb");
	size_t len;

	assert_non_null(file);
	len = fread(bytes, 1, sizeof(bytes), file);
	assert_int_equal(fclose(file), 0);
	assert_in_range(len, 1, sizeof(bytes) - 1);
	return hw_str_dup(arena, (hw_str){bytes, len});
}

static void fill(struct testsite *t)
{
	struct hw_words_locale *locale;

	words_source.path = HW_STR("layouts/words.en.yaml");
	words_source.text =
	    read_file(&t->arena, HW_DATADIR "/layouts/words.en.yaml");
	hw_phrases_load(&phrases, &words_source, &t->arena, &t->diags);
	locale = hw_words_open(HW_STR("en-GB"), HW_STR("Europe/London"));
	assert_non_null(locale);
	hw_prose_facts_fill(&t->site, &phrases, locale);
	hw_words_close(locale);
}

/* A site of two plans; the page one/area-5.md has this body, and its
 * easy-read version says the same. */
static void put_site(struct testsite *t, const char *body)
{
	testsite_put(t, "index.md",
	    "---\ntitle: Home\n---\nOf {{one.total}}: {{B9.due}}, "
	    "{{two/A5.1.due}}.\n");
	testsite_put(t, "data/m.csv",
	    "date,value,note\n2024-01,47.5,\n2024-06-30,63,x\n");
	testsite_put(t, "one/index.md",
	    "---\ntitle: Plan one\nkind: plan\nas_of: 2024-11\n---\n");
	testsite_put(t, "two/index.md",
	    "---\ntitle: Plan two\nkind: plan\n---\n");
	testsite_put(t, "two/area-5.md",
	    "---\ntitle: Other\nkind: area\nref: \"5\"\nactions:\n"
	    "  - {ref: A5.1, title: x, status: done, due: 2021-01}\n"
	    "  - {ref: B9, title: x, status: done, due: 2022-01}\n---\n");
	testsite_put(t, "one/area-5.md",
	    hw_fmt(&t->arena,
		"---\ntitle: Area\nkind: area\nref: \"5\"\n"
		"summary: \"Done: {{page.done}}.\"\n"
		"difference: {answer: mixed, says: 'So {{M1.latest}}.'}\n"
		"actions:\n"
		"  - ref: A5.1\n    title: Open *a* [line](x)\n"
		"    status: in progress\n    due: 2024-12\n"
		"    owners: [Head of A, Head of B]\n"
		"    outcomes: ['By {{A5.1.due}}, so.']\n"
		"    detail: |\n      Late: {{A5.1.late}}.\n"
		"    update: |\n      {{A5.2.completed}}\n"
		"  - {ref: A5.2, title: y, status: done, due: 2024-05-17, "
		"completed: 2024-05-01}\n"
		"  - {ref: A5.3, title: z, status: not started, due: "
		"2024-10}\n"
		"  - {ref: A5.4, title: q, status: done}\n"
		"measures:\n"
		"  - {ref: M1, title: Waits, unit: '%%', target: 100, "
		"points: "
		"data/m.csv}\n"
		"---\n%s\n",
		body)
		.p);
	testsite_put(t, "one/area-5.easy.md",
	    hw_fmt(&t->arena,
		"---\ntitle: Easy\n---\n![A clock](clock)\n\n%s\n", body)
		.p);
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
}

/* The figures of a measure, as input/csv leaves them. */
static void put_points(struct testsite *t)
{
	struct hw_measure *measure =
	    &testsite_page(t, "one/area-5.md")->front.measures.items[0];
	static struct hw_point points[] = {
	    {.date = {2024, 1, 0}, .value = 47.5},
	    {.date = {2024, 6, 30}, .value = 63},
	};

	points[0].value_text = HW_STR("47.5");
	points[1].value_text = HW_STR("63");
	measure->point_items = points;
	measure->point_count = 2;
}

static const char *words(struct testsite *t, const struct hw_node *doc)
{
	hw_buf_clear(&t->out);
	hw_buf_puts(&t->out, "");
	hw_node_words(doc, &t->out);
	return t->out.data;
}

static void assert_facts(struct testsite *t, const char *body,
    const char *standard, const char *easy)
{
	put_site(t, body);
	put_points(t);
	fill(t);
	assert_string_equal(testsite_said(t, HW_DIAG_UNKNOWN_FACT), "");
	assert_string_equal(words(t, testsite_page(t, "one/area-5.md")->doc),
	    standard);
	assert_string_equal(
	    words(t,
		testsite_page(t, "one/area-5.easy.md")->doc->first->last),
	    easy);
}

static void test_actions(void **state)
{
	struct testsite *t = *state;

	assert_facts(t,
	    "{{A5.1.due}} {{A5.2.due}} {{A5.4.due}}, {{A5.1.status}} "
	    "{{A5.3.status}} {{A5.2.status}}, {{A5.1.late}} {{A5.3.late}}",
	    "December 2024 17 May 2024 no date given, in progress not "
	    "started done, not late late",
	    "December 2024 17 May 2024 no date given, started not started "
	    "done, not late late");
	assert_facts(t,
	    "{{A5.2.completed}} {{A5.1.completed}} {{A5.4.completed}} "
	    "{{A5.1.owners}}; {{A5.2.owners}} {{A5.2.title}}",
	    "1 May 2024 not done yet a date that is not known Head of A; "
	    "Head of B; nobody named y",
	    "1 May 2024 not done yet a date that is not known Head of A; "
	    "Head of B; nobody named y");
}

static void test_counts(void **state)
{
	struct testsite *t = *state;

	assert_facts(t,
	    "{{plan.done}} of {{plan.total}}, {{page.in_progress}} "
	    "{{area-5.not_started}} {{5.late}} {{one.paused}} "
	    "{{site.total}} {{two.done}}",
	    "2 of 4, 1 1 1 0 6 2", "2 of 4, 1 1 1 0 6 2");
	assert_facts(t,
	    "{{plan.done_share}}, {{plan.late_share}}, "
	    "{{plan.stopped_share}}, {{two.done_share}}",
	    "2 of 4 (50%), 1 of 4 (25%), 0 of 4 (0%), 2 of 2 (100%)",
	    "2 of 4, 1 of 4, 0 of 4, 2 of 2");
	assert_facts(t, "{{plan.title}}, {{plan.as_of}}, {{page.title}}",
	    "Plan one, November 2024, Area", "Plan one, November 2024, Area");
}

/* One page of a plan with `done` actions of `total`. */
static void assert_share(struct testsite *t, int done, int total,
    const char *standard, const char *easy)
{
	struct hw_page *page;

	put_site(t, "{{plan.done_share}}");
	page = testsite_page(t, "one/area-5.md");
	memset(page->plan->status_counts, 0,
	    sizeof(page->plan->status_counts));
	page->plan->status_counts[HW_STATUS_DONE] = (size_t)done;
	page->plan->status_counts[HW_STATUS_PAUSED] = (size_t)(total - done);
	fill(t);
	assert_string_equal(words(t, page->doc), standard);
	assert_string_equal(words(t, page->easy->doc->first->last), easy);
}

static void test_shares(void **state)
{
	struct testsite *t = *state;

	assert_share(t, 6, 25, "6 of 25 (24%)", "About 2 in 10");
	assert_share(t, 15, 25, "15 of 25 (60%)", "6 in 10");
	assert_share(t, 3, 8, "3 of 8 (38%)", "3 of 8");
	assert_share(t, 0, 25, "0 of 25 (0%)", "None");
	assert_share(t, 25, 25, "25 of 25 (100%)", "All");
	/* Nearly all is not all, hardly any is not none. */
	assert_share(t, 1, 1000, "1 of 1,000 (under 1%)",
	    "Fewer than 1 in 10");
	assert_share(t, 999, 1000, "999 of 1,000 (over 99%)",
	    "More than 9 in 10");
	assert_share(t, 0, 0, "None", "None");
}

static void test_measures(void **state)
{
	struct testsite *t = *state;

	assert_facts(t,
	    "{{M1.latest}} {{M1.latest_date}} {{M1.first}} {{M1.first_date}} "
	    "{{M1.target}} {{M1.title}}",
	    "63% 30 June 2024 47.5% January 2024 100% Waits",
	    "About 6 in 10 30 June 2024 about 5 in 10 January 2024 all "
	    "Waits");
}

/* Words are words, whatever stands in them; what the author did is kept. */
static void test_no_markup(void **state)
{
	struct testsite *t = *state;
	const struct hw_node *at, *paragraph;
	size_t facts = 0;

	put_site(t, "**{{A5.1.title}}** and {{ A5.1.due }}, `{{A5.1.due}}`");
	fill(t);
	assert_string_equal(testsite_said(t, HW_DIAG_UNKNOWN_FACT), "");
	paragraph = testsite_page(t, "one/area-5.md")->doc->first;
	assert_string_equal(words(t, paragraph),
	    "Open *a* [line](x) and December 2024, {{A5.1.due}}");
	assert_int_equal(paragraph->first->type, HW_NODE_STRONG);
	assert_int_equal(paragraph->first->first->type, HW_NODE_TEXT);
	assert_null(paragraph->first->first->next);
	for (at = paragraph; at != NULL; at = hw_node_next(paragraph, at)) {
		assert_true(at->next == NULL || at->next->previous == at);
		if (!at->is_fact)
			continue;
		facts++;
		assert_true(hw_str_starts(hw_str_sub(at->span.source->text,
					      at->span.at,
					      at->span.at + at->span.len),
		    HW_STR("{{")));
	}
	assert_int_equal(facts, 2);
	assert_int_equal(paragraph->last->type, HW_NODE_CODE);
}

static void test_capitals(void **state)
{
	struct testsite *t = *state;

	assert_facts(t, "{{A5.2.late}}. {{A5.2.late}}, {{A5.2.late}}",
	    "Not late. Not late, not late", "Not late. Not late, not late");
	assert_facts(t, "So.\n**{{A5.2.late}}** and\n*a* {{A5.2.late}}",
	    "So. Not late and a not late", "So. Not late and a not late");
	assert_facts(t,
	    "- {{A5.2.late}}\n- {{A5.2.late}}.\n- *No.* {{A5.2.late}}",
	    "not late  Not late.  No. Not late",
	    "not late  Not late.  No. Not late");
}

static void test_signs_for_readers(void **state)
{
	struct testsite *t = *state;

	assert_facts(t, "\\{{A5.1.due}} x \\{{x}} y `\\{{` z\\\\{{A5.1.due}}",
	    "{{A5.1.due}} x {{x}} y \\{{ z\\December 2024",
	    "{{A5.1.due}} x {{x}} y \\{{ z\\December 2024");
}

static void test_fields(void **state)
{
	struct testsite *t = *state;
	struct hw_page *page;
	struct hw_action *action;

	put_site(t, "x");
	put_points(t);
	fill(t);
	assert_string_equal(testsite_said(t, HW_DIAG_UNKNOWN_FACT), "");
	page = testsite_page(t, "one/area-5.md");
	action = testsite_action(t, "A5.1");
	assert_true(hw_str_equal(page->front.summary.s, HW_STR("Done: 2.")));
	assert_true(
	    hw_str_equal(page->front.difference->says.s, HW_STR("So 63%.")));
	assert_true(hw_str_equal(action->outcomes.items[0].s,
	    HW_STR("By December 2024, so.")));
	assert_string_equal(words(t, action->detail_doc), "Late: not late.");
	assert_string_equal(words(t, action->update_doc), "1 May 2024");
	/* Where the words came from is known. */
	assert_int_equal(page->facts.count, 3);
	assert_ptr_equal(page->facts.items[0].text, &page->front.summary);
	assert_int_equal(page->facts.items[0].at, 6);
	assert_int_equal(page->facts.items[0].len, 1);
	/* On a page without a plan the plan is named, or there is but one. */
	assert_string_equal(words(t, testsite_page(t, "index.md")->doc),
	    "Of 4: January 2022, January 2021.");
}

static void test_unknown(void **state)
{
	struct testsite *t = *state;

	put_site(t,
	    "{{A5.1.du}} {{A5.9.due}}\n{{due}} {{}} {{plan.as_ov}}\n\n"
	    "| a |\n| - |\n| {{A5.1.due}} {{M1.baseline}} |\n\n{{A5.1.due x");
	fill(t);
	assert_string_equal(testsite_said(t, HW_DIAG_UNKNOWN_FACT),
	    "content/one/area-5.easy.md:6:1 [110] there is no fact "
	    "'A5.1.du'\n"
	    "content/one/area-5.easy.md:6:13 [110] there is no fact "
	    "'A5.9.due'\n"
	    "content/one/area-5.easy.md:7:1 [110] there is no fact 'due'\n"
	    "content/one/area-5.easy.md:7:9 [110] there is no fact ''\n"
	    "content/one/area-5.easy.md:7:14 [110] there is no fact "
	    "'plan.as_ov'\n"
	    "content/one/area-5.easy.md:11:16 [110] there is no fact "
	    "'M1.baseline'\n"
	    "content/one/area-5.easy.md:13:1 [110] '{{' begins a fact, and "
	    "no '}}' ends it\n"
	    "content/one/area-5.md:24:1 [110] there is no fact 'A5.1.du'\n"
	    "content/one/area-5.md:24:13 [110] there is no fact 'A5.9.due'\n"
	    "content/one/area-5.md:25:1 [110] there is no fact 'due'\n"
	    "content/one/area-5.md:25:9 [110] there is no fact ''\n"
	    "content/one/area-5.md:25:14 [110] there is no fact "
	    "'plan.as_ov'\n"
	    "content/one/area-5.md:29:16 [110] there is no fact "
	    "'M1.baseline'\n"
	    "content/one/area-5.md:31:1 [110] '{{' begins a fact, and no "
	    "'}}' ends it\n");
}

/* The same name in two plans, from outside: no guess. */
static void test_two(void **state)
{
	struct testsite *t = *state;

	put_site(t, "x");
	testsite_put(t, "index.md",
	    "---\ntitle: Home\n---\n{{A5.1.due}} {{plan.done}} "
	    "{{area-5.done}}\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	fill(t);
	assert_string_equal(testsite_said(t, HW_DIAG_UNKNOWN_FACT),
	    "content/index.md:4:1 [110] there is no fact 'A5.1.due'\n"
	    "content/index.md:4:14 [110] there is no fact 'plan.done'\n"
	    "content/index.md:4:28 [110] there is no fact 'area-5.done'\n");
}

/* Names are kept as they are by lists, feeds and the history. */
static void test_refused(void **state)
{
	struct testsite *t = *state;

	testsite_put(t, "index.md", "---\ntitle: 'Of {{site.total}}'\n---\n");
	testsite_put(t, "one/index.md",
	    "---\ntitle: Plan\nkind: plan\nowners: ['{{site.name}}']\n---\n");
	testsite_put(t, "one/a.md",
	    "---\ntitle: Area\nkind: area\nactions:\n"
	    "  - ref: A1\n    title: 'By {{A1.due}}'\n    status: paused\n"
	    "    reason: |\n      Was {{A1.due}}.\n    due: 2024-01\n"
	    "    evidence: [{title: '{{A1.due}}'}]\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	fill(t);
	assert_string_equal(testsite_said(t, HW_DIAG_UNKNOWN_FACT),
	    "content/index.md:2:12 [110] a title cannot hold a fact from the "
	    "data\n"
	    "content/one/a.md:6:16 [110] a title cannot hold a fact from the "
	    "data\n"
	    "content/one/a.md:9:11 [110] a reason cannot hold a fact from "
	    "the data\n"
	    "content/one/a.md:11:25 [110] a title cannot hold a fact from "
	    "the data\n"
	    "content/one/index.md:4:11 [110] the name of an owner cannot "
	    "hold a fact from the data\n");
}

/* The first due date is what the history says, or it is not known. */
static void test_first_due(void **state)
{
	struct testsite *t = *state;
	struct hw_history history = {0};
	struct hw_biography life = {.first_due = {2023, 7, 0},
	    .knows_start = true};
	size_t i;
	static const char *const wanted[] = {
	    "December 2024 a date that is not known",
	    "December 2024 July 2023",
	    "December 2024 a date that is not known",
	    "December 2024 December 2024",
	};

	for (i = 0; i < HW_COUNT(wanted); i++) {
		put_site(t, "{{A5.1.due}} {{A5.1.first_due}}");
		hw_map_init(&history.biographies, &t->arena);
		life.knows_start = i != 2;
		if (i == 1 || i == 2)
			hw_map_add(&history.biographies, HW_STR("one/A5.1"),
			    &life);
		t->site.history = i > 0 ? &history : NULL;
		fill(t);
		assert_string_equal(
		    words(t, testsite_page(t, "one/area-5.md")->doc),
		    wanted[i]);
	}
}

int main(void)
{
#define TEST(test)                                             \
	cmocka_unit_test_setup_teardown(test, testsite_set_up, \
	    testsite_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_actions),
	    TEST(test_counts),
	    TEST(test_shares),
	    TEST(test_measures),
	    TEST(test_no_markup),
	    TEST(test_capitals),
	    TEST(test_signs_for_readers),
	    TEST(test_fields),
	    TEST(test_unknown),
	    TEST(test_two),
	    TEST(test_refused),
	    TEST(test_first_due),
	};

	return cmocka_run_group_tests_name("prose_facts", tests, NULL, NULL);
}
