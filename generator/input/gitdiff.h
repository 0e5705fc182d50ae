/*
 * gitdiff: which files differ between two trees.
 *
 * Compares ids only, so equal subfolders cost nothing and no file's bytes
 * are read; a clone without blobs will do. Submodules are told apart but
 * never entered.
 *
 * Refuses trees nested over HW_GIT_DEPTH_LIMIT deep and comparisons that
 * name over HW_GIT_CHANGE_LIMIT files: a few small objects can stand for
 * more files than there is time for.
 *
 * Threads: as gitrepo.
 */
#ifndef HW_INPUT_GITDIFF_H
#define HW_INPUT_GITDIFF_H

#include "input/gitrepo.h"

#define HW_GIT_DEPTH_LIMIT  64
#define HW_GIT_CHANGE_LIMIT ((size_t)2000000)

/* One file; NULL on the side where it is not. `path` is from the compared
 * tree and only valid during the call. */
typedef void hw_git_change_fn(hw_str path, const struct hw_git_entry *newer,
    const struct hw_git_entry *older, void *ctx);

/*
 * Calls changed() for each file that differs, in the order of the trees.
 * Either side may be NULL: an empty folder. False with *problem filled when
 * an object cannot be read; the calls made before stand.
 */
bool hw_git_diff(struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *newer, const struct hw_git_id *older,
    hw_git_change_fn *changed, void *ctx);

/* What stands at a path of a tree. */
struct hw_git_place {
	bool is_tree, is_submodule; /* neither: no folder there */
	struct hw_git_id id;
};

/* Looks up the folder `path` ("" is the tree itself) in the tree `top`. */
bool hw_git_find_folder(struct hw_git_place *out,
    struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *top, hw_str path);

#endif
