/*
 * yaml_edit: one small change in a YAML text that leaves every other byte.
 *
 * A change is a splice: some bytes of the source give way to others. It is
 * worked out from the tree of input/yaml, whose nodes know their places;
 * comments, order, quotes and line ends stay. Whoever makes several changes
 * applies one, reads the text again, and asks for the next; and in the end
 * compares what is read with what was meant.
 *
 * False means that the place is of a form in which the change cannot be made
 * safely (a comment would be lost, say); nothing is decided then.
 *
 * Ownership: bytes of a splice live in the arena. Threads: no state.
 */
#ifndef HW_INPUT_YAML_EDIT_H
#define HW_INPUT_YAML_EDIT_H

#include "input/yaml.h"

struct hw_splice {
	size_t at, len; /* bytes of the source that go */
	hw_str bytes;   /* what comes in their place */
};

/* The text with the splice made. */
hw_str hw_splice_apply(struct hw_arena *arena, hw_str text,
    const struct hw_splice *splice);

/*
 * A one-line text as a YAML value: plain where that is safe and `quote` is
 * '\0', else in that quote (' or "). `in_flow`: between [ ] or { }.
 */
hw_str hw_yaml_scalar(struct hw_arena *arena, hw_str value, bool in_flow,
    char quote);

/* ["a", "b"] */
hw_str hw_yaml_flow_list(struct hw_arena *arena, const hw_str *items,
    size_t count);

/* Where the node ends, without the space and comments behind it. */
size_t hw_yaml_end(const struct hw_yaml *node);

/* The node's text becomes this value, in the quotes that it had. */
bool hw_yaml_replace(struct hw_splice *out, const struct hw_yaml *node,
    bool in_flow, hw_str value, struct hw_arena *arena);

/*
 * `key: written` into a mapping, behind the last of the keys of `order` (up
 * to a NULL) that stand before `key` there and that the mapping has.
 */
bool hw_yaml_insert_pair(struct hw_splice *out, const struct hw_yaml *mapping,
    const char *const *order, hw_str key, hw_str written,
    struct hw_arena *arena);

bool hw_yaml_remove_pair(struct hw_splice *out, const struct hw_yaml *mapping,
    hw_str key);

/* An item of a list, before the one at `index`, or at the end. `written` may
 * have several lines: later ones are indented like the first. The list must
 * have an item already. */
bool hw_yaml_insert_item(struct hw_splice *out, const struct hw_yaml *list,
    size_t index, hw_str written, struct hw_arena *arena);

/* An item of a list that has others. */
bool hw_yaml_remove_item(struct hw_splice *out, const struct hw_yaml *list,
    size_t index);

/* Between [ ] or { }? */
bool hw_yaml_is_flow(const struct hw_yaml *node);

/* The same values in the same order, however they are written. */
bool hw_yaml_equal(const struct hw_yaml *a, const struct hw_yaml *b);

#endif
