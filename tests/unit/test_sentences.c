/* input/sentences and input/english: where sentences and words end. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/english.h"
#include "input/sentences.h"

static struct hw_sentences *sentences;
static struct hw_arena arena;
static struct hw_buf out;

static int set_up(void **state)
{
	(void)state;
	sentences = hw_sentences_open();
	hw_arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	hw_sentences_close(sentences);
	hw_arena_free(&arena);
	hw_buf_free(&out);
	return 0;
}

/* The text's ranges with "|" between them. */
static const char *joined(hw_str text,
    void (*cut)(struct hw_sentences *sentences, hw_str text,
	struct hw_ranges *ranges, struct hw_arena *arena))
{
	struct hw_ranges ranges = {0};
	size_t i, end = 0;

	cut(sentences, text, &ranges, &arena);
	hw_buf_clear(&out);
	hw_buf_printf(&out, "%s", "");
	for (i = 0; i < ranges.count; i++) {
		assert_true(ranges.items[i].at >= end);
		assert_true(ranges.items[i].len > 0);
		end = ranges.items[i].at + ranges.items[i].len;
		assert_true(end <= text.len);
		hw_buf_puts(&out, i > 0 ? "|" : "");
		hw_buf_add(&out, hw_str_sub(text, ranges.items[i].at, end));
	}
	return out.data;
}

/* Sentences of a text in which "|" stands where one ends. */
static void assert_sentences(const char *wanted)
{
	struct hw_buf text = {0};
	const char *p;

	for (p = wanted; *p != '\0'; p++)
		hw_buf_putc(&text, *p == '|' ? ' ' : *p);
	assert_string_equal(joined(hw_buf_str(&text), hw_sentences_split),
	    wanted);
	hw_buf_free(&text);
}

static void assert_words(const char *text, const char *wanted)
{
	assert_string_equal(joined(hw_str_of(text), hw_sentences_words),
	    wanted);
}

static void test_plain(void **state)
{
	(void)state;
	assert_sentences("One.");
	assert_sentences("No full stop");
	assert_sentences("One is here.|Two is there!|Is three?|Yes");
	assert_sentences(
	    "Help starts here.|It is \xE2\x80\x9Cgood\xE2\x80\x9D.");
	assert_string_equal(joined(HW_STR(""), hw_sentences_split), "");
	assert_string_equal(joined(HW_STR("  "), hw_sentences_split), "");
	assert_string_equal(joined(HW_STR("..."), hw_sentences_split), "");
	assert_string_equal(
	    joined(HW_STR("  A b.  C d. "), hw_sentences_split), "A b.|C d.");
}

static void test_no_end_after_short_forms(void **state)
{
	static const char *const texts[] = {
	    "We met at St. Mary's School.",
	    "Mr. Smith came.|Mrs. Jones and Dr. Patel did not.",
	    "Cllr. Hill and Prof. Ann Lee spoke.",
	    "The U.K. Government wrote it.",
	    "Families in the U.K.|They wrote it.",
	    "Bring a toy, e.g. a ball.",
	    "Bring a toy, e.g. Lego or i.e. Duplo.",
	    "See No. 5 and Nos. 6 to 8.",
	    "The answer is no.|Families asked again.",
	    "It takes 15.5 hours.|It costs \xC2\xA3"
	    "3.50.",
	    "J. R. Hill and A. B. Cole wrote it.",
	    "So do I.|Families agree.",
	    "Read Appendix B.|The council wrote it.",
	    "It opens at 9 a.m.|Families can come.",
	    "It opens at 9 a.m. and ends at 5 p.m. on weekdays.",
	    "Call tel. 01632 960 001 or ext. 12.",
	    "Read p. 5, para. 3 and fig. 2.",
	    "Schools, colleges, etc. can join.",
	    "It started on 5 Dec. 2024.",
	    "The Smith Ltd. works with us.",
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(texts); i++)
		assert_sentences(texts[i]);
}

