/* base/json_memory: jansson never learns that memory ran out. */
#include "base/json_memory.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#if HW_ASAN
/* Asked for too much, the sanitizer is to answer as malloc does. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}
#endif

static jmp_buf no_memory;

static void jump_out(void)
{
	longjmp(no_memory, 1);
}

static void test_none_left(void **state)
{
	json_malloc_t alloc;
	json_free_t release;
	volatile bool ended = true;

	(void)state;
	json_get_alloc_funcs(&alloc, &release);
	hw_oom_set_handler(jump_out);
	if (setjmp(no_memory) == 0) {
		alloc(SIZE_MAX / 2);
		ended = false;
	}
	hw_oom_set_handler(NULL);
	assert_true(ended);
}

static void test_enough(void **state)
{
	json_t *read = json_loads("{\"due\": [1, 2.5]}", 0, NULL);
	char *written = json_dumps(read, JSON_COMPACT);

	(void)state;
	assert_string_equal(written, "{\"due\":[1,2.5]}");
	free(written);
	json_decref(read);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_none_left),
	    cmocka_unit_test(test_enough),
	};

	hw_json_memory_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
