/*
 * compose: every file of the published site, into an output set, or one at
 * a time when the preview is asked for it.
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

struct hw_composer;
struct hw_output;

/*
 * What the site will have: each file is known, none is rendered. Lives in
 * the site's arena; hw_composer_close releases what rendering takes beside.
 */
struct hw_composer *hw_composer_open(struct hw_loaded *loaded);
void hw_composer_close(struct hw_composer *composer);

/* The file at "plan/area-5/index.html", or NULL. */
const struct hw_output *hw_composer_find(struct hw_composer *composer,
    hw_str path);

/* The page it is about, or NULL. */
const struct hw_page *hw_output_page(const struct hw_output *output);

/* After the actions of a plan were read again: their pages. */
void hw_composer_update(struct hw_composer *composer,
    const struct hw_plan *plan);

/*
 * The bytes of one of the files, until the next is rendered. False where it
 * cannot be made, which the messages in loaded->diags tell.
 */
bool hw_composer_render(struct hw_composer *composer,
    const struct hw_output *output, hw_str *bytes);

/* Bytes live in the site's arena. Messages go into loaded->diags. */
void hw_compose(struct hw_loaded *loaded, struct hw_outset *set);

#endif
