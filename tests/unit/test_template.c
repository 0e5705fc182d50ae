/* Layouts: every rule, every mistake with its place, and the limits. The
 * specification's own cases run in tests/spec. */
#include "input/json.h"
#include "render/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct file {
	const char *name, *text;
};

struct fixture {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_buf out, messages;
	const struct file *files;
	size_t file_count;
	struct hw_template_options options;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	hw_arena_init(&fixture.arena, 0);
	hw_diag_init(&fixture.diags, &fixture.arena);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_buf_free(&f->out);
	hw_buf_free(&f->messages);
	hw_arena_free(&f->arena);
	return 0;
}

static struct hw_source *new_source(struct fixture *f, hw_str path,
    hw_str text)
{
	struct hw_source *source = HW_NEW(&f->arena, struct hw_source);

	source->path = hw_str_dup(&f->arena, path);
	source->text = hw_str_dup(&f->arena, text);
	return source;
}

/* A name with an ending in it is taken as it is. */
static hw_str path_of(struct fixture *f, hw_str name)
{
	return hw_fmt(&f->arena, "layouts/%.*s.mustache", HW_ARG(name));
}

static const struct hw_source *load(hw_str name, void *ctx)
{
	struct fixture *f = ctx;
	size_t i;

	for (i = 0; i < f->file_count; i++)
		if (hw_str_equal(name, hw_str_of(f->files[i].name)))
			return new_source(f, path_of(f, name),
			    hw_str_of(f->files[i].text));
	return NULL;
}

static const struct hw_value *json(struct fixture *f, const char *text)
{
	const struct hw_value *value = hw_json_read(&f->arena,
	    new_source(f, HW_STR("data.json"), hw_str_of(text)), &f->diags);

	assert_non_null(value);
	return value;
}

static struct hw_templates *new_set(struct fixture *f)
{
	return hw_templates_new(&f->arena, &f->diags, f->options, load, f);
}

/* Renders `text` as layouts/<name>.mustache; false where it failed. */
static bool run_value(struct fixture *f, const char *name, hw_str text,
    const struct hw_value *data)
{
	struct hw_templates *set = new_set(f);
	const struct hw_template *layout = hw_templates_add(set,
	    hw_str_of(name),
	    new_source(f, path_of(f, hw_str_of(name)), text));

	hw_buf_clear(&f->out);
	return layout != NULL &&
	    hw_template_render(layout, &data, 1, &f->out, &f->diags);
}

static bool run(struct fixture *f, const char *text, const char *data)
{
	return run_value(f, "page", hw_str_of(text), json(f, data));
}

static const char *output(const struct fixture *f)
{
	return f->out.data != NULL ? f->out.data : "";
}

/* All messages as "path:line:column CODE message", one a line. */
static const char *messages(struct fixture *f)
{
	size_t i;

	hw_buf_clear(&f->messages);
	for (i = 0; i < f->diags.list.count; i++) {
		const struct hw_diag *diag = &f->diags.list.items[i];
		struct hw_place place = {0};

		if (diag->span.source != NULL) {
			place =
			    hw_source_place(diag->span.source, diag->span.at);
			hw_buf_printf(&f->messages, "%.*s:%zu:%zu ",
			    HW_ARG(hw_path_base(diag->span.source->path)),
			    place.line, place.column);
		}
		hw_buf_printf(&f->messages, "%d %.*s", (int)diag->code,
		    HW_ARG(diag->message));
		if (diag->help.len > 0)
			hw_buf_printf(&f->messages, " (%.*s)",
			    HW_ARG(diag->help));
		hw_buf_putc(&f->messages, '\n');
	}
	return f->messages.data != NULL ? f->messages.data : "";
}

static void expect(struct fixture *f, const char *text, const char *data,
    const char *expected)
{
	bool good = run(f, text, data);

	assert_string_equal(messages(f), "");
	assert_true(good);
	assert_string_equal(output(f), expected);
}

static void expect_wrong(struct fixture *f, const char *text,
    const char *data, const char *expected)
{
	bool good;

	hw_diag_init(&f->diags, &f->arena);
	good = run(f, text, data);
	assert_string_equal(messages(f), expected);
	assert_false(good);
}

static void strict(struct fixture *f)
{
	f->options = (struct hw_template_options){.strict_names = true,
	    .strict_html = true};
}

