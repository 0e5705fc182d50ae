#include "input/yaml_edit.h"

static hw_str source_text(const struct hw_yaml *node)
{
	return node->span.source->text;
}

hw_str hw_splice_apply(struct hw_arena *arena, hw_str text,
    const struct hw_splice *splice)
{
	return hw_fmt(arena, "%.*s%.*s%.*s", (int)splice->at, text.p,
	    HW_ARG(splice->bytes), (int)(text.len - splice->at - splice->len),
	    text.p + splice->at + splice->len);
}

/* ------------------------------- writing ------------------------------ */

/* Other programs would take it for a number, or for true or nothing. */
static bool looks_typed(hw_str value)
{
	static const char *const words[] = {"true", "false", "yes", "no",
	    "on", "off", "null", "y", "n", "~"};
	size_t i;

	for (i = 0; i < HW_COUNT(words); i++)
		if (hw_str_equal_nocase(value, hw_str_of(words[i])))
			return true;
	for (i = 0; i < value.len; i++)
		if ((value.p[i] < '0' || value.p[i] > '9') &&
		    strchr("+.eExX_", value.p[i]) == NULL)
			return false;
	return true;
}

static bool is_plain_safe(hw_str value, bool in_flow)
{
	size_t i;

	if (value.len == 0 || looks_typed(value) ||
	    strchr("-?:,[]{}#&*!|>'\"%@`= .", value.p[0]) != NULL ||
	    value.p[value.len - 1] == ' ' || value.p[value.len - 1] == ':')
		return false;
	for (i = 0; i < value.len; i++) {
		char c = value.p[i];

		if ((unsigned char)c < ' ' ||
		    (c == ':' && i + 1 < value.len &&
			value.p[i + 1] == ' ') ||
		    (c == '#' && i > 0 && value.p[i - 1] == ' ') ||
		    (in_flow && strchr(",[]{}:", c) != NULL))
			return false;
	}
	return true;
}

hw_str hw_yaml_scalar(struct hw_arena *arena, hw_str value, bool in_flow,
    char quote)
{
	struct hw_buf out = {0};
	hw_str written;
	size_t i;

	if (quote == '\0' && is_plain_safe(value, in_flow))
		return value;
	if (quote == '\0')
		quote = '"';
	hw_buf_putc(&out, quote);
	for (i = 0; i < value.len; i++) {
		if (quote == '\'' && value.p[i] == '\'')
			hw_buf_putc(&out, '\'');
		if (quote == '"' && strchr("\"\\", value.p[i]) != NULL)
			hw_buf_putc(&out, '\\');
		hw_buf_putc(&out, value.p[i]);
	}
	hw_buf_putc(&out, quote);
	written = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return written;
}

hw_str hw_yaml_flow_list(struct hw_arena *arena, const hw_str *items,
    size_t count)
{
	struct hw_buf out = {0};
	hw_str written;
	size_t i;

	hw_buf_putc(&out, '[');
	for (i = 0; i < count; i++) {
		if (i > 0)
			hw_buf_puts(&out, ", ");
		hw_buf_add(&out, hw_yaml_scalar(arena, items[i], true, '"'));
	}
	hw_buf_putc(&out, ']');
	written = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return written;
}

/* ------------------------------- places ------------------------------- */

bool hw_yaml_is_flow(const struct hw_yaml *node)
{
	hw_str text = source_text(node);

	return node->kind != HW_YAML_SCALAR && node->span.at < text.len &&
	    (text.p[node->span.at] == '[' || text.p[node->span.at] == '{');
}

/* No deeper than the YAML may be. */
size_t hw_yaml_end(const struct hw_yaml *node)
{
	hw_str text = source_text(node);
	size_t end = node->span.at + node->span.len;

	if (!hw_yaml_is_flow(node) && node->kind == HW_YAML_LIST &&
	    node->items.count > 0)
		return hw_yaml_end(node->items.items[node->items.count - 1]);
	if (!hw_yaml_is_flow(node) && node->kind == HW_YAML_MAPPING &&
	    node->pairs.count > 0)
		return hw_yaml_end(
		    node->pairs.items[node->pairs.count - 1].value);
	while (end > node->span.at && strchr(" \t\r\n", text.p[end - 1]))
		end--;
	return end;
}

static size_t line_start(hw_str text, size_t at)
{
	while (at > 0 && text.p[at - 1] != '\n')
		at--;
	return at;
}

/* Before the LF or CR LF that ends the line. */
static size_t line_end(hw_str text, size_t at)
{
	while (at < text.len && text.p[at] != '\n')
		at++;
	return at > 0 && at < text.len && text.p[at - 1] == '\r' ? at - 1
								 : at;
}

static hw_str line_break(hw_str text, size_t end)
{
	return end < text.len && text.p[end] == '\r' ? HW_STR("\r\n")
						     : HW_STR("\n");
}

