/*
 * arena: memory that is released all at once.
 *
 * A build keeps one arena for the site and one for scratch work; nothing in
 * an arena is freed on its own. Allocation never returns NULL: when memory
 * or the arena's limit runs out, hw_oom() is called, which does not return.
 *
 * Under AddressSanitizer each object is its own malloc, so that the
 * sanitizer sees reads past the end of an object.
 *
 * Threads: an arena belongs to one thread at a time.
 */
#ifndef HW_BASE_ARENA_H
#define HW_BASE_ARENA_H

#include "base/compiler.h"

#include <stdbool.h>
#include <stddef.h>

struct hw_arena_block;

struct hw_arena {
	struct hw_arena_block *blocks; /* newest first */
	char *next, *end;              /* free room in the newest block */
	size_t used_bytes;             /* handed out since the last reset */
	size_t limit_bytes;            /* 0: no limit */
};

/* An empty arena; limit_bytes 0 means no limit but the machine's. */
void hw_arena_init(struct hw_arena *arena, size_t limit_bytes);

/* Forget every object; keep one block for the next use. */
void hw_arena_reset(struct hw_arena *arena);

/* Release everything. The arena may be used again. */
void hw_arena_free(struct hw_arena *arena);

/* Zeroed memory, aligned for any type; lives until reset or free. */
void *hw_arena_alloc(struct hw_arena *arena, size_t size);

/* The same for count objects of size bytes; the product may not overflow. */
void *hw_arena_calloc(struct hw_arena *arena, size_t count, size_t size);

/* As hw_arena_alloc, but NULL where the limit says no, or no machine could
 * give so much. */
void *hw_arena_try_alloc(struct hw_arena *arena, size_t size);

#define HW_NEW(arena, type) ((type *)hw_arena_alloc((arena), sizeof(type)))
#define HW_NEW_ARRAY(arena, type, count) \
	((type *)hw_arena_calloc((arena), (count), sizeof(type)))

/*
 * Out of memory. Calls the handler set with hw_oom_set_handler (tests jump
 * out, the command removes what it staged), then says so in one line and
 * ends the process with status 3. Never returns.
 */
HW_NORETURN void hw_oom(void);
void hw_oom_set_handler(void (*handler)(void));

/* malloc and realloc that end in hw_oom() instead of NULL. */
void *hw_xrealloc(void *old, size_t size);

#endif
