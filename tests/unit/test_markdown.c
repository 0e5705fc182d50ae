/* input/markdown: every kind of node and its place; hostile shapes at full
 * size; and that one bad page does no harm to the next. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/markdown.h"
#include "input/yaml.h"
#include "messages.h"
#include "model/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	struct messages messages;
	struct hw_text text;
	struct hw_node *doc;
};

static void read_bytes(struct fixture *f, hw_str text)
{
	messages_open(&f->messages, "x.md", text);
	f->text = (struct hw_text){
	    .s = f->messages.source.text,
	    .span = {&f->messages.source, 0, text.len},
	    .exact = true,
	};
	f->doc = hw_markdown_read(&f->text, &f->messages.arena,
	    &f->messages.diags);
	assert_non_null(f->doc);
	assert_int_equal(f->doc->type, HW_NODE_DOCUMENT);
}

static void done(struct fixture *f)
{
	messages_close(&f->messages);
}

/* --------------------------- the tree as text --------------------------- */

static const char *const names[] = {"document", "p", "h", "list", "item",
    "quote", "pre", "htmlblock", "rule", "table", "row", "cell", "note",
    "text", "soft", "break", "code", "html", "em", "strong", "del", "a",
    "img", "ref", "easyrow"};

static void show(const struct hw_node *node, struct hw_buf *out)
{
	const struct hw_node *child;

	hw_buf_printf(out, "(%s", names[node->type]);
	if (node->level != 0)
		hw_buf_printf(out, " %d", node->level);
	if (node->type == HW_NODE_LIST)
		hw_buf_printf(out, " %s%d %s", node->ordered ? "from " : "-",
		    node->start, node->tight ? "tight" : "loose");
	if (node->task != HW_TASK_NONE)
		hw_buf_puts(out, node->task == HW_TASK_DONE ? " [x]" : " []");
	if (node->header)
		hw_buf_puts(out, " head");
	if (node->align != HW_ALIGN_NONE)
		hw_buf_printf(out, " align%d", (int)node->align);
	if (node->text.len > 0)
		hw_buf_printf(out, " '%.*s'", HW_ARG(node->text));
	if (node->url.len > 0)
		hw_buf_printf(out, " <%.*s>", HW_ARG(node->url));
	if (node->title.len > 0)
		hw_buf_printf(out, " \"%.*s\"", HW_ARG(node->title));
	for (child = node->first; child != NULL; child = child->next)
		show(child, out);
	hw_buf_putc(out, ')');
}

static void assert_tree(const char *text, const char *wanted)
{
	struct hw_buf out = {0};
	const struct hw_node *child;
	struct fixture f;

	read_bytes(&f, hw_str_of(text));
	for (child = f.doc->first; child != NULL; child = child->next)
		show(child, &out);
	hw_buf_puts(&out, "");
	if (out.data == NULL)
		hw_buf_printf(&out, "%s", "");
	assert_string_equal(out.data, wanted);
	assert_string_equal(messages_text(&f.messages), "");
	hw_buf_free(&out);
	done(&f);
}

static void test_blocks(void **state)
{
	(void)state;
	assert_tree("", "");
	assert_tree("\n \n", "");
	assert_tree("words", "(p(text 'words'))");
	assert_tree("one\ntwo  \nthree",
	    "(p(text 'one')(soft)(text 'two')(break)(text 'three'))");
	assert_tree("## Part\n\nThe end\n---\n",
	    "(h 2(text 'Part'))(h 2(text 'The end'))");
	assert_tree("###### six", "(h 6(text 'six'))");
	assert_tree("####### seven", "(p(text '####### seven'))");
	assert_tree("> quoted\n> more",
	    "(quote(p(text 'quoted')(soft)(text 'more')))");
	assert_tree("- a\n- b\n",
	    "(list -0 tight(item(p(text 'a')))(item(p(text 'b'))))");
	assert_tree("3. a\n\n4. b\n",
	    "(list from 3 loose(item(p(text 'a')))(item(p(text 'b'))))");
	assert_tree("- [ ] open\n- [x] done\n",
	    "(list -0 tight(item [](p(text 'open')))"
	    "(item [x](p(text 'done'))))");
	assert_tree("```sh\nls <x>\n```\n", "(pre 'ls <x>\n' \"sh\")");
	assert_tree("    indented\n", "(pre 'indented\n')");
	assert_tree("<div onclick=x>\nhi\n</div>\n",
	    "(htmlblock '<div onclick=x>\nhi\n</div>\n')");
	assert_tree("***\n", "(rule)");
}

