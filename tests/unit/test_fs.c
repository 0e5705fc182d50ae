#include "base/fs.h"

#include "scratch.h"

#include <stdio.h>
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
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

static int try_read(struct scratch *s, const char *path, hw_str *out)
{
	return hw_fs_read(&s->fs, hw_str_of(path), LIMIT, &s->arena, out);
}

static void assert_read(struct scratch *s, const char *path,
    const char *wanted)
{
	hw_str bytes;

	assert_int_equal(0, try_read(s, path, &bytes));
	assert_true(hw_str_equal(bytes, hw_str_of(wanted)));
}

/* -------------------------------- reading ------------------------------ */

static void reads_only_files(void **state)
{
	struct scratch *s = *state;
	struct hw_fs dev;
	hw_str bytes;

	assert_int_equal(0, mkfifo(scratch_path(s, "fifo"), 0644));
	assert_int_equal(0, mkdir(scratch_path(s, "folder"), 0755));
	alarm(10); /* a reader that waits for the FIFO would wait for ever */
	assert_int_equal(EINVAL, try_read(s, "fifo", &bytes));
	alarm(0);
	assert_int_equal(EINVAL, try_read(s, "folder", &bytes));
	assert_int_equal(ENOENT, try_read(s, "nothing", &bytes));
	assert_int_equal(ENOENT, try_read(s, "nothing/x", &bytes));
	assert_int_equal(0, hw_fs_open(&dev, "/dev"));
	assert_int_equal(EINVAL,
	    hw_fs_read(&dev, HW_STR("zero"), LIMIT, &s->arena, &bytes));
	assert_int_equal(EINVAL,
	    hw_fs_read(&dev, HW_STR("tty"), LIMIT, &s->arena, &bytes));
	hw_fs_close(&dev);
}

static void holds_to_the_limit(void **state)
{
	struct scratch *s = *state;
	char text[1002];
	hw_str bytes;

	memset(text, 'a', sizeof(text));
	text[1000] = '\0';
	scratch_put(s, "full", text);
	assert_read(s, "full", text);
	text[1000] = 'a';
	text[1001] = '\0';
	scratch_put(s, "over", text);
	assert_int_equal(EFBIG, try_read(s, "over", &bytes));
	assert_int_equal(0,
	    truncate(scratch_path(s, "over"), (off_t)1 << 40));
	assert_int_equal(EFBIG, try_read(s, "over", &bytes));
	scratch_put(s, "empty", "");
	assert_read(s, "empty", "");
	assert_int_equal(0,
	    hw_fs_read(&s->fs, HW_STR("empty"), 0, &s->arena, &bytes));
	assert_int_equal(EFBIG,
	    hw_fs_read(&s->fs, HW_STR("full"), 0, &s->arena, &bytes));
	assert_int_equal(0,
	    hw_fs_read(&s->fs, HW_STR("full"), SIZE_MAX, &s->arena, &bytes));
	assert_int_equal(bytes.len, 1000);
}

/* Files of /proc say that they are empty, and are not: as if they had grown
 * since they were looked at. */
static void reads_a_file_that_grew(void **state)
{
	struct scratch *s = *state;
	struct hw_fs proc;
	hw_str bytes;

	assert_int_equal(0, hw_fs_open(&proc, "/proc"));
	assert_int_equal(0,
	    hw_fs_read(&proc, HW_STR("version"), LIMIT, &s->arena, &bytes));
	assert_true(bytes.len > 10);
	assert_true(bytes.p[bytes.len - 1] == '\n');
	assert_int_equal(EFBIG,
	    hw_fs_read(&proc, HW_STR("version"), 10, &s->arena, &bytes));
	assert_int_equal(EFBIG,
	    hw_fs_read(&proc, HW_STR("kallsyms"), 100000, &s->arena, &bytes));
	hw_fs_close(&proc);
}

static int try_append(struct scratch *s, const char *path, const char *text)
{
	return hw_fs_append(&s->fs, hw_str_of(path), hw_str_of(text));
}

static void appends(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(0, try_append(s, "log", "one\n"));
	assert_int_equal(0, try_append(s, "log", "two\n"));
	assert_read(s, "log", "one\ntwo\n");
	assert_int_equal(0, mkfifo(scratch_path(s, "pipe"), 0644));
	assert_int_equal(0, mkdir(scratch_path(s, "folder"), 0755));
	assert_int_equal(0,
	    symlink(scratch_path(s, "log"), scratch_path(s, "link")));
	alarm(10);
	assert_int_equal(EINVAL, try_append(s, "pipe", "x"));
	alarm(0);
	assert_int_not_equal(0, try_append(s, "folder", "x"));
	assert_int_equal(ELOOP, try_append(s, "link", "x"));
	assert_int_not_equal(0, try_append(s, "../outside", "x"));
	assert_int_equal(ENOENT, try_append(s, "gone/log", "x"));
	assert_read(s, "log", "one\ntwo\n");
}

