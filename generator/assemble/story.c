#include "assemble/story.h"

#include "assemble/story_parts.h"

/* ------------------------------- repairs ------------------------------- */

static bool is_commit_name(hw_str name)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if (!(name.p[i] >= '0' && name.p[i] <= '9') &&
		    !(name.p[i] >= 'a' && name.p[i] <= 'f'))
			return false;
	return name.len >= HW_COMMIT_LENGTH_MIN &&
	    name.len <= HW_COMMIT_LENGTH_MAX;
}

/* Whether the id in hex digits starts with that name. */
static bool id_starts(const struct hw_git_id *id, hw_str name)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < name.len; i++)
		if (digits[id->bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15] !=
		    name.p[i])
			return false;
	return true;
}

/* The commit of the log whose id starts with that name, or NULL. */
static struct hw_git_logged *find_commit(struct hw_site *site,
    struct hw_git_log *log, const struct hw_text *name)
{
	struct hw_git_logged *found = NULL;
	size_t i, count = 0;

	for (i = 0; is_commit_name(name->s) && i < log->commits.count; i++) {
		struct hw_git_logged *logged = &log->commits.items[i];

		if (id_starts(&logged->id, name->s)) {
			found = logged;
			count++;
		}
	}
	if (count == 1)
		return found;
	if (count > 1 || !is_commit_name(name->s) || log->is_complete)
		hw_diag(site->diags, HW_DIAG_REPAIR_COMMIT, name->span,
		    HW_STR("Name a commit of the published branch by its id, "
			   "as 'git log --first-parent' shows it: at least "
			   "seven of its small letters and figures. Of a "
			   "branch that was merged, name the merge."),
		    count > 1 ? "'%.*s' can be more than one commit"
			      : "there is no commit '%.*s' in the history",
		    HW_ARG(name->s));
	return NULL;
}

static void apply_repairs(struct hw_site *site, struct hw_git_log *log,
    const struct hw_repairs *repairs)
{
	struct hw_git_logged *commit;
	size_t i;

	for (i = 0; i < repairs->minor.count; i++) {
		commit = find_commit(site, log, &repairs->minor.items[i]);
		if (commit != NULL)
			commit->is_minor = true;
	}
	for (i = 0; i < repairs->notes.count; i++) {
		commit =
		    find_commit(site, log, &repairs->notes.items[i].commit);
		if (commit != NULL)
			commit->note =
			    hw_str_trim(repairs->notes.items[i].note.s);
	}
	for (i = 0; i < repairs->withdraw.count; i++) {
		commit = find_commit(site, log, &repairs->withdraw.items[i]);
		if (commit != NULL)
			commit->note = HW_STR_NONE;
	}
}

/* -------------------------------- states ------------------------------- */

static struct story_page *page_at(struct story_teller *teller, hw_str path)
{
	struct story_slot *slot = hw_map_get(&teller->pages, path);

	if (slot == NULL) {
		slot = HW_NEW(teller->arena, struct story_slot);
		hw_map_add(&teller->pages, path, slot);
	}
	if (slot->page == NULL) {
		slot->page = HW_NEW(teller->arena, struct story_page);
		slot->page->path = path;
		slot->page->easy = hw_str_ends(path, HW_STR(".easy.md"));
	}
	return slot->page;
}

static struct story_slot *plan_slot(struct story_teller *teller,
    hw_str folder)
{
	struct story_slot *slot = hw_map_get(&teller->plans, folder);

	if (slot == NULL) {
		slot = HW_NEW(teller->arena, struct story_slot);
		hw_map_add(&teller->plans, folder, slot);
	}
	return slot;
}

static struct story_plan *plan_at(struct story_teller *teller, hw_str folder)
{
	struct story_slot *slot;

	/* Only folders right below the content folder are plans. */
	if (folder.len == 0 || hw_str_find_char(folder, '/') != SIZE_MAX)
		return NULL;
	slot = plan_slot(teller, folder);
	if (slot->plan == NULL) {
		slot->plan = HW_NEW(teller->arena, struct story_plan);
		slot->plan->folder = folder;
		hw_map_init(&slot->plan->actions, teller->arena);
		HW_PUSH(&teller->all_plans, teller->arena, slot->plan);
	}
	return slot->plan;
}

/* Whether readers had seen the page before the commit at hand. */
static bool was_seen(const struct story_teller *teller,
    const struct story_page *page)
{
	return page->is_public && page->not_before <= teller->commit->time;
}

/* The addresses of a plan's actions begin with its folder. */
static void leave_folder(struct story_teller *teller,
    const struct story_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->actions.count; i++) {
		const struct hw_story_action *action =
		    plan->actions.entries[i].value;

		if (action->holder != NULL &&
		    was_seen(teller, action->holder))
			HW_PUSH(&teller->left, teller->arena,
			    ((struct story_left){.plan = plan,
				.action = action,
				.from = plan->folder}));
	}
}

