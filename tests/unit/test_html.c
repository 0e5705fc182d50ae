/* render/html: every kind of node as markup; and a corpus of attacks in
 * every place where an author can write. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/links.h"
#include "assemble/prose.h"
#include "base/escape.h"
#include "input/markdown.h"
#include "messages.h"
#include "model/site.h"
#include "render/html.h"

#include <stdio.h>
#include <stdlib.h>

/* A site of one page, whose links are resolved as in a build. */
struct fixture {
	struct messages messages;
	struct hw_site site;
	struct hw_page page;
	struct hw_picture clock;
	struct hw_buf out;
	struct hw_html_options options;
};

static void render_bytes(struct fixture *f, hw_str text)
{
	struct hw_site *site = &f->site;
	struct hw_page *page = &f->page;

	memset(f, 0, sizeof(*f));
	messages_open(&f->messages, "content/x.md", text);
	site->arena = &f->messages.arena;
	site->diags = &f->messages.diags;
	hw_map_init(&site->page_of_path, site->arena);
	hw_map_init(&site->page_of_url, site->arena);
	hw_map_init(&site->picture_of_name, site->arena);
	page->source = f->messages.source;
	page->url = HW_STR("/x/");
	page->body = (struct hw_text){
	    .s = page->source.text,
	    .span = {&page->source, 0, text.len},
	    .exact = true,
	};
	HW_PUSH(&site->pages, site->arena, page);
	hw_map_add(&site->page_of_path, HW_STR("x.md"), page);
	hw_map_add(&site->page_of_url, HW_STR("/x/"), page);
	f->clock = (struct hw_picture){.name = HW_STR("clock"),
	    .file = HW_STR("clock.svg"),
	    .is_used = true,
	    .width = 32,
	    .height = 16};
	hw_map_add(&site->picture_of_name, HW_STR("clock"), &f->clock);
	hw_prose_read(site);
	hw_links_resolve(site);
	f->options = (struct hw_html_options){
	    .base_path = HW_STR("/base"),
	    .notes_title = HW_STR("Notes"),
	    .table_label = HW_STR("Table"),
	    .back_label = HW_STR("Back"),
	    .done_label = HW_STR("Done:"),
	    .open_label = HW_STR("Open:"),
	};
	if (page->doc != NULL)
		hw_html_blocks(&f->out, page->doc, &f->options);
	hw_buf_puts(&f->out, " ");
}

static void done(struct fixture *f)
{
	hw_buf_free(&f->out);
	messages_close(&f->messages);
}

static void assert_html(const char *text, const char *wanted)
{
	struct fixture f;

	render_bytes(&f, hw_str_of(text));
	f.out.data[f.out.len - 1] = '\0';
	assert_string_equal(f.out.data, wanted);
	done(&f);
}

