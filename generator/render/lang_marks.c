#include "render/lang_marks.h"

#include "base/escape.h"
#include "input/words.h"

#define BEGIN '\x01' /* the tag follows */
#define WORDS '\x02' /* the words follow */
#define END   '\x03'

#define TAG_BYTES 64

hw_str hw_lang_mark(struct hw_arena *arena, hw_str words, hw_str tag)
{
	if (words.len == 0)
		return words;
	return hw_fmt(arena, "%c%.*s%c%.*s%c", BEGIN, HW_ARG(tag), WORDS,
	    HW_ARG(words), END);
}

bool hw_lang_is_marked(hw_str text)
{
	return hw_str_find_char(text, BEGIN) != SIZE_MAX;
}

/* The tag behind a mark, which is as good as any other text until it is
 * checked; how many bytes it takes with its end, or 0. */
static size_t read_tag(hw_str text, hw_str *tag)
{
	size_t end = hw_str_find_char(text, WORDS), i;

	if (end == SIZE_MAX || end == 0 || end > TAG_BYTES)
		return 0;
	for (i = 0; i < end; i++) {
		char c = text.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && c != '-')
			return 0;
	}
	*tag = hw_str_sub(text, 0, end);
	return end + 1;
}

static bool is_mark(char c)
{
	return c == BEGIN || c == WORDS || c == END;
}

/* What stands before the next mark; takes it from `text`. */
static hw_str take_words(hw_str *text)
{
	hw_str words = *text;
	size_t i;

	for (i = 0; i < text->len && !is_mark(text->p[i]);)
		i++;
	words.len = i;
	*text = hw_str_sub(*text, i, text->len);
	return words;
}

hw_str hw_lang_plain(struct hw_arena *arena, hw_str text)
{
	struct hw_buf out = {0};
	hw_str plain, tag;

	if (!hw_lang_is_marked(text))
		return text;
	while (text.len > 0) {
		hw_buf_add(&out, take_words(&text));
		if (text.len == 0)
			break;
		plain = hw_str_sub(text, 1, text.len);
		text = text.p[0] == BEGIN
		    ? hw_str_sub(plain, read_tag(plain, &tag), plain.len)
		    : plain;
	}
	plain = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return plain;
}

void hw_lang_attributes(struct hw_buf *out, hw_str tag)
{
	hw_buf_puts(out, " lang=\"");
	hw_escape_html(out, tag);
	hw_buf_printf(out, "\" dir=\"%s\"",
	    hw_words_is_rtl(tag) ? "rtl" : "ltr");
}

void hw_lang_html(struct hw_buf *out, hw_str text)
{
	bool is_open = false;
	hw_str tag;

	while (text.len > 0) {
		size_t taken = 0;
		char mark;

		hw_escape_html(out, take_words(&text));
		if (text.len == 0)
			break;
		mark = text.p[0];
		text = hw_str_sub(text, 1, text.len);
		if (mark == BEGIN)
			taken = read_tag(text, &tag);
		if (is_open && (taken > 0 || mark == END)) {
			hw_buf_puts(out, "</span>");
			is_open = false;
		}
		if (taken == 0)
			continue;
		hw_buf_puts(out, "<span");
		hw_lang_attributes(out, tag);
		hw_buf_putc(out, '>');
		text = hw_str_sub(text, taken, text.len);
		is_open = true;
	}
	if (is_open)
		hw_buf_puts(out, "</span>");
}
