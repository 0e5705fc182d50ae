/* easy_emphasis: italics, capitals, and bold that marks no hard word. */
#include "rules/easy.h"

static const struct hw_passage_word *word_at(const struct hw_passage *passage,
    size_t index)
{
	return &passage->words.items[index];
}

/* ------------------------------- italics ------------------------------- */

/* Where a run of words with a mark that begins at `index` ends. */
static size_t run_end(const struct hw_passage *passage, size_t index,
    size_t end, unsigned mark)
{
	while (index < end && (word_at(passage, index)->marks & mark))
		index++;
	return index;
}

static size_t check_italics(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	size_t last = run_end(passage, index, end, HW_MARK_ITALIC);
	hw_str stretch = hw_easy_stretch(passage, index, last - index);

	hw_rule_report(easy->rules, HW_DIAG_EMPHASIS,
	    HW_EASY_AT(passage, stretch),
	    HW_STR("Slanted letters are hard to read. Take the '*' or '_' "
		   "out."),
	    "'%.*s' is in italics", HW_ARG(stretch));
	return last;
}

/* ------------------------------- capitals ------------------------------ */

/* So many words in capitals say what the rest of their run is. */
#define CAPITALS 5

static bool is_capitals(const struct hw_passage_word *word)
{
	size_t i;

	if (word->kind != HW_WORD_SHORT || hw_easy_is_spared(word))
		return false;
	for (i = 0; i < word->text.len; i++)
		if (word->text.p[i] < 'A' || word->text.p[i] > 'Z')
			return false;
	return true;
}

/* Short for something, as far as is known. */
static bool is_short_form(const struct hw_easy *easy,
    const struct hw_passage_word *word)
{
	size_t taken;

	return hw_easy_is_known_short(word) ||
	    hw_lexicon_term(easy->rules->lexicon, word, 1, &taken) != NULL;
}

/* How many words in capitals stand together from `index` on; 0 when they are
 * short forms ("NHS UK"). */
static size_t capitals_from(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	const struct hw_lexicon *lexicon = easy->rules->lexicon;
	size_t i, plain = 0, shouted = 0, familiar = 0;

	for (i = index; i < end && i - index < CAPITALS &&
	     is_capitals(word_at(passage, i));
	     i++) {
		if (is_short_form(easy, word_at(passage, i)))
			continue;
		plain++;
		shouted += hw_easy_is_shouted(easy, word_at(passage, i));
		familiar += hw_lexicon_has_list(lexicon) &&
		    hw_lexicon_is_familiar(lexicon,
			word_at(passage, i)->folded);
	}
	/* Two names in capitals are likely short forms; three are not. */
	return shouted > 0 || familiar > 1 || plain > 2 ? i - index : 0;
}

bool hw_easy_in_capitals(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	size_t from = index;

	while (index > 0 && from - index < CAPITALS &&
	    is_capitals(word_at(passage, index - 1)))
		index--;
	return capitals_from(easy, passage, index, end) > 0;
}

static void report_capitals(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t count)
{
	hw_str stretch = hw_easy_stretch(passage, index, count);

	hw_rule_report(easy->rules, HW_DIAG_EMPHASIS,
	    HW_EASY_AT(passage, stretch),
	    HW_STR("Words in capitals lose their shape and are hard to read. "
		   "Write them in small letters."),
	    "'%.*s' is in capitals", HW_ARG(stretch));
}

/* --------------------------------- bold -------------------------------- */

/* Bold is for hard words: one that is hard or in the glossary, a name, or
 * one that the page explains. */
static bool marks_hard_word(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t first, size_t end)
{
	size_t i;

	for (i = first; i < end; i++) {
		const struct hw_passage_word *word = word_at(passage, i);

		if (hw_easy_is_spared(word) ||
		    (word->marks & (HW_MARK_TERM | HW_MARK_NAME)) ||
		    word->kind == HW_WORD_SHORT ||
		    hw_easy_is_hard(easy, word) ||
		    hw_map_get(&easy->explained,
			hw_easy_stem(word->folded)) != NULL)
			return true;
	}
	return false;
}

static size_t check_bold(struct hw_easy *easy,
    const struct hw_passage *passage, size_t sentence_index, size_t index,
    size_t end)
{
	const struct hw_sentence *sentence =
	    &passage->sentences.items[sentence_index];
	size_t last = run_end(passage, index, end, HW_MARK_BOLD);
	hw_str stretch = hw_easy_stretch(passage, index, last - index);

	if (last - index == sentence->word_count &&
	    sentence->word_count > 2 && sentence->is_ended)
		hw_rule_report(easy->rules, HW_DIAG_EMPHASIS,
		    HW_EASY_AT(passage, stretch),
		    HW_STR("Take the '**' out: where all is bold, nothing "
			   "stands out. Or make it a heading."),
		    "a whole sentence is bold");
	else if (last < end &&
	    hw_str_starts(hw_easy_gap(passage, last), HW_STR(":")))
		return last; /* "Email: …" stands for a heading */
	else if (!marks_hard_word(easy, passage, index, last))
		hw_rule_report(easy->rules, HW_DIAG_EMPHASIS,
		    HW_EASY_AT(passage, stretch),
		    HW_STR("Bold tells readers that a hard word is explained "
			   "next. Take the '**' out."),
		    "'%.*s' is bold, but it is no hard word",
		    HW_ARG(stretch));
	return last;
}

/* --------------------------------- all --------------------------------- */

static void check_sentence(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index)
{
	const struct hw_sentence *sentence = &passage->sentences.items[index];
	size_t i, end = sentence->first_word + sentence->word_count, count;

	for (i = sentence->first_word; i < end;)
		if (word_at(passage, i)->marks & HW_MARK_ITALIC)
			i = check_italics(easy, passage, i, end);
		else
			i++;
	for (i = sentence->first_word; i < end; i++) {
		count = is_capitals(word_at(passage, i))
		    ? capitals_from(easy, passage, i, end)
		    : 0;
		if (count == 0)
			continue;
		while (i + count < end &&
		    is_capitals(word_at(passage, i + count)))
			count++;
		report_capitals(easy, passage, i, count);
		i += count - 1;
	}
	if (!hw_easy_is_prose(passage) || passage->kind == HW_PASSAGE_CELL)
		return;
	for (i = sentence->first_word; i < end;)
		if (word_at(passage, i)->marks & HW_MARK_BOLD)
			i = check_bold(easy, passage, index, i, end);
		else
			i++;
}

void hw_easy_emphasis_rules(struct hw_easy *easy)
{
	size_t i, j;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (!hw_easy_is_judged(passage))
			continue;
		for (j = 0; j < passage->sentences.count; j++)
			check_sentence(easy, passage, j);
	}
}
