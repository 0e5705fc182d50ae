#include "input/markdown.h"

#include "input/comment.h"
#include "model/site.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

#define BUDGET_BYTES ((size_t)128 * 1024 * 1024)
#define CPU_LIMIT_MS 2000
#define CHECK_EVERY  64 /* allocations between looks at the clock */
#define DEPTH_LIMIT  64

/* ---------------- the allocator that cmark-gfm is given ---------------- */

enum stop { STOP_MEMORY = 1, STOP_TIME };

/*
 * One parse at a time (see the header), so the state of its allocator may
 * be one object. Each piece has a header with its size, for realloc.
 */
static struct {
	struct hw_arena arena;
	jmp_buf out;
	size_t calls;
	int64_t started_ms;
} budget;

struct piece {
	size_t size;
	size_t unused; /* keeps what follows aligned to 16 bytes */
};

static int64_t cpu_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void *budget_calloc(size_t count, size_t size)
{
	struct piece *piece;

	if (++budget.calls % CHECK_EVERY == 0 &&
	    cpu_ms() - budget.started_ms > CPU_LIMIT_MS)
		longjmp(budget.out, STOP_TIME);
	if (size > 0 && count > BUDGET_BYTES / size)
		longjmp(budget.out, STOP_MEMORY);
	piece =
	    hw_arena_try_alloc(&budget.arena, sizeof(*piece) + count * size);
	if (piece == NULL)
		longjmp(budget.out, STOP_MEMORY);
	piece->size = count * size;
	return piece + 1;
}

static void *budget_realloc(void *old, size_t size)
{
	void *bigger;
	size_t old_size;

	if (old == NULL)
		return budget_calloc(1, size);
	old_size = ((struct piece *)old - 1)->size;
	if (size <= old_size)
		return old;
	bigger = budget_calloc(1, size);
	memcpy(bigger, old, old_size);
	return bigger;
}

static void budget_free(void *piece)
{
	(void)piece; /* everything goes at once, with the arena */
}

static cmark_mem budget_mem = {budget_calloc, budget_realloc, budget_free};

/* ------------------------------ extensions ----------------------------- */

static struct {
	const char *name;
	char trigger; /* without this byte the extension has nothing to do */
	cmark_syntax_extension *extension;
} extensions[] = {
    {"table", '|', NULL},
    {"strikethrough", '~', NULL},
    {"tasklist", '[', NULL},
};

static void end_without_memory(int signal)
{
	(void)signal;
	hw_oom();
}

/* What the library registers comes from its own allocator, which aborts when
 * memory runs out. */
static void register_extensions(void)
{
	struct sigaction end = {.sa_handler = end_without_memory}, before;

	sigaction(SIGABRT, &end, &before);
	cmark_gfm_core_extensions_ensure_registered();
	sigaction(SIGABRT, &before, NULL);
}

void hw_markdown_setup(void)
{
	size_t i;

	if (extensions[0].extension != NULL)
		return;
	register_extensions();
	for (i = 0; i < HW_COUNT(extensions); i++)
		extensions[i].extension =
		    cmark_find_syntax_extension(extensions[i].name);
	hw_arena_init(&budget.arena, BUDGET_BYTES);
}

const char *hw_markdown_version(void)
{
	return cmark_version_string();
}

/* Cuts off one line as the library counts lines: a lone CR ends one too. */
static bool next_line(hw_str *rest, hw_str *line)
{
	size_t len = 0;

	if (rest->len == 0)
		return false;
	for (;; len++) {
		len += hw_str_plain_run(hw_str_sub(*rest, len, rest->len));
		if (len == rest->len || rest->p[len] == '\n' ||
		    rest->p[len] == '\r')
			break;
	}
	*line = hw_str_sub(*rest, 0, len);
	if (len + 1 < rest->len && rest->p[len] == '\r' &&
	    rest->p[len + 1] == '\n')
		len++;
	*rest = hw_str_sub(*rest, len < rest->len ? len + 1 : len, rest->len);
	return true;
}

/* All lines but those of comments for editors, which are nobody's words and
 * must not part a paragraph or a list in two. */
