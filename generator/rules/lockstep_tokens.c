#include "rules/lockstep_tokens.h"

#include "input/english.h"

#include <stdlib.h>

#define NUMBER_BYTES 32

/* -------------------------------- tokens ------------------------------- */

struct reader {
	struct hw_tokens *out;
	struct hw_founds *found;
	hw_str text;
	const struct hw_passage *passage;
	size_t next_word; /* of the passage */
	size_t chunk_end; /* of the one last searched for an address */
	struct hw_arena *arena;
};

static bool is_letter(hw_str text, size_t at)
{
	unsigned char c = (unsigned char)text.p[at];

	/* U+2000 to U+206F are signs, U+0080 to U+00BF hardly ever letters. */
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= 0xC3 && c != 0xE2) ||
	    (c >= 0x80 && c < 0xC0 && at > 0 && is_letter(text, at - 1));
}

static void set_word(struct hw_token *token, hw_str text)
{
	size_t i;

	token->word[0] = '\0';
	if (text.len >= HW_TOKEN_BYTES)
		return;
	for (i = 0; i < text.len; i++)
		token->word[i] = text.p[i] >= 'A' && text.p[i] <= 'Z'
		    ? (char)(text.p[i] - 'A' + 'a')
		    : text.p[i];
	token->word[text.len] = '\0';
}

bool hw_token_is(const struct hw_token *token, const char *word)
{
	/* Most words differ in their first letter. */
	return token->word[0] == word[0] && strcmp(token->word, word) == 0;
}

bool hw_token_is_one_of(const struct hw_token *token,
    const char *const *words)
{
	for (; *words != NULL; words++)
		if (hw_token_is(token, *words))
			return true;
	return false;
}

/* What the passage knows of the word at the token. */
static void mark(struct reader *reader, struct hw_token *token)
{
	const struct hw_passage *passage = reader->passage;
	const struct hw_passage_word *word;

	if (passage == NULL)
		return;
	while (reader->next_word < passage->words.count) {
		word = &passage->words.items[reader->next_word];
		if (word->at + word->text.len > token->at)
			break;
		reader->next_word++;
	}
	if (reader->next_word == passage->words.count)
		return;
	word = &passage->words.items[reader->next_word];
	if (word->at > token->at)
		return; /* code */
	token->is_data = (word->marks & HW_MARK_FACT) != 0;
	token->is_allowed = (word->marks & HW_MARK_ALLOWED) != 0;
	token->is_ref = word->kind == HW_WORD_REF;
}

