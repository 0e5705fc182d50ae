/*
 * fs: every file operation of headway, behind one table.
 *
 * A hw_fs is a folder. Paths given to it are relative to that folder, use
 * '/', and never leave it: no "..", no symbolic link anywhere on the way, no
 * absolute path. Only regular files are read; a FIFO, device or link is
 * refused without opening it for long (it cannot hang the reader).
 *
 * Reading, writing and waiting go on after a signal. Functions return 0 or
 * an errno value; these have a fixed meaning:
 *   ENOENT  nothing there        ELOOP   a symbolic link on the way
 *   EFBIG   over the limit       EINVAL  not a regular file / not a folder
 *   EXDEV   the path would leave the folder, or two file systems
 *
 * The table lets tests put another file system underneath (one that fails
 * at the Nth call, for instance).
 *
 * Threads: reading and writing different files from several threads is
 * safe; the hw_fs itself does not change after opening.
 */
#ifndef HW_BASE_FS_H
#define HW_BASE_FS_H

#include "base/str.h"

enum hw_fs_kind {
	HW_FS_FILE,
	HW_FS_FOLDER,
	HW_FS_LINK,
	HW_FS_OTHER, /* FIFO, socket, device */
};

struct hw_fs_entry {
	hw_str name;
	enum hw_fs_kind kind;
};

struct hw_fs_entries {
	struct hw_fs_entry *items; /* sorted by the bytes of their names */
	size_t count, room;
};

/* What is known of one name, without opening it. */
struct hw_fs_info {
	enum hw_fs_kind kind;
	unsigned mode;       /* the nine permission bits */
	uint64_t size;       /* bytes */
	uint64_t name_count; /* names (hard links) that a file has */
	int64_t changed_ns;  /* last change of its bytes, since 1970 */
};

struct hw_fs_ops;

struct hw_fs {
	const struct hw_fs_ops *ops;
	void *context;
	int root_fd; /* the real file system's folder */
};

/* Without `write` it is a folder to read from: the calls that change
 * something answer EROFS, and their members may be NULL; so may `read_own`,
 * which answers EPERM then. */
struct hw_fs_ops {
	int (*list)(struct hw_fs *fs, const char *path,
	    struct hw_arena *arena, struct hw_fs_entries *out);
	int (*read)(struct hw_fs *fs, const char *path, size_t limit_bytes,
	    struct hw_arena *arena, hw_str *out);
	int (*read_own)(struct hw_fs *fs, const char *path,
	    size_t limit_bytes, struct hw_arena *arena, hw_str *out);
	int (*info)(struct hw_fs *fs, const char *path,
	    struct hw_fs_info *out);
	int (*match)(struct hw_fs *fs, const char *path, hw_str bytes,
	    bool whole, bool *out);
	int (*make_folder)(struct hw_fs *fs, const char *path);
	int (*write)(struct hw_fs *fs, const char *path, hw_str bytes,
	    bool is_private);
	int (*append)(struct hw_fs *fs, const char *path, hw_str bytes);
	int (*link)(struct hw_fs *fs, const char *from, const char *to);
	int (*rename)(struct hw_fs *fs, const char *from, const char *to);
	int (*exchange)(struct hw_fs *fs, const char *a, const char *b);
	int (*remove_tree)(struct hw_fs *fs, const char *path);
	int (*sync)(struct hw_fs *fs, const char *path);
	int (*sync_folder)(struct hw_fs *fs, const char *path);
	int (*lock)(struct hw_fs *fs, const char *path, int *fd_out,
	    long *holder_pid_out);
};

/* The machine's own file system. */
extern const struct hw_fs_ops hw_fs_real_ops;

/* Opens the folder `path` of the machine (it may be reached by links). */
int hw_fs_open(struct hw_fs *out, const char *path);
void hw_fs_close(struct hw_fs *fs);

/* The absolute path of a folder or file of the machine, without links. */
int hw_fs_resolve(const char *path, struct hw_arena *arena, hw_str *out);

/* The entries of a folder ("" is the root), without "." and "..". */
int hw_fs_list(struct hw_fs *fs, hw_str path, struct hw_arena *arena,
    struct hw_fs_entries *out);

/*
 * All bytes of a regular file of at most limit_bytes; also of one that grows
 * while it is read.
 */
int hw_fs_read(struct hw_fs *fs, hw_str path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out);

/* The same, of a file that belongs to this user and that nobody else may
 * write to; EPERM else. */
int hw_fs_read_own(struct hw_fs *fs, hw_str path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out);

int hw_fs_kind(struct hw_fs *fs, hw_str path, enum hw_fs_kind *out);
int hw_fs_info(struct hw_fs *fs, hw_str path, struct hw_fs_info *out);

/*
 * Whether the file is what hw_fs_write would make of these bytes: a regular
 * file with these bytes and no others, mode 0644, and no second name. Takes
 * no memory, whatever the size.
 */
int hw_fs_same(struct hw_fs *fs, hw_str path, hw_str bytes, bool *out);

/* Whether the regular file begins with these bytes. */
int hw_fs_starts(struct hw_fs *fs, hw_str path, hw_str bytes, bool *out);

/*
 * A folder with mode 0755, whatever the umask; its parent must exist.
 * EEXIST when it is there already.
 */
int hw_fs_make_folder(struct hw_fs *fs, hw_str path);

/*
 * A new file with mode 0644, whatever the umask; durable only after
 * hw_fs_sync. EEXIST if there. After a failure part of it may be left.
 */
int hw_fs_write(struct hw_fs *fs, hw_str path, hw_str bytes);

/* The same with mode 0600. */
int hw_fs_write_private(struct hw_fs *fs, hw_str path, hw_str bytes);

/* Bytes at the end of a regular file, which is made where there is none.
 * After a failure part of them may be there. */
int hw_fs_append(struct hw_fs *fs, hw_str path, hw_str bytes);

/* A second name for a file's bytes (of a link itself, not its target). */
int hw_fs_link(struct hw_fs *fs, hw_str from, hw_str to);

/* Renames; where `to` is a folder it must be empty. */
int hw_fs_rename(struct hw_fs *fs, hw_str from, hw_str to);

/* Swaps two names in one step; ENOSYS, EINVAL or EXDEV where impossible. */
int hw_fs_exchange(struct hw_fs *fs, hw_str a, hw_str b);

/*
 * Removes a file or a whole folder; links are removed, not followed. Uses
 * no memory but its stack, and may be called in a signal handler.
 */
int hw_fs_remove_tree(struct hw_fs *fs, hw_str path);

/*
 * Makes durable everything written to the file system that holds the folder:
 * one flush for a whole site costs less than one for each of its files.
 */
int hw_fs_sync(struct hw_fs *fs, hw_str path);

/* Makes durable the names in a folder: what was made, renamed, removed. */
int hw_fs_sync_folder(struct hw_fs *fs, hw_str path);

/*
 * An exclusive lock that the kernel drops when the process ends, however it
 * ends. EWOULDBLOCK when another process has it; *holder_pid is then its
 * id, or 0 when unknown. hw_fs_unlock releases. Whoever holds the lock may
 * remove the file before it releases: the next one to lock makes a new file,
 * and one that waits at the old file notices.
 */
int hw_fs_lock(struct hw_fs *fs, hw_str path, int *fd_out, long *holder_pid);
void hw_fs_unlock(int fd);

#endif
