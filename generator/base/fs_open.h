/*
 * fs_open: opening files and folders below a root; for fs_real.c and
 * fs_lock.c alone.
 *
 * No link on the way is followed and no way leads out of the root. What is
 * opened is closed when another program is executed. hw_open_part and
 * hw_open_below return a descriptor, or -1 with errno set; the others 0 or
 * an errno value.
 *
 * Threads: no state; and no memory is taken, so that a signal handler may
 * call these.
 */
#ifndef HW_BASE_FS_OPEN_H
#define HW_BASE_FS_OPEN_H

#include "base/fs.h"

#include <sys/stat.h>
#include <sys/types.h>

/* One name in a folder. ELOOP when it is a link, whatever the flags. */
int hw_open_part(int dir, const char *name, int flags, mode_t mode);

/*
 * A path below the folder `root`: openat2 where the kernel has it and the
 * container lets it through, else folder by folder.
 */
int hw_open_below(int root, const char *path, int flags, mode_t mode);

int hw_open_folder(struct hw_fs *fs, const char *path, int *out);

/* The folder that holds `path`; *name is the path's last part. */
int hw_open_parent(struct hw_fs *fs, const char *path, int *out,
    const char **name);

/*
 * A regular file, for reading; *status is what it was when opened. EINVAL
 * when it is something else, which is not waited for.
 */
int hw_open_file(struct hw_fs *fs, const char *path, int *out,
    struct stat *status);

/* Writes on until every byte is written. */
int hw_write_all(int fd, hw_str bytes);

/* hw_fs_lock on the machine. */
int hw_lock_file(struct hw_fs *fs, const char *path, int *fd_out,
    long *holder_pid);

/* 0 also when a signal came: Linux closes the descriptor all the same. */
int hw_close(int fd);

#endif
