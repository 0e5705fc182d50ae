#include "render/template_parts.h"

struct scanner {
	struct hw_template *layout;
	struct tags *tags;
	hw_str text;
	size_t at;
	hw_str open, close; /* the delimiters of the moment */
	bool failed;
	bool is_cut_short;  /* by a tag without end */
	size_t wrong_pairs; /* told; the first few with help */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r' || c == '\f' ||
	    c == '\v';
}

static hw_str trim(hw_str s)
{
	while (s.len > 0 && is_space(s.p[0]))
		s = hw_str_sub(s, 1, s.len);
	while (s.len > 0 && is_space(s.p[s.len - 1]))
		s.len--;
	return s;
}

static bool has_space(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (is_space(s.p[i]))
			return true;
	return false;
}

static void wrong(struct scanner *scan, const struct tag *tag, hw_str help,
    const char *what)
{
	scan->failed = true;
	hw_diag(scan->layout->set->diags, HW_DIAG_TEMPLATE_SYNTAX,
	    hw_template_span(scan->layout, tag->at, tag->end), help, "%s",
	    what);
}

/* Where needle next stands, or SIZE_MAX. */
static size_t find_from(hw_str text, size_t from, hw_str needle)
{
	size_t i = from;
	const char *at;

	while (text.len - i >= needle.len) {
		at = memchr(text.p + i, needle.p[0], text.len - i);
		if (at == NULL)
			return SIZE_MAX;
		i = (size_t)(at - text.p);
		if (text.len - i >= needle.len &&
		    memcmp(at, needle.p, needle.len) == 0)
			return i;
		i++;
	}
	return SIZE_MAX;
}

static void note_line(const struct scanner *scan, struct tag *tag)
{
	hw_str text = scan->text;
	size_t from = tag->at, to = tag->end;

	while (from > 0 && is_blank(text.p[from - 1]))
		from--;
	tag->starts_line = from == 0 || text.p[from - 1] == '\n';
	tag->line_at = from;
	while (to < text.len && is_blank(text.p[to]))
		to++;
	if (to + 1 < text.len && text.p[to] == '\r' && text.p[to + 1] == '\n')
		to++;
	tag->ends_line = to == text.len || text.p[to] == '\n';
	tag->next_line = to < text.len ? to + 1 : to;
}

static void set_delimiters(struct scanner *scan, const struct tag *tag,
    hw_str inside)
{
	hw_str words = trim(inside), open, close;
	size_t i = 0;

	while (i < words.len && !is_space(words.p[i]))
		i++;
	open = hw_str_sub(words, 0, i);
	close = trim(hw_str_sub(words, i, words.len));
	if (open.len == 0 || close.len == 0 || has_space(close) ||
	    hw_str_find_char(words, '=') != SIZE_MAX) {
		wrong(scan, tag,
		    HW_STR("It takes two marks without '=', a blank between "
			   "them, such as {{=<% %>=}}."),
		    "a change of delimiters that cannot be read");
		return;
	}
	scan->open = open;
	scan->close = close;
}

static void check_name(struct scanner *scan, const struct tag *tag)
{
	hw_str name = tag->name;
	bool dotted = tag->kind == TAG_VARIABLE || tag->kind == TAG_RAW ||
	    tag->kind == TAG_SECTION || tag->kind == TAG_INVERTED ||
	    tag->is_dynamic;

	if (name.len == 0)
		wrong(scan, tag, HW_STR("Write a name between the marks."),
		    "a tag without a name");
	else if (tag->kind == TAG_END)
		return; /* is compared with what it closes */
	else if (has_space(name))
		wrong(scan, tag, HW_STR("A name has no blanks in it."),
		    "a tag with more than a name");
	else if (!dotted || hw_str_equal(name, HW_STR(".")))
		return;
	else if (name.p[0] == '.' || name.p[name.len - 1] == '.' ||
	    hw_str_find(name, HW_STR("..")) != SIZE_MAX)
		wrong(scan, tag,
		    HW_STR("A dot stands between two names, or alone."),
		    "a name with a dot out of place");
}

