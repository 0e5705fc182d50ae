#include "input/comment.h"

#define OPENS  HW_STR("<!--")
#define CLOSES HW_STR("-->")

static hw_str without_blanks_before(hw_str s)
{
	while (s.len > 0 && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = hw_str_sub(s, 1, s.len);
	return s;
}

/* Is this what may stand after the word? */
static bool ends_word(hw_str rest)
{
	return rest.len == 0 || strchr(" \t:,", rest.p[0]) != NULL;
}

bool hw_comment_find(struct hw_comment *out, hw_str line)
{
	hw_str rest, inside;
	size_t at = hw_str_find(line, OPENS);

	if (at == SIZE_MAX)
		return false;
	rest = hw_str_trim(hw_str_sub(line, at, line.len));
	if (!hw_str_ends(rest, CLOSES) || rest.len < OPENS.len + CLOSES.len)
		return false;
	inside = hw_str_sub(rest, OPENS.len, rest.len - CLOSES.len);
	inside = without_blanks_before(inside);
	if (!hw_str_starts(inside, HW_COMMENT_WORD) ||
	    hw_str_find(inside, CLOSES) != SIZE_MAX)
		return false;
	inside = hw_str_sub(inside, HW_COMMENT_WORD.len, inside.len);
	if (!ends_word(inside))
		return false;
	while (at > 0 && (line.p[at - 1] == ' ' || line.p[at - 1] == '\t'))
		at--;
	*out = (struct hw_comment){.at = at,
	    .is_alone = at == 0,
	    .text = hw_str_trim(inside)};
	return true;
}
