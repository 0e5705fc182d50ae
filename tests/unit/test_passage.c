/* rules/passage: the words of a page as a reader meets them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/passage.h"
#include "testsite.h"

#include <stdio.h>

struct reading {
	struct hw_lexicon *lexicon;
	struct hw_passages passages;
};

static void read_path(struct testsite *t, struct reading *out,
    const char *path)
{
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	out->lexicon = hw_lexicon_open(&t->site, &t->scratch.fs, &t->arena);
	out->passages = (struct hw_passages){0};
	hw_passages_read(&out->passages, testsite_page(t, path), out->lexicon,
	    &t->arena);
	hw_lexicon_close(out->lexicon);
}

/* The passages of a page with this body. */
static void read_body(struct testsite *t, struct reading *out,
    const char *body)
{
	testsite_put(t, "index.md",
	    hw_fmt(&t->arena, "---\ntitle: Home\n---\n%s", body).p);
	read_path(t, out, "index.md");
}

static const char *const kinds[] = {"title", "summary", "heading",
    "paragraph", "item", "cell", "quote", "field", "name", "alt"};

/* "kind: text\n" of all passages but the title. */
static const char *listed(struct testsite *t, const struct reading *reading)
{
	size_t i;

	hw_buf_clear(&t->out);
	hw_buf_printf(&t->out, "%s", "");
	for (i = 1; i < reading->passages.count; i++) {
		const struct hw_passage *passage =
		    &reading->passages.items[i];

		hw_buf_printf(&t->out, "%s%s%s%s: %.*s\n",
		    kinds[passage->kind], passage->row != NULL ? " row" : "",
		    passage->is_quoted ? " quoted" : "",
		    passage->action != NULL ? " action" : "",
		    HW_ARG(passage->text));
	}
	return t->out.data;
}

static void assert_listed(struct testsite *t, const char *body,
    const char *wanted)
{
	struct reading reading;

	read_body(t, &reading, body);
	assert_string_equal(listed(t, &reading), wanted);
}

static void test_blocks(void **state)
{
	struct testsite *t = *state;

	assert_listed(t,
	    "## Part *one*\n\nOne **two**\nthree.\\\nFour `code` "
	    "[five](x.md).\n",
	    "heading: Part one\n"
	    "paragraph: One two three. Four code five.\n");
	assert_listed(t, "- one\n- two\n\n  three\n\n1. four\n",
	    "item: one\nitem: two\nitem: three\nitem: four\n");
	assert_listed(t, "> said\n>\n> - item\n",
	    "quote quoted: said\nitem quoted: item\n");
	assert_listed(t, "| a | b\n|---|---|\n| c d | e\n",
	    "cell: a\ncell: b\ncell: c d\ncell: e\n");
	assert_listed(t, "```\ncode\n```\n\n<div>\n\n***\n", "");
	assert_listed(t, "Words ![a clock](clock) and <b>more</b>.\n",
	    "paragraph: Words and more .\nalt: a clock\n");
	assert_listed(t, "Note[^1].\n\n[^1]: The *note*.\n",
	    "paragraph: Note.\nparagraph: The note.\n");
	assert_listed(t,
	    "A\xC2\xA0"
	    "b  c\td \xE2\x80\x89 e\n",
	    "paragraph: A b c d e\n");
	assert_listed(t, "", "");
}

static void test_fields(void **state)
{
	struct testsite *t = *state;
	struct reading reading;

	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
	testsite_put(t, "plan/a.md",
	    "---\ntitle: Area\nkind: area\nref: A5\nsummary: Sum.\n"
	    "owners: [Page owner]\nfinding: |\n  Found *it*.\n"
	    "impact: Better.\nactions:\n"
	    "  - ref: A5.1\n    title: Do it\n    status: paused\n"
	    "    reason: Why.\n    detail: How.\n    update: So far.\n"
	    "    outcomes: [Good.]\n    owners: [Lead]\n"
	    "    evidence: [{title: Minutes, link: 'https://a.example/'}]\n"
	    "measures:\n  - {ref: M1, title: Plans on time, unit: '%', "
	    "better: higher}\n"
	    "difference: {answer: mixed, says: They said., source: Survey}\n"
	    "---\nBody.\n");
	read_path(t, &reading, "plan/a.md");
	assert_string_equal(listed(t, &reading),
	    "summary: Sum.\n"
	    "name: Page owner\n"
	    "paragraph: Found it.\n"
	    "title action: Do it\n"
	    "paragraph action: Why.\n"
	    "paragraph action: How.\n"
	    "paragraph action: So far.\n"
	    "field action: Good.\n"
	    "name action: Lead\n"
	    "name action: Minutes\n"
	    "paragraph: Better.\n"
	    "name: Plans on time\n"
	    "field: They said.\n"
	    "name: Survey\n"
	    "paragraph: Body.\n");
}

