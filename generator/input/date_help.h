/*
 * date_help: what a person meant who wrote a date in another form.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_DATE_HELP_H
#define HW_INPUT_DATE_HELP_H

#include "model/date.h"

/* Help for a text that hw_date_parse refused: what is wrong with it and, as
 * far as it can be told, the right form. */
hw_str hw_date_help(struct hw_arena *arena, hw_str text,
    enum hw_date_fault fault);

/* Is the text this very date, in a form that spreadsheets make of it:
 * "05/12/2024" (the day first), "5.12.24", "Dec-24"? */
bool hw_date_is_respelt(hw_str text, struct hw_date date);

#endif
