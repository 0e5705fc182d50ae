#include "rules/lockstep_facts.h"

#include "rules/lockstep_tokens.h"

#define FIRST_YEAR 1900
#define LAST_YEAR  2100
#define LAST_CLASS 14 /* "Year 14" at school */

struct reader {
	struct hw_founds *out;
	hw_str text;
	struct hw_arena *arena;
	struct hw_tokens tokens;
};

static void add_found(struct reader *reader, struct hw_found found)
{
	HW_PUSH(reader->out, reader->arena, found);
}

/* -------------------------------- dates -------------------------------- */

static const char *const month_names[] = {"January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October",
    "November", "December"};

/* 1 to 12 for "january" or "jan", else 0. */
static int month_of(const struct hw_token *token)
{
	char name[HW_TOKEN_BYTES];
	size_t i, k;

	if (token->kind != HW_TOKEN_WORD || strlen(token->word) < 3)
		return 0;
	for (i = 0; i < HW_COUNT(month_names); i++) {
		if (token->word[0] != (month_names[i][0] | 0x20))
			continue;
		for (k = 0; month_names[i][k] != '\0'; k++)
			name[k] = (char)(month_names[i][k] | 0x20);
		name[k] = '\0';
		if (hw_token_is(token, name) ||
		    (strlen(token->word) == 3 &&
			strncmp(token->word, name, 3) == 0) ||
		    (i == 8 && hw_token_is(token, "sept")))
			return (int)i + 1;
	}
	return 0;
}

static bool is_day(const struct hw_token *token)
{
	return token->kind == HW_TOKEN_NUMBER && !token->is_spelt &&
	    !token->is_money && !token->is_percent && token->value >= 1 &&
	    token->value <= 31 && (token->digits > 0 || token->is_ordinal) &&
	    token->is_whole;
}

static bool is_year(const struct hw_token *token)
{
	return token->kind == HW_TOKEN_NUMBER && token->digits == 4 &&
	    !token->is_money && !token->is_percent && !token->is_ordinal &&
	    token->value >= FIRST_YEAR && token->value <= LAST_YEAR;
}

/* The token i places on, or one that is nothing. */
static const struct hw_token *ahead(const struct reader *reader, size_t i)
{
	static const struct hw_token none = {.kind = HW_TOKEN_OTHER};

	return i < reader->tokens.count ? &reader->tokens.items[i] : &none;
}

/* What tokens [from, to) say; what is put together from data and from what
 * an author wrote is not data. */
static struct hw_found found_at(const struct reader *reader, size_t from,
    size_t to)
{
	const struct hw_token *first = &reader->tokens.items[from];
	const struct hw_token *last = &reader->tokens.items[to - 1];
	struct hw_found found = {.at = first->at,
	    .len = last->at + last->len - first->at,
	    .is_data = true};
	size_t i;

	for (i = from; i < to; i++) {
		found.is_data = found.is_data &&
		    reader->tokens.items[i].is_data;
		found.is_allowed = found.is_allowed ||
		    reader->tokens.items[i].is_allowed;
	}
	found.written =
	    hw_str_sub(reader->text, found.at, found.at + found.len);
	return found;
}

static void add_date(struct reader *reader, size_t from, size_t to,
    struct hw_date date)
{
	struct hw_found found = found_at(reader, from, to);

	found.kind = HW_FOUND_DATE;
	found.date = date;
	add_found(reader, found);
}

/* "of" between day and month, "the" before a day. */
static size_t skip_word(const struct reader *reader, size_t i,
    const char *word)
{
	return ahead(reader, i)->kind == HW_TOKEN_WORD &&
		hw_token_is(ahead(reader, i), word)
	    ? i + 1
	    : i;
}

/* A year right behind a month: its value, or 0. */
static int year_behind(const struct reader *reader, size_t i)
{
	return is_year(ahead(reader, i)) ? (int)ahead(reader, i)->value : 0;
}

static bool parts_range(const struct hw_token *token)
{
	static const char *const words[] = {"to", "and", "or", "until",
	    "till", NULL};

	return token->kind == HW_TOKEN_WORD &&
	    hw_token_is_one_of(token, words);
}

