/* easy_verbs: who does it, and sentences that say what is not. */
#include "rules/easy.h"

static hw_str folded_at(const struct hw_passage *passage, size_t index)
{
	return passage->words.items[index].folded;
}

static bool is_word(const struct hw_passage *passage, size_t index,
    size_t end, const char *word)
{
	return index < end &&
	    hw_str_equal(folded_at(passage, index), hw_str_of(word));
}

static size_t end_of(const struct hw_sentence *sentence)
{
	return sentence->first_word + sentence->word_count;
}

/* -------------------------------- rule 8 ------------------------------- */

enum voice { ACTIVE, DOUBTFUL, PASSIVE };

static enum voice voice_of(hw_str folded)
{
	if (hw_easy_listed(HW_EASY_PARTICIPLES, folded))
		return PASSIVE;
	if (hw_easy_listed(HW_EASY_STATES, folded))
		return DOUBTFUL;
	if (folded.len > 4 && hw_str_ends(folded, HW_STR("ed")) &&
	    !hw_str_ends(folded, HW_STR("eed")))
		return PASSIVE;
	/* "done", "left": a state unless somebody is named. */
	if (hw_str_equal(folded, HW_STR("done")) ||
	    hw_str_equal(folded, HW_STR("left")))
		return DOUBTFUL;
	return ACTIVE;
}

static bool may_stand_between(hw_str folded)
{
	return hw_easy_listed(HW_EASY_BETWEEN, folded) ||
	    (folded.len > 4 && hw_str_ends(folded, HW_STR("ly")));
}

/* The words after "by", when they name who acts; empty when they do not. */
static hw_str actor_after(const struct hw_passage *passage, size_t index,
    size_t end)
{
	const struct hw_passage_word *word;
	size_t i, from;

	for (i = index + 1; i < end && i < index + 7; i++)
		if (is_word(passage, i, end, "by"))
			break;
	from = i + 1;
	if (from >= end || i >= index + 7)
		return HW_STR_NONE;
	word = &passage->words.items[from];
	if (word->kind == HW_WORD_NUMBER || word->kind == HW_WORD_TIME ||
	    word->kind == HW_WORD_ORDINAL ||
	    hw_easy_listed(HW_EASY_MONTHS, word->folded) ||
	    hw_easy_listed(HW_EASY_DAYS, word->folded) ||
	    hw_easy_listed(HW_EASY_NOT_WHO, word->folded) ||
	    hw_str_ends(word->folded, HW_STR("ing")))
		return HW_STR_NONE;
	for (i = from; i + 1 < end && i < from + 4; i++)
		if (!hw_str_equal(hw_easy_gap(passage, i + 1), HW_STR(" ")) ||
		    is_word(passage, i + 1, end, "and") ||
		    is_word(passage, i + 1, end, "to") ||
		    is_word(passage, i + 1, end, "in") ||
		    is_word(passage, i + 1, end, "on") ||
		    is_word(passage, i + 1, end, "at"))
			break;
	return hw_easy_stretch(passage, from, i + 1 - from);
}

/* "was put off", "is made up of", "are used to": fixed, or said of things. */
static bool is_fixed_verb(const struct hw_passage *passage, size_t index,
    size_t end)
{
	static const char *const fixed[] = {"made up", "made of", "set in",
	    "read out", "put off", "kept in mind", "run down", "set back",
	    "set up", "brought up", "met with"};
	size_t i;

	for (i = 0; i < HW_COUNT(fixed); i++)
		if (hw_easy_spells(passage, index, end, fixed[i]) > 0)
			return true;
	return false;
}

static void report_passive(struct hw_easy *easy,
    const struct hw_passage *passage, size_t first, size_t last, hw_str actor)
{
	hw_str stretch = hw_easy_stretch(passage, first, last + 1 - first);
	hw_str help = HW_STR(
	    "Begin with who does it: 'We will ring you', not 'You will be "
	    "rung'.");

	if (actor.len > 0)
		help = hw_fmt(easy->rules->arena,
		    "Begin the sentence with who does it: '%.*s'.",
		    HW_ARG(actor));
	hw_rule_report(easy->rules, HW_DIAG_PASSIVE,
	    HW_EASY_AT(passage, stretch), help,
	    "'%.*s' does not say first who does it", HW_ARG(stretch));
}

/* Looks for a passive at the form of be or get that stands at `index`;
 * returns the index to go on from. */
static size_t check_voice(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	bool is_get = hw_easy_listed(HW_EASY_GET, folded_at(passage, index));
	size_t i = index + 1;
	enum voice voice;
	hw_str actor;

	while (i < end && i < index + 4 &&
	    may_stand_between(folded_at(passage, i)))
		i++;
	if (i >= end || hw_easy_is_spared(&passage->words.items[i]) ||
	    (passage->words.items[i].marks & (HW_MARK_NAME | HW_MARK_TERM)) !=
		0 ||
	    !hw_str_equal(hw_easy_gap(passage, i), HW_STR(" ")))
		return index + 1;
	voice = voice_of(folded_at(passage, i));
	if (voice == ACTIVE || is_fixed_verb(passage, i, end))
		return index + 1;
	actor = actor_after(passage, i, end);
	if (actor.len > 0 || (voice == PASSIVE && !is_get))
		report_passive(easy, passage, index, i, actor);
	return i + 1;
}

