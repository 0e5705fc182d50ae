#include "render/json_put.h"

#include "base/arena.h"

#include <stdlib.h>

void hw_json_set(json_t *object, const char *key, json_t *value)
{
	if (value == NULL || json_object_set_new(object, key, value) != 0)
		hw_oom();
}

void hw_json_append(json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		hw_oom();
}

json_t *hw_json_text(hw_str s)
{
	/* An absent text may have no address at all. */
	return s.len > 0 ? json_stringn(s.p, s.len) : json_string("");
}

json_t *hw_json_text_or_null(hw_str s)
{
	return s.len > 0 ? json_stringn(s.p, s.len) : json_null();
}

json_t *hw_json_count(size_t n)
{
	return json_integer((json_int_t)n);
}

void hw_json_print(struct hw_buf *out, json_t *root, size_t flags)
{
	char *bytes = root != NULL ? json_dumps(root, flags) : NULL;

	if (bytes == NULL)
		hw_oom();
	hw_buf_puts(out, bytes);
	hw_buf_putc(out, '\n');
	free(bytes);
	json_decref(root);
}
