/*
 * world: a scratch folder, a set of files and the messages, for the tests
 * of publishing. The assertions are cmocka's.
 */
#ifndef HW_TESTS_WORLD_H
#define HW_TESTS_WORLD_H

#include "output/outset.h"
#include "output/publish.h"

#include "scratch.h"

struct world {
	struct scratch scratch;
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_outset set;
	struct hw_publish_result result;
};

/* cmocka's set-up and tear-down; *state is the world. */
int world_set_up(void **state);
int world_tear_down(void **state);

/* A set of one's own: begin, add, end (which adds the manifest). */
void world_begin_set(struct world *world);
void world_add(struct world *world, const char *path, const char *text);
void world_end_set(struct world *world);

/* Two sites that share some files, with names that sort awkwardly. */
void world_old_set(struct world *world);
void world_new_set(struct world *world);

/* Publishes the set to a folder of the scratch folder. */
bool world_publish_to(struct world *world, const char *folder);

/* What stands in "public"; and what must, found by publishing to a fresh
 * folder that has this .gitignore (or none: NULL). */
hw_str world_tree(struct world *world);
hw_str world_reference(struct world *world, void (*make)(struct world *),
    const char *ignore);

void assert_str(hw_str is, hw_str wanted);
/* The scratch folder holds these names, sorted, and no others. */
void world_assert_names(struct world *world, const char *wanted);
/* One message, of this code, with these words in it; then none. */
void world_assert_said(struct world *world, enum hw_diag_code code,
    const char *part);
void world_assert_silent(struct world *world);

#endif
