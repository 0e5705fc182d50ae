#include "input/yaml_explain.h"

#define QUOTED_LINE_BYTES 100

struct explainer {
	const struct hw_yaml_problem *problem;
	const struct hw_source *source;
	struct hw_diags *diags;
};

/* The line that a place stands on, without its line end. */
static hw_str line_at(const struct explainer *ex, size_t at)
{
	hw_str text = hw_str_sub(ex->source->text, 0, ex->problem->to), rest,
	       line = HW_STR_NONE;
	size_t start = at < text.len ? at : text.len;

	while (start > ex->problem->from && text.p[start - 1] != '\n')
		start--;
	rest = hw_str_sub(text, start, text.len);
	line = hw_str_sub(text, start, start);
	hw_str_next_line(&rest, &line);
	return line;
}

static size_t column_in(const struct explainer *ex, hw_str line, size_t at)
{
	size_t start = (size_t)(line.p - ex->source->text.p);

	return at - start < line.len ? at - start : line.len;
}

/* Where the field's name starts: after indentation and a list's dash. */
static size_t indent_of(hw_str line)
{
	size_t i = 0;

	while (i < line.len && (line.p[i] == ' ' || line.p[i] == '-'))
		i++;
	return i;
}

/* Where the colon after the field's name is, or SIZE_MAX. */
static size_t colon_of(hw_str line)
{
	size_t i;

	for (i = indent_of(line); i < line.len; i++)
		if (line.p[i] == ':' &&
		    (i + 1 == line.len || line.p[i + 1] == ' '))
			return i;
	return SIZE_MAX;
}

hw_str hw_yaml_quoted_line(struct hw_arena *arena, hw_str line)
{
	size_t colon = colon_of(line), from = indent_of(line);
	hw_str key, value;
	char quote = '"';

	if (colon == SIZE_MAX || line.len > QUOTED_LINE_BYTES)
		return HW_STR_NONE;
	key = hw_str_sub(line, from, colon);
	value = hw_str_trim(hw_str_sub(line, colon + 1, line.len));
	if (hw_str_find_char(value, '"') != SIZE_MAX ||
	    hw_str_find_char(value, '\\') != SIZE_MAX)
		quote = '\'';
	if (value.len == 0 || key.len == 0 ||
	    hw_str_find_char(value, quote) != SIZE_MAX)
		return HW_STR_NONE;
	return hw_fmt(arena, "%.*s: %c%.*s%c", HW_ARG(key), quote,
	    HW_ARG(value), quote);
}

/* "Put the value in quotes: title: "a: b"", as far as it can be told. */
static hw_str quote_help(const struct explainer *ex, size_t at)
{
	hw_str line = line_at(ex, at);
	hw_str mended = hw_yaml_quoted_line(ex->diags->arena, line);
	size_t colon = colon_of(line);
	hw_str key = colon == SIZE_MAX
	    ? HW_STR_NONE
	    : hw_str_sub(line, indent_of(line), colon);

	if (mended.len > 0)
		return hw_fmt(ex->diags->arena,
		    "Put the %.*s in quotes: %.*s", HW_ARG(key),
		    HW_ARG(mended));
	return HW_STR("Put the whole value in quotes, '...' or \"...\".");
}

static struct hw_span span_at(const struct explainer *ex, size_t at)
{
	return (struct hw_span){ex->source, at, at < ex->problem->to ? 1 : 0};
}

/* A tab in the indentation of the line, or at the place itself. */
static bool explain_tab(const struct explainer *ex, size_t at)
{
	hw_str line = line_at(ex, at);
	size_t here = column_in(ex, line, at), i;

	for (i = 0; i < line.len; i++) {
		if (line.p[i] == '\t')
			break;
		if (line.p[i] != ' ' && line.p[i] != '-') {
			i = line.len;
			break;
		}
	}
	if (i == line.len && here < line.len && line.p[here] == '\t')
		i = here;
	if (i == line.len)
		return false;
	hw_diag(ex->diags, HW_DIAG_YAML_TAB,
	    span_at(ex, (size_t)(line.p - ex->source->text.p) + i),
	    HW_STR("Use spaces, not a tab."), "a tab where spaces belong");
	return true;
}

static void explain_start(const struct explainer *ex)
{
	size_t at = ex->problem->problem_at;

	if (explain_tab(ex, at))
		return;
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
	    quote_help(ex, at), "a value may not start with '%c'",
	    at < ex->source->text.len ? ex->source->text.p[at] : ' ');
}

static void explain_tab_or_indent(const struct explainer *ex)
{
	if (explain_tab(ex, ex->problem->problem_at))
		return;
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex, ex->problem->problem_at),
	    HW_STR("Start the line with the same number of spaces as its "
		   "neighbours."),
	    "a line with the wrong indentation");
}

