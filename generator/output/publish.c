#include "output/publish.h"

#include "output/manifest.h"
#include "output/swap.h"

#include <assert.h>
#include <errno.h>

#define IGNORE_NAME        HW_STR(".gitignore")
#define IGNORE_LIMIT_BYTES ((size_t)1024 * 1024)

struct job {
	struct hw_publish_result *out;
	struct hw_fs *fs; /* holds the folder and all that stands beside it */
	struct hw_swap swap;
	hw_str shown; /* the folder as messages call it */
	const struct hw_outset *set;
	struct hw_diags *diags;
	struct hw_arena arena;
	struct hw_buf from, to; /* paths being put together */
	bool has_old, is_bare;  /* bare: nothing there but .gitignore */
	bool has_ignore_file;
	bool differs;
	bool *reusable; /* for each file of the set */
	size_t same_count;
};

static hw_str path_in(struct hw_buf *room, hw_str folder, hw_str path)
{
	hw_buf_clear(room);
	hw_buf_add(room, folder);
	if (path.len > 0)
		hw_buf_putc(room, '/');
	hw_buf_add(room, path);
	return hw_buf_str(room);
}

static bool io_failed(struct job *job, const char *verb, hw_str path,
    int error)
{
	hw_diag_io(job->diags, verb, path_in(&job->from, job->shown, path),
	    error);
	return false;
}

static bool refuse(struct job *job, enum hw_diag_code code, const char *why,
    hw_str help)
{
	hw_diag(job->diags, code, HW_SPAN_NONE, help, "'%.*s' %s",
	    HW_ARG(job->shown), why);
	return false;
}

/* ------------------------- what stands there now ----------------------- */

static bool is_marked_as_ours(struct job *job, bool *out)
{
	hw_str path =
	    path_in(&job->from, job->swap.name, HW_STR(HW_MANIFEST_PATH));
	int error =
	    hw_fs_starts(job->fs, path, HW_STR(HW_MANIFEST_START), out);

	if (error == ENOENT || error == EINVAL || error == ELOOP)
		return true; /* none, a folder, a link: not ours */
	return error == 0 ||
	    io_failed(job, "read", HW_STR(HW_MANIFEST_PATH), error);
}

/* May it be replaced? Only if headway made it, or nobody would miss it. */
static bool is_replaceable(struct job *job)
{
	struct hw_fs_entries entries;
	bool is_ours = false;
	size_t i;
	int error;

	error = hw_fs_list(job->fs, job->swap.name, &job->arena, &entries);
	if (error != 0)
		return io_failed(job, "list", HW_STR_NONE, error);
	for (i = 0; i < entries.count; i++)
		if (hw_str_equal(entries.items[i].name, IGNORE_NAME))
			job->has_ignore_file = true;
	job->is_bare = entries.count == (job->has_ignore_file ? 1 : 0);
	if (job->is_bare)
		return true;
	if (!is_marked_as_ours(job, &is_ours))
		return false;
	return is_ours ||
	    refuse(job, HW_DIAG_OUTPUT_FOREIGN,
		"was not made by headway, and would be replaced",
		HW_STR("Give another folder with --out, or empty this one. "
		       "headway replaces a folder that is empty or holds "
		       "its own headway.json."));
}

static bool look_at_old(struct job *job)
{
	const hw_str help = HW_STR("Give another folder with --out.");
	struct hw_fs_info info;
	int error = hw_fs_info(job->fs, job->swap.name, &info);

	if (error == ENOENT)
		return true;
	if (error != 0)
		return io_failed(job, "look at", HW_STR_NONE, error);
	job->has_old = true;
	if (info.kind == HW_FS_LINK)
		return refuse(job, HW_DIAG_OUTPUT_PATH,
		    "is a link, which is not replaced", help);
	if (info.kind != HW_FS_FOLDER)
		return refuse(job, HW_DIAG_OUTPUT_PATH, "is not a folder",
		    help);
	return is_replaceable(job);
}

/*
 * What cannot be read here is no reason to fail: it is then simply not used
 * again, and goes with the old folder.
 */
