/* base/map: what is added is found, in the order it was added. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/map.h"

static void test_few(void **state)
{
	struct hw_arena arena;
	struct hw_map map;
	int one = 1, two = 2, other = 3;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_map_init(&map, &arena);
	assert_null(hw_map_get(&map, HW_STR("a")));
	assert_null(hw_map_get(&map, HW_STR_NONE));
	assert_ptr_equal(hw_map_add(&map, HW_STR("a"), &one), &one);
	assert_ptr_equal(hw_map_add(&map, HW_STR_NONE, &two), &two);
	/* The earlier one stays. */
	assert_ptr_equal(hw_map_add(&map, HW_STR("a"), &other), &one);
	assert_ptr_equal(hw_map_get(&map, HW_STR("a")), &one);
	assert_ptr_equal(hw_map_get(&map, (hw_str){NULL, 0}), &two);
	assert_null(hw_map_get(&map, HW_STR("A")));
	assert_null(hw_map_get(&map, (hw_str){"a\0", 2}));
	assert_int_equal(map.count, 2);
	hw_arena_free(&arena);
}

static void test_many(void **state)
{
	enum { COUNT = 50000 };
	struct hw_arena arena;
	struct hw_map map;
	size_t i;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_map_init(&map, &arena);
	for (i = 0; i < COUNT; i++) {
		hw_str key = hw_fmt(&arena, "key-%zu", i * 7919 % COUNT);

		assert_ptr_equal(hw_map_add(&map, key, (void *)(i + 1)),
		    (void *)(i + 1));
	}
	assert_int_equal(map.count, COUNT);
	for (i = 0; i < COUNT; i++) {
		hw_str key = hw_fmt(&arena, "key-%zu", i * 7919 % COUNT);

		assert_ptr_equal(hw_map_get(&map, key), (void *)(i + 1));
		assert_true(hw_str_equal(map.entries[i].key, key));
		assert_ptr_equal(map.entries[i].value, (void *)(i + 1));
		assert_ptr_equal(hw_map_add(&map, key, &map),
		    (void *)(i + 1));
	}
	assert_int_equal(map.count, COUNT);
	for (i = 0; i < 1000; i++)
		assert_null(
		    hw_map_get(&map, hw_fmt(&arena, "key-%zu", COUNT + i)));
	hw_arena_free(&arena);
}

/* Keys that want the same slot. */
static void test_collisions(void **state)
{
	struct hw_arena arena;
	struct hw_map map;
	HW_LIST(hw_str) keys = {0};
	size_t i;

	(void)state;
	hw_arena_init(&arena, 0);
	for (i = 0; keys.count < 200; i++) {
		hw_str key = hw_fmt(&arena, "%zu", i);

		if ((hw_str_hash(key) & 1023) == 5)
			HW_PUSH(&keys, &arena, key);
	}
	hw_map_init(&map, &arena);
	for (i = 0; i < keys.count; i++)
		hw_map_add(&map, keys.items[i], &keys.items[i]);
	for (i = 0; i < keys.count; i++)
		assert_ptr_equal(hw_map_get(&map, keys.items[i]),
		    &keys.items[i]);
	hw_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_few),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_collisions),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
