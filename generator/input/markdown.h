/*
 * markdown: the cmark-gfm adapter, the only file that includes its headers.
 *
 * Turns GitHub-flavoured Markdown (tables, strikethrough, task lists,
 * footnotes) into our own tree. Hostile input is bounded before and while
 * the library reads it: lines of HW_LINE_LIMIT_BYTES, lists and quotations
 * of 64 levels (by marks on a line and by its indentation), 128 MiB of
 * working memory, 2 seconds of CPU. Over a limit, one message says so and
 * the result is an empty document. The autolink extension, which reads out of bounds in the
 * versions that Debian 12 ships, is never attached.
 *
 * Threads: cmark-gfm writes to global tables while it parses. One thread at
 * a time, for the whole process; hw_markdown_setup before the first.
 */
#ifndef HW_INPUT_MARKDOWN_H
#define HW_INPUT_MARKDOWN_H

#include "base/diag.h"
#include "model/doc.h"

/* Registers the extensions. Before any other call; again does nothing. */
void hw_markdown_setup(void);

/* Version of the library, for --version. */
const char *hw_markdown_version(void);

/*
 * Reads text. Nodes and their strings go into `arena`; spans are of the
 * file that the text comes from. Never NULL.
 */
struct hw_node *hw_markdown_read(const struct hw_text *text,
    struct hw_arena *arena, struct hw_diags *diags);

#endif
