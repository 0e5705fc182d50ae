/* The data that layouts read. */
#include "model/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state)
{
	static struct hw_arena arena;

	hw_arena_init(&arena, 0);
	*state = &arena;
	return 0;
}

static int tear_down(void **state)
{
	hw_arena_free(*state);
	return 0;
}

static void test_set_and_get(void **state)
{
	struct hw_arena *arena = *state;
	struct hw_value *map = hw_value_map(arena), *inner, *list;
	const struct hw_value *got;

	hw_value_set_text(arena, map, HW_STR("text"), HW_STR("a"));
	hw_value_set_html(arena, map, HW_STR("html"),
	    (hw_html){HW_STR("<b>")});
	hw_value_set_bool(arena, map, HW_STR("bool"), true);
	hw_value_set_integer(arena, map, HW_STR("integer"), INT64_MIN);
	hw_value_set_null(arena, map, HW_STR("null"));
	inner = hw_value_set_map(arena, map, HW_STR("map"));
	list = hw_value_set_list(arena, map, HW_STR("list"));
	hw_value_set(arena, inner, HW_STR(""), map->map.entries[0].value);
	hw_value_push_text(arena, list, HW_STR("x"));
	hw_value_set_text(arena, hw_value_push_map(arena, list), HW_STR("k"),
	    HW_STR("v"));

	assert_int_equal(map->map.count, 7);
	got = hw_value_get(map, HW_STR("text"));
	assert_true(hw_str_equal(got->text, HW_STR("a")));
	/* A subtree may stand in two places. */
	assert_ptr_equal(hw_value_get(inner, HW_STR("")), got);
	assert_int_equal(hw_value_get(map, HW_STR("integer"))->integer,
	    INT64_MIN);
	assert_ptr_equal(hw_value_get(map, HW_STR("bool")), &hw_value_true);
	assert_ptr_equal(hw_value_get(map, HW_STR("null")), &hw_value_null);
	assert_int_equal(list->list.count, 2);
	got = hw_value_get(list->list.items[1], HW_STR("k"));
	assert_true(hw_str_equal(got->text, HW_STR("v")));
	assert_null(hw_value_get(map, HW_STR("tex")));
	assert_null(hw_value_get(map, HW_STR("texts")));
	assert_null(hw_value_get(list, HW_STR("k")));
	assert_null(hw_value_get(hw_value_map(arena), HW_STR("k")));
}

static void test_setting_again_replaces(void **state)
{
	struct hw_arena *arena = *state;
	struct hw_value *map = hw_value_map(arena);
	int64_t i, round;

	/* Few keys and many are kept in different ways. */
	for (round = 0; round < 2; round++)
		for (i = 0; i < 1000; i++)
			hw_value_set_integer(arena, map,
			    hw_fmt(arena, "key %d", (int)i), i + round);
	assert_int_equal(map->map.count, 1000);
	for (i = 0; i < 1000; i++) {
		hw_str key = hw_fmt(arena, "key %d", (int)i);

		assert_int_equal(hw_value_get(map, key)->integer, i + 1);
		assert_true(hw_str_equal(map->map.entries[i].key, key));
	}
	assert_null(hw_value_get(map, HW_STR("key 1000")));
}

static void test_what_shows(void **state)
{
	static const char *const nought[] = {"0", "-0", "0.00", "0e7", "+.0"};
	static const char *const some[] = {"1", "-0.01", "0.5e0", "10"};
	struct hw_arena *arena = *state;
	struct hw_value *list = hw_value_list(arena);
	size_t i;

	assert_false(hw_value_shows(&hw_value_null));
	assert_false(hw_value_shows(hw_value_bool(false)));
	assert_true(hw_value_shows(hw_value_bool(true)));
	assert_false(hw_value_shows(hw_value_text(arena, HW_STR_NONE)));
	assert_true(hw_value_shows(hw_value_text(arena, HW_STR("0"))));
	assert_false(
	    hw_value_shows(hw_value_html(arena, (hw_html){HW_STR_NONE})));
	assert_true(
	    hw_value_shows(hw_value_html(arena, (hw_html){HW_STR("<br>")})));
	assert_false(hw_value_shows(hw_value_integer(arena, 0)));
	assert_true(hw_value_shows(hw_value_integer(arena, -1)));
	assert_true(hw_value_shows(hw_value_map(arena)));
	assert_false(hw_value_shows(list));
	hw_value_push(arena, list, &hw_value_false);
	assert_true(hw_value_shows(list));
	for (i = 0; i < HW_COUNT(nought); i++)
		assert_false(hw_value_shows(
		    hw_value_number(arena, hw_str_of(nought[i]))));
	for (i = 0; i < HW_COUNT(some); i++)
		assert_true(hw_value_shows(
		    hw_value_number(arena, hw_str_of(some[i]))));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_set_and_get),
	    TEST(test_setting_again_replaces),
	    TEST(test_what_shows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
