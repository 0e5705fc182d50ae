#include "assemble/compare.h"

#include "assemble/facts.h"
#include "input/gitdiff.h"
#include "input/gitlog.h"
#include "input/gitmove.h"
#include "input/gitobject.h"
#include "input/scan.h"
#include "input/schema.h"

#include <stdlib.h>

/* A page that differs, in its two versions. */
struct versions {
	const struct hw_git_touch *touch;
	struct hw_facts older, newer;
};

struct comparer {
	struct hw_comparison *out;
	struct hw_git *git;
	struct hw_arena *arena;
	struct hw_facts_reader reader;
	struct hw_git_touches touches;
	struct versions *pages;       /* one for each touch */
	HW_LIST(hw_str) translations; /* that the newer commit has */
};

static void note_file(hw_str path, const struct hw_git_entry *newer,
    const struct hw_git_entry *older, void *context)
{
	struct comparer *comparer = context;
	struct hw_git_touch touch = {0};

	if (!hw_str_ends(path, HW_STR(".md")) &&
	    !hw_str_ends(path, HW_STR(".csv")))
		return;
	touch.path = hw_str_dup(comparer->arena, path);
	if (older != NULL && older->kind == HW_GIT_ENTRY_FILE) {
		touch.has_before = true;
		touch.before = older->id;
	}
	if (newer != NULL && newer->kind == HW_GIT_ENTRY_FILE) {
		touch.has_after = true;
		touch.after = newer->id;
	}
	HW_PUSH(&comparer->touches, comparer->arena, touch);
}

static void read_version(struct comparer *comparer, hw_str path,
    const struct hw_git_id *blob, struct hw_facts *out)
{
	struct hw_git_problem problem;
	struct hw_git_object object;

	*out = (struct hw_facts){0};
	if (!hw_git_read(&object, &problem, comparer->git, HW_GIT_BLOB, blob))
		return; /* as one that cannot be read: it says nothing */
	if (object.bytes.len <= HW_PAGE_LIMIT_BYTES)
		hw_facts_read(out, &comparer->reader, path,
		    hw_str_dup(comparer->arena, object.bytes),
		    comparer->arena);
	hw_git_release(&object);
}

/* ------------------------------- actions ------------------------------- */

static void tell(struct comparer *comparer, const struct hw_facts *page,
    const struct hw_action_facts *action, enum hw_event_what what,
    hw_str from, hw_str to)
{
	struct hw_compare_action told = {
	    .plan = page->plan,
	    .ref = action->ref,
	    .title = action->title,
	    .event = {.what = what, .from = from, .to = to},
	};

	HW_PUSH(&comparer->out->actions, comparer->arena, told);
}

static const struct hw_action_facts *find_action(
    const struct comparer *comparer, hw_str plan, hw_str ref, bool in_older)
{
	size_t i, k;

	for (i = 0; i < comparer->touches.count; i++) {
		const struct versions *page = &comparer->pages[i];
		const struct hw_facts *facts = in_older ? &page->older
							: &page->newer;

		if (!hw_str_equal(facts->plan, plan))
			continue;
		for (k = 0; k < facts->action_count; k++)
			if (hw_str_equal(facts->actions[k].ref, ref))
				return &facts->actions[k];
	}
	return NULL;
}

static hw_str status_words(int status)
{
	return status < 0 ? HW_STR_NONE : hw_str_of(hw_status_word(status));
}

static void compare_action(struct comparer *comparer,
    const struct hw_facts *page, const struct hw_action_facts *older,
    const struct hw_action_facts *newer)
{
	size_t told_before = comparer->out->actions.count;

	if (older->status != newer->status)
		tell(comparer, page, newer, HW_EVENT_STATUS,
		    status_words(older->status), status_words(newer->status));
	if (!hw_str_equal(older->due, newer->due))
		tell(comparer, page, newer, HW_EVENT_DUE, older->due,
		    newer->due);
	if (!hw_str_equal(older->owners, newer->owners))
		tell(comparer, page, newer, HW_EVENT_OWNER, older->owners,
		    newer->owners);
	if (!hw_str_equal(older->title, newer->title))
		tell(comparer, page, newer, HW_EVENT_TITLE, older->title,
		    newer->title);
	if (older->outcome != newer->outcome)
		tell(comparer, page, newer, HW_EVENT_OUTCOME, HW_STR_NONE,
		    HW_STR_NONE);
	if (older->update != newer->update)
		tell(comparer, page, newer, HW_EVENT_UPDATE, HW_STR_NONE,
		    HW_STR_NONE);
	if (older->evidence != newer->evidence)
		tell(comparer, page, newer, HW_EVENT_EVIDENCE, HW_STR_NONE,
		    HW_STR_NONE);
	/* As the biography tells it (see HW_EVENT_UPDATE). */
	if ((!hw_str_equal(older->reason, newer->reason) ||
		!hw_str_equal(older->completed, newer->completed)) &&
	    comparer->out->actions.count == told_before)
		tell(comparer, page, newer, HW_EVENT_UPDATE, HW_STR_NONE,
		    HW_STR_NONE);
}

