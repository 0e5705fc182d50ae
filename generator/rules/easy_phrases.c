/* easy_phrases: words and phrases that have a better one. */
#include "rules/easy.h"

static const struct hw_passage_word *word_at(const struct hw_passage *passage,
    size_t index)
{
	return &passage->words.items[index];
}

/* ------------------------- rules 6, 13, 16, 18 ------------------------- */

static void report_phrase(struct hw_easy *easy,
    const struct hw_passage *passage, hw_str stretch,
    const struct hw_easy_phrase *phrase)
{
	struct hw_arena *arena = easy->rules->arena;
	const char *better = phrase->instead;

	switch (phrase->code) {
	case HW_DIAG_LATIN_OR_SIGN:
		hw_rule_report(easy->rules, HW_DIAG_LATIN_OR_SIGN,
		    HW_EASY_AT(passage, stretch),
		    hw_fmt(arena, "Write '%s'.", better),
		    "'%.*s' is not a word that everybody reads with ease",
		    HW_ARG(stretch));
		break;
	case HW_DIAG_VAGUE_TIME:
		hw_rule_report(easy->rules, HW_DIAG_VAGUE_TIME,
		    HW_EASY_AT(passage, stretch),
		    hw_fmt(arena,
			"Give the date, as in '%s'. The page may be read a "
			"year from now.",
			better),
		    "'%.*s' goes out of date", HW_ARG(stretch));
		break;
	case HW_DIAG_SAYING:
		hw_rule_report(easy->rules, HW_DIAG_SAYING,
		    HW_EASY_AT(passage, stretch),
		    hw_fmt(arena,
			"Say what happens, as in '%s'. Many readers take "
			"each word as it stands.",
			better),
		    "'%.*s' is a saying", HW_ARG(stretch));
		break;
	case HW_DIAG_DISTANT_WORD:
		hw_rule_report(easy->rules, HW_DIAG_DISTANT_WORD,
		    HW_EASY_AT(passage, stretch),
		    hw_fmt(arena, "Talk to the reader. Write 'you'%s%s%s.",
			strcmp(better, "you") == 0 ? "" : " or '",
			strcmp(better, "you") == 0 ? "" : better,
			strcmp(better, "you") == 0 ? "" : "'"),
		    "'%.*s' talks about readers, not to them",
		    HW_ARG(stretch));
		break;
	case HW_DIAG_NUMBER_WORD:
		hw_rule_report(easy->rules, HW_DIAG_NUMBER_WORD,
		    HW_EASY_AT(passage, stretch),
		    hw_fmt(arena, "Write '%s'.", better),
		    "'%.*s' is a number in words", HW_ARG(stretch));
		break;
	default:
		break;
	}
}

/* Quoted, allowed, in a name, or (for words about people) a hard word in
 * bold that the page explains. */
static bool is_let_be(const struct hw_passage *passage, size_t index,
    size_t count, int code)
{
	size_t i;

	for (i = index; i < index + count; i++)
		if (hw_easy_is_spared(word_at(passage, i)) ||
		    (i > index &&
			(word_at(passage, i)->marks & HW_MARK_NAME)) ||
		    (code == HW_DIAG_DISTANT_WORD &&
			(word_at(passage, i)->marks & HW_MARK_BOLD)))
			return true;
	return false;
}

/* Words taken. */
static size_t check_phrase(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	size_t taken;
	const struct hw_easy_phrase *phrase =
	    hw_easy_phrase(passage, index, end, &taken);

	if (phrase == NULL)
		return 1;
	if (phrase->code != 0 &&
	    !is_let_be(passage, index, taken, phrase->code))
		report_phrase(easy, passage,
		    hw_easy_stretch(passage, index, taken), phrase);
	return taken;
}

/* -------------------------------- rule 6 ------------------------------- */

static bool is_figure(char c)
{
	return c >= '0' && c <= '9';
}

static hw_str sign_help(const struct hw_passage *passage, size_t at)
{
	hw_str text = passage->text;
	hw_str left = hw_str_sub(text, 0, at);
	hw_str right = hw_str_sub(text, at + 1, text.len);

	if (text.p[at] == '&')
		return HW_STR("Write 'and'.");
	if (text.p[at] == '~')
		return HW_STR("Write 'about'.");
	if (hw_str_ends(left, HW_STR("and")) &&
	    hw_str_starts(right, HW_STR("or")))
		return HW_STR("Write 'or', or 'or both'.");
	if (hw_str_ends(left, HW_STR("24")) &&
	    hw_str_starts(right, HW_STR("7")))
		return HW_STR("Write 'at any time'.");
	if (hw_str_ends(left, HW_STR("he")) &&
	    hw_str_starts(right, HW_STR("she")))
		return HW_STR("Write 'the person'.");
	if (hw_str_ends(left, HW_STR("1")) &&
	    hw_str_starts(right, HW_STR("2")))
		return HW_STR("Write 'half'.");
	if (at > 0 && is_figure(text.p[at - 1]))
		return HW_STR("Write it in words, as in '3 in 4'. For a "
			      "date write '6 August 2026'.");
	return HW_STR("Write 'or' or 'and', whichever you mean.");
}

/* Is the sign part of an address, a quotation, a name, or a date in figures
 * (which rules/easy_dates speaks of)? */
