/* input/fields: every type, every message, with its place. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/field_values.h"
#include "messages.h"

enum size { SMALL, LARGE };

struct part {
	struct hw_text name;
	struct hw_choice size;
	struct hw_span span;
};

struct thing {
	struct hw_text title, words, ref, colour, url, email, language, path;
	struct hw_when date, day;
	struct hw_choice size;
	struct hw_flag flag;
	struct hw_integer integer;
	struct hw_number number;
	struct hw_texts list;
	struct part *part;
	struct {
		struct part *items;
		size_t count;
	} parts;
};

static const char *const sizes[] = {"small", "large", NULL};
static const struct hw_synonym size_synonyms[] = {
    {"tiny", SMALL, NULL},
    {"enormous", LARGE, NULL},
    {"medium", -1, "There are two sizes."},
    {NULL, -1, NULL},
};

static const struct hw_field part_fields[] = {
    {.name = "name",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct part, name),
	.help = "Its name.",
	.example = "Lid"},
    {.name = "size",
	.type = HW_FIELD_ENUM,
	.allowed = sizes,
	.synonyms = size_synonyms,
	.offset = offsetof(struct part, size),
	.help = "Its size.",
	.example = "small"},
};
static const struct hw_field_table part_table = {
    .of = "a part",
    .fields = part_fields,
    .count = HW_COUNT(part_fields),
    .size = sizeof(struct part),
    .span_offset = offsetof(struct part, span),
};

#define FIELD(member, kind)              \
	.name = #member, .type = (kind), \
	.offset = offsetof(struct thing, member)

static const struct hw_field thing_fields[] = {
    {FIELD(title, HW_FIELD_TEXT), .is_required = true, .max_length = 10,
	.help = "What it is called.", .example = "Box"},
    {FIELD(words, HW_FIELD_MARKDOWN), .help = "-", .example = "|"},
    {FIELD(ref, HW_FIELD_REF), .help = "-", .example = "A1"},
    {FIELD(colour, HW_FIELD_COLOUR), .help = "-", .example = "\"#000000\""},
    {FIELD(url, HW_FIELD_URL), .help = "-", .example = "https://a.org"},
    {FIELD(email, HW_FIELD_EMAIL), .help = "-", .example = "a@a.org"},
    {FIELD(language, HW_FIELD_LANGUAGE), .help = "-", .example = "en"},
    {FIELD(path, HW_FIELD_PATH), .help = "-", .example = "a/b.csv"},
    {FIELD(date, HW_FIELD_DATE), .help = "-", .example = "2024-12"},
    {FIELD(day, HW_FIELD_DAY), .help = "-", .example = "2024-12-05"},
    {FIELD(size, HW_FIELD_ENUM), .allowed = sizes, .synonyms = size_synonyms,
	.help = "-", .example = "small"},
    {FIELD(flag, HW_FIELD_FLAG), .help = "-", .example = "true"},
    {FIELD(integer, HW_FIELD_INTEGER), .min = -100, .max = 100, .help = "-",
	.example = "1"},
    {FIELD(number, HW_FIELD_NUMBER), .help = "-", .example = "1.5"},
    {FIELD(list, HW_FIELD_TEXT_LIST), .max_items = 3, .max_length = 20,
	.help = "-", .example = "[a, b]"},
    {FIELD(part, HW_FIELD_OBJECT), .table = &part_table, .help = "-",
	.example = "{name: Lid}"},
    {FIELD(parts, HW_FIELD_OBJECT_LIST), .table = &part_table, .max_items = 2,
	.help = "-", .example = "[{name: Lid}]"},
};
static const struct hw_field_table thing_table =
    HW_FIELD_TABLE("a thing", thing_fields, struct thing);

struct fixture {
	struct messages messages;
	struct thing thing;
};

static void read_thing(struct fixture *out, const char *text)
{
	struct hw_yaml *root;

	messages_open(&out->messages, "test.yaml", hw_str_of(text));
	root = hw_yaml_read(&out->messages.source, 0, strlen(text),
	    &out->messages.diags, &out->messages.arena);
	assert_non_null(root);
	hw_fields_read(&thing_table, root, &out->thing, &out->messages.diags,
	    &out->messages.arena);
}

static void assert_str(hw_str s, const char *expect)
{
	assert_int_equal(s.len, strlen(expect));
	assert_memory_equal(s.p, expect, s.len);
}

static void test_everything_good(void **state)
{
	struct fixture f;
	struct thing *t = &f.thing;

	(void)state;
	read_thing(&f,
	    "title: no\nwords: |\n  One.\n\n    Two.\nref: A5.1-b\n"
	    "colour: \"#12aBcd\"\nurl: https://a.org:80/x?y#z\n"
	    "email: o'b+c@a-b.co.uk\nlanguage: zh-Hant-TW\n"
	    "path: data/x.csv\ndate: 2024-02\nday: 2024-02-29\n"
	    "size: large\nflag: true\ninteger: -012\nnumber: -12.50\n"
	    "list: [a, \"b, c\", 012]\npart: {name: Lid}\n"
	    "parts:\n  - name: x\n    size: small\n  - name: y\n");
	assert_string_equal(messages_text(&f.messages), "");
	assert_str(t->title.s, "no");
	assert_str(t->words.s, "One.\n\n  Two.\n");
	assert_non_null(t->words.line_at);
	assert_str(t->ref.s, "A5.1-b");
	assert_str(t->colour.s, "#12aBcd");
	assert_str(t->url.s, "https://a.org:80/x?y#z");
	assert_str(t->email.s, "o'b+c@a-b.co.uk");
	assert_str(t->language.s, "zh-Hant-TW");
	assert_str(t->path.s, "data/x.csv");
	assert_int_equal(t->date.date.month, 2);
	assert_int_equal(t->date.date.day, 0);
	assert_int_equal(t->day.date.day, 29);
	assert_int_equal(t->size.value, LARGE);
	assert_true(t->flag.value);
	assert_int_equal(t->integer.value, -12);
	assert_true(t->number.value < -12.49 && t->number.value > -12.51);
	assert_str(t->number.text, "-12.50");
	assert_int_equal(t->list.count, 3);
	assert_str(t->list.items[1].s, "b, c");
	assert_str(t->list.items[2].s, "012");
	assert_str(t->part->name.s, "Lid");
	assert_int_equal(t->part->size.value, -1);
	assert_int_equal(t->parts.count, 2);
	assert_int_equal(t->parts.items[0].size.value, SMALL);
	assert_str(t->parts.items[1].name.s, "y");
	assert_int_equal(
	    hw_source_place(&f.messages.source, t->parts.items[1].span.at)
		.line,
	    23);
	messages_close(&f.messages);
}

static void test_absent(void **state)
{
	struct fixture f;

	(void)state;
	read_thing(&f, "title: x\nlist: []\nparts: []\n");
	assert_string_equal(messages_text(&f.messages), "");
	assert_null(f.thing.words.span.source);
	assert_null(f.thing.day.span.source);
	assert_int_equal(f.thing.size.value, -1);
	assert_null(f.thing.part);
	assert_int_equal(f.thing.list.count, 0);
	assert_int_equal(f.thing.parts.count, 0);
	messages_close(&f.messages);
}

/* Spaces go, and the place is that of the first letter. */
static void test_trimmed_places(void **state)
{
	static const char *const texts[] = {"title: '  x y '\n",
	    "title: |\n  x y\n", "title: >\n  x y\n"};
	static const size_t at[] = {10, 11, 7};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(texts); i++) {
		struct fixture f;

		read_thing(&f, texts[i]);
		assert_string_equal(messages_text(&f.messages), "");
		assert_str(f.thing.title.s, "x y");
		assert_int_equal(f.thing.title.span.at, at[i]);
		assert_null(f.thing.title.line_at);
		messages_close(&f.messages);
	}
}