static enum tag_kind kind_of(char sigil)
{
	switch (sigil) {
	case '{':
	case '&':
		return TAG_RAW;
	case '#':
		return TAG_SECTION;
	case '^':
		return TAG_INVERTED;
	case '/':
		return TAG_END;
	case '>':
		return TAG_PARTIAL;
	case '<':
		return TAG_PARENT;
	case '$':
		return TAG_BLOCK;
	case '!':
		return TAG_COMMENT;
	case '=':
		return TAG_DELIMITERS;
	default:
		return TAG_VARIABLE;
	}
}

/* Where `mark` with needle right behind it next stands, or SIZE_MAX. */
static size_t find_marked(hw_str text, size_t from, char mark, hw_str needle)
{
	size_t at = from;

	for (;;) {
		at = find_from(text, at, (hw_str){&mark, 1});
		if (at == SIZE_MAX)
			return SIZE_MAX;
		at++;
		if (hw_str_starts(hw_str_sub(text, at, text.len), needle))
			return at - 1;
	}
}

/* Reads the tag whose opening delimiter is at tag->at; false where it has
 * no end. What stands in it goes to *inside. */
static bool read_tag(struct scanner *scan, struct tag *tag, hw_str *inside)
{
	hw_str text = scan->text;
	size_t from = tag->at + scan->open.len, to;
	char sigil;

	while (from < text.len && is_space(text.p[from]))
		from++;
	sigil = from < text.len ? text.p[from] : '\0';
	tag->kind = kind_of(sigil);
	if (tag->kind != TAG_VARIABLE)
		from++;
	/* Two kinds have a mark of their own before the delimiter. */
	if (sigil == '{')
		to = find_marked(text, from, '}', scan->close);
	else if (sigil == '=')
		to = find_marked(text, from, '=', scan->close);
	else
		to = find_from(text, from, scan->close);
	if (to == SIZE_MAX)
		return false;
	*inside = hw_str_sub(text, from, to);
	tag->end = to + scan->close.len + (sigil == '{' || sigil == '=');
	return true;
}

static void read_name(struct scanner *scan, struct tag *tag, hw_str inside)
{
	tag->name = trim(inside);
	if ((tag->kind == TAG_PARTIAL || tag->kind == TAG_PARENT) &&
	    tag->name.len > 0 && tag->name.p[0] == '*') {
		tag->is_dynamic = true;
		tag->name = trim(hw_str_sub(tag->name, 1, tag->name.len));
	}
	check_name(scan, tag);
}

/* The next tag; false at the end of the text. */
static bool next_tag(struct scanner *scan, struct tag *tag)
{
	hw_str inside;
	size_t at = find_from(scan->text, scan->at, scan->open);

	if (at == SIZE_MAX)
		return false;
	*tag = (struct tag){.at = at, .pair = NO_PAIR};
	if (!read_tag(scan, tag, &inside)) {
		tag->end = at + scan->open.len;
		scan->is_cut_short = true;
		wrong(scan, tag,
		    HW_STR("A tag ends with the mark that belongs to it, "
			   "such as }}."),
		    "a tag that does not end");
		return false;
	}
	note_line(scan, tag);
	scan->at = tag->end;
	if (tag->kind == TAG_DELIMITERS)
		set_delimiters(scan, tag, inside);
	else if (tag->kind != TAG_COMMENT)
		read_name(scan, tag, inside);
	return true;
}

static bool opens(enum tag_kind kind)
{
	return kind == TAG_SECTION || kind == TAG_INVERTED ||
	    kind == TAG_PARENT || kind == TAG_BLOCK || kind == TAG_ARGUMENT;
}

/* An end has the name of what it closes, with its mark where that is read
 * from the data. */
static bool closes(const struct tag *end, const struct tag *open)
{
	hw_str name = end->name;

	if (open->is_dynamic) {
		if (name.len == 0 || name.p[0] != '*')
			return false;
		name = trim(hw_str_sub(name, 1, name.len));
	}
	return hw_str_equal(name, open->name);
}

