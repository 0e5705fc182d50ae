/*
 * The folder that someone asks to publish to: where it is, and whether
 * publishing there would take the site itself away.
 */
#include "output/publish.h"
#include "output/swap.h"

#include <errno.h>

struct target {
	hw_str shown;  /* as asked for, without a '/' at the end */
	hw_str parent; /* the folder it stands in */
	hw_str name;
};

static bool is_usable_name(hw_str name)
{
	return name.len > 0 && !hw_str_equal(name, HW_STR(".")) &&
	    !hw_str_equal(name, HW_STR(".."));
}

static void split(struct target *out, hw_str path, struct hw_arena *arena)
{
	bool is_absolute = path.len > 0 && path.p[0] == '/';

	while (path.len > 1 && path.p[path.len - 1] == '/')
		path.len--;
	out->shown = path;
	out->name = hw_path_base(path);
	out->parent = hw_str_dup(arena, hw_path_dir(path));
	if (out->parent.len == 0)
		out->parent = is_absolute ? HW_STR("/") : HW_STR(".");
}

/* Both absolute and without links. */
static bool is_in_or_at(hw_str path, hw_str folder)
{
	return hw_str_starts(path, folder) &&
	    (path.len == folder.len || path.p[folder.len] == '/');
}

static bool refuse(const struct target *target, struct hw_diags *diags,
    const char *why)
{
	hw_diag(diags, HW_DIAG_OUTPUT_PATH, HW_SPAN_NONE,
	    HW_STR("Give a folder of its own with --out, such as 'public'."),
	    "cannot publish to '%.*s': %s", HW_ARG(target->shown), why);
	return false;
}

static bool spares_the_site(const struct target *target,
    const char *site_folder, struct hw_diags *diags, struct hw_arena *arena)
{
	hw_str parent, site, content, real, out;
	int error = hw_fs_resolve(target->parent.p, arena, &parent);

	if (error == 0)
		error = hw_fs_resolve(site_folder, arena, &site);
	if (error != 0) {
		hw_diag_io(diags, "find the folder of", target->shown, error);
		return false;
	}
	if (parent.len == 1) /* "/" */
		parent.len = 0;
	out =
	    hw_fmt(arena, "%.*s/%.*s", HW_ARG(parent), HW_ARG(target->name));
	if (is_in_or_at(site, out))
		return refuse(target, diags, "the site itself is in it");
	content = hw_fmt(arena, "%.*s/content", HW_ARG(site));
	/* It may be a link to a folder elsewhere. */
	if (hw_fs_resolve(content.p, arena, &real) == 0)
		content = real;
	if (is_in_or_at(content, out) || is_in_or_at(out, content))
		return refuse(target, diags,
		    "it holds the site's content, or is in it");
	return true;
}

bool hw_publish(struct hw_publish_result *out, const char *out_folder,
    const char *site_folder, const struct hw_outset *set,
    struct hw_diags *diags)
{
	struct hw_arena arena;
	struct target target;
	struct hw_fs parent;
	bool done = false;
	int error;

	*out = (struct hw_publish_result){0};
	hw_arena_init(&arena, 0);
	split(&target, hw_str_of(out_folder), &arena);
	if (!is_usable_name(target.name)) {
		refuse(&target, diags, "that is no folder's name");
	} else if (site_folder == NULL ||
	    spares_the_site(&target, site_folder, diags, &arena)) {
		error = hw_fs_open(&parent, target.parent.p);
		if (error != 0) {
			hw_diag_io(diags, "open", target.parent, error);
		} else {
			done = hw_publish_in(out, &parent, target.name,
			    target.shown, set, diags);
			hw_fs_close(&parent);
		}
	}
	hw_arena_free(&arena);
	return done;
}

static bool is_there(struct hw_fs *fs, hw_str name)
{
	struct hw_fs_info info;

	return hw_fs_info(fs, name, &info) == 0;
}

void hw_publish_repair(const char *out_folder)
{
	struct hw_arena arena;
	struct target target;
	struct hw_swap swap;
	struct hw_fs parent;
	long pid;

	hw_arena_init(&arena, 0);
	split(&target, hw_str_of(out_folder), &arena);
	if (is_usable_name(target.name) &&
	    hw_fs_open(&parent, target.parent.p) == 0) {
		hw_swap_names(&swap, &parent, target.name, &arena);
		/* The lock makes a file: only where there is a reason. */
		if ((is_there(&parent, swap.fresh) ||
			is_there(&parent, swap.aside)) &&
		    hw_swap_begin(&swap, &pid) == 0)
			hw_swap_end(&swap);
		hw_fs_close(&parent);
	}
	hw_arena_free(&arena);
}
