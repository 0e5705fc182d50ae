/* easy_dates: days, times and ranges as easy read has them: 6 August 2026,
 * 5:30pm, 9am to 5pm. */
#include "rules/easy_figures.h"

#include <stdlib.h>

static bool is_figure(char c)
{
	return c >= '0' && c <= '9';
}

static hw_str from(hw_str text, size_t at)
{
	return hw_str_sub(text, at < text.len ? at : text.len, text.len);
}

static unsigned value_of(hw_str figures)
{
	unsigned value = 0;
	size_t i;

	for (i = 0; i < figures.len && i < 6; i++)
		value = value * 10 + (unsigned)(figures.p[i] - '0');
	return value;
}

static void report(struct hw_easy *easy, const struct hw_figures *run,
    size_t len, const char *what, hw_str better)
{
	hw_rule_report(easy->rules, HW_DIAG_DATE_FORM, run->passage, run->at,
	    len, hw_fmt(easy->rules->arena, "Write '%.*s'.", HW_ARG(better)),
	    "'%.*s' is hard to read as %s",
	    HW_ARG(hw_str_sub(run->text, run->at, run->at + len)), what);
}

/* Nothing of a number or word follows. */
static bool ends_at(hw_str text, size_t at)
{
	return at >= text.len ||
	    (!is_figure(text.p[at]) && hw_letters_run(text, at) == 0);
}

/* ------------------------- 6/8/26 and 2026-08-06 ----------------------- */

static hw_str day_words(struct hw_arena *arena, unsigned day, unsigned month,
    unsigned year)
{
	return hw_fmt(arena, "%u %.*s %u", day,
	    HW_ARG(hw_figures_month_name(arena, month)),
	    year < 100 ? 2000 + year : year);
}

static size_t figures_date(struct hw_easy *easy, const struct hw_figures *run)
{
	hw_str text = run->text, parts[3];
	size_t at = run->at + run->len, i;
	unsigned day, month, year;
	char mark;

	if (at >= text.len || strchr("/.-", text.p[at]) == NULL)
		return 0;
	mark = text.p[at];
	parts[0] = hw_str_sub(text, run->at, at);
	for (i = 1; i < 3; i++) {
		size_t len;

		if (at >= text.len || text.p[at] != mark)
			return 0;
		len = hw_figures_run(text, at + 1);
		parts[i] = hw_str_sub(text, at + 1, at + 1 + len);
		at += 1 + len;
		if (len == 0 || len > 4)
			return 0;
	}
	if (!ends_at(text, at) ||
	    (mark == '.' && parts[2].len < 4 &&
		(parts[0].len != 2 || parts[1].len != 2)))
		return 0;
	day = value_of(parts[parts[0].len == 4 ? 2 : 0]);
	month = value_of(parts[1]);
	year = value_of(parts[parts[0].len == 4 ? 0 : 2]);
	if (month > 12 && day <= 12) {
		unsigned other = day;

		day = month;
		month = other;
	}
	if (month == 0 || month > 12 || day == 0 || day > 31)
		return 0;
	report(easy, run, at - run->at, "a date",
	    day_words(easy->rules->arena, day, month, year));
	return at - run->at;
}

/* ----------------------- 6th August, 6 Aug, 6 August ------------------- */

static size_t ordinal_ending(hw_str rest)
{
	static const hw_str endings[] = {{"st", 2}, {"nd", 2}, {"rd", 2},
	    {"th", 2}};
	size_t i;

	for (i = 0; i < HW_COUNT(endings); i++)
		if (hw_str_starts(rest, endings[i]))
			return 2;
	return 0;
}

/* The year after a month: " 2026", ", 2026", " '26". */
static size_t year_after(hw_str text, size_t at, unsigned *year,
    bool *is_short)
{
	static const hw_str before[] = {{", ", 2}, {" '", 2},
	    {" \xE2\x80\x98", 4}, {" \xE2\x80\x99", 4}, {" ", 1}};
	size_t i, len;

	*year = 0;
	*is_short = false;
	for (i = 0; i < HW_COUNT(before); i++)
		if (hw_str_starts(from(text, at), before[i]))
			break;
	if (i == HW_COUNT(before))
		return 0;
	len = hw_figures_run(text, at + before[i].len);
	*is_short = len == 2;
	/* "6 August 26 …": years of two figures only where nothing comes. */
	if ((len != 4 && (len != 2 || i == 0 || i == 4)) ||
	    !ends_at(text, at + before[i].len + len))
		return 0;
	*year = value_of(
	    hw_str_sub(text, at + before[i].len, at + before[i].len + len));
	if (*is_short)
		*year += 2000;
	return before[i].len + len;
}

