/* schema: the JSON Schema of everything that people write. */
#include "cli/command.h"
#include "render/schema_json.h"

#include <stdio.h>

int hw_command_schema(const struct hw_options *options)
{
	struct hw_arena arena;
	hw_str schema;

	(void)options;
	hw_arena_init(&arena, 0);
	schema = hw_schema_json(&arena);
	fwrite(schema.p, 1, schema.len, stdout);
	hw_arena_free(&arena);
	return HW_EXIT_CLEAN;
}
