#include "base/diag.h"

#include <errno.h>
#include <stdlib.h>

struct code_entry {
	enum hw_diag_code code;
	enum hw_diag_level level;
	const char *about;
};

static const struct code_entry code_table[] = {
#define HW_DIAG(name, number, level, about) \
	{HW_DIAG_##name, HW_LEVEL_##level, about},
#include "base/diag.def"
#undef HW_DIAG
};

static const struct code_entry *code_entry(enum hw_diag_code code)
{
	size_t i;

	for (i = 0; i < HW_COUNT(code_table) - 1; i++)
		if (code_table[i].code == code)
			break;
	return &code_table[i];
}

const char *hw_diag_about(enum hw_diag_code code)
{
	return code_entry(code)->about;
}

enum hw_diag_level hw_diag_level_of(enum hw_diag_code code)
{
	return code_entry(code)->level;
}

bool hw_diag_find(enum hw_diag_code *out, hw_str name)
{
	char known[8];
	size_t i;

	for (i = 0; i < HW_COUNT(code_table); i++) {
		snprintf(known, sizeof(known), "HW%03d",
		    (int)code_table[i].code);
		if (!hw_str_equal_nocase(hw_str_of(known), name))
			continue;
		*out = code_table[i].code;
		return true;
	}
	return false;
}

const char *hw_diag_level_name(enum hw_diag_level level)
{
	if (level == HW_LEVEL_NOTE)
		return "note";
	return level == HW_LEVEL_WARNING ? "warning" : "error";
}

void hw_diag_init(struct hw_diags *set, struct hw_arena *arena)
{
	*set = (struct hw_diags){.arena = arena};
}

static void count(struct hw_diags *set, enum hw_diag_level level, size_t more)
{
	if (level == HW_LEVEL_FAILURE)
		set->failures += more;
	else if (level == HW_LEVEL_ERROR)
		set->errors += more;
	else if (level == HW_LEVEL_WARNING)
		set->warnings += more;
	else
		set->notes += more;
}

/* Said before? A layout's mistake comes up again on every page. */
static bool is_repeated(const struct hw_diags *set,
    const struct hw_diag *diag)
{
	size_t i = set->list.count, looked = 0;

	while (i > 0 && looked++ < HW_DIAG_PER_FILE) {
		const struct hw_diag *other = &set->list.items[--i];

		if (other->code == diag->code &&
		    other->span.source == diag->span.source &&
		    other->span.at == diag->span.at &&
		    hw_str_equal(other->message, diag->message))
			return true;
	}
	return false;
}

static void drop(struct hw_diags *set, const struct hw_source *source)
{
	size_t last = set->dropped.count;

	if (last == 0 || set->dropped.items[last - 1].source != source)
		HW_PUSH(&set->dropped, set->arena,
		    ((struct hw_diag_dropped){.source = source}));
	set->dropped.items[set->dropped.count - 1].count++;
}

size_t hw_diag_dropped(const struct hw_diags *set)
{
	size_t i, sum = 0;

	for (i = 0; i < set->dropped.count; i++)
		sum += set->dropped.items[i].count;
	return sum;
}

static void keep(struct hw_diags *set, struct hw_diag diag)
{
	if (is_repeated(set, &diag))
		return;
	count(set, diag.level, 1);
	if (diag.span.source != set->last_source) {
		set->last_source = diag.span.source;
		set->last_source_count = 0;
	}
	if (++set->last_source_count >
	    (set->per_file > 0 ? set->per_file : HW_DIAG_PER_FILE)) {
		drop(set, diag.span.source);
		return;
	}
	HW_PUSH(&set->list, set->arena, diag);
}

void hw_diag(struct hw_diags *set, enum hw_diag_code code,
    struct hw_span span, hw_str help, const char *format, ...)
{
	struct hw_diag diag = {
	    .code = code,
	    .level = code_entry(code)->level,
	    .span = span,
	};
	va_list args;

	va_start(args, format);
	diag.message = hw_vfmt(set->arena, format, args);
	va_end(args);
	diag.help = hw_str_dup(set->arena, help);
	keep(set, diag);
}

static hw_str io_help(int error)
{
	switch (error) {
	case ENOSPC:
	case EDQUOT:
		return HW_STR(
		    "The disk is full. Make room and run it again.");
	case EACCES:
	case EPERM:
	case EROFS:
		return HW_STR(
		    "You may not change files there. Check who owns "
		    "the folder.");
	case EMFILE:
	case ENFILE:
		return HW_STR(
		    "Too many files are open. Run it again, or raise "
		    "the limit with 'ulimit -n'.");
	case ENOENT:
		return HW_STR("Check the name of the file or folder.");
	default:
		return HW_STR(
		    "Nothing was published. Run it again; if it fails "
		    "again, check the disk.");
	}
}

void hw_diag_io(struct hw_diags *set, const char *verb, hw_str path,
    int error)
{
	char text[128];

	hw_diag(set, HW_DIAG_IO, HW_SPAN_NONE, io_help(error),
	    "cannot %s '%.*s': %s", verb, HW_ARG(path),
	    strerror_r(error, text, sizeof(text)));
}

size_t hw_diag_bad(const struct hw_diags *set, bool strict)
{
	return set->errors + set->failures + (strict ? set->warnings : 0);
}

static int compare(const void *left, const void *right)
{
	const struct hw_diag *a = left, *b = right;
	int order = 0;

	if (a->span.source == NULL || b->span.source == NULL)
		order = (a->span.source != NULL) - (b->span.source != NULL);
	else
		order = hw_str_compare(a->span.source->path,
		    b->span.source->path);
	if (order == 0)
		order = (a->span.at > b->span.at) - (a->span.at < b->span.at);
	if (order == 0)
		order = (a->code > b->code) - (a->code < b->code);
	if (order == 0)
		order = hw_str_compare(a->message, b->message);
	return order != 0 ? order : hw_str_compare(a->help, b->help);
}

void hw_diag_sort(struct hw_diags *set)
{
	if (set->list.count > 0)
		qsort(set->list.items, set->list.count,
		    sizeof(*set->list.items), compare);
}

#define EXCERPT_BYTES 160

/* A byte of a UTF-8 character after its first. */
static bool is_inner(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The part of the line to show: all of it, or a window round the place. */
static hw_str excerpt(hw_str line, size_t *at)
{
	size_t from = 0, to = line.len, i;

	if (line.len > EXCERPT_BYTES) {
		from = *at > EXCERPT_BYTES / 2 ? *at - EXCERPT_BYTES / 2 : 0;
		to = from + EXCERPT_BYTES < line.len ? from + EXCERPT_BYTES
						     : line.len;
		/* Cut between characters, not inside one; where the text is
		 * not UTF-8 there may be no such place. */
		for (i = 0; i < 3 && from > 0 && is_inner(line.p[from]); i++)
			from--;
		for (i = 0; i < 3 && to < line.len && is_inner(line.p[to]);
		     i++)
			to++;
	}
	*at -= from;
	return hw_str_sub(line, from, to);
}

/* Length of the well-formed character at the start of s, or 0. */
static size_t character(hw_str s)
{
	size_t len = 1;

	while (len < s.len && len < 4 && is_inner(s.p[len]))
		len++;
	return hw_utf8_invalid_at(hw_str_sub(s, 0, len)) == SIZE_MAX ? len
								     : 0;
}

/* Controls (C0 but tab, DEL, C1), line and paragraph separators, and marks
 * that turn the direction of what follows. */
static bool acts_on_terminal(const unsigned char *p, size_t len)
{
	if (len == 1)
		return (p[0] < 0x20 && p[0] != '\t') || p[0] == 0x7F;
	if (len == 2)
		return p[0] == 0xC2 && p[1] < 0xA0;
	return len == 3 && p[0] == 0xE2 &&
	    ((p[1] == 0x80 && p[2] >= 0xA8 && p[2] <= 0xAE) ||
		(p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9));
}

/*
 * A file's bytes on a terminal: nothing there may act on it. Names of files
 * need not be UTF-8. Each character, and each byte that belongs to none, is
 * one column, as the mark below the line counts them.
 */
void hw_diag_harmless(struct hw_buf *out, hw_str s)
{
	size_t len;

	while (s.len > 0) {
		len = character(s);
		if (len == 0 ||
		    acts_on_terminal((const unsigned char *)s.p, len))
			hw_buf_putc(out, '?');
		else
			hw_buf_add(out, hw_str_sub(s, 0, len));
		if (len == 0)
			len = 1;
		s = hw_str_sub(s, len, s.len);
	}
}

static void print_place(const struct hw_diag *diag,
    const struct hw_place *place, struct hw_buf *out)
{
	size_t at = diag->span.at - place->line_at, i, marks;
	hw_str shown;

	if (diag->span.source->text.len == 0)
		return;
	if (at > place->line_text.len)
		at = place->line_text.len;
	shown = excerpt(place->line_text, &at);
	hw_buf_printf(out, "%5zu | ", place->line);
	hw_diag_harmless(out, shown);
	hw_buf_puts(out, "\n      | ");
	for (i = 0; i < at; i++) {
		unsigned char c = (unsigned char)shown.p[i];

		if (c == '\t')
			hw_buf_putc(out, '\t');
		else if ((c & 0xC0) != 0x80)
			hw_buf_putc(out, ' ');
	}
	marks = diag->span.len < shown.len - at ? diag->span.len
						: shown.len - at;
	marks = hw_utf8_count(hw_str_sub(shown, at, at + marks));
	hw_buf_putc(out, '^');
	for (i = 1; i < marks; i++)
		hw_buf_putc(out, '~');
	hw_buf_putc(out, '\n');
}

static void print_one(const struct hw_diag *diag, struct hw_placer *placer,
    struct hw_buf *out)
{
	const struct hw_source *source = diag->span.source;
	struct hw_place place;

	if (source != NULL) {
		place = hw_placer_find(placer, source, diag->span.at);
		hw_diag_harmless(out, source->path);
		hw_buf_printf(out, ":%zu:%zu: ", place.line, place.column);
	} else {
		hw_buf_puts(out, "headway: ");
	}
	hw_buf_printf(out, "%s: ", hw_diag_level_name(diag->level));
	hw_diag_harmless(out, diag->message);
	hw_buf_printf(out, " [HW%03d]\n", (int)diag->code);
	if (source != NULL)
		print_place(diag, &place, out);
	if (diag->help.len > 0) {
		hw_buf_puts(out, "  help: ");
		hw_diag_harmless(out, diag->help);
		hw_buf_putc(out, '\n');
	}
}

static void print_count(struct hw_buf *out, size_t count, const char *what)
{
	hw_buf_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

static void print_dropped(const struct hw_diag_dropped *dropped,
    struct hw_buf *out)
{
	if (dropped->source != NULL)
		hw_diag_harmless(out, dropped->source->path);
	else
		hw_buf_puts(out, "headway");
	hw_buf_printf(out, ": %zu more\n", dropped->count);
}

void hw_diag_print(const struct hw_diags *set, struct hw_buf *out)
{
	struct hw_placer placer = {0};
	size_t i, errors = set->errors + set->failures;

	for (i = 0; i < set->list.count; i++)
		if (set->list.items[i].level != HW_LEVEL_NOTE)
			print_one(&set->list.items[i], &placer, out);
	if (errors + set->warnings == 0)
		return;
	for (i = 0; i < set->dropped.count; i++)
		print_dropped(&set->dropped.items[i], out);
	print_count(out, errors, "error");
	hw_buf_puts(out, ", ");
	print_count(out, set->warnings, "warning");
	if (set->dropped.count > 0)
		hw_buf_printf(out, " (%zu of them not shown)",
		    hw_diag_dropped(set));
	hw_buf_putc(out, '\n');
}
