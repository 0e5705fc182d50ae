/* input/scan: real folders, with everything in them that a disk can hold. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/scan.h"
#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

struct fixture {
	struct scratch scratch;
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_site site;
	struct hw_source words, history;
	struct hw_buf out;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	scratch_open(&fixture.scratch);
	hw_arena_init(&fixture.arena, 0);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_buf_free(&f->out);
	hw_arena_free(&f->arena);
	scratch_close(&f->scratch);
	return 0;
}

static bool scan_fs(struct fixture *f, struct hw_fs *fs)
{
	alarm(60); /* a FIFO that is waited for must not hang the test */
	f->site = (struct hw_site){0};
	f->words = f->history = (struct hw_source){0};
	hw_diag_init(&f->diags, &f->arena);
	f->site.arena = &f->arena;
	f->site.diags = &f->diags;
	hw_map_init(&f->site.page_of_path, &f->arena);
	return hw_scan(fs, &f->site, &f->words, &f->history);
}

/* What was found and what was said, as one text. */
static const char *scan(struct fixture *f)
{
	size_t i;

	hw_buf_clear(&f->out);
	if (!scan_fs(f, &f->scratch.fs))
		hw_buf_puts(&f->out, "no\n");
	for (i = 0; i < f->site.pages.count; i++) {
		const struct hw_page *page = f->site.pages.items[i];

		hw_buf_printf(&f->out, "%.*s %.*s%s%s\n",
		    HW_ARG(page->source.path), HW_ARG(page->url),
		    page->is_easy ? " easy" : "",
		    page->is_unread ? " unread" : "");
	}
	for (i = 0; i < f->diags.list.count; i++) {
		const struct hw_diag *diag = &f->diags.list.items[i];

		hw_buf_printf(&f->out, "[%d] %.*s\n", (int)diag->code,
		    HW_ARG(diag->message));
	}
	hw_buf_puts(&f->out, "");
	return f->out.data != NULL ? f->out.data : "";
}

static void put(struct fixture *f, const char *path)
{
	scratch_put(&f->scratch, path, "---\ntitle: x\n---\n");
}

/* A name that scratch_put would refuse. */
static void put_raw(struct fixture *f, const char *path)
{
	int fd = open(scratch_path(&f->scratch, path),
	    O_CREAT | O_WRONLY | O_CLOEXEC, 0644);

	assert_true(fd >= 0);
	close(fd);
}

static void test_pages(void **state)
{
	struct fixture *f = *state;

	put(f, "content/index.md");
	put(f, "content/index.easy.md");
	put(f, "content/about.md");
	put(f, "content/plan/index.md");
	put(f, "content/plan/area-5.md");
	put(f, "content/plan/area-5.easy.md");
	put(f, "content/site.yaml");
	put(f, "content/words.yaml");
	put(f, "content/history.yaml");
	put(f, "content/data/x.csv");
	put(f, "content/pictures/x.svg");
	put(f, "content/.hidden");
	put(f, "content/.git/config");
	put(f, "other/x.md");
	assert_string_equal(scan(f),
	    "content/about.md /about/\n"
	    "content/index.easy.md /easy-read/ easy\n"
	    "content/index.md /\n"
	    "content/plan/area-5.easy.md /plan/area-5/easy-read/ easy\n"
	    "content/plan/area-5.md /plan/area-5/\n"
	    "content/plan/index.md /plan/\n");
	assert_int_equal(f->site.settings_source.text.len, 17);
	assert_int_equal(f->words.text.len, 17);
	assert_int_equal(f->history.text.len, 17);
	assert_non_null(
	    hw_map_get(&f->site.page_of_path, HW_STR("plan/area-5.md")));
}

static void test_no_content(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(scan(f),
	    "no\n[2] there is no folder 'content' here\n");
	put(f, "content");
	assert_string_equal(scan(f),
	    "no\n[2] there is no folder 'content' here\n");
	hw_fs_remove_tree(&f->scratch.fs, HW_STR("content"));
	put(f, "real/index.md");
	assert_int_equal(
	    symlink("real", scratch_path(&f->scratch, "content")), 0);
	assert_string_equal(scan(f),
	    "no\n[2] there is no folder 'content' here\n");
}

