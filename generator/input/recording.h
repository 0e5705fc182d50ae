/*
 * recording: a page read aloud, as a file that readers can listen to.
 *
 * A page names one in `audio:`, below content/recordings/: MP3, M4A (AAC) or
 * Ogg, of at most HW_RECORDING_LIMIT_BYTES, and its first bytes must be
 * those of its kind. It is published as it is; nothing of it is decoded.
 *
 * Ownership: the bytes live in the site's arena. Threads: one.
 */
#ifndef HW_INPUT_RECORDING_H
#define HW_INPUT_RECORDING_H

#include "base/fs.h"
#include "model/site.h"

/* A quarter of an hour of speech at 96 kbit/s. */
#define HW_RECORDING_LIMIT_BYTES ((size_t)12 * 1024 * 1024)

/* Reads the file that page->front.audio names into page->recording; messages
 * for whatever is wrong, and then it stays empty. */
void hw_recording_read(struct hw_fs *fs, struct hw_site *site,
    struct hw_page *page);

#endif
