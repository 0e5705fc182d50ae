#include "input/gitdiff.h"

struct differ {
	struct hw_git *git;
	struct hw_git_problem *problem;
	hw_git_change_fn *changed;
	void *ctx;
	struct hw_buf path;
	size_t depth, changes;
};

/* A tree being read, entry by entry; without an object it is empty. */
struct side {
	struct hw_git_object object;
	hw_str rest;
	struct hw_git_entry entry;
	bool has_entry;
};

static bool open_side(struct side *side, struct differ *differ,
    const struct hw_git_id *id)
{
	*side = (struct side){0};
	side->rest = HW_STR_NONE;
	if (id == NULL)
		return true;
	if (!hw_git_read(&side->object, differ->problem, differ->git,
		HW_GIT_TREE, id))
		return false;
	side->rest = side->object.bytes;
	return true;
}

static void close_side(struct side *side)
{
	if (side->object.handle != NULL)
		hw_git_release(&side->object);
}

static bool refuse(struct differ *differ, const char *why)
{
	*differ->problem = (struct hw_git_problem){HW_GIT_OTHER, HW_STR_NONE,
	    hw_str_of(why)};
	return false;
}

static bool damaged(struct hw_git_problem *problem)
{
	*problem = (struct hw_git_problem){HW_GIT_DAMAGED, HW_STR_NONE,
	    HW_STR("a folder's list of files ends in the middle")};
	return false;
}

static bool diff_trees(struct differ *differ, const struct hw_git_id *newer,
    const struct hw_git_id *older);

/* One name that differs; one of the two may be NULL. */
static bool diff_entry(struct differ *differ,
    const struct hw_git_entry *newer, const struct hw_git_entry *older)
{
	const struct hw_git_entry *any = newer != NULL ? newer : older;
	size_t path_len = differ->path.len;
	bool is_ok = true;

	if (++differ->changes > HW_GIT_CHANGE_LIMIT)
		return refuse(differ, "too many files changed at once");
	if (path_len > 0)
		hw_buf_putc(&differ->path, '/');
	hw_buf_add(&differ->path, any->name);
	if (any->kind == HW_GIT_ENTRY_TREE)
		is_ok = diff_trees(differ, newer != NULL ? &newer->id : NULL,
		    older != NULL ? &older->id : NULL);
	else
		differ->changed(hw_buf_str(&differ->path), newer, older,
		    differ->ctx);
	differ->path.len = path_len;
	return is_ok;
}

/* Skips what stands the same on both sides, most of any two trees. */
static void skip_equal(struct side *a, struct side *b)
{
	while (a->has_entry && b->has_entry &&
	    a->entry.raw.len == b->entry.raw.len &&
	    memcmp(a->entry.raw.p, b->entry.raw.p, a->entry.raw.len) == 0) {
		hw_str rest = a->rest;
		size_t len;

		a->has_entry = hw_git_tree_next(&a->rest, &a->entry);
		len = rest.len - a->rest.len;
		/* The other side need not be parsed where its bytes are the
		 * same. */
		if (a->has_entry && b->rest.len >= len &&
		    memcmp(rest.p, b->rest.p, len) == 0) {
			b->entry = a->entry;
			b->rest = hw_str_sub(b->rest, len, b->rest.len);
		} else {
			b->has_entry = hw_git_tree_next(&b->rest, &b->entry);
		}
	}
}

static bool diff_sides(struct differ *differ, struct side *a, struct side *b)
{
	a->has_entry = hw_git_tree_next(&a->rest, &a->entry);
	b->has_entry = hw_git_tree_next(&b->rest, &b->entry);
	for (;;) {
		int order;

		skip_equal(a, b);
		if (!a->has_entry && !b->has_entry)
			break;
		if (!a->has_entry)
			order = 1;
		else if (!b->has_entry)
			order = -1;
		else
			order = hw_git_entry_compare(&a->entry, &b->entry);
		/* Equal in id but not in mode: the words are the same. */
		if ((order != 0 ||
			!hw_git_id_equal(&a->entry.id, &b->entry.id)) &&
		    !diff_entry(differ, order <= 0 ? &a->entry : NULL,
			order >= 0 ? &b->entry : NULL))
			return false;
		if (order <= 0)
			a->has_entry = hw_git_tree_next(&a->rest, &a->entry);
		if (order >= 0)
			b->has_entry = hw_git_tree_next(&b->rest, &b->entry);
	}
	return (a->rest.len == 0 && b->rest.len == 0) ||
	    damaged(differ->problem);
}

static bool diff_trees(struct differ *differ, const struct hw_git_id *newer,
    const struct hw_git_id *older)
{
	struct side a, b = {0};
	bool is_ok;

	if (newer != NULL && older != NULL && hw_git_id_equal(newer, older))
		return true;
	if (differ->depth >= HW_GIT_DEPTH_LIMIT)
		return refuse(differ, "folders are nested too deep");
	differ->depth++;
	is_ok = open_side(&a, differ, newer) &&
	    open_side(&b, differ, older) && diff_sides(differ, &a, &b);
	differ->depth--;
	close_side(&a);
	close_side(&b);
	return is_ok;
}

bool hw_git_diff(struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *newer, const struct hw_git_id *older,
    hw_git_change_fn *changed, void *ctx)
{
	struct differ differ = {
	    .git = git,
	    .problem = problem,
	    .changed = changed,
	    .ctx = ctx,
	};
	bool is_ok = diff_trees(&differ, newer, older);

	hw_buf_free(&differ.path);
	return is_ok;
}

static bool find_entry(struct hw_git_place *out,
    struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *tree, hw_str name)
{
	struct hw_git_object object;
	struct hw_git_entry entry;
	bool is_ok = true;
	hw_str rest;

	*out = (struct hw_git_place){0};
	if (!hw_git_read(&object, problem, git, HW_GIT_TREE, tree))
		return false;
	rest = object.bytes;
	while (hw_git_tree_next(&rest, &entry)) {
		if (entry.kind == HW_GIT_ENTRY_FILE ||
		    !hw_str_equal(entry.name, name))
			continue;
		out->is_tree = entry.kind == HW_GIT_ENTRY_TREE;
		out->is_submodule = !out->is_tree;
		out->id = entry.id;
		break;
	}
	if (!out->is_tree && !out->is_submodule && rest.len > 0)
		is_ok = damaged(problem);
	hw_git_release(&object);
	return is_ok;
}

bool hw_git_find_folder(struct hw_git_place *out,
    struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *top, hw_str path)
{
	*out = (struct hw_git_place){.is_tree = true, .id = *top};
	while (path.len > 0 && out->is_tree) {
		size_t end = hw_str_find_char(path, '/');
		struct hw_git_id tree = out->id;
		hw_str name;

		if (end == SIZE_MAX)
			end = path.len;
		name = hw_str_sub(path, 0, end);
		path = hw_str_sub(path, end < path.len ? end + 1 : end,
		    path.len);
		if (!find_entry(out, problem, git, &tree, name))
			return false;
	}
	return true;
}
