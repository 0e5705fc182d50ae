/*
 * str: borrowed slices of bytes and a growable buffer.
 *
 * A hw_str never owns and need not be terminated. A hw_buf owns its bytes
 * until hw_buf_free; it grows up to a stated limit, and an append past the
 * limit is dropped and remembered in `overflowed`, so that a series of
 * appends is checked once. `data` is NUL-terminated after every append.
 *
 * Threads: values; a hw_buf belongs to one thread at a time.
 */
#ifndef HW_BASE_STR_H
#define HW_BASE_STR_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct hw_str {
	const char *p;
	size_t len; /* bytes */
} hw_str;

/* Markup that is already escaped. A type of its own, so that text and
 * markup cannot be mixed up without the compiler noticing. */
typedef struct hw_html {
	hw_str markup;
} hw_html;

#define HW_STR(literal) ((hw_str){"" literal, sizeof(literal) - 1})
#define HW_STR_NONE     ((hw_str){"", 0})
/* For printf's "%.*s". */
#define HW_ARG(s) ((int)(s).len), ((s).p)

static inline hw_str hw_str_of(const char *c_string)
{
	return (hw_str){c_string, strlen(c_string)};
}

static inline hw_str hw_str_sub(hw_str s, size_t from, size_t to)
{
	/* An absent text has no address to count from. */
	return (hw_str){from > 0 ? s.p + from : s.p, to - from};
}

/* Of ASCII alone, whatever the locale. */
static inline bool hw_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool hw_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool hw_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool hw_is_letter(char c)
{
	return hw_is_lower(c) || hw_is_upper(c);
}

bool hw_str_equal(hw_str a, hw_str b);
int hw_str_compare(hw_str a, hw_str b); /* bytes, shorter first */
bool hw_str_starts(hw_str s, hw_str prefix);
bool hw_str_ends(hw_str s, hw_str suffix);
/* Offset of the first `needle`, or SIZE_MAX. */
size_t hw_str_find(hw_str s, hw_str needle);
size_t hw_str_find_char(hw_str s, char c);
/* Without spaces, tabs and line ends at both ends. */
hw_str hw_str_trim(hw_str s);
/* ASCII letters only; other bytes as they are. */
bool hw_str_equal_nocase(hw_str a, hw_str b);
uint64_t hw_str_hash(hw_str s);
/* Cuts `rest` after the next line end; false when nothing was left. The
 * line comes without its LF or CR LF. */
bool hw_str_next_line(hw_str *rest, hw_str *line);

/* Copies into an arena; the copy is NUL-terminated. */
hw_str hw_str_dup(struct hw_arena *arena, hw_str s);
hw_str hw_fmt(struct hw_arena *arena, const char *format, ...)
    HW_PRINTF(2, 3);
hw_str hw_vfmt(struct hw_arena *arena, const char *format, va_list args);
/* Part of a path before / after the last '/'; empty / all when none. */
hw_str hw_path_dir(hw_str path);
hw_str hw_path_base(hw_str path);

/*
 * How many bytes at the start of s are printable ASCII, U+0020 to U+007E. It
 * looks at eight at a time and may stop up to seven short.
 */
size_t hw_str_plain_run(hw_str s);

/*
 * Offset of the first byte that is not well-formed UTF-8 (or is a NUL), or
 * SIZE_MAX. The rules of RFC 3629: no overlong forms, no surrogates.
 */
size_t hw_utf8_invalid_at(hw_str s);
/* Code points in well-formed UTF-8. */
size_t hw_utf8_count(hw_str s);

/*
 * The allowed word most like `word`, for "did you mean": smallest number of
 * edits (Damerau-Levenshtein, optimal string alignment), at most a third of
 * the longer word; an empty string when none is near enough.
 */
hw_str hw_str_nearest(hw_str word, const hw_str *allowed, size_t count);

struct hw_buf {
	char *data;
	size_t len, room, limit; /* bytes; limit 0 means 256 MiB */
	bool overflowed;
};

void hw_buf_free(struct hw_buf *buf);
void hw_buf_clear(struct hw_buf *buf);
void hw_buf_add(struct hw_buf *buf, hw_str s);
void hw_buf_puts(struct hw_buf *buf, const char *c_string);
void hw_buf_putc(struct hw_buf *buf, char c);
void hw_buf_printf(struct hw_buf *buf, const char *format, ...)
    HW_PRINTF(2, 3);
hw_str hw_buf_str(const struct hw_buf *buf);
/* Moves the bytes into the arena; the buffer then has no memory of its own,
 * so that nobody need free it. */
hw_str hw_buf_take(struct hw_buf *buf, struct hw_arena *arena);

/*
 * A growing array of plain values: HW_PUSH(&list, arena, value) for any
 * struct that has members `items`, `count` and `room`.
 */
#define HW_LIST(type)               \
	struct {                    \
		type *items;        \
		size_t count, room; \
	}
#define HW_PUSH(list, arena, value)                                          \
	((list)->items = hw_list_room((arena), (list)->items, (list)->count, \
	     &(list)->room, sizeof(*(list)->items)),                         \
	    (list)->items[(list)->count++] = (value))
void *hw_list_room(struct hw_arena *arena, void *items, size_t count,
    size_t *room, size_t item_size);

#endif