static void test_inlines(void **state)
{
	(void)state;
	assert_tree("*a* **b** ~~c~~ `d`",
	    "(p(em(text 'a'))(text ' ')(strong(text 'b'))(text ' ')"
	    "(del(text 'c'))(text ' ')(code 'd'))");
	assert_tree("[w](to.md \"t\") ![alt *x*](pic)",
	    "(p(a <to.md> \"t\"(text 'w'))(text ' ')"
	    "(img <pic>(text 'alt ')(em(text 'x'))))");
	assert_tree("[w][r]\n\n[r]: to.md\n", "(p(a <to.md>(text 'w')))");
	assert_tree("a <b>c</b>",
	    "(p(text 'a ')(html '<b>')(text 'c')(html '</b>'))");
	assert_tree("<https://a.b>",
	    "(p(a <https://a.b>(text 'https://a.b')))");
	/* A bare address stays text: that extension is not used. */
	assert_tree("https://a.b www.a.b a@b.cc",
	    "(p(text 'https://a.b www.a.b a@b.cc'))");
	assert_tree("say \"it's\" -- so...",
	    "(p(text 'say \"it's\" -- so...'))");
	assert_tree("a&amp;b &copy; \\*", "(p(text 'a&b © *'))");
}

static void test_tables(void **state)
{
	(void)state;
	assert_tree("|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|\n",
	    "(table(row head(cell head align1(text 'a'))"
	    "(cell head align2(text 'b'))(cell head align3(text 'c'))"
	    "(cell head(text 'd')))"
	    "(row(cell align1(text '1'))(cell align2(text '2'))"
	    "(cell align3(text '3'))(cell(text '4'))))");
	/* Two tables: columns are counted anew. */
	assert_tree("|a|b|\n|-|-:|\n\nx\n\n|c|d|\n|-:|-|\n",
	    "(table(row head(cell head(text 'a'))"
	    "(cell head align3(text 'b'))))(p(text 'x'))"
	    "(table(row head(cell head align3(text 'c'))"
	    "(cell head(text 'd'))))");
	/* A row with too few cells is filled up, one with too many cut. */
	assert_tree("|a|b|\n|-|-:|\n|1|\n|1|2|3|\n",
	    "(table(row head(cell head(text 'a'))"
	    "(cell head align3(text 'b')))"
	    "(row(cell(text '1'))(cell align3))"
	    "(row(cell(text '1'))(cell align3(text '2'))))");
}

static void test_footnotes(void **state)
{
	(void)state;
	assert_tree("a[^x] b[^y] c[^x]\n\n[^y]: why\n[^x]: ex\n",
	    "(p(text 'a')(ref 1)(text ' b')(ref 2)(text ' c')(ref 1))"
	    "(note 1(p(text 'ex')))(note 2(p(text 'why')))");
	assert_tree("a[^none]", "(p(text 'a[^none]'))");
}

/* -------------------------------- places -------------------------------- */

static struct hw_node *nth(struct fixture *f, enum hw_node_type type,
    size_t which)
{
	struct hw_node *at;

	for (at = f->doc; at != NULL; at = hw_node_next(f->doc, at))
		if (at->type == type && which-- == 0)
			return at;
	fail_msg("no node of type %s", names[type]);
	return NULL;
}

