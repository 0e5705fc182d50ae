#include "model/value.h"

#include <assert.h>

/* Looking through fewer keys than this is quicker than hashing one. */
#define FEW_KEYS 12

const struct hw_value hw_value_null = {.kind = HW_VALUE_NULL};
const struct hw_value hw_value_true = {.kind = HW_VALUE_BOOL, .truth = true};
const struct hw_value hw_value_false = {.kind = HW_VALUE_BOOL};

static struct hw_value *new_value(struct hw_arena *arena,
    enum hw_value_kind kind)
{
	struct hw_value *value = HW_NEW(arena, struct hw_value);

	value->kind = kind;
	return value;
}

struct hw_value *hw_value_text(struct hw_arena *arena, hw_str text)
{
	struct hw_value *value = new_value(arena, HW_VALUE_TEXT);

	value->text = text;
	return value;
}

struct hw_value *hw_value_html(struct hw_arena *arena, hw_html html)
{
	struct hw_value *value = new_value(arena, HW_VALUE_HTML);

	value->html = html;
	return value;
}

struct hw_value *hw_value_number(struct hw_arena *arena, hw_str written)
{
	struct hw_value *value = new_value(arena, HW_VALUE_NUMBER);

	value->text = written;
	return value;
}

struct hw_value *hw_value_integer(struct hw_arena *arena, int64_t integer)
{
	struct hw_value *value = new_value(arena, HW_VALUE_INTEGER);

	value->integer = integer;
	return value;
}

struct hw_value *hw_value_list(struct hw_arena *arena)
{
	return new_value(arena, HW_VALUE_LIST);
}

struct hw_value *hw_value_map(struct hw_arena *arena)
{
	return new_value(arena, HW_VALUE_MAP);
}

static void put_in_slot(struct hw_value_map *map, size_t index)
{
	size_t mask = map->slot_count - 1;
	size_t at = (size_t)hw_str_hash(map->entries[index].key) & mask;

	while (map->slots[at] != 0)
		at = (at + 1) & mask;
	map->slots[at] = (uint32_t)(index + 1);
}

static void build_slots(struct hw_arena *arena, struct hw_value_map *map)
{
	size_t i;

	map->slot_count = 64;
	while (map->slot_count < map->count * 4)
		map->slot_count *= 2;
	map->slots = HW_NEW_ARRAY(arena, uint32_t, map->slot_count);
	for (i = 0; i < map->count; i++)
		put_in_slot(map, i);
}

/* Written out: the generic comparison costs a call for every key. */
static inline bool same_key(hw_str a, hw_str b)
{
	return a.len == b.len &&
	    (a.len == 0 ||
		(a.p[0] == b.p[0] && memcmp(a.p, b.p, a.len) == 0));
}

static struct hw_value_entry *find(const struct hw_value_map *map, hw_str key)
{
	size_t i, at;

	if (map->slots == NULL) {
		for (i = 0; i < map->count; i++)
			if (same_key(map->entries[i].key, key))
				return &map->entries[i];
		return NULL;
	}
	at = (size_t)hw_str_hash(key) & (map->slot_count - 1);
	for (; map->slots[at] != 0; at = (at + 1) & (map->slot_count - 1)) {
		i = map->slots[at] - 1;
		if (same_key(map->entries[i].key, key))
			return &map->entries[i];
	}
	return NULL;
}

void hw_value_set(struct hw_arena *arena, struct hw_value *map, hw_str key,
    const struct hw_value *value)
{
	struct hw_value_map *m = &map->map;
	struct hw_value_entry *there;

	assert(map->kind == HW_VALUE_MAP && value != NULL);
	there = find(m, key);
	if (there != NULL) {
		there->value = value;
		return;
	}
	assert(m->count < UINT32_MAX - 1);
	m->entries = hw_list_room(arena, m->entries, m->count, &m->room,
	    sizeof(*m->entries));
	m->entries[m->count++] = (struct hw_value_entry){key, value};
	if (m->slots == NULL ? m->count > FEW_KEYS
			     : m->count * 2 > m->slot_count)
		build_slots(arena, m);
	else if (m->slots != NULL)
		put_in_slot(m, m->count - 1);
}

