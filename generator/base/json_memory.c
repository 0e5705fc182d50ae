#include "base/json_memory.h"

#include "base/arena.h"

#include <jansson.h>
#include <stdlib.h>

static void *alloc(size_t size)
{
	return hw_xrealloc(NULL, size);
}

void hw_json_memory_setup(void)
{
	json_set_alloc_funcs(alloc, free);
}