static void compare_file(struct job *job, hw_str path)
{
	const struct hw_outset_file *file = hw_outset_find(job->set, path);
	bool is_same = false;

	if (file != NULL &&
	    hw_fs_same(job->fs, path_in(&job->from, job->swap.name, path),
		file->bytes, &is_same) == 0 &&
	    is_same) {
		job->reusable[file - job->set->files.items] = true;
		job->same_count++;
	} else {
		job->differs = true;
	}
}

static bool compare_folder(struct job *job, hw_str folder, size_t depth)
{
	struct hw_fs_entries entries = {0};
	struct hw_fs_info info = {0};
	hw_str path = path_in(&job->from, job->swap.name, folder);
	size_t i;

	if (depth > HW_OUTSET_DEPTH_LIMIT)
		return refuse(job, HW_DIAG_OUTPUT_FOREIGN,
		    "holds folders nested deeper than headway makes them",
		    HW_STR("Move them elsewhere."));
	if (hw_fs_info(job->fs, path, &info) != 0 || info.mode != 0755 ||
	    hw_fs_list(job->fs, path, &job->arena, &entries) != 0 ||
	    (entries.count == 0 && folder.len > 0))
		job->differs = true;
	for (i = 0; i < entries.count; i++) {
		struct hw_fs_entry *entry = &entries.items[i];
		hw_str inner = folder.len == 0
		    ? entry->name
		    : hw_fmt(&job->arena, "%.*s/%.*s", HW_ARG(folder),
			  HW_ARG(entry->name));

		if (entry->kind == HW_FS_FILE && folder.len == 0 &&
		    hw_str_equal(entry->name, IGNORE_NAME))
			continue;
		if (entry->kind == HW_FS_FILE)
			compare_file(job, inner);
		else if (entry->kind != HW_FS_FOLDER)
			job->differs = true;
		else if (!compare_folder(job, inner, depth + 1))
			return false;
	}
	return true;
}

static bool compare_old(struct job *job)
{
	job->reusable =
	    HW_NEW_ARRAY(&job->arena, bool, job->set->files.count + 1);
	if (job->has_old && !compare_folder(job, HW_STR_NONE, 1))
		return false;
	if (!job->has_old || job->same_count < job->set->files.count)
		job->differs = true;
	return true;
}

/* ------------------------------ the new one ---------------------------- */

/* The folders of `path` that the file before it did not need already. */
static bool make_folders(struct job *job, hw_str before, hw_str path)
{
	size_t i, shared = 0;
	int error;

	while (shared < before.len && shared < path.len &&
	    before.p[shared] == path.p[shared])
		shared++;
	for (i = shared; i < path.len; i++) {
		hw_str folder = hw_str_sub(path, 0, i);

		if (path.p[i] != '/')
			continue;
		error = hw_fs_make_folder(job->fs,
		    path_in(&job->to, job->swap.fresh, folder));
		if (error != 0)
			return io_failed(job, "make folder", folder, error);
	}
	return true;
}

static bool stage_file(struct job *job, size_t index)
{
	const struct hw_outset_file *file = &job->set->files.items[index];
	hw_str to = path_in(&job->to, job->swap.fresh, file->path);
	int error;

	/* Not every file system has second names; writing always works. */
	if (job->reusable[index] &&
	    hw_fs_link(job->fs,
		path_in(&job->from, job->swap.name, file->path), to) == 0) {
		job->out->reused++;
		return true;
	}
	error = hw_fs_write(job->fs, to, file->bytes);
	if (error != 0)
		return io_failed(job, "write", file->path, error);
	job->out->written++;
	return true;
}

static bool keep_ignore_file(struct job *job)
{
	hw_str from = path_in(&job->from, job->swap.name, IGNORE_NAME);
	hw_str to = path_in(&job->to, job->swap.fresh, IGNORE_NAME);
	hw_str bytes;
	int error = hw_fs_link(job->fs, from, to);

	if (error == 0)
		return true;
	error = hw_fs_read(job->fs, from, IGNORE_LIMIT_BYTES, &job->arena,
	    &bytes);
	if (error == 0)
		error = hw_fs_write(job->fs, to, bytes);
	return error == 0 || io_failed(job, "keep", IGNORE_NAME, error);
}

