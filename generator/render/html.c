#include "render/html.h"

#include "base/escape.h"
#include "render/lang_marks.h"
#include "render/word_marks.h"

/* The tree's depth is bounded by input/markdown, so recursion is too. */

static void attribute(struct hw_buf *out, const char *name, hw_str value)
{
	hw_buf_printf(out, " %s=\"", name);
	hw_escape_html(out, value);
	hw_buf_putc(out, '"');
}

static void address(struct hw_buf *out, const char *name, hw_str href,
    const struct hw_html_options *options)
{
	hw_buf_printf(out, " %s=\"", name);
	if (href.len > 0 && href.p[0] == '/')
		hw_escape_html(out, options->base_path);
	hw_escape_url(out, href);
	hw_buf_putc(out, '"');
}

static void wrap(struct hw_buf *out, const char *tag,
    const struct hw_node *node, const struct hw_html_options *options)
{
	hw_buf_printf(out, "<%s>", tag);
	hw_html_inlines(out, node, options);
	hw_buf_printf(out, "</%s>", tag);
}

/* The words of a heading or a link, which get no marks of ours. */
static void unmarked(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	struct hw_html_options plain = *options;
	struct hw_buf words = {0};

	if (options->marks != NULL) {
		hw_node_words(node, &words);
		hw_word_marks_see(options->marks, hw_buf_str(&words));
		hw_buf_free(&words);
	}
	plain.marks = NULL;
	hw_html_inlines(out, node, &plain);
}

static void link(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	if (node->href.len == 0) {
		hw_html_inlines(out, node, options);
		return;
	}
	hw_buf_puts(out, "<a");
	address(out, "href", node->href, options);
	if (node->hreflang.len > 0)
		attribute(out, "hreflang", node->hreflang);
	if (node->is_external)
		hw_buf_puts(out, " rel=\"noreferrer\"");
	hw_buf_putc(out, '>');
	unmarked(out, node, options);
	hw_buf_puts(out, "</a>");
}

static void image(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	struct hw_buf alt = {0};

	hw_node_words(node, &alt);
	if (node->href.len == 0) {
		hw_escape_html(out, hw_buf_str(&alt));
	} else {
		hw_buf_puts(out, "<img");
		address(out, "src", node->href, options);
		attribute(out, "alt", hw_buf_str(&alt));
		if (node->width > 0 && node->height > 0)
			hw_buf_printf(out, " width=\"%d\" height=\"%d\"",
			    node->width, node->height);
		hw_buf_putc(out, '>');
	}
	hw_buf_free(&alt);
}

static void note_reference(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	hw_buf_puts(out, "<sup><a id=\"");
	hw_escape_html(out, options->note_prefix);
	hw_buf_printf(out, "note-%d-from-%d\" href=\"#", node->level,
	    node->start);
	hw_escape_html(out, options->note_prefix);
	hw_buf_printf(out, "note-%d\">[%d]</a></sup>", node->level,
	    node->level);
}

static void inline_node(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	switch (node->type) {
	case HW_NODE_TEXT:
		/* A fact may be a name in another language. */
		(node->is_fact ? hw_lang_html : hw_escape_html)(out,
		    node->text);
		break;
	case HW_NODE_HTML_INLINE:
		hw_escape_html(out, node->text);
		break;
	case HW_NODE_SOFT_BREAK:
		hw_buf_putc(out, '\n');
		break;
	case HW_NODE_LINE_BREAK:
		hw_buf_puts(out, "<br>\n");
		break;
	case HW_NODE_CODE:
		hw_buf_puts(out, "<code>");
		hw_escape_html(out, node->text);
		hw_buf_puts(out, "</code>");
		break;
	case HW_NODE_EMPH:
		wrap(out, "em", node, options);
		break;
	case HW_NODE_STRONG:
		wrap(out, "strong", node, options);
		break;
	case HW_NODE_STRIKE:
		wrap(out, "del", node, options);
		break;
	case HW_NODE_LINK:
		link(out, node, options);
		break;
	case HW_NODE_IMAGE:
		image(out, node, options);
		break;
	case HW_NODE_FOOTNOTE_REF:
		note_reference(out, node, options);
		break;
	default:
		hw_html_inlines(out, node, options);
		break;
	}
}

static bool is_run(const struct hw_node *node)
{
	return node != NULL &&
	    (node->type == HW_NODE_TEXT || node->type == HW_NODE_SOFT_BREAK);
}

/* Texts and line ends that follow each other, with the words of the glossary
 * marked: a term may go on in the next line. Returns the last of them. */
