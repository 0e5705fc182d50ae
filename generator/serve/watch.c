#include "serve/watch.h"

#include "base/fs.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <unistd.h>

#define EVENTS                                                            \
	((uint32_t)(IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_ATTRIB |  \
	    IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | \
	    IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK))
#define DEPTH_LIMIT 16

enum role {
	SITE,     /* the site's own folder: which folders stand in it */
	TREE,     /* content/ and layouts/: everything */
	GIT,      /* HEAD and packed-refs */
	BRANCHES, /* refs/heads and below */
};

struct folder {
	int id; /* inotify's */
	enum role role;
	char *path;
};

struct hw_watch {
	int fd;
	struct folder *folders;
	size_t count, room;
	char *git_own, *git_common;
	int error; /* of a folder that could not be watched */
};

/* ------------------------------- folders ------------------------------- */

static char *copy(hw_str s)
{
	char *out = hw_xrealloc(NULL, s.len + 1);

	memcpy(out, s.p, s.len);
	out[s.len] = '\0';
	return out;
}

static struct folder *find(struct hw_watch *watch, int id)
{
	size_t i;

	for (i = watch->count; i > 0; i--)
		if (watch->folders[i - 1].id == id)
			return &watch->folders[i - 1];
	return NULL;
}

static void drop(struct hw_watch *watch, struct folder *folder)
{
	char *path = folder->path;

	*folder = watch->folders[--watch->count];
	free(path);
}

static bool add(struct hw_watch *watch, const char *path, enum role role)
{
	int id = inotify_add_watch(watch->fd, path, EVENTS);
	struct folder *folder;

	if (id < 0) {
		/* What is not there any more was told of, or will be. */
		if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
			watch->error = errno;
		return false;
	}
	folder = find(watch, id);
	if (folder != NULL) {
		free(folder->path); /* it has moved */
	} else {
		if (watch->count == watch->room) {
			watch->room = watch->room > 0 ? watch->room * 2 : 16;
			watch->folders = hw_xrealloc(watch->folders,
			    watch->room * sizeof(*watch->folders));
		}
		folder = &watch->folders[watch->count++];
	}
	*folder = (struct folder){id, role, copy(hw_str_of(path))};
	return true;
}

static void add_below(struct hw_watch *watch, struct hw_fs *fs, hw_str path,
    const char *prefix, enum role role, int depth)
{
	struct hw_fs_entries entries;
	struct hw_arena arena;
	size_t i;

	hw_arena_init(&arena, 0);
	if (depth < DEPTH_LIMIT &&
	    add(watch, hw_fmt(&arena, "%s%.*s", prefix, HW_ARG(path)).p,
		role) &&
	    hw_fs_list(fs, path, &arena, &entries) == 0)
		for (i = 0; i < entries.count; i++)
			if (entries.items[i].kind == HW_FS_FOLDER &&
			    entries.items[i].name.p[0] != '.')
				add_below(watch, fs,
				    hw_fmt(&arena, "%.*s/%.*s", HW_ARG(path),
					HW_ARG(entries.items[i].name)),
				    prefix, role, depth + 1);
	hw_arena_free(&arena);
}

/* A folder below `root`, and all below it. */
static void add_tree(struct hw_watch *watch, const char *root, hw_str path,
    enum role role)
{
	char prefix[PATH_MAX] = "";
	struct hw_fs fs;

	if (hw_fs_open(&fs, root) != 0)
		return;
	if (strcmp(root, ".") != 0)
		snprintf(prefix, sizeof(prefix), "%s", root);
	add_below(watch, &fs, path, prefix, role, 0);
	hw_fs_close(&fs);
}

static bool is_at_or_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 &&
	    (path[len] == '\0' || path[len] == '/');
}

