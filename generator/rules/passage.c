#include "rules/passage.h"

#include "rules/passage_parts.h"

/* How far a text is looked for in the file when it is not where the reader
 * of Markdown says. */
#define SEARCH_BYTES ((size_t)4096)

struct builder {
	struct hw_passages *out;
	const struct hw_page *page;
	const struct hw_action *action;
	const struct hw_lexicon *lexicon;
	struct hw_arena *arena;
	struct hw_buf text;
	HW_LIST(struct hw_passage_piece) pieces;
	bool has_space;       /* white space since the last byte */
	struct hw_span space; /* where it began */
	size_t search_from;   /* in the source: after what was found */
};

/* ------------------------- words and their places ---------------------- */

/* Bytes from one place; exact when span is theirs. */
static void put_bytes(struct builder *b, hw_str bytes, struct hw_span span,
    bool is_exact, struct hw_passage_piece like)
{
	struct hw_passage_piece *last = b->pieces.count > 0
	    ? &b->pieces.items[b->pieces.count - 1]
	    : NULL;

	like.at = b->text.len;
	like.len = bytes.len;
	like.span = span;
	like.is_exact = is_exact;
	hw_buf_add(&b->text, bytes);
	if (last != NULL && last->marks == like.marks &&
	    last->is_code == like.is_code && last->is_exact == is_exact &&
	    last->span.source == span.source &&
	    (is_exact ? last->span.at + last->len == span.at
		      : last->span.at == span.at)) {
		last->len += bytes.len;
		return;
	}
	HW_PUSH(&b->pieces, b->arena, like);
}

static void put_space(struct builder *b, struct hw_span at)
{
	if (!b->has_space)
		b->space = at;
	b->has_space = true;
}

/* Length of the white space at s.p[at], or 0: no-break and thin spaces are
 * spaces to a reader. */
static size_t space_at(hw_str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;

	if (p[0] == ' ' || (p[0] >= '\t' && p[0] <= '\r'))
		return 1;
	if (p[0] == 0xC2 && at + 1 < s.len && p[1] == 0xA0)
		return 2;
	if (p[0] == 0xE2 && at + 2 < s.len && p[1] == 0x80 &&
	    ((p[2] >= 0x80 && p[2] <= 0x8A) || p[2] == 0xAF))
		return 3;
	return 0;
}

/*
 * Words with white space folded. `at` is where they stand in the source, all
 * of them byte by byte; with is_exact false it is near.
 */
static void put_words(struct builder *b, hw_str words, struct hw_span at,
    bool is_exact, struct hw_passage_piece like)
{
	size_t i = 0, from, len;

	while (i < words.len) {
		struct hw_span here = at;

		here.at += is_exact ? i : 0;
		len = space_at(words, i);
		if (len > 0) {
			here.len = 1;
			put_space(b, is_exact ? here : HW_SPAN_NONE);
			i += len;
			continue;
		}
		for (from = i; i < words.len && space_at(words, i) == 0;)
			i++;
		if (b->has_space && b->text.len > 0)
			put_bytes(b, HW_STR(" "),
			    b->space.source != NULL ? b->space : here,
			    b->space.source != NULL, like);
		b->has_space = false;
		put_bytes(b, hw_str_sub(words, from, i), here, is_exact,
		    like);
	}
}

/* Length of the character reference at s ("&amp;"), or 0. */
static size_t reference_length(hw_str s)
{
	size_t i;

	for (i = 1; i < s.len && i < 32; i++)
		if (s.p[i] == ';')
			return i + 1;
	return 0;
}