static void test_links(void **state)
{
	struct fixture *f = *state;

	put(f, "content/index.md");
	put(f, "secret.md");
	put(f, "secret/x.md");
	assert_int_equal(symlink("index.md",
			     scratch_path(&f->scratch, "content/inside.md")),
	    0);
	assert_int_equal(symlink("../secret.md",
			     scratch_path(&f->scratch, "content/out.md")),
	    0);
	assert_int_equal(symlink("/etc/passwd",
			     scratch_path(&f->scratch, "content/passwd.md")),
	    0);
	assert_int_equal(
	    symlink("../secret", scratch_path(&f->scratch, "content/folder")),
	    0);
	assert_int_equal(
	    symlink("nowhere", scratch_path(&f->scratch, "content/gone.md")),
	    0);
	assert_int_equal(
	    symlink("loop.md", scratch_path(&f->scratch, "content/loop.md")),
	    0);
	assert_int_equal(symlink("../secret.md",
			     scratch_path(&f->scratch, "content/site.yaml")),
	    0);
	assert_string_equal(scan(f),
	    "content/index.md /\n"
	    "[3] 'content/folder' is a symbolic link\n"
	    "[3] 'content/gone.md' is a symbolic link\n"
	    "[3] 'content/inside.md' is a symbolic link\n"
	    "[3] 'content/loop.md' is a symbolic link\n"
	    "[3] 'content/out.md' is a symbolic link\n"
	    "[3] 'content/passwd.md' is a symbolic link\n"
	    "[3] 'content/site.yaml' is a symbolic link\n");
}

