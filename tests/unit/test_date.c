/* model/date: reading, writing and counting days. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/date.h"

static struct hw_date day(int year, int month, int of_month)
{
	return (struct hw_date){year, month, of_month};
}

static void assert_date(struct hw_date date, int year, int month,
    int of_month)
{
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, of_month);
}

static void test_parse(void **state)
{
	static const struct {
		const char *text;
		enum hw_date_fault fault;
	} cases[] = {
	    {"2024-12-05", HW_DATE_OK},
	    {"2024-12", HW_DATE_OK},
	    {"1970-01-01", HW_DATE_OK},
	    {"2100-12-31", HW_DATE_OK},
	    {"2024-02-29", HW_DATE_OK},
	    {"2000-02-29", HW_DATE_OK},
	    {"", HW_DATE_FORM},
	    {"2024", HW_DATE_FORM},
	    {"2024-1", HW_DATE_FORM},
	    {"2024-1-1", HW_DATE_FORM},
	    {"2024-12-5", HW_DATE_FORM},
	    {"2024-12-", HW_DATE_FORM},
	    {"2024/12/05", HW_DATE_FORM},
	    {"2024-12/05", HW_DATE_FORM},
	    {"05-12-2024", HW_DATE_FORM},
	    {"20241205", HW_DATE_FORM},
	    {"2024-12-05 ", HW_DATE_FORM},
	    {" 2024-12-05", HW_DATE_FORM},
	    {"2024-12-05T00:00", HW_DATE_FORM},
	    {"+024-12-05", HW_DATE_FORM},
	    {"-024-12", HW_DATE_FORM},
	    {"2024--1-05", HW_DATE_FORM},
	    {"2024-+1-05", HW_DATE_FORM},
	    {"2024-0x-05", HW_DATE_FORM},
	    {"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA4-1", HW_DATE_FORM},
	    {"1969-12-31", HW_DATE_RANGE},
	    {"2101-01-01", HW_DATE_RANGE},
	    {"0000-00-00", HW_DATE_RANGE},
	    {"9999-12-31", HW_DATE_RANGE},
	    {"2024-00", HW_DATE_RANGE},
	    {"2024-13", HW_DATE_RANGE},
	    {"2024-00-10", HW_DATE_RANGE},
	    {"2024-12-00", HW_DATE_RANGE},
	    {"2024-12-32", HW_DATE_RANGE},
	    {"2024-04-31", HW_DATE_RANGE},
	    {"2023-02-29", HW_DATE_RANGE},
	    {"2100-02-29", HW_DATE_RANGE},
	    {"2024-02-30", HW_DATE_RANGE},
	    {"2024-99-99", HW_DATE_RANGE},
	};
	struct hw_date date;
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(cases); i++) {
		enum hw_date_fault fault =
		    hw_date_parse(&date, hw_str_of(cases[i].text));

		if (fault != cases[i].fault)
			fail_msg("'%s': %d", cases[i].text, (int)fault);
		/* What is no date leaves none behind. */
		assert_int_equal(hw_date_given(date), fault == HW_DATE_OK);
	}
	assert_int_equal(hw_date_parse(&date, HW_STR("2024-12-05")),
	    HW_DATE_OK);
	assert_date(date, 2024, 12, 5);
	assert_int_equal(hw_date_parse(&date, HW_STR("2024-12")), HW_DATE_OK);
	assert_date(date, 2024, 12, 0);
}

static void test_iso(void **state)
{
	struct hw_arena arena;

	(void)state;
	hw_arena_init(&arena, 0);
	assert_string_equal(hw_date_iso(&arena, day(2024, 2, 9)).p,
	    "2024-02-09");
	assert_string_equal(hw_date_iso(&arena, day(2024, 2, 0)).p,
	    "2024-02");
	assert_int_equal(hw_date_iso(&arena, day(0, 0, 0)).len, 0);
	hw_arena_free(&arena);
}

/* Every day from 1970 to 2100, counted one by one. */
static void test_every_day(void **state)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31};
	struct hw_arena arena;
	struct hw_date date, read, earlier = {0};
	int64_t count = 0;
	int year, month, of_month;

	(void)state;
	hw_arena_init(&arena, 0);
	for (year = 1970; year <= 2100; year++)
		for (month = 1; month <= 12; month++) {
			bool leap = year % 4 == 0 && year != 2100;
			int last =
			    lengths[month - 1] + (month == 2 && leap ? 1 : 0);

			assert_int_equal(hw_date_days_in_month(year, month),
			    last);
			date = day(year, month, 0);
			assert_date(hw_date_first_day(date), year, month, 1);
			assert_date(hw_date_last_day(date), year, month,
			    last);
			for (of_month = 1; of_month <= last; of_month++) {
				date = day(year, month, of_month);
				assert_true(hw_date_to_days(date) == count);
				read = hw_date_from_days(count);
				assert_date(read, year, month, of_month);
				assert_int_equal(
				    hw_date_parse(&read,
					hw_date_iso(&arena, date)),
				    HW_DATE_OK);
				assert_int_equal(hw_date_compare(read, date),
				    0);
				if (count > 0) {
					assert_true(hw_date_compare(earlier,
							date) < 0);
					assert_true(hw_date_compare(date,
							earlier) > 0);
				}
				earlier = date;
				count++;
			}
			hw_arena_reset(&arena);
		}
	hw_arena_free(&arena);
}

static void test_months(void **state)
{
	(void)state;
	assert_date(hw_date_add_months(day(2024, 1, 31), 1), 2024, 2, 29);
	assert_date(hw_date_add_months(day(2023, 1, 31), 1), 2023, 2, 28);
	assert_date(hw_date_add_months(day(2024, 11, 30), 3), 2025, 2, 28);
	assert_date(hw_date_add_months(day(2024, 12, 1), 1), 2025, 1, 1);
	assert_date(hw_date_add_months(day(2024, 1, 15), -1), 2023, 12, 15);
	assert_date(hw_date_add_months(day(2024, 3, 31), -1), 2024, 2, 29);
	assert_date(hw_date_add_months(day(2024, 2, 29), 12), 2025, 2, 28);
	assert_date(hw_date_add_months(day(2024, 2, 29), 0), 2024, 2, 29);
	assert_date(hw_date_add_months(day(2024, 6, 30), 24), 2026, 6, 30);
}

static void test_first_and_last(void **state)
{
	(void)state;
	assert_date(hw_date_first_day(day(2024, 2, 9)), 2024, 2, 9);
	assert_date(hw_date_last_day(day(2024, 2, 9)), 2024, 2, 9);
	assert_date(hw_date_last_day(day(2024, 2, 0)), 2024, 2, 29);
	assert_date(hw_date_last_day(day(2100, 2, 0)), 2100, 2, 28);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_iso),
	    cmocka_unit_test(test_every_day),
	    cmocka_unit_test(test_months),
	    cmocka_unit_test(test_first_and_last),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
