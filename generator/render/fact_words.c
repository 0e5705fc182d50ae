#include "render/fact_words.h"

#include "assemble/translation.h"
#include "render/lang_marks.h"
#include "render/view.h"
#include "render/view_history.h"

#include <math.h>
#include <stdio.h>

#define SUGGESTIONS_PER_SITE 1000

enum subject_kind {
	SUBJECT_ACTION,
	SUBJECT_MEASURE,
	SUBJECT_PAGE,
	SUBJECT_PLAN,
	SUBJECT_SITE,
	SUBJECT_TWO, /* the name stands for more than one */
};

struct subject {
	enum subject_kind kind;
	const struct hw_action *action;
	const struct hw_measure *measure;
	const struct hw_page *page;
	const struct hw_plan *plan;
};

/* A question for a fact. */
struct question {
	struct hw_fact_book *book;
	const struct subject *subject;
	hw_str fact;
	bool is_easy;
	const struct hw_language
	    *language; /* of the page that asks, or NULL */
};

#define COUNT_FACTS                                                      \
	"total, done, in_progress, not_started, paused, stopped, late, " \
	"and each of the last six with '_share'"

static const hw_str action_facts[] = {{"title", 5}, {"status", 6},
    {"late", 4}, {"due", 3}, {"first_due", 9}, {"completed", 9},
    {"owners", 6}};
static const hw_str measure_facts[] = {{"title", 5}, {"first", 5},
    {"first_date", 10}, {"latest", 6}, {"latest_date", 11}, {"baseline", 8},
    {"target", 6}};
static const hw_str count_facts[] = {{"total", 5}, {"done", 4},
    {"in_progress", 11}, {"not_started", 11}, {"paused", 6}, {"stopped", 7},
    {"late", 4}, {"done_share", 10}, {"in_progress_share", 17},
    {"not_started_share", 17}, {"paused_share", 12}, {"stopped_share", 13},
    {"late_share", 10}, {"title", 5}, {"as_of", 5}, {"name", 4}, {"email", 5},
    {"phone", 5}};

static const struct {
	const char *what, *list;
	const hw_str *names;
	size_t count;
} kinds[] = {
    [SUBJECT_ACTION] = {"an action",
	"title, status, late, due, first_due, completed, owners",
	action_facts, HW_COUNT(action_facts)},
    [SUBJECT_MEASURE] = {"a measure",
	"title, first, first_date, latest, latest_date; baseline and target "
	"where the page gives them",
	measure_facts, HW_COUNT(measure_facts)},
    [SUBJECT_PAGE] = {"a page", "title, " COUNT_FACTS, count_facts,
	HW_COUNT(count_facts) - 4},
    [SUBJECT_PLAN] = {"a plan",
	"title, as_of where it is given, " COUNT_FACTS, count_facts,
	HW_COUNT(count_facts) - 3},
    [SUBJECT_SITE] = {"the site",
	"name, email and phone where they are given, " COUNT_FACTS,
	count_facts, HW_COUNT(count_facts)},
};

/* ------------------------------- subjects ------------------------------ */

/*
 * Within a plan an action comes before a measure, and that before a page,
 * where they share a name; two pages of one ref do not hide each other.
 */
static void add_subject(struct hw_fact_book *book, const struct hw_plan *plan,
    hw_str name, struct subject subject)
{
	struct hw_arena *arena = book->site->arena;
	struct subject *own = HW_NEW(arena, struct subject), *there;
	struct subject *bare = HW_NEW(arena, struct subject);
	hw_str full =
	    hw_fmt(arena, "%.*s/%.*s", HW_ARG(plan->id), HW_ARG(name));

	if (name.len == 0)
		return;
	subject.plan = plan;
	*own = *bare = subject;
	there = hw_map_add(&book->subjects, full, own);
	if (there != own) {
		if (there->kind == subject.kind &&
		    there->page != subject.page)
			there->kind = SUBJECT_TWO;
		return;
	}
	there = hw_map_add(&book->subjects, name, bare);
	if (there != bare && there->kind != SUBJECT_PLAN)
		there->kind = SUBJECT_TWO;
}

static void add_page(struct hw_fact_book *book, const struct hw_plan *plan,
    const struct hw_page *page)
{
	const struct hw_front *front = &page->front;
	size_t i;

	for (i = 0; i < front->measures.count; i++)
		add_subject(book, plan, front->measures.items[i].ref.s,
		    (struct subject){.kind = SUBJECT_MEASURE,
			.measure = &front->measures.items[i]});
	add_subject(book, plan, page->slug,
	    (struct subject){.kind = SUBJECT_PAGE, .page = page});
}