static hw_str day_and_month(struct hw_arena *arena, unsigned day,
    size_t month, unsigned year)
{
	hw_str name = hw_figures_month_name(arena, month);

	if (day == 0)
		return hw_fmt(arena, "%.*s %u", HW_ARG(name), year);
	if (year == 0)
		return hw_fmt(arena, "%u %.*s", day, HW_ARG(name));
	return hw_fmt(arena, "%u %.*s %u", day, HW_ARG(name), year);
}

static size_t day_date(struct hw_easy *easy, const struct hw_figures *run)
{
	hw_str text = run->text;
	size_t at = run->at + run->len, start, len, month, year_len;
	bool is_wrong, is_short, short_year;
	unsigned year;

	if (run->len > 2 || run->value == 0 || run->value > 31)
		return 0;
	len = ordinal_ending(from(text, at));
	at += len;
	is_wrong = len > 0;
	if (hw_str_starts(from(text, at), HW_STR(" of "))) {
		at += 3;
		is_wrong = true;
	}
	start = at + 1;
	if (at >= text.len || text.p[at] != ' ')
		return 0;
	len = hw_letters_run(text, start);
	month =
	    hw_figures_month(hw_str_sub(text, start, start + len), &is_short);
	if (month == 0)
		return 0;
	at = start + len;
	if (is_short && at < text.len && text.p[at] == '.')
		at++;
	year_len = year_after(text, at, &year, &short_year);
	at += year_len;
	if (is_wrong || is_short || short_year ||
	    (year_len > 0 && text.p[at - year_len] == ','))
		report(easy, run, at - run->at, "a date",
		    day_and_month(easy->rules->arena, run->value, month,
			year));
	return at - run->at;
}

/* --------------------------------- times ------------------------------- */

/* "am", "a.m.", with a space before it or not. */
static size_t half_of_day(hw_str text, size_t at, bool *is_pm, bool *is_plain)
{
	size_t start = at;
	static const struct {
		hw_str s;
		bool is_pm;
	} halves[] = {{{"am", 2}, false}, {{"pm", 2}, true},
	    {{"AM", 2}, false}, {{"PM", 2}, true}, {{"a.m.", 4}, false},
	    {{"p.m.", 4}, true}, {{"a.m", 3}, false}, {{"p.m", 3}, true}};
	size_t i;

	if (at < text.len && text.p[at] == ' ')
		at++;
	for (i = 0; i < HW_COUNT(halves); i++) {
		if (!hw_str_starts(from(text, at), halves[i].s) ||
		    hw_letters_run(text, at + halves[i].s.len) > 0)
			continue;
		*is_pm = halves[i].is_pm;
		*is_plain = at == start && i < 2;
		return at - start + halves[i].s.len;
	}
	return 0;
}

static hw_str time_words(struct hw_arena *arena, unsigned hour,
    unsigned minute, bool is_pm)
{
	if (hour == 12 && minute == 0)
		return is_pm ? HW_STR("midday") : HW_STR("midnight");
	if (minute == 0)
		return hw_fmt(arena, "%u%s", hour, is_pm ? "pm" : "am");
	return hw_fmt(arena, "%u:%02u%s", hour, minute, is_pm ? "pm" : "am");
}

/* A time of the clock of 24 hours. Before noon it may be either half. */
static hw_str from_24(struct hw_arena *arena, unsigned hour, unsigned minute,
    bool has_zero)
{
	if (hour >= 12)
		return time_words(arena, hour == 12 ? 12 : hour - 12, minute,
		    true);
	if (hour == 0)
		return time_words(arena, 12, minute, false);
	if (has_zero || hour == 10 || hour == 11)
		return time_words(arena, hour, minute, false);
	return hw_fmt(arena, "%.*s' or '%.*s",
	    HW_ARG(time_words(arena, hour, minute, false)),
	    HW_ARG(time_words(arena, hour, minute, true)));
}

static size_t clock_time(struct hw_easy *easy, const struct hw_figures *run)
{
	hw_str text = run->text, better;
	size_t at = run->at + run->len, half;
	unsigned minute = 0;
	bool is_pm = false, is_plain = false, has_minute = false;
	char mark = ':';

	if (run->len > 2 || run->value > 23 || run->is_money)
		return 0;
	if (at + 2 < text.len && strchr(":.", text.p[at]) != NULL &&
	    hw_figures_run(text, at + 1) == 2) {
		mark = text.p[at];
		minute = value_of(hw_str_sub(text, at + 1, at + 3));
		at += 3;
		has_minute = true;
		if (minute > 59 || (at < text.len && text.p[at] == ':'))
			return 0;
	}
	half = half_of_day(text, at, &is_pm, &is_plain);
	if (half == 0 && (!has_minute || mark == '.'))
		return 0;
	/* "5:30 minutes" is none; "1:10" of "1:10 scale" is not either. */
	if (half == 0 && !ends_at(text, at))
		return 0;
	if (half > 0 && is_plain && mark == ':' && run->value <= 12 &&
	    !(run->value == 12 && minute == 0))
		return at + half - run->at;
	if (half == 0 || run->value > 12)
		better = from_24(easy->rules->arena, run->value, minute,
		    text.p[run->at] == '0');
	else
		better =
		    time_words(easy->rules->arena, run->value, minute, is_pm);
	report(easy, run, at + half - run->at, "a time", better);
	return at + half - run->at;
}

