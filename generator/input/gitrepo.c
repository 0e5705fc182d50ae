#include "input/gitrepo.h"

#include "base/fs.h"
#include "base/map.h"
#include "input/gitloose.h"
#include "input/gitmemory.h"

/* Not git2.h: a struct of its index has a member `ctime`, which banned.h
 * does not let pass. */
#include <git2/buffer.h>
#include <git2/config.h>
#include <git2/errors.h>
#include <git2/global.h>
#include <git2/object.h>
#include <git2/revparse.h>
#include <git2/odb.h>
#include <git2/refs.h>
#include <git2/repository.h>
#include <git2/sys/alloc.h>

#include <errno.h>
#include <limits.h>
#include <stdlib.h>

#define SHALLOW_LIMIT_BYTES ((size_t)16 * 1024 * 1024)
#define INFLATE_BYTES       ((size_t)64 * 1024) /* zlib wants less */
#define CACHE_SLOTS         512
#define CACHE_LIMIT_BYTES   ((size_t)64 * 1024 * 1024)

struct hw_git {
	git_repository *repository;
	git_odb *objects;
	struct hw_git_loose *loose;
	struct hw_arena *arena;
	struct hw_git_id head;
	hw_str top, folder;
	struct hw_map boundary; /* id bytes -> anything */
	bool has_failed;        /* an object could not be read */
	enum hw_git_fault
	    missing_fault; /* what a missing object means here */
	git_odb_object *cache[CACHE_SLOTS];
	size_t cached_bytes;
};

static git_allocator allocator = {
    .gmalloc = hw_git_malloc,
    .gcalloc = hw_git_calloc,
    .gstrdup = hw_git_strdup,
    .gstrndup = hw_git_strndup,
    .gsubstrdup = hw_git_substrdup,
    .grealloc = hw_git_realloc,
    .greallocarray = hw_git_reallocarray,
    .gmallocarray = hw_git_mallocarray,
    .gfree = free,
};

/* ------------------------------- opening ------------------------------- */

/* libc in the library does not ask the allocator that it was given. */
static bool is_shortage(const git_error *error)
{
	return error->klass == GIT_ERROR_OS &&
	    hw_str_ends(hw_str_of(error->message),
		hw_str_of(strerror(ENOMEM)));
}

/* The last error's words and class; the library may have left none. */
static hw_str library_words(struct hw_arena *arena, int *class_out)
{
	const git_error *error = git_error_last();

	*class_out = error != NULL ? error->klass : GIT_ERROR_NONE;
	if (error == NULL || error->message == NULL)
		return HW_STR_NONE;
	if (is_shortage(error))
		hw_oom();
	/* A damaged size asks for too much memory; that is no shortage. */
	if (error->klass == GIT_ERROR_NOMEMORY)
		return HW_STR("its size cannot be right");
	return hw_str_dup(arena, hw_str_of(error->message));
}

static bool start_library(void)
{
	/* These change the repository's layout for writers only; reading is
	 * the same with and without them. */
	static const char *extensions[] = {"worktreeconfig", "partialclone",
	    "preciousobjects"};

	/* The allocator must be there before the library's first request. */
	git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
	if (git_libgit2_init() < 0)
		return false;
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
	    HW_COUNT(extensions));
	/* hw_git_read keeps what is asked for twice; no need for a second
	 * store of everything. */
	git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	/* Hashing every tree again takes most of a walk's time; zlib's own
	 * checksum finds accidents. is_itself() checks the commits. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	return true;
}

/* The folder that must be trusted: the repository's, without "/.git/". */
static hw_str repository_folder(struct hw_arena *arena, const char *folder)
{
	git_buf found = GIT_BUF_INIT;
	hw_str path = hw_str_of(folder);

	if (git_repository_discover(&found, folder, 0, NULL) == 0)
		path = (hw_str){found.ptr, found.size};
	while (path.len > 1 && path.p[path.len - 1] == '/')
		path.len--;
	if (hw_str_ends(path, HW_STR("/.git")))
		path.len -= strlen("/.git");
	path = hw_str_dup(arena, path);
	git_buf_dispose(&found);
	return path;
}

