#include "world.h"

#include "failing_fs.h"

#include <stdio.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ------------------------------- what is made -------------------------- */

static void makes_a_folder(void **state)
{
	struct world *world = *state;
	mode_t before = umask(077);
	hw_str bytes;

	world_begin_set(world);
	world_add(world, "a/b.txt", "hello");
	world_end_set(world);
	assert_true(world_publish_to(world, "public"));
	umask(before);
	world_assert_silent(world);
	assert_int_equal(world->result.written, 2);
	world_assert_names(world, "public");
	assert_int_equal(0,
	    hw_fs_read(&world->scratch.fs, HW_STR("public/headway.json"),
		1000, &world->arena, &bytes));
	assert_str(bytes,
	    HW_STR(
		"{\"tool\":\"headway\",\n\"version\":\"0.0.0\",\n"
		"\"commit\":\"c0ffee\",\n\"files\":[\n"
		"{\"path\":\"a/b.txt\",\"sha256\":\"2cf24dba5fb0a30e26e83b2a"
		"c5b9e29e1b161e5c1fa7425e73043362938b9824\",\"size\":5}\n"
		"]}\n"));
	assert_true(hw_str_starts(world_tree(world),
	    HW_STR("755 a/\n644 a/b.txt 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161"
		   "e5c1fa7425e73043362938b9824\n644 headway.json ")));
}

static void replaces_and_reuses(void **state)
{
	struct world *world = *state;
	hw_str old = world_reference(world, world_old_set, NULL);
	hw_str new = world_reference(world, world_new_set, NULL);

	assert_false(hw_str_equal(old, new));
	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	assert_str(world_tree(world), old);
	world_new_set(world);
	assert_true(world_publish_to(world, "public"));
	assert_str(world_tree(world), new);
	world_assert_silent(world);
	assert_int_equal(world->result.reused, 3);
	assert_int_equal(world->result.written, 3);
	assert_false(world->result.is_unchanged);
	world_assert_names(world, "public");
}

static void leaves_an_equal_folder_alone(void **state)
{
	struct world *world = *state;
	struct hw_fs_info before, after;
	struct hw_fs *fs = &world->scratch.fs;

	scratch_put(&world->scratch, "public/.gitignore", "*\n");
	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	assert_false(world->result.is_unchanged);
	assert_int_equal(0, hw_fs_info(fs, HW_STR("public"), &before));
	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	assert_true(world->result.is_unchanged);
	assert_int_equal(0, world->result.written + world->result.reused);
	assert_int_equal(0, hw_fs_info(fs, HW_STR("public"), &after));
	assert_true(before.changed_ns == after.changed_ns);
	world_assert_names(world, "public");
}

/* Whatever was done to the folder since, it is put right. */
static void notices_changes(void **state)
{
	struct world *world = *state;
	hw_str wanted = world_reference(world, world_old_set, NULL);
	const char *index;
	int i;

	for (i = 0; i < 9; i++) {
		world_old_set(world);
		assert_true(world_publish_to(world, "public"));
		index = scratch_path(&world->scratch, "public/index.html");
		switch (i) {
		case 0:
			assert_int_equal(0, chmod(index, 0600));
			break;
		case 1:
			assert_int_equal(0, unlink(index));
			break;
		case 2:
			scratch_put(&world->scratch, "public/x.html", "x");
			break;
		case 3:
			assert_int_equal(0,
			    chmod(
				scratch_path(&world->scratch, "public/plan"),
				0700));
			break;
		case 4:
			scratch_put(&world->scratch, "public/index.html",
			    "<p>bad</p>");
			break;
		case 5:
			assert_int_equal(0, unlink(index));
			assert_int_equal(0, symlink("headway.json", index));
			break;
		case 6:
			assert_int_equal(0,
			    mkdir(
				scratch_path(&world->scratch, "public/empty"),
				0755));
			break;
		case 7:
			assert_int_equal(0, unlink(index));
			assert_int_equal(0, mkfifo(index, 0644));
			break;
		default:
			/* A second name: an archive would hold a link. */
			assert_int_equal(0,
			    link(index,
				scratch_path(&world->scratch, "twin")));
		}
		assert_true(world_publish_to(world, "public"));
		assert_false(world->result.is_unchanged);
		assert_str(world_tree(world), wanted);
	}
	world_assert_silent(world);
}