struct mistake {
	const char *yaml, *messages, *help;
};

static void check_mistakes(const struct mistake *mistakes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct fixture f;

		read_thing(&f, mistakes[i].yaml);
		assert_string_equal(messages_text(&f.messages),
		    mistakes[i].messages);
		if (strstr(messages_help(&f.messages), mistakes[i].help) ==
		    NULL)
			assert_string_equal(messages_help(&f.messages),
			    mistakes[i].help);
		messages_close(&f.messages);
	}
}

static const struct mistake name_mistakes[] = {
    {"titel: x\n", "1:1 [12] unknown field 'titel'\n",
	"Did you mean 'title'? Fields of a thing: title, words, ref,"},
    {"title: x\nzzz: y\n", "2:1 [12] unknown field 'zzz'\n",
	"Fields of a thing: title,"},
    {"title: x\nname: y\n", "2:1 [12] unknown field 'name'\n",
	"'name' is a field of a part: check the indentation."},
    {"title: x\npart:\n  name: y\n  url: z\n",
	"4:3 [12] unknown field 'url'\n",
	"'url' is a field of a thing: check the indentation. Fields of a "
	"part: name, size."},
    {"flag: true\n", "1:1 [30] a thing without 'title'\n",
	"Add it, as in 'title: Box'. What it is called."},
    {"", "1:1 [30] a thing without 'title'\n", "Add it"},
    {"title: x\nparts:\n  - name: a\n  - size: small\n",
	"4:5 [30] a part without 'name'\n", "name: Lid"},
    {"just words\n",
	"1:1 [32] one value where the fields of a thing belong\n",
	"Write lines such as"},
    {"title:x\n",
	"1:1 [32] one value where the fields of a thing "
	"belong\n",
	"Put a space after each colon."},
    {"- title: x\n", "1:1 [32] a list where the fields of a thing belong\n",
	"Fields of a thing"},
    {"title: x\nflag: *a\n",
	"2:7 [15] an alias: a value may not start with '*'\n", "quotes"},
};

