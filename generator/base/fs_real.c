/*
 * The file operations of the machine. Nothing here allocates except where an
 * arena is handed in, so that removing works when memory has run out and in
 * a signal handler.
 */
#include "base/fs_open.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stdlib.h>
#include <unistd.h>

#define FILE_MODE    0644
#define PRIVATE_MODE 0600
#define FOLDER_MODE  0755

static enum hw_fs_kind kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return HW_FS_FILE;
	if (S_ISDIR(mode))
		return HW_FS_FOLDER;
	return S_ISLNK(mode) ? HW_FS_LINK : HW_FS_OTHER;
}

/* ------------------------------- folders ------------------------------- */

/* Goes through a folder's entries; readdir would allocate. */
struct reader {
	int fd;
	size_t at, len; /* bytes of `entries` read, and there */
	alignas(struct dirent64) char entries[4096];
};

/* The next entry but "." and "..", or NULL: the end, or *error is set. */
static const struct dirent64 *next_entry(struct reader *reader, int *error)
{
	const struct dirent64 *entry;
	ssize_t got;

	for (;;) {
		if (reader->at == reader->len) {
			do
				got = getdents64(reader->fd, reader->entries,
				    sizeof(reader->entries));
			while (got < 0 && errno == EINTR);
			*error = got < 0 ? errno : 0;
			if (got <= 0)
				return NULL;
			reader->len = (size_t)got;
			reader->at = 0;
		}
		entry = (const void *)(reader->entries + reader->at);
		reader->at += entry->d_reclen;
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			return entry;
	}
}

static int by_name(const void *left, const void *right)
{
	const struct hw_fs_entry *a = left, *b = right;

	return hw_str_compare(a->name, b->name);
}

/* Most file systems say it with the name; the others are asked. */
static int entry_kind(int dir, const struct dirent64 *entry,
    enum hw_fs_kind *out)
{
	struct stat status;