static void test_blocks(void **state)
{
	(void)state;
	assert_html("", "");
	assert_html("words", "<p>words</p>\n");
	assert_html("a\nb  \nc", "<p>a\nb<br>\nc</p>\n");
	assert_html("## My part", "<h2 id=\"my-part\">My part</h2>\n");
	assert_html("## A\n\n## A\n",
	    "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>\n");
	assert_html("> q", "<blockquote>\n<p>q</p>\n</blockquote>\n");
	assert_html("- a\n- b\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
	assert_html("- a\n\n- b\n",
	    "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n");
	assert_html("- a\n  - b\n",
	    "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n");
	assert_html("1. a\n", "<ol>\n<li>a</li>\n</ol>\n");
	assert_html("7. a\n", "<ol start=\"7\">\n<li>a</li>\n</ol>\n");
	assert_html("- [ ] a\n- [x] b\n",
	    "<ul>\n"
	    "<li><span class=\"task task-open\">Open:</span> a</li>\n"
	    "<li><span class=\"task task-done\">Done:</span> b</li>\n"
	    "</ul>\n");
	assert_html("```js\na<b\n```\n",
	    "<pre tabindex=\"0\"><code>a&lt;b\n</code></pre>\n");
	assert_html("***\n", "<hr>\n");
	assert_html("<script>x</script>\n",
	    "<pre tabindex=\"0\"><code>&lt;script&gt;x&lt;/script&gt;\n"
	    "</code></pre>\n");
}

static void test_inlines(void **state)
{
	(void)state;
	assert_html("*a* **b** ~~c~~ `d<`",
	    "<p><em>a</em> <strong>b</strong> <del>c</del> "
	    "<code>d&lt;</code></p>\n");
	assert_html("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n");
	assert_html("[w](https://a.b/?c&d)",
	    "<p class=\"go\"><a href=\"https://a.b/?c&amp;d\" "
	    "rel=\"noreferrer\">w</a>"
	    "</p>\n");
	assert_html("[w](x.md) [v](mailto:a@b.cc)",
	    "<p><a href=\"/base/x/\">w</a> "
	    "<a href=\"mailto:a@b.cc\">v</a></p>\n");
	/* What may not be linked is words alone. */
	assert_html("[w](javascript:x)", "<p>w</p>\n");
	assert_html("[w](gone.md)", "<p>w</p>\n");
	assert_html("![A clock](clock)",
	    "<p><img src=\"/base/pictures/clock.svg\" alt=\"A clock\" "
	    "width=\"32\" height=\"16\"></p>\n");
	assert_html("![words](none)", "<p>words</p>\n");
	assert_html("![decorative](clock)",
	    "<p><img src=\"/base/pictures/clock.svg\" alt=\"\" "
	    "width=\"32\" height=\"16\"></p>\n");
}

static void test_tables(void **state)
{
	(void)state;
	assert_html("## Costs\n\n|a|b|c|\n|-|-:|:-:|\n|1|2|3|\n",
	    "<h2 id=\"costs\">Costs</h2>\n"
	    "<section class=\"table\" aria-label=\"Table\" "
	    "tabindex=\"0\">\n<table>\n"
	    "<caption class=\"hidden\">Costs</caption>\n"
	    "<thead>\n<tr><th scope=\"col\">a</th>"
	    "<th scope=\"col\" class=\"number\">b</th>"
	    "<th scope=\"col\" class=\"centre\">c</th></tr>\n</thead>\n"
	    "<tbody>\n<tr><td>1</td><td class=\"number\">2</td>"
	    "<td class=\"centre\">3</td></tr>\n</tbody>\n"
	    "</table>\n</section>\n");
	assert_html("|a|\n|-|\n",
	    "<section class=\"table\" aria-label=\"Table\" "
	    "tabindex=\"0\">\n<table>\n"
	    "<caption class=\"hidden\">Table</caption>\n"
	    "<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n"
	    "</table>\n</section>\n");
}

static void test_notes(void **state)
{
	(void)state;
	assert_html("a[^x] b[^x]\n\n[^x]: why\n",
	    "<p>a<sup><a id=\"note-1-from-1\" href=\"#note-1\">[1]</a></sup>"
	    " b<sup><a id=\"note-1-from-2\" href=\"#note-1\">[1]</a></sup>"
	    "</p>\n"
	    "<section class=\"notes\">\n<h2>Notes</h2>\n<ol>\n"
	    "<li id=\"note-1\"><p>why</p>\n"
	    "<a href=\"#note-1-from-1\">Back [1]</a></li>\n"
	    "</ol>\n</section>\n");
}

static void test_options(void **state)
{
	struct hw_html_options options = {.heading_shift = 2,
	    .without_ids = true};
	struct hw_buf out = {0};
	struct fixture f;

	(void)state;
	render_bytes(&f, HW_STR("## a\n\n##### b\n"));
	hw_html_blocks(&out, f.page.doc, &options);
	assert_string_equal(out.data, "<h4>a</h4>\n<h6>b</h6>\n");
	hw_buf_clear(&out);
	hw_html_inlines(&out, f.page.doc->first, &options);
	assert_string_equal(out.data, "a");
	hw_buf_clear(&out);
	hw_html_between(&out, f.page.doc->first, f.page.doc->last, &options);
	assert_string_equal(out.data, "<h4>a</h4>\n");
	hw_buf_free(&out);
	done(&f);
}

static void after(struct hw_buf *out, const struct hw_node *heading,
    void *context)
{
	hw_buf_printf(out, "[%s %.*s]\n", (const char *)context,
	    HW_ARG(heading->label));
}

/* The end of a section is told where the next of its level begins. */
static void test_sections(void **state)
{
	struct hw_buf out = {0};
	struct hw_node *at;
	struct fixture f;

	(void)state;
	render_bytes(&f,
	    HW_STR("## a\n\n1\n\n### inner\n\n2\n\n## b\n\n## c\n\n3\n"));
	for (at = f.page.doc->first; at != NULL; at = at->next)
		if (at->type == HW_NODE_HEADING && at->level == 2 &&
		    !hw_str_equal(at->id, HW_STR("b")))
			at->label = at->id;
	f.options.after_section = after;
	f.options.context = (void *)(uintptr_t) "end";
	f.options.without_ids = true;
	hw_html_blocks(&out, f.page.doc, &f.options);
	assert_string_equal(out.data,
	    "<h2>a</h2>\n<p>1</p>\n<h3>inner</h3>\n<p>2</p>\n[end a]\n"
	    "<h2>b</h2>\n<h2>c</h2>\n<p>3</p>\n[end c]\n");
	hw_buf_free(&out);
	done(&f);
}

/* A size that is known in one direction only is not written. */
static void test_sizes(void **state)
{
	struct hw_node image = {.type = HW_NODE_IMAGE,
	    .href = HW_STR("/pictures/a.svg"),
	    .width = 10};
	struct hw_node row = {.type = HW_NODE_ROW,
	    .first = &image,
	    .last = &image};
	struct hw_node doc = {.type = HW_NODE_DOCUMENT,
	    .first = &row,
	    .last = &row};
	struct hw_html_options options = {0};
	struct hw_buf out = {0};

	(void)state;
	image.parent = &row;
	row.parent = &doc;
	hw_html_blocks(&out, &doc, &options);
	assert_string_equal(out.data,
	    "<div class=\"row\">\n<div class=\"picture\">"
	    "<img src=\"/pictures/a.svg\" alt=\"\"></div>\n"
	    "<div class=\"words\">\n</div>\n</div>\n");
	hw_buf_free(&out);
}

/* Thousands of tables under one long heading: in good time, and without
 * saying the heading in full each time. */
static void test_many_tables(void **state)
{
	struct hw_buf text = {0};
	struct fixture f;
	double started;
	size_t i;

	(void)state;
	hw_buf_puts(&text, "## ");
	for (i = 0; i < 5000; i++)
		hw_buf_puts(&text, "é ");
	hw_buf_puts(&text, "\n\n");
	for (i = 0; i < 20000; i++)
		hw_buf_puts(&text, "|a|\n|-|\n\n");
	started = messages_seconds();
	render_bytes(&f, hw_buf_str(&text));
	assert_true(messages_seconds() - started < 3 + HW_ASAN * 30);
	assert_true(f.out.len < (size_t)20000 * 1000);
	assert_int_equal(hw_utf8_invalid_at(hw_buf_str(&f.out)), SIZE_MAX);
	done(&f);
	hw_buf_free(&text);
}

/* ---------------------- a strict reader of markup ----------------------
 *
 * Knows the tags and attributes that render/html may write, and nothing
 * else: whatever it does not know is a failure.
 */

static const struct {
	const char *tag, *attributes; /* separated by blanks */
} allowed[] = {
    {"p", "class"},
    {"em", ""},
    {"strong", ""},
    {"del", ""},
    {"code", ""},
    {"br", ""},
    {"hr", ""},
    {"sup", ""},
    {"blockquote", ""},
    {"ul", ""},
    {"ol", "start"},
    {"li", "id"},
    {"pre", "tabindex"},
    {"h1", "id"},
    {"h2", "id"},
    {"h3", "id"},
    {"h4", "id"},
    {"h5", "id"},
    {"h6", "id"},
    {"a", "href rel id"},
    {"img", "src alt width height"},
    {"span", "class"},
    {"section", "class aria-label tabindex"},
    {"div", "class"},
    {"table", ""},
    {"caption", "class"},
    {"thead", ""},
    {"tbody", ""},
    {"tr", ""},
    {"th", "scope class"},
    {"td", "class"},
};

/* The reader's own test jumps out where the others fail. */
static bool expects_bad;
static jmp_buf is_bad;
#define BAD(...)                            \
	do {                                \
		if (expects_bad)            \
			longjmp(is_bad, 1); \
		fail_msg(__VA_ARGS__);      \
	} while (0)

static bool word_in(const char *words, hw_str word)
{
	size_t at = 0, len = strlen(words);

	while (at < len) {
		size_t end = at + strcspn(words + at, " ");

		if (hw_str_equal((hw_str){words + at, end - at}, word))
			return true;
		at = end + 1;
	}
	return false;
}

static size_t span_in(hw_str s, size_t at, const char *set)
{
	size_t from = at;

	while (at < s.len && s.p[at] != '\0' && strchr(set, s.p[at]) != NULL)
		at++;
	return at - from;
}

#define LOWER "abcdefghijklmnopqrstuvwxyz"

/* What a browser makes of a value: references to characters decoded. */
static void decode(hw_str value, struct hw_buf *out)
{
	static const struct {
		const char *reference, *character;
	} references[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"},
	    {"&quot;", "\""}, {"&#39;", "'"}};
	size_t at = 0, i;

	hw_buf_clear(out);
	while (at < value.len) {
		hw_str rest = hw_str_sub(value, at, value.len);

		if (value.p[at] != '&') {
			hw_buf_putc(out, value.p[at++]);
			continue;
		}
		for (i = 0; i < HW_COUNT(references); i++)
			if (hw_str_starts(rest,
				hw_str_of(references[i].reference)))
				break;
		if (i == HW_COUNT(references))
			BAD("a reference of its own: %.20s", rest.p);
		hw_buf_puts(out, references[i].character);
		at += strlen(references[i].reference);
	}
}

/* Of the reader; it may be left by a jump. */
static struct hw_buf plain;

static void check_address(const char *attack, hw_str value, bool is_link)
{
	static const char *const starts[] = {"https://", "http://",
	    "HTTPS://", "HTTP://",
	    "https:", "http:", "mailto:", "tel:", "/base/", "#", NULL};
	struct hw_buf *out = &plain;
	size_t i;
	bool good = false;

	decode(value, out);
	for (i = 0; starts[i] != NULL && !good; i++)
		good = hw_str_starts(hw_buf_str(out), hw_str_of(starts[i]));
	if (!is_link)
		good =
		    hw_str_starts(hw_buf_str(out), HW_STR("/base/pictures/"));
	for (i = 0; i < out->len; i++)
		good = good && out->data[i] > 0x20 && out->data[i] < 0x7F &&
		    strchr("<>\"\\", out->data[i]) == NULL;
	if (!good)
		BAD("%s: the address '%.*s'", attack, HW_ARG(value));
}

static size_t check_attribute(const char *attack, hw_str html, size_t at,
    hw_str tag, const char *attributes)
{
	size_t name_len = span_in(html, at, LOWER "-"), end;
	hw_str name = hw_str_sub(html, at, at + name_len), value;

	if (name_len == 0 || !word_in(attributes, name))
		BAD("%s: the attribute '%.*s' of '%.*s'", attack,
		    HW_ARG(name), HW_ARG(tag));
	at += name_len;
	if (at + 1 >= html.len || html.p[at] != '=' || html.p[at + 1] != '"')
		BAD("%s: an attribute without quotes", attack);
	if (hw_str_find_char(hw_str_sub(html, at + 2, html.len), '"') ==
	    SIZE_MAX)
		BAD("%s: a value without an end", attack);
	end = at + 2 +
	    hw_str_find_char(hw_str_sub(html, at + 2, html.len), '"');
	value = hw_str_sub(html, at + 2, end);
	if (hw_str_find_char(value, '<') != SIZE_MAX ||
	    hw_str_find_char(value, '>') != SIZE_MAX)
		BAD("%s: a tag in the value '%.*s'", attack, HW_ARG(value));
	if (hw_str_equal(tag, HW_STR("p")) &&
	    !hw_str_equal(value, HW_STR("go")))
		BAD("%s: a paragraph of its own class", attack);
	decode(value, &plain);
	if (hw_str_equal(name, HW_STR("href")) ||
	    hw_str_equal(name, HW_STR("src")))
		check_address(attack, value,
		    hw_str_equal(name, HW_STR("href")));
	return end + 1;
}

/* Reads a tag from behind its '<'; where it ends. */
static size_t check_tag(const char *attack, hw_str html, size_t at,
    const char **open, size_t *depth)
{
	bool is_end = html.p[at] == '/';
	size_t len, i;
	hw_str tag;

	at += is_end;
	len = span_in(html, at, LOWER "123456");
	tag = hw_str_sub(html, at, at + len);
	for (i = 0; i < HW_COUNT(allowed); i++)
		if (hw_str_equal(tag, hw_str_of(allowed[i].tag)))
			break;
	if (i == HW_COUNT(allowed))
		BAD("%s: the tag '%.*s'", attack, HW_ARG(tag));
	at += len;
	while (!is_end && at < html.len && html.p[at] == ' ')
		at = check_attribute(attack, html, at + 1, tag,
		    allowed[i].attributes);
	if (at >= html.len || html.p[at] != '>')
		BAD("%s: the end of '%.*s'", attack, HW_ARG(tag));
	if (word_in("br hr img", tag))
		return at + 1;
	if (!is_end) {
		assert_true(*depth < 400);
		open[(*depth)++] = allowed[i].tag;
	} else if (*depth == 0 ||
	    strcmp(open[--*depth], allowed[i].tag) != 0) {
		BAD("%s: '%.*s' ends what did not begin", attack,
		    HW_ARG(tag));
	}
	return at + 1;
}

static void check_markup(const char *attack, hw_str html)
{
	const char *open[400];
	size_t at = 0, depth = 0;

	while (at < html.len) {
		size_t text = at;

		while (at < html.len && html.p[at] != '<')
			at++;
		decode(hw_str_sub(html, text, at), &plain);
		if (hw_str_find_char(hw_str_sub(html, text, at), '>') !=
		    SIZE_MAX)
			BAD("%s: a '>' in the text", attack);
		if (at < html.len)
			at = check_tag(attack, html, at + 1, open, &depth);
	}
	if (depth != 0)
		BAD("%s: '%s' does not end", attack, open[depth - 1]);
}

/* ------------------------------ the corpus ------------------------------ */

static const char *const attacks[] = {
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.y/z.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)",
    "<script\n>alert(1)</script\n>",
    "</script><script>alert(1)</script>",
    "<<script>alert(1);//<</script>",
    "<script>alert(1)//",
    "<script>a='</script><script>alert(1)'</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<IMG SRC=javascript:alert(1)>",
    "<IMG \"\"\"><SCRIPT>alert(1)\"\\>",
    "<img/src=`x`onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'>",
    "<img src=\"x\" onerror=\"alert(1)\">",
    "<image src=x onerror=alert(1)>",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    "<img srcset=x onerror=alert(1)>",
    "<img lowsrc=javascript:alert(1)>",
    "<img dynsrc=javascript:alert(1)>",
    "<input type=image src=x onerror=a>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a>",
    "<svg><foreignObject><iframe src=javascript:alert(1)>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x>\">",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></form><form><mglyph><style></math><img onerror=x>",
    "<math href=javascript:alert(1)>x</math>",
    "<math><maction actiontype=statusline xlink:href=javascript:x>",
    "<body onload=alert(1)>",
    "<body background=javascript:alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<iframe src=data:text/html,x>",
    "<frameset><frame src=javascript:x>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<object type=text/x-scriptlet data=//x>",
    "<applet code=x>",
    "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<link rel=import href=//x>",
    "<base href=//x/>",
    "<form action=javascript:alert(1)><input type=submit>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<input onfocus=alert(1) autofocus>",
    "<select autofocus onfocus=x>",
    "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=x>",
    "<video><source onerror=alert(1)>",
    "<video src=x onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<bgsound src=javascript:alert(1)>",
    "<table background=javascript:alert(1)>",
    "<td background=javascript:x>",
    "<div style=width:expression(alert(1))>",
    "<div style=background:url(javascript:alert(1))>",
    "<div style=\"-moz-binding:url(//x)\">",
    "<style>@import '//x';</style>",
    "<style>*{x:expression(alert(1))}</style>",
    "<style onload=alert(1)></style>",
    "<xss onclick=alert(1)>x</xss>",
    "<a href=javascript:alert(1)>x</a>",
    "<a onclick=alert(1)>x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"&#1;javascript:alert(1)\">x</a>",
    "<a href=java&#115;cript:alert(1)>x</a>",
    "<a href=//x target=_blank>x</a>",
    "<a href='x' onmouseover='alert(1)'>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!-- --!><script>alert(1)</script>",
    "<!--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<?xml version=\"1.0\"?><x onload=y>",
    "<!DOCTYPE html>",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "<%= x %>",
    "<% x %>",
    "{{constructor.constructor('alert(1)')()}}",
    "{{{x}}}",
    "${alert(1)}",
    "#{alert(1)}",
    "{% include 'x' %}",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    "x\" onerror=\"alert(1)",
    "x' onerror='alert(1)",
    "\"autofocus onfocus=alert(1) x=\"",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>x</script>",
    "</noscript><script>alert(1)</script>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<plaintext>",
    "<xmp><script>alert(1)</script></xmp>",
    "<listing>&lt;x",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "javascript&#58;alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106&#0000097&#0000118",
    "&#x6A&#x61&#x76",
    "&lt;script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "%22onerror=%22alert(1)",
    "\\x3cscript\\x3e",
    "\\u003cscript\\u003e",
    "\\\"><script>x",
    "vbscript:msgbox(1)",
    "livescript:x",
    "data:text/html,<script>x</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg/onload=x>",
    "blob:https://x/y",
    "file:///etc/passwd",
    "//x.y/z",
    "\\\\x.y\\z",
    "/\\x.y",
    "https:\\\\x.y",
    "https://x.y/\"onclick=alert(1)",
    "https://x.y/'onclick='alert(1)",
    "https://x.y/<script>",
    "https://x.y/?a=\"><script>alert(1)</script>",
    "https://x.y#<img>",
    "mailto:a@b.cc?subject=\"><script>x</script>",
    "tel:\"onclick=x",
    "mailto:a@b.cc'onclick='x",
    "http:\"><img src=x>",
    "https:javascript:x",
    "x.md#\"><script>alert(1)</script>",
    "x.md?\"onclick=x",
    "#\"onclick=x",
    "#'><img src=x onerror=x>",
    "clock\"onerror=\"x",
    "clock.svg'onerror='x",
    "../../etc/passwd",
    "../../../clock",
    "clock?javascript:x",
    "\xEF\xBC\x9C"
    "script\xEF\xBC\x9E",
    "\xC2\xBCscript\xC2\xBE",
    "<img src=x\xC2\xA0onerror=x>",
    "<\xE2\x80\x8Bscript>",
    "\xE2\x80\xAE<script>",
    "\xF3\xA0\x80\xBC"
    "script>",
    "+ADw-script+AD4-",
    "\xE2\x80\xA8<script>alert(1)</script>",
    "<img\x0Bsrc=x\x0Bonerror=x>",
    "<img\x0Csrc=x\x0Conerror=alert(1)>",
    "<a href=\"\x01javascript:x\">",
    "\x1b]0;x\x07<script>",
    "<script\x0b>x</script>",
    "\x08<b>",
    "<!<script>x</script>>",
    "<//script>",
    "</ script>x",
    "<a/b/onclick=x>",
    "<x:script xmlns:x=http://www.w3.org/1999/xhtml>alert(1)</x:script>",
};