static const struct mistake type_mistakes[] = {
    {"title: [x]\n", "1:8 [32] 'title' needs one value, not a list\n",
	"title: Box"},
    {"title: {x: y}\n",
	"1:8 [32] 'title' needs one value, not a group of fields\n",
	"in quotes"},
    {"title: x\nlist: Head of SEND\n",
	"2:7 [32] 'list' needs a list, not one value\n",
	"list: [\"Head of SEND\"]"},
    {"title: x\nlist: {a: b}\n",
	"2:7 [32] 'list' needs a list, not a group of fields\n",
	"list: [a, b]"},
    {"title: x\nlist: [[a]]\n",
	"2:8 [32] 'list' needs one value, not a list\n", "list"},
    {"title: x\nlist: [a, b, c, d]\n",
	"2:17 [35] 'list' has 4 items; the limit is 3\n",
	"Take at least 1 out."},
    {"title: x\nlist: [a, '', c]\n", "2:11 [43] 'list' has no value\n",
	"take the field out"},
    {"title: x\npart: Lid\n",
	"2:7 [32] 'part' needs fields of its own, not one value\n",
	"Fields of a part: name, size."},
    {"title: x\npart:\n", "2:1 [43] 'part' has no value\n", "{name: Lid}"},
    {"title: x\nparts:\n  name: a\n",
	"3:3 [32] 'parts' needs a list, not a group of fields\n", "'- '"},
    {"title: x\nparts:\n  - Lid\n",
	"3:5 [32] an item of 'parts' is a part with fields, not one "
	"value\n",
	"after the dash"},
    {"title: x\nparts: [{name: a}, {name: b}, {name: c}]\n",
	"2:31 [35] 'parts' has 3 items; the limit is 2\n", "1 out"},
};

