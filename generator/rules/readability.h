/*
 * readability: the well-known formulas, for those who ask for them.
 *
 * They are told, never enforced: a scrambled sentence scores as a good one
 * does. The NHS's guide has them only to choose which pages to look at first.
 * Counted are the sentences of paragraphs and list items. Left out are
 * headings, tables, quotations, items that are no sentence, and of the words
 * names, numbers, refs, addresses, short forms and what the glossary
 * explains. Under 100 words nothing is told.
 *
 *   W words  S sentences  Y syllables  L letters
 *   P words of 3 syllables or more
 *   C those of them that are hard: no hyphen, and not by -es, -ed or -ing
 *
 *   Flesch reading ease   206.835 - 1.015 W/S - 84.6 Y/W     Flesch 1948
 *   Flesch-Kincaid        0.39 W/S + 11.8 Y/W - 15.59        Kincaid 1975
 *   Gunning fog           0.4 (W/S + 100 C/W)                Gunning 1952
 *   SMOG                  3.1291 + 1.043 sqrt(30 P/S)        McLaughlin 1969
 *   ARI                   4.71 L/W + 0.5 W/S - 21.43         Senter 1967
 *   Coleman-Liau          0.0588 L100 - 0.296 S100 - 15.8    Coleman 1975
 *
 * L100 and S100 are letters and sentences in 100 words. All but the first
 * are grades of schools in the United States: add 5 for a reading age.
 *
 * Threads: no state.
 */
#ifndef HW_RULES_READABILITY_H
#define HW_RULES_READABILITY_H

#include "rules/passage.h"

#define HW_READABILITY_WORDS    100
#define HW_READABILITY_SMOG_MIN 30 /* sentences */

struct hw_readability {
	size_t words, sentences, syllables, letters;
	size_t long_words; /* P */
	size_t hard_words; /* C */
	bool is_given;     /* false: too few words for the figures below */
	double flesch_ease, flesch_kincaid, gunning_fog;
	double automated, coleman_liau;
	bool has_smog; /* there are sentences enough for it */
	double smog;
};

void hw_readability_measure(struct hw_readability *out,
    const struct hw_passages *passages);

#endif
