/* render/theme: contrast as WCAG counts it, and the brand's colour. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/theme.h"

#include <math.h>
#include <stdio.h>

static const struct hw_colour white = {255, 255, 255};

static struct hw_colour colour(const char *text)
{
	struct hw_colour parsed;

	assert_true(hw_theme_parse(&parsed, hw_str_of(text)));
	return parsed;
}

static void test_parse(void **state)
{
	static const char *const bad[] = {"", "#", "12506b", "#12506", "#fff",
	    "#12506b7", "#12506g", "#-2506b", "#+2506b", "# 2506b",
	    "#\t2506b", "#\n2506b", "#0x1234", "#0X1234", "red", "#12 06b",
	    "#12506 ", "rgb(0,0",
	    "#\xC3\xA9"
	    "1234",
	    "##12345"};
	struct hw_colour parsed = {1, 2, 3};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(bad); i++)
		if (hw_theme_parse(&parsed, hw_str_of(bad[i])))
			fail_msg("'%s' was taken", bad[i]);
	assert_false(hw_theme_parse(&parsed,
	    (hw_str){"#1\0"
		     "2345",
		7}));
	parsed = colour("#12506b");
	assert_int_equal(parsed.red, 0x12);
	assert_int_equal(parsed.green, 0x50);
	assert_int_equal(parsed.blue, 0x6b);
	parsed = colour("#FFffFf");
	assert_int_equal(parsed.red + parsed.green + parsed.blue, 765);
}

/* Published values, cut after two figures as checkers show them. */
static void test_contrast(void **state)
{
	static const struct {
		const char *a, *b;
		double contrast;
	} known[] = {
	    {"#000000", "#ffffff", 21.00},
	    {"#ffffff", "#ffffff", 1.00},
	    {"#767676", "#ffffff", 4.54},
	    {"#777777", "#ffffff", 4.47},
	    {"#949494", "#ffffff", 3.03},
	    {"#959595", "#ffffff", 2.99},
	    {"#595959", "#ffffff", 7.00},
	    {"#5a5a5a", "#ffffff", 6.89},
	    {"#ff0000", "#ffffff", 3.99},
	    {"#0000ff", "#ffffff", 8.59},
	    {"#008000", "#ffffff", 5.13},
	    {"#ffff00", "#ffffff", 1.07},
	    {"#00ff00", "#ffffff", 1.37},
	    {"#ff0000", "#000000", 5.25},
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(known); i++) {
		double is =
		    hw_theme_contrast(colour(known[i].a), colour(known[i].b));

		if (fabs(floor(is * 100 + 1e-9) / 100 - known[i].contrast) >
		    0.0001)
			fail_msg("%s on %s: %f", known[i].a, known[i].b, is);
		assert_true(is ==
		    hw_theme_contrast(colour(known[i].b),
			colour(known[i].a)));
	}
}

struct fixture {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_site site;
	struct hw_brand brand;
	struct hw_source source;
};

static void begin(struct fixture *f, const char *brand)
{
	*f = (struct fixture){0};
	hw_arena_init(&f->arena, 0);
	hw_diag_init(&f->diags, &f->arena);
	f->site.arena = &f->arena;
	f->site.diags = &f->diags;
	if (brand == NULL)
		return;
	f->source.path = HW_STR("content/site.yaml");
	f->source.text = hw_str_of(brand);
	f->brand.colour.s = f->source.text;
	f->brand.colour.span =
	    (struct hw_span){&f->source, 0, f->source.text.len};
	f->site.settings.brand = &f->brand;
}

/* Whatever the brand, what is proposed instead can be read, and what the
 * dark page gets too. */
static void test_every_brand(void **state)
{
	static const struct hw_colour dark_page = {0x14, 0x18, 0x1c};
	struct fixture f;
	int red, green, blue;
	size_t pale = 0;

	(void)state;
	for (red = 0; red < 256; red += 51)
		for (green = 0; green < 256; green += 51)
			for (blue = 0; blue < 256; blue += 51) {
				char text[8];
				const char *found;
				hw_str style;
				bool good;

				snprintf(text, sizeof(text), "#%02x%02x%02x",
				    (unsigned)red, (unsigned)green,
				    (unsigned)blue);
				begin(&f, text);
				hw_theme_check(&f.site);
				good = hw_theme_contrast(colour(text),
					   white) >= 7.0;
				assert_int_equal(f.diags.errors,
				    good ? 0 : 1);
				if (!good) {
					pale++;
					found = strchr(
					    f.diags.list.items[0].help.p,
					    '#');
					assert_non_null(found);
					assert_true(
					    hw_theme_contrast(
						colour(hw_fmt(&f.arena,
						    "%.7s", found)
							   .p),
						white) >= 7.0);
				}
				style =
				    hw_theme_style(&f.site, HW_STR("a{}"));
				assert_true(
				    hw_str_ends(style, HW_STR("\na{}")));
				found = strstr(style.p, "dark)");
				assert_non_null(found);
				found = strchr(found, '#');
				assert_true(
				    hw_theme_contrast(
					colour(hw_fmt(&f.arena, "%.7s", found)
						   .p),
					dark_page) >= 7.0);
				hw_arena_free(&f.arena);
			}
	assert_true(pale > 20);
}

static void test_messages(void **state)
{
	struct fixture f;

	(void)state;
	begin(&f, "#5a5a5a");
	hw_theme_check(&f.site);
	assert_int_equal(f.diags.list.items[0].code, HW_DIAG_LOW_CONTRAST);
	assert_non_null(strstr(f.diags.list.items[0].message.p, "6.8 to 1"));
	hw_arena_free(&f.arena);
	/* A form that is wrong has been reported elsewhere; the style sheet
	 * is made all the same. */
	begin(&f, "}body{x:y");
	hw_theme_check(&f.site);
	assert_int_equal(f.diags.errors, 0);
	assert_null(strstr(hw_theme_style(&f.site, HW_STR_NONE).p, "body"));
	hw_arena_free(&f.arena);
	begin(&f, NULL);
	hw_theme_check(&f.site);
	assert_int_equal(f.diags.errors, 0);
	assert_non_null(
	    strstr(hw_theme_style(&f.site, HW_STR_NONE).p, "--brand:#"));
	hw_arena_free(&f.arena);
}

/* One language needs no words about it. */
static void test_languages(void **state)
{
	struct hw_language own = {.tag = HW_STR("en"),
	    .name = HW_STR("English")};
	struct hw_language other = {.tag = HW_STR("ar"),
	    .name = HW_STR("\u0627\u0644\u0639\u0631\u0628\u064a\u0629"),
	    .is_rtl = true};
	struct fixture f;
	hw_str style;

	(void)state;
	begin(&f, NULL);
	HW_PUSH(&f.site.languages, &f.arena, &own);
	assert_null(
	    strstr(hw_theme_style(&f.site, HW_STR_NONE).p, "hreflang"));
	HW_PUSH(&f.site.languages, &f.arena, &other);
	style = hw_theme_style(&f.site, HW_STR_NONE);
	assert_non_null(strstr(style.p,
	    "a[hreflang=\"en\"]:not([lang])::after"
	    "{content:\"\\a0(English)\"}\n"));
	assert_non_null(strstr(style.p,
	    "a[hreflang=\"ar\"]:not([lang])::after"
	    "{content:\"\\a0(\u0627\u0644\u0639\u0631\u0628\u064a\u0629)\"}"
	    "\n"));
	hw_arena_free(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_contrast),
	    cmocka_unit_test(test_every_brand),
	    cmocka_unit_test(test_messages),
	    cmocka_unit_test(test_languages),
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
