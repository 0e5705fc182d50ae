#include "input/text.h"

#include "model/site.h"

/* Places reported in one file; more of them say nothing new. */
#define PLACES_SHOWN 5
#define CLIP_BYTES   60

size_t hw_text_bom(hw_str text)
{
	return hw_str_starts(text, HW_STR("\xEF\xBB\xBF")) ? 3 : 0;
}

uint32_t hw_text_code_point(hw_str s, size_t *len_out)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t len = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	uint32_t code;
	size_t i;

	if (len > s.len)
		len = 1;
	code = len == 1 ? p[0] : p[0] & (0xFFu >> (len + 1));
	for (i = 1; i < len; i++)
		code = code << 6 | (p[i] & 0x3Fu);
	*len_out = len;
	return code;
}

/* What a file is that was saved with the name of a text, or NULL. */
static const char *kind_of_file(hw_str text)
{
	static const struct {
		hw_str start;
		const char *kind;
	} kinds[] = {
	    {{"PK\x03\x04", 4},
		"a Word or Excel document, or another packed file"},
	    {{"\xD0\xCF\x11\xE0", 4}, "an old Word or Excel document"},
	    {{"%PDF-", 5}, "a PDF"},
	    {{"\x89PNG", 4}, "a picture"},
	    {{"\xFF\xD8\xFF", 3}, "a picture"},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(kinds); i++)
		if (hw_str_starts(text, kinds[i].start))
			return kinds[i].kind;
	return NULL;
}

bool hw_text_check_utf8(const struct hw_source *source,
    struct hw_diags *diags)
{
	hw_str text = source->text, help;
	size_t at = hw_utf8_invalid_at(text);
	const char *kind;
	unsigned char byte;

	if (at == SIZE_MAX)
		return true;
	kind = kind_of_file(text);
	if (kind != NULL) {
		hw_diag(diags, HW_DIAG_NOT_UTF8,
		    (struct hw_span){source, 0, 1},
		    hw_str_ends(source->path, HW_STR(".csv"))
			? HW_STR("Open it in the spreadsheet program and "
				 "save it as CSV.")
			: HW_STR("Copy the words into a file that a text "
				 "editor made, and take this one out."),
		    "this is %s, not a text", kind);
		return false;
	}
	byte = (unsigned char)text.p[at];
	if (hw_str_starts(text, HW_STR("\xFF\xFE")) ||
	    hw_str_starts(text, HW_STR("\xFE\xFF")))
		help = HW_STR("The file seems to be UTF-16. Save it again as "
			      "UTF-8: Save as, Encoding, UTF-8.");
	else if (byte == 0)
		help = HW_STR("This may not be a text file. Open it in a "
			      "text editor and save it as UTF-8.");
	else
		help = HW_STR(
		    "Save the file as UTF-8: Save as, Encoding, UTF-8. "
		    "Often a pound sign, a curly quotation mark or "
		    "a letter with an accent is the cause.");
	hw_diag(diags, HW_DIAG_NOT_UTF8, (struct hw_span){source, at, 1},
	    help, "this is not UTF-8 text");
	return false;
}

bool hw_text_is_code_fence(hw_str line)
{
	line = hw_str_trim(line);
	return hw_str_starts(line, HW_STR("```")) ||
	    hw_str_starts(line, HW_STR("~~~"));
}

bool hw_text_check_conflict(const struct hw_source *source,
    struct hw_diags *diags)
{
	static const hw_str mark = {"<<<<<<< ", 8};
	hw_str rest = source->text, line;
	bool is_code = false;

	if (hw_str_find(rest, mark) == SIZE_MAX)
		return true;
	while (hw_str_next_line(&rest, &line)) {
		is_code = is_code != hw_text_is_code_fence(line);
		if (is_code || !hw_str_starts(line, mark))
			continue;
		hw_diag(diags, HW_DIAG_CONFLICT,
		    (struct hw_span){source,
			(size_t)(line.p - source->text.p), mark.len - 1},
		    HW_STR("Keep the lines that are right. Delete the "
			   "others, and the lines that start with '<<<<<<<', "
			   "'=======' and '>>>>>>>'."),
		    "two versions of this file are not put together yet");
		return false;
	}
	return true;
}

enum oddity { ODD_NONE, ODD_BREAK, ODD_CONTROL, ODD_MARK };

