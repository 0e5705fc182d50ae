/*
 * value: the data that layouts read: texts, numbers, lists and maps.
 *
 * Built once in an arena and never freed on its own. Children are held by
 * pointer and may stand in several places, so that every page shares what
 * is the same for all. A value must not contain itself.
 *
 * Texts are borrowed: they must outlive the value. A key stands once in a
 * map; setting it again replaces its value.
 *
 * Threads: building is for one thread; finished values are read-only and
 * any thread may read them.
 */
#ifndef HW_MODEL_VALUE_H
#define HW_MODEL_VALUE_H

#include "base/str.h"

enum hw_value_kind {
	HW_VALUE_NULL,
	HW_VALUE_BOOL,
	HW_VALUE_TEXT,   /* is escaped where it is put */
	HW_VALUE_HTML,   /* markup: is put as it is */
	HW_VALUE_NUMBER, /* a number as it was written */
	HW_VALUE_INTEGER,
	HW_VALUE_LIST,
	HW_VALUE_MAP,
};

struct hw_value;

struct hw_value_entry {
	hw_str key;
	const struct hw_value *value;
};

/* Keys in the order they were set; slots only once there are many. */
struct hw_value_map {
	struct hw_value_entry *entries;
	size_t count, room;
	uint32_t *slots; /* entry index + 1; 0 is free */
	size_t slot_count;
};

struct hw_value {
	enum hw_value_kind kind;
	union {
		bool truth;
		hw_str text; /* of TEXT and NUMBER */
		hw_html html;
		int64_t integer;
		HW_LIST(const struct hw_value *) list;
		struct hw_value_map map;
	};
};

/* The two truths and nothing, shared by everybody. */
extern const struct hw_value hw_value_null;
extern const struct hw_value hw_value_true;
extern const struct hw_value hw_value_false;

static inline const struct hw_value *hw_value_bool(bool truth)
{
	return truth ? &hw_value_true : &hw_value_false;
}

struct hw_value *hw_value_text(struct hw_arena *arena, hw_str text);
struct hw_value *hw_value_html(struct hw_arena *arena, hw_html html);
struct hw_value *hw_value_number(struct hw_arena *arena, hw_str written);
struct hw_value *hw_value_integer(struct hw_arena *arena, int64_t integer);
struct hw_value *hw_value_list(struct hw_arena *arena);
struct hw_value *hw_value_map(struct hw_arena *arena);

void hw_value_set(struct hw_arena *arena, struct hw_value *map, hw_str key,
    const struct hw_value *value);
void hw_value_set_text(struct hw_arena *arena, struct hw_value *map,
    hw_str key, hw_str text);
void hw_value_set_html(struct hw_arena *arena, struct hw_value *map,
    hw_str key, hw_html html);
void hw_value_set_bool(struct hw_arena *arena, struct hw_value *map,
    hw_str key, bool truth);
void hw_value_set_integer(struct hw_arena *arena, struct hw_value *map,
    hw_str key, int64_t integer);
void hw_value_set_null(struct hw_arena *arena, struct hw_value *map,
    hw_str key);

/* A new map, or list, already set under key. */
struct hw_value *hw_value_set_map(struct hw_arena *arena,
    struct hw_value *map, hw_str key);
struct hw_value *hw_value_set_list(struct hw_arena *arena,
    struct hw_value *map, hw_str key);

void hw_value_push(struct hw_arena *arena, struct hw_value *list,
    const struct hw_value *value);
void hw_value_push_text(struct hw_arena *arena, struct hw_value *list,
    hw_str text);
/* A new map at the end of the list. */
struct hw_value *hw_value_push_map(struct hw_arena *arena,
    struct hw_value *list);

/* The value of key; NULL where `map` has no such key or is not a map. */
const struct hw_value *hw_value_get(const struct hw_value *map, hw_str key);

/*
 * Whether a section shows: not null, false, zero, an empty text or an empty
 * list. A map always shows.
 */
bool hw_value_shows(const struct hw_value *value);

/* "a text", "a list": for messages. */
const char *hw_value_kind_name(const struct hw_value *value);

#endif
