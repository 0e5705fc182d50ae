#include "assemble/prose.h"

#include "input/markdown.h"
#include "input/words.h"

/* Anchors that the layouts put on pages; an author's heading with the same
 * words gets another. */
static const hw_str layout_ids[] = {
    {"main", 4},
    {"menu", 4},
    {"actions", 7},
    {"finding", 7},
    {"impact", 6},
    {"difference", 10},
    {"measures", 8},
    {"word-list", 9},
    {"contact", 7},
    {"pages", 5},
    {"top", 3},
};

/* How often each slug was taken already, so that a page of a hundred
 * thousand equal headings takes no longer than one of different ones. */
static int *uses_of(struct hw_site *site, struct hw_map *uses, hw_str slug)
{
	int *count = hw_map_get(uses, slug);

	return count != NULL
	    ? count
	    : hw_map_add(uses, slug, HW_NEW(site->arena, int));
}

static void give_id(struct hw_site *site, struct hw_page *page,
    struct hw_map *uses, struct hw_node *heading)
{
	struct hw_buf words = {0};
	hw_str slug, id;
	int *number;

	hw_node_words(heading, &words);
	slug = hw_words_slug(site->arena, hw_buf_str(&words));
	hw_buf_free(&words);
	if (slug.len == 0)
		slug = HW_STR("section");
	id = slug;
	number = uses_of(site, uses, slug);
	while (hw_map_get(&page->ids, id) != NULL)
		id = hw_fmt(site->arena, "%.*s-%d", HW_ARG(slug),
		    ++*number + 1);
	hw_map_add(&page->ids, id, heading);
	heading->id = id;
}

static void number_note_uses(struct hw_site *site, struct hw_node *doc)
{
	struct hw_node *at;
	int *uses = NULL, notes = 0;

	/* Notes stand at the end and are numbered from 1. */
	if (doc->last != NULL && doc->last->type == HW_NODE_FOOTNOTE_DEF)
		notes = doc->last->level;
	if (notes == 0)
		return;
	uses = HW_NEW_ARRAY(site->arena, int, (size_t)notes + 1);
	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == HW_NODE_FOOTNOTE_REF && at->level >= 1 &&
		    at->level <= notes)
			at->start = ++uses[at->level];
}

/* ------------------------- signs that are no fact ---------------------- */

/*
 * "\\{{" stands for "{{" (see render/prose_facts). Markdown would take the
 * stroke away and leave no trace of it, so the three bytes go through it as
 * one character that no text may have, of the same length: all places stay
 * right. Then "{" and "{" come back in two nodes, which is no fact.
 */
#define STROKE  HW_STR("\\{{")
#define STANDIN HW_STR("\xEF\xB7\x90") /* U+FDD0 */

static bool is_stroked(hw_str s, size_t at)
{
	size_t strokes = 1;

	while (strokes <= at && s.p[at - strokes] == '\\')
		strokes++;
	return strokes % 2 == 1;
}

static hw_str hide_strokes(struct hw_arena *arena, hw_str s)
{
	hw_str copy = s;
	size_t from = 0, at;

	while ((at = hw_str_find(hw_str_sub(s, from, s.len), STROKE)) !=
	    SIZE_MAX) {
		at += from;
		if (copy.p == s.p)
			copy = hw_str_dup(arena, s);
		if (is_stroked(s, at))
			memcpy((char *)(uintptr_t)copy.p + at, STANDIN.p,
			    STANDIN.len);
		from = at + STROKE.len;
	}
	return copy;
}

static hw_str with_strokes(struct hw_arena *arena, hw_str s, hw_str instead)
{
	struct hw_buf out = {0};
	size_t at;

	if (hw_str_find(s, STANDIN) == SIZE_MAX)
		return s;
	while ((at = hw_str_find(s, STANDIN)) != SIZE_MAX) {
		hw_buf_add(&out, hw_str_sub(s, 0, at));
		hw_buf_add(&out, instead);
		s = hw_str_sub(s, at + STANDIN.len, s.len);
	}
	hw_buf_add(&out, s);
	s = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return s;
}

