/*
 * prose_facts: {{A5.1.due}} and the like in the words of pages, filled in.
 *
 * Everywhere in Markdown but in code, addresses of links and `reason`, and
 * in the one-line texts summary, outcomes and difference.says. Not in
 * titles, owners and other names, which lists, feeds and the history quote,
 * and not in a reason, which the history keeps as it was given: there the
 * signs are reported. The names are those of render/fact_words. `\{{` stands
 * for itself.
 *
 * Trees get the words as TEXT nodes of their own (is_fact), so a value can
 * never become markup; page->facts tells where they stand in one-line texts.
 * It runs after everything that compares a page with its past: there, and in
 * fingerprints, the name stands for itself (see assemble/facts), so a date
 * that moves in the data is no change of the words that repeat it.
 *
 * Threads: one.
 */
#ifndef HW_RENDER_PROSE_FACTS_H
#define HW_RENDER_PROSE_FACTS_H

#include "render/fact_words.h"

/* Fills in all pages, each in its own language; `phrases` and `locale` are the
 * site's. Names that the data have not are reported. */
void hw_prose_facts_fill(struct hw_site *site,
    const struct hw_phrases *phrases, struct hw_words_locale *locale);

/* The same for one page that was read again. */
void hw_prose_facts_fill_page(struct hw_site *site, struct hw_page *page,
    const struct hw_phrases *phrases, struct hw_words_locale *locale);

#endif
