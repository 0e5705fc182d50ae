/* Syllables of English words, by rule: groups of vowels, less those that are
 * not spoken (made, moved), and more where two vowels are spoken apart
 * (idea, priority). Whole words that no rule fits are in a list. */
#include "rules/lexicon.h"

#include <stdlib.h>

/* Longer ones are no words; only their groups of vowels are counted. */
#define WORD_BYTES 48

struct spelling {
	char letters[WORD_BYTES]; /* small a to z; 'a' for other vowels */
	size_t len;
};

/* Sorted. A plural and a possessive count as what they are made from. */
static const struct {
	const char *word;
	int count;
} exceptions[] = {
    {"apostrophe", 4},
    {"area", 3},
    {"aren't", 1},
    {"argue", 2},
    {"argued", 2},
    {"asia", 2},
    {"ate", 1},
    {"australia", 3},
    {"behaviour", 3},
    {"biscuit", 2},
    {"brilliant", 2},
    {"business", 2},
    {"businesses", 3},
    {"catastrophe", 4},
    {"cement", 2},
    {"chaos", 2},
    {"choir", 2},
    {"clothes", 1},
    {"coalition", 4},
    {"colonel", 2},
    {"comfortable", 3},
    {"complement", 3},
    {"conscience", 2},
    {"creature", 2},
    {"criteria", 4},
    {"element", 3},
    {"evening", 2},
    {"every", 2},
    {"everyday", 3},
    {"everyone", 3},
    {"everything", 3},
    {"everywhere", 3},
    {"eye", 1},
    {"familiar", 3},
    {"fashion", 2},
    {"foreign", 2},
    {"friend", 1},
    {"friendly", 2},
    {"friendship", 2},
    {"fuel", 2},
    {"guarantee", 3},
    {"haven't", 2},
    {"hygiene", 2},
    {"idea", 3},
    {"ideal", 3},
    {"implement", 3},
    {"implemented", 4},
    {"iron", 2},
    {"jewel", 2},
    {"lawyer", 2},
    {"leisure", 2},
    {"leopard", 2},
    {"lion", 2},
    {"mosaic", 3},
    {"movement", 2},
    {"museum", 3},
    {"ninety", 2},
    {"nuclear", 3},
    {"onion", 2},
    {"parliament", 3},
    {"peculiar", 3},
    {"people", 2},
    {"persuade", 2},
    {"pigeon", 2},
    {"poem", 2},
    {"poetry", 3},
    {"reality", 4},
    {"recipe", 3},
    {"safety", 2},
    {"science", 2},
    {"simile", 3},
    {"soldier", 2},
    {"supplement", 3},
    {"surgeon", 2},
    {"theatre", 3},
    {"vegetable", 3},
    {"wednesday", 2},
    {"weren't", 1},
};

static const char *const e_words[] = {"base", "care", "fire", "fore", "here",
    "home", "house", "life", "like", "more", "name", "note", "one", "safe",
    "side", "site", "some", "stage", "state", "there", "time", "wide",
    "where"};

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiouy", c) != NULL;
}

static char letter(const struct spelling *word, size_t at)
{
	return at < word->len ? word->letters[at] : '\0';
}

static bool ends(const struct spelling *word, const char *ending)
{
	size_t len = strlen(ending);

	return word->len > len &&
	    memcmp(word->letters + word->len - len, ending, len) == 0;
}

static bool follows(const struct spelling *word, size_t at, const char *what)
{
	size_t len = strlen(what);

	return at + len <= word->len &&
	    memcmp(word->letters + at, what, len) == 0;
}

/* Takes away the letters from `at` to `to`. */
static void cut(struct spelling *word, size_t at, size_t to)
{
	memmove(word->letters + at, word->letters + to, word->len - to);
	word->len -= to - at;
}

/* ---------------------------- e that is not heard ---------------------- */

/* Is the e at `at`, followed by an ending that does not begin with a vowel,
 * heard: table, needed, centre? */
