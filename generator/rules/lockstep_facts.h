/*
 * lockstep_facts: the dates, numbers, times, shares, phone numbers and
 * e-mail addresses in a text, so that two texts can be compared.
 *
 * "14 May 2024", "14th of May", "May 2024", "14/05/2024", "2023-24" are
 * dates, as exact as they are written; "9 in 10", "90%", "half" are shares;
 * "three", "3" and "3.0" are the same number, "3 million" is 3,000,000.
 * Ordinals are not told from numbers. What
 * is no fact: refs ("A5.1"), numbers that are part of a name ("B12"), and
 * those behind "step", "part" and the like, which count parts of the text.
 *
 * Only English is known. It never fails: what it cannot make out is nothing.
 *
 * Ownership: in the arena given. Threads: no state.
 */
#ifndef HW_RULES_LOCKSTEP_FACTS_H
#define HW_RULES_LOCKSTEP_FACTS_H

#include "model/date.h"
#include "rules/passage.h"

enum hw_found_kind {
	HW_FOUND_DATE,
	HW_FOUND_NUMBER,
	HW_FOUND_SHARE,
	HW_FOUND_TIME,  /* value: minutes after midnight */
	HW_FOUND_PHONE, /* text: its figures, from 0 */
	HW_FOUND_EMAIL, /* text: in small letters */
	HW_FOUND_LINK,  /* text: the address; none are found in words */
	HW_FOUND_KINDS,
};

/* What stands before a number says how exact it is. */
enum hw_exact {
	HW_EXACT,
	HW_EXACT_ABOUT, /* about 400 */
	HW_EXACT_OVER,  /* more than 400 */
	HW_EXACT_UNDER, /* nearly 400 */
};

/* What a number counts, as far as words tell it that all texts share. */
enum hw_unit {
	HW_UNIT_OTHER,
	HW_UNIT_DAY,
	HW_UNIT_WEEK,
	HW_UNIT_MONTH,
	HW_UNIT_YEAR,
	HW_UNIT_MONEY,
	HW_UNIT_STAGE, /* key stage 2 */
	HW_UNIT_CLASS, /* Year 9 */
	HW_UNIT_COUNT,
};

struct hw_found {
	enum hw_found_kind kind;
	/* Of a date: what is not said is 0, the year too ("14 May"). */
	struct hw_date date;
	double value; /* of a number, share or time */
	double of;    /* of a share: 10 for "9 in 10", 100 for "90%" */
	enum hw_exact exact;
	enum hw_unit unit;
	hw_str text;    /* for comparison, where its kind says how */
	hw_str written; /* as it stands there */
	size_t at, len;
	bool is_data;    /* {{A5.1.due}}: it came from the data */
	bool is_allowed; /* part of a phrase that no rule reports */
};

struct hw_founds {
	struct hw_found *items;
	size_t count, room;
};

/* Appends what is in a text. `passage` is where its words are marked, or
 * NULL; then all of it is plain. */
void hw_facts_find(struct hw_founds *out, hw_str text,
    const struct hw_passage *passage, struct hw_arena *arena);

/* "+44 1632 960001" and "01632 960 001" alike: "01632960001". */
hw_str hw_facts_phone(struct hw_arena *arena, hw_str text);
hw_str hw_facts_email(struct hw_arena *arena, hw_str text);

/* "14 May 2024", "May 2024", "2024", "14 May". */
hw_str hw_facts_date_words(struct hw_arena *arena, struct hw_date date);

#endif