static void feed(cmark_parser *parser, hw_str text)
{
	struct hw_comment comment;
	hw_str rest = text, line;

	if (hw_str_find(text, HW_COMMENT_WORD) == SIZE_MAX) {
		cmark_parser_feed(parser, text.p, text.len);
		return;
	}
	while (next_line(&rest, &line)) {
		if (!hw_comment_find(&comment, line)) {
			cmark_parser_feed(parser, line.p, line.len);
		} else if (comment.is_alone) {
			continue;
		} else {
			cmark_parser_feed(parser, line.p, comment.at);
		}
		cmark_parser_feed(parser, "\n", 1);
	}
}

static cmark_node *parse(hw_str text)
{
	cmark_parser *parser =
	    cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &budget_mem);
	size_t i;

	for (i = 0; i < HW_COUNT(extensions); i++)
		if (hw_str_find_char(text, extensions[i].trigger) != SIZE_MAX)
			cmark_parser_attach_syntax_extension(parser,
			    extensions[i].extension);
	feed(parser, text);
	return cmark_parser_finish(parser);
}

/* ------------------------ what must not reach it ----------------------- */

/* Columns of blanks at the start of a line; a tab goes to the next fourth. */
static size_t indentation(hw_str line)
{
	size_t i, columns = 0;

	for (i = 0; i < line.len; i++)
		if (line.p[i] == ' ')
			columns++;
		else if (line.p[i] == '\t')
			columns += 4 - columns % 4;
		else
			break;
	return columns;
}

