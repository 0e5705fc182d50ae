/*
 * honesty: rules that the history makes possible.
 *
 * What was published is compared with what the site says now, committed or
 * not:
 * - an action may vanish only after it was published as stopped, with a
 *   reason; a whole plan not at all (it can be archived);
 * - a ref may not be taken for something else: a title without a word of the
 *   earlier one, when owners or outcomes changed with it;
 * - a due date that differs from a published one needs a reason, and so does
 *   "done" that was taken back. A Change-note of the commit, or one in
 *   history.yaml, is a reason too.
 * - "done" without evidence is a doubt, except in an archived plan.
 *
 * Nothing is said about a history of which versions are missing.
 *
 * Threads: one; adds messages to site->diags.
 */
#ifndef HW_ASSEMBLE_HONESTY_H
#define HW_ASSEMBLE_HONESTY_H

#include "assemble/story.h"

/* story NULL: there is no history; what needs none is checked. */
void hw_honesty_check(struct hw_site *site, const struct hw_story *story);

#endif
