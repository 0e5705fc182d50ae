/*
 * template_place: where in an HTML page a tag of a layout stands.
 *
 * Follows the layout's own text, as far as is needed to tell text from
 * attribute values and from script. It need not understand every page:
 * what it does not know for a safe place counts as unsafe.
 *
 * Threads: values; no shared state.
 */
#ifndef HW_RENDER_TEMPLATE_PLACE_H
#define HW_RENDER_TEMPLATE_PLACE_H

#include "base/str.h"

enum place_kind {
	PLACE_TEXT,
	PLACE_TAG_OPEN, /* behind < */
	PLACE_TAG_NAME,
	PLACE_IN_TAG,       /* between attributes */
	PLACE_ATTRIBUTE,    /* in an attribute's name */
	PLACE_BEFORE_VALUE, /* behind = */
	PLACE_QUOTED,
	PLACE_UNQUOTED,
	PLACE_RAW,         /* in script or style */
	PLACE_COMMENT,     /* <!-- --> */
	PLACE_DECLARATION, /* <!doctype >, <? > */
};

struct place {
	enum place_kind kind;
	char quote;
	bool is_end_tag;
	bool value_has_begun;            /* a letter of the value has been */
	char element[12], attribute[12]; /* lower case, cut short */
};

/* Goes on over a piece of the layout's text. */
void hw_place_advance(struct place *place, hw_str text);

/* What is wrong with a value put here, in a few words; NULL: nothing. */
const char *hw_place_refuses(const struct place *place);

/* The same for where a section opens or closes. */
const char *hw_place_refuses_sections(const struct place *place);

/* In an attribute that holds an address, before its first letter. */
bool hw_place_is_url_start(const struct place *place);

/* Whether text may go on from either: for the two ways past a section. */
bool hw_place_matches(const struct place *a, const struct place *b);

#endif
