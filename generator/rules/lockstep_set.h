/*
 * lockstep_set: what a standard page says, to be asked for by its easy-read
 * page.
 *
 * Less exact is fine: "May 2024" where the standard page says 14 May 2024,
 * "9 in 10" where it says 88%, "about 400" where it says 412, "2 years" for
 * 24 months. More exact, or other, is not. Where the standard page counts
 * weeks, "6 weeks" is looked for among its weeks; a number that stands there
 * for something else does not make it true.
 *
 * Add, then close, then ask. Ownership: in the arena given; texts are
 * borrowed. Threads: one.
 */
#ifndef HW_RULES_LOCKSTEP_SET_H
#define HW_RULES_LOCKSTEP_SET_H

#include "rules/lockstep_facts.h"

struct hw_set_value {
	double value;
	hw_str text;
};

struct hw_set_values {
	struct hw_set_value *items;
	size_t count, room;
};

struct hw_set {
	struct hw_arena *arena;
	struct hw_set_values values[HW_FOUND_KINDS]; /* dates: yyyymmdd */
	struct hw_set_values days;                   /* mmdd, of any year */
	struct hw_set_values units[HW_UNIT_COUNT];   /* numbers of a unit */
	struct hw_map names[HW_FOUND_KINDS];         /* of the others */
	bool is_strict; /* weeks are weeks, even where none are spoken of */
};

void hw_set_open(struct hw_set *out, struct hw_arena *arena);
void hw_set_add(struct hw_set *set, const struct hw_found *found);
/* Data that stands in no text of the page. */
void hw_set_add_date(struct hw_set *set, struct hw_date date);
void hw_set_add_number(struct hw_set *set, double value, hw_str text);
void hw_set_add_share(struct hw_set *set, double value, hw_str text);
void hw_set_add_name(struct hw_set *set, enum hw_found_kind kind, hw_str name,
    hw_str written);
void hw_set_close(struct hw_set *set);

bool hw_set_covers(const struct hw_set *set, const struct hw_found *found);

/* The most like it of the same kind, as the standard page writes it; empty
 * where nothing is like it. */
hw_str hw_set_nearest(const struct hw_set *set, const struct hw_found *found);

#endif