struct writer {
	const char *path;
	atomic_bool stop;
};

static void *keep_growing(void *ctx)
{
	struct writer *writer = ctx;
	FILE *file = fopen(writer->path, "a");

	while (!atomic_load(&writer->stop))
		if (fputs("0123456789\n", file) < 0 || fflush(file) != 0)
			abort();
	fclose(file);
	return NULL;
}

static void holds_while_a_file_grows(void **state)
{
	struct scratch *s = *state;
	struct writer writer = {.path = scratch_path(s, "log")};
	struct hw_arena arena;
	pthread_t thread;
	hw_str bytes;
	int error = 0, rounds;

	hw_arena_init(&arena, 0);
	scratch_put(s, "log", "");
	assert_int_equal(0,
	    pthread_create(&thread, NULL, keep_growing, &writer));
	for (rounds = 0; error == 0 && rounds < 100000; rounds++) {
		hw_arena_reset(&arena);
		error =
		    hw_fs_read(&s->fs, HW_STR("log"), 50000, &arena, &bytes);
		assert_true(error != 0 || bytes.len <= 50000);
	}
	atomic_store(&writer.stop, true);
	pthread_join(thread, NULL);
	hw_arena_free(&arena);
	assert_int_equal(error, EFBIG);
}

static void compares_files(void **state)
{
	struct scratch *s = *state;
	char big[40000];
	hw_str whole = {big, sizeof(big) - 1};
	bool is;

	memset(big, 'a', sizeof(big));
	big[sizeof(big) - 1] = '\0';
	scratch_put(s, "big", big);
	assert_int_equal(0, hw_fs_same(&s->fs, HW_STR("big"), whole, &is));
	assert_true(is);
	big[sizeof(big) - 2] = 'b';
	assert_int_equal(0, hw_fs_same(&s->fs, HW_STR("big"), whole, &is));
	assert_false(is);
	whole.len--;
	assert_int_equal(0, hw_fs_same(&s->fs, HW_STR("big"), whole, &is));
	assert_false(is); /* one byte more in the file */
	assert_int_equal(0, hw_fs_starts(&s->fs, HW_STR("big"), whole, &is));
	assert_true(is);
	whole.len++;
	assert_int_equal(0, hw_fs_starts(&s->fs, HW_STR("big"), whole, &is));
	assert_false(is);
	assert_int_equal(0,
	    hw_fs_starts(&s->fs, HW_STR("big"), HW_STR(""), &is));
	assert_true(is);
	scratch_put(s, "small", "abc");
	assert_int_equal(0,
	    hw_fs_starts(&s->fs, HW_STR("small"), HW_STR("abcd"), &is));
	assert_false(is);
}

static void compares_more_than_bytes(void **state)
{
	struct scratch *s = *state;
	const hw_str name = HW_STR("x"), bytes = HW_STR("abc");
	bool is;

	scratch_put(s, "x", "abc");
	assert_int_equal(0, hw_fs_same(&s->fs, name, bytes, &is));
	assert_true(is);
	assert_int_equal(0, chmod(scratch_path(s, "x"), 0755));
	assert_int_equal(0, hw_fs_same(&s->fs, name, bytes, &is));
	assert_false(is);
	assert_int_equal(0, chmod(scratch_path(s, "x"), 0644));
	assert_int_equal(0, hw_fs_link(&s->fs, name, HW_STR("twin")));
	assert_int_equal(0, hw_fs_same(&s->fs, name, bytes, &is));
	assert_false(is);
	assert_int_equal(0, symlink("x", scratch_path(s, "link")));
	is = true;
	assert_int_equal(ELOOP,
	    hw_fs_same(&s->fs, HW_STR("link"), bytes, &is));
	assert_false(is);
}

/* ------------------------------- folders ------------------------------- */