/* Length of the list or quotation mark at the start of s, or 0. */
static size_t marker(hw_str s)
{
	size_t digits = 0;

	if (s.len == 0)
		return 0;
	if (s.p[0] == '>')
		return 1;
	if (strchr("-*+", s.p[0]) != NULL)
		return s.len == 1 || s.p[1] == ' ' || s.p[1] == '\t' ? 1 : 0;
	while (digits < s.len && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	return digits > 0 && digits < s.len &&
		(s.p[digits] == '.' || s.p[digits] == ')')
	    ? digits + 1
	    : 0;
}

/*
 * How many lists and quotations the marks at the start of a line can open,
 * one in the other. The first may stand in a list of an earlier line, which
 * takes two columns at the least for each of its levels.
 */
static size_t count_levels(hw_str line)
{
	size_t i = 0, count = 0, len;

	while (i < line.len) {
		if (line.p[i] == ' ' || line.p[i] == '\t') {
			i++;
			continue;
		}
		len = marker(hw_str_sub(line, i, line.len));
		if (len == 0)
			break;
		i += len;
		count++;
	}
	return count > 0 ? count + indentation(line) / 2 : 0;
}

static bool lines_within_limits(const struct hw_text *text,
    struct hw_diags *diags)
{
	hw_str rest = text->s, line;

	while (next_line(&rest, &line)) {
		size_t at = (size_t)(line.p - text->s.p);

		if (line.len > HW_LINE_LIMIT_BYTES) {
			hw_diag(diags, HW_DIAG_LINE_TOO_LONG,
			    hw_text_span(text, at, 1),
			    HW_STR("Break the line in two. Markdown joins "
				   "lines of one paragraph again."),
			    "this line has %zu bytes; %zu is the limit",
			    line.len, HW_LINE_LIMIT_BYTES);
			return false;
		}
		if (count_levels(line) > DEPTH_LIMIT) {
			hw_diag(diags, HW_DIAG_NESTING,
			    hw_text_span(text, at, line.len),
			    HW_STR("Take out list or quotation marks at the "
				   "start of this line."),
			    "lists or quotations nested more than %d levels",
			    DEPTH_LIMIT);
			return false;
		}
	}
	return true;
}

/* --------------------------- from their tree to ours ------------------- */

struct reader {
	const struct hw_text *text;
	struct hw_arena *arena;
	struct hw_diags *diags;
	uint32_t *line_starts; /* offsets in text->s */
	size_t line_count;
	int note_number;
	unsigned column; /* of the next cell of the table row being read */
	bool too_deep;
};

static void index_lines(struct reader *reader)
{
	hw_str s = reader->text->s, rest = s, line;
	struct hw_comment comment;
	size_t count = 1;

	while (next_line(&rest, &line))
		count++;
	reader->line_starts = HW_NEW_ARRAY(reader->arena, uint32_t, count);
	for (rest = s; next_line(&rest, &line);)
		/* As they are fed: a line that is not has no number. */
		if (!hw_comment_find(&comment, line) || !comment.is_alone)
			reader->line_starts[reader->line_count++] =
			    (uint32_t)(line.p - s.p);
	/* Where the next line would start. */
	reader->line_starts[reader->line_count++] = (uint32_t)s.len;
}

static bool is_block(cmark_node *node)
{
	return ((unsigned)cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) ==
	    CMARK_NODE_TYPE_BLOCK;
}

/* The end of the paragraph or other block round an inline, in lines. */
static int block_end_line(cmark_node *node)
{
	while (node != NULL && !is_block(node))
		node = cmark_node_parent(node);
	return node != NULL ? cmark_node_get_end_line(node) : 0;
}

static size_t line_start(const struct reader *reader, int line)
{
	if (line < 1)
		return 0;
	if ((size_t)line > reader->line_count)
		return reader->text->s.len;
	return reader->line_starts[line - 1];
}

#define ADDRESS_WITHIN 4096

/* The first place where url stands as an address, "(url" or "<url"; else
 * the first at all, or SIZE_MAX. The words of a link may be its address. */
static size_t find_url(hw_str text, hw_str url)
{
	size_t first = SIZE_MAX, from = 0, found;

	if (url.len == 0)
		return SIZE_MAX;
	while ((found = hw_str_find(hw_str_sub(text, from, text.len), url)) !=
	    SIZE_MAX) {
		found += from;
		if (found > 0 &&
		    (text.p[found - 1] == '(' || text.p[found - 1] == '<'))
			return found;
		first = first == SIZE_MAX ? found : first;
		from = found + 1;
	}
	return first;
}

/*
 * Where a node stands. The library counts bytes from 1; inside lists that
 * are continued lazily its columns drift, so that links and pictures, which
 * messages point at most, are looked up by their address in the block: not
 * far, as an address that is written otherwise (an entity, a reference) is
 * not there at all.
 */
static struct hw_span span_of(const struct reader *reader, cmark_node *node)
{
	hw_str s = reader->text->s, part, url;
	int line = cmark_node_get_start_line(node);
	int column = cmark_node_get_start_column(node);
	size_t at = line_start(reader, line), end, found, len = 1;
	cmark_node_type type = cmark_node_get_type(node);

	end = line_start(reader, line + 1);
	if (column > 1 && at + (size_t)column - 1 < end)
		at += (size_t)column - 1;
	if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
		url = hw_str_of(cmark_node_get_url(node));
		end = line_start(reader, block_end_line(node) + 1);
		if (end > at + ADDRESS_WITHIN)
			end = at + ADDRESS_WITHIN;
		part = hw_str_sub(s, at < end ? at : end, end);
		found = find_url(part, url);
		if (found != SIZE_MAX) {
			at = (size_t)(part.p - s.p) + found;
			len = url.len;
		}
	} else if (is_block(node) && at < s.len) {
		part = hw_str_sub(s, at, s.len);
		found = hw_str_find_char(part, '\n');
		len = found != SIZE_MAX ? found : part.len;
	}
	if (at > s.len)
		at = s.len;
	return hw_text_span(reader->text, at, len);
}

