/* input/yaml: the tree, its places, and what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/yaml.h"
#include "messages.h"

#include <stdlib.h>

struct fixture {
	struct messages messages;
	struct hw_yaml *root;
};

static void read_bytes(struct fixture *out, hw_str text)
{
	messages_open(&out->messages, "test.yaml", text);
	out->root = hw_yaml_read(&out->messages.source, 0, text.len,
	    &out->messages.diags, &out->messages.arena);
}

static void read_text(struct fixture *out, const char *text)
{
	read_bytes(out, hw_str_of(text));
}

static struct hw_yaml *get(const struct hw_yaml *mapping, const char *key)
{
	struct hw_yaml *value = hw_yaml_get(mapping, hw_str_of(key));

	assert_non_null(value);
	return value;
}

static void assert_str(hw_str s, const char *expect)
{
	assert_int_equal(s.len, strlen(expect));
	assert_memory_equal(s.p, expect, s.len);
}

/* The bytes of the file that a span covers. */
static void assert_span(const struct hw_span *span, const char *expect)
{
	assert_non_null(span->source);
	assert_str(
	    hw_str_sub(span->source->text, span->at, span->at + span->len),
	    expect);
}

static void test_tree(void **state)
{
	struct fixture f;
	struct hw_yaml *list, *map;

	(void)state;
	read_text(&f,
	    "title: No more waits\n"
	    "plain: no\n"
	    "number: 012\n"
	    "list:\n"
	    "  - one\n"
	    "  - {a: b, c: 'd''e'}\n"
	    "empty:\n"
	    "last: \"x\\ty\" # comment\n");
	assert_non_null(f.root);
	assert_string_equal(messages_text(&f.messages), "");
	assert_int_equal(f.root->kind, HW_YAML_MAPPING);
	assert_int_equal(f.root->pairs.count, 6);
	assert_str(get(f.root, "title")->text.s, "No more waits");
	assert_str(get(f.root, "plain")->text.s, "no");
	assert_str(get(f.root, "number")->text.s, "012");
	list = get(f.root, "list");
	assert_int_equal(list->kind, HW_YAML_LIST);
	assert_int_equal(list->items.count, 2);
	assert_str(list->items.items[0]->text.s, "one");
	map = list->items.items[1];
	assert_span(&map->span, "{a: b, c: 'd''e'}");
	assert_str(get(map, "c")->text.s, "d'e");
	assert_int_equal(get(map, "c")->style, HW_YAML_QUOTED);
	assert_span(&get(map, "c")->span, "'d''e'");
	assert_false(get(map, "c")->text.exact);
	assert_true(hw_yaml_is_empty(get(f.root, "empty")));
	assert_false(hw_yaml_is_empty(get(f.root, "last")));
	assert_str(get(f.root, "last")->text.s, "x\ty");
	assert_null(hw_yaml_get(f.root, HW_STR("other")));
	messages_close(&f.messages);
}

/* libyaml counts characters: places after others than ASCII must not slip,
 * whether the tree is read forwards or looked up again. */
static void test_places_are_bytes(void **state)
{
	struct fixture f;
	struct hw_text *text;
	struct hw_span part;

	(void)state;
	read_text(&f,
	    "\xEF\xBB\xBFé: £ “quoted” 😀\r\n"
	    "key: 'é £'\r\n"
	    "z: end\r\n");
	assert_non_null(f.root);
	assert_span(&f.root->pairs.items[0].key.span, "é");
	assert_span(&get(f.root, "é")->span, "£ “quoted” 😀");
	text = &get(f.root, "key")->text;
	assert_true(text->exact);
	assert_span(&text->span, "é £");
	part = hw_text_span(text, 3, 2);
	assert_span(&part, "£");
	assert_span(&get(f.root, "z")->span, "end");
	assert_int_equal(
	    hw_source_place(&f.messages.source, get(f.root, "z")->span.at)
		.line,
	    3);
	messages_close(&f.messages);
}