/* "14 May 2024", "14th of May": the token behind it, or i. */
static size_t day_first(struct reader *reader, size_t i)
{
	size_t at = i + 1;
	struct hw_date date;

	if (!is_day(ahead(reader, i)))
		return i;
	at = skip_word(reader, at, "of");
	date = (struct hw_date){0, month_of(ahead(reader, at)),
	    (int)ahead(reader, i)->value};
	if (date.month == 0)
		return i;
	date.year = year_behind(reader, ++at);
	at += date.year > 0;
	add_date(reader, i, at, date);
	return at;
}

/* "1 to 5 May 2024": the first day, whose month comes with the second. */
static size_t day_of_range(struct reader *reader, size_t i)
{
	size_t at = i + 1, last;
	struct hw_date date = {.day = (int)ahead(reader, i)->value};

	if (!is_day(ahead(reader, i)))
		return i;
	if (parts_range(ahead(reader, at)))
		at++;
	else if (ahead(reader, at)->before != '-' &&
	    ahead(reader, at)->before != '/')
		return i;
	if (!is_day(ahead(reader, at)))
		return i;
	last = skip_word(reader, at + 1, "of");
	date.month = month_of(ahead(reader, last));
	if (date.month == 0)
		return i;
	date.year = year_behind(reader, last + 1);
	add_date(reader, i, i + 1, date);
	return at; /* the second one is next */
}

/* "May 2024", "May 14, 2024", "June to August 2024". */
static size_t month_first(struct reader *reader, size_t i)
{
	struct hw_date date = {.month = month_of(ahead(reader, i))};
	size_t at = i + 1;

	if (date.month == 0)
		return i;
	if (is_day(ahead(reader, at)) && year_behind(reader, at + 1) > 0) {
		date.day = (int)ahead(reader, at)->value;
		date.year = year_behind(reader, at + 1);
		add_date(reader, i, at + 2, date);
		return at + 2;
	}
	date.year = year_behind(reader, at);
	if (date.year > 0) {
		add_date(reader, i, at + 1, date);
		return at + 1;
	}
	if ((parts_range(ahead(reader, at)) &&
		month_of(ahead(reader, ++at)) > 0) ||
	    (ahead(reader, at)->before == '-' &&
		month_of(ahead(reader, at)) > 0)) {
		date.year = year_behind(reader, at + 1);
		if (date.year > 0) {
			add_date(reader, i, i + 1, date);
			return i + 1;
		}
	}
	return i;
}

static bool are_parted(const struct reader *reader, size_t i, char sign)
{
	return ahead(reader, i + 1)->kind == HW_TOKEN_NUMBER &&
	    ahead(reader, i + 2)->kind == HW_TOKEN_NUMBER &&
	    ahead(reader, i + 1)->before == sign &&
	    ahead(reader, i + 2)->before == sign;
}

/* "14/05/2024", "14-5-24", "2024-05-14". */
static size_t in_figures(struct reader *reader, size_t i)
{
	const struct hw_token *first = ahead(reader, i);
	double a, b, c;
	struct hw_date date;

	if (first->kind != HW_TOKEN_NUMBER || first->digits == 0 ||
	    (!are_parted(reader, i, '/') && !are_parted(reader, i, '-')))
		return i;
	a = first->value;
	b = ahead(reader, i + 1)->value;
	c = ahead(reader, i + 2)->value;
	if (is_year(first))
		date = (struct hw_date){(int)a, (int)b, (int)c};
	else
		date = (struct hw_date){(int)(c < 100 ? c + 2000 : c), (int)b,
		    (int)a};
	if (date.month < 1 || date.month > 12 || date.day < 1 ||
	    date.day > 31 || date.year < FIRST_YEAR || date.year > LAST_YEAR)
		return i;
	add_date(reader, i, i + 3, date);
	return i + 3;
}

/* "2024", "2023-24", "2023/24". */
static size_t year_alone(struct reader *reader, size_t i)
{
	const struct hw_token *next = ahead(reader, i + 1);
	struct hw_date date = {0};

	if (!is_year(ahead(reader, i)))
		return i;
	date.year = (int)ahead(reader, i)->value;
	add_date(reader, i, i + 1, date);
	if ((next->before == '-' || next->before == '/') &&
	    next->kind == HW_TOKEN_NUMBER && next->digits == 2 &&
	    (int)next->value == (date.year + 1) % 100) {
		date.year++;
		add_date(reader, i + 1, i + 2, date);
		return i + 2;
	}
	return i + 1;
}