/* -------------------------------- rule 9 ------------------------------- */

static bool is_contracted_not(hw_str folded)
{
	return hw_str_ends(folded, HW_STR("n't"));
}

/* A "no" that denies nothing: "no. 5", "yes or no", "not only", the name of
 * a state. */
static bool is_harmless_no(const struct hw_passage *passage, size_t index,
    size_t first, size_t end)
{
	if (is_word(passage, index, end, "no"))
		return (index == first && index + 1 < end &&
			   hw_str_starts(hw_easy_gap(passage, index + 1),
			       HW_STR(","))) ||
		    (index + 1 < end &&
			passage->words.items[index + 1].kind ==
			    HW_WORD_NUMBER) ||
		    (index > first &&
			(is_word(passage, index - 1, end, "or") ||
			    is_word(passage, index - 1, end, "say") ||
			    is_word(passage, index - 1, end, "says")));
	if (is_word(passage, index, end, "not"))
		return is_word(passage, index + 1, end, "only") ||
		    is_word(passage, index + 1, end, "started") ||
		    (index > first && is_word(passage, index - 1, end, "or"));
	return false;
}

struct noes {
	size_t count;       /* that stand on their own */
	size_t beside;      /* that count beside another */
	size_t first, last; /* their words */
};

static void add_no(struct noes *noes, size_t index, bool is_beside)
{
	if (noes->count + noes->beside == 0)
		noes->first = index;
	noes->last = index;
	if (is_beside)
		noes->beside++;
	else
		noes->count++;
}

/* "No owners and no dates": one denial, told twice. */
static bool goes_on_denying(const struct hw_passage *passage, size_t index,
    const struct noes *noes)
{
	hw_str gap = hw_easy_gap(passage, index);
	hw_str before;

	if (noes->count == 0 || index == 0 ||
	    !hw_str_starts(folded_at(passage, index), HW_STR("no")))
		return false;
	before = folded_at(passage, index - 1);
	return hw_str_starts(gap, HW_STR(",")) ||
	    hw_str_equal(before, HW_STR("and")) ||
	    hw_str_equal(before, HW_STR("or"));
}

static struct noes count_noes(const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	struct noes noes = {0};
	size_t i, first = sentence->first_word, end = end_of(sentence);

	for (i = first; i < end; i++) {
		hw_str folded = folded_at(passage, i);

		if (hw_easy_is_spared(&passage->words.items[i]) ||
		    is_harmless_no(passage, i, first, end) ||
		    goes_on_denying(passage, i, &noes))
			continue;
		if (hw_easy_listed(HW_EASY_NEGATIVES, folded) ||
		    is_contracted_not(folded))
			add_no(&noes, i, false);
		else if (hw_easy_listed(HW_EASY_NEGATIVES_BESIDE, folded))
			add_no(&noes, i, true);
		else if (i > first && noes.count > 0 && noes.last + 2 >= i &&
		    hw_easy_listed(HW_EASY_UN_WORDS, folded))
			add_no(&noes, i, true);
	}
	return noes;
}

static void report_double(struct hw_easy *easy,
    const struct hw_passage *passage, const struct noes *noes)
{
	const struct hw_passage_word *first =
	    &passage->words.items[noes->first];
	const struct hw_passage_word *last =
	    &passage->words.items[noes->last];

	hw_rule_report(easy->rules, HW_DIAG_DOUBLE_NEGATIVE, passage,
	    first->at, last->at + last->text.len - first->at,
	    HW_STR("Two in one sentence are easy to read the wrong way "
		   "round. Say what people can do, or make two sentences."),
	    "'%.*s' and '%.*s' in one sentence", HW_ARG(first->text),
	    HW_ARG(last->text));
}

/* One "not" may be the plainest way to say it: a person decides. */
static void report_one(struct hw_easy *easy, const struct hw_passage *passage,
    const struct noes *noes)
{
	const struct hw_passage_word *word =
	    &passage->words.items[noes->first];

	hw_rule_report(easy->rules, HW_DIAG_ONE_NOT, passage, word->at,
	    word->text.len,
	    HW_STR("Readers may miss it. Where you can, say what is so, or "
		   "what people can do."),
	    "'%.*s': this sentence says what is not so", HW_ARG(word->text));
}

/* --------------------------------- all --------------------------------- */

static void check_sentence(struct hw_easy *easy,
    const struct hw_passage *passage, const struct hw_sentence *sentence)
{
	struct noes noes = count_noes(passage, sentence);
	size_t i, end = end_of(sentence);

	if (noes.count > 0 && noes.count + noes.beside > 1)
		report_double(easy, passage, &noes);
	else if (noes.count == 1)
		report_one(easy, passage, &noes);
	for (i = sentence->first_word; i < end;)
		if ((hw_easy_listed(HW_EASY_BE, folded_at(passage, i)) ||
			hw_easy_listed(HW_EASY_GET, folded_at(passage, i))) &&
		    !hw_easy_is_spared(&passage->words.items[i]))
			i = check_voice(easy, passage, i, end);
		else
			i++;
}

void hw_easy_verb_rules(struct hw_easy *easy)
{
	size_t i, j;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (!hw_easy_is_prose(passage))
			continue;
		for (j = 0; j < passage->sentences.count; j++)
			check_sentence(easy, passage,
			    &passage->sentences.items[j]);
	}
}
