/*
 * scan: what stands in content/.
 *
 * Walks the folder in the order of names' bytes, whatever order the disk
 * gives. Links, FIFOs and devices are refused, names that cannot become
 * addresses too; names that start with '.' are passed over. Every page's
 * bytes are read here, once, and checked to be UTF-8. The source of a page in
 * another language knows that language, and so do all texts taken from it.
 *
 * Threads: one.
 */
#ifndef HW_INPUT_SCAN_H
#define HW_INPUT_SCAN_H

#include "base/fs.h"
#include "model/site.h"

#define HW_CONTENT_FOLDER "content"

/*
 * Fills site->pages (source, slug, url, is_easy, is_unread), settings_source and
 * site->page_of_path; `words_source` and `history_source` get words.yaml
 * and history.yaml when they are there. False when content/ itself cannot
 * be read.
 */
bool hw_scan(struct hw_fs *fs, struct hw_site *site,
    struct hw_source *words_source, struct hw_source *history_source);

/*
 * Reads one file with a limit and checks that it is UTF-8; messages for
 * whatever is wrong. The path is from the site's folder. False when it
 * cannot be used.
 */
bool hw_scan_read(struct hw_fs *fs, struct hw_site *site, hw_str path,
    size_t limit_bytes, struct hw_source *out);

/*
 * What a page's name says beside its stem: empty for a standard page, "easy"
 * for easy read, else the language of a translation ("ar"), or what cannot be
 * a page. Names from the past are taken apart in the same way.
 */
hw_str hw_scan_version(hw_str path);

/* The standard page of an easy-read page or a translation:
 * "plan/area-5.ar.md" -> "plan/area-5.md". */
hw_str hw_scan_standard(struct hw_arena *arena, hw_str path);

/* The address of the page in that file below content/, which ends in ".md":
 * "plan/area-5.easy.md" -> "/plan/area-5/easy-read/",
 * "plan/area-5.ar.md" -> "/plan/area-5/ar/". */
hw_str hw_scan_address(struct hw_arena *arena, hw_str path);

#endif
