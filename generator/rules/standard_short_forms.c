/* standard_short_forms: is each short form of a page explained? */
#include "rules/short_forms.h"
#include "rules/standard.h"

struct seen {
	bool is_explained, is_reported;
};

struct check {
	struct hw_rules *rules;
	struct hw_map seen; /* of the page: short form -> struct seen */
};

/* Without the ending of a plural or possessive: SENCOs, EHCP's. */
static hw_str singular(hw_str word)
{
	static const hw_str endings[] = {{"'s", 2}, {"\xE2\x80\x99s", 4},
	    {"s", 1}};
	size_t i;

	for (i = 0; i < HW_COUNT(endings); i++)
		if (word.len > endings[i].len + 1 &&
		    hw_str_ends(word, endings[i]))
			return hw_str_sub(word, 0, word.len - endings[i].len);
	return word;
}

/* Capitals rule in a short form; HealthCare and YouTube are names. */
static bool is_capitals(hw_str word)
{
	size_t i, capitals = 0, small = 0;

	for (i = 0; i < word.len; i++) {
		capitals += word.p[i] >= 'A' && word.p[i] <= 'Z';
		small += word.p[i] >= 'a' && word.p[i] <= 'z';
	}
	return capitals >= 2 && capitals >= small;
}

/* "DT1 1XJ", "SW1A 2AA": the first half of a postcode before the second. */
static bool is_postcode(const struct hw_passage *passage, size_t i)
{
	hw_str word = passage->words.items[i].text, next;

	if (i + 1 == passage->words.count || word.len > 4 ||
	    (!hw_is_digit(word.p[word.len - 1]) &&
		!hw_is_digit(word.p[word.len - 2])))
		return false;
	next = passage->words.items[i + 1].text;
	return next.len == 3 && hw_is_digit(next.p[0]) &&
	    !hw_is_digit(next.p[1]) && !hw_is_digit(next.p[2]);
}

static char byte_at(hw_str text, size_t at)
{
	return at < text.len ? text.p[at] : '\0';
}

/* "called an IP address", "known as CAMHS". */
static bool is_named(const struct hw_passage *passage, size_t i)
{
	size_t k;

	for (k = i; k > 0 && k + 2 > i; k--) {
		hw_str before = passage->words.items[k - 1].folded;

		if (hw_str_equal(before, HW_STR("called")) ||
		    (hw_str_equal(before, HW_STR("as")) && k >= 2 &&
			hw_str_equal(passage->words.items[k - 2].folded,
			    HW_STR("known"))))
			return true;
	}
	return false;
}

/* "words in full (SHORT)", "SHORT (words in full)". */
static bool is_explained_here(const struct hw_passage *passage, size_t i)
{
	const struct hw_passage_word *word = &passage->words.items[i];
	hw_str text = passage->text;
	size_t end = word->at + word->text.len, close;

	if (is_named(passage, i))
		return true;
	if (i >= 2 && word->at > 0 && text.p[word->at - 1] == '(' &&
	    (byte_at(text, end) == ')' || byte_at(text, end) == ',' ||
		byte_at(text, end) == ';'))
		return true;
	if (byte_at(text, end) != ' ' || byte_at(text, end + 1) != '(')
		return false;
	close = hw_str_find_char(hw_str_sub(text, end, text.len), ')');
	return close != SIZE_MAX &&
	    hw_str_find_char(hw_str_sub(text, end + 1, end + close), ' ') !=
	    SIZE_MAX;
}

/* A word in capitals that is a word in small letters too. Where there is no
 * list of words, any that is made of letters. */
static bool is_loud(const struct hw_rules *rules,
    const struct hw_passage_word *word)
{
	size_t i;

	for (i = 0; i < word->text.len; i++)
		if (word->text.p[i] < 'A' || word->text.p[i] > 'Z')
			return false;
	return word->text.len >= 2 && !hw_short_form_is_known(word->text) &&
	    hw_lexicon_is_familiar(rules->lexicon, word->folded);
}

/* Words that shout are no short forms: "IMPACT:", "READ THIS". */
static bool is_shouted(const struct hw_rules *rules,
    const struct hw_passage *passage, size_t i)
{
	const struct hw_passage_word *words = passage->words.items;
	size_t k, from = i > 2 ? i - 2 : 0, loud = 0;

	if (words[i].text.len >= 5 && hw_lexicon_has_list(rules->lexicon) &&
	    is_loud(rules, &words[i]))
		return true;
	for (k = from; k < passage->words.count && k <= i + 2; k++)
		loud += k != i && is_loud(rules, &words[k]);
	return loud >= 2;
}

