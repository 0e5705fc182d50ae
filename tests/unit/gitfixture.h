/*
 * gitfixture: a repository made by a script of tests/fixtures, the site in
 * it with its dates read, and what is expected of them.
 *
 * One at a time, in `gitfixture`; its memory and folder go at the end of each
 * test. Failures end the test.
 */
#ifndef HW_TESTS_GITFIXTURE_H
#define HW_TESTS_GITFIXTURE_H

#include "model/site.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define UNKNOWN     (-1)
#define UNPUBLISHED (-2)

struct dates {
	const char *path;
	int updated, created; /* a day of common.sh, or one of the above */
};

struct gitfixture {
	struct scratch scratch;
	const char *name;
	struct hw_site site;
	struct hw_diags diags;
};

extern struct gitfixture gitfixture;

/* cmocka's setup and teardown of each test. */
int fixture_open(void **state);
int fixture_close(void **state);

/* Runs the script of that name. */
void fixture_make(const char *name);

/* A folder that the script made; "" is the whole. */
const char *fixture_folder(const char *inside);

/* What a command prints, without the last line end; it must succeed. */
hw_str fixture_run(const char *format, ...) HW_PRINTF(1, 2);

/* Reads those pages of the site at `root`, and their dates. */
void fixture_read(const char *root, bool must_know,
    const struct dates *expected, size_t count);

/* The pages read have those dates. */
void fixture_check(const struct dates *expected, size_t count);

/* There was exactly one message, with that code, words and help. */
void fixture_says(enum hw_diag_code code, const char *words,
    const char *help);
void fixture_silent(void);

/* git's own answer for each page; where nothing moved they must agree. */
void fixture_oracle(const char *root);

#endif