static enum hw_git_fault open_fault(int result, int class, hw_str words)
{
	/* Without any safe.directory setting libgit2 1.5 reports that the
	 * setting is not there, instead of what it wanted it for. */
	if (result == GIT_EOWNER ||
	    (class == GIT_ERROR_CONFIG &&
		hw_str_find(words, HW_STR("safe.directory")) != SIZE_MAX))
		return HW_GIT_OWNER;
	if (result == GIT_ENOTFOUND && class == GIT_ERROR_REPOSITORY)
		return HW_GIT_NO_REPOSITORY;
	if (class == GIT_ERROR_REPOSITORY &&
	    hw_str_find(words, HW_STR("unsupported")) != SIZE_MAX)
		return HW_GIT_FORMAT;
	return HW_GIT_OTHER;
}

static bool fail_open(struct hw_git_problem *problem, int result,
    const char *folder, struct hw_arena *arena)
{
	int class;

	problem->detail = library_words(arena, &class);
	problem->fault = open_fault(result, class, problem->detail);
	problem->subject = repository_folder(arena, folder);
	return false;
}

static bool read_head(struct hw_git *git, struct hw_git_problem *problem,
    const char *folder)
{
	git_oid id;
	int result;

	result = git_reference_name_to_id(&id, git->repository, "HEAD");
	if (result < 0) {
		fail_open(problem, result, folder, git->arena);
		problem->fault = HW_GIT_OTHER;
		if (git_repository_head_unborn(git->repository) == 1)
			problem->fault = HW_GIT_NO_COMMIT;
		return false;
	}
	memcpy(git->head.bytes, id.id, HW_GIT_ID_BYTES);
	return true;
}

/* Where the folder stands in the work tree, links resolved on both sides. */
static bool find_folder(struct hw_git *git, struct hw_git_problem *problem,
    const char *folder)
{
	const char *workdir = git_repository_workdir(git->repository);
	char top[PATH_MAX], here[PATH_MAX];
	hw_str path;

	git->top = git->folder = HW_STR_NONE;
	if (workdir == NULL)
		return true;
	if (realpath(workdir, top) != NULL &&
	    realpath(folder, here) != NULL) {
		path = hw_str_of(here);
		git->top = hw_str_dup(git->arena, hw_str_of(top));
		if (strcmp(top, here) == 0)
			return true;
		if (strcmp(top, "/") == 0)
			top[0] = '\0';
		if (hw_str_starts(path, hw_str_of(top)) &&
		    path.p[strlen(top)] == '/') {
			git->folder = hw_str_dup(git->arena,
			    hw_str_sub(path, strlen(top) + 1, path.len));
			return true;
		}
	}
	*problem = (struct hw_git_problem){HW_GIT_OTHER,
	    hw_str_dup(git->arena, hw_str_of(folder)),
	    HW_STR("the folder is not in the repository's work tree")};
	return false;
}

/* The commits at which a shallow clone was cut off, one id a line. */
static bool read_boundary(struct hw_git *git, struct hw_fs *common)
{
	hw_str text, line;

	hw_map_init(&git->boundary, git->arena);
	if (hw_fs_read(common, HW_STR("shallow"), SHALLOW_LIMIT_BYTES,
		git->arena, &text) != 0)
		return git_repository_is_shallow(git->repository) != 1;
	while (hw_str_next_line(&text, &line)) {
		struct hw_git_id *id = HW_NEW(git->arena, struct hw_git_id);

		if (line.len == 0)
			continue;
		if (!hw_git_id_parse(id, line))
			return false;
		hw_map_add(&git->boundary, hw_git_id_key(id), id);
	}
	return true;
}

/* Any setting that says so; names of settings are in lower case here. (The
 * library can search names by a pattern, but loses memory over it.) */
static bool is_partial_clone(git_repository *repository)
{
	git_config *config = NULL;
	git_config_iterator *settings = NULL;
	git_config_entry *entry;
	bool is_partial = false;

	if (git_repository_config_snapshot(&config, repository) == 0 &&
	    git_config_iterator_new(&settings, config) == 0)
		while (!is_partial &&
		    git_config_next(&entry, settings) == 0) {
			hw_str name = hw_str_of(entry->name);

			is_partial = hw_str_equal(name,
					 HW_STR("extensions.partialclone")) ||
			    (hw_str_starts(name, HW_STR("remote.")) &&
				hw_str_ends(name, HW_STR(".promisor")));
		}
	git_config_iterator_free(settings);
	git_config_free(config);
	return is_partial;
}

/*
 * What the repository's own folder tells. In a linked work tree that is the
 * folder shared with the main one: `shallow` stands there alone.
 */
