#include "base/hash.h"

#define FACTOR UINT64_C(0x9E3779B97F4A7C15)
/* One byte, eight times. */
#define EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

uint64_t hw_hash_number(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * FACTOR;
	return hash ^ hash >> 32;
}

static uint64_t eight_at(const char *text)
{
	const unsigned char *p = (const unsigned char *)text;

	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 |
	    (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	    (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
	    (uint64_t)p[7] << 56;
}

uint64_t hw_hash_bytes(uint64_t hash, hw_str s)
{
	uint64_t rest = 0;
	size_t i, k;

	for (i = 0; i + 8 <= s.len; i += 8)
		hash = hw_hash_number(hash, eight_at(s.p + i));
	for (k = i; k < s.len; k++)
		rest = rest << 8 | (unsigned char)s.p[k];
	return hw_hash_number(hw_hash_number(hash, rest), s.len);
}

/* ------------------------------- folding ------------------------------- */

struct folded {
	uint64_t hash;
	uint64_t rest; /* the bytes after the last whole eight of them */
	size_t count;  /* of all bytes */
	bool after_space;
};

/* The high bit of each byte that is `c`. */
static uint64_t bytes_equal(uint64_t eight, char c)
{
	uint64_t other = eight ^ EIGHT((unsigned char)c);

	return ~(((other & EIGHT(0x7F)) + EIGHT(0x7F)) | other | EIGHT(0x7F));
}

/* Takes eight bytes at once, unless a space among them has to go. */
static bool fold_eight(struct folded *folded, const char *p)
{
	uint64_t eight = eight_at(p);
	uint64_t spaces = bytes_equal(eight, ' ') | bytes_equal(eight, '\n') |
	    bytes_equal(eight, '\t') | bytes_equal(eight, '\r');
	uint64_t whole = (spaces >> 7) * 0xFF;

	if ((spaces & spaces << 8) != 0 ||
	    (folded->after_space && (spaces & 0x80) != 0))
		return false;
	folded->hash = hw_hash_number(folded->hash,
	    (eight & ~whole) | (EIGHT(' ') & whole));
	folded->count += 8;
	folded->after_space = spaces >> 63 != 0;
	return true;
}

static void fold_byte(struct folded *folded, char c)
{
	folded->after_space = c == ' ';
	folded->rest |= (uint64_t)(unsigned char)c << folded->count % 8 * 8;
	if (++folded->count % 8 != 0)
		return;
	folded->hash = hw_hash_number(folded->hash, folded->rest);
	folded->rest = 0;
}

uint64_t hw_hash_folded(uint64_t hash, hw_str s)
{
	struct folded folded = {.hash = hash};
	size_t i = 0;

	s = hw_str_trim(s);
	while (i < s.len) {
		char c = s.p[i];

		if (folded.count % 8 == 0 && s.len - i >= 8 &&
		    fold_eight(&folded, s.p + i)) {
			i += 8;
			continue;
		}
		if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
			fold_byte(&folded, c);
		else if (!folded.after_space)
			fold_byte(&folded, ' ');
		i++;
	}
	return hw_hash_number(hw_hash_number(folded.hash, folded.rest),
	    folded.count);
}
