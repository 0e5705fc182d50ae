/*
 * serve: the live preview.
 *
 * This process talks to browsers and watches files; it holds no site. One
 * worker (cli/worker) holds the site and renders its pages. When something
 * has changed, the worker reads the changed pages again, which takes
 * milliseconds, and browsers are told; meanwhile a second worker reads the
 * whole site anew and takes the first one's place when it is done. What
 * changes in the meantime is read again by the new one before it is asked
 * for anything.
 *
 * A browser is told to load a page again only when the page would now look
 * different: each page knows a number, its state, that stands for all it
 * shows, and the worker says which number the page would have now.
 */
#include "cli/command.h"
#include "cli/worker.h"
#include "serve/http.h"
#include "serve/overlay.h"
#include "serve/watch.h"
#include "serve/wire.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"

/* Editors write a file in several steps: wait until it is quiet, but not
 * longer than nobody notices. */
#define QUIET_MS      8
#define WAIT_LIMIT_MS 20
#define KEEP_ALIVE_MS 15000
/* What is late is counted as on a day: a preview may run for many. */
#define READ_AGAIN_MS ((int64_t)3600 * 1000)

struct process {
	pid_t pid; /* 0: there is none */
	struct hw_wire wire;
};

/* A request that waits for its page. */
struct request {
	uint32_t id;
	bool is_sent; /* to the current worker */
	char *path;
};

/* A browser that shows a page and waits for news of it. */
struct listener {
	uint32_t id;
	uint64_t state;
	char *path;
};

