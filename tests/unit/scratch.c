#include "scratch.h"

#include "base/sha256.h"

#include <stdio.h>
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

void scratch_open(struct scratch *out)
{
	const char *tmp = getenv("HW_TEST_TMP");

	/* In memory where possible: thousands of syncs to a disk are slow. */
	if (tmp == NULL || tmp[0] == '\0')
		tmp = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	snprintf(out->path, sizeof(out->path), "%s/hw-test-XXXXXX", tmp);
	if (mkdtemp(out->path) == NULL ||
	    hw_fs_open(&out->fs, out->path) != 0)
		abort();
	hw_arena_init(&out->arena, 0);
}

void scratch_close(struct scratch *scratch)
{
	struct hw_fs_entries entries;
	size_t i;

	if (hw_fs_list(&scratch->fs, HW_STR(""), &scratch->arena, &entries) !=
	    0)
		abort();
	for (i = 0; i < entries.count; i++)
		hw_fs_remove_tree(&scratch->fs, entries.items[i].name);
	hw_fs_close(&scratch->fs);
	if (rmdir(scratch->path) != 0)
		abort();
	hw_arena_free(&scratch->arena);
}

const char *scratch_path(struct scratch *scratch, const char *name)
{
	return hw_fmt(&scratch->arena, "%s/%s", scratch->path, name).p;
}

void scratch_put(struct scratch *scratch, const char *path, const char *text)
{
	size_t i;
	int error;

	for (i = 0; path[i] != '\0'; i++)
		if (path[i] == '/') {
			error = hw_fs_make_folder(&scratch->fs,
			    (hw_str){path, i});
			if (error != 0 && error != EEXIST)
				abort();
		}
	hw_fs_remove_tree(&scratch->fs, hw_str_of(path));
	if (hw_fs_write(&scratch->fs, hw_str_of(path), hw_str_of(text)) != 0)
		abort();
}

static void describe(struct scratch *scratch, struct hw_buf *out,
    hw_str folder, hw_str inner);

static void describe_one(struct scratch *scratch, struct hw_buf *out,
    hw_str path, hw_str shown)
{
	struct hw_fs_info info;
	hw_str bytes;

	if (hw_fs_info(&scratch->fs, path, &info) != 0)
		abort();
	if (info.kind == HW_FS_FOLDER) {
		hw_buf_printf(out, "%o %.*s/\n", info.mode, HW_ARG(shown));
		describe(scratch, out, path, shown);
	} else if (info.kind == HW_FS_FILE) {
		if (hw_fs_read(&scratch->fs, path, 1 << 28, &scratch->arena,
			&bytes) != 0)
			abort();
		hw_buf_printf(out, "%o %.*s %s\n", info.mode, HW_ARG(shown),
		    hw_sha256_hex(bytes).text);
	} else {
		hw_buf_printf(out, "%s %.*s\n",
		    info.kind == HW_FS_LINK ? "link" : "other",
		    HW_ARG(shown));
	}
}

static void describe(struct scratch *scratch, struct hw_buf *out,
    hw_str folder, hw_str inner)
{
	struct hw_fs_entries entries;
	size_t i;

	if (hw_fs_list(&scratch->fs, folder, &scratch->arena, &entries) != 0)
		abort();
	for (i = 0; i < entries.count; i++) {
		hw_str name = entries.items[i].name;
		hw_str path = folder.len > 0
		    ? hw_fmt(&scratch->arena, "%.*s/%.*s", HW_ARG(folder),
			  HW_ARG(name))
		    : name;
		hw_str shown = inner.len > 0
		    ? hw_fmt(&scratch->arena, "%.*s/%.*s", HW_ARG(inner),
			  HW_ARG(name))
		    : name;

		describe_one(scratch, out, path, shown);
	}
}

hw_str scratch_tree(struct scratch *scratch, const char *folder)
{
	struct hw_buf out = {0};
	enum hw_fs_kind kind;
	hw_str text;

	if (hw_fs_kind(&scratch->fs, hw_str_of(folder), &kind) != 0)
		return HW_STR("missing");
	describe(scratch, &out, hw_str_of(folder), HW_STR(""));
	text = hw_buf_take(&out, &scratch->arena);
	hw_buf_free(&out);
	return text;
}