static const struct mistake text_mistakes[] = {
    {"title:\n", "1:1 [43] 'title' has no value\n",
	"Write a value, as in 'title: Box'."},
    {"title: x\ndate: # 2024\n", "2:1 [43] 'date' has no value\n",
	"'#' is a comment"},
    {"title: x\ncolour: #123456\n", "2:1 [43] 'colour' has no value\n",
	"'#' is a comment"},
    {"title: '  '\n", "1:1 [43] 'title' has no value\n", "Write a value"},
    {"title: x\nwords: |\n\nflag: true\n", "2:1 [43] 'words' has no value\n",
	"take the field out"},
    {"title: ££££££££££££\n",
	"1:8 [34] 'title' has 12 characters; the limit is 10\n",
	"Take out at least 2 characters."},
    {"title: x\nlist: [a, 0123456789012345678901]\n",
	"2:11 [34] 'list' has 22 characters; the limit is 20\n", "2 char"},
    {"title: |\n  a\n  b\n",
	"2:3 [46] 'title' has a line break; it is one line of words\n",
	"one paragraph"},
    {"title: \"a\\nb\"\n",
	"1:8 [46] 'title' has a line break; it is one line of words\n",
	"one paragraph"},
    {"title: \"a\tb\"\n", "1:10 [46] a tab in 'title'\n", "Use a space"},
    {"title: \"a\\0b\"\n",
	"1:8 [108] an invisible character U+0000 in 'title'\n", "Delete"},
    {"title: a\xE2\x80\xAE"
     "b\n",
	"1:9 [108] an invisible character U+202E in 'title'\n", "Delete"},
    {"title: x\nwords: \"a\\u0007\"\n",
	"2:8 [108] an invisible character U+0007 in 'words'\n", "Delete"},
    {"title: x\nref: A 5\n", "2:6 [38] 'A 5' cannot be a ref\n", "A5.1"},
    {"title: x\nref: -a\n", "2:6 [38] '-a' cannot be a ref\n", "A5.1"},
    {"title: x\nref: a123456789012345678901234\n",
	"2:6 [38] 'a123456789012345678901234' cannot be a ref\n", "24"},
    {"title: x\nref: é\n", "2:6 [38] 'é' cannot be a ref\n", "letters"},
    {"title: x\ncolour: 12506b\n", "2:9 [39] '12506b' is not a colour\n",
	"Write \"#12506b\"."},
    {"title: x\ncolour: \"#a1F\"\n", "2:10 [39] '#a1F' is not a colour\n",
	"Write \"#aa11FF\"."},
    {"title: x\ncolour: red\n", "2:9 [39] 'red' is not a colour\n",
	"six hexadecimal digits"},
    {"title: x\nurl: www.a.org/x\n",
	"2:6 [41] 'www.a.org/x' is not a web address\n",
	"https://www.a.org/x"},
    {"title: x\nurl: javascript:alert(1)\n",
	"2:6 [41] 'javascript:alert(1)' is not a web address\n",
	"starts with https://"},
    {"title: x\nurl: https://u:p@a.org/\n",
	"2:6 [41] 'https://u:p@a.org/' is not a web address\n", "https"},
    {"title: x\nurl: https://a.org/a b\n",
	"2:6 [41] 'https://a.org/a b' is not a web address\n", "%20"},
    {"title: x\nurl: https://\n",
	"2:6 [41] 'https://' is not a web "
	"address\n",
	"https"},
    {"title: x\nemail: a at b\n",
	"2:8 [42] 'a at b' is not an e-mail address\n", "help@example.org"},
    {"title: x\nemail: a@b\n", "2:8 [42] 'a@b' is not an e-mail address\n",
	"help@"},
    {"title: x\nemail: a@@b.org\n",
	"2:8 [42] 'a@@b.org' is not an e-mail address\n", "help@"},
    {"title: x\nlanguage: en_GB\n",
	"2:11 [44] 'en_GB' is not a language code\n", "en-GB"},
    {"title: x\nlanguage: English\n",
	"2:11 [44] 'English' is not a language code\n", "en-GB"},
    {"title: x\npath: ../a.csv\n",
	"2:7 [48] '../a.csv' is not a file's path\n", "data/waiting.csv"},
    {"title: x\npath: /a.csv\n", "2:7 [48] '/a.csv' is not a file's path\n",
	"'..'"},
    {"title: x\npath: a//b\n", "2:7 [48] 'a//b' is not a file's path\n",
	"'/'"},
    {"title: x\npath: a\\b\n", "2:7 [48] 'a\\b' is not a file's path\n",
	"'/'"},
};

