/*
 * scratch: an empty folder for a test, and what stands in it as one text.
 *
 * The folder is made in $HW_TEST_TMP, or in /dev/shm or /tmp. Failures end
 * the test.
 */
#ifndef HW_TESTS_SCRATCH_H
#define HW_TESTS_SCRATCH_H

#include "base/fs.h"

struct scratch {
	char path[256]; /* absolute */
	struct hw_fs fs;
	struct hw_arena arena;
};

void scratch_open(struct scratch *out);
void scratch_close(struct scratch *scratch); /* removes the folder */

/* Absolute path of a name in the folder; lives in the arena. */
const char *scratch_path(struct scratch *scratch, const char *name);

/* Makes a file, and the folders it needs. */
void scratch_put(struct scratch *scratch, const char *path, const char *text);

/*
 * Everything below a folder of it, one line each in the order of names:
 * "755 a/", "644 a/b 5f2c…" (mode, path, SHA-256), "link a/c", "other a/d".
 * "missing" when the folder is not there.
 */
hw_str scratch_tree(struct scratch *scratch, const char *folder);

#endif
