/* input/picture: which files may be shown, and how large they are. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/picture.h"
#include "messages.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PICTURES HW_STR("pictures")

struct fixture {
	struct scratch scratch;
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_site site;
};

static void begin(struct fixture *f)
{
	f->site = (struct hw_site){0};
	hw_diag_init(&f->diags, &f->arena);
	f->site.arena = &f->arena;
	f->site.diags = &f->diags;
	hw_map_init(&f->site.picture_of_name, &f->arena);
}

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	scratch_open(&fixture.scratch);
	hw_arena_init(&fixture.arena, 0);
	begin(&fixture);
	if (hw_fs_make_folder(&fixture.scratch.fs, PICTURES) != 0)
		return -1;
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_arena_free(&f->arena);
	scratch_close(&f->scratch);
	return 0;
}

/* Writes the file, lists the folder anew and asks for the picture. */
static struct hw_picture *use(struct fixture *f, const char *file,
    hw_str bytes)
{
	hw_str path = hw_fmt(&f->arena, "pictures/%s", file);
	size_t dot = hw_str_find_char(hw_str_of(file), '.');

	hw_fs_remove_tree(&f->scratch.fs, path);
	assert_int_equal(hw_fs_write(&f->scratch.fs, path, bytes), 0);
	begin(f);
	hw_picture_list(&f->site, &f->scratch.fs, PICTURES);
	return hw_picture_use(&f->site, (hw_str){file, dot});
}

static void assert_taken(struct fixture *f, const char *file, hw_str bytes,
    int width, int height)
{
	struct hw_picture *picture = use(f, file, bytes);

	if (picture == NULL)
		fail_msg("refused: %.*s: %s", HW_ARG(bytes),
		    f->diags.list.count > 0 ? f->diags.list.items[0].message.p
					    : "");
	assert_int_equal(f->diags.list.count, 0);
	assert_int_equal(picture->width, width);
	assert_int_equal(picture->height, height);
}

/* Refused, with one message however often it is asked for. */
static void assert_refused(struct fixture *f, const char *file, hw_str bytes)
{
	size_t dot = hw_str_find_char(hw_str_of(file), '.');
	const struct hw_diag *diag;
	struct hw_buf shown = {0};

	if (use(f, file, bytes) != NULL)
		fail_msg("taken: %.*s", HW_ARG(bytes));
	assert_null(hw_picture_use(&f->site, (hw_str){file, dot}));
	assert_int_equal(f->diags.list.count, 1);
	diag = &f->diags.list.items[0];
	assert_int_equal(diag->code, HW_DIAG_BAD_PICTURE);
	assert_true(diag->help.len > 10);
	assert_true(diag->span.at <= diag->span.source->text.len);
	hw_diag_print(&f->diags, &shown);
	assert_true(shown.len > 0);
	hw_buf_free(&shown);
}

/* --------------------------------- SVG ---------------------------------- */

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\""

static void test_svg_sizes(void **state)
{
	struct fixture *f = *state;

	assert_taken(f, "a.svg",
	    HW_STR(SVG " width=\"32\" height=\"16\"></svg>"), 32, 16);
	assert_taken(f, "a.svg",
	    HW_STR(SVG " width=\"32.7px\" height=\"16mm\"/>"), 32, 16);
	assert_taken(f, "a.svg", HW_STR(SVG " viewBox=\"0 0 40 20\"/>"), 40,
	    20);
	assert_taken(f, "a.svg",
	    HW_STR(SVG " width=\"100%\" height=\"50%\" "
		       "viewBox=\"0 0 40 20\"/>"),
	    40, 20);
	assert_taken(f, "a.svg",
	    HW_STR(
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<!-- made by hand > here -->\n" SVG
		"\n   width=\"10\"\n   height=\"9\">\n<g id='a'/></svg>\n"),
	    10, 9);
	assert_taken(f, "a.svg", HW_STR(SVG "/>"), 0, 0);
	assert_taken(f, "a.svg", HW_STR(SVG " width=\"-5\" height=\"x\"/>"),
	    0, 0);
	assert_taken(f, "a.svg", HW_STR(SVG " viewBox=\"0 0 40\"/>"), 40, 0);
	assert_taken(f, "a.svg",
	    HW_STR(SVG " width=\"99999999999999999999\" height=\"1\"/>"),
	    100000 + 899999, 1);
	/* The width of a line is not that of the drawing. */
	assert_taken(f, "a.svg",
	    HW_STR(SVG " stroke-width=\"7\" viewBox=\"0 0 4 2\"/>"), 4, 2);
}