static size_t character_length(char c)
{
	unsigned char byte = (unsigned char)c;

	return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* What a file has more of than the words that are read from it: bytes at
 * `at` that stand for nothing, where words.p[i] is not what is there. */
static size_t marks_at(hw_str source, size_t at, hw_str words, size_t i)
{
	size_t end = at;

	if (source.p[at] == '\\')
		return 1;
	/* YAML's quotation marks, and an apostrophe written twice. */
	if ((source.p[at] == '\'' || source.p[at] == '"') &&
	    (i == 0 || (source.p[at] == '\'' && words.p[i - 1] == '\'')))
		return 1;
	/* A line end for a space. */
	while (words.p[i] == ' ' && end < source.len &&
	    space_at(source, end) == 1)
		end++;
	return end > at ? end - at - 1 : 0;
}

/*
 * Words that stand at span.at but for backslashes, character references and
 * the like before some of their letters. Puts what it can; returns how much
 * that was.
 */
static size_t put_escaped(struct builder *b, hw_str words,
    struct hw_span span, struct hw_passage_piece like)
{
	hw_str source = span.source->text;
	size_t at = span.at, i = 0, from = 0, len;

	while (i < words.len && at < source.len) {
		if (words.p[i] == source.p[at] && source.p[at] != '&') {
			i++;
			at++;
			continue;
		}
		span.at = at - (i - from);
		put_words(b, hw_str_sub(words, from, i), span, true, like);
		from = i;
		len = marks_at(source, at, words, i);
		at += len;
		if (at < source.len &&
		    ((len > 0 && words.p[i] == source.p[at]) ||
			(words.p[i] == ' ' && space_at(source, at) == 1))) {
			i++;
			at++;
			continue;
		}
		len = len == 0 && source.p[at] == '&'
		    ? reference_length(hw_str_sub(source, at, source.len))
		    : 0;
		if (len == 0 || i + character_length(words.p[i]) > words.len)
			return i;
		span.at = at;
		span.len = len;
		i += character_length(words.p[i]);
		put_words(b, hw_str_sub(words, from, i), span, false, like);
		at += len;
		from = i;
	}
	span.at = at - (i - from);
	put_words(b, hw_str_sub(words, from, i), span, true, like);
	b->search_from = at;
	return i;
}

static bool stands_at(hw_str source, size_t at, hw_str words)
{
	return at <= source.len && words.len <= source.len - at &&
	    memcmp(source.p + at, words.p, words.len) == 0;
}

/* The first place near where the words stand, or SIZE_MAX. */
static size_t search(const struct builder *b, hw_str source, hw_str words)
{
	hw_str part;
	size_t found;

	if (b->search_from > source.len)
		return SIZE_MAX;
	part = hw_str_sub(source, b->search_from, source.len);
	if (part.len > SEARCH_BYTES + words.len)
		part.len = SEARCH_BYTES + words.len;
	found = hw_str_find(part, words);
	return found != SIZE_MAX ? b->search_from + found : SIZE_MAX;
}

/* Words that stand at span or near it. */
static void put_text(struct builder *b, hw_str words, struct hw_span span,
    struct hw_passage_piece like)
{
	hw_str source;
	size_t found, done = 0;

	if (span.source == NULL) {
		put_words(b, words, span, false, like);
		return;
	}
	while (words.len > 0 && words.p[0] == ' ') {
		put_space(b, HW_SPAN_NONE);
		words = hw_str_sub(words, 1, words.len);
		span.at += stands_at(span.source->text, span.at, HW_STR(" "));
	}
	if (words.len == 0)
		return;
	source = span.source->text;
	if (!stands_at(source, span.at, words)) {
		found = search(b, source, words);
		/* With line ends or marks between them, they begin alike. */
		if (found == SIZE_MAX && span.at < source.len &&
		    strchr("\\&'\"", source.p[span.at]) == NULL)
			found = search(b, source,
			    hw_str_sub(words, 0,
				hw_str_find_char(words, ' ') < words.len
				    ? hw_str_find_char(words, ' ')
				    : words.len));
		if (found != SIZE_MAX)
			span.at = found;
	}
	if (stands_at(source, span.at, words)) {
		put_words(b, words, span, true, like);
		b->search_from = span.at + words.len;
		return;
	}
	if (span.at < source.len)
		done = put_escaped(b, words, span, like);
	put_words(b, hw_str_sub(words, done, words.len), span, false, like);
}

/* Words of the data, which the file only names: no search for them. */
static void put_fact(struct builder *b, hw_str words, struct hw_span span,
    struct hw_passage_piece like)
{
	like.marks |= HW_MARK_FACT;
	put_words(b, words, span, false, like);
	b->search_from = span.at + span.len;
}

/* ------------------------------- a passage ----------------------------- */

static void start(struct builder *b, struct hw_span span)
{
	hw_buf_clear(&b->text);
	b->pieces.items = NULL;
	b->pieces.count = b->pieces.room = 0;
	b->has_space = false;
	b->search_from = span.at;
}

static void finish(struct builder *b, struct hw_passage passage)
{
	if (b->text.len == 0)
		return;
	passage.page = b->page;
	passage.action = b->action;
	passage.text = hw_str_dup(b->arena, hw_buf_str(&b->text));
	passage.pieces = b->pieces.items;
	passage.piece_count = b->pieces.count;
	hw_passage_cut(&passage, b->lexicon, b->arena);
	HW_PUSH(b->out, b->arena, passage);
}

static void read_field(struct builder *b, enum hw_passage_kind kind,
    const struct hw_text *text)
{
	struct hw_passage_piece like = {0};
	size_t i, from = 0;

	if (text->s.len == 0)
		return;
	start(b, text->span);
	for (i = 0; i < b->page->facts.count; i++) {
		const struct hw_fact_use *fact = &b->page->facts.items[i];

		if (fact->text != text)
			continue;
		put_text(b, hw_str_sub(text->s, from, fact->at), text->span,
		    like);
		from = fact->at + fact->len;
		put_fact(b, hw_str_sub(text->s, fact->at, from), text->span,
		    like);
		b->search_from = text->span.at;
	}
	put_text(b, hw_str_sub(text->s, from, text->s.len), text->span, like);
	finish(b, (struct hw_passage){.kind = kind});
}

static void read_fields(struct builder *b, enum hw_passage_kind kind,
    const struct hw_texts *texts)
{
	size_t i;

	for (i = 0; i < texts->count; i++)
		read_field(b, kind, &texts->items[i]);
}

/* ---------------------------------- trees ------------------------------ */

/* The node after `node` and all that is in it. */
static const struct hw_node *after(const struct hw_node *root,
    const struct hw_node *node)
{
	while (node != root && node->next == NULL)
		node = node->parent;
	return node != root ? node->next : NULL;
}

static unsigned marks_of(const struct hw_node *block,
    const struct hw_node *node)
{
	unsigned marks = 0;

	for (; node != block; node = node->parent) {
		if (node->type == HW_NODE_STRONG)
			marks |= HW_MARK_BOLD;
		else if (node->type == HW_NODE_EMPH)
			marks |= HW_MARK_ITALIC;
		else if (node->type == HW_NODE_LINK)
			marks |= HW_MARK_LINK;
	}
	return marks;
}

/* The inlines of a block, or the words of a picture. */
static void put_inlines(struct builder *b, const struct hw_node *block)
{
	const struct hw_node *at = block->first;

	start(b, block->span);
	while (at != NULL && at != block) {
		struct hw_passage_piece like = {0};

		if (at->type == HW_NODE_IMAGE) {
			put_space(b, HW_SPAN_NONE);
			at = after(block, at);
			continue;
		}
		if (at->type == HW_NODE_TEXT || at->type == HW_NODE_CODE) {
			like.marks = marks_of(block, at);
			like.is_code = at->type == HW_NODE_CODE;
			if (at->is_fact)
				put_fact(b, at->text, at->span, like);
			else
				put_text(b, at->text, at->span, like);
		} else if (at->type == HW_NODE_SOFT_BREAK ||
		    at->type == HW_NODE_LINE_BREAK ||
		    at->type == HW_NODE_HTML_INLINE) {
			put_space(b, HW_SPAN_NONE);
		}
		at = hw_node_next(block, at);
	}
}

/* What stands round a block decides what it is. */
static void place(struct hw_passage *passage, const struct hw_node *block)
{
	const struct hw_node *at;

	for (at = block->parent; at != NULL; at = at->parent) {
		if (at->type == HW_NODE_ROW)
			passage->row = at;
		else if (at->type == HW_NODE_QUOTE)
			passage->is_quoted = true;
		else if (at->type == HW_NODE_ITEM &&
		    passage->kind == HW_PASSAGE_PARAGRAPH)
			passage->kind = HW_PASSAGE_ITEM;
	}
	if (passage->is_quoted && passage->kind == HW_PASSAGE_PARAGRAPH)
		passage->kind = HW_PASSAGE_QUOTE;
}

static void read_block(struct builder *b, enum hw_passage_kind kind,
    const struct hw_node *block)
{
	struct hw_passage passage = {.kind = kind,
	    .node = block,
	    .level = kind == HW_PASSAGE_HEADING ? block->level : 0};

	place(&passage, block);
	put_inlines(b, block);
	finish(b, passage);
}

static void read_pictures(struct builder *b, const struct hw_node *block)
{
	const struct hw_node *at;

	for (at = block->first; at != NULL; at = hw_node_next(block, at))
		if (at->type == HW_NODE_IMAGE)
			read_block(b, HW_PASSAGE_ALT, at);
}

static void read_tree(struct builder *b, const struct hw_node *doc)
{
	const struct hw_node *at = doc;

	while (at != NULL) {
		switch (at->type) {
		case HW_NODE_PARAGRAPH:
			read_block(b, HW_PASSAGE_PARAGRAPH, at);
			break;
		case HW_NODE_HEADING:
			read_block(b, HW_PASSAGE_HEADING, at);
			break;
		case HW_NODE_TABLE_CELL:
			read_block(b, HW_PASSAGE_CELL, at);
			break;
		case HW_NODE_IMAGE: /* of a row */
			read_block(b, HW_PASSAGE_ALT, at);
			at = after(doc, at);
			continue;
		default:
			at = hw_node_next(doc, at);
			continue;
		}
		if (at->first != NULL)
			read_pictures(b, at);
		at = after(doc, at);
	}
}

/* --------------------------------- a page ------------------------------ */

static void read_action(struct builder *b, const struct hw_action *action)
{
	size_t i;

	b->action = action;
	read_field(b, HW_PASSAGE_TITLE, &action->title);
	read_tree(b, action->reason_doc);
	read_tree(b, action->detail_doc);
	read_tree(b, action->update_doc);
	read_fields(b, HW_PASSAGE_FIELD, &action->outcomes);
	read_fields(b, HW_PASSAGE_NAME, &action->owners);
	for (i = 0; i < action->evidence.count; i++)
		read_field(b, HW_PASSAGE_NAME,
		    &action->evidence.items[i].title);
	b->action = NULL;
}

/* Families say it in their own words; the answer is the partners'. */
static void read_said(struct builder *b, const struct hw_said *said)
{
	read_field(b, HW_PASSAGE_QUOTE, &said->words);
	read_field(b, HW_PASSAGE_NAME, &said->who);
	read_field(b, HW_PASSAGE_FIELD, &said->did);
	read_field(b, HW_PASSAGE_FIELD, &said->could_not);
}

void hw_passages_read(struct hw_passages *out, const struct hw_page *page,
    const struct hw_lexicon *lexicon, struct hw_arena *arena)
{
	const struct hw_front *front = &page->front;
	struct builder b = {.out = out,
	    .page = page,
	    .lexicon = lexicon,
	    .arena = arena};
	size_t i;

	read_field(&b, HW_PASSAGE_TITLE, &front->title);
	read_field(&b, HW_PASSAGE_SUMMARY, &front->summary);
	read_fields(&b, HW_PASSAGE_NAME, &front->owners);
	if (front->checked_by != NULL)
		read_field(&b, HW_PASSAGE_NAME, &front->checked_by->group);
	read_tree(&b, page->finding_doc);
	for (i = 0; i < front->actions.count; i++)
		read_action(&b, &front->actions.items[i]);
	read_tree(&b, page->impact_doc);
	for (i = 0; i < front->measures.count; i++)
		read_field(&b, HW_PASSAGE_NAME,
		    &front->measures.items[i].title);
	if (front->difference != NULL) {
		read_field(&b, HW_PASSAGE_FIELD, &front->difference->says);
		read_field(&b, HW_PASSAGE_NAME, &front->difference->source);
	}
	for (i = 0; i < front->said.count; i++)
		read_said(&b, &front->said.items[i]);
	read_tree(&b, page->doc);
	hw_buf_free(&b.text);
	hw_passages_mark_names(out, lexicon, arena);
}

static const struct hw_passage_piece *piece_at(
    const struct hw_passage *passage, size_t at)
{
	size_t low = 0, high = passage->piece_count, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (passage->pieces[middle].at <= at)
			low = middle;
		else
			high = middle;
	}
	return &passage->pieces[low];
}

struct hw_span hw_passage_span(const struct hw_passage *passage, size_t at,
    size_t len)
{
	const struct hw_passage_piece *first, *last;
	struct hw_span span;
	size_t from, to;

	if (passage->piece_count == 0)
		return passage->node != NULL
		    ? passage->node->span
		    : hw_span_file(&passage->page->source);
	first = piece_at(passage, at);
	last = piece_at(passage, len > 0 ? at + len - 1 : at);
	span = first->span;
	if (span.source == NULL)
		return hw_span_file(&passage->page->source);
	if (!first->is_exact)
		return span;
	from = span.at + (at - first->at);
	to = last->is_exact ? last->span.at + (at + len - last->at)
			    : last->span.at + last->span.len;
	span.at = from;
	span.len = last->span.source == span.source && to > from
	    ? to - from
	    : first->at + first->len - at;
	return span;
}
