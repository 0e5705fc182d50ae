/*
 * json_put: JSON as it is written, for every file that writes some;
 * jansson's adapter for it.
 *
 * Values that are put into an object or an array belong to it from then on;
 * what is printed is released. Texts are UTF-8. Memory is the only thing
 * that jansson can want: then the program ends (hw_oom), so that no caller
 * asks.
 *
 * Threads: no state; a value belongs to one thread.
 */
#ifndef HW_RENDER_JSON_PUT_H
#define HW_RENDER_JSON_PUT_H

#include "base/str.h"

#include <jansson.h>

void hw_json_set(json_t *object, const char *key, json_t *value);
void hw_json_append(json_t *array, json_t *value);

/* An empty text is "", or null. */
json_t *hw_json_text(hw_str s);
json_t *hw_json_text_or_null(hw_str s);
json_t *hw_json_count(size_t n);

/* root with jansson's flags, and a line end. */
void hw_json_print(struct hw_buf *out, json_t *root, size_t flags);

#endif
