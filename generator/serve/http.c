#include "serve/http.h"

#include "serve/address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_LIMIT_BYTES ((size_t)32 * 1024)
#define IDLE_LIMIT_S        60U
/* What waits for a listener that does not read. */
#define EVENTS_LIMIT_BYTES ((size_t)4096)
#define EVENTS_PATH        "/.headway/events"

/* One request, from its first byte to its last. */
struct request {
	struct hw_http *http;
	struct MHD_Connection *connection;
	uint32_t id;
	bool is_seen;      /* its headers have come */
	bool is_taken;     /* it is being answered */
	bool is_suspended; /* libmicrohttpd does not look at it */
	bool is_listener, is_ending;
	struct MHD_Response *response; /* to be queued, or NULL */
	unsigned status;
	struct hw_buf events; /* not yet sent to a listener */
	struct request *next, *previous;
};

struct hw_http {
	struct MHD_Daemon *daemon;
	int fd; /* of epoll: the daemon's and those of listeners */
	unsigned port;
	uint32_t last_id;
	size_t listener_count;
	bool is_closing;
	struct hw_http_handler handler;
	struct request *first, *last; /* oldest first */
	struct hw_buf path;
};

/* ------------------------------- requests ------------------------------ */

static void append(struct hw_http *http, struct request *request)
{
	request->previous = http->last;
	if (http->last != NULL)
		http->last->next = request;
	else
		http->first = request;
	http->last = request;
}

static struct request *find(struct hw_http *http, uint32_t id)
{
	struct request *request = http->first;

	while (request != NULL && request->id != id)
		request = request->next;
	return request;
}

static void wake(struct request *request)
{
	if (!request->is_suspended)
		return;
	request->is_suspended = false;
	MHD_resume_connection(request->connection);
}

static void put_to_sleep(struct request *request)
{
	request->is_suspended = true;
	MHD_suspend_connection(request->connection);
}

static int socket_of(struct request *request)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	return info != NULL ? info->connect_fd : -1;
}

/* While it sleeps, libmicrohttpd does not notice that a listener goes. */
static void notice_when_gone(struct request *request)
{
	struct epoll_event event = {.events = EPOLLRDHUP | EPOLLONESHOT,
	    .data = {.u64 = request->id}};

	epoll_ctl(request->http->fd, EPOLL_CTL_ADD, socket_of(request),
	    &event);
}

static void stop_listening(struct request *request)
{
	struct hw_http *http = request->http;

	epoll_ctl(http->fd, EPOLL_CTL_DEL, socket_of(request), NULL);
	request->is_listener = false;
	http->listener_count--;
	if (!http->is_closing)
		http->handler.on_listener_gone(request->id,
		    http->handler.context);
}

static void on_completed(void *context, struct MHD_Connection *connection,
    void **slot, enum MHD_RequestTerminationCode why)
{
	struct hw_http *http = context;
	struct request *request = *slot;

	(void)connection;
	(void)why;
	if (request == NULL)
		return;
	if (request->is_listener)
		stop_listening(request);
	if (request->response != NULL)
		MHD_destroy_response(request->response);
	*(request->previous != NULL ? &request->previous->next
				    : &http->first) = request->next;
	*(request->next != NULL ? &request->next->previous : &http->last) =
	    request->previous;
	hw_buf_free(&request->events);
	free(request);
	*slot = NULL;
}

/* ------------------------------- answers ------------------------------- */

static void add_header(struct MHD_Response *response, const char *name,
    const char *value)
{
	if (MHD_add_response_header(response, name, value) != MHD_YES)
		hw_oom();
}

static struct MHD_Response *finish(struct MHD_Response *response,
    const char *type)
{
	if (response == NULL)
		hw_oom();
	add_header(response, "Content-Type", type);
	add_header(response, "Cache-Control", "no-store");
	add_header(response, "X-Content-Type-Options", "nosniff");
	add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	add_header(response, "Referrer-Policy", "same-origin");
	return response;
}