void hw_value_set_text(struct hw_arena *arena, struct hw_value *map,
    hw_str key, hw_str text)
{
	hw_value_set(arena, map, key, hw_value_text(arena, text));
}

void hw_value_set_html(struct hw_arena *arena, struct hw_value *map,
    hw_str key, hw_html html)
{
	hw_value_set(arena, map, key, hw_value_html(arena, html));
}

void hw_value_set_bool(struct hw_arena *arena, struct hw_value *map,
    hw_str key, bool truth)
{
	hw_value_set(arena, map, key, hw_value_bool(truth));
}

void hw_value_set_integer(struct hw_arena *arena, struct hw_value *map,
    hw_str key, int64_t integer)
{
	hw_value_set(arena, map, key, hw_value_integer(arena, integer));
}

void hw_value_set_null(struct hw_arena *arena, struct hw_value *map,
    hw_str key)
{
	hw_value_set(arena, map, key, &hw_value_null);
}

struct hw_value *hw_value_set_map(struct hw_arena *arena,
    struct hw_value *map, hw_str key)
{
	struct hw_value *value = hw_value_map(arena);

	hw_value_set(arena, map, key, value);
	return value;
}

struct hw_value *hw_value_set_list(struct hw_arena *arena,
    struct hw_value *map, hw_str key)
{
	struct hw_value *value = hw_value_list(arena);

	hw_value_set(arena, map, key, value);
	return value;
}

void hw_value_push(struct hw_arena *arena, struct hw_value *list,
    const struct hw_value *value)
{
	assert(list->kind == HW_VALUE_LIST && value != NULL);
	HW_PUSH(&list->list, arena, value);
}

void hw_value_push_text(struct hw_arena *arena, struct hw_value *list,
    hw_str text)
{
	hw_value_push(arena, list, hw_value_text(arena, text));
}

struct hw_value *hw_value_push_map(struct hw_arena *arena,
    struct hw_value *list)
{
	struct hw_value *value = hw_value_map(arena);

	hw_value_push(arena, list, value);
	return value;
}

const struct hw_value *hw_value_get(const struct hw_value *map, hw_str key)
{
	const struct hw_value_entry *entry;

	if (map->kind != HW_VALUE_MAP)
		return NULL;
	entry = find(&map->map, key);
	return entry != NULL ? entry->value : NULL;
}

/* 0, -0, 0.00, 0e5: a number without any digit but nought before an e. */
static bool is_zero(hw_str number)
{
	size_t i;

	for (i = 0; i < number.len; i++) {
		if (number.p[i] == 'e' || number.p[i] == 'E')
			break;
		if (number.p[i] >= '1' && number.p[i] <= '9')
			return false;
	}
	return true;
}

bool hw_value_shows(const struct hw_value *value)
{
	switch (value->kind) {
	case HW_VALUE_NULL:
		return false;
	case HW_VALUE_BOOL:
		return value->truth;
	case HW_VALUE_TEXT:
		return value->text.len > 0;
	case HW_VALUE_HTML:
		return value->html.markup.len > 0;
	case HW_VALUE_NUMBER:
		return !is_zero(value->text);
	case HW_VALUE_INTEGER:
		return value->integer != 0;
	case HW_VALUE_LIST:
		return value->list.count > 0;
	case HW_VALUE_MAP:
		return true;
	}
	return false;
}

const char *hw_value_kind_name(const struct hw_value *value)
{
	static const char *const names[] = {
	    [HW_VALUE_NULL] = "nothing",
	    [HW_VALUE_BOOL] = "a yes or no",
	    [HW_VALUE_TEXT] = "a text",
	    [HW_VALUE_HTML] = "markup",
	    [HW_VALUE_NUMBER] = "a number",
	    [HW_VALUE_INTEGER] = "a number",
	    [HW_VALUE_LIST] = "a list",
	    [HW_VALUE_MAP] = "a map",
	};

	return names[value->kind];
}
