#include "rules/readability.h"

#include <math.h>

static bool is_counted(const struct hw_passage_word *word)
{
	return word->kind == HW_WORD_PLAIN &&
	    (word->marks & (HW_MARK_NAME | HW_MARK_TERM | HW_MARK_FACT)) == 0;
}

/* Would the word have fewer than three syllables without its ending? */
static bool is_long_by_ending(hw_str folded)
{
	hw_str stem = folded;

	if (hw_str_ends(folded, HW_STR("ing")))
		stem.len -= 3;
	else if (hw_str_ends(folded, HW_STR("es")) ||
	    hw_str_ends(folded, HW_STR("ed")))
		stem.len -= 2;
	else
		return false;
	return hw_lexicon_syllables(stem) < 3;
}

static size_t count_letters(hw_str word)
{
	size_t i, count = 0;

	for (i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.p[i];

		/* First bytes of other letters, but not of punctuation. */
		count += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (c >= 0xC3 && c != 0xE2);
	}
	return count;
}

static void count_sentence(struct hw_readability *out,
    const struct hw_passage *passage, const struct hw_sentence *sentence)
{
	size_t i, words = 0;

	for (i = 0; i < sentence->word_count; i++) {
		const struct hw_passage_word *word =
		    &passage->words.items[sentence->first_word + i];
		int syllables;

		if (!is_counted(word))
			continue;
		words++;
		syllables = hw_lexicon_syllables(word->folded);
		out->syllables += (size_t)syllables;
		out->letters += count_letters(word->folded);
		if (syllables < 3)
			continue;
		out->long_words++;
		out->hard_words += hw_str_find_char(word->folded, '-') ==
			SIZE_MAX &&
		    !is_long_by_ending(word->folded);
	}
	out->words += words;
	out->sentences += words > 0;
}

static bool ends_with_colon(hw_str text)
{
	return hw_str_ends(text, HW_STR(":"));
}

static void work_out(struct hw_readability *out)
{
	double words = (double)out->words, s = (double)out->sentences;
	double length, spoken, letters;

	out->is_given = out->words >= HW_READABILITY_WORDS;
	if (!out->is_given)
		return;
	length = words / s;
	spoken = (double)out->syllables / words;
	letters = (double)out->letters / words;
	out->flesch_ease = 206.835 - 1.015 * length - 84.6 * spoken;
	out->flesch_kincaid = 0.39 * length + 11.8 * spoken - 15.59;
	out->gunning_fog =
	    0.4 * (length + 100 * (double)out->hard_words / words);
	out->automated = 4.71 * letters + 0.5 * length - 21.43;
	out->coleman_liau =
	    0.0588 * letters * 100 - 0.296 * s / words * 100 - 15.8;
	out->has_smog = out->sentences >= HW_READABILITY_SMOG_MIN;
	if (out->has_smog)
		out->smog =
		    3.1291 + 1.043 * sqrt(30 * (double)out->long_words / s);
}

void hw_readability_measure(struct hw_readability *out,
    const struct hw_passages *passages)
{
	size_t i, k;

	*out = (struct hw_readability){0};
	for (i = 0; i < passages->count; i++) {
		const struct hw_passage *passage = &passages->items[i];

		if (passage->is_quoted ||
		    (passage->kind != HW_PASSAGE_PARAGRAPH &&
			passage->kind != HW_PASSAGE_ITEM))
			continue;
		for (k = 0; k < passage->sentences.count; k++) {
			const struct hw_sentence *sentence =
			    &passage->sentences.items[k];

			/* A line that leads to a list is a sentence. */
			if (sentence->is_ended ||
			    ends_with_colon(sentence->text))
				count_sentence(out, passage, sentence);
		}
	}
	work_out(out);
}
