/*
 * compare_text: a comparison in words: for a terminal, for a pull request,
 * for a program.
 *
 * Written for the people who edit the site, in English; what families read
 * is in the layouts. The JSON is jansson's adapter of its own, beside
 * render/data.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_COMPARE_TEXT_H
#define HW_RENDER_COMPARE_TEXT_H

#include "assemble/compare.h"

void hw_compare_text(struct hw_buf *out, const struct hw_comparison *diff);
void hw_compare_markdown(struct hw_buf *out,
    const struct hw_comparison *diff);
void hw_compare_json(struct hw_buf *out, const struct hw_comparison *diff);

#endif