/* --------------------------------- ranges ------------------------------ */

static size_t dash_at(hw_str text, size_t at)
{
	hw_str rest = from(text, at);

	if (hw_str_starts(rest, HW_STR("\xE2\x80\x93")) ||
	    hw_str_starts(rest, HW_STR("\xE2\x80\x94")) ||
	    hw_str_starts(rest, HW_STR("\xE2\x80\x91")))
		return 3;
	return hw_str_starts(rest, HW_STR("-")) ? 1 : 0;
}

/* A number with its commas, and what may follow it: 9am, 5:30pm, 50%. */
static size_t range_end(hw_str text, size_t at)
{
	size_t start = at;

	if (hw_str_starts(from(text, at), HW_STR("\xC2\xA3")))
		at += 2;
	if (hw_figures_run(text, at) == 0)
		return 0;
	while (at < text.len &&
	    (is_figure(text.p[at]) ||
		(strchr(",:.", text.p[at]) != NULL && at + 1 < text.len &&
		    is_figure(text.p[at + 1]))))
		at++;
	if (at < text.len && text.p[at] == '%')
		at++;
	else if (hw_str_starts(from(text, at), HW_STR("am")) ||
	    hw_str_starts(from(text, at), HW_STR("pm")))
		at += 2;
	return at - start;
}

static bool is_time_end(hw_str s)
{
	return hw_str_ends(s, HW_STR("am")) || hw_str_ends(s, HW_STR("pm"));
}

static size_t dash_range(struct hw_easy *easy, const struct hw_figures *run)
{
	hw_str text = run->text, left, right;
	size_t at = run->at + range_end(text, run->at), dash, start, spaces;

	left = hw_str_sub(text, run->at, at);
	spaces = hw_str_starts(from(text, at), HW_STR(" "));
	dash = dash_at(text, at + spaces);
	start = at + spaces + dash + spaces;
	if (dash == 0 || start >= text.len ||
	    (spaces && text.p[start - 1] != ' '))
		return 0;
	right = hw_str_sub(text, start, start + range_end(text, start));
	at = start + right.len;
	/* With spaces round it, a dash may stand between two thoughts. */
	if (right.len == 0 || dash_at(text, at) > 0 ||
	    hw_letters_run(text, at) > 1 ||
	    (spaces && (left.len > 2 || right.len > 2) &&
		(!is_time_end(left) || !is_time_end(right))))
		return 0;
	if (left.len == 4 && right.len == 2 && run->value > 1900 &&
	    run->value < 2200)
		report(easy, run, at - run->at, "a range",
		    hw_fmt(easy->rules->arena, "%.*s to %.2s%.*s",
			HW_ARG(left), left.p, HW_ARG(right)));
	else
		report(easy, run, at - run->at, "a range",
		    hw_fmt(easy->rules->arena, "%.*s to %.*s", HW_ARG(left),
			HW_ARG(right)));
	return at - run->at;
}

/* "2024/25": the years of a school. */
static size_t school_year(struct hw_easy *easy, const struct hw_figures *run)
{
	hw_str text = run->text;
	size_t at = run->at + run->len, len;

	if (run->len != 4 || run->value < 1900 || run->value > 2199 ||
	    at >= text.len || text.p[at] != '/')
		return 0;
	len = hw_figures_run(text, at + 1);
	if ((len != 2 && len != 4) || !ends_at(text, at + 1 + len))
		return 0;
	report(easy, run, run->len + 1 + len, "a range",
	    hw_fmt(easy->rules->arena, "%u to %u", run->value,
		run->value + 1));
	return run->len + 1 + len;
}

size_t hw_easy_date_at(struct hw_easy *easy, const struct hw_figures *run)
{
	static size_t (*const forms[])(struct hw_easy *,
	    const struct hw_figures *) = {figures_date, school_year, day_date,
	    dash_range, clock_time};
	size_t i, len;

	for (i = 0; i < HW_COUNT(forms); i++) {
		len = forms[i](easy, run);
		if (len > 0)
			return len;
	}
	return 0;
}

/* ------------------------ August 6, Aug 2026, Mon 6 -------------------- */

/* August 6 and August 6th, 2026. A bare number after the month may count
 * something else ("In August 25 children …"). */
