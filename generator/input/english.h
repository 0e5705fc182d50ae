/*
 * english: where English sentences and words end, beyond Unicode's rules.
 *
 * Helps input/sentences, which asks Unicode's rules first. Only looks at
 * bytes near the place asked about, so that its cost does not grow with the
 * text. It leans towards ending a sentence: a sentence taken for longer than
 * it is would be reported for nothing.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_ENGLISH_H
#define HW_INPUT_ENGLISH_H

#include "base/str.h"

/*
 * Unicode ends a sentence before `at`, where the next one's first character
 * stands. Does the sentence that began at `start` go on all the same?
 */
bool hw_english_goes_on(hw_str text, size_t start, size_t at);

/*
 * The first place in text[from..to) where a new sentence begins that
 * Unicode's rules do not see; SIZE_MAX when there is none.
 */
size_t hw_english_break(hw_str text, size_t from, size_t to);

/* Bytes of the address of a page or of e-mail that begins at `at`, the first
 * byte after a space or bracket; 0 when none does. */
size_t hw_english_address(hw_str text, size_t at);

/* Bytes of the phone number at `at` (a figure, '+' or '('), or 0. */
size_t hw_english_phone(hw_str text, size_t at);

#endif
