#include "input/picture.h"

#include <errno.h>

static const hw_str endings[] = {{".svg", 4}, {".png", 4}, {".jpg", 4},
    {".jpeg", 5}};

void hw_picture_list(struct hw_site *site, struct hw_fs *fs, hw_str folder)
{
	struct hw_fs_entries entries;
	size_t i, k;
	int error = hw_fs_list(fs, folder, site->arena, &entries);

	if (error == ENOENT)
		return;
	if (error != 0) {
		hw_diag_io(site->diags, "list", folder, error);
		return;
	}
	for (i = 0; i < entries.count; i++) {
		struct hw_fs_entry *entry = &entries.items[i];
		struct hw_picture *picture;

		if (entry->kind != HW_FS_FILE)
			continue; /* a link is no picture; using it says so */
		for (k = 0; k < HW_COUNT(endings); k++)
			if (hw_str_ends(entry->name, endings[k]))
				break;
		if (k == HW_COUNT(endings) || entry->name.p[0] == '.')
			continue;
		picture = HW_NEW(site->arena, struct hw_picture);
		picture->name = hw_str_sub(entry->name, 0,
		    entry->name.len - endings[k].len);
		picture->file = entry->name;
		picture->fs = fs;
		picture->source.path = hw_fmt(site->arena, "%.*s/%.*s",
		    HW_ARG(folder), HW_ARG(entry->name));
		picture->source.text = HW_STR_NONE;
		hw_map_add(&site->picture_of_name, picture->name, picture);
	}
}

static void refuse(struct hw_site *site, struct hw_picture *picture,
    size_t at, hw_str help, const char *what)
{
	picture->is_refused = true;
	hw_diag(site->diags, HW_DIAG_BAD_PICTURE,
	    (struct hw_span){&picture->source, at, 1}, help, "%s", what);
}

/* ASCII case-insensitive search. */
static size_t find_nocase(hw_str text, hw_str needle)
{
	size_t i;

	for (i = 0; i + needle.len <= text.len; i++)
		if (hw_str_equal_nocase(hw_str_sub(text, i, i + needle.len),
			needle))
			return i;
	return SIZE_MAX;
}

/* ------------------------- what a drawing may hold --------------------- */

/* Elements of SVG that only draw, and those that drawing programs leave in
 * a file to describe it. By the name behind any prefix: a prefix can stand
 * for every kind of markup. Lower case, sorted by nothing. */
static const char *const drawing_elements[] = {"svg", "g", "defs", "symbol",
    "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "title", "desc", "lineargradient", "radialgradient",
    "stop", "clippath", "mask", "pattern", "marker", "filter",
    "fegaussianblur", "feoffset", "feblend", "feflood", "fecomposite",
    "femerge", "femergenode", "fecolormatrix", "fecomponenttransfer",
    "fefuncr", "fefuncg", "fefuncb", "fefunca", "fedropshadow",
    "femorphology", "textpath", "metadata", "rdf", "work", "format", "type",
    "agent", "creator", "date", "license", "permits", "requires", "namedview",
    "grid"};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_spaces(hw_str text, size_t at)
{
	while (at < text.len && is_space(text.p[at]))
		at++;
	return at;
}

static bool draws(hw_str name)
{
	size_t i, colon = hw_str_find_char(name, ':');

	if (colon != SIZE_MAX)
		name = hw_str_sub(name, colon + 1, name.len);
	for (i = 0; i < HW_COUNT(drawing_elements); i++)
		if (hw_str_equal_nocase(name, hw_str_of(drawing_elements[i])))
			return true;
	return false;
}

/* "url(" that leads to anything but a part of the same drawing. */
static bool leads_away(hw_str value)
{
	size_t found;

	while ((found = find_nocase(value, HW_STR("url"))) != SIZE_MAX) {
		size_t at = skip_spaces(value, found + 3);

		value = hw_str_sub(value, found + 3, value.len);
		at -= found + 3;
		if (at == value.len || value.p[at] != '(')
			continue;
		at = skip_spaces(value, at + 1);
		if (at < value.len &&
		    (value.p[at] == '\'' || value.p[at] == '"'))
			at = skip_spaces(value, at + 1);
		if (at == value.len || value.p[at] != '#')
			return true;
	}
	return false;
}

/* Whether an attribute may be published. References to characters and the
 * escapes of style sheets could spell what is looked for here. */
static bool is_harmless(hw_str name, hw_str value)
{
	size_t colon = hw_str_find_char(name, ':');
	hw_str local =
	    colon != SIZE_MAX ? hw_str_sub(name, colon + 1, name.len) : name;

	if (hw_str_starts(name, HW_STR("xmlns")))
		return hw_str_find_char(value, '&') == SIZE_MAX &&
		    find_nocase(value, HW_STR("xhtml")) == SIZE_MAX;
	if (local.len > 2 &&
	    hw_str_equal_nocase(hw_str_sub(local, 0, 2), HW_STR("on")))
		return false;
	if (hw_str_equal_nocase(name, HW_STR("xml:base")))
		return false;
	if (hw_str_equal_nocase(local, HW_STR("href")) ||
	    hw_str_equal_nocase(local, HW_STR("src")))
		return value.len > 0 && value.p[0] == '#';
	return hw_str_find(value, HW_STR("&#")) == SIZE_MAX &&
	    hw_str_find_char(value, '\\') == SIZE_MAX && !leads_away(value);
}