/* Where one version has a mistake, actions would seem to come and go. */
static bool can_be_read(const struct versions *page)
{
	return (!page->touch->has_before || page->older.is_readable) &&
	    (!page->touch->has_after || page->newer.is_readable);
}

static void compare_actions(struct comparer *comparer,
    const struct versions *page)
{
	const struct hw_action_facts *other;
	size_t i;

	if (!can_be_read(page))
		return;
	for (i = 0; i < page->newer.action_count; i++) {
		const struct hw_action_facts *action =
		    &page->newer.actions[i];

		other = find_action(comparer, page->newer.plan, action->ref,
		    true);
		if (other == NULL)
			tell(comparer, &page->newer, action, HW_EVENT_ADDED,
			    HW_STR_NONE, HW_STR_NONE);
		else
			compare_action(comparer, &page->newer, other, action);
	}
	for (i = 0; i < page->older.action_count; i++) {
		const struct hw_action_facts *action =
		    &page->older.actions[i];

		if (find_action(comparer, page->older.plan, action->ref,
			false) == NULL)
			tell(comparer, &page->older, action,
			    HW_EVENT_WITHDRAWN, HW_STR_NONE, HW_STR_NONE);
	}
}

/* -------------------------------- pages -------------------------------- */

static bool has_touched(const struct comparer *comparer, hw_str path)
{
	size_t i;

	for (i = 0; i < comparer->touches.count; i++)
		if (hw_str_equal(comparer->touches.items[i].path, path))
			return true;
	return false;
}

static bool easy_changed(const struct comparer *comparer, hw_str path)
{
	return has_touched(comparer,
	    hw_fmt(comparer->arena, "%.*s.easy.md", (int)path.len - 3,
		path.p));
}

/* Every translation there is, whether it changed or not. */
static void note_translation(hw_str path, const struct hw_git_entry *newer,
    const struct hw_git_entry *older, void *context)
{
	struct comparer *comparer = context;
	hw_str version = hw_scan_version(path);

	(void)older;
	if (newer == NULL || newer->kind != HW_GIT_ENTRY_FILE ||
	    !hw_str_ends(path, HW_STR(".md")) || version.len == 0 ||
	    hw_str_equal(version, HW_STR("easy")))
		return;
	HW_PUSH(&comparer->translations, comparer->arena,
	    hw_str_dup(comparer->arena, path));
}

/* The translations that say what the page said before. */
static hw_str left_behind(const struct comparer *comparer, hw_str path)
{
	struct hw_buf list = {0};
	hw_str names;
	size_t i;

	for (i = 0; i < comparer->translations.count; i++) {
		hw_str other = comparer->translations.items[i];
		hw_str version = hw_scan_version(other);

		if (hw_str_equal(hw_scan_standard(comparer->arena, other),
			path) &&
		    !has_touched(comparer, other))
			hw_buf_printf(&list, "%s%.*s",
			    list.len > 0 ? ", " : "", HW_ARG(version));
	}
	names = hw_buf_take(&list, comparer->arena);
	hw_buf_free(&list);
	return names;
}

static void compare_page(struct comparer *comparer,
    const struct versions *page)
{
	const struct hw_git_touch *touch = page->touch;
	struct hw_compare_page told = {
	    .path = touch->path,
	    .from = touch->from,
	    .title = touch->has_after ? page->newer.title : page->older.title,
	};
	bool readable = page->older.is_readable && page->newer.is_readable;
	bool same = readable &&
	    page->older.fingerprint == page->newer.fingerprint;

	if (!touch->has_before)
		told.what = HW_COMPARE_ADDED;
	else if (!touch->has_after)
		told.what = HW_COMPARE_REMOVED;
	else if (!readable)
		told.what = HW_COMPARE_UNREADABLE;
	else if (same)
		told.what = touch->from.len > 0 ? HW_COMPARE_MOVED
						: HW_COMPARE_FORM;
	else
		told.what = HW_COMPARE_CHANGED;
	if (told.what == HW_COMPARE_CHANGED &&
	    page->older.wording != page->newer.wording &&
	    hw_scan_version(touch->path).len == 0) {
		told.leaves_easy_behind =
		    !easy_changed(comparer, touch->path);
		told.leaves_behind = left_behind(comparer, touch->path);
	}
	HW_PUSH(&comparer->out->pages, comparer->arena, told);
}

/* --------------------- what the commits say of themselves -------------- */

/* A commit and its first parents, oldest first. */
static struct hw_git_known main_line(struct hw_git *git, struct hw_git_id id,
    struct hw_arena *arena)
{
	HW_LIST(struct hw_git_id) line = {0};
	struct hw_git_problem problem;
	struct hw_git_object object;
	struct hw_git_commit commit;
	bool goes_on = true;
	size_t i;

