/*
 * worker: the process that holds a site in memory and renders its pages.
 *
 * The preview starts one for every state of the site. Whatever a file does to
 * it, the preview lives on with the one before; and all its memory goes when
 * it ends. It reads the site, says so, and answers until its socket closes.
 *
 * Threads: one.
 */
#ifndef HW_CLI_WORKER_H
#define HW_CLI_WORKER_H

#include "cli/command.h"

enum hw_worker_kind {
	/* to the worker */
	HW_WORKER_GET = 1, /* id, first: path */
	HW_WORKER_CHECK,   /* id, first: path; as GET, but only the state */
	HW_WORKER_REFRESH, /* first: paths of pages, each ended by a NUL */
	HW_WORKER_TROUBLE, /* first: HTML to show over every page, or none */
	/* from the worker */
	HW_WORKER_READY, /* first, second: folders of git; number: mistakes */
	HW_WORKER_FAILED, /* first: HTML that says why there is no site */
	HW_WORKER_PAGE,   /* id, number: status, state, first: type, second */
	HW_WORKER_MOVED,  /* id, first: where to */
	HW_WORKER_TIRED,  /* it has taken much memory: start another */
};

/* Runs until the socket `fd`, which it takes over, is closed. */
int hw_worker_run(int fd, const struct hw_options *given);

#endif
