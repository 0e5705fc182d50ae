#include "serve/address.h"

#include <stdio.h>

/* -1 when it is no hexadecimal digit. */
static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool decode(struct hw_buf *out, hw_str raw)
{
	size_t i;

	for (i = 0; i < raw.len; i++) {
		int high, low;
		char c = raw.p[i];

		if (c == '%') {
			if (i + 2 >= raw.len)
				return false;
			high = digit(raw.p[i + 1]);
			low = digit(raw.p[i + 2]);
			if (high < 0 || low < 0)
				return false;
			c = (char)(high * 16 + low);
			i += 2;
		}
		if ((unsigned char)c < ' ' || c == 0x7F || c == '\\')
			return false;
		hw_buf_putc(out, c);
	}
	return true;
}

/* Between two '/', and after the last one. */
static bool is_part(hw_str part, bool is_last)
{
	if (part.len == 0)
		return is_last;
	return !hw_str_equal(part, HW_STR(".")) &&
	    !hw_str_equal(part, HW_STR(".."));
}

bool hw_address_path(struct hw_buf *out, hw_str raw)
{
	hw_str rest;

	hw_buf_clear(out);
	if (raw.len > HW_ADDRESS_LIMIT_BYTES || !decode(out, raw) ||
	    !hw_str_starts(hw_buf_str(out), HW_STR("/")) ||
	    hw_utf8_invalid_at(hw_buf_str(out)) != SIZE_MAX)
		return false;
	rest = hw_str_sub(hw_buf_str(out), 1, out->len);
	for (;;) {
		size_t end = hw_str_find_char(rest, '/');

		if (end == SIZE_MAX)
			return is_part(rest, true);
		if (!is_part(hw_str_sub(rest, 0, end), false))
			return false;
		rest = hw_str_sub(rest, end + 1, rest.len);
	}
}

bool hw_address_is_own(hw_str host, unsigned port)
{
	static const hw_str names[] = {
	    {"127.0.0.1", 9},
	    {"localhost", 9},
	    {"[::1]", 5},
	};
	char text[16];
	hw_str suffix;
	size_t i;

	snprintf(text, sizeof(text), ":%u", port);
	suffix = hw_str_of(text);
	/* Browsers leave out the port that http has anyway. */
	if (port == 80 && !hw_str_ends(host, suffix))
		suffix = HW_STR_NONE;
	if (!hw_str_ends(host, suffix))
		return false;
	host.len -= suffix.len;
	for (i = 0; i < HW_COUNT(names); i++)
		if (hw_str_equal_nocase(host, names[i]))
			return true;
	return false;
}

bool hw_address_is_own_origin(hw_str origin, unsigned port)
{
	hw_str scheme = HW_STR("http://");

	return hw_str_starts(origin, scheme) &&
	    hw_address_is_own(hw_str_sub(origin, scheme.len, origin.len),
		port);
}
