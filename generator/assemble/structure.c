#include "assemble/structure.h"

#include "assemble/marks.h"
#include "assemble/prose.h"
#include "input/comment.h"
#include "input/text.h"

struct check {
	struct hw_site *site;
	int last_level; /* of the heading before; the title is 1 */
};

static bool has_words(const struct hw_node *node)
{
	struct hw_buf words = {0};
	const struct hw_node *at;
	bool found;

	hw_node_words(node, &words);
	found = hw_str_trim(hw_buf_str(&words)).len > 0;
	hw_buf_free(&words);
	for (at = node; at != NULL && !found; at = hw_node_next(node, at))
		found = at->type == HW_NODE_IMAGE && at->first != NULL;
	return found;
}

static void check_heading(struct check *check, const struct hw_node *node)
{
	struct hw_diags *diags = check->site->diags;

	if (!has_words(node))
		hw_diag(diags, HW_DIAG_EMPTY_HEADING, node->span,
		    HW_STR("Write the heading's words after the '#', or take "
			   "the line out."),
		    "this heading has no words");
	if (node->level == 1) {
		hw_diag(diags, HW_DIAG_HEADING_TOP, node->span,
		    HW_STR("The title is the page's main heading. Start "
			   "this one with '##'."),
		    "a second main heading");
		check->last_level = 1;
		return;
	}
	if (node->level > check->last_level + 1)
		hw_diag(diags, HW_DIAG_HEADING_ORDER, node->span,
		    hw_fmt(check->site->arena, "Start it with '%.*s'.",
			check->last_level + 1, "######"),
		    "a heading of level %d follows one of level %d",
		    node->level, check->last_level);
	check->last_level = node->level;
}

static bool says_nothing(hw_str words)
{
	static const hw_str empty_words[] = {
	    {"click here", 10},
	    {"here", 4},
	    {"more", 4},
	    {"read more", 9},
	    {"link", 4},
	    {"this link", 9},
	    {"this page", 9},
	    {"this", 4},
	    {"find out more", 13},
	    {"see here", 8},
	    {"details", 7},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(empty_words); i++)
		if (hw_str_equal_nocase(words, empty_words[i]))
			return true;
	return false;
}

/* Offset of something that looks like an address, or SIZE_MAX. */
static size_t find_address(hw_str text)
{
	static const hw_str starts[] = {{"http://", 7}, {"https://", 8},
	    {"www.", 4}};
	size_t i, found, at, first = SIZE_MAX;

	for (i = 0; i < HW_COUNT(starts); i++) {
		found = hw_str_find(text, starts[i]);
		if (found < first && found + starts[i].len < text.len)
			first = found;
	}
	at = hw_str_find_char(text, '@');
	if (at == SIZE_MAX || at > first || at == 0 || at + 1 >= text.len ||
	    text.p[at - 1] == ' ' || text.p[at + 1] == ' ')
		return first;
	if (hw_str_find_char(hw_str_sub(text, at, text.len), '.') == SIZE_MAX)
		return first;
	while (at > 0 && strchr(" \t(<", text.p[at - 1]) == NULL)
		at--;
	return at;
}

static void check_link(struct check *check, const struct hw_node *node)
{
	struct hw_diags *diags = check->site->diags;
	struct hw_buf buf = {0};
	hw_str words;

	hw_node_words(node, &buf);
	words = hw_str_trim(hw_buf_str(&buf));
	if (!has_words(node))
		hw_diag(diags, HW_DIAG_EMPTY_LINK, node->span,
		    HW_STR("Write the words of the link between '[' and "
			   "']'."),
		    "this link has no words");
	else if (says_nothing(words))
		hw_diag(diags, HW_DIAG_LINK_TEXT, node->span,
		    HW_STR("Say where the link goes: people who listen to "
			   "pages hear links on their own."),
		    "the link words '%.*s' say nothing", HW_ARG(words));
	else if (hw_str_equal(words, node->url) &&
	    find_address(words) != SIZE_MAX)
		hw_diag(diags, HW_DIAG_BARE_ADDRESS, node->span,
		    HW_STR(
			"Write words for it: '[the council's page on short "
			"breaks](address)'."),
		    "a bare address stands in the text");
	hw_buf_free(&buf);
}

static bool inside_link(const struct hw_node *node)
{
	for (; node != NULL; node = node->parent)
		if (node->type == HW_NODE_LINK)
			return true;
	return false;
}

/* Where the bytes from `at` of a node's words stand in the file. Words in
 * which the source has escapes stand where the node begins. */
static struct hw_span span_inside(const struct hw_node *node, size_t at)
{
	struct hw_span span = node->span;
	hw_str text = span.source->text;