/* ---------------------------- times and shares -------------------------- */

static void add_value(struct reader *reader, size_t from, size_t to,
    enum hw_found_kind kind, double value, double of)
{
	struct hw_found found = found_at(reader, from, to);

	found.kind = kind;
	found.value = value;
	found.of = of;
	add_found(reader, found);
}

/* 12 for "pm", 0 for "am", -1 for neither. */
static int half_of_day(const struct hw_token *token)
{
	if (token->kind != HW_TOKEN_WORD)
		return -1;
	return hw_token_is(token, "pm") ? 12
	    : hw_token_is(token, "am")  ? 0
					: -1;
}

/* "9am", "5:30 pm", "17:30", "midday". */
static size_t time_of_day(struct reader *reader, size_t i)
{
	const struct hw_token *token = ahead(reader, i), *next;
	size_t at = i + 1;
	int hour = (int)token->value, minute = 0, half;
	bool has_minutes;

	if (token->kind == HW_TOKEN_WORD &&
	    (hw_token_is(token, "midday") || hw_token_is(token, "noon"))) {
		add_value(reader, i, at, HW_FOUND_TIME, 720, 0);
		return at;
	}
	if (token->kind != HW_TOKEN_NUMBER || token->digits == 0 ||
	    token->digits > 2 || hour > 24)
		return i;
	next = ahead(reader, at);
	has_minutes = next->kind == HW_TOKEN_NUMBER && next->digits == 2 &&
	    next->value < 60 && next->at == token->at + token->len + 1 &&
	    (reader->text.p[next->at - 1] == ':' ||
		(reader->text.p[next->at - 1] == '.' &&
		    half_of_day(ahead(reader, at + 1)) >= 0));
	if (has_minutes) {
		minute = (int)next->value;
		at++;
	}
	half = half_of_day(ahead(reader, at));
	if (half < 0 && !has_minutes)
		return i;
	if (half >= 0) {
		hour = hour % 12 + half;
		at++;
	}
	add_value(reader, i, at, HW_FOUND_TIME, hour * 60 + minute, 0);
	return at;
}

/* "5.30pm": the point made one number of it. */
static size_t time_with_point(struct reader *reader, size_t i)
{
	const struct hw_token *token = ahead(reader, i);
	int half = half_of_day(ahead(reader, i + 1));
	int hour = (int)token->value;
	double rest = (token->value - hour) * 100;

	if (token->kind != HW_TOKEN_NUMBER || token->is_whole || half < 0 ||
	    hour > 12 || rest > 59.5)
		return i;
	add_value(reader, i, i + 2, HW_FOUND_TIME,
	    (hour % 12 + half) * 60 + (int)(rest + 0.5), 0);
	return i + 2;
}

/* "90%", "90 per cent". */
static size_t percent(struct reader *reader, size_t i)
{
	const struct hw_token *token = ahead(reader, i);
	size_t at = i + 1;

	if (token->kind != HW_TOKEN_NUMBER)
		return i;
	if (!token->is_percent) {
		if (hw_token_is(ahead(reader, at), "percent"))
			at++;
		else if (hw_token_is(ahead(reader, at), "per") &&
		    hw_token_is(ahead(reader, at + 1), "cent"))
			at += 2;
		else
			return i;
	}
	add_value(reader, i, at, HW_FOUND_SHARE, token->value / 100, 100);
	return at;
}

/* "9 in 10", "9 out of 10", "6 of 25", "6 of every 25". */
static size_t n_of_m(struct reader *reader, size_t i)
{
	const struct hw_token *n = ahead(reader, i), *m;
	size_t at = i + 1;

	if (n->kind != HW_TOKEN_NUMBER || n->is_money || !n->is_whole)
		return i;
	at = skip_word(reader, at, "out");
	if (!hw_token_is(ahead(reader, at), "in") &&
	    !hw_token_is(ahead(reader, at), "of"))
		return i;
	at = skip_word(reader, at + 1, "every");
	at = skip_word(reader, at, "the");
	m = ahead(reader, at);
	if (m->kind != HW_TOKEN_NUMBER || m->is_money || !m->is_whole ||
	    m->value < 2 || n->value > m->value ||
	    month_of(ahead(reader, at + 1)) > 0 || is_year(m))
		return i;
	add_value(reader, i, at + 1, HW_FOUND_SHARE, n->value / m->value,
	    m->value);
	return at + 1;
}

