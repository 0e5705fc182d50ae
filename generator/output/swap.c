#include "output/swap.h"

#include "output/publish.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

enum state {
	STATE_NONE,      /* no swap is under way */
	STATE_BUILDING,  /* it may be abandoned */
	STATE_BUSY,      /* it must be waited for */
	STATE_ABANDONED, /* its owner may do nothing more */
};

/*
 * The swap under way, for hw_publish_abandon: a signal handler has no other
 * way to learn of it. This is the one piece of global state; being lock-free
 * it may be used there.
 */
static atomic_int state;
static struct hw_swap *_Atomic active; /* set unless STATE_NONE */

_Static_assert(ATOMIC_INT_LOCK_FREE == 2 && ATOMIC_POINTER_LOCK_FREE == 2,
    "atomics used in a signal handler must be lock-free");

void hw_swap_names(struct hw_swap *out, struct hw_fs *fs, hw_str name,
    struct hw_arena *arena)
{
	*out = (struct hw_swap){.fs = fs, .name = name, .lock_fd = -1};
	out->fresh = hw_fmt(arena, ".%.*s.new", HW_ARG(name));
	out->aside = hw_fmt(arena, ".%.*s.old", HW_ARG(name));
	out->lock = hw_fmt(arena, ".%.*s.lock", HW_ARG(name));
}

static int unless_missing(int error)
{
	return error == ENOENT ? 0 : error;
}

static bool is_occupied(int error)
{
	return error == ENOTEMPTY || error == EEXIST;
}

/*
 * The old folder back in its place if that is free, else away with it: then
 * the new one stands there. A rename alone finds out which.
 */
static int settle_aside(struct hw_swap *swap)
{
	int error = hw_fs_rename(swap->fs, swap->aside, swap->name);

	if (is_occupied(error))
		error = hw_fs_remove_tree(swap->fs, swap->aside);
	return unless_missing(error);
}

/* Leaves `name` alone, as it was or as it shall be. */
static int clear(struct hw_swap *swap)
{
	int error = settle_aside(swap);
	int fresh_error = hw_fs_remove_tree(swap->fs, swap->fresh);

	return error != 0 ? error : unless_missing(fresh_error);
}

/*
 * The file goes while the lock is held: another process that waits at it
 * then sees that its lock is no longer the one at that name.
 */
static int release(struct hw_swap *swap)
{
	int error = hw_fs_remove_tree(swap->fs, swap->lock);

	hw_fs_unlock(swap->lock_fd);
	swap->lock_fd = -1;
	return unless_missing(error);
}

int hw_swap_begin(struct hw_swap *swap, long *holder_pid)
{
	int error =
	    hw_fs_lock(swap->fs, swap->lock, &swap->lock_fd, holder_pid);

	if (error != 0)
		return error;
	error = clear(swap);
	if (error != 0) {
		release(swap);
		return error;
	}
	assert(atomic_load(&active) == NULL);
	atomic_store(&active, swap);
	atomic_store(&state, STATE_BUILDING);
	return 0;
}

bool hw_swap_is_abandoned(void)
{
	return atomic_load(&state) == STATE_ABANDONED;
}

/*
 * ------------------------------- the step ------------------------------
 *
 * Where a step fails in its middle, what was moved aside is brought back by
 * clear(), which follows in any case.
 */

static hw_str join(char *room, size_t size, hw_str folder, const char *file)
{
	int len = snprintf(room, size, "%.*s/%s", HW_ARG(folder), file);

	return (hw_str){room, (size_t)len};
}

/*
 * A folder that came with a container's image can be neither exchanged nor
 * renamed. One that has no site in it is made anew instead: first a copy of
 * it aside, which a later run brings back if this one is killed. The fresh
 * folder has its .gitignore already.
 */
