/* input/yaml_plain: the same tree as libyaml's events give, byte for byte of
 * every place, for texts of its form; and of no other text a tree that they
 * do not give. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/text.h"
#include "input/yaml_plain.h"
#include "messages.h"

static void same_span(const struct hw_span *a, const struct hw_span *b)
{
	assert_ptr_equal(a->source, b->source);
	assert_int_equal(a->at, b->at);
	assert_int_equal(a->len, b->len);
}

static void same_text(const struct hw_text *a, const struct hw_text *b)
{
	size_t lines = 1, i;

	assert_int_equal(a->s.len, b->s.len);
	assert_memory_equal(a->s.p, b->s.p, a->s.len);
	same_span(&a->span, &b->span);
	assert_int_equal(a->exact, b->exact);
	assert_int_equal(a->line_at != NULL, b->line_at != NULL);
	if (a->line_at == NULL)
		return;
	for (i = 0; i < a->s.len; i++)
		lines += a->s.p[i] == '\n';
	assert_memory_equal(a->line_at, b->line_at,
	    lines * sizeof(*a->line_at));
}

static void same_tree(const struct hw_yaml *a, const struct hw_yaml *b)
{
	size_t i;

	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->style, b->style);
	same_span(&a->span, &b->span);
	same_text(&a->text, &b->text);
	assert_int_equal(a->items.count, b->items.count);
	for (i = 0; i < a->items.count; i++)
		same_tree(a->items.items[i], b->items.items[i]);
	assert_int_equal(a->pairs.count, b->pairs.count);
	for (i = 0; i < a->pairs.count; i++) {
		same_text(&a->pairs.items[i].key, &b->pairs.items[i].key);
		same_tree(a->pairs.items[i].value, b->pairs.items[i].value);
	}
}

/* Reads both ways; whether the text is of the plain form. Where it is, the
 * other way may have nothing to say either. */
static bool compare(hw_str text, size_t from)
{
	struct messages messages;
	struct hw_yaml *plain = NULL, *events;

	messages_open(&messages, "test.yaml", text);
	if (hw_utf8_invalid_at(text) == SIZE_MAX &&
	    hw_text_check_lines(&messages.source, from, text.len,
		&messages.diags))
		plain = hw_yaml_read_plain(&messages.source, from, text.len,
		    &messages.arena);
	if (plain != NULL) {
		events = hw_yaml_read_events(&messages.source, from, text.len,
		    &messages.diags, &messages.arena);
		if (events == NULL || messages.diags.list.count > 0)
			print_error("%.*s\n", HW_ARG(text));
		assert_non_null(events);
		assert_int_equal(messages.diags.list.count, 0);
		same_tree(plain, events);
	}
	messages_close(&messages);
	return plain != NULL;
}

static const char page[] =
    "\n"
    "title: \"Reviews: plans, and support\"\n"
    "kind: area\n"
    "ref: '1'\n"
    "as-of: 2024-05   \n"
    "summary: It's plain words; C# and a:b, [too] & more.\n"
    "finding: |\n"
    "  Some \"words\" # no comment.\n"
    "\n"
    "    Deeper: yes\n"
    " \n"
    "  - a list\n"
    "\n"
    "\n"
    "owners: [\"One, two\", 'Three', Four five]\n"
    "actions:\n"
    "  - ref: A1.1\n"
    "    title: Caf\xc3\xa9 \xe2\x80\x94 dash\n"
    "    detail: |\n"
    "      Words\tand a tab.\n"
    "    outcomes:\n"
    "      - Children will say so.\n"
    "      -   \"Quoted\"\n"
    "      - a:b\n"
    "    due: 2024-12\n"
    "  -   ref: A1.2\n"
    "      difference:\n"
    "        says: Better\n"
    "        source: A survey\n"
    "\n"
    "      empty: \"\"\n"
    "weight: 11\n";