/* A FIFO that nobody writes to must not hang, nor a device be read. */
static void test_other_kinds(void **state)
{
	struct fixture *f = *state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const char *wanted = "content/index.md /\n"
			     "[3] 'content/pipe.md' is a device or a pipe, "
			     "not a file\n"
			     "[3] 'content/socket.md' is a device or a pipe, "
			     "not a file\n";
	struct hw_source source;
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	put(f, "content/index.md");
	assert_int_equal(
	    mkfifo(scratch_path(&f->scratch, "content/pipe.md"), 0644), 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s",
	    scratch_path(&f->scratch, "content/socket.md"));
	assert_int_equal(
	    bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_string_equal(scan(f), wanted);
	/* Also where it is asked for by its name. */
	assert_false(hw_scan_read(&f->scratch.fs, &f->site,
	    HW_STR("content/pipe.md"), 1000, &source));
	assert_int_equal(f->diags.list.items[f->diags.list.count - 1].code,
	    HW_DIAG_NOT_A_FILE);
	close(fd);
}

static void test_device(void **state)
{
	struct fixture *f = *state;

	put(f, "content/index.md");
	if (mknod(scratch_path(&f->scratch, "content/zero.md"),
		S_IFCHR | 0644, (dev_t)(1 << 8 | 5)) != 0)
		skip(); /* only root may */
	assert_string_equal(scan(f),
	    "content/index.md /\n"
	    "[3] 'content/zero.md' is a device or a pipe, not a file\n");
}

static void test_names(void **state)
{
	static const char *const bad[] = {"About.md", "a b.md", "a_b.md",
	    "-a.md", "a-.md", "caf\u00e9.md", "cafe\u0301.md", "a\nb.md",
	    "a\x1b[2J.md", "a\x7f.md", "a\\b.md", "a:b.md", "a*.md", "a?.md",
	    "<script>.md", "a\"b.md", "a\xff.md", "a\xe2\x82.md",
	    "\xed\xa0\x80.md", "\u202Ea.md", "a..md", "a .md", " .md",
	    "%2e%2e.md"};
	struct fixture *f = *state;
	size_t i;
	char path[100];

	put(f, "content/about.md");
	for (i = 0; i < HW_COUNT(bad); i++) {
		snprintf(path, sizeof(path), "content/%s", bad[i]);
		put_raw(f, path);
	}
	scan(f);
	assert_int_equal(f->site.pages.count, 1);
	assert_int_equal(f->diags.list.count, HW_COUNT(bad));
	for (i = 0; i < HW_COUNT(bad); i++)
		assert_int_equal(f->diags.list.items[i].code,
		    HW_DIAG_BAD_NAME);
	/* As it is shown: nothing of a name acts on the terminal. */
	hw_buf_clear(&f->out);
	hw_diag_print(&f->diags, &f->out);
	assert_int_equal(hw_utf8_invalid_at(hw_buf_str(&f->out)), SIZE_MAX);
	assert_null(strchr(f->out.data, '\x1b'));
	assert_null(strchr(f->out.data, '\x7f'));
	assert_null(strstr(f->out.data, "\u202E"));
}

static void test_folder_names(void **state)
{
	struct fixture *f = *state;

	put(f, "content/Plan/x.md");
	put(f, "content/a.b/x.md");
	put(f, "content/plan/data/x.md");
	assert_string_equal(scan(f),
	    "content/plan/data/x.md /plan/data/x/\n"
	    "[5] the name 'Plan' cannot become an address\n"
	    "[5] the name 'a.b' cannot become an address\n");
}

/* About and about, café in two spellings: side by side on this disk, one
 * and the same on others. Only names of a to z pass, so none can clash. */
static void test_collisions(void **state)
{
	struct fixture *f = *state;

	put(f, "content/about.md");
	put_raw(f, "content/About.md");
	put_raw(f, "content/ABOUT.md");
	put_raw(f, "content/caf\u00e9.md");
	put_raw(f, "content/cafe\u0301.md");
	assert_string_equal(scan(f),
	    "content/about.md /about/\n"
	    "[5] the name 'ABOUT.md' cannot become an address\n"
	    "[5] the name 'About.md' cannot become an address\n"
	    "[5] the name 'cafe\u0301.md' cannot become an address\n"
	    "[5] the name 'caf\u00e9.md' cannot become an address\n");
	assert_non_null(strstr(f->diags.list.items[2].help.p, "'cafe.md'"));
}

static void test_long_names(void **state)
{
	struct fixture *f = *state;
	char path[300] = "content/";
	size_t i;

	for (i = 8; i < 108; i++)
		path[i] = 'a';
	memcpy(path + i, ".md", 4);
	put(f, path);
	scan(f);
	assert_int_equal(f->site.pages.count, 1);
	path[i] = 'a';
	memcpy(path + i + 1, ".md", 4);
	put(f, path);
	scan(f);
	assert_int_equal(f->site.pages.count, 1);
	assert_int_equal(f->diags.list.items[0].code, HW_DIAG_BAD_NAME);
	for (i = 8; i < 8 + 252; i++)
		path[i] = 'b';
	memcpy(path + i, ".md", 4);
	put(f, path);
	scan(f);
	assert_int_equal(f->site.pages.count, 1);
	assert_int_equal(f->diags.list.count, 2);
}

static void test_depth(void **state)
{
	struct fixture *f = *state;

	put(f, "content/a/b/c/d/e/f/g/h/x.md");
	assert_string_equal(scan(f),
	    "content/a/b/c/d/e/f/g/h/x.md /a/b/c/d/e/f/g/h/x/\n");
	put(f, "content/a/b/c/d/e/f/g/h/i/x.md");
	assert_string_equal(scan(f),
	    "content/a/b/c/d/e/f/g/h/x.md /a/b/c/d/e/f/g/h/x/\n"
	    "[5] folders nested more than 8 levels\n");
}

static void test_other_files(void **state)
{
	struct fixture *f = *state;

	put(f, "content/x.html");
	put(f, "content/x.xhtml");
	put(f, "content/x.svg");
	put(f, "content/md");
	put(f, "content/plan/site.yaml");
	put(f, "content/plan/words.yaml");
	put(f, "content/x.MD");
	put(f, "content/x.md.bak");
	assert_string_equal(scan(f),
	    "[6] 'content/md' is not a kind of file that can be published\n"
	    "[6] 'content/plan/site.yaml' is not a kind of file that can be "
	    "published\n"
	    "[6] 'content/plan/words.yaml' is not a kind of file that can "
	    "be published\n"
	    "[6] 'content/x.MD' is not a kind of file that can be "
	    "published\n"
	    "[6] 'content/x.html' is not a kind of file that can be "
	    "published\n"
	    "[6] 'content/x.md.bak' is not a kind of file that can be "
	    "published\n"
	    "[6] 'content/x.svg' is not a kind of file that can be "
	    "published\n"
	    "[6] 'content/x.xhtml' is not a kind of file that can be "
	    "published\n");
}

static void put_bytes(struct fixture *f, const char *path, hw_str bytes)
{
	hw_fs_make_folder(&f->scratch.fs, HW_STR("content"));
	assert_int_equal(hw_fs_write(&f->scratch.fs, hw_str_of(path), bytes),
	    0);
}

static void test_sizes(void **state)
{
	struct fixture *f = *state;
	size_t len = 2 * HW_PAGE_LIMIT_BYTES;
	char *bytes = malloc(len);

	assert_non_null(bytes);
	memset(bytes, 'x', len);
	put_bytes(f, "content/big.md", (hw_str){bytes, len});
	put_bytes(f, "content/empty.md", HW_STR_NONE);
	put_bytes(f, "content/full.md", (hw_str){bytes, HW_PAGE_LIMIT_BYTES});
	put_bytes(f, "content/over.md",
	    (hw_str){bytes, HW_PAGE_LIMIT_BYTES + 1});
	put_bytes(f, "content/site.yaml",
	    (hw_str){bytes, HW_SETTINGS_LIMIT_BYTES + 1});
	assert_string_equal(scan(f),
	    "content/big.md /big/ unread\n"
	    "content/empty.md /empty/\n"
	    "content/full.md /full/\n"
	    "content/over.md /over/ unread\n"
	    "[4] the file is larger than 1024 KiB\n"
	    "[4] the file is larger than 1024 KiB\n"
	    "[4] the file is larger than 1024 KiB\n");
	free(bytes);
}

static void test_encodings(void **state)
{
	struct fixture *f = *state;

	put_bytes(f, "content/bom.md", HW_STR("\xEF\xBB\xBF---\n---\n"));
	put_bytes(f, "content/latin.md", HW_STR("---\ncaf\xe9\n"));
	put_bytes(f, "content/nul.md", (hw_str){"a\0b", 3});
	put_bytes(f, "content/utf16.md", (hw_str){"\xff\xfe-\0", 4});
	assert_string_equal(scan(f),
	    "content/bom.md /bom/\n"
	    "content/latin.md /latin/ unread\n"
	    "content/nul.md /nul/ unread\n"
	    "content/utf16.md /utf16/ unread\n"
	    "[7] this is not UTF-8 text\n"
	    "[7] this is not UTF-8 text\n"
	    "[7] this is not UTF-8 text\n");
	hw_buf_clear(&f->out);
	hw_diag_print(&f->diags, &f->out);
	assert_non_null(strstr(f->out.data, "content/latin.md:2:4: error"));
	assert_non_null(strstr(f->out.data, "content/nul.md:1:2: error"));
	assert_non_null(strstr(f->out.data, "content/utf16.md:1:1: error"));
}

static void test_unreadable(void **state)
{
	struct fixture *f = *state;

	bool is_root = geteuid() == 0;

	put(f, "content/closed.md");
	put(f, "content/shut/x.md");
	assert_int_equal(
	    chmod(scratch_path(&f->scratch, "content/closed.md"), 0), 0);
	assert_int_equal(chmod(scratch_path(&f->scratch, "content/shut"), 0),
	    0);
	/* Root may read everything, so be nobody for a moment. */
	assert_int_equal(chmod(f->scratch.path, 0755), 0);
	if (is_root)
		assert_int_equal(seteuid(65534), 0);
	scan(f);
	if (is_root)
		assert_int_equal(seteuid(0), 0);
	assert_string_equal(f->out.data,
	    "content/closed.md /closed/ unread\n"
	    "[1] cannot read 'content/closed.md': Permission denied\n"
	    "[1] cannot list 'content/shut': Permission denied\n");
	assert_int_equal(
	    chmod(scratch_path(&f->scratch, "content/shut"), 0755), 0);
}

static void test_order(void **state)
{
	static const char *const names[] = {"content/b.md", "content/a/z.md",
	    "content/a.md", "content/a-1.md", "content/10.md",
	    "content/9.md"};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(names); i++)
		put(f, names[i]);
	assert_string_equal(scan(f),
	    "content/10.md /10/\n"
	    "content/9.md /9/\n"
	    "content/a/z.md /a/z/\n"
	    "content/a-1.md /a-1/\n"
	    "content/a.md /a/\n"
	    "content/b.md /b/\n");
}