static void test_values(void **state)
{
	struct fixture *f = *state;

	expect(f, "{{a}} {{{a}}} {{&a}}", "{\"a\": \"<\\\"'&>\"}",
	    "&lt;&quot;&#39;&amp;&gt; <\"'&> <\"'&>");
	expect(f, "{{a}} {{b}} {{c}} {{d}}|{{e}}|{{f}}|{{g}}",
	    "{\"a\": 1.210, \"b\": -7, \"c\": true, \"d\": false,"
	    " \"e\": null, \"f\": [1], \"g\": {}}",
	    "1.21 -7 true false|||");
	expect(f, "{{a.b.c}}{{a.x.c}}{{x.y}}", "{\"a\": {\"b\": {\"c\": 1}}}",
	    "1");
	expect(f, "{{.}}", "\"&\"", "&amp;");
	expect(f, "a {{! no }}\n{{=<% %>=}}\n<%x%>{{x}}", "{\"x\": 1}",
	    "a \n1{{x}}");
}

static void test_what_shows(void **state)
{
	struct fixture *f = *state;

	expect(f,
	    "{{#a}}a{{/a}}{{#b}}b{{/b}}{{#c}}c{{/c}}{{#d}}d{{/d}}{{#e}}e{{/"
	    "e}}"
	    "{{#f}}f{{/f}}{{#g}}g{{/g}}",
	    "{\"a\": \"\", \"b\": 0, \"c\": 0.0, \"d\": [], \"e\": null,"
	    " \"f\": {}, \"g\": 0.5}",
	    "fg");
	expect(f, "{{^a}}a{{/a}}{{^b}}b{{/b}}", "{\"a\": \"\", \"b\": {}}",
	    "a");
}

static void test_contexts(void **state)
{
	struct fixture *f = *state;
	const struct hw_value *data[2];
	const struct hw_template *layout;

	f->files = (const struct file[]){{"p", "{{site}} {{title}}"}};
	f->file_count = 1;
	layout = hw_templates_load(new_set(f), HW_STR("p"));
	assert_non_null(layout);
	data[0] = json(f, "{\"site\": \"S\", \"title\": \"outer\"}");
	data[1] = json(f, "{\"title\": \"inner\"}");
	assert_true(hw_template_render(layout, data, 2, &f->out, &f->diags));
	assert_string_equal(output(f), "S inner");
	assert_true(hw_template_render(layout, data, 1, &f->out, &f->diags));
	assert_string_equal(output(f), "S innerS outer");
}

static void test_layouts_in_layouts(void **state)
{
	struct fixture *f = *state;

	f->files = (const struct file[]){
	    {"base", "<main>\n  {{$main}}\n    none\n  {{/main}}\n</main>\n"},
	    {"list", "{{#items}}\n- {{.}}\n{{/items}}\n"},
	    {"tree", "{{n}}{{#kids}}({{>tree}}){{/kids}}"},
	};
	f->file_count = 3;
	expect(f, "{{<base}}{{$main}}\n  {{>list}}\n{{/main}}{{/base}}\n",
	    "{\"items\": [1, 2]}", "<main>\n    - 1\n    - 2\n</main>\n");
	expect(f, "{{>tree}}",
	    "{\"n\": 1, \"kids\": [{\"n\": 2, \"kids\": []}]}", "1(2)");
	f->options.load_while_rendering = true;
	expect(f, "{{#a}}{{>*kind}}{{/a}}",
	    "{\"items\": [3], \"a\": [{\"kind\": \"list\"}]}", "- 3\n");
}

static void test_dynamic_names_need_loading(void **state)
{
	struct fixture *f = *state;
	struct hw_templates *set;
	const struct hw_template *layout;
	const struct hw_value *data = json(f, "{\"a\": \"p\"}");

	f->files = (const struct file[]){{"page", "[{{>*a}}]"}, {"p", "x"}};
	f->file_count = 2;
	set = new_set(f);
	layout = hw_templates_load(set, HW_STR("page"));
	assert_false(
	    hw_template_render(layout, &data, 1, &f->out, &f->diags));
	assert_string_equal(messages(f),
	    "page.mustache:1:2 131 there is no layout 'p' (Check the name: "
	    "it is the file layouts/NAME.mustache.)\n");
	assert_null(hw_templates_get(set, HW_STR("p")));
	assert_non_null(hw_templates_load(set, HW_STR("p")));
	assert_non_null(hw_templates_get(set, HW_STR("p")));
	hw_buf_clear(&f->out);
	assert_true(hw_template_render(layout, &data, 1, &f->out, &f->diags));
	assert_string_equal(output(f), "[x]");
}