struct preview {
	const struct hw_options *options;
	struct hw_http *http;
	struct hw_watch *watch;
	int signal_fd;
	sigset_t old_signals;
	struct process current, next;
	bool wants_next; /* a new worker is to be started */
	bool is_stale;   /* something changed since `next` began to read */
	bool has_ended, is_worker;
	struct hw_watch_news news, since_next;
	int64_t first_news_ms, last_news_ms; /* 0: there are none */
	int64_t read_ms, alive_ms;
	struct hw_buf trouble; /* why there is no newer state, HTML */
	uint32_t mistakes;
	struct request *requests;
	size_t request_count, request_room;
	struct listener *listeners;
	size_t listener_count, listener_room;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static char *copy(hw_str s)
{
	char *out = hw_xrealloc(NULL, s.len + 1);

	memcpy(out, s.p, s.len);
	out[s.len] = '\0';
	return out;
}

/* ------------------------------- answers ------------------------------- */

static uint64_t trouble_state(const struct preview *preview)
{
	return hw_hash_bytes(HW_HASH_START, hw_buf_str(&preview->trouble));
}

/* There is no site to take the page from. */
static void answer_with_trouble(struct preview *preview, uint32_t id)
{
	struct hw_buf page = {0};

	hw_overlay_page(&page, hw_buf_str(&preview->trouble),
	    trouble_state(preview));
	hw_http_answer(preview->http, id,
	    &(struct hw_http_answer){.status = 500,
		.type = HW_STR("text/html; charset=utf-8"),
		.body = hw_buf_str(&page),
		.is_own = true});
	hw_buf_free(&page);
}

static void drop_request(struct preview *preview, size_t i)
{
	struct request gone = preview->requests[i];

	preview->requests[i] = preview->requests[--preview->request_count];
	free(gone.path);
}

static void drop_requests(struct preview *preview)
{
	while (preview->request_count > 0)
		free(preview->requests[--preview->request_count].path);
}

static void send_request(struct preview *preview, struct request *request)
{
	request->is_sent = true;
	hw_wire_put(&preview->current.wire,
	    &(struct hw_message){.kind = HW_WORKER_GET,
		.id = request->id,
		.first = hw_str_of(request->path)});
}

static void check_listener(struct preview *preview,
    const struct listener *listener)
{
	if (preview->current.pid != 0)
		hw_wire_put(&preview->current.wire,
		    &(struct hw_message){.kind = HW_WORKER_CHECK,
			.id = listener->id,
			.first = hw_str_of(listener->path)});
	else if (preview->trouble.len > 0 &&
	    listener->state != trouble_state(preview))
		hw_http_tell(preview->http, listener->id, "reload");
}

static void check_listeners(struct preview *preview)
{
	size_t i;

	for (i = 0; i < preview->listener_count; i++)
		check_listener(preview, &preview->listeners[i]);
}

static void answer_own(struct preview *preview, uint32_t id, unsigned status,
    hw_str type, hw_str body)
{
	hw_http_answer(preview->http, id,
	    &(struct hw_http_answer){.status = status,
		.type = type,
		.body = body,
		.is_own = true});
}

/* The preview's own files; false for a page. */
static bool is_answered(struct preview *preview, uint32_t id, hw_str path)
{
	if (hw_str_equal(path, HW_STR(HW_OVERLAY_SCRIPT_PATH)))
		answer_own(preview, id, 200,
		    HW_STR("text/javascript; charset=utf-8"),
		    hw_overlay_script());
	else if (hw_str_equal(path, HW_STR(HW_OVERLAY_STYLE_PATH)) &&
	    preview->current.pid == 0)
		answer_own(preview, id, 200,
		    HW_STR("text/css; charset=utf-8"), hw_overlay_style());
	else if (hw_str_starts(path, HW_STR("/.headway/")) &&
	    !hw_str_equal(path, HW_STR(HW_OVERLAY_STYLE_PATH)))
		answer_own(preview, id, 404,
		    HW_STR("text/plain; charset=utf-8"),
		    HW_STR("The preview has no such file.\n"));
	else
		return false;
	return true;
}

static void on_request(uint32_t id, hw_str path, void *context)
{
	struct preview *preview = context;
	struct request *request;

	if (is_answered(preview, id, path))
		return;
	if (preview->current.pid == 0 && preview->next.pid == 0 &&
	    preview->trouble.len > 0) {
		answer_with_trouble(preview, id);
		return;
	}
	if (preview->request_count == preview->request_room) {
		preview->request_room = preview->request_room * 2 + 8;
		preview->requests = hw_xrealloc(preview->requests,
		    preview->request_room * sizeof(*preview->requests));
	}
	request = &preview->requests[preview->request_count++];
	*request = (struct request){.id = id, .path = copy(path)};
	if (preview->current.pid != 0)
		send_request(preview, request);
	if (now_ms() - preview->read_ms > READ_AGAIN_MS)
		preview->wants_next = true;
}

static void on_listener(uint32_t id, hw_str path, uint64_t state,
    void *context)
{
	struct preview *preview = context;
	struct listener *listener;

	if (preview->listener_count == preview->listener_room) {
		preview->listener_room = preview->listener_room * 2 + 8;
		preview->listeners = hw_xrealloc(preview->listeners,
		    preview->listener_room * sizeof(*preview->listeners));
	}
	listener = &preview->listeners[preview->listener_count++];
	*listener =
	    (struct listener){.id = id, .state = state, .path = copy(path)};
	/* It may have changed while the browser was busy with it. */
	check_listener(preview, listener);
}

static void on_listener_gone(uint32_t id, void *context)
{
	struct preview *preview = context;
	size_t i;

	for (i = 0; i < preview->listener_count; i++) {
		if (preview->listeners[i].id != id)
			continue;
		free(preview->listeners[i].path);
		preview->listeners[i] =
		    preview->listeners[--preview->listener_count];
		return;
	}
}

/* ------------------------------- workers ------------------------------- */

/* In the new process: nothing of the preview may be touched from here on,
 * since its sockets are shared with it. */
static void become_worker(struct preview *preview, int fd)
{
	sigprocmask(SIG_SETMASK, &preview->old_signals, NULL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (fd > 3)
		close_range(3, (unsigned)fd - 1, 0);
	close_range((unsigned)fd + 1, ~0U, 0);
	preview->next.wire.fd = fd;
	preview->is_worker = true;
}

static void start_next(struct preview *preview)
{
	int pair[2];
	pid_t pid;

	preview->wants_next = false;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		fprintf(stderr, "headway: cannot read the site again: %s\n",
		    strerror(errno));
		return;
	}
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		become_worker(preview, pair[1]);
		return;
	}
	close(pair[1]);
	if (pid < 0) {
		fprintf(stderr, "headway: cannot read the site again: %s\n",
		    strerror(errno));
		close(pair[0]);
		return;
	}
	preview->next.pid = pid;
	hw_wire_open(&preview->next.wire, pair[0], false);
	preview->is_stale = false;
	hw_watch_forget(&preview->since_next);
	preview->read_ms = now_ms();
}

