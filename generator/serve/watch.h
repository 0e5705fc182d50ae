/*
 * watch: what changes in the folders of a site, from inotify.
 *
 * Watched are content/ and layouts/ with every folder below them, the site's
 * folder itself (either of the two may be replaced), and what git changes
 * when HEAD moves. Hidden files and the backups of editors ("x~") are passed
 * over; links are not followed. Folders that come, go or move are followed.
 * When the kernel has lost events, everything counts as changed.
 *
 * What has changed is a hint to read again, no more: a file may have changed
 * once more before it is read, and then there is another event.
 *
 * Threads: one. Memory grows with the number of folders.
 */
#ifndef HW_SERVE_WATCH_H
#define HW_SERVE_WATCH_H

#include "base/str.h"

struct hw_watch;

/* Changed pages beyond this many are not told one by one. */
#define HW_WATCH_PAGES_LIMIT 64

struct hw_watch_news {
	bool is_any;
	/* Paths of pages ("content/about.md") that were written or renamed
	 * into place, each followed by a NUL; see hw_watch_next_page. */
	struct hw_buf pages;
	size_t page_count;
};

/*
 * Watches the site of the current folder. NULL, with errno set, where the
 * kernel does not let us: EMFILE is too many programs that watch, ENOSPC too
 * many watched folders.
 */
struct hw_watch *hw_watch_open(void);
void hw_watch_close(struct hw_watch *watch);

/* To wait for: readable when there is news. */
int hw_watch_fd(const struct hw_watch *watch);

/*
 * The folders of git (see input/gitrepo.h), in place of earlier ones; empty
 * where there is none, or none that can be read. True when some of them were
 * not watched until now, so that changes may have been missed.
 */
bool hw_watch_git(struct hw_watch *watch, hw_str own, hw_str common);

/* Adds what has happened since the last time. Does not wait. */
void hw_watch_read(struct hw_watch *watch, struct hw_watch_news *news);

/* Some folders could not be watched: said once, then false again. */
bool hw_watch_has_failed(struct hw_watch *watch, int *error);

/* The next path of news->pages from *at on; false after the last. */
bool hw_watch_next_page(const struct hw_watch_news *news, size_t *at,
    hw_str *path);
void hw_watch_add_page(struct hw_watch_news *news, hw_str path);
void hw_watch_forget(struct hw_watch_news *news);

#endif