static void assert_at(struct fixture *f, enum hw_node_type type, size_t which,
    size_t line, size_t column)
{
	struct hw_node *node = nth(f, type, which);
	struct hw_place place;

	assert_non_null(node->span.source);
	place = hw_source_place(node->span.source, node->span.at);
	if (place.line != line || place.column != column)
		fail_msg("%s %zu is at %zu:%zu, not %zu:%zu", names[type],
		    which, place.line, place.column, line, column);
}

static void test_places_in_body(void **state)
{
	struct fixture f;

	(void)state;
	read_bytes(&f,
	    HW_STR("## One\n" /* 1 */
		   "\n"
		   "Words [a](x.md) and\n"          /* 3 */
		   "£ é [b](x.md) ![pic](clock).\n" /* 4 */
		   "\n"
		   "- item [c](y.md)\n"   /* 6 */
		   "  lazily [d](z.md)\n" /* 7 */
		   "still lazy ![e](w)\n" /* 8 */
		   "\n"
		   "> ## Two\n"    /* 10 */
		   "> [f](v.md)\n" /* 11 */
		   "\n"
		   "| head |\n|---|\n| [g](u.md) |\n" /* 15 */
		   "\n"
		   "Three\n---\n"                        /* 17 */
		   "\n[x.md](x.md) ![clock](clock)\n")); /* 20 */
	assert_at(&f, HW_NODE_HEADING, 0, 1, 1);
	assert_at(&f, HW_NODE_LINK, 0, 3, 11);
	assert_at(&f, HW_NODE_LINK, 1, 4, 9);
	assert_at(&f, HW_NODE_IMAGE, 0, 4, 22);
	assert_at(&f, HW_NODE_LINK, 2, 6, 12);
	assert_at(&f, HW_NODE_LINK, 3, 7, 14);
	assert_at(&f, HW_NODE_IMAGE, 1, 8, 17);
	assert_at(&f, HW_NODE_HEADING, 1, 10, 3);
	assert_at(&f, HW_NODE_LINK, 4, 11, 7);
	assert_at(&f, HW_NODE_LINK, 5, 15, 7);
	assert_at(&f, HW_NODE_HEADING, 2, 17, 1);
	/* Where the words of a link are its address. */
	assert_at(&f, HW_NODE_LINK, 6, 20, 8);
	assert_at(&f, HW_NODE_IMAGE, 2, 20, 23);
	done(&f);
}

/* CR LF, and a CR alone, which the library takes for a line end too. */
static void test_places_with_returns(void **state)
{
	struct fixture f;
	struct hw_node *node;

	(void)state;
	read_bytes(&f, HW_STR("one\r\n\r\n## Two\r\n\r\n[a](b.md)\r\n"));
	assert_at(&f, HW_NODE_HEADING, 0, 3, 1);
	assert_at(&f, HW_NODE_LINK, 0, 5, 5);
	done(&f);
	read_bytes(&f, HW_STR("one\r\r## Two\r\r[a](b.md)\r"));
	node = nth(&f, HW_NODE_HEADING, 0);
	assert_int_equal(node->span.at, 5);
	node = nth(&f, HW_NODE_LINK, 0);
	assert_int_equal(node->span.at, 17);
	done(&f);
}

