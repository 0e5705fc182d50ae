/*
 * swap: one folder in the place of another, in one step, or not at all.
 *
 * Begin takes the lock and clears away what a killed run left; commit puts
 * the fresh folder in place; end clears up and gives the lock back. Between
 * begin and end hw_publish_abandon may come at any moment, from a signal
 * handler or another thread. publish.h says which names are used.
 *
 * Functions return 0 or an errno value, and allocate only in begin.
 *
 * Threads: one swap at a time in a process.
 */
#ifndef HW_OUTPUT_SWAP_H
#define HW_OUTPUT_SWAP_H

#include "base/fs.h"

struct hw_swap {
	struct hw_fs *fs;          /* the folder that holds the names */
	hw_str name;               /* "public" */
	hw_str fresh, aside, lock; /* ".public.new" and so on */
	int lock_fd;
};

/* Only the names, for asking what is there. */
void hw_swap_names(struct hw_swap *out, struct hw_fs *fs, hw_str name,
    struct hw_arena *arena);

/*
 * Locks and repairs. EWOULDBLOCK when another process publishes here, and
 * its id (0: not known) in *holder_pid. After a failure there is nothing
 * to end. `swap` must stay where it is until hw_swap_end.
 */
int hw_swap_begin(struct hw_swap *swap, long *holder_pid);

/* Whether hw_publish_abandon has taken the fresh folder away. */
bool hw_swap_is_abandoned(void);

/* What stands at `name`: what holds no site may be made anew if need be. */
enum hw_swap_old {
	HW_SWAP_OLD_NONE,
	HW_SWAP_OLD_EMPTY,
	HW_SWAP_OLD_IGNORE_FILE, /* .gitignore and nothing else */
	HW_SWAP_OLD_SITE,
};

/*
 * Puts `fresh` in the place of `name`. Afterwards the new one is durable as
 * far as *sync_error says (0: yes).
 */
int hw_swap_commit(struct hw_swap *swap, enum hw_swap_old old,
    int *sync_error);

/* Removes what is left, and the lock. The error is only for a warning. */
int hw_swap_end(struct hw_swap *swap);

#endif
