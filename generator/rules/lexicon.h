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
 * Ownership: lives in the arena given, but for its iterators, which
 * hw_lexicon_close gives back. Threads: one at a time (the iterators).
 */
#ifndef HW_RULES_LEXICON_H
#define HW_RULES_LEXICON_H

#include "model/site.h"

struct hw_fs;
struct hw_lexicon;
struct hw_passage_word;
struct hw_sentences;

/* `shared` may be NULL: no list of familiar words. The site's front matter,
 * settings and glossary must have been read. */
struct hw_lexicon *hw_lexicon_open(const struct hw_site *site,
    struct hw_fs *shared, struct hw_arena *arena);
void hw_lexicon_close(struct hw_lexicon *lexicon);

/* What cuts texts into sentences and words; of the lexicon. */
struct hw_sentences *hw_lexicon_sentences(const struct hw_lexicon *lexicon);

/* Was a list of familiar words found? */
bool hw_lexicon_has_list(const struct hw_lexicon *lexicon);

/* Would most readers know the word, in this form or its plain one (plural,
 * -ed, -ing, -ly)? Yes for every word when there is no list. */
bool hw_lexicon_is_familiar(const struct hw_lexicon *lexicon, hw_str word);

/* Syllables as spoken, at least 1; a rule of thumb for English. */
int hw_lexicon_syllables(hw_str word);

/* Is the folded word a name: one that the site or the list of words writes
 * with a capital letter, and never without? */
bool hw_lexicon_is_name(const struct hw_lexicon *lexicon, hw_str folded);

/*
 * The glossary's longest entry that begins at words[0], a word of a passage,
 * and how many words it takes; NULL when none does. `count` should not go
 * past the sentence. A plural counts as its singular, "'s" as nothing. An
 * entry in capitals (SEND) is not the word in small letters (send).
 */
const struct hw_word *hw_lexicon_term(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count, size_t *taken);

/* The same for the phrases of `wording.allow`, and for those that headway
 * itself allows (key stage 2, action plan, early years …): words taken, or
 * 0. */
size_t hw_lexicon_allowed(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count);

/* And for names that the site knows: wording.names, owners, organisations. */
size_t hw_lexicon_name(const struct hw_lexicon *lexicon,
    const struct hw_passage_word *words, size_t count);

#endif
