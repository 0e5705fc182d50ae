/*
 * dating: dates of bytes made dates of words.
 *
 * input/gitwalk knows when bytes changed, the story when readers saw a
 * change. The story has the last word on each published page whose versions
 * it could all read; about the others it says nothing.
 *
 * Threads: reads Markdown; one thread.
 */
#ifndef HW_ASSEMBLE_DATING_H
#define HW_ASSEMBLE_DATING_H

#include "assemble/story.h"
#include "input/gitwalk.h"

/* Puts the story's dates into the walk's files. */
void hw_dating_correct(struct hw_git_walk *walk,
    const struct hw_story *story);

/* Whether these bytes say the same to readers as HEAD's page at `path`. */
bool hw_dating_is_same(const struct hw_story *story, hw_str path,
    hw_str bytes);

#endif
