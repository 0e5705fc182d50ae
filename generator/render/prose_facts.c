#include "render/prose_facts.h"

#include "input/text.h"

#define OPEN         HW_STR("{{")
#define CLOSE        HW_STR("}}")
#define SEARCH_BYTES ((size_t)4096)

struct filler {
	struct hw_fact_book book;
	struct hw_site *site;
	struct hw_page *page;
	size_t told_until; /* in the file, of the tree at hand */
};

/* Between the signs at `at`: its name, and the bytes that it takes with
 * them. False where the signs are never closed. */
static bool name_at(hw_str text, size_t at, hw_str *name, size_t *len)
{
	hw_str rest = hw_str_sub(text, at + OPEN.len, text.len);
	size_t close = hw_str_find(rest, CLOSE);

	if (close == SIZE_MAX)
		return false;
	*name = hw_str_trim(hw_str_sub(rest, 0, close));
	*len = OPEN.len + close + CLOSE.len;
	return true;
}

static void say_open(struct filler *filler, struct hw_span span)
{
	hw_diag(filler->site->diags, HW_DIAG_UNKNOWN_FACT, span,
	    HW_STR("Close it with '}}' on the same line. To show these signs "
		   "to readers write '\\{{'."),
	    "'{{' begins a fact, and no '}}' ends it");
}

/* The words for a name; false when there are none, which is then said. */
static bool words_for(struct filler *filler, hw_str name, struct hw_span span,
    hw_str *words)
{
	hw_str help = HW_STR_NONE;

	if (hw_fact_words(words, &help, &filler->book, filler->page, name))
		return true;
	hw_diag(filler->site->diags, HW_DIAG_UNKNOWN_FACT, span, help,
	    "there is no fact '%.*s'",
	    HW_ARG(hw_text_clip(filler->site->arena, name)));
	return false;
}

/* ------------------------- first in a sentence ------------------------- */

static bool ends_sentence(hw_str text)
{
	return text.len > 0 && strchr(".!?", text.p[text.len - 1]) != NULL;
}

/* "about 6 in 10" as a sentence begins: with a capital, where the words of
 * the interface begin with a letter from a to z. */
static hw_str with_capital(struct hw_arena *arena, hw_str words)
{
	hw_str copy;

	if (words.len == 0 || words.p[0] < 'a' || words.p[0] > 'z')
		return words;
	copy = hw_str_dup(arena, words);
	*(char *)(uintptr_t)copy.p = (char)(words.p[0] - 'a' + 'A');
	return copy;
}

/* An item of a list may go on with the sentence before the list. */
static bool block_is_sentence(const struct hw_node *block)
{
	struct hw_buf words = {0};
	bool is_one;

	if (block->parent == NULL || block->parent->type != HW_NODE_ITEM)
		return true;
	hw_node_words(block, &words);
	is_one = ends_sentence(hw_str_trim(hw_buf_str(&words)));
	hw_buf_free(&words);
	return is_one;
}

static bool begins_sentence(const struct hw_node *node, size_t at)
{
	hw_str before = hw_str_trim(hw_str_sub(node->text, 0, at));

	while (before.len == 0) {
		while (node->previous == NULL) {
			if (hw_node_is_block(node->parent))
				return block_is_sentence(node->parent);
			node = node->parent;
		}
		node = node->previous;
		/* Of marked words the last; of anything else nothing. */
		while (node->last != NULL)
			node = node->last;
		before = hw_str_trim(node->text);
		if (before.len == 0 && node->type != HW_NODE_TEXT &&
		    node->type != HW_NODE_SOFT_BREAK &&
		    node->type != HW_NODE_LINE_BREAK)
			return false;
	}
	return ends_sentence(before);
}

/* -------------------------------- trees -------------------------------- */

/* Where the bytes stand in the file: at the node or soon after it. */
static struct hw_span place_of(struct filler *filler,
    const struct hw_node *node, hw_str signs)
{
	struct hw_span span = node->span;
	hw_str file = span.source->text, part;
	size_t from = span.at, found;

	if (filler->told_until > from &&
	    filler->told_until < from + SEARCH_BYTES)
		from = filler->told_until;
	part = hw_str_sub(file, from < file.len ? from : file.len, file.len);
	if (part.len > SEARCH_BYTES)
		part.len = SEARCH_BYTES;
	found = hw_str_find(part, signs);
	if (found == SIZE_MAX)
		return span;
	span.at = from + found;
	span.len = signs.len;
	filler->told_until = span.at + span.len;
	return span;
}

