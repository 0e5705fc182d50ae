/* easy_hard: words that readers may not know, and short forms. */
#include "rules/easy.h"

#include "base/map.h"

#define HARD_SYLLABLES 3
/* Of longer runs and sentences only so many words are looked at: the time
 * taken must not grow faster than the page. */
#define RUN_WORDS     30
#define TAKE_UP_WORDS 60

struct hard {
	struct hw_easy *easy;
	struct hw_map so_far; /* stems of words explained by this place */
	struct hw_map told;   /* what has been reported */
};

static const struct hw_passage_word *word_at(const struct hw_passage *passage,
    size_t index)
{
	return &passage->words.items[index];
}

static size_t end_of(const struct hw_sentence *sentence)
{
	return sentence->first_word + sentence->word_count;
}

/* ------------------------------ explaining ----------------------------- */

/* A run of bold words within a sentence. */
struct run {
	size_t first, count;
};

static struct run bold_run(const struct hw_passage *passage,
    const struct hw_sentence *sentence, size_t index)
{
	struct run run = {index, 1};

	while (run.first > sentence->first_word &&
	    index - run.first < RUN_WORDS &&
	    (word_at(passage, run.first - 1)->marks & HW_MARK_BOLD))
		run.first--;
	run.count = index + 1 - run.first;
	while (run.first + run.count < end_of(sentence) &&
	    run.count < 2 * RUN_WORDS &&
	    (word_at(passage, run.first + run.count)->marks & HW_MARK_BOLD))
		run.count++;
	return run;
}

static bool is_article(hw_str folded)
{
	return hw_str_equal(folded, HW_STR("a")) ||
	    hw_str_equal(folded, HW_STR("an")) ||
	    hw_str_equal(folded, HW_STR("the"));
}

/* "A **host** is a company", "**Privacy** means …": the bold words open the
 * sentence, and a verb that explains comes next. */
static bool explains_itself(const struct hw_passage *passage,
    const struct hw_sentence *sentence, struct run run)
{
	static const char *const verbs[] = {"means", "mean", "is", "are",
	    "was", "were", "meant"};
	size_t next = run.first + run.count, i;

	if (next >= end_of(sentence) ||
	    (run.first != sentence->first_word &&
		(run.first != sentence->first_word + 1 ||
		    !is_article(
			word_at(passage, sentence->first_word)->folded))))
		return false;
	for (i = 0; i < HW_COUNT(verbs); i++)
		if (hw_str_equal(word_at(passage, next)->folded,
			hw_str_of(verbs[i])))
			return true;
	return false;
}

/* "This means …", "These are …" at the start of a sentence. */
static bool points_back(const struct hw_passage *passage,
    const struct hw_sentence *sentence)
{
	static const char *const starts[] = {"this means", "this is",
	    "these are", "that means", "that is", "it means", "it is",
	    "they are", "these mean"};
	size_t i;

	for (i = 0; i < HW_COUNT(starts); i++)
		if (hw_easy_spells(passage, sentence->first_word,
			end_of(sentence), starts[i]) > 0)
			return true;
	return false;
}

/* Does the sentence speak of one of the words of a run? */
static bool takes_up(const struct hw_passage *passage,
    const struct hw_sentence *sentence, const struct hw_passage *other,
    struct run run)
{
	size_t i, j;

	if (points_back(passage, sentence))
		return true;
	for (i = sentence->first_word;
	     i < end_of(sentence) && i - sentence->first_word < TAKE_UP_WORDS;
	     i++)
		for (j = run.first; j < run.first + run.count; j++)
			if (word_at(other, j)->folded.len > 3 &&
			    hw_str_equal(
				hw_easy_stem(word_at(passage, i)->folded),
				hw_easy_stem(word_at(other, j)->folded)))
				return true;
	return false;
}

/* The passage that is read next beside the same picture, or NULL. */
static const struct hw_passage *next_in_row(const struct hw_easy *easy,
    const struct hw_passage *passage)
{
	const struct hw_passage *end =
	    easy->passages->items + easy->passages->count;
	const struct hw_passage *next;

	for (next = passage + 1; next < end && next < passage + 4; next++)
		if (next->row == passage->row && next->kind != HW_PASSAGE_ALT)
			return next->sentences.count > 0 ? next : NULL;
		else if (next->row != passage->row)
			return NULL;
	return NULL;
}

static bool next_explains(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t sentence, struct run run)
{
	const struct hw_passage *next;

	if (sentence + 1 < passage->sentences.count)
		return takes_up(passage,
		    &passage->sentences.items[sentence + 1], passage, run);
	next = next_in_row(easy, passage);
	return next != NULL &&
	    takes_up(next, &next->sentences.items[0], passage, run);
}