static size_t name_end(hw_str text, size_t at)
{
	while (at < text.len && !is_space(text.p[at]) &&
	    strchr("=/><\"'", text.p[at]) == NULL)
		at++;
	return at;
}

/* Reads the attributes of a tag from `at` on. Where the tag ends, or
 * SIZE_MAX with *bad where something may not be published. */
static size_t check_attributes(hw_str text, size_t at, size_t *bad)
{
	for (;;) {
		size_t from, end, value;

		at = skip_spaces(text, at);
		if (at < text.len && (text.p[at] == '/' || text.p[at] == '?'))
			at++;
		else if (at < text.len && text.p[at] == '>')
			return at + 1;
		*bad = from = at;
		if (at == text.len)
			return SIZE_MAX;
		end = name_end(text, at);
		at = skip_spaces(text, end);
		if (end == from && at < text.len && text.p[at] == '>')
			continue;
		if (end == from || at == text.len || text.p[at] != '=')
			return SIZE_MAX;
		at = skip_spaces(text, at + 1);
		if (at == text.len ||
		    (text.p[at] != '"' && text.p[at] != '\''))
			return SIZE_MAX;
		value = at + 1;
		at = hw_str_find_char(hw_str_sub(text, value, text.len),
		    text.p[at]);
		if (at == SIZE_MAX)
			return SIZE_MAX;
		at += value;
		if (!is_harmless(hw_str_sub(text, from, end),
			hw_str_sub(text, value, at)))
			return SIZE_MAX;
		at++;
	}
}

/* Offset of the first tag that may not be published, or SIZE_MAX. */
static size_t find_bad_tag(hw_str text)
{
	size_t at = 0, found, bad = 0, end;

	while ((found = hw_str_find_char(hw_str_sub(text, at, text.len),
		    '<')) != SIZE_MAX) {
		hw_str rest = hw_str_sub(text, at + found, text.len);

		found += at;
		at = found + 1;
		if (hw_str_starts(rest, HW_STR("<!--"))) {
			/* "<!-->" does not end a comment. */
			end = hw_str_find(hw_str_sub(rest, 4, rest.len),
			    HW_STR("-->"));
			if (end == SIZE_MAX)
				return found;
			at = found + 4 + end + 3;
			continue;
		}
		if (hw_str_starts(rest, HW_STR("<!")))
			return found;
		if (at < text.len && text.p[at] == '/')
			at++;
		else if (hw_str_starts(rest, HW_STR("<?xml ")))
			at++;
		end = name_end(text, at);
		if (!hw_str_equal(hw_str_sub(text, at, end), HW_STR("xml")) &&
		    !draws(hw_str_sub(text, at, end)))
			return found;
		at = check_attributes(text, end, &bad);
		if (at == SIZE_MAX)
			return bad < text.len ? bad : found;
	}
	return SIZE_MAX;
}

static void check_svg(struct hw_site *site, struct hw_picture *picture)
{
	size_t at;

	if (find_nocase(picture->bytes, HW_STR("<svg")) == SIZE_MAX) {
		refuse(site, picture, 0,
		    HW_STR("Save the drawing as SVG again."),
		    "this file is not an SVG drawing");
		return;
	}
	at = find_bad_tag(picture->bytes);
	if (at != SIZE_MAX)
		refuse(site, picture, at,
		    HW_STR("Save it as plain SVG, without script, style "
			   "sheets, animation or links to other files."),
		    "this drawing holds something that could act on a page");
}

/* A size in pixels at the start of text: "10", "10.5px"; 0 for "50%". */
static int size_of(hw_str text)
{
	int value = 0;
	size_t i = 0;

	while (i < text.len && text.p[i] >= '0' && text.p[i] <= '9' &&
	    value < 100000)
		value = value * 10 + (text.p[i++] - '0');
	if (i < text.len && text.p[i] == '.')
		for (i++;
		     i < text.len && text.p[i] >= '0' && text.p[i] <= '9';)
			i++;
	return i < text.len && text.p[i] == '%' ? 0 : value;
}

/* The value of width="…" or height="…" of the first tag, in pixels; else
 * what viewBox says. */
static int svg_size(hw_str text, const char *name, size_t which)
{
	size_t tag = find_nocase(text, HW_STR("<svg")), end, found;
	hw_str head, value;
	int size = 0;

	text = hw_str_sub(text, tag, text.len);
	end = hw_str_find_char(text, '>');
	head = hw_str_sub(text, 0, end == SIZE_MAX ? text.len : end);
	found = hw_str_find(head, hw_str_of(name));
	if (found != SIZE_MAX)
		size =
		    size_of(hw_str_sub(head, found + strlen(name), head.len));
	found = hw_str_find(head, HW_STR("viewBox=\"0 0 "));
	if (size > 0 || found == SIZE_MAX)
		return size;
	value = hw_str_sub(head, found + 13, head.len);
	if (which == 1) {
		size_t space = hw_str_find_char(value, ' ');

		if (space == SIZE_MAX)
			return 0;
		value = hw_str_sub(value, space + 1, value.len);
	}
	return size_of(value);
}

