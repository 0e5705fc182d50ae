/*
 * ignore: the lines where somebody decided that a rule does not fit.
 *
 * In Markdown `<!-- headway-ignore HW203: reason -->`, in front matter,
 * site.yaml and words.yaml `# headway-ignore HW203: reason`. At the end of a
 * line it speaks of that line; alone on a line of the next that has words.
 * As the first lines of front matter it speaks of messages about the whole
 * page, too. One without a reason, with a code that there is not or that
 * cannot be ignored is reported (HW260), and one that is no longer needed
 * (HW261).
 *
 * Ownership: lives in the site's arena, or the one given. Threads: one.
 */
#ifndef HW_RULES_IGNORE_H
#define HW_RULES_IGNORE_H

#include "model/site.h"

struct hw_ignores;

/* Reads those of every page, site.yaml and words.yaml. */
struct hw_ignores *hw_ignores_read(struct hw_site *site);

/* Reads those of one page and its other version; either may be NULL. These
 * live in `arena`. */
struct hw_ignores *hw_ignores_read_pair(struct hw_site *site,
    const struct hw_page *page, const struct hw_page *other,
    struct hw_arena *arena);

/* Does one cover this message? It is needed then. */
bool hw_ignores_cover(struct hw_ignores *ignores, enum hw_diag_code code,
    struct hw_span span);

/* Reports those that covered nothing; but not those of `unchecked`, codes
 * that could not be looked for in this run. */
void hw_ignores_report_unused(const struct hw_ignores *ignores,
    struct hw_site *site, const enum hw_diag_code *unchecked,
    size_t unchecked_count);

/* How many codes are ignored, in the whole site. */
size_t hw_ignores_count(const struct hw_ignores *ignores);

#endif
