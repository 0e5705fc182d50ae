/*
 * testsite: a whole site, read from files of a scratch folder in the order
 * of a build, as far as a test wants to go.
 */
#ifndef HW_TESTS_TESTSITE_H
#define HW_TESTS_TESTSITE_H

#include "model/site.h"

#include "scratch.h"

struct testsite {
	struct scratch scratch;
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_site site;
	struct hw_buf out;
};

enum testsite_step {
	TESTSITE_SCANNED,   /* pages and their front matter */
	TESTSITE_ASSEMBLED, /* plans, addresses, order, what is late */
	TESTSITE_PROSE,     /* trees of Markdown, easy-read rows */
	TESTSITE_LINKED,
};

/* cmocka's set-up and tear-down; *state is the site. */
int testsite_set_up(void **state);
int testsite_tear_down(void **state);

/* Writes content/<path>. */
void testsite_put(struct testsite *t, const char *path, const char *text);

/* Reads the folder anew; today is "2024-12-05". */
void testsite_read(struct testsite *t, const char *today,
    enum testsite_step step);

/* The messages but warnings, in order: "path:2:9 [13] message\n"; only
 * those of one code, when it is not 0. */
const char *testsite_said(struct testsite *t, int only);

struct hw_page *testsite_page(struct testsite *t, const char *path);
struct hw_action *testsite_action(struct testsite *t, const char *ref);

#endif