static void explain_second_colon(const struct explainer *ex)
{
	size_t at = ex->problem->problem_at;
	hw_str line = line_at(ex, at);
	size_t here = column_in(ex, line, at), colon = colon_of(line);

	if (colon != SIZE_MAX && colon < here) {
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
		    quote_help(ex, at),
		    "a second colon in the value of '%.*s'",
		    HW_ARG(hw_str_sub(line, indent_of(line), colon)));
		return;
	}
	if (explain_tab(ex, at))
		return;
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex,
		(size_t)(line.p - ex->source->text.p) + indent_of(line)),
	    HW_STR("Start the line at the same column as the field above it. "
		   "The field above has a value already, so nothing can "
		   "stand under it."),
	    "a field that is indented too far");
}

/*
 * Where the quotation mark opens that closes before `at`, when that is on an
 * earlier line: the mark that is missing is there, not here. SIZE_MAX when it
 * opens on the same line.
 */
static size_t opened_earlier(const struct explainer *ex, hw_str before)
{
	hw_str text = ex->source->text, line;
	char mark = before.p[before.len - 1];
	size_t at = (size_t)(before.p - text.p), i, count = 0;

	for (i = 0; i < before.len; i++)
		count += before.p[i] == mark;
	if (count % 2 == 0)
		return SIZE_MAX;
	while (at > ex->problem->from) {
		line = line_at(ex, at - 1);
		at = (size_t)(line.p - text.p);
		for (i = line.len; i > 0; i--)
			if (line.p[i - 1] == mark)
				return at + i - 1;
	}
	return SIZE_MAX;
}

static void say_unclosed(const struct explainer *ex, size_t at);

/* A mapping goes on with something that is not a field. */
static void explain_no_key(const struct explainer *ex)
{
	size_t at = ex->problem->problem_at;
	hw_str line = line_at(ex, at), before;
	size_t opened;
	char last;

	if (explain_tab(ex, at))
		return;
	before = hw_str_trim(hw_str_sub(line, 0, column_in(ex, line, at)));
	last = before.len > 0 ? before.p[before.len - 1] : '\0';
	if ((last == '"' || last == '\'') &&
	    (opened = opened_earlier(ex, before)) != SIZE_MAX) {
		say_unclosed(ex, opened);
	} else if (last == '"' || last == '\'') {
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
		    HW_STR("Put the whole value in quotes of the other kind, "
			   "or write a single quote within single quotes "
			   "twice."),
		    "words after the closing quotation mark");
	} else if (last == ']' || last == '}') {
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
		    quote_help(ex, at), "words after the closing '%c'", last);
	} else if (before.len == 0 && at < ex->problem->to &&
	    ex->source->text.p[at] == '-') {
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
		    HW_STR("A list belongs under a field that has nothing "
			   "after its colon."),
		    "a list item where a field belongs");
	} else {
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
		    HW_STR("Start each field at the same column as the field "
			   "above it."),
		    "a line that does not line up with the fields above");
	}
}

static void explain_no_colon(const struct explainer *ex)
{
	size_t at = ex->problem->context_at;
	hw_str line = line_at(ex, at);
	hw_str rest = hw_str_sub(line, column_in(ex, line, at), line.len);
	size_t colon = hw_str_find_char(rest, ':');
	struct hw_span span = {ex->source, at, rest.len};

	if (explain_tab(ex, at))
		return;
	if (colon != SIZE_MAX && colon > 0 && colon + 1 < rest.len &&
	    hw_str_find_char(hw_str_sub(rest, 0, colon), ' ') == SIZE_MAX)
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span,
		    hw_fmt(ex->diags->arena,
			"Put a space after the colon: %.*s: ...",
			HW_ARG(hw_str_sub(rest, 0, colon))),
		    "a colon without a space after it");
	else
		hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span,
		    HW_STR("Each line is a field's name, a colon, a space "
			   "and a value, as in 'title: About us'. Indent a "
			   "line that goes on from the one above."),
		    "a line that is not a field");
}

static void say_unclosed(const struct explainer *ex, size_t at)
{
	hw_str line = hw_str_trim(line_at(ex, at));
	bool is_curly = hw_str_ends(line, HW_STR("\xE2\x80\x9D")) ||
	    hw_str_ends(line, HW_STR("\xE2\x80\x99"));

	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
	    is_curly ? HW_STR("The mark at the end of the line is a curly "
			      "one. Type a straight one there.")
		     : HW_STR("Put the same mark at the end of the words."),
	    "a quotation mark that opens here and is never closed");
}

static void explain_quote(const struct explainer *ex)
{
	say_unclosed(ex, ex->problem->context_at);
}

static void explain_escape(const struct explainer *ex)
{
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex, ex->problem->problem_at),
	    HW_STR("Write the backslash twice, or use single quotes round "
		   "the value."),
	    "a backslash in double quotes that means nothing");
}