/* ---------------------- a disk with too many pages ---------------------- */

static int many_list(struct hw_fs *fs, const char *path,
    struct hw_arena *arena, struct hw_fs_entries *out)
{
	size_t i;

	(void)fs;
	(void)path;
	*out = (struct hw_fs_entries){0};
	for (i = 0; i < HW_PAGE_COUNT_LIMIT + 10; i++)
		HW_PUSH(out, arena,
		    ((struct hw_fs_entry){hw_fmt(arena, "p%06zu.md", i),
			HW_FS_FILE}));
	return 0;
}

static int many_read(struct hw_fs *fs, const char *path, size_t limit_bytes,
    struct hw_arena *arena, hw_str *out)
{
	(void)fs;
	(void)path;
	(void)limit_bytes;
	(void)arena;
	*out = HW_STR("x");
	return 0;
}

static int many_info(struct hw_fs *fs, const char *path,
    struct hw_fs_info *out)
{
	(void)fs;
	(void)path;
	*out = (struct hw_fs_info){.kind = HW_FS_FOLDER};
	return 0;
}

static void test_too_many(void **state)
{
	static const struct hw_fs_ops ops = {.list = many_list,
	    .read = many_read,
	    .info = many_info};
	struct hw_fs fs = {.ops = &ops, .root_fd = -1};
	struct fixture *f = *state;

	assert_true(scan_fs(f, &fs));
	assert_int_equal(f->site.pages.count, HW_PAGE_COUNT_LIMIT);
	assert_int_equal(f->diags.list.count, 1);
	assert_int_equal(f->diags.list.items[0].code, HW_DIAG_TOO_MANY);
	assert_true(hw_str_equal(f->diags.list.items[0].span.source->path,
	    HW_STR("content/p200000.md")));
}

