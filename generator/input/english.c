#include "input/english.h"

#include "base/compiler.h"

#include <stdlib.h>

/* Longest run of bytes that is looked at as one token. */
#define TOKEN_BYTES 24

/* ------------------------------ lists of words ------------------------- */

/* Sorted, lower case. Before a name: the sentence goes on. */
static const char *const titles[] = {"capt", "cllr", "col", "dr", "gen",
    "hon", "lt", "messrs", "mr", "mrs", "ms", "mx", "prof", "rev", "revd",
    "sgt", "st"};

/* Before a figure. */
static const char *const counted[] = {"app", "approx", "apr", "art", "aug",
    "c", "ca", "ch", "dec", "est", "ext", "feb", "fig", "figs", "jan", "jul",
    "jun", "mar", "max", "min", "no", "nos", "nov", "oct", "p", "para",
    "paras", "pp", "ref", "reg", "regs", "s", "sch", "sec", "sep", "sept",
    "ss", "tel", "vol", "vols"};

/* Before anything. */
static const char *const unfinished[] = {"cf", "e.g", "eg", "i.e", "ie",
    "incl", "viz", "vs"};

/* Words that often begin a sentence, and no name. */
static const char *const openers[] = {"a", "after", "all", "also", "an",
    "and", "any", "are", "as", "at", "because", "before", "both", "but", "by",
    "can", "children", "do", "does", "during", "each", "every", "families",
    "few", "for", "from", "he", "her", "here", "his", "how", "however", "i",
    "if", "in", "is", "it", "its", "many", "more", "most", "my", "no", "not",
    "on", "one", "or", "our", "parents", "people", "please", "pupils",
    "schools", "she", "since", "so", "some", "staff", "that", "the", "their",
    "then", "there", "these", "they", "this", "those", "to", "until", "was",
    "we", "what", "when", "where", "which", "while", "who", "why", "will",
    "with", "you", "young", "your"};

static int compare_word(const void *key, const void *item)
{
	return hw_str_compare(*(const hw_str *)key,
	    hw_str_of(*(const char *const *)item));
}

static bool is_among(hw_str word, const char *const *list, size_t count)
{
	char lower[TOKEN_BYTES];
	hw_str key;
	size_t i;

	if (word.len == 0 || word.len > sizeof(lower))
		return false;
	for (i = 0; i < word.len; i++)
		lower[i] = hw_is_upper(word.p[i]) ? (char)(word.p[i] + 32)
						  : word.p[i];
	key = (hw_str){lower, word.len};
	return bsearch(&key, list, count, sizeof(*list), compare_word) !=
	    NULL;
}
#define IS_AMONG(word, list) is_among(word, list, HW_COUNT(list))

/* ------------------------------ near a place --------------------------- */

/* Bytes of the closing quotation mark or bracket at `at`, or 0. */
static size_t closer_at(hw_str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (at >= text.len)
		return 0;
	if (p[0] == '"' || p[0] == '\'' || p[0] == ')' || p[0] == ']')
		return 1;
	if (p[0] == 0xE2 && text.len - at >= 3 && p[1] == 0x80 &&
	    (p[2] == 0x99 || p[2] == 0x9D))
		return 3;
	return 0;
}

static size_t opener_at(hw_str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (at >= text.len)
		return 0;
	if (p[0] == '"' || p[0] == '\'' || p[0] == '(' || p[0] == '[')
		return 1;
	if (p[0] == 0xE2 && text.len - at >= 3 && p[1] == 0x80 &&
	    (p[2] == 0x98 || p[2] == 0x9C))
		return 3;
	return 0;
}

static size_t skip_openers(hw_str text, size_t at)
{
	size_t len;

	while ((len = opener_at(text, at)) > 0)
		at += len;
	return at;
}

/* What stands before `end` without a space or bracket in it. */
static hw_str token_before(hw_str text, size_t start, size_t end)
{
	size_t at = end;

	while (at > start && end - at <= TOKEN_BYTES) {
		unsigned char c = (unsigned char)text.p[at - 1];

		if (c == ' ' || c == '(' || c == '[' || c == '"' ||
		    c == '\'' || c >= 0x80)
			break;
		at--;
	}
	return hw_str_sub(text, at, end);
}

/* The letters from `at` on. */
static hw_str word_after(hw_str text, size_t at)
{
	size_t end = skip_openers(text, at);

	at = end;
	while (end < text.len && end - at <= TOKEN_BYTES &&
	    hw_is_letter(text.p[end]))
		end++;
	return hw_str_sub(text, at, end);
}

