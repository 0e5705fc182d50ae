/*
 * csv: the figures of a measure.
 *
 * A header line `date,value` or `date,value,note`, then one line for each
 * date: RFC 4180 with LF or CR LF, fields in double quotes where they hold
 * commas, quotes or line ends. A line may have a note in place of its figure:
 * it was not counted, and the note says why. Files of at most HW_CSV_LIMIT_BYTES and
 * HW_CSV_POINT_LIMIT lines. Every mistake has its line and column; reading
 * goes on at the next line.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_CSV_H
#define HW_INPUT_CSV_H

#include "model/site.h"

#define HW_CSV_POINT_LIMIT 10000
#define HW_CSV_NOTE_LENGTH 200 /* characters */

/*
 * Fills measure->point_items and point_count, in order of date (a month
 * stands after its days). A figure for a day after `today`, and a share of
 * less than nothing, is a mistake. Strings live as long as the source and the arena.
 * False when anything was wrong; then the good lines are there.
 */
bool hw_csv_read_points(struct hw_measure *measure,
    const struct hw_source *source, struct hw_date today,
    struct hw_diags *diags, struct hw_arena *arena);

#endif
