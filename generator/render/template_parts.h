/*
 * template_parts: what the files of the template module share.
 *
 * A layout goes three ways: its text is cut into tags, which are paired
 * (template_scan.c); the tags become a flat array of steps
 * (template_compile.c), watched by template_place.c, which knows where in
 * the HTML each tag stands; the steps are run (template_render.c).
 *
 * Everything about lines and indentation is settled when compiling, so
 * that a layout used without indentation costs nothing for it.
 *
 * Threads: as render/template.
 */
#ifndef HW_RENDER_TEMPLATE_PARTS_H
#define HW_RENDER_TEMPLATE_PARTS_H

#include "base/map.h"
#include "render/template.h"

enum tag_kind {
	TAG_VARIABLE,
	TAG_RAW, /* {{{x}}} and {{&x}} */
	TAG_SECTION,
	TAG_INVERTED,
	TAG_END,
	TAG_PARTIAL,
	TAG_PARENT,
	TAG_BLOCK,    /* a place that others may fill */
	TAG_ARGUMENT, /* the same tag right inside a parent tag: fills one */
	TAG_COMMENT,
	TAG_DELIMITERS,
};

#define NO_PAIR SIZE_MAX

struct tag {
	enum tag_kind kind;
	bool is_dynamic;  /* {{>*name}}: the data say which */
	bool starts_line; /* only blanks before it on its line */
	bool ends_line;   /* only blanks after it on its line */
	size_t at, end;   /* bytes of the whole tag */
	size_t line_at;   /* where its line starts */
	size_t next_line; /* where the line after it starts */
	hw_str name;
	size_t pair; /* of an opening tag its end, and back */
};

struct tags {
	struct tag *items;
	size_t count, room;
};

enum step_kind {
	STEP_TEXT,
	STEP_VARIABLE,
	STEP_RAW,
	STEP_SECTION,
	STEP_INVERTED,
	STEP_SECTION_END,
	STEP_PARTIAL,
	STEP_PARENT,
	STEP_BLOCK,
	STEP_RETURN,
};

enum step_flag {
	STEP_INDENT = 1,     /* a line starts here: indentation goes first */
	STEP_STANDALONE = 2, /* what is put here is indented by `lead` */
	STEP_DYNAMIC = 4,    /* the layout's name comes from the data */
	STEP_IN_VALUE = 8,   /* inside an attribute's value */
	STEP_URL = 16,       /* at the start of an address in an attribute */
};

struct range {
	uint32_t from, len;
};

/* A dotted name, cut at its dots; no parts: the implicit iterator. */
struct name {
	const hw_str *parts;
	uint32_t count;
};

struct step {
	uint8_t kind, flags;
	uint32_t next;     /* where to go on: behind the section, ... */
	uint32_t at, len;  /* the tag in the source, for messages */
	struct range text; /* in the pool: the text, or the lead */
	union {
		struct name name;
		struct {
			const struct hw_template *layout;
			uint32_t first_argument, argument_count;
		};
		uint32_t block; /* its number in the set */
	};
	struct name dynamic; /* of a parent: its name in the data */
};

/* What a parent tag says about one block. */
struct argument {
	uint32_t block, first_step;
};

enum template_state {
	TEMPLATE_WAITING, /* named, not yet compiled */
	TEMPLATE_READY,
	TEMPLATE_MISSING,
	TEMPLATE_BROKEN,
};

enum escaping {
	ESCAPE_HTML,
	ESCAPE_XML,
	ESCAPE_NONE,
};

struct hw_template {
	struct hw_templates *set;
	hw_str name;
	const struct hw_source *source;
	enum template_state state;
	enum escaping escaping;
	char *pool; /* the texts, without what standalone lines lose */
	HW_LIST(struct step) steps;
	HW_LIST(struct argument) arguments;
	HW_LIST(struct hw_template *) uses;
	bool is_seen; /* while looking whether all that it uses is well */
};

struct hw_templates {
	struct hw_arena *arena;
	struct hw_diags *diags;
	struct hw_template_options options;
	hw_template_loader *load;
	void *ctx;
	struct hw_map by_name;
	struct hw_map blocks; /* name -> its number + 1, as a pointer */
	HW_LIST(struct hw_template *) waiting;
};

static inline struct hw_span hw_template_span(
    const struct hw_template *layout, size_t at, size_t end)
{
	return (struct hw_span){layout->source, at, end - at};
}

/* Cuts the text into paired tags; false after an error. */
bool hw_template_scan(struct hw_template *layout, struct tags *tags);

/* Turns the tags into steps; false after an error. */
bool hw_template_compile(struct hw_template *layout, const struct tags *tags);

/* The layout of that name, which may still wait to be compiled. */
struct hw_template *hw_templates_entry(struct hw_templates *set, hw_str name);

#endif
