/*
 * data: the site as open data for other programs.
 *
 * plan.json is a promise (design, section 4): dates are YYYY-MM-DD, a month
 * YYYY-MM, unknown is null. Its JSON Schema is published beside it.
 * actions.csv opens in Excel: UTF-8 with a byte order mark, CR LF lines, one
 * row an action. Also jansson's adapter of this layer.
 *
 * Threads: read-only on the site.
 */
#ifndef HW_RENDER_DATA_H
#define HW_RENDER_DATA_H

#include "input/words.h"
#include "model/site.h"

hw_str hw_data_plan_json(const struct hw_site *site,
    struct hw_words_locale *locale, struct hw_arena *arena);
hw_str hw_data_plan_schema(struct hw_arena *arena);
hw_str hw_data_actions_csv(const struct hw_site *site,
    struct hw_arena *arena);
/* A measure's figures: date, value, note. */
hw_str hw_data_measure_csv(const struct hw_measure *measure,
    struct hw_arena *arena);

#endif
