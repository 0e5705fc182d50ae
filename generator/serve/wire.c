#include "serve/wire.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define BUFFER_LIMIT ((size_t)512 * 1024 * 1024)
#define PIECE        ((size_t)256 * 1024)

struct head {
	uint64_t state, first_len, second_len;
	uint32_t kind, id, number, spare;
};

void hw_wire_open(struct hw_wire *wire, int fd, bool waits)
{
	*wire = (struct hw_wire){.fd = fd, .waits = waits};
	wire->in.limit = wire->out.limit = BUFFER_LIMIT;
}

void hw_wire_close(struct hw_wire *wire)
{
	if (wire->fd >= 0)
		close(wire->fd);
	hw_buf_free(&wire->in);
	hw_buf_free(&wire->out);
	*wire = (struct hw_wire){.fd = -1};
}

void hw_wire_put(struct hw_wire *wire, const struct hw_message *message)
{
	struct head head = {
	    .state = message->state,
	    .first_len = message->first.len,
	    .second_len = message->second.len,
	    .kind = message->kind,
	    .id = message->id,
	    .number = message->number,
	};

	hw_buf_add(&wire->out, (hw_str){(const char *)&head, sizeof(head)});
	hw_buf_add(&wire->out, message->first);
	hw_buf_add(&wire->out, message->second);
}

bool hw_wire_has_more(const struct hw_wire *wire)
{
	return wire->out_at < wire->out.len;
}

/* A peer that is slower than half a gigabyte will never catch up. */
static bool has_overflowed(const struct hw_wire *wire)
{
	return wire->in.overflowed || wire->out.overflowed;
}

bool hw_wire_flush(struct hw_wire *wire)
{
	while (hw_wire_has_more(wire)) {
		ssize_t sent = send(wire->fd, wire->out.data + wire->out_at,
		    wire->out.len - wire->out_at,
		    MSG_NOSIGNAL | (wire->waits ? 0 : MSG_DONTWAIT));

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent < 0)
			return (errno == EAGAIN || errno == EWOULDBLOCK) &&
			    !has_overflowed(wire);
		wire->out_at += (size_t)sent;
	}
	hw_buf_clear(&wire->out);
	wire->out_at = 0;
	return !has_overflowed(wire);
}

/* Forgets messages that were taken. */
static void make_room(struct hw_wire *wire)
{
	size_t left = wire->in.len - wire->in_at;

	if (wire->in_at == 0)
		return;
	memmove(wire->in.data, wire->in.data + wire->in_at, left);
	wire->in.len = left;
	wire->in_at = 0;
}

bool hw_wire_fill(struct hw_wire *wire)
{
	char *piece = hw_xrealloc(NULL, PIECE);
	bool is_open = true;
	ssize_t got;

	make_room(wire);
	for (;;) {
		got = recv(wire->fd, piece, PIECE,
		    wire->waits ? 0 : MSG_DONTWAIT);
		if (got > 0)
			hw_buf_add(&wire->in, (hw_str){piece, (size_t)got});
		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0 ||
		    (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK))
			is_open = false;
		/* One piece, so that everybody gets a turn. */
		break;
	}
	free(piece);
	return is_open && !has_overflowed(wire);
}

bool hw_wire_take(struct hw_wire *wire, struct hw_message *out)
{
	size_t left = wire->in.len - wire->in_at, texts;
	const char *at;
	struct head head;

	if (left < sizeof(head))
		return false;
	at = wire->in.data + wire->in_at;
	memcpy(&head, at, sizeof(head));
	if (head.first_len > BUFFER_LIMIT || head.second_len > BUFFER_LIMIT)
		return false;
	texts = (size_t)(head.first_len + head.second_len);
	if (left - sizeof(head) < texts)
		return false;
	at += sizeof(head);
	*out = (struct hw_message){
	    .kind = head.kind,
	    .id = head.id,
	    .number = head.number,
	    .state = head.state,
	    .first = {at, (size_t)head.first_len},
	    .second = {at + head.first_len, (size_t)head.second_len},
	};
	wire->in_at += sizeof(head) + texts;
	return true;
}
