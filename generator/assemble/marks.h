/*
 * marks: signs of Markdown that did not become what their writer meant.
 *
 * A heading without its space, a bullet from a word processor, a link with a
 * space in its address: Markdown calls none of them a mistake and shows the
 * signs to readers. This looks for them in one run of text at a time. What
 * the writer escaped with a backslash is meant as it stands, and let be.
 *
 * Reports at most one place for each kind of sign in a run of text. Keeps
 * nothing: messages are copied, lengths and offsets are bytes.
 *
 * Threads: as the diagnostics that it is given.
 */
#ifndef HW_ASSEMBLE_MARKS_H
#define HW_ASSEMBLE_MARKS_H

#include "base/diag.h"
#include "model/doc.h"

/* Looks through a node of type HW_NODE_TEXT. Cannot fail. */
void hw_marks_check(struct hw_diags *diags, const struct hw_node *node);

#endif