static struct hw_node *text_after(struct filler *filler, struct hw_node *node,
    hw_str text, struct hw_span span)
{
	struct hw_node *piece =
	    hw_node_new(filler->site->arena, HW_NODE_TEXT, span);

	piece->text = text;
	hw_node_insert_after(node, piece);
	return piece;
}

/* Cuts the node in up to three: what is before, the words, what is behind;
 * that last one is looked at next. */
static void put_words(struct filler *filler, struct hw_node *node, size_t at,
    size_t len, hw_str words, struct hw_span place)
{
	hw_str text = node->text;
	struct hw_node *fact = node;
	struct hw_span rest = place;

	rest.at += place.len == len ? len : 0;
	rest.len = 1;
	if (at > 0) {
		node->text = hw_str_sub(text, 0, at);
		fact = text_after(filler, node, HW_STR_NONE, place);
	}
	fact->text = words;
	fact->span = place;
	fact->is_fact = true;
	if (at + len < text.len)
		text_after(filler, fact, hw_str_sub(text, at + len, text.len),
		    rest);
}

static void fill_node(struct filler *filler, struct hw_node *node)
{
	hw_str text = node->text, name, words, signs;
	size_t from = 0, at, len;
	struct hw_span place;

	while ((at = hw_str_find(hw_str_sub(text, from, text.len), OPEN)) !=
	    SIZE_MAX) {
		at += from;
		if (!name_at(text, at, &name, &len)) {
			say_open(filler,
			    place_of(filler, node,
				hw_str_sub(text, at, text.len)));
			return;
		}
		signs = hw_str_sub(text, at, at + len);
		place = place_of(filler, node, signs);
		if (words_for(filler, name, place, &words)) {
			if (begins_sentence(node, at))
				words =
				    with_capital(filler->site->arena, words);
			put_words(filler, node, at, len, words, place);
			return;
		}
		from = at + len;
	}
}

static void fill_doc(struct filler *filler, struct hw_node *doc)
{
	struct hw_node *at;

	filler->told_until = 0;
	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == HW_NODE_TEXT && !at->is_fact)
			fill_node(filler, at);
}

/* --------------------------- one-line texts ---------------------------- */

static void note_use(struct filler *filler, const struct hw_text *text,
    size_t at, size_t len)
{
	struct hw_fact_use use = {text, at, len};

	HW_PUSH(&filler->page->facts, filler->site->arena, use);
}

/* Adds what stands at `at`; how far it goes. */
static size_t fill_signs(struct filler *filler, const struct hw_text *text,
    size_t at, struct hw_buf *out)
{
	hw_str name, words;
	size_t len;

	if (out->len > 0 && out->data[out->len - 1] == '\\') {
		out->len--;
		hw_buf_add(out, OPEN);
		return at + OPEN.len;
	}
	if (!name_at(text->s, at, &name, &len)) {
		say_open(filler, hw_text_span(text, at, OPEN.len));
		len = text->s.len - at;
	} else if (
	    words_for(filler, name, hw_text_span(text, at, len), &words)) {
		hw_str before = hw_str_trim(hw_buf_str(out));

		if (before.len == 0 || ends_sentence(before))
			words = with_capital(filler->site->arena, words);
		note_use(filler, text, out->len, words.len);
		hw_buf_add(out, words);
		return at + len;
	}
	hw_buf_add(out, hw_str_sub(text->s, at, at + len));
	return at + len;
}

static void fill_text(struct filler *filler, struct hw_text *text)
{
	struct hw_buf out = {0};
	size_t from = 0, at;

	if (hw_str_find(text->s, OPEN) == SIZE_MAX)
		return;
	while ((at = hw_str_find(hw_str_sub(text->s, from, text->s.len),
		    OPEN)) != SIZE_MAX) {
		hw_buf_add(&out, hw_str_sub(text->s, from, from + at));
		from = fill_signs(filler, text, from + at, &out);
	}
	hw_buf_add(&out, hw_str_sub(text->s, from, text->s.len));
	text->s = hw_buf_take(&out, filler->site->arena);
	text->exact = false; /* its bytes are no longer those of the file */
	text->line_at = NULL;
	hw_buf_free(&out);
}

