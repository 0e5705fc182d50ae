/*
 * inert: words that others wrote, in Markdown for GitHub, where nothing of
 * them is a mark, an element, a mention of somebody or the end of a cell.
 *
 * Ownership: nothing is kept. Limits: one line; ends of lines are kept as
 * they are. Threads: no state.
 */
#ifndef HW_RENDER_INERT_H
#define HW_RENDER_INERT_H

#include "base/str.h"

void hw_inert(struct hw_buf *out, hw_str s);

#endif