/* A short answer in plain words, made here. */
static enum MHD_Result refuse(struct MHD_Connection *connection,
    unsigned status, const char *words)
{
	struct MHD_Response *response =
	    finish(MHD_create_response_from_buffer(strlen(words),
		       (void *)(uintptr_t)words, MHD_RESPMEM_PERSISTENT),
		"text/plain; charset=utf-8");
	enum MHD_Result result;

	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		add_header(response, "Allow", "GET, HEAD");
	result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

void hw_http_answer(struct hw_http *http, uint32_t id,
    const struct hw_http_answer *answer)
{
	struct request *request = find(http, id);
	struct hw_buf text = {0};

	if (request == NULL || request->response != NULL)
		return;
	hw_buf_add(&text, answer->type);
	request->status = answer->status;
	request->response = finish(
	    MHD_create_response_from_buffer(answer->body.len,
		(void *)(uintptr_t)answer->body.p, MHD_RESPMEM_MUST_COPY),
	    text.data);
	if (answer->is_own)
		add_header(request->response, "Content-Security-Policy",
		    "default-src 'none'; style-src 'self'; script-src "
		    "'self'; "
		    "connect-src 'self'; base-uri 'none'");
	if (answer->location.len > 0) {
		hw_buf_clear(&text);
		hw_buf_add(&text, answer->location);
		add_header(request->response, "Location", text.data);
	}
	hw_buf_free(&text);
	wake(request);
}

/* ------------------------------- listeners ----------------------------- */

static ssize_t read_events(void *context, uint64_t position, char *out,
    size_t room)
{
	struct request *request = context;
	size_t len = request->events.len;

	(void)position;
	if (request->is_ending)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (len == 0) {
		put_to_sleep(request);
		return 0;
	}
	if (len > room)
		len = room;
	memcpy(out, request->events.data, len);
	memmove(request->events.data, request->events.data + len,
	    request->events.len - len);
	request->events.len -= len;
	return (ssize_t)len;
}

static void end_listener(struct request *request)
{
	request->is_ending = true;
	wake(request);
}

static void send_text(struct request *request, const char *text)
{
	hw_buf_puts(&request->events, text);
	if (request->events.overflowed)
		end_listener(request); /* it comes again when it wakes up */
	else
		wake(request);
}

void hw_http_tell(struct hw_http *http, uint32_t id, const char *event)
{
	struct request *request = find(http, id);
	char text[64];

	if (request == NULL || !request->is_listener)
		return;
	snprintf(text, sizeof(text), "event: %s\ndata:\n\n", event);
	send_text(request, text);
}

void hw_http_keep_alive(struct hw_http *http)
{
	struct request *request;

	for (request = http->first; request != NULL; request = request->next)
		if (request->is_listener)
			send_text(request, ":\n\n");
}

static void end_oldest_listener(struct hw_http *http)
{
	struct request *request = http->first;

	while (request != NULL &&
	    (!request->is_listener || request->is_ending))
		request = request->next;
	if (request != NULL)
		end_listener(request);
}

static hw_str argument(struct MHD_Connection *connection, const char *name)
{
	const char *value = MHD_lookup_connection_value(connection,
	    MHD_GET_ARGUMENT_KIND, name);

	return value != NULL ? hw_str_of(value) : HW_STR_NONE;
}

static enum MHD_Result start_listening(struct request *request)
{
	struct hw_http *http = request->http;
	struct MHD_Connection *connection = request->connection;
	hw_str state = argument(connection, "state");
	enum MHD_Result result;

	if (!hw_address_path(&http->path, argument(connection, "path")))
		return refuse(connection, MHD_HTTP_BAD_REQUEST,
		    "The page that listens did not say which it is.\n");
	request->response =
	    finish(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 512,
		       read_events, request, NULL),
		"text/event-stream");
	request->events.limit = EVENTS_LIMIT_BYTES;
	hw_buf_puts(&request->events, "retry: 1000\n\n");
	result =
	    MHD_queue_response(connection, MHD_HTTP_OK, request->response);
	if (result != MHD_YES)
		return result;
	request->is_listener = true;
	http->listener_count++;
	notice_when_gone(request);
	if (http->listener_count > HW_HTTP_LISTENERS)
		end_oldest_listener(http);
	http->handler.on_listener(request->id, hw_buf_str(&http->path),
	    strtoull(state.p, NULL, 16), http->handler.context);
	return MHD_YES;
}

/* ------------------------------ what comes in -------------------------- */

struct hosts {
	unsigned port;
	size_t count;
	bool is_foreign;
};

static enum MHD_Result look_at_header(void *context, enum MHD_ValueKind kind,
    const char *name, const char *value)
{
	struct hosts *hosts = context;
	hw_str text = value != NULL ? hw_str_of(value) : HW_STR_NONE;

	(void)kind;
	if (hw_str_equal_nocase(hw_str_of(name), HW_STR("Host"))) {
		hosts->count++;
		if (!hw_address_is_own(text, hosts->port))
			hosts->is_foreign = true;
	} else if (hw_str_equal_nocase(hw_str_of(name), HW_STR("Origin"))) {
		if (!hw_address_is_own_origin(text, hosts->port))
			hosts->is_foreign = true;
	}
	return MHD_YES;
}

static bool has_body(struct MHD_Connection *connection)
{
	const char *length = MHD_lookup_connection_value(connection,
	    MHD_HEADER_KIND, "Content-Length");

	return (length != NULL && strcmp(length, "0") != 0) ||
	    MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
		"Transfer-Encoding") != NULL;
}

static enum MHD_Result take_request(struct request *request, const char *url,
    const char *method)
{
	struct hw_http *http = request->http;
	struct MHD_Connection *connection = request->connection;
	struct hosts hosts = {.port = http->port};

	MHD_get_connection_values(connection, MHD_HEADER_KIND, look_at_header,
	    &hosts);
	if (hosts.count != 1 || hosts.is_foreign)
		return refuse(connection, MHD_HTTP_FORBIDDEN,
		    "This preview answers only to 127.0.0.1 and localhost, "
		    "with its port.\n");
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
		    "Pages can be read here, nothing else.\n");
	if (!hw_address_path(&http->path, hw_str_of(url)))
		return refuse(connection, MHD_HTTP_BAD_REQUEST,
		    "That is not the address of a page.\n");
	if (hw_str_equal(hw_buf_str(&http->path), HW_STR(EVENTS_PATH)))
		return start_listening(request);
	http->handler.on_request(request->id, hw_buf_str(&http->path),
	    http->handler.context);
	if (request->response == NULL) {
		put_to_sleep(request);
		return MHD_YES;
	}
	return MHD_queue_response(connection, request->status,
	    request->response);
}

