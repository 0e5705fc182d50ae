/* base/escape and the small readers of values, from any bytes. */
#include "fuzz.h"

#include "base/escape.h"
#include "input/words.h"
#include "model/date.h"
#include "render/theme.h"

static bool starts_nocase(hw_str s, hw_str prefix)
{
	return s.len >= prefix.len &&
	    hw_str_equal_nocase(hw_str_sub(s, 0, prefix.len), prefix);
}

static void check_kind(hw_str url, enum hw_url_kind kind)
{
	size_t i;

	if (kind == HW_URL_REFUSED)
		return;
	for (i = 0; i < url.len; i++)
		fuzz_require((unsigned char)url.p[i] >= 0x20 &&
		    url.p[i] != '\\');
	fuzz_require(!starts_nocase(url, HW_STR("//")));
	if (kind == HW_URL_EXTERNAL)
		fuzz_require(starts_nocase(url, HW_STR("http:")) ||
		    starts_nocase(url, HW_STR("https:")));
	else if (kind == HW_URL_CONTACT)
		fuzz_require(starts_nocase(url, HW_STR("mailto:")) ||
		    starts_nocase(url, HW_STR("tel:")));
	else
		fuzz_require(!starts_nocase(url, HW_STR("javascript:")) &&
		    !starts_nocase(url, HW_STR("data:")) &&
		    !starts_nocase(url, HW_STR("vbscript:")));
}

static void check_escapes(hw_str text, enum hw_url_kind kind)
{
	struct hw_buf out = {0};
	size_t i;

	hw_escape_url(&out, text);
	for (i = 0; i < out.len; i++)
		fuzz_require(out.data[i] > 0x20 && out.data[i] < 0x7F &&
		    strchr("<>\"'\\", out.data[i]) == NULL);
	/* No reading of the escaped address gives it more rights. */
	if (kind == HW_URL_LOCAL)
		fuzz_require(hw_url_kind(hw_buf_str(&out)) == HW_URL_LOCAL);
	hw_buf_clear(&out);
	hw_escape_html(&out, text);
	hw_escape_xml(&out, text);
	for (i = 0; i < out.len; i++)
		fuzz_require(out.data[i] == '\0' ||
		    strchr("<>\"'", out.data[i]) == NULL);
	hw_buf_clear(&out);
	hw_escape_csv(&out, text);
	i = out.len > 0 && out.data[0] == '"' ? 1 : 0;
	fuzz_require(out.len <= i || out.data[i] == '\0' ||
	    strchr("=+-@\t\r\n", out.data[i]) == NULL);
	hw_buf_free(&out);
}

static void check_words(hw_str text)
{
	static struct hw_words_locale *locale; /* opening one takes long */
	static const hw_str allowed[] = {{"title", 5}, {"summary", 7}};
	struct hw_arena arena;
	struct hw_date date;
	struct hw_colour colour;
	hw_str slug;
	size_t i;

	if (locale == NULL)
		locale = hw_words_open(HW_STR("en"), HW_STR("UTC"));
	fuzz_require(locale != NULL);
	hw_arena_init(&arena, 0);
	slug = hw_words_slug(&arena, text);
	fuzz_require(hw_utf8_invalid_at(slug) == SIZE_MAX);
	for (i = 0; i < slug.len; i++)
		fuzz_require((unsigned char)slug.p[i] >= 0x80 ||
		    slug.p[i] == '-' ||
		    (slug.p[i] >= 'a' && slug.p[i] <= 'z') ||
		    (slug.p[i] >= '0' && slug.p[i] <= '9'));
	hw_words_fold(&arena, text);
	hw_words_initial(locale, &arena, text);
	hw_words_is_rtl(text);
	hw_str_nearest(text, allowed, HW_COUNT(allowed));
	if (hw_date_parse(&date, text) == HW_DATE_OK)
		fuzz_require(hw_str_equal(hw_date_iso(&arena, date), text));
	if (hw_theme_parse(&colour, text))
		fuzz_require(colour.red >= 0 && colour.red < 256 &&
		    colour.green >= 0 && colour.green < 256 &&
		    colour.blue >= 0 && colour.blue < 256);
	hw_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	hw_str text = {(const char *)data, size};
	enum hw_url_kind kind;

	if (size > 4096)
		return 0;
	kind = hw_url_kind(text);
	check_kind(text, kind);
	check_escapes(text, kind);
	check_words(text);
	return 0;
}