static void lists_in_order(void **state)
{
	struct scratch *s = *state;
	static const char *const names[] = {"a", "a-b", "a.b", "b",
	    "\xC3\xA9"};
	struct hw_fs_entries entries;
	size_t i;

	for (i = HW_COUNT(names); i > 0; i--)
		scratch_put(s, names[i - 1], "");
	assert_int_equal(0, symlink("a", scratch_path(s, "link")));
	assert_int_equal(0, mkfifo(scratch_path(s, "pipe"), 0644));
	assert_int_equal(0, mkdir(scratch_path(s, "sub"), 0755));
	assert_int_equal(0,
	    hw_fs_list(&s->fs, HW_STR(""), &s->arena, &entries));
	assert_int_equal(entries.count, 8);
	for (i = 0; i < 4; i++) {
		assert_true(
		    hw_str_equal(entries.items[i].name, hw_str_of(names[i])));
		assert_int_equal(entries.items[i].kind, HW_FS_FILE);
	}
	assert_int_equal(entries.items[4].kind, HW_FS_LINK);
	assert_int_equal(entries.items[5].kind, HW_FS_OTHER);
	assert_int_equal(entries.items[6].kind, HW_FS_FOLDER);
	assert_true(hw_str_equal(entries.items[7].name, HW_STR("\xC3\xA9")));
	assert_int_equal(EINVAL,
	    hw_fs_list(&s->fs, HW_STR("a"), &s->arena, &entries));
	assert_int_equal(ENOENT,
	    hw_fs_list(&s->fs, HW_STR("none"), &s->arena, &entries));
	assert_int_equal(0,
	    hw_fs_list(&s->fs, HW_STR("sub"), &s->arena, &entries));
	assert_int_equal(entries.count, 0);
}

/* More names than one look at the folder can give. */
static void lists_and_removes_many(void **state)
{
	struct scratch *s = *state;
	struct hw_fs_entries entries;
	enum hw_fs_kind kind;
	int i;

	for (i = 0; i < 1000; i++)
		scratch_put(s,
		    hw_fmt(&s->arena, "many/f%04d/a-file-with-a-long-name", i)
			.p,
		    "");
	assert_int_equal(0,
	    hw_fs_list(&s->fs, HW_STR("many"), &s->arena, &entries));
	assert_int_equal(entries.count, 1000);
	for (i = 0; i < 1000; i++)
		assert_true(hw_str_equal(entries.items[i].name,
		    hw_fmt(&s->arena, "f%04d", i)));
	assert_int_equal(0, hw_fs_remove_tree(&s->fs, HW_STR("many")));
	assert_int_equal(ENOENT, hw_fs_kind(&s->fs, HW_STR("many"), &kind));
}

static void removes_links_not_targets(void **state)
{
	struct scratch *s = *state;

	scratch_put(s, "keep/file", "kept");
	scratch_put(s, "gone/sub/file", "");
	assert_int_equal(0, symlink("../keep", scratch_path(s, "gone/a")));
	assert_int_equal(0,
	    symlink("../../keep/file", scratch_path(s, "gone/sub/b")));
	assert_int_equal(0, mkfifo(scratch_path(s, "gone/pipe"), 0600));
	assert_int_equal(0, hw_fs_remove_tree(&s->fs, HW_STR("gone")));
	assert_int_equal(0, symlink("keep", scratch_path(s, "way")));
	assert_int_equal(0, hw_fs_remove_tree(&s->fs, HW_STR("way")));
	assert_int_equal(ENOENT, hw_fs_remove_tree(&s->fs, HW_STR("way")));
	assert_read(s, "keep/file", "kept");
}

static void stops_at_a_depth(void **state)
{
	struct scratch *s = *state;
	struct hw_buf path = {0};
	int i;

	hw_buf_puts(&path, "deep");
	for (i = 0; i < 100; i++)
		hw_buf_puts(&path, "/d");
	scratch_put(s, path.data, "");
	assert_int_equal(ELOOP, hw_fs_remove_tree(&s->fs, HW_STR("deep")));
	/* In pieces, for the test's own sake. */
	path.len = 4 + 2 * 50;
	assert_int_equal(0, hw_fs_remove_tree(&s->fs, hw_buf_str(&path)));
	assert_int_equal(0, hw_fs_remove_tree(&s->fs, HW_STR("deep")));
	hw_buf_free(&path);
}

/* -------------------------------- writing ------------------------------ */

static void sets_modes_itself(void **state)
{
	struct scratch *s = *state;
	static const mode_t masks[] = {0, 022, 077, 0377};
	struct hw_fs_info info;
	mode_t before;
	size_t i;

	for (i = 0; i < HW_COUNT(masks); i++) {
		before = umask(masks[i]);
		assert_int_equal(0, hw_fs_make_folder(&s->fs, HW_STR("d")));
		assert_int_equal(0,
		    hw_fs_write(&s->fs, HW_STR("d/f"), HW_STR("text")));
		umask(before);
		assert_int_equal(0, hw_fs_info(&s->fs, HW_STR("d"), &info));
		assert_int_equal(info.kind, HW_FS_FOLDER);
		assert_int_equal(info.mode, 0755);
		assert_int_equal(0, hw_fs_info(&s->fs, HW_STR("d/f"), &info));
		assert_int_equal(info.kind, HW_FS_FILE);
		assert_int_equal(info.mode, 0644);
		assert_int_equal(info.size, 4);
		assert_int_equal(info.name_count, 1);
		assert_true(info.changed_ns > 0);
		assert_int_equal(0, hw_fs_remove_tree(&s->fs, HW_STR("d")));
	}
}

