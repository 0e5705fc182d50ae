#include "rules/lockstep_set.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#define NAMES_COMPARED 100
#define NAME_BYTES     2000 /* of the longest that is compared */

void hw_set_open(struct hw_set *out, struct hw_arena *arena)
{
	size_t i;

	*out = (struct hw_set){.arena = arena};
	for (i = 0; i < HW_FOUND_KINDS; i++)
		hw_map_init(&out->names[i], arena);
}

/* ------------------------------- adding -------------------------------- */

static double date_key(struct hw_date date)
{
	return date.year * 10000.0 + date.month * 100.0 + date.day;
}

static void add_value(struct hw_set *set, struct hw_set_values *values,
    double value, hw_str text)
{
	struct hw_set_value item = {value, text};

	HW_PUSH(values, set->arena, item);
}

static void add_date(struct hw_set *set, struct hw_date date, hw_str text)
{
	add_value(set, &set->values[HW_FOUND_DATE], date_key(date), text);
	if (date.day > 0)
		add_value(set, &set->days, date.month * 100 + date.day, text);
}

void hw_set_add_date(struct hw_set *set, struct hw_date date)
{
	if (date.year > 0)
		add_date(set, date, hw_facts_date_words(set->arena, date));
}

void hw_set_add_number(struct hw_set *set, double value, hw_str text)
{
	add_value(set, &set->values[HW_FOUND_NUMBER], value, text);
}

void hw_set_add_share(struct hw_set *set, double value, hw_str text)
{
	add_value(set, &set->values[HW_FOUND_SHARE], value, text);
}

void hw_set_add_name(struct hw_set *set, enum hw_found_kind kind, hw_str name,
    hw_str written)
{
	hw_str *kept;

	if (name.len == 0)
		return;
	kept = HW_NEW(set->arena, hw_str);
	*kept = written;
	hw_map_add(&set->names[kind], name, kept);
}

void hw_set_add(struct hw_set *set, const struct hw_found *found)
{
	switch (found->kind) {
	case HW_FOUND_DATE:
		add_date(set, found->date, found->written);
		break;
	case HW_FOUND_NUMBER:
		add_value(set, &set->units[found->unit], found->value,
		    found->written);
		hw_set_add_number(set, found->value, found->written);
		break;
	case HW_FOUND_TIME:
		add_value(set, &set->values[HW_FOUND_TIME], found->value,
		    found->written);
		break;
	case HW_FOUND_SHARE:
		hw_set_add_share(set, found->value, found->written);
		/* "6 of 25": 6 and 25 stand there too. */
		hw_set_add_number(set, found->value * found->of,
		    found->written);
		hw_set_add_number(set, found->of, found->written);
		break;
	case HW_FOUND_PHONE:
	case HW_FOUND_EMAIL:
	case HW_FOUND_LINK:
	case HW_FOUND_KINDS:
		hw_set_add_name(set, found->kind, found->text,
		    found->written);
		break;
	}
}

static int by_value(const void *left, const void *right)
{
	const struct hw_set_value *a = left, *b = right;

	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return hw_str_compare(a->text, b->text);
}

static void sort(struct hw_set_values *values)
{
	if (values->count > 0)
		qsort(values->items, values->count, sizeof(*values->items),
		    by_value);
}

void hw_set_close(struct hw_set *set)
{
	size_t i;

	for (i = 0; i < HW_FOUND_KINDS; i++)
		sort(&set->values[i]);
	for (i = 0; i < HW_UNIT_COUNT; i++)
		sort(&set->units[i]);
	sort(&set->days);
}

/* ------------------------------- asking -------------------------------- */