/* A text of front matter: places are those of the file. */
static void test_places_in_yaml(void **state)
{
	struct fixture f;
	struct hw_yaml *root;
	struct hw_text *text;

	(void)state;
	messages_open(&f.messages, "x.md",
	    HW_STR("title: £ x\n"
		   "list:\n"
		   "  - detail: |\n"
		   "      ## Head\n" /* 4 */
		   "\n"
		   "      See [a](b.md) and\n" /* 6 */
		   "      é ![p](clock).\n"    /* 7 */
		   "\n"
		   "      - [c](d.md)\n")); /* 9 */
	root = hw_yaml_read(&f.messages.source, 0, f.messages.source.text.len,
	    &f.messages.diags, &f.messages.arena);
	assert_non_null(root);
	text = &hw_yaml_get(hw_yaml_get(root, HW_STR("list"))->items.items[0],
	    HW_STR("detail"))
		    ->text;
	f.doc = hw_markdown_read(text, &f.messages.arena, &f.messages.diags);
	assert_string_equal(messages_text(&f.messages), "");
	assert_at(&f, HW_NODE_HEADING, 0, 4, 7);
	assert_at(&f, HW_NODE_LINK, 0, 6, 15);
	assert_at(&f, HW_NODE_IMAGE, 0, 7, 14);
	assert_at(&f, HW_NODE_LINK, 1, 9, 13);
	done(&f);
}

/* Wherever a node stands, its span is inside the file. */
static void assert_spans(struct fixture *f)
{
	const struct hw_node *at;

	for (at = f->doc; at != NULL; at = hw_node_next(f->doc, at)) {
		assert_true(at->span.at <= f->messages.source.text.len);
		assert_true(at->span.len <= f->messages.source.text.len);
	}
}

/* -------------------------------- limits -------------------------------- */

static void put(struct hw_buf *out, const char *piece, size_t times)
{
	while (times-- > 0)
		hw_buf_puts(out, piece);
}

static void test_long_line(void **state)
{
	struct hw_buf text = {0};
	struct fixture f;

	(void)state;
	put(&text, "x", HW_LINE_LIMIT_BYTES);
	read_bytes(&f, hw_buf_str(&text));
	assert_string_equal(messages_text(&f.messages), "");
	done(&f);
	put(&text, "x", 1);
	read_bytes(&f, hw_buf_str(&text));
	assert_string_equal(messages_text(&f.messages),
	    "1:1 [8] this line has 16385 bytes; 16384 is the limit\n");
	assert_null(f.doc->first);
	done(&f);
	hw_buf_free(&text);
}

static void test_markers(void **state)
{
	static const char *const markers[] = {">", "> ", "- ", "* ", "+ ",
	    "1. ", "12) ", "\t>", "-\t"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(markers); i++) {
		struct hw_buf text = {0};
		struct fixture f;

		put(&text, "first\n\n", 1);
		put(&text, markers[i], 64);
		put(&text, "x", 1);
		read_bytes(&f, hw_buf_str(&text));
		assert_int_equal(f.messages.diags.errors > 0 &&
			f.messages.diags.list.items[0].code !=
			    HW_DIAG_NESTING,
		    0);
		done(&f);
		hw_buf_clear(&text);
		put(&text, "first\n\n", 1);
		put(&text, markers[i], 65);
		put(&text, "x", 1);
		read_bytes(&f, hw_buf_str(&text));
		assert_string_equal(messages_text(&f.messages),
		    "3:1 [101] lists or quotations nested more than 64 "
		    "levels\n");
		assert_null(f.doc->first);
		done(&f);
		/* Behind a lone CR they count all the same. */
		hw_buf_clear(&text);
		put(&text, "first\r", 1);
		put(&text, markers[i], 65);
		read_bytes(&f, hw_buf_str(&text));
		assert_int_equal(f.messages.diags.errors, 1);
		done(&f);
		hw_buf_free(&text);
	}
	assert_tree("-- not a list - - - - - - - - - - - - - - - - - - - - - "
		    "- - - - - - - - - - - - - - - - - - - - - - - - - - - -",
	    "(p(text '-- not a list - - - - - - - - - - - - - - - - - - - - "
	    "- - - - - - - - - - - - - - - - - - - - - - - - - - - - -'))");
}

