#include "input/yaml_plain.h"

/* Far below the limits of input/yaml, which has the messages for them. */
#define DEPTH_LIMIT 8
#define NODE_LIMIT  5000
#define KEY_LIMIT   100
/* A line over this is left to libyaml's rules about long keys. */
#define LINE_LIMIT 1000

struct level {
	struct hw_yaml *node;
	size_t indent;
};

struct plain {
	const struct hw_source *source;
	const char *text;
	size_t at, to;
	struct hw_arena *arena;
	struct level levels[DEPTH_LIMIT];
	size_t depth, node_count;
	struct hw_text key; /* waits for a value */
	bool has_key;
};

static bool is_word(char c)
{
	return hw_is_letter(c) || (c >= '0' && c <= '9') || c == '_' ||
	    c == '-';
}

static struct hw_span span_of(const struct plain *plain, size_t from,
    size_t to)
{
	return (struct hw_span){plain->source, from, to - from};
}

static struct hw_yaml *new_node(struct plain *plain, enum hw_yaml_kind kind,
    size_t from, size_t to)
{
	struct hw_yaml *node = HW_NEW(plain->arena, struct hw_yaml);

	node->kind = kind;
	node->span = node->text.span = span_of(plain, from, to);
	node->text.s = HW_STR_NONE;
	plain->node_count++;
	return node;
}

/* ------------------------------- scalars ------------------------------- */

static struct hw_yaml *new_scalar(struct plain *plain,
    enum hw_yaml_style style, size_t from, size_t to)
{
	struct hw_yaml *node = new_node(plain, HW_YAML_SCALAR, from, to);
	size_t quote = style == HW_YAML_QUOTED;

	node->style = style;
	node->text.exact = true;
	node->text.span = span_of(plain, from + quote, to - quote);
	node->text.s =
	    hw_str_sub(plain->source->text, from + quote, to - quote);
	return node;
}

/* Words that stand for themselves, whatever is around them. */
static bool is_plain_words(hw_str words)
{
	size_t i;
	char first = words.p[0];

	if (!hw_is_letter(first) && !(first >= '0' && first <= '9') &&
	    (unsigned char)first < 0x80)
		return false;
	if (words.p[words.len - 1] == ':' || words.len > LINE_LIMIT)
		return false;
	for (i = 0; i + 1 < words.len; i++)
		if ((words.p[i] == ':' && words.p[i + 1] == ' ') ||
		    (words.p[i] == ' ' && words.p[i + 1] == '#'))
			return false;
	return true;
}

/* The end of what the quotation mark at `from` opens, or 0. */
static size_t quoted_end(const struct plain *plain, size_t from, size_t to)
{
	hw_str inner = hw_str_sub(plain->source->text, from + 1, to);
	size_t len = hw_str_find_char(inner, plain->text[from]);

	if (len == SIZE_MAX || len > LINE_LIMIT)
		return 0;
	if (plain->text[from] == '"' &&
	    hw_str_find_char(hw_str_sub(inner, 0, len), '\\') != SIZE_MAX)
		return 0;
	/* Two single ones stand for one. */
	if (len + 1 < inner.len && inner.p[len + 1] == plain->text[from])
		return 0;
	return from + len + 2;
}

/* One item of a list in brackets; returns where it ends, or 0. */
static size_t read_flow_item(struct plain *plain, struct hw_yaml *list,
    size_t from, size_t to)
{
	size_t end = from;
	struct hw_yaml *item;
	char first = plain->text[from];

	if (first == '"' || first == '\'') {
		end = quoted_end(plain, from, to);
		if (end == 0)
			return 0;
		item = new_scalar(plain, HW_YAML_QUOTED, from, end);
	} else {
		while (end < to &&
		    (is_word(plain->text[end]) || plain->text[end] == ' ' ||
			plain->text[end] == '.'))
			end++;
		while (end > from && plain->text[end - 1] == ' ')
			end--;
		if (end == from || first == '-' || first == '.' ||
		    first == '_')
			return 0;
		item = new_scalar(plain, HW_YAML_PLAIN, from, end);
	}
	HW_PUSH(&list->items, plain->arena, item);
	return end;
}

/* "[a, "b"]", all of from..to; NULL when it is anything else. */
static struct hw_yaml *read_flow(struct plain *plain, size_t from, size_t to)
{
	struct hw_yaml *list = new_node(plain, HW_YAML_LIST, from, to);
	size_t at = from + 1;

	for (;;) {
		while (at < to && plain->text[at] == ' ')
			at++;
		if (at == to)
			return NULL;
		at = read_flow_item(plain, list, at, to);
		if (at == 0)
			return NULL;
		while (at < to && plain->text[at] == ' ')
			at++;
		if (at == to)
			return NULL;
		if (plain->text[at] == ']')
			return at + 1 == to ? list : NULL;
		if (plain->text[at++] != ',')
			return NULL;
	}
}

/* ---------------------------- literal blocks --------------------------- */

/* A line of the value is the end of a line of the file, so the lengths tell
 * how much indentation went. */
