#include "rules/passage_parts.h"

#include "input/english.h"
#include "input/sentences.h"
#include "input/words.h"
#include "rules/lexicon_parts.h"

/* -------------------------------- folding ------------------------------ */

/* Longest word that is folded without ICU. */
#define SHORT_BYTES 64

hw_str hw_passage_fold(struct hw_arena *arena, hw_str word)
{
	char plain[SHORT_BYTES];
	size_t i, len = 0;
	bool same = true;

	for (i = 0; i < word.len && len < sizeof(plain); i++) {
		const unsigned char *p = (const unsigned char *)word.p + i;

		if (p[0] < 0x80) {
			plain[len++] = hw_is_upper(word.p[i])
			    ? (char)(word.p[i] + 32)
			    : word.p[i];
			same = same && plain[len - 1] == word.p[i];
		} else if (p[0] == 0xE2 && word.len - i >= 3 &&
		    p[1] == 0x80 &&
		    (p[2] == 0x99 || p[2] == 0x90 || p[2] == 0x91)) {
			plain[len++] = p[2] == 0x99 ? '\'' : '-';
			same = false;
			i += 2;
		} else {
			return hw_words_fold(arena, word);
		}
	}
	if (i < word.len)
		return hw_words_fold(arena, word);
	return same ? word : hw_str_dup(arena, (hw_str){plain, len});
}

/* --------------------------------- kinds ------------------------------- */

/* Figures with points and commas between them: bytes of it, or 0. */
static size_t figures(hw_str s)
{
	size_t i = 0;

	while (i < s.len &&
	    (hw_is_digit(s.p[i]) ||
		((s.p[i] == '.' || s.p[i] == ',') && i > 0 && i + 1 < s.len &&
		    hw_is_digit(s.p[i + 1]))))
		i++;
	return i;
}

static bool is_among(hw_str word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (hw_str_equal(word, hw_str_of(*list)))
			return true;
	return false;
}

static const char *const halves_of_day[] = {"am", "pm", "a.m.", "p.m.", "a.m",
    "p.m", NULL};
static const char *const ordinal_endings[] = {"st", "nd", "rd", "th", NULL};
static const char *const number_endings[] = {"", "%", "m", "bn", "k", "p",
    NULL};

/* A word that begins with a figure or the sign of a sum. */
static enum hw_word_kind number_kind(hw_str folded)
{
	hw_str rest = folded;
	size_t len, i;

	while (rest.len > 0 && !hw_is_digit(rest.p[0]))
		rest = hw_str_sub(rest, 1, rest.len);
	len = figures(rest);
	rest = hw_str_sub(rest, len, rest.len);
	if (is_among(rest, number_endings))
		return HW_WORD_NUMBER;
	if (is_among(rest, ordinal_endings))
		return HW_WORD_ORDINAL;
	if (is_among(rest, halves_of_day))
		return HW_WORD_TIME;
	for (i = 0; i < rest.len; i++)
		if (hw_is_lower(rest.p[i]) && rest.p[0] != ':')
			return HW_WORD_PLAIN; /* 5-year */
	return rest.p[0] == ':' ? HW_WORD_TIME : HW_WORD_NUMBER;
}

/* EHCP, SENCOs, U.K., DfE; not McDonald or Parent-Carer. */
static bool is_short_form(hw_str text)
{
	size_t i, capitals = 0, small = 0;

	if (hw_str_ends(text, HW_STR("'s")))
		text.len -= 2;
	else if (hw_str_ends(text, HW_STR("\xE2\x80\x99s")))
		text.len -= 4;
	for (i = 0; i < text.len; i++) {
		capitals += hw_is_upper(text.p[i]);
		small += hw_is_lower(text.p[i]);
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	}
	return capitals >= 2 && small <= capitals;
}

static bool is_address(hw_str text)
{
	return hw_english_phone(text, 0) == text.len ||
	    ((memchr(text.p, '.', text.len) != NULL ||
		 memchr(text.p, ':', text.len) != NULL) &&
		hw_english_address(text, 0) == text.len);
}

