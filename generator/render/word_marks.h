/*
 * word_marks: the glossary in the words of one published page.
 *
 * At its first use on the page a word of the glossary becomes a link to its
 * meaning in the page's own list, and a short form is written out behind
 * it: "EHCP (education, health and care plan)", unless the page has said it
 * so. All of it stands in the open: nothing waits for a pointer (WCAG 2.2,
 * 3.1.3 and 3.1.4). What is quoted gets links alone, for its words are
 * somebody else's. Short forms that everybody knows are left as they are.
 *
 * Texts must be written in the order in which readers meet them.
 *
 * Ownership: lives in the arena given. Threads: one page, one thread.
 */
#ifndef HW_RENDER_WORD_MARKS_H
#define HW_RENDER_WORD_MARKS_H

#include "assemble/terms.h"

struct hw_word_marks;

/* Without links a page has no list: short forms are written out, no more. */
struct hw_word_marks *hw_word_marks_new(const struct hw_site *site,
    const struct hw_terms *terms, bool with_links, struct hw_arena *arena);

/* A paragraph, cell or the like begins: quotation marks do not reach from
 * one into the next. */
void hw_word_marks_block(struct hw_word_marks *marks);

/* Appends the text as markup. */
void hw_word_marks_write(struct hw_word_marks *marks, struct hw_buf *out,
    hw_str text, bool is_quoted);

/* The page shows this text too, as it is: a title, a heading, a link. */
void hw_word_marks_see(struct hw_word_marks *marks, hw_str text);

/* Where the page's list explains the word: "word_short-break". */
hw_str hw_word_marks_id(const struct hw_word *word, struct hw_arena *arena);

/* The words that the page has used so far, in the order of the glossary;
 * as many as `count`. */
const struct hw_word **hw_word_marks_used(const struct hw_word_marks *marks,
    size_t *count);

#endif