	if (entry->d_type != DT_UNKNOWN) {
		*out = kind_of_mode(DTTOIF(entry->d_type));
		return 0;
	}
	if (fstatat(dir, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno;
	*out = kind_of_mode(status.st_mode);
	return 0;
}

static int real_list(struct hw_fs *fs, const char *path,
    struct hw_arena *arena, struct hw_fs_entries *out)
{
	struct reader reader = {0};
	const struct dirent64 *entry;
	struct hw_fs_entry found;
	int error;

	*out = (struct hw_fs_entries){0};
	error = hw_open_folder(fs, path, &reader.fd);
	if (error != 0)
		return error == ENOTDIR ? EINVAL : error;
	while ((entry = next_entry(&reader, &error)) != NULL) {
		error = entry_kind(reader.fd, entry, &found.kind);
		if (error == ENOENT)
			continue; /* gone since: as if never there */
		if (error != 0)
			break;
		found.name = hw_str_dup(arena, hw_str_of(entry->d_name));
		HW_PUSH(out, arena, found);
	}
	hw_close(reader.fd);
	if (out->count > 0)
		qsort(out->items, out->count, sizeof(*out->items), by_name);
	return error;
}

static int real_info(struct hw_fs *fs, const char *path,
    struct hw_fs_info *out)
{
	struct stat status;
	const char *name;
	int dir, error = hw_open_parent(fs, path, &dir, &name);

	if (error != 0)
		return error;
	if (fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		error = errno;
	else
		*out = (struct hw_fs_info){
		    .kind = kind_of_mode(status.st_mode),
		    .mode = status.st_mode & 0777,
		    .size = (uint64_t)status.st_size,
		    .name_count = (uint64_t)status.st_nlink,
		    .changed_ns =
			status.st_mtim.tv_sec * INT64_C(1000000000) +
			status.st_mtim.tv_nsec,
		};
	hw_close(dir);
	return error;
}

static int real_make_folder(struct hw_fs *fs, const char *path)
{
	const char *name;
	int dir, fd, error = hw_open_parent(fs, path, &dir, &name);

	if (error != 0)
		return error;
	if (mkdirat(dir, name, FOLDER_MODE) != 0) {
		error = errno;
	} else {
		/* The mode asked for, whatever the umask says. */
		fd = hw_open_part(dir, name, O_RDONLY | O_DIRECTORY, 0);
		if (fd < 0 || fchmod(fd, FOLDER_MODE) != 0)
			error = errno;
		if (fd >= 0)
			hw_close(fd);
	}
	hw_close(dir);
	return error;
}

/* -------------------------------- files -------------------------------- */

/* Reads until `room` bytes are there or the file ends. */
static int read_some(int fd, char *bytes, size_t room, size_t *len)
{
	ssize_t got;

	*len = 0;
	while (*len < room) {
		got = read(fd, bytes + *len, room - *len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			break;
		*len += (size_t)got;
	}
	return 0;
}

/*
 * Reads to the end. The room asked for is one byte more than the file had,
 * so that a file which has not grown is read without a second try.
 */
static int read_all(int fd, size_t size, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	size_t room = size + 1, len = 0, more;
	char *bytes = hw_arena_alloc(arena, room + 1), *bigger;
	int error;

	while ((error = read_some(fd, bytes + len, room - len, &more)) == 0) {
		len += more;
		if (len > limit_bytes)
			return EFBIG;
		if (len < room) {
			*out = (hw_str){bytes, len};
			return 0;
		}
		room = room > limit_bytes / 2 ? limit_bytes + 1 : room * 2;
		bigger = hw_arena_alloc(arena, room + 1);
		memcpy(bigger, bytes, len);
		bytes = bigger;
	}
	return error;
}

static int read_file(struct hw_fs *fs, const char *path, size_t limit_bytes,
    bool only_own, struct hw_arena *arena, hw_str *out)
{
	struct stat status;
	int fd, error;

	*out = HW_STR_NONE;
	if (limit_bytes > SIZE_MAX / 4)
		limit_bytes = SIZE_MAX / 4;
	error = hw_open_file(fs, path, &fd, &status);
	if (error != 0)
		return error;
	if (only_own &&
	    (status.st_uid != geteuid() ||
		(status.st_mode & (S_IWGRP | S_IWOTH)) != 0))
		error = EPERM;
	else if ((uintmax_t)status.st_size > limit_bytes)
		error = EFBIG;
	else
		error = read_all(fd, (size_t)status.st_size, limit_bytes,
		    arena, out);
	hw_close(fd);
	return error;
}

static int real_read(struct hw_fs *fs, const char *path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	return read_file(fs, path, limit_bytes, false, arena, out);
}

static int real_read_own(struct hw_fs *fs, const char *path,
    size_t limit_bytes, struct hw_arena *arena, hw_str *out)
{
	return read_file(fs, path, limit_bytes, true, arena, out);
}

static int compare_bytes(int fd, hw_str bytes, bool *out)
{
	char part[16 * 1024];
	size_t want, got;
	int error;

	while (bytes.len > 0) {
		want = bytes.len < sizeof(part) ? bytes.len : sizeof(part);
		error = read_some(fd, part, want, &got);
		if (error != 0)
			return error;
		if (got < want || memcmp(part, bytes.p, want) != 0)
			return 0;
		bytes = hw_str_sub(bytes, want, bytes.len);
	}
	*out = true;
	return 0;
}

static int real_match(struct hw_fs *fs, const char *path, hw_str bytes,
    bool whole, bool *out)
{
	struct stat status;
	int fd, error = hw_open_file(fs, path, &fd, &status);

	*out = false;
	if (error != 0)
		return error;
	if (!whole ||
	    ((uintmax_t)status.st_size == bytes.len && status.st_nlink == 1 &&
		(status.st_mode & 07777) == FILE_MODE))
		error = compare_bytes(fd, bytes, out);
	hw_close(fd);
	return error;
}

static int real_write(struct hw_fs *fs, const char *path, hw_str bytes,
    bool is_private)
{
	mode_t mode = is_private ? PRIVATE_MODE : FILE_MODE;
	int fd = hw_open_below(fs->root_fd, path, O_WRONLY | O_CREAT | O_EXCL,
	    mode);
	int error, close_error;

	if (fd < 0)
		return errno;
	error = hw_write_all(fd, bytes);
	if (error == 0 && fchmod(fd, mode) != 0)
		error = errno;
	/* Some file systems first report a full disk here. */
	close_error = hw_close(fd);
	return error != 0 ? error : close_error;
}

/* Not blocking: what is no regular file is not waited for. */
static int real_append(struct hw_fs *fs, const char *path, hw_str bytes)
{
	int fd = hw_open_below(fs->root_fd, path,
	    O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, FILE_MODE);
	struct stat status;
	int error = 0, close_error;

	if (fd < 0)
		return errno == ENXIO ? EINVAL : errno;
	if (fstat(fd, &status) != 0)
		error = errno;
	else if (!S_ISREG(status.st_mode))
		error = EINVAL;
	if (error == 0)
		error = hw_write_all(fd, bytes);
	close_error = hw_close(fd);
	return error != 0 ? error : close_error;
}

/* -------------------------------- names -------------------------------- */

/* Runs a two-name system call between the folders that hold the names. */
static int with_two(struct hw_fs *fs, const char *from, const char *to,
    int (*call)(int, const char *, int, const char *))
{
	const char *from_name, *to_name;
	int from_dir, to_dir, error;

	error = hw_open_parent(fs, from, &from_dir, &from_name);
	if (error != 0)
		return error;
	error = hw_open_parent(fs, to, &to_dir, &to_name);
	if (error == 0) {
		if (call(from_dir, from_name, to_dir, to_name) != 0)
			error = errno;
		hw_close(to_dir);
	}
	hw_close(from_dir);
	return error;
}

static int call_link(int from, const char *a, int to, const char *b)
{
	return linkat(from, a, to, b, 0);
}

static int call_exchange(int from, const char *a, int to, const char *b)
{
	return renameat2(from, a, to, b, RENAME_EXCHANGE);
}

static int real_link(struct hw_fs *fs, const char *from, const char *to)
{
	return with_two(fs, from, to, call_link);
}

static int real_rename(struct hw_fs *fs, const char *from, const char *to)
{
	return with_two(fs, from, to, renameat);
}

static int real_exchange(struct hw_fs *fs, const char *a, const char *b)
{
	return with_two(fs, a, b, call_exchange);
}

/* Folders that headway makes are shallow; one deeper than this is not ours. */
#define REMOVE_DEPTH 64

static int remove_name(int dir, const char *name, int depth);

/* Removes what the folder open as fd holds, and closes it. */
static int remove_entries(int fd, int depth)
{
	struct reader reader;
	const struct dirent64 *entry;
	int error = depth > REMOVE_DEPTH ? ELOOP : 0;
	bool found = true;

	/* Again until nothing is found: removing may hide the entry after. */
	while (error == 0 && found) {
		found = false;
		reader.fd = fd;
		reader.at = reader.len = 0;
		if (lseek(fd, 0, SEEK_SET) != 0)
			error = errno;
		while (error == 0 &&
		    (entry = next_entry(&reader, &error)) != NULL) {
			found = true;
			error = remove_name(fd, entry->d_name, depth);
		}
	}
	hw_close(fd);
	return error;
}

static int remove_name(int dir, const char *name, int depth)
{
	int fd, error;

	if (unlinkat(dir, name, 0) == 0)
		return 0;
	error = errno;
	if (error != EISDIR && error != EPERM)
		return error;
	fd = hw_open_part(dir, name, O_RDONLY | O_DIRECTORY, 0);
	if (fd < 0)
		return errno == ENOTDIR ? error : errno;
	error = remove_entries(fd, depth + 1);
	if (error == 0 && unlinkat(dir, name, AT_REMOVEDIR) != 0)
		error = errno;
	return error;
}

static int real_remove_tree(struct hw_fs *fs, const char *path)
{
	const char *name;
	int dir, error = hw_open_parent(fs, path, &dir, &name);

	if (error != 0)
		return error;
	error = remove_name(dir, name, 0);
	hw_close(dir);
	return error;
}

/* ------------------------------ durability ----------------------------- */

static int sync_with(struct hw_fs *fs, const char *path, int (*call)(int))
{
	int fd, error = hw_open_folder(fs, path, &fd);

	if (error != 0)
		return error;
	do
		error = call(fd) != 0 ? errno : 0;
	while (error == EINTR);
	hw_close(fd);
	return error;
}

static int real_sync(struct hw_fs *fs, const char *path)
{
	return sync_with(fs, path, syncfs);
}

static int real_sync_folder(struct hw_fs *fs, const char *path)
{
	int error = sync_with(fs, path, fsync);

	/* A file system that has no such thing for folders says EINVAL. */
	return error == EINVAL ? 0 : error;
}

const struct hw_fs_ops hw_fs_real_ops = {
    .list = real_list,
    .read = real_read,
    .read_own = real_read_own,
    .info = real_info,
    .match = real_match,
    .make_folder = real_make_folder,
    .write = real_write,
    .append = real_append,
    .link = real_link,
    .rename = real_rename,
    .exchange = real_exchange,
    .remove_tree = real_remove_tree,
    .sync = real_sync,
    .sync_folder = real_sync_folder,
    .lock = hw_lock_file,
};
