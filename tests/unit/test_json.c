/* JSON data for layouts: what it becomes, and where its mistakes are. */
#include "input/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct fixture {
	struct hw_arena arena;
	struct hw_diags diags;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	hw_arena_init(&fixture.arena, 0);
	hw_diag_init(&fixture.diags, &fixture.arena);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_arena_free(&f->arena);
	return 0;
}

static const struct hw_value *read_json(struct fixture *f, hw_str text)
{
	struct hw_source *source = HW_NEW(&f->arena, struct hw_source);

	source->path = HW_STR("data.json");
	source->text = text;
	hw_diag_init(&f->diags, &f->arena);
	return hw_json_read(&f->arena, source, &f->diags);
}

static void assert_text(const struct hw_value *value, const char *text)
{
	assert_non_null(value);
	if (!hw_str_equal(value->text, hw_str_of(text)))
		fail_msg("'%.*s', not '%s'", HW_ARG(value->text), text);
}

static void test_kinds(void **state)
{
	struct fixture *f = *state;
	const struct hw_value *map = read_json(f,
	    HW_STR("{\"z\": null, \"t\": \"\\u00e9\\n\", \"y\": true, \"n\": "
		   "false,"
		   " \"i\": -9007199254740993, \"l\": [1, {\"k\": []}]}"));

	assert_non_null(map);
	assert_int_equal(map->map.count, 6);
	assert_true(hw_str_equal(map->map.entries[0].key, HW_STR("z")));
	assert_ptr_equal(hw_value_get(map, HW_STR("z")), &hw_value_null);
	assert_text(hw_value_get(map, HW_STR("t")), "\xC3\xA9\n");
	assert_ptr_equal(hw_value_get(map, HW_STR("y")), &hw_value_true);
	assert_ptr_equal(hw_value_get(map, HW_STR("n")), &hw_value_false);
	assert_int_equal(hw_value_get(map, HW_STR("i"))->integer,
	    INT64_C(-9007199254740993));
	map = hw_value_get(map, HW_STR("l"))->list.items[1];
	assert_int_equal(hw_value_get(map, HW_STR("k"))->kind, HW_VALUE_LIST);
	assert_int_equal(f->diags.errors, 0);
}

static void test_numbers(void **state)
{
	static const struct {
		const char *json, *written;
	} numbers[] = {
	    {"1.210", "1.21"},
	    {"0.1", "0.1"},
	    {"-0.125", "-0.125"},
	    {"1.0", "1"},
	    {"120.0", "120"},
	    {"1e3", "1000"},
	    {"123456789012.5", "123456789012.5"},
	    {"0.0001", "0.0001"},
	    {"0.30000000000000004", "0.30000000000000004"},
	    {"1e300", "1e+300"},
	    {"0.0", "0"},
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(numbers); i++)
		assert_text(read_json(f, hw_str_of(numbers[i].json)),
		    numbers[i].written);
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *json;
		enum hw_diag_code code;
		size_t line, column;
	} mistakes[] = {
	    {"{\"a\": 1,}", HW_DIAG_YAML_SYNTAX, 1, 9},
	    {"{\"a\":\n  tru}", HW_DIAG_YAML_SYNTAX, 2, 3},
	    {"[1, 2", HW_DIAG_YAML_SYNTAX, 1, 6},
	    {"", HW_DIAG_YAML_SYNTAX, 1, 1},
	    {"[1] 2", HW_DIAG_YAML_SYNTAX, 1, 5},
	    {"{\"a\": 1,\n\"a\": 2}", HW_DIAG_YAML_DUPLICATE, 2, 1},
	    {"[99999999999999999999]", HW_DIAG_YAML_SYNTAX, 1, 2},
	    {"\"\\u0000\"", HW_DIAG_YAML_SYNTAX, 1, 1},
	};
	struct fixture *f = *state;
	struct hw_place place;
	size_t i;

	for (i = 0; i < HW_COUNT(mistakes); i++) {
		assert_null(read_json(f, hw_str_of(mistakes[i].json)));
		assert_int_equal(f->diags.list.count, 1);
		place = hw_source_place(f->diags.list.items[0].span.source,
		    f->diags.list.items[0].span.at);
		if (place.line != mistakes[i].line ||
		    place.column != mistakes[i].column)
			fail_msg("%s: at %zu:%zu", mistakes[i].json,
			    place.line, place.column);
		assert_int_equal(f->diags.list.items[0].code,
		    mistakes[i].code);
	}
}

static void test_limits(void **state)
{
	struct fixture *f = *state;
	char deep[2 * HW_JSON_DEPTH + 2];
	char *large;

	memset(deep, '[', HW_JSON_DEPTH);
	memset(deep + HW_JSON_DEPTH, ']', HW_JSON_DEPTH);
	assert_non_null(read_json(f, (hw_str){deep, 2 * HW_JSON_DEPTH}));
	memset(deep, '[', HW_JSON_DEPTH + 1);
	memset(deep + HW_JSON_DEPTH + 1, ']', HW_JSON_DEPTH + 1);
	assert_null(read_json(f, (hw_str){deep, sizeof(deep)}));
	assert_int_equal(f->diags.list.items[0].code, HW_DIAG_YAML_LIMIT);
	assert_int_equal(f->diags.list.items[0].span.at, HW_JSON_DEPTH);
	/* Brackets in a text are no depth. */
	deep[0] = deep[sizeof(deep) - 1] = '"';
	assert_non_null(read_json(f, (hw_str){deep, sizeof(deep)}));

	large = hw_arena_alloc(&f->arena, HW_JSON_BYTES + 1);
	memset(large, ' ', HW_JSON_BYTES + 1);
	assert_null(read_json(f, (hw_str){large, HW_JSON_BYTES + 1}));
	assert_int_equal(f->diags.list.items[0].code, HW_DIAG_FILE_TOO_BIG);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_kinds),
	    TEST(test_numbers),
	    TEST(test_mistakes),
	    TEST(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
