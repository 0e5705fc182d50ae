#include "base/fs.h"

#include "scratch.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define LIMIT ((size_t)1000)

static int set_up(void **state)
{
	struct scratch *scratch = malloc(sizeof(*scratch));

	scratch_open(scratch);
	*state = scratch;
	return 0;
}

static int tear_down(void **state)
{
	scratch_close(*state);
	free(*state);
	return 0;
}

/* ------------------------------- ways out ------------------------------ */

static void lay_out_links(struct scratch *s)
{
	scratch_put(s, "in/folder/file", "inside");
	scratch_put(s, "secret", "outside");
	assert_int_equal(0, symlink("../secret", scratch_path(s, "in/link")));
	assert_int_equal(0, symlink("folder", scratch_path(s, "in/way")));
	assert_int_equal(0, symlink("..", scratch_path(s, "in/up")));
	assert_int_equal(0, symlink("/", scratch_path(s, "in/root")));
	assert_int_equal(0, symlink("gone", scratch_path(s, "in/dangling")));
	assert_int_equal(0, symlink("loop", scratch_path(s, "in/loop")));
}

/* What every operation says of a path that leaves its folder. */
static int count_ways_out(struct hw_fs *fs, struct hw_arena *arena,
    const char *path, int wanted)
{
	hw_str p = hw_str_of(path), bytes;
	struct hw_fs_entries entries;
	struct hw_fs_info info;
	long pid;
	bool is;
	int fd, held = 0;

	held += hw_fs_read(fs, p, LIMIT, arena, &bytes) == wanted;
	held += hw_fs_list(fs, p, arena, &entries) == wanted;
	held += hw_fs_info(fs, p, &info) == wanted;
	held += hw_fs_same(fs, p, HW_STR("x"), &is) == wanted;
	held += hw_fs_starts(fs, p, HW_STR("x"), &is) == wanted;
	held += hw_fs_write(fs, p, HW_STR("x")) == wanted;
	held += hw_fs_make_folder(fs, p) == wanted;
	held += hw_fs_link(fs, p, HW_STR("new")) == wanted;
	held += hw_fs_link(fs, HW_STR("folder/file"), p) == wanted;
	held += hw_fs_rename(fs, p, HW_STR("new")) == wanted;
	held += hw_fs_rename(fs, HW_STR("folder/file"), p) == wanted;
	held += hw_fs_exchange(fs, p, HW_STR("folder/file")) == wanted;
	held += hw_fs_remove_tree(fs, p) == wanted;
	held += hw_fs_sync(fs, p) == wanted;
	held += hw_fs_sync_folder(fs, p) == wanted;
	held += hw_fs_lock(fs, p, &fd, &pid) == wanted;
	return held;
}
#define OPERATIONS 16

/* Each a way that ends outside, for each of the operations. */
static bool stays_inside(struct scratch *s)
{
	static const char *const out[] = {"..", "../secret", "/etc/passwd",
	    "/", "folder/../../secret", "folder/..", "a/../b"};
	static const char *const linked[] = {"up/secret", "way/file",
	    "root/etc/passwd", "loop/x", "dangling/x"};
	struct hw_fs in;
	hw_str bytes;
	bool held = hw_fs_open(&in, scratch_path(s, "in")) == 0;
	size_t i;

	for (i = 0; i < HW_COUNT(out); i++)
		held &= count_ways_out(&in, &s->arena, out[i], EXDEV) ==
		    OPERATIONS;
	for (i = 0; i < HW_COUNT(linked); i++)
		held &= count_ways_out(&in, &s->arena, linked[i], ELOOP) ==
		    OPERATIONS;
	held &= hw_fs_read(&in, HW_STR("link"), LIMIT, &s->arena, &bytes) ==
	    ELOOP;
	held &= hw_fs_read(&in, HW_STR("dangling"), LIMIT, &s->arena,
		    &bytes) == ELOOP;
	held &= hw_fs_write(&in, HW_STR("dangling"), HW_STR("x")) != 0;
	held &= hw_fs_read(&in, HW_STR("folder/file"), LIMIT, &s->arena,
		    &bytes) == 0;
	hw_fs_close(&in);
	return held;
}

static void never_leaves_its_folder(void **state)
{
	struct scratch *s = *state;
	hw_str before;

	lay_out_links(s);
	before = scratch_tree(s, "");
	assert_true(stays_inside(s));
	assert_true(hw_str_equal(scratch_tree(s, ""), before));
}

/* From here on this process's openat2 fails, as on an old kernel. */
static bool forbid_openat2(int error)
{
	struct sock_filter code[] = {
	    BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		offsetof(struct seccomp_data, nr)),
	    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)error),
	    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {HW_COUNT(code), code};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static void never_leaves_it_without_openat2(void **state)
{
	static const int errors[] = {ENOSYS, EPERM};
	struct scratch *s = *state;
	hw_str before;
	int status;
	size_t i;
	pid_t child;

	lay_out_links(s);
	before = scratch_tree(s, "");
	for (i = 0; i < HW_COUNT(errors); i++) {
		child = fork();
		if (child == 0)
			_exit(!forbid_openat2(errors[i]) ? 2
				: stays_inside(s)        ? 0
							 : 1);
		assert_int_equal(child, waitpid(child, &status, 0));
		assert_true(WIFEXITED(status));
		assert_int_equal(0, WEXITSTATUS(status));
	}
	assert_true(hw_str_equal(scratch_tree(s, ""), before));
}

