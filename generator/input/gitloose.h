/*
 * gitloose: whether the files of loose git objects are whole; the adapter to
 * zlib.
 *
 * libgit2 1.5 never returns from reading a loose object whose file was cut
 * short (a full disk, a machine that lost power): it waits for compressed
 * bytes that do not come. So each file is tried here first. Everything else
 * that can be wrong with an object libgit2 finds itself.
 *
 * Ownership: lives in the arena given to hw_git_loose_open; open folders are
 * released by hw_git_loose_close.
 *
 * Threads: belongs to one thread.
 */
#ifndef HW_INPUT_GITLOOSE_H
#define HW_INPUT_GITLOOSE_H

#include "input/gitobject.h"

struct hw_git_loose;

/* `folder` is a repository's objects/; the folders that it borrows objects
 * from, and those that they borrow from, are looked at too. */
struct hw_git_loose *hw_git_loose_open(const char *folder,
    struct hw_arena *arena);

/* NULL is allowed. */
void hw_git_loose_close(struct hw_git_loose *loose);

/* Whether objects are borrowed from other folders, there or not. */
bool hw_git_loose_borrows(const struct hw_git_loose *loose);

/* Whether the object has a file of its own that ends too early. */
bool hw_git_loose_is_cut(struct hw_git_loose *loose,
    const struct hw_git_id *id);

#endif