/* ----------------------------- photographs ----------------------------- */

static int big_endian(const unsigned char *p, size_t bytes)
{
	int value = 0;

	while (bytes-- > 0)
		value = (value & 0x7FFFFF) << 8 | *p++;
	return value;
}

static void refuse_private(struct hw_site *site, struct hw_picture *picture)
{
	refuse(site, picture, 0,
	    HW_STR("It may tell where it was taken. Save it again without "
		   "'metadata' or 'Exif'."),
	    "this photograph carries data about its taking");
}

/* Walks a PNG's pieces (https://www.w3.org/TR/png/, section 5) to its end. */
static void measure_png(struct hw_site *site, struct hw_picture *picture)
{
	const unsigned char *p = (const unsigned char *)picture->bytes.p;
	size_t at = 8, len = picture->bytes.len;

	if (len < 24 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0) {
		refuse(site, picture, 0, HW_STR("Save it as PNG again."),
		    "this file is not a PNG picture");
		return;
	}
	picture->width = big_endian(p + 16, 4);
	picture->height = big_endian(p + 20, 4);
	while (at + 12 <= len) {
		if (memcmp(p + at + 4, "IEND", 4) == 0)
			return;
		if (memcmp(p + at + 4, "eXIf", 4) == 0) {
			refuse_private(site, picture);
			return;
		}
		at += 12 + (size_t)big_endian(p + at, 4);
	}
	refuse(site, picture, 0, HW_STR("Save or copy it again."),
	    "this picture is cut off before its end");
}

/* Data about the photograph: Exif, or XMP, which may hold the same. */
static bool is_private(hw_str segment)
{
	return hw_str_starts(segment, HW_STR("Exif")) ||
	    hw_str_starts(segment, HW_STR("http://ns.adobe.com/xap/"));
}

/* Walks a JPEG's segments (ITU T.81, annex B) to its frame header. */
static void measure_jpeg(struct hw_site *site, struct hw_picture *picture)
{
	const unsigned char *p = (const unsigned char *)picture->bytes.p;
	size_t at = 2, len = picture->bytes.len;

	while (len > 4 && p[0] == 0xFF && p[1] == 0xD8 && at + 9 < len &&
	    p[at] == 0xFF) {
		unsigned char marker = p[at + 1];

		if (marker == 0xFF) { /* bytes that only fill */
			at++;
			continue;
		}
		if (marker == 0xE1 &&
		    is_private(hw_str_sub(picture->bytes, at + 4, len))) {
			refuse_private(site, picture);
			return;
		}
		if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
		    marker != 0xC8 && marker != 0xCC) {
			picture->height = big_endian(p + at + 5, 2);
			picture->width = big_endian(p + at + 7, 2);
			return;
		}
		at += 2 + (size_t)big_endian(p + at + 2, 2);
	}
	refuse(site, picture, 0, HW_STR("Save it as JPEG again."),
	    "this file is not a JPEG picture");
}

static void read_picture(struct hw_site *site, struct hw_picture *picture)
{
	int error = hw_fs_read(picture->fs, picture->source.path,
	    HW_PICTURE_LIMIT_BYTES, site->arena, &picture->bytes);

	if (error == EFBIG) {
		refuse(site, picture, 0,
		    HW_STR("Make it smaller: readers may be on slow phones."),
		    "this picture is larger than 512 KiB");
		return;
	}
	if (error != 0) {
		picture->is_refused = true;
		hw_diag_io(site->diags, "read", picture->source.path, error);
		return;
	}
	if (hw_str_ends(picture->file, HW_STR(".svg"))) {
		if (hw_utf8_invalid_at(picture->bytes) != SIZE_MAX) {
			refuse(site, picture, 0,
			    HW_STR("Save the drawing as SVG again."),
			    "this drawing is not UTF-8 text");
			return;
		}
		picture->source.text = picture->bytes;
		check_svg(site, picture);
		if (picture->is_refused)
			return;
		picture->width = svg_size(picture->bytes, " width=\"", 0);
		picture->height = svg_size(picture->bytes, " height=\"", 1);
	} else if (hw_str_ends(picture->file, HW_STR(".png"))) {
		measure_png(site, picture);
	} else {
		measure_jpeg(site, picture);
	}
}

struct hw_picture *hw_picture_use(struct hw_site *site, hw_str name)
{
	struct hw_picture *picture = hw_map_get(&site->picture_of_name, name);

	if (picture == NULL)
		return NULL;
	if (!picture->is_used) {
		picture->is_used = true;
		read_picture(site, picture);
	}
	return picture->is_refused ? NULL : picture;
}
