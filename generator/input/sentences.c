#include "input/sentences.h"

#include "input/english.h"

#include <assert.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

/* A piece of text as ICU cut it. */
struct piece {
	uint32_t at, len;
	bool is_word;
};

struct hw_sentences {
	UBreakIterator *sentence, *word;
	UText text;
	struct piece *pieces; /* of the text at hand */
	size_t piece_count, piece_room;
};

/* Memory is the only failure left once the arguments are checked. */
static void must(UErrorCode status)
{
	if (status == U_MEMORY_ALLOCATION_ERROR)
		hw_oom();
	assert(U_SUCCESS(status));
}

struct hw_sentences *hw_sentences_open(void)
{
	struct hw_sentences *sentences =
	    hw_xrealloc(NULL, sizeof(*sentences));
	UErrorCode status = U_ZERO_ERROR;

	*sentences = (struct hw_sentences){.text = UTEXT_INITIALIZER};
	sentences->sentence =
	    ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status);
	must(status);
	sentences->word = ubrk_open(UBRK_WORD, "en", NULL, 0, &status);
	must(status);
	return sentences;
}

void hw_sentences_close(struct hw_sentences *sentences)
{
	if (sentences == NULL)
		return;
	ubrk_close(sentences->sentence);
	ubrk_close(sentences->word);
	utext_close(&sentences->text);
	free(sentences->pieces);
	free(sentences);
}

static void set_text(struct hw_sentences *sentences, UBreakIterator *iterator,
    hw_str text)
{
	UErrorCode status = U_ZERO_ERROR;

	utext_openUTF8(&sentences->text, text.p, (int64_t)text.len, &status);
	must(status);
	ubrk_setUText(iterator, &sentences->text, &status);
	must(status);
}

/* ICU's macros convert signs in ways that -Wconversion calls out. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
static UChar32 character_at(hw_str text, size_t *at)
{
	const char *p = text.p;
	int32_t i = (int32_t)*at;
	UChar32 c;

	U8_NEXT_OR_FFFD(p, i, (int32_t)text.len, c);
	*at = (size_t)i;
	return c;
}
#pragma GCC diagnostic pop

enum hw_letter hw_letter_at(hw_str text, size_t at)
{
	UChar32 c = character_at(text, &at);

	if (u_isUAlphabetic(c))
		return u_isUUppercase(c) || u_istitle(c) ? HW_LETTER_CAPITAL
		    : u_isULowercase(c)                  ? HW_LETTER_SMALL
							 : HW_LETTER_OTHER;
	return HW_LETTER_NONE;
}

/* ------------------------------- sentences ----------------------------- */

static bool has_letter_or_figure(hw_str text, size_t from, size_t to)
{
	size_t at = from;

	while (at < to) {
		char c = text.p[at];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9'))
			return true;
		if ((unsigned char)c < 0x80)
			at++;
		else if (u_isalnum(character_at(text, &at)))
			return true;
	}
	return false;
}

/* The sentence that is being put together. */
struct splitter {
	hw_str text;
	struct hw_ranges *out;
	struct hw_arena *arena;
	size_t first;         /* of out, that this text has added */
	size_t start, looked; /* at; has_words holds for what lies between */
	bool has_words;
};

static void emit(struct splitter *splitter, size_t end)
{
	struct hw_ranges *out = splitter->out;
	hw_str s =
	    hw_str_trim(hw_str_sub(splitter->text, splitter->start, end));
	size_t at = (size_t)(s.p - splitter->text.p);

	if (!splitter->has_words && out->count == splitter->first)
		return; /* goes with the words that follow */
	if (splitter->has_words)
		HW_PUSH(out, splitter->arena, ((struct hw_range){at, s.len}));
	else if (s.len > 0)
		out->items[out->count - 1].len =
		    at + s.len - out->items[out->count - 1].at;
	splitter->start = end;
	splitter->has_words = false;
}

