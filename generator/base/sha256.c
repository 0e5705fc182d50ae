/*
 * The names a to h, w, K and the functions are those of FIPS 180-4, sections
 * 4.1.2, 4.2.2, 5 and 6.2, so that the two can be read side by side.
 */
#include "base/sha256.h"

#define BLOCK 64 /* bytes */

/* First 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t K[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138,
    0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624,
    0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f,
    0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, unsigned by)
{
	return x >> by | x << (32 - by);
}

static uint32_t load(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static void store(unsigned char *p, uint32_t x)
{
	p[0] = (unsigned char)(x >> 24);
	p[1] = (unsigned char)(x >> 16);
	p[2] = (unsigned char)(x >> 8);
	p[3] = (unsigned char)x;
}

static void schedule(uint32_t w[64], const unsigned char *block)
{
	size_t t;

	for (t = 0; t < 16; t++)
		w[t] = load(block + 4 * t);
	for (; t < 64; t++) {
		uint32_t x = w[t - 2], y = w[t - 15];

		w[t] = (rotate(x, 17) ^ rotate(x, 19) ^ x >> 10) + w[t - 7] +
		    (rotate(y, 7) ^ rotate(y, 18) ^ y >> 3) + w[t - 16];
	}
}

static void mix(uint32_t hash[8], const unsigned char *block)
{
	uint32_t w[64], a = hash[0], b = hash[1], c = hash[2], d = hash[3];
	uint32_t e = hash[4], f = hash[5], g = hash[6], h = hash[7];
	size_t t;

	schedule(w, block);
	for (t = 0; t < 64; t++) {
		uint32_t sum_e = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
		uint32_t sum_a = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
		uint32_t choice = (e & f) ^ (~e & g);
		uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
		uint32_t t1 = h + sum_e + choice + K[t] + w[t];
		uint32_t t2 = sum_a + majority;

		h = g;
		g = f;
		f = e;
		e = d + t1;
		d = c;
		c = b;
		b = a;
		a = t1 + t2;
	}
	hash[0] += a;
	hash[1] += b;
	hash[2] += c;
	hash[3] += d;
	hash[4] += e;
	hash[5] += f;
	hash[6] += g;
	hash[7] += h;
}

struct hw_sha256 hw_sha256(hw_str message)
{
	/* First 32 bits of the fractions of the square roots of 2 to 19. */
	uint32_t hash[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
	    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	unsigned char tail[2 * BLOCK] = {0};
	uint64_t bits = (uint64_t)message.len * 8;
	const unsigned char *p = (const unsigned char *)message.p;
	size_t rest = message.len % BLOCK, i, tail_len;
	struct hw_sha256 out;

	for (i = 0; i + BLOCK <= message.len; i += BLOCK)
		mix(hash, p + i);
	/* A one bit, zeros, and the length fill the last block or two. */
	if (rest > 0)
		memcpy(tail, p + i, rest);
	tail[rest] = 0x80;
	tail_len = rest + 9 <= BLOCK ? BLOCK : 2 * BLOCK;
	store(tail + tail_len - 8, (uint32_t)(bits >> 32));
	store(tail + tail_len - 4, (uint32_t)bits);
	for (i = 0; i < tail_len; i += BLOCK)
		mix(hash, tail + i);
	for (i = 0; i < HW_COUNT(hash); i++)
		store(out.bytes + 4 * i, hash[i]);
	return out;
}

struct hw_sha256_hex hw_sha256_hex(hw_str message)
{
	struct hw_sha256 digest = hw_sha256(message);
	struct hw_sha256_hex out;
	size_t i;

	for (i = 0; i < HW_SHA256_BYTES; i++) {
		out.text[2 * i] = "0123456789abcdef"[digest.bytes[i] >> 4];
		out.text[2 * i + 1] =
		    "0123456789abcdef"[digest.bytes[i] & 15];
	}
	out.text[2 * i] = '\0';
	return out;
}
