#include "assemble/page.h"

#include "assemble/translation.h"
#include "input/scan.h"
#include "input/schema.h"

#include <stdlib.h>

#define DUE_SOON_MONTHS 3

static const hw_str reserved[] = {
    {"404", 3},
    {"assets", 6},
    {"by-owner", 8},
    {"changes", 7},
    {"data", 4},
    {"done", 4},
    {"due-soon", 8},
    {"easy-read", 9},
    {"find", 4},
    {"late", 4},
    {"pictures", 8},
    {"print", 5},
    {"recordings", 10},
    {"words", 5},
};

bool hw_page_is_reserved(hw_str slug)
{
	size_t i;

	for (i = 0; i < HW_COUNT(reserved); i++)
		if (hw_str_equal(slug, reserved[i]))
			return true;
	return false;
}

bool hw_page_is_reserved_in_plan(hw_str slug)
{
	return hw_str_equal(slug, HW_STR("print")) ||
	    hw_str_equal(slug, HW_STR("large-print"));
}

bool hw_page_prints_large(const struct hw_plan *plan)
{
	return plan->pages.count + plan->actions.count <= HW_PRINT_LIMIT;
}

static hw_str content_path(const struct hw_page *page)
{
	return hw_str_sub(page->source.path, sizeof("content/") - 1,
	    page->source.path.len);
}

static bool is_index(const struct hw_page *page)
{
	return hw_str_equal(hw_path_base(page->source.path),
	    HW_STR("index.md"));
}

static enum hw_page_kind kind_of(const struct hw_page *page)
{
	/* Of a page that could not be read nothing is known; an index.md
	 * below content/ is most likely a plan. */
	if (page->is_unread)
		return is_index(page) &&
			hw_path_dir(content_path(page)).len > 0
		    ? HW_PAGE_PLAN
		    : HW_PAGE_ORDINARY;
	return page->front.kind.value < 0
	    ? HW_PAGE_ORDINARY
	    : (enum hw_page_kind)page->front.kind.value;
}

/* The span of a field, or of the file where the field is not given. */
static struct hw_span field_or_file(const struct hw_page *page,
    struct hw_span span)
{
	return span.source != NULL ? span : hw_span_file(&page->source);
}

/* ------------------------------- drafts -------------------------------- */

bool hw_page_is_hidden(const struct hw_site *site, const struct hw_page *page)
{
	const struct hw_front *front = &page->front;

	return front->draft.value ||
	    (hw_date_given(front->publish_on.date) &&
		hw_date_compare(hw_date_first_day(front->publish_on.date),
		    site->today) > 0);
}

/* A translation is published with its standard page, or after it. All pages
 * are still known by their paths. */
static bool waits_for_standard(struct hw_site *site,
    const struct hw_page *page)
{
	const struct hw_page *standard;

	if (!hw_page_is_translation(page))
		return false;
	standard = hw_map_get(&site->page_of_path,
	    hw_scan_standard(site->arena, content_path(page)));
	return standard != NULL && hw_page_is_hidden(site, standard);
}

static void take_out_drafts(struct hw_site *site)
{
	size_t i, kept = 0;

	for (i = 0; i < site->pages.count; i++)
		if (!hw_page_is_hidden(site, site->pages.items[i]) &&
		    !waits_for_standard(site, site->pages.items[i]))
			site->pages.items[kept++] = site->pages.items[i];
	site->pages.count = kept;
}

/* ------------------------------ addresses ------------------------------ */

/* /plan/print/ and /plan/large-print/ are the whole plan on one page. */
static bool is_reserved_in_plan(const struct hw_site *site,
    const struct hw_page *page)
{
	hw_str folder = hw_path_dir(content_path(page));
	const struct hw_page *index = hw_map_get(&site->page_of_path,
	    hw_fmt(site->arena, "%.*s/index.md", HW_ARG(folder)));

	return folder.len > 0 && hw_page_is_reserved_in_plan(page->slug) &&
	    index != NULL && kind_of(index) == HW_PAGE_PLAN;
}

/* At the top only: /late/, and all below it. The home page's easy-read
 * version is the one page that an author puts under such a name. */
