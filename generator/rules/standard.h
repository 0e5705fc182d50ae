/*
 * standard: the rules of standard pages, in parts. hw_rules_standard and
 * hw_rules_links, in rules/rules.h, run them.
 *
 * Threads: as rules/rules.h.
 */
#ifndef HW_RULES_STANDARD_H
#define HW_RULES_STANDARD_H

#include "rules/rules.h"

/* Is the passage made of sentences that the site's own people wrote? */
bool hw_standard_is_own(const struct hw_passage *passage);

/* Sentences of more than 20 words, of more than 25. */
void hw_standard_sentences(struct hw_rules *rules,
    const struct hw_passage *passage);

/* Words with plainer ones: rules/avoid.def. */
void hw_standard_words(struct hw_rules *rules,
    const struct hw_passages *passages);

/* Short forms that neither the page nor the glossary explains. */
void hw_standard_short_forms(struct hw_rules *rules,
    const struct hw_passages *passages);

#endif
