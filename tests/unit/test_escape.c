/* base/escape: text made safe for HTML, XML, addresses and CSV. */
#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/escape.h"

static void assert_escaped(void (*escape)(struct hw_buf *, hw_str),
    hw_str text, const char *wanted)
{
	struct hw_buf out = {0};

	hw_buf_puts(&out, ">");
	escape(&out, text);
	assert_string_equal(out.data + 1, wanted);
	hw_buf_free(&out);
}

static void test_html(void **state)
{
	(void)state;
	assert_escaped(hw_escape_html, HW_STR_NONE, "");
	assert_escaped(hw_escape_html, HW_STR("plain £ 😀"), "plain £ 😀");
	assert_escaped(hw_escape_html, HW_STR("<a href=\"x\" b='y'>&amp;"),
	    "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
	assert_escaped(hw_escape_html, HW_STR("&&"), "&amp;&amp;");
	assert_escaped(hw_escape_html, HW_STR("<"), "&lt;");
}

static void test_xml(void **state)
{
	(void)state;
	assert_escaped(hw_escape_xml, HW_STR("<&>\"'"),
	    "&lt;&amp;&gt;&quot;&#39;");
	assert_escaped(hw_escape_xml, HW_STR("a\tb\nc\rd"), "a\tb\nc\rd");
	assert_escaped(hw_escape_xml,
	    (hw_str){"\0a\x01\x08\x0b\x0c\x0e\x1f<b", 11}, "a&lt;b");
	assert_escaped(hw_escape_xml,
	    HW_STR("x\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBDy"),
	    "x\xEF\xBF\xBDy");
	/* Cut off in the middle: nothing past the end is looked at. */
	assert_escaped(hw_escape_xml, HW_STR("\xEF\xBF"), "\xEF\xBF");
	assert_escaped(hw_escape_xml, HW_STR("]]>"), "]]&gt;");
}

static void test_url(void **state)
{
	(void)state;
	assert_escaped(hw_escape_url, HW_STR("https://a.b/c?d=e&f#g"),
	    "https://a.b/c?d=e&amp;f#g");
	assert_escaped(hw_escape_url, HW_STR("a b\"<>`{}|^[]\\"),
	    "a%20b%22%3C%3E%60%7B%7D%7C%5E%5B%5D%5C");
	assert_escaped(hw_escape_url, HW_STR("café"), "caf%C3%A9");
	assert_escaped(hw_escape_url, HW_STR("'"), "&#39;");
	/* What is encoded stays so; a lone % is encoded. */
	assert_escaped(hw_escape_url, HW_STR("%20%c3%A9"), "%20%c3%A9");
	assert_escaped(hw_escape_url, HW_STR("100%"), "100%25");
	assert_escaped(hw_escape_url, HW_STR("%4"), "%254");
	assert_escaped(hw_escape_url, HW_STR("%zz%2"), "%25zz%252");
	assert_escaped(hw_escape_url, (hw_str){"a\0\x01\n\x7f", 5},
	    "a%00%01%0A%7F");
}

static void test_csv(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
	    {"", ""},
	    {"plain", "plain"},
	    {"a,b", "\"a,b\""},
	    {"say \"no\"", "\"say \"\"no\"\"\""},
	    {"a\nb", "\"a\nb\""},
	    {"a\rb", "\"a\rb\""},
	    {"=1+1", "'=1+1"},
	    {"=HYPERLINK(\"http://x\",\"y\")",
		"\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
	    {"+44 20", "'+44 20"},
	    {"-5", "'-5"},
	    {"@SUM(A1)", "'@SUM(A1)"},
	    {"\t=1", "'\t=1"},
	    {"\r=1", "\"'\r=1\""},
	    {"\n=1", "\"'\n=1\""},
	    {"\xEF\xBC\x9D"
	     "1+1",
		"'\xEF\xBC\x9D"
		"1+1"},
	    {"\xEF\xBC\x8B"
	     "1",
		"'\xEF\xBC\x8B"
		"1"},
	    {"\xEF\xBC\x8D"
	     "1",
		"'\xEF\xBC\x8D"
		"1"},
	    {"\xEF\xBC\xA0"
	     "A",
		"'\xEF\xBC\xA0"
		"A"},
	    {"a=1", "a=1"},
	    {"a-b", "a-b"},
	    {"£5", "£5"},
	    {" =1", " =1"},
	    {"\"", "\"\"\"\""},
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(cases); i++)
		assert_escaped(hw_escape_csv, hw_str_of(cases[i].text),
		    cases[i].wanted);
}

/* --------------------------- kinds of address --------------------------- */

static const char *const refused[] = {
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "JAVASCRIPT:x",
    "\tjavascript:alert(1)",
    " javascript:alert(1)",
    "\njavascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "java\rscript:alert(1)",
    "javascript\t:alert(1)",
    "javascript\n:alert(1)",
    "javascript :alert(1)",
    "\x01javascript:alert(1)",
    "\x1bjavascript:alert(1)",
    "javascript:",
    "javascript://x%0aalert(1)",
    "javascript:/*x*/alert(1)",
    "javascript&:x",
    "%6aavascript:alert(1)",
    "java%0ascript:alert(1)",
    "\xEF\xBD\x8A"
    "avascript:alert(1)",
    "javascript\xE2\x80\x8B:x",
    "\xC2\xA0javascript:x",
    "\xEF\xBB\xBFjavascript:x",
    "vbscript:msgbox(1)",
    "VbScRiPt:x",
    "livescript:x",
    "mocha:x",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html,x",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "data:image/png;base64,AA==",
    "data:,x",
    " data:text/html,x",
    "blob:https://a.b/c",
    "BLOB:x",
    "file:///etc/passwd",
    "file:x",
    "FILE://host/share",
    "ftp://a.b/c",
    "gopher://x",
    "ws://x",
    "wss://x",
    "about:blank",
    "chrome://x",
    "view-source:http://x",
    "filesystem:http://x",
    "intent://x",
    "ms-word:ofe|u|http://x",
    "sms:123",
    "callto:x",
    "feed:http://x",
    "steam://x",
    "ssh://x",
    "git://x",
    "ldap://x",
    "jar:http://x!/",
    "resource://x",
    "urn:x",
    "tel :1",
    "http :x",
    "https\t://x",
    "//host",
    "//host/path",
    "///host",
    "//",
    "////",
    " //host",
    "\t//host",
    "/\t/host",
    "/\n/host",
    "//\thost",
    "\\\\host",
    "/\\host",
    "\\/host",
    "\\host",
    "a\\b",
    "http:\\\\x",
    "a\x7f",
    "a\nb",
    "\n",
    "\x01",
    "a ",
    " a",
    "a:b",
    "x:",
    ":",
    ":x",
    "localhost:8080",
    "c:/windows",
    "xn--a:b",
};

static const char *const external[] = {
    "https://a.b",
    "http://a.b/c?d#e",
    "HTTPS://A.B",
    "HtTp://x",
    "https://user@host/",
    "https://a.b/javascript:x",
    "https:x",
    "http://[::1]/",
    "https://a.b/%0a",
    "https://münchen.example/",
};

static const char *const contact[] = {
    "mailto:a@b.cc",
    "MAILTO:a@b.cc",
    "tel:+441234567",
    "Tel:1",
    "mailto:a@b.cc?subject=x",
};

static const char *const local[] = {
    "",
    "a",
    "area-5.md",
    "../about.md#part",
    "#part",
    "/late/",
    "/",
    "./x",
    "?a=b",
    "a/b:c",
    "?x=javascript:y",
    "#javascript:x",
    "./a:b",
    "A5.1",
    "javascript",
    "a b",
    "/javascript:x",
    "café.md",
    "..",
    ".",
    "mailto",
    "http",
    "%2f%2fhost",
    "/a//b",
    /* A fragment: references are not read in an escaped address. */
    "jav&#x61;script:alert(1)",
    "javascript&colon;alert(1)",
};

static void assert_kind(const char *url, enum hw_url_kind wanted)
{
	enum hw_url_kind kind = hw_url_kind(hw_str_of(url));

	if (kind != wanted)
		fail_msg("'%s' is %d, not %d", url, (int)kind, (int)wanted);
}

static void test_kinds(void **state)
{
	size_t i;

	(void)state;
	assert_true(HW_COUNT(refused) >= 60);
	for (i = 0; i < HW_COUNT(refused); i++)
		assert_kind(refused[i], HW_URL_REFUSED);
	for (i = 0; i < HW_COUNT(external); i++)
		assert_kind(external[i], HW_URL_EXTERNAL);
	for (i = 0; i < HW_COUNT(contact); i++)
		assert_kind(contact[i], HW_URL_CONTACT);
	for (i = 0; i < HW_COUNT(local); i++)
		assert_kind(local[i], HW_URL_LOCAL);
	assert_int_equal(hw_url_kind((hw_str){"java\0script:x", 13}),
	    HW_URL_REFUSED);
	assert_int_equal(hw_url_kind((hw_str){"\0", 1}), HW_URL_REFUSED);
}

/* Any control character anywhere, before any scheme, is refused. */
static void test_kinds_with_controls(void **state)
{
	char url[] = "https://a.b/c";
	size_t at;
	int c;

	(void)state;
	for (at = 0; at + 1 < sizeof(url); at++)
		for (c = 0; c < 0x20; c++) {
			char was = url[at];

			url[at] = (char)c;
			assert_int_equal(
			    hw_url_kind((hw_str){url, sizeof(url) - 1}),
			    HW_URL_REFUSED);
			url[at] = was;
		}
}

/* An escaped address keeps its kind: what is safe stays safe, and nothing
 * that is local turns into a scheme or a host. */
static void test_escape_keeps_kind(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(local); i++) {
		struct hw_buf out = {0};

		hw_escape_url(&out, hw_str_of(local[i]));
		assert_int_equal(hw_url_kind(hw_buf_str(&out)), HW_URL_LOCAL);
		hw_buf_free(&out);
	}
}

/* No byte comes out that could end an attribute or a tag. */
static void test_all_bytes(void **state)
{
	void (*const escapes[])(struct hw_buf *, hw_str) = {hw_escape_html,
	    hw_escape_xml, hw_escape_url};
	size_t i, k;
	int c;

	(void)state;
	for (i = 0; i < HW_COUNT(escapes); i++)
		for (c = 0; c < 256; c++) {
			struct hw_buf out = {0};
			char byte = (char)c;

			escapes[i](&out, (hw_str){&byte, 1});
			for (k = 0; k < out.len; k++) {
				assert_true(out.data[k] == '\0' ||
				    strchr("<>\"'", out.data[k]) == NULL);
				if (i >= 2)
					assert_in_range(out.data[k], 0x21,
					    0x7E);
			}
			hw_buf_free(&out);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_html),
	    cmocka_unit_test(test_xml),
	    cmocka_unit_test(test_url),
	    cmocka_unit_test(test_csv),
	    cmocka_unit_test(test_kinds),
	    cmocka_unit_test(test_kinds_with_controls),
	    cmocka_unit_test(test_escape_keeps_kind),
	    cmocka_unit_test(test_all_bytes),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
