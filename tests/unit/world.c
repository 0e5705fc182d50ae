#include "world.h"

#include "output/manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

int world_set_up(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	scratch_open(&world->scratch);
	hw_arena_init(&world->arena, 0);
	hw_diag_init(&world->diags, &world->arena);
	*state = world;
	return 0;
}

int world_tear_down(void **state)
{
	struct world *world = *state;

	scratch_close(&world->scratch);
	hw_arena_free(&world->arena);
	free(world);
	return 0;
}

void world_begin_set(struct world *world)
{
	hw_outset_init(&world->set, &world->arena, &world->diags);
}

void world_add(struct world *world, const char *path, const char *text)
{
	assert_true(hw_outset_add(&world->set, hw_str_of(path),
	    hw_str_of(text), HW_SPAN_NONE));
}

void world_end_set(struct world *world)
{
	assert_true(
	    hw_manifest_add(&world->set, HW_STR("0.0.0"), HW_STR("c0ffee")));
}

/* Two sites that share some files, and names that sort awkwardly. */
void world_old_set(struct world *world)
{
	world_begin_set(world);
	world_add(world, "index.html", "<p>old</p>");
	world_add(world, "plan/index.html", "<p>plan</p>");
	world_add(world, "plan/a5-1/index.html", "<p>action</p>");
	world_add(world, "plan-b/index.html", "");
	world_add(world, "gone/for/ever/index.html", "gone");
	world_end_set(world);
}

void world_new_set(struct world *world)
{
	world_begin_set(world);
	world_add(world, "index.html", "<p>new!</p>");
	world_add(world, "plan/index.html", "<p>plan</p>");
	world_add(world, "plan/a5-1/index.html", "<p>action</p>");
	world_add(world, "plan/a5-2/index.html", "<p>another</p>");
	world_add(world, "plan-b/index.html", "");
	world_end_set(world);
}

bool world_publish_to(struct world *world, const char *folder)
{
	hw_diag_init(&world->diags, &world->arena);
	return hw_publish(&world->result,
	    scratch_path(&world->scratch, folder), NULL, &world->set,
	    &world->diags);
}

hw_str world_tree(struct world *world)
{
	return scratch_tree(&world->scratch, "public");
}

void assert_str(hw_str is, hw_str wanted)
{
	if (!hw_str_equal(is, wanted))
		fail_msg("is:\n%.*s\nwanted:\n%.*s", HW_ARG(is),
		    HW_ARG(wanted));
}

/* Only these names may be in the scratch folder. */
void world_assert_names(struct world *world, const char *wanted)
{
	struct hw_buf names = {0};
	struct hw_fs_entries entries;
	size_t i;

	assert_int_equal(0,
	    hw_fs_list(&world->scratch.fs, HW_STR(""), &world->arena,
		&entries));
	for (i = 0; i < entries.count; i++) {
		if (i > 0)
			hw_buf_putc(&names, ' ');
		hw_buf_add(&names, entries.items[i].name);
	}
	assert_str(hw_buf_str(&names), hw_str_of(wanted));
	hw_buf_free(&names);
}

void world_assert_said(struct world *world, enum hw_diag_code code,
    const char *part)
{
	struct hw_diag *diag;

	assert_int_equal(world->diags.list.count, 1);
	diag = &world->diags.list.items[0];
	assert_int_equal(diag->code, code);
	if (hw_str_find(diag->message, hw_str_of(part)) == SIZE_MAX)
		fail_msg("'%.*s' does not say '%s'", HW_ARG(diag->message),
		    part);
	hw_diag_init(&world->diags, &world->arena);
}

void world_assert_silent(struct world *world)
{
	if (world->diags.list.count > 0)
		fail_msg("said: %.*s",
		    HW_ARG(world->diags.list.items[0].message));
}

/* What the folder must hold, found by publishing to a fresh one. */
hw_str world_reference(struct world *world, void (*make)(struct world *),
    const char *ignore)
{
	hw_str text;

	make(world);
	assert_true(world_publish_to(world, "ref"));
	if (ignore != NULL)
		scratch_put(&world->scratch, "ref/.gitignore", ignore);
	text = scratch_tree(&world->scratch, "ref");
	hw_fs_remove_tree(&world->scratch.fs, HW_STR("ref"));
	return text;
}