static int failing_list(struct hw_fs *fs, const char *path,
    struct hw_arena *arena, struct hw_fs_entries *out)
{
	(void)fs;
	(void)path;
	(void)arena;
	*out = (struct hw_fs_entries){0};
	return EIO;
}

static void test_failing_disk(void **state)
{
	static const struct hw_fs_ops ops = {.list = failing_list,
	    .read = many_read,
	    .info = many_info};
	struct hw_fs fs = {.ops = &ops, .root_fd = -1};
	struct fixture *f = *state;

	scan_fs(f, &fs);
	assert_int_equal(f->diags.failures, 1);
	assert_int_equal(f->diags.list.items[0].code, HW_DIAG_IO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static void test_languages(void **state)
{
	struct fixture *f = *state;

	put(f, "content/a.md");
	put(f, "content/a.ar.md");
	put(f, "content/a.easy.md");
	put(f, "content/a.pt-br.md");
	put(f, "content/plan/index.pl.md");
	put(f, "content/index.pl.md");
	put(f, "content/b.polish.md");
	put(f, "content/b.PL.md");
	put(f, "content/b.easy.ar.md");
	put(f, "content/b.ar.easy.md");
	put(f, "content/b.c.pl.md");
	assert_string_equal(scan(f),
	    "content/a.ar.md /a/ar/\n"
	    "content/a.easy.md /a/easy-read/ easy\n"
	    "content/a.md /a/\n"
	    "content/a.pt-br.md /a/pt-br/\n"
	    "content/index.pl.md /pl/\n"
	    "content/plan/index.pl.md /plan/pl/\n"
	    "[83] there is no language 'PL'\n"
	    "[83] easy read is in the site's own language alone\n"
	    "[83] there is no language 'c.pl'\n"
	    "[83] easy read is in the site's own language alone\n"
	    "[83] there is no language 'polish'\n");
	assert_true(hw_str_equal(f->site.pages.items[3]->source.language,
	    HW_STR("pt-BR")));
	assert_int_equal(f->site.pages.items[2]->source.language.len, 0);
	assert_true(hw_str_equal(
	    hw_scan_standard(&f->arena, HW_STR("plan/index.pl.md")),
	    HW_STR("plan/index.md")));
	assert_true(hw_str_equal(hw_scan_version(HW_STR("x/a.easy.md")),
	    HW_STR("easy")));
	assert_int_equal(hw_scan_version(HW_STR("x.y/a.md")).len, 0);
	assert_int_equal(hw_scan_version(HW_STR("data/a.b.csv")).len, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_pages),
	    TEST(test_no_content),
	    TEST(test_links),
	    TEST(test_other_kinds),
	    TEST(test_device),
	    TEST(test_names),
	    TEST(test_languages),
	    TEST(test_folder_names),
	    TEST(test_collisions),
	    TEST(test_long_names),
	    TEST(test_depth),
	    TEST(test_other_files),
	    TEST(test_sizes),
	    TEST(test_encodings),
	    TEST(test_unreadable),
	    TEST(test_order),
	    TEST(test_too_many),
	    TEST(test_failing_disk),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
