/*
 * command: what the commands of headway share.
 *
 * A command gets its options, prints its messages on standard error and its
 * results on standard output, and returns the exit status.
 *
 * Threads: commands run on the main thread.
 */
#ifndef HW_CLI_COMMAND_H
#define HW_CLI_COMMAND_H

#include "base/diag.h"

enum hw_exit {
	HW_EXIT_CLEAN = 0,
	HW_EXIT_MISTAKES = 1, /* in the content, or warnings with --strict */
	HW_EXIT_USAGE = 2,
	HW_EXIT_FAILED = 3, /* the world: disk, repository, memory */
};

struct hw_options {
	const char *out;      /* folder to publish to */
	const char *today;    /* YYYY-MM-DD, or NULL for the clock's day */
	const char *base_url; /* or NULL for the one in site.yaml */
	const char *rev;      /* commit to build, or NULL for the folder */
	const char *format;   /* or NULL for text */
	const char *data;     /* of template */
	const char *partials; /* of template */
	unsigned port;        /* of serve; 0: a free one */
	const char *name, *title, *ref, *owner, *due; /* of new, or NULL */
	bool is_trial; /* of import: write nothing */
	bool with_drafts, with_readability, is_strict, is_quiet, compresses;
	char **operands;
	int operand_count;
};

int hw_command_build(const struct hw_options *options);
int hw_command_check(const struct hw_options *options);
int hw_command_diff(const struct hw_options *options);
int hw_command_explain(const struct hw_options *options);
int hw_command_serve(const struct hw_options *options);
int hw_command_template(const struct hw_options *options);
int hw_command_new(const struct hw_options *options);
int hw_command_import(const struct hw_options *options);
int hw_command_schema(const struct hw_options *options);
int hw_command_completions(const struct hw_options *options);
int hw_command_manual(const struct hw_options *options);

/* The exit status that the messages make. */
int hw_command_status(const struct hw_diags *diags, bool is_strict);

/* Sorts and prints the messages; returns the exit status they make. */
int hw_command_report(struct hw_diags *diags, bool is_strict);

/* "headway: what is wrong" on standard error; returns HW_EXIT_USAGE. */
int hw_command_usage(const char *format, ...) HW_PRINTF(1, 2);

#endif
