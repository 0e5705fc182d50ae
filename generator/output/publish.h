/*
 * publish: puts a set of files in the place of a folder, all or nothing.
 *
 * The new site is built in a folder beside the old one, on the same file
 * system; files whose bytes have not changed get a second name there instead
 * of being written. When it is complete and on the disk, the two folders are
 * exchanged in one step, and the old one is removed. Whoever looks, and
 * whatever fails or whenever the power goes, finds the old site or the new
 * one, complete.
 *
 * Beside a folder "public" these names belong to headway:
 *   .public.new   the folder being built; after the exchange, the old one
 *   .public.old   the old site, where a file system cannot exchange
 *   .public.lock  held by the running build; it holds the build's number
 * All are gone when publishing ends. What a killed build left of them does
 * no harm, and the next one clears it away.
 *
 * Of the old folder only its ".gitignore" is kept. A folder that holds
 * anything else, and no headway.json of ours, is not replaced; nor is a
 * link, a file, the folder of the site, or a folder that contains it.
 *
 * Threads: one publication at a time in a process.
 */
#ifndef HW_OUTPUT_PUBLISH_H
#define HW_OUTPUT_PUBLISH_H

#include "base/fs.h"
#include "output/outset.h"

struct hw_publish_result {
	bool is_unchanged;      /* the folder had these very bytes already */
	size_t written, reused; /* files; both 0 when unchanged */
};

/*
 * Makes out_folder hold the files of `set` (sorted, and with headway.json).
 * site_folder is the folder that holds content/, or NULL when there is none
 * (a site read from git alone).
 *
 * True: the folder holds the set and nothing else but its .gitignore; when
 * it did so before, nothing in it was touched. A warning may say that
 * clearing up afterwards failed. False: a message in `diags` says why, the
 * old folder is as it was, and nothing is left beside it.
 */
bool hw_publish(struct hw_publish_result *out, const char *out_folder,
    const char *site_folder, const struct hw_outset *set,
    struct hw_diags *diags);

/*
 * The same for the folder `name` in an open folder; `shown` is what messages
 * call it. For tests, which put another file system underneath.
 */
bool hw_publish_in(struct hw_publish_result *out, struct hw_fs *parent,
    hw_str name, hw_str shown, const struct hw_outset *set,
    struct hw_diags *diags);

/*
 * Gives up the publication under way, if there is one: removes what was
 * built so far and the lock's file. The process must end soon after; a
 * publication that goes on meanwhile in another thread fails.
 *
 * Makes system calls only, takes no memory and no lock of the C library, so
 * it may be called from hw_oom's handler and in a signal handler. The step
 * that exchanges the folders is never cut in two: signals wait for it in its
 * own thread, and this function waits for it in another.
 */
void hw_publish_abandon(void);

/*
 * Repairs what a killed build left beside out_folder: brings back the old
 * site where it had been moved aside and the new one not yet put in its
 * place. hw_publish does this first; a build calls it too, so that a site
 * with mistakes, which is not published, is repaired all the same. Says
 * nothing, and does nothing while another build is running.
 */
void hw_publish_repair(const char *out_folder);

#endif
