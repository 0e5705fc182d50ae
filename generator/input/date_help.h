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

#endif
