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

static struct hw_node *read_text(struct hw_site *site, struct hw_page *page,
    struct hw_map *uses, const struct hw_text *text)
{
	struct hw_node *doc, *at;

	if (text->s.len == 0)
		return NULL;
	doc = hw_markdown_read(text, site->arena, site->diags);
	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == HW_NODE_HEADING)
			give_id(site, page, uses, at);
	number_note_uses(site, doc);
	return doc;
}

static void read_page(struct hw_site *site, struct hw_page *page)
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
		read_page(site, site->pages.items[i]);
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
