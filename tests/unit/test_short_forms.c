/* rules/short_forms: which words of capital letters need no help. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/short_forms.h"

static void everybody_knows_some(void **state)
{
	(void)state;
	assert_true(hw_short_form_is_known(HW_STR("NHS")));
	assert_true(hw_short_form_is_known(HW_STR("U.K.")));
	assert_true(hw_short_form_is_known(HW_STR("GPs")));
	assert_true(hw_short_form_is_known(HW_STR("MP3")));
	assert_false(hw_short_form_is_known(HW_STR("EHCP")));
	assert_false(hw_short_form_is_known(HW_STR("SEND")));
	assert_false(hw_short_form_is_known(HW_STR("NHSE")));
	assert_false(hw_short_form_is_known(HW_STR("nhs")));
	assert_false(hw_short_form_is_known(HW_STR("")));
	assert_false(hw_short_form_is_known(HW_STR("ABCDEFGHIJKLMNOPQRST")));
}

static void codes_stand_for_nothing(void **state)
{
	(void)state;
	assert_true(hw_short_form_is_code(HW_STR("VII")));
	assert_true(hw_short_form_is_code(HW_STR("XIV")));
	assert_true(hw_short_form_is_code(HW_STR("XXXIX")));
	assert_true(hw_short_form_is_code(HW_STR("XX")));
	assert_true(hw_short_form_is_code(HW_STR("A5")));
	assert_true(hw_short_form_is_code(HW_STR("3G")));
	assert_true(hw_short_form_is_code(HW_STR("1XJ")));
	assert_false(hw_short_form_is_code(HW_STR("XXXX")));
	assert_false(hw_short_form_is_code(HW_STR("IIX")));
	assert_false(hw_short_form_is_code(HW_STR("VIP")));
	assert_false(hw_short_form_is_code(HW_STR("KS2")));
	assert_false(hw_short_form_is_code(HW_STR("EHCP")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everybody_knows_some),
	    cmocka_unit_test(codes_stand_for_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
