#include "assemble/story.h"

#include "assemble/story_parts.h"
#include "input/scan.h"

/* ------------------------------- commits ------------------------------- */

hw_str story_hex(const struct story_teller *teller, size_t number)
{
	return (hw_str){teller->hexes + number * STORY_HEX, STORY_HEX - 1};
}

void story_number_commits(struct story_teller *teller,
    const struct hw_git_log *log)
{
	size_t known = teller->first_new, more = log->commits.count, i;
	struct hw_git_id *ids =
	    HW_NEW_ARRAY(teller->arena, struct hw_git_id, known + more);

	if (known > 0)
		memcpy(ids, teller->ids, known * sizeof(*ids));
	for (i = 0; i < more; i++)
		ids[known + i] = log->commits.items[more - 1 - i].id;
	teller->ids = ids;
	teller->commit_count = known + more;
	/* Zeroed, so that a NUL stands behind each. */
	teller->hexes =
	    hw_arena_calloc(teller->arena, known + more, STORY_HEX);
	for (i = 0; i < known + more; i++)
		hw_git_id_put_hex(teller->hexes + i * STORY_HEX, &ids[i]);
}

/* -------------------------------- states ------------------------------- */

static struct story_slot *slot_in(struct hw_map *names,
    struct hw_arena *arena, hw_str name)
{
	struct story_slot *slot = hw_map_get(names, name);

	if (slot == NULL) {
		slot = HW_NEW(arena, struct story_slot);
		hw_map_add(names, name, slot);
	}
	return slot;
}

struct story_slot *story_page_slot(struct story_teller *teller, hw_str path)
{
	return slot_in(&teller->pages, teller->arena, path);
}

struct story_slot *story_plan_slot(struct story_teller *teller, hw_str folder)
{
	return slot_in(&teller->plans, teller->arena, folder);
}

static struct story_page *page_at(struct story_teller *teller, hw_str path)
{
	struct story_slot *slot = story_page_slot(teller, path);

	if (slot->page == NULL) {
		slot->page = HW_NEW(teller->arena, struct story_page);
		slot->page->path = path;
		slot->page->is_version = hw_scan_version(path).len > 0;
	}
	return slot->page;
}

static struct story_plan *plan_at(struct story_teller *teller, hw_str folder)
{
	struct story_slot *slot;

	/* Only folders right below the content folder are plans. */
	if (folder.len == 0 || hw_str_find_char(folder, '/') != SIZE_MAX)
		return NULL;
	slot = story_plan_slot(teller, folder);
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

		/* A withdrawn one keeps its page, which moves too. */
		if (action->holder != NULL ? was_seen(teller, action->holder)
					   : action->was_ever)
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
	left = story_plan_slot(teller, old);
	taken = story_plan_slot(teller, now);
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
		story_page_slot(teller, touch->from)->page = NULL;
	}
	for (i = 0; i < commit->touches.count; i++) {
		const struct hw_git_touch *touch = &commit->touches.items[i];
		struct story_page *page;

		if (touch->from.len == 0)
			continue;
		page = teller->moved.items[teller->next_moved++];
		story_page_slot(teller, touch->path)->page = page;
		/* Figures have no address of their own. */
		if (was_seen(teller, page) &&
		    hw_str_ends(touch->from, HW_STR(".md")))
			HW_PUSH(&teller->left, teller->arena,
			    ((struct story_left){.page = page,
				.from = touch->from}));
		page->path = touch->path;
		move_plan(teller, touch->from, touch->path);
	}
}

/* ------------------------------ one commit ----------------------------- */

uint64_t story_day(struct hw_date day)
{
	return (uint64_t)day.year * 10000 + (uint64_t)day.month * 100 +
	    (uint64_t)day.day;
}

