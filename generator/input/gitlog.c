#include "input/gitlog.h"

#include "base/map.h"
#include "input/gitdiff.h"
#include "input/gitmove.h"
#include "input/gitnote.h"

/* Commits of a branch that are asked for their notes. */
#define BRANCH_LIMIT 1000

/* A commit of the main line, with what its own message says. */
struct chained {
	struct hw_git_commit commit;
	struct hw_git_note note;
	bool is_merge;
};

struct logger {
	struct hw_git_log *log;
	struct hw_git *git;
	const struct hw_git_known *known; /* or NULL */
	struct hw_arena *arena;
	struct hw_map paths;         /* each path once */
	struct hw_git_touches found; /* of the commit at hand */
	HW_LIST(size_t) merges;      /* in log->commits */
};

static hw_str keep_path(struct logger *logger, hw_str path)
{
	hw_str *kept = hw_map_get(&logger->paths, path);

	if (kept == NULL) {
		kept = HW_NEW(logger->arena, hw_str);
		*kept = hw_str_dup(logger->arena, path);
		hw_map_add(&logger->paths, *kept, kept);
	}
	return *kept;
}

static void on_change(hw_str path, const struct hw_git_entry *newer,
    const struct hw_git_entry *older, void *ctx)
{
	struct logger *logger = ctx;
	struct hw_git_touch touch = {.from = HW_STR_NONE};

	if (!hw_str_ends(path, HW_STR(".md")) &&
	    !hw_str_ends(path, HW_STR(".csv")))
		return;
	if (newer != NULL && newer->kind == HW_GIT_ENTRY_FILE) {
		touch.has_after = true;
		touch.after = newer->id;
	}
	if (older != NULL && older->kind == HW_GIT_ENTRY_FILE) {
		touch.has_before = true;
		touch.before = older->id;
	}
	if (!touch.has_before && !touch.has_after)
		return;
	touch.path = keep_path(logger, path);
	HW_PUSH(&logger->found, logger->arena, touch);
}

/* ------------------------------ the notes ------------------------------ */

static hw_str message_of(hw_str bytes)
{
	size_t at = hw_str_find(bytes, HW_STR("\n\n"));

	return at == SIZE_MAX ? HW_STR_NONE
			      : hw_str_sub(bytes, at + 2, bytes.len);
}

/* The parents of a commit after the first; at most `room`. */
static size_t other_parents(hw_str bytes, struct hw_git_id *out, size_t room)
{
	size_t count = 0, seen = 0;
	hw_str line;

	while (hw_str_next_line(&bytes, &line) && line.len > 0)
		if (hw_str_starts(line, HW_STR("parent ")) && seen++ > 0 &&
		    count < room &&
		    hw_git_id_parse(&out[count],
			hw_str_sub(line, strlen("parent "), line.len)))
			count++;
	return count;
}

struct branch {
	hw_str note; /* of all its commits, oldest first */
	size_t commits, minor;
};

/* The branch's own commits, newest first, down to the main line. */
static void read_branch(struct branch *branch, struct logger *logger,
    const struct hw_map *main_line, struct hw_git_id id)
{
	struct hw_git_problem problem;
	struct hw_git_object object;
	struct hw_git_commit commit;
	struct hw_git_note note;
	size_t i;

	for (i = 0; i < BRANCH_LIMIT &&
	     hw_map_get(main_line, hw_git_id_key(&id)) == NULL;
	     i++) {
		if (!hw_git_read(&object, &problem, logger->git,
			HW_GIT_COMMIT, &id))
			return;
		note =
		    hw_git_note_read(message_of(object.bytes), logger->arena);
		commit.has_parent =
		    hw_git_commit_parse(&commit, object.bytes) &&
		    commit.has_parent;
		hw_git_release(&object);
		branch->commits++;
		branch->minor += note.is_minor;
		branch->note =
		    hw_git_note_join(note.note, branch->note, logger->arena);
		if (!commit.has_parent ||
		    hw_git_is_boundary(logger->git, &id))
			return;
		id = commit.parent;
	}
}

static void read_note(struct logger *logger, const struct hw_map *main_line,
    struct hw_git_logged *logged)
{
	struct branch branch = {HW_STR_NONE, 0, 0};
	struct hw_git_problem problem;
	struct hw_git_id parents[16];
	struct hw_git_object object;
	struct hw_git_note own;
	size_t count, i;

	if (!hw_git_read(&object, &problem, logger->git, HW_GIT_COMMIT,
		&logged->id))
		return;
	own = hw_git_note_read(message_of(object.bytes), logger->arena);
	count = other_parents(object.bytes, parents, HW_COUNT(parents));
	hw_git_release(&object);
	if (hw_git_is_boundary(logger->git, &logged->id))
		count = 0;
	logged->note = own.note;
	for (i = 0; i < count; i++) {
		branch.note = HW_STR_NONE;
		read_branch(&branch, logger, main_line, parents[i]);
		logged->note = hw_git_note_join(logged->note, branch.note,
		    logger->arena);
	}
	logged->is_minor = logged->note.len == 0 &&
	    (own.is_minor ||
		(branch.commits > 0 && branch.minor == branch.commits));
}

/* Merges are looked at last: a branch ends where it meets the main line. */
static void read_notes(struct logger *logger)
{
	struct hw_git_log *log = logger->log;
	struct hw_map main_line;
	size_t i;

	if (logger->merges.count == 0)
		return;
	hw_map_init(&main_line, logger->arena);
	for (i = 0; i < log->commits.count; i++) {
		struct hw_git_logged *logged = &log->commits.items[i];

		hw_map_add(&main_line, hw_git_id_key(&logged->id), logged);
	}
	for (i = 0; log->is_joined && i < logger->known->count; i++)
		hw_map_add(&main_line, hw_git_id_key(&logger->known->ids[i]),
		    log);
	for (i = 0; i < logger->merges.count; i++)
		read_note(logger, &main_line,
		    &log->commits.items[logger->merges.items[i]]);
}

