/*
 * terms: where running text uses the words of the glossary.
 *
 * A use is an entry's term, short form or other spelling on its own, with a
 * plural ending or not. Terms may differ in the case of ASCII letters, in
 * the kind of apostrophe and in white space; short forms (EHCP) may not.
 * Where several entries begin at one place, the longest is meant.
 *
 * Ownership: an index lives in the arena given and borrows the words.
 * Threads: read-only once opened.
 */
#ifndef HW_ASSEMBLE_TERMS_H
#define HW_ASSEMBLE_TERMS_H

#include "model/site.h"

struct hw_terms;

struct hw_term_use {
	const struct hw_word *word;
	size_t at, len; /* in the text */
	bool is_short;  /* by a short form, which a reader cannot look into */
	bool is_plural;
};

/* An index of all entries; their slugs must be set. */
struct hw_terms *hw_terms_open(const struct hw_words *words,
    struct hw_arena *arena);

/* The first use at or after `from`. */
bool hw_terms_next(const struct hw_terms *terms, hw_str text, size_t from,
    struct hw_term_use *out);

/* A single word with at least two capital letters: EHCP, SENCOs, U.K. */
bool hw_terms_is_short_form(hw_str word);

#endif