static bool read_traits(struct hw_git *git, struct hw_git_problem *problem)
{
	const char *path = git_repository_commondir(git->repository);
	struct hw_fs common;
	bool is_read = false;

	git->missing_fault = HW_GIT_MISSING;
	if (hw_fs_open(&common, path) == 0) {
		is_read = read_boundary(git, &common);
		hw_fs_close(&common);
	}
	git->loose = hw_git_loose_open(
	    hw_fmt(git->arena, "%sobjects", path).p, git->arena);
	if (hw_git_loose_borrows(git->loose))
		git->missing_fault = HW_GIT_BORROWED;
	if (is_partial_clone(git->repository))
		git->missing_fault = HW_GIT_PARTIAL;
	if (!is_read)
		*problem = (struct hw_git_problem){HW_GIT_OTHER,
		    hw_str_dup(git->arena, hw_str_of(path)),
		    HW_STR("its file 'shallow' cannot be read")};
	return is_read;
}

bool hw_git_open(struct hw_git **out, struct hw_git_problem *problem,
    const char *folder, struct hw_arena *arena)
{
	struct hw_git *git = HW_NEW(arena, struct hw_git);
	int result;

	*out = NULL;
	*problem = (struct hw_git_problem){.fault = HW_GIT_OTHER};
	if (!start_library())
		return false;
	git->arena = arena;
	result = git_repository_open_ext(&git->repository, folder, 0, NULL);
	if (result < 0) {
		fail_open(problem, result, folder, arena);
		goto failed;
	}
	result = git_repository_odb(&git->objects, git->repository);
	if (result < 0) {
		fail_open(problem, result, folder, arena);
		goto failed;
	}
	if (!read_head(git, problem, folder) ||
	    !find_folder(git, problem, folder) || !read_traits(git, problem))
		goto failed;
	problem->fault = HW_GIT_OK;
	*out = git;
	return true;
failed:
	hw_git_close(git);
	return false;
}

static void empty_cache(struct hw_git *git)
{
	size_t i;

	for (i = 0; i < CACHE_SLOTS; i++) {
		git_odb_object_free(git->cache[i]);
		git->cache[i] = NULL;
	}
	git->cached_bytes = 0;
}

void hw_git_close(struct hw_git *git)
{
	if (git == NULL)
		return;
	empty_cache(git);
	hw_git_loose_close(git->loose);
	git_odb_free(git->objects);
	git_repository_free(git->repository);
	git_libgit2_shutdown();
}

struct hw_git_id hw_git_head(const struct hw_git *git)
{
	return git->head;
}

hw_str hw_git_folder(const struct hw_git *git)
{
	return git->folder;
}

hw_str hw_git_top(const struct hw_git *git)
{
	return git->top;
}

hw_str hw_git_own_folder(const struct hw_git *git)
{
	return hw_str_of(git_repository_path(git->repository));
}

hw_str hw_git_common_folder(const struct hw_git *git)
{
	return hw_str_of(git_repository_commondir(git->repository));
}

bool hw_git_is_boundary(const struct hw_git *git, const struct hw_git_id *id)
{
	return hw_map_get(&git->boundary, hw_git_id_key(id)) != NULL;
}

bool hw_git_is_whole(const struct hw_git *git)
{
	return git->boundary.count == 0 && !git->has_failed &&
	    git->missing_fault != HW_GIT_PARTIAL;
}

/* ------------------------------- objects ------------------------------- */

/* What the library would wait for without end (see input/gitloose.h). */
static bool fail_cut(struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *id)
{
	git->has_failed = true;
	*problem = (struct hw_git_problem){HW_GIT_DAMAGED,
	    hw_git_id_hex(git->arena, id), HW_STR("its file is cut short")};
	return false;
}

static bool fail_read(struct hw_git_problem *problem, struct hw_git *git,
    int result, const struct hw_git_id *id)
{
	int class;

	git->has_failed = true;
	problem->subject = hw_git_id_hex(git->arena, id);
	problem->detail = library_words(git->arena, &class);
	problem->fault = result == GIT_ENOTFOUND ? git->missing_fault
						 : HW_GIT_DAMAGED;
	return false;
}

static git_odb_object **cache_slot(struct hw_git *git,
    const struct hw_git_id *id)
{
	size_t slot = (size_t)id->bytes[0] | (size_t)id->bytes[1] << 8;

	return &git->cache[slot % CACHE_SLOTS];
}

