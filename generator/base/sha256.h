/*
 * sha256: the SHA-256 digest of FIPS 180-4.
 *
 * For naming bytes, not for secrets. None of the libraries that headway
 * needs anyway offers it in its public interface, and another library for
 * one function would be the larger risk.
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