static void test_ends_that_hide(void **state)
{
	static const char *const texts[] = {
	    "The plan began in 2024.|5 areas are open.",
	    "We waited...|Then it came.",
	    "We waited\xE2\x80\xA6|Then it came.",
	    "We waited\xE2\x80\xA6 and waited.",
	    "\xE2\x80\x9CWe will help.\xE2\x80\x9D|They did.",
	    "(We will help.)|They did.",
	    "They said \xE2\x80\x98Yes.\xE2\x80\x99|We said \"No.\"|Good.",
	    "\xE2\x80\x9C"
	    "Are you ready?\xE2\x80\x9D she asked.",
	    "Ask (who is it?) first.",
	    "Really?!|Yes.",
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(texts); i++)
		assert_sentences(texts[i]);
	/* Without a space. */
	assert_string_equal(
	    joined(HW_STR("It is here.The council made it.And so on."),
		hw_sentences_split),
	    "It is here.|The council made it.|And so on.");
	assert_sentences("Read GOV.UK pages.|See www.Example.org today.");
	assert_sentences("Go to https://example.org/a?b=C.d and read.");
	assert_sentences("Write to Help.Desk@example.org now.");
}

static void test_list_numbers(void **state)
{
	(void)state;
	assert_sentences("1. What we will do.|We will help.");
	assert_sentences("2.1. What we will do");
	assert_sentences("A5.1. What we will do");
	assert_sentences("b. What we will do");
	/* Only at the start: figures end sentences elsewhere. */
	assert_sentences("There are 5.|Each is done.");
	assert_sentences("We chose 5.|We did 4.|It is done.");
}

static void test_nothing_but_signs(void **state)
{
	(void)state;
	/* What has no words goes with the words before it, or after it. */
	assert_string_equal(
	    joined(HW_STR("It works! :-) !!! Good."), hw_sentences_split),
	    "It works! :-) !!!|Good.");
	assert_string_equal(
	    joined(HW_STR("!!! It works."), hw_sentences_split),
	    "!!! It works.");
}

static void test_words(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words("Help, and more help!", "Help|and|more|help");
	assert_words("co-production for school-age children",
	    "co-production|for|school-age|children");
	assert_words("co\xE2\x80\x91production", "co\xE2\x80\x91production");
	assert_words("don't, don\xE2\x80\x99t, schools' and child's",
	    "don't|don\xE2\x80\x99t|schools|and|child's");
	assert_words("and/or (both)", "and|or|both");
	assert_words("a - b \xE2\x80\x93 c\xE2\x80\x94"
		     "d",
	    "a|b|c|d");
	assert_words("from 9am to 5:30pm, 9.30am, 9 am",
	    "from|9am|to|5:30pm|9.30am|9|am");
	assert_words("15.5 hours, 1,000 people, 63%, 1st",
	    "15.5|hours|1,000|people|63%|1st");
	assert_words("\xC2\xA3"
		     "3.50 or $4 or \xE2\x82\xAC"
		     "5m",
	    "\xC2\xA3"
	    "3.50|or|$4|or|\xE2\x82\xAC"
	    "5m");
	assert_words("0-25, 2024\xE2\x80\x93"
		     "25, 12/5/2024",
	    "0-25|2024\xE2\x80\x93"
	    "25|12/5/2024");
	assert_words("the U.K. and e.g. this.", "the|U.K.|and|e.g.|this");
	assert_words("A&E, R&D, you&me", "A&E|R&D|you|me");
	assert_words("Action A5.1: x", "Action|A5.1|x");
	assert_words("\xF0\x9F\x98\x80 smile", "smile");
}

static void test_addresses(void **state)
{
	(void)state;
	assert_words("See https://example.org/a-b?c=d#e.",
	    "See|https://example.org/a-b?c=d#e");
	assert_words("(https://example.org/)", "https://example.org/");
	assert_words("www.example.org, example.org/page",
	    "www.example.org|example.org/page");
	assert_words("dorset.gov.uk", "dorset.gov.uk");
	assert_words("Write to help@example.org.",
	    "Write|to|help@example.org");
	assert_words("an @ sign, p.m. and i.e. this",
	    "an|sign|p.m.|and|i.e.|this");
	assert_words("Ring 01632 960 001.", "Ring|01632 960 001");
	assert_words("Ring (01632) 960001 or +44 1632 960 001, then 12",
	    "Ring|(01632) 960001|or|+44 1632 960 001|then|12");
	assert_words("in 2024 and 2025, 100 200 300 400",
	    "in|2024|and|2025|100|200|300|400");
	assert_words("0.5 and 0 or 01", "0.5|and|0|or|01");
}

