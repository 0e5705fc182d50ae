#include "base/pack.h"

/* A number of 64 bits, seven in a byte. */
#define NUMBER_BYTES_MAX 10

void hw_pack_fail(struct hw_pack *pack)
{
	pack->has_failed = true;
	pack->rest = HW_STR_NONE;
}

/* ------------------------------- numbers ------------------------------- */

static void write_number(struct hw_buf *out, uint64_t value)
{
	char bytes[NUMBER_BYTES_MAX];
	size_t len = 0;

	for (; value >= 0x80; value >>= 7)
		bytes[len++] = (char)(value | 0x80);
	bytes[len++] = (char)value;
	hw_buf_add(out, (hw_str){bytes, len});
}

static uint64_t read_number(struct hw_pack *pack)
{
	hw_str *rest = &pack->rest;
	uint64_t value = 0, byte;
	size_t i;

	/* Most are small. */
	if (rest->len > 0 && (unsigned char)rest->p[0] < 0x80) {
		rest->len--;
		return (unsigned char)*rest->p++;
	}
	for (i = 0; i < rest->len && i < NUMBER_BYTES_MAX; i++) {
		byte = (unsigned char)rest->p[i];
		value |= (byte & 0x7F) << 7 * i;
		if (byte >= 0x80)
			continue;
		*rest = hw_str_sub(*rest, i + 1, rest->len);
		return value;
	}
	hw_pack_fail(pack);
	return 0;
}

void hw_pack_number(struct hw_pack *pack, uint64_t *value, uint64_t limit)
{
	if (pack->is_reading)
		*value = read_number(pack);
	if (*value > limit)
		hw_pack_fail(pack);
	else if (!pack->is_reading)
		write_number(&pack->values, *value);
	if (pack->is_reading && pack->has_failed)
		*value = 0;
}

void hw_pack_size(struct hw_pack *pack, size_t *value, size_t limit)
{
	uint64_t number = *value;

	hw_pack_number(pack, &number, limit);
	*value = (size_t)number;
}

void hw_pack_int(struct hw_pack *pack, int *value, int from, int to)
{
	uint64_t number = (uint64_t)(*value - from);

	hw_pack_number(pack, &number, (uint64_t)(to - from));
	if (pack->is_reading)
		*value = pack->has_failed ? 0 : (int)number + from;
}

void hw_pack_flag(struct hw_pack *pack, bool *value)
{
	hw_pack_flags(pack, &value, 1);
}

void hw_pack_flags(struct hw_pack *pack, bool *const *values, size_t count)
{
	uint64_t bits = 0;
	size_t i;

	for (i = 0; i < count; i++)
		bits |= (uint64_t)*values[i] << i;
	hw_pack_number(pack, &bits, (UINT64_C(1) << count) - 1);
	for (i = 0; i < count; i++)
		*values[i] = (bits >> i & 1) != 0;
}

/* Times before 1970 are rare, and may take more room. */
void hw_pack_time(struct hw_pack *pack, int64_t *value)
{
	uint64_t number = *value < 0
	    ? (uint64_t) - *value + (uint64_t)HW_PACK_TIME_LIMIT
	    : (uint64_t)*value;

	if (*value > HW_PACK_TIME_LIMIT)
		hw_pack_fail(pack);
	hw_pack_number(pack, &number, 2 * (uint64_t)HW_PACK_TIME_LIMIT);
	if (pack->is_reading)
		*value = number > (uint64_t)HW_PACK_TIME_LIMIT
		    ? HW_PACK_TIME_LIMIT - (int64_t)number
		    : (int64_t)number;
}

void hw_pack_bytes(struct hw_pack *pack, void *bytes, size_t len)
{
	if (!pack->is_reading) {
		hw_buf_add(&pack->values, (hw_str){bytes, len});
		return;
	}
	if (pack->rest.len < len) {
		hw_pack_fail(pack);
		memset(bytes, 0, len);
		return;
	}
	memcpy(bytes, pack->rest.p, len);
	pack->rest = hw_str_sub(pack->rest, len, pack->rest.len);
}

