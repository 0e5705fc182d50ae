#include "input/cache.h"

#include "base/hash.h"
#include "input/gitdiff.h"

#include <inttypes.h>

/* "history-0123456789abcdef", and a word behind it. */
struct name {
	char text[48];
};

static struct name name_of(const struct hw_cache *cache, hw_str subject,
    const char *suffix)
{
	uint64_t hash = hw_hash_bytes(HW_HASH_START, cache->site);
	struct name name;

	hash = hw_hash_bytes(hash, subject);
	snprintf(name.text, sizeof(name.text), "history-%016" PRIx64 "%s",
	    hash, suffix);
	return name;
}

/* The first lines: what it is, whose, of what, and the sum of the rest. */
static void put_head(struct hw_buf *out, const struct hw_cache *cache,
    hw_str subject, hw_str bytes)
{
	hw_buf_printf(out,
	    "headway history, may be deleted\n%.*s\n%.*s\n%016" PRIx64 "\n",
	    HW_ARG(cache->writer), HW_ARG(subject),
	    hw_hash_bytes(HW_HASH_START, bytes));
}

bool hw_cache_is_in_head(const struct hw_cache *cache, struct hw_git *git)
{
	hw_str top = hw_git_top(git), path = cache->path;
	struct hw_git_id head = hw_git_head(git);
	struct hw_git_problem problem;
	struct hw_git_object object;
	struct hw_git_commit commit;
	struct hw_git_place place;
	bool is_read;

	if (top.len == 0 || !hw_str_starts(path, top) ||
	    (path.len > top.len && path.p[top.len] != '/'))
		return false;
	if (path.len == top.len ||
	    !hw_git_read(&object, &problem, git, HW_GIT_COMMIT, &head))
		return true;
	is_read = hw_git_commit_parse(&commit, object.bytes);
	hw_git_release(&object);
	return !is_read ||
	    !hw_git_find_folder(&place, &problem, git, &commit.tree,
		hw_str_sub(path, top.len + 1, path.len)) ||
	    place.is_tree || place.is_submodule;
}

hw_str hw_cache_read(struct hw_cache *cache, hw_str subject,
    struct hw_arena *arena)
{
	struct name name = name_of(cache, subject, "");
	struct hw_buf head = {0};
	hw_str file, bytes;

	/* The length of the first lines is the same whatever the sum. */
	put_head(&head, cache, subject, HW_STR_NONE);
	if (hw_fs_read_own(cache->fs, hw_str_of(name.text),
		HW_CACHE_LIMIT_BYTES, arena, &file) != 0 ||
	    file.len < head.len) {
		hw_buf_free(&head);
		return HW_STR_NONE;
	}
	bytes = hw_str_sub(file, head.len, file.len);
	hw_buf_clear(&head);
	put_head(&head, cache, subject, bytes);
	if (!hw_str_starts(file, hw_buf_str(&head)))
		bytes = HW_STR_NONE;
	hw_buf_free(&head);
	return bytes;
}

void hw_cache_write(struct hw_cache *cache, hw_str subject, hw_str bytes)
{
	struct name name = name_of(cache, subject, "");
	struct name fresh = name_of(cache, subject, ".new");
	struct name lock = name_of(cache, subject, ".lock");
	struct hw_buf file = {.limit = HW_CACHE_LIMIT_BYTES};
	long holder;
	int fd;

	put_head(&file, cache, subject, bytes);
	hw_buf_add(&file, bytes);
	if (file.overflowed ||
	    hw_fs_lock(cache->fs, hw_str_of(lock.text), &fd, &holder) != 0) {
		hw_buf_free(&file);
		return;
	}
	/* Left by a build that was killed. */
	hw_fs_remove_tree(cache->fs, hw_str_of(fresh.text));
	if (hw_fs_write_private(cache->fs, hw_str_of(fresh.text),
		hw_buf_str(&file)) != 0 ||
	    hw_fs_rename(cache->fs, hw_str_of(fresh.text),
		hw_str_of(name.text)) != 0)
		hw_fs_remove_tree(cache->fs, hw_str_of(fresh.text));
	hw_fs_unlock(fd);
	hw_buf_free(&file);
}
