#include "world.h"

#include "failing_fs.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* ------------------------------ when it fails -------------------------- */

struct fault_case {
	bool has_old;
	bool is_bare;
	int exchange_error, folder_error;
	bool fail_on;
};

static void lay_out(struct world *world, const struct fault_case *c)
{
	struct hw_fs *fs = &world->scratch.fs;

	hw_fs_remove_tree(fs, HW_STR("public"));
	if (c->has_old || c->is_bare)
		scratch_put(&world->scratch, "public/.gitignore", "*\n");
	if (c->has_old) {
		world_old_set(world);
		assert_true(world_publish_to(world, "public"));
	}
	/* And what a killed run may leave. */
	scratch_put(&world->scratch, ".public.new/half", "ha");
	scratch_put(&world->scratch, ".public.lock", "1\n");
}

/*
 * True if and only if the folder holds the new set; else it is as it was. In
 * one case alone it may be missing: where all fails from the middle of two
 * renames on. Then the next run brings it back.
 */
static void check_fault(struct world *world, const struct fault_case *c,
    int error, bool done, hw_str before, hw_str wanted)
{
	hw_str is = world_tree(world);
	bool is_adrift = !done && c->exchange_error != 0 && c->fail_on;

	if (is_adrift && !hw_str_equal(is, before)) {
		hw_publish_repair(scratch_path(&world->scratch, "public"));
		is = world_tree(world);
	}
	assert_str(is, done ? wanted : before);
	assert_int_equal(done, world->diags.failures == 0);
	if (!done)
		assert_true(world->diags.list.count > 0);
	/* A single failure leaves nothing, unless it is removing that failed;
	 * which it then says. ENOENT would be a lie about what is there. */
	if (!c->fail_on && done && world->diags.warnings == 0 &&
	    error != ENOENT)
		world_assert_names(world, "public");
}

static bool try_fault(struct world *world, const struct fault_case *c,
    size_t at, int error, hw_str wanted)
{
	struct failing_fs failing;
	hw_str before;
	bool done;

	lay_out(world, c);
	before = world_tree(world);
	hw_diag_init(&world->diags, &world->arena);
	failing_fs_init(&failing, &world->scratch.fs);
	failing.fail_at = at;
	failing.fail_on = c->fail_on;
	failing.error = error;
	failing.exchange_error = c->exchange_error;
	failing.rename_folder_error = c->folder_error;
	failing.no_rename_of = "public";
	world_new_set(world);
	done = hw_publish_in(&world->result, &failing.fs, HW_STR("public"),
	    HW_STR("public"), &world->set, &world->diags);
	check_fault(world, c, error, done, before, wanted);
	/* The next one, without a fault, succeeds. */
	hw_diag_init(&world->diags, &world->arena);
	assert_true(world_publish_to(world, "public"));
	assert_str(world_tree(world), wanted);
	world_assert_names(world, "public");
	world_assert_silent(world);
	return failing.failed;
}

static void fails_at_every_step(void **state)
{
	struct world *world = *state;
	static const struct fault_case cases[] = {
	    {.has_old = true},
	    {.has_old = true, .fail_on = true},
	    {.is_bare = true},
	    {.has_old = false},
	    {.has_old = true, .exchange_error = ENOSYS},
	    {.has_old = true, .exchange_error = EINVAL, .fail_on = true},
	    {.is_bare = true, .exchange_error = EXDEV, .folder_error = EXDEV},
	    {.is_bare = true,
		.exchange_error = EXDEV,
		.folder_error = EXDEV,
		.fail_on = true},
	};
	static const int errors[] = {ENOSPC, EIO, EACCES, EMFILE, ENOENT,
	    EXDEV, ENOSYS, EEXIST};
	size_t c, e, at, tried = 0;

	for (c = 0; c < HW_COUNT(cases); c++) {
		hw_str wanted = world_reference(world, world_new_set,
		    cases[c].has_old || cases[c].is_bare ? "*\n" : NULL);

		for (e = 0; e < HW_COUNT(errors);
		     e += getenv("HW_TEST_QUICK") != NULL ? 4 : 1) {
			for (at = 1; try_fault(world, &cases[c], at,
				 errors[e], wanted);
			     at++)
				tried++;
			assert_true(at > 15);
			hw_arena_reset(&world->scratch.arena);
			wanted = world_reference(world, world_new_set,
			    cases[c].has_old || cases[c].is_bare ? "*\n"
								 : NULL);
		}
	}
	print_message("%zu faults tried\n", tried);
}