static void stop(struct process *process)
{
	if (process->pid == 0)
		return;
	kill(process->pid, SIGKILL);
	hw_wire_close(&process->wire);
	process->pid = 0; /* reaped later */
}

/* Processes that have been stopped, or (0) are being stopped. */
static void reap(int how)
{
	pid_t pid;

	do
		pid = waitpid(-1, NULL, how);
	while (pid > 0);
}

static void refresh_pages(struct process *process,
    const struct hw_watch_news *news)
{
	if (process->pid != 0 && news->page_count > 0)
		hw_wire_put(&process->wire,
		    &(struct hw_message){.kind = HW_WORKER_REFRESH,
			.first = hw_buf_str(&news->pages)});
}

static void say_mistakes(uint32_t count)
{
	if (count == 0)
		puts("no mistakes");
	else
		printf("%" PRIu32 " mistake%s to mend: any page shows %s\n",
		    count, count == 1 ? "" : "s", count == 1 ? "it" : "them");
}

static void on_ready(struct preview *preview,
    const struct hw_message *message)
{
	size_t i;

	if (hw_watch_git(preview->watch, message->first, message->second))
		preview->is_stale = true;
	if (!preview->options->is_quiet &&
	    message->number != preview->mistakes)
		say_mistakes(message->number);
	fflush(stdout);
	preview->mistakes = message->number;
	stop(&preview->current);
	preview->current = preview->next;
	preview->next = (struct process){.wire = {.fd = -1}};
	refresh_pages(&preview->current, &preview->since_next);
	hw_buf_clear(&preview->trouble);
	for (i = 0; i < preview->request_count; i++)
		send_request(preview, &preview->requests[i]);
	check_listeners(preview);
	preview->wants_next = preview->wants_next || preview->is_stale;
}

/* There is no newer state, for the reason in preview->trouble. The one there
 * is, if any, is shown with it. */
static void show_trouble(struct preview *preview)
{
	size_t i;

	if (preview->current.pid != 0)
		hw_wire_put(&preview->current.wire,
		    &(struct hw_message){.kind = HW_WORKER_TROUBLE,
			.first = hw_buf_str(&preview->trouble)});
	for (i = 0; i < preview->request_count && preview->current.pid == 0;
	     i++)
		answer_with_trouble(preview, preview->requests[i].id);
	if (preview->current.pid == 0)
		drop_requests(preview);
	check_listeners(preview);
	preview->wants_next = preview->wants_next || preview->is_stale;
}

static void on_failed(struct preview *preview,
    const struct hw_message *message)
{
	hw_buf_clear(&preview->trouble);
	hw_buf_add(&preview->trouble, message->first);
	stop(&preview->next);
	show_trouble(preview);
}

/* A worker ended that should not have: a mistake in headway itself, or want
 * of memory. The next change of a file is another chance. */