void hw_yaml_place_lines(struct hw_yaml *node, size_t to,
    struct hw_arena *arena)
{
	hw_str text = node->span.source->text, rest, line;
	hw_str value = node->text.s;
	size_t count = 1, i, from = 0;
	uint32_t *line_at;

	for (i = 0; i < value.len; i++)
		count += value.p[i] == '\n';
	line_at = HW_NEW_ARRAY(arena, uint32_t, count);
	rest = hw_str_sub(text, node->span.at, to);
	hw_str_next_line(&rest, &line); /* the one with the '|' */
	for (i = 0; i < count; i++) {
		size_t len = hw_str_find_char(
		    hw_str_sub(value, from, value.len), '\n');
		bool more = hw_str_next_line(&rest, &line);

		if (len == SIZE_MAX)
			len = value.len - from;
		if (!more)
			line = hw_str_sub(text, to, to);
		if (i + 1 == count && len == 0)
			line.len = 0; /* after the last line end */
		if (line.len < len)
			return; /* not as thought: keep the whole span */
		line_at[i] =
		    (uint32_t)((size_t)(line.p - text.p) + line.len - len);
		from += len + 1;
	}
	node->text.line_at = line_at;
	node->text.span.len = node->span.at + node->span.len > line_at[0]
	    ? node->span.at + node->span.len - line_at[0]
	    : 0;
	node->text.span.at = line_at[0];
}

/* The line at `at`, without its end, and the spaces that it begins with. */
static hw_str line_at(const struct plain *plain, size_t at, size_t *spaces)
{
	hw_str line = hw_str_sub(plain->source->text, at, plain->to);

	line.len = hw_str_find_char(line, '\n');
	*spaces = 0;
	while (*spaces < line.len && line.p[*spaces] == ' ')
		++*spaces;
	return line;
}

/*
 * Where the block ends whose first line is at plain->at, with `indent`
 * spaces, in a field with `outer` of them; 0 when it is not plain.
 */
static size_t literal_end(const struct plain *plain, size_t indent,
    size_t outer)
{
	size_t at, spaces;
	hw_str line;

	for (at = plain->at; at < plain->to; at += line.len + 1) {
		line = line_at(plain, at, &spaces);
		if (spaces == line.len ? spaces > indent
				       : spaces < indent && spaces > outer)
			return 0;
		if (spaces < line.len && spaces < indent)
			return line.p[spaces] == '\t' ? 0 : at;
	}
	return at;
}

/* The block whose '|' is at `from` and whose lines begin at plain->at. */
static struct hw_yaml *read_literal(struct plain *plain, size_t from,
    size_t outer)
{
	size_t indent, spaces, used = 0, kept = 0, at = plain->at, end;
	struct hw_yaml *node;
	hw_str line;
	char *value;

	if (at == plain->to)
		return NULL;
	line = line_at(plain, at, &indent);
	if (indent <= outer || indent == line.len || line.p[indent] == '\t')
		return NULL;
	end = literal_end(plain, indent, outer);
	if (end == 0)
		return NULL;
	value = hw_arena_alloc(plain->arena, end - at);
	for (; at < end; at += line.len + 1) {
		line = line_at(plain, at, &spaces);
		if (spaces < line.len) {
			memcpy(value + used, line.p + indent,
			    line.len - indent);
			used += line.len - indent;
			kept = used + 1; /* no empty lines at the end */
		}
		value[used++] = '\n';
	}
	plain->at = end;
	node = new_node(plain, HW_YAML_SCALAR, from, end);
	node->style = HW_YAML_LITERAL;
	node->text.s = (hw_str){value, kept};
	hw_yaml_place_lines(node, plain->to, plain->arena);
	return node;
}

/* ------------------------------ the levels ----------------------------- */

/* Puts a value where it belongs. */
static void attach(struct plain *plain, struct hw_yaml *node)
{
	struct hw_yaml *top = plain->levels[plain->depth - 1].node;
	struct hw_yaml_pair pair = {plain->key, node};

	if (top->kind == HW_YAML_LIST)
		HW_PUSH(&top->items, plain->arena, node);
	else
		HW_PUSH(&top->pairs, plain->arena, pair);
	plain->has_key = false;
}

static bool open_level(struct plain *plain, enum hw_yaml_kind kind,
    size_t from, size_t indent)
{
	struct hw_yaml *node;

	if (plain->depth == DEPTH_LIMIT)
		return false;
	node = new_node(plain, kind, from, from);
	if (plain->depth > 0)
		attach(plain, node);
	plain->levels[plain->depth++] = (struct level){node, indent};
	return true;
}

static struct hw_yaml *close_level(struct plain *plain, size_t at)
{
	struct hw_yaml *node = plain->levels[--plain->depth].node;

	node->span.len =
	    hw_str_trim(hw_str_sub(plain->source->text, node->span.at, at))
		.len;
	node->text.span = node->span;
	return node;
}

