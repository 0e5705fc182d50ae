/*
 * starter: files to start from, which come with headway as layouts/starter.
 *
 * Markers such as @NAME@ in them give way to what was asked for: in YAML as a
 * value with quotes where it needs them, elsewhere as it is. Nothing that is
 * there is ever overwritten.
 *
 * Ownership: strings in the arena. Threads: one.
 */
#ifndef HW_CLI_STARTER_H
#define HW_CLI_STARTER_H

#include "base/diag.h"
#include "base/fs.h"

#define HW_STARTER_LIMIT_BYTES ((size_t)256 * 1024)

/* What stands for @NAME@, say. */
struct hw_starter_value {
	hw_str marker, value;
};

/* A text with its markers filled in; `path` says of what sort it is. */
hw_str hw_starter_fill(struct hw_arena *arena, hw_str path, hw_str text,
    const struct hw_starter_value *values, size_t count);

/* Reads layouts/starter/<path> of what is installed; a failure is
 * reported. */
bool hw_starter_read(hw_str *out, hw_str path, struct hw_diags *diags,
    struct hw_arena *arena);

/* All files below layouts/starter/<from>, below the root of `to`, which is
 * empty; folders on the way are made. */
bool hw_starter_copy(struct hw_fs *to, hw_str from,
    const struct hw_starter_value *values, size_t count,
    struct hw_diags *diags, struct hw_arena *arena);

#endif