/* A folder that has gone elsewhere would tell of its new place. */
static void forget_tree(struct hw_watch *watch, const char *path)
{
	size_t i, kept = 0;

	for (i = 0; i < watch->count; i++) {
		struct folder folder = watch->folders[i];

		if (is_at_or_below(folder.path, path)) {
			inotify_rm_watch(watch->fd, folder.id);
			free(folder.path);
		} else {
			watch->folders[kept++] = folder;
		}
	}
	watch->count = kept;
}

static void add_git(struct hw_watch *watch)
{
	add(watch, watch->git_own, GIT);
	if (strcmp(watch->git_own, watch->git_common) != 0)
		add(watch, watch->git_common, GIT);
	add_tree(watch, watch->git_common, HW_STR("refs/heads"), BRANCHES);
}

static void add_site(struct hw_watch *watch)
{
	add(watch, ".", SITE);
	add_tree(watch, ".", HW_STR("content"), TREE);
	add_tree(watch, ".", HW_STR("layouts"), TREE);
	add_git(watch);
}

static void forget_all(struct hw_watch *watch)
{
	while (watch->count > 0) {
		struct folder *last = &watch->folders[--watch->count];

		inotify_rm_watch(watch->fd, last->id);
		free(last->path);
	}
}

/* -------------------------------- events ------------------------------- */

void hw_watch_add_page(struct hw_watch_news *news, hw_str path)
{
	size_t at = 0;
	hw_str known;

	while (hw_watch_next_page(news, &at, &known))
		if (hw_str_equal(known, path))
			return;
	if (news->page_count >= HW_WATCH_PAGES_LIMIT)
		return;
	news->page_count++;
	hw_buf_add(&news->pages, path);
	hw_buf_putc(&news->pages, '\0');
}

bool hw_watch_next_page(const struct hw_watch_news *news, size_t *at,
    hw_str *path)
{
	if (*at >= news->pages.len)
		return false;
	*path = hw_str_of(news->pages.data + *at);
	*at += path->len + 1;
	return true;
}

void hw_watch_forget(struct hw_watch_news *news)
{
	hw_buf_clear(&news->pages);
	news->page_count = 0;
	news->is_any = false;
}

/* Files that no page is made of. */
static bool is_passed_over(hw_str name)
{
	return name.len == 0 || name.p[0] == '.' ||
	    hw_str_ends(name, HW_STR("~"));
}

static void in_site(struct hw_watch *watch, const struct inotify_event *event,
    hw_str name, struct hw_watch_news *news)
{
	if (hw_str_equal(name, HW_STR("content")) ||
	    hw_str_equal(name, HW_STR("layouts"))) {
		news->is_any = true;
		if (event->mask & (IN_MOVED_FROM | IN_DELETE))
			forget_tree(watch, event->name);
		if (event->mask & (IN_CREATE | IN_MOVED_TO))
			add_tree(watch, ".", name, TREE);
	} else if (hw_str_equal(name, HW_STR(".git")) &&
	    (event->mask & (IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM)) != 0) {
		news->is_any = true;
		add_git(watch);
	}
}

static void in_tree(struct hw_watch *watch, const struct folder *folder,
    const struct inotify_event *event, hw_str name,
    struct hw_watch_news *news)
{
	char path[PATH_MAX];
	enum role role = folder->role;

	if (is_passed_over(name) ||
	    snprintf(path, sizeof(path), "%s/%s", folder->path,
		event->name) >= (int)sizeof(path))
		return;
	news->is_any = true;
	if (event->mask & IN_ISDIR) {
		/* `folder` may move in memory from here on. */
		if (event->mask & (IN_MOVED_FROM | IN_DELETE))
			forget_tree(watch, path);
		if (event->mask & (IN_CREATE | IN_MOVED_TO))
			add_tree(watch, ".", hw_str_of(path), role);
	} else if ((event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 &&
	    hw_str_starts(hw_str_of(path), HW_STR("content/")) &&
	    hw_str_ends(name, HW_STR(".md"))) {
		hw_watch_add_page(news, hw_str_of(path));
	}
}

static void in_git(struct hw_watch *watch, const struct folder *folder,
    const struct inotify_event *event, hw_str name,
    struct hw_watch_news *news)
{
	char path[PATH_MAX];

