#include "cli/rewrite.h"

#include <errno.h>

static hw_str beside(struct hw_arena *arena, hw_str path)
{
	hw_str folder = hw_path_dir(path);

	return hw_fmt(arena, "%.*s%s.%.*s.headway", HW_ARG(folder),
	    folder.len > 0 ? "/" : "", HW_ARG(hw_path_base(path)));
}

/* What an earlier run may have left there goes first. */
static int write_beside(struct hw_fs *fs, hw_str path, hw_str text,
    struct hw_arena *arena)
{
	hw_str name = beside(arena, path);
	int error = hw_fs_write(fs, name, text);

	if (error != EEXIST)
		return error;
	error = hw_fs_remove_tree(fs, name);
	return error != 0 ? error : hw_fs_write(fs, name, text);
}

static void remove_beside(struct hw_fs *fs, const struct hw_rewrite *files,
    size_t count, struct hw_arena *arena)
{
	size_t i;

	for (i = 0; i < count; i++)
		hw_fs_remove_tree(fs, beside(arena, files[i].path));
}

static bool write_all(struct hw_fs *fs, const struct hw_rewrite *files,
    size_t count, struct hw_diags *diags, struct hw_arena *arena)
{
	int error;
	size_t i;

	for (i = 0; i < count; i++) {
		hw_str now;

		error = hw_fs_read(fs, files[i].path, files[i].before.len + 1,
		    arena, &now);
		if (error == 0 && !hw_str_equal(now, files[i].before))
			error = EBUSY;
		if (error == 0)
			error = write_beside(fs, files[i].path,
			    files[i].after, arena);
		if (error == 0 && i + 1 == count)
			error = hw_fs_sync(fs, HW_STR_NONE);
		if (error == 0)
			continue;
		hw_diag_io(diags, "change", files[i].path, error);
		remove_beside(fs, files, i + 1, arena);
		return false;
	}
	return true;
}

bool hw_rewrite_all(struct hw_fs *fs, const struct hw_rewrite *files,
    size_t count, struct hw_diags *diags, struct hw_arena *arena)
{
	size_t i, k;
	int error;

	if (!write_all(fs, files, count, diags, arena))
		return false;
	for (i = 0; i < count; i++) {
		error = hw_fs_rename(fs, beside(arena, files[i].path),
		    files[i].path);
		if (error == 0)
			continue;
		hw_diag_io(diags, "change", files[i].path, error);
		for (k = 0; k < i; k++) {
			error = write_beside(fs, files[k].path,
			    files[k].before, arena);
			if (error == 0)
				error = hw_fs_rename(fs,
				    beside(arena, files[k].path),
				    files[k].path);
			if (error != 0)
				hw_diag_io(diags, "put back", files[k].path,
				    error);
		}
		remove_beside(fs, files, count, arena);
		return false;
	}
	for (i = 0; i < count; i++)
		hw_fs_sync_folder(fs, hw_path_dir(files[i].path));
	return true;
}
