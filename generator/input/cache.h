/*
 * cache: what a build leaves for the next one, in a folder of its own.
 *
 * A file for each site and content folder. It may be deleted, damaged, or
 * come from another site, another headway or another machine: what does not
 * come back byte for byte as this headway wrote it is as if it were not
 * there. So is a file of another user, one that others may write to, a
 * symbolic link, and one over HW_CACHE_LIMIT_BYTES. Nothing here makes a
 * message: without a cache the build only takes longer.
 *
 * The sum tells damage, not malice: who may write to the folder can say what
 * the site's past was. So one that the commit brings along is not used.
 *
 * A new file takes the old one's place in one step. Of two builds that write
 * at a time one does.
 *
 * Threads: one.
 */
#ifndef HW_INPUT_CACHE_H
#define HW_INPUT_CACHE_H

#include "base/fs.h"
#include "input/gitrepo.h"

#define HW_CACHE_LIMIT_BYTES ((size_t)128 * 1024 * 1024)

struct hw_cache {
	struct hw_fs *fs; /* the folder */
	hw_str path;      /* the same, from the top and without links */
	hw_str site;      /* what tells apart the sites that share it */
	hw_str writer;    /* who can read what it wrote: this headway alone */
};

/* Whether the folder is one that HEAD brings along. */
bool hw_cache_is_in_head(const struct hw_cache *cache, struct hw_git *git);

/* The bytes kept about `subject`, or none. They live in the arena. */
hw_str hw_cache_read(struct hw_cache *cache, hw_str subject,
    struct hw_arena *arena);

/* Keeps them, if it can. */
void hw_cache_write(struct hw_cache *cache, hw_str subject, hw_str bytes);

#endif