static void check_reserved(struct hw_site *site, struct hw_page *page)
{
	hw_str top = hw_str_sub(page->url, 1, page->url.len);
	size_t end = hw_str_find_char(top, '/');

	if (end != SIZE_MAX)
		top.len = end;
	if (!page->is_easy && is_reserved_in_plan(site, page)) {
		page->is_duplicate = true;
		hw_diag(site->diags, HW_DIAG_RESERVED_ADDRESS,
		    hw_span_file(&page->source), HW_STR("Rename the file."),
		    "the address '%.*s' is one that headway makes itself",
		    HW_ARG(page->url));
		return;
	}
	if (!hw_page_is_reserved(top) ||
	    (page->is_easy &&
		hw_str_equal(content_path(page), HW_STR("index.easy.md"))))
		return;
	page->is_duplicate = true;
	hw_diag(site->diags, HW_DIAG_RESERVED_ADDRESS,
	    hw_span_file(&page->source),
	    HW_STR("Rename the file or its folder."),
	    "the address '/%.*s/' is one that headway makes itself",
	    HW_ARG(top));
}

static void index_addresses(struct hw_site *site)
{
	size_t i;

	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *page = site->pages.items[i];
		hw_str path = content_path(page);
		struct hw_page *earlier =
		    hw_map_add(&site->page_of_url, page->url, page);

		page->is_duplicate = earlier != page;
		if (page->is_duplicate)
			hw_diag(site->diags, HW_DIAG_DUPLICATE_ADDRESS,
			    hw_span_file(&page->source),
			    hw_fmt(site->arena,
				"'%.*s' has that address already. Rename one "
				"of the two files.",
				HW_ARG(earlier->source.path)),
			    "two pages for the address '%.*s'",
			    HW_ARG(page->url));
		check_reserved(site, page);
		if (!page->is_easy && hw_str_equal(path, HW_STR("index.md")))
			site->home = page;
	}
	if (site->home == NULL)
		hw_diag(site->diags, HW_DIAG_NO_HOME_PAGE, HW_SPAN_NONE,
		    HW_STR("Write 'content/index.md': front matter with a "
			   "title, then a few words of welcome."),
		    "the site has no home page");
}

static void pair_easy_read(struct hw_site *site)
{
	size_t i;

	for (i = 0; i < site->pages.count; i++) {
		struct hw_page *easy = site->pages.items[i];
		hw_str path = content_path(easy);

		if (!easy->is_easy)
			continue;
		path = hw_fmt(site->arena, "%.*s.md",
		    (int)(path.len - (sizeof(".easy.md") - 1)), path.p);
		easy->standard = hw_map_get(&site->page_of_path, path);
		if (easy->standard == NULL) {
			hw_diag(site->diags, HW_DIAG_EASY_WITHOUT_PAGE,
			    hw_span_file(&easy->source),
			    hw_fmt(site->arena,
				"Write 'content/%.*s', or rename this file "
				"to match its page.",
				HW_ARG(path)),
			    "this easy-read file has no page");
			continue;
		}
		easy->standard->easy = easy;
		easy->plan = easy->standard->plan;
	}
}

/* -------------------------------- plans -------------------------------- */

static struct hw_plan *plan_of_folder(struct hw_site *site, hw_str folder)
{
	size_t i;

	for (i = 0; i < site->plans.count; i++)
		if (hw_str_equal(site->plans.items[i]->id, folder))
			return site->plans.items[i];
	return NULL;
}