static void test_said(void **state)
{
	struct testsite *t = *state;
	struct reading reading;

	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
	testsite_put(t, "plan/said.md",
	    "---\ntitle: Said\nkind: you said\nsaid:\n"
	    "  - {words: Too long., who: Parents, did: We wrote.}\n"
	    "  - {words: Too far., could_not: No bus goes there.}\n"
	    "---\nBody.\n");
	read_path(t, &reading, "plan/said.md");
	assert_string_equal(listed(t, &reading),
	    "quote: Too long.\n"
	    "name: Parents\n"
	    "field: We wrote.\n"
	    "quote: Too far.\n"
	    "field: No bus goes there.\n"
	    "paragraph: Body.\n");
}

static void test_rows(void **state)
{
	struct testsite *t = *state;
	struct reading reading;

	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_put(t, "index.easy.md",
	    "---\ntitle: Easy\n---\n## Part\n\n![A clock](clock)\n\nOne.\n\n"
	    "- two\n\n![A bus](bus)\n\nThree.\n");
	read_path(t, &reading, "index.easy.md");
	assert_string_equal(listed(t, &reading),
	    "heading: Part\nalt row: A clock\nparagraph row: One.\n"
	    "item row: two\nalt row: A bus\nparagraph row: Three.\n");
	assert_ptr_equal(reading.passages.items[2].row,
	    reading.passages.items[4].row);
	assert_ptr_not_equal(reading.passages.items[4].row,
	    reading.passages.items[5].row);
}

static const char *const kind_letters = " NOTSRA";
static const char *const mark_letters = "bilqANTF";

/* "word/kind{marks}" of all words of the last passage. */
static const char *words_of(struct testsite *t,
    const struct hw_passage *passage)
{
	size_t i;
	unsigned k;

	hw_buf_clear(&t->out);
	hw_buf_printf(&t->out, "%s", "");
	for (i = 0; i < passage->words.count; i++) {
		const struct hw_passage_word *word = &passage->words.items[i];

		hw_buf_printf(&t->out, "%s%.*s", i > 0 ? " " : "",
		    HW_ARG(word->text));
		if (word->kind != HW_WORD_PLAIN)
			hw_buf_printf(&t->out, "/%c",
			    kind_letters[word->kind]);
		if (word->marks == 0)
			continue;
		hw_buf_puts(&t->out, "{");
		for (k = 0; k < 8; k++)
			if ((word->marks & (1u << k)) != 0)
				hw_buf_putc(&t->out, mark_letters[k]);
		hw_buf_puts(&t->out, "}");
	}
	return t->out.data;
}

static void assert_words(struct testsite *t, const char *body,
    const char *wanted)
{
	struct reading reading;

	read_body(t, &reading, body);
	assert_true(reading.passages.count >= 2);
	assert_string_equal(
	    words_of(t, &reading.passages.items[reading.passages.count - 1]),
	    wanted);
}

static void test_kinds(void **state)
{
	struct testsite *t = *state;

	assert_words(t,
	    "15.5 hours, 1,000, 63%, \xC2\xA3"
	    "3, $4, 3m, 0-25",
	    "15.5/N hours 1,000/N 63%/N \xC2\xA3"
	    "3/N $4/N 3m/N 0-25/N");
	assert_words(t, "the 1st, 22nd, 3rd, 11th week",
	    "the 1st/O 22nd/O 3rd/O 11th/O week");
	assert_words(t, "9am to 5:30pm, 9 am, 9 p.m., 17:00, I am",
	    "9am/T to 5:30pm/T 9/N am/T 9/N p.m./T 17:00/T I am");
	assert_words(t, "the EHCP, SENCOs, U.K., DfE, A&E, MP's, KS2",
	    "the EHCP/S SENCOs/S U.K./S DfE/S A&E/S MP's/S KS2/S");
	assert_words(t, "an X-ray, 5-year plan, 11-year-old, e.g. this",
	    "an X-ray{N} 5-year plan 11-year-old e.g. this");
	assert_words(t, "write to help@example.org or ring 01632 960 001",
	    "write to help@example.org/A or ring 01632 960 001/A");
	assert_words(t, "The `code word` is no word", "The is no word");
}

