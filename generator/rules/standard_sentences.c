/* standard_sentences: how long a sentence is, and where it could end. */
#include "rules/standard.h"

#define LONG_WORDS     20
#define TOO_LONG_WORDS 25
/* Each half of a sentence that is split has as many words at least. */
#define PART_WORDS 5

static const unsigned fixed = HW_MARK_NAME | HW_MARK_QUOTED;
/* Words that stay together. */
static const unsigned joined = HW_MARK_NAME | HW_MARK_QUOTED | HW_MARK_TERM |
    HW_MARK_ALLOWED;

static const struct hw_passage_word *word_of(const struct hw_passage *passage,
    const struct hw_sentence *sentence, size_t i)
{
	return &passage->words.items[sentence->first_word + i];
}

/* A name and a quotation have the length they have: each counts as one. */
static size_t count_words(const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	size_t i, count = 0;
	unsigned marks, before = 0;

	for (i = 0; i < sentence->word_count; i++) {
		marks = word_of(passage, sentence, i)->marks & fixed;
		if (marks == 0 || (marks & before) == 0)
			count++;
		before = marks;
	}
	return count;
}

static bool is_one_of(hw_str word, const char *const *list, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (hw_str_equal(word, hw_str_of(list[i])))
			return true;
	return false;
}

/* Does a part begin here that could be a sentence of its own? */
static bool begins_part(const struct hw_passage *passage,
    const struct hw_passage_word *word)
{
	static const char *const always[] = {"which", "because", "but",
	    "although", "whereas", "while", "whilst", "however", "unless"};
	static const char *const after_comma[] = {"so", "including",
	    "enabling", "when", "if"};
	/* "and we will", "and 90% are": and between two sentences */
	static const char *const after_and[] = {"we", "they", "it", "this",
	    "these", "you", "will", "is", "are", "have", "has", "can", "do"};
	static const char *const after_to[] = {"ensure", "make", "enable"};
	char before = word->at >= 2 ? passage->text.p[word->at - 2] : '\0';
	hw_str next = word + 1 < passage->words.items + passage->words.count
	    ? word[1].folded
	    : HW_STR_NONE;

	if ((word->marks & joined) != 0)
		return false;
	return before == ';' ||
	    is_one_of(word->folded, always, HW_COUNT(always)) ||
	    (before == ',' &&
		is_one_of(word->folded, after_comma,
		    HW_COUNT(after_comma))) ||
	    (hw_str_equal(word->folded, HW_STR("and")) &&
		is_one_of(next, after_and, HW_COUNT(after_and))) ||
	    (hw_str_equal(word->folded, HW_STR("so")) &&
		hw_str_equal(next, HW_STR("that"))) ||
	    (hw_str_equal(word->folded, HW_STR("to")) &&
		is_one_of(next, after_to, HW_COUNT(after_to)));
}

/* Names the place nearest to the middle where it could be cut. */
static hw_str help(struct hw_rules *rules, const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	size_t i, middle = sentence->word_count / 2, best = 0, end;
	const struct hw_passage_word *word;

	for (i = PART_WORDS; i + PART_WORDS < sentence->word_count; i++) {
		size_t far = i > middle ? i - middle : middle - i;
		size_t now = best > middle ? best - middle : middle - best;

		if (begins_part(passage, word_of(passage, sentence, i)) &&
		    (best == 0 || far < now))
			best = i;
	}
	if (best == 0)
		return HW_STR("Long sentences are hard to follow. Make two "
			      "of it, or a list.");
	word = word_of(passage, sentence, best + 2);
	end = word->at + word->text.len;
	word = word_of(passage, sentence, best);
	return hw_fmt(rules->arena,
	    "Long sentences are hard to follow. It could end before '%.*s "
	    "...', and the rest be a sentence of its own.",
	    HW_ARG(hw_str_sub(passage->text, word->at, end)));
}

void hw_standard_sentences(struct hw_rules *rules,
    const struct hw_passage *passage)
{
	size_t i;

	for (i = 0; i < passage->sentences.count; i++) {
		const struct hw_sentence *sentence =
		    &passage->sentences.items[i];
		size_t count = count_words(passage, sentence);
		hw_str note = HW_STR_NONE;

		if (count <= LONG_WORDS)
			continue;
		if (count < sentence->word_count)
			note = HW_STR(" (a name counts as one)");
		if (count > TOO_LONG_WORDS)
			hw_rule_report(rules, HW_DIAG_TOO_LONG_SENTENCE,
			    passage, sentence->at, sentence->text.len,
			    help(rules, passage, sentence),
			    "a sentence of %zu words%.*s; at most %d", count,
			    HW_ARG(note), TOO_LONG_WORDS);
		else
			hw_rule_report(rules, HW_DIAG_LONG_SENTENCE, passage,
			    sentence->at, sentence->text.len,
			    help(rules, passage, sentence),
			    "a sentence of %zu words%.*s; aim for %d", count,
			    HW_ARG(note), LONG_WORDS);
	}
}