static void explains_what_cannot_be_moved(void **state)
{
	struct world *world = *state;
	struct failing_fs failing;
	hw_str before;
	int i;

	for (i = 0; i < 2; i++) {
		world_old_set(world);
		assert_true(world_publish_to(world, "public"));
		before = world_tree(world);
		failing_fs_init(&failing, &world->scratch.fs);
		failing.exchange_error = i == 0 ? EBUSY : EXDEV;
		failing.rename_folder_error = EXDEV;
		failing.no_rename_of = "public";
		world_new_set(world);
		assert_false(hw_publish_in(&world->result, &failing.fs,
		    HW_STR("public"), HW_STR("public"), &world->set,
		    &world->diags));
		world_assert_said(world, HW_DIAG_OUTPUT_PATH,
		    i == 0 ? "mounted there" : "container's image");
		assert_str(world_tree(world), before);
		world_assert_names(world, "public");
	}
}

/* Nothing is put in place that is not on the disk; what comes after cannot
 * undo it. */
static void syncs_before_and_after(void **state)
{
	struct world *world = *state;
	hw_str wanted = world_reference(world, world_new_set, NULL), before;
	struct failing_fs failing;

	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	before = world_tree(world);
	failing_fs_init(&failing, &world->scratch.fs);
	failing.sync_error = EIO;
	world_new_set(world);
	assert_false(hw_publish_in(&world->result, &failing.fs,
	    HW_STR("public"), HW_STR("public"), &world->set, &world->diags));
	world_assert_said(world, HW_DIAG_IO, "cannot save 'public'");
	assert_str(world_tree(world), before);
	failing.sync_error = 0;
	failing.sync_folder_error = EIO;
	assert_true(hw_publish_in(&world->result, &failing.fs,
	    HW_STR("public"), HW_STR("public"), &world->set, &world->diags));
	world_assert_said(world, HW_DIAG_OUTPUT_AFTER, "power cut");
	assert_str(world_tree(world), wanted);
	world_assert_names(world, "public");
}

/* ------------------------ after a kill, and giving up ------------------ */

static void repairs_after_a_kill(void **state)
{
	struct world *world = *state;
	hw_str old = world_reference(world, world_old_set, NULL);
	struct hw_fs *fs = &world->scratch.fs;
	const char *public = scratch_path(&world->scratch, "public");

	/* Killed between the two renames. */
	world_old_set(world);
	assert_true(world_publish_to(world, "public"));
	assert_int_equal(0,
	    hw_fs_rename(fs, HW_STR("public"), HW_STR(".public.old")));
	scratch_put(&world->scratch, ".public.new/index.html", "new");
	hw_publish_repair(public);
	assert_str(world_tree(world), old);
	world_assert_names(world, "public");
	/* Killed between them, and an empty folder was made since. */
	assert_int_equal(0,
	    hw_fs_rename(fs, HW_STR("public"), HW_STR(".public.old")));
	assert_int_equal(0, hw_fs_make_folder(fs, HW_STR("public")));
	hw_publish_repair(public);
	assert_str(world_tree(world), old);
	/* Killed after them. */
	scratch_put(&world->scratch, ".public.old/index.html", "older");
	hw_publish_repair(public);
	assert_str(world_tree(world), old);
	world_assert_names(world, "public");
	/* Nothing to repair: nothing is touched. */
	hw_publish_repair(public);
	hw_publish_repair(scratch_path(&world->scratch, "missing/public"));
	hw_publish_repair("");
	world_assert_names(world, "public");
}

static void on_terminate(int number)
{
	(void)number;
	hw_publish_abandon();
	_exit(3);
}

static void raise_at(struct failing_fs *failing, const char *name)
{
	(void)name;
	if (failing->count + 1 == failing->fail_at) {
		failing->fail_at = 0; /* the handler's own work succeeds */
		raise(SIGTERM);
	}
}

/* A signal before each operation: what is left is old or new, and clean. */
static void is_given_up_at_every_step(void **state)
{
	struct world *world = *state;
	const struct fault_case c = {.has_old = true};
	hw_str wanted = world_reference(world, world_new_set, "*\n"), before;
	struct failing_fs failing;
	size_t at, old_count = 0, new_count = 0;
	int status = 1;
	pid_t child;

	for (at = 1; status != 0; at++) {
		lay_out(world, &c);
		before = world_tree(world);
		world_new_set(world);
		child = fork();
		if (child == 0) {
			signal(SIGTERM, on_terminate);
			failing_fs_init(&failing, &world->scratch.fs);
			failing.fail_at = at;
			failing.before = raise_at;
			_exit(hw_publish_in(&world->result, &failing.fs,
				  HW_STR("public"), HW_STR("public"),
				  &world->set, &world->diags)
				? 0
				: 9);
		}
		assert_int_equal(child, waitpid(child, &status, 0));
		assert_true(WIFEXITED(status));
		status = WEXITSTATUS(status);
		assert_true(status == 0 || status == 3);
		if (hw_str_equal(world_tree(world), before)) {
			old_count++;
		} else {
			assert_str(world_tree(world), wanted);
			new_count++;
		}
		hw_publish_repair(scratch_path(&world->scratch, "public"));
		hw_fs_remove_tree(&world->scratch.fs, HW_STR(".public.lock"));
		world_assert_names(world, "public");
	}
	assert_true(old_count > 10);
	assert_true(new_count > 1);
	/* Nothing under way: nothing happens. */
	hw_publish_abandon();
}