static bool is_blank(hw_str text, size_t from, size_t to)
{
	return hw_str_trim(hw_str_sub(text, from, to)).len == 0;
}

/* May these bytes go? Not where a comment would go with them. */
static bool has_comment(hw_str text, size_t from, size_t to)
{
	for (; from < to; from++)
		if (text.p[from] == '#' && from > 0 &&
		    strchr(" \t\n", text.p[from - 1]) != NULL)
			return true;
	return false;
}

static hw_str spaces(struct hw_arena *arena, size_t count)
{
	return hw_fmt(arena, "%*s", (int)count, "");
}

/* What stands from `at` to `end` on lines of its own goes, and the lines
 * with it; a comment behind it stays. */
static bool remove_lines(struct hw_splice *out, hw_str text, size_t at,
    size_t end)
{
	size_t from = line_start(text, at), to = line_end(text, end);

	if (!is_blank(text, from, at))
		return false;
	if (is_blank(text, end, to)) {
		if (to < text.len && text.p[to] == '\r')
			to++;
		*out = (struct hw_splice){from,
		    (to < text.len ? to + 1 : to) - from, HW_STR_NONE};
		return true;
	}
	while (text.p[end] == ' ' || text.p[end] == '\t')
		end++;
	if (text.p[end] != '#')
		return false;
	*out = (struct hw_splice){at, end - at, HW_STR_NONE};
	return true;
}

/* Of several things with commas between, the one from `at` to `end` goes.
 * `before` is the end of the one before it, `after` the start of the next;
 * SIZE_MAX where there is none. */
static bool remove_between_commas(struct hw_splice *out, hw_str text,
    size_t at, size_t end, size_t before, size_t after)
{
	if (after != SIZE_MAX)
		end = after;
	else if (before != SIZE_MAX)
		at = before;
	else
		return false;
	if (has_comment(text, at, end))
		return false;
	*out = (struct hw_splice){at, end - at, HW_STR_NONE};
	return true;
}

/* ------------------------------- values ------------------------------- */

bool hw_yaml_replace(struct hw_splice *out, const struct hw_yaml *node,
    bool in_flow, hw_str value, struct hw_arena *arena)
{
	char quote = '\0';

	if (node->kind != HW_YAML_SCALAR || hw_yaml_is_empty(node))
		return false;
	if (node->style == HW_YAML_QUOTED)
		quote = source_text(node).p[node->span.at];
	*out = (struct hw_splice){node->span.at,
	    hw_yaml_end(node) - node->span.at,
	    hw_yaml_scalar(arena, value, in_flow, quote)};
	return true;
}

/* ------------------------------- pairs -------------------------------- */

/* With its quotes. */
static size_t key_at(const struct hw_yaml_pair *pair)
{
	hw_str text = pair->key.span.source->text;
	size_t at = pair->key.span.at;

	return at > 0 && (text.p[at - 1] == '"' || text.p[at - 1] == '\'')
	    ? at - 1
	    : at;
}

static const struct hw_yaml_pair *find_pair(const struct hw_yaml *mapping,
    hw_str key)
{
	size_t i;

	for (i = 0; i < mapping->pairs.count; i++)
		if (hw_str_equal(mapping->pairs.items[i].key.s, key))
			return &mapping->pairs.items[i];
	return NULL;
}

bool hw_yaml_insert_pair(struct hw_splice *out, const struct hw_yaml *mapping,
    const char *const *order, hw_str key, hw_str written,
    struct hw_arena *arena)
{
	const struct hw_yaml_pair *pair, *anchor = NULL;
	hw_str text = source_text(mapping);
	size_t at;

	for (; *order != NULL && !hw_str_equal(hw_str_of(*order), key);
	     order++) {
		pair = find_pair(mapping, hw_str_of(*order));
		if (pair != NULL)
			anchor = pair;
	}
	if (anchor == NULL)
		return false;
	at = hw_yaml_end(anchor->value);
	if (hw_yaml_is_flow(mapping)) {
		*out = (struct hw_splice){at, 0,
		    hw_fmt(arena, ", %.*s: %.*s", HW_ARG(key),
			HW_ARG(written))};
		return true;
	}
	at = line_end(text, at);
	*out = (struct hw_splice){at, 0,
	    hw_fmt(arena, "%.*s%.*s%.*s: %.*s", HW_ARG(line_break(text, at)),
		HW_ARG(spaces(arena,
		    key_at(anchor) - line_start(text, key_at(anchor)))),
		HW_ARG(key), HW_ARG(written))};
	return true;
}