/* "half of", "a third", "three quarters". */
static size_t fraction(struct reader *reader, size_t i)
{
	static const struct {
		const char *one, *many;
		double of;
	} parts[] = {{"half", "halves", 2}, {"third", "thirds", 3},
	    {"quarter", "quarters", 4}, {"fifth", "fifths", 5},
	    {"tenth", "tenths", 10}};
	const struct hw_token *token = ahead(reader, i);
	const struct hw_token *next = ahead(reader, i + 1);
	size_t k;

	for (k = 0; k < HW_COUNT(parts); k++) {
		if (token->kind == HW_TOKEN_NUMBER && token->value >= 1 &&
		    token->value < parts[k].of &&
		    next->kind == HW_TOKEN_WORD &&
		    (hw_token_is(next, parts[k].many) ||
			(token->value == 1 &&
			    hw_token_is(next, parts[k].one)))) {
			add_value(reader, i, i + 2, HW_FOUND_SHARE,
			    token->value / parts[k].of, parts[k].of);
			return i + 2;
		}
		if (token->kind == HW_TOKEN_WORD &&
		    hw_token_is(token, parts[k].one) &&
		    hw_token_is(next, "of")) {
			add_value(reader, i, i + 1, HW_FOUND_SHARE,
			    1 / parts[k].of, parts[k].of);
			return i + 1;
		}
	}
	return i;
}

/* ------------------------------- numbers ------------------------------- */

/* Words behind which a number counts parts of the text. */
static bool counts_parts(const struct reader *reader, size_t i)
{
	static const char *const labels[] = {"step", "part", "parts", "no",
	    "number", "question", "picture", "row", "page", "pages",
	    "chapter", "section", "action", "note", "table", "figure", NULL};

	return i > 0 && ahead(reader, i - 1)->kind == HW_TOKEN_WORD &&
	    hw_token_is_one_of(ahead(reader, i - 1), labels);
}

static enum hw_exact exactness(const struct reader *reader, size_t i)
{
	static const char *const about[] = {"about", "around", "roughly",
	    "approximately", NULL};
	static const char *const over[] = {"over", "least", NULL};
	static const char *const under[] = {"nearly", "almost", "under",
	    "most", NULL};
	const struct hw_token *before;

	if (i == 0)
		return HW_EXACT;
	before = ahead(reader, i - 1);
	if (before->kind != HW_TOKEN_WORD)
		return HW_EXACT;
	if (hw_token_is_one_of(before, about))
		return HW_EXACT_ABOUT;
	if (hw_token_is_one_of(before, over))
		return HW_EXACT_OVER;
	if (hw_token_is_one_of(before, under))
		return HW_EXACT_UNDER;
	if (i > 1 && hw_token_is(before, "than"))
		return hw_token_is(ahead(reader, i - 2), "more")
		    ? HW_EXACT_OVER
		    : HW_EXACT_UNDER;
	return HW_EXACT;
}

static enum hw_unit unit_named(const struct hw_token *token)
{
	static const struct {
		const char *one, *many;
		enum hw_unit unit;
	} units[] = {{"day", "days", HW_UNIT_DAY},
	    {"week", "weeks", HW_UNIT_WEEK},
	    {"month", "months", HW_UNIT_MONTH},
	    {"year", "years", HW_UNIT_YEAR},
	    {"pound", "pounds", HW_UNIT_MONEY}};
	size_t k;

	for (k = 0; k < HW_COUNT(units) && token->kind == HW_TOKEN_WORD; k++)
		if (hw_token_is(token, units[k].one) ||
		    hw_token_is(token, units[k].many))
			return units[k].unit;
	return HW_UNIT_OTHER;
}

/* "20 weeks", "20 working days", "4 to 6 weeks". */
static enum hw_unit unit_behind(const struct reader *reader, size_t i)
{
	static const char *const between[] = {"working", "school", "term",
	    "calendar", "full", "whole", "more", NULL};
	size_t at = i + 1;

