/*
 * lexicon_parts: what lexicon and passage know of each other.
 *
 * Ownership: results live in the arena given. Threads: as lexicon.
 */
#ifndef HW_RULES_LEXICON_PARTS_H
#define HW_RULES_LEXICON_PARTS_H

#include "rules/passage.h"

enum hw_phrase_kind {
	HW_PHRASE_TERM,
	HW_PHRASE_ALLOWED,
	HW_PHRASE_NAME,
	HW_PHRASE_KINDS,
};

/* The longest phrase of each kind: how many words it takes, or 0. */
struct hw_phrases_found {
	size_t taken[HW_PHRASE_KINDS];
	const struct hw_word *term;
};

/* All kinds at once: passages ask for every word of every page. */
struct hw_phrases_found hw_lexicon_phrases(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count);

/* A ref that the site has given, but for plain numbers? */
bool hw_lexicon_is_ref(const struct hw_lexicon *lexicon, hw_str folded);

/* A word for comparison: NFC and case folding, straight apostrophes and
 * hyphens. May be `word` itself. */
hw_str hw_passage_fold(struct hw_arena *arena, hw_str word);

#endif