static void start_plan(struct hw_site *site, struct hw_page *page)
{
	hw_str folder = hw_path_dir(content_path(page));
	struct hw_date as_of = page->front.as_of.date;
	struct hw_plan *plan;

	if (!is_index(page) || folder.len == 0 ||
	    hw_str_find_char(folder, '/') != SIZE_MAX) {
		hw_diag(site->diags, HW_DIAG_WRONG_PLACE,
		    field_or_file(page, page->front.kind.span),
		    HW_STR("A plan is the file 'index.md' of a folder right "
			   "below 'content'."),
		    "a plan cannot be '%.*s'", HW_ARG(page->source.path));
		return;
	}
	plan = HW_NEW(site->arena, struct hw_plan);
	plan->id = folder;
	plan->index = page;
	plan->is_archived = page->front.archived.value;
	plan->as_of = site->today;
	page->plan = plan;
	if (hw_date_given(as_of)) {
		plan->as_of = hw_date_last_day(as_of);
		if (hw_date_compare(hw_date_first_day(as_of), site->today) >
		    0)
			hw_diag(site->diags, HW_DIAG_DATE_RANGE,
			    page->front.as_of.span,
			    HW_STR("'as_of' is the day up to which the plan "
				   "was reported. Leave it out for a plan "
				   "that is still being reported."),
			    "'as_of' is a day to come");
		/* A month that still runs is spoken of up to today. */
		if (hw_date_compare(plan->as_of, site->today) > 0)
			plan->as_of = site->today;
	}
	HW_PUSH(&site->plans, site->arena, plan);
}

static void join_plan(struct hw_site *site, struct hw_page *page)
{
	hw_str folder = hw_path_dir(content_path(page));
	struct hw_plan *plan = plan_of_folder(site, folder);
	enum hw_page_kind kind = kind_of(page);

	/* A plan in the wrong place has been reported as such. */
	if (plan == NULL && kind != HW_PAGE_ORDINARY && kind != HW_PAGE_PLAN)
		hw_diag(site->diags, HW_DIAG_WRONG_PLACE,
		    field_or_file(page, page->front.kind.span),
		    HW_STR("Put it into the folder of a plan: one whose "
			   "'index.md' says 'kind: plan'."),
		    "a page of kind '%s' that belongs to no plan",
		    hw_kind_word((int)kind));
	page->plan = plan;
	if (plan != NULL && page != plan->index)
		HW_PUSH(&plan->pages, site->arena, page);
}

static void check_folder(struct hw_site *site, struct hw_map *told,
    const struct hw_page *page)
{
	hw_str folder = hw_path_dir(content_path(page));
	hw_str index = hw_fmt(site->arena, "%.*s/index.md", HW_ARG(folder));

	if (folder.len == 0 ||
	    hw_map_get(&site->page_of_path, index) != NULL ||
	    hw_map_get(told, index) != NULL)
		return;
	hw_map_add(told, index, told); /* once for each folder */
	hw_diag(site->diags, HW_DIAG_NO_PLAN_PAGE,
	    hw_span_file(&page->source),
	    hw_fmt(site->arena,
		"Write 'content/%.*s', the page that leads to the others.",
		HW_ARG(index)),
	    "the folder 'content/%.*s' has no 'index.md'", HW_ARG(folder));
}

static int by_order(const void *left, const void *right)
{
	const struct hw_page *a = *(struct hw_page *const *)left;
	const struct hw_page *b = *(struct hw_page *const *)right;

	if (a->front.weight.value != b->front.weight.value)
		return a->front.weight.value < b->front.weight.value ? -1 : 1;
	if (kind_of(a) != kind_of(b))
		return kind_of(a) < kind_of(b) ? -1 : 1;
	return hw_str_compare(a->source.path, b->source.path);
}

static int plans_by_order(const void *left, const void *right)
{
	const struct hw_plan *a = *(struct hw_plan *const *)left;
	const struct hw_plan *b = *(struct hw_plan *const *)right;

	if (a->is_archived != b->is_archived)
		return a->is_archived ? 1 : -1;
	return by_order(&a->index, &b->index);
}

static void order_plan(struct hw_plan *plan)
{
	size_t i;

	if (plan->pages.count == 0)
		return;
	qsort(plan->pages.items, plan->pages.count,
	    sizeof(*plan->pages.items), by_order);
	for (i = 1; i < plan->pages.count; i++) {
		plan->pages.items[i - 1]->next = plan->pages.items[i];
		plan->pages.items[i]->previous = plan->pages.items[i - 1];
	}
}

/* ------------------------------- actions ------------------------------- */

