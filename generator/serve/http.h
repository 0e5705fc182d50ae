/*
 * http: the adapter to libmicrohttpd, the only file that includes its
 * header: a web server for this computer alone.
 *
 * It listens on 127.0.0.1 and nowhere else, and answers GET and HEAD.
 * Refused before anybody else hears of it: another Host or Origin than our
 * own (403), two Hosts (403), other methods (405), requests with a body
 * (400), and paths that serve/address refuses (400). Nothing may be kept by
 * browsers, and no other site may read an answer.
 *
 * A request waits until it is answered. A listener is a page that waits for
 * news, over server-sent events; one that has gone is noticed and dropped,
 * and one that does not read is not waited for.
 *
 * Limits: HW_HTTP_CONNECTIONS at a time, of them HW_HTTP_LISTENERS
 * listeners (a newer one takes the place of the oldest); 32 KiB for what a
 * request says; a minute without a byte.
 *
 * Threads: one; whoever owns the server calls hw_http_run when hw_http_fd is
 * readable or hw_http_timeout_ms has passed.
 */
#ifndef HW_SERVE_HTTP_H
#define HW_SERVE_HTTP_H

#include "base/str.h"

#define HW_HTTP_CONNECTIONS 128
#define HW_HTTP_LISTENERS   48

struct hw_http;

struct hw_http_handler {
	/* A request came, to be answered now or later by its id. The path
	 * is decoded and lives until the call returns. */
	void (*on_request)(uint32_t id, hw_str path, void *context);
	/* A page at `path` listens, which shows what `state` stands for. */
	void (*on_listener)(uint32_t id, hw_str path, uint64_t state,
	    void *context);
	void (*on_listener_gone)(uint32_t id, void *context);
	void *context;
};

struct hw_http_answer {
	unsigned status;
	hw_str type;     /* "text/html; charset=utf-8" */
	hw_str location; /* of a redirection, or empty */
	hw_str body;     /* copied */
	bool is_own;     /* made by the preview itself, not by the site */
};

/* Port 0 takes a free one. NULL with errno set: EADDRINUSE, for instance. */
struct hw_http *hw_http_open(unsigned port,
    const struct hw_http_handler *handler);

/* Ends every connection. */
void hw_http_close(struct hw_http *http);

unsigned hw_http_port(const struct hw_http *http);
int hw_http_fd(const struct hw_http *http);
/* -1: no need to call. */
int hw_http_timeout_ms(struct hw_http *http);
void hw_http_run(struct hw_http *http);

/* Answers a request, once. */
void hw_http_answer(struct hw_http *http, uint32_t id,
    const struct hw_http_answer *answer);

/* Sends a listener an event with that name; unknown ids do nothing. */
void hw_http_tell(struct hw_http *http, uint32_t id, const char *event);

/* A comment to every listener, so that nothing between takes the connection
 * for dead. */
void hw_http_keep_alive(struct hw_http *http);

#endif