static bool stage(struct job *job)
{
	hw_str before = HW_STR_NONE, path;
	size_t i;
	int error = hw_fs_make_folder(job->fs, job->swap.fresh);

	if (error != 0)
		return io_failed(job, "make folder beside", HW_STR_NONE,
		    error);
	for (i = 0; i < job->set->files.count; i++) {
		path = job->set->files.items[i].path;
		if (hw_swap_is_abandoned())
			return io_failed(job, "write", path, ECANCELED);
		if (!make_folders(job, before, path) || !stage_file(job, i))
			return false;
		before = path;
	}
	if (job->has_ignore_file && !keep_ignore_file(job))
		return false;
	error = hw_fs_sync(job->fs, job->swap.fresh);
	return error == 0 || io_failed(job, "save", HW_STR_NONE, error);
}

static enum hw_swap_old what_is_old(const struct job *job)
{
	if (!job->has_old)
		return HW_SWAP_OLD_NONE;
	if (!job->is_bare)
		return HW_SWAP_OLD_SITE;
	return job->has_ignore_file ? HW_SWAP_OLD_IGNORE_FILE
				    : HW_SWAP_OLD_EMPTY;
}

static bool commit(struct job *job)
{
	int sync_error;
	int error = hw_swap_commit(&job->swap, what_is_old(job), &sync_error);

	if (error == EBUSY)
		return refuse(job, HW_DIAG_OUTPUT_PATH,
		    "cannot be replaced: a disk or volume is mounted there",
		    HW_STR("Give --out a folder inside it."));
	if (error == EXDEV)
		return refuse(job, HW_DIAG_OUTPUT_PATH,
		    "cannot be replaced: it came with the container's image",
		    HW_STR("Remove the folder first, or give another with "
			   "--out."));
	if (error != 0)
		return io_failed(job, "replace", HW_STR_NONE, error);
	if (sync_error != 0)
		hw_diag(job->diags, HW_DIAG_OUTPUT_AFTER, HW_SPAN_NONE,
		    HW_STR("Check the disk, and run it again."),
		    "'%.*s' was published, but may not survive a power cut",
		    HW_ARG(job->shown));
	return true;
}

/* -------------------------------- the whole ---------------------------- */

static bool lock(struct job *job)
{
	long pid = 0;
	int error = hw_swap_begin(&job->swap, &pid);
	char who[48] = "";

	if (error == EWOULDBLOCK) {
		if (pid > 0)
			snprintf(who, sizeof(who), " (pid %ld)", pid);
		hw_diag(job->diags, HW_DIAG_OUTPUT_LOCKED, HW_SPAN_NONE,
		    HW_STR("Wait until it has finished."),
		    "another build is running%s: it publishes '%.*s'", who,
		    HW_ARG(job->shown));
		return false;
	}
	return error == 0 ||
	    io_failed(job, "prepare to replace", HW_STR_NONE, error);
}

static bool replace(struct job *job)
{
	return look_at_old(job) && compare_old(job) &&
	    (!job->differs || (stage(job) && commit(job)));
}

bool hw_publish_in(struct hw_publish_result *out, struct hw_fs *parent,
    hw_str name, hw_str shown, const struct hw_outset *set,
    struct hw_diags *diags)
{
	struct job job = {.out = out,
	    .fs = parent,
	    .shown = shown,
	    .set = set,
	    .diags = diags};
	bool done = false;
	int error;

	assert(set->is_sorted);
	assert(hw_outset_find(set, HW_STR(HW_MANIFEST_PATH)) != NULL);
	*out = (struct hw_publish_result){0};
	hw_arena_init(&job.arena, 0);
	hw_swap_names(&job.swap, parent, name, &job.arena);
	if (lock(&job)) {
		done = replace(&job);
		out->is_unchanged = done && !job.differs;
		error = hw_swap_end(&job.swap);
		if (error != 0)
			hw_diag(diags, HW_DIAG_OUTPUT_AFTER, HW_SPAN_NONE,
			    HW_STR("The next build tries it again."),
			    "beside '%.*s' something is left that could not "
			    "be removed",
			    HW_ARG(shown));
	}
	hw_buf_free(&job.from);
	hw_buf_free(&job.to);
	hw_arena_free(&job.arena);
	return done;
}