static bool is_e_heard(const struct spelling *word, size_t at)
{
	char before = at > 0 ? word->letters[at - 1] : '\0';
	char earlier = at > 1 ? word->letters[at - 2] : '\0';
	size_t i;

	if (is_vowel(before))
		return true; /* part of a group */
	if (before == 'l' && earlier != 'l' && earlier != 'r' &&
	    earlier != '\0' && !is_vowel(earlier))
		return true;
	if (before == 'r' && (earlier == 't' || earlier == 'b'))
		return true;
	for (i = 0; i < at; i++)
		if (is_vowel(word->letters[i]))
			return false;
	return true; /* the only vowel: the */
}

static void drop_last_e(struct spelling *word)
{
	size_t at = word->len - 1;
	char before = word->len > 2 ? word->letters[word->len - 3] : '\0';

	if (ends(word, "gue") || ends(word, "que"))
		word->len -= 2;
	else if (ends(word, "gues"))
		cut(word, word->len - 3, word->len - 1);
	else if (ends(word, "e")) {
		if (!is_e_heard(word, at))
			word->len--;
	} else if (ends(word, "es")) {
		if (strchr("sxzcg", before) == NULL && !ends(word, "ches") &&
		    !ends(word, "shes") && !is_e_heard(word, at - 1))
			cut(word, at - 1, at);
	} else if (ends(word, "ed")) {
		if (before != 't' && before != 'd' &&
		    !is_e_heard(word, at - 1))
			cut(word, at - 1, at);
	}
}

/* careful, statement, likely, homework */
static void drop_inner_e(struct spelling *word)
{
	static const char *const endings[] = {"ely", "eful", "efully",
	    "eless", "ement", "ements", "eness", "esome"};
	size_t i, len;

	for (i = 0; i < HW_COUNT(endings); i++) {
		len = strlen(endings[i]);
		if (ends(word, endings[i]) && word->len > len + 2 &&
		    !is_e_heard(word, word->len - len)) {
			cut(word, word->len - len, word->len - len + 1);
			return;
		}
	}
	for (i = 0; i < HW_COUNT(e_words); i++) {
		len = strlen(e_words[i]);
		if (follows(word, 0, e_words[i]) && word->len >= len + 2 &&
		    !is_vowel(letter(word, len)) && !ends(word, "ed") &&
		    letter(word, len) != 'n' && letter(word, len) != 'r') {
			cut(word, len - 1, len);
			return;
		}
	}
}

/* --------------------------- vowels heard apart ------------------------ */

/* Is the i at `at`, before a vowel, not heard on its own: special, nation,
 * patient, opinion, families? */
static bool is_soft_i(const struct spelling *word, size_t at)
{
	char before = at > 0 ? word->letters[at - 1] : '\0';
	char next = letter(word, at + 1), then = letter(word, at + 2);
	bool is_hiss = strchr("ctsx", before) != NULL && before != '\0';

	switch (next) {
	case 'a':
		return (is_hiss && (then == 'l' || then == 'n')) ||
		    follows(word, at, "iag");
	case 'o':
		if (then == 'u')
			return is_hiss || before == 'g';
		return then == 'n' && before != '\0' &&
		    strchr("ctsxghnl", before) != NULL;
	case 'e':
		if (then == 'n')
			return is_hiss;
		if (then == 't')
			return false;
		return !(then == 'r' && at > 1 && at + 3 == word->len) &&
		    !(follows(word, at, "iest") && at > 1);
	default:
		return next != 'u' && next != 'i';
	}
}

/* Are the vowels at `at` and after it in two syllables? */
static bool is_apart(const struct spelling *word, size_t at)
{
	char this = word->letters[at], next = letter(word, at + 1);
	char before = at > 0 ? word->letters[at - 1] : '\0';

	switch (this) {
	case 'i':
		return !is_soft_i(word, at);
	case 'u':
		return before != 'g' &&
		    ((next == 'a' && before != '\0') || next == 'o' ||
			follows(word, at, "uing") ||
			follows(word, at, "uity") ||
			follows(word, at, "uen") || follows(word, at, "uel"));
	case 'e':
		return (next == 'o' && before != 'g') ||
		    follows(word, at, "eing") || follows(word, at, "eity") ||
		    (at > 1 && follows(word, at - 2, "creat")) ||
		    (at == 1 &&
			(follows(word, 0, "rein") ||
			    follows(word, 0, "reass") ||
			    follows(word, 0, "react") ||
			    follows(word, 0, "rearr")));
	case 'o':
		return (follows(word, at, "oing") && at + 4 == word->len) ||
		    (at == 1 &&
			(follows(word, 0, "coop") ||
			    follows(word, 0, "coord")));
	case 'a':
		return next == 'o';
	case 'y':
		return true; /* studying, anyone */
	default:
		return false;
	}
}