static void explain_brackets(const struct explainer *ex)
{
	size_t at = ex->problem->context_at;
	char open = at < ex->problem->to ? ex->source->text.p[at] : '[';

	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
	    hw_fmt(ex->diags->arena,
		"Put a comma between two items and '%c' at the end. If the "
		"'%c' belongs to the words, put the whole value in quotes.",
		open == '{' ? '}' : ']', open),
	    "a '%c' that opens here is not closed rightly", open);
}

/* Inside brackets, where a value belongs: the end, or a sign. */
static void explain_in_brackets(const struct explainer *ex)
{
	hw_str text = ex->source->text;
	size_t at = ex->problem->problem_at, last;

	for (last = at; last > ex->problem->from; last--)
		if (hw_str_find_char(HW_STR(" \t\r\n"), text.p[last - 1]) ==
		    SIZE_MAX)
			break;
	if (hw_str_trim(hw_str_sub(text, at, ex->problem->to)).len == 0 &&
	    last > ex->problem->from)
		at = last - 1;
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
	    HW_STR("Each bracket that opens needs one that closes, with "
		   "values and commas between. If the bracket belongs to the "
		   "words, put the whole value in quotes."),
	    "something is missing here, inside brackets");
}

static void explain_dash(const struct explainer *ex)
{
	if (explain_tab(ex, ex->problem->problem_at))
		return;
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex, ex->problem->problem_at),
	    HW_STR("Start each item of a list with '- ', all at the same "
		   "column; the fields of an item line up after the dash."),
	    "a line that does not line up with the list above");
}

static void explain_item(const struct explainer *ex)
{
	size_t at = ex->problem->problem_at;
	hw_str line = line_at(ex, at), before;

	before = hw_str_trim(hw_str_sub(line, 0, column_in(ex, line, at)));
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX, span_at(ex, at),
	    before.len > 0 && colon_of(line) != SIZE_MAX
		? HW_STR("Start a list on the line below the field. If the "
			 "dash belongs to the words, put the value in "
			 "quotes.")
		: HW_STR("A list belongs under a field that has nothing "
			 "after its colon."),
	    "a list item may not start here");
}

static void explain_sign(const struct explainer *ex)
{
	size_t at = ex->problem->context_at;

	hw_diag(ex->diags, HW_DIAG_YAML_FORBIDDEN, span_at(ex, at),
	    quote_help(ex, at), "a value may not start with '%c'",
	    at < ex->source->text.len ? ex->source->text.p[at] : ' ');
}

static void explain_block(const struct explainer *ex)
{
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex, ex->problem->problem_at),
	    HW_STR("Write nothing after the '|' and start the words on the "
		   "next line, two spaces further in."),
	    "words after the sign that starts a block of text");
}

static void explain_outside(const struct explainer *ex)
{
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex, ex->problem->problem_at),
	    HW_STR("Start each field at the left edge, and take a line '...' "
		   "out where there is one."),
	    "this does not belong to the fields above it");
}

static void explain_other(const struct explainer *ex)
{
	hw_diag(ex->diags, HW_DIAG_YAML_SYNTAX,
	    span_at(ex, ex->problem->problem_at),
	    HW_STR("Compare the line with the one above it. Put values with "
		   "unusual signs in quotes."),
	    "this cannot be read as a field, a list or a value");
}

/* First match wins; an empty text matches everything. */
static const struct {
	const char *context, *problem;
	void (*explain)(const struct explainer *ex);
} rules[] = {
    {"while scanning an alias", "", explain_sign},
    {"while scanning an anchor", "", explain_sign},
    {"while scanning a tag", "", explain_sign},
    {"while parsing a tag", "", explain_sign},
    {"", "found undefined tag handle", explain_sign},
    {"", "found character that cannot start any token", explain_start},
    {"", "found a tab character", explain_tab_or_indent},
    {"", "mapping values are not allowed", explain_second_colon},
    {"", "mapping keys are not allowed", explain_sign},
    {"", "block sequence entries are not allowed", explain_item},
    {"", "could not find expected ':'", explain_no_colon},
    {"", "did not find expected key", explain_no_key},
    {"", "did not find expected '-' indicator", explain_dash},
    {"", "did not find expected ',' or", explain_brackets},
    {"", "did not find expected <document start>", explain_outside},
    {"while parsing a flow node", "", explain_in_brackets},
    {"while scanning a quoted scalar", "found unexpected", explain_quote},
    {"while parsing a quoted scalar", "", explain_escape},
    {"while scanning a block scalar", "", explain_block},
    {"", "", explain_other},
};

void hw_yaml_explain(const struct hw_yaml_problem *problem,
    const struct hw_source *source, struct hw_diags *diags)
{
	struct explainer ex = {problem, source, diags};
	size_t i;

	for (i = 0; i < HW_COUNT(rules) - 1; i++)
		if (hw_str_starts(hw_str_of(problem->context),
			hw_str_of(rules[i].context)) &&
		    hw_str_starts(hw_str_of(problem->problem),
			hw_str_of(rules[i].problem)))
			break;
	rules[i].explain(&ex);
}