static void wrong_pair(struct scanner *scan, const struct tag *open,
    const struct tag *end)
{
	struct hw_template *layout = scan->layout;
	hw_str help = HW_STR_NONE;

	scan->failed = true;
	/* Counting lines takes time, and one mistake brings on others. */
	if (scan->wrong_pairs++ < 10)
		help = hw_fmt(layout->set->arena,
		    "What was opened last, on line %zu, is '%.*s'.",
		    hw_source_place(layout->source, open->at).line,
		    HW_ARG(open->name));
	hw_diag(layout->set->diags, HW_DIAG_TEMPLATE_SYNTAX,
	    hw_template_span(layout, end->at, end->end), help,
	    "'%.*s' closes '%.*s'", HW_ARG(end->name), HW_ARG(open->name));
}

static void not_closed(struct scanner *scan, const struct tag *open)
{
	scan->failed = true;
	hw_diag(scan->layout->set->diags, HW_DIAG_TEMPLATE_SYNTAX,
	    hw_template_span(scan->layout, open->at, open->end),
	    hw_fmt(scan->layout->set->arena,
		"Write '{{/%.*s}}' where it ends.", HW_ARG(open->name)),
	    "'%.*s' is opened and not closed", HW_ARG(open->name));
}

static void close_pair(struct scanner *scan, size_t *stack, size_t *depth,
    size_t end)
{
	struct tag *tag = &scan->tags->items[end], *open;
	size_t at;

	if (*depth == 0) {
		scan->failed = true;
		hw_diag(scan->layout->set->diags, HW_DIAG_TEMPLATE_SYNTAX,
		    hw_template_span(scan->layout, tag->at, tag->end),
		    HW_STR("Take it out, or write the tag that it closes."),
		    "'%.*s' closes nothing", HW_ARG(tag->name));
		return;
	}
	/* What closes an outer tag shows which inner ones were left open. */
	for (at = *depth; at > 0; at--)
		if (closes(tag, &scan->tags->items[stack[at - 1]]))
			break;
	while (at > 0 && *depth > at)
		not_closed(scan, &scan->tags->items[stack[--*depth]]);
	open = &scan->tags->items[stack[--*depth]];
	if (!closes(tag, open))
		wrong_pair(scan, open, tag);
	open->pair = end;
	tag->pair = stack[*depth];
}

/* Pairs the tags, all of them known by now. */
static void pair_tags(struct scanner *scan)
{
	size_t stack[HW_TEMPLATE_DEPTH], depth = 0, i;
	struct tag *tag;

	for (i = 0; i < scan->tags->count; i++) {
		tag = &scan->tags->items[i];
		if (tag->kind == TAG_END)
			close_pair(scan, stack, &depth, i);
		if (!opens(tag->kind))
			continue;
		if (depth == HW_TEMPLATE_DEPTH) {
			scan->failed = true;
			hw_diag(scan->layout->set->diags,
			    HW_DIAG_TEMPLATE_LIMIT,
			    hw_template_span(scan->layout, tag->at, tag->end),
			    HW_STR("Put the inner ones into a layout of "
				   "their own."),
			    "sections more than %d deep", HW_TEMPLATE_DEPTH);
			return;
		}
		if (tag->kind == TAG_BLOCK && depth > 0 &&
		    scan->tags->items[stack[depth - 1]].kind == TAG_PARENT)
			tag->kind = TAG_ARGUMENT;
		stack[depth++] = i;
	}
	while (depth > 0)
		not_closed(scan, &scan->tags->items[stack[--depth]]);
}

bool hw_template_scan(struct hw_template *layout, struct tags *tags)
{
	struct scanner scan = {
	    .layout = layout,
	    .tags = tags,
	    .text = layout->source->text,
	    .open = HW_STR("{{"),
	    .close = HW_STR("}}"),
	};
	struct tag tag;

	if (scan.text.len > HW_TEMPLATE_SOURCE_BYTES) {
		hw_diag(layout->set->diags, HW_DIAG_TEMPLATE_LIMIT,
		    hw_span_file(layout->source),
		    HW_STR("Split it into several layouts."),
		    "a layout of more than %zu bytes",
		    HW_TEMPLATE_SOURCE_BYTES);
		return false;
	}
	while (next_tag(&scan, &tag))
		HW_PUSH(tags, layout->set->arena, tag);
	/* Past a tag without end nothing is known about what is open. */
	if (!scan.is_cut_short)
		pair_tags(&scan);
	return !scan.failed;
}