static void test_deep_inlines(void **state)
{
	struct hw_buf text = {0};
	struct fixture f;
	size_t depth = 0;
	const struct hw_node *at;

	(void)state;
	put(&text, "*a **b ", 500);
	put(&text, "c** d*", 500);
	read_bytes(&f, hw_buf_str(&text));
	assert_int_equal(f.messages.diags.errors, 1);
	assert_int_equal(f.messages.diags.list.items[0].code,
	    HW_DIAG_NESTING);
	for (at = f.doc; at->first != NULL; at = at->last)
		depth++;
	assert_true(depth <= 130);
	done(&f);
	hw_buf_free(&text);
}

/* --------------------------- hostile shapes ---------------------------- */

struct shape {
	const char *name;
	void (*make)(struct hw_buf *out, size_t bytes);
};

/* Lines that end before the line limit does, so that the library itself
 * has to cope. */
static void repeat(struct hw_buf *out, const char *piece, size_t bytes)
{
	size_t on_line = 0, len = strlen(piece);

	while (out->len + len < bytes) {
		if (on_line + len > HW_LINE_LIMIT_BYTES - 100) {
			hw_buf_putc(out, '\n');
			on_line = 0;
		}
		hw_buf_puts(out, piece);
		on_line += len;
	}
}

static void list_markers(struct hw_buf *out, size_t bytes)
{
	put(out, "- ", 63);
	put(out, "x", 1);
	put(out, "\n", bytes - out->len);
}

static void list_markers_full(struct hw_buf *out, size_t bytes)
{
	put(out, "- ", bytes / 3);
	put(out, "x", 1);
	put(out, "\n", bytes / 3);
}

static void quotes(struct hw_buf *out, size_t bytes)
{
	put(out, ">", 64);
	repeat(out, "a*", bytes);
}

static void quotes_full(struct hw_buf *out, size_t bytes)
{
	put(out, ">", bytes / 3);
	put(out, "a*", bytes / 3);
}

static void quotes_lazy(struct hw_buf *out, size_t bytes)
{
	put(out, ">", 64);
	put(out, "a\n", 1);
	put(out, "b\n", (bytes - out->len) / 2);
}

static void quotes_again(struct hw_buf *out, size_t bytes)
{
	while (out->len + 70 < bytes) {
		put(out, ">", 64);
		put(out, "a\n", 1);
	}
}

static void table_square(struct hw_buf *out, size_t bytes)
{
	size_t k = 4000;

	put(out, "|a", k);
	put(out, "|\n", 1);
	put(out, "|-", k);
	put(out, "|\n", 1);
	while (out->len + 3 < bytes)
		put(out, "|a\n", 1);
}

static void table_wide(struct hw_buf *out, size_t bytes)
{
	while (out->len + 33000 < bytes) {
		put(out, "|a", 8000);
		put(out, "|\n", 1);
		put(out, "|-", 8000);
		put(out, "|\n\n", 1);
	}
}

static void table_middle(struct hw_buf *out, size_t bytes)
{
	size_t k = 300;

	put(out, "|a", k);
	put(out, "|\n", 1);
	put(out, "|-", k);
	put(out, "|\n", 1);
	while (out->len + 3 < bytes / 200)
		put(out, "|a\n", 1);
}

static void tables_many(struct hw_buf *out, size_t bytes)
{
	while (out->len + 10 < bytes)
		put(out, "|a|\n|-|\n\n", 1);
}

static void table_after_lines(struct hw_buf *out, size_t bytes)
{
	put(out, "a\n", bytes / 2 - 10);
	put(out, "|a|\n|-|\n", 1);
}

static void references(struct hw_buf *out, size_t bytes)
{
	put(out, "[a]: ", 1);
	put(out, "u", 16000);
	put(out, "\n\n", 1);
	repeat(out, "[a]", bytes);
}

static void entity_links(struct hw_buf *out, size_t bytes)
{
	repeat(out, "[a](&#65;) ", bytes);
}

static void links(struct hw_buf *out, size_t bytes)
{
	repeat(out, "[a](b) ", bytes);
}

static void smart_quotes(struct hw_buf *out, size_t bytes)
{
	repeat(out, "\"'", bytes);
}