static void test_escaping_by_file_name(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	hw_str text = HW_STR("{{t}} {{h}} {{{h}}}");

	hw_value_set_text(&f->arena, map, HW_STR("t"), HW_STR("<\x01>"));
	hw_value_set_html(&f->arena, map, HW_STR("h"),
	    (hw_html){HW_STR("<b>")});
	assert_true(run_value(f, "x", text, map));
	assert_string_equal(output(f), "&lt;&gt; <b> <b>");
	assert_true(run_value(f, "x.html", text, map));
	assert_string_equal(output(f), "&lt;&gt; <b> <b>");
	assert_true(run_value(f, "x.xml", text, map));
	assert_string_equal(output(f), "&lt;&gt; &lt;b&gt; <b>");
	assert_true(run_value(f, "x.txt", text, map));
	assert_string_equal(output(f), "<\x01> <b> <b>");
	assert_true(run_value(f, "x.ics", text, map));
	assert_string_equal(output(f), "<\x01> <b> <b>");
}

static void test_syntax_mistakes(void **state)
{
	struct fixture *f = *state;

	expect_wrong(f, "a\n  {{#b}}\nc", "{}",
	    "page.mustache:2:3 130 'b' is opened and not closed (Write "
	    "'{{/b}}' where it ends.)\n");
	expect_wrong(f, "a\n b {{/c}}", "{}",
	    "page.mustache:2:4 130 'c' closes nothing (Take it out, or write "
	    "the tag that it closes.)\n");
	expect_wrong(f, "{{#a}}\n{{^b}}\n\xC3\xA9{{/a}}{{/b}}", "{}",
	    "page.mustache:2:1 130 'b' is opened and not closed (Write "
	    "'{{/b}}' where it ends.)\n"
	    "page.mustache:3:8 130 'b' closes nothing (Take it out, or write "
	    "the tag that it closes.)\n");
	expect_wrong(f, "x {{a}}\ny {{b", "{}",
	    "page.mustache:2:3 130 a tag that does not end (A tag ends with "
	    "the mark that belongs to it, such as }}.)\n");
	expect_wrong(f, "{{{a}} }", "{}",
	    "page.mustache:1:1 130 a tag that does not end (A tag ends with "
	    "the mark that belongs to it, such as }}.)\n");
	expect_wrong(f, "{{! no end", "{}",
	    "page.mustache:1:1 130 a tag that does not end (A tag ends with "
	    "the mark that belongs to it, such as }}.)\n");
	expect_wrong(f, "{{}} {{# }}{{/ }}", "{}",
	    "page.mustache:1:1 130 a tag without a name (Write a name "
	    "between the marks.)\n"
	    "page.mustache:1:6 130 a tag without a name (Write a name "
	    "between the marks.)\n"
	    "page.mustache:1:12 130 a tag without a name (Write a name "
	    "between the marks.)\n");
	expect_wrong(f, "{{a b}}", "{}",
	    "page.mustache:1:1 130 a tag with more than a name "
	    "(A name has no blanks in it.)\n");
	expect_wrong(f, "{{.a}}{{b.}}{{#c..d}}{{/c..d}}", "{}",
	    "page.mustache:1:1 130 a name with a dot out of place "
	    "(A dot stands between two names, or alone.)\n"
	    "page.mustache:1:7 130 a name with a dot out of place "
	    "(A dot stands between two names, or alone.)\n"
	    "page.mustache:1:13 130 a name with a dot out of place "
	    "(A dot stands between two names, or alone.)\n");
}

static void test_delimiter_mistakes(void **state)
{
	static const char *const wrong[] = {"{{=x=}}", "{{= =}}", "{{==}}",
	    "{{=a b c=}}", "{{=a= b=}}"};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < HW_COUNT(wrong); i++)
		expect_wrong(f, wrong[i], "{}",
		    "page.mustache:1:1 130 a change of delimiters that "
		    "cannot "
		    "be read (It takes two marks without '=', a blank "
		    "between "
		    "them, such as {{=<% %>=}}.)\n");
	expect_wrong(f, "\n{{=a b}}", "{}",
	    "page.mustache:2:1 130 a tag that does not end (A tag ends with "
	    "the mark that belongs to it, such as }}.)\n");
}

