/*
 * The file operations of the machine. Nothing here allocates except where an
 * arena is handed in, so that removing works when memory has run out and in
 * a signal handler.
 */
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILE_MODE   0644
#define FOLDER_MODE 0755

/* Linux closes the descriptor even when a signal comes in between. */
static int close_file(int fd)
{
	return close(fd) != 0 && errno != EINTR ? errno : 0;
}

static int open_part(int dir, const char *name, int flags, mode_t mode)
{
	struct stat status;
	int fd;

	do
		fd = openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
	while (fd < 0 && errno == EINTR);
	/* With O_DIRECTORY a link is only said to be no folder. */
	if (fd < 0 && errno == ENOTDIR)
		errno = fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
			S_ISLNK(status.st_mode)
		    ? ELOOP
		    : ENOTDIR;
	return fd;
}

/* For old kernels and strict containers: folder by folder, no link. */
static int open_by_parts(int root, const char *path, int flags, mode_t mode)
{
	char part[NAME_MAX + 1];
	int dir = fcntl(root, F_DUPFD_CLOEXEC, 0), next, error;

	while (dir >= 0) {
		size_t len = strcspn(path, "/");
		bool last = path[len] == '\0';

		if (len > NAME_MAX) {
			close_file(dir);
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(part, path, len);
		part[len] = '\0';
		next = open_part(dir, len > 0 ? part : ".",
		    last ? flags : O_RDONLY | O_DIRECTORY, mode);
		error = errno;
		close_file(dir);
		errno = error;
		if (next < 0 || last)
			return next;
		dir = next;
		path += len + 1;
	}
	return -1;
}

/*
 * Opens below the root without following any link: openat2 where the kernel
 * has it and the container lets it through, else folder by folder.
 */
static int open_below(int root, const char *path, int flags, mode_t mode)
{
	struct open_how how = {
	    .flags = (uint64_t)(unsigned)(flags | O_CLOEXEC),
	    .mode = mode,
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
		RESOLVE_NO_MAGICLINKS,
	};
	long fd;

	do
		fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
	while (fd < 0 && errno == EINTR);
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_by_parts(root, path, flags, mode);
	return (int)fd;
}

static int open_folder(struct hw_fs *fs, const char *path, int *out)
{
	*out = open_below(fs->root_fd, path, O_RDONLY | O_DIRECTORY, 0);
	return *out < 0 ? errno : 0;
}

/* Opens the folder that holds `path`; *name is the last part. */
static int open_parent(struct hw_fs *fs, const char *path, int *out,
    const char **name)
{
	char dir[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t len = slash != NULL ? (size_t)(slash - path) : 0;

	*name = slash != NULL ? slash + 1 : path;
	if (len == 0)
		return open_folder(fs, ".", out);
	memcpy(dir, path, len);
	dir[len] = '\0';
	return open_folder(fs, dir, out);
}

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
	error = open_folder(fs, path, &reader.fd);
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
	close_file(reader.fd);
	if (out->count > 0)
		qsort(out->items, out->count, sizeof(*out->items), by_name);
	return error;
}

static int real_info(struct hw_fs *fs, const char *path,
    struct hw_fs_info *out)
{
	struct stat status;
	const char *name;
	int dir, error = open_parent(fs, path, &dir, &name);

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
		    .changed_ns = status.st_mtim.tv_sec * INT64_C(1000000000) +
			status.st_mtim.tv_nsec,
		};
	close_file(dir);
	return error;
}