static void instructions(struct hw_buf *out, size_t bytes)
{
	put(out, "a", 1);
	repeat(out, "<?", bytes);
}

static void declarations(struct hw_buf *out, size_t bytes)
{
	repeat(out, "<!A ", bytes);
}

static void address_brackets(struct hw_buf *out, size_t bytes)
{
	put(out, "http://a.b/", 1);
	repeat(out, ")", bytes);
}

static void images(struct hw_buf *out, size_t bytes)
{
	repeat(out, "![[]()", bytes);
}

static void many_notes(struct hw_buf *out, size_t bytes)
{
	size_t i;

	for (i = 0; out->len + 40 < bytes; i++)
		hw_buf_printf(out, "a[^%zu]\n\n[^%zu]: b\n\n", i, i);
}

static void note_uses(struct hw_buf *out, size_t bytes)
{
	put(out, "[^a]: b\n\n", 1);
	repeat(out, "[^a]", bytes);
}

static void stairs(struct hw_buf *out, size_t bytes)
{
	size_t depth;

	for (depth = 0; out->len + 2 * depth + 4 < bytes / 2; depth++) {
		put(out, "  ", depth);
		put(out, "- a\n", 1);
	}
	put(out, "\n", bytes - out->len);
}

static void quoted_stairs(struct hw_buf *out, size_t bytes)
{
	size_t depth;

	for (depth = 0; out->len + 2 * depth + 4 < bytes / 2; depth++) {
		put(out, "  ", depth);
		put(out, "- a\n", 1);
	}
	put(out, "b\n", (bytes - out->len) / 2);
}

#define REPEATED(name, piece)                              \
	static void name(struct hw_buf *out, size_t bytes) \
	{                                                  \
		repeat(out, piece, bytes);                 \
	}
REPEATED(emphasis, "*a **a ")
REPEATED(closers, "a**b")
REPEATED(underscores, "_a __a ")
REPEATED(openers, "[")
REPEATED(open_links, "[a](")
REPEATED(open_titles, "[a](b \"")
REPEATED(open_images, "![l")
REPEATED(comments, "<!--")
REPEATED(cdata, "<![CDATA[")
REPEATED(tags, "<a b='")
REPEATED(backticks, "`a``")
REPEATED(entities, "&amp;")
REPEATED(tildes, "~~a ~~b")
REPEATED(headings, "# a\n")
REPEATED(rules, "***\n")
REPEATED(blanks, "\n")
REPEATED(items, "- a\n")
REPEATED(tasks, "- [ ] a\n")
REPEATED(nulls, "\xEF\xBF\xBD")
REPEATED(fences, "```\n")
REPEATED(pipes, "|\n-|\n")
REPEATED(definitions, "[a]: b\n")
REPEATED(broken_notes, "[^")
REPEATED(mails, "a@b.cc:")
REPEATED(autolinks, "<a:b>")
REPEATED(hard_breaks, "a  \n")
REPEATED(setext, "a\n=\n")
REPEATED(backslashes, "\\")
REPEATED(html_blocks, "<div>\n\n")

