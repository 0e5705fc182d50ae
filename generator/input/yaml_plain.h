/*
 * yaml_plain: the plainest form of YAML, read without libyaml.
 *
 * Only for versions of the past (hw_yaml_read_past); what people see now, and
 * every message, comes from libyaml. Nearly every page's front matter is
 * fields, lists and literal blocks, one thing a line; a history has thousands
 * of versions of it, and libyaml takes half of the time that reading them
 * takes. What is of that form is read here, in a fraction of the time, and
 * gives the very tree, places and all, that libyaml's events give. Of
 * anything else, and of every mistake, nothing is said: libyaml reads the
 * text from the start.
 *
 * The form: fields `name: value` and items `- value` with spaces before
 * them; values that are plain words without ": " and " #", words in quotes
 * without escapes, `[a list]` of these, and `|` blocks. No comments, no
 * tabs, no CR, no value over several lines, no field twice.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_YAML_PLAIN_H
#define HW_INPUT_YAML_PLAIN_H

#include "input/yaml.h"

/* As hw_yaml_read, whose checks of characters and lines have been passed;
 * NULL where the text is not of the form. Reports nothing. */
struct hw_yaml *hw_yaml_read_plain(const struct hw_source *source,
    size_t from, size_t to, struct hw_arena *arena);

/* The same text by libyaml's events, which can say what is wrong. */
struct hw_yaml *hw_yaml_read_events(const struct hw_source *source,
    size_t from, size_t to, struct hw_diags *diags, struct hw_arena *arena);

/* Fills in where each line of a literal block stands; `to` is the end of the
 * YAML text. */
void hw_yaml_place_lines(struct hw_yaml *node, size_t to,
    struct hw_arena *arena);

#endif
