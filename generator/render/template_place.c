#include "render/template_place.h"

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* A name too long for its room is none of those that matter. */
static void add_letter(char *name, size_t room, char c)
{
	size_t len = strlen(name);

	if (len + 1 < room) {
		name[len] = lower(c);
		name[len + 1] = '\0';
	}
}

static bool is_one_of(const char *name, const char *const *names,
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool is_raw_element(const struct place *place)
{
	/* What is in these is not text with references in it. */
	static const char *const raw[] = {"script", "style", "xmp", "iframe",
	    "noembed", "noframes", "plaintext"};

	return is_one_of(place->element, raw, HW_COUNT(raw));
}

static void end_tag_reached(struct place *place)
{
	place->kind = !place->is_end_tag && is_raw_element(place)
	    ? PLACE_RAW
	    : PLACE_TEXT;
}

static void tag_begins(struct place *place, char c)
{
	if (c == '!' || c == '?') {
		place->kind = PLACE_DECLARATION;
	} else if (c == '/' && !place->is_end_tag) {
		place->is_end_tag = true;
	} else if (is_letter(c)) {
		place->kind = PLACE_TAG_NAME;
		memset(place->element, 0, sizeof(place->element));
		add_letter(place->element, sizeof(place->element), c);
	} else {
		place->kind = PLACE_TEXT;
	}
}

/* In a tag, but not in a value. */
static void in_tag(struct place *place, char c)
{
	if (c == '>') {
		end_tag_reached(place);
	} else if (is_space(c) || c == '/') {
		/* The name stays: an = may follow after blanks. */
		place->kind = PLACE_IN_TAG;
	} else if (c == '=' && place->attribute[0] != '\0' &&
	    place->kind != PLACE_TAG_NAME) {
		place->kind = PLACE_BEFORE_VALUE;
	} else if (place->kind == PLACE_TAG_NAME) {
		add_letter(place->element, sizeof(place->element), c);
	} else {
		if (place->kind != PLACE_ATTRIBUTE)
			memset(place->attribute, 0, sizeof(place->attribute));
		place->kind = PLACE_ATTRIBUTE;
		add_letter(place->attribute, sizeof(place->attribute), c);
	}
}

static void in_value(struct place *place, char c)
{
	if (place->kind == PLACE_BEFORE_VALUE) {
		place->value_has_begun = false;
		if (c == '"' || c == '\'') {
			place->kind = PLACE_QUOTED;
			place->quote = c;
		} else if (c == '>') {
			end_tag_reached(place);
		} else if (!is_space(c)) {
			place->kind = PLACE_UNQUOTED;
		}
	} else if (place->kind == PLACE_QUOTED) {
		if (c == place->quote) {
			place->kind = PLACE_IN_TAG;
			memset(place->attribute, 0, sizeof(place->attribute));
		} else if (!is_space(c)) {
			place->value_has_begun = true;
		}
	} else if (c == '>') {
		end_tag_reached(place);
	} else if (is_space(c)) {
		place->kind = PLACE_IN_TAG;
		memset(place->attribute, 0, sizeof(place->attribute));
	}
}

/* From `at` in script or style: behind its end tag's name, or the end. */
static size_t skip_raw(struct place *place, hw_str text, size_t at)
{
	size_t len = strlen(place->element);

	for (; at < text.len; at++) {
		hw_str rest = hw_str_sub(text, at, text.len);

		if (rest.len >= len + 2 && rest.p[0] == '<' &&
		    rest.p[1] == '/' &&
		    hw_str_equal_nocase(hw_str_sub(rest, 2, len + 2),
			hw_str_of(place->element))) {
			place->kind = PLACE_TAG_NAME;
			place->is_end_tag = true;
			return at + 2 + len;
		}
	}
	return at;
}

static size_t skip_comment(struct place *place, hw_str text, size_t at)
{
	size_t end =
	    hw_str_find(hw_str_sub(text, at, text.len), HW_STR("-->"));

	if (end == SIZE_MAX)
		return text.len;
	place->kind = PLACE_TEXT;
	return at + end + 3;
}

static size_t skip_text(struct place *place, hw_str text, size_t at)
{
	hw_str rest = hw_str_sub(text, at, text.len);
	size_t open = hw_str_find_char(rest, '<');

	if (open == SIZE_MAX)
		return text.len;
	if (hw_str_starts(hw_str_sub(rest, open, rest.len), HW_STR("<!--"))) {
		place->kind = PLACE_COMMENT;
		return at + open + 4;
	}
	*place = (struct place){.kind = PLACE_TAG_OPEN};
	return at + open + 1;
}

void hw_place_advance(struct place *place, hw_str text)
{
	size_t at = 0;

	while (at < text.len) {
		switch (place->kind) {
		case PLACE_TEXT:
			at = skip_text(place, text, at);
			break;
		case PLACE_RAW:
			at = skip_raw(place, text, at);
			break;
		case PLACE_COMMENT:
			at = skip_comment(place, text, at);
			break;
		case PLACE_TAG_OPEN:
			tag_begins(place, text.p[at++]);
			break;
		case PLACE_DECLARATION:
			if (text.p[at++] == '>')
				place->kind = PLACE_TEXT;
			break;
		case PLACE_TAG_NAME:
		case PLACE_IN_TAG:
		case PLACE_ATTRIBUTE:
			in_tag(place, text.p[at++]);
			break;
		case PLACE_BEFORE_VALUE:
		case PLACE_QUOTED:
		case PLACE_UNQUOTED:
			in_value(place, text.p[at++]);
			break;
		}
	}
}

const char *hw_place_refuses(const struct place *place)
{
	switch (place->kind) {
	case PLACE_TEXT:
	case PLACE_COMMENT:
		return NULL;
	case PLACE_RAW:
		return strcmp(place->element, "style") == 0
		    ? "a tag inside <style>"
		    : "a tag inside <script>";
	case PLACE_BEFORE_VALUE:
	case PLACE_UNQUOTED:
		return "a tag in an attribute value without quotes";
	case PLACE_QUOTED:
		if (place->attribute[0] == 'o' && place->attribute[1] == 'n')
			return "a tag in an on... attribute";
		if (strcmp(place->attribute, "srcdoc") == 0)
			return "a tag in a srcdoc attribute";
		if (strcmp(place->attribute, "style") == 0)
			return "a tag in a style attribute";
		return NULL;
	case PLACE_TAG_OPEN:
	case PLACE_TAG_NAME:
	case PLACE_IN_TAG:
	case PLACE_ATTRIBUTE:
	case PLACE_DECLARATION:
		break;
	}
	return "a value where an element or attribute is named";
}

const char *hw_place_refuses_sections(const struct place *place)
{
	/* Between attributes a section may hold a whole attribute. */
	if (place->kind == PLACE_IN_TAG || place->kind == PLACE_TAG_NAME ||
	    place->kind == PLACE_ATTRIBUTE)
		return NULL;
	return hw_place_refuses(place);
}

bool hw_place_is_url_start(const struct place *place)
{
	static const char *const names[] = {"href", "src", "action",
	    "formaction", "poster", "data", "cite", "xlink:href",
	    "background", "ping", "manifest"};

	return place->kind == PLACE_QUOTED && !place->value_has_begun &&
	    is_one_of(place->attribute, names, HW_COUNT(names));
}

static enum place_kind plain(const struct place *place)
{
	if (place->kind == PLACE_TAG_NAME || place->kind == PLACE_ATTRIBUTE)
		return PLACE_IN_TAG;
	return place->kind;
}

bool hw_place_matches(const struct place *a, const struct place *b)
{
	if (plain(a) != plain(b))
		return false;
	return a->kind != PLACE_QUOTED ||
	    (a->quote == b->quote && strcmp(a->attribute, b->attribute) == 0);
}