void hw_fact_book_open(struct hw_fact_book *out, struct hw_site *site,
    const struct hw_phrases *phrases, struct hw_words_locale *locale)
{
	size_t i, k;

	*out = (struct hw_fact_book){.site = site,
	    .phrases = phrases,
	    .locale = locale};
	hw_map_init(&out->subjects, site->arena);
	for (i = 0; i < site->plans.count; i++) {
		struct subject *plan = HW_NEW(site->arena, struct subject);

		plan->kind = SUBJECT_PLAN;
		plan->plan = site->plans.items[i];
		hw_map_add(&out->subjects, plan->plan->id, plan);
	}
	for (i = 0; i < site->plans.count; i++) {
		const struct hw_plan *plan = site->plans.items[i];

		for (k = 0; k < plan->actions.count; k++)
			add_subject(out, plan, plan->actions.items[k]->ref.s,
			    (struct subject){.kind = SUBJECT_ACTION,
				.action = plan->actions.items[k]});
		for (k = 0; k < plan->pages.count; k++)
			add_page(out, plan, plan->pages.items[k]);
		for (k = 0; k < plan->pages.count; k++)
			add_subject(out, plan,
			    plan->pages.items[k]->front.ref.s,
			    (struct subject){.kind = SUBJECT_PAGE,
				.page = plan->pages.items[k]});
	}
}

/* False where the page has no such thing of its own. */
static bool find_own(struct subject *out, const struct hw_page *page,
    hw_str name)
{
	*out = (struct subject){.page = page, .plan = page->plan};
	if (hw_str_equal(name, HW_STR("site")))
		out->kind = SUBJECT_SITE;
	else if (hw_str_equal(name, HW_STR("plan")) && page->plan != NULL)
		out->kind = SUBJECT_PLAN;
	else if (hw_str_equal(name, HW_STR("page")))
		out->kind = SUBJECT_PAGE;
	else
		return false;
	return true;
}

static bool find_subject(struct subject *out, struct hw_fact_book *book,
    const struct hw_page *page, hw_str name)
{
	const struct subject *found = NULL;

	if (find_own(out, page, name))
		return true;
	if (page->plan != NULL)
		found = hw_map_get(&book->subjects,
		    hw_fmt(book->site->arena, "%.*s/%.*s",
			HW_ARG(page->plan->id), HW_ARG(name)));
	/* Elsewhere in the site: a plan, or what its plan is named for; the
	 * words of another plan's page alone would be a guess. */
	if (found == NULL) {
		found = hw_map_get(&book->subjects, name);
		if (found != NULL && page->plan != NULL &&
		    found->kind != SUBJECT_PLAN &&
		    hw_str_find_char(name, '/') == SIZE_MAX)
			found = NULL;
	}
	if (found != NULL)
		*out = *found;
	return found != NULL;
}

/* -------------------------------- numbers ------------------------------ */

static hw_str words_of(const struct question *q, const char *key)
{
	return hw_phrase(q->book->phrases, key);
}

