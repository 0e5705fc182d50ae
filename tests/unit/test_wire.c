/* serve/wire: messages between two processes, whole or not at all. */
#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "serve/wire.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void open_pair(struct hw_wire *a, struct hw_wire *b)
{
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	hw_wire_open(a, pair[0], false);
	hw_wire_open(b, pair[1], false);
}

static void test_messages(void **state)
{
	struct hw_wire a, b;
	struct hw_message got;

	(void)state;
	open_pair(&a, &b);
	assert_true(hw_wire_fill(&b));
	assert_false(hw_wire_take(&b, &got));
	hw_wire_put(&a,
	    &(struct hw_message){.kind = 1,
		.id = 2,
		.number = 3,
		.state = UINT64_MAX,
		.first = HW_STR("one"),
		.second = {"t\0o", 3}});
	hw_wire_put(&a, &(struct hw_message){.kind = 9});
	assert_true(hw_wire_flush(&a));
	assert_false(hw_wire_has_more(&a));
	assert_true(hw_wire_fill(&b));
	assert_true(hw_wire_take(&b, &got));
	assert_int_equal(got.kind, 1);
	assert_int_equal(got.id, 2);
	assert_int_equal(got.number, 3);
	assert_true(got.state == UINT64_MAX);
	assert_true(hw_str_equal(got.first, HW_STR("one")));
	assert_true(hw_str_equal(got.second, (hw_str){"t\0o", 3}));
	assert_true(hw_wire_take(&b, &got));
	assert_int_equal(got.kind, 9);
	assert_int_equal(got.first.len + got.second.len, 0);
	assert_false(hw_wire_take(&b, &got));
	hw_wire_close(&a);
	hw_wire_close(&b);
}

/* More than a socket takes at once, while the other end is slow. */
static void test_large(void **state)
{
	size_t len = (size_t)5 * 1024 * 1024, i;
	char *bytes = malloc(len);
	struct hw_wire a, b;
	struct hw_message got;

	(void)state;
	assert_non_null(bytes);
	for (i = 0; i < len; i++)
		bytes[i] = (char)(i % 251);
	open_pair(&a, &b);
	hw_wire_put(&a, &(struct hw_message){.second = {bytes, len}});
	assert_true(hw_wire_flush(&a));
	assert_true(hw_wire_has_more(&a));
	while (!hw_wire_take(&b, &got)) {
		assert_true(hw_wire_flush(&a));
		assert_true(hw_wire_fill(&b));
	}
	assert_true(hw_str_equal(got.second, (hw_str){bytes, len}));
	free(bytes);
	hw_wire_close(&a);
	hw_wire_close(&b);
}

static void test_other_end_gone(void **state)
{
	struct hw_wire a, b;
	struct hw_message got;

	(void)state;
	open_pair(&a, &b);
	hw_wire_put(&a, &(struct hw_message){.kind = 5});
	assert_true(hw_wire_flush(&a));
	hw_wire_close(&a);
	/* What was said before it went is heard. */
	assert_true(hw_wire_fill(&b));
	assert_true(hw_wire_take(&b, &got));
	assert_int_equal(got.kind, 5);
	assert_false(hw_wire_fill(&b));
	hw_wire_put(&b, &(struct hw_message){.kind = 6});
	assert_false(hw_wire_flush(&b));
	hw_wire_close(&b);
}

/* Lengths that no message has are never believed. */
static void test_nonsense(void **state)
{
	struct hw_wire a, b;
	struct hw_message got;
	char bytes[64];

	(void)state;
	open_pair(&a, &b);
	memset(bytes, 0xFF, sizeof(bytes));
	assert_int_equal(send(a.fd, bytes, sizeof(bytes), 0),
	    (int)sizeof(bytes));
	assert_true(hw_wire_fill(&b));
	assert_false(hw_wire_take(&b, &got));
	hw_wire_close(&a);
	hw_wire_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_messages),
	    cmocka_unit_test(test_large),
	    cmocka_unit_test(test_other_end_gone),
	    cmocka_unit_test(test_nonsense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
