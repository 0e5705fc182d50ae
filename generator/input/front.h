/*
 * front: front matter, site.yaml and words.yaml into their structs, and the
 * rules that need no other file.
 *
 * All three report every mistake they find. Strings live as long as the
 * source and the arena. Absent fields have span.source NULL.
 *
 * Threads: no state; pages may be read at the same time, each with its own
 * arena and diagnostics.
 */
#ifndef HW_INPUT_FRONT_H
#define HW_INPUT_FRONT_H

#include "model/site.h"

/*
 * Fills page->front and page->body from page->source; page->is_easy must be
 * set. front.kind.value is never -1 afterwards: without `kind`, an index.md
 * of a folder below content/ is a plan and any other file an ordinary page
 * (its span stays empty). False when front matter or body cannot be used at
 * all; then the title is absent and the body is what could be found.
 */
bool hw_front_read(struct hw_page *page, struct hw_diags *diags,
    struct hw_arena *arena);

/* Where the YAML of a page's front matter stands in its source. False when
 * there is none, or it cannot be used; that is reported. */
bool hw_front_find(const struct hw_source *source, size_t *from, size_t *to,
    struct hw_diags *diags);

/* Fills *out, with defaults for language and time_zone. False when the file
 * is no YAML; the defaults are there all the same. */
bool hw_settings_read(struct hw_settings *out, const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena);

/* Fills *out; false when the file is no YAML. */
bool hw_words_read(struct hw_words *out, const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena);

#endif
