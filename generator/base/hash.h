/*
 * hash: 64 bits that stand for texts and numbers.
 *
 * For telling apart what people wrote, fast; not against somebody who looks
 * for two texts with the same hash. The same on every machine. A hash is
 * made step by step, from HW_HASH_START on; each step can be undone, so that
 * two inputs that differ in one step alone never meet.
 *
 * Threads: no state.
 */
#ifndef HW_BASE_HASH_H
#define HW_BASE_HASH_H

#include "base/str.h"

#define HW_HASH_START UINT64_C(14695981039346656037)

uint64_t hw_hash_number(uint64_t hash, uint64_t number);

/* The bytes, and how many they are. */
uint64_t hw_hash_bytes(uint64_t hash, hw_str s);

/* The bytes with each run of white space as one space, none at the ends. */
uint64_t hw_hash_folded(uint64_t hash, hw_str s);

#endif