static void test_svg_drawings(void **state)
{
	static const char *const good[] = {
	    SVG
	    "><title>Only one thing, on time = now; data: 5</title></svg>",
	    SVG "><g fill=\"url(#a)\" stroke='url( \"#b\" )'/></svg>",
	    SVG " style=\"fill:url('#a')\"/>",
	    SVG " xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
		"<use xlink:href=\"#a\"/><use href='#b'/></svg>",
	    SVG "><defs><linearGradient id=\"a\"><stop offset=\"1\"/>"
		"</linearGradient><clipPath id='c'/></defs></svg>",
	    SVG
	    "><text font-family=\"one, on\">a &amp; b &#233;</text></svg>",
	    SVG
	    "><!-- <script> is only spoken of --><path d=\"M0 0\"/></svg>",
	    SVG " xmlns:sodipodi=\"http://sodipodi.example/dtd\">"
		"<sodipodi:namedview id=\"base\"/><metadata><rdf:RDF "
		"xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
		"<cc:Work/></rdf:RDF></metadata></svg>",
	    SVG " data-name=\"url of it\"/>",
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(good); i++)
		if (use(f, "a.svg", hw_str_of(good[i])) == NULL)
			fail_msg("refused: %s", good[i]);
}

static const char *const svg_attacks[] = {
    SVG "><script>alert(1)</script></svg>",
    SVG "><SCRIPT>x</SCRIPT></svg>",
    SVG "><script\n>x</script></svg>",
    SVG "><script/></svg>",
    SVG "><script href=\"#a\"/></svg>",
    SVG "><s:script/></svg>",
    SVG
    " xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>x</s:script></svg>",
    SVG " xmlns:h=\"http://www.w3.org/1999/xhtml\"><g/></svg>",
    SVG " xmlns:h=\"http://www.w3.org/1999/x&#104;tml\"><h:g/></svg>",
    SVG "><h:img src=\"x\"/></svg>",
    SVG "><h:meta http-equiv=\"refresh\"/>",
    SVG " onload=\"alert(1)\"/>",
    SVG " onload =\"alert(1)\"/>",
    SVG " onload\n=\n\"alert(1)\"/>",
    SVG " onload\t=\"x\"/>",
    SVG "\nonload=\"x\"/>",
    SVG "\tOnLoAd='x'/>",
    SVG "/onload=\"x\"/>",
    SVG " a=\"b\"onload=\"x\"/>",
    SVG " a='b'onload='x'/>",
    SVG " onload=x/>",
    SVG " onload\r\n='x'/>",
    SVG " ev:onload=\"x\"/>",
    SVG "><g onclick=\"x\"/></svg>",
    SVG "><g onfocusin=\"x\"/></svg>",
    SVG "><path onbegin='x'/></svg>",
    SVG "><g on1=\"x\"/></svg>",
    SVG "><foreignObject><p/></foreignObject></svg>",
    SVG "><FOREIGNOBJECT/></svg>",
    SVG "><iframe/></svg>",
    SVG "><object/></svg>",
    SVG "><embed/></svg>",
    SVG "><image/></svg>",
    SVG "><image href=\"https://x.y/a.png\"/></svg>",
    SVG "><feImage href=\"#a\"/></svg>",
    SVG "><a href=\"#x\"/></svg>",
    SVG "><a xlink:href=\"javascript:alert(1)\"><text/></a></svg>",
    SVG "><use href=\"https://x.y/a.svg#b\"/></svg>",
    SVG "><use xlink:href=\"//x.y/a.svg#b\"/></svg>",
    SVG "><use href=\" #a\"/></svg>",
    SVG "><use href=\"\"/></svg>",
    SVG "><use href = 'x.svg'/></svg>",
    SVG "><use\nhref\n=\n'x'/></svg>",
    SVG "><use HREF=\"x\"/></svg>",
    SVG "><use l:href=\"data:,x\"/></svg>",
    SVG "><use href=\"&#106;avascript:x\"/></svg>",
    SVG "><g src=\"x\"/></svg>",
    SVG "><animate attributeName=\"x\"/></svg>",
    SVG "><animateTransform/></svg>",
    SVG "><animateMotion/></svg>",
    SVG "><set attributeName=\"href\" to=\"javascript:x\"/></svg>",
    SVG "><style>@import '//x'</style></svg>",
    SVG "><STYLE/></svg>",
    SVG "><handler/></svg>",
    SVG "><listener/></svg>",
    SVG "><audio src=\"#a\"/></svg>",
    SVG "><video/></svg>",
    SVG " style=\"background:url(https://x.y)\"/>",
    SVG " style=\"background:url(//x.y)\"/>",
    SVG " style=\"background:url('https://x.y')\"/>",
    SVG " style=\"background:URL( &quot;x&quot; )\"/>",
    SVG " style=\"background:url(data:image/png;base64,AA)\"/>",
    SVG " style=\"a:url (#a);b:url\n(x)\"/>",
    SVG " fill=\"url(x.svg#a)\"/>",
    SVG " style=\"a:url(#a);b:url(x)\"/>",
    SVG " style=\"a:url(\"/>",
    SVG " style=\"a:u\\72l(x)\"/>",
    SVG " style=\"a:u&#114;l(x)\"/>",
    SVG " style='a:url(\"x\")'/>",
    SVG " filter=\"url(../x#a)\"/>",
    SVG " xml:base=\"https://x.y/\"/>",
    SVG " XML:BASE=\"x\"/>",
    "<!DOCTYPE svg>" SVG "/>",
    "<!doctype svg SYSTEM 'x'>" SVG "/>",
    "<!DOCTYPE svg [<!ENTITY a \"<script>x</script>\">]>" SVG ">&a;</svg>",
    "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" SVG "/>",
    "<!ENTITY x 'y'>" SVG "/>",
    "<?xml-stylesheet href=\"x\"?>" SVG "/>",
    "<?php x ?>" SVG "/>",
    "<?xml\tversion='1.0'?>" SVG "/>",
    SVG "><![CDATA[<script>x</script>]]></svg>",
    SVG "><!-- <g a=\" --><script>x</script><!-- \"> --></svg>",
    SVG "><!--> <g a=\"--><script>x</script><!-- \"> --></svg>",
    SVG "><!-- never ends <script>x</script></svg>",
    SVG "><g a='<'><script>x</script></g a='></svg>",
    SVG "><g",
    SVG " a",
    SVG " a=",
    SVG " a=\"",
    SVG " a=\"b\"",
    SVG " =\"b\"/>",
    SVG "><",
    SVG "></",
    SVG "><g a=b/></svg>",
    SVG "><g a/></svg>",
    SVG "><xml><script>x</script></xml></svg>",
    "<html><svg></svg></html>",
    "<p><svg/></p>",
};