/* ---------------------------- where none may be ------------------------ */

static void refuse(struct filler *filler, const struct hw_text *text,
    const char *what, const char *help)
{
	size_t at = hw_str_find(text->s, OPEN);

	if (at == SIZE_MAX)
		return;
	hw_diag(filler->site->diags, HW_DIAG_UNKNOWN_FACT,
	    hw_text_span(text, at, OPEN.len), hw_str_of(help),
	    "%s cannot hold a fact from the data", what);
}

static void refuse_name(struct filler *filler, const struct hw_text *text,
    const char *what)
{
	refuse(filler, text, what,
	    "Lists, feeds and the history repeat it as it stands here. Write "
	    "it out, or put the fact into 'summary' or the words below.");
}

static void refuse_names(struct filler *filler, const struct hw_texts *texts)
{
	size_t i;

	for (i = 0; i < texts->count; i++)
		refuse_name(filler, &texts->items[i], "the name of an owner");
}

/* -------------------------------- pages -------------------------------- */

static void fill_action(struct filler *filler, struct hw_action *action)
{
	size_t i;

	fill_doc(filler, action->detail_doc);
	fill_doc(filler, action->update_doc);
	for (i = 0; i < action->outcomes.count; i++)
		fill_text(filler, &action->outcomes.items[i]);
	refuse_name(filler, &action->title, "a title");
	refuse_names(filler, &action->owners);
	for (i = 0; i < action->evidence.count; i++)
		refuse_name(filler, &action->evidence.items[i].title,
		    "a title");
	refuse(filler, &action->reason, "a reason",
	    "The history keeps a reason as it was given. Write out what held "
	    "on that day.");
}

static void fill_page(struct filler *filler, struct hw_page *page)
{
	struct hw_front *front = &page->front;
	size_t i;

	filler->page = page;
	fill_doc(filler, page->doc);
	fill_doc(filler, page->finding_doc);
	fill_doc(filler, page->impact_doc);
	fill_text(filler, &front->summary);
	refuse_name(filler, &front->title, "a title");
	refuse_names(filler, &front->owners);
	if (front->difference != NULL) {
		fill_text(filler, &front->difference->says);
		refuse_name(filler, &front->difference->source, "a source");
	}
	for (i = 0; i < front->measures.count; i++)
		refuse_name(filler, &front->measures.items[i].title,
		    "a title");
	for (i = 0; i < front->actions.count; i++)
		fill_action(filler, &front->actions.items[i]);
}

/* A translation says them in its own language. */
static void speak(struct filler *filler, const struct hw_page *page,
    const struct hw_phrases *phrases, struct hw_words_locale *locale)
{
	const struct hw_language *language = page->language;

	filler->book.phrases = language != NULL ? language->phrases : phrases;
	filler->book.locale = language != NULL ? language->locale : locale;
}

void hw_prose_facts_fill_page(struct hw_site *site, struct hw_page *page,
    const struct hw_phrases *phrases, struct hw_words_locale *locale)
{
	struct filler filler = {.site = site};

	if (hw_str_find(page->source.text, OPEN) == SIZE_MAX)
		return;
	hw_fact_book_open(&filler.book, site, phrases, locale);
	speak(&filler, page, phrases, locale);
	fill_page(&filler, page);
}

void hw_prose_facts_fill(struct hw_site *site,
    const struct hw_phrases *phrases, struct hw_words_locale *locale)
{
	struct filler filler = {.site = site};
	bool is_open = false;
	size_t i;

	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];

		if (page->is_unread ||
		    hw_str_find(page->source.text, OPEN) == SIZE_MAX)
			continue;
		if (!is_open)
			hw_fact_book_open(&filler.book, site, phrases,
			    locale);
		is_open = true;
		speak(&filler, page, phrases, locale);
		fill_page(&filler, page);
	}
}