	while (goes_on &&
	    hw_git_read(&object, &problem, git, HW_GIT_COMMIT, &id)) {
		HW_PUSH(&line, arena, id);
		goes_on = hw_git_commit_parse(&commit, object.bytes) &&
		    commit.has_parent && !hw_git_is_boundary(git, &id);
		hw_git_release(&object);
		if (goes_on)
			id = commit.parent;
	}
	for (i = 0; i < line.count / 2; i++) {
		struct hw_git_id other = line.items[i];

		line.items[i] = line.items[line.count - 1 - i];
		line.items[line.count - 1 - i] = other;
	}
	return (struct hw_git_known){line.items, line.count};
}

static bool only_minor(const struct hw_git_log *log, hw_str path)
{
	bool is_met = false;
	size_t i, k;

	for (i = 0; i < log->commits.count; i++) {
		const struct hw_git_logged *commit = &log->commits.items[i];

		for (k = 0; k < commit->touches.count; k++) {
			if (!hw_str_equal(commit->touches.items[k].path,
				path))
				continue;
			if (!commit->is_minor)
				return false;
			is_met = true;
		}
	}
	return is_met;
}

static void read_notes(struct comparer *comparer,
    const struct hw_git_id *older, hw_str folder)
{
	struct hw_git_known known =
	    main_line(comparer->git, *older, comparer->arena);
	struct hw_comparison *out = comparer->out;
	struct hw_git_log log;
	size_t i;

	hw_git_log_read(&log, comparer->git, folder, &known, comparer->arena);
	if (!log.is_joined)
		return;
	for (i = 0; i < out->pages.count; i++) {
		struct hw_compare_page *page = &out->pages.items[i];

		if (page->what != HW_COMPARE_CHANGED ||
		    !only_minor(&log, page->path))
			continue;
		page->what = HW_COMPARE_MINOR;
		page->leaves_easy_behind = false;
		page->leaves_behind = HW_STR_NONE;
	}
	for (i = log.commits.count; i-- > 0;)
		if (log.commits.items[i].note.len > 0 &&
		    log.commits.items[i].touches.count > 0)
			HW_PUSH(&out->notes, comparer->arena,
			    log.commits.items[i].note);
}

static int by_path(const void *left, const void *right)
{
	const struct hw_compare_page *a = left, *b = right;

	return hw_str_compare(a->path, b->path);
}

static bool content_tree(struct hw_git_id *out, bool *found,
    struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *commit_id, hw_str folder)
{
	struct hw_git_object object;
	struct hw_git_commit commit;
	struct hw_git_place place;
	bool parsed;

	if (!hw_git_read(&object, problem, git, HW_GIT_COMMIT, commit_id))
		return false;
	parsed = hw_git_commit_parse(&commit, object.bytes);
	hw_git_release(&object);
	if (!parsed) {
		problem->fault = HW_GIT_DAMAGED;
		return false;
	}
	if (!hw_git_find_folder(&place, problem, git, &commit.tree, folder))
		return false;
	*found = place.is_tree;
	*out = place.id;
	return true;
}

bool hw_compare_commits(struct hw_comparison *out,
    struct hw_git_problem *problem, struct hw_git *git,
    const struct hw_git_id *older, const struct hw_git_id *newer,
    hw_str folder, struct hw_arena *arena)
{
	struct comparer comparer = {.out = out, .git = git, .arena = arena};
	struct hw_git_id older_tree, newer_tree;
	bool has_older, has_newer;
	size_t i;

	*out = (struct hw_comparison){0};
	if (!content_tree(&older_tree, &has_older, problem, git, older,
		folder) ||
	    !content_tree(&newer_tree, &has_newer, problem, git, newer,
		folder) ||
	    !hw_git_diff(problem, git, has_newer ? &newer_tree : NULL,
		has_older ? &older_tree : NULL, note_file, &comparer) ||
	    !hw_git_diff(problem, git, has_newer ? &newer_tree : NULL, NULL,
		note_translation, &comparer))
		return false;
	hw_git_moves_find(&comparer.touches, git);
	comparer.pages =
	    HW_NEW_ARRAY(arena, struct versions, comparer.touches.count + 1);
	hw_facts_open(&comparer.reader);
	for (i = 0; i < comparer.touches.count; i++) {
		const struct hw_git_touch *touch = &comparer.touches.items[i];
		struct versions *page = &comparer.pages[i];

		page->touch = touch;
		if (touch->has_before)
			read_version(&comparer,
			    touch->from.len > 0 ? touch->from : touch->path,
			    &touch->before, &page->older);
		if (touch->has_after)
			read_version(&comparer, touch->path, &touch->after,
			    &page->newer);
	}
	for (i = 0; i < comparer.touches.count; i++) {
		compare_page(&comparer, &comparer.pages[i]);
		compare_actions(&comparer, &comparer.pages[i]);
	}
	if (out->pages.count > 0)
		qsort(out->pages.items, out->pages.count,
		    sizeof(*out->pages.items), by_path);
	hw_facts_close(&comparer.reader);
	read_notes(&comparer, older, folder);
	return true;
}
