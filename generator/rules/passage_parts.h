/*
 * passage_parts: between the two halves of passage: texts with their places
 * (passage.c), and the sentences and words in them (passage_words.c).
 *
 * Ownership: all in the arena given. Threads: as passage.
 */
#ifndef HW_RULES_PASSAGE_PARTS_H
#define HW_RULES_PASSAGE_PARTS_H

#include "rules/passage.h"

/* Bytes of a passage that stand together in the file, with the same marks. */
struct hw_passage_piece {
	size_t at, len;      /* in passage->text */
	struct hw_span span; /* is_exact: of these bytes; else: near them */
	unsigned marks;
	bool is_exact;
	bool is_code; /* no words */
};

/* Fills in sentences and words of a passage that has all else, but for names
 * that other passages of the page tell of. */
void hw_passage_cut(struct hw_passage *passage,
    const struct hw_lexicon *lexicon, struct hw_arena *arena);

/* Marks the names in passages of a page: a word with a capital letter inside
 * a sentence is one at the start of a sentence, or in a heading, too. */
void hw_passages_mark_names(struct hw_passages *passages,
    const struct hw_lexicon *lexicon, struct hw_arena *arena);

#endif