static bool is_sign_let_be(const struct hw_passage *passage, size_t at)
{
	hw_str text = passage->text;
	size_t after = hw_easy_word_over(passage, at), i;
	size_t before = after > 0 ? after - 1 : 0, figures = 0;

	if (passage->words.count == 0 || at == 0 || at + 1 >= text.len)
		return true;
	if (after == passage->words.count)
		after = before;
	if (word_at(passage, after)->kind == HW_WORD_ADDRESS ||
	    word_at(passage, before)->kind == HW_WORD_ADDRESS ||
	    (hw_easy_is_spared(word_at(passage, after)) &&
		hw_easy_is_spared(word_at(passage, before))))
		return true;
	if (text.p[at] == '&' &&
	    (word_at(passage, after)->marks & HW_MARK_NAME) &&
	    (word_at(passage, before)->marks & HW_MARK_NAME))
		return true;
	if (text.p[at] != '/')
		return false;
	/* A year, or a second stroke: a date. */
	for (i = at + 1; i < text.len && is_figure(text.p[i]); i++)
		figures++;
	for (i = at; i > 0 && is_figure(text.p[i - 1]); i--)
		if (at - i >= 3)
			return true;
	return figures > 2 ||
	    (figures > 0 && i > 0 && text.p[i - 1] == '/') ||
	    (figures > 0 && at + 1 + figures < text.len &&
		text.p[at + 1 + figures] == '/');
}

static void check_signs(struct hw_easy *easy,
    const struct hw_passage *passage)
{
	size_t at;

	for (at = 0; at < passage->text.len; at++)
		if (memchr("&/~", passage->text.p[at], 3) != NULL &&
		    !is_sign_let_be(passage, at))
			hw_rule_report(easy->rules, HW_DIAG_LATIN_OR_SIGN,
			    passage, at, 1, sign_help(passage, at),
			    "'%c' stands for a word", passage->text.p[at]);
}

/* -------------------------------- rule 7 ------------------------------- */

static void check_contraction(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index)
{
	static const struct {
		hw_str start;
		const char *whole;
	} odd[] = {{{"ca", 2}, "cannot"}, {{"wo", 2}, "will not"},
	    {{"sha", 3}, "shall not"}, {{"ai", 2}, "is not"}};
	const struct hw_passage_word *word = word_at(passage, index);
	hw_str start = word->folded, help;
	size_t i;

	if (!hw_str_ends(start, HW_STR("n't")))
		return;
	start.len -= 3;
	if (start.len == 0 || hw_easy_is_spared(word))
		return;
	help = hw_fmt(easy->rules->arena, "Write '%.*s not'.", HW_ARG(start));
	for (i = 0; i < HW_COUNT(odd); i++)
		if (hw_str_equal(start, odd[i].start))
			help = hw_fmt(easy->rules->arena, "Write '%s'.",
			    odd[i].whole);
	hw_rule_report(easy->rules, HW_DIAG_CONTRACTION, passage, word->at,
	    word->text.len, help, "'%.*s' gets misread", HW_ARG(word->text));
}

/* ------------------------------- rule 15 ------------------------------- */

/* Small letters, words apart by one space, as hw_easy_spells wants them; a
 * plural is asked for beside it. */
static size_t spells_word(const struct hw_passage *passage, size_t index,
    size_t end, const struct hw_text *text, struct hw_arena *arena)
{
	char *phrase = hw_arena_alloc(arena, text->s.len + 2);
	size_t i, taken;

	for (i = 0; i < text->s.len; i++) {
		char c = text->s.p[i];

		phrase[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	taken = hw_easy_spells(passage, index, end, phrase);
	if (taken > 0)
		return taken;
	phrase[i] = 's';
	return hw_easy_spells(passage, index, end, phrase);
}

static void check_one_word(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	const struct hw_wording *wording =
	    easy->rules->site->settings.wording;
	size_t i, j, taken;

	if (wording == NULL || hw_easy_is_spared(word_at(passage, index)) ||
	    (word_at(passage, index)->marks & HW_MARK_NAME))
		return;
	for (i = 0; i < wording->one_word.count; i++) {
		const struct hw_one_word *one = &wording->one_word.items[i];

		for (j = 0; j < one->not_these.count; j++) {
			hw_str stretch;

			taken = spells_word(passage, index, end,
			    &one->not_these.items[j], easy->rules->arena);
			if (taken == 0)
				continue;
			stretch = hw_easy_stretch(passage, index, taken);
			hw_rule_report(easy->rules, HW_DIAG_TWO_WORDS,
			    HW_EASY_AT(passage, stretch),
			    hw_fmt(easy->rules->arena,
				"Write '%.*s'. This site has one word for "
				"one thing (wording: one_word in site.yaml).",
				HW_ARG(one->use.s)),
			    "'%.*s' and '%.*s' are one thing",
			    HW_ARG(stretch), HW_ARG(one->use.s));
		}
	}
}

/* --------------------------------- all --------------------------------- */

void hw_easy_phrase_rules(struct hw_easy *easy)
{
	size_t i, j, k, end;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (!hw_easy_is_judged(passage))
			continue;
		check_signs(easy, passage);
		for (j = 0; j < passage->sentences.count; j++) {
			const struct hw_sentence *sentence =
			    &passage->sentences.items[j];

			k = sentence->first_word;
			end = k + sentence->word_count;
			while (k < end)
				k += check_phrase(easy, passage, k, end);
			for (k = end - sentence->word_count; k < end; k++) {
				check_contraction(easy, passage, k);
				check_one_word(easy, passage, k, end);
			}
		}
	}
}
