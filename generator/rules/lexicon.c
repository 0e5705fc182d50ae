#include "rules/lexicon.h"

#include "base/fs.h"
#include "input/sentences.h"
#include "rules/lexicon_parts.h"

#include <stdlib.h>

/* The installed list, and the one of a checkout that was built. */
static const hw_str list_paths[] = {{"words/familiar.en.txt", 21},
    {"build/words/familiar.en.txt", 27}};

#define LIST_LIMIT_BYTES ((size_t)4 * 1024 * 1024)

struct hw_lexicon {
	struct hw_arena *arena;
	struct hw_sentences *sentences;
	bool is_english, has_list;
	struct hw_map familiar; /* folded; the value is not NULL */
	struct hw_map names;    /* folded */
	struct hw_map refs;     /* folded: of pages, actions, measures */
	struct hw_map phrases;  /* folded words: struct hw_phrase */
	struct hw_map lengths;  /* folded first word: bits, one for each count
				     of words of phrases that begin so */
};

/* ------------------------------- phrases ------------------------------- */

/* More words than any entry has. */
#define PHRASE_WORDS 20

struct hw_phrase {
	struct hw_phrase *next; /* of the same words */
	enum hw_phrase_kind kind;
	const struct hw_word *word; /* of a TERM */
	size_t count;
	struct {
		hw_str text, folded;
		bool is_exact;   /* in capitals, and in no other way */
		bool is_capital; /* a name's: begins with a capital letter */
	} words[];
};

static bool is_shouted(hw_str text)
{
	size_t i, capitals = 0;

	for (i = 0; i < text.len; i++)
		capitals += text.p[i] >= 'A' && text.p[i] <= 'Z';
	return capitals >= 2;
}

/* The words of a phrase with a space between each two. */
#define KEY_BYTES 512

static bool add_to_key(char *bytes, size_t *len, hw_str word)
{
	if (word.len + 1 > KEY_BYTES - *len)
		return false;
	if (*len > 0)
		bytes[(*len)++] = ' ';
	memcpy(bytes + *len, word.p, word.len);
	*len += word.len;
	return true;
}

/* Found by all of its words: thousands of owners begin with "Head of". */
static void add_by_words(struct hw_lexicon *lexicon, struct hw_phrase *phrase)
{
	hw_str first = phrase->words[0].folded;
	char bytes[KEY_BYTES];
	hw_str key = {bytes, 0};
	struct hw_phrase **head;
	uint32_t *lengths;
	size_t i;

	for (i = 0; i < phrase->count; i++)
		if (!add_to_key(bytes, &key.len, phrase->words[i].folded))
			return;
	head = hw_map_get(&lexicon->phrases, key);
	if (head == NULL)
		head = hw_map_add(&lexicon->phrases,
		    hw_str_dup(lexicon->arena, key),
		    HW_NEW(lexicon->arena, struct hw_phrase *));
	phrase->next = *head;
	*head = phrase;
	lengths = hw_map_get(&lexicon->lengths, first);
	if (lengths == NULL)
		lengths = hw_map_add(&lexicon->lengths, first,
		    HW_NEW(lexicon->arena, uint32_t));
	*lengths |= (uint32_t)1 << phrase->count;
}

static void add_phrase(struct hw_lexicon *lexicon, hw_str text,
    enum hw_phrase_kind kind, const struct hw_word *word)
{
	struct hw_arena *arena = lexicon->arena;
	struct hw_ranges ranges = {0};
	struct hw_phrase *phrase;
	size_t i;

	hw_sentences_words(lexicon->sentences, text, &ranges, arena);
	if (ranges.count == 0 || ranges.count > PHRASE_WORDS)
		return;
	phrase = hw_arena_alloc(arena,
	    sizeof(*phrase) + ranges.count * sizeof(*phrase->words));
	phrase->kind = kind;
	phrase->word = word;
	phrase->count = ranges.count;
	for (i = 0; i < ranges.count; i++) {
		hw_str part = hw_str_sub(text, ranges.items[i].at,
		    ranges.items[i].at + ranges.items[i].len);

		phrase->words[i].text = part;
		phrase->words[i].folded = hw_passage_fold(arena, part);
		phrase->words[i].is_exact = is_shouted(part);
		phrase->words[i].is_capital = kind == HW_PHRASE_NAME &&
		    hw_letter_at(part, 0) == HW_LETTER_CAPITAL;
	}
	add_by_words(lexicon, phrase);
}

