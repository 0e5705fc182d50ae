/* rules/lockstep_facts: the dates and numbers that are found in a text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/lockstep_facts.h"

static struct hw_arena arena;
static struct hw_buf out;

static int set_up(void **state)
{
	(void)state;
	hw_arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	hw_buf_free(&out);
	hw_arena_free(&arena);
	return 0;
}

static void put(const struct hw_found *found)
{
	static const char *const units[HW_UNIT_COUNT] = {"", " days",
	    " weeks", " months", " years", " pounds", " stage", " class"};
	static const char *const exacts[] = {"", "about ", "over ", "under "};

	hw_buf_puts(&out, out.len > 0 ? "; " : "");
	switch (found->kind) {
	case HW_FOUND_DATE:
		hw_buf_printf(&out, "%.*s",
		    HW_ARG(hw_facts_date_words(&arena, found->date)));
		break;
	case HW_FOUND_NUMBER:
		hw_buf_printf(&out, "%s%g%s", exacts[found->exact],
		    found->value, units[found->unit]);
		break;
	case HW_FOUND_SHARE:
		hw_buf_printf(&out, "%g of %g", found->value * found->of,
		    found->of);
		break;
	case HW_FOUND_TIME:
		hw_buf_printf(&out, "%02d:%02d", (int)found->value / 60,
		    (int)found->value % 60);
		break;
	case HW_FOUND_PHONE:
	case HW_FOUND_EMAIL:
	case HW_FOUND_LINK:
	case HW_FOUND_KINDS:
		hw_buf_printf(&out, "%.*s", HW_ARG(found->text));
		break;
	}
}

static const char *facts(const char *text)
{
	struct hw_founds founds = {0};
	size_t i;

	hw_facts_find(&founds, hw_str_of(text), NULL, &arena);
	hw_buf_clear(&out);
	hw_buf_printf(&out, "%s", "");
	for (i = 0; i < founds.count; i++) {
		const struct hw_found *found = &founds.items[i];

		assert_true(found->at + found->len <= strlen(text));
		assert_true(hw_str_equal(found->written,
		    (hw_str){text + found->at, found->len}));
		put(found);
	}
	return out.data;
}

#define FACTS(text, wanted) assert_string_equal(facts(text), wanted)

static void test_dates(void **state)
{
	(void)state;
	FACTS("On 14 May 2024.", "14 May 2024");
	FACTS("On Tuesday 14th of May, 2024", "14 May 2024");
	FACTS("On May 14, 2024 and 14 Sept 2024",
	    "14 May 2024; 14 September 2024");
	FACTS("By 14 May, in May 2024, in 2024", "14 May; May 2024; 2024");
	FACTS("14/05/2024, 14/5/24, 14-05-2024, 2024-05-14",
	    "14 May 2024; 14 May 2024; 14 May 2024; 14 May 2024");
	FACTS("from 1 to 5 May 2024", "1 May 2024; 5 May 2024");
	FACTS("1\xE2\x80\x93"
	      "5 May 2024",
	    "1 May 2024; 5 May 2024");
	FACTS("May to July 2024", "May 2024; July 2024");
	FACTS("2023-24, 2023/24 and 2024 to 2027",
	    "2023; 2024; 2023; 2024; 2024; 2027");
	/* No dates: other words, sums, months and days that are none. */
	FACTS("You may march in august company.", "");
	FACTS("\xC2\xA3"
	      "2024 and 2,024 and 45/45/2024",
	    "2024 pounds; 2024; 45; 45; 2024");
}

static void test_numbers(void **state)
{
	(void)state;
	FACTS("3, 1,000, 15.5 and 12,34", "3; 1000; 15.5; 12; 34");
	FACTS("three, twenty-five, forty two", "3; 25; 42");
	FACTS("3 million, \xC2\xA3"
	      "2.5m, two hundred",
	    "3e+06; 2.5e+06 pounds; 200");
	FACTS("6 weeks, 20 working days, 4 to 6 months, a 12-week course",
	    "6 weeks; 20 days; 4 months; 6 months; 12 weeks");
	FACTS("key stage 2, Years 3 to 6, year 9",
	    "2 stage; 3 class; 6 class; 9 class");
	FACTS("about 400, more than 400, at least 4, nearly 9, up to 3",
	    "about 400; over 400; over 4; under 9; 3");
	FACTS("the 1st and 22nd", "1; 22");
	/* Parts of the text, and of names. */
	FACTS("Step 3 of A5.1, part 2, Room B12, COVID-19", "19");
	FACTS("3G, 2x", "");
}

static void test_shares(void **state)
{
	(void)state;
	FACTS("9 in 10, 9 out of 10, 6 of 25, 6 of the 25",
	    "9 of 10; 9 of 10; 6 of 25; 6 of 25");
	FACTS("nine in ten, 90%, 87.5 per cent, 12 percent",
	    "9 of 10; 90 of 100; 87.5 of 100; 12 of 100");
	FACTS("half of them, three quarters, one third",
	    "1 of 2; 3 of 4; 1 of 3");
	/* Not a share: more than all, a date, a sum. */
	FACTS("12 in 10, 3 in 2024, 3 of 14 May",
	    "12; 10; 3; 2024; 3; 14 May");
	FACTS("half an hour", "");
}

static void test_times(void **state)
{
	(void)state;
	FACTS("9am to 5:30pm", "09:00; 17:30");
	FACTS("9 am, 5.30 pm, 17:30, 12am, midday",
	    "09:00; 17:30; 17:30; 00:00; 12:00");
	FACTS("I am 9", "9");
}

static void test_addresses(void **state)
{
	(void)state;
	FACTS("Ring 01632 960 001 or +44 1632 960001.",
	    "01632960001; 01632960001");
	FACTS("Write to Help@Example.org today.", "help@example.org");
	FACTS("Write to us (help@example.org) today.", "help@example.org");
	FACTS("(Write to \"Help@Example.org\")", "help@example.org");
	FACTS("See https://www.example.org/2024 for 3 more", "3");
}

static void test_odd(void **state)
{
	(void)state;
	FACTS("", "");
	FACTS("caf\xC3\xA9 7 \xC3\xA9t\xC3\xA9", "7");
	FACTS("99999999999999999999999999999999999999999999999999", "1e+31");
	FACTS("to 3 to", "3");
	FACTS("May", "");
	FACTS("5:", "5");
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_dates),
	    TEST(test_numbers),
	    TEST(test_shares),
	    TEST(test_times),
	    TEST(test_addresses),
	    TEST(test_odd),
	};

	return cmocka_run_group_tests_name("lockstep", tests, NULL, NULL);
}
