/* input/comment, and what the comment must not change: the tree of a page,
 * the places of what stands after it, the fingerprint of its words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/facts.h"
#include "input/comment.h"
#include "input/markdown.h"
#include "messages.h"

static void assert_found(const char *line, size_t at, const char *text)
{
	struct hw_comment comment;

	assert_true(hw_comment_find(&comment, hw_str_of(line)));
	assert_int_equal(comment.at, at);
	assert_int_equal(comment.is_alone, at == 0);
	assert_true(hw_str_equal(comment.text, hw_str_of(text)));
}

static void assert_none(const char *line)
{
	struct hw_comment comment;

	assert_false(hw_comment_find(&comment, hw_str_of(line)));
}

static void finds_a_comment_at_the_end(void **state)
{
	(void)state;
	assert_found("<!-- headway-ignore HW203: why -->", 0, "HW203: why");
	assert_found("  <!--headway-ignore HW203: why-->  ", 0, "HW203: why");
	assert_found("Words. <!-- headway-ignore HW203: a: b -->\r", 6,
	    "HW203: a: b");
	assert_found("<!-- headway-ignore -->", 0, "");
	assert_found("<!-- headway-ignore: x -->", 0, ": x");
}

static void leaves_other_comments(void **state)
{
	(void)state;
	assert_none("");
	assert_none("Words.");
	assert_none("<!-- a note -->");
	assert_none("<!-- headway-ignored HW203: why -->");
	assert_none("<!-- headway-ignore HW203: why");
	assert_none("<!-- headway-ignore HW203: why --> words");
	assert_none("<!-- headway-ignore --> <b> <!-- x -->");
	assert_none("headway-ignore HW203: why -->");
	assert_none("<!--->");
}

/* Both texts make the same tree of words, whatever stands in between. */
static hw_str words_of(struct messages *messages, const char *text,
    struct hw_node **doc_out)
{
	struct hw_buf words = {0};
	struct hw_text source;

	messages_open(messages, "x.md", hw_str_of(text));
	source = (struct hw_text){.s = messages->source.text,
	    .span = {&messages->source, 0, messages->source.text.len},
	    .exact = true};
	*doc_out =
	    hw_markdown_read(&source, &messages->arena, &messages->diags);
	hw_node_words(*doc_out, &words);
	return hw_buf_take(&words, &messages->arena);
}

static size_t count_nodes(const struct hw_node *doc)
{
	const struct hw_node *at;
	size_t count = 0;

	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		count++;
	return count;
}

static void assert_same(const char *with, const char *without)
{
	struct messages a, b;
	struct hw_node *a_doc, *b_doc;
	hw_str a_words, b_words;

	hw_markdown_setup();
	a_words = words_of(&a, with, &a_doc);
	b_words = words_of(&b, without, &b_doc);
	assert_true(hw_str_equal(a_words, b_words));
	assert_int_equal(count_nodes(a_doc), count_nodes(b_doc));
	messages_close(&a);
	messages_close(&b);
}

#define IGNORE "<!-- headway-ignore HW203: why -->"

static void is_no_part_of_the_text(void **state)
{
	(void)state;
	assert_same("One\n" IGNORE "\ntwo.\n", "One\ntwo.\n");
	assert_same("- one\n" IGNORE "\n- two\n", "- one\n- two\n");
	assert_same("One.  " IGNORE "\ntwo.\n", "One.\ntwo.\n");
	assert_same("# One " IGNORE "\n\nTwo.", "# One\n\nTwo.");
	assert_same("| a |\n| - |\n" IGNORE "\n| b |\n",
	    "| a |\n| - |\n| b |\n");
	assert_same(IGNORE "\n\n![A clock](clock)\n\n" IGNORE "\nWords.\n",
	    "![A clock](clock)\n\nWords.\n");
	assert_same("One.\n" IGNORE, "One.\n");
}

static void places_stay_true(void **state)
{
	const char *text = "One.\n\n" IGNORE "\n\n" IGNORE "\nTwo [a](b).\n";
	struct messages messages;
	struct hw_node *doc, *at, *link = NULL;

	(void)state;
	hw_markdown_setup();
	words_of(&messages, text, &doc);
	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == HW_NODE_LINK)
			link = at;
	assert_non_null(link);
	assert_int_equal(
	    hw_source_place(link->span.source, link->span.at).line, 6);
	assert_int_equal(
	    hw_source_place(doc->last->span.source, doc->last->span.at).line,
	    6);
	messages_close(&messages);
}

static uint64_t fingerprint(struct hw_facts_reader *reader, const char *page)
{
	struct hw_arena arena;
	struct hw_facts facts;
	uint64_t print;

	hw_arena_init(&arena, 0);
	hw_facts_read(&facts, reader, HW_STR("x.md"), hw_str_of(page),
	    &arena);
	assert_true(facts.is_readable);
	print = facts.fingerprint;
	hw_arena_free(&arena);
	return print;
}

static void does_not_date_a_page(void **state)
{
	struct hw_facts_reader reader;

	(void)state;
	hw_markdown_setup();
	hw_facts_open(&reader);
	assert_true(
	    fingerprint(&reader, "---\ntitle: X\n---\n\nOne.\n\nTwo.\n") ==
	    fingerprint(&reader,
		"---\n# headway-ignore HW248: why\ntitle: X\n---\n\n"
		"One. " IGNORE "\n\n" IGNORE "\nTwo.\n"));
	assert_false(fingerprint(&reader, "---\ntitle: X\n---\n\nOne.\n") ==
	    fingerprint(&reader, "---\ntitle: X\n---\n\nTwo. " IGNORE "\n"));
	hw_facts_close(&reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_a_comment_at_the_end),
	    cmocka_unit_test(leaves_other_comments),
	    cmocka_unit_test(is_no_part_of_the_text),
	    cmocka_unit_test(places_stay_true),
	    cmocka_unit_test(does_not_date_a_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