static void keeps_only_the_ignore_file(void **state)
{
	struct world *world = *state;
	hw_str wanted =
	    world_reference(world, world_new_set, "*\n!.gitignore\n");

	scratch_put(&world->scratch, "public/.gitignore", "*\n!.gitignore\n");
	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	scratch_put(&world->scratch, "public/notes.txt", "mine");
	scratch_put(&world->scratch, "public/plan/.gitignore", "mine");
	world_new_set(world);
	assert_true(world_publish_to(world, "public"));
	assert_str(world_tree(world), wanted);
}

static void writes_where_links_do_not_work(void **state)
{
	struct world *world = *state;
	hw_str wanted = world_reference(world, world_new_set, "*\n");
	struct failing_fs failing;

	scratch_put(&world->scratch, "public/.gitignore", "*\n");
	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	failing_fs_init(&failing, &world->scratch.fs);
	failing.link_error = EPERM;
	world_new_set(world);
	assert_true(hw_publish_in(&world->result, &failing.fs,
	    HW_STR("public"), HW_STR("public"), &world->set, &world->diags));
	assert_int_equal(world->result.reused, 0);
	assert_str(world_tree(world), wanted);
	world_assert_silent(world);
}

/* ------------------------------ what is refused ------------------------ */

static void refuses_a_foreign_folder(void **state)
{
	struct world *world = *state;
	static const char *const manifests[] = {NULL, "",
	    "{\"tool\":\"other\"}"};
	hw_str before;
	size_t i;

	world_new_set(world);
	scratch_put(&world->scratch, "public/diary.txt", "dear diary");
	for (i = 0; i < HW_COUNT(manifests); i++) {
		if (manifests[i] != NULL)
			scratch_put(&world->scratch, "public/headway.json",
			    manifests[i]);
		before = world_tree(world);
		assert_false(world_publish_to(world, "public"));
		world_assert_said(world, HW_DIAG_OUTPUT_FOREIGN,
		    "was not made by headway");
		assert_str(world_tree(world), before);
	}
	world_assert_names(world, "public");
}

/* A manifest that is a link or a folder proves nothing. */
static void refuses_a_false_manifest(void **state)
{
	struct world *world = *state;
	const char *path =
	    scratch_path(&world->scratch, "public/headway.json");

	world_new_set(world);
	assert_true(world_publish_to(world, "other"));
	scratch_put(&world->scratch, "public/diary.txt", "dear diary");
	assert_int_equal(0, symlink("../other/headway.json", path));
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_FOREIGN,
	    "not made by headway");
	assert_int_equal(0, unlink(path));
	assert_int_equal(0, mkfifo(path, 0644));
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_FOREIGN,
	    "not made by headway");
	assert_int_equal(0, unlink(path));
	assert_int_equal(0, mkdir(path, 0755));
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_FOREIGN,
	    "not made by headway");
}

static void refuses_what_is_no_folder(void **state)
{
	struct world *world = *state;
	const char *path = scratch_path(&world->scratch, "public");
	struct hw_fs_info info;

	world_new_set(world);
	scratch_put(&world->scratch, "real/x", "");
	assert_int_equal(0, symlink("real", path));
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "is a link");
	assert_int_equal(0,
	    hw_fs_info(&world->scratch.fs, HW_STR("public"), &info));
	assert_int_equal(info.kind, HW_FS_LINK);
	assert_int_equal(0, unlink(path));
	assert_int_equal(0, symlink("nowhere", path));
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "is a link");
	assert_int_equal(0, unlink(path));
	scratch_put(&world->scratch, "public", "a file");
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "is not a folder");
	assert_false(world_publish_to(world, "missing/public"));
	world_assert_said(world, HW_DIAG_IO, "missing");
	world_assert_names(world, "public real");
}

