#include "assemble/easyread.h"

/* The picture of a paragraph that holds nothing else, or NULL. */
static struct hw_node *only_picture(const struct hw_node *block)
{
	struct hw_node *child, *picture = NULL;

	if (block->type != HW_NODE_PARAGRAPH)
		return NULL;
	for (child = block->first; child != NULL; child = child->next) {
		if (child->type == HW_NODE_IMAGE && picture == NULL)
			picture = child;
		else if (child->type != HW_NODE_SOFT_BREAK &&
		    (child->type != HW_NODE_TEXT ||
			hw_str_trim(child->text).len > 0))
			return NULL;
	}
	return picture;
}

static void no_picture(struct hw_site *site, const struct hw_node *block)
{
	hw_diag(site->diags, HW_DIAG_EASY_LAYOUT, block->span,
	    HW_STR(
		"Put a picture on a line of its own before the words, for "
		"example '![A clock](clock)', and an empty line after it."),
	    "these easy-read words have no picture");
}

static void no_words(struct hw_site *site, const struct hw_node *row)
{
	if (row != NULL && row->first == row->last &&
	    row->first->type == HW_NODE_IMAGE)
		hw_diag(site->diags, HW_DIAG_EASY_LAYOUT, row->span,
		    HW_STR("Write one or two short sentences below the "
			   "picture, or take it out."),
		    "this picture has no words");
}

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Does `ref` stand in the words on its own ("A5.1", not "A5.10")? */
static bool names_ref(hw_str words, hw_str ref)
{
	size_t from = 0, found;

	while (from < words.len) {
		found = hw_str_find(hw_str_sub(words, from, words.len), ref);
		if (found == SIZE_MAX)
			return false;
		found += from;
		from = found + ref.len;
		if ((found == 0 || !is_word_byte(words.p[found - 1])) &&
		    (from == words.len || !is_word_byte(words.p[from])))
			return true;
	}
	return false;
}

static void tie_to_action(struct hw_page *page, struct hw_node *heading)
{
	struct hw_front *front = &page->standard->front;
	struct hw_buf words = {0};
	size_t i;

	hw_node_words(heading, &words);
	for (i = 0; i < front->actions.count; i++) {
		struct hw_action *action = &front->actions.items[i];

		if (action->url.len == 0 || action->easy_heading != NULL ||
		    !names_ref(hw_buf_str(&words), action->ref.s))
			continue;
		action->easy_heading = heading;
		heading->label = action->slug;
		heading->id = action->slug;
		hw_map_add(&page->ids, heading->id, heading);
		break;
	}
	hw_buf_free(&words);
}

void hw_easyread_arrange(struct hw_site *site, struct hw_page *page)
{
	struct hw_node *block, *next, *row = NULL, *picture;
	struct hw_node *old = page->doc, *doc;

	if (old == NULL)
		return;
	doc = hw_node_new(site->arena, HW_NODE_DOCUMENT, old->span);
	for (block = old->first; block != NULL; block = next) {
		next = block->next;
		hw_node_unlink(block);
		picture = only_picture(block);
		if (block->type == HW_NODE_FOOTNOTE_DEF) {
			/* Notes stand below the page, whatever row is last. */
			hw_node_append(doc, block);
		} else if (picture != NULL) {
			no_words(site, row);
			row = hw_node_new(site->arena, HW_NODE_ROW,
			    block->span);
			hw_node_unlink(picture);
			hw_node_append(row, picture);
			hw_node_append(doc, row);
		} else if (block->type == HW_NODE_HEADING) {
			no_words(site, row);
			row = NULL;
			hw_node_append(doc, block);
			if (page->standard != NULL)
				tie_to_action(page, block);
		} else {
			if (row == NULL) {
				no_picture(site, block);
				row = hw_node_new(site->arena, HW_NODE_ROW,
				    block->span);
				hw_node_append(doc, row);
			}
			hw_node_append(row, block);
		}
	}
	no_words(site, row);
	page->doc = doc;
}

/* "A5.2" in "Action A5.2: Help sooner": what stands before a colon and looks
 * like a ref, with a letter and a figure; empty when nothing does. */
static hw_str ref_in(hw_str words)
{
	size_t end = hw_str_find_char(words, ':'), at, i;
	bool has_digit = false;

	if (end == SIZE_MAX || end == 0)
		return HW_STR_NONE;
	for (at = end; at > 0 && words.p[at - 1] != ' '; at--)
		has_digit = has_digit || hw_is_digit(words.p[at - 1]);
	for (i = at; i < end; i++)
		if (hw_is_letter(words.p[i]))
			break;
	return has_digit && i < end ? hw_str_sub(words, at, end)
				    : HW_STR_NONE;
}

/* A heading with a misspelt ref would lose its action's easy-read page. */
static void check_headings(struct hw_site *site, const struct hw_page *page)
{
	const struct hw_front *front = &page->front;
	const struct hw_node *block =
	    page->easy->doc != NULL ? page->easy->doc->first : NULL;
	hw_str *refs =
	    HW_NEW_ARRAY(site->arena, hw_str, front->actions.count + 1);
	size_t i;

	for (i = 0; i < front->actions.count; i++) {
		refs[i] = front->actions.items[i].ref.s;
		/* Which was refused: it may be the one that is meant. */
		if (refs[i].len == 0)
			return;
	}
	for (; block != NULL; block = block->next) {
		struct hw_buf words = {0};
		hw_str ref, nearest;

		if (block->type != HW_NODE_HEADING || block->label.len > 0)
			continue;
		hw_node_words(block, &words);
		ref = hw_str_dup(site->arena, ref_in(hw_buf_str(&words)));
		hw_buf_free(&words);
		nearest = hw_str_nearest(ref, refs, front->actions.count);
		if (ref.len == 0 || nearest.len == 0)
			continue;
		hw_diag(site->diags, HW_DIAG_EASY_ACTION, block->span,
		    hw_str_equal(ref, nearest)
			? HW_STR("One part speaks of each action. Put the "
				 "two together.")
			: hw_fmt(site->arena, "Did you mean '%.*s'?",
			      HW_ARG(nearest)),
		    hw_str_equal(ref, nearest)
			? "a second part for action '%.*s'"
			: "there is no action '%.*s' on the standard page",
		    HW_ARG(ref));
	}
}

void hw_easyread_check_actions(struct hw_site *site, struct hw_page *page)
{
	struct hw_front *front = &page->front;
	size_t i;

	if (page->is_easy || page->easy == NULL)
		return;
	check_headings(site, page);
	for (i = 0; i < front->actions.count; i++) {
		struct hw_action *action = &front->actions.items[i];

		if (action->url.len == 0 || action->easy_heading != NULL)
			continue;
		hw_diag(site->diags, HW_DIAG_EASY_SECTION,
		    hw_span_file(&page->easy->source),
		    hw_fmt(site->arena,
			"Add a part with the heading '## Action %.*s: …' and "
			"one to four rows.",
			HW_ARG(action->ref.s)),
		    "the easy-read page says nothing of action '%.*s'",
		    HW_ARG(action->ref.s));
	}
}