static void end_before(struct splitter *splitter, size_t at)
{
	splitter->has_words = splitter->has_words ||
	    has_letter_or_figure(splitter->text, splitter->looked, at);
	splitter->looked = at;
	if (at < splitter->text.len &&
	    hw_english_goes_on(splitter->text, splitter->start, at))
		return;
	emit(splitter, at);
}

/* Unicode ends sentences at these signs alone, and at ends of lines. */
static bool may_have_several(hw_str text)
{
	size_t i;

	for (i = 0; i + 1 < text.len; i++) {
		char c = text.p[i];

		if (c == '.' || c == '!' || c == '?' || c == '\n' ||
		    c == '\r' || (unsigned char)c >= 0x80)
			return true;
	}
	return false;
}

void hw_sentences_split(struct hw_sentences *sentences, hw_str text,
    struct hw_ranges *out, struct hw_arena *arena)
{
	struct splitter splitter = {.text = text,
	    .out = out,
	    .arena = arena,
	    .first = out->count};
	size_t from = 0, inner;
	int32_t to;

	if (!may_have_several(text)) {
		end_before(&splitter, text.len);
		return;
	}
	set_text(sentences, sentences->sentence, text);
	for (to = ubrk_next(sentences->sentence); to != UBRK_DONE;
	     to = ubrk_next(sentences->sentence)) {
		while ((inner = hw_english_break(text, from, (size_t)to)) !=
		    SIZE_MAX) {
			end_before(&splitter, inner);
			from = inner;
		}
		end_before(&splitter, (size_t)to);
		from = (size_t)to;
	}
}

/* --------------------------------- words ------------------------------- */

static void add_piece(struct hw_sentences *sentences, size_t from, size_t to,
    bool is_word)
{
	if (sentences->piece_count == sentences->piece_room) {
		sentences->piece_room = sentences->piece_room * 2 + 64;
		sentences->pieces = hw_xrealloc(sentences->pieces,
		    sentences->piece_room * sizeof(*sentences->pieces));
	}
	sentences->pieces[sentences->piece_count++] =
	    (struct piece){(uint32_t)from, (uint32_t)(to - from), is_word};
}

static void cut(struct hw_sentences *sentences, hw_str text)
{
	int32_t from = 0, to;

	sentences->piece_count = 0;
	set_text(sentences, sentences->word, text);
	for (to = ubrk_next(sentences->word); to != UBRK_DONE;
	     to = ubrk_next(sentences->word)) {
		add_piece(sentences, (size_t)from, (size_t)to,
		    ubrk_getRuleStatus(sentences->word) >=
			    UBRK_WORD_NONE_LIMIT &&
			text.p[from] != '@');
		from = to;
	}
}

static bool is_digit_at(hw_str text, size_t at)
{
	return at < text.len && text.p[at] >= '0' && text.p[at] <= '9';
}

static bool is_capital_at(hw_str text, size_t at)
{
	return at < text.len && text.p[at] >= 'A' && text.p[at] <= 'Z';
}

static bool is_one_of(hw_str s, const hw_str *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (hw_str_equal(s, list[i]))
			return true;
	return false;
}
#define IS_ONE_OF(s, list) is_one_of(s, list, HW_COUNT(list))

static const hw_str hyphens[] = {{"-", 1}, {"\xE2\x80\x90", 3},
    {"\xE2\x80\x91", 3}};
static const hw_str dashes[] = {{"\xE2\x80\x93", 3}};
static const hw_str currencies[] = {{"\xC2\xA3", 2}, {"$", 1},
    {"\xE2\x82\xAC", 3}};

/* Does the sign between two words, of which the first ends and the other
 * begins without a space, make one of them? */
static bool joins(hw_str text, size_t from, hw_str sign, size_t next)
{
	size_t before = (size_t)(sign.p - text.p) - 1;

	if (IS_ONE_OF(sign, hyphens))
		return true;
	if (hw_str_equal(sign, HW_STR("&")))
		return is_capital_at(text, before) &&
		    is_capital_at(text, next);
	if (IS_ONE_OF(sign, dashes) || hw_str_equal(sign, HW_STR(":")) ||
	    hw_str_equal(sign, HW_STR("/")))
		return is_digit_at(text, from) && is_digit_at(text, before) &&
		    is_digit_at(text, next);
	return false;
}

