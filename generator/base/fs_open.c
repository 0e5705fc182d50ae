#include "base/fs_open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

int hw_close(int fd)
{
	return close(fd) != 0 && errno != EINTR ? errno : 0;
}

int hw_open_part(int dir, const char *name, int flags, mode_t mode)
{
	struct stat status;
	int fd;

	do
		fd = openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
	while (fd < 0 && errno == EINTR);
	/* With O_DIRECTORY a link is only said to be no folder. */
	if (fd < 0 && errno == ENOTDIR)
		errno = fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) ==
			    0 &&
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
			hw_close(dir);
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(part, path, len);
		part[len] = '\0';
		next = hw_open_part(dir, len > 0 ? part : ".",
		    last ? flags : O_RDONLY | O_DIRECTORY, mode);
		error = errno;
		hw_close(dir);
		errno = error;
		if (next < 0 || last)
			return next;
		dir = next;
		path += len + 1;
	}
	return -1;
}

int hw_open_below(int root, const char *path, int flags, mode_t mode)
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

int hw_open_folder(struct hw_fs *fs, const char *path, int *out)
{
	*out = hw_open_below(fs->root_fd, path, O_RDONLY | O_DIRECTORY, 0);
	return *out < 0 ? errno : 0;
}

int hw_open_parent(struct hw_fs *fs, const char *path, int *out,
    const char **name)
{
	char dir[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t len = slash != NULL ? (size_t)(slash - path) : 0;

	*name = slash != NULL ? slash + 1 : path;
	if (len == 0)
		return hw_open_folder(fs, ".", out);
	memcpy(dir, path, len);
	dir[len] = '\0';
	return hw_open_folder(fs, dir, out);
}

int hw_open_file(struct hw_fs *fs, const char *path, int *out,
    struct stat *status)
{
	int error = 0;

	/* O_NONBLOCK: opening a FIFO must not wait for its writer. */
	*out = hw_open_below(fs->root_fd, path,
	    O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (*out < 0)
		return errno == ENXIO || errno == EISDIR ? EINVAL : errno;
	if (fstat(*out, status) != 0)
		error = errno;
	else if (!S_ISREG(status->st_mode))
		error = EINVAL;
	if (error != 0)
		hw_close(*out);
	return error;
}

int hw_write_all(int fd, hw_str bytes)
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
