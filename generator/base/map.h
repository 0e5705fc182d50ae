/*
 * map: a table from strings to pointers that remembers insertion order.
 *
 * Keys are borrowed: they must outlive the map (usually both live in the
 * site's arena). Never shrinks; nothing is removed.
 *
 * Threads: reading is safe from several threads, writing from one.
 */
#ifndef HW_BASE_MAP_H
#define HW_BASE_MAP_H

#include "base/str.h"

struct hw_map_entry {
	hw_str key;
	void *value;
};

struct hw_map {
	struct hw_map_entry *entries; /* in insertion order */
	size_t count, room;
	uint32_t *slots; /* entry index + 1; 0 is free */
	size_t slot_count;
	struct hw_arena *arena;
};

void hw_map_init(struct hw_map *map, struct hw_arena *arena);

/* The value of key, or NULL. */
void *hw_map_get(const struct hw_map *map, hw_str key);

/*
 * Adds key unless it is there. Returns the value that now stands: the new
 * one, or the earlier one, which is left in place.
 */
void *hw_map_add(struct hw_map *map, hw_str key, void *value);

#endif