	if (hw_str_ends(name, HW_STR(".lock")))
		return;
	if (folder->role == GIT) {
		if (hw_str_equal(name, HW_STR("HEAD")) ||
		    hw_str_equal(name, HW_STR("packed-refs")))
			news->is_any = true;
		return;
	}
	news->is_any = true;
	if ((event->mask & IN_ISDIR) != 0 &&
	    (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0 &&
	    snprintf(path, sizeof(path), "%s/%s", folder->path, event->name) <
		(int)sizeof(path))
		add(watch, path, BRANCHES);
}

static void take(struct hw_watch *watch, const struct inotify_event *event,
    struct hw_watch_news *news)
{
	struct folder *folder;
	hw_str name = event->len > 0 ? hw_str_of(event->name) : HW_STR_NONE;

	if (event->mask & IN_Q_OVERFLOW) {
		/* Nobody knows which folders came and went. */
		forget_all(watch);
		add_site(watch);
		news->is_any = true;
		return;
	}
	folder = find(watch, event->wd);
	if (folder == NULL)
		return; /* it was forgotten since */
	if (event->mask & IN_IGNORED)
		drop(watch, folder);
	else if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF))
		news->is_any = news->is_any || folder->role == TREE;
	else if (folder->role == SITE)
		in_site(watch, event, name, news);
	else if (folder->role == TREE)
		in_tree(watch, folder, event, name, news);
	else
		in_git(watch, folder, event, name, news);
}

void hw_watch_read(struct hw_watch *watch, struct hw_watch_news *news)
{
	/* Room for at least one event with the longest of names. */
	_Alignas(struct inotify_event) char buffer[16 * 1024];
	ssize_t got;

	while ((got = read(watch->fd, buffer, sizeof(buffer))) > 0) {
		ssize_t at = 0;

		while (at < got) {
			const struct inotify_event *event =
			    (const struct inotify_event *)(const void
				    *)(buffer + at);

			take(watch, event, news);
			at += (ssize_t)(sizeof(*event) + event->len);
		}
	}
}

/* ------------------------------- the whole ----------------------------- */

struct hw_watch *hw_watch_open(void)
{
	struct hw_watch *watch;
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

	if (fd < 0)
		return NULL;
	watch = hw_xrealloc(NULL, sizeof(*watch));
	/* Where git mostly is; hw_watch_git may know better. */
	*watch = (struct hw_watch){.fd = fd,
	    .git_own = copy(HW_STR(".git/")),
	    .git_common = copy(HW_STR(".git/"))};
	add_site(watch);
	return watch;
}

void hw_watch_close(struct hw_watch *watch)
{
	if (watch == NULL)
		return;
	close(watch->fd);
	while (watch->count > 0)
		free(watch->folders[--watch->count].path);
	free(watch->folders);
	free(watch->git_own);
	free(watch->git_common);
	free(watch);
}

int hw_watch_fd(const struct hw_watch *watch)
{
	return watch->fd;
}

bool hw_watch_git(struct hw_watch *watch, hw_str own, hw_str common)
{
	size_t before = watch->count;

	free(watch->git_own);
	free(watch->git_common);
	/* One that cannot be read yet, because it has no commit. */
	watch->git_own = copy(own.len > 0 ? own : HW_STR(".git/"));
	watch->git_common = copy(own.len > 0 ? common : HW_STR(".git/"));
	/* Also when the names are the same: it may be a new repository. */
	add_git(watch);
	return watch->count > before;
}

bool hw_watch_has_failed(struct hw_watch *watch, int *error)
{
	*error = watch->error;
	watch->error = 0;
	return *error != 0;
}
