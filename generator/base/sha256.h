/*
 * sha256: the SHA-256 digest of FIPS 180-4; the adapter to nettle.
 *
 * For naming bytes, not for secrets. Nettle comes with libmicrohttpd, whose
 * TLS it serves, and uses the processor's own instructions for this.
 *
 * Threads: no state.
 */
#ifndef HW_BASE_SHA256_H
#define HW_BASE_SHA256_H

#include "base/str.h"

#define HW_SHA256_BYTES 32

struct hw_sha256 {
	unsigned char bytes[HW_SHA256_BYTES];
};

/* As 64 small hexadecimal digits, NUL-terminated. */
struct hw_sha256_hex {
	char text[2 * HW_SHA256_BYTES + 1];
};

struct hw_sha256 hw_sha256(hw_str message);
struct hw_sha256_hex hw_sha256_hex(hw_str message);

#endif
