#include "base/sha256.h"

#include <nettle/base16.h>
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

	base16_encode_update(out.text, sizeof(digest.bytes), digest.bytes);
	out.text[BASE16_ENCODE_LENGTH(sizeof(digest.bytes))] = '\0';
	return out;
}