/* The length of the name of a field at `from`, or 0 when there is none. */
static size_t key_length(const struct plain *plain, size_t from, size_t to)
{
	size_t at = from;

	while (at < to && is_word(plain->text[at]))
		at++;
	return at > from && hw_is_letter(plain->text[from]) && at < to &&
		plain->text[at] == ':' &&
		(at + 1 == to || plain->text[at + 1] == ' ') &&
		at - from <= KEY_LIMIT
	    ? at - from
	    : 0;
}

/* The value in from..to, which does not end in spaces. `outer` is the
 * indentation that a literal block must exceed. */
static bool read_value(struct plain *plain, size_t from, size_t to,
    size_t outer)
{
	struct hw_yaml *node = NULL;
	char first = plain->text[from];

	if (first == '"' || first == '\'') {
		if (quoted_end(plain, from, to) == to)
			node = new_scalar(plain, HW_YAML_QUOTED, from, to);
	} else if (first == '[') {
		node = read_flow(plain, from, to);
	} else if (first == '|') {
		if (to == from + 1 && plain->text[to] == '\n')
			node = read_literal(plain, from, outer);
	} else if (
	    is_plain_words(hw_str_sub(plain->source->text, from, to))) {
		node = new_scalar(plain, HW_YAML_PLAIN, from, to);
	}
	if (node != NULL)
		attach(plain, node);
	return node != NULL;
}

/* A field in from..to of the mapping on top. */
static bool read_pair(struct plain *plain, size_t from, size_t to)
{
	const struct level *top = &plain->levels[plain->depth - 1];
	size_t len = key_length(plain, from, to), at = from + len + 1, i;
	hw_str name = hw_str_sub(plain->source->text, from, from + len);

	if (len == 0 || top->node->kind != HW_YAML_MAPPING)
		return false;
	for (i = 0; i < top->node->pairs.count; i++)
		if (hw_str_equal(top->node->pairs.items[i].key.s, name))
			return false;
	plain->node_count++;
	plain->key = (struct hw_text){.s = name,
	    .span = span_of(plain, from, from + len),
	    .exact = true};
	plain->has_key = true;
	while (at < to && plain->text[at] == ' ')
		at++;
	return at == to || read_value(plain, at, to, top->indent);
}

/* An item in from..to, where the '-' is, of the list on top. */
static bool read_item(struct plain *plain, size_t from, size_t to)
{
	size_t indent = plain->levels[plain->depth - 1].indent;
	size_t at = from + 1;

	if (plain->levels[plain->depth - 1].node->kind != HW_YAML_LIST)
		return false;
	while (at < to && plain->text[at] == ' ')
		at++;
	if (at == from + 1 || at == to)
		return false;
	if (key_length(plain, at, to) > 0)
		return open_level(plain, HW_YAML_MAPPING, at,
			   indent + (at - from)) &&
		    read_pair(plain, at, to);
	return read_value(plain, at, to, indent);
}

/* The line from plain->at to `to`, which begins with `indent` spaces. */
static bool read_line(struct plain *plain, size_t indent, size_t to)
{
	size_t from = plain->at + indent;
	bool is_item = plain->text[from] == '-';

	plain->at = to + 1;
	while (plain->text[to - 1] == ' ')
		to--;
	if (plain->depth == 0 &&
	    (indent > 0 || is_item ||
		!open_level(plain, HW_YAML_MAPPING, from, 0)))
		return false;
	/* A field without a value, and a list that stands no deeper than its
	 * field, have rules of their own. */
	if (plain->has_key &&
	    (indent <= plain->levels[plain->depth - 1].indent ||
		!open_level(plain, is_item ? HW_YAML_LIST : HW_YAML_MAPPING,
		    from, indent)))
		return false;
	while (plain->levels[plain->depth - 1].indent > indent)
		close_level(plain, from);
	/* More than the level's: the value above goes on. */
	if (plain->levels[plain->depth - 1].indent != indent)
		return false;
	return is_item ? read_item(plain, from, to)
		       : read_pair(plain, from, to);
}

struct hw_yaml *hw_yaml_read_plain(const struct hw_source *source,
    size_t from, size_t to, struct hw_arena *arena)
{
	struct plain plain = {.source = source,
	    .text = source->text.p,
	    .at = from,
	    .to = to,
	    .arena = arena};
	hw_str text = hw_str_sub(source->text, from, to);

	if (!hw_str_ends(text, HW_STR("\n")) ||
	    hw_str_find_char(text, '\r') != SIZE_MAX)
		return NULL;
	while (plain.at < to) {
		size_t indent;
		hw_str line = line_at(&plain, plain.at, &indent);

		if (indent == line.len) {
			plain.at += line.len + 1;
			continue;
		}
		/* In the lines of a literal block they are but bytes. */
		if (hw_str_find_char(line, '\t') != SIZE_MAX ||
		    plain.node_count > NODE_LIMIT ||
		    !read_line(&plain, indent, plain.at + line.len))
			return NULL;
	}
	if (plain.depth == 0 || plain.has_key)
		return NULL;
	while (plain.depth > 1)
		close_level(&plain, to);
	return close_level(&plain, to);
}