static void test_part_of_a_file(void **state)
{
	static const char text[] = "---\ntitle: £5\nb: c\n---\nbody: x\n";
	struct messages messages;
	struct hw_yaml *root;

	(void)state;
	messages_open(&messages, "page.md", hw_str_of(text));
	root = hw_yaml_read(&messages.source, 4, 20, &messages.diags,
	    &messages.arena);
	assert_non_null(root);
	assert_int_equal(root->pairs.count, 2);
	assert_span(&get(root, "b")->span, "c");
	assert_int_equal(
	    hw_source_place(&messages.source, get(root, "b")->span.at).line,
	    3);
	messages_close(&messages);
}

static void check_lines(const char *yaml, const char *value)
{
	struct fixture f;
	struct hw_text *text;
	size_t i;

	read_text(&f, yaml);
	assert_non_null(f.root);
	text = &f.root->pairs.items[0].value->text;
	assert_str(text->s, value);
	assert_non_null(text->line_at);
	/* Each byte of the value but line ends is the file's byte there. */
	for (i = 0; i < text->s.len; i++) {
		struct hw_span span = hw_text_span(text, i, 1);

		assert_true(span.at < f.messages.source.text.len);
		if (text->s.p[i] != '\n')
			assert_int_equal(f.messages.source.text.p[span.at],
			    text->s.p[i]);
	}
	assert_true(hw_text_span(text, text->s.len, 0).at <=
	    f.messages.source.text.len);
	messages_close(&f.messages);
}

static void test_literal_lines(void **state)
{
	(void)state;
	check_lines("a: |\n  one\n  two £\n\n    four\nb: c\n",
	    "one\ntwo £\n\n  four\n");
	check_lines("a: |-\n\n  one\n \n  x  \n", "\none\n\nx  ");
	check_lines("a: |+\n  one\n\n\n", "one\n\n\n");
	check_lines("a: |2 # why\n    two\n", "  two\n");
	check_lines("a: |\n  one\r\n", "one\n");
	check_lines("a: |\r\n  one\r\n  two\r\nb: c\r\n", "one\ntwo\n");
	check_lines("a: |\n  last", "last");
	check_lines("a: |\n  - [ ] task\n\n  \tcode\n",
	    "- [ ] task\n\n\tcode\n");
}

static void test_other_scalars_have_no_lines(void **state)
{
	struct fixture f;
	struct hw_yaml *folded;

	(void)state;
	read_text(&f, "a: >\n  one\n  two\nb: one\n  two\nc: |\n\nd: e\n");
	assert_non_null(f.root);
	folded = get(f.root, "a");
	assert_int_equal(folded->style, HW_YAML_FOLDED);
	assert_str(folded->text.s, "one two\n");
	assert_null(folded->text.line_at);
	assert_false(folded->text.exact);
	assert_int_equal(hw_text_span(&folded->text, 5, 1).at, 3);
	assert_str(get(f.root, "b")->text.s, "one two");
	assert_false(get(f.root, "b")->text.exact);
	assert_str(get(f.root, "d")->text.s, "e");
	messages_close(&f.messages);
}

static void test_nothing(void **state)
{
	static const char *const texts[] = {"", "\n\n", "# only words\n"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(texts); i++) {
		struct fixture f;

		read_text(&f, texts[i]);
		assert_non_null(f.root);
		assert_int_equal(f.root->kind, HW_YAML_MAPPING);
		assert_int_equal(f.root->pairs.count, 0);
		messages_close(&f.messages);
	}
}

