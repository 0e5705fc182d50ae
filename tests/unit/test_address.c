/* serve/address: what a browser may ask the preview for. */
#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "serve/address.h"

static void assert_path(const char *raw, const char *wanted)
{
	struct hw_buf out = {0};

	hw_buf_puts(&out, "left over");
	assert_true(hw_address_path(&out, hw_str_of(raw)));
	assert_string_equal(out.data, wanted);
	hw_buf_free(&out);
}

static void assert_refused(hw_str raw)
{
	struct hw_buf out = {0};

	if (hw_address_path(&out, raw))
		fail_msg("'%.*s' was let through", HW_ARG(raw));
	hw_buf_free(&out);
}

static void test_paths(void **state)
{
	(void)state;
	assert_path("/", "/");
	assert_path("/plan/area-5/", "/plan/area-5/");
	assert_path("/plan/area%2D5/", "/plan/area-5/");
	assert_path("%2Fplan%2f", "/plan/");
	assert_path("/caf%C3%A9", "/café");
	assert_path("/a+b", "/a+b");
	assert_path("/...", "/...");
	assert_path("/.headway/events", "/.headway/events");
	/* Once, not twice. */
	assert_path("/%252e%252e/", "/%2e%2e/");
}

static void test_refused_paths(void **state)
{
	static const char *const refused[] = {"", "x", "*", "http://x/", "%2",
	    "/%", "/%2", "/%zz", "/%0", "/..", "/../", "/a/..", "/a/../b",
	    "/%2e%2e/", "/.%2E", "/.", "/./", "/a/./b", "//", "//a", "/a//b",
	    "/a%2f/b", "/a\\b", "/a%5cb", "/%00", "/a%00b", "/%0a", "/%1f",
	    "/%7f", "/\t", "/%ff", "/%c0%ae", "/%ed%a0%80"};
	char long_path[HW_ADDRESS_LIMIT_BYTES + 2];
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(refused); i++)
		assert_refused(hw_str_of(refused[i]));
	assert_refused((hw_str){"/a\0b", 4});
	memset(long_path, 'a', sizeof(long_path));
	long_path[0] = '/';
	assert_refused((hw_str){long_path, HW_ADDRESS_LIMIT_BYTES + 1});
}

static void test_hosts(void **state)
{
	(void)state;
	assert_true(hw_address_is_own(HW_STR("127.0.0.1:8000"), 8000));
	assert_true(hw_address_is_own(HW_STR("localhost:8000"), 8000));
	assert_true(hw_address_is_own(HW_STR("LocalHost:8000"), 8000));
	assert_true(hw_address_is_own(HW_STR("[::1]:8000"), 8000));
	assert_true(hw_address_is_own(HW_STR("localhost"), 80));
	assert_true(hw_address_is_own(HW_STR("localhost:80"), 80));
	assert_false(hw_address_is_own(HW_STR("localhost"), 8000));
	assert_false(hw_address_is_own(HW_STR("localhost:8001"), 8000));
	assert_false(hw_address_is_own(HW_STR("localhost:80000"), 8000));
	assert_false(hw_address_is_own(HW_STR("evil.example:8000"), 8000));
	assert_false(hw_address_is_own(HW_STR("localhost.evil:8000"), 8000));
	assert_false(hw_address_is_own(HW_STR("xlocalhost:8000"), 8000));
	assert_false(hw_address_is_own(HW_STR("127.0.0.1:8000:8000"), 8000));
	assert_false(hw_address_is_own(HW_STR(":8000"), 8000));
	assert_false(hw_address_is_own(HW_STR_NONE, 8000));
	assert_false(hw_address_is_own(HW_STR_NONE, 80));
}

static void test_origins(void **state)
{
	(void)state;
	assert_true(
	    hw_address_is_own_origin(HW_STR("http://localhost:8000"), 8000));
	assert_false(
	    hw_address_is_own_origin(HW_STR("https://localhost:8000"), 8000));
	assert_false(
	    hw_address_is_own_origin(HW_STR("http://evil:8000"), 8000));
	assert_false(hw_address_is_own_origin(HW_STR("null"), 8000));
	assert_false(hw_address_is_own_origin(HW_STR_NONE, 8000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_paths),
	    cmocka_unit_test(test_refused_paths),
	    cmocka_unit_test(test_hosts),
	    cmocka_unit_test(test_origins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
