/* output/compress: what is packed, how, and what of an older build is taken
 * again. */
#include "output/compress.h"
#include "output/manifest.h"
#include "scratch.h"

#include <brotli/decode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <zlib.h>

#include <cmocka.h>

#define VERSION HW_STR("1.0")

struct context {
	struct scratch scratch;
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_outset set;
	char text[8192];
};

static int set_up(void **state)
{
	struct context *c = calloc(1, sizeof(*c));
	size_t i;

	scratch_open(&c->scratch);
	hw_arena_init(&c->arena, 0);
	hw_diag_init(&c->diags, &c->arena);
	for (i = 0; i < sizeof(c->text); i++)
		c->text[i] = "some words of a page "[(i * i / 7) % 21];
	*state = c;
	return 0;
}

static int tear_down(void **state)
{
	struct context *c = *state;

	hw_arena_free(&c->arena);
	scratch_close(&c->scratch);
	free(c);
	return 0;
}

/* A set with these, packed over the folder "public". */
static void pack(struct context *c, const char *const *paths, size_t count,
    size_t len)
{
	size_t i;

	hw_outset_init(&c->set, &c->arena, &c->diags);
	for (i = 0; i < count; i++)
		assert_true(hw_outset_add(&c->set, hw_str_of(paths[i]),
		    (hw_str){c->text, len}, HW_SPAN_NONE));
	hw_compress_add(&c->set, VERSION,
	    scratch_path(&c->scratch, "public"));
	hw_outset_sort(&c->set);
	assert_int_equal(c->diags.errors, 0);
}

static hw_str packed(struct context *c, const char *path)
{
	const struct hw_outset_file *file =
	    hw_outset_find(&c->set, hw_str_of(path));

	return file != NULL ? file->bytes : HW_STR_NONE;
}

static void test_what(void **state)
{
	static const char *const paths[] = {"a.html", "b.css", "c.svg",
	    "d.xml", "e.atom", "f.json", "g.csv", "h.ics", "i.txt"};
	static const char *const others[] = {"a.png", "b.jpg", "_headers"};
	struct context *c = *state;
	size_t i;

	pack(c, paths, HW_COUNT(paths), HW_COMPRESS_LEAST_BYTES);
	assert_int_equal(c->set.files.count, 3 * HW_COUNT(paths));
	for (i = 0; i < HW_COUNT(paths); i++) {
		assert_true(
		    packed(c, hw_fmt(&c->arena, "%s.gz", paths[i]).p).len >
		    0);
		assert_true(
		    packed(c, hw_fmt(&c->arena, "%s.br", paths[i]).p).len >
		    0);
	}
	pack(c, others, HW_COUNT(others), sizeof(c->text));
	assert_int_equal(c->set.files.count, HW_COUNT(others));
	pack(c, paths, 1, HW_COMPRESS_LEAST_BYTES - 1);
	assert_int_equal(c->set.files.count, 1);
}

/* What does not get smaller stays alone. */
static void test_noise(void **state)
{
	static const char *const path = "a.txt";
	struct context *c = *state;
	uint32_t noise = 1;
	size_t i;

	for (i = 0; i < sizeof(c->text); i++) {
		noise = noise * 1664525u + 1013904223u;
		c->text[i] = (char)(noise >> 24);
	}
	pack(c, &path, 1, sizeof(c->text));
	assert_int_equal(c->set.files.count, 1);
}