/* "e.g", "U.K": letters with a point between each two. */
static bool takes_point(hw_str word)
{
	size_t i;

	if (word.len < 3 || word.len % 2 == 0)
		return false;
	for (i = 0; i < word.len; i++)
		if (i % 2 == 1 ? word.p[i] != '.'
			       : (unsigned)((word.p[i] | 32) - 'a') >= 26)
			return false;
	return true;
}

struct words {
	struct hw_sentences *sentences;
	hw_str text;
	struct hw_ranges *out;
	struct hw_arena *arena;
};

static hw_str piece_text(const struct words *words, size_t i)
{
	const struct piece *piece = &words->sentences->pieces[i];

	return hw_str_sub(words->text, piece->at, piece->at + piece->len);
}

/* The piece after those that lie before `end`. */
static size_t pass(const struct words *words, size_t i, size_t end)
{
	while (i < words->sentences->piece_count &&
	    words->sentences->pieces[i].at < end)
		i++;
	return i;
}

/* The word that begins with piece i; the piece after it. */
static size_t take_word(struct words *words, size_t i)
{
	struct hw_sentences *sentences = words->sentences;
	const struct piece *pieces = sentences->pieces;
	size_t at = pieces[i].at, end = at + pieces[i].len;
	hw_str text = words->text;

	/* The sign of a sum. */
	if (i > 0 && is_digit_at(text, at) &&
	    IS_ONE_OF(piece_text(words, i - 1), currencies))
		at = pieces[i - 1].at;
	for (i++; i + 1 < sentences->piece_count && pieces[i + 1].is_word;
	     i += 2) {
		if (pieces[i].is_word ||
		    !joins(text, at, piece_text(words, i), pieces[i + 1].at))
			break;
		end = pieces[i + 1].at + pieces[i + 1].len;
	}
	if (end < text.len &&
	    ((text.p[end] == '%' && is_digit_at(text, end - 1)) ||
		(text.p[end] == '.' &&
		    takes_point(hw_str_sub(text, at, end)))))
		end++;
	HW_PUSH(words->out, words->arena, ((struct hw_range){at, end - at}));
	return pass(words, i, end);
}

/* Is the piece the first after a space or bracket? */
static bool begins_chunk(hw_str text, size_t at)
{
	return at == 0 || strchr(" ([<\"'", text.p[at - 1]) != NULL ||
	    (unsigned char)text.p[at - 1] >= 0x80;
}

void hw_sentences_words(struct hw_sentences *sentences, hw_str text,
    struct hw_ranges *out, struct hw_arena *arena)
{
	struct words words = {sentences, text, out, arena};
	bool may_have_address = hw_str_find_char(text, '.') != SIZE_MAX ||
	    hw_str_find_char(text, ':') != SIZE_MAX;
	size_t i = 0, len, chunk = 0;

	cut(sentences, text);
	while (i < sentences->piece_count) {
		size_t at = sentences->pieces[i].at;

		len = 0;
		if (at >= chunk && begins_chunk(text, at)) {
			len = hw_english_phone(text, at);
			if (len == 0 && may_have_address &&
			    sentences->pieces[i].is_word) {
				/* Looked at once a chunk: hostile texts have
				 * many quotation marks in one. */
				chunk = at;
				while (chunk < text.len &&
				    text.p[chunk] != ' ')
					chunk++;
				len = hw_english_address(text, at);
			}
		}
		if (len > 0) {
			HW_PUSH(out, arena, ((struct hw_range){at, len}));
			i = pass(&words, i, at + len);
		} else if (sentences->pieces[i].is_word) {
			i = take_word(&words, i);
		} else {
			i++;
		}
	}
}