/* "old/index.md" is "new/index.md" now, and the plan is "new". */
static void move_plan(struct story_teller *teller, hw_str from, hw_str to)
{
	hw_str old = hw_path_dir(from), now = hw_path_dir(to);
	struct story_slot *left, *taken;

	if (!hw_str_equal(hw_path_base(from), HW_STR("index.md")) ||
	    !hw_str_equal(hw_path_base(to), HW_STR("index.md")) ||
	    plan_at(teller, old) == NULL || plan_at(teller, now) == NULL)
		return;
	left = plan_slot(teller, old);
	taken = plan_slot(teller, now);
	/* A plan with actions of its own stays what it is. */
	if (taken->plan->total > 0 || left == taken)
		return;
	leave_folder(teller, left->plan);
	left->plan->folder = now;
	taken->plan = left->plan;
	left->plan = NULL;
}

/* All names are given up before any is taken. */
static void apply_moves(struct story_teller *teller,
    const struct hw_git_logged *commit)
{
	size_t i;

	for (i = 0; i < commit->touches.count; i++) {
		const struct hw_git_touch *touch = &commit->touches.items[i];
		struct story_page *page;

		if (touch->from.len == 0)
			continue;
		page = page_at(teller, touch->from);
		HW_PUSH(&teller->moved, &teller->scratch, page);
		((struct story_slot *)hw_map_get(&teller->pages, touch->from))
		    ->page = NULL;
	}
	for (i = 0; i < commit->touches.count; i++) {
		const struct hw_git_touch *touch = &commit->touches.items[i];
		struct story_page *page;

		if (touch->from.len == 0)
			continue;
		page = teller->moved.items[teller->next_moved++];
		page_at(teller, touch->path); /* so that there is a slot */
		((struct story_slot *)hw_map_get(&teller->pages, touch->path))
		    ->page = page;
		if (was_seen(teller, page))
			HW_PUSH(&teller->left, teller->arena,
			    ((struct story_left){.page = page,
				.from = touch->from}));
		page->path = touch->path;
		move_plan(teller, touch->from, touch->path);
	}
}

/* ------------------------------ one commit ----------------------------- */

static bool is_public(const struct story_teller *teller,
    const struct hw_facts *facts)
{
	const struct hw_site *site = teller->site;

	return !facts->is_draft &&
	    !(hw_date_given(facts->publish_on) &&
		hw_date_compare(hw_date_first_day(facts->publish_on),
		    site->today) > 0);
}

/* Noon of the day that a page waits for: the same day in most zones. */
static int64_t publish_time(const struct hw_facts *facts)
{
	return hw_date_given(facts->publish_on)
	    ? hw_date_to_days(hw_date_first_day(facts->publish_on)) * 86400 +
		43200
	    : 0;
}

static void stage(struct story_teller *teller, struct story_page *page,
    const struct hw_facts *facts)
{
	struct story_staged staged = {page, facts};

	if (facts != NULL)
		page->not_before = publish_time(facts);
	page->is_staged = true;
	HW_PUSH(&teller->staged, &teller->scratch, staged);
}

/* Reads a version's facts. NULL when it says nothing: it cannot be read, or
 * is the one that is known, unless that is asked for. */
static struct hw_facts *read_version(struct story_teller *teller,
    struct story_page *page, const struct hw_git_id *blob, bool is_wanted)
{
	struct hw_git_problem problem;
	struct hw_git_object object;
	struct hw_facts *facts = NULL;
	uint64_t form;

	if (!hw_git_read(&object, &problem, teller->git, HW_GIT_BLOB, blob)) {
		if (teller->story->missing++ == 0)
			teller->story->problem = problem;
		page->is_incomplete = true;
		return NULL;
	}
	if (object.bytes.len > HW_PAGE_LIMIT_BYTES) {
		hw_git_release(&object);
		return NULL;
	}
	form = hw_facts_form(object.bytes);
	if (is_wanted || !page->exists || !page->has_facts ||
	    form != page->form) {
		facts = HW_NEW(&teller->scratch, struct hw_facts);
		hw_facts_read(facts, &teller->reader, page->path,
		    object.bytes, &teller->scratch);
		if (facts->is_readable) {
			page->form = form;
			page->has_facts = true;
		} else {
			facts = NULL;
		}
	}
	hw_git_release(&object);
	return facts;
}

static void stage_touch(struct story_teller *teller,
    const struct hw_git_touch *touch)
{
	struct story_page *page = page_at(teller, touch->path);
	bool has_left = touch->from.len > 0 &&
	    page->plan != plan_at(teller, hw_path_dir(touch->path));
	struct hw_facts *facts;

	if (!touch->has_after) {
		page->exists = page->has_facts = false;
		stage(teller, page, NULL);
		return;
	}
	facts = read_version(teller, page, &touch->after, has_left);
	page->exists = true;
	page->blob = touch->after;
	if (facts != NULL)
		stage(teller, page, facts);
}

/* The actions of a page leave it, and come back with its new version. */
static void let_go(struct story_teller *teller, struct story_page *page)
{
	size_t i;

	for (i = 0; i < page->actions.count; i++) {
		struct hw_story_action *action = page->actions.items[i];

		if (action->holder != page)
			continue;
		action->holder = NULL;
		story_touch(teller, page->plan, action);
	}
	page->actions.count = 0;
	page->has_double = false;
}

