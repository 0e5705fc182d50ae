#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES (64u * 1024u)

struct hw_arena_block {
	struct hw_arena_block *older;
	size_t size; /* room behind this header */
	alignas(max_align_t) char bytes[];
};

static void (*oom_handler)(void);

void hw_oom_set_handler(void (*handler)(void))
{
	oom_handler = handler;
}

void hw_oom(void)
{
	static const char message[] =
	    "headway: out of memory; nothing was published\n";
	ssize_t ignored;

	if (oom_handler != NULL)
		oom_handler();
	ignored = write(STDERR_FILENO, message, sizeof(message) - 1);
	(void)ignored;
	_exit(3);
}

void *hw_xrealloc(void *old, size_t size)
{
	void *p = realloc(old, size > 0 ? size : 1);

	if (p == NULL)
		hw_oom();
	return p;
}

void hw_arena_init(struct hw_arena *arena, size_t limit_bytes)
{
	*arena = (struct hw_arena){.limit_bytes = limit_bytes};
}

static struct hw_arena_block *add_block(struct hw_arena *arena, size_t room)
{
	struct hw_arena_block *block;

	if (room > PTRDIFF_MAX - sizeof(*block))
		return NULL;
	block = hw_xrealloc(NULL, sizeof(*block) + room);
	block->size = room;
	block->older = arena->blocks;
	arena->blocks = block;
	return block;
}

void *hw_arena_try_alloc(struct hw_arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct hw_arena_block *block;
	char *p;

	if (size > SIZE_MAX - align)
		return NULL;
	if (size == 0)
		size = 1; /* nothing has an address too; NULL means failure */
	size = (size + align - 1) / align * align;
	if (arena->limit_bytes > 0 &&
	    size > arena->limit_bytes - arena->used_bytes)
		return NULL;
	if (!HW_ASAN && (size_t)(arena->end - arena->next) >= size) {
		p = arena->next;
		arena->next += size;
	} else if (HW_ASAN || size > BLOCK_BYTES / 4) {
		/* Its own block, so the newest block's room is not lost. */
		block = add_block(arena, size);
		if (block == NULL)
			return NULL;
		p = block->bytes;
	} else {
		block = add_block(arena, BLOCK_BYTES);
		if (block == NULL)
			return NULL;
		p = block->bytes;
		arena->next = p + size;
		arena->end = p + BLOCK_BYTES;
	}
	arena->used_bytes += size;
	return memset(p, 0, size);
}

void *hw_arena_alloc(struct hw_arena *arena, size_t size)
{
	void *p = hw_arena_try_alloc(arena, size);

	if (p == NULL)
		hw_oom();
	return p;
}

void *hw_arena_calloc(struct hw_arena *arena, size_t count, size_t size)
{
	if (size > 0 && count > SIZE_MAX / size)
		hw_oom();
	return hw_arena_alloc(arena, count * size);
}

void hw_arena_reset(struct hw_arena *arena)
{
	struct hw_arena_block *block = arena->blocks, *older, *keep = NULL;

	for (; block != NULL; block = older) {
		older = block->older;
		if (!HW_ASAN && keep == NULL && block->size == BLOCK_BYTES)
			keep = block;
		else
			free(block);
	}
	arena->blocks = keep;
	arena->next = arena->end = NULL;
	arena->used_bytes = 0;
	if (keep != NULL) {
		keep->older = NULL;
		arena->next = keep->bytes;
		arena->end = keep->bytes + keep->size;
	}
}

void hw_arena_free(struct hw_arena *arena)
{
	struct hw_arena_block *block = arena->blocks, *older;

	for (; block != NULL; block = older) {
		older = block->older;
		free(block);
	}
	*arena = (struct hw_arena){.limit_bytes = arena->limit_bytes};
}