static struct {
	pthread_t thread;
	atomic_bool waits, returned;
	bool was_early; /* it came back in the middle of the step */
	bool saw_step;
} other;

static void *abandon_thread(void *ctx)
{
	(void)ctx;
	atomic_store(&other.waits, true);
	hw_publish_abandon();
	atomic_store(&other.returned, true);
	return NULL;
}

/* Another thread gives up before the operation numbered fail_at. */
static void abandon_at(struct failing_fs *failing, const char *name)
{
	if (failing->count + 1 != failing->fail_at)
		return;
	failing->fail_at = 0;
	atomic_store(&other.waits, false);
	atomic_store(&other.returned, false);
	if (pthread_create(&other.thread, NULL, abandon_thread, NULL) != 0)
		abort();
	while (!atomic_load(&other.waits))
		usleep(100);
	usleep(20000);
	if (strcmp(name, "exchange") == 0) {
		other.saw_step = true;
		other.was_early = atomic_load(&other.returned);
	}
}

static void another_thread_waits_for_the_step(void **state)
{
	struct world *world = *state;
	const struct fault_case c = {.has_old = true};
	hw_str wanted = world_reference(world, world_new_set, "*\n");
	hw_str before, is;
	struct failing_fs failing;
	size_t at, started = 0;

	for (at = 1;; at++) {
		lay_out(world, &c);
		before = world_tree(world);
		failing_fs_init(&failing, &world->scratch.fs);
		failing.fail_at = at;
		failing.before = abandon_at;
		world_new_set(world);
		if (hw_publish_in(&world->result, &failing.fs,
			HW_STR("public"), HW_STR("public"), &world->set,
			&world->diags))
			assert_str(world_tree(world), wanted);
		else
			assert_str(world_tree(world), before);
		if (failing.fail_at != 0)
			break;
		pthread_join(other.thread, NULL);
		/* A folder being made at that moment; no files in it. */
		is = scratch_tree(&world->scratch, ".public.new");
		if (is.len > 0)
			assert_str(is, HW_STR("missing"));
		started++;
		hw_diag_init(&world->diags, &world->arena);
	}
	assert_true(started > 15);
	assert_true(other.saw_step);
	assert_false(other.was_early);
}

/* A real signal, to a real process, at whatever moment it comes. */
static void cleans_up_on_a_signal(void **state)
{
	struct world *world = *state;
	hw_str old = world_reference(world, world_old_set, NULL);
	hw_str new = world_reference(world, world_new_set, NULL), is;
	int round, status;
	pid_t child;

	for (round = 0; round < 40; round++) {
		world_old_set(world);
		assert_true(world_publish_to(world, "public"));
		world_new_set(world);
		child = fork();
		if (child == 0) {
			signal(SIGTERM, on_terminate);
			for (;;) {
				world_publish_to(world, "public");
				unlink(scratch_path(&world->scratch,
				    "public/index.html"));
			}
		}
		assert_true(child > 0);
		usleep((useconds_t)(1000 + round * 137));
		kill(child, SIGTERM);
		assert_int_equal(child, waitpid(child, &status, 0));
		if (!WIFEXITED(status))
			continue; /* before it could set its handler */
		assert_int_equal(3, WEXITSTATUS(status));
		hw_fs_remove_tree(&world->scratch.fs, HW_STR(".public.lock"));
		world_assert_names(world, "public");
		is = world_tree(world);
		if (!hw_str_equal(is, old)) {
			assert_true(world_publish_to(world, "public"));
			assert_str(world_tree(world), new);
		}
	}
}

int main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(fails_at_every_step),
	    TEST(explains_what_cannot_be_moved),
	    TEST(syncs_before_and_after),
	    TEST(repairs_after_a_kill),
	    TEST(is_given_up_at_every_step),
	    TEST(another_thread_waits_for_the_step),
	    TEST(cleans_up_on_a_signal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
