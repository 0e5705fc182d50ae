/*
 * cachefolder: where the history is kept between builds.
 *
 * In the folder that HEADWAY_CACHE names, to be shared by all checkouts of
 * one site; an empty name switches keeping off. Else in "headway" below
 * $XDG_CACHE_HOME or ~/.cache, with a file for each checkout. Never in the
 * content or in the folder that is published. A folder that cannot be made
 * or opened is none, without a word.
 *
 * Threads: one.
 */
#ifndef HW_CLI_CACHEFOLDER_H
#define HW_CLI_CACHEFOLDER_H

#include "cli/command.h"
#include "input/cache.h"

struct hw_cache_folder {
	struct hw_fs fs;
	struct hw_cache cache;
};

/* For the site in the current folder. False: there is none, and nothing to
 * close. */
bool hw_cache_folder_open(struct hw_cache_folder *out,
    const struct hw_options *options, struct hw_arena *arena);
void hw_cache_folder_close(struct hw_cache_folder *folder);

#endif
