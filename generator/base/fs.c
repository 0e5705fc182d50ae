#include "base/fs.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* A path as the kernel wants it, checked for what no caller may ask. */
struct c_path {
	char text[PATH_MAX];
};

static int c_path(struct c_path *out, hw_str path)
{
	hw_str rest = path;

	if (path.len >= sizeof(out->text))
		return ENAMETOOLONG;
	if (path.len > 0 && path.p[0] == '/')
		return EXDEV;
	if (hw_str_find_char(path, '\0') != SIZE_MAX)
		return EINVAL;
	while (rest.len > 0) {
		size_t end = hw_str_find_char(rest, '/');
		hw_str part =
		    hw_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);

		if (hw_str_equal(part, HW_STR("..")))
			return EXDEV;
		rest = hw_str_sub(rest, end == SIZE_MAX ? rest.len : end + 1,
		    rest.len);
	}
	if (path.len == 0) {
		memcpy(out->text, ".", 2);
		return 0;
	}
	memcpy(out->text, path.p, path.len);
	out->text[path.len] = '\0';
	return 0;
}

int hw_fs_open(struct hw_fs *out, const char *path)
{
	*out = (struct hw_fs){.ops = &hw_fs_real_ops};
	out->root_fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return out->root_fd < 0 ? errno : 0;
}

void hw_fs_close(struct hw_fs *fs)
{
	if (fs->root_fd >= 0)
		close(fs->root_fd);
	fs->root_fd = -1;
}

int hw_fs_resolve(const char *path, struct hw_arena *arena, hw_str *out)
{
	struct c_path real;

	*out = HW_STR_NONE;
	if (realpath(path, real.text) == NULL)
		return errno;
	*out = hw_str_dup(arena, hw_str_of(real.text));
	return 0;
}

/* A path to change; a folder that can only be read has no such calls. */
static int write_path(const struct hw_fs *fs, struct c_path *out, hw_str path)
{
	return fs->ops->write == NULL ? EROFS : c_path(out, path);
}

int hw_fs_list(struct hw_fs *fs, hw_str path, struct hw_arena *arena,
    struct hw_fs_entries *out)
{
	struct c_path c;
	int error = c_path(&c, path);

	return error != 0 ? error : fs->ops->list(fs, c.text, arena, out);
}

int hw_fs_read(struct hw_fs *fs, hw_str path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	struct c_path c;
	int error = c_path(&c, path);

	return error != 0
	    ? error
	    : fs->ops->read(fs, c.text, limit_bytes, arena, out);
}

int hw_fs_read_own(struct hw_fs *fs, hw_str path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	struct c_path c;
	int error = fs->ops->read_own == NULL ? EPERM : c_path(&c, path);

	return error != 0
	    ? error
	    : fs->ops->read_own(fs, c.text, limit_bytes, arena, out);
}

int hw_fs_info(struct hw_fs *fs, hw_str path, struct hw_fs_info *out)
{
	struct c_path c;
	int error = c_path(&c, path);

	return error != 0 ? error : fs->ops->info(fs, c.text, out);
}

int hw_fs_kind(struct hw_fs *fs, hw_str path, enum hw_fs_kind *out)
{
	struct hw_fs_info info;
	int error = hw_fs_info(fs, path, &info);

	if (error == 0)
		*out = info.kind;
	return error;
}

static int match(struct hw_fs *fs, hw_str path, hw_str bytes, bool whole,
    bool *out)
{
	struct c_path c;
	int error = c_path(&c, path);

	*out = false;
	return error != 0 ? error
			  : fs->ops->match(fs, c.text, bytes, whole, out);
}

int hw_fs_same(struct hw_fs *fs, hw_str path, hw_str bytes, bool *out)
{
	return match(fs, path, bytes, true, out);
}

int hw_fs_starts(struct hw_fs *fs, hw_str path, hw_str bytes, bool *out)
{
	return match(fs, path, bytes, false, out);
}

int hw_fs_make_folder(struct hw_fs *fs, hw_str path)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	return error != 0 ? error : fs->ops->make_folder(fs, c.text);
}

static int write_file(struct hw_fs *fs, hw_str path, hw_str bytes,
    bool is_private)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	return error != 0 ? error
			  : fs->ops->write(fs, c.text, bytes, is_private);
}

int hw_fs_write(struct hw_fs *fs, hw_str path, hw_str bytes)
{
	return write_file(fs, path, bytes, false);
}

int hw_fs_write_private(struct hw_fs *fs, hw_str path, hw_str bytes)
{
	return write_file(fs, path, bytes, true);
}

int hw_fs_append(struct hw_fs *fs, hw_str path, hw_str bytes)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	if (error != 0)
		return error;
	return fs->ops->append != NULL ? fs->ops->append(fs, c.text, bytes)
				       : EROFS;
}

static int two_paths(struct hw_fs *fs, hw_str a, hw_str b,
    int (*call)(struct hw_fs *, const char *, const char *))
{
	struct c_path c_a, c_b;
	int error = write_path(fs, &c_a, a);

	if (error == 0)
		error = c_path(&c_b, b);
	return error != 0 ? error : call(fs, c_a.text, c_b.text);
}

int hw_fs_link(struct hw_fs *fs, hw_str from, hw_str to)
{
	return two_paths(fs, from, to, fs->ops->link);
}

int hw_fs_rename(struct hw_fs *fs, hw_str from, hw_str to)
{
	return two_paths(fs, from, to, fs->ops->rename);
}

int hw_fs_exchange(struct hw_fs *fs, hw_str a, hw_str b)
{
	return two_paths(fs, a, b, fs->ops->exchange);
}

int hw_fs_remove_tree(struct hw_fs *fs, hw_str path)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	return error != 0 ? error : fs->ops->remove_tree(fs, c.text);
}

int hw_fs_sync(struct hw_fs *fs, hw_str path)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	return error != 0 ? error : fs->ops->sync(fs, c.text);
}

int hw_fs_sync_folder(struct hw_fs *fs, hw_str path)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	return error != 0 ? error : fs->ops->sync_folder(fs, c.text);
}

int hw_fs_lock(struct hw_fs *fs, hw_str path, int *fd_out, long *holder_pid)
{
	struct c_path c;
	int error = write_path(fs, &c, path);

	return error != 0 ? error
			  : fs->ops->lock(fs, c.text, fd_out, holder_pid);
}

void hw_fs_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}