static void test_missing_layouts(void **state)
{
	struct fixture *f = *state;

	f->files = (const struct file[]){{"a", "{{>b}}"}, {"b", "{{#x}}"}};
	f->file_count = 2;
	expect_wrong(f, "x\n {{>gone}} {{<lost}}{{/lost}}", "{}",
	    "page.mustache:2:2 131 there is no layout 'gone' (Check the "
	    "name: it is the file layouts/NAME.mustache.)\n"
	    "page.mustache:2:12 131 there is no layout 'lost' (Check the "
	    "name: it is the file layouts/NAME.mustache.)\n");
	/* A mistake further on spoils what leads to it. */
	expect_wrong(f, "{{>a}}", "{}",
	    "b.mustache:1:1 130 'x' is opened and not closed (Write '{{/x}}' "
	    "where it ends.)\n");
	hw_diag_init(&f->diags, &f->arena);
	assert_null(hw_templates_load(new_set(f), HW_STR("gone")));
	assert_string_equal(messages(f),
	    "131 there is no layout 'gone' (Check the name: it is the file "
	    "layouts/NAME.mustache.)\n");
	hw_diag_init(&f->diags, &f->arena);
	f->options.missing_is_nothing = true;
	expect(f, "[{{>gone}}{{>*no}}{{>*x}}]", "{\"x\": \"gone\"}", "[]");
}

static void test_strict_names(void **state)
{
	struct fixture *f = *state;

	strict(f);
	expect(f, "{{a}}{{b.c.d}}{{#a}}{{/a}}{{^e}}{{/e}}",
	    "{\"a\": null, \"b\": {\"c\": null}, \"e\": false}", "");
	expect_wrong(f, "{{title}}\n{{#actoins}}{{/actoins}}{{^no}}{{/no}}",
	    "{\"actions\": [], \"titles\": 1}",
	    "page.mustache:1:1 135 the data have nothing called 'title' "
	    "(did you mean 'titles'?)\n"
	    "page.mustache:2:1 135 the data have nothing called 'actoins' "
	    "(did you mean 'actions'?)\n"
	    "page.mustache:2:25 135 the data have nothing called 'no'\n");
	expect_wrong(f, "{{a.boy}} {{a.body.x}} {{>*what}}",
	    "{\"a\": {\"body\": \"t\"}}",
	    "page.mustache:1:1 135 the data have nothing called 'boy' "
	    "(did you mean 'body'?)\n"
	    "page.mustache:1:11 135 the data have nothing called 'x'\n"
	    "page.mustache:1:24 135 the data have nothing called 'what'\n");
	expect_wrong(f, "{{a}}{{b}}", "{\"a\": [1], \"b\": {}}",
	    "page.mustache:1:1 135 a list cannot be written as text (Write a "
	    "section round it, or name one thing in it.)\n"
	    "page.mustache:1:6 135 a map cannot be written as text (Write a "
	    "section round it, or name one thing in it.)\n");
	/* Once is enough, however long the list. */
	expect_wrong(f, "{{#a}}{{b}}{{/a}}", "{\"a\": [1, 2, 3, 4]}",
	    "page.mustache:1:7 135 the data have nothing called 'b'\n");
	f->files = (const struct file[]){{"p", "{{$a}}{{/a}}"}};
	f->file_count = 1;
	expect_wrong(f, "{{<p}}\n{{$a}}1{{/a}}\n{{$a}}2{{/a}}\n{{/p}}", "{}",
	    "page.mustache:3:1 130 the block 'a' is filled twice (Take one "
	    "of the two out.)\n");
}

/* What strict_html says of a layout; its data have x and s. */
static void expect_unsafe(struct fixture *f, const char *text,
    const char *expected)
{
	expect_wrong(f, text,
	    "{\"x\": \"1\", \"s\": true, \"url\": \"javascript:x\"}",
	    hw_fmt(&f->arena, "page.mustache:%s\n", expected).p);
}

#define HELP " (Put it into text or into an attribute value in quotes.)"

