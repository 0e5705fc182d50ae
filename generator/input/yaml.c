#include "input/yaml.h"

#include "input/text.h"
#include "input/yaml_explain.h"
#include "input/yaml_plain.h"

#include <assert.h>
#include <yaml.h>

/* A list or mapping that is still open. */
struct frame {
	struct hw_yaml *node;
	struct hw_text key; /* of a mapping: waits for its value */
	bool has_key;
	bool is_dropped; /* the waiting value is not kept */
};

struct reader {
	yaml_parser_t parser;
	const struct hw_source *source;
	size_t from, to;
	/* libyaml counts characters: the last place that was translated */
	size_t known_char, known_byte;
	struct hw_diags *diags;
	struct hw_arena *arena;
	struct frame frames[HW_YAML_DEPTH_LIMIT];
	size_t depth, node_count, document_count, duplicate_count;
	struct hw_yaml *root;
	bool is_bad; /* stop: there will be no tree */
};

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/*
 * The offset in the file of libyaml's character number. Marks move forward
 * but for a few characters, so walking from the last one is cheap.
 */
static size_t byte_of(struct reader *reader, size_t character)
{
	const char *text = reader->source->text.p;

	while (reader->known_char < character &&
	    reader->known_byte < reader->to) {
		reader->known_byte++;
		while (reader->known_byte < reader->to &&
		    is_continuation(text[reader->known_byte]))
			reader->known_byte++;
		reader->known_char++;
	}
	while (reader->known_char > character &&
	    reader->known_byte > reader->from) {
		reader->known_byte--;
		while (reader->known_byte > reader->from &&
		    is_continuation(text[reader->known_byte]))
			reader->known_byte--;
		reader->known_char--;
	}
	return reader->known_byte;
}

static struct hw_span span_of(struct reader *reader, const yaml_mark_t *start,
    const yaml_mark_t *end)
{
	size_t at = byte_of(reader, start->index);
	size_t to = byte_of(reader, end->index);

	return (struct hw_span){reader->source, at, to > at ? to - at : 0};
}

static hw_str written(const struct hw_span *span)
{
	return hw_str_sub(span->source->text, span->at, span->at + span->len);
}

static struct hw_yaml *new_node(struct reader *reader, enum hw_yaml_kind kind,
    const yaml_event_t *event)
{
	struct hw_yaml *node = HW_NEW(reader->arena, struct hw_yaml);

	node->kind = kind;
	node->span = span_of(reader, &event->start_mark, &event->end_mark);
	node->text.span = node->span;
	node->text.s = HW_STR_NONE;
	return node;
}

static struct hw_yaml *new_scalar(struct reader *reader,
    const yaml_event_t *event)
{
	struct hw_yaml *node = new_node(reader, HW_YAML_SCALAR, event);
	hw_str value = {(const char *)event->data.scalar.value,
	    event->data.scalar.length};
	yaml_scalar_style_t style = event->data.scalar.style;
	hw_str inner = written(&node->span);
	size_t quote = 0;

	if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	    style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
		node->style = HW_YAML_QUOTED;
		quote = 1;
	} else if (style == YAML_LITERAL_SCALAR_STYLE) {
		node->style = HW_YAML_LITERAL;
	} else if (style == YAML_FOLDED_SCALAR_STYLE) {
		node->style = HW_YAML_FOLDED;
	}
	if (quote != 0 && inner.len >= 2)
		inner = hw_str_sub(inner, 1, inner.len - 1);
	if (node->style <= HW_YAML_QUOTED && hw_str_equal(inner, value)) {
		node->text.s = inner;
		node->text.exact = true;
		node->text.span.at += quote;
		node->text.span.len = inner.len;
		return node;
	}
	node->text.s = hw_str_dup(reader->arena, value);
	if (node->style == HW_YAML_LITERAL && value.len > 0)
		hw_yaml_place_lines(node, reader->to, reader->arena);
	return node;
}

/*
 * "title: Area #5": YAML takes the rest of the line for a note, and the page
 * loses words. A note that is meant has a space after its sign.
 */
