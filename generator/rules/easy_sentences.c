/* easy_sentences: how long a sentence is, how many ideas it holds, whether
 * it asks, and whether it says whom it speaks of. */
#include "rules/easy.h"

#define SENTENCE_WORDS 15
/* A part of a split sentence has at least so many. */
#define PART_WORDS 3

static const struct hw_passage_word *word_at(const struct hw_passage *passage,
    size_t index)
{
	return &passage->words.items[index];
}

static size_t end_of(const struct hw_sentence *sentence)
{
	return sentence->first_word + sentence->word_count;
}

/* -------------------------------- rule 1 ------------------------------- */

static bool joins(const struct hw_passage_word *word)
{
	static const hw_str others[] = {{"and", 3}, {"so", 2}, {"which", 5},
	    {"or", 2}};
	size_t i;

	for (i = 0; i < HW_COUNT(others); i++)
		if (hw_str_equal(word->folded, others[i]))
			return true;
	return hw_easy_listed(HW_EASY_JOINTS, word->folded);
}

/* The word nearest to the middle before which the sentence could end; 0 when
 * there is none. */
static size_t best_joint(const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	size_t first = sentence->first_word, end = end_of(sentence), i;
	size_t middle = first + sentence->word_count / 2, best = 0, far, near;

	near = sentence->word_count;
	for (i = first + PART_WORDS; i + PART_WORDS <= end; i++) {
		far = i > middle ? i - middle : middle - i;
		if (far >= near ||
		    (word_at(passage, i)->marks &
			(HW_MARK_TERM | HW_MARK_NAME | HW_MARK_QUOTED)))
			continue;
		if (joins(word_at(passage, i)) ||
		    hw_str_starts(hw_easy_gap(passage, i), HW_STR(","))) {
			best = i;
			near = far;
		}
	}
	return best;
}

static void check_length(struct hw_easy *easy,
    const struct hw_passage *passage, const struct hw_sentence *sentence)
{
	size_t joint;
	hw_str help = HW_STR("Use 15 or fewer; aim for 10. Split it in two.");

	if (sentence->word_count <= SENTENCE_WORDS)
		return;
	joint = best_joint(passage, sentence);
	if (joint != 0)
		help = hw_fmt(easy->rules->arena,
		    "Use 15 or fewer; aim for 10. Split it in two: try a "
		    "full "
		    "stop before '%.*s'.",
		    HW_ARG(word_at(passage, joint)->text));
	hw_rule_report(easy->rules, HW_DIAG_EASY_SENTENCE, passage,
	    sentence->at, sentence->text.len, help,
	    "this sentence has %zu words", sentence->word_count);
}

/* -------------------------------- rule 2 ------------------------------- */

/* Part of something that is one thing: a term, a name, a quotation. */
static bool is_fixed(const struct hw_passage_word *word)
{
	return hw_easy_is_spared(word) ||
	    (word->marks & (HW_MARK_TERM | HW_MARK_NAME)) != 0;
}

enum verb { NO_VERB, INNER_SUBJECT, VERB };

/* Is there a verb from `from` on, up to `to`? Those of a smaller sentence
 * inside ("who are", "what help is") do not count; where `to` falls into one
 * that still waits for its verb, all before it is its subject. */
static enum verb find_verb(const struct hw_passage *passage, size_t from,
    size_t to)
{
	bool is_inner = false;
	enum verb found = NO_VERB;
	size_t i;

	for (i = from; i < to; i++) {
		const struct hw_passage_word *word = word_at(passage, i);

		if (hw_easy_listed(HW_EASY_INNER, word->folded))
			is_inner = true;
		else if (hw_easy_listed(HW_EASY_VERBS, word->folded) &&
		    !(word->marks & HW_MARK_NAME)) {
			if (!is_inner)
				found = VERB;
			is_inner = false;
		}
	}
	return is_inner ? INNER_SUBJECT : found;
}

