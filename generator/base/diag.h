/*
 * diag: what went wrong, kept until the end of the run.
 *
 * Never prints on its own and never exits. A message is data: a code, a
 * span, what is wrong, and how to mend it. Message texts start in lower
 * case, put the subject in quotes, and have no full stop; the help is a
 * sentence or two in plain words.
 *
 * Threads: one set belongs to one thread.
 */
#ifndef HW_BASE_DIAG_H
#define HW_BASE_DIAG_H

#include "base/source.h"

enum hw_diag_level {
	HW_LEVEL_NOTE, /* only a person can judge: never counted as bad */
	HW_LEVEL_WARNING,
	HW_LEVEL_ERROR,
	HW_LEVEL_FAILURE,
};

enum hw_diag_code {
#define HW_DIAG(name, number, level, about) HW_DIAG_##name = number,
#include "base/diag.def"
#undef HW_DIAG
};

struct hw_diag {
	enum hw_diag_code code;
	enum hw_diag_level level;
	struct hw_span span;
	hw_str message;
	hw_str help; /* may be empty */
};

/* Messages kept for one file in a row; later ones are only counted. */
#define HW_DIAG_PER_FILE 100

/* How many messages about one file were counted but not kept. */
struct hw_diag_dropped {
	const struct hw_source *source; /* or NULL */
	size_t count;
};

struct hw_diags {
	struct hw_arena *arena;
	HW_LIST(struct hw_diag) list;
	size_t notes, warnings, errors,
	    failures; /* counted, whether kept or not */
	HW_LIST(struct hw_diag_dropped) dropped;
	size_t per_file; /* kept; 0 for HW_DIAG_PER_FILE */
	const struct hw_source *last_source;
	size_t last_source_count;
};

/* Messages are copied into the arena. */
void hw_diag_init(struct hw_diags *set, struct hw_arena *arena);

/*
 * Records one message. `help` may be HW_STR_NONE. The format is printf's.
 * Past HW_DIAG_PER_FILE in a row for one file it only counts. What has just
 * been said is not said again.
 */
void hw_diag(struct hw_diags *set, enum hw_diag_code code,
    struct hw_span span, hw_str help, const char *format, ...)
    HW_PRINTF(5, 6);

/*
 * Records a failed file operation: "cannot write 'public/x': No space left
 * on device". error is an errno value; verb a word such as "write".
 */
void hw_diag_io(struct hw_diags *set, const char *verb, hw_str path,
    int error);

/* How many were counted but not kept, all files together. */
size_t hw_diag_dropped(const struct hw_diags *set);

/* Errors and failures; with strict, warnings too. */
size_t hw_diag_bad(const struct hw_diags *set, bool strict);

/* By file, place and code; the same order on every machine. */
void hw_diag_sort(struct hw_diags *set);

/*
 * All messages but notes as text, with the line they speak of and a mark
 * under the place; at the end one line that counts them, or nothing when all
 * is well.
 */
void hw_diag_print(const struct hw_diags *set, struct hw_buf *out);

/*
 * Bytes of a file, or its name, as text that may be shown anywhere: nothing
 * in it acts on a terminal, and it is UTF-8. What is not becomes '?'.
 */
void hw_diag_harmless(struct hw_buf *out, hw_str s);

/* "HW203" -> its code; false when there is none of that name. */
bool hw_diag_find(enum hw_diag_code *out, hw_str name);

/* "error", "warning", "note"; what a code is about. */
const char *hw_diag_level_name(enum hw_diag_level level);
const char *hw_diag_about(enum hw_diag_code code);
enum hw_diag_level hw_diag_level_of(enum hw_diag_code code);

#endif
