#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define BUF_DEFAULT_LIMIT ((size_t)256 * 1024 * 1024)

bool hw_str_equal(hw_str a, hw_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

int hw_str_compare(hw_str a, hw_str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool hw_str_starts(hw_str s, hw_str prefix)
{
	return s.len >= prefix.len &&
	    hw_str_equal(hw_str_sub(s, 0, prefix.len), prefix);
}

bool hw_str_ends(hw_str s, hw_str suffix)
{
	return s.len >= suffix.len &&
	    hw_str_equal(hw_str_sub(s, s.len - suffix.len, s.len), suffix);
}

size_t hw_str_find(hw_str s, hw_str needle)
{
	const char *at;

	if (needle.len == 0)
		return 0;
	at = s.len > 0 ? memmem(s.p, s.len, needle.p, needle.len) : NULL;
	return at != NULL ? (size_t)(at - s.p) : SIZE_MAX;
}

size_t hw_str_find_char(hw_str s, char c)
{
	const char *at = s.len > 0 ? memchr(s.p, c, s.len) : NULL;

	return at != NULL ? (size_t)(at - s.p) : SIZE_MAX;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

hw_str hw_str_trim(hw_str s)
{
	while (s.len > 0 && is_blank(s.p[0])) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && is_blank(s.p[s.len - 1]))
		s.len--;
	return s;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool hw_str_equal_nocase(hw_str a, hw_str b)
{
	size_t i;

	if (a.len != b.len)
		return false;
	for (i = 0; i < a.len; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return false;
	return true;
}

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
uint64_t hw_str_hash(hw_str s)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	size_t i;

	for (i = 0; i < s.len; i++) {
		hash ^= (unsigned char)s.p[i];
		hash *= UINT64_C(1099511628211);
	}
	return hash;
}

bool hw_str_next_line(hw_str *rest, hw_str *line)
{
	size_t end;

	if (rest->len == 0)
		return false;
	end = hw_str_find_char(*rest, '\n');
	if (end == SIZE_MAX) {
		*line = *rest;
		*rest = hw_str_sub(*rest, rest->len, rest->len);
	} else {
		*line = hw_str_sub(*rest, 0, end);
		*rest = hw_str_sub(*rest, end + 1, rest->len);
	}
	if (line->len > 0 && line->p[line->len - 1] == '\r')
		line->len--;
	return true;
}

hw_str hw_str_dup(struct hw_arena *arena, hw_str s)
{
	char *copy = hw_arena_alloc(arena, s.len + 1);

	if (s.len > 0)
		memcpy(copy, s.p, s.len);
	return (hw_str){copy, s.len};
}

hw_str hw_vfmt(struct hw_arena *arena, const char *format, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(len >= 0);
	text = hw_arena_alloc(arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return (hw_str){text, (size_t)len};
}

hw_str hw_fmt(struct hw_arena *arena, const char *format, ...)
{
	va_list args;
	hw_str text;

	va_start(args, format);
	text = hw_vfmt(arena, format, args);
	va_end(args);
	return text;
}

hw_str hw_path_dir(hw_str path)
{
	while (path.len > 0 && path.p[path.len - 1] != '/')
		path.len--;
	if (path.len > 0)
		path.len--;
	return path;
}

hw_str hw_path_base(hw_str path)
{
	size_t i = path.len;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return hw_str_sub(path, i, path.len);
}

/* Eight bytes of text, and one byte repeated in all of them. */
static uint64_t eight_at(const char *p)
{
	uint64_t bytes;

	memcpy(&bytes, p, sizeof(bytes));
	return bytes;
}

#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

size_t hw_str_plain_run(hw_str s)
{
	size_t i;

	for (i = 0; i + 8 <= s.len; i += 8) {
		uint64_t bytes = eight_at(s.p + i);

		/* The high bit of each byte over 0x7E, and of each one that
		 * borrows when 0x20 is taken away: below it, or above one. */
		if (((bytes | (bytes + EIGHT(1)) | (bytes - EIGHT(0x20))) &
			EIGHT(0x80)) != 0)
			break;
	}
	return i;
}

size_t hw_utf8_invalid_at(hw_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0, n, k;
	unsigned char low, high;

	while (i < s.len) {
		while (i + 8 <= s.len) {
			uint64_t bytes = eight_at(s.p + i);

			/* Neither above 0x7F nor 0 (see hw_str_plain_run). */
			if (((bytes | (bytes - EIGHT(1))) & EIGHT(0x80)) != 0)
				break;
			i += 8;
		}
		if (i == s.len)
			break;
		if (p[i] < 0x80) {
			if (p[i] == 0)
				return i;
			i++;
			continue;
		}
		low = 0x80;
		high = 0xBF;
		if (p[i] >= 0xC2 && p[i] <= 0xDF) {
			n = 1;
		} else if (p[i] >= 0xE0 && p[i] <= 0xEF) {
			n = 2;
			if (p[i] == 0xE0)
				low = 0xA0; /* overlong below */
			if (p[i] == 0xED)
				high = 0x9F; /* surrogates above */
		} else if (p[i] >= 0xF0 && p[i] <= 0xF4) {
			n = 3;
			if (p[i] == 0xF0)
				low = 0x90;
			if (p[i] == 0xF4)
				high = 0x8F; /* past U+10FFFF above */
		} else {
			return i;
		}
		if (s.len - i <= n || p[i + 1] < low || p[i + 1] > high)
			return i;
		for (k = 2; k <= n; k++)
			if (p[i + k] < 0x80 || p[i + k] > 0xBF)
				return i;
		i += n + 1;
	}
	return SIZE_MAX;
}

size_t hw_utf8_count(hw_str s)
{
	size_t i, count = 0;

	for (i = 0; i < s.len; i++)
		count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return count;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

#define NEAREST_MAX 48

/* Edits between two short words; NEAREST_MAX when one is too long. */
static size_t edits(hw_str a, hw_str b)
{
	size_t row[3][NEAREST_MAX + 1];
	size_t *before = row[0], *above = row[1], *here = row[2], *spare;
	size_t i, j;

	if (a.len > NEAREST_MAX || b.len > NEAREST_MAX)
		return NEAREST_MAX;
	memset(row, 0, sizeof(row));
	for (j = 0; j <= b.len; j++)
		above[j] = j;
	for (i = 1; i <= a.len; i++) {
		here[0] = i;
		for (j = 1; j <= b.len; j++) {
			bool same = lower(a.p[i - 1]) == lower(b.p[j - 1]);

			here[j] = least(above[j - 1] + (same ? 0 : 1),
			    least(above[j], here[j - 1]) + 1);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1])
				here[j] = least(here[j], before[j - 2] + 1);
		}
		spare = before;
		before = above;
		above = here;
		here = spare;
	}
	return above[b.len];
}

hw_str hw_str_nearest(hw_str word, const hw_str *allowed, size_t count)
{
	hw_str nearest = HW_STR_NONE;
	size_t i, distance, best = SIZE_MAX;

	for (i = 0; i < count; i++) {
		size_t longer = word.len > allowed[i].len ? word.len
							  : allowed[i].len;
		size_t shorter = word.len + allowed[i].len - longer;

		/* As many edits as lengths differ, at the least. */
		if ((longer - shorter) * 3 > longer)
			continue;
		distance = edits(word, allowed[i]);
		if (distance < best && distance < NEAREST_MAX &&
		    distance * 3 <= longer) {
			best = distance;
			nearest = allowed[i];
		}
	}
	return nearest;
}

void hw_buf_free(struct hw_buf *buf)
{
	free(buf->data);
	*buf = (struct hw_buf){.limit = buf->limit};
}

void hw_buf_clear(struct hw_buf *buf)
{
	buf->len = 0;
	buf->overflowed = false;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

static bool buf_make_room(struct hw_buf *buf, size_t more)
{
	size_t limit = buf->limit > 0 ? buf->limit : BUF_DEFAULT_LIMIT;
	size_t room = buf->room > 0 ? buf->room : 256;

	if (buf->overflowed || more > limit - buf->len) {
		buf->overflowed = true;
		return false;
	}
	while (room < buf->len + more + 1)
		room *= 2;
	if (room > buf->room) {
		buf->data = hw_xrealloc(buf->data, room);
		buf->room = room;
	}
	return true;
}

void hw_buf_add(struct hw_buf *buf, hw_str s)
{
	if (s.len == 0 || !buf_make_room(buf, s.len))
		return;
	memcpy(buf->data + buf->len, s.p, s.len);
	buf->len += s.len;
	buf->data[buf->len] = '\0';
}

void hw_buf_puts(struct hw_buf *buf, const char *c_string)
{
	hw_buf_add(buf, hw_str_of(c_string));
}

void hw_buf_putc(struct hw_buf *buf, char c)
{
	hw_buf_add(buf, (hw_str){&c, 1});
}

void hw_buf_printf(struct hw_buf *buf, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);
	if (!buf_make_room(buf, (size_t)len))
		return;
	va_start(args, format);
	vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}

hw_str hw_buf_str(const struct hw_buf *buf)
{
	return buf->data != NULL ? (hw_str){buf->data, buf->len}
				 : HW_STR_NONE;
}

hw_str hw_buf_take(struct hw_buf *buf, struct hw_arena *arena)
{
	hw_str taken = hw_str_dup(arena, hw_buf_str(buf));

	hw_buf_free(buf);
	return taken;
}

void *hw_list_room(struct hw_arena *arena, void *items, size_t count,
    size_t *room, size_t item_size)
{
	void *bigger;

	if (count < *room)
		return items;
	*room = *room > 0 ? *room * 2 : 8;
	bigger = hw_arena_calloc(arena, *room, item_size);
	if (count > 0)
		memcpy(bigger, items, count * item_size);
	return bigger;
}
