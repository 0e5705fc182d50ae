#include "model/date.h"

#define FIRST_YEAR 1970
#define LAST_YEAR  2100

/* Reads exactly `digits` digits. */
static bool number(hw_str text, size_t at, size_t digits, int *out)
{
	size_t i;

	*out = 0;
	for (i = at; i < at + digits; i++) {
		if (i >= text.len || text.p[i] < '0' || text.p[i] > '9')
			return false;
		*out = *out * 10 + (text.p[i] - '0');
	}
	return true;
}

enum hw_date_fault hw_date_parse(struct hw_date *out, hw_str text)
{
	struct hw_date date = {0};

	*out = date;
	if ((text.len != 7 && text.len != 10) ||
	    !number(text, 0, 4, &date.year) || text.p[4] != '-' ||
	    !number(text, 5, 2, &date.month))
		return HW_DATE_FORM;
	if (text.len == 10 &&
	    (text.p[7] != '-' || !number(text, 8, 2, &date.day)))
		return HW_DATE_FORM;
	if (date.year < FIRST_YEAR || date.year > LAST_YEAR ||
	    date.month < 1 || date.month > 12)
		return HW_DATE_RANGE;
	if (text.len == 10 &&
	    (date.day < 1 ||
		date.day > hw_date_days_in_month(date.year, date.month)))
		return HW_DATE_RANGE;
	*out = date;
	return HW_DATE_OK;
}

hw_str hw_date_iso(struct hw_arena *arena, struct hw_date date)
{
	if (!hw_date_given(date))
		return HW_STR_NONE;
	if (date.day == 0)
		return hw_fmt(arena, "%04d-%02d", date.year, date.month);
	return hw_fmt(arena, "%04d-%02d-%02d", date.year, date.month,
	    date.day);
}

bool hw_date_given(struct hw_date date)
{
	return date.year != 0;
}

int hw_date_days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

struct hw_date hw_date_first_day(struct hw_date date)
{
	if (date.day == 0)
		date.day = 1;
	return date;
}

struct hw_date hw_date_last_day(struct hw_date date)
{
	if (date.day == 0)
		date.day = hw_date_days_in_month(date.year, date.month);
	return date;
}

int hw_date_compare(struct hw_date a, struct hw_date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

struct hw_date hw_date_add_months(struct hw_date day, int months)
{
	int index = day.year * 12 + day.month - 1 + months, days;

	day.year = index / 12;
	day.month = index % 12 + 1;
	days = hw_date_days_in_month(day.year, day.month);
	if (day.day > days)
		day.day = days;
	return day;
}

int64_t hw_date_to_days(struct hw_date day)
{
	int64_t year = day.month <= 2 ? day.year - 1 : day.year;
	int64_t era = year / 400, of_era = year - era * 400;
	int64_t of_year =
	    (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day -
	    1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

struct hw_date hw_date_from_days(int64_t days)
{
	int64_t shifted = days + 719468, era = shifted / 146097;
	int64_t of_era = shifted - era * 146097;
	int64_t year_of_era =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era -
	    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct hw_date date;

	date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(year_of_era + era * 400 + (date.month <= 2));
	return date;
}