static const struct hw_node *run(struct hw_buf *out,
    const struct hw_node *node, const struct hw_html_options *options)
{
	struct hw_buf text = {0};

	for (;; node = node->next) {
		if (node->type == HW_NODE_SOFT_BREAK)
			hw_buf_putc(&text, '\n');
		else
			hw_buf_add(&text, node->text);
		if (!is_run(node->next))
			break;
	}
	hw_word_marks_write(options->marks, out, hw_buf_str(&text),
	    options->is_quoted);
	hw_buf_free(&text);
	return node;
}

void hw_html_inlines(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	const struct hw_node *child;

	if (options->marks != NULL && hw_node_is_block(node))
		hw_word_marks_block(options->marks);
	for (child = node->first; child != NULL; child = child->next)
		if (options->marks != NULL && is_run(child))
			child = run(out, child, options);
		else
			inline_node(out, child, options);
}

static void heading(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	int level = node->level + options->heading_shift;

	if (level > 6)
		level = 6;
	hw_buf_printf(out, "<h%d", level);
	if (node->id.len > 0 && !options->without_ids)
		attribute(out, "id", node->id);
	hw_buf_putc(out, '>');
	unmarked(out, node, options);
	hw_buf_printf(out, "</h%d>\n", level);
}

static void item(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	const struct hw_node *child;
	bool tight = node->parent->tight;

	hw_buf_puts(out, "<li>");
	if (node->task != HW_TASK_NONE) {
		bool done = node->task == HW_TASK_DONE;

		hw_buf_printf(out, "<span class=\"task task-%s\">",
		    done ? "done" : "open");
		hw_escape_html(out,
		    done ? options->done_label : options->open_label);
		hw_buf_puts(out, "</span> ");
	}
	for (child = node->first; child != NULL; child = child->next) {
		if (tight && child->type == HW_NODE_PARAGRAPH) {
			hw_html_inlines(out, child, options);
			if (child->next != NULL)
				hw_buf_putc(out, '\n');
		} else {
			hw_html_between(out, child, child->next, options);
		}
	}
	hw_buf_puts(out, "</li>\n");
}

static void list(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	const struct hw_node *child;

	if (!node->ordered)
		hw_buf_puts(out, "<ul>\n");
	else if (node->start != 1)
		hw_buf_printf(out, "<ol start=\"%d\">\n", node->start);
	else
		hw_buf_puts(out, "<ol>\n");
	for (child = node->first; child != NULL; child = child->next)
		item(out, child, options);
	hw_buf_puts(out, node->ordered ? "</ol>\n" : "</ul>\n");
}

static void cell(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	const char *tag = node->header ? "th" : "td";

	hw_buf_printf(out, "<%s", tag);
	if (node->header)
		hw_buf_puts(out, " scope=\"col\"");
	if (node->align == HW_ALIGN_RIGHT)
		hw_buf_puts(out, " class=\"number\"");
	else if (node->align == HW_ALIGN_CENTRE)
		hw_buf_puts(out, " class=\"centre\"");
	hw_buf_putc(out, '>');
	if (node->header)
		unmarked(out, node, options);
	else
		hw_html_inlines(out, node, options);
	hw_buf_printf(out, "</%s>", tag);
}

#define CAPTION_BYTES 400

/* The nearest heading before a table names it; a very long one in part, as
 * thousands of tables may follow it. */
static void caption(struct hw_buf *out, const struct hw_node *heading,
    const struct hw_html_options *options)
{
	hw_buf_puts(out, "<caption class=\"hidden\">");
	if (heading != NULL) {
		struct hw_buf words = {0};
		size_t len;

		hw_node_words(heading, &words);
		len = words.len;
		if (len > CAPTION_BYTES)
			for (len = CAPTION_BYTES; len > 0 &&
			     ((unsigned char)words.data[len] & 0xC0) == 0x80;)
				len--;
		hw_escape_html(out, hw_str_sub(hw_buf_str(&words), 0, len));
		hw_buf_free(&words);
	} else {
		hw_escape_html(out, options->table_label);
	}
	hw_buf_puts(out, "</caption>\n");
}

static void table(struct hw_buf *out, const struct hw_node *node,
    const struct hw_node *heading, const struct hw_html_options *options)
{
	const struct hw_node *row, *at;
	bool in_body = false;

	/* The wrapper scrolls, not the page; a keyboard can reach it. */
	hw_buf_puts(out, "<section class=\"table\"");
	attribute(out, "aria-label", options->table_label);
	hw_buf_puts(out, " tabindex=\"0\">\n<table>\n");
	caption(out, heading, options);
	for (row = node->first; row != NULL; row = row->next) {
		if (row->header)
			hw_buf_puts(out, "<thead>\n");
		else if (!in_body)
			hw_buf_puts(out, "<tbody>\n");
		in_body = in_body || !row->header;
		hw_buf_puts(out, "<tr>");
		for (at = row->first; at != NULL; at = at->next)
			cell(out, at, options);
		hw_buf_puts(out, "</tr>\n");
		if (row->header)
			hw_buf_puts(out, "</thead>\n");
	}
	hw_buf_puts(out, in_body ? "</tbody>\n" : "");
	hw_buf_puts(out, "</table>\n</section>\n");
}