static bool needs_explaining(struct check *check,
    const struct hw_passage *passage, size_t i)
{
	const struct hw_passage_word *word = &passage->words.items[i];
	hw_str plain = singular(word->text);

	return word->kind == HW_WORD_SHORT &&
	    (word->marks &
		(HW_MARK_TERM | HW_MARK_ALLOWED | HW_MARK_NAME |
		    HW_MARK_FACT)) == 0 &&
	    is_capitals(plain) && !hw_short_form_is_known(plain) &&
	    !hw_short_form_is_code(plain) && !is_postcode(passage, i) &&
	    !is_shouted(check->rules, passage, i);
}

/* The glossary's short form that was meant, perhaps. */
static hw_str nearest(struct check *check, hw_str word)
{
	const struct hw_words *words = &check->rules->site->words;
	hw_str *forms =
	    HW_NEW_ARRAY(check->rules->arena, hw_str, words->words.count + 1);
	size_t i, count = 0;

	for (i = 0; i < words->words.count; i++)
		if (words->words.items[i].short_form.s.len > 3)
			forms[count++] = words->words.items[i].short_form.s;
	return word.len > 3 ? hw_str_nearest(word, forms, count)
			    : HW_STR_NONE;
}

static void report(struct check *check, const struct hw_passage *passage,
    const struct hw_passage_word *word, bool is_later)
{
	hw_str plain = singular(word->text);
	hw_str meant = nearest(check, plain);
	struct hw_arena *arena = check->rules->arena;

	if (meant.len > 0)
		meant = hw_fmt(arena,
		    "Did you mean '%.*s'? If not: ", HW_ARG(meant));
	hw_rule_report(check->rules, HW_DIAG_SHORT_FORM, passage, word->at,
	    word->text.len,
	    hw_fmt(arena,
		"%.*sWrite it out the first time, as in 'the words in full "
		"(%.*s)', or put it into 'content/words.yaml', and headway "
		"writes it out on every page.",
		HW_ARG(meant), HW_ARG(plain)),
	    is_later ? "'%.*s' is used before the page explains it"
		     : "'%.*s' is a short form that nothing explains",
	    HW_ARG(plain));
}

static struct seen *seen_of(struct check *check, hw_str word)
{
	struct seen *seen = hw_map_get(&check->seen, word);

	return seen != NULL ? seen
			    : hw_map_add(&check->seen, word,
				  HW_NEW(check->rules->arena, struct seen));
}

/* Where a reader can be told: titles and headings stay short. */
static bool is_text(const struct hw_passage *passage)
{
	return passage->kind != HW_PASSAGE_TITLE &&
	    passage->kind != HW_PASSAGE_HEADING &&
	    passage->kind != HW_PASSAGE_NAME;
}

static void find_explained(struct check *check,
    const struct hw_passages *passages)
{
	size_t i, k;

	for (i = 0; i < passages->count; i++)
		for (k = 0; k < passages->items[i].words.count; k++)
			if (passages->items[i].words.items[k].kind ==
				HW_WORD_SHORT &&
			    is_explained_here(&passages->items[i], k))
				seen_of(check,
				    singular(passages->items[i]
						 .words.items[k]
						 .text))
				    ->is_explained = true;
}

static void check_passage(struct check *check,
    const struct hw_passage *passage)
{
	size_t k;

	for (k = 0; k < passage->words.count; k++) {
		const struct hw_passage_word *word = &passage->words.items[k];
		struct seen *seen;

		if (!needs_explaining(check, passage, k))
			continue;
		seen = seen_of(check, singular(word->text));
		if (seen->is_reported)
			continue;
		if (is_explained_here(passage, k)) {
			seen->is_reported = true; /* from here on it is */
		} else if (!seen->is_explained || is_text(passage)) {
			seen->is_reported = true;
			report(check, passage, word, seen->is_explained);
		}
	}
}

void hw_standard_short_forms(struct hw_rules *rules,
    const struct hw_passages *passages)
{
	struct check check = {.rules = rules};
	size_t i;

	hw_map_init(&check.seen, rules->arena);
	find_explained(&check, passages);
	for (i = 0; i < passages->count; i++)
		if (!passages->items[i].is_quoted &&
		    passages->items[i].kind != HW_PASSAGE_QUOTE &&
		    passages->items[i].kind != HW_PASSAGE_ALT)
			check_passage(&check, &passages->items[i]);
}