static hw_str without_possessive(hw_str word)
{
	if (hw_str_ends(word, HW_STR("'s")))
		word.len -= 2;
	else if (hw_str_ends(word, HW_STR("\xE2\x80\x99s")))
		word.len -= 4;
	return word;
}

/* The same word, or its plural with an s? */
static bool is_same(hw_str wanted, hw_str word)
{
	hw_str rest;

	if (!hw_str_starts(word, wanted)) {
		return wanted.len > 2 && wanted.p[wanted.len - 1] == 'y' &&
		    word.len == wanted.len + 2 &&
		    hw_str_ends(word, HW_STR("ies")) &&
		    memcmp(word.p, wanted.p, wanted.len - 1) == 0;
	}
	rest = hw_str_sub(word, wanted.len, word.len);
	return rest.len == 0 || hw_str_equal(rest, HW_STR("s")) ||
	    hw_str_equal(rest, HW_STR("es"));
}

static bool fits(const struct hw_phrase *phrase,
    const struct hw_passage_word *words, size_t count)
{
	size_t i;

	if (phrase->count > count)
		return false;
	for (i = 0; i < phrase->count; i++) {
		bool is_last = i + 1 == phrase->count;
		hw_str folded = words[i].folded, text = words[i].text;

		if (is_last) {
			folded = without_possessive(folded);
			text = without_possessive(text);
		}
		if (is_last ? !is_same(phrase->words[i].folded, folded)
			    : !hw_str_equal(phrase->words[i].folded, folded))
			return false;
		if (phrase->words[i].is_exact &&
		    !is_same(phrase->words[i].text, text))
			return false;
		if (phrase->words[i].is_capital &&
		    hw_letter_at(text, 0) != HW_LETTER_CAPITAL)
			return false;
	}
	return true;
}

static void look_up(struct hw_phrases_found *found,
    const struct hw_lexicon *lexicon, hw_str key,
    const struct hw_passage_word *words, size_t count)
{
	struct hw_phrase **head = hw_map_get(&lexicon->phrases, key);
	const struct hw_phrase *phrase = head != NULL ? *head : NULL;

	for (; phrase != NULL; phrase = phrase->next) {
		if (found->taken[phrase->kind] > 0 ||
		    !fits(phrase, words, count))
			continue;
		found->taken[phrase->kind] = phrase->count;
		if (phrase->kind == HW_PHRASE_TERM)
			found->term = phrase->word;
	}
}

/* Of exactly so many words: as they stand, then with the last one as it is
 * when it is no plural. */
static void look_up_words(struct hw_phrases_found *found,
    const struct hw_lexicon *lexicon, const struct hw_passage_word *words,
    size_t count)
{
	char bytes[KEY_BYTES];
	hw_str key = {bytes, 0};
	size_t i;

	for (i = 0; i < count; i++)
		if (!add_to_key(bytes, &key.len,
			i + 1 < count ? words[i].folded
				      : without_possessive(words[i].folded)))
			return;
	look_up(found, lexicon, key, words, count);
	if (!hw_str_ends(key, HW_STR("s")))
		return;
	look_up(found, lexicon, hw_str_sub(key, 0, key.len - 1), words,
	    count);
	if (!hw_str_ends(key, HW_STR("es")))
		return;
	look_up(found, lexicon, hw_str_sub(key, 0, key.len - 2), words,
	    count);
	if (!hw_str_ends(key, HW_STR("ies")))
		return;
	bytes[key.len - 3] = 'y';
	look_up(found, lexicon, (hw_str){bytes, key.len - 2}, words, count);
}

/* The longest first. */
struct hw_phrases_found hw_lexicon_phrases(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count)
{
	struct hw_phrases_found found = {0};
	const uint32_t *lengths;
	size_t n;

