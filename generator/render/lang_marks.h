/*
 * lang_marks: words in another language than the page's, and where they begin
 * and end in a text.
 *
 * A text in two languages is put together like any other (see
 * render/phrases); control characters, which no text of an author holds,
 * stand round the other language's words and name it. Where the text is
 * written into a page they become <span lang dir>; in attributes, in the
 * title of the page and outside of HTML they are left out. Whatever else
 * such a character says, it gives no markup but that.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_LANG_MARKS_H
#define HW_RENDER_LANG_MARKS_H

#include "base/str.h"

/* The words, marked as those of the language with that tag; an empty text
 * stays empty. */
hw_str hw_lang_mark(struct hw_arena *arena, hw_str words, hw_str tag);

bool hw_lang_is_marked(hw_str text);

/* The text without marks, which is the same one where it has none. */
hw_str hw_lang_plain(struct hw_arena *arena, hw_str text);

/* The text escaped, its marks as elements. */
void hw_lang_html(struct hw_buf *out, hw_str text);

/* ' lang="ar" dir="rtl"', for an element of one's own. */
void hw_lang_attributes(struct hw_buf *out, hw_str tag);

#endif