static const struct shape shapes[] = {
    {"list markers, then blank lines", list_markers},
    {"list markers beyond the limit", list_markers_full},
    {"quotes, then delimiters", quotes},
    {"quotes beyond the limit", quotes_full},
    {"quotes, then lazy lines", quotes_lazy},
    {"deep quotes again and again", quotes_again},
    {"a square table", table_square},
    {"wide tables", table_wide},
    {"a table within the budget", table_middle},
    {"many tables", tables_many},
    {"a table after many lines", table_after_lines},
    {"references", references},
    {"links with entities", entity_links},
    {"links", links},
    {"smart quotes", smart_quotes},
    {"instructions", instructions},
    {"declarations", declarations},
    {"brackets after an address", address_brackets},
    {"images", images},
    {"many notes", many_notes},
    {"many uses of a note", note_uses},
    {"stairs, then blank lines", stairs},
    {"stairs, then lazy lines", quoted_stairs},
    {"emphasis", emphasis},
    {"closers", closers},
    {"underscores", underscores},
    {"openers", openers},
    {"open links", open_links},
    {"open titles", open_titles},
    {"open images", open_images},
    {"comments", comments},
    {"cdata", cdata},
    {"tags", tags},
    {"backticks", backticks},
    {"entities", entities},
    {"tildes", tildes},
    {"headings", headings},
    {"rules", rules},
    {"blanks", blanks},
    {"items", items},
    {"tasks", tasks},
    {"replacements", nulls},
    {"fences", fences},
    {"pipes", pipes},
    {"definitions", definitions},
    {"broken notes", broken_notes},
    {"mails", mails},
    {"autolinks", autolinks},
    {"hard breaks", hard_breaks},
    {"setext", setext},
    {"backslashes", backslashes},
    {"html blocks", html_blocks},
};

#if HW_ASAN
/* The sanitizer's own work and memory count too. */
#define CPU_SECONDS 30.0
#define PEAK_KIB    (4L * 1024 * 1024)
#else
#define CPU_SECONDS 3.0
#define PEAK_KIB    (300L * 1024)
#endif

/* In a process of its own, so that its peak of memory is known. */
static void run_shape(const struct shape *shape, size_t bytes)
{
	struct rusage usage;
	struct hw_buf text = {0};
	double seconds;
	int status;
	pid_t child;

	shape->make(&text, bytes);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct fixture f;

		alarm(120);
		read_bytes(&f, hw_buf_str(&text));
		assert_spans(&f);
		/* A message, or a result. */
		_exit(f.doc->first != NULL || text.len == 0 ||
			    f.messages.diags.errors > 0 ||
			    hw_str_trim(hw_buf_str(&text)).len == 0 ||
			    text.data[0] == '['
			? 0
			: 1);
	}
	assert_int_equal(wait4(child, &status, 0, &usage), child);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("%s, %zu bytes: status %x", shape->name, bytes,
		    (unsigned)status);
	seconds = (double)usage.ru_utime.tv_sec +
	    (double)usage.ru_utime.tv_usec / 1e6 +
	    (double)usage.ru_stime.tv_sec +
	    (double)usage.ru_stime.tv_usec / 1e6;
	if (getenv("HW_TEST_TIMES") != NULL)
		printf("%6.2f s %6ld KiB %8zu bytes  %s\n", seconds,
		    usage.ru_maxrss, bytes, shape->name);
	if (seconds > CPU_SECONDS || usage.ru_maxrss > PEAK_KIB)
		fail_msg("%s, %zu bytes: %.1f s, %ld KiB", shape->name, bytes,
		    seconds, usage.ru_maxrss);
	hw_buf_free(&text);
}

static void test_hostile_shapes(void **state)
{
	size_t i;

	(void)state;
	if (getenv("HW_TEST_QUICK") != NULL)
		skip(); /* full sizes take seconds each */
	for (i = 0; i < HW_COUNT(shapes); i++) {
		run_shape(&shapes[i], 128 * 1024);
		run_shape(&shapes[i], HW_PAGE_LIMIT_BYTES);
	}
}

/* The bytes that the library's autolinks read wrongly (CVE-2023-22485). */
static void test_seven_bytes(void **state)
{
	(void)state;
	assert_tree(":a@b.cc", "(p(text ':a@b.cc'))");
	assert_tree("a:a@b.cc www. http://",
	    "(p(text 'a:a@b.cc www. "
	    "http://'))");
}

/* ---------------------- one page after another ---------------------- */

static hw_str tree_of(struct fixture *f, const char *text)
{
	struct hw_buf out = {0};
	hw_str copy;

	read_bytes(f, hw_str_of(text));
	show(f->doc, &out);
	copy = hw_str_dup(&f->messages.arena, hw_buf_str(&out));
	hw_buf_free(&out);
	return copy;
}

