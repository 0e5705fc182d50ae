#include "cli/cachefolder.h"

#include "input/markdown.h"
#include "input/scan.h"

#include <errno.h>
#include <stdlib.h>

/*
 * This headway: its version, a digest of the sources that history is made by
 * (see the Makefile), and the library that reads the words. So no change of
 * the code needs to be remembered here.
 */
static hw_str this_headway(struct hw_arena *arena)
{
	return hw_fmt(arena, "%s %s cmark %s", HW_VERSION, HW_SOURCES,
	    hw_markdown_version());
}

/* A variable that says something, or NULL. */
static const char *said(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

/* Makes the folder, in one that is there already. */
static void make(hw_str path, struct hw_arena *arena)
{
	hw_str parent = hw_str_dup(arena, hw_path_dir(path));
	struct hw_fs fs;

	if (parent.len == 0)
		parent = path.p[0] == '/' ? HW_STR("/") : HW_STR(".");
	if (hw_fs_open(&fs, parent.p) != 0)
		return;
	/* Whether it went well is seen when the folder is opened. */
	(void)hw_fs_make_folder(&fs, hw_path_base(path));
	hw_fs_close(&fs);
}

static hw_str path_of(struct hw_arena *arena)
{
	const char *named = getenv("HEADWAY_CACHE");
	const char *caches = said("XDG_CACHE_HOME"), *home = said("HOME");
	hw_str above;

	if (named != NULL)
		return hw_str_of(named);
	if (caches != NULL && caches[0] == '/')
		above = hw_str_of(caches);
	else if (home != NULL && home[0] == '/')
		above = hw_fmt(arena, "%s/.cache", home);
	else
		return HW_STR_NONE;
	make(above, arena);
	return hw_fmt(arena, "%.*s/headway", HW_ARG(above));
}

static bool is_in_or_at(hw_str path, const char *folder,
    struct hw_arena *arena)
{
	hw_str real;

	return hw_fs_resolve(folder, arena, &real) == 0 &&
	    hw_str_starts(path, real) &&
	    (path.len == real.len || path.p[real.len] == '/');
}

bool hw_cache_folder_open(struct hw_cache_folder *out,
    const struct hw_options *options, struct hw_arena *arena)
{
	hw_str path = path_of(arena), real;

	*out = (struct hw_cache_folder){.fs = {.root_fd = -1}};
	while (path.len > 1 && path.p[path.len - 1] == '/')
		path.len--;
	if (path.len == 0)
		return false;
	path = hw_str_dup(arena, path);
	if (hw_fs_resolve(path.p, arena, &real) == ENOENT)
		make(path, arena);
	if (hw_fs_resolve(path.p, arena, &real) != 0 ||
	    is_in_or_at(real, HW_CONTENT_FOLDER, arena) ||
	    (options->out != NULL &&
		is_in_or_at(real, options->out, arena)) ||
	    hw_fs_open(&out->fs, real.p) != 0)
		return false;
	out->cache = (struct hw_cache){.fs = &out->fs,
	    .path = real,
	    .site = HW_STR_NONE,
	    .writer = this_headway(arena)};
	if (getenv("HEADWAY_CACHE") == NULL &&
	    hw_fs_resolve(".", arena, &out->cache.site) != 0)
		out->cache.site = HW_STR_NONE;
	return true;
}

void hw_cache_folder_close(struct hw_cache_folder *folder)
{
	hw_fs_close(&folder->fs);
}
