/* input/csv: figures over time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/csv.h"
#include "messages.h"

struct fixture {
	struct messages messages;
	struct hw_measure measure;
	bool is_good;
};

static void read_points(struct fixture *out, hw_str text)
{
	memset(&out->measure, 0, sizeof(out->measure));
	messages_open(&out->messages, "content/data/m.csv", text);
	out->is_good = hw_csv_read_points(&out->measure,
	    &out->messages.source, (struct hw_date){2026, 6, 15},
	    &out->messages.diags, &out->messages.arena);
}

static void assert_str(hw_str s, const char *expect)
{
	assert_int_equal(s.len, strlen(expect));
	assert_memory_equal(s.p, expect, s.len);
}

static void assert_date(struct hw_date date, int year, int month, int day)
{
	assert_int_equal(date.year, year);
	assert_int_equal(date.month, month);
	assert_int_equal(date.day, day);
}

static void test_points(void **state)
{
	struct fixture f;
	const struct hw_point *points;

	(void)state;
	read_points(&f,
	    HW_STR("\xEF\xBB\xBF"
		   "date,value,note\r\n"
		   "2024-05,12.50,\"so, \"\"far\"\"\"\r\n"
		   "\r\n"
		   "2023-12-31, -3 ,plain £\r\n"
		   "2024-05-31,7,\r\n"
		   "2024-05-30,8"));
	assert_string_equal(messages_text(&f.messages), "");
	assert_true(f.is_good);
	assert_int_equal(f.measure.point_count, 4);
	points = f.measure.point_items;
	assert_date(points[0].date, 2023, 12, 31);
	assert_true(points[0].value == -3);
	assert_str(points[0].note, "plain £");
	assert_date(points[1].date, 2024, 5, 30);
	assert_str(points[1].note, "");
	assert_date(points[2].date, 2024, 5, 31);
	assert_date(points[3].date, 2024, 5, 0);
	assert_true(points[3].value == 12.5);
	assert_str(points[3].value_text, "12.50");
	assert_str(points[3].note, "so, \"far\"");
	messages_close(&f.messages);
}

static const struct {
	const char *csv, *messages, *help;
	size_t count; /* good points */
} mistakes[] = {
    {"", "1:1 [47] the first line is not 'date,value,note'\n",
	"Write 'date,value' or", 0},
    {"2024-05,1\n", "1:1 [47] the first line is not 'date,value,note'\n",
	"first line", 0},
    {"date;value\n", "1:1 [47] the first line is not 'date,value,note'\n",
	"not semicolons", 0},
    {"date,value\n", "1:1 [47] a table without figures\n", "Add a line", 0},
    {"date,value\nMay 2024,1\n2024-06,2\n",
	"2:1 [33] 'May 2024' is not a date\n", "Write 2024-05.", 1},
    {"date,value\n2024-05,1\n2024-13,2\n",
	"3:1 [33] there is no date '2024-13'\n", "no month 13", 1},
    {"date,value\n,1\n", "2:1 [33] '' is not a date\n", "starts with", 0},
    {"date,value\n2024-05,1%\n", "2:9 [36] '1%' is not a number\n",
	"names its unit", 0},
    {"date,value\n2024-05,\n", "2:9 [36] '' is not a number\n",
	"say why in the note", 0},
    {"date,value\n2024-05, n/a\n", "2:10 [36] 'n/a' is not a number\n",
	"in digits", 0},
    {"date,value\nMay,x\n2024-06,x\n",
	"2:1 [33] 'May' is not a date\n2:5 [36] 'x' is not a number\n"
	"3:9 [36] 'x' is not a number\n",
	"2024-12", 0},
    {"date,value\n2024-05\n", "2:1 [47] a line without a value\n",
	"a comma and a number", 0},
    {"date,value\n2024-05,1,200\n", "2:11 [47] a line with too many fields\n",
	"without commas", 0},
    {"date,value,note\n2024-05,1,a,b\n",
	"2:13 [47] a line with too many fields\n", "in quotes", 0},
    {"date,value,note\n2024-05,1,\"a\n2024-06,2,b\n",
	"2:11 [47] a quotation mark that opens here and is never closed\n",
	"same mark", 0},
    {"date,value,note\n2024-05,1,\"a\" b\n2024-06,2,c\n",
	"2:14 [47] words after the closing quotation mark\n", "twice", 1},
    {"date,value,note\n2024-05,1,a \"b\"\n2024-06,2,c\n",
	"2:11 [47] a quotation mark inside a field\n", "twice", 1},
    {"date,value,note\n2024-05,1,\"a\nb\"\n2024-06,2,c\n",
	"2:12 [46] a line break or an invisible character in a note\n",
	"one line", 1},
    {"date,value\n2024-06,1\n2024-05,2\n2024-06,3\n",
	"4:1 [47] the date '2024-06' stands on line 2 already\n",
	"one line for each date", 2},
    {"date,value\n2024-05,\xE9\n", "2:9 [7] this is not UTF-8 text\n",
	"UTF-8", 0},
    {"date,value\n2024-05,1\x01\n",
	"2:10 [108] an invisible control character U+0001\n", "Delete", 0},
    {"date,value\r2024-05,1\r",
	"1:11 [108] a line end that is only a carriage return\n", "LF", 0},
};