static void test_unsafe_places(void **state)
{
	struct fixture *f = *state;

	strict(f);
	expect_unsafe(f, "<script>{{x}}</script>",
	    "1:9 133 a tag inside <script>" HELP);
	expect_unsafe(f, "<p>\n<SCRIPT defer>a</scrip>{{x}}</SCRIPT>",
	    "2:24 133 a tag inside <script>" HELP);
	expect_unsafe(f, "<style>a{color:{{x}}}</style>",
	    "1:16 133 a tag inside <style>" HELP);
	expect_unsafe(f, "<script>{{#s}}a(){{/s}}</script>",
	    "1:9 133 a tag inside <script>" HELP);
	expect_unsafe(f, "<a onclick=\"{{x}}\">",
	    "1:13 133 a tag in an on... attribute" HELP);
	expect_unsafe(f, "<a OnClick = 'f({{x}})'>",
	    "1:17 133 a tag in an on... attribute" HELP);
	expect_unsafe(f, "<a href={{x}}>",
	    "1:9 133 a tag in an attribute value without quotes" HELP);
	expect_unsafe(f, "<a href=a{{x}}>",
	    "1:10 133 a tag in an attribute value without quotes" HELP);
	expect_unsafe(f, "<iframe srcdoc=\"{{x}}\"></iframe>",
	    "1:17 133 a tag in a srcdoc attribute" HELP);
	expect_unsafe(f, "<p style=\"{{x}}\">",
	    "1:11 133 a tag in a style attribute" HELP);
	expect_unsafe(f, "<p {{x}}>",
	    "1:4 133 a value where an element or attribute is named" HELP);
	expect_unsafe(f, "<{{x}}>",
	    "1:2 133 a value where an element or attribute is named" HELP);
	expect_unsafe(f, "<p title=\"{{{x}}}\">",
	    "1:11 133 markup in an attribute" HELP);
	expect_unsafe(f, "<p title=\"{{>page}}\">",
	    "1:11 133 a layout put inside a tag or a script" HELP);
	expect_unsafe(f, "{{#s}}<p title=\"{{/s}}\">",
	    "1:1 133 a section that begins in one place of the HTML and ends "
	    "in another" HELP);
	expect_unsafe(f, "<p",
	    "1:3 133 a layout that ends inside a tag, a script or a "
	    "comment" HELP);
	expect_unsafe(f, "<!-- {{x}}",
	    "1:11 133 a layout that ends inside a tag, a script or a "
	    "comment" HELP);
}

static void test_safe_places(void **state)
{
	static const char data[] =
	    "{\"x\": \"<1>\", \"s\": true, \"n\": \"\","
	    " \"url\": \"/a\", \"mail\": \"mailto:a@example.org\"}";
	struct fixture *f = *state;

	strict(f);
	expect(f, "<!doctype html><p title=\"a {{x}}\" id='{{x}}'>{{x}}</p>",
	    data,
	    "<!doctype html><p title=\"a &lt;1&gt;\" id='&lt;1&gt;'>"
	    "&lt;1&gt;</p>");
	expect(f,
	    "<a{{#s}} class=\"on\"{{/s}} hidden{{^s}} title=\"{{x}}\""
	    "{{/s}}>",
	    data, "<a class=\"on\" hidden>");
	expect(f, "<a class=\"a{{#s}} b{{/s}}\">x < y {{x}}</a>", data,
	    "<a class=\"a b\">x < y &lt;1&gt;</a>");
	expect(f, "<script>a</script>{{x}}<!-- > {{x}} --><br/>{{x}}", data,
	    "<script>a</script>&lt;1&gt;<!-- > &lt;1&gt; --><br/>&lt;1&gt;");
	expect(f, "<script>{{! a word }}a</script>", data,
	    "<script>a</script>");
	expect(f,
	    "<a href=\"{{n}}{{url}}#{{x}}\">{{#s}}<b>{{/s}}</a>"
	    "<a href='{{mail}}'></a>",
	    data,
	    "<a href=\"/a#&lt;1&gt;\"><b></a>"
	    "<a href='mailto:a@example.org'></a>");
	/* Only HTML layouts are read as HTML. */
	assert_true(run_value(f, "a.txt", HW_STR("<p {{x}}> {{{x}}}"),
	    json(f, data)));
	assert_string_equal(output(f), "<p <1>> <1>");
}