static void makes_nothing_twice(void **state)
{
	struct scratch *s = *state;

	scratch_put(s, "f", "first");
	assert_int_equal(EEXIST,
	    hw_fs_write(&s->fs, HW_STR("f"), HW_STR("second")));
	assert_int_equal(EEXIST, hw_fs_make_folder(&s->fs, HW_STR("f")));
	assert_int_equal(0, symlink("target", scratch_path(s, "link")));
	assert_int_not_equal(0,
	    hw_fs_write(&s->fs, HW_STR("link"), HW_STR("second")));
	assert_int_equal(EEXIST, hw_fs_make_folder(&s->fs, HW_STR("link")));
	assert_int_equal(ENOENT,
	    hw_fs_write(&s->fs, HW_STR("no/f"), HW_STR("")));
	assert_read(s, "f", "first");
	assert_true(hw_str_starts(scratch_tree(s, ""), HW_STR("644 f ")));
}

static void names_and_swaps(void **state)
{
	struct scratch *s = *state;

	scratch_put(s, "a/1", "one");
	scratch_put(s, "b/2", "two");
	assert_int_equal(0, hw_fs_exchange(&s->fs, HW_STR("a"), HW_STR("b")));
	assert_read(s, "b/1", "one");
	assert_read(s, "a/2", "two");
	assert_int_equal(ENOENT,
	    hw_fs_exchange(&s->fs, HW_STR("a"), HW_STR("c")));
	assert_int_equal(ENOTEMPTY,
	    hw_fs_rename(&s->fs, HW_STR("a"), HW_STR("b")));
	assert_int_equal(0, hw_fs_make_folder(&s->fs, HW_STR("c")));
	assert_int_equal(0, hw_fs_rename(&s->fs, HW_STR("a"), HW_STR("c")));
	assert_read(s, "c/2", "two");
	assert_int_equal(0, hw_fs_link(&s->fs, HW_STR("c/2"), HW_STR("b/2")));
	assert_read(s, "b/2", "two");
	assert_int_equal(EEXIST,
	    hw_fs_link(&s->fs, HW_STR("c/2"), HW_STR("b/1")));
	assert_int_equal(0, hw_fs_sync(&s->fs, HW_STR("c")));
	assert_int_equal(0, hw_fs_sync_folder(&s->fs, HW_STR("")));
	assert_int_not_equal(0, hw_fs_sync_folder(&s->fs, HW_STR("c/2")));
}

/* A disk that fills up while a file is written. */
static void reports_a_write_cut_short(void **state)
{
	struct scratch *s = *state;
	static char bytes[20000];
	struct rlimit limit = {.rlim_cur = 5000, .rlim_max = 5000};
	int status;
	pid_t child = fork();

	if (child == 0) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(hw_fs_write(&s->fs, HW_STR("f"),
		    (hw_str){bytes, sizeof(bytes)}));
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EFBIG);
}

static void resolves_links(void **state)
{
	struct scratch *s = *state;
	hw_str real;

	scratch_put(s, "folder/x", "");
	assert_int_equal(0, symlink("folder", scratch_path(s, "way")));
	assert_int_equal(0,
	    hw_fs_resolve(scratch_path(s, "way/."), &s->arena, &real));
	assert_true(hw_str_ends(real, HW_STR("/folder")));
	assert_int_equal(ENOENT,
	    hw_fs_resolve(scratch_path(s, "none"), &s->arena, &real));
	assert_int_equal(real.len, 0);
}

static void opens_folders_only(void **state)
{
	struct scratch *s = *state;
	struct hw_fs fs;

	scratch_put(s, "f", "");
	assert_int_equal(ENOTDIR, hw_fs_open(&fs, scratch_path(s, "f")));
	hw_fs_close(&fs);
	assert_int_equal(ENOENT, hw_fs_open(&fs, scratch_path(s, "none")));
	hw_fs_close(&fs);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(reads_only_files),
	    TEST(appends),
	    TEST(holds_to_the_limit),
	    TEST(reads_a_file_that_grew),
	    TEST(holds_while_a_file_grows),
	    TEST(compares_files),
	    TEST(compares_more_than_bytes),
	    TEST(lists_in_order),
	    TEST(lists_and_removes_many),
	    TEST(removes_links_not_targets),
	    TEST(stops_at_a_depth),
	    TEST(sets_modes_itself),
	    TEST(makes_nothing_twice),
	    TEST(names_and_swaps),
	    TEST(reports_a_write_cut_short),
	    TEST(resolves_links),
	    TEST(opens_folders_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