static void test_refs(void **state)
{
	struct testsite *t = *state;
	struct reading reading;

	testsite_put(t, "index.md",
	    "---\ntitle: Home\n---\nAction A5.1 and A5, B6, 5.\n");
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
	testsite_put(t, "plan/a.md",
	    "---\ntitle: Area\nkind: area\nref: A5\nactions:\n"
	    "  - {ref: A5.1, title: x, status: done}\n---\n");
	testsite_put(t, "plan/b.md",
	    "---\ntitle: Area\nkind: area\nref: \"5\"\n---\n");
	read_path(t, &reading, "index.md");
	assert_string_equal(words_of(t, &reading.passages.items[1]),
	    "Action A5.1/R and A5/R B6{N} 5/N");
}

static void test_marks(void **state)
{
	struct testsite *t = *state;

	assert_words(t, "one **two *three*** *four* [five **six**](x.md)",
	    "one two{b} three{bi} four{i} five{l} six{bl}");
	/* Quotation marks; an apostrophe is none. */
	assert_words(t,
	    "they \xE2\x80\x9Csaid so\xE2\x80\x9D and \"did so\" and "
	    "\xE2\x80\x98"
	    "don\xE2\x80\x99t ask\xE2\x80\x99 here",
	    "they said{q} so{q} and did{q} so{q} and don\xE2\x80\x99t{q} "
	    "ask{q} here");
	assert_words(t, "the 'new way' isn't the families' way, 'open",
	    "the new{q} way{q} isn't the families way open");
	assert_words(t, "a child's \"never ends", "a child's never ends");
	assert_words(t, "results of key stage 2 in our action plan",
	    "results of key{A} stage{A} 2/N{A} in our action{A} plan{A}");
	/* No phrase over the end of a sentence. */
	assert_words(t, "this is key. Stage 2 is next.",
	    "this is key Stage 2/N is next");
}

static void test_names(void **state)
{
	struct testsite *t = *state;

	assert_words(t, "We asked Ann Lee, of Hill School, and I did.",
	    "We asked Ann{N} Lee{N} of Hill{N} School{N} and I did");
	/* What starts a sentence, or what is said, is no name by that. */
	assert_words(t,
	    "Note: Some did. They said \xE2\x80\x9CSome did\xE2\x80\x9D "
	    "(Some) \xE2\x80\x93 Some",
	    "Note Some did They said Some{q} did{q} Some Some");
	/* Known from elsewhere on the page. */
	assert_words(t,
	    "We like Dorset.\n\nDorset\xE2\x80\x99s schools. "
	    "Schools help.",
	    "Dorset\xE2\x80\x99s schools Schools help");
	assert_words(t, "We like Dorset.\n\nDorset is big. Schools help.",
	    "Dorset{N} is big Schools help");
	/* Headings may have capitals for show. */
	assert_words(t, "We like Dorset.\n\n## Help For All In Dorset",
	    "Help For All In Dorset{N}");
	assert_words(t,
	    "\xC3\x89"
	    "cole and \xC3\x89mile",
	    "\xC3\x89"
	    "cole and \xC3\x89mile{N}");
}

static void test_listed_names(void **state)
{
	struct testsite *t = *state;
	static const char list[] = "the\nboard\nmeet\nDorset\n";

	scratch_put(&t->scratch, "words/familiar.en.txt", list);
	assert_words(t, "Dorset is big.", "Dorset{N} is big");
	/* A common word that is part of a name is none on its own. */
	assert_words(t,
	    "We ask the Delivery Board.\n\nBoard is met. "
	    "Delivery is.",
	    "Board is met Delivery{N} is");
}

