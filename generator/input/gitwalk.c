#include "input/gitwalk.h"

#include "base/map.h"
#include "input/gitdiff.h"

#include <stdlib.h>

/* A name in the commit at hand, and the file of HEAD it belongs to. */
struct name {
	struct hw_git_file *file; /* NULL: none any more */
};

/* A file that stands in one of the two compared trees only. */
struct loose {
	hw_str path;
	struct hw_git_id id;
	struct name *name; /* of an added file */
	bool is_paired;
};

struct loose_list {
	struct loose *items;
	size_t count, room;
};

struct walker {
	struct hw_git_walk *walk;
	struct hw_git *git;
	struct hw_arena *arena;	 /* lives as long as the walk */
	struct hw_arena scratch; /* one commit */
	struct hw_map names;	 /* path -> struct name */
	struct hw_git_place head_folder;
	size_t undated;
	/* One commit's differences. */
	struct {
		struct hw_git_file **items;
		size_t count, room;
	} changed;
	struct loose_list added, gone;
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
	walker->undated++;
}

/* Which of the files asked for are in HEAD, and with which bytes. */
static bool read_head(struct walker *walker, const struct hw_git_id *top)
{
	struct hw_git_walk *walk = walker->walk;
	struct hw_git_place *folder = &walker->head_folder;
	size_t i;

	for (i = 0; i < walk->count; i++) {
		struct name *name = HW_NEW(walker->arena, struct name);

		name->file = &walk->files[i];
		hw_map_add(&walker->names, walk->files[i].path, name);
	}
	if (!hw_git_find_folder(folder, &walk->end, walker->git, top,
				walk->folder))
		return false;
	if (folder->is_submodule)
		mark_submodule(walk, HW_STR_NONE);
	if (folder->is_tree &&
	    !hw_git_diff(&walk->end, walker->git, &folder->id, NULL,
			 on_head_file, walker))
		return false;
	walk->is_head_read = true;
	return true;
}

/* ------------------------------ one commit ----------------------------- */

static void on_change(hw_str path, const struct hw_git_entry *newer,
		      const struct hw_git_entry *older, void *ctx)
{
	struct walker *walker = ctx;
	const struct hw_git_entry *any = newer != NULL ? newer : older;
	struct name *name = hw_map_get(&walker->names, path);
	bool is_tracked = name != NULL && name->file != NULL;
	struct loose loose = {.id = any->id, .name = name};

	if (any->kind != HW_GIT_ENTRY_FILE || (newer != NULL && !is_tracked))
		return;
	if (newer != NULL && older != NULL) {
		HW_PUSH(&walker->changed, &walker->scratch, name->file);
		return;
	}
	loose.path = hw_str_dup(&walker->scratch, path);
	if (newer != NULL)
		HW_PUSH(&walker->added, &walker->scratch, loose);
	else
		HW_PUSH(&walker->gone, &walker->scratch, loose);
}

static int compare_loose(const void *left, const void *right)
{
	const struct loose *a = left, *b = right;
	int order = memcmp(a->id.bytes, b->id.bytes, HW_GIT_ID_BYTES);

	return order != 0 ? order : hw_str_compare(a->path, b->path);
}