/* The slot takes a reference of its own; what stood there is let go. */
static void cache_put(struct hw_git *git, git_odb_object *object,
    const struct hw_git_id *id)
{
	git_odb_object **slot = cache_slot(git, id);
	size_t size = git_odb_object_size(object);

	if (git->cached_bytes + size > CACHE_LIMIT_BYTES)
		empty_cache(git);
	if (size > CACHE_LIMIT_BYTES)
		return;
	if (*slot != NULL) {
		git->cached_bytes -= git_odb_object_size(*slot);
		git_odb_object_free(*slot);
		*slot = NULL;
	}
	if (git_odb_object_dup(slot, object) == 0)
		git->cached_bytes += size;
}

/* Whether an object has the id it was asked by. A chain of commits of which
 * each has its right id cannot come back to itself. */
static bool is_itself(git_odb_object *object)
{
	git_oid id;

	return git_odb_hash(&id, git_odb_object_data(object),
		   git_odb_object_size(object),
		   git_odb_object_type(object)) == 0 &&
	    git_oid_equal(&id, git_odb_object_id(object));
}

bool hw_git_set_head(struct hw_git *git, const char *name)
{
	git_object *named = NULL, *commit = NULL;
	bool found;

	found = git_revparse_single(&named, git->repository, name) == 0 &&
	    git_object_peel(&commit, named, GIT_OBJECT_COMMIT) == 0;
	if (found)
		memcpy(git->head.bytes, git_object_id(commit)->id,
		    HW_GIT_ID_BYTES);
	git_object_free(named);
	git_object_free(commit);
	return found;
}

/*
 * zlib in the library does not ask its allocator either, and a shortage there
 * looks like a damaged size. So there must be memory, and where there is, the
 * second try tells which it was.
 */
static int read_object(git_odb_object **out, struct hw_git *git,
    const git_oid *id)
{
	int result = git_odb_read(out, git->objects, id);
	const git_error *error = git_error_last();

	if (result == 0 || error == NULL ||
	    error->klass != GIT_ERROR_NOMEMORY)
		return result;
	free(hw_xrealloc(NULL, INFLATE_BYTES));
	return git_odb_read(out, git->objects, id);
}

bool hw_git_read(struct hw_git_object *out, struct hw_git_problem *problem,
    struct hw_git *git, enum hw_git_kind kind, const struct hw_git_id *id)
{
	static const git_object_t types[] = {
	    [HW_GIT_COMMIT] = GIT_OBJECT_COMMIT,
	    [HW_GIT_TREE] = GIT_OBJECT_TREE,
	    [HW_GIT_BLOB] = GIT_OBJECT_BLOB,
	};
	git_object_t wanted = types[kind];
	git_odb_object *object = *cache_slot(git, id), *found = NULL;
	git_oid oid;
	int result;

	memcpy(oid.id, id->bytes, HW_GIT_ID_BYTES);
	if (object != NULL && git_oid_equal(git_odb_object_id(object), &oid))
		result = git_odb_object_dup(&found, object);
	else if (hw_git_loose_is_cut(git->loose, id))
		return fail_cut(problem, git, id);
	else
		result = read_object(&found, git, &oid);
	if (result == 0 &&
	    (git_odb_object_type(found) != wanted ||
		(wanted == GIT_OBJECT_COMMIT && !is_itself(found)))) {
		git_odb_object_free(found);
		git_error_clear();
		result = GIT_ERROR;
	}
	if (result < 0)
		return fail_read(problem, git, result, id);
	if (kind == HW_GIT_TREE && found != object)
		cache_put(git, found, id);
	out->handle = found;
	out->bytes =
	    (hw_str){git_odb_object_data(found), git_odb_object_size(found)};
	return true;
}

void hw_git_release(struct hw_git_object *object)
{
	git_odb_object_free(object->handle);
	*object = (struct hw_git_object){0};
}

struct hw_git_id hw_git_blob_id(const struct hw_git *git, hw_str bytes)
{
	struct hw_git_id id = {{0}};
	git_oid oid;

	(void)git; /* the library is only ready while a repository is open */
	if (git_odb_hash(&oid, bytes.p, bytes.len, GIT_OBJECT_BLOB) == 0)
		memcpy(id.bytes, oid.id, HW_GIT_ID_BYTES);
	return id;
}