static void test_bytes(void **state)
{
	static const char *const path = "a.html";
	/* No time (bytes 4 to 7), best packing, no system. */
	static const char head[] = "\x1f\x8b\x08\0\0\0\0\0\x02\xff";
	unsigned char out[sizeof(((struct context *)NULL)->text)];
	struct context *c = *state;
	z_stream stream = {0};
	hw_str bytes;
	size_t len = sizeof(out);

	pack(c, &path, 1, sizeof(c->text));
	bytes = packed(c, "a.html.gz");
	assert_memory_equal(bytes.p, head, sizeof(head) - 1);
	assert_int_equal(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
	stream.next_in = (unsigned char *)(uintptr_t)bytes.p;
	stream.avail_in = (unsigned)bytes.len;
	stream.next_out = out;
	stream.avail_out = sizeof(out);
	assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
	inflateEnd(&stream);
	assert_int_equal(stream.total_out, sizeof(c->text));
	assert_memory_equal(out, c->text, sizeof(c->text));
	bytes = packed(c, "a.html.br");
	assert_int_equal(BrotliDecoderDecompress(bytes.len,
			     (const unsigned char *)bytes.p, &len, out),
	    BROTLI_DECODER_RESULT_SUCCESS);
	assert_int_equal(len, sizeof(c->text));
	assert_memory_equal(out, c->text, sizeof(c->text));
}

/* Writes public/a.html.gz, packed in a way that is not ours but right, and
 * the manifest of that version; returns its bytes. */
static hw_str put_old(struct context *c, const char *version,
    const char *manifest_more)
{
	static unsigned char out[sizeof(c->text)];
	z_stream stream = {0};
	hw_str bytes;

	assert_int_equal(deflateInit2(&stream, 1, Z_DEFLATED, MAX_WBITS + 16,
			     1, Z_DEFAULT_STRATEGY),
	    Z_OK);
	stream.next_in = (unsigned char *)c->text;
	stream.avail_in = sizeof(c->text);
	stream.next_out = out;
	stream.avail_out = sizeof(out);
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	bytes = (hw_str){(char *)out, stream.total_out};
	deflateEnd(&stream);
	(void)hw_fs_remove_tree(&c->scratch.fs, HW_STR("public"));
	assert_int_equal(hw_fs_make_folder(&c->scratch.fs, HW_STR("public")),
	    0);
	assert_int_equal(
	    hw_fs_write(&c->scratch.fs, HW_STR("public/a.html.gz"), bytes),
	    0);
	assert_int_equal(hw_fs_write(&c->scratch.fs,
			     HW_STR("public/headway.json"),
			     hw_fmt(&c->arena, "%.*s%s",
				 HW_ARG(hw_manifest_start(&c->arena,
				     hw_str_of(version), c->set.packed_by)),
				 manifest_more)),
	    0);
	return bytes;
}

static void test_again(void **state)
{
	static const char *const path = "a.html";
	struct context *c = *state;
	hw_str ours, old;

	pack(c, &path, 1, sizeof(c->text));
	ours = packed(c, "a.html.gz");
	old = put_old(c, "1.0", ",\n");
	assert_false(hw_str_equal(old, ours));
	/* Right, and by its manifest ours: not packed once more. */
	pack(c, &path, 1, sizeof(c->text));
	assert_true(hw_str_equal(packed(c, "a.html.gz"), old));
	/* Another headway packed it. */
	put_old(c, "1.1", ",\n");
	pack(c, &path, 1, sizeof(c->text));
	assert_true(hw_str_equal(packed(c, "a.html.gz"), ours));
	/* Another text. */
	old = put_old(c, "1.0", ",\n");
	c->text[99] = '!';
	pack(c, &path, 1, sizeof(c->text));
	assert_false(hw_str_equal(packed(c, "a.html.gz"), old));
	c->text[99] = c->text[98];
	pack(c, &path, 1, sizeof(c->text));
	ours = packed(c, "a.html.gz");
	/* Something behind its end, and what is nothing of the kind. */
	scratch_put(&c->scratch, "public/a.html.gz", "\x1f\x8b\x08");
	pack(c, &path, 1, sizeof(c->text));
	assert_true(hw_str_equal(packed(c, "a.html.gz"), ours));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
	    TEST(test_what),
	    TEST(test_noise),
	    TEST(test_bytes),
	    TEST(test_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