static int real_make_folder(struct hw_fs *fs, const char *path)
{
	const char *name;
	int dir, fd, error = open_parent(fs, path, &dir, &name);

	if (error != 0)
		return error;
	if (mkdirat(dir, name, FOLDER_MODE) != 0) {
		error = errno;
	} else {
		/* The mode asked for, whatever the umask says. */
		fd = open_part(dir, name, O_RDONLY | O_DIRECTORY, 0);
		if (fd < 0 || fchmod(fd, FOLDER_MODE) != 0)
			error = errno;
		if (fd >= 0)
			close_file(fd);
	}
	close_file(dir);
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

/* A regular file and nothing else; *status is what it was when opened. */
static int open_file(struct hw_fs *fs, const char *path, int *out,
    struct stat *status)
{
	int error = 0;

	/* O_NONBLOCK: opening a FIFO must not wait for its writer. */
	*out = open_below(
	    fs->root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (*out < 0)
		return errno == ENXIO || errno == EISDIR ? EINVAL : errno;
	if (fstat(*out, status) != 0)
		error = errno;
	else if (!S_ISREG(status->st_mode))
		error = EINVAL;
	if (error != 0)
		close_file(*out);
	return error;
}

static int real_read(struct hw_fs *fs, const char *path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	struct stat status;
	int fd, error;

	*out = HW_STR_NONE;
	if (limit_bytes > SIZE_MAX / 4)
		limit_bytes = SIZE_MAX / 4;
	error = open_file(fs, path, &fd, &status);
	if (error != 0)
		return error;
	if ((uintmax_t)status.st_size > limit_bytes)
		error = EFBIG;
	else
		error = read_all(fd, (size_t)status.st_size, limit_bytes,
		    arena, out);
	close_file(fd);
	return error;
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
	int fd, error = open_file(fs, path, &fd, &status);

	*out = false;
	if (error != 0)
		return error;
	if (!whole ||
	    ((uintmax_t)status.st_size == bytes.len && status.st_nlink == 1 &&
		(status.st_mode & 07777) == FILE_MODE))
		error = compare_bytes(fd, bytes, out);
	close_file(fd);
	return error;
}

static int write_all(int fd, hw_str bytes)
{
	ssize_t put;

	while (bytes.len > 0) {
		put = write(fd, bytes.p, bytes.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return errno;
		bytes = hw_str_sub(bytes, (size_t)put, bytes.len);
	}
	return 0;
}

static int real_write(struct hw_fs *fs, const char *path, hw_str bytes)
{
	int fd = open_below(
	    fs->root_fd, path, O_WRONLY | O_CREAT | O_EXCL, FILE_MODE);
	int error, close_error;

	if (fd < 0)
		return errno;
	error = write_all(fd, bytes);
	if (error == 0 && fchmod(fd, FILE_MODE) != 0)
		error = errno;
	/* Some file systems first report a full disk here. */
	close_error = close_file(fd);
	return error != 0 ? error : close_error;
}

/* -------------------------------- names -------------------------------- */

/* Runs a two-name system call between the folders that hold the names. */
static int with_two(struct hw_fs *fs, const char *from, const char *to,
    int (*call)(int, const char *, int, const char *))
{
	const char *from_name, *to_name;
	int from_dir, to_dir, error;

	error = open_parent(fs, from, &from_dir, &from_name);
	if (error != 0)
		return error;
	error = open_parent(fs, to, &to_dir, &to_name);
	if (error == 0) {
		if (call(from_dir, from_name, to_dir, to_name) != 0)
			error = errno;
		close_file(to_dir);
	}
	close_file(from_dir);
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
	close_file(fd);
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
	fd = open_part(dir, name, O_RDONLY | O_DIRECTORY, 0);
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
	int dir, error = open_parent(fs, path, &dir, &name);

	if (error != 0)
		return error;
	error = remove_name(dir, name, 0);
	close_file(dir);
	return error;
}

/* -------------------------- durability and lock ------------------------ */

static int sync_with(struct hw_fs *fs, const char *path, int (*call)(int))
{
	int fd, error = open_folder(fs, path, &fd);

	if (error != 0)
		return error;
	do
		error = call(fd) != 0 ? errno : 0;
	while (error == EINTR);
	close_file(fd);
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

/* Whether fd is still the file that its name leads to. */
static bool is_at_its_name(struct hw_fs *fs, const char *path, int fd)
{
	struct stat held, named;
	const char *name;
	int dir;
	bool same;

	if (fstat(fd, &held) != 0 || open_parent(fs, path, &dir, &name) != 0)
		return false;
	same = fstatat(dir, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	    held.st_dev == named.st_dev && held.st_ino == named.st_ino;
	close_file(dir);
	return same;
}

static int lock_once(struct hw_fs *fs, const char *path, int *fd_out,
    long *holder_pid)
{
	char text[32] = "";
	int fd, error;

	fd = open_below(fs->root_fd, path,
	    O_RDWR | O_CREAT | O_NONBLOCK | O_NOCTTY, FILE_MODE);
	if (fd < 0)
		return errno;
	do
		error = flock(fd, LOCK_EX | LOCK_NB) != 0 ? errno : 0;
	while (error == EINTR);
	if (error == EWOULDBLOCK && pread(fd, text, sizeof(text) - 1, 0) > 0)
		*holder_pid = strtol(text, NULL, 10);
	if (error != 0) {
		close_file(fd);
		return error;
	}
	if (!is_at_its_name(fs, path, fd)) {
		close_file(fd);
		return ESTALE;
	}
	snprintf(text, sizeof(text), "%ld\n", (long)getpid());
	/* The number only helps a message; the lock is what counts. */
	if (ftruncate(fd, 0) == 0)
		write_all(fd, hw_str_of(text));
	*fd_out = fd;
	return 0;
}

/* Tries so often when those before remove the lock's file in between. */
#define LOCK_TRIES 100

static int real_lock(struct hw_fs *fs, const char *path, int *fd_out,
    long *holder_pid)
{
	int error = ESTALE, tries;

	*holder_pid = 0;
	*fd_out = -1;
	for (tries = 0; error == ESTALE && tries < LOCK_TRIES; tries++)
		error = lock_once(fs, path, fd_out, holder_pid);
	return error;
}

const struct hw_fs_ops hw_fs_real_ops = {
    .list = real_list,
    .read = real_read,
    .info = real_info,
    .match = real_match,
    .make_folder = real_make_folder,
    .write = real_write,
    .link = real_link,
    .rename = real_rename,
    .exchange = real_exchange,
    .remove_tree = real_remove_tree,
    .sync = real_sync,
    .sync_folder = real_sync_folder,
    .lock = real_lock,
};
