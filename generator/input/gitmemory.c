#include "input/gitmemory.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#define REQUEST_LIMIT_BYTES ((size_t)1024 * 1024 * 1024)

static void *regive(void *old, size_t count, size_t size)
{
	void *memory;

	if (size != 0 && count > REQUEST_LIMIT_BYTES / size)
		return NULL;
	memory = realloc(old, count * size > 0 ? count * size : 1);
	if (memory == NULL)
		hw_oom();
	return memory;
}

void *hw_git_malloc(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return regive(NULL, 1, size);
}

void *hw_git_calloc(size_t count, size_t size, const char *file, int line)
{
	void *memory = regive(NULL, count, size);

	(void)file;
	(void)line;
	if (memory != NULL)
		memset(memory, 0, count * size);
	return memory;
}

/* Exactly len bytes of s and a NUL. */
char *hw_git_substrdup(const char *s, size_t len, const char *file, int line)
{
	char *copy = len < REQUEST_LIMIT_BYTES
	    ? hw_git_malloc(len + 1, file, line)
	    : NULL;

	if (copy != NULL) {
		memcpy(copy, s, len);
		copy[len] = '\0';
	}
	return copy;
}

char *hw_git_strdup(const char *s, const char *file, int line)
{
	return hw_git_substrdup(s, strlen(s), file, line);
}

char *hw_git_strndup(const char *s, size_t len, const char *file, int line)
{
	return hw_git_substrdup(s, strnlen(s, len), file, line);
}

void *hw_git_realloc(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return regive(old, 1, size);
}

void *hw_git_reallocarray(void *old, size_t count, size_t size,
    const char *file, int line)
{
	(void)file;
	(void)line;
	return regive(old, count, size);
}

void *hw_git_mallocarray(size_t count, size_t size, const char *file,
    int line)
{
	(void)file;
	(void)line;
	return regive(NULL, count, size);
}