/* ------------------------------- the walk ------------------------------ */

static bool read_commit(struct chained *out, struct logger *logger,
    const struct hw_git_id *id)
{
	struct hw_git_problem *problem = &logger->log->end;
	struct hw_git_object object;
	struct hw_git_id other;
	bool is_ok;

	if (!hw_git_read(&object, problem, logger->git, HW_GIT_COMMIT, id))
		return false;
	is_ok = hw_git_commit_parse(&out->commit, object.bytes);
	out->note = hw_git_note_read(message_of(object.bytes), logger->arena);
	out->is_merge = other_parents(object.bytes, &other, 1) > 0 &&
	    !hw_git_is_boundary(logger->git, id);
	hw_git_release(&object);
	if (!is_ok)
		*problem = (struct hw_git_problem){HW_GIT_DAMAGED,
		    hw_git_id_hex(logger->arena, id),
		    HW_STR("it does not read as a commit")};
	return is_ok;
}

/* Finds the parent and its folder; false when they cannot be read. */
static bool read_parent(struct chained *parent, struct hw_git_place *older,
    struct logger *logger, const struct hw_git_id *id,
    const struct hw_git_commit *commit, const struct hw_git_place *folder,
    hw_str folder_path)
{
	*older = (struct hw_git_place){0};
	if (hw_git_is_boundary(logger->git, id)) {
		logger->log->end = (struct hw_git_problem){HW_GIT_SHALLOW,
		    hw_git_id_hex(logger->arena, id), HW_STR_NONE};
		return false;
	}
	if (!commit->has_parent)
		return true;
	if (!read_commit(parent, logger, &commit->parent))
		return false;
	if (hw_git_id_equal(&commit->tree, &parent->commit.tree)) {
		*older = *folder;
		return true;
	}
	return hw_git_find_folder(older, &logger->log->end, logger->git,
	    &parent->commit.tree, folder_path);
}

static bool compare(struct logger *logger, const struct hw_git_place *newer,
    const struct hw_git_place *older, struct hw_git_problem *problem)
{
	logger->found = (struct hw_git_touches){NULL, 0, 0};
	return hw_git_diff(problem, logger->git,
	    newer->is_tree ? &newer->id : NULL,
	    older->is_tree ? &older->id : NULL, on_change, logger);
}

static void record(struct logger *logger, struct hw_git_logged *logged,
    bool is_merge)
{
	hw_git_moves_find(&logger->found, logger->git);
	logged->touches = logger->found;
	/* What a commit says of other files is not asked for. */
	if (logged->touches.count == 0) {
		logged->note = HW_STR_NONE;
		logged->is_minor = false;
	}
	if (is_merge && logged->touches.count > 0)
		HW_PUSH(&logger->merges, logger->arena,
		    logger->log->commits.count);
	HW_PUSH(&logger->log->commits, logger->arena, *logged);
}

/* The oldest commit that can be read, with nothing to compare it with. */
static void record_cut(struct logger *logger, struct hw_git_logged *logged,
    const struct hw_git_place *folder, bool is_merge)
{
	static const struct hw_git_place nothing = {0};
	struct hw_git_problem problem;

	logged->is_cut_off = true;
	if (!compare(logger, folder, &nothing, &problem))
		logger->found.count = 0;
	record(logger, logged, is_merge);
}

/* Whether the log ends before this commit: the newest that is known. */
static bool is_known(const struct logger *logger, const struct hw_git_id *id)
{
	const struct hw_git_known *known = logger->known;

	return known != NULL && known->count > 0 &&
	    hw_git_id_equal(id, &known->ids[known->count - 1]);
}

static void walk_chain(struct logger *logger, struct hw_git_id id,
    struct chained at, hw_str folder_path)
{
	struct hw_git_problem *end = &logger->log->end;
	struct hw_git_place folder, older;
	struct chained parent;

	if (!hw_git_find_folder(&folder, end, logger->git, &at.commit.tree,
		folder_path))
		return;
	for (;;) {
		struct hw_git_logged logged = {.id = id,
		    .has_time = at.commit.has_time,
		    .time = at.commit.time,
		    .is_minor = at.note.is_minor,
		    .note = at.note.note};

		if (!read_parent(&parent, &older, logger, &id, &at.commit,
			&folder, folder_path) ||
		    !compare(logger, &folder, &older, end)) {
			record_cut(logger, &logged, &folder, at.is_merge);
			return;
		}
		record(logger, &logged, at.is_merge);
		if (!at.commit.has_parent) {
			logger->log->is_complete = true;
			return;
		}
		id = at.commit.parent;
		if (is_known(logger, &id)) {
			logger->log->is_joined = true;
			return;
		}
		at = parent;
		folder = older;
	}
}

void hw_git_log_read(struct hw_git_log *out, struct hw_git *git,
    hw_str folder, const struct hw_git_known *known, struct hw_arena *arena)
{
	struct logger logger = {.log = out,
	    .git = git,
	    .known = known,
	    .arena = arena};
	struct hw_git_id head = hw_git_head(git);
	struct chained top;

	*out = (struct hw_git_log){.end = {HW_GIT_OK, {"", 0}, {"", 0}}};
	hw_map_init(&logger.paths, arena);
	out->is_joined = is_known(&logger, &head);
	if (out->is_joined || !read_commit(&top, &logger, &head))
		return;
	walk_chain(&logger, head, top, folder);
	read_notes(&logger);
}