static enum oddity oddity_of(uint32_t code)
{
	if (code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029)
		return ODD_BREAK;
	if ((code < 0x20 && code != '\t' && code != '\n') ||
	    (code >= 0x7F && code < 0xA0) || code == 0xFFFE || code == 0xFFFF)
		return ODD_CONTROL;
	return code == 0xFEFF ? ODD_MARK : ODD_NONE;
}

/* Characters that reorder what follows without being seen. */
static bool is_hidden_direction(uint32_t code)
{
	return (code >= 0x202A && code <= 0x202E) ||
	    (code >= 0x2066 && code <= 0x2069);
}

size_t hw_text_unsafe_at(hw_str s)
{
	size_t at, len;

	for (at = 0; at < s.len; at += len) {
		uint32_t code;

		at += hw_str_plain_run(hw_str_sub(s, at, s.len));
		if (at == s.len)
			break;
		code = hw_text_code_point(hw_str_sub(s, at, s.len), &len);
		if (oddity_of(code) != ODD_NONE || is_hidden_direction(code))
			return at;
	}
	return SIZE_MAX;
}

static void report_oddity(enum oddity oddity, uint32_t code,
    struct hw_span span, struct hw_diags *diags)
{
	if (oddity == ODD_BREAK && code == '\r')
		hw_diag(diags, HW_DIAG_UNSAFE_CHARACTER, span,
		    HW_STR("Save the file with the line ends LF (Unix) or "
			   "CR LF (Windows)."),
		    "a line end that is only a carriage return");
	else if (oddity == ODD_BREAK)
		hw_diag(diags, HW_DIAG_UNSAFE_CHARACTER, span,
		    HW_STR("Delete it and press Enter where a new line is "
			   "wanted."),
		    "an invisible line break U+%04X", (unsigned int)code);
	else if (oddity == ODD_MARK)
		hw_diag(diags, HW_DIAG_UNSAFE_CHARACTER, span,
		    HW_STR("Delete it: go to the place, and press Delete "
			   "once."),
		    "an invisible byte order mark inside the file");
	else
		hw_diag(diags, HW_DIAG_UNSAFE_CHARACTER, span,
		    HW_STR("Delete it, and type the words again if need be."),
		    "an invisible control character U+%04X",
		    (unsigned int)code);
}

/* The characters of one line; returns how many were reported. */
static size_t check_characters(const struct hw_source *source, size_t at,
    size_t to, struct hw_diags *diags)
{
	size_t bad = 0, len;

	for (; at < to && bad < PLACES_SHOWN; at += len) {
		unsigned char byte;
		uint32_t code;
		enum oddity oddity;

		at += hw_str_plain_run(hw_str_sub(source->text, at, to));
		if (at == to)
			break;
		byte = (unsigned char)source->text.p[at];
		len = 1;
		if (byte >= 0x20 && byte < 0x7F)
			continue;
		code = hw_text_code_point(hw_str_sub(source->text, at, to),
		    &len);
		oddity = oddity_of(code);
		if (oddity == ODD_NONE)
			continue;
		bad++;
		report_oddity(oddity, code, (struct hw_span){source, at, len},
		    diags);
	}
	return bad;
}

bool hw_text_check_lines(const struct hw_source *source, size_t from,
    size_t to, struct hw_diags *diags)
{
	hw_str rest = hw_str_sub(source->text, from, to), line;
	size_t bad = 0;

	while (bad < PLACES_SHOWN && hw_str_next_line(&rest, &line)) {
		size_t at = (size_t)(line.p - source->text.p);

		if (line.len > HW_LINE_LIMIT_BYTES) {
			bad++;
			hw_diag(diags, HW_DIAG_LINE_TOO_LONG,
			    (struct hw_span){source, at, line.len},
			    HW_STR("Break it into shorter lines."),
			    "a line of %zu bytes; the limit is %zu", line.len,
			    HW_LINE_LIMIT_BYTES);
		}
		bad += check_characters(source, at, at + line.len, diags);
	}
	return bad == 0;
}

hw_str hw_text_clip(struct hw_arena *arena, hw_str s)
{
	size_t end = CLIP_BYTES;

	if (s.len <= CLIP_BYTES)
		return s;
	while (end > 0 && ((unsigned char)s.p[end] & 0xC0) == 0x80)
		end--;
	return hw_fmt(arena, "%.*s…", (int)end, s.p);
}