static void check_note(struct reader *reader, const struct hw_yaml *node)
{
	hw_str rest = hw_str_sub(reader->source->text,
	    node->span.at + node->span.len, reader->to);
	size_t at = 0, end = hw_str_find_char(rest, '\n');
	char next;

	while (at < rest.len && (rest.p[at] == ' ' || rest.p[at] == '\t'))
		at++;
	if (at == 0 || at + 1 >= rest.len || rest.p[at] != '#')
		return;
	next = rest.p[at + 1];
	if (strchr(" \t\r\n#", next) != NULL)
		return;
	hw_diag(reader->diags, HW_DIAG_YAML_COMMENT,
	    (struct hw_span){reader->source,
		(size_t)(rest.p - reader->source->text.p) + at,
		(end == SIZE_MAX ? rest.len : end) - at},
	    HW_STR("Put the whole value in quotes. If this is a note that "
		   "nobody else should see, put a space after the '#'."),
	    "the '#' hides the rest of this line");
}

/* Anchors and tags, also those that libyaml takes away without a word. */
static void check_plain(struct reader *reader, const struct hw_yaml *node)
{
	hw_str text = written(&node->span);
	char first = text.len > 0 ? text.p[0] : '\0';

	/* Of a field without a value that is said anyway. */
	if (node->kind == HW_YAML_SCALAR && node->style == HW_YAML_PLAIN &&
	    node->span.len > 0)
		check_note(reader, node);
	if (first != '&' && first != '!')
		return;
	hw_diag(reader->diags, HW_DIAG_YAML_FORBIDDEN,
	    (struct hw_span){reader->source, node->span.at, 1},
	    HW_STR("If the sign belongs to the words, put the whole value in "
		   "quotes. Otherwise take it out."),
	    first == '&' ? "an anchor: a value may not start with '&'"
			 : "a tag: a value may not start with '!'");
}

static void refuse(struct reader *reader, struct hw_span span,
    enum hw_diag_code code, const char *message, const char *help)
{
	reader->is_bad = true;
	hw_diag(reader->diags, code, span, hw_str_of(help), "%s", message);
}

static void take_key(struct reader *reader, struct frame *frame,
    const struct hw_yaml *node)
{
	hw_str key = node->text.s;
	size_t i;

	frame->key = node->text;
	frame->has_key = true;
	frame->is_dropped = false;
	if (hw_str_equal(key, HW_STR("<<")) && node->style == HW_YAML_PLAIN) {
		frame->is_dropped = true;
		hw_diag(reader->diags, HW_DIAG_YAML_FORBIDDEN, node->span,
		    HW_STR("Write the fields out where they belong."),
		    "a merge key '<<'");
		return;
	}
	for (i = 0; i < frame->node->pairs.count; i++) {
		const struct hw_text *first =
		    &frame->node->pairs.items[i].key;

		if (!hw_str_equal(first->s, key))
			continue;
		frame->is_dropped = true;
		/* Each message looks for two lines; later ones are not kept. */
		if (++reader->duplicate_count > HW_DIAG_PER_FILE)
			reader->is_bad = true;
		hw_diag(reader->diags, HW_DIAG_YAML_DUPLICATE, node->span,
		    HW_STR(
			"Keep one of the two lines, and delete the other."),
		    "field '%.*s' on line %zu stands on line %zu already",
		    HW_ARG(hw_text_clip(reader->arena, key)),
		    hw_source_place(reader->source, node->span.at).line,
		    hw_source_place(reader->source, first->span.at).line);
		return;
	}
}

