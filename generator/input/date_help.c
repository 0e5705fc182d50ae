#include "input/date_help.h"

#define WORDS_LIMIT 4

/* One number or month name of a date as people write it. */
struct word {
	int number;
	size_t digits; /* 0: a month's name */
};

struct guess {
	struct word words[WORDS_LIMIT];
	size_t count;
};

static const char *const month_names[] = {"January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October",
    "November", "December"};

/* 1 to 12 for "June", "june", "Jun", "Sept"; 0 for other words. */
static int month_of(hw_str name)
{
	int i;

	if (name.len < 3)
		return 0;
	for (i = 0; i < 12; i++) {
		hw_str month = hw_str_of(month_names[i]);

		if (name.len <= month.len &&
		    hw_str_equal_nocase(name, hw_str_sub(month, 0, name.len)))
			return i + 1;
	}
	return 0;
}

/* Words that a date may have beside its numbers and month. */
static bool is_filler(hw_str name)
{
	static const char *const fillers[] = {"st", "nd", "rd", "th", "of",
	    "the", "by", "end", "mon", "tue", "wed", "thu", "fri", "sat",
	    "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
	    "saturday", "sunday"};
	size_t i;

	for (i = 0; i < HW_COUNT(fillers); i++)
		if (hw_str_equal_nocase(name, hw_str_of(fillers[i])))
			return true;
	return false;
}

static bool add_word(struct guess *guess, struct word word)
{
	if (guess->count == WORDS_LIMIT)
		return false;
	guess->words[guess->count++] = word;
	return true;
}

/* Numbers and month names in their order; false for other words. */
static bool split(struct guess *guess, hw_str text)
{
	size_t i = 0, from;

	*guess = (struct guess){.count = 0};
	while (i < text.len) {
		struct word word = {0, 0};

		from = i;
		if (hw_is_digit(text.p[i])) {
			for (; i < text.len && hw_is_digit(text.p[i]); i++)
				if (i - from < 4)
					word.number = word.number * 10 +
					    (text.p[i] - '0');
			word.digits = i - from;
			if (word.digits > 4 || !add_word(guess, word))
				return false;
		} else if (hw_is_letter(text.p[i])) {
			hw_str name;

			while (i < text.len && hw_is_letter(text.p[i]))
				i++;
			name = hw_str_sub(text, from, i);
			word.number = month_of(name);
			if (word.number == 0 && !is_filler(name))
				return false;
			if (word.number != 0 && !add_word(guess, word))
				return false;
		} else {
			i++;
		}
	}
	return true;
}

static bool is_name(struct word word)
{
	return word.digits == 0;
}

static bool is_year(struct word word)
{
	return word.digits == 4;
}

/* Whether the words make a date; *is_sure is false where 01/06 could be
 * either way round. */
static bool date_of(struct hw_date *out, const struct guess *guess,
    bool *is_sure)
{
	const struct word *w = guess->words;

	*is_sure = true;
	*out = (struct hw_date){0, 0, 0};
	if (guess->count == 2) {
		bool first = is_year(w[0]);

		if (is_year(w[0]) == is_year(w[1]))
			return false;
		out->year = w[first ? 0 : 1].number;
		out->month = w[first ? 1 : 0].number;
		return true;
	}
	if (guess->count != 3)
		return false;
	if (is_year(w[0])) { /* 2024-6-1 */
		*out =
		    (struct hw_date){w[0].number, w[1].number, w[2].number};
		return !is_name(w[2]) && !is_year(w[1]) && !is_year(w[2]);
	}
	if (!is_year(w[2]) || is_year(w[1]))
		return false;
	out->year = w[2].number;
	out->month = w[is_name(w[0]) ? 0 : 1].number;
	out->day = w[is_name(w[0]) ? 1 : 0].number;
	if (!is_name(w[0]) && !is_name(w[1])) {
		*is_sure = out->day > 12 || out->month == out->day;
		if (out->month > 12 && out->day <= 12) {
			int swap = out->month;

			out->month = out->day;
			out->day = swap;
			*is_sure = true;
		}
	}
	return is_name(w[0]) + is_name(w[1]) < 2;
}

static bool is_real(struct hw_arena *arena, struct hw_date date)
{
	struct hw_date same;
	hw_str iso;

	if (date.year < 1970 || date.year > 2100 || date.month < 1 ||
	    date.month > 12 || date.day < 0 || date.day > 31)
		return false;
	iso = hw_date_iso(arena, date);
	return hw_date_parse(&same, iso) == HW_DATE_OK;
}

static hw_str range_help(struct hw_arena *arena, hw_str text)
{
	struct guess guess;
	struct hw_date date;
	bool is_sure;

	if (!split(&guess, text) || !date_of(&date, &guess, &is_sure))
		return HW_STR_NONE;
	if (date.year < 1970 || date.year > 2100)
		return HW_STR("Years go from 1970 to 2100.");
	if (date.month < 1 || date.month > 12)
		return hw_fmt(arena,
		    "There is no month %d: months go from 01 to 12.",
		    date.month);
	return hw_fmt(arena, "%s %d has %d days: the last is %04d-%02d-%02d.",
	    month_names[date.month - 1], date.year,
	    hw_date_days_in_month(date.year, date.month), date.year,
	    date.month, hw_date_days_in_month(date.year, date.month));
}

hw_str hw_date_help(struct hw_arena *arena, hw_str text,
    enum hw_date_fault fault)
{
	struct guess guess;
	struct hw_date date;
	bool is_sure;
	hw_str help;

	/* 2024-05-17T10:00:00Z: the day is enough. */
	if (text.len > 10 && (text.p[10] == 'T' || text.p[10] == ' ') &&
	    hw_date_parse(&date, hw_str_sub(text, 0, 10)) == HW_DATE_OK)
		return hw_fmt(arena, "Write the day without a time: %.*s.",
		    10, text.p);
	if (split(&guess, text) && date_of(&date, &guess, &is_sure)) {
		if (is_real(arena, date) && is_sure)
			return hw_fmt(arena, "Write %.*s.",
			    HW_ARG(hw_date_iso(arena, date)));
		if (is_real(arena, date))
			return hw_fmt(arena,
			    "Write the year first: %.*s if you mean %d %s "
			    "%d.",
			    HW_ARG(hw_date_iso(arena, date)), date.day,
			    month_names[date.month - 1], date.year);
		help = range_help(arena, text);
		if (help.len > 0)
			return help;
	}
	if (fault == HW_DATE_FORM && guess.count == 1 &&
	    is_year(guess.words[0]))
		return hw_fmt(arena,
		    "A year alone is not enough: write its month too, for "
		    "example %04d-12.",
		    guess.words[0].number);
	return HW_STR(
	    "Write a month as 2024-12 or a day as 2024-12-05. Leave "
	    "the line out when there is no date.");
}

bool hw_date_is_respelt(hw_str text, struct hw_date date)
{
	struct guess guess;
	const struct word *month, *year;

	if (!hw_date_given(date) || !split(&guess, text) || guess.count < 2 ||
	    guess.count > 3)
		return false;
	year = &guess.words[guess.count - 1];
	month = year - 1;
	/* "12/24" could be anything. */
	if (year->digits == 0 || (guess.count == 2 && month->digits > 0) ||
	    month->number != date.month ||
	    year->number + (year->digits == 2 ? 2000 : 0) != date.year)
		return false;
	if (guess.count == 2)
		return date.day == 0;
	/* A month becomes its first day. */
	return guess.words[0].digits > 0 &&
	    guess.words[0].number == (date.day > 0 ? date.day : 1);
}