static struct hw_story_action *action_of(struct story_teller *teller,
    struct story_plan *plan, hw_str ref)
{
	struct hw_story_action *action = hw_map_get(&plan->actions, ref);

	if (action != NULL)
		return action;
	action = HW_NEW(teller->arena, struct hw_story_action);
	action->status = -1;
	action->life.ref = hw_str_dup(teller->arena, ref);
	action->life.title = action->life.status = HW_STR_NONE;
	action->due = action->owners = action->reason = HW_STR_NONE;
	action->last_due = action->due_before = HW_STR_NONE;
	action->reused.title = action->path = HW_STR_NONE;
	hw_map_add(&plan->actions, action->life.ref, action);
	return action;
}

static void take_up(struct story_teller *teller, struct story_page *page,
    const struct hw_facts *facts)
{
	size_t i;

	for (i = 0; i < facts->action_count; i++) {
		const struct hw_action_facts *after = &facts->actions[i];
		struct hw_story_action *action =
		    action_of(teller, page->plan, after->ref);

		if (action->holder != NULL) {
			page->has_double = true;
			continue;
		}
		action->holder = page;
		action->after = after;
		action->path = page->path;
		story_touch(teller, page->plan, action);
		HW_PUSH(&page->actions, teller->arena, action);
	}
}

static void place_actions(struct story_teller *teller, size_t from)
{
	size_t i;

	for (i = from; i < teller->staged.count; i++)
		if (teller->staged.items[i].page->plan != NULL)
			let_go(teller, teller->staged.items[i].page);
	for (i = from; i < teller->staged.count; i++) {
		struct story_page *page = teller->staged.items[i].page;
		const struct hw_facts *facts = teller->staged.items[i].facts;
		bool holds = facts != NULL && !page->easy &&
		    is_public(teller, facts) && facts->kind != HW_PAGE_PLAN &&
		    facts->kind != HW_PAGE_ORDINARY;

		page->plan = holds ? plan_at(teller, hw_path_dir(page->path))
				   : NULL;
		if (page->plan != NULL)
			take_up(teller, page, facts);
	}
}

/*
 * An action may have stood in two pages for a while (copied in one commit,
 * taken out of the old page in the next): the page that was second is asked
 * again when the first has it no more.
 */
static void place_doubles(struct story_teller *teller)
{
	size_t from = teller->staged.count, i;
	bool is_lost = false;

	for (i = 0; i < teller->touched.count; i++)
		is_lost |= teller->touched.items[i].action->holder == NULL;
	for (i = 0; is_lost && i < teller->pages.count; i++) {
		struct story_slot *slot = teller->pages.entries[i].value;
		struct hw_facts *facts;

		if (slot->page == NULL || !slot->page->has_double ||
		    !slot->page->exists || slot->page->is_staged)
			continue;
		facts =
		    read_version(teller, slot->page, &slot->page->blob, true);
		if (facts != NULL)
			stage(teller, slot->page, facts);
	}
	place_actions(teller, from);
}

static void fold_commit(struct story_teller *teller,
    const struct hw_git_logged *commit)
{
	size_t i;

	hw_arena_reset(&teller->scratch);
	memset(&teller->staged, 0, sizeof(teller->staged));
	memset(&teller->touched, 0, sizeof(teller->touched));
	memset(&teller->moved, 0, sizeof(teller->moved));
	teller->next_moved = 0;
	teller->commit = commit;
	teller->hex = HW_STR_NONE;
	apply_moves(teller, commit);
	for (i = 0; i < commit->touches.count; i++)
		stage_touch(teller, &commit->touches.items[i]);
	place_actions(teller, 0);
	place_doubles(teller);
	for (i = 0; i < teller->touched.count; i++)
		story_compare_action(teller, &teller->touched.items[i]);
	for (i = 0; i < teller->staged.count; i++) {
		const struct story_staged *staged = &teller->staged.items[i];

		story_compare_page(teller, staged->page,
		    staged->facts != NULL && is_public(teller, staged->facts)
			? staged->facts
			: NULL);
		staged->page->is_staged = false;
	}
	story_count_plans(teller);
}

void hw_story_read(struct hw_story *out, struct hw_site *site,
    struct hw_git *git, struct hw_git_log *log,
    const struct hw_repairs *repairs)
{
	struct story_teller teller = {.story = out,
	    .site = site,
	    .git = git,
	    .arena = site->arena};
	size_t i;

	memset(out, 0, sizeof(*out));
	if (repairs != NULL)
		apply_repairs(site, log, repairs);
	hw_map_init(&teller.pages, site->arena);
	hw_map_init(&teller.plans, site->arena);
	hw_arena_init(&teller.scratch, 0);
	hw_facts_open(&teller.reader);
	for (i = log->commits.count; i > 0; i--)
		if (log->commits.items[i - 1].touches.count > 0)
			fold_commit(&teller, &log->commits.items[i - 1]);
	story_finish(&teller, log->is_complete);
	hw_facts_close(&teller.reader);
	hw_arena_free(&teller.scratch);
}
