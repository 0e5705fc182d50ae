/*
 * gitmemory: the allocator that input/gitrepo gives to libgit2.
 *
 * libgit2 does not survive a NULL everywhere, so an exhausted machine ends
 * in hw_oom(). Only requests over 1 GiB return NULL: they come from damaged
 * sizes in objects, and that is the object's error. What is given is
 * released with free(). The last two arguments, a place in the library's
 * source, are not used.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_GITMEMORY_H
#define HW_INPUT_GITMEMORY_H

#include <stddef.h>

void *hw_git_malloc(size_t size, const char *file, int line);
void *hw_git_calloc(size_t count, size_t size, const char *file, int line);
void *hw_git_realloc(void *old, size_t size, const char *file, int line);
void *hw_git_reallocarray(void *old, size_t count, size_t size,
    const char *file, int line);
void *hw_git_mallocarray(size_t count, size_t size, const char *file,
    int line);

/* Copies that end in a NUL: of all of s, of at most len bytes of it, and of
 * exactly len bytes of it. */
char *hw_git_strdup(const char *s, const char *file, int line);
char *hw_git_strndup(const char *s, size_t len, const char *file, int line);
char *hw_git_substrdup(const char *s, size_t len, const char *file, int line);

#endif