/* After a parse that was left in the middle, whichever allocation that was,
 * the library's global tables are as before. */
static void test_budget_leaves_no_trace(void **state)
{
	static const char page[] =
	    "~~gone~~ ~one~ | a | b |\n\n|a|b|\n|-|-:|\n|~~x~~|2|\n\n"
	    "- [x] done\n- [ ] open\n";
	/* Without a tilde, and so without that extension: its sign must
	 * not be special any more. */
	static const char plain[] = "a ~ b, c | d [ ] e *f*\n";
	struct fixture before, plain_before, f;
	struct hw_buf bomb = {0};
	hw_str wanted, plain_wanted, is;
	size_t round;

	(void)state;
	wanted = tree_of(&before, page);
	plain_wanted = tree_of(&plain_before, plain);
	for (round = 0; round < 12; round++) {
		hw_buf_clear(&bomb);
		/* A different number of allocations each time. */
		put(&bomb, "~~x~~ y\n", round);
		put(&bomb, "\n", 1);
		table_square(&bomb, 40000 + round);
		read_bytes(&f, hw_buf_str(&bomb));
		assert_int_equal(f.messages.diags.errors, 1);
		assert_int_equal(f.messages.diags.list.items[0].code,
		    HW_DIAG_MARKDOWN_BUDGET);
		assert_null(f.doc->first);
		done(&f);
		is = tree_of(&f, plain);
		assert_true(hw_str_equal(is, plain_wanted));
		done(&f);
		is = tree_of(&f, page);
		assert_true(hw_str_equal(is, wanted));
		done(&f);
	}
	hw_buf_free(&bomb);
	done(&before);
	done(&plain_before);
}

/* Pieces of Markdown in any order: no crash, and spans inside the file. */
static void test_junk(void **state)
{
	static const char *const pieces[] = {"*", "**", "_", "~~", "[", "]",
	    "(", ")", "!", "`", "```\n", "\n", "\n\n", "> ", "- ", "1. ",
	    "# ", "|", "|-|\n", "[^a]", "[^a]: ", "<", ">", "<b>", "&amp;",
	    "\\", "word ", "é", "\t", "    ", "[a]: b\n", "---\n", "[ ] ",
	    "\r", "\r\n", "https://x.y", "a@b.cc", "\"", "'", "{{", "<!--"};
	uint64_t seed = 1;
	size_t round, i;

	(void)state;
	for (round = 0; round < 3000; round++) {
		struct hw_buf text = {0};
		struct fixture f;

		for (i = 0; i < 40; i++) {
			seed = seed * UINT64_C(6364136223846793005) +
			    UINT64_C(1442695040888963407);
			hw_buf_puts(&text,
			    pieces[(seed >> 33) % HW_COUNT(pieces)]);
		}
		read_bytes(&f, hw_buf_str(&text));
		assert_spans(&f);
		done(&f);
		hw_buf_free(&text);
	}
}

static void test_version(void **state)
{
	(void)state;
	assert_true(strlen(hw_markdown_version()) > 3);
}

static int set_up(void **state)
{
	(void)state;
	hw_markdown_setup();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_blocks),
	    cmocka_unit_test(test_inlines),
	    cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_footnotes),
	    cmocka_unit_test(test_places_in_body),
	    cmocka_unit_test(test_places_with_returns),
	    cmocka_unit_test(test_places_in_yaml),
	    cmocka_unit_test(test_long_line),
	    cmocka_unit_test(test_markers),
	    cmocka_unit_test(test_deep_inlines),
	    cmocka_unit_test(test_hostile_shapes),
	    cmocka_unit_test(test_seven_bytes),
	    cmocka_unit_test(test_budget_leaves_no_trace),
	    cmocka_unit_test(test_junk),
	    cmocka_unit_test(test_version),
	};

	return cmocka_run_group_tests_name("markdown", tests, set_up, NULL);
}