/* Sentences of the last passage: "[count]text", with a mark for no end. */
static const char *sentences_of(struct testsite *t, const char *body)
{
	struct reading reading;
	const struct hw_passage *passage;
	size_t i;

	read_body(t, &reading, body);
	passage = &reading.passages.items[reading.passages.count - 1];
	hw_buf_clear(&t->out);
	for (i = 0; i < passage->sentences.count; i++) {
		const struct hw_sentence *sentence =
		    &passage->sentences.items[i];

		hw_buf_printf(&t->out, "[%zu%s%s]%.*s", sentence->word_count,
		    sentence->is_ended ? "" : " open",
		    sentence->is_question ? " ?" : "",
		    HW_ARG(sentence->text));
		if (sentence->word_count > 0)
			assert_true(
			    passage->words.items[sentence->first_word].at >=
			    sentence->at);
	}
	return t->out.data;
}

static void test_sentences(void **state)
{
	struct testsite *t = *state;

	assert_string_equal(sentences_of(t, "One two. Is it? Yes!\nMore"),
	    "[2]One two.[2 ?]Is it?[1]Yes![1 open]More");
	assert_string_equal(
	    sentences_of(t, "Mr. Hill said \"So it is.\" (And so on?)"),
	    "[6]Mr. Hill said \"So it is.\"[3 ?](And so on?)");
	assert_string_equal(sentences_of(t,
				"She waited\xE2\x80\xA6 It "
				"\xE2\x80\x9C"
				"came.\xE2\x80\x9D"),
	    "[2]She waited\xE2\x80\xA6[2]It \xE2\x80\x9C"
	    "came.\xE2\x80\x9D");
}

/* Every word of a page must be found where the passage says. */
static void assert_spans(struct testsite *t, const struct reading *reading,
    size_t exact_wanted)
{
	size_t i, k, exact = 0, all = 0;

	for (i = 0; i < reading->passages.count; i++) {
		const struct hw_passage *passage =
		    &reading->passages.items[i];

		for (k = 0; k < passage->words.count; k++) {
			const struct hw_passage_word *word =
			    &passage->words.items[k];
			struct hw_span span = hw_passage_span(passage,
			    word->at, word->text.len);
			hw_str source = span.source->text;

			all++;
			assert_true(span.at <= source.len);
			assert_true(span.len <= source.len - span.at);
			if (hw_str_equal(word->text,
				hw_str_sub(source, span.at,
				    span.at + span.len)))
				exact++;
		}
	}
	assert_int_equal(all - exact, exact_wanted);
	(void)t;
}

static void test_spans(void **state)
{
	struct testsite *t = *state;
	struct reading reading;
	const struct hw_passage *passage;
	struct hw_span span;
	struct hw_place place;

	read_body(t, &reading,
	    "One **two** three\n   four.\n\n- a [b c](x.md) d\n  - e *f*\n\n"
	    "> g\n> h\n\n| i | j \\| k |\n|---|---|\n| l | m |\n\n"
	    "[*n* o]: x\n\np \\*q\\* r &amp; s\n\n![t u](clock) v\n");
	assert_spans(t, &reading, 0);
	passage = &reading.passages.items[1];
	span = hw_passage_span(passage, 4, 9); /* two three */
	assert_string_equal(hw_fmt(&t->arena, "%.*s", (int)span.len,
				span.source->text.p + span.at)
				.p,
	    "two** three");
	span = hw_passage_span(passage, 0, passage->text.len);
	place = hw_source_place(span.source, span.at);
	assert_int_equal(place.line, 4);
	assert_int_equal(place.column, 1);
	assert_true(span.len > passage->text.len);
	/* What the file has not as it is read stands near. */
	read_body(t, &reading, "fish &copy; &#99;hips and peas\n");
	assert_spans(t, &reading, 1);
	span = hw_passage_span(&reading.passages.items[1], 18, 4);
	assert_string_equal(
	    hw_fmt(&t->arena, "%.*s", 4, span.source->text.p + span.at).p,
	    "peas");
}

static void test_field_spans(void **state)
{
	struct testsite *t = *state;
	struct reading reading;

	testsite_put(t, "index.md",
	    "---\ntitle: \"Home  page\"\nsummary: 'A child''s plan'\n---\n"
	    "x\n");
	read_path(t, &reading, "index.md");
	/* The apostrophe of "child's" is written twice. */
	assert_spans(t, &reading, 1);
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan\nkind: plan\n---\n");
	testsite_put(t, "plan/a.md",
	    "---\ntitle: Area\nkind: area\nref: A5\nfinding: |\n"
	    "  Found **it** here.\n\n  - and *there*\nimpact: >\n  So it\n"
	    "  goes.\n---\nBody.\n");
	read_path(t, &reading, "plan/a.md");
	assert_spans(t, &reading, 0);
}