	if (ahead(reader, i)->is_money)
		return HW_UNIT_MONEY;
	if ((parts_range(ahead(reader, at)) ||
		ahead(reader, at)->before == '-') &&
	    ahead(reader, at)->kind == HW_TOKEN_WORD &&
	    ahead(reader, at + 1)->kind == HW_TOKEN_NUMBER)
		at += 2;
	else if (ahead(reader, at)->kind == HW_TOKEN_NUMBER &&
	    ahead(reader, at)->before == '-')
		at++;
	if (ahead(reader, at)->kind == HW_TOKEN_WORD &&
	    hw_token_is_one_of(ahead(reader, at), between))
		at++;
	return unit_named(ahead(reader, at));
}

/* "key stage 2", "Years 3 to 6": what stands before it. */
static enum hw_unit unit_before(const struct reader *reader, size_t i)
{
	const struct hw_token *before;

	if (i >= 2 && parts_range(ahead(reader, i - 1)) &&
	    ahead(reader, i - 2)->kind == HW_TOKEN_NUMBER)
		i -= 2;
	if (i == 0)
		return HW_UNIT_OTHER;
	before = ahead(reader, i - 1);
	if (before->kind == HW_TOKEN_WORD &&
	    (hw_token_is(before, "stage") || hw_token_is(before, "stages")))
		return HW_UNIT_STAGE;
	/* At school; "in the year 2024" is a date. */
	if (unit_named(before) == HW_UNIT_YEAR &&
	    ahead(reader, i)->value <= LAST_CLASS)
		return HW_UNIT_CLASS;
	return HW_UNIT_OTHER;
}

static void add_number(struct reader *reader, size_t i)
{
	struct hw_found found = found_at(reader, i, i + 1);

	if (counts_parts(reader, i))
		return;
	found.kind = HW_FOUND_NUMBER;
	found.value = ahead(reader, i)->value;
	found.exact = exactness(reader, i);
	found.unit = unit_before(reader, i);
	if (found.unit == HW_UNIT_OTHER)
		found.unit = unit_behind(reader, i);
	add_found(reader, found);
}

/* --------------------------------- all --------------------------------- */

void hw_facts_find(struct hw_founds *out, hw_str text,
    const struct hw_passage *passage, struct hw_arena *arena)
{
	static size_t (*const forms[])(struct reader * reader, size_t i) = {
	    in_figures, day_first, day_of_range, month_first, time_of_day,
	    time_with_point, percent, n_of_m, fraction, year_alone};
	struct reader reader = {.out = out, .text = text, .arena = arena};
	size_t i = 0, k, end;

	hw_tokens_read(&reader.tokens, out, text, passage, arena);
	while (i < reader.tokens.count) {
		for (k = 0, end = i; k < HW_COUNT(forms) && end == i; k++)
			end = forms[k](&reader, i);
		if (end == i &&
		    reader.tokens.items[i].kind == HW_TOKEN_NUMBER)
			add_number(&reader, i);
		i = end > i ? end : i + 1;
	}
}

hw_str hw_facts_phone(struct hw_arena *arena, hw_str text)
{
	char *figures = hw_arena_alloc(arena, text.len + 2);
	size_t i, len = 0;

	if (hw_str_starts(text, HW_STR("+44"))) {
		figures[len++] = '0';
		text = hw_str_sub(text, 3, text.len);
		if (hw_str_find(text, HW_STR("(0)")) < 2)
			text = hw_str_sub(text,
			    hw_str_find(text, HW_STR("(0)")) + 3, text.len);
	}
	for (i = 0; i < text.len; i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			figures[len++] = text.p[i];
	return (hw_str){figures, len};
}

hw_str hw_facts_email(struct hw_arena *arena, hw_str text)
{
	hw_str small = hw_str_dup(arena, text);
	char *p = (char *)(uintptr_t)small.p;
	size_t i;

	for (i = 0; i < small.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return small;
}

hw_str hw_facts_date_words(struct hw_arena *arena, struct hw_date date)
{
	const char *month = date.month > 0 ? month_names[date.month - 1]
					   : NULL;

	if (month == NULL)
		return hw_fmt(arena, "%d", date.year);
	if (date.year == 0)
		return hw_fmt(arena, "%d %s", date.day, month);
	if (date.day == 0)
		return hw_fmt(arena, "%s %d", month, date.year);
	return hw_fmt(arena, "%d %s %d", date.day, month, date.year);
}
