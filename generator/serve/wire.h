/*
 * wire: messages between the preview and the process that holds the site.
 *
 * A message is a few numbers and two strings, sent whole over a socket of
 * this machine. What is put is kept until the socket takes it, so that
 * neither side waits for the other unless it wants to. Both ends are the
 * same program: the bytes are believed, only their lengths are checked.
 *
 * Threads: a wire belongs to one.
 */
#ifndef HW_SERVE_WIRE_H
#define HW_SERVE_WIRE_H

#include "base/str.h"

struct hw_message {
	uint32_t kind;
	uint32_t id;
	uint32_t number;
	uint64_t state;
	hw_str first, second;
};

struct hw_wire {
	int fd;
	bool waits; /* whether reading and writing may block */
	struct hw_buf in, out;
	size_t in_at, out_at; /* bytes done with */
};

/* Takes the socket over. */
void hw_wire_open(struct hw_wire *wire, int fd, bool waits);
void hw_wire_close(struct hw_wire *wire);

void hw_wire_put(struct hw_wire *wire, const struct hw_message *message);
bool hw_wire_has_more(const struct hw_wire *wire); /* to flush */

/* Sends what the socket takes. False when the other end is gone. */
bool hw_wire_flush(struct hw_wire *wire);

/* Reads what there is. False when the other end is gone. */
bool hw_wire_fill(struct hw_wire *wire);

/* The next whole message, until the next call of hw_wire_fill. */
bool hw_wire_take(struct hw_wire *wire, struct hw_message *out);

#endif
