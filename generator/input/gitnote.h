/*
 * gitnote: what a commit's message says to headway.
 *
 * Two lines count, wherever they stand (subject, body, trailers, and behind
 * the "* " and spaces that squash merges put before them), in any case:
 *
 *   Change-note: Words for the public.
 *   Minor-change: yes
 *
 * In the subject they may also stand behind other words. A note goes on in
 * the lines below it that are indented deeper. Over HW_NOTE_LENGTH
 * characters it is cut; one with control characters or bytes that are not
 * UTF-8 is left out. Several notes join with a space, equal ones once. A
 * change that has a note is not minor. Nothing else of a message is used.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_GITNOTE_H
#define HW_INPUT_GITNOTE_H

#include "base/str.h"

#define HW_NOTE_LENGTH 500 /* characters */

struct hw_git_note {
	bool is_minor;
	hw_str note; /* or empty; in the arena */
};

/* Reads a message, without the commit's header lines. */
struct hw_git_note hw_git_note_read(hw_str message, struct hw_arena *arena);

/* Both notes as one: the first, then what the second has more. */
hw_str hw_git_note_join(hw_str first, hw_str second, struct hw_arena *arena);

#endif