static void show_stroke(struct hw_arena *arena, struct hw_node *node)
{
	size_t at = hw_str_find(node->text, STANDIN);
	struct hw_node *rest;

	if (at == SIZE_MAX)
		return;
	rest = hw_node_new(arena, HW_NODE_TEXT, node->span);
	rest->text = hw_fmt(arena, "{%.*s",
	    HW_ARG(hw_str_sub(node->text, at + STANDIN.len, node->text.len)));
	node->text = hw_fmt(arena, "%.*s{", (int)at, node->text.p);
	hw_node_insert_after(node, rest);
}

static void show_strokes(struct hw_arena *arena, struct hw_node *doc)
{
	struct hw_node *at;

	for (at = doc; at != NULL; at = hw_node_next(doc, at)) {
		if (at->type == HW_NODE_TEXT)
			show_stroke(arena, at);
		else
			at->text = with_strokes(arena, at->text, STROKE);
		at->url = with_strokes(arena, at->url, HW_STR("{{"));
		at->title = with_strokes(arena, at->title, HW_STR("{{"));
	}
}

static struct hw_node *read_markdown(struct hw_site *site,
    const struct hw_text *text)
{
	struct hw_text *hidden;
	struct hw_node *doc;

	if (hw_str_find(text->s, STROKE) == SIZE_MAX)
		return hw_markdown_read(text, site->arena, site->diags);
	hidden = HW_NEW(site->arena, struct hw_text);
	*hidden = *text;
	hidden->s = hide_strokes(site->arena, text->s);
	doc = hw_markdown_read(hidden, site->arena, site->diags);
	show_strokes(site->arena, doc);
	return doc;
}

static struct hw_node *read_text(struct hw_site *site, struct hw_page *page,
    struct hw_map *uses, const struct hw_text *text)
{
	struct hw_node *doc, *at;

	if (text->s.len == 0)
		return NULL;
	doc = read_markdown(site, text);
	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == HW_NODE_HEADING)
			give_id(site, page, uses, at);
	number_note_uses(site, doc);
	return doc;
}

void hw_prose_read_page(struct hw_site *site, struct hw_page *page)
{
	struct hw_front *front = &page->front;
	struct hw_map uses;
	size_t i;

	hw_map_init(&uses, site->arena);
	hw_map_init(&page->ids, site->arena);
	for (i = 0; i < HW_COUNT(layout_ids); i++)
		hw_map_add(&page->ids, layout_ids[i], page);
	for (i = 0; i < front->actions.count; i++)
		if (front->actions.items[i].slug.len > 0)
			hw_map_add(&page->ids, front->actions.items[i].slug,
			    page);
	/* A translation shows all actions of its standard page. */
	for (i = 0; hw_page_is_translation(page) && page->standard != NULL &&
	     i < page->standard->front.actions.count;
	     i++)
		if (page->standard->front.actions.items[i].slug.len > 0)
			hw_map_add(&page->ids,
			    page->standard->front.actions.items[i].slug,
			    page);
	page->doc = read_text(site, page, &uses, &page->body);
	page->finding_doc = read_text(site, page, &uses, &front->finding);
	page->impact_doc = read_text(site, page, &uses, &front->impact);
	for (i = 0; i < front->actions.count; i++) {
		struct hw_action *action = &front->actions.items[i];

		action->detail_doc =
		    read_text(site, page, &uses, &action->detail);
		action->reason_doc =
		    read_text(site, page, &uses, &action->reason);
		action->update_doc =
		    read_text(site, page, &uses, &action->update);
	}
}

void hw_prose_read(struct hw_site *site)
{
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		hw_prose_read_page(site, site->pages.items[i]);
}

static void visit_doc(struct hw_node *doc,
    void (*visit)(struct hw_node *doc, void *context), void *context)
{
	if (doc != NULL)
		visit(doc, context);
}

void hw_prose_each(struct hw_page *page,
    void (*visit)(struct hw_node *doc, void *context), void *context)
{
	struct hw_front *front = &page->front;
	size_t i;

	visit_doc(page->doc, visit, context);
	visit_doc(page->finding_doc, visit, context);
	visit_doc(page->impact_doc, visit, context);
	for (i = 0; i < front->actions.count; i++) {
		visit_doc(front->actions.items[i].detail_doc, visit, context);
		visit_doc(front->actions.items[i].reason_doc, visit, context);
		visit_doc(front->actions.items[i].update_doc, visit, context);
	}
}