static const struct {
	const char *yaml, *messages, *help; /* help: a part of the first */
} mistakes[] = {
    {"title: a: b\n", "1:9 [13] a second colon in the value of 'title'\n",
	"title: \"a: b\""},
    {"- title: He said: \"hi\"\n",
	"1:17 [13] a second colon in the value of 'title'\n",
	"title: 'He said: \"hi\"'"},
    {"a: b\n  c: d\n", "2:3 [13] a field that is indented too far\n",
	"same column as the field above"},
    {"a: b\n\tc: d\n", "2:1 [17] a tab where spaces belong\n",
	"Use spaces, not a tab."},
    {"a:\n\tb\n", "2:1 [17] a tab where spaces belong\n", "Use spaces"},
    {"a: |\n\tb\n", "2:1 [17] a tab where spaces belong\n", "Use spaces"},
    {"a:\n-\tb: c\n", "2:2 [17] a tab where spaces belong\n", "Use spaces"},
    {"a: \"b\nc: d\n",
	"1:4 [13] a quotation mark that opens here and is never closed\n",
	"same mark at the end"},
    {"a: 'b\n\nc: d\n",
	"1:4 [13] a quotation mark that opens here and is never closed\n",
	"same mark at the end"},
    {"a: 'child's'\n", "1:11 [13] words after the closing quotation mark\n",
	"other kind"},
    {"a: [b] c\n", "1:8 [13] words after the closing ']'\n", "a: \"[b] c\""},
    {"a: [b\nc: d\n",
	"1:4 [13] a '[' that opens here is not closed rightly\n",
	"']' at the end"},
    {"a: {b: c\n", "1:4 [13] a '{' that opens here is not closed rightly\n",
	"'}' at the end"},
    {"a: [b, , c]\n", "1:8 [13] something is missing here, inside brackets\n",
	"needs one that closes"},
    {"a: [b,\n\n", "1:6 [13] something is missing here, inside brackets\n",
	"needs one that closes"},
    {"a: @b\n", "1:4 [13] a value may not start with '@'\n", "a: \"@b\""},
    {"a: `b`\n", "1:4 [13] a value may not start with '`'\n", "a: \"`b`\""},
    {"a: %b\n", "1:4 [13] a value may not start with '%'\n", "a: \"%b\""},
    {"a: **b** c\n", "1:4 [15] a value may not start with '*'\n",
	"a: \"**b** c\""},
    {"a: \"\\q\"\n",
	"1:5 [13] a backslash in double quotes that means nothing\n",
	"backslash twice"},
    {"a: b\nc\nd: e\n", "2:1 [13] a line that is not a field\n",
	"colon, a space"},
    {"a: b\nc:d\ne: f\n", "2:1 [13] a colon without a space after it\n",
	"Put a space after the colon: c: ..."},
    {"a: - b\n", "1:4 [13] a list item may not start here\n", "line below"},
    {"a: b\n- c\n", "2:1 [13] a list item where a field belongs\n",
	"A list belongs under"},
    {"a:\n  - b\n c: d\n",
	"3:2 [13] a line that does not line up with the fields above\n",
	"same column"},
    {"a:\n  - b\n  c: d\n",
	"3:3 [13] a line that does not line up with the list above\n",
	"'- '"},
    {"a: |b\n  c\n",
	"1:5 [13] words after the sign that starts a block of text\n",
	"on the next line"},
    {"a: {{plan.done}} of 3\n",
	"1:5 [13] a list or a group of fields where a field's name "
	"belongs\n",
	"in quotes"},
    {"? [a]\n: b\n",
	"1:3 [13] a list or a group of fields where a field's name "
	"belongs\n",
	"in quotes"},
    {"a: b\n---\nc: d\n", "2:1 [13] a second document in one file\n",
	"Take the line"},
    {"a: b\n...\nc: d\n",
	"3:1 [13] this does not belong to the fields above it\n", "'...'"},
    {"%YAML 1.2\n---\na: b\n",
	"1:1 [15] a directive: a line may not start with '%'\n", "Delete"},
    {"%TAG ! tag:x,2000:\n---\na: b\n",
	"1:1 [15] a directive: a line may not start with '%'\n", "Delete"},
    {"a: &b c\nd: *b\n",
	"1:4 [15] an anchor: a value may not start with '&'\n"
	"2:4 [15] an alias: a value may not start with '*'\n",
	"in quotes"},
    {"a: *undefined\n", "1:4 [15] an alias: a value may not start with '*'\n",
	"write the value out"},
    {"*a : b\n", "1:1 [15] an alias: a value may not start with '*'\n",
	"in quotes"},
    {"a: !!int 5\n", "1:4 [15] a tag: a value may not start with '!'\n",
	"in quotes"},
    {"a: ! b\n", "1:4 [15] a tag: a value may not start with '!'\n",
	"in quotes"},
    {"a: !x!y b\n", "1:4 [15] a value may not start with '!'\n",
	"a: \"!x!y b\""},
    {"a: &x\n  - b\n", "1:4 [15] an anchor: a value may not start with '&'\n",
	"in quotes"},
    {"a: {b: c}\n<<: {d: e}\n", "2:1 [15] a merge key '<<'\n",
	"Write the fields out"},
    {"a: 1\nb: 2\n\na: 3\n",
	"4:1 [14] field 'a' on line 4 stands on line 1 already\n",
	"Keep one"},
    {"x:\n  - a: 1\n    'a': 2\n",
	"3:5 [14] field 'a' on line 3 stands on line 2 already\n",
	"Keep one"},
    {"a: b\rc: d\n", "1:5 [108] a line end that is only a carriage return\n",
	"LF"},
    {"a: b\xC2\x85"
     "c: d\n",
	"1:5 [108] an invisible line break U+0085\n", "press Enter"},
    {"a: b\xE2\x80\xA8"
     "c: d\n",
	"1:5 [108] an invisible line break U+2028\n", "press Enter"},
    {"a: b\nc: \x01\n", "2:4 [108] an invisible control character U+0001\n",
	"Delete"},
    {"a: b\nc: \x7F\n", "2:4 [108] an invisible control character U+007F\n",
	"Delete"},
    {"a: \xEF\xBB\xBF"
     "b\n",
	"1:4 [108] an invisible byte order mark inside the file\n", "Delete"},
    {"a: \xEF\xBF\xBF"
     "b\n",
	"1:4 [108] an invisible control character U+FFFF\n", "Delete"},
};

