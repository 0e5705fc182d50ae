/*
 * easyread: an easy-read page in rows.
 *
 * A paragraph that is only a picture starts a row; the blocks up to the
 * next picture or heading are its words. A heading that names an action of
 * the standard page ("Action A5.1: …") is tied to that action, so that
 * layouts can put the action's status and date under its words.
 *
 * Threads: one.
 */
#ifndef HW_ASSEMBLE_EASYREAD_H
#define HW_ASSEMBLE_EASYREAD_H

#include "model/site.h"

/* Arranges page->doc of an easy-read page, and ties headings to actions. */
void hw_easyread_arrange(struct hw_site *site, struct hw_page *page);

/* Reports actions of a page that its easy-read version does not speak of,
 * and headings there whose ref is none of them. */
void hw_easyread_check_actions(struct hw_site *site, struct hw_page *page);

#endif