static enum hw_word_kind kind_of(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *word)
{
	char first = word->text.p[0];

	if (is_address(word->text))
		return HW_WORD_ADDRESS;
	if (hw_is_digit(first) ||
	    (!hw_is_lower(first | 32) && word->text.len > 1 &&
		(hw_is_digit(word->text.p[1]) ||
		    (word->text.len > 3 && hw_is_digit(word->text.p[3])) ||
		    (word->text.len > 2 && hw_is_digit(word->text.p[2])))))
		return number_kind(word->folded);
	if (hw_lexicon_is_ref(lexicon, word->folded))
		return HW_WORD_REF;
	return is_short_form(word->text) ? HW_WORD_SHORT : HW_WORD_PLAIN;
}

/* ------------------------------- quotations ---------------------------- */

/* Bytes of the quotation mark at `at`, and which it is. */
static size_t quote_at(hw_str text, size_t at, char *out)
{
	const unsigned char *p = (const unsigned char *)text.p + at;

	if (p[0] == '"' || p[0] == '\'') {
		*out = (char)p[0];
		return 1;
	}
	if (p[0] == 0xE2 && text.len - at >= 3 && p[1] == 0x80 &&
	    (p[2] == 0x98 || p[2] == 0x99 || p[2] == 0x9C || p[2] == 0x9D)) {
		*out = p[2] == 0x98 ? '6'
		    : p[2] == 0x99  ? '9'
		    : p[2] == 0x9C  ? 'B'
				    : 'P';
		return 3;
	}
	return 0;
}

static bool is_word_byte(hw_str text, size_t at)
{
	return at < text.len &&
	    (hw_is_digit(text.p[at]) || hw_is_lower((char)(text.p[at] | 32)));
}

/* Can a mark that opens a quotation with `open` be closed by this one? An
 * apostrophe closes nothing. */
static bool closes(hw_str text, size_t at, size_t len, char open, char mark)
{
	bool is_inside = at > 0 && is_word_byte(text, at - 1) &&
	    is_word_byte(text, at + len);

	switch (open) {
	case '"':
		return mark == '"';
	case '\'':
		return mark == '\'' && !is_inside && at > 0 &&
		    text.p[at - 1] != ' ';
	case '6':
		return mark == '9' && !is_inside;
	default:
		return mark == 'P';
	}
}

static bool opens(hw_str text, size_t at, size_t len, char mark)
{
	if (mark == '9' || mark == 'P')
		return false;
	return at + len < text.len && text.p[at + len] != ' ' &&
	    (mark == '6' || mark == 'B' || at == 0 ||
		!is_word_byte(text, at - 1));
}

/* Marks the words between quotation marks. A quotation that never ends is
 * none. */
static void mark_quotations(struct hw_passage *passage)
{
	hw_str text = passage->text;
	size_t at, len, from = 0, word = 0;
	char mark, open = 0;

	for (at = 0; at < text.len; at += len) {
		len = quote_at(text, at, &mark);
		if (len == 0) {
			len = 1;
			continue;
		}
		if (open == 0 && opens(text, at, len, mark)) {
			open = mark;
			from = at;
		} else if (open != 0 && closes(text, at, len, open, mark)) {
			for (; word < passage->words.count &&
			     passage->words.items[word].at < at;
			     word++)
				if (passage->words.items[word].at > from)
					passage->words.items[word].marks |=
					    HW_MARK_QUOTED;
			open = 0;
		}
	}
}

/* -------------------------------- phrases ------------------------------ */

static void mark(struct hw_passage_word *words, size_t count, unsigned marks)
{
	while (count-- > 0)
		words[count].marks |= marks;
}