static void test_svg_attacks(void **state)
{
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(svg_attacks); i++)
		assert_refused(f, "a.svg", hw_str_of(svg_attacks[i]));
}

static void test_svg_bytes(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, "a.svg", HW_STR_NONE);
	assert_refused(f, "a.svg", HW_STR("not a drawing"));
	assert_refused(f, "a.svg", HW_STR("\x89PNG\r\n\x1a\n"));
	assert_refused(f, "a.svg", HW_STR(SVG "><text>\xe9</text></svg>"));
	assert_refused(f, "a.svg", (hw_str){"<svg a='\0'/>", 12});
	assert_refused(f, "a.svg", (hw_str){"\xff\xfe<\0s\0v\0g\0>\0", 12});
}

/* Quadratic shapes of half a MiB. */
static void test_svg_time(void **state)
{
	static const char *const pieces[] = {"href ", " on", "<g ", "<!--",
	    "url", "url(", "\"'", "<g a=\"b\">", "<g a=\"url(#a)url(#a)\"/>"};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(pieces); i++) {
		struct hw_buf out = {0};
		double started;

		hw_buf_puts(&out, SVG ">");
		while (out.len < HW_PICTURE_LIMIT_BYTES / 2)
			hw_buf_puts(&out, pieces[i]);
		while (out.len < HW_PICTURE_LIMIT_BYTES)
			hw_buf_putc(&out, ' ');
		started = messages_seconds();
		use(f, "a.svg", hw_buf_str(&out));
		assert_true(messages_seconds() - started < 2 + HW_ASAN * 20);
		hw_buf_free(&out);
	}
}