/* %s is the attack, with and without what ends a place in Markdown. */
static const char *const places[] = {
    "%s",
    "words %s words",
    "[%s](x.md)",
    "[w](%s)",
    "[w](<%s>)",
    "[w](x.md \"%s\")",
    "[w](x.md '%s')",
    "[w](https://a.b/%s)",
    "![%s](clock)",
    "![%s](none)",
    "![w](%s)",
    "![w](<%s>)",
    "![w](clock \"%s\")",
    "`%s`",
    "```%s\ncode\n```",
    "```\n%s\n```",
    "    %s",
    "|a|\n|-|\n|%s|\n",
    "|%s|\n|-|\n|a|\n",
    "|a|%s\n|-|-|\n",
    "## %s",
    "%s\n===\n",
    "> %s",
    "- %s",
    "1. %s",
    "- [x] %s",
    "a[^%s]\n\n[^%s]: note\n",
    "a[^n]\n\n[^n]: %s\n",
    "[w][r]\n\n[r]: %s\n",
    "[w][r]\n\n[r]: x.md \"%s\"\n",
    "[%s]\n\n[%s]: x.md\n",
    "<%s>",
    "<https://a.b/%s>",
    "*%s*",
    "**%s",
    "~~%s~~",
    "\\%s",
    "[a](%s",
    "![%s",
    "[![%s](clock)](x.md)",
    "## a %s {#x}\n\n|b|\n|-|\n",
    "%s\n\n%s",
};