static void check_month_first(struct hw_easy *easy,
    const struct hw_passage *passage, size_t at, size_t len)
{
	hw_str text = passage->text;
	struct hw_figures run = {.passage = passage, .text = text, .at = at};
	size_t start = at + len + 1, figures, ending, year_len, end;
	bool is_short, short_year;
	unsigned day, year;
	size_t month =
	    hw_figures_month(hw_str_sub(text, at, at + len), &is_short);

	if (is_short && start < text.len && text.p[start - 1] == '.')
		start++;
	figures = hw_figures_run(text, start);
	/* "6 Aug 2026" is looked at from its day. */
	if (month == 0 || figures == 0 || text.p[start - 1] != ' ' ||
	    (at > 2 &&
		(is_figure(text.p[at - 2]) ||
		    ordinal_ending(hw_str_sub(text, at - 3, at)) > 0)))
		return;
	day = value_of(hw_str_sub(text, start, start + figures));
	if (figures == 4 && is_short) {
		report(easy, &run, start + 4 - at, "a date",
		    day_and_month(easy->rules->arena, 0, month, day));
		return;
	}
	ending = ordinal_ending(from(text, start + figures));
	end = start + figures + ending;
	year_len = year_after(text, end, &year, &short_year);
	if (figures > 2 || day == 0 || day > 31 || !ends_at(text, end) ||
	    (year_len == 0 && ending == 0 && !is_short && end < text.len &&
		strchr(".,;!?)", text.p[end]) == NULL) ||
	    (end < text.len && strchr(":%", text.p[end]) != NULL))
		return;
	report(easy, &run, end + year_len - at, "a date",
	    day_and_month(easy->rules->arena, day, month, year));
}

/* "Mon 6 August". */
static void check_short_day(struct hw_easy *easy,
    const struct hw_passage *passage, size_t at, size_t len)
{
	hw_str text = passage->text;
	struct hw_figures run = {.passage = passage, .text = text, .at = at};
	bool is_short, unused;
	size_t day =
	    hw_figures_day(hw_str_sub(text, at, at + len), &is_short);
	size_t next = at + len + 1, figures, letters;

	if (day == 0 || !is_short)
		return;
	figures = hw_figures_run(text, next);
	next += figures;
	next += ordinal_ending(from(text, next));
	letters = hw_letters_run(text, next + 1);
	if (figures == 0 || figures > 2 || letters == 0 ||
	    hw_figures_month(hw_str_sub(text, next + 1, next + 1 + letters),
		&unused) == 0)
		return;
	report(easy, &run, len, "a day",
	    hw_figures_day_name(easy->rules->arena, day));
}

/* "Monday–Friday", "March-May". */
static void check_named_range(struct hw_easy *easy,
    const struct hw_passage *passage, size_t at, size_t len)
{
	hw_str text = passage->text;
	struct hw_figures run = {.passage = passage, .text = text, .at = at};
	size_t spaces = hw_str_starts(from(text, at + len), HW_STR(" "));
	size_t dash = dash_at(text, at + len + spaces);
	size_t next = at + len + spaces + dash + spaces, letters, day, month;
	bool is_short;
	hw_str left, right;

	if (dash == 0 || next >= text.len)
		return;
	letters = hw_letters_run(text, next);
	left = hw_str_sub(text, at, at + len);
	right = hw_str_sub(text, next, next + letters);
	day = hw_figures_day(right, &is_short);
	month = hw_figures_month(right, &is_short);
	if (day != 0 && hw_figures_day(left, &is_short) != 0)
		right = hw_figures_day_name(easy->rules->arena, day);
	else if (month != 0 && hw_figures_month(left, &is_short) != 0)
		right = hw_figures_month_name(easy->rules->arena, month);
	else
		return;
	day = hw_figures_day(left, &is_short);
	month = hw_figures_month(left, &is_short);
	left = day != 0 ? hw_figures_day_name(easy->rules->arena, day)
			: hw_figures_month_name(easy->rules->arena, month);
	report(easy, &run, next + letters - at, "a range",
	    hw_fmt(easy->rules->arena, "%.*s to %.*s", HW_ARG(left),
		HW_ARG(right)));
}

void hw_easy_date_rules(struct hw_easy *easy)
{
	size_t i, j;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (!hw_easy_is_judged(passage))
			continue;
		for (j = 0; j < passage->words.count; j++) {
			const struct hw_passage_word *word =
			    &passage->words.items[j];
			size_t len = hw_letters_run(passage->text, word->at);

			/* No month, day or short form has more. */
			if (len < 3 || len > 9 || word->text.p[0] < 'A' ||
			    word->text.p[0] > 'Z' || hw_easy_is_spared(word))
				continue;
			check_month_first(easy, passage, word->at, len);
			check_short_day(easy, passage, word->at, len);
			check_named_range(easy, passage, word->at, len);
		}
	}
}
