#include "assemble/terms.h"

/* No entry begins with a longer word. */
#define FIRST_WORD_BYTES 64

/* One way to write an entry. Those with the same first word make a list, the
 * longest first. */
struct name {
	const struct hw_word *word;
	hw_str text;
	bool is_exact; /* in the case of letters */
	bool is_short;
	struct name *next;
};

struct hw_terms {
	struct hw_map names; /* first word in lower case -> struct name */
	/* which two letters an entry can begin with: most words of a text
	 * need not be looked up at all */
	unsigned char pairs[256 * 256 / 8];
	struct hw_arena *arena;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_plain_letter(char c)
{
	return (unsigned)(c | 32) - 'a' < 26;
}

/* Does a letter or digit begin here? Letters outside ASCII all count; the
 * dashes, quotation marks and spaces from U+2000 and U+00A0 on do not. */
static bool is_word_at(hw_str text, size_t at)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (at >= text.len)
		return false;
	if (p[0] < 0x80)
		return (unsigned)(p[0] | 32) - 'a' < 26 ||
		    (unsigned)p[0] - '0' < 10;
	if (p[0] == 0xC2)
		return false;
	return p[0] != 0xE2 || text.len - at < 2 || p[1] > 0x81;
}

/* The next character's first byte. */
static size_t step(hw_str text, size_t at)
{
	do
		at++;
	while (at < text.len && ((unsigned char)text.p[at] & 0xC0) == 0x80);
	return at;
}

static bool is_word_before(hw_str text, size_t at)
{
	if (at == 0)
		return false;
	do
		at--;
	while (at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80);
	return is_word_at(text, at) || text.p[at] == '-';
}

/* Bytes of the word that begins at `at`. */
static size_t word_length(hw_str text, size_t at)
{
	size_t end = at;

	for (;;) {
		while (end < text.len && is_plain_letter(text.p[end]))
			end++;
		if (!is_word_at(text, end))
			return end - at;
		end = step(text, end);
	}
}

bool hw_terms_is_short_form(hw_str word)
{
	size_t i, capitals = 0;

	for (i = 0; i < word.len; i++) {
		if (is_space(word.p[i]))
			return false;
		capitals += is_capital(word.p[i]);
	}
	return capitals >= 2;
}

static bool has_short_form(hw_str text)
{
	size_t at = 0, end;

	while (at < text.len) {
		for (end = at; end < text.len && !is_space(text.p[end]);)
			end++;
		if (hw_terms_is_short_form(hw_str_sub(text, at, end)))
			return true;
		at = end + 1;
	}
	return false;
}

static size_t pair_of(hw_str text, size_t at, size_t len)
{
	size_t first = (unsigned char)lower(text.p[at]);
	size_t second = len > 1 ? (unsigned char)lower(text.p[at + 1]) : 0;

	return first << 8 | second;
}

static void add(struct hw_terms *terms, const struct hw_word *word,
    hw_str text, bool is_other)
{
	struct name *name, **place, *head;
	size_t i, len = word_length(text, 0);
	char first[FIRST_WORD_BYTES];

	if (len == 0 || len > sizeof(first))
		return;
	for (i = 0; i < len; i++)
		first[i] = lower(text.p[i]);
	i = pair_of(text, 0, len);
	terms->pairs[i / 8] |= (unsigned char)(1u << i % 8);
	name = HW_NEW(terms->arena, struct name);
	name->word = word;
	name->text = text;
	name->is_exact = hw_terms_is_short_form(text);
	name->is_short = is_other && word->short_form.s.len > 0 &&
	    has_short_form(text);
	/* The map's value is a head that is no name, so that the list can
	 * grow at its front. */
	head = hw_map_get(&terms->names, (hw_str){first, len});
	if (head == NULL) {
		head = HW_NEW(terms->arena, struct name);
		hw_map_add(&terms->names,
		    hw_str_dup(terms->arena, (hw_str){first, len}), head);
	}
	for (place = &head->next;
	     *place != NULL && (*place)->text.len >= text.len;)
		place = &(*place)->next;
	name->next = *place;
	*place = name;
}

struct hw_terms *hw_terms_open(const struct hw_words *words,
    struct hw_arena *arena)
{
	struct hw_terms *terms = HW_NEW(arena, struct hw_terms);
	size_t i, k;

