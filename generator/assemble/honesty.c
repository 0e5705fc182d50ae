#include "assemble/honesty.h"

#include "input/schema.h"
#include "input/words.h"

struct checker {
	struct hw_site *site;
	const struct hw_story *story;
	struct hw_words_locale *locale;
	struct hw_map present; /* "plan/ref" -> struct hw_action */
	struct hw_map plans;   /* "plan" -> struct hw_plan */
};

/* " on 17 May 2024", or nothing where the day is not known. */
static hw_str on_day(const struct checker *checker, int64_t time)
{
	struct hw_arena *arena = checker->site->diags->arena;

	if (time == 0 || checker->locale == NULL)
		return HW_STR_NONE;
	return hw_fmt(arena, " on %.*s",
	    HW_ARG(hw_words_date(checker->locale, arena,
		hw_words_day(checker->locale, time))));
}

static hw_str date_words(const struct checker *checker, hw_str iso)
{
	struct hw_date date;

	if (hw_date_parse(&date, iso) != HW_DATE_OK ||
	    checker->locale == NULL)
		return iso;
	return hw_words_date(checker->locale, checker->site->diags->arena,
	    date);
}

static struct hw_span or_action(struct hw_span span,
    const struct hw_action *action)
{
	return span.source != NULL ? span : action->ref.span;
}

/* ------------------------------- vanished ------------------------------ */

static const struct hw_page *page_of(const struct checker *checker,
    const struct hw_story_action *told)
{
	return hw_map_get(&checker->site->page_of_path, told->path);
}

static void say_vanished(const struct checker *checker,
    const struct hw_story_action *told)
{
	struct hw_arena *arena = checker->site->diags->arena;
	const struct hw_biography *life = &told->life;
	const struct hw_page *page = page_of(checker, told);
	hw_str help;

	help = hw_fmt(arena,
	    "Put it back into 'content/%.*s' with 'status: stopped' and a "
	    "'reason:' that tells families why. Once that is published it "
	    "may be taken out.",
	    HW_ARG(told->path));
	hw_diag(checker->site->diags, HW_DIAG_ACTION_VANISHED,
	    page != NULL ? hw_span_file(&page->source) : HW_SPAN_NONE, help,
	    "action '%.*s' ('%.*s') has vanished from the plan '%.*s': it "
	    "was "
	    "published as '%.*s'%.*s",
	    HW_ARG(life->ref), HW_ARG(life->title), HW_ARG(life->plan),
	    HW_ARG(life->status), HW_ARG(on_day(checker, told->status_time)));
}

static void say_plan_vanished(struct checker *checker,
    const struct hw_story_action *told)
{
	struct hw_site *site = checker->site;
	hw_str plan = told->life.plan;

	/* Once for each plan. */
	hw_map_add(&checker->plans, plan, site);
	hw_diag(site->diags, HW_DIAG_ACTION_VANISHED, HW_SPAN_NONE,
	    hw_fmt(site->diags->arena,
		"Bring the folder 'content/%.*s' back. A plan that is over "
		"stays as a record, with 'archived: true' in its 'index.md'. "
		"To rename it, move the whole folder in one commit.",
		HW_ARG(plan)),
	    "the plan '%.*s' has vanished with its actions, the first of "
	    "them '%.*s' ('%.*s')",
	    HW_ARG(plan), HW_ARG(told->life.ref), HW_ARG(told->life.title));
}

static bool may_vanish(const struct hw_story_action *told)
{
	size_t i;

	if (told->status != HW_STATUS_STOPPED)
		return false;
	if (told->reason.len > 0)
		return true;
	for (i = told->life.events.count; i > 0; i--) {
		const struct hw_event *event =
		    &told->life.events.items[i - 1];

		if (event->what == HW_EVENT_STATUS)
			return event->note.len > 0;
	}
	return false;
}

static void check_vanished(struct checker *checker,
    const struct hw_story_action *told)
{
	const struct hw_page *page = page_of(checker, told);

	if (may_vanish(told))
		return;
	if (hw_map_get(&checker->plans, told->life.plan) == NULL)
		say_plan_vanished(checker, told);
	/* A page that cannot be read has its own messages. */
	else if (hw_map_get(&checker->plans, told->life.plan) !=
		checker->site &&
	    (page == NULL || page->front.title.s.len > 0))
		say_vanished(checker, told);
}

/* ------------------------------- changed ------------------------------- */

static void check_reused(const struct checker *checker,
    const struct hw_story_action *told, const struct hw_action *action)
{
	struct hw_arena *arena = checker->site->diags->arena;
	hw_str before = told->reused.title;
	int64_t time = told->reused.time;
	bool is_past = before.len > 0 && !told->reused.has_note;

	/* Not yet committed: the words alone must do. */
	if (!is_past) {
		before = told->life.title;
		time = 0;
		if (told->reused.title.len > 0 ||
		    hw_str_equal(hw_facts_owners(action, arena),
			told->owners))
			return;
	}
	if (action->title.s.len == 0 ||
	    hw_story_titles_share(before, action->title.s))
		return;
	hw_diag(checker->site->diags, HW_DIAG_REF_REUSED, action->ref.span,
	    HW_STR(
		"A ref stands for one action for ever: give the new action "
		"a ref of its own, and keep the earlier one under this. If "
		"it is the same action in other words, say so in a "
		"'Change-note:' of the commit, or in "
		"'content/history.yaml' under 'notes'."),
	    "the ref '%.*s' stood for '%.*s'%.*s%.*s", HW_ARG(action->ref.s),
	    HW_ARG(before),
	    HW_ARG(time != 0 ? HW_STR(" until it was taken for something "
				      "else")
			     : HW_STR_NONE),
	    HW_ARG(on_day(checker, time)));
}

