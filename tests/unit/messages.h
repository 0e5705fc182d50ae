/*
 * messages: what a reader reported, as short text that tests compare.
 */
#ifndef HW_TESTS_MESSAGES_H
#define HW_TESTS_MESSAGES_H

#include "base/diag.h"

struct messages {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_source source;
};

/* A source that stands in memory of its own size, so that a sanitizer sees
 * a read past its end. */
void messages_open(struct messages *out, const char *path, hw_str text);
void messages_close(struct messages *messages);

/* "2:9 [13] message\n" for each message, in order of place; without its
 * help. Lives until messages_close. */
const char *messages_text(struct messages *messages);

/* The help of the first message, or "". */
const char *messages_help(struct messages *messages);

/* Seconds of processor time since the process started. */
double messages_seconds(void);

#endif