static enum MHD_Result on_access(void *context,
    struct MHD_Connection *connection, const char *url, const char *method,
    const char *version, const char *body, size_t *body_len, void **slot)
{
	struct hw_http *http = context;
	struct request *request = *slot;

	(void)version;
	(void)body;
	if (request == NULL) {
		request = hw_xrealloc(NULL, sizeof(*request));
		*request = (struct request){.http = http,
		    .connection = connection,
		    .id = ++http->last_id};
		append(http, request);
		*slot = request;
	}
	*body_len = 0;
	if (!request->is_seen) {
		request->is_seen = true;
		/* An answer now would end the connection, as it should for a
		 * request whose body nobody wants to read. */
		return has_body(connection)
		    ? refuse(connection, MHD_HTTP_BAD_REQUEST,
			  "A request to read a page has no body.\n")
		    : MHD_YES;
	}
	if (!request->is_taken) {
		request->is_taken = true;
		return take_request(request, url, method);
	}
	if (http->is_closing)
		return MHD_NO;
	/* Answered while it slept. */
	return MHD_queue_response(connection, request->status,
	    request->response);
}

/* Paths are decoded by serve/address: the library's own way would cut them
 * off at "%00". */
static size_t leave_encoded(void *context, struct MHD_Connection *connection,
    char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

/* ------------------------------- the server ---------------------------- */

static int listen_on(unsigned port, unsigned *port_out)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
	socklen_t len = sizeof(address);
	int one = 1, error;
	int fd =
	    socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	/* The port of a preview that has just ended may be had again. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&address, len) == 0 &&
	    listen(fd, 64) == 0 &&
	    getsockname(fd, (struct sockaddr *)&address, &len) == 0) {
		*port_out = ntohs(address.sin_port);
		return fd;
	}
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static bool start(struct hw_http *http, int fd)
{
	const union MHD_DaemonInfo *info;
	struct epoll_event event = {.events = EPOLLIN, .data = {.u64 = 0}};

	http->daemon =
	    MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0,
		NULL, NULL, on_access, http, MHD_OPTION_LISTEN_SOCKET, fd,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, http,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
		MHD_OPTION_CONNECTION_LIMIT, HW_HTTP_CONNECTIONS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, REQUEST_LIMIT_BYTES,
		MHD_OPTION_CONNECTION_TIMEOUT, IDLE_LIMIT_S, MHD_OPTION_END);
	if (http->daemon == NULL)
		return false;
	info = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	http->fd = epoll_create1(EPOLL_CLOEXEC);
	return http->fd >= 0 && info != NULL &&
	    epoll_ctl(http->fd, EPOLL_CTL_ADD, info->epoll_fd, &event) == 0;
}

struct hw_http *hw_http_open(unsigned port,
    const struct hw_http_handler *handler)
{
	struct hw_http *http;
	unsigned taken;
	int fd = listen_on(port, &taken);

	if (fd < 0)
		return NULL;
	http = hw_xrealloc(NULL, sizeof(*http));
	*http = (struct hw_http){.fd = -1, .port = taken};
	http->handler = *handler;
	if (start(http, fd))
		return http;
	if (http->daemon == NULL)
		close(fd);
	hw_http_close(http);
	errno = ENOMEM;
	return NULL;
}

void hw_http_close(struct hw_http *http)
{
	struct request *request;

	if (http == NULL)
		return;
	http->is_closing = true;
	/* The library may not be stopped while anything sleeps. */
	for (request = http->first; request != NULL;
	     request = request->next) {
		request->is_ending = true;
		wake(request);
	}
	if (http->daemon != NULL) {
		MHD_run(http->daemon);
		MHD_stop_daemon(http->daemon);
	}
	if (http->fd >= 0)
		close(http->fd);
	hw_buf_free(&http->path);
	free(http);
}

unsigned hw_http_port(const struct hw_http *http)
{
	return http->port;
}

int hw_http_fd(const struct hw_http *http)
{
	return http->fd;
}

int hw_http_timeout_ms(struct hw_http *http)
{
	MHD_UNSIGNED_LONG_LONG timeout;

	if (MHD_get_timeout(http->daemon, &timeout) != MHD_YES)
		return -1;
	return timeout < 60000 ? (int)timeout : 60000;
}

void hw_http_run(struct hw_http *http)
{
	struct epoll_event events[16];
	struct request *request;
	int count = epoll_wait(http->fd, events, (int)HW_COUNT(events), 0), i;

	for (i = 0; i < count; i++) {
		request = events[i].data.u64 != 0
		    ? find(http, (uint32_t)events[i].data.u64)
		    : NULL;
		if (request != NULL && request->is_listener)
			end_listener(request);
	}
	MHD_run(http->daemon);
}