static const struct mistake date_mistakes[] = {
    {"title: x\ndate: June 2024\n", "2:7 [33] 'June 2024' is not a date\n",
	"Write 2024-06."},
    {"title: x\ndate: sept 2024\n", "2:7 [33] 'sept 2024' is not a date\n",
	"Write 2024-09."},
    {"title: x\ndate: 17th of May 2024\n",
	"2:7 [33] '17th of May 2024' is not a date\n", "Write 2024-05-17."},
    {"title: x\ndate: May 17, 2024\n",
	"2:7 [33] 'May 17, 2024' is not a date\n", "Write 2024-05-17."},
    {"title: x\ndate: 2024-13\n", "2:7 [33] there is no date '2024-13'\n",
	"There is no month 13: months go from 01 to 12."},
    {"title: x\ndate: 2024-02-30\n",
	"2:7 [33] there is no date '2024-02-30'\n",
	"February 2024 has 29 days: the last is 2024-02-29."},
    {"title: x\ndate: 2023-02-29\n",
	"2:7 [33] there is no date '2023-02-29'\n", "28 days"},
    {"title: x\ndate: 01/06/2024\n", "2:7 [33] '01/06/2024' is not a date\n",
	"Write the year first: 2024-06-01 if you mean 1 June 2024."},
    {"title: x\ndate: 31/12/2024\n", "2:7 [33] '31/12/2024' is not a date\n",
	"Write 2024-12-31."},
    {"title: x\ndate: 12/31/2024\n", "2:7 [33] '12/31/2024' is not a date\n",
	"Write 2024-12-31."},
    {"title: x\ndate: 06/2024\n", "2:7 [33] '06/2024' is not a date\n",
	"Write 2024-06."},
    {"title: x\ndate: 2024-6\n", "2:7 [33] '2024-6' is not a date\n",
	"Write 2024-06."},
    {"title: x\ndate: 2024/6/1\n", "2:7 [33] '2024/6/1' is not a date\n",
	"Write 2024-06-01."},
    {"title: x\ndate: 2024-06-01T10:00:00Z\n",
	"2:7 [33] '2024-06-01T10:00:00Z' is not a date\n",
	"without a time: 2024-06-01."},
    {"title: x\ndate: 2024\n", "2:7 [33] '2024' is not a date\n",
	"A year alone is not enough"},
    {"title: x\ndate: 1969-12\n", "2:7 [33] there is no date '1969-12'\n",
	"Years go from 1970 to 2100."},
    {"title: x\ndate: Summer term\n",
	"2:7 [33] 'Summer term' is not a date\n",
	"Write a month as 2024-12 or a day as 2024-12-05."},
    {"title: x\nday: 2024-05\n",
	"2:6 [33] 'day' needs a day; '2024-05' is a month\n",
	"Add the day, as in 2024-05-01."},
};