static void check_due(const struct checker *checker,
    const struct hw_story_action *told, const struct hw_action *action)
{
	struct hw_arena *arena = checker->site->diags->arena;
	hw_str now = hw_date_iso(arena, action->due.date);
	hw_str before = told->due_before;
	int64_t time = told->due_before_time;
	bool is_silent = told->has_moved_silently;

	if (!hw_str_equal(now, told->due)) { /* not yet committed */
		is_silent = told->last_due.len > 0 &&
		    !hw_str_equal(now, told->last_due);
		before = told->last_due;
		time = told->due_time;
	}
	if (!is_silent || action->reason.s.len > 0 ||
	    hw_str_equal(now, hw_date_iso(arena, told->life.first_due)))
		return;
	hw_diag(checker->site->diags, HW_DIAG_DUE_MOVED,
	    or_action(action->due.span, action),
	    HW_STR(
		"Add 'reason:' to the action and say in a sentence why the "
		"date moved, so that families know."),
	    "the due date of '%.*s' %s without a reason: '%.*s' was "
	    "published%.*s",
	    HW_ARG(action->ref.s),
	    now.len > 0 ? "has moved" : "was taken out",
	    HW_ARG(date_words(checker, before)),
	    HW_ARG(on_day(checker, time)));
}

static void check_undone(const struct checker *checker,
    const struct hw_story_action *told, const struct hw_action *action)
{
	int status = action->status.value;
	bool is_pending = told->status == HW_STATUS_DONE;
	int64_t time = is_pending ? told->status_time
				  : told->undone.done_time;

	if (status < 0 || status == HW_STATUS_DONE ||
	    action->reason.s.len > 0 ||
	    !(is_pending ||
		(told->undone.is_undone && !told->undone.has_reason)))
		return;
	hw_diag(checker->site->diags, HW_DIAG_DONE_UNDONE,
	    or_action(action->status.span, action),
	    HW_STR("Add 'reason:' to the action and say in a sentence why it "
		   "is not done after all."),
	    "'%.*s' was published as done%.*s and is now '%s' without a "
	    "reason",
	    HW_ARG(action->ref.s), HW_ARG(on_day(checker, time)),
	    hw_status_word(status));
}

static void check_evidence(const struct checker *checker)
{
	const struct hw_site *site = checker->site;
	size_t i, k;

	for (i = 0; i < site->plans.count; i++) {
		const struct hw_plan *plan = site->plans.items[i];

		for (k = 0; k < plan->actions.count && !plan->is_archived;
		     k++) {
			const struct hw_action *action =
			    plan->actions.items[k];

			if (action->status.value != HW_STATUS_DONE ||
			    action->evidence.count > 0)
				continue;
			hw_diag(site->diags, HW_DIAG_EVIDENCE_MISSING,
			    or_action(action->status.span, action),
			    HW_STR("Add 'evidence:' with a title and, where "
				   "there is one, a link: minutes, a report, "
				   "figures."),
			    "'%.*s' is done, and nothing shows it",
			    HW_ARG(action->ref.s));
		}
	}
}

/* -------------------------------- all of it ---------------------------- */

static void list_present(struct checker *checker)
{
	struct hw_site *site = checker->site;
	size_t i, k;

	hw_map_init(&checker->present, site->diags->arena);
	hw_map_init(&checker->plans, site->diags->arena);
	for (i = 0; i < site->plans.count; i++) {
		struct hw_plan *plan = site->plans.items[i];

		hw_map_add(&checker->plans, plan->id, plan);
		for (k = 0; k < plan->actions.count; k++)
			hw_map_add(&checker->present,
			    hw_fmt(site->diags->arena, "%.*s/%.*s",
				HW_ARG(plan->id),
				HW_ARG(plan->actions.items[k]->ref.s)),
			    plan->actions.items[k]);
	}
}

void hw_honesty_check(struct hw_site *site, const struct hw_story *story)
{
	struct checker checker = {.site = site, .story = story};
	size_t i;

	list_present(&checker);
	check_evidence(&checker);
	if (story == NULL || story->missing > 0)
		return;
	if (site->settings.time_zone.s.len > 0)
		checker.locale = hw_words_open(site->settings.language.s,
		    site->settings.time_zone.s);
	for (i = 0; i < story->actions.count; i++) {
		const struct hw_story_action *told = story->actions.items[i];
		const struct hw_action *action = hw_map_get(&checker.present,
		    hw_fmt(site->diags->arena, "%.*s/%.*s",
			HW_ARG(told->life.plan), HW_ARG(told->life.ref)));

		if (action == NULL) {
			check_vanished(&checker, told);
			continue;
		}
		check_reused(&checker, told, action);
		check_due(&checker, told, action);
		check_undone(&checker, told, action);
	}
	hw_words_close(checker.locale);
}