static void test_letters(void **state)
{
	(void)state;
	assert_int_equal(hw_letter_at(HW_STR("A"), 0), HW_LETTER_CAPITAL);
	assert_int_equal(hw_letter_at(HW_STR("a"), 0), HW_LETTER_SMALL);
	assert_int_equal(hw_letter_at(HW_STR("\xC3\x89"), 0),
	    HW_LETTER_CAPITAL);
	assert_int_equal(hw_letter_at(HW_STR("\xD7\x90"), 0),
	    HW_LETTER_OTHER);
	assert_int_equal(hw_letter_at(HW_STR("1"), 0), HW_LETTER_NONE);
}

/* Other scripts, marks that combine, right to left, emoji, joiners: each cut
 * lies between characters. */
static void test_scripts(void **state)
{
	static const char *const texts[] = {
	    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D. \xD7\xA2\xD7\x95\xD7\x9C.",
	    "\xD8\xA7\xD9\x84\xD8\xAF\xD8\xB9\xD9\x85\xD8\x9F \xD9\x86.",
	    "e\xCC\x81\xCC\x81\xCC\x81. E\xCC\x81"
	    "cole.",
	    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7. Yes.",
	    "\xE6\x94\xAF\xE6\x8F\xB4\xE3\x80\x82\xE5\xAD\xA6\xE6\xA0\xA1",
	    "\xE0\xB9\x84\xE0\xB8\x97\xE0\xB8\xA2 \xE0\xB8\x97",
	    "\xEF\xBF\xBF.\xEF\xBB\xBFx. \xC2\xAD",
	};
	size_t i, k;

	(void)state;
	for (i = 0; i < HW_COUNT(texts); i++) {
		hw_str text = hw_str_of(texts[i]);
		struct hw_ranges ranges = {0};

		hw_sentences_words(sentences, text, &ranges, &arena);
		hw_sentences_split(sentences, text, &ranges, &arena);
		for (k = 0; k < ranges.count; k++)
			assert_true(
			    hw_utf8_invalid_at(hw_str_sub(text,
				ranges.items[k].at,
				ranges.items[k].at + ranges.items[k].len)) ==
			    SIZE_MAX);
	}
	assert_string_equal(
	    joined(hw_str_of("\xD7\xA9\xD7\x9C. \xD7\xA2\xD7\x95."),
		hw_sentences_split),
	    "\xD7\xA9\xD7\x9C.|\xD7\xA2\xD7\x95.");
}

static size_t count_of(const char *part, size_t times)
{
	struct hw_ranges ranges = {0};
	struct hw_buf text = {0};
	size_t i;

	for (i = 0; i < times; i++)
		hw_buf_puts(&text, part);
	hw_sentences_words(sentences, hw_buf_str(&text), &ranges, &arena);
	hw_sentences_split(sentences, hw_buf_str(&text), &ranges, &arena);
	hw_buf_free(&text);
	return ranges.count;
}

/* Texts that look back or ahead from every byte; a cost that grew with the
 * square would be some thousand million steps here. */
static void test_hostile(void **state)
{
	static const char *const parts[] = {".", ". ", "...", "\xE2\x80\xA6 ",
	    "\"", ".\"", ")", "(", "( ", "a-", "a.", "A. ", "a.A", "St. ",
	    "0 ", "+", "0(", "@", "a@", "://", "1/", "5:", "&", "\xC2\xA3",
	    "%", "!? ", "\xCC\x81", "\xF0\x9F\x98\x80", "'", "\xE2\x80\x99s",
	    "No. ", "1. "};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(parts); i++)
		count_of(parts[i], 50000);
	assert_int_equal(count_of("x", 16 * 1024), 2);
	assert_int_equal(count_of(".", 10000), 0);
	assert_int_equal(count_of("It is. ", 10000), 30000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_plain, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_no_end_after_short_forms,
		set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_ends_that_hide, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_list_numbers, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_nothing_but_signs, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_addresses, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(test_letters, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_scripts, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
