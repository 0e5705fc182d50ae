/*
 * A lock is a flock on a file of its own. Its holder may remove the file, so
 * a lock only counts while the file is still the one at its name.
 */
#include "base/fs_open.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

/* Whether fd is still the file that its name leads to. */
static bool is_at_its_name(struct hw_fs *fs, const char *path, int fd)
{
	struct stat held, named;
	const char *name;
	int dir;
	bool same;

	if (fstat(fd, &held) != 0 ||
	    hw_open_parent(fs, path, &dir, &name) != 0)
		return false;
	same = fstatat(dir, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	    held.st_dev == named.st_dev && held.st_ino == named.st_ino;
	hw_close(dir);
	return same;
}

static int lock_once(struct hw_fs *fs, const char *path, int *fd_out,
    long *holder_pid)
{
	char text[32] = "";
	int fd, error;

	fd = hw_open_below(fs->root_fd, path,
	    O_RDWR | O_CREAT | O_NONBLOCK | O_NOCTTY, 0644);
	if (fd < 0)
		return errno;
	do
		error = flock(fd, LOCK_EX | LOCK_NB) != 0 ? errno : 0;
	while (error == EINTR);
	if (error == EWOULDBLOCK && pread(fd, text, sizeof(text) - 1, 0) > 0)
		*holder_pid = strtol(text, NULL, 10);
	if (error != 0) {
		hw_close(fd);
		return error;
	}
	if (!is_at_its_name(fs, path, fd)) {
		hw_close(fd);
		return ESTALE;
	}
	snprintf(text, sizeof(text), "%ld\n", (long)getpid());
	/* The number only helps a message; the lock is what counts. */
	if (ftruncate(fd, 0) == 0)
		hw_write_all(fd, hw_str_of(text));
	*fd_out = fd;
	return 0;
}

/* Tries so often when those before remove the lock's file in between. */
#define LOCK_TRIES 100

int hw_lock_file(struct hw_fs *fs, const char *path, int *fd_out,
    long *holder_pid)
{
	int error = ESTALE, tries;

	*holder_pid = 0;
	*fd_out = -1;
	for (tries = 0; error == ESTALE && tries < LOCK_TRIES; tries++)
		error = lock_once(fs, path, fd_out, holder_pid);
	return error;
}