/* The layout puts a bold entry of the glossary into the page's word list. */
static bool is_in_word_list(const struct hw_easy *easy,
    const struct hw_passage *passage, struct run run)
{
	size_t taken = 0;
	const struct hw_word *term = hw_lexicon_term(easy->rules->lexicon,
	    word_at(passage, run.first), run.count, &taken);

	return term != NULL && taken == run.count && term->easy.s.len > 0;
}

bool hw_easy_explains(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t sentence_index, size_t index)
{
	const struct hw_sentence *sentence =
	    &passage->sentences.items[sentence_index];
	struct run run;

	if (!(word_at(passage, index)->marks & HW_MARK_BOLD))
		return false;
	run = bold_run(passage, sentence, index);
	return explains_itself(passage, sentence, run) ||
	    next_explains(easy, passage, sentence_index, run) ||
	    is_in_word_list(easy, passage, run);
}

/* ------------------------------ hard words ----------------------------- */

static bool is_hard_part(const struct hw_lexicon *lexicon, hw_str part)
{
	return part.len > 0 && hw_lexicon_syllables(part) >= HARD_SYLLABLES &&
	    !hw_lexicon_is_familiar(lexicon, part);
}

/* Each part of a word with hyphens is a word that readers know or not. */
bool hw_easy_is_hard(const struct hw_easy *easy,
    const struct hw_passage_word *word)
{
	const struct hw_lexicon *lexicon = easy->rules->lexicon;
	hw_str rest = word->folded;

	if (word->kind != HW_WORD_PLAIN || hw_easy_is_spared(word) ||
	    (word->marks & HW_MARK_NAME) ||
	    hw_lexicon_is_familiar(lexicon, rest))
		return false;
	while (rest.len > 0) {
		size_t hyphen = hw_str_find_char(rest, '-');
		size_t len = hyphen == SIZE_MAX ? rest.len : hyphen;

		if (is_hard_part(lexicon, hw_str_sub(rest, 0, len)))
			return true;
		rest = hw_str_sub(rest, hyphen == SIZE_MAX ? len : len + 1,
		    rest.len);
	}
	return false;
}

static const char *easier(hw_str folded)
{
	static const struct {
		const char *hard, *easy;
	} swaps[] = {
#define HW_EASY_SWAP(hard, easy) {hard, easy},
#include "rules/easy_swaps.def"
#undef HW_EASY_SWAP
	};
	hw_str stem = hw_easy_stem(folded);
	size_t i;

	for (i = 0; i < HW_COUNT(swaps); i++)
		if (hw_str_equal(folded, hw_str_of(swaps[i].hard)) ||
		    hw_str_equal(stem, hw_str_of(swaps[i].hard)))
			return swaps[i].easy;
	return NULL;
}

static hw_str hard_help(struct hard *hard, const struct hw_passage *passage,
    size_t index, size_t end)
{
	struct hw_arena *arena = hard->easy->rules->arena;
	const char *easy_word = easier(word_at(passage, index)->folded);
	size_t taken;
	const struct hw_word *term =
	    hw_lexicon_term(hard->easy->rules->lexicon,
		word_at(passage, index), end - index, &taken);

	if (easy_word != NULL)
		return hw_fmt(arena,
		    "Use '%s'. Or make it bold and say what it means in the "
		    "next sentence.",
		    easy_word);
	if (term != NULL && term->easy.s.len > 0)
		return hw_fmt(arena,
		    "Use an easier word, or make it bold. The word list "
		    "explains it: '%.*s'",
		    HW_ARG(term->easy.s));
	return HW_STR("Use an easier word. Or make it bold, and say what it "
		      "means in the next sentence.");
}

static void report_hard(struct hard *hard, const struct hw_passage *passage,
    size_t index, size_t end)
{
	const struct hw_passage_word *word = word_at(passage, index);

	hw_rule_report(hard->easy->rules, HW_DIAG_HARD_WORD, passage,
	    word->at, word->text.len, hard_help(hard, passage, index, end),
	    word->marks & HW_MARK_BOLD
		? "'%.*s' is bold, but the next sentence does not explain it"
		: "'%.*s' may be hard, and nothing explains it",
	    HW_ARG(word->text));
}