/* "A5.1" -> "a5-1" */
hw_str hw_page_ref_slug(struct hw_arena *arena, hw_str ref)
{
	hw_str slug = hw_str_dup(arena, ref);
	char *p = (char *)(uintptr_t)slug.p;
	size_t i;

	for (i = 0; i < slug.len; i++) {
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
		else if (p[i] == '.')
			p[i] = '-';
	}
	return slug;
}

static hw_str where(struct hw_arena *arena, struct hw_span span)
{
	struct hw_place place;

	if (span.source == NULL)
		return HW_STR("another file");
	place = hw_source_place(span.source, span.at);
	return hw_fmt(arena, "%.*s, line %zu", HW_ARG(span.source->path),
	    place.line);
}

bool hw_page_action_is_late(const struct hw_plan *plan,
    const struct hw_action *action)
{
	return !plan->is_archived && hw_date_given(action->due.date) &&
	    action->status.value != HW_STATUS_DONE &&
	    action->status.value != HW_STATUS_STOPPED &&
	    hw_date_compare(hw_date_last_day(action->due.date), plan->as_of) <
	    0;
}

static void judge_dates(struct hw_site *site, struct hw_plan *plan,
    struct hw_action *action)
{
	struct hw_date due = action->due.date;
	bool open = action->status.value != HW_STATUS_DONE &&
	    action->status.value != HW_STATUS_STOPPED;

	action->is_late = hw_page_action_is_late(plan, action);
	if (open && hw_date_given(due) && !plan->is_archived &&
	    !action->is_late) {
		action->is_due_soon = hw_date_compare(hw_date_first_day(due),
					  hw_date_add_months(plan->as_of,
					      DUE_SOON_MONTHS)) <= 0;
		action->due_passed =
		    hw_date_compare(hw_date_last_day(due), site->today) < 0;
	}
	if (hw_date_given(action->completed.date) &&
	    hw_date_compare(hw_date_first_day(action->completed.date),
		plan->as_of) > 0)
		hw_diag(site->diags, HW_DIAG_DONE_IN_FUTURE,
		    action->completed.span,
		    HW_STR("Give the day on which it was really finished, or "
			   "set the status to 'in progress'."),
		    "'%.*s' cannot be completed on a day to come",
		    HW_ARG(action->ref.s));
}

static void add_action(struct hw_site *site, struct hw_plan *plan,
    struct hw_map *refs, struct hw_page *page, struct hw_action *action)
{
	struct hw_action *earlier;

	action->page = page;
	if (action->ref.s.len == 0)
		return; /* reported as missing */
	action->slug = hw_page_ref_slug(site->arena, action->ref.s);
	earlier = hw_map_add(refs, action->slug, action);
	if (earlier != action) {
		hw_diag(site->diags, HW_DIAG_DUPLICATE_REF, action->ref.span,
		    hw_fmt(site->arena,
			"It is used in %.*s. A ref stands for one action for "
			"ever: give this one a ref of its own.",
			HW_ARG(where(site->arena, earlier->ref.span))),
		    "the ref '%.*s' is used twice in this plan",
		    HW_ARG(action->ref.s));
		return;
	}
	action->url = hw_fmt(site->arena, "/%.*s/%.*s/", HW_ARG(plan->id),
	    HW_ARG(action->slug));
	judge_dates(site, plan, action);
	HW_PUSH(&plan->actions, site->arena, action);
	if (action->status.value >= 0) {
		plan->status_counts[action->status.value]++;
		page->status_counts[action->status.value]++;
	}
	plan->late_count += action->is_late;
	page->late_count += action->is_late;
}

static void check_action_address(struct hw_site *site,
    const struct hw_action *action)
{
	struct hw_page *page = hw_map_get(&site->page_of_url, action->url);

	if (page == NULL)
		return;
	page->is_duplicate = true;
	hw_diag(site->diags, HW_DIAG_DUPLICATE_ADDRESS,
	    hw_span_file(&page->source),
	    hw_fmt(site->arena,
		"Action '%.*s' (%.*s) has that address. Rename this "
		"file.",
		HW_ARG(action->ref.s),
		HW_ARG(where(site->arena, action->ref.span))),
	    "two pages for the address '%.*s'", HW_ARG(page->url));
}