static bool is_dotted(hw_str token)
{
	return hw_str_find_char(token, '.') != SIZE_MAX;
}

/* "1", "2.3", "a", "A5.1": what a list may count with. */
static bool is_list_number(hw_str token)
{
	size_t i, letters = 0;

	for (i = 0; i < token.len; i++) {
		letters += hw_is_letter(token.p[i]);
		if (!hw_is_digit(token.p[i]) && !hw_is_letter(token.p[i]) &&
		    token.p[i] != '.')
			return false;
	}
	return token.len > 0 && letters <= 1 && token.len <= 8;
}

static bool is_initial(hw_str text, size_t start, hw_str token)
{
	size_t at = (size_t)(token.p - text.p);

	if (token.len != 1 || !hw_is_upper(token.p[0]))
		return false;
	if (token.p[0] != 'I')
		return true;
	/* "So do I." but "C. I. Hill" */
	return at == start || (at >= 2 && text.p[at - 2] == '.');
}

/* `dot` is the place of a point; the next word stands at `at`. */
static bool point_goes_on(hw_str text, size_t start, size_t dot, size_t at)
{
	hw_str token = token_before(text, start, dot);
	hw_str next = word_after(text, at);
	bool before_figure = at < text.len && hw_is_digit(text.p[at]);

	if (token.len == 0)
		return false;
	if ((size_t)(token.p - text.p) == start && start == 0 &&
	    is_list_number(token))
		return true;
	if (IS_AMONG(token, unfinished))
		return true;
	if (before_figure)
		return IS_AMONG(token, counted) ||
		    (is_dotted(token) && hw_is_letter(token.p[0]));
	if (IS_AMONG(token, titles) || is_initial(text, start, token))
		return next.len > 0 && !IS_AMONG(next, openers);
	if (is_dotted(token) && hw_is_upper(token.p[0]))
		return next.len > 0 && !IS_AMONG(next, openers);
	return false;
}

bool hw_english_goes_on(hw_str text, size_t start, size_t at)
{
	size_t end = at, after;
	bool is_closed = false, has_space;

	while (end > start && text.p[end - 1] == ' ')
		end--;
	has_space = end < at;
	for (;;) {
		if (end > start && closer_at(text, end - 1) == 1)
			end--;
		else if (end >= start + 3 && closer_at(text, end - 3) == 3)
			end -= 3;
		else
			break;
		is_closed = true;
	}
	if (end == start || at >= text.len)
		return false;
	after = skip_openers(text, at);
	/* "Are you ready?" she asked. */
	if (text.p[end - 1] == '?' || text.p[end - 1] == '!')
		return (is_closed && after == at &&
			   hw_is_lower(text.p[at])) ||
		    (!has_space && !hw_is_upper(text.p[at])); /* an address */
	if (text.p[end - 1] != '.' || (is_closed && has_space))
		return false;
	return point_goes_on(text, start, end - 1, at);
}

/* ------------------------ what Unicode does not see -------------------- */

/* Does the run of bytes at `at` have a sign that words have not? */
static bool has_sign(hw_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && end - at < TOKEN_BYTES &&
	    text.p[end] != ' ') {
		if (text.p[end] == '@' || text.p[end] == '/')
			return true;
		end++;
	}
	return false;
}

/* "It is here.The council": a point within what looks like one word. */
static bool is_unspaced_end(hw_str text, size_t from, size_t dot, size_t next)
{
	hw_str token = token_before(text, from, dot);

	return token.len >= 2 && token.len <= TOKEN_BYTES &&
	    next + 1 < text.len && hw_is_upper(text.p[next]) &&
	    hw_is_lower(text.p[next + 1]) && hw_is_lower(text.p[dot - 1]) &&
	    hw_is_lower(text.p[dot - 2]) && !is_dotted(token) &&
	    hw_str_find_char(token, '/') == SIZE_MAX &&
	    hw_str_find_char(token, '@') == SIZE_MAX &&
	    !IS_AMONG(token, titles) && !hw_str_equal(token, HW_STR("www")) &&
	    !has_sign(text, next);
}

/* Bytes of the point or dots at `at`, or 0. */
static size_t end_at(hw_str text, size_t at)
{
	if (text.p[at] == '.')
		return 1;
	if (text.len - at >= 3 && memcmp(text.p + at, "\xE2\x80\xA6", 3) == 0)
		return 3;
	return 0;
}

