/*
 * guide: the explanations of base/guide for a terminal, for docs/messages.md,
 * and for programs. guide_json is jansson's adapter for it.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_GUIDE_H
#define HW_RENDER_GUIDE_H

#include "base/guide.h"

/* One code; or all of them, one after the other. */
void hw_guide_text(struct hw_buf *out, const struct hw_guide *guide);
/* A section with the heading "HW203", so that its anchor is #hw203. */
void hw_guide_markdown(struct hw_buf *out, const struct hw_guide *guide);
/* One line of a table. */
void hw_guide_row(struct hw_buf *out, const struct hw_guide *guide);
/* An array of objects: code, level, about, why, mend, kind, bad, good. */
void hw_guide_json(struct hw_buf *out, const struct hw_guide *guides,
    size_t count);

#endif
