/*
 * compose: every file of the published site, into an output set.
 *
 * Layouts are looked for in the site's own layouts/ first, then in those
 * that are installed with headway. What the output depends on is the site
 * alone: not the folder, the clock, the locale or the order of files.
 *
 * Threads: one.
 */
#ifndef HW_CLI_COMPOSE_H
#define HW_CLI_COMPOSE_H

#include "cli/load.h"
#include "output/outset.h"

/* Bytes live in the site's arena. Messages go into loaded->diags. */
void hw_compose(struct hw_loaded *loaded, struct hw_outset *set);

#endif
