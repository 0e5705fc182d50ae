#include "input/gitnote.h"

#include "input/text.h"

#define NOTE_KEY  HW_STR("change-note:")
#define MINOR_KEY HW_STR("minor-change:")

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool starts_nocase(hw_str s, hw_str prefix)
{
	return s.len >= prefix.len &&
	    hw_str_equal_nocase(hw_str_sub(s, 0, prefix.len), prefix);
}

/* Bytes before the first that is neither space nor mark of a list. */
static size_t lead(hw_str line)
{
	size_t at = 0;

	while (at < line.len &&
	    (is_blank(line.p[at]) || line.p[at] == '*' || line.p[at] == '-'))
		at++;
	return at;
}

static size_t indent(hw_str line)
{
	size_t at = 0;

	while (at < line.len && is_blank(line.p[at]))
		at++;
	return at;
}

/* Where the key stands in the line, or SIZE_MAX. */
static size_t find_key(hw_str line, hw_str key, bool anywhere)
{
	size_t at = lead(line);

	for (; at + key.len <= line.len; at++) {
		char before = at > 0 ? line.p[at - 1] : ' ';

		if (starts_nocase(hw_str_sub(line, at, line.len), key) &&
		    !(before >= 'a' && before <= 'z') &&
		    !(before >= 'A' && before <= 'Z') && before != '-')
			return at;
		if (!anywhere)
			break;
	}
	return SIZE_MAX;
}

/* Without the " (#12)" that forges put behind the subject of a squash. */
static hw_str without_number(hw_str s)
{
	size_t at = s.len;

	if (at < 4 || s.p[--at] != ')')
		return s;
	while (at > 0 && s.p[at - 1] >= '0' && s.p[at - 1] <= '9')
		at--;
	if (at + 1 == s.len || at < 3 || s.p[at - 1] != '#' ||
	    s.p[at - 2] != '(' || s.p[at - 3] != ' ')
		return s;
	return hw_str_trim(hw_str_sub(s, 0, at - 3));
}

/* Cuts after HW_NOTE_LENGTH characters, the last of them a "…". */
static hw_str cut(hw_str words, struct hw_arena *arena)
{
	size_t at = 0, count = 0;

	if (hw_utf8_count(words) <= HW_NOTE_LENGTH)
		return hw_str_dup(arena, words);
	while (count < HW_NOTE_LENGTH) {
		if (((unsigned char)words.p[at] & 0xc0) != 0x80)
			count++;
		at++;
	}
	while (((unsigned char)words.p[at - 1] & 0xc0) == 0x80)
		at--;
	return hw_fmt(arena, "%.*s\xe2\x80\xa6",
	    HW_ARG(hw_str_trim(hw_str_sub(words, 0, at - 1))));
}

/* The words with single spaces, or nothing where they are refused. */
static hw_str clean(hw_str words, struct hw_arena *arena)
{
	struct hw_buf folded = {0};
	hw_str result = HW_STR_NONE;
	size_t i;

	for (i = 0; i < words.len; i++) {
		char c = words.p[i];

		if (!is_blank(c) && c != '\n')
			hw_buf_putc(&folded, c);
		else if (folded.len > 0 && folded.data[folded.len - 1] != ' ')
			hw_buf_putc(&folded, ' ');
	}
	words = hw_str_trim(hw_buf_str(&folded));
	if (hw_utf8_invalid_at(words) == SIZE_MAX &&
	    hw_text_unsafe_at(words) == SIZE_MAX)
		result = cut(words, arena);
	hw_buf_free(&folded);
	return result;
}

hw_str hw_git_note_join(hw_str first, hw_str second, struct hw_arena *arena)
{
	if (second.len == 0 || hw_str_find(first, second) != SIZE_MAX)
		return first;
	if (first.len == 0)
		return second;
	return hw_fmt(arena, "%.*s %.*s", HW_ARG(first), HW_ARG(second));
}

/* The note's first line and the deeper lines below it. */
static hw_str take_note(hw_str first, size_t depth, hw_str *rest,
    struct hw_arena *arena)
{
	hw_str end = *rest, line, all;

	all = first;
	while (hw_str_next_line(&end, &line)) {
		if (indent(line) <= depth || lead(line) != indent(line) ||
		    hw_str_trim(line).len == 0 ||
		    find_key(line, NOTE_KEY, false) != SIZE_MAX ||
		    find_key(line, MINOR_KEY, false) != SIZE_MAX)
			break;
		all.len = (size_t)(line.p + line.len - all.p);
		*rest = end;
	}
	return clean(all, arena);
}

static bool says_yes(hw_str value)
{
	value = hw_str_trim(value);
	return starts_nocase(value, HW_STR("yes")) &&
	    (value.len == 3 ||
		!((value.p[3] >= 'a' && value.p[3] <= 'z') ||
		    (value.p[3] >= 'A' && value.p[3] <= 'Z')));
}

struct hw_git_note hw_git_note_read(hw_str message, struct hw_arena *arena)
{
	struct hw_git_note out = {false, HW_STR_NONE};
	bool is_subject = true;
	hw_str line;
	size_t at;

	while (hw_str_next_line(&message, &line)) {
		at = find_key(line, MINOR_KEY, is_subject);
		if (at != SIZE_MAX &&
		    says_yes(hw_str_sub(line, at + MINOR_KEY.len, line.len)))
			out.is_minor = true;
		at = find_key(line, NOTE_KEY, is_subject);
		if (at != SIZE_MAX) {
			hw_str words =
			    hw_str_sub(line, at + NOTE_KEY.len, line.len);

			words = hw_str_trim(words);
			if (is_subject)
				words = without_number(words);
			out.note = hw_git_note_join(out.note,
			    take_note(words, lead(line), &message, arena),
			    arena);
		}
		if (line.len > 0)
			is_subject = false;
	}
	if (out.note.len > 0)
		out.is_minor = false;
	return out;
}
