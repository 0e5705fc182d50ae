/*
 * doc: the tree of a Markdown text.
 *
 * Made by input/markdown, changed by the assemble layer (ids, resolved
 * links, easy-read rows), read by render/html. Nodes live in an arena;
 * strings point into it or into the source.
 *
 * Threads: read-only once assembled.
 */
#ifndef HW_MODEL_DOC_H
#define HW_MODEL_DOC_H

#include "base/source.h"

enum hw_node_type {
	HW_NODE_DOCUMENT,
	/* blocks */
	HW_NODE_PARAGRAPH,
	HW_NODE_HEADING, /* level */
	HW_NODE_LIST,    /* ordered, start, tight */
	HW_NODE_ITEM,    /* task */
	HW_NODE_QUOTE,
	HW_NODE_CODE_BLOCK, /* text; title is the language */
	HW_NODE_HTML_BLOCK, /* text: shown as text, never as markup */
	HW_NODE_RULE,
	HW_NODE_TABLE,
	HW_NODE_TABLE_ROW,    /* header */
	HW_NODE_TABLE_CELL,   /* header, align */
	HW_NODE_FOOTNOTE_DEF, /* level is its number */
	/* inlines */
	HW_NODE_TEXT,
	HW_NODE_SOFT_BREAK,
	HW_NODE_LINE_BREAK,
	HW_NODE_CODE,
	HW_NODE_HTML_INLINE, /* text, as HTML_BLOCK */
	HW_NODE_EMPH,
	HW_NODE_STRONG,
	HW_NODE_STRIKE,
	HW_NODE_LINK,         /* url as written, title; href once resolved */
	HW_NODE_IMAGE,        /* url as written, title; href once resolved */
	HW_NODE_FOOTNOTE_REF, /* level is the note's number, start which use */
	/* made by assemble/easyread */
	HW_NODE_ROW, /* one picture (IMAGE) first, then blocks of words */
};

enum hw_align {
	HW_ALIGN_NONE,
	HW_ALIGN_LEFT,
	HW_ALIGN_CENTRE,
	HW_ALIGN_RIGHT
};
enum hw_task { HW_TASK_NONE, HW_TASK_OPEN, HW_TASK_DONE };

struct hw_node {
	enum hw_node_type type;
	struct hw_node *parent, *first, *last, *next, *previous;
	hw_str text;     /* literal of TEXT, CODE, CODE_BLOCK, HTML_* */
	hw_str url;      /* of LINK and IMAGE, as written */
	hw_str title;    /* of LINK and IMAGE; language of CODE_BLOCK */
	hw_str id;       /* of HEADING: its anchor, once given */
	hw_str href;     /* of LINK and IMAGE: where it goes, once resolved */
	hw_str hreflang; /* of LINK: of a page in another language */
	hw_str label; /* of HEADING: the ref that its words name, or empty */
	struct hw_span span;
	int level;
	int start;
	int width, height; /* of a resolved IMAGE, CSS pixels; 0: unknown */
	bool ordered, tight, header;
	bool is_external; /* of a resolved LINK: another site */
	bool is_fact;     /* of TEXT: words from the data, not the author's */
	enum hw_align align;
	enum hw_task task;
};

struct hw_node *hw_node_new(struct hw_arena *arena, enum hw_node_type type,
    struct hw_span span);
void hw_node_append(struct hw_node *parent, struct hw_node *child);
/* Puts node right after a sibling. */
void hw_node_insert_after(struct hw_node *sibling, struct hw_node *node);
/* Takes node out of its parent; it keeps its children. */
void hw_node_unlink(struct hw_node *node);
bool hw_node_is_block(const struct hw_node *node);

/*
 * The node after `node` in reading order within `root` (parents before
 * children), or NULL at the end. Start with node = root.
 */
struct hw_node *hw_node_next(const struct hw_node *root,
    const struct hw_node *node);

/* The words of a node and all below it, breaks as spaces, pictures as
 * their alternative text. */
void hw_node_words(const struct hw_node *node, struct hw_buf *out);

#endif
