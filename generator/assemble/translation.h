/*
 * translation: pages in other languages than the site's own.
 *
 * A translation has words for what its standard page says, and no data: what
 * readers see is the standard page with those words in place of its own. That
 * page is made when it is asked for, so it is as fresh as both of them. Words
 * that are not translated stay as they are; each text knows by its source in
 * which language it is.
 *
 * Refused: a translation of what the standard page has not. Lists without
 * refs (evidence, what families said) are matched by place, and only where
 * both have the same length.
 *
 * Ownership: as the arena given. Threads: one; faces may be made on any.
 */
#ifndef HW_ASSEMBLE_TRANSLATION_H
#define HW_ASSEMBLE_TRANSLATION_H

#include "model/site.h"

/* Fills site->languages, and ties each translation to its language and its
 * standard page. */
void hw_translation_pair(struct hw_site *site);

/* Compares what a translation has with its standard page, after either was
 * read; messages. */
void hw_translation_check(struct hw_site *site, struct hw_page *page);

/* The translation of a standard page into that language, or NULL. */
const struct hw_page *hw_translation_into(const struct hw_page *standard,
    const struct hw_language *language);

/* The page that readers of a translation see. */
const struct hw_page *hw_translation_face(const struct hw_page *translation,
    struct hw_arena *arena);

#endif