/* The first of the sorted files with that id, or the count. */
static size_t first_of(const struct loose_list *sorted,
		       const struct hw_git_id *id)
{
	size_t low = 0, high = sorted->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (memcmp(sorted->items[middle].id.bytes, id->bytes,
			   HW_GIT_ID_BYTES) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* From now on, which is earlier, the file has the name it moved from. */
static void follow_move(struct walker *walker, struct loose *from,
			struct loose *to)
{
	struct name *name = hw_map_get(&walker->names, from->path);

	if (name == NULL) {
		name = HW_NEW(walker->arena, struct name);
		hw_map_add(&walker->names,
			   hw_str_dup(walker->arena, from->path), name);
	}
	/* A file of HEAD that took this name up again later starts there. */
	name->file = to->name->file;
	to->name->file = NULL;
	from->is_paired = to->is_paired = true;
}

/*
 * Pairs files that appeared with files of the same bytes that vanished; of
 * several the one with the same base name, else the first by path.
 */
static void pair_moves(struct walker *walker, bool same_base_name)
{
	/* The id of no bytes at all. */
	static const struct hw_git_id empty = {
	    {0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b,
	     0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91}};
	struct loose_list *gone = &walker->gone;
	size_t i, j;

	for (i = 0; i < walker->added.count; i++) {
		struct loose *to = &walker->added.items[i];

		if (to->is_paired || hw_git_id_equal(&to->id, &empty))
			continue;
		for (j = first_of(gone, &to->id);
		     j < gone->count &&
		     hw_git_id_equal(&gone->items[j].id, &to->id);
		     j++) {
			struct loose *from = &gone->items[j];

			if (from->is_paired ||
			    (same_base_name &&
			     !hw_str_equal(hw_path_base(from->path),
					   hw_path_base(to->path))))
				continue;
			follow_move(walker, from, to);
			break;
		}
	}
}

static void date_file(struct walker *walker, struct hw_git_file *file,
		      const struct hw_git_change *change)
{
	if (file->updated.when != HW_GIT_NEVER)
		return;
	file->updated = *change;
	walker->undated--;
}

static void apply_changes(struct walker *walker,
			  const struct hw_git_change *change)
{
	size_t i;

	for (i = 0; i < walker->changed.count; i++)
		date_file(walker, walker->changed.items[i], change);
	if (walker->added.count > 0 && walker->gone.count > 0) {
		qsort(walker->gone.items, walker->gone.count,
		      sizeof(*walker->gone.items), compare_loose);
		pair_moves(walker, true);
		pair_moves(walker, false);
	}
	for (i = 0; i < walker->added.count; i++) {
		struct loose *added = &walker->added.items[i];

		if (added->is_paired)
			continue;
		date_file(walker, added->name->file, change);
		added->name->file->created = *change;
	}
}

/* Compares the two folders; older NULL is before the first commit. Nothing
 * is applied unless all of it could be read. */
static bool walk_commit(struct walker *walker, const struct hw_git_place *newer,
			const struct hw_git_place *older,
			const struct hw_git_change *change)
{
	hw_arena_reset(&walker->scratch);
	memset(&walker->changed, 0, sizeof(walker->changed));
	memset(&walker->added, 0, sizeof(walker->added));
	memset(&walker->gone, 0, sizeof(walker->gone));
	if (!hw_git_diff(&walker->walk->end, walker->git,
			 newer->is_tree ? &newer->id : NULL,
			 older->is_tree ? &older->id : NULL, on_change, walker))
		return false;
	apply_changes(walker, change);
	walker->walk->commit_count++;
	return true;
}

/* ------------------------------ the chain ------------------------------ */

static bool read_commit(struct hw_git_commit *out, struct walker *walker,
			const struct hw_git_id *id)
{
	struct hw_git_problem *problem = &walker->walk->end;
	struct hw_git_object object;
	bool is_ok;

	if (!hw_git_read(&object, problem, walker->git, HW_GIT_COMMIT, id))
		return false;
	is_ok = hw_git_commit_parse(out, object.bytes);
	hw_git_release(&object);
	if (!is_ok)
		*problem = (struct hw_git_problem){
		    HW_GIT_DAMAGED, hw_git_id_hex(walker->arena, id),
		    HW_STR("it does not read as a commit")};
	return is_ok;
}

static bool is_cut_off(struct walker *walker, const struct hw_git_id *id)
{
	if (!hw_git_is_boundary(walker->git, id))
		return false;
	walker->walk->end = (struct hw_git_problem){
	    HW_GIT_SHALLOW, hw_git_id_hex(walker->arena, id), HW_STR_NONE};
	return true;
}

static void walk_chain(struct walker *walker, struct hw_git_id id,
		       struct hw_git_commit commit)
{
	struct hw_git_walk *walk = walker->walk;
	struct hw_git_place folder = walker->head_folder;

	while (!(walk->only_updated && walker->undated == 0)) {
		struct hw_git_change change = {
		    commit.has_time ? HW_GIT_DATED : HW_GIT_BAD_TIME,
		    commit.time, id};
		struct hw_git_commit parent = {0};
		struct hw_git_place older = {0};

		if (is_cut_off(walker, &id))
			return;
		if (commit.has_parent &&
		    !read_commit(&parent, walker, &commit.parent))
			return;
		if (commit.has_parent &&
		    hw_git_id_equal(&commit.tree, &parent.tree))
			older = folder;
		else if (commit.has_parent &&
			 !hw_git_find_folder(&older, &walk->end, walker->git,
					     &parent.tree, walk->folder))
			return;
		if (!walk_commit(walker, &folder, &older, &change))
			return;
		if (!commit.has_parent) {
			walk->is_complete = true;
			return;
		}
		id = commit.parent;
		commit = parent;
		folder = older;
	}
}

void hw_git_walk(struct hw_git_walk *walk, struct hw_git *git,
		 struct hw_arena *arena)
{
	struct walker walker = {.walk = walk, .git = git, .arena = arena};
	struct hw_git_id head = hw_git_head(git);
	struct hw_git_commit commit;

	hw_map_init(&walker.names, arena);
	hw_arena_init(&walker.scratch, 0);
	if (read_commit(&commit, &walker, &head) &&
	    read_head(&walker, &commit.tree) && walker.undated > 0)
		walk_chain(&walker, head, commit);
	hw_arena_free(&walker.scratch);
}