static void test_mistakes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(mistakes); i++) {
		struct fixture f;

		read_text(&f, mistakes[i].yaml);
		assert_string_equal(messages_text(&f.messages),
		    mistakes[i].messages);
		if (strstr(messages_help(&f.messages), mistakes[i].help) ==
		    NULL)
			assert_string_equal(messages_help(&f.messages),
			    mistakes[i].help);
		messages_close(&f.messages);
	}
}

/* After these the rest of the tree is there, without what was refused. */
static void test_goes_on(void **state)
{
	struct fixture f;

	(void)state;
	read_text(&f, "a: 1\na: [2, 3]\n<<: {x: y}\nb: *c\nd: 4\n");
	assert_non_null(f.root);
	assert_int_equal(f.root->pairs.count, 3);
	assert_str(get(f.root, "a")->text.s, "1");
	assert_int_equal(get(f.root, "b")->kind, HW_YAML_REFUSED);
	assert_str(get(f.root, "d")->text.s, "4");
	assert_int_equal(f.messages.diags.errors, 3);
	messages_close(&f.messages);
}

/* Text made of `count` times `piece`, after `start`. */
static hw_str repeated(const char *start, const char *piece, size_t count)
{
	size_t first = strlen(start), each = strlen(piece), i;
	char *text = malloc(first + each * count + 1);

	assert_non_null(text);
	memcpy(text, start, first);
	for (i = 0; i < count; i++)
		memcpy(text + first + i * each, piece, each);
	return (hw_str){text, first + each * count};
}