static void test_mistakes(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(mistakes); i++) {
		struct fixture f;

		read_points(&f, hw_str_of(mistakes[i].csv));
		assert_string_equal(messages_text(&f.messages),
		    mistakes[i].messages);
		if (strstr(messages_help(&f.messages), mistakes[i].help) ==
		    NULL)
			assert_string_equal(messages_help(&f.messages),
			    mistakes[i].help);
		assert_false(f.is_good);
		assert_int_equal(f.measure.point_count, mistakes[i].count);
		messages_close(&f.messages);
	}
}

/* A table of `count` lines, all on one date or each on its own. */
static void read_many(struct fixture *out, int count, bool same_date)
{
	struct hw_buf text = {0};
	int i;

	hw_buf_puts(&text, "date,value\n");
	for (i = 0; i < count; i++) {
		struct hw_date day =
		    hw_date_from_days(same_date ? 1 : count - i);

		hw_buf_printf(&text, "%04d-%02d-%02d,%d\n", day.year,
		    day.month, day.day, i);
	}
	read_points(out, hw_buf_str(&text));
	hw_buf_free(&text);
}

static void test_many(void **state)
{
	struct fixture f;
	double start = messages_seconds();

	(void)state;
	read_many(&f, HW_CSV_POINT_LIMIT, false);
	assert_string_equal(messages_text(&f.messages), "");
	assert_int_equal(f.measure.point_count, HW_CSV_POINT_LIMIT);
	assert_true(f.measure.point_items[0].value == HW_CSV_POINT_LIMIT - 1);
	messages_close(&f.messages);
	read_many(&f, HW_CSV_POINT_LIMIT + 1, false);
	assert_string_equal(messages_text(&f.messages),
	    "10002:1 [35] more than 10,000 figures\n");
	messages_close(&f.messages);
	read_many(&f, HW_CSV_POINT_LIMIT, true);
	assert_int_equal(f.messages.diags.list.count, HW_DIAG_PER_FILE);
	assert_int_equal(f.measure.point_count, 1);
	messages_close(&f.messages);
	assert_true(messages_seconds() - start < 5);
}

/* Quotes and commas without sense: no crash, and not without a message. */
static void test_junk(void **state)
{
	static const char signs[] = "\",\n\r 0a-";
	uint64_t seed = 7;
	int round;

	(void)state;
	for (round = 0; round < 500; round++) {
		char text[200] = "date,value,note\n";
		struct fixture f;
		size_t i;

		for (i = 16; i < sizeof(text); i++) {
			seed = seed * 6364136223846793005u +
			    1442695040888963407u;
			text[i] = signs[(seed >> 33) % (sizeof(signs) - 1)];
		}
		read_points(&f, (hw_str){text, sizeof(text)});
		assert_false(f.is_good);
		assert_true(f.messages.diags.errors > 0);
		messages_close(&f.messages);
	}
}

static void test_too_long(void **state)
{
	struct fixture f;
	struct hw_buf text = {0};
	size_t i;

	(void)state;
	hw_buf_puts(&text, "date,value,note\n2024-05,1,");
	for (i = 0; i <= HW_CSV_NOTE_LENGTH; i++)
		hw_buf_puts(&text, "é");
	read_points(&f, hw_buf_str(&text));
	assert_string_equal(messages_text(&f.messages),
	    "2:11 [34] a note over its limit of 200 characters\n");
	messages_close(&f.messages);
	while (text.len <= HW_CSV_LIMIT_BYTES)
		hw_buf_puts(&text, "é\n");
	read_points(&f, hw_buf_str(&text));
	assert_string_equal(messages_text(&f.messages),
	    "1:1 [4] a table of figures over 1 MiB\n");
	messages_close(&f.messages);
	hw_buf_free(&text);
}

static void test_no_figure(void **state)
{
	struct fixture f;

	(void)state;
	read_points(&f,
	    HW_STR("date,value,note\n2024-01,,Not counted\n"
		   "2024-02,3,\n"));
	assert_true(f.is_good);
	assert_int_equal(f.measure.point_count, 2);
	assert_false(f.measure.point_items[0].has_value);
	assert_true(f.measure.point_items[1].has_value);
	messages_close(&f.messages);
}

static void test_days_to_come(void **state)
{
	struct fixture f;

	(void)state;
	/* The month of today has begun; the day after today has not. */
	read_points(&f, HW_STR("date,value\n2026-06,1\n2026-06-15,2\n"));
	assert_true(f.is_good);
	messages_close(&f.messages);
	read_points(&f, HW_STR("date,value\n2026-06-16,1\n"));
	assert_false(f.is_good);
	messages_close(&f.messages);
	read_points(&f, HW_STR("date,value\n2026-07,1\n"));
	assert_false(f.is_good);
	messages_close(&f.messages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_points),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_junk),
	    cmocka_unit_test(test_too_long),
	    cmocka_unit_test(test_no_figure),
	    cmocka_unit_test(test_days_to_come),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