static void test_unsafe_values(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);

	strict(f);
	hw_value_set_html(&f->arena, map, HW_STR("h"),
	    (hw_html){HW_STR("<b>\"</b>")});
	assert_true(run_value(f, "page", HW_STR("{{h}}{{{h}}}"), map));
	assert_string_equal(output(f), "<b>\"</b><b>\"</b>");
	assert_false(
	    run_value(f, "page", HW_STR("\n<p title=\"{{h}}\">"), map));
	assert_string_equal(messages(f),
	    "page.mustache:2:11 133 markup in an attribute (Put words there, "
	    "not markup.)\n");
	assert_string_equal(output(f), "\n<p title=\"\">");
	/* Also where a block carries it into the attribute. */
	hw_diag_init(&f->diags, &f->arena);
	f->files =
	    (const struct file[]){{"p", "<p title=\"{{$t}}x{{/t}}\">"}};
	f->file_count = 1;
	assert_false(run_value(f, "page",
	    HW_STR("{{<p}}{{$t}}a {{h}}{{/t}}{{/p}}"), map));
	assert_string_equal(messages(f),
	    "page.mustache:1:15 133 markup in an attribute (Put words there, "
	    "not markup.)\n");
	assert_string_equal(output(f), "<p title=\"a \">");

	expect_wrong(f, "{{{x}}} {{&x}}", "{\"x\": \"<b>\"}",
	    "page.mustache:1:1 133 a text that is not markup in {{{ }}} or "
	    "{{& }} (Use two braces, so that it is escaped.)\n"
	    "page.mustache:1:9 133 a text that is not markup in {{{ }}} or "
	    "{{& }} (Use two braces, so that it is escaped.)\n");
	assert_string_equal(output(f), " ");
	expect_wrong(f, "<a href=\" {{x}}\">{{x}}</a>",
	    "{\"x\": \"javascript:alert(1)\"}",
	    "page.mustache:1:11 133 'javascript:alert(1)' is not an address "
	    "that may be used (Use a page of this site, or 'https://', "
	    "'http://', 'mailto:' or 'tel:'.)\n");
	assert_string_equal(output(f),
	    "<a href=\" \">javascript:alert(1)</a>");
	expect_wrong(f, "<img src='{{#s}}/{{/s}}{{x}}'><a href='/{{x}}'></a>",
	    "{\"x\": \"data:x\", \"s\": false}",
	    "page.mustache:1:24 133 'data:x' is not an address that may be "
	    "used (Use a page of this site, or 'https://', 'http://', "
	    "'mailto:' or 'tel:'.)\n");
}

/* count times `piece`. */
static hw_str repeat(struct fixture *f, const char *piece, size_t count)
{
	struct hw_buf buf = {0};
	hw_str text;

	while (count-- > 0)
		hw_buf_puts(&buf, piece);
	text = hw_buf_take(&buf, &f->arena);
	hw_buf_free(&buf);
	return text;
}

static void test_depth(void **state)
{
	struct fixture *f = *state;
	hw_str open = repeat(f, "{{#a}}", 64),
	       close = repeat(f, "{{/a}}", 64);

	expect(f, hw_fmt(&f->arena, "%sx%s", open.p, close.p).p,
	    "{\"a\": true}", "x");
	expect_wrong(f,
	    hw_fmt(&f->arena, "%s{{#a}}x{{/a}}%s", open.p, close.p).p,
	    "{\"a\": true}",
	    "page.mustache:1:385 132 sections more than 64 deep (Put the "
	    "inner ones into a layout of their own.)\n");
	/* 64 K of them, and never an end. */
	hw_diag_init(&f->diags, &f->arena);
	assert_false(
	    run_value(f, "page", repeat(f, "{{#a}}", 65536), &hw_value_true));
	assert_string_equal(messages(f),
	    "page.mustache:1:385 132 sections more than 64 deep (Put the "
	    "inner ones into a layout of their own.)\n");
	hw_diag_init(&f->diags, &f->arena);
	assert_false(
	    run_value(f, "page", repeat(f, "{{/a}}", 65536), &hw_value_true));
	assert_int_equal(f->diags.errors, 65536);
	hw_diag_init(&f->diags, &f->arena);
	assert_false(
	    run_value(f, "page", repeat(f, "{{", 65536), &hw_value_true));
	assert_int_equal(f->diags.errors, 1);
	/* Each of these closes wrongly; the time is what counts. */
	hw_diag_init(&f->diags, &f->arena);
	assert_false(run_value(f, "page", repeat(f, "{{#a}}{{/b}}", 65536),
	    &hw_value_true));
	assert_int_equal(f->diags.errors, 65536);
}