/* --------------------------------- PNG ---------------------------------- */

#define PNG_HEAD "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
#define PNG_SIZE "\0\0\x01\x40\0\0\0\xf0\x08\x02\0\0\0crc1"
#define PNG_DATA "\0\0\0\x04IDATabcdcrc2"
#define PNG_END  "\0\0\0\0IENDcrc3"

static void test_png(void **state)
{
	struct fixture *f = *state;
	hw_str whole = HW_STR(PNG_HEAD PNG_SIZE PNG_DATA PNG_END);
	size_t len;

	assert_taken(f, "a.png", whole, 320, 240);
	/* Cut off anywhere, it is refused. */
	for (len = 0; len < whole.len; len++)
		assert_refused(f, "a.png", hw_str_sub(whole, 0, len));
	assert_refused(f, "a.png",
	    HW_STR(PNG_HEAD PNG_SIZE "\0\0\0\x04"
				     "eXIfMM\0*crc4" PNG_DATA PNG_END));
	assert_refused(f, "a.png", HW_STR("GIF89a..................."));
	assert_refused(f, "a.png",
	    HW_STR(PNG_HEAD PNG_SIZE "\xff\xff\xff\xffIDAT....crc4" PNG_END));
	assert_refused(f, "a.png",
	    HW_STR(PNG_HEAD PNG_SIZE "\x7f\xff\xff\xffIDAT....crc4" PNG_END));
	/* Sizes from the file are never negative. */
	assert_true(use(f, "a.png",
			HW_STR(PNG_HEAD "\xff\xff\xff\xff\x80\0\0\0"
					"\x08\x02\0\0\0crc1" PNG_END))
			->width >= 0);
}

/* --------------------------------- JPEG --------------------------------- */

#define JPEG_JFIF "\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define JPEG_FRAME \
	"\xff\xc0\0\x11\x08\0\xf0\x01\x40\3\1\x11\0\2\x11\1\3\x11\1"

static void test_jpeg(void **state)
{
	struct fixture *f = *state;
	hw_str whole = HW_STR("\xff\xd8" JPEG_JFIF JPEG_FRAME "\xff\xd9");
	size_t len;

	assert_taken(f, "a.jpg", whole, 320, 240);
	assert_taken(f, "b.jpeg", whole, 320, 240);
	assert_taken(f, "a.jpg",
	    HW_STR("\xff\xd8\xff\xff\xff\xe0\0\4ab\xff\xff\xff\xc2\0\x11\x08"
		   "\0\1\0\2\3\1\x11\0\2\x11\1\3\x11\1"),
	    2, 1);
	/* Tables of C4, C8 and CC are no frames. */
	assert_taken(f, "a.jpg",
	    HW_STR("\xff\xd8\xff\xc4\0\4ab\xff\xc8\0\4ab\xff\xcc\0\4a"
		   "b" JPEG_FRAME),
	    320, 240);
	for (len = 0; len < 20; len++)
		assert_refused(f, "a.jpg", hw_str_sub(whole, 0, len));
	assert_refused(f, "a.jpg", HW_STR("\xff\xd8\xff\xe0\xff\xff......"));
	assert_refused(f, "a.jpg",
	    HW_STR("\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0"));
	assert_refused(f, "a.jpg", HW_STR("\x89PNG\r\n\x1a\n............"));
	assert_refused(f, "a.jpg",
	    HW_STR("\xff\xd8\xff\xe1\0\x10"
		   "Exif\0\0MM\0*abcdef" JPEG_FRAME));
	assert_refused(f, "a.jpg",
	    HW_STR("\xff\xd8\xff\xe1\0\x22"
		   "http://ns.adobe.com/xap/1.0/\0abc" JPEG_FRAME));
	/* Fill bytes to the end. */
	{
		char bytes[4096];

		memset(bytes, 0xFF, sizeof(bytes));
		bytes[1] = (char)0xD8;
		assert_refused(f, "a.jpg", (hw_str){bytes, sizeof(bytes)});
	}
}

/* ------------------------------ the folder ------------------------------ */