/* Words of the data stand where they are named. */
static void test_facts(void **state)
{
	struct testsite *t = *state;
	struct reading reading = {0};
	struct hw_page *page;
	struct hw_fact_use use;
	struct hw_node *at;

	testsite_put(t, "index.md",
	    "---\ntitle: Home\nsummary: By 6 May we met\n---\n"
	    "On **{{x}}** we met on 6 May.\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	page = testsite_page(t, "index.md");
	for (at = page->doc; at != NULL; at = hw_node_next(page->doc, at))
		if (hw_str_equal(at->text, HW_STR("{{x}}"))) {
			at->text = HW_STR("6 May");
			at->is_fact = true;
			at->span.len = 5;
		}
	use = (struct hw_fact_use){&page->front.summary, 3, 5};
	HW_PUSH(&page->facts, &t->arena, use);
	reading.lexicon =
	    hw_lexicon_open(&t->site, &t->scratch.fs, &t->arena);
	hw_passages_read(&reading.passages, page, reading.lexicon, &t->arena);
	hw_lexicon_close(reading.lexicon);
	assert_string_equal(words_of(t, &reading.passages.items[1]),
	    "By 6/N{F} May{NF} we met");
	assert_string_equal(words_of(t, &reading.passages.items[2]),
	    "On 6/N{bF} May{bNF} we met on 6/N May{N}");
	assert_spans(t, &reading, 4);
	assert_true(hw_str_starts(
	    hw_str_sub(page->source.text,
		hw_passage_span(&reading.passages.items[2], 5, 3).at,
		page->source.text.len),
	    HW_STR("{{x}}")));
}

/* A span may be asked for anything in the text. */
static void test_every_span(void **state)
{
	struct testsite *t = *state;
	struct reading reading;
	size_t i, at, len;

	read_body(t, &reading,
	    "a\\*b &amp; **c** `d`  e\n f [g](x.md)<b>h</b>![i](j)k\n");
	for (i = 0; i < reading.passages.count; i++) {
		const struct hw_passage *passage = &reading.passages.items[i];

		for (at = 0; at <= passage->text.len; at++)
			for (len = 0; len <= passage->text.len - at; len++) {
				struct hw_span span =
				    hw_passage_span(passage, at, len);

				assert_non_null(span.source);
				assert_true(span.at + span.len <=
				    span.source->text.len);
			}
	}
}

/* Long texts without an end, many marks, many passages. */
static void test_hostile(void **state)
{
	static const char *const parts[] = {"x", ".", "\"", "'", "**a** ",
	    "\\*", "&amp;", "\xE2\x80\x98", "a-", "A ", "A. ", "<b>", "`a`",
	    "\xD7\xA9 ", "e\xCC\x81", "\xF0\x9F\x98\x80", "- "};
	struct testsite *t = *state;
	struct reading reading;
	struct hw_buf body = {0};
	size_t i, k;

	for (i = 0; i < HW_COUNT(parts); i++) {
		hw_buf_clear(&body);
		for (k = 0; k < 10; k++) {
			size_t from = body.len;

			while (body.len - from < 16000)
				hw_buf_puts(&body, parts[i]);
			hw_buf_putc(&body, '\n');
		}
		read_body(t, &reading, hw_buf_str(&body).p);
		for (k = 0; k < reading.passages.count; k++)
			assert_true(hw_utf8_invalid_at(
					reading.passages.items[k].text) ==
			    SIZE_MAX);
	}
	hw_buf_free(&body);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_blocks),
	    TEST(test_fields),
	    TEST(test_rows),
	    TEST(test_kinds),
	    TEST(test_refs),
	    TEST(test_marks),
	    TEST(test_names),
	    TEST(test_listed_names),
	    TEST(test_sentences),
	    TEST(test_spans),
	    TEST(test_said),
	    TEST(test_field_spans),
	    TEST(test_facts),
	    TEST(test_every_span),
	    TEST(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