/* Notes for which days it answers the same. */
static bool is_public(struct story_teller *teller,
    const struct hw_facts *facts)
{
	uint64_t day;

	if (facts->is_draft)
		return false;
	if (!hw_date_given(facts->publish_on))
		return true;
	day = story_day(hw_date_first_day(facts->publish_on));
	if (day > story_day(teller->site->today)) {
		if (day < teller->end_today)
			teller->end_today = day;
		return false;
	}
	if (day > teller->first_today)
		teller->first_today = day;
	return true;
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

static void date_bytes(const struct story_teller *teller,
    struct story_page *page, const struct hw_git_touch *touch)
{
	const struct hw_git_logged *commit = teller->commit;
	struct hw_git_change change = {commit->has_time ? HW_GIT_DATED
							: HW_GIT_BAD_TIME,
	    commit->time, commit->id};

	/* Nobody knows since when the files of a cut are as they are. */
	if (!touch->has_after || commit->is_cut_off)
		return;
	if (!touch->has_before ||
	    !hw_git_id_equal(&touch->before, &touch->after))
		page->bytes_updated = change;
	if (!touch->has_before && page->bytes_created.when == HW_GIT_NEVER)
		page->bytes_created = change;
}

static void stage_touch(struct story_teller *teller,
    const struct hw_git_touch *touch)
{
	struct story_page *page = page_at(teller, touch->path);
	bool has_left = touch->from.len > 0 &&
	    page->plan != plan_at(teller, hw_path_dir(touch->path));
	struct hw_facts *facts;

	date_bytes(teller, page, touch);
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

struct hw_story_action *story_add_action(struct story_teller *teller,
    struct story_plan *plan, hw_str ref)
{
	struct hw_story_action *action =
	    HW_NEW(teller->arena, struct hw_story_action);

	action->status = -1;
	action->life.ref = ref;
	action->life.title = action->life.status = HW_STR_NONE;
	action->due = action->owners = HW_STR_NONE;
	action->reason = action->completed = HW_STR_NONE;
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
		    hw_map_get(&page->plan->actions, after->ref);

		if (action == NULL)
			action = story_add_action(teller, page->plan,
			    hw_str_dup(teller->arena, after->ref));
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
		bool holds = facts != NULL && !page->is_version &&
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

static void start(struct story_teller *teller)
{
	hw_map_init(&teller->pages, teller->arena);
	hw_map_init(&teller->plans, teller->arena);
	memset(&teller->all_plans, 0, sizeof(teller->all_plans));
	memset(&teller->left, 0, sizeof(teller->left));
	teller->ids = NULL;
	teller->first_new = 0;
	teller->first_today = 0;
	teller->end_today = UINT64_MAX;
	teller->texts = HW_STR_NONE;
}

/*
 * Reads the log, as much of it as is not known from an earlier reading, and
 * finds the commits of history.yaml. What that says of earlier commits may
 * have changed: they are folded again then.
 */
static void read_log(struct story_teller *teller, struct hw_git_log *log,
    hw_str folder, const struct hw_repairs *repairs,
    struct hw_story_kept *kept)
{
	struct hw_git_known known = {NULL, 0};
	uint64_t repaired = 0;
	struct hw_pack pack;

	start(teller);
	if (kept != NULL && kept->before.len > 0 &&
	    story_recall_commits(teller, &pack, &repaired, kept->before))
		known = (struct hw_git_known){teller->ids, teller->first_new};
	hw_git_log_read(log, teller->git, folder, &known, teller->arena);
	if (log->is_joined) {
		story_number_commits(teller, log);
		story_find_repairs(teller, repairs);
		if (story_hash_repairs(teller, teller->first_new) ==
			repaired &&
		    story_recall_rest(teller, &pack))
			return;
		hw_git_log_read(log, teller->git, folder, NULL,
		    teller->arena);
	}
	start(teller);
	story_number_commits(teller, log);
	story_find_repairs(teller, repairs);
}

static void fold_all(struct story_teller *teller,
    const struct hw_git_log *log)
{
	size_t i;

	hw_arena_init(&teller->scratch, 0);
	hw_facts_open(&teller->reader);
	for (i = log->commits.count; i > 0; i--) {
		const struct hw_git_logged *commit =
		    &log->commits.items[i - 1];

		teller->number = teller->commit_count - i;
		if (commit->touches.count > 0)
			fold_commit(teller, commit);
	}
	hw_facts_close(&teller->reader);
	hw_arena_free(&teller->scratch);
}

/*
 * Writing everything anew costs about what folding one page in a hundred
 * does; until there is that much that is new it is folded again each time.
 */
static bool pays_to_keep(const struct story_teller *teller,
    const struct hw_git_log *log, const struct hw_story_kept *kept)
{
	size_t touches = 0, i;

	if (!log->is_joined)
		return !kept->is_aside || kept->before.len == 0;
	for (i = 0; i < log->commits.count; i++)
		touches += log->commits.items[i].touches.count;
	return touches > teller->pages.count / 100 ||
	    log->commits.count > teller->commit_count / 100;
}

void hw_story_read(struct hw_story *out, struct hw_site *site,
    struct hw_git *git, hw_str folder, const struct hw_repairs *repairs,
    struct hw_story_kept *kept)
{
	struct story_teller teller = {.story = out,
	    .site = site,
	    .git = git,
	    .arena = site->arena};
	struct hw_git_log log;

	memset(out, 0, sizeof(*out));
	read_log(&teller, &log, folder, repairs, kept);
	story_apply_repairs(&teller, &log);
	fold_all(&teller, &log);
	out->is_complete = log.is_complete || log.is_joined;
	out->end = log.end;
	if (kept != NULL && out->is_complete && out->missing == 0 &&
	    pays_to_keep(&teller, &log, kept))
		story_keep(&teller, &kept->after);
	story_finish(&teller, out->is_complete);
}
