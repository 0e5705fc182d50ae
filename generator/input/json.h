/*
 * json: the jansson adapter for reading: JSON text to values.
 *
 * Refuses what is longer than HW_JSON_BYTES, deeper than HW_JSON_DEPTH, or
 * has a name twice in one object. Numbers with a fraction are written as
 * short as they can be without changing them: 1.210 reads as 1.21.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_JSON_H
#define HW_INPUT_JSON_H

#include "base/diag.h"
#include "model/value.h"

#define HW_JSON_BYTES ((size_t)16 * 1024 * 1024)
#define HW_JSON_DEPTH 64

/* The value, all of it in the arena; NULL after an error. */
const struct hw_value *hw_json_read(struct hw_arena *arena,
    const struct hw_source *source, struct hw_diags *diags);

#endif