static void on_crash(struct preview *preview, struct process *process)
{
	bool was_current = process == &preview->current;
	char words[160];
	int status = 0;
	size_t i, kept = 0;

	hw_wire_close(&process->wire);
	waitpid(process->pid, &status, 0);
	process->pid = 0;
	snprintf(words, sizeof(words),
	    "Reading the site ended with %s %d: that is a mistake in headway "
	    "or want of memory. It tries again when a file changes.",
	    WIFSIGNALED(status) ? "signal" : "status",
	    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
	fprintf(stderr, "headway: %s\n", words);
	hw_buf_clear(&preview->trouble);
	hw_overlay_note(&preview->trouble,
	    HW_STR("The preview is not up to "
		   "date."),
	    hw_str_of(words));
	/* One of these may have been the cause: not to be asked again. */
	for (i = 0; was_current && i < preview->request_count; i++) {
		struct request *request = &preview->requests[i];

		if (request->is_sent) {
			answer_with_trouble(preview, request->id);
			free(request->path);
		} else {
			preview->requests[kept++] = *request;
		}
	}
	if (was_current)
		preview->request_count = kept;
	if (!was_current || preview->next.pid == 0)
		show_trouble(preview);
}

static void on_page(struct preview *preview, const struct hw_message *message)
{
	size_t i;

	for (i = 0; i < preview->listener_count; i++)
		if (preview->listeners[i].id == message->id) {
			if (preview->listeners[i].state != message->state)
				hw_http_tell(preview->http, message->id,
				    "reload");
			return;
		}
	for (i = 0; i < preview->request_count; i++)
		if (preview->requests[i].id == message->id)
			break;
	if (i == preview->request_count)
		return; /* a listener that has gone */
	drop_request(preview, i);
	if (message->kind == HW_WORKER_MOVED)
		hw_http_answer(preview->http, message->id,
		    &(struct hw_http_answer){.status = 302,
			.type = HW_STR("text/plain; charset=utf-8"),
			.location = message->first,
			.is_own = true});
	else
		hw_http_answer(preview->http, message->id,
		    &(struct hw_http_answer){.status = message->number,
			.type = message->first,
			.body = message->second});
}

static void on_message(struct preview *preview, const struct process *from,
    const struct hw_message *message)
{
	switch ((enum hw_worker_kind)message->kind) {
	case HW_WORKER_READY:
		on_ready(preview, message);
		break;
	case HW_WORKER_FAILED:
		on_failed(preview, message);
		break;
	case HW_WORKER_PAGE:
	case HW_WORKER_MOVED:
		on_page(preview, message);
		break;
	case HW_WORKER_TIRED:
		preview->wants_next = from == &preview->current;
		break;
	default:
		break;
	}
}

/* Everything that a worker has said. */
static void hear(struct preview *preview, struct process *process)
{
	struct hw_message message;
	pid_t pid = process->pid;
	bool is_open;

	if (pid == 0)
		return;
	is_open = hw_wire_flush(&process->wire) &&
	    hw_wire_fill(&process->wire);
	/* A message may make the next worker the current one. */
	while (process->pid == pid && hw_wire_take(&process->wire, &message))
		on_message(preview, process, &message);
	if (!is_open && process->pid == pid)
		on_crash(preview, process);
}

/* -------------------------------- the loop ----------------------------- */

static void take_news(struct preview *preview)
{
	size_t at = 0;
	hw_str path;
	int error;

	if (hw_watch_has_failed(preview->watch, &error))
		fprintf(stderr,
		    "headway: some folders cannot be watched: %s%s\n",
		    strerror(error),
		    error == ENOSPC ? "; raise the limit with 'sudo sysctl "
				      "fs.inotify.max_user_watches=524288'"
				    : "");
	refresh_pages(&preview->current, &preview->news);
	if (preview->news.page_count > 0)
		check_listeners(preview);
	if (preview->next.pid != 0) {
		preview->is_stale = true;
		while (hw_watch_next_page(&preview->news, &at, &path))
			hw_watch_add_page(&preview->since_next, path);
	} else {
		preview->wants_next = true;
	}
	hw_watch_forget(&preview->news);
	preview->first_news_ms = 0;
}

static int64_t news_due_ms(const struct preview *preview)
{
	int64_t quiet = preview->last_news_ms + QUIET_MS;
	int64_t limit = preview->first_news_ms + WAIT_LIMIT_MS;

	return quiet < limit ? quiet : limit;
}

static void watch_files(struct preview *preview)
{
	hw_watch_read(preview->watch, &preview->news);
	if (!preview->news.is_any)
		return;
	preview->last_news_ms = now_ms();
	if (preview->first_news_ms == 0)
		preview->first_news_ms = preview->last_news_ms;
	preview->news.is_any = false;
}

static int timeout_ms(struct preview *preview)
{
	int64_t now = now_ms(),
		wait = preview->alive_ms + KEEP_ALIVE_MS - now;
	int of_http = hw_http_timeout_ms(preview->http);

	if (of_http >= 0 && of_http < wait)
		wait = of_http;
	if (preview->first_news_ms != 0 && news_due_ms(preview) - now < wait)
		wait = news_due_ms(preview) - now;
	return wait > 0 ? (int)wait : 0;
}

static struct pollfd of_process(const struct process *process)
{
	bool is_there = process->pid != 0;
	short events = POLLIN;

	if (is_there && hw_wire_has_more(&process->wire))
		events |= POLLOUT;
	return (struct pollfd){is_there ? process->wire.fd : -1, events, 0};
}

static void wait_for_something(struct preview *preview)
{
	struct pollfd fds[] = {
	    {hw_http_fd(preview->http), POLLIN, 0},
	    {hw_watch_fd(preview->watch), POLLIN, 0},
	    {preview->signal_fd, POLLIN, 0},
	    of_process(&preview->current),
	    of_process(&preview->next),
	};

	poll(fds, HW_COUNT(fds), timeout_ms(preview));
	if (fds[2].revents != 0)
		preview->has_ended = true;
}

static void run(struct preview *preview)
{
	while (!preview->has_ended) {
		wait_for_something(preview);
		watch_files(preview);
		if (preview->first_news_ms != 0 &&
		    now_ms() >= news_due_ms(preview))
			take_news(preview);
		hear(preview, &preview->current);
		hear(preview, &preview->next);
		if (now_ms() >= preview->alive_ms + KEEP_ALIVE_MS) {
			hw_http_keep_alive(preview->http);
			preview->alive_ms = now_ms();
		}
		hw_http_run(preview->http);
		reap(WNOHANG);
		/* Here alone: nothing else is under way. */
		if (preview->wants_next && preview->next.pid == 0)
			start_next(preview);
		if (preview->is_worker)
			return;
		if (preview->current.pid != 0)
			hw_wire_flush(&preview->current.wire);
	}
}

/* ----------------------------- begin and end --------------------------- */

static bool open_watch(struct preview *preview)
{
	preview->watch = hw_watch_open();
	if (preview->watch != NULL)
		return true;
	fprintf(stderr,
	    "headway: files cannot be watched: %s\n"
	    "  help: End programs that watch many files, or raise "
	    "fs.inotify.max_user_instances.\n",
	    strerror(errno));
	return false;
}

static bool open_http(struct preview *preview)
{
	struct hw_http_handler handler = {on_request, on_listener,
	    on_listener_gone, preview};
	unsigned port = preview->options->port;

	preview->http = hw_http_open(port, &handler);
	if (preview->http != NULL)
		return true;
	fprintf(stderr,
	    "headway: cannot listen on port %u of this computer: %s\n", port,
	    strerror(errno));
	if (errno == EADDRINUSE)
		fprintf(stderr,
		    "  help: Another preview may be running. End it, or "
		    "choose another port: 'headway serve --port %u'.\n",
		    port < 65535 ? port + 1 : 8000);
	else if (errno == EACCES)
		fprintf(stderr,
		    "  help: Choose a port from 1024 on: 'headway serve "
		    "--port 8000'.\n");
	return false;
}

static bool open_signals(struct preview *preview)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, &preview->old_signals);
	signal(SIGPIPE, SIG_IGN);
	preview->signal_fd = signalfd(-1, &signals, SFD_CLOEXEC);
	return preview->signal_fd >= 0;
}

