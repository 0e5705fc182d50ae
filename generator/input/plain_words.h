/*
 * plain_words: the words of the plainest Markdown, without parsing it.
 *
 * Paragraphs and lists with hyphens, every line at the margin and beginning
 * with a letter, and no character that Markdown knows anything about: what
 * readers see is what stands there. Most
 * texts in front matter are like that, and a history has thousands.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_PLAIN_WORDS_H
#define HW_INPUT_PLAIN_WORDS_H

#include "base/str.h"

/*
 * Adds to `out` the words of a text that is of that form, the same as
 * hw_node_words adds for what hw_markdown_read makes of it but for white
 * space. False, with nothing added, when it is not. `text` is UTF-8.
 */
bool hw_plain_words(hw_str text, struct hw_buf *out);

#endif
