#include "input/picture.h"

#include <errno.h>
#include <stdlib.h>

static const hw_str endings[] = {
    {".svg", 4}, {".png", 4}, {".jpg", 4}, {".jpeg", 5}};

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
		picture->name = hw_str_sub(
		    entry->name, 0, entry->name.len - endings[k].len);
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
		if (hw_str_equal_nocase(
			hw_str_sub(text, i, i + needle.len), needle))
			return i;
	return SIZE_MAX;
}

/* An attribute " onclick=" and the like: a space, "on", letters, "=". */
static size_t find_event(hw_str text)
{
	size_t i, k;

	for (i = 0; i + 4 < text.len; i++) {
		if (strchr(" \t\r\n\"'/", text.p[i]) == NULL ||
		    !hw_str_equal_nocase(
			hw_str_sub(text, i + 1, i + 3), HW_STR("on")))
			continue;
		for (k = i + 3; k < text.len && ((text.p[k] | 32) >= 'a' &&
			 (text.p[k] | 32) <= 'z');
		     k++)
			;
		if (k > i + 3 && k < text.len &&
		    (text.p[k] == '=' || text.p[k] == ' '))
			return i + 1;
	}
	return SIZE_MAX;
}

/* A reference to anything but a part of the same drawing. */
static size_t find_reference(hw_str text)
{
	size_t from = 0, found;

	while ((found = find_nocase(hw_str_sub(text, from, text.len),
		    HW_STR("href"))) != SIZE_MAX) {
		hw_str value;

		found += from;
		from = found + 4;
		value = hw_str_trim(hw_str_sub(text, from, text.len));
		if (value.len == 0 || value.p[0] != '=')
			continue;
		value = hw_str_trim(hw_str_sub(value, 1, value.len));
		if (value.len < 2 || value.p[1] != '#')
			return found;
	}
	return SIZE_MAX;
}

static void check_svg(struct hw_site *site, struct hw_picture *picture)
{
	static const hw_str forbidden[] = {
	    {"<script", 7}, {"<foreignobject", 14}, {"<!doctype", 9},
	    {"<!entity", 8}, {"javascript:", 11}, {"<iframe", 7},
	    {"<style", 6}, {"<?xml-stylesheet", 16}, {"url(http", 8},
	    {"data:", 5}, {"<animate", 8}, {"<set", 4}, {"xml:base", 8},
	};
	size_t i, at = SIZE_MAX, found;

	for (i = 0; i < HW_COUNT(forbidden); i++) {
		found = find_nocase(picture->bytes, forbidden[i]);
		at = found < at ? found : at;
	}
	found = find_event(picture->bytes);
	at = found < at ? found : at;
	found = find_reference(picture->bytes);
	at = found < at ? found : at;
	if (find_nocase(picture->bytes, HW_STR("<svg")) == SIZE_MAX)
		refuse(site, picture, 0,
		    HW_STR("Save the drawing as SVG again."),
		    "this file is not an SVG drawing");
	else if (at != SIZE_MAX)
		refuse(site, picture, at,
		    HW_STR("Save it as plain SVG, without script, style "
			   "sheets, animation or links to other files."),
		    "this drawing holds something that could act on a page");
}

/* The value of width="…" or height="…" of the first tag, in pixels. */
static int svg_size(hw_str text, const char *name, size_t which)
{
	size_t tag = find_nocase(text, HW_STR("<svg")), end, found;
	hw_str head, value;

	text = hw_str_sub(text, tag, text.len);
	end = hw_str_find_char(text, '>');
	head = hw_str_sub(text, 0, end == SIZE_MAX ? text.len : end);
	found = hw_str_find(head, hw_str_of(name));
	if (found != SIZE_MAX) {
		value = hw_str_sub(head, found + strlen(name), head.len);
		return (int)strtol(value.p, NULL, 10);
	}
	found = hw_str_find(head, HW_STR("viewBox=\"0 0 "));
	if (found == SIZE_MAX)
		return 0;
	value = hw_str_sub(head, found + 13, head.len);
	if (which == 1) {
		size_t space = hw_str_find_char(value, ' ');

		if (space == SIZE_MAX)
			return 0;
		value = hw_str_sub(value, space, value.len);
	}
	return (int)strtol(value.p, NULL, 10);
}

static int big_endian(const unsigned char *p, size_t bytes)
{
	int value = 0;

	while (bytes-- > 0)
		value = (value & 0x7FFFFF) << 8 | *p++;
	return value;
}

static void measure_png(struct hw_site *site, struct hw_picture *picture)
{
	const unsigned char *p = (const unsigned char *)picture->bytes.p;

	if (picture->bytes.len < 24 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0) {
		refuse(site, picture, 0, HW_STR("Save it as PNG again."),
		    "this file is not a PNG picture");
		return;
	}
	picture->width = big_endian(p + 16, 4);
	picture->height = big_endian(p + 20, 4);
}

/* Walks a JPEG's segments (ITU T.81, annex B) to its frame header. */
static void measure_jpeg(struct hw_site *site, struct hw_picture *picture)
{
	const unsigned char *p = (const unsigned char *)picture->bytes.p;
	size_t at = 2, len = picture->bytes.len;

	while (len > 4 && p[0] == 0xFF && p[1] == 0xD8 && at + 9 < len &&
	    p[at] == 0xFF) {
		unsigned char marker = p[at + 1];

		if (marker == 0xE1 &&
		    memcmp(p + at + 4, "Exif", 4) == 0) {
			refuse(site, picture, 0,
			    HW_STR("It may tell where it was taken. Save it "
				   "again without 'metadata' or 'Exif'."),
			    "this photograph carries data about its taking");
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
		hw_diag_io(
		    site->diags, "read", picture->source.path, error);
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
	struct hw_picture *picture =
	    hw_map_get(&site->picture_of_name, name);

	if (picture == NULL)
		return NULL;
	if (!picture->is_used) {
		picture->is_used = true;
		read_picture(site, picture);
	}
	return picture->is_refused ? NULL : picture;
}