static const struct {
	const char *start, *piece;
	size_t bytes;
	const char *first; /* start of the first message; "" for none */
} hostile[] = {
    {"", "[\n", 1 << 20, "33:1 [16] "},
    {"", "[", 16384, "1:33 [16] "},
    {"", "{a: ", 16384, "1:129 [16] "},
    {"a: ", "{a: \n", 1 << 20, "32:1 [16] "},
    {"", "[\"a\",", 16384, "1:161 [16] "},
    {"", "[\"a\",\n", 1 << 20, "33:1 [16] "},
    {"", "- ", 16384, "1:65 [16] "},
    {"", "? ", 16384, "1:3 [13] "},
    {"", "%TAG !a! tag:x\n", 1 << 20, "1:1 [15] "},
    {"", "\"", 16384, "1:3 [13] "},
    {"a: \"", "b\n", 1 << 20, "1:4 [13] a quotation mark"},
    {"a: '", "b\n", 1 << 20, "1:4 [13] a quotation mark"},
    {"a: ", "\\\n", 1 << 20, "2:1 [13] "},
    {"", "*undefined\n", 1 << 20, "1:1 [15] "},
    {"", "&a ", 16380, "1:1 [15] "},
    {"", "!x ", 16380, "1:1 [15] "},
    {"", ": ", 16384, "1:1 [13] "},
    {"", "x: ", 16380, "1:5 [13] a second colon"},
    {"", "- a\n", 1 << 20, "10000:3 [16] more than 10,000 values"},
    {"", "a: b\n", 1 << 20, "2:1 [14] "},
    {"a: |\n", "  b\n", 1 << 20, ""},
    {"a: >\n", "  b\n", 1 << 20, ""},
    {"", "\t\n", 1 << 20, "1:1 [17] "},
    {"", "a\n", 1 << 20, ""},
    {"", "\x01", 16384, "1:1 [108] "},
    {"", "#", 16384, ""},
    {"", "# x\n", 1 << 20, ""},
    {"", "---\n", 1 << 20, "2:1 [13] "},
    {"", "é", 1 << 20, "1:1 [8] a line of 1048576 bytes"},
    {"a: ", "é £\n ", 1 << 20, ""},
};

static void test_hostile_shapes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(hostile); i++) {
		struct fixture f;
		hw_str text = repeated(hostile[i].start, hostile[i].piece,
		    hostile[i].bytes / strlen(hostile[i].piece));
		double start = messages_seconds();
		const char *first;

		read_bytes(&f, text);
		/* Real times are below a tenth; sanitizers take longer. */
		assert_true(messages_seconds() - start < 5);
		first = messages_text(&f.messages);
		if (hostile[i].first[0] == '\0')
			assert_string_equal(first, "");
		else if (strncmp(first, hostile[i].first,
			     strlen(hostile[i].first)) != 0)
			assert_string_equal(first, hostile[i].first);
		messages_close(&f.messages);
		free((void *)(uintptr_t)text.p);
	}
}

/* Ten lists, each made of the one before: 10^10 values if expanded. */
static void test_alias_bomb(void **state)
{
	struct fixture f;
	struct hw_buf text = {0};
	int i, j;

	(void)state;
	hw_buf_puts(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
	for (i = 1; i < 10; i++) {
		hw_buf_printf(&text, "a%d: &a%d [", i, i);
		for (j = 0; j < 10; j++)
			hw_buf_printf(&text, "%s*a%d", j > 0 ? ", " : "",
			    i - 1);
		hw_buf_puts(&text, "]\n");
	}
	read_bytes(&f, hw_buf_str(&text));
	assert_int_equal(f.messages.diags.errors, 100);
	messages_close(&f.messages);
	hw_buf_free(&text);
}

/* Bytes without sense: no crash, no endless loop, no silence. */
static void test_junk(void **state)
{
	static const char signs[] = "[]{}:-,?*&!|>'\"%@`# \n\tab\\";
	uint64_t seed = 1;
	int round;

	(void)state;
	for (round = 0; round < 300; round++) {
		char text[512];
		struct fixture f;
		size_t i;

		for (i = 0; i < sizeof(text); i++) {
			seed = seed * 6364136223846793005u +
			    1442695040888963407u;
			text[i] = signs[(seed >> 33) % (sizeof(signs) - 1)];
		}
		read_bytes(&f, (hw_str){text, sizeof(text)});
		if (f.root == NULL)
			assert_true(f.messages.diags.errors > 0);
		messages_close(&f.messages);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_tree),
	    cmocka_unit_test(test_places_are_bytes),
	    cmocka_unit_test(test_part_of_a_file),
	    cmocka_unit_test(test_literal_lines),
	    cmocka_unit_test(test_other_scalars_have_no_lines),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_goes_on),
	    cmocka_unit_test(test_hostile_shapes),
	    cmocka_unit_test(test_alias_bomb),
	    cmocka_unit_test(test_junk),
	};

	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