	if (count == 0)
		return found;
	lengths = hw_map_get(&lexicon->lengths, words[0].folded);
	for (n = count < PHRASE_WORDS ? count : PHRASE_WORDS;
	     lengths != NULL && n > 1; n--)
		if ((*lengths >> n & 1) != 0)
			look_up_words(&found, lexicon, words, n);
	look_up_words(&found, lexicon, words, 1);
	return found;
}

const struct hw_word *hw_lexicon_term(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count, size_t *taken)
{
	struct hw_phrases_found found =
	    hw_lexicon_phrases(lexicon, words, count);

	*taken = found.taken[HW_PHRASE_TERM];
	return found.term;
}

size_t hw_lexicon_allowed(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count)
{
	return hw_lexicon_phrases(lexicon, words, count)
	    .taken[HW_PHRASE_ALLOWED];
}

size_t hw_lexicon_name(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count)
{
	return hw_lexicon_phrases(lexicon, words, count)
	    .taken[HW_PHRASE_NAME];
}

/* --------------------------- what the site knows ----------------------- */

static void add_texts(struct hw_lexicon *lexicon,
    const struct hw_texts *texts, enum hw_phrase_kind kind,
    const struct hw_word *word)
{
	size_t i;

	for (i = 0; i < texts->count; i++)
		add_phrase(lexicon, texts->items[i].s, kind, word);
}

static void add_glossary(struct hw_lexicon *lexicon,
    const struct hw_site *site)
{
	size_t i;

	for (i = 0; i < site->words.words.count; i++) {
		const struct hw_word *word = &site->words.words.items[i];

		add_phrase(lexicon, word->term.s, HW_PHRASE_TERM, word);
		add_phrase(lexicon, word->short_form.s, HW_PHRASE_TERM, word);
		add_texts(lexicon, &word->also, HW_PHRASE_TERM, word);
	}
}

/* "outreach team" and "Schools" are owners, and no names. */
static bool is_proper(const struct hw_lexicon *lexicon, hw_str name)
{
	return name.len > 0 && hw_letter_at(name, 0) == HW_LETTER_CAPITAL &&
	    (hw_str_find_char(name, ' ') != SIZE_MAX || !lexicon->has_list ||
		!hw_lexicon_is_familiar(lexicon, name));
}

static void add_part(struct hw_lexicon *lexicon, hw_str name)
{
	if (is_proper(lexicon, name))
		add_phrase(lexicon, name, HW_PHRASE_NAME, NULL);
}

/* "Strategic Lead, Example Council" is two names. */
static void add_name(struct hw_lexicon *lexicon, struct hw_map *seen,
    hw_str name)
{
	size_t comma;

	if (name.len == 0 || hw_map_get(seen, name) != NULL)
		return;
	hw_map_add(seen, name, lexicon);
	while ((comma = hw_str_find_char(name, ',')) != SIZE_MAX) {
		add_part(lexicon, hw_str_sub(name, 0, comma));
		name = hw_str_trim(hw_str_sub(name, comma + 1, name.len));
	}
	add_part(lexicon, name);
}

static void add_ref(struct hw_lexicon *lexicon, hw_str ref)
{
	if (ref.len > 0 && (ref.p[0] < '0' || ref.p[0] > '9'))
		hw_map_add(&lexicon->refs,
		    hw_passage_fold(lexicon->arena, ref), lexicon);
}

static void add_names(struct hw_lexicon *lexicon, const struct hw_site *site)
{
	const struct hw_settings *settings = &site->settings;
	struct hw_map seen;
	size_t i, k, m;

	hw_map_init(&seen, lexicon->arena);
	add_name(lexicon, &seen, settings->name.s);
	if (settings->organisation != NULL)
		add_name(lexicon, &seen, settings->organisation->name.s);
	for (i = 0; i < site->pages.count; i++) {
		const struct hw_front *front = &site->pages.items[i]->front;

		add_ref(lexicon, front->ref.s);
		for (k = 0; k < front->measures.count; k++)
			add_ref(lexicon, front->measures.items[k].ref.s);
		for (k = 0; k < front->owners.count; k++)
			add_name(lexicon, &seen, front->owners.items[k].s);
		for (k = 0; k < front->actions.count; k++) {
			const struct hw_texts *owners =
			    &front->actions.items[k].owners;

			add_ref(lexicon, front->actions.items[k].ref.s);
			for (m = 0; m < owners->count; m++)
				add_name(lexicon, &seen, owners->items[m].s);
		}
	}
}