/* "1,000": figures in threes. */
static hw_str grouped(struct hw_arena *arena, hw_str digits)
{
	struct hw_buf out = {0};
	hw_str result;
	size_t i;

	for (i = 0; i < digits.len; i++) {
		if (i > 0 && (digits.len - i) % 3 == 0)
			hw_buf_putc(&out, ',');
		hw_buf_putc(&out, digits.p[i]);
	}
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

static hw_str count_words(const struct question *q, size_t n)
{
	struct hw_arena *arena = q->book->site->arena;

	return grouped(arena, hw_fmt(arena, "%zu", n));
}

/* "24%", and never all or none of it where that is not so. */
static hw_str percent_words(const struct question *q, size_t n, size_t total)
{
	size_t percent = (200 * n + total) / (2 * total);

	if (percent == 0 && n > 0)
		return words_of(q, "fact_percent_under");
	if (percent == 100 && n < total)
		return words_of(q, "fact_percent_over");
	return HW_PHRASE(q->book->phrases, q->book->site->arena,
	    "fact_percent", {HW_STR("n"), count_words(q, percent)});
}

/* "about 2 in 10" for 0.24. */
static hw_str tenth_words(const struct question *q, double share)
{
	int tenths = (int)floor(share * 10 + 0.5);
	bool is_exact = fabs(share * 10 - tenths) < 1e-9;

	if (share <= 0)
		return words_of(q, "fact_share_none");
	if (share >= 1)
		return words_of(q, "fact_share_all");
	if (tenths == 0)
		return words_of(q, "fact_share_under");
	if (tenths == 10)
		return words_of(q, "fact_share_over");
	return HW_PHRASE(q->book->phrases, q->book->site->arena,
	    is_exact ? "fact_share_tenths" : "fact_share_about",
	    {HW_STR("n"), count_words(q, (size_t)tenths)});
}

static hw_str share_words(const struct question *q, size_t n, size_t total)
{
	struct hw_arena *arena = q->book->site->arena;

	if (total == 0)
		return words_of(q, "fact_share_none");
	if (q->is_easy && total > 10)
		return tenth_words(q, (double)n / (double)total);
	if (q->is_easy)
		return HW_PHRASE(q->book->phrases, arena, "fact_share_of",
		    {HW_STR("n"), count_words(q, n)},
		    {HW_STR("total"), count_words(q, total)});
	return HW_PHRASE(q->book->phrases, arena, "fact_share",
	    {HW_STR("n"), count_words(q, n)},
	    {HW_STR("total"), count_words(q, total)},
	    {HW_STR("percent"), percent_words(q, n, total)});
}

/* Statuses in the order of enum hw_status, then what is late. */
struct tally {
	size_t counts[HW_STATUS_COUNT], late, total;
};

static void add_to(struct tally *tally, const size_t *counts, size_t late)
{
	size_t i;

	for (i = 0; i < HW_STATUS_COUNT; i++) {
		tally->counts[i] += counts[i];
		tally->total += counts[i];
	}
	tally->late += late;
}

static bool count_fact(hw_str *out, const struct question *q,
    const struct tally *tally)
{
	const hw_str ending = HW_STR("_share");
	hw_str name = q->fact;
	bool is_share = hw_str_ends(name, ending);
	size_t n = SIZE_MAX;
	int i;

	if (is_share)
		name.len -= ending.len;
	for (i = 0; i < HW_STATUS_COUNT; i++)
		if (hw_str_equal(name, hw_str_of(hw_view_status_key(i))))
			n = tally->counts[i];
	if (hw_str_equal(name, HW_STR("late")))
		n = tally->late;
	if (!is_share && hw_str_equal(name, HW_STR("total")))
		n = tally->total;
	if (n == SIZE_MAX)
		return false;
	*out = is_share ? share_words(q, n, tally->total) : count_words(q, n);
	return true;
}

/* -------------------------------- actions ------------------------------ */

static hw_str date_words(const struct question *q, struct hw_date date)
{
	return hw_words_date(q->book->locale, q->book->site->arena, date);
}

static hw_str status_fact(const struct question *q, int status)
{
	char key[64];

	if (status < 0)
		return HW_STR_NONE; /* reported */
	snprintf(key, sizeof(key), "fact_%s%s", q->is_easy ? "easy_" : "",
	    hw_view_status_key(status));
	return words_of(q, key);
}

static hw_str due_fact(const struct question *q)
{
	struct hw_date due = q->subject->action->due.date;

	return hw_date_given(due) ? date_words(q, due)
				  : words_of(q, "fact_due_none");
}

/* As first published. What no commit has is what it says now. */
static hw_str first_due_fact(const struct question *q)
{
	const struct hw_site *site = q->book->site;
	const struct hw_biography *life =
	    hw_view_biography(site, site->arena, q->subject->action);

	if (site->history == NULL || (life != NULL && !life->knows_start))
		return words_of(q, "fact_date_unknown");
	if (life == NULL)
		return due_fact(q);
	return hw_date_given(life->first_due) ? date_words(q, life->first_due)
					      : words_of(q, "fact_due_none");
}

static hw_str completed_fact(const struct question *q)
{
	const struct hw_action *action = q->subject->action;

	if (hw_date_given(action->completed.date))
		return date_words(q, action->completed.date);
	return words_of(q,
	    action->status.value == HW_STATUS_DONE ? "fact_date_unknown"
						   : "fact_completed_none");
}

/* An author's words on the page that asks: of another language they are
 * marked as such. */
static hw_str said(const struct question *q, const struct hw_text *text)
{
	hw_str own = q->book->site->settings.language.s;

	if (q->language == NULL || text->span.source == NULL ||
	    text->span.source->language.len > 0)
		return text->s;
	return hw_lang_mark(q->book->site->arena, text->s, own);
}

/* The words of a page in the language of the page that asks, or its own. */
static const struct hw_front *local_front(const struct question *q,
    const struct hw_page *page)
{
	const struct hw_page *local = NULL;

	if (q->language != NULL)
		local = hw_translation_into(page, q->language);
	return local != NULL ? &local->front : &page->front;
}

static const struct hw_text *local_title(const struct question *q,
    const struct hw_page *page)
{
	const struct hw_text *title = &local_front(q, page)->title;

	return title->s.len > 0 ? title : &page->front.title;
}

/* The action's words where it is translated, or the action. */
static const struct hw_action *local_action(const struct question *q)
{
	const struct hw_action *action = q->subject->action;
	const struct hw_front *front = local_front(q, action->page);
	size_t i;

	for (i = 0; i < front->actions.count; i++)
		if (hw_str_equal(front->actions.items[i].ref.s,
			action->ref.s))
			return &front->actions.items[i];
	return action;
}

static const struct hw_text *action_title(const struct question *q)
{
	const struct hw_text *title = &local_action(q)->title;

	return title->s.len > 0 ? title : &q->subject->action->title;
}

static hw_str owners_fact(const struct question *q)
{
	const struct hw_texts *owners = &local_action(q)->owners;
	struct hw_buf all = {0};
	hw_str words;
	size_t i;

	if (owners->count == 0)
		owners = &q->subject->action->owners;
	if (owners->count == 0)
		return words_of(q, "fact_owners_none");
	for (i = 0; i < owners->count; i++)
		hw_buf_printf(&all, "%s%.*s", i > 0 ? "; " : "",
		    HW_ARG(said(q, &owners->items[i])));
	words = hw_buf_take(&all, q->book->site->arena);
	hw_buf_free(&all);
	return words;
}

static bool action_fact(hw_str *out, const struct question *q)
{
	const struct hw_action *action = q->subject->action;

	if (hw_str_equal(q->fact, HW_STR("title")))
		*out = said(q, action_title(q));
	else if (hw_str_equal(q->fact, HW_STR("status")))
		*out = status_fact(q, action->status.value);
	else if (hw_str_equal(q->fact, HW_STR("late")))
		*out = words_of(q,
		    action->is_late ? "fact_late" : "fact_not_late");
	else if (hw_str_equal(q->fact, HW_STR("due")))
		*out = due_fact(q);
	else if (hw_str_equal(q->fact, HW_STR("first_due")))
		*out = first_due_fact(q);
	else if (hw_str_equal(q->fact, HW_STR("completed")))
		*out = completed_fact(q);
	else if (hw_str_equal(q->fact, HW_STR("owners")))
		*out = owners_fact(q);
	else
		return false;
	return true;
}

/* ------------------------------- measures ------------------------------ */

static bool is_whole(hw_str figure)
{
	size_t i;

	for (i = 0; i < figure.len; i++)
		if (figure.p[i] < '0' || figure.p[i] > '9')
			return false;
	return figure.len > 0;
}

/* "63%"; easy to read: "about 6 in 10", and no decimals. */
static hw_str figure_words(const struct question *q, hw_str figure,
    double value)
{
	struct hw_arena *arena = q->book->site->arena;
	hw_str unit = q->subject->measure->unit.s;
	bool is_percent = hw_str_equal(unit, HW_STR("%"));

	if (q->is_easy && is_percent && value >= 0 && value <= 100)
		return tenth_words(q, value / 100);
	if (q->is_easy && !is_whole(figure) && fabs(value) < 1e15 &&
	    value >= 0)
		figure = HW_PHRASE(q->book->phrases, arena, "fact_about",
		    {HW_STR("n"),
			grouped(arena,
			    hw_fmt(arena, "%.0f", floor(value + 0.5)))});
	else if (is_whole(figure) && figure.len > 3)
		figure = grouped(arena, figure);
	if (is_percent || unit.len == 0)
		return hw_fmt(arena, "%.*s%.*s", HW_ARG(figure),
		    HW_ARG(unit));
	return hw_fmt(arena, "%.*s %.*s", HW_ARG(figure),
	    HW_ARG(said(q, &q->subject->measure->unit)));
}

static bool number_fact(hw_str *out, const struct question *q,
    const struct hw_number *number)
{
	if (number->span.source == NULL)
		return false;
	*out = figure_words(q, number->text, number->value);
	return true;
}

static const struct hw_text *measure_title(const struct question *q)
{
	const struct hw_measure *measure = q->subject->measure;
	const struct hw_plan *plan = q->subject->plan;
	size_t i, k;

	for (i = 0; q->language != NULL && i < plan->pages.count; i++) {
		const struct hw_front *front =
		    local_front(q, plan->pages.items[i]);

		for (k = 0; k < front->measures.count; k++)
			if (hw_str_equal(front->measures.items[k].ref.s,
				measure->ref.s) &&
			    front->measures.items[k].title.s.len > 0)
				return &front->measures.items[k].title;
	}
	return &measure->title;
}

static bool measure_fact(hw_str *out, const struct question *q)
{
	const struct hw_measure *measure = q->subject->measure;
	bool is_first = hw_str_starts(q->fact, HW_STR("first"));
	bool is_date = hw_str_ends(q->fact, HW_STR("_date"));
	const struct hw_point *point;
	size_t i;

	if (hw_str_equal(q->fact, HW_STR("title"))) {
		*out = said(q, measure_title(q));
		return true;
	}
	if (hw_str_equal(q->fact, HW_STR("baseline")))
		return number_fact(out, q, &measure->baseline);
	if (hw_str_equal(q->fact, HW_STR("target")))
		return number_fact(out, q, &measure->target);
	for (i = 1; i < 5; i++)
		if (hw_str_equal(q->fact, measure_facts[i]))
			break;
	if (i == 5)
		return false;
	if (measure->point_count == 0) {
		*out = words_of(q,
		    is_date ? "fact_date_unknown" : "fact_figure_none");
		return true;
	}
	point =
	    &measure->point_items[is_first ? 0 : measure->point_count - 1];
	*out = is_date ? date_words(q, point->date)
		       : figure_words(q, point->value_text, point->value);
	return true;
}

/* ------------------------- pages, plans, the site ---------------------- */

static bool text_fact(hw_str *out, hw_str text)
{
	*out = text;
	return text.len > 0;
}

static bool page_fact(hw_str *out, const struct question *q)
{
	const struct hw_page *page = q->subject->page;
	struct tally tally = {0};

	if (page->standard != NULL)
		page = page->standard;
	if (hw_str_equal(q->fact, HW_STR("title")))
		return text_fact(out, said(q, local_title(q, page)));
	if (page->plan != NULL && page == page->plan->index)
		add_to(&tally, page->plan->status_counts,
		    page->plan->late_count);
	else
		add_to(&tally, page->status_counts, page->late_count);
	return count_fact(out, q, &tally);
}

static bool plan_fact(hw_str *out, const struct question *q)
{
	const struct hw_plan *plan = q->subject->plan;
	struct hw_date as_of = plan->index->front.as_of.date;
	struct tally tally = {0};

	if (hw_str_equal(q->fact, HW_STR("title")))
		return text_fact(out, said(q, local_title(q, plan->index)));
	if (hw_str_equal(q->fact, HW_STR("as_of")) && hw_date_given(as_of))
		return text_fact(out, date_words(q, as_of));
	add_to(&tally, plan->status_counts, plan->late_count);
	return count_fact(out, q, &tally);
}

static bool site_fact(hw_str *out, const struct question *q)
{
	const struct hw_site *site = q->book->site;
	const struct hw_feedback *feedback = site->settings.feedback;
	struct tally tally = {0};
	size_t i;

	if (hw_str_equal(q->fact, HW_STR("name")))
		return text_fact(out, said(q, &site->settings.name));
	if (feedback != NULL && hw_str_equal(q->fact, HW_STR("email")))
		return text_fact(out, feedback->email.s);
	if (feedback != NULL && hw_str_equal(q->fact, HW_STR("phone")))
		return text_fact(out, feedback->phone.s);
	for (i = 0; i < site->plans.count; i++)
		if (!site->plans.items[i]->is_archived)
			add_to(&tally, site->plans.items[i]->status_counts,
			    site->plans.items[i]->late_count);
	return count_fact(out, q, &tally);
}

static bool answer(hw_str *out, const struct question *q)
{
	switch (q->subject->kind) {
	case SUBJECT_ACTION:
		return action_fact(out, q);
	case SUBJECT_MEASURE:
		return measure_fact(out, q);
	case SUBJECT_PAGE:
		return page_fact(out, q);
	case SUBJECT_PLAN:
		return plan_fact(out, q);
	case SUBJECT_SITE:
		return site_fact(out, q);
	case SUBJECT_TWO:
		break;
	}
	return false;
}

/* --------------------------- names that are none ----------------------- */

/* The subject that was most likely meant, or nothing. */
static hw_str nearest_subject(struct hw_fact_book *book,
    const struct hw_page *page, hw_str name)
{
	struct hw_arena *arena = book->site->arena;
	hw_str *names = HW_NEW_ARRAY(arena, hw_str, book->subjects.count + 3);
	hw_str prefix = page->plan != NULL
	    ? hw_fmt(arena, "%.*s/", HW_ARG(page->plan->id))
	    : HW_STR_NONE;
	size_t count = 0, i;

	names[count++] = HW_STR("site");
	names[count++] = HW_STR("page");
	if (page->plan != NULL)
		names[count++] = HW_STR("plan");
	for (i = 0; i < book->subjects.count; i++) {
		hw_str key = book->subjects.entries[i].key;
		const struct subject *subject =
		    book->subjects.entries[i].value;

		if (prefix.len > 0 && hw_str_starts(key, prefix))
			names[count++] = hw_str_sub(key, prefix.len, key.len);
		else if (prefix.len == 0 || subject->kind == SUBJECT_PLAN)
			names[count++] = key;
	}
	return hw_str_nearest(name, names, count);
}

static hw_str help_subject(struct hw_fact_book *book,
    const struct hw_page *page, hw_str name, hw_str fact)
{
	hw_str near = ++book->unknown <= SUGGESTIONS_PER_SITE
	    ? nearest_subject(book, page, name)
	    : HW_STR_NONE;
	hw_str meant = near.len > 0
	    ? hw_fmt(book->site->arena, "Did you mean '%.*s.%.*s'? ",
		  HW_ARG(near), HW_ARG(fact))
	    : HW_STR_NONE;

	return hw_fmt(book->site->arena,
	    "%.*sThe first part is the ref of an action or a measure, the "
	    "file name of a page, 'page', 'plan' or 'site'; for another plan "
	    "write its folder first: 'folder/A5.1.due'.",
	    HW_ARG(meant));
}

/* "plan" on a page that is in none. */
static hw_str help_no_plan(void)
{
	return HW_STR("This page is in no plan. Name the folder of the plan "
		      "that you mean: '{{folder.done}}'.");
}

static hw_str help_fact(struct hw_fact_book *book,
    const struct subject *subject, hw_str name, hw_str fact)
{
	hw_str near = hw_str_nearest(fact, kinds[subject->kind].names,
	    kinds[subject->kind].count);
	hw_str meant = near.len > 0 && !hw_str_equal(near, fact)
	    ? hw_fmt(book->site->arena, "Did you mean '%.*s.%.*s'? ",
		  HW_ARG(name), HW_ARG(near))
	    : HW_STR_NONE;

	return hw_fmt(book->site->arena, "%.*sFacts of %s: %s.",
	    HW_ARG(meant), kinds[subject->kind].what,
	    kinds[subject->kind].list);
}

/* "A5.1.due" is the fact "due" of "A5.1". */
static size_t last_dot(hw_str name)
{
	size_t at = name.len;

	while (at > 0 && name.p[at - 1] != '.')
		at--;
	return at;
}

bool hw_fact_words(hw_str *out, hw_str *help, struct hw_fact_book *book,
    const struct hw_page *page, hw_str name)
{
	size_t dot = last_dot(name);
	struct subject subject;
	struct question q = {book, &subject, hw_str_sub(name, dot, name.len),
	    page->is_easy, page->language};
	hw_str first = hw_str_sub(name, 0, dot > 0 ? dot - 1 : 0);

	if (first.len == 0 || q.fact.len == 0) {
		*help = HW_STR("Name what and which fact of it, with a full "
			       "stop between: '{{A5.1.due}}', "
			       "'{{plan.done}}'. To show these signs to "
			       "readers write '\\{{'.");
		return false;
	}
	if (!find_subject(&subject, book, page, first)) {
		*help = hw_str_equal(first, HW_STR("plan"))
		    ? help_no_plan()
		    : help_subject(book, page, first, q.fact);
		return false;
	}
	if (subject.kind == SUBJECT_TWO) {
		*help = HW_STR("More than one thing has that name. Write the "
			       "plan's folder before it, or the file name of "
			       "the page.");
		return false;
	}
	if (answer(out, &q))
		return true;
	*help = help_fact(book, &subject, first, q.fact);
	return false;
}