bool hw_yaml_remove_pair(struct hw_splice *out, const struct hw_yaml *mapping,
    hw_str key)
{
	const struct hw_yaml_pair *pair = find_pair(mapping, key);
	const struct hw_yaml_pair *items = mapping->pairs.items;
	hw_str text = source_text(mapping);
	bool has_next;
	size_t end, next;

	if (pair == NULL)
		return false;
	has_next = pair + 1 < items + mapping->pairs.count;
	next = has_next ? key_at(pair + 1) : SIZE_MAX;
	end = hw_yaml_end(pair->value);
	if (hw_yaml_is_flow(mapping))
		return remove_between_commas(out, text, key_at(pair), end,
		    pair > items ? hw_yaml_end(pair[-1].value) : SIZE_MAX,
		    next);
	if (remove_lines(out, text, key_at(pair), end))
		return true;
	/* The first one, behind "- ". */
	if (!has_next || !is_blank(text, end, next))
		return false;
	*out = (struct hw_splice){key_at(pair), next - key_at(pair),
	    HW_STR_NONE};
	return true;
}

/* ------------------------------- items -------------------------------- */

/* The '-' before an item of a block list, or SIZE_MAX. */
static size_t dash_of(const struct hw_yaml *item)
{
	hw_str text = source_text(item);
	size_t at = item->span.at;

	while (at > 0 && text.p[at - 1] == ' ')
		at--;
	return at > 0 && text.p[at - 1] == '-' ? at - 1 : SIZE_MAX;
}

/* "- first line", and the others below it. */
static hw_str with_dash(struct hw_arena *arena, hw_str written, hw_str indent,
    hw_str newline)
{
	struct hw_buf out = {0};
	hw_str line, result;
	bool is_first = true;

	while (hw_str_next_line(&written, &line)) {
		if (!is_first)
			hw_buf_printf(&out, "%.*s%.*s", HW_ARG(newline),
			    HW_ARG(indent));
		hw_buf_puts(&out, is_first ? "- " : "  ");
		hw_buf_add(&out, line);
		is_first = false;
	}
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

bool hw_yaml_insert_item(struct hw_splice *out, const struct hw_yaml *list,
    size_t index, hw_str written, struct hw_arena *arena)
{
	hw_str text = source_text(list), indent, newline;
	const struct hw_yaml *next, *last;
	size_t at, dash;

	if (list->kind != HW_YAML_LIST || list->items.count == 0)
		return false;
	last = list->items.items[list->items.count - 1];
	next = index < list->items.count ? list->items.items[index] : NULL;
	if (hw_yaml_is_flow(list)) {
		*out = (struct hw_splice){
		    next != NULL ? next->span.at : hw_yaml_end(last), 0,
		    hw_fmt(arena, next != NULL ? "%.*s, " : ", %.*s",
			HW_ARG(written))};
		return true;
	}
	dash = dash_of(next != NULL ? next : last);
	if (dash == SIZE_MAX || !is_blank(text, line_start(text, dash), dash))
		return false;
	indent = spaces(arena, dash - line_start(text, dash));
	at = line_end(text, hw_yaml_end(next != NULL ? next : last));
	newline = line_break(text, at);
	written = with_dash(arena, written, indent, newline);
	*out = next != NULL
	    ? (struct hw_splice){dash, 0,
		  hw_fmt(arena, "%.*s%.*s%.*s", HW_ARG(written),
		      HW_ARG(newline), HW_ARG(indent))}
	    : (struct hw_splice){at, 0,
		  hw_fmt(arena, "%.*s%.*s%.*s", HW_ARG(newline),
		      HW_ARG(indent), HW_ARG(written))};
	return true;
}

bool hw_yaml_remove_item(struct hw_splice *out, const struct hw_yaml *list,
    size_t index)
{
	hw_str text = source_text(list);
	struct hw_yaml *const *items = list->items.items;
	size_t dash;

	if (list->kind != HW_YAML_LIST || list->items.count < 2 ||
	    index >= list->items.count)
		return false;
	if (hw_yaml_is_flow(list))
		return remove_between_commas(out, text, items[index]->span.at,
		    hw_yaml_end(items[index]),
		    index > 0 ? hw_yaml_end(items[index - 1]) : SIZE_MAX,
		    index + 1 < list->items.count ? items[index + 1]->span.at
						  : SIZE_MAX);
	dash = dash_of(items[index]);
	return dash != SIZE_MAX &&
	    remove_lines(out, text, dash, hw_yaml_end(items[index]));
}

/* ----------------------------- comparing ------------------------------ */

bool hw_yaml_equal(const struct hw_yaml *a, const struct hw_yaml *b)
{
	size_t i;

	if (a->kind != b->kind || a->items.count != b->items.count ||
	    a->pairs.count != b->pairs.count)
		return false;
	if (a->kind == HW_YAML_SCALAR)
		return hw_str_equal(a->text.s, b->text.s);
	for (i = 0; i < a->items.count; i++)
		if (!hw_yaml_equal(a->items.items[i], b->items.items[i]))
			return false;
	for (i = 0; i < a->pairs.count; i++)
		if (!hw_str_equal(a->pairs.items[i].key.s,
			b->pairs.items[i].key.s) ||
		    !hw_yaml_equal(a->pairs.items[i].value,
			b->pairs.items[i].value))
			return false;
	return true;
}
