#include "input/githead.h"

#include "base/map.h"
#include "input/gitdiff.h"

struct finder {
	struct hw_git_head_files *head;
	struct hw_map files; /* path -> struct hw_git_file */
};

static bool is_below(hw_str path, hw_str folder)
{
	return folder.len == 0 ||
	    (hw_str_starts(path, folder) && path.len > folder.len &&
		path.p[folder.len] == '/');
}

static void mark_submodule(struct hw_git_head_files *head, hw_str folder)
{
	size_t i;

	for (i = 0; i < head->count; i++)
		if (is_below(head->files[i].path, folder))
			head->files[i].is_in_submodule = true;
}

static void on_file(hw_str path, const struct hw_git_entry *newer,
    const struct hw_git_entry *older, void *ctx)
{
	struct finder *finder = ctx;
	struct hw_git_file *file;

	(void)older;
	if (newer->kind == HW_GIT_ENTRY_SUBMODULE) {
		mark_submodule(finder->head, path);
		return;
	}
	file = hw_map_get(&finder->files, path);
	if (file == NULL)
		return;
	file->is_at_head = true;
	file->blob = newer->id;
}

static bool read_top(struct hw_git_commit *out,
    struct hw_git_head_files *head, struct hw_git *git)
{
	struct hw_git_id id = hw_git_head(git);
	struct hw_git_object object;
	bool is_ok;

	if (!hw_git_read(&object, &head->problem, git, HW_GIT_COMMIT, &id))
		return false;
	is_ok = hw_git_commit_parse(out, object.bytes);
	hw_git_release(&object);
	return is_ok; /* the log has said why it is not */
}

void hw_git_head_read(struct hw_git_head_files *head, struct hw_git *git,
    struct hw_arena *arena)
{
	struct finder finder = {.head = head};
	struct hw_git_commit commit;
	struct hw_git_place folder;
	size_t i;

	head->problem =
	    (struct hw_git_problem){HW_GIT_OK, HW_STR_NONE, HW_STR_NONE};
	hw_map_init(&finder.files, arena);
	for (i = 0; i < head->count; i++)
		hw_map_add(&finder.files, head->files[i].path,
		    &head->files[i]);
	if (!read_top(&commit, head, git) ||
	    !hw_git_find_folder(&folder, &head->problem, git, &commit.tree,
		head->folder))
		return;
	if (folder.is_submodule)
		mark_submodule(head, HW_STR_NONE);
	head->is_read = !folder.is_tree ||
	    hw_git_diff(&head->problem, git, &folder.id, NULL, on_file,
		&finder);
}
