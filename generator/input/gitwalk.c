#include "input/gitwalk.h"

#include "base/map.h"
#include "input/gitdiff.h"

/* A name in the commit at hand, and the file of HEAD it belongs to. */
struct name {
	struct hw_git_file *file; /* NULL: none any more */
};

struct walker {
	struct hw_git_walk *walk;
	struct hw_arena *arena;
	struct hw_map names; /* path -> struct name */
};

/* -------------------------------- HEAD --------------------------------- */

static bool is_below(hw_str path, hw_str folder)
{
	return folder.len == 0 ||
	    (hw_str_starts(path, folder) && path.len > folder.len &&
		path.p[folder.len] == '/');
}

static void mark_submodule(struct hw_git_walk *walk, hw_str folder)
{
	size_t i;

	for (i = 0; i < walk->count; i++)
		if (is_below(walk->files[i].path, folder))
			walk->files[i].is_in_submodule = true;
}

static void on_head_file(hw_str path, const struct hw_git_entry *newer,
    const struct hw_git_entry *older, void *ctx)
{
	struct walker *walker = ctx;
	struct name *name;

	(void)older;
	if (newer->kind == HW_GIT_ENTRY_SUBMODULE) {
		mark_submodule(walker->walk, path);
		return;
	}
	name = hw_map_get(&walker->names, path);
	if (name == NULL)
		return;
	name->file->is_at_head = true;
	name->file->blob = newer->id;
}

static bool read_top(struct hw_git_commit *out, struct hw_git_walk *walk,
    struct hw_git *git)
{
	struct hw_git_id head = hw_git_head(git);
	struct hw_git_object object;
	bool is_ok;

	if (!hw_git_read(&object, &walk->end, git, HW_GIT_COMMIT, &head))
		return false;
	is_ok = hw_git_commit_parse(out, object.bytes);
	hw_git_release(&object);
	return is_ok; /* the log has said why it is not */
}

/* Which of the files asked for are in HEAD, and with which bytes. */
static void read_head(struct walker *walker, struct hw_git *git)
{
	struct hw_git_walk *walk = walker->walk;
	struct hw_git_commit commit;
	struct hw_git_place folder;
	size_t i;

	for (i = 0; i < walk->count; i++) {
		struct name *name = HW_NEW(walker->arena, struct name);

		name->file = &walk->files[i];
		hw_map_add(&walker->names, walk->files[i].path, name);
	}
	if (!read_top(&commit, walk, git) ||
	    !hw_git_find_folder(&folder, &walk->end, git, &commit.tree,
		walk->folder))
		return;
	if (folder.is_submodule)
		mark_submodule(walk, HW_STR_NONE);
	walk->is_head_read = !folder.is_tree ||
	    hw_git_diff(&walk->end, git, &folder.id, NULL, on_head_file,
		walker);
}

/* ------------------------------ one commit ----------------------------- */

/* From now on, which is earlier, the file has the name it moved from. */
static void follow_move(struct walker *walker, struct name *to, hw_str from)
{
	struct name *name = hw_map_get(&walker->names, from);

	if (name == NULL) {
		name = HW_NEW(walker->arena, struct name);
		hw_map_add(&walker->names, from, name);
	}
	/* A file of HEAD that took this name up again later starts there. */
	name->file = to->file;
	to->file = NULL;
}

static void apply_touch(struct walker *walker,
    const struct hw_git_touch *touch, const struct hw_git_change *change)
{
	struct name *name = hw_map_get(&walker->names, touch->path);

	if (!touch->has_after || name == NULL || name->file == NULL)
		return;
	if (name->file->updated.when == HW_GIT_NEVER &&
	    !(touch->has_before &&
		hw_git_id_equal(&touch->before, &touch->after)))
		name->file->updated = *change;
	if (!touch->has_before)
		name->file->created = *change;
	if (touch->from.len > 0)
		follow_move(walker, name, touch->from);
}

void hw_git_walk(struct hw_git_walk *walk, struct hw_git *git,
    const struct hw_git_log *log, struct hw_arena *arena)
{
	struct walker walker = {.walk = walk, .arena = arena};
	size_t i, k;

	walk->is_complete = log->is_complete;
	walk->end = log->end;
	hw_map_init(&walker.names, arena);
	read_head(&walker, git);
	for (i = 0; i < log->commits.count; i++) {
		const struct hw_git_logged *commit = &log->commits.items[i];
		struct hw_git_change change = {
		    commit->has_time ? HW_GIT_DATED : HW_GIT_BAD_TIME,
		    commit->time, commit->id};

		/* Nobody knows since when its files are as they are. */
		if (commit->is_cut_off)
			break;
		for (k = 0; k < commit->touches.count; k++)
			apply_touch(&walker, &commit->touches.items[k],
			    &change);
	}
}
