/*
 * date: a day, or a month where no day is given.
 *
 * Years 1970 to 2100 of the Gregorian calendar, without time or zone.
 *
 * Threads: values.
 */
#ifndef HW_MODEL_DATE_H
#define HW_MODEL_DATE_H

#include "base/str.h"

struct hw_date {
	int year;  /* 0: no date */
	int month; /* 1-12 */
	int day;   /* 1-31; 0: the whole month */
};

enum hw_date_fault {
	HW_DATE_OK,
	HW_DATE_FORM,  /* not YYYY-MM-DD or YYYY-MM */
	HW_DATE_RANGE, /* no such month or day, or year out of range */
};

/* Reads "2024-12" or "2024-12-05", nothing else. */
enum hw_date_fault hw_date_parse(struct hw_date *out, hw_str text);

/* "2024-12" or "2024-12-05"; empty when there is no date. */
hw_str hw_date_iso(struct hw_arena *arena, struct hw_date date);

bool hw_date_given(struct hw_date date);
int hw_date_days_in_month(int year, int month);
/* The first and the last day that a date covers. */
struct hw_date hw_date_first_day(struct hw_date date);
struct hw_date hw_date_last_day(struct hw_date date);
/* <0, 0, >0; both dates are days. */
int hw_date_compare(struct hw_date a, struct hw_date b);
/* The same day some months later, or the last of that month. */
struct hw_date hw_date_add_months(struct hw_date day, int months);
/* Days since 1970-01-01 of a day, and back (Howard Hinnant's
 * days_from_civil, https://howardhinnant.github.io/date_algorithms.html). */
int64_t hw_date_to_days(struct hw_date day);
struct hw_date hw_date_from_days(int64_t days);

#endif
