/*
 * easy: what the rooms of the easy-read rules share.
 *
 * rules/easy opens the door (hw_rules_easy). The rules live by purpose:
 * easy_sentences (how long, how many ideas, who does it), easy_hard (words
 * that need an explanation), easy_phrases (words and phrases with a better
 * one), easy_numbers (numbers, dates, times), easy_layout (headings, rows,
 * pictures, emphasis, length) and easy_contact. Word lists are in
 * easy_lists.def and easy_phrases.def.
 *
 * When in doubt a rule keeps silent: what is reported for nothing teaches
 * people to read past the rest.
 *
 * Ownership: borrows the page's passages. Threads: one.
 */
#ifndef HW_RULES_EASY_H
#define HW_RULES_EASY_H

#include "rules/rules.h"

struct hw_easy {
	struct hw_rules *rules;
	const struct hw_page *page;
	const struct hw_passages *passages;
	/* Stems of the words that the page explains, once the room of hard
	 * words has been through it. */
	struct hw_map explained;
};

/* Each room: all its rules over one page. */
void hw_easy_sentence_rules(struct hw_easy *easy);
void hw_easy_verb_rules(struct hw_easy *easy);
void hw_easy_hard_words(struct hw_easy *easy);
void hw_easy_phrase_rules(struct hw_easy *easy);
void hw_easy_number_rules(struct hw_easy *easy);
void hw_easy_date_rules(struct hw_easy *easy);
void hw_easy_emphasis_rules(struct hw_easy *easy);
void hw_easy_layout_rules(struct hw_easy *easy);

/* --------------------------- passages and words ------------------------ */

/* Words that headway's readers read as the page's own: no quotation, name
 * of a document, or description of a picture. */
bool hw_easy_is_judged(const struct hw_passage *passage);

/* The same, and whole sentences: no heading or title. */
bool hw_easy_is_prose(const struct hw_passage *passage);

/* No rule of single words looks at it: quoted, allowed, from the data, or an
 * address. */
bool hw_easy_is_spared(const struct hw_passage_word *word);

/* The words of a passage from `first` on, `count` of them, with what stands
 * between them; a part of passage->text. */
hw_str hw_easy_stretch(const struct hw_passage *passage, size_t first,
    size_t count);

/* What stands between word `index` and the one before it. */
hw_str hw_easy_gap(const struct hw_passage *passage, size_t index);

/* The word over or after the byte; the count of words where none is. */
size_t hw_easy_word_over(const struct hw_passage *passage, size_t at);

/* Reports that stretch. */
#define HW_EASY_AT(passage, stretch) \
	(passage), (size_t)((stretch).p - (passage)->text.p), (stretch).len

/* Without "'s", and without the s of a plural: enough to see that two words
 * are one. */
hw_str hw_easy_stem(hw_str folded);

/* ---------------------------- what a word is --------------------------- */

/* Three syllables or more, and not familiar. */
bool hw_easy_is_hard(const struct hw_easy *easy,
    const struct hw_passage_word *word);

/* Is the word bold, and told here: by its own sentence ("Privacy means …"),
 * by the next one, or by the page's word list? */
bool hw_easy_explains(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t sentence_index, size_t index);

/* A short form that everybody knows, or that no rule looks at. */
bool hw_easy_is_known_short(const struct hw_passage_word *word);

/* A plain word in capitals: NOT, MUST. */
bool hw_easy_is_shouted(const struct hw_easy *easy,
    const struct hw_passage_word *word);

/* Is the word in capitals among others that are, or shouted? */
bool hw_easy_in_capitals(const struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end);

/* ------------------------------- word lists ---------------------------- */

enum hw_easy_list {
#define HW_EASY_LIST(name, ...) HW_EASY_##name,
#include "rules/easy_lists.def"
#undef HW_EASY_LIST
	HW_EASY_LIST_COUNT,
};

bool hw_easy_listed(enum hw_easy_list list, hw_str folded);

/* Where in the list the word stands, from 1; 0 when it does not. */
size_t hw_easy_place(enum hw_easy_list list, hw_str folded);
const char *hw_easy_entry(enum hw_easy_list list, size_t place);

/* A phrase that has a better one. code 0: it is fine as it stands, though a
 * part of it would not be. */
struct hw_easy_phrase {
	int code; /* enum hw_diag_code */
	const char *words, *instead;
};

/* The longest phrase that begins at word `index` of the passage, and the
 * words it takes; NULL when none does. */
const struct hw_easy_phrase *hw_easy_phrase(const struct hw_passage *passage,
    size_t index, size_t end, size_t *taken);

/* Do the words from `index` on spell this phrase (small letters, one space
 * between words)? How many words it has, or 0. */
size_t hw_easy_spells(const struct hw_passage *passage, size_t index,
    size_t end, const char *phrase);

#endif
