/*
 * githead: which files of a folder HEAD has, and with which bytes.
 *
 * Files in a submodule are told apart: their history is in another
 * repository.
 *
 * Threads: as gitrepo.
 */
#ifndef HW_INPUT_GITHEAD_H
#define HW_INPUT_GITHEAD_H

#include "input/gitrepo.h"

struct hw_git_file {
	hw_str path; /* below the folder: "plan/area-5.md"; by the caller */
	bool is_at_head, is_in_submodule;
	struct hw_git_id blob; /* at HEAD */
};

struct hw_git_head_files {
	/* Given by the caller: each path once. */
	hw_str folder; /* from the top of the repository */
	struct hw_git_file *files;
	size_t count;
	/* Found. */
	bool is_read;                  /* what the files say is right */
	struct hw_git_problem problem; /* where it is not, of trees */
};

/* Looks the files up in HEAD. */
void hw_git_head_read(struct hw_git_head_files *head, struct hw_git *git,
    struct hw_arena *arena);

#endif
