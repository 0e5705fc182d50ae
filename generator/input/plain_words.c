#include "input/plain_words.h"

#include "model/site.h"

/* Whether the line says the same in Markdown as to the eye. */
static bool is_plain(hw_str line)
{
	/* What can stand within a line and mean nothing but itself. */
	static const bool allowed[256] = {[' '] = true,
	    [','] = true,
	    ['.'] = true,
	    [';'] = true,
	    [':'] = true,
	    ['('] = true,
	    [')'] = true,
	    ['\''] = true,
	    ['"'] = true,
	    ['?'] = true,
	    ['/'] = true,
	    ['%'] = true,
	    ['-'] = true,
	    ['0'] = true,
	    ['1'] = true,
	    ['2'] = true,
	    ['3'] = true,
	    ['4'] = true,
	    ['5'] = true,
	    ['6'] = true,
	    ['7'] = true,
	    ['8'] = true,
	    ['9'] = true};
	size_t i;

	if (line.len == 0 || !hw_is_letter(line.p[0]) ||
	    line.len > HW_LINE_LIMIT_BYTES - 2)
		return false;
	for (i = 1; i < line.len; i++)
		if (!hw_is_letter(line.p[i]) &&
		    !allowed[(unsigned char)line.p[i]] &&
		    (unsigned char)line.p[i] < 0x80)
			return false;
	return true;
}

bool hw_plain_words(hw_str text, struct hw_buf *out)
{
	size_t before = out->len, end;
	hw_str line;

	while (text.len > 0) {
		end = hw_str_find_char(text, '\n');
		if (end == SIZE_MAX)
			end = text.len;
		line = hw_str_sub(text, 0, end);
		text = hw_str_sub(text, end < text.len ? end + 1 : end,
		    text.len);
		if (line.len == 0)
			continue;
		if (hw_str_starts(line, HW_STR("- ")))
			line = hw_str_sub(line, 2, line.len);
		if (!is_plain(line)) {
			out->len = before;
			return false;
		}
		hw_buf_add(out, line);
		hw_buf_putc(out, '\n');
	}
	return true;
}
