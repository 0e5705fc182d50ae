/*
 * structure: is a page built so that everybody can find their way in it?
 *
 * Heading order, words in headings and links, HTML that would be shown as
 * text, bare addresses, table headings, hidden characters. The rules are
 * WCAG 2.2's 1.3.1, 2.4.4, 2.4.6 and the design's own; rules about plain
 * words are not here.
 *
 * Threads: one set of diagnostics, so one thread.
 */
#ifndef HW_ASSEMBLE_STRUCTURE_H
#define HW_ASSEMBLE_STRUCTURE_H

#include "model/site.h"

void hw_structure_check(struct hw_site *site, struct hw_page *page);

#endif
