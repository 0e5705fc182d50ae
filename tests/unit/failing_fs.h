/*
 * failing_fs: a file system that fails at the operation a test asks for.
 *
 * Wraps another hw_fs, counts its operations from 1, and returns an errno
 * value instead of carrying out the one numbered `fail_at`, and with
 * `fail_on` all later ones too. Operations by name can be made impossible
 * throughout, as some file systems have them.
 */
#ifndef HW_TESTS_FAILING_FS_H
#define HW_TESTS_FAILING_FS_H

#include "base/fs.h"

#include <stdatomic.h>

struct failing_fs {
	struct hw_fs fs;     /* give this to the code under test */
	struct hw_fs *real;  /* does the work */
	atomic_size_t count; /* operations so far */
	size_t fail_at;      /* 0: never */
	bool fail_on;        /* and everything after it */
	bool failed;         /* it happened */
	int error;           /* what the failing operation returns */
	int link_error, rename_folder_error, exchange_error; /* 0: works */
	const char *no_rename_of; /* the name rename_folder_error is for */
	int sync_error, sync_folder_error;
	/* Called before each operation; or NULL. */
	void (*before)(struct failing_fs *fs, const char *name);
};

void failing_fs_init(struct failing_fs *out, struct hw_fs *real);

#endif
