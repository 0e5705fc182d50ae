/* render/phrases: the words of the interface. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "messages.h"
#include "render/phrases.h"

struct fixture {
	struct messages messages;
	struct hw_phrases phrases;
};

static void load(struct fixture *f, const char *text)
{
	messages_open(&f->messages, "words.en.yaml", hw_str_of(text));
	hw_phrases_load(&f->phrases, &f->messages.source, &f->messages.arena,
	    &f->messages.diags);
}

static void assert_str(hw_str s, const char *expect)
{
	if (!hw_str_equal(s, hw_str_of(expect)))
		fail_msg("'%.*s', not '%s'", HW_ARG(s), expect);
}

static void test_words(void **state)
{
	struct fixture f;

	(void)state;
	load(&f, "late: Late\nquoted: 'It''s'\nempty: ''\n# a remark\n");
	assert_string_equal(messages_text(&f.messages), "");
	assert_str(hw_phrase(&f.phrases, "late"), "Late");
	assert_str(hw_phrase(&f.phrases, "quoted"), "It's");
	assert_str(hw_phrase(&f.phrases, "empty"), "");
	assert_string_equal(messages_text(&f.messages), "");
	assert_str(hw_phrase(&f.phrases, "gone"), "");
	assert_string_equal(messages_text(&f.messages),
	    "1:1 [134] the interface words have no 'gone'\n");
	assert_non_null(strstr(messages_help(&f.messages), "'gone: "));
	messages_close(&f.messages);
}

static void test_mistakes(void **state)
{
	struct fixture f;

	(void)state;
	load(&f, "a: [x]\nb: {c: d}\ne: f\n");
	assert_string_equal(messages_text(&f.messages),
	    "1:4 [32] 'a' is not a text\n2:4 [32] 'b' is not a text\n");
	assert_str(hw_phrase(&f.phrases, "e"), "f");
	messages_close(&f.messages);
	load(&f, "a: b\na: c\n");
	assert_non_null(strstr(messages_text(&f.messages), "[14]"));
	messages_close(&f.messages);
	load(&f, "- a\n");
	assert_str(hw_phrase(&f.phrases, "a"), "");
	messages_close(&f.messages);
	load(&f, "");
	assert_str(hw_phrase(&f.phrases, "a"), "");
	messages_close(&f.messages);
}

static const char *fill(struct fixture *f, const char *key)
{
	return hw_phrase_fill(&f->phrases, &f->messages.arena, key,
	    (const struct hw_phrase_value[]){{HW_STR("n"), HW_STR("3")},
		{HW_STR("name"), HW_STR("{n} <b>")},
		{HW_STR(""), HW_STR("nobody")}},
	    3)
	    .p;
}

static void test_fill(void **state)
{
	struct fixture f;

	(void)state;
	load(&f,
	    "plain: no values\none: '{n} of {n}'\n"
	    "two: '{name} has {n}'\nunknown: 'a {x} b'\n"
	    "open: 'a {n'\nclosed: 'a } b'\nnested: '{a {n}}'\n"
	    "empty: '{}'\nend: 'x{n}'\nbare: '{n}'\n");
	assert_string_equal(fill(&f, "plain"), "no values");
	assert_string_equal(fill(&f, "one"), "3 of 3");
	/* What is filled in is not filled in again. */
	assert_string_equal(fill(&f, "two"), "{n} <b> has 3");
	assert_string_equal(fill(&f, "unknown"), "a {x} b");
	assert_string_equal(fill(&f, "open"), "a {n");
	assert_string_equal(fill(&f, "closed"), "a } b");
	assert_string_equal(fill(&f, "nested"), "{a {n}}");
	assert_string_equal(fill(&f, "empty"), "nobody");
	assert_string_equal(fill(&f, "end"), "x3");
	assert_string_equal(fill(&f, "bare"), "3");
	assert_string_equal(fill(&f, "gone"), "");
	assert_str(HW_PHRASE(&f.phrases, &f.messages.arena, "one",
		       {HW_STR("n"), HW_STR("7")}),
	    "7 of 7");
	messages_close(&f.messages);
}

static void test_counts(void **state)
{
	struct fixture f;
	struct hw_arena *arena = &f.messages.arena;

	(void)state;
	load(&f, "late_one: '{n} action'\nlate_many: '{n} actions'\n");
	assert_str(hw_phrase_count(&f.phrases, arena, "late", 0),
	    "0 actions");
	assert_str(hw_phrase_count(&f.phrases, arena, "late", 1), "1 action");
	assert_str(hw_phrase_count(&f.phrases, arena, "late", 1234567),
	    "1234567 actions");
	messages_close(&f.messages);
}

static void test_value(void **state)
{
	struct fixture f;
	const struct hw_value *value;

	(void)state;
	load(&f, "a: one\nb: two\n");
	value = hw_phrases_value(&f.phrases);
	assert_int_equal(value->kind, HW_VALUE_MAP);
	assert_int_equal(value->map.count, 2);
	assert_str(hw_value_get(value, HW_STR("b"))->text, "two");
	messages_close(&f.messages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_fill),
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_value),
	};

	return cmocka_run_group_tests_name("phrases", tests, NULL, NULL);
}
