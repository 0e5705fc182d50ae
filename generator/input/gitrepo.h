/*
 * gitrepo: the adapter to libgit2; the only file that includes its header.
 *
 * Opens the repository that a folder belongs to, tells truly why it cannot,
 * and reads raw objects. Never writes, never fetches, never asks the
 * network, runs no hook and no filter. Replace refs and grafts are not
 * followed (git's own commands follow them).
 *
 * Commits are hashed again as they are read, so a chain of them cannot lead
 * back to itself. Trees are not, for that would take most of the time: what
 * zlib's checksum lets pass is believed, as git itself does.
 *
 * Ownership: a hw_git and all strings live in the arena given to
 * hw_git_open; library handles are released by hw_git_close.
 *
 * Threads: a hw_git belongs to one thread. Opening and closing change
 * settings of the library: no other thread may use git meanwhile.
 */
#ifndef HW_INPUT_GITREPO_H
#define HW_INPUT_GITREPO_H

#include "input/gitobject.h"

enum hw_git_fault {
	HW_GIT_OK,
	HW_GIT_NO_REPOSITORY,
	HW_GIT_NO_COMMIT, /* the branch has none yet */
	HW_GIT_OWNER,     /* belongs to another user and is not trusted */
	HW_GIT_FORMAT,    /* sha256, reftable, an unknown extension */
	HW_GIT_SHALLOW,   /* the history is cut off here */
	HW_GIT_SUBMODULE, /* the folder's history is in another repository */
	HW_GIT_MISSING,   /* an object is not there */
	HW_GIT_PARTIAL,   /* the same, in a partial clone */
	HW_GIT_BORROWED,  /* the same; other objects come from a neighbour */
	HW_GIT_DAMAGED,   /* an object cannot be read */
	HW_GIT_OTHER,
};

struct hw_git_problem {
	enum hw_git_fault fault;
	/* What it is about: the repository's folder for the faults of
	 * opening, an object's id (hex) for the others; may be empty. */
	hw_str subject;
	hw_str detail; /* the library's words, or empty */
};

struct hw_git;

/*
 * Opens the repository that holds `folder`, looking upwards from it, and
 * finds HEAD. False with *problem filled when there is none or it cannot be
 * used; there is nothing to close then.
 */
bool hw_git_open(struct hw_git **out, struct hw_git_problem *problem,
    const char *folder, struct hw_arena *arena);

/* NULL is allowed. */
void hw_git_close(struct hw_git *git);

/* The commit that is checked out. */
struct hw_git_id hw_git_head(const struct hw_git *git);

/*
 * Makes the commit that `name` means (an id, a branch, a tag, "HEAD~2") the
 * one that hw_git_head returns. False when there is none.
 */
bool hw_git_set_head(struct hw_git *git, const char *name);

/* The path of the opened folder from the top of the repository, without '/'
 * at the ends; empty at the top and in a bare repository. */
hw_str hw_git_folder(const struct hw_git *git);

/* The top of the work tree, an absolute path without links; empty in a bare
 * repository. */
hw_str hw_git_top(const struct hw_git *git);

/* Where the repository keeps HEAD, and where its branches: two folders of the
 * machine, one and the same unless it is a linked working tree. */
hw_str hw_git_own_folder(const struct hw_git *git);
hw_str hw_git_common_folder(const struct hw_git *git);

/* Whether the commit's parents were left out of a shallow clone. */
bool hw_git_is_boundary(const struct hw_git *git, const struct hw_git_id *id);

/* Whether nothing was left out on purpose, as in a shallow or a partial
 * clone, and all that was asked for so far could be read. */
bool hw_git_is_whole(const struct hw_git *git);

enum hw_git_kind { HW_GIT_COMMIT, HW_GIT_TREE, HW_GIT_BLOB };

struct hw_git_object {
	hw_str bytes; /* until hw_git_release */
	void *handle;
};

/*
 * Reads an object of that kind. False with *problem filled, and nothing to
 * release, when it is missing or damaged. Trees are kept for a while, since
 * a walk asks for each of them twice.
 */
bool hw_git_read(struct hw_git_object *out, struct hw_git_problem *problem,
    struct hw_git *git, enum hw_git_kind kind, const struct hw_git_id *id);
void hw_git_release(struct hw_git_object *object);

/* The id that git would give a file of these bytes. */
struct hw_git_id hw_git_blob_id(const struct hw_git *git, hw_str bytes);

#endif