void hw_pack_hash(struct hw_pack *pack, uint64_t *value)
{
	unsigned char bytes[8];
	size_t i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(*value >> 8 * i);
	hw_pack_bytes(pack, bytes, sizeof(bytes));
	*value = 0;
	for (i = 0; i < sizeof(bytes); i++)
		*value |= (uint64_t)bytes[i] << 8 * i;
}

size_t hw_pack_count(struct hw_pack *pack, size_t count, size_t min_bytes)
{
	hw_pack_size(pack, &count, SIZE_MAX);
	if (pack->is_reading && count > pack->rest.len / min_bytes) {
		hw_pack_fail(pack);
		return 0;
	}
	return count;
}

/* -------------------------------- texts -------------------------------- */

/* Where a text stands, or will stand, among all of them. */
static uint64_t place_of(struct hw_pack *pack, hw_str text)
{
	uintptr_t at = (uintptr_t)text.p, first = (uintptr_t)pack->texts.p;
	uint64_t *place;

	if (at >= first && at - first < pack->texts.len &&
	    text.len <= pack->texts.len - (at - first))
		return at - first;
	place = hw_map_get(&pack->places, text);
	if (place == NULL) {
		place = HW_NEW(&pack->arena, uint64_t);
		*place = pack->texts.len + pack->more_texts.len;
		hw_map_add(&pack->places, text, place);
		hw_buf_add(&pack->more_texts, text);
	}
	return *place;
}

void hw_pack_path(struct hw_pack *pack, hw_str *path)
{
	size_t len = path->len;
	uint64_t at = 0;

	if (!pack->is_reading) {
		hw_pack_size(pack, &len, SIZE_MAX);
		if (len == 0)
			return;
		at = place_of(pack, *path);
		hw_pack_number(pack, &at, UINT64_MAX);
		return;
	}
	*path = HW_STR_NONE;
	hw_pack_size(pack, &len, pack->texts.len);
	if (len == 0)
		return;
	hw_pack_number(pack, &at, pack->texts.len - len);
	if (!pack->has_failed)
		*path = hw_str_sub(pack->texts, (size_t)at, (size_t)at + len);
}

void hw_pack_text(struct hw_pack *pack, hw_str *text)
{
	hw_pack_path(pack, text);
	if (pack->is_reading && hw_utf8_invalid_at(*text) != SIZE_MAX) {
		hw_pack_fail(pack);
		*text = HW_STR_NONE;
	}
}

/* ------------------------------- the whole ----------------------------- */

void hw_pack_read(struct hw_pack *out, hw_str bytes)
{
	size_t len;

	*out = (struct hw_pack){.is_reading = true,
	    .rest = bytes,
	    .texts = HW_STR_NONE};
	len = hw_pack_count(out, 0, 1);
	out->texts = hw_str_sub(out->rest, 0, len);
	out->rest = hw_str_sub(out->rest, len, out->rest.len);
}

void hw_pack_write(struct hw_pack *out, hw_str texts)
{
	*out = (struct hw_pack){.texts = texts};
	hw_arena_init(&out->arena, 0);
	hw_map_init(&out->places, &out->arena);
}

void hw_pack_finish(struct hw_pack *pack, struct hw_buf *out)
{
	write_number(out, pack->texts.len + pack->more_texts.len);
	hw_buf_add(out, pack->texts);
	hw_buf_add(out, hw_buf_str(&pack->more_texts));
	hw_buf_add(out, hw_buf_str(&pack->values));
	/* Half a pack is none. */
	if (pack->values.overflowed || pack->more_texts.overflowed ||
	    out->overflowed)
		hw_buf_clear(out);
}

void hw_pack_free(struct hw_pack *pack)
{
	hw_buf_free(&pack->values);
	hw_buf_free(&pack->more_texts);
	hw_arena_free(&pack->arena);
}

bool hw_pack_is_read(const struct hw_pack *pack)
{
	return !pack->has_failed && pack->rest.len == 0;
}
