/*
 * pack: values as bytes that a later run reads back.
 *
 * One description serves both ways. A function hands each member of a struct
 * to hw_pack_number, hw_pack_text ...: that writes the member while a pack
 * is written, and fills it while one is read. So the two cannot differ.
 *
 * The bytes are the same on every machine. Small numbers take one byte.
 * Texts stand once each in a part of their own, which only grows: a text
 * that was read from a pack is not looked up again when the next is written.
 *
 * What is read may be damaged or made by a stranger. Nothing is read past
 * the end and no value is taken that is out of its limits; from the first
 * mistake on has_failed is set, and every member reads as 0 or empty. A value
 * that could not be read again is not written either.
 *
 * Ownership: texts that are read point into the bytes given. Threads: a pack
 * belongs to one thread.
 */
#ifndef HW_BASE_PACK_H
#define HW_BASE_PACK_H

#include "base/map.h"

/* A time is within the years 1 to 9999, in seconds since 1970. */
#define HW_PACK_TIME_LIMIT (INT64_C(1) << 38)

struct hw_pack {
	bool is_reading, has_failed;
	hw_str rest;  /* to be read */
	hw_str texts; /* read; for writing, those that are there already */
	struct hw_buf values, more_texts; /* written */
	struct hw_map places; /* text -> its place in more_texts */
	struct hw_arena arena;
};

/* Begins to read; the bytes must outlive what is read. */
void hw_pack_read(struct hw_pack *out, hw_str bytes);

/* Begins to write. `texts` of the pack that was read before, or none. */
void hw_pack_write(struct hw_pack *out, hw_str texts);

/* Adds what was written to `out`. */
void hw_pack_finish(struct hw_pack *pack, struct hw_buf *out);
void hw_pack_free(struct hw_pack *pack);

/* From here on nothing more can be read. */
void hw_pack_fail(struct hw_pack *pack);

/* Whether all was read and nothing was wrong. */
bool hw_pack_is_read(const struct hw_pack *pack);

/* A number of at most `limit`. */
void hw_pack_number(struct hw_pack *pack, uint64_t *value, uint64_t limit);
void hw_pack_size(struct hw_pack *pack, size_t *value, size_t limit);
void hw_pack_int(struct hw_pack *pack, int *value, int from, int to);
void hw_pack_flag(struct hw_pack *pack, bool *value);
/* At most 32 of them. */
void hw_pack_flags(struct hw_pack *pack, bool *const *values, size_t count);
void hw_pack_time(struct hw_pack *pack, int64_t *value);

/* All 64 bits. */
void hw_pack_hash(struct hw_pack *pack, uint64_t *value);

/* Exactly `len` bytes. */
void hw_pack_bytes(struct hw_pack *pack, void *bytes, size_t len);

/* UTF-8 without NUL; and any bytes, as a path may have them. */
void hw_pack_text(struct hw_pack *pack, hw_str *text);
void hw_pack_path(struct hw_pack *pack, hw_str *path);

/*
 * How many things follow that take at least `min_bytes` each. While reading
 * no more than the bytes left can hold, so that memory may be taken for
 * them; `count` only counts while writing.
 */
size_t hw_pack_count(struct hw_pack *pack, size_t count, size_t min_bytes);

#endif