static bool joins_ideas(const struct hw_passage *passage,
    const struct hw_sentence *sentence, size_t index)
{
	size_t end = end_of(sentence), next = index + 1;

	if (next >= end || index == sentence->first_word)
		return false;
	if (is_fixed(word_at(passage, index)) &&
	    is_fixed(word_at(passage, next)))
		return false;
	/* "… and we want to learn": any word after these is a verb. */
	if (hw_easy_listed(HW_EASY_PEOPLE, word_at(passage, next)->folded) &&
	    next + 1 < end)
		return true;
	if (hw_easy_listed(HW_EASY_SUBJECTS, word_at(passage, next)->folded))
		return find_verb(passage, next, end) == VERB;
	return find_verb(passage, sentence->first_word, index) == VERB &&
	    find_verb(passage, next, end) == VERB;
}

/* "apples, pears and plums": from this comma a few words go to the next, and
 * so on to "and" or "or"; nowhere a verb. */
static bool is_list_comma(const struct hw_passage *passage,
    const struct hw_sentence *sentence, size_t index)
{
	size_t end = end_of(sentence), i, run = 0;

	if (is_fixed(word_at(passage, index)) &&
	    index > sentence->first_word &&
	    is_fixed(word_at(passage, index - 1)))
		return true;
	for (i = index; i < end && run < 7; i++, run++) {
		hw_str folded = word_at(passage, i)->folded;

		if (hw_str_equal(folded, HW_STR("and")) ||
		    hw_str_equal(folded, HW_STR("or")))
			return !joins_ideas(passage, sentence, i);
		if (i > index &&
		    hw_str_starts(hw_easy_gap(passage, i), HW_STR(",")))
			run = 0;
		if (hw_easy_listed(HW_EASY_VERBS, folded) ||
		    hw_easy_listed(HW_EASY_SUBJECTS, folded))
			return false;
	}
	return false;
}

/* "which" that begins a new idea ("the plan, which is new"), not one that
 * chooses ("say which page is wrong"). */
static bool is_joining_which(const struct hw_passage *passage, size_t index)
{
	hw_str gap = hw_easy_gap(passage, index);

	return hw_str_starts(gap, HW_STR(","));
}

/* Words up to which ", but" is one joint: "The bus came, but it was late." */
#define SHORT_WORDS 10

static size_t joints_at(const struct hw_passage *passage,
    const struct hw_sentence *sentence, size_t index)
{
	hw_str folded = word_at(passage, index)->folded;
	hw_str gap = hw_easy_gap(passage, index);
	bool has_comma = hw_str_starts(gap, HW_STR(",")) &&
	    !is_list_comma(passage, sentence, index);
	bool is_joint = hw_easy_listed(HW_EASY_JOINTS, folded);

	if (hw_str_find_char(gap, ';') != SIZE_MAX)
		return 2;
	if (hw_str_equal(folded, HW_STR("which")))
		is_joint = is_joining_which(passage, index);
	else if (hw_str_equal(folded, HW_STR("and")))
		is_joint = joins_ideas(passage, sentence, index);
	if (has_comma && is_joint)
		return sentence->word_count > SHORT_WORDS ? 2 : 1;
	return has_comma || is_joint;
}

static size_t count_joints(const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	size_t i, count = 0, end = end_of(sentence);

	for (i = sentence->first_word + 1; i < end; i++)
		if (!(word_at(passage, i)->marks & HW_MARK_QUOTED))
			count += joints_at(passage, sentence, i);
	return count;
}

static void check_ideas(struct hw_easy *easy,
    const struct hw_passage *passage, const struct hw_sentence *sentence)
{
	size_t joint;
	hw_str help = HW_STR("Try two sentences: one idea in each.");

	/* A sentence that is too long is told to be split already. */
	if (sentence->word_count > SENTENCE_WORDS ||
	    count_joints(passage, sentence) < 2)
		return;
	joint = best_joint(passage, sentence);
	if (joint != 0)
		help = hw_fmt(easy->rules->arena,
		    "Try two sentences, one idea in each: a full stop before "
		    "'%.*s'.",
		    HW_ARG(word_at(passage, joint)->text));
	hw_rule_report(easy->rules, HW_DIAG_EASY_TWO_IDEAS, passage,
	    sentence->at, sentence->text.len, help,
	    "this sentence may hold two ideas");
}