static const struct {
	unsigned theirs;
	enum hw_node_type ours;
} core_types[] = {
    {CMARK_NODE_DOCUMENT, HW_NODE_DOCUMENT},
    {CMARK_NODE_BLOCK_QUOTE, HW_NODE_QUOTE},
    {CMARK_NODE_LIST, HW_NODE_LIST},
    {CMARK_NODE_ITEM, HW_NODE_ITEM},
    {CMARK_NODE_CODE_BLOCK, HW_NODE_CODE_BLOCK},
    {CMARK_NODE_HTML_BLOCK, HW_NODE_HTML_BLOCK},
    {CMARK_NODE_PARAGRAPH, HW_NODE_PARAGRAPH},
    {CMARK_NODE_HEADING, HW_NODE_HEADING},
    {CMARK_NODE_THEMATIC_BREAK, HW_NODE_RULE},
    {CMARK_NODE_FOOTNOTE_DEFINITION, HW_NODE_FOOTNOTE_DEF},
    {CMARK_NODE_TEXT, HW_NODE_TEXT},
    {CMARK_NODE_SOFTBREAK, HW_NODE_SOFT_BREAK},
    {CMARK_NODE_LINEBREAK, HW_NODE_LINE_BREAK},
    {CMARK_NODE_CODE, HW_NODE_CODE},
    {CMARK_NODE_HTML_INLINE, HW_NODE_HTML_INLINE},
    {CMARK_NODE_EMPH, HW_NODE_EMPH},
    {CMARK_NODE_STRONG, HW_NODE_STRONG},
    {CMARK_NODE_LINK, HW_NODE_LINK},
    {CMARK_NODE_IMAGE, HW_NODE_IMAGE},
    {CMARK_NODE_FOOTNOTE_REFERENCE, HW_NODE_FOOTNOTE_REF},
};

static const struct {
	const char *theirs;
	enum hw_node_type ours;
} extension_types[] = {
    {"table", HW_NODE_TABLE},
    {"table_header", HW_NODE_TABLE_ROW},
    {"table_row", HW_NODE_TABLE_ROW},
    {"table_cell", HW_NODE_TABLE_CELL},
    {"strikethrough", HW_NODE_STRIKE},
    {"tasklist", HW_NODE_ITEM},
};

static enum hw_node_type type_of(cmark_node *node)
{
	unsigned type = (unsigned)cmark_node_get_type(node);
	const char *name;
	size_t i;

	for (i = 0; i < HW_COUNT(core_types); i++)
		if (core_types[i].theirs == type)
			return core_types[i].ours;
	name = cmark_node_get_type_string(node);
	for (i = 0; i < HW_COUNT(extension_types); i++)
		if (strcmp(name, extension_types[i].theirs) == 0)
			return extension_types[i].ours;
	return HW_NODE_PARAGRAPH;
}

static hw_str copy(const struct reader *reader, const char *c_string)
{
	return c_string != NULL
	    ? hw_str_dup(reader->arena, hw_str_of(c_string))
	    : HW_STR_NONE;
}

static enum hw_align cell_align(cmark_node *cell, unsigned column)
{
	cmark_node *table = cmark_node_parent(cmark_node_parent(cell));
	uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);
	unsigned count = cmark_gfm_extensions_get_table_columns(table);

	if (aligns == NULL || column >= count)
		return HW_ALIGN_NONE;
	switch (aligns[column]) {
	case 'l':
		return HW_ALIGN_LEFT;
	case 'c':
		return HW_ALIGN_CENTRE;
	case 'r':
		return HW_ALIGN_RIGHT;
	default:
		return HW_ALIGN_NONE;
	}
}

static void fill(struct reader *reader, struct hw_node *node,
    cmark_node *theirs)
{
	switch (node->type) {
	case HW_NODE_TEXT:
	case HW_NODE_CODE:
	case HW_NODE_HTML_BLOCK:
	case HW_NODE_HTML_INLINE:
		node->text = copy(reader, cmark_node_get_literal(theirs));
		break;
	case HW_NODE_CODE_BLOCK:
		node->text = copy(reader, cmark_node_get_literal(theirs));
		node->title = copy(reader, cmark_node_get_fence_info(theirs));
		break;
	case HW_NODE_LINK:
	case HW_NODE_IMAGE:
		node->url = copy(reader, cmark_node_get_url(theirs));
		node->title = copy(reader, cmark_node_get_title(theirs));
		break;
	case HW_NODE_HEADING:
		node->level = cmark_node_get_heading_level(theirs);
		break;
	case HW_NODE_LIST:
		node->ordered = cmark_node_get_list_type(theirs) ==
		    CMARK_ORDERED_LIST;
		node->start = cmark_node_get_list_start(theirs);
		node->tight = cmark_node_get_list_tight(theirs) != 0;
		break;
	case HW_NODE_ITEM:
		if (strcmp(cmark_node_get_type_string(theirs), "tasklist") ==
		    0)
			node->task =
			    cmark_gfm_extensions_get_tasklist_item_checked(
				theirs)
			    ? HW_TASK_DONE
			    : HW_TASK_OPEN;
		break;
	case HW_NODE_TABLE_ROW:
		node->header =
		    cmark_gfm_extensions_get_table_row_is_header(theirs) != 0;
		reader->column = 0;
		break;
	case HW_NODE_TABLE_CELL:
		node->header = cmark_gfm_extensions_get_table_row_is_header(
				   cmark_node_parent(theirs)) != 0;
		node->align = cell_align(theirs, reader->column++);
		break;
	case HW_NODE_FOOTNOTE_DEF:
		node->level = ++reader->note_number;
		break;
	case HW_NODE_FOOTNOTE_REF:
		node->level =
		    (int)strtol(cmark_node_get_literal(theirs), NULL, 10);
		break;
	default:
		break;
	}
}