/* What parts the token from the one before it. */
static char between(const struct reader *reader, size_t from, size_t to)
{
	const char *p = reader->text.p + from;
	size_t len = to - from;

	if (len == 0)
		return '\0';
	if (len == 1 && (p[0] == '/' || p[0] == '-' || p[0] == '.'))
		return p[0];
	/* U+2010 to U+2015, with or without a space at each side */
	while (len > 0 && p[0] == ' ') {
		p++;
		len--;
	}
	if (len == 0)
		return ' ';
	while (len > 0 && p[len - 1] == ' ')
		len--;
	if (len == 3 && memcmp(p, "\xE2\x80", 2) == 0 &&
	    (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x95)
		return '-';
	if (len == 1 && p[0] == '-')
		return '-';
	return ',';
}

/* Figures from `at`: "15.5", "1,000"; how many bytes. */
static size_t read_figures(struct hw_token *token, hw_str text, size_t at)
{
	char digits[NUMBER_BYTES];
	size_t i = at, count = 0, whole = 0;
	bool has_comma = false;

	token->is_whole = true;
	while (i < text.len) {
		char c = text.p[i];

		if (hw_is_digit(c)) {
			if (count + 1 < sizeof(digits))
				digits[count++] = c;
			whole += token->is_whole;
		} else if (c == ',' && token->is_whole && i + 3 < text.len &&
		    hw_is_digit(text.p[i + 1]) &&
		    hw_is_digit(text.p[i + 2]) &&
		    hw_is_digit(text.p[i + 3]) &&
		    (i + 4 == text.len || !hw_is_digit(text.p[i + 4]))) {
			has_comma = true;
		} else if (c == '.' && token->is_whole && i + 1 < text.len &&
		    hw_is_digit(text.p[i + 1]) &&
		    count + 1 < sizeof(digits)) {
			token->is_whole = false;
			digits[count++] = c;
		} else {
			break;
		}
		i++;
	}
	digits[count] = '\0';
	token->value = strtod(digits, NULL);
	token->digits = token->is_whole && !has_comma ? whole : 0;
	return i - at;
}

/* Letters and signs that belong to the figures before them. */
static size_t read_ending(struct hw_token *token, hw_str text, size_t at)
{
	static const struct {
		const char *ending;
		double times;
		bool is_ordinal;
	} endings[] = {{"st", 1, true}, {"nd", 1, true}, {"rd", 1, true},
	    {"th", 1, true}, {"m", 1e6, false}, {"bn", 1e9, false},
	    {"k", 1e3, false}};
	size_t i, len = 0;

	if (at < text.len && text.p[at] == '%') {
		token->is_percent = true;
		return 1;
	}
	while (at + len < text.len &&
	    (is_letter(text, at + len) || hw_is_digit(text.p[at + len])))
		len++;
	for (i = 0; i < HW_COUNT(endings); i++)
		if (len > 0 &&
		    hw_str_equal_nocase(hw_str_sub(text, at, at + len),
			hw_str_of(endings[i].ending))) {
			token->value *= endings[i].times;
			token->is_ordinal = endings[i].is_ordinal;
			return len;
		}
	/* "9am" is two tokens; "3G" and "2x" are no numbers. */
	if (len > 0 &&
	    !hw_str_equal_nocase(hw_str_sub(text, at, at + len),
		HW_STR("am")) &&
	    !hw_str_equal_nocase(hw_str_sub(text, at, at + len),
		HW_STR("pm"))) {
		token->kind = HW_TOKEN_OTHER;
		return len;
	}
	return 0;
}

static bool has_pound_before(hw_str text, size_t at)
{
	return at >= 2 && memcmp(text.p + at - 2, "\xC2\xA3", 2) == 0;
}

static void add_found(struct reader *reader, struct hw_found found)
{
	HW_PUSH(reader->found, reader->arena, found);
}

/* A phone number or an address at `at`: its bytes, or 0. */
static size_t read_address(struct reader *reader, size_t at)
{
	hw_str text = reader->text, address;
	struct hw_token token = {.at = at};
	struct hw_found found = {.at = at};

	found.len = hw_english_phone(text, at);
	if (found.len > 0) {
		mark(reader, &token);
		found.kind = HW_FOUND_PHONE;
		found.is_data = token.is_data;
		found.written = hw_str_sub(text, at, at + found.len);
		found.text = hw_facts_phone(reader->arena, found.written);
		add_found(reader, found);
		return found.len;
	}
	if (at < reader->chunk_end || text.p[at] == '(' ||
	    (at > 0 && strchr(" (<[\"'", text.p[at - 1]) == NULL))
		return 0;
	/* Looked at once a chunk: hostile texts have many brackets in one. */
	for (reader->chunk_end = at; reader->chunk_end < text.len &&
	     text.p[reader->chunk_end] != ' ';)
		reader->chunk_end++;
	found.len = hw_english_address(text, at);
	address = hw_str_sub(text, at, at + found.len);
	if (hw_str_find_char(address, '@') == SIZE_MAX)
		return found.len; /* of a page: links are compared as such */
	mark(reader, &token);
	found.kind = HW_FOUND_EMAIL;
	found.is_data = token.is_data;
	found.written = address;
	found.text = hw_facts_email(reader->arena, address);
	add_found(reader, found);
	return found.len;
}

static void add_token(struct reader *reader, struct hw_token token,
    size_t last)
{
	token.before = between(reader, last, token.at);
	mark(reader, &token);
	/* Of "A5.1" nothing is a number. */
	if (token.is_ref ||
	    (token.before == '.' && reader->out->count > 0 &&
		reader->out->items[reader->out->count - 1].kind ==
		    HW_TOKEN_OTHER))
		token.kind = HW_TOKEN_OTHER;
	HW_PUSH(reader->out, reader->arena, token);
}

static void tokenise(struct reader *reader)
{
	hw_str text = reader->text;
	size_t at = 0, last = 0, len;

	while (at < text.len) {
		struct hw_token token = {.at = at};

		if (!hw_is_digit(text.p[at]) && !is_letter(text, at) &&
		    text.p[at] != '+' && text.p[at] != '(') {
			at++;
			continue;
		}
		len = read_address(reader, at);
		if (len > 0) {
			token.kind = HW_TOKEN_OTHER;
		} else if (hw_is_digit(text.p[at])) {
			token.kind = HW_TOKEN_NUMBER;
			token.is_money = has_pound_before(text, at);
			len = read_figures(&token, text, at);
			len += read_ending(&token, text, at + len);
		} else if (is_letter(text, at)) {
			while (at + len < text.len &&
			    (is_letter(text, at + len) ||
				hw_is_digit(text.p[at + len]))) {
				if (hw_is_digit(text.p[at + len]))
					token.kind = HW_TOKEN_OTHER;
				len++;
			}
			set_word(&token, hw_str_sub(text, at, at + len));
		} else {
			at++;
			continue;
		}
		token.len = len;
		add_token(reader, token, last);
		at += len;
		last = at;
	}
}

/* ----------------------------- number words ---------------------------- */

static const char *const units_words[] = {"zero", "one", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen"};
static const char *const tens_words[] = {"twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety"};
static const struct {
	const char *word;
	double times;
} times_words[] = {{"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6},
    {"billion", 1e9}};

/* A single word's number, or -1. */
static double unit_value(const struct hw_token *token)
{
	size_t i;

	for (i = 0; i < HW_COUNT(units_words); i++)
		if (hw_token_is(token, units_words[i]))
			return (double)i;
	return -1;
}

static double tens_value(const struct hw_token *token)
{
	size_t i;

	for (i = 0; i < HW_COUNT(tens_words); i++)
		if (hw_token_is(token, tens_words[i]))
			return (double)(i + 2) * 10;
	return -1;
}

static double times_value(const struct hw_token *token)
{
	size_t i;

	for (i = 0; i < HW_COUNT(times_words); i++)
		if (token->kind == HW_TOKEN_WORD &&
		    hw_token_is(token, times_words[i].word))
			return times_words[i].times;
	return 0;
}

/* Number words become numbers: "twenty-five", "3 million". */
static void spell(struct reader *reader)
{
	size_t i, kept = 0;

	for (i = 0; i < reader->out->count; i++) {
		struct hw_token token = reader->out->items[i];
		struct hw_token *last =
		    kept > 0 ? &reader->out->items[kept - 1] : NULL;
		bool is_close = last != NULL &&
		    last->kind == HW_TOKEN_NUMBER &&
		    last->is_data == token.is_data &&
		    (token.before == ' ' || token.before == '-');
		double unit = -1, tens = -1;

		if (token.kind == HW_TOKEN_WORD) {
			unit = unit_value(&token);
			tens = tens_value(&token);
		}
		if (is_close && last->is_spelt && unit > 0 && unit < 10 &&
		    last->value >= 20 && last->value < 100 &&
		    (int)last->value % 10 == 0) {
			last->value += unit;
			last->len = token.at + token.len - last->at;
			continue;
		}
		if (is_close && times_value(&token) > 0 &&
		    token.before == ' ') {
			last->value *= times_value(&token);
			last->len = token.at + token.len - last->at;
			last->digits = 0;
			last->is_whole = true;
			continue;
		}
		if (unit >= 0 || tens >= 0) {
			token.kind = HW_TOKEN_NUMBER;
			token.value = unit >= 0 ? unit : tens;
			token.is_whole = token.is_spelt = true;
		}
		reader->out->items[kept++] = token;
	}
	reader->out->count = kept;
}

void hw_tokens_read(struct hw_tokens *out, struct hw_founds *found,
    hw_str text, const struct hw_passage *passage, struct hw_arena *arena)
{
	struct reader reader = {.out = out,
	    .found = found,
	    .text = text,
	    .passage = passage,
	    .arena = arena};

	tokenise(&reader);
	spell(&reader);
}