/* Puts a node where it belongs: root, list item, key, or value of a key. */
static void attach(struct reader *reader, struct hw_yaml *node)
{
	struct frame *frame;

	if (++reader->node_count > HW_YAML_NODE_LIMIT) {
		refuse(reader, node->span, HW_DIAG_YAML_LIMIT,
		    "more than 10,000 values in one file",
		    "Divide the file into smaller ones.");
		return;
	}
	if (reader->depth == 0) {
		reader->root = node;
		return;
	}
	frame = &reader->frames[reader->depth - 1];
	if (frame->node->kind == HW_YAML_LIST) {
		HW_PUSH(&frame->node->items, reader->arena, node);
	} else if (frame->has_key) {
		struct hw_yaml_pair pair = {frame->key, node};

		if (!frame->is_dropped)
			HW_PUSH(&frame->node->pairs, reader->arena, pair);
		frame->has_key = false;
	} else if (node->kind == HW_YAML_SCALAR) {
		take_key(reader, frame, node);
	} else {
		refuse(reader, node->span, HW_DIAG_YAML_SYNTAX,
		    "a list or a group of fields where a field's name "
		    "belongs",
		    "Put a value that starts with '{', '[' or '?' in "
		    "quotes.");
	}
}

static void open_frame(struct reader *reader, struct hw_yaml *node)
{
	attach(reader, node);
	if (reader->is_bad)
		return;
	if (reader->depth == HW_YAML_DEPTH_LIMIT) {
		refuse(reader, node->span, HW_DIAG_YAML_LIMIT,
		    "lists and fields nested more than 32 deep",
		    "Take brackets or indentation out. If the signs belong "
		    "to the words, put the value in quotes.");
		return;
	}
	reader->frames[reader->depth++] = (struct frame){.node = node};
}

static void close_frame(struct reader *reader, const yaml_event_t *event)
{
	struct hw_yaml *node = reader->frames[--reader->depth].node;
	size_t end = byte_of(reader, event->end_mark.index);
	hw_str text;

	/* A block ends where the next thing starts: leave the gap out. */
	text =
	    hw_str_trim(hw_str_sub(reader->source->text, node->span.at, end));
	node->span.len = text.len;
	node->text.span = node->span;
}

static void take_alias(struct reader *reader, const yaml_event_t *event)
{
	struct hw_yaml *node = new_node(reader, HW_YAML_REFUSED, event);
	const struct frame *frame =
	    reader->depth > 0 ? &reader->frames[reader->depth - 1] : NULL;

	hw_diag(reader->diags, HW_DIAG_YAML_FORBIDDEN, node->span,
	    HW_STR("If the star belongs to the words, put the whole value in "
		   "quotes. Otherwise write the value out."),
	    "an alias: a value may not start with '*'");
	if (frame != NULL && frame->node->kind == HW_YAML_MAPPING &&
	    !frame->has_key)
		reader->is_bad = true; /* a field without a name */
	else
		attach(reader, node);
}

static void take_document(struct reader *reader, const yaml_event_t *event)
{
	struct hw_span span =
	    span_of(reader, &event->start_mark, &event->end_mark);

	if (++reader->document_count > 1)
		refuse(reader, span, HW_DIAG_YAML_SYNTAX,
		    "a second document in one file",
		    "Take the line '---' or '...' out.");
}

static void take_event(struct reader *reader, const yaml_event_t *event)
{
	struct hw_yaml *node;

	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		take_document(reader, event);
		break;
	case YAML_ALIAS_EVENT:
		take_alias(reader, event);
		break;
	case YAML_SCALAR_EVENT:
		node = new_scalar(reader, event);
		check_plain(reader, node);
		attach(reader, node);
		break;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		node = new_node(reader,
		    event->type == YAML_MAPPING_START_EVENT ? HW_YAML_MAPPING
							    : HW_YAML_LIST,
		    event);
		check_plain(reader, node);
		open_frame(reader, node);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_frame(reader, event);
		break;
	default:
		break;
	}
}

static void report_error(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	struct hw_yaml_problem problem = {
	    .problem = parser->problem != NULL ? parser->problem : "",
	    .context = parser->context != NULL ? parser->context : "",
	    .from = reader->from,
	    .to = reader->to,
	};

	problem.problem_at = byte_of(reader, parser->problem_mark.index);
	problem.context_at = parser->context != NULL
	    ? byte_of(reader, parser->context_mark.index)
	    : problem.problem_at;
	reader->is_bad = true;
	hw_yaml_explain(&problem, reader->source, reader->diags);
}

