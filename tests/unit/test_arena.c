/* base/arena: alignment, limits, reset, and what happens without memory. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if HW_ASAN
/* Asked for too much, the sanitizer is to answer as malloc does. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}
#endif

static void test_alloc(void **state)
{
	struct hw_arena arena;
	unsigned char *last = NULL;
	size_t size, i;

	(void)state;
	hw_arena_init(&arena, 0);
	for (size = 0; size < 300; size++) {
		unsigned char *p = hw_arena_alloc(&arena, size);

		assert_non_null(p);
		assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
		assert_ptr_not_equal(p, last);
		for (i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xA5, size);
		last = p;
	}
	hw_arena_free(&arena);
}

/* Objects do not overlap, whether small, or larger than a block. */
static void test_apart(void **state)
{
	static const size_t sizes[] = {1, 40000, 16, 70000, 3, 16384, 16385,
	    1 << 20, 24};
	unsigned char *p[HW_COUNT(sizes) * 20];
	struct hw_arena arena;
	size_t i, k;

	(void)state;
	hw_arena_init(&arena, 0);
	for (i = 0; i < HW_COUNT(p); i++) {
		p[i] = hw_arena_alloc(&arena, sizes[i % HW_COUNT(sizes)]);
		memset(p[i], (int)i, sizes[i % HW_COUNT(sizes)]);
	}
	for (i = 0; i < HW_COUNT(p); i++)
		for (k = 0; k < sizes[i % HW_COUNT(sizes)]; k++)
			if (p[i][k] != (unsigned char)i)
				fail_msg("object %zu, byte %zu", i, k);
	hw_arena_free(&arena);
}

static void test_limit(void **state)
{
	struct hw_arena arena;
	size_t count = 0;

	(void)state;
	hw_arena_init(&arena, 1000);
	while (hw_arena_try_alloc(&arena, 100) != NULL)
		count++;
	assert_in_range(count, 7, 10);
	assert_true(arena.used_bytes <= 1000);
	/* What does not fit leaves the rest as it is. */
	assert_null(hw_arena_try_alloc(&arena, 1000));
	hw_arena_reset(&arena);
	assert_int_equal(arena.used_bytes, 0);
	assert_non_null(hw_arena_try_alloc(&arena, 900));
	assert_null(hw_arena_try_alloc(&arena, 200));
	hw_arena_free(&arena);
	assert_int_equal(arena.limit_bytes, 1000);
	assert_non_null(hw_arena_try_alloc(&arena, 900));
	hw_arena_free(&arena);
}

static void test_sizes_that_wrap(void **state)
{
	struct hw_arena arena;
	size_t i;

	(void)state;
	hw_arena_init(&arena, 0);
	for (i = 0; i < 64; i++)
		assert_null(hw_arena_try_alloc(&arena, SIZE_MAX - i));
	assert_non_null(hw_arena_try_alloc(&arena, 1));
	hw_arena_free(&arena);
}

/* Nothing at all is not a failure, in an arena that has not begun too. */
static void test_nothing(void **state)
{
	struct hw_arena arena;

	(void)state;
	hw_arena_init(&arena, 0);
	assert_non_null(hw_arena_try_alloc(&arena, 0));
	hw_arena_reset(&arena);
	assert_non_null(hw_arena_calloc(&arena, 0, 8));
	assert_non_null(hw_arena_calloc(&arena, 8, 0));
	hw_arena_free(&arena);
}

static void test_reset(void **state)
{
	struct hw_arena arena;
	unsigned char *p;
	size_t round, i;

	(void)state;
	hw_arena_init(&arena, 0);
	hw_arena_reset(&arena);
	for (round = 0; round < 100; round++) {
		for (i = 0; i < 50; i++) {
			p = hw_arena_alloc(&arena, 3000);
			assert_int_equal(p[0], 0);
			assert_int_equal(p[2999], 0);
			memset(p, 0xFF, 3000);
		}
		hw_arena_alloc(&arena, 500000);
		hw_arena_reset(&arena);
		assert_int_equal(arena.used_bytes, 0);
	}
	hw_arena_free(&arena);
	hw_arena_free(&arena);
}

static jmp_buf no_memory;
static int handler_calls;

static void jump_out(void)
{
	handler_calls++;
	longjmp(no_memory, 1);
}

static void test_handler(void **state)
{
	struct hw_arena arena;
	volatile int step = 0;

	(void)state;
	hw_arena_init(&arena, 4096);
	hw_oom_set_handler(jump_out);
	handler_calls = 0;
	if (setjmp(no_memory) == 0) {
		for (;; step++)
			hw_arena_alloc(&arena, 1000);
	}
	assert_int_equal(handler_calls, 1);
	assert_int_equal(step, 4);
	if (setjmp(no_memory) == 0)
		hw_arena_calloc(&arena, SIZE_MAX / 2, 3);
	assert_int_equal(handler_calls, 2);
	if (setjmp(no_memory) == 0)
		hw_arena_alloc(&arena, SIZE_MAX);
	assert_int_equal(handler_calls, 3);
	if (setjmp(no_memory) == 0)
		hw_xrealloc(NULL, SIZE_MAX / 2);
	assert_int_equal(handler_calls, 4);
	hw_oom_set_handler(NULL);
	/* The arena is whole afterwards. */
	hw_arena_reset(&arena);
	assert_non_null(hw_arena_alloc(&arena, 1000));
	hw_arena_free(&arena);
}

/* Without a handler: one line, and status 3. */
static void test_end(void **state)
{
	static const char wanted[] =
	    "headway: out of memory; nothing was published\n";
	char said[200];
	int ends[2], status;
	ssize_t len;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		hw_oom();
	}
	close(ends[1]);
	len = read(ends[0], said, sizeof(said));
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
	assert_int_equal(len, sizeof(wanted) - 1);
	assert_memory_equal(said, wanted, sizeof(wanted) - 1);
}

static void test_xrealloc(void **state)
{
	char *p = hw_xrealloc(NULL, 0);

	(void)state;
	assert_non_null(p);
	p = hw_xrealloc(p, 10);
	memcpy(p, "123456789", 10);
	p = hw_xrealloc(p, 100000);
	assert_string_equal(p, "123456789");
	free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_alloc),
	    cmocka_unit_test(test_apart),
	    cmocka_unit_test(test_limit),
	    cmocka_unit_test(test_sizes_that_wrap),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_reset),
	    cmocka_unit_test(test_handler),
	    cmocka_unit_test(test_end),
	    cmocka_unit_test(test_xrealloc),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
