#include "render/theme.h"

#include <math.h>

static const struct hw_colour white = {255, 255, 255};
static const struct hw_colour black = {0, 0, 0};
/* The palest ground that links stand on in the dark scheme: --panel. */
static const struct hw_colour dark_page = {0x1f, 0x26, 0x2c};
static const struct hw_colour fallback = {0x12, 0x50, 0x6b};

bool hw_theme_parse(struct hw_colour *out, hw_str text)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit;
	int value = 0;
	size_t i;

	if (text.len != 7 || text.p[0] != '#')
		return false;
	for (i = 1; i < 7; i++) {
		char c = text.p[i];

		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		digit = c != '\0' ? strchr(digits, c) : NULL;
		if (digit == NULL)
			return false;
		value = value * 16 + (int)(digit - digits);
	}
	*out = (struct hw_colour){value >> 16, value >> 8 & 255, value & 255};
	return true;
}

/* https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
static double linear(int channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct hw_colour c)
{
	return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) +
	    0.0722 * linear(c.blue);
}

double hw_theme_contrast(struct hw_colour a, struct hw_colour b)
{
	double la = luminance(a), lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05)
		       : (lb + 0.05) / (la + 0.05);
}

static int mix_channel(int a, int b, int parts)
{
	return (a * (64 - parts) + b * parts) / 64;
}

/* The colour nearest to `colour`, on its way to `towards`, that can be
 * read on `page`. */
static struct hw_colour readable(struct hw_colour colour,
    struct hw_colour towards, struct hw_colour page)
{
	struct hw_colour mixed = colour;
	int parts;

	for (parts = 0; parts <= 64; parts++) {
		mixed = (struct hw_colour){
		    mix_channel(colour.red, towards.red, parts),
		    mix_channel(colour.green, towards.green, parts),
		    mix_channel(colour.blue, towards.blue, parts)};
		if (hw_theme_contrast(mixed, page) >= HW_CONTRAST_NEEDED)
			break;
	}
	return mixed;
}

static struct hw_colour brand(const struct hw_site *site)
{
	struct hw_colour colour = fallback;

	if (site->settings.brand != NULL)
		hw_theme_parse(&colour, site->settings.brand->colour.s);
	return colour;
}

void hw_theme_check(struct hw_site *site)
{
	struct hw_colour colour, better;
	const struct hw_text *text;
	double contrast;

	if (site->settings.brand == NULL)
		return;
	text = &site->settings.brand->colour;
	if (!hw_theme_parse(&colour, text->s))
		return; /* its form has been reported */
	contrast = hw_theme_contrast(colour, white);
	if (contrast >= HW_CONTRAST_NEEDED)
		return;
	better = readable(colour, black, white);
	/* Rounded down: a colour just short of 7 must not read as "7.0". */
	hw_diag(site->diags, HW_DIAG_LOW_CONTRAST, text->span,
	    hw_fmt(site->arena,
		"Use a darker one, for example '#%02x%02x%02x'.", better.red,
		better.green, better.blue),
	    "the brand colour is too pale to read on white: %.1f to 1, and 7 "
	    "to 1 is needed",
	    floor(contrast * 10.0) / 10.0);
}

/* A link to a page in another language says which, in that language. The
 * space before it does not break; the switch of languages says it anyway. */
static void add_languages(struct hw_buf *out, const struct hw_site *site)
{
	size_t i;

	for (i = 0; site->languages.count > 1 && i < site->languages.count;
	     i++) {
		const struct hw_language *language = site->languages.items[i];

		hw_buf_printf(out,
		    ":is(main,.menu,.crumbs,footer li) "
		    "a[hreflang=\"%.*s\"]:not([lang])::after"
		    "{content:\"\\a0(%.*s)\"}\n",
		    HW_ARG(language->tag), HW_ARG(language->name));
	}
}

hw_str hw_theme_style(const struct hw_site *site, hw_str style)
{
	struct hw_colour light = brand(site);
	struct hw_colour dark = readable(light, white, dark_page);
	struct hw_buf out = {0};
	hw_str whole;

	hw_buf_printf(&out,
	    ":root{--head:#%02x%02x%02x;--brand:#%02x%02x%02x}\n"
	    "@media screen and (prefers-color-scheme:dark)"
	    "{:root{--brand:#%02x%02x%02x}}\n%.*s",
	    light.red, light.green, light.blue, light.red, light.green,
	    light.blue, dark.red, dark.green, dark.blue, HW_ARG(style));
	add_languages(&out, site);
	whole = hw_buf_take(&out, site->arena);
	hw_buf_free(&out);
	return whole;
}