static void refuses_the_site_itself(void **state)
{
	struct world *world = *state;
	static const char *const refused[] = {"site", "site/", "up",
	    "site/content", "site/content/out", "site/.", "site/..", "up/.."};
	static const char *const allowed[] = {"site/public", "sit", "site2",
	    "site/contents", "up/b"};
	const char *site;
	hw_str top;
	size_t i;

	world_new_set(world);
	scratch_put(&world->scratch, "up/site/content/site.yaml", "");
	assert_int_equal(0,
	    symlink("up/site", scratch_path(&world->scratch, "site")));
	site = scratch_path(&world->scratch, "site");
	for (i = 0; i < HW_COUNT(refused); i++) {
		assert_false(hw_publish(&world->result,
		    scratch_path(&world->scratch, refused[i]), site,
		    &world->set, &world->diags));
		assert_int_equal(world->diags.list.count, 1);
		assert_int_equal(world->diags.list.items[0].code,
		    HW_DIAG_OUTPUT_PATH);
		hw_diag_init(&world->diags, &world->arena);
	}
	for (i = 0; i < HW_COUNT(allowed); i++)
		assert_true(hw_publish(&world->result,
		    scratch_path(&world->scratch, allowed[i]), site,
		    &world->set, &world->diags));
	/* A folder right below the root, which holds all of this. */
	top = hw_str_of(world->scratch.path);
	top.len = 1 + strcspn(top.p + 1, "/");
	top = hw_str_dup(&world->arena, top);
	assert_false(hw_publish(&world->result, top.p, site, &world->set,
	    &world->diags));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "the site itself");
	assert_false(hw_publish(&world->result, "/", site, &world->set,
	    &world->diags));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "no folder's name");
	assert_false(
	    hw_publish(&world->result, "", NULL, &world->set, &world->diags));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "no folder's name");
}

/* content/ may be a link to a folder that is elsewhere. */
static void refuses_linked_content(void **state)
{
	struct world *world = *state;

	world_new_set(world);
	scratch_put(&world->scratch, "words/content/index.md", "");
	scratch_put(&world->scratch, "site/x", "");
	assert_int_equal(0,
	    symlink("../words/content",
		scratch_path(&world->scratch, "site/content")));
	assert_false(hw_publish(&world->result,
	    scratch_path(&world->scratch, "words"),
	    scratch_path(&world->scratch, "site"), &world->set,
	    &world->diags));
	world_assert_said(world, HW_DIAG_OUTPUT_PATH, "the site's content");
}

static void refuses_deep_folders(void **state)
{
	struct world *world = *state;
	struct hw_buf path = {0};
	int i;

	world_new_set(world);
	assert_true(world_publish_to(world, "public"));
	hw_buf_puts(&path, "public");
	for (i = 0; i < 40; i++)
		hw_buf_puts(&path, "/d");
	scratch_put(&world->scratch, path.data, "");
	hw_buf_free(&path);
	world_old_set(world);
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_FOREIGN, "nested deeper");
	world_assert_names(world, "public");
}

static void waits_for_nobody(void **state)
{
	struct world *world = *state;
	char pid_text[40];
	long holder;
	int fd;

	world_new_set(world);
	assert_int_equal(0,
	    hw_fs_lock(&world->scratch.fs, HW_STR(".public.lock"), &fd,
		&holder));
	snprintf(pid_text, sizeof(pid_text), "running (pid %ld)",
	    (long)getpid());
	assert_false(world_publish_to(world, "public"));
	world_assert_said(world, HW_DIAG_OUTPUT_LOCKED, pid_text);
	hw_publish_repair(scratch_path(&world->scratch, "public"));
	world_assert_names(world, ".public.lock");
	hw_fs_unlock(fd);
	assert_true(world_publish_to(world, "public"));
	world_assert_names(world, "public");
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(makes_a_folder),
	    TEST(replaces_and_reuses),
	    TEST(leaves_an_equal_folder_alone),
	    TEST(notices_changes),
	    TEST(keeps_only_the_ignore_file),
	    TEST(writes_where_links_do_not_work),
	    TEST(refuses_a_foreign_folder),
	    TEST(refuses_a_false_manifest),
	    TEST(refuses_what_is_no_folder),
	    TEST(refuses_the_site_itself),
	    TEST(refuses_linked_content),
	    TEST(refuses_deep_folders),
	    TEST(waits_for_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