static void test_many_blocks(void **state)
{
	struct fixture *f = *state;

	f->files = (const struct file[]){{"p", "{{$b}}{{/b}}"}};
	f->file_count = 1;
	expect(f,
	    hw_fmt(&f->arena, "{{<p}}{{$b}}first{{/b}}%s{{/p}}",
		repeat(f, "{{$a}}{{/a}}", 255).p)
		.p,
	    "{}", "first");
	hw_diag_init(&f->diags, &f->arena);
	assert_false(run(f,
	    hw_fmt(&f->arena, "{{<p}}%s{{/p}}",
		repeat(f, "{{$a}}{{/a}}", 50000).p)
		.p,
	    "{}"));
	assert_string_equal(messages(f),
	    "page.mustache:1:3079 132 more than "
	    "256 blocks filled by one tag (Split the layout into "
	    "several.)\n");
}

#define TOO_DEEP                                                       \
	"layouts too deep in each other (A layout here shows itself, " \
	"with no end. Take the tag out, or put it into a section "     \
	"that is empty at the end.)\n"
#define IN_ITSELF " (Look for a list that is shown within itself.)\n"

static void test_recursion(void **state)
{
	struct fixture *f = *state;

	f->files = (const struct file[]){
	    {"loop", "x{{>loop}}"},
	    {"twice", "{{>twice}}{{>twice}}"},
	    {"block", "{{$a}}{{/a}}"},
	    {"deep",
		"{{#s}}{{#s}}{{#s}}{{#s}}{{#s}}{{#s}}{{#s}}{{#s}}{{#s}}"
		"{{>deep}}{{/s}}{{/s}}{{/s}}{{/s}}{{/s}}{{/s}}{{/s}}"
		"{{/s}}{{/s}}"},
	};
	f->file_count = 4;
	expect_wrong(f, "\n{{>loop}}", "{}",
	    "loop.mustache:1:2 132 " TOO_DEEP);
	/* The page's line end, and 63 layouts below it. */
	assert_int_equal(f->out.len, 1 + 63);
	expect_wrong(f, "{{>twice}}", "{}",
	    "twice.mustache:1:1 132 " TOO_DEEP);
	expect_wrong(f, "{{<block}}{{$a}}{{$a}}{{/a}}{{/a}}{{/block}}", "{}",
	    "page.mustache:1:17 132 " TOO_DEEP);
	expect_wrong(f, "{{>deep}}", "{\"s\": true}",
	    "deep.mustache:1:43 132 too many sections in each other (Put "
	    "the inner ones into a layout of their own.)\n");
}

/* A list of `count` times the same. */
static const struct hw_value *list_of(struct fixture *f, size_t count)
{
	struct hw_value *map = hw_value_map(&f->arena);
	struct hw_value *list =
	    hw_value_set_list(&f->arena, map, HW_STR("a"));

	while (count-- > 0)
		hw_value_push(&f->arena, list, &hw_value_true);
	return map;
}

static void test_output_limit(void **state)
{
	struct fixture *f = *state;
	hw_str long_text = repeat(f, "0123456789abcdef", 32768);
	const char *text = hw_fmt(&f->arena, "{{#a}}%s{{/a}}", long_text.p).p;
	struct hw_buf small = {.limit = 10};
	const struct hw_template *layout;
	const struct hw_value *data = list_of(f, 1);

	assert_true(run_value(f, "page", hw_str_of(text), list_of(f, 32)));
	assert_int_equal(f->out.len, HW_TEMPLATE_OUTPUT_BYTES);
	assert_false(run_value(f, "page", hw_str_of(text), list_of(f, 1000)));
	assert_true(f->out.len < HW_TEMPLATE_OUTPUT_BYTES + 2 * 1024 * 1024);
	assert_string_equal(messages(f),
	    hw_fmt(&f->arena,
		"page.mustache:1:%zu 132 a page that grows too "
		"long" IN_ITSELF,
		long_text.len + 7)
		.p);
	/* What the buffer itself does not take is no finished page. */
	hw_diag_init(&f->diags, &f->arena);
	layout = hw_templates_add(new_set(f), HW_STR("p"),
	    new_source(f, HW_STR("p.mustache"), HW_STR("0123456789a")));
	assert_false(hw_template_render(layout, &data, 1, &small, &f->diags));
	assert_int_equal(f->diags.errors, 1);
	hw_buf_free(&small);
}