static int replace_bare(struct hw_swap *swap, bool has_ignore_file)
{
	char from_room[300], to_room[300];
	hw_str from =
	    join(from_room, sizeof(from_room), swap->fresh, ".gitignore");
	hw_str to = join(to_room, sizeof(to_room), swap->aside, ".gitignore");
	int error = hw_fs_make_folder(swap->fs, swap->aside);

	if (error == 0 && has_ignore_file)
		error = hw_fs_link(swap->fs, from, to);
	if (error != 0) {
		hw_fs_remove_tree(swap->fs, swap->aside);
		return error;
	}
	error = hw_fs_remove_tree(swap->fs, swap->name);
	if (error == 0)
		error = hw_fs_rename(swap->fs, swap->fresh, swap->name);
	return error;
}

static int replace_by_renames(struct hw_swap *swap, enum hw_swap_old old)
{
	int error = hw_fs_rename(swap->fs, swap->name, swap->aside);

	if (error == EXDEV && old != HW_SWAP_OLD_SITE)
		return replace_bare(swap, old == HW_SWAP_OLD_IGNORE_FILE);
	if (error != 0)
		return error;
	error = hw_fs_rename(swap->fs, swap->fresh, swap->name);
	return error;
}

static int replace(struct hw_swap *swap, enum hw_swap_old old)
{
	int error;

	if (old == HW_SWAP_OLD_NONE)
		return hw_fs_rename(swap->fs, swap->fresh, swap->name);
	error = hw_fs_exchange(swap->fs, swap->fresh, swap->name);
	if (error == ENOSYS || error == EINVAL || error == EXDEV ||
	    error == EOPNOTSUPP)
		return replace_by_renames(swap, old);
	return error;
}

/*
 * From here to leave() nobody gives up: signals wait, and so does
 * hw_publish_abandon in another thread. False when it came before.
 */
static bool enter(sigset_t *before)
{
	int expected = STATE_BUILDING;
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, before);
	if (atomic_compare_exchange_strong(&state, &expected, STATE_BUSY))
		return true;
	pthread_sigmask(SIG_SETMASK, before, NULL);
	return false;
}

static void leave(enum state next, const sigset_t *before)
{
	atomic_store(&state, next);
	pthread_sigmask(SIG_SETMASK, before, NULL);
}

int hw_swap_commit(struct hw_swap *swap, enum hw_swap_old old,
    int *sync_error)
{
	sigset_t before;
	int error;

	*sync_error = 0;
	if (!enter(&before))
		return ECANCELED;
	error = replace(swap, old);
	/* Before the old one goes: else a power cut could take both. */
	if (error == 0)
		*sync_error = hw_fs_sync_folder(swap->fs, HW_STR(""));
	leave(STATE_BUILDING, &before);
	return error;
}

static const struct timespec wait_step = {.tv_nsec = 1000000};

int hw_swap_end(struct hw_swap *swap)
{
	sigset_t before;
	int error, release_error;

	if (!enter(&before)) {
		/* All is done, or another thread is still doing it. */
		while (atomic_load(&active) == swap)
			nanosleep(&wait_step, NULL);
		return 0;
	}
	error = clear(swap);
	release_error = release(swap);
	atomic_store(&active, NULL);
	leave(STATE_NONE, &before);
	return error != 0 ? error : release_error;
}

/* ------------------------------- giving up ----------------------------- */

#define WAIT_STEPS  5000 /* of a millisecond */
#define CLEAR_TRIES 3    /* should another thread still be writing */

void hw_publish_abandon(void)
{
	int expected = STATE_BUILDING, waited = 0, tries, saved = errno;
	struct hw_swap *swap;

	while (!atomic_compare_exchange_strong(&state, &expected,
	    STATE_ABANDONED)) {
		if (expected != STATE_BUSY || waited++ == WAIT_STEPS)
			return;
		expected = STATE_BUILDING;
		nanosleep(&wait_step, NULL);
	}
	swap = atomic_load(&active);
	for (tries = 0; tries < CLEAR_TRIES; tries++)
		if (clear(swap) == 0)
			break;
	release(swap);
	atomic_store(&active, NULL);
	errno = saved;
}
