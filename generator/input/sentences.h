/*
 * sentences: the adapter to ICU's break iterators.
 *
 * Cuts a text into sentences and words by the Unicode rules (UAX #29), and
 * mends what these get wrong in English: "Mr. Smith", "St. Mary's",
 * "U.K. law", "No. 5", "J. R. Hill", a question within a sentence, a list's
 * number, a sentence that starts with a figure or without a space. A word
 * keeps its hyphens, the sign of a sum (£3) or share (63%), and the points
 * of a short form (e.g.); a time (5:30pm), a date in figures (12/5/2024), a
 * phone number and the address of a page or of e-mail are one word each.
 *
 * Takes time in proportion to the text. Texts are UTF-8 that has been
 * checked, of less than 2 GiB.
 *
 * Threads: a struct hw_sentences belongs to one thread at a time.
 */
#ifndef HW_INPUT_SENTENCES_H
#define HW_INPUT_SENTENCES_H

#include "base/str.h"

struct hw_sentences;

/* Part of a text, in bytes. */
struct hw_range {
	size_t at, len;
};

struct hw_ranges {
	struct hw_range *items;
	size_t count, room;
};

/* Dear, so open one for many texts. Never NULL; release with
 * hw_sentences_close. */
struct hw_sentences *hw_sentences_open(void);
void hw_sentences_close(struct hw_sentences *sentences);

/*
 * Appends each sentence, without the spaces round it; one without a letter
 * or figure belongs to the sentence before it.
 */
void hw_sentences_split(struct hw_sentences *sentences, hw_str text,
    struct hw_ranges *out, struct hw_arena *arena);

/* Appends each word of a text. */
void hw_sentences_words(struct hw_sentences *sentences, hw_str text,
    struct hw_ranges *out, struct hw_arena *arena);

/* What the character at text.p[at] is, for the marks of words. */
enum hw_letter {
	HW_LETTER_NONE,
	HW_LETTER_CAPITAL,
	HW_LETTER_SMALL,
	HW_LETTER_OTHER, /* of a script without capitals */
};
enum hw_letter hw_letter_at(hw_str text, size_t at);

#endif