static void check_page_ref(struct hw_site *site, struct hw_map *refs,
    struct hw_page *page)
{
	hw_str key;
	struct hw_page *earlier;

	if (page->front.ref.s.len == 0)
		return;
	key = hw_fmt(site->arena, "%d %.*s", (int)kind_of(page),
	    HW_ARG(page->front.ref.s));
	earlier = hw_map_add(refs, key, page);
	if (earlier != page)
		hw_diag(site->diags, HW_DIAG_DUPLICATE_REF,
		    page->front.ref.span,
		    hw_fmt(site->arena,
			"It is used in %.*s. Give this %s another.",
			HW_ARG(where(site->arena, earlier->front.ref.span)),
			hw_kind_word((int)kind_of(page))),
		    "the ref '%.*s' is used twice in this plan",
		    HW_ARG(page->front.ref.s));
}

/* Each measure's table of figures is published under its ref. */
static void add_measures(struct hw_site *site, const struct hw_plan *plan,
    struct hw_map *refs, struct hw_page *page)
{
	size_t i;

	for (i = 0; i < page->front.measures.count; i++) {
		struct hw_measure *measure = &page->front.measures.items[i];
		struct hw_measure *earlier;
		hw_str slug;

		if (measure->ref.s.len == 0)
			continue;
		slug = hw_page_ref_slug(site->arena, measure->ref.s);
		earlier = hw_map_add(refs, slug, measure);
		if (earlier == measure) {
			measure->data_path = hw_fmt(site->arena,
			    "data/%.*s/%.*s.csv", HW_ARG(plan->id),
			    HW_ARG(slug));
			continue;
		}
		hw_diag(site->diags, HW_DIAG_DUPLICATE_REF, measure->ref.span,
		    hw_fmt(site->arena,
			"It is used in %.*s. Give this measure another.",
			HW_ARG(where(site->arena, earlier->ref.span))),
		    "the ref '%.*s' is used twice in this plan",
		    HW_ARG(measure->ref.s));
	}
}

static void report_said_ref(struct hw_site *site, const struct hw_plan *plan,
    const struct hw_text *ref)
{
	hw_str *refs =
	    HW_NEW_ARRAY(site->arena, hw_str, plan->actions.count + 1);
	hw_str nearest;
	size_t i;

	for (i = 0; i < plan->actions.count; i++)
		refs[i] = plan->actions.items[i]->ref.s;
	nearest = hw_str_nearest(ref->s, refs, plan->actions.count);
	hw_diag(site->diags, HW_DIAG_BROKEN_LINK, ref->span,
	    nearest.len > 0
		? hw_fmt(site->arena, "Did you mean '%.*s'?", HW_ARG(nearest))
		: HW_STR("Give the ref of an action, as its page has it."),
	    "this plan has no action '%.*s'", HW_ARG(ref->s));
}

/* The actions that answer what families said. */
static void find_said(struct hw_site *site, const struct hw_plan *plan,
    const struct hw_map *refs, struct hw_page *page)
{
	size_t i, k;

	for (i = 0; i < page->front.said.count; i++) {
		struct hw_said *said = &page->front.said.items[i];

		for (k = 0; k < said->actions.count; k++) {
			const struct hw_text *ref = &said->actions.items[k];
			struct hw_action *action = hw_map_get(refs,
			    hw_page_ref_slug(site->arena, ref->s));

			if (action == NULL)
				report_said_ref(site, plan, ref);
			else if (action->url.len > 0)
				HW_PUSH(&said->found, site->arena, action);
		}
	}
}

static void assemble_plan(struct hw_site *site, struct hw_plan *plan)
{
	struct hw_map action_refs, page_refs, measure_refs;
	size_t i, k;

	order_plan(plan);
	hw_map_init(&action_refs, site->arena);
	hw_map_init(&page_refs, site->arena);
	hw_map_init(&measure_refs, site->arena);
	for (i = 0; i < plan->pages.count; i++) {
		struct hw_page *page = plan->pages.items[i];

		check_page_ref(site, &page_refs, page);
		add_measures(site, plan, &measure_refs, page);
		for (k = 0; k < page->front.actions.count; k++)
			add_action(site, plan, &action_refs, page,
			    &page->front.actions.items[k]);
	}
	for (i = 0; i < plan->pages.count; i++)
		find_said(site, plan, &action_refs, plan->pages.items[i]);
	for (i = 0; i < plan->actions.count; i++)
		check_action_address(site, plan->actions.items[i]);
}