static void test_list(void **state)
{
	struct fixture *f = *state;
	struct hw_picture *picture;

	scratch_put(&f->scratch, "pictures/clock.svg", SVG "/>");
	scratch_put(&f->scratch, "pictures/notes.txt", "x");
	scratch_put(&f->scratch, "pictures/page.html", "x");
	scratch_put(&f->scratch, "pictures/.hidden.svg", SVG "/>");
	scratch_put(&f->scratch, "pictures/folder.svg/x", "x");
	scratch_put(&f->scratch, "secret.svg", SVG "/>");
	scratch_put(&f->scratch, "shipped/clock.svg", SVG " width=\"9\"/>");
	scratch_put(&f->scratch, "shipped/house.svg", SVG "/>");
	assert_int_equal(symlink("../secret.svg",
			     scratch_path(&f->scratch, "pictures/out.svg")),
	    0);
	assert_int_equal(
	    mkfifo(scratch_path(&f->scratch, "pictures/pipe.svg"), 0644), 0);
	hw_picture_list(&f->site, &f->scratch.fs, PICTURES);
	hw_picture_list(&f->site, &f->scratch.fs, HW_STR("shipped"));
	hw_picture_list(&f->site, &f->scratch.fs, HW_STR("missing"));
	assert_int_equal(f->diags.list.count, 0);
	assert_int_equal(f->site.picture_of_name.count, 2);
	/* The site's own comes first. */
	picture = hw_picture_use(&f->site, HW_STR("clock"));
	assert_non_null(picture);
	assert_int_equal(picture->width, 0);
	assert_true(
	    hw_str_equal(picture->source.path, HW_STR("pictures/clock.svg")));
	assert_non_null(hw_picture_use(&f->site, HW_STR("house")));
	assert_null(hw_picture_use(&f->site, HW_STR("out")));
	assert_null(hw_picture_use(&f->site, HW_STR("pipe")));
	assert_null(hw_picture_use(&f->site, HW_STR("")));
}

/* What was a file when the folder was listed may be none any more. */
static void test_changed_after_listing(void **state)
{
	struct fixture *f = *state;

	scratch_put(&f->scratch, "pictures/a.svg", SVG "/>");
	scratch_put(&f->scratch, "pictures/b.svg", SVG "/>");
	scratch_put(&f->scratch, "secret.svg", SVG "/>");
	hw_picture_list(&f->site, &f->scratch.fs, PICTURES);
	hw_fs_remove_tree(&f->scratch.fs, HW_STR("pictures/a.svg"));
	hw_fs_remove_tree(&f->scratch.fs, HW_STR("pictures/b.svg"));
	assert_int_equal(symlink("../secret.svg",
			     scratch_path(&f->scratch, "pictures/a.svg")),
	    0);
	assert_null(hw_picture_use(&f->site, HW_STR("a")));
	assert_null(hw_picture_use(&f->site, HW_STR("b")));
	assert_int_equal(f->diags.list.count, 2);
	assert_int_equal(f->diags.list.items[0].code, HW_DIAG_IO);
}

static void test_too_large(void **state)
{
	struct fixture *f = *state;
	struct hw_buf out = {0};

	hw_buf_puts(&out, SVG "/>");
	while (out.len < HW_PICTURE_LIMIT_BYTES)
		hw_buf_putc(&out, '\n');
	assert_taken(f, "a.svg", hw_buf_str(&out), 0, 0);
	hw_buf_putc(&out, '\n');
	assert_refused(f, "a.svg", hw_buf_str(&out));
	hw_buf_free(&out);
}

/* The pictures that are shipped are good ones. */
static void test_shipped(void **state)
{
	struct fixture *f = *state;
	struct hw_fs here;
	size_t i;

	assert_int_equal(hw_fs_open(&here, "."), 0);
	hw_picture_list(&f->site, &here, HW_STR("layouts/pictures"));
	assert_true(f->site.picture_of_name.count > 50);
	for (i = 0; i < f->site.picture_of_name.count; i++) {
		struct hw_picture *picture = hw_picture_use(&f->site,
		    f->site.picture_of_name.entries[i].key);

		assert_non_null(picture);
		assert_true(picture->width > 0 && picture->height > 0);
	}
	hw_fs_close(&here);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_svg_sizes),
	    TEST(test_svg_drawings),
	    TEST(test_svg_attacks),
	    TEST(test_svg_bytes),
	    TEST(test_svg_time),
	    TEST(test_png),
	    TEST(test_jpeg),
	    TEST(test_list),
	    TEST(test_changed_after_listing),
	    TEST(test_too_large),
	    TEST(test_shipped),
	};

	return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
