/*
 * easy_figures: the figures of a passage, for the rules of numbers, dates
 * and times.
 *
 * Figures are looked for in the text itself, not in its words: "6/8/26",
 * "5.30 pm" and "3–4" are each one thing, whichever words they make. What
 * the site spares (quoted, allowed, a ref, an address) is passed over.
 *
 * Ownership: borrows the passage. Threads: one.
 */
#ifndef HW_RULES_EASY_FIGURES_H
#define HW_RULES_EASY_FIGURES_H

#include "rules/easy.h"

/* A run of figures: "15" of "15.5 hours". */
struct hw_figures {
	const struct hw_passage *passage;
	hw_str text;    /* of the passage */
	size_t at, len; /* the run */
	size_t word;    /* over it */
	unsigned value; /* at most 999,999 */
	bool is_money;  /* a sign of a currency before it */
};

/* The next run at or after `at` that stands at the start of a number and is
 * not spared; false when there is none. */
bool hw_figures_next(struct hw_figures *out, const struct hw_passage *passage,
    size_t at);

/* Bytes of the run of figures at `at`. */
size_t hw_figures_run(hw_str text, size_t at);

/* Bytes of the run of ASCII letters at `at`. */
size_t hw_letters_run(hw_str text, size_t at);

/* The month (1 to 12) or day of the week (1 to 7) of a name or short form
 * with a capital letter; 0 when it is none. */
size_t hw_figures_month(hw_str word, bool *is_short);
size_t hw_figures_day(hw_str word, bool *is_short);

/* "August", "Monday". */
hw_str hw_figures_month_name(struct hw_arena *arena, size_t month);
hw_str hw_figures_day_name(struct hw_arena *arena, size_t day);

/*
 * The date, time or range that begins with the run. Reports it when it is in
 * another form than easy read has. Returns its bytes; 0 when it is none.
 */
size_t hw_easy_date_at(struct hw_easy *easy, const struct hw_figures *run);

#endif