static struct hw_node *convert_one(struct reader *reader, cmark_node *theirs)
{
	struct hw_node *node = hw_node_new(reader->arena, type_of(theirs),
	    span_of(reader, theirs));

	fill(reader, node, theirs);
	return node;
}

/* Walks their tree without recursion: its depth is the author's choice. */
static struct hw_node *convert(struct reader *reader, cmark_node *root)
{
	struct hw_node *top = convert_one(reader, root), *parent = top;
	cmark_node *at = cmark_node_first_child(root);
	int depth = 1;

	while (at != NULL) {
		struct hw_node *node = convert_one(reader, at);

		hw_node_append(parent, node);
		if (cmark_node_first_child(at) != NULL) {
			at = cmark_node_first_child(at);
			parent = node;
			if (++depth > DEPTH_LIMIT * 2 && !reader->too_deep) {
				reader->too_deep = true;
				hw_diag(reader->diags, HW_DIAG_NESTING,
				    node->span,
				    HW_STR(
					"Use fewer lists inside lists, and "
					"fewer marks inside marks."),
				    "lists, quotations or marks nested more "
				    "than %d levels",
				    DEPTH_LIMIT);
				return top;
			}
			continue;
		}
		while (at != root && cmark_node_next(at) == NULL) {
			at = cmark_node_parent(at);
			if (at == root)
				return top;
			parent = parent->parent;
			depth--;
		}
		at = cmark_node_next(at);
	}
	return top;
}

static void over_budget(const struct hw_text *text, struct hw_diags *diags,
    enum stop why)
{
	hw_diag(diags, HW_DIAG_MARKDOWN_BUDGET, hw_text_span(text, 0, 0),
	    HW_STR("Look for very large tables or long runs of brackets, and "
		   "split the page in two."),
	    "this text takes too much %s to read",
	    why == STOP_TIME ? "time" : "memory");
}

/*
 * A parse that was left in the middle may leave the library's global table
 * of special characters as the extensions set it; one whole parse with the
 * same extensions puts it back.
 */
static void clean_globals(void)
{
	hw_arena_reset(&budget.arena);
	budget.started_ms = cpu_ms(); /* this parse has its own two seconds */
	if (setjmp(budget.out) == 0)
		parse(HW_STR("|~["));
}

struct hw_node *hw_markdown_read(const struct hw_text *text,
    struct hw_arena *arena, struct hw_diags *diags)
{
	struct reader reader = {.text = text, .arena = arena, .diags = diags};
	struct hw_node *volatile result = NULL;
	int why;

	if (!lines_within_limits(text, diags))
		return hw_node_new(arena, HW_NODE_DOCUMENT,
		    hw_text_span(text, 0, 0));
	index_lines(&reader);
	hw_arena_reset(&budget.arena);
	budget.started_ms = cpu_ms();
	why = setjmp(budget.out);
	if (why == 0) {
		result = convert(&reader, parse(text->s));
	} else {
		over_budget(text, diags, (enum stop)why);
		clean_globals();
	}
	hw_arena_reset(&budget.arena); /* what follows needs the memory */
	if (result == NULL)
		result = hw_node_new(arena, HW_NODE_DOCUMENT,
		    hw_text_span(text, 0, 0));
	return result;
}