static void refuses_odd_paths(void **state)
{
	struct scratch *s = *state;
	char long_name[300], long_path[5000];
	hw_str bytes;

	memset(long_name, 'a', sizeof(long_name));
	memset(long_path, 'a', sizeof(long_path));
	assert_int_equal(ENAMETOOLONG,
	    hw_fs_read(&s->fs, (hw_str){long_name, 300}, LIMIT, &s->arena,
		&bytes));
	assert_int_equal(ENAMETOOLONG,
	    hw_fs_read(&s->fs, (hw_str){long_path, 5000}, LIMIT, &s->arena,
		&bytes));
	assert_int_equal(EINVAL,
	    hw_fs_read(&s->fs, HW_STR("a\0b"), LIMIT, &s->arena, &bytes));
	/* Two dots are only a way up when they are a whole part. */
	scratch_put(s, "..a/b..", "x");
	assert_int_equal(0,
	    hw_fs_read(&s->fs, HW_STR("..a/b.."), LIMIT, &s->arena, &bytes));
}

/* -------------------------------- the lock ----------------------------- */

static void locks_once(void **state)
{
	struct scratch *s = *state;
	long pid = -1;
	int first, second;

	assert_int_equal(0, hw_fs_lock(&s->fs, HW_STR("lock"), &first, &pid));
	assert_int_equal(EWOULDBLOCK,
	    hw_fs_lock(&s->fs, HW_STR("lock"), &second, &pid));
	assert_int_equal(pid, getpid());
	assert_int_equal(second, -1);
	/* Removed while held: whoever comes then has a lock of its own. */
	assert_int_equal(0, hw_fs_remove_tree(&s->fs, HW_STR("lock")));
	hw_fs_unlock(first);
	assert_int_equal(0, hw_fs_lock(&s->fs, HW_STR("lock"), &first, &pid));
	hw_fs_unlock(first);
	hw_fs_unlock(-1);
}

static void lock_ends_with_its_process(void **state)
{
	struct scratch *s = *state;
	int status, fd, ready[2];
	pid_t child;
	long pid;
	char byte;

	assert_int_equal(0, pipe(ready));
	child = fork();
	if (child == 0) {
		if (hw_fs_lock(&s->fs, HW_STR("lock"), &fd, &pid) != 0 ||
		    write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(1, read(ready[0], &byte, 1));
	assert_int_equal(EWOULDBLOCK,
	    hw_fs_lock(&s->fs, HW_STR("lock"), &fd, &pid));
	assert_int_equal(pid, child);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	assert_int_equal(0, hw_fs_lock(&s->fs, HW_STR("lock"), &fd, &pid));
	hw_fs_unlock(fd);
	close(ready[0]);
	close(ready[1]);
}

static void lock_needs_a_file(void **state)
{
	struct scratch *s = *state;
	long pid;
	int fd;

	assert_int_equal(0, mkdir(scratch_path(s, "folder"), 0755));
	assert_int_equal(0, symlink("target", scratch_path(s, "link")));
	assert_int_equal(EISDIR,
	    hw_fs_lock(&s->fs, HW_STR("folder"), &fd, &pid));
	assert_int_equal(ELOOP,
	    hw_fs_lock(&s->fs, HW_STR("link"), &fd, &pid));
}

#define ROUNDS 400

/* Adds one to the number in a file, as only the lock's holder may. */
static void add_one(struct hw_fs *fs)
{
	struct hw_arena arena;
	hw_str text;
	long number;

	hw_arena_init(&arena, 0);
	if (hw_fs_read(fs, HW_STR("number"), 100, &arena, &text) != 0)
		_exit(2);
	number = strtol(text.p, NULL, 10);
	hw_fs_remove_tree(fs, HW_STR("number"));
	if (hw_fs_write(fs, HW_STR("number"),
		hw_fmt(&arena, "%ld ", number + 1)) != 0)
		_exit(3);
	hw_arena_free(&arena);
}

static void add_many(struct hw_fs *fs)
{
	int done = 0, fd;
	long pid;

	while (done < ROUNDS) {
		if (hw_fs_lock(fs, HW_STR("lock"), &fd, &pid) != 0)
			continue;
		add_one(fs);
		hw_fs_remove_tree(fs, HW_STR("lock"));
		hw_fs_unlock(fd);
		done++;
	}
	_exit(0);
}

/* One holder at a time, though each removes the file when it is done. */
static void lock_holds_against_many(void **state)
{
	struct scratch *s = *state;
	pid_t children[4];
	hw_str text;
	int status;
	size_t i;

	scratch_put(s, "number", "0 ");
	for (i = 0; i < HW_COUNT(children); i++) {
		children[i] = fork();
		if (children[i] == 0)
			add_many(&s->fs);
	}
	for (i = 0; i < HW_COUNT(children); i++) {
		waitpid(children[i], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(0,
	    hw_fs_read(&s->fs, HW_STR("number"), LIMIT, &s->arena, &text));
	assert_true(hw_str_equal(text, HW_STR("1600 ")));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(never_leaves_its_folder),
	    TEST(never_leaves_it_without_openat2),
	    TEST(refuses_odd_paths),
	    TEST(locks_once),
	    TEST(lock_ends_with_its_process),
	    TEST(lock_needs_a_file),
	    TEST(lock_holds_against_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
