/*
 * schema_json: the tables of input/schema as a JSON Schema, for editors.
 *
 * Draft 2020-12. One document with a definition for each kind of file
 * (#/$defs/page, easy_read_page, site, words, history) and for each group of fields
 * in them. What a schema cannot say (a day that is in no month, a ref used
 * twice) only `headway check` tells.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_SCHEMA_JSON_H
#define HW_RENDER_SCHEMA_JSON_H

#include "base/str.h"

/* The schema as indented JSON with a line end; lives in the arena. Ends in
 * hw_oom() when memory runs out. */
hw_str hw_schema_json(struct hw_arena *arena);

#endif
