#include "input/gitfs.h"

#include "input/gitdiff.h"

#include <errno.h>
#include <stdlib.h>

struct gitfs {
	struct hw_git *git;
	struct hw_arena *arena;
	struct hw_git_id top; /* tree of the folder */
};

static enum hw_fs_kind kind_of(const struct hw_git_entry *entry)
{
	/* The mode stands first: 120000 is a symbolic link. */
	if (entry->kind == HW_GIT_ENTRY_TREE)
		return HW_FS_FOLDER;
	if (entry->kind == HW_GIT_ENTRY_SUBMODULE)
		return HW_FS_OTHER;
	return hw_str_starts(entry->raw, HW_STR("120000 ")) ? HW_FS_LINK
							    : HW_FS_FILE;
}

/* Reads the tree of a folder. The object must be released. */
static int open_tree(struct gitfs *gitfs, hw_str path,
    struct hw_git_object *out)
{
	struct hw_git_problem problem;
	struct hw_git_place place;

	if (!hw_git_find_folder(&place, &problem, gitfs->git, &gitfs->top,
		path))
		return EIO;
	if (!place.is_tree)
		return ENOENT;
	return hw_git_read(out, &problem, gitfs->git, HW_GIT_TREE, &place.id)
	    ? 0
	    : EIO;
}

static hw_str as_path(const char *path)
{
	return strcmp(path, ".") == 0 ? HW_STR_NONE : hw_str_of(path);
}

/* What stands at a path; its raw bytes are not valid afterwards. */
static int find(struct gitfs *gitfs, const char *path, enum hw_fs_kind *kind,
    struct hw_git_id *id)
{
	hw_str whole = as_path(path), name = hw_path_base(whole), rest;
	struct hw_git_object tree;
	struct hw_git_entry entry;
	int error = open_tree(gitfs, hw_path_dir(whole), &tree);

	if (error != 0)
		return error;
	rest = tree.bytes;
	error = ENOENT;
	while (hw_git_tree_next(&rest, &entry)) {
		if (!hw_str_equal(entry.name, name))
			continue;
		*kind = kind_of(&entry);
		*id = entry.id;
		error = 0;
		break;
	}
	hw_git_release(&tree);
	return error;
}

static int by_name(const void *left, const void *right)
{
	const struct hw_fs_entry *a = left, *b = right;

	return hw_str_compare(a->name, b->name);
}

static int list(struct hw_fs *fs, const char *path, struct hw_arena *arena,
    struct hw_fs_entries *out)
{
	struct hw_git_object tree;
	struct hw_git_entry entry;
	hw_str rest;
	int error = open_tree(fs->context, as_path(path), &tree);

	*out = (struct hw_fs_entries){0};
	if (error != 0)
		return error;
	rest = tree.bytes;
	while (hw_git_tree_next(&rest, &entry)) {
		struct hw_fs_entry found = {
		    .name = hw_str_dup(arena, entry.name),
		    .kind = kind_of(&entry),
		};

		HW_PUSH(out, arena, found);
	}
	hw_git_release(&tree);
	/* Git sorts a folder as if its name ended in '/'. */
	if (out->count > 0)
		qsort(out->items, out->count, sizeof(*out->items), by_name);
	return rest.len == 0 ? 0 : EIO;
}

static int read_file(struct hw_fs *fs, const char *path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	struct gitfs *gitfs = fs->context;
	struct hw_git_problem problem;
	struct hw_git_object blob;
	struct hw_git_id id;
	enum hw_fs_kind kind;
	int error = find(gitfs, path, &kind, &id);

	*out = HW_STR_NONE;
	if (error != 0)
		return error;
	if (kind != HW_FS_FILE)
		return kind == HW_FS_LINK ? ELOOP : EINVAL;
	if (!hw_git_read(&blob, &problem, gitfs->git, HW_GIT_BLOB, &id))
		return EIO;
	if (blob.bytes.len > limit_bytes)
		error = EFBIG;
	else
		*out = hw_str_dup(arena, blob.bytes);
	hw_git_release(&blob);
	return error;
}

static int info(struct hw_fs *fs, const char *path, struct hw_fs_info *out)
{
	struct hw_git_id id;

	*out = (struct hw_fs_info){0};
	return find(fs->context, path, &out->kind, &id);
}

/* The calls that would write are not there; hw_fs answers EROFS. */
static const struct hw_fs_ops git_ops = {
    .list = list,
    .read = read_file,
    .info = info,
};

int hw_gitfs_open(struct hw_fs *out, struct hw_git *git, hw_str folder,
    struct hw_arena *arena)
{
	struct gitfs *gitfs = HW_NEW(arena, struct gitfs);
	struct hw_git_id head = hw_git_head(git);
	struct hw_git_problem problem;
	struct hw_git_object object;
	struct hw_git_commit commit;
	struct hw_git_place place;
	bool parsed;

	gitfs->git = git;
	gitfs->arena = arena;
	*out =
	    (struct hw_fs){.ops = &git_ops, .context = gitfs, .root_fd = -1};
	if (!hw_git_read(&object, &problem, git, HW_GIT_COMMIT, &head))
		return EIO;
	parsed = hw_git_commit_parse(&commit, object.bytes);
	hw_git_release(&object);
	if (!parsed ||
	    !hw_git_find_folder(&place, &problem, git, &commit.tree, folder))
		return EIO;
	if (!place.is_tree)
		return ENOENT;
	gitfs->top = place.id;
	return 0;
}
