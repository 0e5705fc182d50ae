#include "failing_fs.h"

#include <string.h>

/* The wrapper behind the table's first argument; *out its errno or 0. */
static struct failing_fs *step(struct hw_fs *fs, const char *name, int *out)
{
	struct failing_fs *self = fs->context;
	size_t count;

	if (self->before != NULL)
		self->before(self, name);
	count = atomic_fetch_add(&self->count, 1) + 1;
	*out = 0;
	if (self->fail_at > 0 &&
	    (count == self->fail_at ||
		(self->fail_on && count > self->fail_at))) {
		self->failed = true;
		*out = self->error;
	}
	return self;
}

static int failing_list(struct hw_fs *fs, const char *path,
    struct hw_arena *arena, struct hw_fs_entries *out)
{
	int error;
	struct failing_fs *self = step(fs, "list", &error);

	*out = (struct hw_fs_entries){0};
	return error != 0
	    ? error
	    : hw_fs_list(self->real, hw_str_of(path), arena, out);
}

static int failing_read(struct hw_fs *fs, const char *path,
    size_t limit_bytes, struct hw_arena *arena, hw_str *out)
{
	int error;
	struct failing_fs *self = step(fs, "read", &error);

	*out = HW_STR_NONE;
	return error != 0 ? error
			  : hw_fs_read(self->real, hw_str_of(path),
				limit_bytes, arena, out);
}

static int failing_read_own(struct hw_fs *fs, const char *path,
    size_t limit_bytes, struct hw_arena *arena, hw_str *out)
{
	int error;
	struct failing_fs *self = step(fs, "read_own", &error);

	*out = HW_STR_NONE;
	return error != 0 ? error
			  : hw_fs_read_own(self->real, hw_str_of(path),
				limit_bytes, arena, out);
}

static int failing_info(struct hw_fs *fs, const char *path,
    struct hw_fs_info *out)
{
	int error;
	struct failing_fs *self = step(fs, "info", &error);

	return error != 0 ? error
			  : hw_fs_info(self->real, hw_str_of(path), out);
}

static int failing_match(struct hw_fs *fs, const char *path, hw_str bytes,
    bool whole, bool *out)
{
	int error;
	struct failing_fs *self = step(fs, "match", &error);

	if (error != 0)
		return error;
	return whole ? hw_fs_same(self->real, hw_str_of(path), bytes, out)
		     : hw_fs_starts(self->real, hw_str_of(path), bytes, out);
}

static int failing_make_folder(struct hw_fs *fs, const char *path)
{
	int error;
	struct failing_fs *self = step(fs, "make_folder", &error);

	return error != 0 ? error
			  : hw_fs_make_folder(self->real, hw_str_of(path));
}

/* A write that fails leaves half of the file, as a full disk does. */
static int failing_write(struct hw_fs *fs, const char *path, hw_str bytes,
    bool is_private)
{
	int error;
	struct failing_fs *self = step(fs, "write", &error);
	int (*write_file)(struct hw_fs *, hw_str, hw_str) =
	    is_private ? hw_fs_write_private : hw_fs_write;

	if (error == 0)
		return write_file(self->real, hw_str_of(path), bytes);
	if (!self->fail_on)
		write_file(self->real, hw_str_of(path),
		    hw_str_sub(bytes, 0, bytes.len / 2));
	return error;
}

static int failing_link(struct hw_fs *fs, const char *from, const char *to)
{
	int error;
	struct failing_fs *self = step(fs, "link", &error);

	if (error == 0)
		error = self->link_error;
	return error != 0
	    ? error
	    : hw_fs_link(self->real, hw_str_of(from), hw_str_of(to));
}

static int failing_rename(struct hw_fs *fs, const char *from, const char *to)
{
	int error;
	struct failing_fs *self = step(fs, "rename", &error);

	if (error == 0 && self->rename_folder_error != 0 &&
	    strcmp(from, self->no_rename_of) == 0)
		error = self->rename_folder_error;
	return error != 0
	    ? error
	    : hw_fs_rename(self->real, hw_str_of(from), hw_str_of(to));
}

static int failing_exchange(struct hw_fs *fs, const char *a, const char *b)
{
	int error;
	struct failing_fs *self = step(fs, "exchange", &error);

	if (error == 0)
		error = self->exchange_error;
	return error != 0
	    ? error
	    : hw_fs_exchange(self->real, hw_str_of(a), hw_str_of(b));
}

static int failing_remove_tree(struct hw_fs *fs, const char *path)
{
	int error;
	struct failing_fs *self = step(fs, "remove_tree", &error);

	return error != 0 ? error
			  : hw_fs_remove_tree(self->real, hw_str_of(path));
}

static int failing_sync(struct hw_fs *fs, const char *path)
{
	int error;
	struct failing_fs *self = step(fs, "sync", &error);

	if (error == 0)
		error = self->sync_error;
	return error != 0 ? error : hw_fs_sync(self->real, hw_str_of(path));
}

static int failing_sync_folder(struct hw_fs *fs, const char *path)
{
	int error;
	struct failing_fs *self = step(fs, "sync_folder", &error);

	if (error == 0)
		error = self->sync_folder_error;
	return error != 0 ? error
			  : hw_fs_sync_folder(self->real, hw_str_of(path));
}

static int failing_lock(struct hw_fs *fs, const char *path, int *fd_out,
    long *holder_pid)
{
	int error;
	struct failing_fs *self = step(fs, "lock", &error);

	*fd_out = -1;
	*holder_pid = 0;
	return error != 0
	    ? error
	    : hw_fs_lock(self->real, hw_str_of(path), fd_out, holder_pid);
}

static const struct hw_fs_ops failing_ops = {
    .list = failing_list,
    .read = failing_read,
    .read_own = failing_read_own,
    .info = failing_info,
    .match = failing_match,
    .make_folder = failing_make_folder,
    .write = failing_write,
    .link = failing_link,
    .rename = failing_rename,
    .exchange = failing_exchange,
    .remove_tree = failing_remove_tree,
    .sync = failing_sync,
    .sync_folder = failing_sync_folder,
    .lock = failing_lock,
};

void failing_fs_init(struct failing_fs *out, struct hw_fs *real)
{
	*out = (struct failing_fs){.real = real};
	out->fs = (struct hw_fs){.ops = &failing_ops,
	    .context = out,
	    .root_fd = -1};
}
