/*
 * check: what `headway check` found, for people and for programs.
 *
 * Text for a terminal, JSON of a documented shape (docs/rules.md), the
 * commands that GitHub shows beside the lines of a pull request, a summary
 * in Markdown, and SARIF 2.1.0. Each says the same; none changes what the
 * exit status will be. check_json and check_sarif are jansson's adapters for
 * writing them.
 *
 * Messages are sorted before (hw_diag_sort). Texts that come from files are
 * made harmless first (hw_diag_harmless), so that they are UTF-8.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_CHECK_H
#define HW_RENDER_CHECK_H

#include "rules/rules.h"

/* Where the codes are explained: a path in the project, or an address. */
#ifndef HW_DOCS
#define HW_DOCS "docs/messages.md"
#endif

struct hw_check {
	const struct hw_site *site;
	const struct hw_diags *diags;
	const struct hw_rules_result *words; /* of the rules over words */
	bool has_list; /* of familiar words; see rules/lexicon */
	bool is_strict;
	int status;    /* the exit status that will be */
	hw_str folder; /* put before paths: the site's in its repository */
	struct hw_arena *arena;
	struct hw_placer *placer; /* of the message before; its own memory */
};

/* One message with its place worked out; in the order of a file's places
 * many of them take as long as reading it once. */
struct hw_check_message {
	const struct hw_diag *diag;
	char code[8];               /* "HW203" */
	hw_str path;                /* empty: about no file */
	struct hw_place start, end; /* the end is the place after it */
	hw_str excerpt;             /* the words it speaks of, or the line */
	hw_str message, help, docs; /* docs: where the code is explained */
};

struct hw_check_message hw_check_message(const struct hw_check *check,
    const struct hw_diag *diag);

/* Bytes of a file or its name, harmless; in the arena. */
hw_str hw_check_harmless(const struct hw_check *check, hw_str s);

/* The path of a file as it is shown: below check->folder, harmless. */
hw_str hw_check_path(const struct hw_check *check, hw_str path);

/* A question that only a person can answer, at these places of a file. */
struct hw_check_question {
	const struct hw_source *source;
	enum hw_diag_code code;
	size_t *lines;      /* in order, each once */
	size_t count;       /* of lines */
	size_t times;       /* how often it came up */
	bool is_about_page; /* once, about the page as a whole */
};

struct hw_check_questions {
	struct hw_check_question *items;
	size_t count, room;
};

/* The notes, gathered by file and kind. */
void hw_check_questions(struct hw_check_questions *out,
    const struct hw_check *check);

/* The list that only a person can judge: a line for a page and a kind, or for
 * a kind that is about many pages as a whole. */
void hw_check_person_text(struct hw_buf *out, const struct hw_check *check);
/* A line for each page with its figures; told, never enforced. */
void hw_check_readability_text(struct hw_buf *out,
    const struct hw_check *check);
/* The last lines: how many pages, ignores, and what was not looked for. */
void hw_check_closing_text(struct hw_buf *out, const struct hw_check *check);

void hw_check_json(struct hw_buf *out, const struct hw_check *check);
void hw_check_sarif(struct hw_buf *out, const struct hw_check *check);

/* Commands for the runner: the most serious first, as many as it takes. */
void hw_check_github(struct hw_buf *out, const struct hw_check *check);
/* All of it in Markdown, at most limit_bytes (GitHub takes 1 MiB). */
void hw_check_summary(struct hw_buf *out, const struct hw_check *check,
    size_t limit_bytes);

#endif