/* Returns false when memory ran out; then the parser is still to delete. */
static bool read_events(struct reader *reader)
{
	bool is_end = false;

	while (!is_end && !reader->is_bad) {
		yaml_event_t event;

		if (!yaml_parser_parse(&reader->parser, &event)) {
			if (reader->parser.error == YAML_MEMORY_ERROR)
				return false;
			report_error(reader);
			break;
		}
		/* NO_EVENT comes for ever once a parser has failed. */
		is_end = event.type == YAML_NO_EVENT ||
		    event.type == YAML_STREAM_END_EVENT;
		take_event(reader, &event);
		yaml_event_delete(&event);
	}
	return true;
}

/* Directives: libyaml compares each with all others, so thousands of them
 * would take minutes. A line starts with '%' for no other reason. */
static bool check_directives(const struct reader *reader)
{
	hw_str rest =
	    hw_str_sub(reader->source->text, reader->from, reader->to);
	hw_str line;

	while (hw_str_next_line(&rest, &line)) {
		if (line.len == 0 || line.p[0] != '%')
			continue;
		hw_diag(reader->diags, HW_DIAG_YAML_FORBIDDEN,
		    (struct hw_span){reader->source,
			(size_t)(line.p - reader->source->text.p), line.len},
		    HW_STR("Delete the line."),
		    "a directive: a line may not start with '%%'");
		return false;
	}
	return true;
}

struct hw_yaml *hw_yaml_read_events(const struct hw_source *source,
    size_t from, size_t to, struct hw_diags *diags, struct hw_arena *arena)
{
	struct reader reader = {.source = source,
	    .diags = diags,
	    .arena = arena};
	bool has_memory;

	reader.from = reader.known_byte = from;
	reader.to = to;
	if (!check_directives(&reader))
		return NULL;
	if (!yaml_parser_initialize(&reader.parser))
		hw_oom();
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser,
	    (const unsigned char *)source->text.p + from, to - from);
	has_memory = read_events(&reader);
	yaml_parser_delete(&reader.parser);
	if (!has_memory)
		hw_oom();
	if (reader.is_bad)
		return NULL;
	if (reader.root == NULL) {
		reader.root = HW_NEW(arena, struct hw_yaml);
		reader.root->kind = HW_YAML_MAPPING;
		reader.root->span = (struct hw_span){source, from, 0};
		reader.root->text.span = reader.root->span;
	}
	return reader.root;
}

/* Passes over a byte order mark; false when libyaml must not see the text. */
static bool check_text(const struct hw_source *source, size_t *from,
    size_t to, struct hw_diags *diags)
{
	assert(*from <= to && to <= source->text.len);
	if (*from == 0)
		*from = hw_text_bom(hw_str_sub(source->text, 0, to));
	return hw_text_check_lines(source, *from, to, diags);
}

struct hw_yaml *hw_yaml_read(const struct hw_source *source, size_t from,
    size_t to, struct hw_diags *diags, struct hw_arena *arena)
{
	return check_text(source, &from, to, diags)
	    ? hw_yaml_read_events(source, from, to, diags, arena)
	    : NULL;
}

struct hw_yaml *hw_yaml_read_past(const struct hw_source *source, size_t from,
    size_t to, struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_yaml *root;

	if (!check_text(source, &from, to, diags))
		return NULL;
	root = hw_yaml_read_plain(source, from, to, arena);
	return root != NULL
	    ? root
	    : hw_yaml_read_events(source, from, to, diags, arena);
}

struct hw_yaml *hw_yaml_get(const struct hw_yaml *mapping, hw_str key)
{
	size_t i;

	for (i = 0; i < mapping->pairs.count; i++)
		if (hw_str_equal(mapping->pairs.items[i].key.s, key))
			return mapping->pairs.items[i].value;
	return NULL;
}

bool hw_yaml_is_empty(const struct hw_yaml *node)
{
	return node->kind == HW_YAML_SCALAR && node->style == HW_YAML_PLAIN &&
	    node->text.s.len == 0;
}