/* What assembling a plan adds to, as it was before. */
static void clear_plan(struct hw_plan *plan)
{
	size_t i, k;

	plan->actions.count = 0;
	plan->late_count = 0;
	memset(plan->status_counts, 0, sizeof(plan->status_counts));
	for (i = 0; i < plan->pages.count; i++) {
		struct hw_page *page = plan->pages.items[i];

		page->next = page->previous = NULL;
		page->late_count = 0;
		memset(page->status_counts, 0, sizeof(page->status_counts));
		for (k = 0; k < page->front.actions.count; k++) {
			struct hw_action *action =
			    &page->front.actions.items[k];

			action->is_late = action->is_due_soon = false;
			action->due_passed = false;
		}
		for (k = 0; k < page->front.said.count; k++)
			page->front.said.items[k].found.count = 0;
	}
}

bool hw_page_reassemble(struct hw_site *site, struct hw_page *page,
    const struct hw_front *earlier)
{
	const struct hw_front *front = &page->front;

	if (front->kind.value != earlier->kind.value)
		return false;
	if (hw_page_is_translation(page))
		hw_translation_check(site, page);
	if (page->plan == NULL || hw_page_is_version(page))
		return true;
	if (page == page->plan->index)
		return front->archived.value == earlier->archived.value &&
		    hw_date_compare(front->as_of.date, earlier->as_of.date) ==
		    0;
	clear_plan(page->plan);
	assemble_plan(site, page->plan);
	return true;
}

static void check_expected_pages(struct hw_site *site)
{
	static const struct {
		hw_str url;
		const char *what;
	} expected[] = {
	    {{"/accessibility/", 15}, "an accessibility statement"},
	    {{"/privacy/", 9}, "a privacy page"},
	    {{"/feedback/", 10}, "a feedback page"},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(expected); i++)
		if (hw_map_get(&site->page_of_url, expected[i].url) == NULL)
			hw_diag(site->diags, HW_DIAG_PAGE_MISSING,
			    HW_SPAN_NONE,
			    hw_fmt(site->arena, "Write 'content%.*s.md'.",
				(int)expected[i].url.len - 1,
				expected[i].url.p),
			    "the site has not got %s", expected[i].what);
}

void hw_page_assemble(struct hw_site *site, bool with_drafts)
{
	struct hw_map told;
	size_t i;

	if (!with_drafts)
		take_out_drafts(site);
	/* Hidden pages must not be found by links either. */
	hw_map_init(&site->page_of_path, site->arena);
	hw_map_init(&site->page_of_url, site->arena);
	for (i = 0; i < site->pages.count; i++)
		hw_map_add(&site->page_of_path,
		    content_path(site->pages.items[i]), site->pages.items[i]);
	index_addresses(site);
	for (i = 0; i < site->pages.count; i++)
		if (!hw_page_is_version(site->pages.items[i]) &&
		    kind_of(site->pages.items[i]) == HW_PAGE_PLAN)
			start_plan(site, site->pages.items[i]);
	for (i = 0; i < site->pages.count; i++) {
		if (hw_page_is_version(site->pages.items[i]))
			continue;
		join_plan(site, site->pages.items[i]);
	}
	if (site->plans.count > 0)
		qsort(site->plans.items, site->plans.count,
		    sizeof(*site->plans.items), plans_by_order);
	for (i = 0; i < site->plans.count; i++)
		assemble_plan(site, site->plans.items[i]);
	pair_easy_read(site);
	hw_translation_pair(site);
	check_expected_pages(site);
	hw_map_init(&told, site->arena);
	for (i = 0; i < site->pages.count; i++)
		check_folder(site, &told, site->pages.items[i]);
}
