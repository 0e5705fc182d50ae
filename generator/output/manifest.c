#include "output/manifest.h"

#include "base/sha256.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>

/* As jansson's: 0, or -1 to stop. */
static int append(const char *text, size_t len, void *ctx)
{
	hw_buf_add(ctx, (hw_str){text, len});
	return 0;
}

/*
 * Writes a value in one line and releases it. NULL is what jansson gives
 * when memory runs out: all text that comes here is UTF-8.
 */
static void write_value(struct hw_buf *out, json_t *value)
{
	const size_t flags = JSON_COMPACT | JSON_ENCODE_ANY;
	int failed;

	if (value == NULL)
		hw_oom();
	failed = json_dump_callback(value, append, out, flags);
	json_decref(value);
	if (failed != 0)
		hw_oom();
}

static json_t *string(hw_str text)
{
	return json_stringn(text.p, text.len);
}

/* One object at a time: all of them would need more room than the site. */
static void write_file(struct hw_buf *out, const struct hw_outset_file *file)
{
	struct hw_sha256_hex digest = hw_sha256_hex(file->bytes);

	write_value(out,
	    json_pack("{s:o, s:s, s:I}", "path", string(file->path), "sha256",
		digest.text, "size", (json_int_t)file->bytes.len));
}

static void write_start(struct hw_buf *out, hw_str version, hw_str packed_by)
{
	hw_buf_puts(out, HW_MANIFEST_START "\"version\":");
	write_value(out, string(version));
	if (packed_by.len > 0) {
		hw_buf_puts(out, ",\n\"packed\":");
		write_value(out, string(packed_by));
	}
}

hw_str hw_manifest_start(struct hw_arena *arena, hw_str version,
    hw_str packed_by)
{
	struct hw_buf out = {0};
	hw_str taken;

	write_start(&out, version, packed_by);
	taken = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return taken;
}

bool hw_manifest_add(struct hw_outset *set, hw_str version, hw_str commit)
{
	size_t file_limit = set->file_limit_bytes, i;
	struct hw_buf out = {.limit = SIZE_MAX / 4};
	hw_str bytes;
	bool added;

	hw_outset_sort(set);
	write_start(&out, version, set->packed_by);
	hw_buf_puts(&out, ",\n\"commit\":");
	write_value(&out, commit.len > 0 ? string(commit) : json_null());
	hw_buf_puts(&out, ",\n\"files\":[");
	for (i = 0; i < set->files.count; i++) {
		hw_buf_puts(&out, i > 0 ? ",\n" : "\n");
		write_file(&out, &set->files.items[i]);
	}
	hw_buf_puts(&out, "\n]}\n");
	assert(!out.overflowed);
	bytes = hw_buf_take(&out, set->arena);
	hw_buf_free(&out);
	/* It grows with the number of files, which has no such limit. */
	set->file_limit_bytes = SIZE_MAX;
	added =
	    hw_outset_add(set, HW_STR(HW_MANIFEST_PATH), bytes, HW_SPAN_NONE);
	set->file_limit_bytes = file_limit;
	hw_outset_sort(set);
	return added;
}
