/*
 * facts: what one version of a page, or of a table of figures, says to its
 * readers.
 *
 * A version is bytes from any time; mistakes in it are nobody's business
 * now and are not reported. One whose front matter cannot be read is not
 * readable and has no facts.
 *
 * The fingerprint stands for the rendered words and data: the words of all
 * texts with white space folded, titles, refs, kind, status, dates, owners,
 * outcomes, evidence, measures, difference. Not part of it: emphasis,
 * wrapping, marks and kinds of blocks, addresses of links, weight, draft,
 * publish_on, reviewed, review_by, checked_by, moved_from. Equal
 * fingerprints: readers see the same. A fact of the data that the words name
 * ("{{A5.1.due}}") stands in them by its name: when the data move, the page
 * that has them changes, not each page that repeats them. The figures of a
 * measure are a file of their own, with a fingerprint of its own.
 *
 * An easy-read page and a translation have words and no actions: those of
 * their standard page are told once. Which they are their file name says.
 *
 * A reader remembers the words of every text it has met, so that thousands
 * of versions of the same few pages are parsed once for each difference.
 *
 * Threads: reads Markdown, so one thread (see input/markdown.h).
 */
#ifndef HW_ASSEMBLE_FACTS_H
#define HW_ASSEMBLE_FACTS_H

#include "model/site.h"

struct hw_action_facts {
	hw_str ref;
	hw_str title;     /* empty: it could not be read */
	hw_str due;       /* "2024-12", or empty */
	hw_str completed; /* the same */
	hw_str owners;    /* joined by "; " */
	hw_str reason;    /* its words */
	int status;       /* enum hw_status, or -1: it could not be read */
	bool is_due_bad;  /* there is a due date that is none */
	/* Hashes; 0 where there is none. */
	uint64_t outcome, update, evidence;
};

struct hw_facts {
	bool is_readable;
	bool is_draft;
	struct hw_date publish_on;
	enum hw_page_kind kind;
	hw_str plan; /* the folder that holds it, or empty */
	hw_str title;
	uint64_t fingerprint;
	uint64_t wording; /* the same without status, dates and evidence of
			     actions: what an easy-read page says in words
			     of its own */
	bool has_figures; /* a measure names a file of them */
	struct hw_action_facts *actions;
	size_t action_count;
};

struct hw_facts_reader {
	struct hw_arena scratch; /* one version */
	struct hw_arena memory;
	struct hw_map known; /* hash of a text -> hash of its words */
};

void hw_facts_open(struct hw_facts_reader *out);
void hw_facts_close(struct hw_facts_reader *reader);

/* Reads the version `bytes` of the page at `path` ("plan/area-5.md"), or of
 * the figures ("data/waiting.csv"), which have a fingerprint alone. What it
 * holds lives in `arena`. */
void hw_facts_read(struct hw_facts *out, struct hw_facts_reader *reader,
    hw_str path, hw_str bytes, struct hw_arena *arena);

/*
 * A hash of the front matter as it stands and of the body with white space
 * folded. Two versions with the same hash at the same path have the same
 * facts; it costs a fraction of reading them.
 */
uint64_t hw_facts_form(hw_str bytes);

/* The fingerprint of a measure's figures: dates, figures and notes, not the
 * form of the file. */
uint64_t hw_facts_figures(const struct hw_measure *measure);

/* An action's owners as facts have them: joined by "; ". */
hw_str hw_facts_owners(const struct hw_action *action,
    struct hw_arena *arena);

#endif
