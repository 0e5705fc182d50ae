/*
 * lexicon: what is known about single words.
 *
 * Familiar words come from a list that the build prepares from a package
 * (Debian's scowl, its commonest British words) and puts beside the layouts
 * as `words/familiar.en.txt`; without it nothing is called hard, and
 * hw_lexicon_has_list tells so. The site adds its own: the glossary
 * (words.yaml) and, in site.yaml, `wording.allow` (phrases that no rule
 * reports) and `wording.one_word` (which of several words the site uses).
 *
 * Words are compared after NFC and case folding (input/words). Only English
 * is known; for a site in another language every answer is the harmless one.
 *
 * Ownership: lives in the arena given. Threads: read-only once opened.
 */
#ifndef HW_RULES_LEXICON_H
#define HW_RULES_LEXICON_H

#include "model/site.h"

struct hw_fs;
struct hw_lexicon;

/* `shared` may be NULL: no list of familiar words. */
struct hw_lexicon *hw_lexicon_open(const struct hw_site *site,
    struct hw_fs *shared, struct hw_arena *arena);

/* Was a list of familiar words found? */
bool hw_lexicon_has_list(const struct hw_lexicon *lexicon);

/* Would most readers know the word, in this form or its plain one (plural,
 * -ed, -ing, -ly)? Yes for every word when there is no list. */
bool hw_lexicon_is_familiar(const struct hw_lexicon *lexicon, hw_str word);

/* Syllables as spoken, at least 1; a rule of thumb for English. */
int hw_lexicon_syllables(hw_str word);

/*
 * The glossary's longest entry that begins at words[0] (folded words, as
 * passages have them), and how many words it takes; NULL when none does.
 * A plural counts as its singular.
 */
const struct hw_word *hw_lexicon_term(const struct hw_lexicon *lexicon,
    const hw_str *words, size_t count, size_t *taken);

/* The same for the phrases of `wording.allow`, and for those that headway
 * itself allows (key stage 2, action plan, Mr Smith …): words taken, or 0. */
size_t hw_lexicon_allowed(const struct hw_lexicon *lexicon,
    const hw_str *words, size_t count);

#endif
