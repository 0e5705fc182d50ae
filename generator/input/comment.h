/*
 * comment: the one HTML comment that a page may hold.
 *
 * `<!-- headway-ignore HW203: reason -->`, alone on a line or last on it, is
 * for the people who edit (see rules/ignore). Readers never see it, and it
 * is no words: input/markdown takes it away before anything is read.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_COMMENT_H
#define HW_INPUT_COMMENT_H

#include "base/str.h"

#define HW_COMMENT_WORD HW_STR("headway-ignore")

struct hw_comment {
	size_t at;     /* of what goes, with the blanks before it */
	bool is_alone; /* nothing but blanks before it */
	hw_str text; /* what stands after the word, without blanks round it */
};

/* The comment at the end of a line; false when there is none. */
bool hw_comment_find(struct hw_comment *out, hw_str line);

#endif
