/*
 * phrases: the words of the interface, from layouts/words.<language>.yaml.
 *
 * A flat list of key: words. Words may hold {name} for a value, and come in
 * pairs key_one and key_many where a number decides.
 *
 * Threads: loading is for one thread; then read-only.
 */
#ifndef HW_RENDER_PHRASES_H
#define HW_RENDER_PHRASES_H

#include "base/diag.h"
#include "base/map.h"
#include "model/value.h"

struct hw_phrases {
	struct hw_map words; /* key -> hw_str, in the arena */
	const struct hw_source *source;
	struct hw_arena *arena;
	struct hw_diags *diags;
};

struct hw_phrase_value {
	hw_str name, value;
};

/* Reads the file; keys that are not words are reported. */
void hw_phrases_load(struct hw_phrases *phrases,
    const struct hw_source *source, struct hw_arena *arena,
    struct hw_diags *diags);

/* The words of key. A key that is not there is reported and yields "". */
hw_str hw_phrase(const struct hw_phrases *phrases, const char *key);

/* The words with {name}s filled in; count values. */
hw_str hw_phrase_fill(const struct hw_phrases *phrases,
    struct hw_arena *arena, const char *key,
    const struct hw_phrase_value *values, size_t count);
#define HW_PHRASE(phrases, arena, key, ...)                         \
	hw_phrase_fill((phrases), (arena), (key),                   \
	    (const struct hw_phrase_value[]){__VA_ARGS__},          \
	    sizeof((const struct hw_phrase_value[]){__VA_ARGS__}) / \
		sizeof(struct hw_phrase_value))

/* key_one or key_many with {n} filled in. */
hw_str hw_phrase_count(const struct hw_phrases *phrases,
    struct hw_arena *arena, const char *key, size_t count);

/* All of them as a map for layouts. */
const struct hw_value *hw_phrases_value(const struct hw_phrases *phrases);

#endif
