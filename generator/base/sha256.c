#include "base/sha256.h"

#include <nettle/sha2.h>

_Static_assert(HW_SHA256_BYTES == SHA256_DIGEST_SIZE, "of one size");

struct hw_sha256 hw_sha256(hw_str message)
{
	struct sha256_ctx context;
	struct hw_sha256 digest;

	sha256_init(&context);
	sha256_update(&context, message.len, (const uint8_t *)message.p);
	sha256_digest(&context, sizeof(digest.bytes), digest.bytes);
	return digest;
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