static void add_allowed(struct hw_lexicon *lexicon,
    const struct hw_wording *wording)
{
	static const char *const built_in[] = {
#define HW_ALLOWED(phrase) phrase,
#include "rules/allowed.def"
#undef HW_ALLOWED
	};
	size_t i;

	for (i = 0; i < HW_COUNT(built_in); i++)
		add_phrase(lexicon, hw_str_of(built_in[i]), HW_PHRASE_ALLOWED,
		    NULL);
	if (wording == NULL)
		return;
	add_texts(lexicon, &wording->allow, HW_PHRASE_ALLOWED, NULL);
	add_texts(lexicon, &wording->names, HW_PHRASE_NAME, NULL);
}

/* ----------------------------- familiar words -------------------------- */

/* A line is a word; a name has its capital letter; '#' begins a remark. */
static void read_list(struct hw_lexicon *lexicon, hw_str list)
{
	hw_str line;

	while (hw_str_next_line(&list, &line)) {
		if (line.len == 0 || line.p[0] == '#')
			continue;
		if (hw_letter_at(line, 0) == HW_LETTER_CAPITAL)
			hw_map_add(&lexicon->names,
			    hw_passage_fold(lexicon->arena, line), lexicon);
		else
			hw_map_add(&lexicon->familiar, line, lexicon);
	}
}

static void find_list(struct hw_lexicon *lexicon, struct hw_fs *shared)
{
	hw_str list;
	size_t i;

	for (i = 0; i < HW_COUNT(list_paths) && !lexicon->has_list; i++) {
		if (hw_fs_read(shared, list_paths[i], LIST_LIMIT_BYTES,
			lexicon->arena, &list) != 0 ||
		    hw_utf8_invalid_at(list) != SIZE_MAX)
			continue;
		read_list(lexicon, list);
		lexicon->has_list = lexicon->familiar.count > 0;
	}
}

struct hw_lexicon *hw_lexicon_open(const struct hw_site *site,
    struct hw_fs *shared, struct hw_arena *arena)
{
	struct hw_lexicon *lexicon = HW_NEW(arena, struct hw_lexicon);
	hw_str language = site->settings.language.s;

	lexicon->arena = arena;
	lexicon->sentences = hw_sentences_open();
	lexicon->is_english = language.len == 0 ||
	    hw_str_equal(language, HW_STR("en")) ||
	    hw_str_starts(language, HW_STR("en-"));
	hw_map_init(&lexicon->familiar, arena);
	hw_map_init(&lexicon->names, arena);
	hw_map_init(&lexicon->refs, arena);
	hw_map_init(&lexicon->phrases, arena);
	hw_map_init(&lexicon->lengths, arena);
	if (shared != NULL && lexicon->is_english)
		find_list(lexicon, shared);
	add_glossary(lexicon, site);
	add_names(lexicon, site);
	add_allowed(lexicon, site->settings.wording);
	return lexicon;
}

void hw_lexicon_close(struct hw_lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	hw_sentences_close(lexicon->sentences);
	lexicon->sentences = NULL;
}

struct hw_sentences *hw_lexicon_sentences(const struct hw_lexicon *lexicon)
{
	return lexicon->sentences;
}

bool hw_lexicon_has_list(const struct hw_lexicon *lexicon)
{
	return lexicon->has_list;
}

bool hw_lexicon_is_name(const struct hw_lexicon *lexicon, hw_str folded)
{
	return hw_map_get(&lexicon->names, without_possessive(folded)) !=
	    NULL;
}

bool hw_lexicon_is_ref(const struct hw_lexicon *lexicon, hw_str folded)
{
	return hw_map_get(&lexicon->refs, folded) != NULL;
}