static const struct mistake value_mistakes[] = {
    {"title: x\nsize: smal\n", "2:7 [31] unknown size 'smal'\n",
	"Did you mean 'small'? Allowed: small, large."},
    {"title: x\nsize: tiny\n", "2:7 [31] unknown size 'tiny'\n",
	"Use 'small'. Allowed: small, large."},
    {"title: x\nsize: enormus\n", "2:7 [31] unknown size 'enormus'\n",
	"Did you mean 'enormous'? Use 'large'. Allowed: small, large."},
    {"title: x\nsize: Medium\n", "2:7 [31] unknown size 'Medium'\n",
	"There are two sizes. Allowed: small, large."},
    {"title: x\nsize: quite other\n", "2:7 [31] unknown size 'quite other'\n",
	"Allowed: small, large."},
    {"title: x\nflag: yes\n", "2:7 [45] 'yes' is taken as true\n",
	"Write true."},
    {"title: x\nflag: Off\n", "2:7 [45] 'Off' is taken as false\n",
	"Write false."},
    {"title: x\nflag: maybe\n",
	"2:7 [37] 'flag' is true or false, not 'maybe'\n", "true or false"},
    {"title: x\nflag: 1\n", "2:7 [37] 'flag' is true or false, not '1'\n",
	"true or false"},
    {"title: x\ninteger: 1.0\n", "2:10 [36] '1.0' is not a whole number\n",
	"in digits"},
    {"title: x\ninteger: '-'\n", "2:11 [36] '-' is not a whole number\n",
	"in digits"},
    {"title: x\ninteger: 101\n", "2:10 [36] 'integer' is out of range\n",
	"from -100 to 100"},
    {"title: x\ninteger: 99999999999999999999\n",
	"2:10 [36] 'integer' is out of range\n", "from -100 to 100"},
    {"title: x\nnumber: 1,200\n", "2:9 [36] '1,200' is not a number\n",
	"without commas"},
    {"title: x\nnumber: 85%\n", "2:9 [36] '85%' is not a number\n", "'unit'"},
    {"title: x\nnumber: ten\n", "2:9 [36] 'ten' is not a number\n",
	"in digits"},
    {"title: x\nnumber: 1.\n", "2:9 [36] '1.' is not a number\n",
	"in digits"},
    {"title: x\nnumber: 1e5\n", "2:9 [36] '1e5' is not a number\n",
	"in digits"},
    {"title: x\nnumber: 1234567890123456\n",
	"2:9 [36] '1234567890123456' is not a number\n", "in digits"},
};

static void test_names(void **state)
{
	(void)state;
	check_mistakes(name_mistakes, HW_COUNT(name_mistakes));
}

static void test_types(void **state)
{
	(void)state;
	check_mistakes(type_mistakes, HW_COUNT(type_mistakes));
}

static void test_texts(void **state)
{
	(void)state;
	check_mistakes(text_mistakes, HW_COUNT(text_mistakes));
}

static void test_dates(void **state)
{
	(void)state;
	check_mistakes(date_mistakes, HW_COUNT(date_mistakes));
}

static void test_values(void **state)
{
	(void)state;
	check_mistakes(value_mistakes, HW_COUNT(value_mistakes));
}

static void test_ten_mistakes_ten_messages(void **state)
{
	struct fixture f;

	(void)state;
	read_thing(&f,
	    "titel: x\nref: A 5\ncolour: red\nurl: x\nemail: y\ndate: z\n"
	    "size: other\nflag: 2\nlist: one\nparts: [a]\nwords: |\n  "
	    "fine\n");
	assert_int_equal(f.messages.diags.errors, 10);
	assert_int_equal(f.messages.diags.list.count, 10);
	assert_str(f.thing.words.s, "fine\n");
	assert_null(f.thing.ref.span.source);
	assert_int_equal(f.thing.size.value, -1);
	messages_close(&f.messages);
}

static void test_numbers(void **state)
{
	double value = 0;

	(void)state;
	assert_true(hw_number_parse(&value, HW_STR("0.1")));
	assert_true(value == 0.1);
	assert_true(hw_number_parse(&value, HW_STR("123456789012.345")));
	assert_true(value == 123456789012.345);
	assert_true(hw_number_parse(&value, HW_STR("-0")));
	assert_true(value == 0);
	assert_false(hw_number_parse(&value, HW_STR("")));
	assert_false(hw_number_parse(&value, HW_STR("-")));
	assert_false(hw_number_parse(&value, HW_STR(".5")));
	assert_false(hw_number_parse(&value, HW_STR("1.2.3")));
	assert_false(hw_number_parse(&value, HW_STR(" 1")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_everything_good),
	    cmocka_unit_test(test_absent),
	    cmocka_unit_test(test_trimmed_places),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_types),
	    cmocka_unit_test(test_texts),
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_values),
	    cmocka_unit_test(test_ten_mistakes_ten_messages),
	    cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