	if (span.at + node->text.len <= text.len &&
	    hw_str_equal(hw_str_sub(text, span.at, span.at + node->text.len),
		node->text)) {
		span.at += at;
		span.len = 1;
	}
	return span;
}

static void check_text(struct check *check, const struct hw_node *node)
{
	hw_str rest = node->text;
	size_t at = inside_link(node) ? SIZE_MAX : find_address(rest);

	while (at != SIZE_MAX) {
		rest = hw_str_sub(rest, at, rest.len);
		hw_diag(check->site->diags, HW_DIAG_BARE_ADDRESS,
		    span_inside(node, node->text.len - rest.len),
		    HW_STR(
			"Make it a link with words: '[the council's page on "
			"short breaks](address)'."),
		    "a bare address stands in the text");
		/* On with the words after it. */
		at = hw_str_find_char(rest, ' ');
		rest = hw_str_sub(rest, at == SIZE_MAX ? rest.len : at,
		    rest.len);
		at = find_address(rest);
	}
	at = hw_str_find(node->text, HW_STR("[^"));
	if (at != SIZE_MAX)
		hw_diag(check->site->diags, HW_DIAG_FOOTNOTE,
		    span_inside(node, at),
		    HW_STR("Write the note on a line of its own: '[^1]: the "
			   "note'."),
		    "a footnote that has no text");
}

static void check_html(struct check *check, const struct hw_node *node)
{
	bool is_ignore = hw_str_find(node->text, HW_COMMENT_WORD) != SIZE_MAX;
	hw_str rest = hw_str_trim(node->text), first = HW_STR_NONE;

	hw_str_next_line(&rest, &first);

	hw_diag(check->site->diags, HW_DIAG_RAW_HTML, node->span,
	    is_ignore
		? HW_STR("Write it on one line, alone or last: '<!-- "
			 "headway-ignore HW203: the reason -->'.")
		: HW_STR("Pages are Markdown only. Take the HTML out; it "
			 "would be shown to readers as text."),
	    "HTML in the text: '%.*s'",
	    HW_ARG(hw_text_clip(check->site->arena, first)));
}

static void check_cell(struct check *check, const struct hw_node *node)
{
	if (node->header && !has_words(node))
		hw_diag(check->site->diags, HW_DIAG_TABLE_HEADER,
		    node->parent->span,
		    HW_STR("Say in one or two words what the column holds."),
		    "a column of this table has no heading");
}

static void check_doc(struct hw_node *doc, void *context)
{
	struct check *check = context;
	struct hw_node *at;

	for (at = doc; at != NULL; at = hw_node_next(doc, at)) {
		switch (at->type) {
		case HW_NODE_HEADING:
			check_heading(check, at);
			break;
		case HW_NODE_LINK:
			check_link(check, at);
			break;
		case HW_NODE_TEXT:
			check_text(check, at);
			hw_marks_check(check->site->diags, at);
			break;
		case HW_NODE_HTML_BLOCK:
		case HW_NODE_HTML_INLINE:
			check_html(check, at);
			break;
		case HW_NODE_TABLE_CELL:
			check_cell(check, at);
			break;
		default:
			break;
		}
	}
	check->last_level = 1; /* each text starts anew */
}

/* Length of a character that hides or turns the text after it, or 0:
 * C0 and C1 controls, and the direction marks of Unicode's bidirectional
 * algorithm (CVE-2021-42574, "Trojan source"). */
static size_t unsafe_character(hw_str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;
	size_t left = text.len - at;

	if ((p[0] < 0x20 && p[0] != '\n' && p[0] != '\r' && p[0] != '\t') ||
	    p[0] == 0x7F)
		return 1;
	if (left >= 2 && p[0] == 0xC2 && p[1] < 0xA0)
		return 2;
	if (left >= 3 && p[0] == 0xE2 &&
	    ((p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE) ||
		(p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9)))
		return 3;
	return 0;
}

static void check_characters(struct hw_site *site, const struct hw_page *page)
{
	const struct hw_source *source = &page->source;
	size_t at, len;

	/* In front matter input/front has looked. */
	for (at = page->body.span.at; at < source->text.len; at++) {
		len = unsafe_character(source->text, at);
		if (len == 0)
			continue;
		hw_diag(site->diags, HW_DIAG_UNSAFE_CHARACTER,
		    (struct hw_span){source, at, len},
		    HW_STR("Delete it and type the words around it again. It "
			   "often comes along when text is pasted."),
		    "a character that cannot be seen and can hide words");
		at += len - 1;
	}
}

void hw_structure_check(struct hw_site *site, struct hw_page *page)
{
	struct check check = {.site = site, .last_level = 1};

	if (!page->is_unread)
		check_characters(site, page);
	hw_prose_each(page, check_doc, &check);
}