static void mark_phrases(struct hw_passage *passage,
    const struct hw_lexicon *lexicon)
{
	static const unsigned marks[HW_PHRASE_KINDS] = {
	    [HW_PHRASE_TERM] = HW_MARK_TERM,
	    [HW_PHRASE_ALLOWED] = HW_MARK_ALLOWED,
	    [HW_PHRASE_NAME] = HW_MARK_NAME,
	};
	size_t s, i, kind;

	for (s = 0; s < passage->sentences.count; s++) {
		const struct hw_sentence *sentence =
		    &passage->sentences.items[s];
		struct hw_passage_word *words =
		    passage->words.items + sentence->first_word;

		for (i = 0; i < sentence->word_count; i++) {
			struct hw_phrases_found found = hw_lexicon_phrases(
			    lexicon, words + i, sentence->word_count - i);

			for (kind = 0; kind < HW_PHRASE_KINDS; kind++)
				mark(words + i, found.taken[kind],
				    marks[kind]);
		}
	}
}

/* ------------------------------- sentences ----------------------------- */

/* Is the passage's text at `at` code? Pieces are passed once. */
static const struct hw_passage_piece *piece_of(
    const struct hw_passage *passage, size_t *piece, size_t at)
{
	while (*piece + 1 < passage->piece_count &&
	    passage->pieces[*piece + 1].at <= at)
		++*piece;
	return &passage->pieces[*piece];
}

static void add_words(struct hw_passage *passage,
    const struct hw_lexicon *lexicon, const struct hw_ranges *ranges,
    struct hw_arena *arena)
{
	size_t i, piece = 0;

	passage->words.items =
	    HW_NEW_ARRAY(arena, struct hw_passage_word, ranges->count);
	for (i = 0; i < ranges->count; i++) {
		struct hw_passage_word *word =
		    &passage->words.items[passage->words.count];
		const struct hw_passage_piece *at =
		    piece_of(passage, &piece, ranges->items[i].at);

		if (at->is_code)
			continue;
		word->at = ranges->items[i].at;
		word->text = hw_str_sub(passage->text, word->at,
		    word->at + ranges->items[i].len);
		word->folded = hw_passage_fold(arena, word->text);
		word->marks = at->marks;
		word->kind = kind_of(lexicon, word);
		if (passage->words.count > 0 &&
		    word[-1].kind == HW_WORD_NUMBER &&
		    is_among(word->folded, halves_of_day))
			word->kind = HW_WORD_TIME; /* 9 am */
		passage->words.count++;
	}
}

static void add_sentences(struct hw_passage *passage,
    const struct hw_ranges *ranges, struct hw_arena *arena)
{
	size_t i, word = 0, end;

	passage->sentences.items =
	    HW_NEW_ARRAY(arena, struct hw_sentence, ranges->count);
	passage->sentences.count = ranges->count;
	for (i = 0; i < ranges->count; i++) {
		struct hw_sentence *sentence = &passage->sentences.items[i];
		hw_str text;
		char quote;

		sentence->at = ranges->items[i].at;
		end = sentence->at + ranges->items[i].len;
		sentence->text = text =
		    hw_str_sub(passage->text, sentence->at, end);
		sentence->first_word = word;
		while (word < passage->words.count &&
		    passage->words.items[word].at < end)
			word++;
		sentence->word_count = word - sentence->first_word;
		while (text.len > 0) {
			if (strchr(")]", text.p[text.len - 1]) != NULL ||
			    quote_at(text, text.len - 1, &quote) == 1)
				text.len--;
			else if (text.len >= 3 &&
			    quote_at(text, text.len - 3, &quote) == 3)
				text.len -= 3;
			else
				break;
		}
		sentence->is_question = hw_str_ends(text, HW_STR("?"));
		sentence->is_ended = sentence->is_question ||
		    hw_str_ends(text, HW_STR(".")) ||
		    hw_str_ends(text, HW_STR("!")) ||
		    hw_str_ends(text, HW_STR("\xE2\x80\xA6"));
	}
}

