/*
 * yaml: a YAML text as a tree of our own, with the place of everything.
 *
 * The only user of libyaml. Takes the plain part of YAML that people write
 * by hand and refuses the rest with a message: anchors, aliases, tags,
 * directives, merge keys, more than one document, keys that are not plain
 * words, the same key twice, nesting over 32, more than 10,000 values. No
 * value has a type: `no`, `012` and `2024-05` are the texts that stand
 * there, and input/fields decides what they may mean.
 *
 * The tree lives in the arena; strings point into it or into the source.
 *
 * Threads: no state; one source may be read by several threads.
 */
#ifndef HW_INPUT_YAML_H
#define HW_INPUT_YAML_H

#include "base/diag.h"

#define HW_YAML_DEPTH_LIMIT 32
#define HW_YAML_NODE_LIMIT  10000

enum hw_yaml_kind {
	HW_YAML_SCALAR,
	HW_YAML_LIST,
	HW_YAML_MAPPING,
	HW_YAML_REFUSED, /* an alias: reported already, has no value */
};

enum hw_yaml_style {
	HW_YAML_PLAIN,
	HW_YAML_QUOTED,  /* ' or " */
	HW_YAML_LITERAL, /* | */
	HW_YAML_FOLDED,  /* > */
};

struct hw_yaml;

struct hw_yaml_pair {
	struct hw_text key;
	struct hw_yaml *value;
};

struct hw_yaml {
	enum hw_yaml_kind kind;
	enum hw_yaml_style style;           /* of a SCALAR */
	struct hw_text text;                /* of a SCALAR */
	struct hw_span span;                /* as written, quotes and all */
	HW_LIST(struct hw_yaml *) items;    /* of a LIST */
	HW_LIST(struct hw_yaml_pair) pairs; /* of a MAPPING, in order */
};

/*
 * Reads bytes from..to of the source, which must be UTF-8 (see
 * hw_text_check_utf8). Returns the tree, or NULL after reporting why there
 * is none. Nothing at all (or comments alone) is an empty mapping. Some
 * mistakes (a key given twice, an anchor, an alias) are reported and leave a
 * tree without them.
 */
struct hw_yaml *hw_yaml_read(const struct hw_source *source, size_t from,
    size_t to, struct hw_diags *diags, struct hw_arena *arena);

/*
 * The same for a version of the past, of which a history has thousands: what
 * is of the plainest form is read without libyaml (see input/yaml_plain).
 */
struct hw_yaml *hw_yaml_read_past(const struct hw_source *source, size_t from,
    size_t to, struct hw_diags *diags, struct hw_arena *arena);

/* The value of a key of a mapping, or NULL. */
struct hw_yaml *hw_yaml_get(const struct hw_yaml *mapping, hw_str key);

/* A field with nothing after its colon. */
bool hw_yaml_is_empty(const struct hw_yaml *node);

#endif