/* One idea of an easy-read page: its picture first, then its words. */
static void row(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	const struct hw_node *picture = node->first;

	hw_buf_puts(out, "<div class=\"row\">\n<div class=\"picture\">");
	if (picture != NULL && picture->type == HW_NODE_IMAGE) {
		image(out, picture, options);
		picture = picture->next;
	}
	hw_buf_puts(out, "</div>\n<div class=\"words\">\n");
	hw_html_between(out, picture, NULL, options);
	hw_buf_puts(out, "</div>\n</div>\n");
}

/* A link that stands alone is a thing to press, as tall as a thumb; one that
 * leads nowhere is words. */
static void paragraph(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	bool is_link = node->first != NULL && node->first == node->last &&
	    node->first->type == HW_NODE_LINK && node->first->href.len > 0;

	hw_buf_puts(out, is_link ? "<p class=\"go\">" : "<p>");
	hw_html_inlines(out, node, options);
	hw_buf_puts(out, "</p>\n");
}

static void quotation(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	struct hw_html_options quoted = *options;

	quoted.is_quoted = true;
	hw_buf_puts(out, "<blockquote>\n");
	hw_html_blocks(out, node, &quoted);
	hw_buf_puts(out, "</blockquote>\n");
}

/* `before` is the nearest heading before it in the same block, or NULL. */
static void block(struct hw_buf *out, const struct hw_node *node,
    const struct hw_node *before, const struct hw_html_options *options)
{
	switch (node->type) {
	case HW_NODE_PARAGRAPH:
		paragraph(out, node, options);
		break;
	case HW_NODE_HEADING:
		heading(out, node, options);
		break;
	case HW_NODE_LIST:
		list(out, node, options);
		break;
	case HW_NODE_QUOTE:
		quotation(out, node, options);
		break;
	case HW_NODE_CODE_BLOCK:
	case HW_NODE_HTML_BLOCK:
		hw_buf_puts(out, "<pre tabindex=\"0\"><code>");
		hw_escape_html(out, node->text);
		hw_buf_puts(out, "</code></pre>\n");
		break;
	case HW_NODE_RULE:
		hw_buf_puts(out, "<hr>\n");
		break;
	case HW_NODE_TABLE:
		table(out, node, before, options);
		break;
	case HW_NODE_ROW:
		row(out, node, options);
		break;
	case HW_NODE_FOOTNOTE_DEF:
		break; /* collected at the end */
	default:
		hw_html_blocks(out, node, options);
		break;
	}
}

static void notes(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	const struct hw_node *note = node->first;

	while (note != NULL && note->type != HW_NODE_FOOTNOTE_DEF)
		note = note->next;
	if (note == NULL)
		return;
	hw_buf_puts(out, "<section class=\"notes\">\n<h2>");
	hw_escape_html(out, options->notes_title);
	hw_buf_puts(out, "</h2>\n<ol>\n");
	for (; note != NULL; note = note->next) {
		if (note->type != HW_NODE_FOOTNOTE_DEF)
			continue;
		hw_buf_puts(out, "<li");
		hw_buf_puts(out, " id=\"");
		hw_escape_html(out, options->note_prefix);
		hw_buf_printf(out, "note-%d\">", note->level);
		hw_html_blocks(out, note, options);
		hw_buf_puts(out, "<a href=\"#");
		hw_escape_html(out, options->note_prefix);
		hw_buf_printf(out, "note-%d-from-1\">", note->level);
		hw_escape_html(out, options->back_label);
		hw_buf_printf(out, " [%d]</a></li>\n", note->level);
	}
	hw_buf_puts(out, "</ol>\n</section>\n");
}

void hw_html_between(struct hw_buf *out, const struct hw_node *first,
    const struct hw_node *end, const struct hw_html_options *options)
{
	const struct hw_node *child, *section = NULL, *before = NULL;

	for (child = first; child != end; child = child->next) {
		if (child->type == HW_NODE_HEADING)
			before = child;
		if (child->type == HW_NODE_HEADING &&
		    (section == NULL || child->level <= section->level)) {
			if (section != NULL && options->after_section != NULL)
				options->after_section(out, section,
				    options->context);
			section = child->label.len > 0 ? child : NULL;
		}
		block(out, child, before, options);
	}
	if (section != NULL && options->after_section != NULL)
		options->after_section(out, section, options->context);
}

void hw_html_blocks(struct hw_buf *out, const struct hw_node *node,
    const struct hw_html_options *options)
{
	hw_html_between(out, node->first, NULL, options);
	if (node->type == HW_NODE_DOCUMENT)
		notes(out, node, options);
}
