#include "base/map.h"

void hw_map_init(struct hw_map *map, struct hw_arena *arena)
{
	*map = (struct hw_map){.arena = arena};
}

/* The slot that holds key, or the free slot where it belongs. */
static size_t slot_of(const struct hw_map *map, hw_str key)
{
	size_t mask = map->slot_count - 1;
	size_t slot = (size_t)hw_str_hash(key) & mask;

	while (map->slots[slot] != 0 &&
	    !hw_str_equal(map->entries[map->slots[slot] - 1].key, key))
		slot = (slot + 1) & mask;
	return slot;
}

static void grow_slots(struct hw_map *map)
{
	size_t i;

	map->slot_count = map->slot_count > 0 ? map->slot_count * 2 : 16;
	map->slots = HW_NEW_ARRAY(map->arena, uint32_t, map->slot_count);
	for (i = 0; i < map->count; i++)
		map->slots[slot_of(map, map->entries[i].key)] =
		    (uint32_t)(i + 1);
}

void *hw_map_get(const struct hw_map *map, hw_str key)
{
	size_t slot;

	if (map->slot_count == 0)
		return NULL;
	slot = slot_of(map, key);
	return map->slots[slot] != 0
	    ? map->entries[map->slots[slot] - 1].value
	    : NULL;
}

void *hw_map_add(struct hw_map *map, hw_str key, void *value)
{
	size_t slot;

	if ((map->count + 1) * 2 > map->slot_count)
		grow_slots(map);
	slot = slot_of(map, key);
	if (map->slots[slot] != 0)
		return map->entries[map->slots[slot] - 1].value;
	map->entries = hw_list_room(map->arena, map->entries, map->count,
	    &map->room, sizeof(*map->entries));
	map->entries[map->count] = (struct hw_map_entry){key, value};
	map->slots[slot] = (uint32_t)++map->count;
	return value;
}
