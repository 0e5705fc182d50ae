/*
 * text: what every text file must be before anything reads it.
 *
 * Refuses bytes that are not UTF-8, control characters, and line ends that
 * other programs count differently (a lone CR, U+0085, U+2028, U+2029), so
 * that a line number means the same to headway, its libraries and a
 * person's editor. A byte order mark at the start of a file and CR LF are
 * fine.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_TEXT_H
#define HW_INPUT_TEXT_H

#include "base/diag.h"

/* Length of the byte order mark at the start: 3 or 0. */
size_t hw_text_bom(hw_str text);

/* Whether the whole file is UTF-8 without NUL; reports the first place
 * where it is not. */
bool hw_text_check_utf8(const struct hw_source *source,
    struct hw_diags *diags);

/* Whether a line begins or ends a block of code in Markdown. */
bool hw_text_is_code_fence(hw_str line);

/* Whether the file is one version: git marks where it could not put two
 * together. Reports the first such place outside a block of code. */
bool hw_text_check_conflict(const struct hw_source *source,
    struct hw_diags *diags);

/*
 * Whether bytes from..to of a file have only characters that belong in a
 * text, and lines of at most HW_LINE_LIMIT_BYTES. Reports the first few
 * places. The bytes must be UTF-8.
 */
bool hw_text_check_lines(const struct hw_source *source, size_t from,
    size_t to, struct hw_diags *diags);

/*
 * Offset in s of the first character that may not stand in a text: control
 * characters but tab and LF, hidden direction marks, U+2028, U+2029, U+FEFF,
 * U+FFFE, U+FFFF; SIZE_MAX when there is none.
 */
size_t hw_text_unsafe_at(hw_str s);

/* The code point of the first character of s and its length in bytes; s is
 * UTF-8 and not empty. */
uint32_t hw_text_code_point(hw_str s, size_t *len_out);

/* At most about 60 characters of s, for messages that quote it. */
hw_str hw_text_clip(struct hw_arena *arena, hw_str s);

#endif