/* The first that is not less. */
static size_t lower_bound(const struct hw_set_values *values, double value)
{
	size_t low = 0, high = values->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (values->items[middle].value < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_between(const struct hw_set_values *values, double low,
    double high)
{
	double slack = fabs(high) * 1e-12 + 1e-9;
	size_t at = lower_bound(values, low - slack);

	return at < values->count && values->items[at].value <= high + slack;
}

static bool has_value(const struct hw_set_values *values, double value)
{
	return has_between(values, value, value);
}

static bool has_year(const struct hw_set *set, double year)
{
	return year == floor(year) &&
	    has_between(&set->values[HW_FOUND_DATE], year * 10000,
		year * 10000 + 9999);
}

static bool covers_date(const struct hw_set *set, struct hw_date date)
{
	const struct hw_set_values *dates = &set->values[HW_FOUND_DATE];
	double key = date_key(date);

	if (date.year == 0)
		return has_value(&set->days, key);
	if (date.month == 0)
		return has_year(set, date.year) ||
		    has_value(&set->values[HW_FOUND_NUMBER], date.year);
	if (date.day == 0)
		return has_between(dates, key, key + 31);
	/* A day may stand there without its year, which stands elsewhere. */
	return has_value(dates, key) ||
	    (has_value(dates, date.month * 100 + date.day) &&
		has_year(set, date.year));
}

/* What a round number leaves open: 400 half a hundred, 412 half of one. */
static double step_of(double value)
{
	double step = 1;

	while (value >= 10 && fmod(value, step * 10) == 0 && step < value)
		step *= 10;
	return step;
}

static bool covers_as(const struct hw_set_values *numbers, double value,
    enum hw_exact exact)
{
	double slack = fmax(step_of(value), value / 10);

	switch (exact) {
	case HW_EXACT:
		return has_value(numbers, value);
	case HW_EXACT_ABOUT:
		return has_between(numbers, value - slack / 2,
		    value + slack / 2);
	case HW_EXACT_OVER:
		return has_between(numbers, value, value + slack);
	case HW_EXACT_UNDER:
		return has_between(numbers, value - slack, value);
	}
	return false;
}

/* The same length of time in another unit. */
static bool covers_in_other_unit(const struct hw_set *set,
    const struct hw_found *found)
{
	static const struct {
		enum hw_unit from, to;
		double times;
	} same[] = {{HW_UNIT_YEAR, HW_UNIT_MONTH, 12},
	    {HW_UNIT_MONTH, HW_UNIT_YEAR, 1.0 / 12},
	    {HW_UNIT_WEEK, HW_UNIT_DAY, 7},
	    {HW_UNIT_DAY, HW_UNIT_WEEK, 1.0 / 7}};
	size_t i;

	for (i = 0; i < HW_COUNT(same); i++)
		if (found->unit == same[i].from &&
		    covers_as(&set->units[same[i].to],
			found->value * same[i].times, found->exact))
			return true;
	return false;
}

static bool covers_number(const struct hw_set *set,
    const struct hw_found *found)
{
	const struct hw_set_values *numbers = &set->values[HW_FOUND_NUMBER];

	if (found->unit != HW_UNIT_OTHER &&
	    (set->is_strict || set->units[found->unit].count > 0))
		numbers = &set->units[found->unit];
	return covers_as(numbers, found->value, found->exact) ||
	    covers_in_other_unit(set, found) ||
	    (found->unit == HW_UNIT_OTHER && has_year(set, found->value));
}

static bool covers_share(const struct hw_set *set,
    const struct hw_found *found)
{
	const struct hw_set_values *numbers = &set->values[HW_FOUND_NUMBER];
	double half = 0.5 / found->of;

	return has_between(&set->values[HW_FOUND_SHARE], found->value - half,
		   found->value + half) ||
	    (found->of != 100 && found->of != 10 &&
		has_value(numbers, found->of) &&
		has_value(numbers, found->value * found->of));
}

/* "9am to 5pm" where the standard page says "9 to 5pm". */
static bool covers_time(const struct hw_set *set, double minutes)
{
	const struct hw_set_values *numbers = &set->values[HW_FOUND_NUMBER];
	double hour = minutes / 60;

	if (has_value(&set->values[HW_FOUND_TIME], minutes))
		return true;
	return hour == floor(hour) &&
	    (has_value(numbers, hour) ||
		has_value(numbers, hour > 12 ? hour - 12 : hour));
}

bool hw_set_covers(const struct hw_set *set, const struct hw_found *found)
{
	switch (found->kind) {
	case HW_FOUND_DATE:
		return covers_date(set, found->date);
	case HW_FOUND_NUMBER:
		return covers_number(set, found);
	case HW_FOUND_SHARE:
		return covers_share(set, found);
	case HW_FOUND_TIME:
		return covers_time(set, found->value);
	case HW_FOUND_PHONE:
	case HW_FOUND_EMAIL:
	case HW_FOUND_LINK:
	case HW_FOUND_KINDS:
		break;
	}
	return hw_map_get(&set->names[found->kind], found->text) != NULL;
}

/* ------------------------------ the nearest ---------------------------- */

static hw_str nearest_value(const struct hw_set_values *values, double value,
    double within)
{
	size_t at = lower_bound(values, value);
	double above = at < values->count ? values->items[at].value - value
					  : DBL_MAX;
	double below = at > 0 ? value - values->items[at - 1].value : DBL_MAX;

	if (above > within && below > within)
		return HW_STR_NONE;
	return values->items[below < above ? at - 1 : at].text;
}

/* By days, each date at the start of what it covers. */
static hw_str nearest_date(const struct hw_set *set, struct hw_date date)
{
	const struct hw_set_values *dates = &set->values[HW_FOUND_DATE];
	double key;

	if (date.year == 0)
		return nearest_value(&set->days, date_key(date), 100);
	/* A date as exact as this one says more than a mere year. */
	key = date_key(date);
	if (date.month == 0)
		return nearest_value(dates, key, 19999);
	return nearest_value(dates, key, 10300);
}

static hw_str nearest_name(const struct hw_map *names, hw_str name)
{
	hw_str keys[NAMES_COMPARED], nearest;
	size_t count = 0;

	while (count < names->count && count < NAMES_COMPARED) {
		keys[count] = names->entries[count].key;
		count++;
	}
	if (count == 0 || name.len > NAME_BYTES)
		return HW_STR_NONE;
	nearest = hw_str_nearest(name, keys, count);
	if (nearest.len == 0 && count > 1)
		return HW_STR_NONE;
	return *(const hw_str *)hw_map_get(names,
	    nearest.len > 0 ? nearest : keys[0]);
}

hw_str hw_set_nearest(const struct hw_set *set, const struct hw_found *found)
{
	double value = found->value;

	switch (found->kind) {
	case HW_FOUND_DATE:
		return nearest_date(set, found->date);
	case HW_FOUND_NUMBER:
		if (found->unit != HW_UNIT_OTHER &&
		    set->units[found->unit].count > 0)
			return nearest_value(&set->units[found->unit], value,
			    value);
		return nearest_value(&set->values[HW_FOUND_NUMBER], value,
		    value / 2);
	case HW_FOUND_SHARE:
		return nearest_value(&set->values[HW_FOUND_SHARE], value,
		    0.4);
	case HW_FOUND_TIME:
		return nearest_value(&set->values[HW_FOUND_TIME], value, 180);
	case HW_FOUND_PHONE:
	case HW_FOUND_EMAIL:
	case HW_FOUND_LINK:
	case HW_FOUND_KINDS:
		break;
	}
	return nearest_name(&set->names[found->kind], found->text);
}