/* ------------------------------- rule 17 ------------------------------- */

static void check_question(struct hw_easy *easy,
    const struct hw_passage *passage, const struct hw_sentence *sentence)
{
	size_t i;

	if (!sentence->is_question || sentence->word_count == 0)
		return;
	/* Speech: "Mum asked, 'Can I come?'" */
	for (i = sentence->first_word; i < end_of(sentence); i++)
		if (word_at(passage, i)->marks &
		    (HW_MARK_QUOTED | HW_MARK_ALLOWED))
			return;
	hw_rule_report(easy->rules, HW_DIAG_QUESTION, passage, sentence->at,
	    sentence->text.len,
	    HW_STR("A question here can worry readers: they may think that "
		   "they must answer. Make it a statement, or the heading."),
	    "a question outside a heading");
}

/* ------------------------------- rule 14 ------------------------------- */

/* "It is hard to …", "It takes …" speak of nothing before them. */
static bool is_empty_it(const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	size_t i, end = end_of(sentence);

	for (i = sentence->first_word + 2; i < end; i++) {
		hw_str word = word_at(passage, i)->folded;

		if (hw_str_equal(word, HW_STR("to")) ||
		    hw_str_equal(word, HW_STR("that")) ||
		    hw_str_equal(word, HW_STR("if")) ||
		    hw_str_equal(word, HW_STR("your")) ||
		    hw_str_equal(word, HW_STR("when")))
			return true;
	}
	return false;
}

/* Only the first sentence of a row is looked at: what comes before it is
 * beside another picture, or is a heading, which names what is meant. */
static void check_pointer(struct hw_easy *easy,
    const struct hw_passage *passage, const struct hw_sentence *sentence)
{
	const struct hw_passage_word *word, *next;
	bool is_it, is_they;

	if (sentence->word_count < 3)
		return;
	word = word_at(passage, sentence->first_word);
	next = word + 1;
	if (!hw_easy_listed(HW_EASY_POINTERS, word->folded) ||
	    hw_easy_is_spared(word) ||
	    !hw_easy_listed(HW_EASY_VERBS, next->folded))
		return;
	is_it = hw_str_equal(word->folded, HW_STR("it"));
	is_they = hw_str_equal(word->folded, HW_STR("they"));
	if (is_it && is_empty_it(passage, sentence))
		return;
	/* "This is a plan": the reader sees what is meant. */
	if (!is_it && !is_they &&
	    (hw_str_equal(next->folded, HW_STR("is")) ||
		hw_str_equal(next->folded, HW_STR("are"))))
		return;
	hw_rule_report(easy->rules, HW_DIAG_UNCLEAR_NOUN, passage, word->at,
	    word->text.len,
	    hw_fmt(easy->rules->arena,
		"Say the name again, as in '%s …'. Readers may not remember "
		"the words beside the picture before.",
		is_it         ? "The plan"
		    : is_they ? "The partners"
			      : "This plan"),
	    "'%.*s' does not say who or what", HW_ARG(word->text));
}

/* --------------------------------- all --------------------------------- */

static void check_passage(struct hw_easy *easy,
    const struct hw_passage *passage, bool is_next_row)
{
	size_t i;

	for (i = 0; i < passage->sentences.count; i++) {
		const struct hw_sentence *sentence =
		    &passage->sentences.items[i];

		check_length(easy, passage, sentence);
		check_ideas(easy, passage, sentence);
		check_question(easy, passage, sentence);
		if (is_next_row && i == 0)
			check_pointer(easy, passage, sentence);
	}
}

void hw_easy_sentence_rules(struct hw_easy *easy)
{
	const struct hw_node *row = NULL;
	bool is_after_heading = false;
	size_t i;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (passage->kind == HW_PASSAGE_HEADING)
			is_after_heading = true;
		if (!hw_easy_is_prose(passage))
			continue;
		check_passage(easy, passage,
		    !is_after_heading && passage->row != NULL &&
			passage->row != row);
		row = passage->row;
		is_after_heading = false;
	}
}
