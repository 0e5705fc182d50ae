#include "base/escape.h"

static const char *html_reference(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void hw_escape_html(struct hw_buf *out, hw_str text)
{
	size_t i, from = 0;
	const char *reference;

	for (i = 0; i < text.len; i++) {
		reference = html_reference(text.p[i]);
		if (reference == NULL)
			continue;
		hw_buf_add(out, hw_str_sub(text, from, i));
		hw_buf_puts(out, reference);
		from = i + 1;
	}
	hw_buf_add(out, hw_str_sub(text, from, text.len));
}

/* Length of a character at p that XML 1.0 refuses, or 0. */
static size_t xml_refused(const unsigned char *p, size_t left)
{
	if (p[0] < 0x20 && p[0] != '\t' && p[0] != '\n' && p[0] != '\r')
		return 1;
	if (left >= 3 && p[0] == 0xEF && p[1] == 0xBF &&
	    (p[2] == 0xBE || p[2] == 0xBF))
		return 3;
	return 0;
}

void hw_escape_xml(struct hw_buf *out, hw_str text)
{
	size_t i = 0, from = 0, refused;

	while (i < text.len) {
		refused = xml_refused((const unsigned char *)text.p + i,
		    text.len - i);
		if (refused > 0) {
			hw_escape_html(out, hw_str_sub(text, from, i));
			from = i + refused;
		}
		i += refused > 0 ? refused : 1;
	}
	hw_escape_html(out, hw_str_sub(text, from, text.len));
}

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9');
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F');
}

static void percent(struct hw_buf *out, char c)
{
	hw_buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
}

/* What most addresses are made of: neither markup nor to be encoded. */
static size_t plain_run(hw_str url, size_t from)
{
	size_t i = from;

	while (i < url.len &&
	    (is_alnum(url.p[i]) || url.p[i] == '/' || url.p[i] == '-' ||
		url.p[i] == '.'))
		i++;
	return i - from;
}

void hw_escape_url(struct hw_buf *out, hw_str url)
{
	const char *reference;
	size_t i;

	for (i = 0; i < url.len; i++) {
		size_t run = plain_run(url, i);
		char c;

		hw_buf_add(out, hw_str_sub(url, i, i + run));
		i += run;
		if (i == url.len)
			break;
		c = url.p[i];
		if (c == '%' && i + 2 < url.len && is_hex(url.p[i + 1]) &&
		    is_hex(url.p[i + 2])) {
			hw_buf_putc(out, c);
		} else if (c != '\0' &&
		    strchr("_~:?#@!$()*+,;=&'", c) != NULL) {
			reference = html_reference(c);
			if (reference != NULL)
				hw_buf_puts(out, reference);
			else
				hw_buf_putc(out, c);
		} else {
			percent(out, c);
		}
	}
}

/* = + - @, their full-width forms (U+FF1D …), tab and line ends. */
static bool starts_formula(hw_str text)
{
	static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B",
	    "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
	size_t i;

	if (text.len > 0 && text.p[0] != '\0' &&
	    strchr("=+-@\t\r\n", text.p[0]) != NULL)
		return true;
	for (i = 0; i < HW_COUNT(wide); i++)
		if (hw_str_starts(text, hw_str_of(wide[i])))
			return true;
	return false;
}

void hw_escape_csv(struct hw_buf *out, hw_str text)
{
	bool formula = starts_formula(text);
	bool quoted = false;
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.p[i] == '\0' || strchr(",\"\n\r", text.p[i]) != NULL)
			quoted = true;
	if (quoted)
		hw_buf_putc(out, '"');
	if (formula)
		hw_buf_putc(out, '\'');
	for (i = 0; i < text.len; i++) {
		if (text.p[i] == '"')
			hw_buf_putc(out, '"');
		hw_buf_putc(out, text.p[i]);
	}
	if (quoted)
		hw_buf_putc(out, '"');
}

enum hw_url_kind hw_url_kind(hw_str url)
{
	size_t i, colon;
	hw_str scheme;

	for (i = 0; i < url.len; i++)
		if ((unsigned char)url.p[i] < 0x20 || url.p[i] == 0x7F ||
		    url.p[i] == '\\')
			return HW_URL_REFUSED;
	if (hw_str_starts(url, HW_STR("//")))
		return HW_URL_REFUSED;
	/* Browsers take spaces off both ends before they look. */
	if (url.len > 0 && (url.p[0] == ' ' || url.p[url.len - 1] == ' '))
		return HW_URL_REFUSED;
	for (colon = 0; colon < url.len; colon++)
		if (strchr(":/?#", url.p[colon]) != NULL)
			break;
	if (colon == url.len || url.p[colon] != ':')
		return HW_URL_LOCAL;
	scheme = hw_str_sub(url, 0, colon);
	if (hw_str_equal_nocase(scheme, HW_STR("https")) ||
	    hw_str_equal_nocase(scheme, HW_STR("http")))
		return HW_URL_EXTERNAL;
	if (hw_str_equal_nocase(scheme, HW_STR("mailto")) ||
	    hw_str_equal_nocase(scheme, HW_STR("tel")))
		return HW_URL_CONTACT;
	return HW_URL_REFUSED;
}
