/*
 * gitobject: git's own object formats, read from raw bytes.
 *
 * Knows no library: the bytes may come from anywhere and may be damaged or
 * made by a stranger. Nothing is copied; entries and names point into the
 * bytes given. Only SHA-1 repositories (ids of 20 bytes).
 *
 * Commits are read here and not by the library because the library refuses
 * a whole commit for a bad author line, which no date depends on.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_GITOBJECT_H
#define HW_INPUT_GITOBJECT_H

#include "base/str.h"

#define HW_GIT_ID_BYTES 20

struct hw_git_id {
	unsigned char bytes[HW_GIT_ID_BYTES];
};

bool hw_git_id_equal(const struct hw_git_id *a, const struct hw_git_id *b);
/* Forty hex digits; false when it is anything else. */
bool hw_git_id_parse(struct hw_git_id *out, hw_str hex);
hw_str hw_git_id_hex(struct hw_arena *arena, const struct hw_git_id *id);
/* The same, without a NUL behind it. */
void hw_git_id_put_hex(char out[2 * HW_GIT_ID_BYTES],
    const struct hw_git_id *id);
/* The id as a key of a hw_map: its bytes, where they stand. */
hw_str hw_git_id_key(const struct hw_git_id *id);

enum hw_git_entry_kind {
	HW_GIT_ENTRY_FILE, /* a symbolic link too: its bytes are its target */
	HW_GIT_ENTRY_TREE,
	HW_GIT_ENTRY_SUBMODULE,
};

struct hw_git_entry {
	enum hw_git_entry_kind kind;
	hw_str name;
	struct hw_git_id id;
	hw_str raw; /* the whole entry as it stands */
};

/*
 * Cuts the next entry off a tree's bytes. False at the end, where rest->len
 * is 0, and at damaged bytes, where it is not.
 */
bool hw_git_tree_next(hw_str *rest, struct hw_git_entry *out);

/* <0, 0, >0 in the order of entries in a tree: a folder sorts as if its
 * name ended in '/', so a file and a folder are never equal. */
int hw_git_entry_compare(const struct hw_git_entry *a,
    const struct hw_git_entry *b);

struct hw_git_commit {
	struct hw_git_id tree, parent; /* the first parent */
	bool has_parent;
	bool has_time; /* of the committer, within the years 1970 to 2100 */
	int64_t time;  /* seconds since 1970, UTC */
};

/* False when the bytes do not begin as a commit does. */
bool hw_git_commit_parse(struct hw_git_commit *out, hw_str bytes);

#endif
