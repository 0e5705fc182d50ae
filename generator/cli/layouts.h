/*
 * layouts: files of layouts/, the site's own before those that are installed
 * with headway, and the words of the interface among them.
 *
 * A layout over 1 MiB is refused. Ownership: what is read lives in the
 * site's arena. Threads: one.
 */
#ifndef HW_CLI_LAYOUTS_H
#define HW_CLI_LAYOUTS_H

#include "cli/load.h"

/* "easy.mustache"; NULL where there is none, or none that can be used. */
struct hw_source *hw_layout_find(struct hw_loaded *loaded, hw_str name);

/* The same for a file that must be there: says so and gives an empty one. */
struct hw_source *hw_layout_need(struct hw_loaded *loaded, hw_str name);

/* The words of the interface in a language; what is wrong with them is
 * reported. */
struct hw_phrases *hw_layout_phrases(struct hw_loaded *loaded,
    const struct hw_language *language);

#endif