static void check_word(struct hard *hard, const struct hw_passage *passage,
    size_t sentence, size_t index)
{
	const struct hw_passage_word *word = word_at(passage, index);
	size_t end = end_of(&passage->sentences.items[sentence]);
	hw_str stem = hw_easy_stem(word->folded);
	const struct hw_map *known = &hard->so_far;

	/* A title or heading cannot explain: the page has to, somewhere. */
	if (!hw_easy_is_prose(passage) || passage->kind == HW_PASSAGE_SUMMARY)
		known = &hard->easy->explained;
	if (hw_easy_explains(hard->easy, passage, sentence, index))
		hw_map_add(&hard->so_far, stem, hard);
	if (!hw_easy_is_hard(hard->easy, word) ||
	    hw_map_get(known, stem) != NULL ||
	    hw_map_get(&hard->told, stem) != NULL)
		return;
	hw_map_add(&hard->told, stem, hard);
	report_hard(hard, passage, index, end);
}

/* ------------------------------ short forms ---------------------------- */

/* "Part II": a number, which rules/easy_numbers speaks of. */
static bool is_roman(hw_str folded)
{
	return hw_easy_listed(HW_EASY_ROMANS, folded);
}

static bool has_figure(hw_str text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			return true;
	return false;
}

/* In capitals for emphasis alone. */
bool hw_easy_is_shouted(const struct hw_easy *easy,
    const struct hw_passage_word *word)
{
	size_t taken;

	return word->kind == HW_WORD_SHORT &&
	    hw_easy_listed(HW_EASY_SHOUTED, word->folded) &&
	    hw_lexicon_term(easy->rules->lexicon, word, 1, &taken) == NULL;
}

bool hw_easy_is_known_short(const struct hw_passage_word *word)
{
	return hw_easy_is_spared(word) ||
	    hw_easy_listed(HW_EASY_KNOWN_SHORT, word->folded) ||
	    hw_easy_listed(HW_EASY_KNOWN_SHORT, hw_easy_stem(word->folded));
}

static void check_short(struct hard *hard, const struct hw_passage *passage,
    size_t index, size_t end)
{
	struct hw_rules *rules = hard->easy->rules;
	const struct hw_passage_word *word = word_at(passage, index);
	const struct hw_word *term;
	size_t taken;
	hw_str help = HW_STR("Write the whole name, or a word in small "
			     "letters. If every reader knows it, add it to "
			     "'wording: allow' in site.yaml.");

	if (word->kind != HW_WORD_SHORT || hw_easy_is_known_short(word) ||
	    is_roman(word->folded) || hw_easy_is_shouted(hard->easy, word) ||
	    hw_map_get(&hard->told, word->text) != NULL)
		return;
	term = hw_lexicon_term(rules->lexicon, word, 1, &taken);
	if (term == NULL && has_figure(word->text))
		return; /* the number of a road, a room, a postcode */
	if (hw_easy_in_capitals(hard->easy, passage, index, end) ||
	    hw_easy_phrase(passage, index, end, &taken) != NULL)
		return; /* reported as capitals, or as a phrase: ASAP */
	if (term != NULL)
		help = hw_fmt(rules->arena, "Write '%.*s'.",
		    HW_ARG(term->term.s));
	hw_map_add(&hard->told, word->text, hard);
	hw_rule_report(rules, HW_DIAG_EASY_SHORT_FORM, passage, word->at,
	    word->text.len, help, "'%.*s' is a short form",
	    HW_ARG(word->text));
}

/* --------------------------------- all --------------------------------- */

typedef void word_rule(struct hard *hard, const struct hw_passage *passage,
    size_t sentence, size_t index);

static void note_explained(struct hard *hard,
    const struct hw_passage *passage, size_t sentence, size_t index)
{
	if (hw_easy_explains(hard->easy, passage, sentence, index))
		hw_map_add(&hard->easy->explained,
		    hw_easy_stem(word_at(passage, index)->folded), hard);
}

static void check_both(struct hard *hard, const struct hw_passage *passage,
    size_t sentence, size_t index)
{
	check_word(hard, passage, sentence, index);
	check_short(hard, passage, index,
	    end_of(&passage->sentences.items[sentence]));
}

static void each_word(struct hard *hard, word_rule *rule)
{
	const struct hw_passages *passages = hard->easy->passages;
	size_t i, j, k;

	for (i = 0; i < passages->count; i++) {
		const struct hw_passage *passage = &passages->items[i];

		if (!hw_easy_is_judged(passage))
			continue;
		for (j = 0; j < passage->sentences.count; j++)
			for (k = passage->sentences.items[j].first_word;
			     k < end_of(&passage->sentences.items[j]); k++)
				rule(hard, passage, j, k);
	}
}

void hw_easy_hard_words(struct hw_easy *easy)
{
	struct hard hard = {.easy = easy};

	hw_map_init(&easy->explained, easy->rules->arena);
	hw_map_init(&hard.so_far, easy->rules->arena);
	hw_map_init(&hard.told, easy->rules->arena);
	each_word(&hard, note_explained);
	each_word(&hard, check_both);
}
