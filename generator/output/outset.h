/*
 * outset: the files a build will publish, before any of them is written.
 *
 * A set maps paths ("plan/area-5/index.html") to bytes. It takes a path only
 * if the path means one and the same file on every machine that may check
 * out, unpack or serve it; the rest it refuses with a message that says
 * which source caused it:
 *   - absolute paths, "..", empty parts, '\', control characters, text that
 *     is not UTF-8, and what Windows or an artifact store cannot hold: the
 *     characters : < > " | ? *, parts that end in a dot or a space, device
 *     names such as CON, parts over 255 bytes, paths over 1,024 bytes or
 *     32 parts;
 *   - a file where another file needs a folder ("a" and "a/b");
 *   - names that differ only in case or in the form of their accents, since
 *     some file systems take them for one. Folders count too.
 *   - ".gitignore" at the top: publishing keeps the folder's own.
 *
 * The set borrows bytes and spans, which must outlive it; it copies paths
 * into its arena. Refusals are errors in `diags`; nothing else can fail.
 *
 * Threads: one set belongs to one thread at a time.
 */
#ifndef HW_OUTPUT_OUTSET_H
#define HW_OUTPUT_OUTSET_H

#include "base/diag.h"
#include "base/map.h"

/* A page has a limit of its own (HW_TEMPLATE_OUTPUT_BYTES). The data of 10,000
 * pages with a long history are 32 MiB. */
#define HW_OUTSET_FILE_LIMIT_BYTES  ((size_t)256 * 1024 * 1024)
#define HW_OUTSET_TOTAL_LIMIT_BYTES ((size_t)4 * 1024 * 1024 * 1024)
#define HW_OUTSET_PATH_LIMIT_BYTES  ((size_t)1024)
#define HW_OUTSET_PART_LIMIT_BYTES  ((size_t)255)
#define HW_OUTSET_DEPTH_LIMIT       ((size_t)32)

struct hw_outset_file {
	hw_str path;
	hw_str bytes;
	struct hw_span span; /* of the source that caused it */
};

struct hw_outset {
	struct hw_arena *arena;
	struct hw_diags *diags;
	HW_LIST(struct hw_outset_file) files; /* see hw_outset_sort */
	struct hw_map names; /* folded path -> file or folder */
	hw_str packed_by;    /* what packed some of them, or empty */
	size_t total_bytes;
	size_t file_limit_bytes, total_limit_bytes; /* may be changed */
	bool is_sorted;
};

/* An empty set with the limits above. */
void hw_outset_init(struct hw_outset *set, struct hw_arena *arena,
    struct hw_diags *diags);

/*
 * Adds a file. False, with a message, when the path is refused or taken or
 * the bytes pass a limit; the set is then as it was.
 */
bool hw_outset_add(struct hw_outset *set, hw_str path, hw_str bytes,
    struct hw_span span);

/* Whether hw_outset_add would find the path free: neither it nor a folder on
 * its way is another file's, nor spelled in another way. */
bool hw_outset_is_free(const struct hw_outset *set, hw_str path);

/* Puts the files in the order of the bytes of their paths. */
void hw_outset_sort(struct hw_outset *set);

/* The file at this very path, or NULL. The set must be sorted. */
const struct hw_outset_file *hw_outset_find(const struct hw_outset *set,
    hw_str path);

#endif
