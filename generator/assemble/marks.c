#include "assemble/marks.h"

static bool is_letter(char c)
{
	return hw_is_letter(c) || (unsigned char)c >= 0x80;
}

/* Whether the text stands in the file as it is: nothing in it is escaped. */
static bool is_as_written(const struct hw_node *node)
{
	hw_str text = node->span.source->text;
	size_t at = node->span.at, to = at + node->text.len;

	return to <= text.len &&
	    hw_str_equal(hw_str_sub(text, at, to), node->text);
}

/* Whether only spaces stand before it on its line of the file. */
static bool starts_line(const struct hw_node *node)
{
	hw_str text = node->span.source->text;
	size_t at = node->span.at;

	while (at > 0 && text.p[at - 1] == ' ')
		at--;
	return at == 0 || text.p[at - 1] == '\n';
}

static bool starts_paragraph(const struct hw_node *node)
{
	return node->previous == NULL &&
	    node->parent->type == HW_NODE_PARAGRAPH;
}

static void say(struct hw_diags *diags, const struct hw_node *node, size_t at,
    size_t len, const char *help, const char *message)
{
	hw_diag(diags, HW_DIAG_MARKS_LEFT,
	    (struct hw_span){node->span.source, node->span.at + at, len},
	    hw_str_of(help), "%s", message);
}

/* "##Help": a heading but for its space. One '#' may be a number's. */
static void check_heading(struct hw_diags *diags, const struct hw_node *node)
{
	hw_str text = node->text;
	size_t level = 0;

	while (level < text.len && text.p[level] == '#')
		level++;
	if (level >= 2 && level <= 6 && level < text.len &&
	    text.p[level] != ' ')
		say(diags, node, 0, level,
		    "Put a space between '#' and the words: '## Help'.",
		    "a heading needs a space after its '#'");
}

/* Length of a bullet that a word processor makes, or 0. */
static size_t bullet(hw_str text)
{
	static const hw_str bullets[] = {
	    {"\xE2\x80\xA2", 3}, /* • */
	    {"\xC2\xB7", 2},     /* · */
	    {"\xE2\x96\xAA", 3}, /* ▪ */
	    {"\xE2\x97\x8F", 3}, /* ● */
	    {"\xE2\x97\xA6", 3}, /* ◦ */
	    {"\xEF\x82\xB7", 3}, /* that of a font of symbols */
	};
	size_t i;

	for (i = 0; i < HW_COUNT(bullets); i++)
		if (hw_str_starts(text, bullets[i]))
			return bullets[i].len;
	return 0;
}

/* "-one", "*one" and "1.one": items but for their space. */
static size_t tight_marker(hw_str text)
{
	size_t len = 0;

	while (len < text.len && hw_is_digit(text.p[len]))
		len++;
	if (len < text.len &&
	    (len > 0 ? text.p[len] == '.' || text.p[len] == ')'
		     : text.p[0] == '-' || text.p[0] == '*'))
		len++;
	else
		return 0;
	return len < text.len && is_letter(text.p[len]) ? len : 0;
}

static void check_list(struct hw_diags *diags, const struct hw_node *node)
{
	size_t len = bullet(node->text);

	if (len > 0)
		say(diags, node, 0, len,
		    "Start each item with a hyphen and a space, '- ', and "
		    "put "
		    "an empty line before the first.",
		    "this sign makes no list");
	else if (starts_paragraph(node) &&
	    (len = tight_marker(node->text)) > 0)
		say(diags, node, 0, len,
		    "Put a space after it: '- the first thing', '1. the "
		    "first thing'.",
		    "a list item needs a space after its sign");
}

static void check_table(struct hw_diags *diags, const struct hw_node *node)
{
	if (starts_paragraph(node) && hw_str_starts(node->text, HW_STR("|")))
		say(diags, node, 0, 1,
		    "Under the headings goes a line such as '| --- | --- |', "
		    "with as many parts as there are columns.",
		    "a table that is not understood");
}

/* Whether an address in round brackets starts here: "(area-6.md)". */
static bool is_address(hw_str text)
{
	size_t end = hw_str_find_char(text, ')');
	hw_str inside;

	if (text.len == 0 || text.p[0] != '(' || end == SIZE_MAX)
		return false;
	inside = hw_str_sub(text, 1, end);
	return hw_str_ends(inside, HW_STR(".md")) ||
	    hw_str_find(inside, HW_STR(".md#")) != SIZE_MAX ||
	    hw_str_find(inside, HW_STR("://")) != SIZE_MAX ||
	    hw_str_starts(inside, HW_STR("mailto:"));
}

static void check_link(struct hw_diags *diags, const struct hw_node *node)
{
	hw_str text = node->text;
	size_t at = hw_str_find(text, HW_STR("]("));

	if (at != SIZE_MAX) {
		say(diags, node, at, 2,
		    "An address has no spaces in it. Write '[the words](the-"
		    "address)', and '%20' for each space that must be there.",
		    "a link that is not understood");
		return;
	}
	at = hw_str_find(text, HW_STR("] ("));
	if (at != SIZE_MAX && is_address(hw_str_sub(text, at + 2, text.len)))
		say(diags, node, at, 3,
		    "Take out the space between ']' and '('.",
		    "a link that is not understood");
	at = hw_str_find(text, HW_STR(")["));
	if (at != SIZE_MAX)
		say(diags, node, at, 2,
		    "The words stand in square brackets and the address in "
		    "round ones: '[the words](the-address)'.",
		    "a link the wrong way round");
}

static void check_bold(struct hw_diags *diags, const struct hw_node *node)
{
	size_t at = hw_str_find(node->text, HW_STR("**"));

	if (at != SIZE_MAX)
		say(diags, node, at, 2,
		    "Put two stars before and after the words, with no space "
		    "inside: '**bold words**'. To show a star write '\\*'.",
		    "stars that make nothing bold");
}

void hw_marks_check(struct hw_diags *diags, const struct hw_node *node)
{
	if (node->is_fact || node->text.len == 0 || !is_as_written(node))
		return;
	if (starts_line(node)) {
		check_heading(diags, node);
		check_list(diags, node);
		check_table(diags, node);
	}
	check_link(diags, node);
	check_bold(diags, node);
}