static void fill_in(struct hw_buf *out, const char *place, const char *attack)
{
	const char *at;

	for (at = place; *at != '\0'; at++) {
		if (at[0] == '%' && at[1] == 's') {
			hw_buf_puts(out, attack);
			at++;
		} else {
			hw_buf_putc(out, *at);
		}
	}
}

static void test_attacks(void **state)
{
	struct hw_buf text = {0};
	struct fixture f;
	size_t i, k;

	(void)state;
	assert_true(HW_COUNT(attacks) >= 150);
	for (i = 0; i < HW_COUNT(attacks); i++)
		for (k = 0; k < HW_COUNT(places); k++) {
			hw_buf_clear(&text);
			fill_in(&text, places[k], attacks[i]);
			render_bytes(&f, hw_buf_str(&text));
			check_markup(text.data, hw_buf_str(&f.out));
			done(&f);
		}
	hw_buf_free(&text);
}

static bool is_refused(const char *html)
{
	expects_bad = true;
	if (setjmp(is_bad) == 0)
		check_markup("", hw_str_of(html));
	else
		expects_bad = false;
	return !expects_bad;
}

/* The reader above does find what it is for. */
static void test_reader_is_strict(void **state)
{
	static const char *const bad[] = {"<script>x</script>",
	    "<p onclick=\"x\">a</p>", "<p class=\"x\">a</p>",
	    "<a href=\"javascript:x\">x</a>", "<a href=\"//x\">x</a>",
	    "<a href=\"java&#115;cript:x\">x</a>", "<a href=\"x y\">x</a>",
	    "<a href=\"/other/\">x</a>", "<img src=\"https://a.b\" alt=\"\">",
	    "<img src=\"/base/x\" alt=\"\">", "<p id=x>a</p>", "<b>a</b>",
	    "<P>a</P>", "<p", "<p>", "</p>", "<p><em></p></em>", "a > b", "&",
	    "&nbsp;", "<a href=\"#x", "<a href=\"#x\"onclick=\"y\">z</a>",
	    "<!-- -->", "<li id=\"a<b\">x</li>"};
	static const char *const good[] = {"", "a &amp; b",
	    "<p>a <em>b</em><br></p>", "<a href=\"#x\">y</a>",
	    "<a href=\"/base/x/\" rel=\"noreferrer\">y</a>",
	    "<img src=\"/base/pictures/a.svg\" alt=\"&lt;\">"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(bad); i++)
		if (!is_refused(bad[i]))
			fail_msg("taken: %s", bad[i]);
	for (i = 0; i < HW_COUNT(good); i++)
		if (is_refused(good[i]))
			fail_msg("refused: %s", good[i]);
	expects_bad = false;
}

static int set_up(void **state)
{
	(void)state;
	hw_markdown_setup();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	hw_buf_free(&plain);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_blocks),
	    cmocka_unit_test(test_inlines),
	    cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_notes),
	    cmocka_unit_test(test_options),
	    cmocka_unit_test(test_sections),
	    cmocka_unit_test(test_sizes),
	    cmocka_unit_test(test_many_tables),
	    cmocka_unit_test(test_attacks),
	    cmocka_unit_test(test_reader_is_strict),
	};

	return cmocka_run_group_tests_name("html", tests, set_up, tear_down);
}