void hw_passage_cut(struct hw_passage *passage,
    const struct hw_lexicon *lexicon, struct hw_arena *arena)
{
	struct hw_sentences *sentences = hw_lexicon_sentences(lexicon);
	struct hw_ranges ranges = {0};

	hw_sentences_words(sentences, passage->text, &ranges, arena);
	add_words(passage, lexicon, &ranges, arena);
	ranges.count = 0;
	hw_sentences_split(sentences, passage->text, &ranges, arena);
	add_sentences(passage, &ranges, arena);
	mark_quotations(passage);
	mark_phrases(passage, lexicon);
}

/* ---------------------------------- names ------------------------------ */

/* Nothing but a comma or the like between the word and the one before it. */
static bool is_inside_sentence(const struct hw_passage *passage,
    const struct hw_sentence *sentence, size_t i)
{
	const struct hw_passage_word *word = &passage->words.items[i];
	size_t at;

	if (i == sentence->first_word)
		return false;
	for (at = word[-1].at + word[-1].text.len; at < word->at; at++)
		if (strchr(" ,;&/.)", passage->text.p[at]) == NULL)
			return false;
	return true;
}

static bool starts_with_capital(const struct hw_passage_word *word)
{
	return word->kind == HW_WORD_PLAIN &&
	    (hw_is_upper(word->text.p[0]) ||
		((unsigned char)word->text.p[0] >= 0x80 &&
		    hw_letter_at(word->text, 0) == HW_LETTER_CAPITAL)) &&
	    !hw_str_equal(word->folded, HW_STR("i")) &&
	    !hw_str_starts(word->folded, HW_STR("i'"));
}

/* Headings may have capital letters for show. */
static bool shows_names(const struct hw_passage *passage)
{
	return passage->kind != HW_PASSAGE_TITLE &&
	    passage->kind != HW_PASSAGE_HEADING &&
	    passage->kind != HW_PASSAGE_NAME;
}

/* Calls for each word with a capital letter that is not yet a name. */
static void each_capital(struct hw_passages *passages,
    void (*visit)(struct hw_passage_word *word, bool is_inside,
	void *context),
    void *context)
{
	size_t p, s, i;

	for (p = 0; p < passages->count; p++) {
		struct hw_passage *passage = &passages->items[p];
		bool shows = shows_names(passage);

		for (s = 0; s < passage->sentences.count; s++) {
			const struct hw_sentence *sentence =
			    &passage->sentences.items[s];

			for (i = sentence->first_word;
			     i < sentence->first_word + sentence->word_count;
			     i++) {
				struct hw_passage_word *word =
				    &passage->words.items[i];

				if ((word->marks & HW_MARK_NAME) == 0 &&
				    starts_with_capital(word))
					visit(word,
					    shows &&
						is_inside_sentence(passage,
						    sentence, i),
					    context);
			}
		}
	}
}

struct names {
	const struct hw_lexicon *lexicon;
	struct hw_map seen; /* folded */
};

static void learn(struct hw_passage_word *word, bool is_inside, void *context)
{
	struct names *names = context;

	if (!is_inside)
		return;
	word->marks |= HW_MARK_NAME;
	hw_map_add(&names->seen, word->folded, names);
}

/* A common word that is part of a name elsewhere ("the Partnership Board")
 * is none at the start of a sentence. */
static void apply(struct hw_passage_word *word, bool is_inside, void *context)
{
	struct names *names = context;

	(void)is_inside;
	if (hw_lexicon_is_name(names->lexicon, word->folded) ||
	    (hw_map_get(&names->seen, word->folded) != NULL &&
		!(hw_lexicon_has_list(names->lexicon) &&
		    hw_lexicon_is_familiar(names->lexicon, word->folded))))
		word->marks |= HW_MARK_NAME;
}

void hw_passages_mark_names(struct hw_passages *passages,
    const struct hw_lexicon *lexicon, struct hw_arena *arena)
{
	struct names names = {.lexicon = lexicon};

	hw_map_init(&names.seen, arena);
	each_capital(passages, learn, &names);
	each_capital(passages, apply, &names);
}