static void close_all(struct preview *preview)
{
	stop(&preview->current);
	stop(&preview->next);
	reap(0);
	hw_http_close(preview->http);
	hw_watch_close(preview->watch);
	if (preview->signal_fd >= 0)
		close(preview->signal_fd);
	drop_requests(preview);
	while (preview->listener_count > 0)
		free(preview->listeners[--preview->listener_count].path);
	free(preview->requests);
	free(preview->listeners);
	hw_buf_free(&preview->news.pages);
	hw_buf_free(&preview->since_next.pages);
	hw_buf_free(&preview->trouble);
}

int hw_command_serve(const struct hw_options *options)
{
	struct preview preview = {.options = options,
	    .signal_fd = -1,
	    .current = {.wire = {.fd = -1}},
	    .next = {.wire = {.fd = -1}},
	    .wants_next = true,
	    .alive_ms = now_ms()};
	int status = HW_EXIT_FAILED;

	/* Watched before anything is read, so that nothing is missed. */
	if (open_watch(&preview) && open_http(&preview) &&
	    open_signals(&preview)) {
		printf("preview: http://127.0.0.1:%u/ (Ctrl-C ends it)\n",
		    hw_http_port(preview.http));
		fflush(stdout);
		run(&preview);
		if (preview.is_worker)
			return hw_worker_run(preview.next.wire.fd, options);
		status = HW_EXIT_CLEAN;
	}
	close_all(&preview);
	return status;
}