/* Is the letter a vowel where it stands? Not in "year", "player", "quite". */
static bool is_vowel_at(const struct spelling *word, size_t at)
{
	char before = at > 0 ? word->letters[at - 1] : '\0';

	if (!is_vowel(letter(word, at)))
		return false;
	if (word->letters[at] == 'y')
		return !is_vowel(letter(word, at + 1)) ||
		    (at > 0 && !is_vowel(before));
	return word->letters[at] != 'u' || before != 'q';
}

static int count_groups(const struct spelling *word)
{
	int count = 0;
	size_t i;

	for (i = 0; i < word->len; i++) {
		if (!is_vowel_at(word, i))
			continue;
		if (!is_vowel_at(word, i + 1) || is_apart(word, i))
			count++;
	}
	/* basically is spoken as basicly */
	if (ends(word, "ically"))
		count--;
	/* autism, rhythm */
	if (ends(word, "sm") || ends(word, "sms") || ends(word, "thm"))
		count++;
	return count > 0 ? count : 1;
}

/* ------------------------------- a word -------------------------------- */

static int compare(const void *key, const void *item)
{
	return strcmp(key, *(const char *const *)item);
}

static int known_count(const char *word)
{
	const char *const *found = bsearch(word, exceptions,
	    HW_COUNT(exceptions), sizeof(exceptions[0]), compare);

	return found != NULL ? exceptions[(size_t)((const char *)found -
					      (const char *)exceptions) /
				   sizeof(exceptions[0])]
				   .count
			     : 0;
}

/* Small letters a to z and apostrophes; a letter with an accent as a vowel. */
static void spell(struct spelling *out, hw_str part)
{
	size_t i;

	out->len = 0;
	for (i = 0; i < part.len && out->len + 1 < WORD_BYTES; i++) {
		unsigned char c = (unsigned char)part.p[i];

		if (c >= 'A' && c <= 'Z')
			out->letters[out->len++] = (char)(c + 32);
		else if ((c >= 'a' && c <= 'z') || c == '\'')
			out->letters[out->len++] = (char)c;
		else if (c == 0xC3)
			out->letters[out->len++] = 'a';
		else if (c == 0xE2)
			out->letters[out->len++] = '\'';
	}
	out->letters[out->len] = '\0';
}

static int count_part(hw_str part)
{
	struct spelling word;
	int known, more = 0;

	spell(&word, part);
	if (ends(&word, "'s"))
		word.len -= 2;
	word.letters[word.len] = '\0';
	known = known_count(word.letters);
	if (known == 0 && ends(&word, "s") && !ends(&word, "ss")) {
		word.letters[word.len - 1] = '\0';
		known = known_count(word.letters);
		word.letters[word.len - 1] = 's';
	}
	if (known > 0)
		return known;
	if (ends(&word, "n't")) {
		word.len -= 3;
		more = strchr("dst", word.letters[word.len - 1]) != NULL;
	}
	if (word.len == 0)
		return 1;
	drop_last_e(&word);
	drop_inner_e(&word);
	return count_groups(&word) + more;
}

int hw_lexicon_syllables(hw_str word)
{
	size_t i, from = 0;
	int count = 0;

	for (i = 0; i <= word.len; i++) {
		if (i < word.len && word.p[i] != '-')
			continue;
		if (i > from)
			count += count_part(hw_str_sub(word, from, i));
		from = i + 1;
	}
	return count > 0 ? count : 1;
}
