#include "model/doc.h"

struct hw_node *hw_node_new(struct hw_arena *arena, enum hw_node_type type,
    struct hw_span span)
{
	struct hw_node *node = HW_NEW(arena, struct hw_node);

	node->type = type;
	node->span = span;
	return node;
}

void hw_node_append(struct hw_node *parent, struct hw_node *child)
{
	child->parent = parent;
	child->previous = parent->last;
	child->next = NULL;
	if (parent->last != NULL)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void hw_node_insert_after(struct hw_node *sibling, struct hw_node *node)
{
	node->parent = sibling->parent;
	node->previous = sibling;
	node->next = sibling->next;
	if (sibling->next != NULL)
		sibling->next->previous = node;
	else
		sibling->parent->last = node;
	sibling->next = node;
}

void hw_node_unlink(struct hw_node *node)
{
	struct hw_node *parent = node->parent;

	if (node->previous != NULL)
		node->previous->next = node->next;
	else if (parent != NULL)
		parent->first = node->next;
	if (node->next != NULL)
		node->next->previous = node->previous;
	else if (parent != NULL)
		parent->last = node->previous;
	node->parent = node->previous = node->next = NULL;
}

bool hw_node_is_block(const struct hw_node *node)
{
	return node->type < HW_NODE_TEXT || node->type == HW_NODE_ROW;
}

struct hw_node *hw_node_next(const struct hw_node *root,
    const struct hw_node *node)
{
	if (node->first != NULL)
		return node->first;
	while (node != root) {
		if (node->next != NULL)
			return node->next;
		node = node->parent;
	}
	return NULL;
}

void hw_node_words(const struct hw_node *node, struct hw_buf *out)
{
	const struct hw_node *at;

	for (at = node; at != NULL; at = hw_node_next(node, at)) {
		if (at->type == HW_NODE_SOFT_BREAK ||
		    at->type == HW_NODE_LINE_BREAK ||
		    (hw_node_is_block(at) && at != node && out->len > 0))
			hw_buf_putc(out, ' ');
		if (at->type == HW_NODE_TEXT || at->type == HW_NODE_CODE ||
		    at->type == HW_NODE_CODE_BLOCK ||
		    at->type == HW_NODE_HTML_INLINE ||
		    at->type == HW_NODE_HTML_BLOCK)
			hw_buf_add(out, at->text);
	}
}
