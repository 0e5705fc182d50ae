/*
 * ask: a question to the person at the terminal.
 *
 * Threads: one.
 */
#ifndef HW_CLI_ASK_H
#define HW_CLI_ASK_H

#include "base/str.h"

/* Is there somebody to ask: are standard input and output a terminal? */
bool hw_ask_can(void);

/* "Title (for example Help at school): ". Asks again while nothing is said,
 * unless it may be left empty. False at the end of the input. */
bool hw_ask(hw_str *out, const char *question, const char *example,
    bool may_be_empty, struct hw_arena *arena);

#endif