static void test_forms(void **state)
{
	static const char *const plain[] = {"a: b\n", "a: |\n  b\n",
	    "a: |\n  b\n\n\nc: d\n", "a:\n  - b\n\n", "a:\n  b: c\nd: e\n",
	    "a: [b]\n", "a: [ b , \"c\" ]  \n", "\n \n\na: b\n",
	    "a: \xc2\xa3"
	    "5\n",
	    "a:\n    - b: c\n      d: |\n       e\n", "a: 'x'\n",
	    "a: no\nb: 012\nc: null\n"};
	static const char *const other[] = {"", "\n", "a:\n", "a: b",
	    "a: b\r\n", "a: # c\n", "a: b # c\n", "# c\na: b\n", "a: b: c\n",
	    "a: b\n  c\n", "a: >\n  b\n", "a: |-\n  b\n", "a: &b c\n",
	    "a: *b\n", "a: !b c\n", "a: \"b\\n\"\n", "a: 'b''c'\n",
	    "a: \"b\n  c\"\n", "a:\n- b\n", "- b\n", "a: {b: c}\n",
	    "a: [b,]\n", "a: [[b]]\n", "a: []\n", "a: [b: c]\n",
	    "a: b\na: c\n", "<<: b\n", "? a\n: b\n", "a: b\n---\n",
	    "%YAML 1.2\n", "a:\tb\n", "a: |\n\n  b\n", "a: |\n  b\n c\n",
	    "a: |\n  b\n   \nc: d\n", "a: |\nb: c\n", "a: - b\n", "a: @b\n",
	    "a: `b\n", "a: %b\n", "a: ]\n", "a: ? b\n", "a:\n  - - b\n",
	    "a:\n  -\n    b\n", "a:\n  - b\n   c: d\n",
	    "a:\n    b: c\n  d: e\n", "\"a\": b\n", "a b: c\n", "a :b\n",
	    "a: b:\n", "a: \"b\" c\n", " a: b\n"};
	size_t i;

	(void)state;
	assert_true(compare(hw_str_of(page), 0));
	for (i = 0; i < HW_COUNT(plain); i++)
		if (!compare(hw_str_of(plain[i]), 0))
			fail_msg("not read: %s", plain[i]);
	for (i = 0; i < HW_COUNT(other); i++)
		if (compare(hw_str_of(other[i]), 0))
			fail_msg("read: %s", other[i]);
}

/* Front matter stands in the middle of a file. */
static void test_in_a_page(void **state)
{
	(void)state;
	assert_true(compare(HW_STR("---\na: b\nc: |\n  d\n"), 4));
}

static uint32_t next_of(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* The page with a few bytes or lines changed: most are broken, some are of
 * the form, and of those none may be read differently. */
static void test_mutations(void **state)
{
	static const char *const pieces[] = {" ", "  ", "\n", "\n\n", ":",
	    ": ", "- ", "#", " #", "\"", "'", "[", "]", "|", "|\n", ",", "\\",
	    "{", "&", "a: b\n", "  - c\n", "    d: |\n", "\t", "x",
	    "\xc3\xa9", "---\n", "? ", "%", "  \n", "...\n", "a", "1"};
	struct hw_buf text = {0};
	uint32_t seed = 20240517;
	size_t round, read = 0;

	(void)state;
	for (round = 0; round < 20000; round++) {
		size_t edits = 1 + next_of(&seed) % 3;

		hw_buf_clear(&text);
		hw_buf_add(&text, hw_str_of(page));
		while (edits-- > 0) {
			size_t at = next_of(&seed) % text.len;
			size_t cut =
			    next_of(&seed) % 3 == 0 ? next_of(&seed) % 12 : 0;
			hw_str rest = hw_str_sub(hw_buf_str(&text),
			    at + cut < text.len ? at + cut : text.len,
			    text.len);
			struct hw_buf made = {0};

			hw_buf_add(&made,
			    hw_str_sub(hw_buf_str(&text), 0, at));
			if (next_of(&seed) % 4 != 0)
				hw_buf_add(&made,
				    hw_str_of(pieces[next_of(&seed) %
					HW_COUNT(pieces)]));
			hw_buf_add(&made, rest);
			hw_buf_free(&text);
			text = made;
		}
		read += compare(hw_buf_str(&text), 0);
	}
	hw_buf_free(&text);
	/* Neither all nor none, or the test says nothing. */
	assert_in_range(read, 2000, 18000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_in_a_page),
	    cmocka_unit_test(test_mutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
