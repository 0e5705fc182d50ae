/*
 * guide: each message explained, for those who meet it for the first time.
 *
 * guide_site.def and guide_words.def are the one place for these words:
 * `headway explain HW203`, docs/messages.md and the help in SARIF come from
 * them, and their examples are tried by tests/rules/run.sh.
 *
 * Threads: read-only.
 */
#ifndef HW_BASE_GUIDE_H
#define HW_BASE_GUIDE_H

#include "base/diag.h"

/* What an example is part of, and so how it is tried. */
enum hw_guide_kind {
	HW_GUIDE_TEXT,  /* shown only: it is more than a page, or a command */
	HW_GUIDE_YAML,  /* lines of site.yaml or words.yaml; shown only */
	HW_GUIDE_FRONT, /* front matter of an ordinary page */
	HW_GUIDE_AREA,  /* front matter of an area, with actions */
	HW_GUIDE_PAGE,  /* Markdown of a standard page */
	HW_GUIDE_EASY,  /* Markdown of an easy-read page */
	HW_GUIDE_PAIR,  /* Markdown of a standard page || of its easy read */
};

struct hw_guide {
	enum hw_diag_code code;
	enum hw_guide_kind kind;
	const char *why, *mend, *bad, *good;
};

/* All of them, in the order of codes; *count_out is their number. */
const struct hw_guide *hw_guides(size_t *count_out);

/* That of a code; never NULL. */
const struct hw_guide *hw_guide_of(enum hw_diag_code code);

/* How an example is marked in Markdown, and tried: "easy", "front" … */
const char *hw_guide_kind_name(enum hw_guide_kind kind);

#endif