static bool has(const struct hw_lexicon *lexicon, hw_str stem,
    const char *ending)
{
	char word[64];

	if (stem.len < 2 || stem.len + strlen(ending) >= sizeof(word))
		return false;
	memcpy(word, stem.p, stem.len);
	memcpy(word + stem.len, ending, strlen(ending) + 1);
	return hw_map_get(&lexicon->familiar,
		   (hw_str){word, stem.len + strlen(ending)}) != NULL;
}

/* Endings, and what may have stood in their place. */
static const struct {
	hw_str ending;
	const char *instead[3];
} endings[] = {
    {{"'s", 2}, {"", NULL, NULL}},
    {{"s'", 2}, {"", "s", NULL}},
    {{"ies", 3}, {"y", "ie", NULL}},
    {{"es", 2}, {"", "e", NULL}},
    {{"s", 1}, {"", NULL, NULL}},
    {{"ied", 3}, {"y", "ie", NULL}},
    {{"ed", 2}, {"", "e", NULL}},
    {{"ing", 3}, {"", "e", NULL}},
    {{"ier", 3}, {"y", NULL, NULL}},
    {{"er", 2}, {"", "e", NULL}},
    {{"iest", 4}, {"y", NULL, NULL}},
    {{"est", 3}, {"", "e", NULL}},
    {{"ily", 3}, {"y", NULL, NULL}},
    {{"bly", 3}, {"ble", NULL, NULL}},
    {{"ly", 2}, {"", NULL, NULL}},
};

static bool is_inflection(const struct hw_lexicon *lexicon, hw_str word)
{
	size_t i, k;

	for (i = 0; i < HW_COUNT(endings); i++) {
		hw_str stem = word;

		if (!hw_str_ends(word, endings[i].ending))
			continue;
		stem.len -= endings[i].ending.len;
		for (k = 0; k < 3 && endings[i].instead[k] != NULL; k++)
			if (has(lexicon, stem, endings[i].instead[k]))
				return true;
		/* planned, planning, bigger */
		if (stem.len > 2 &&
		    stem.p[stem.len - 1] == stem.p[stem.len - 2] &&
		    has(lexicon, hw_str_sub(stem, 0, stem.len - 1), ""))
			return true;
	}
	return false;
}

/* Bytes of each half of a word that is made of two: newspaper, overnight. */
#define HALF_BYTES 4

static bool is_compound(const struct hw_lexicon *lexicon, hw_str word)
{
	size_t i;

	for (i = HALF_BYTES; i + HALF_BYTES <= word.len; i++)
		if (hw_map_get(&lexicon->familiar, hw_str_sub(word, 0, i)) !=
			NULL &&
		    (has(lexicon, hw_str_sub(word, i, word.len), "") ||
			is_inflection(lexicon,
			    hw_str_sub(word, i, word.len))))
			return true;
	return false;
}

/* Hostile words have thousands of letters. */
#define WORD_BYTES 40

static bool is_known(const struct hw_lexicon *lexicon, hw_str word)
{
	return hw_map_get(&lexicon->familiar, word) != NULL ||
	    is_inflection(lexicon, word) ||
	    (word.len <= WORD_BYTES && is_compound(lexicon, word));
}

bool hw_lexicon_is_familiar(const struct hw_lexicon *lexicon, hw_str word)
{
	hw_str folded, part;
	size_t hyphen;

	if (!lexicon->has_list)
		return true;
	folded = hw_passage_fold(lexicon->arena, word);
	if (is_known(lexicon, folded))
		return true;
	/* All parts of a word with hyphens. */
	if (hw_str_find_char(folded, '-') == SIZE_MAX)
		return false;
	while (folded.len > 0) {
		hyphen = hw_str_find_char(folded, '-');
		part = hw_str_sub(folded, 0,
		    hyphen == SIZE_MAX ? folded.len : hyphen);
		if (part.len > 0 && !is_known(lexicon, part))
			return false;
		folded = hw_str_sub(folded,
		    part.len < folded.len ? part.len + 1 : part.len,
		    folded.len);
	}
	return true;
}