static void test_step_limit(void **state)
{
	struct fixture *f = *state;

	/* 200 to the fifth, and nothing written. */
	assert_false(run_value(f, "page",
	    HW_STR("{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{/a}}{{/a}}{{/a}}{{/a}}"
		   "{{/a}}"),
	    list_of(f, 200)));
	assert_non_null(strstr(messages(f),
	    "132 a page that takes too many steps" IN_ITSELF));
}

static void test_long_layout(void **state)
{
	struct fixture *f = *state;
	hw_str text =
	    repeat(f, "0123456789abcdef", HW_TEMPLATE_SOURCE_BYTES / 16 + 1);

	assert_false(run_value(f, "page", text, &hw_value_null));
	assert_string_equal(messages(f),
	    "page.mustache:1:1 132 a layout of more than 1048576 bytes "
	    "(Split it into several layouts.)\n");
}

static void test_long_chain(void **state)
{
	/* Each layout names the next: compiled one by one, not nested. */
	enum { LINKS = 5000 };
	struct fixture *f = *state;
	struct file *files = HW_NEW_ARRAY(&f->arena, struct file, LINKS);
	size_t i;

	for (i = 0; i < LINKS; i++) {
		files[i].name = hw_fmt(&f->arena, "p%zu", i).p;
		files[i].text = i + 1 < LINKS
		    ? hw_fmt(&f->arena, "{{>p%zu}}", i + 1).p
		    : "end";
	}
	f->files = files;
	f->file_count = LINKS;
	assert_non_null(hw_templates_load(new_set(f), HW_STR("p0")));
	assert_string_equal(messages(f), "");
}

/* Every cut of a layout that has everything: no crash, no endless run. */
static void test_cut_short(void **state)
{
	static const char whole[] =
	    "a {{x}} {{{x}}} {{&x}}\n  {{#s}}\n{{! c }}\n  {{^s}}b{{/s}}\n"
	    "{{/s}}\n{{=<% %>=}}<%x%><%={{ }}=%>\n  {{>p}}\n{{>*n}}\n"
	    "{{<p}}{{$b}}\n  c\n  {{$d}}e{{/d}}\n{{/b}}{{/p}}\n";
	struct fixture *f = *state;
	const struct hw_value *data =
	    json(f, "{\"x\": \"<\", \"s\": [1, 2], \"n\": \"p\"}");
	size_t from, to;

	f->files =
	    (const struct file[]){{"p", "[\n  {{$b}}\n  f\n  {{/b}}\n]\n"}};
	f->file_count = 1;
	f->options.missing_is_nothing = true;
	f->options.load_while_rendering = true;
	for (from = 0; from < sizeof(whole); from += 7)
		for (to = from; to < sizeof(whole); to++) {
			run_value(f, "page",
			    (hw_str){whole + from, to - from}, data);
			hw_diag_init(&f->diags, &f->arena);
		}
	expect(f, whole, "{\"x\": \"<\", \"s\": [1, 2], \"n\": \"p\"}",
	    "a &lt; < <\n  \n  \n&lt;\n  [\n    f\n  ]\n[\n  f\n]\n"
	    "[\n  c\n  e\n]\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_values),
	    TEST(test_what_shows),
	    TEST(test_contexts),
	    TEST(test_layouts_in_layouts),
	    TEST(test_dynamic_names_need_loading),
	    TEST(test_escaping_by_file_name),
	    TEST(test_syntax_mistakes),
	    TEST(test_delimiter_mistakes),
	    TEST(test_missing_layouts),
	    TEST(test_strict_names),
	    TEST(test_unsafe_places),
	    TEST(test_safe_places),
	    TEST(test_unsafe_values),
	    TEST(test_depth),
	    TEST(test_many_blocks),
	    TEST(test_recursion),
	    TEST(test_output_limit),
	    TEST(test_step_limit),
	    TEST(test_long_layout),
	    TEST(test_long_chain),
	    TEST(test_cut_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