	terms->arena = arena;
	hw_map_init(&terms->names, arena);
	for (i = 0; i < words->words.count; i++) {
		const struct hw_word *word = &words->words.items[i];

		add(terms, word, word->term.s, false);
		add(terms, word, word->short_form.s, true);
		for (k = 0; k < word->also.count; k++)
			add(terms, word, word->also.items[k].s, true);
	}
	return terms;
}

/* An apostrophe, straight or curly: its bytes, or 0. */
static size_t apostrophe(hw_str text, size_t at)
{
	if (at >= text.len)
		return 0;
	if (text.p[at] == '\'')
		return 1;
	return hw_str_starts(hw_str_sub(text, at, text.len),
		   HW_STR("\xE2\x80\x99"))
	    ? 3
	    : 0;
}

/* Bytes of text that the name takes at `at`, or 0. */
static size_t match(const struct name *name, hw_str text, size_t at)
{
	size_t from = at, i = 0;

	while (i < name->text.len) {
		size_t ours, theirs;

		if (at >= text.len)
			return 0;
		if (is_space(name->text.p[i])) {
			if (!is_space(text.p[at]))
				return 0;
			while (i < name->text.len &&
			    is_space(name->text.p[i]))
				i++;
			while (at < text.len && is_space(text.p[at]))
				at++;
		} else if (name->text.p[i] == text.p[at] ||
		    (!name->is_exact &&
			lower(name->text.p[i]) == lower(text.p[at]))) {
			i++;
			at++;
		} else {
			ours = apostrophe(name->text, i);
			theirs = apostrophe(text, at);
			if (ours == 0 || theirs == 0)
				return 0;
			i += ours;
			at += theirs;
		}
	}
	return at - from;
}

static bool find_at(const struct hw_terms *terms, hw_str text, size_t at,
    size_t len, struct hw_term_use *out)
{
	const struct name *name;
	char first[FIRST_WORD_BYTES];
	size_t i = pair_of(text, at, len), end, plural;

	if ((terms->pairs[i / 8] & 1u << i % 8) == 0)
		return false;
	for (i = 0; i < len; i++)
		first[i] = lower(text.p[at + i]);
	name = hw_map_get(&terms->names, (hw_str){first, len});
	for (name = name != NULL ? name->next : NULL; name != NULL;
	     name = name->next) {
		end = match(name, text, at);
		if (end == 0)
			continue;
		end += at;
		plural = 0;
		if (is_word_at(text, end) && text.p[end] == 's')
			plural = 1;
		else if (is_word_at(text, end) && text.len - end >= 2 &&
		    memcmp(text.p + end, "es", 2) == 0)
			plural = 2;
		if (is_word_at(text, end + plural))
			continue;
		*out = (struct hw_term_use){.word = name->word,
		    .at = at,
		    .len = end + plural - at,
		    .is_short = name->is_short,
		    .is_plural = plural > 0 ||
			(name->is_short && text.p[end - 1] == 's')};
		return true;
	}
	return false;
}

/* Most words are not the first of any entry, nor its plural. */
static bool may_begin(const struct hw_terms *terms, hw_str text, size_t at)
{
	size_t one = pair_of(text, at, 1);
	size_t two = text.len - at > 1 ? pair_of(text, at, 2) : one;

	return ((terms->pairs[one / 8] >> one % 8 |
		    terms->pairs[two / 8] >> two % 8) &
		   1) != 0;
}

/*
 * A one-word entry in the plural (EHCPs) begins with another first word than
 * its singular, so that the shorter word is looked up too.
 */
bool hw_terms_next(const struct hw_terms *terms, hw_str text, size_t from,
    struct hw_term_use *out)
{
	size_t at = from, len, cut;

	while (at < text.len) {
		if (!is_word_at(text, at)) {
			at = step(text, at);
			continue;
		}
		len = word_length(text, at);
		if (may_begin(terms, text, at) && len <= FIRST_WORD_BYTES &&
		    !is_word_before(text, at))
			for (cut = 0; cut <= 2 && cut < len; cut++)
				if ((cut == 0 ||
					text.p[at + len - 1] == 's') &&
				    find_at(terms, text, at, len - cut, out))
					return true;
		at += len;
	}
	return false;
}