size_t hw_english_break(hw_str text, size_t from, size_t to)
{
	size_t at = from, end, next, len;

	while (at < to) {
		/* Two searches for the nearer of two bytes would each time
		 * look through all that is left for the rarer one. */
		len = end_at(text, at);
		if (len == 0) {
			at++;
			continue;
		}
		end = at + len;
		while (end < to && (len = closer_at(text, end)) > 0)
			end += len;
		for (next = end; next < to && text.p[next] == ' ';)
			next++;
		if (next >= to)
			return SIZE_MAX;
		if (next == end && at > from + 1 && text.p[at] == '.' &&
		    is_unspaced_end(text, from, at, next))
			return next;
		if (next > end && text.p[at] == '.' &&
		    hw_is_digit(text.p[next]) && end == at + 1)
			return next;
		if (next > end && text.p[at] != '.' &&
		    hw_is_upper(text.p[skip_openers(text, next) < to
			    ? skip_openers(text, next)
			    : next]))
			return next;
		at = next;
	}
	return SIZE_MAX;
}

/* ------------------------------- addresses ----------------------------- */

static bool is_space_byte(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The run up to the next space, without the marks that end a sentence. */
static hw_str chunk_at(hw_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && !is_space_byte(text.p[end]))
		end++;
	while (end > at && strchr(".,;:!?)]}>\"'", text.p[end - 1]) != NULL)
		end--;
	return hw_str_sub(text, at, end);
}

/* "dorset.gov.uk", "example.org/a": small letters with points between. */
static bool is_host(hw_str chunk)
{
	size_t i, slash = hw_str_find_char(chunk, '/'), last = 0, points = 0;
	hw_str host =
	    hw_str_sub(chunk, 0, slash == SIZE_MAX ? chunk.len : slash);

	for (i = 0; i < host.len; i++) {
		if (host.p[i] == '.') {
			if (i == last)
				return false;
			last = i + 1;
			points++;
		} else if (!hw_is_lower(host.p[i]) &&
		    !hw_is_digit(host.p[i]) && host.p[i] != '-')
			return false;
	}
	if (points == 0 || host.len - last < 2 || hw_is_digit(host.p[last]))
		return false;
	return slash != SIZE_MAX || points > 1 ||
	    hw_str_ends(host, HW_STR(".uk")) ||
	    hw_str_ends(host, HW_STR(".org")) ||
	    hw_str_ends(host, HW_STR(".com")) ||
	    hw_str_ends(host, HW_STR(".net"));
}

size_t hw_english_address(hw_str text, size_t at)
{
	hw_str chunk = chunk_at(text, at);
	size_t sign;

	if (chunk.len < 5)
		return 0;
	if (hw_str_find(chunk, HW_STR("://")) != SIZE_MAX ||
	    hw_str_starts(chunk, HW_STR("www.")) ||
	    hw_str_starts(chunk, HW_STR("mailto:")))
		return chunk.len;
	sign = hw_str_find_char(chunk, '@');
	if (sign != SIZE_MAX)
		return sign > 0 &&
			hw_str_find_char(hw_str_sub(chunk, sign, chunk.len),
			    '.') != SIZE_MAX
		    ? chunk.len
		    : 0;
	/* "e.g", "p.m" are shorter than any host. */
	return is_host(chunk) ? chunk.len : 0;
}

#define PHONE_DIGITS_MIN 9
#define PHONE_DIGITS_MAX 15

size_t hw_english_phone(hw_str text, size_t at)
{
	size_t end = at, i, digits = 0, open = 0;

	if (at >= text.len || strchr("+(0", text.p[at]) == NULL)
		return 0;
	for (i = at; i < text.len && digits <= PHONE_DIGITS_MAX; i++) {
		char c = text.p[i];

		if (hw_is_digit(c)) {
			digits++;
			end = i + 1;
		} else if (c == '(' && open == 0) {
			open = 1;
		} else if (c == ')' && open == 1) {
			open = 2;
		} else if ((c != ' ' && c != '-' && (c != '+' || i != at)) ||
		    i > end + 1) {
			break;
		}
	}
	/* Not part of something longer. */
	if (end < text.len &&
	    (hw_is_letter(text.p[end]) ||
		(text.p[end] == '.' && end + 1 < text.len &&
		    hw_is_digit(text.p[end + 1]))))
		return 0;
	return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX
	    ? end - at
	    : 0;
}
