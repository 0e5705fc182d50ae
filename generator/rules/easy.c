#include "rules/easy.h"

#include "base/str.h"

/* ------------------------------- word lists ---------------------------- */

/* Each list ends with NULL. */
static const char *const *const lists[] = {
#define HW_EASY_LIST(name, ...) (const char *const[]){__VA_ARGS__, NULL},
#include "rules/easy_lists.def"
#undef HW_EASY_LIST
};

static const struct hw_easy_phrase phrases[] = {
#define HW_DIAG_NONE                         0
#define HW_EASY_PHRASE(words, code, instead) {HW_DIAG_##code, words, instead},
#include "rules/easy_phrases.def"
#undef HW_EASY_PHRASE
#undef HW_DIAG_NONE
};

/* The points of a short form ("e.g.") count for nothing. */
static hw_str plain_word(char *out, size_t size, hw_str folded)
{
	size_t i, len = 0;

	for (i = 0; i < folded.len && len < size; i++)
		if (folded.p[i] != '.')
			out[len++] = folded.p[i];
	return (hw_str){out, len};
}

/* The longest word of a list, and more: a longer one is in none. */
#define WORD_BYTES 32

size_t hw_easy_place(enum hw_easy_list list, hw_str folded)
{
	char room[WORD_BYTES];
	hw_str word = plain_word(room, sizeof(room), folded);
	size_t i;

	for (i = 0; lists[list][i] != NULL; i++)
		if (word.len > 0 && lists[list][i][0] == word.p[0] &&
		    hw_str_equal(word, hw_str_of(lists[list][i])))
			return i + 1;
	return 0;
}

bool hw_easy_listed(enum hw_easy_list list, hw_str folded)
{
	return hw_easy_place(list, folded) != 0;
}

const char *hw_easy_entry(enum hw_easy_list list, size_t place)
{
	return lists[list][place - 1];
}

/* -------------------------------- phrases ------------------------------ */

size_t hw_easy_spells(const struct hw_passage *passage, size_t index,
    size_t end, const char *phrase)
{
	hw_str rest = hw_str_of(phrase);
	size_t i = index;

	while (rest.len > 0) {
		char room[WORD_BYTES];
		size_t space = hw_str_find_char(rest, ' ');
		size_t len = space == SIZE_MAX ? rest.len : space;

		if (i >= end ||
		    (i > index &&
			!hw_str_equal(hw_easy_gap(passage, i), HW_STR(" "))))
			return 0;
		if (!hw_str_equal(plain_word(room, sizeof(room),
				      passage->words.items[i].folded),
			hw_str_sub(rest, 0, len)))
			return 0;
		rest = hw_str_sub(rest, space == SIZE_MAX ? len : len + 1,
		    rest.len);
		i++;
	}
	return i - index;
}

/* The first phrase that is not before the word. */
static size_t first_phrase(hw_str word)
{
	size_t low = 0, high = HW_COUNT(phrases);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hw_str_compare(hw_str_of(phrases[middle].words), word) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct hw_easy_phrase *hw_easy_phrase(const struct hw_passage *passage,
    size_t index, size_t end, size_t *taken)
{
	const struct hw_easy_phrase *best = NULL;
	char room[WORD_BYTES];
	hw_str word = plain_word(room, sizeof(room),
	    passage->words.items[index].folded);
	size_t i;

	*taken = 0;
	for (i = first_phrase(word); i < HW_COUNT(phrases); i++) {
		size_t count;

		if (!hw_str_starts(hw_str_of(phrases[i].words), word))
			break;
		count = hw_easy_spells(passage, index, end, phrases[i].words);
		if (count > *taken) {
			*taken = count;
			best = &phrases[i];
		}
	}
	return best;
}

/* --------------------------- passages and words ------------------------ */

bool hw_easy_is_judged(const struct hw_passage *passage)
{
	return !passage->is_quoted && passage->kind != HW_PASSAGE_QUOTE &&
	    passage->kind != HW_PASSAGE_NAME &&
	    passage->kind != HW_PASSAGE_ALT;
}

bool hw_easy_is_prose(const struct hw_passage *passage)
{
	return hw_easy_is_judged(passage) &&
	    passage->kind != HW_PASSAGE_TITLE &&
	    passage->kind != HW_PASSAGE_HEADING;
}

bool hw_easy_is_spared(const struct hw_passage_word *word)
{
	return word->kind == HW_WORD_ADDRESS || word->kind == HW_WORD_REF ||
	    (word->marks &
		(HW_MARK_QUOTED | HW_MARK_ALLOWED | HW_MARK_FACT)) != 0;
}

hw_str hw_easy_stretch(const struct hw_passage *passage, size_t first,
    size_t count)
{
	const struct hw_passage_word *from = &passage->words.items[first];
	const struct hw_passage_word *last = from + count - 1;

	return hw_str_sub(passage->text, from->at, last->at + last->text.len);
}

size_t hw_easy_word_over(const struct hw_passage *passage, size_t at)
{
	size_t low = 0, high = passage->words.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct hw_passage_word *word =
		    &passage->words.items[middle];

		if (word->at + word->text.len <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

hw_str hw_easy_gap(const struct hw_passage *passage, size_t index)
{
	const struct hw_passage_word *word = &passage->words.items[index];

	if (index == 0)
		return hw_str_sub(passage->text, 0, word->at);
	return hw_str_sub(passage->text, word[-1].at + word[-1].text.len,
	    word->at);
}

hw_str hw_easy_stem(hw_str folded)
{
	if (hw_str_ends(folded, HW_STR("'s")))
		folded.len -= 2;
	if (folded.len > 3 && hw_str_ends(folded, HW_STR("s")) &&
	    !hw_str_ends(folded, HW_STR("ss")))
		folded.len--;
	return folded;
}

/* --------------------------------- the door ---------------------------- */

void hw_rules_easy(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages)
{
	struct hw_easy easy = {.rules = rules,
	    .page = page,
	    .passages = passages};

	hw_easy_layout_rules(&easy);
	/* The word lists know English alone. */
	if (!hw_str_starts(rules->site->settings.language.s, HW_STR("en")))
		return;
	hw_easy_sentence_rules(&easy);
	hw_easy_verb_rules(&easy);
	hw_easy_hard_words(&easy);
	hw_easy_phrase_rules(&easy);
	hw_easy_number_rules(&easy);
	hw_easy_date_rules(&easy);
	hw_easy_emphasis_rules(&easy);
}
