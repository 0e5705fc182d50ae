/* render/view_*: what git tells of the past, in words, feeds and pictures. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/page.h"
#include "assemble/shown.h"
#include "assemble/terms.h"
#include "assemble/withdrawn.h"
#include "render/data.h"
#include "render/template.h"
#include "render/view_history.h"

#include <stdio.h>
#include <stdlib.h>

#define DAY 86400
/* Noon, UTC, of 2024-07-01, a Monday in British summer time. */
#define JULY ((int64_t)1719835200)

/* A site of one plan, "plan", with one area of three actions, put together
 * by hand: A1 lives, A2 is done, A3 was withdrawn and has no page. */
struct fixture {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_source words_source;
	struct hw_phrases phrases;
	struct hw_site site;
	struct hw_history history;
	struct hw_page pages[3]; /* index, area, area's easy-read page */
	struct hw_plan plan;
	struct hw_action actions[2];
	struct hw_text owners[2];
	struct hw_view view;
};

static hw_str read_file(struct hw_arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	struct hw_buf out = {0};
	char bytes[4096];
	size_t got;
	hw_str text;

	assert_non_null(file);
	while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
		hw_buf_add(&out, (hw_str){bytes, got});
	assert_int_equal(ferror(file), 0);
	fclose(file);
	text = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return text;
}

static void add_page(struct fixture *f, struct hw_page *page,
    const char *path, const char *url, const char *title)
{
	page->source.path = hw_str_of(path);
	page->url = hw_str_of(url);
	page->front.title.s = hw_str_of(title);
	page->plan = &f->plan;
	page->date.state = HW_DATE_UNKNOWN;
	HW_PUSH(&f->site.pages, &f->arena, page);
}

static void add_action(struct fixture *f, size_t which, const char *ref,
    const char *title, int status)
{
	struct hw_action *action = &f->actions[which];

	action->ref.s = hw_str_of(ref);
	action->title.s = hw_str_of(title);
	action->slug = which == 0 ? HW_STR("a1") : HW_STR("a2");
	action->url = which == 0 ? HW_STR("/plan/a1/") : HW_STR("/plan/a2/");
	action->status.value = status;
	action->page = &f->pages[1];
	HW_PUSH(&f->plan.actions, &f->arena, action);
}

static void set_site(struct fixture *f)
{
	struct hw_site *site = &f->site;

	site->arena = &f->arena;
	site->diags = &f->diags;
	site->settings.name.s = HW_STR("Our plan");
	site->settings.language.s = HW_STR("en");
	site->origin = HW_STR("https://a.example");
	site->base_path = HW_STR("/x");
	site->today = (struct hw_date){2025, 3, 1};
	hw_map_init(&site->page_of_path, &f->arena);
	hw_map_init(&site->page_of_url, &f->arena);
	hw_map_init(&site->picture_of_name, &f->arena);
	f->plan.id = HW_STR("plan");
	f->plan.index = &f->pages[0];
	f->plan.as_of = site->today;
	add_page(f, &f->pages[0], "content/plan/index.md", "/plan/", "Plan");
	add_page(f, &f->pages[1], "content/plan/area-1.md", "/plan/area-1/",
	    "Waiting");
	add_page(f, &f->pages[2], "content/plan/area-1.easy.md",
	    "/plan/area-1/easy-read/", "Waiting");
	f->pages[0].front.kind.value = HW_PAGE_PLAN;
	f->pages[1].front.kind.value = HW_PAGE_AREA;
	f->pages[1].front.ref.s = HW_STR("1");
	f->pages[1].easy = &f->pages[2];
	f->pages[2].is_easy = true;
	f->pages[2].standard = &f->pages[1];
	add_action(f, 0, "A1", "Cut waits", HW_STATUS_IN_PROGRESS);
	add_action(f, 1, "A2", "Ask families", HW_STATUS_DONE);
	f->pages[1].front.actions.items = f->actions;
	f->pages[1].front.actions.count = 2;
	HW_PUSH(&f->plan.pages, &f->arena, &f->pages[1]);
	HW_PUSH(&site->plans, &f->arena, &f->plan);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	hw_arena_init(&f->arena, 0);
	hw_diag_init(&f->diags, &f->arena);
	f->words_source.path = HW_STR("layouts/words.en.yaml");
	f->words_source.text =
	    read_file(&f->arena, HW_DATADIR "/layouts/words.en.yaml");
	hw_phrases_load(&f->phrases, &f->words_source, &f->arena, &f->diags);
	/* A phrase that other pages' tests own; here its place matters. */
	*(hw_str *)hw_map_get(&f->phrases.words, HW_STR("pinned")) =
	    HW_STR("No report since {date}, although the plan goes on.");
	set_site(f);
	hw_map_init(&f->history.biographies, &f->arena);
	hw_map_init(&f->history.pages, &f->arena);
	hw_map_init(&f->history.plans, &f->arena);
	f->history.is_complete = true;
	f->site.history = &f->history;
	f->view = (struct hw_view){
	    .site = &f->site,
	    .phrases = &f->phrases,
	    .locale = hw_words_open(HW_STR("en"), HW_STR("Europe/London")),
	    .arena = &f->arena,
	};
	assert_non_null(f->view.locale);
	*state = f;
	return 0;
}

/* Every test ends with nothing to complain of: no phrase was missing. */
static int tear_down(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->diags.list.count, 0);
	hw_words_close(f->view.locale);
	hw_arena_free(&f->arena);
	free(f);
	return 0;
}

static struct hw_biography *live(struct fixture *f, const char *ref)
{
	struct hw_biography *life = HW_NEW(&f->arena, struct hw_biography);

	life->plan = HW_STR("plan");
	life->ref = hw_str_of(ref);
	life->knows_start = true;
	life->status = HW_STR("in progress");
	hw_map_add(&f->history.biographies, hw_fmt(&f->arena, "plan/%s", ref),
	    life);
	return life;
}

static struct hw_event *happen(struct fixture *f, struct hw_biography *life,
    int64_t time, enum hw_event_what what, const char *from, const char *to)
{
	struct hw_event event = {
	    .what = what,
	    .time = time,
	    .commit = hw_fmt(&f->arena, "%040lld", (long long)time),
	    .from = hw_str_of(from),
	    .to = hw_str_of(to),
	    .note = HW_STR_NONE,
	};

	if (what == HW_EVENT_DUE && from[0] != '\0')
		event.due_move = ++life->due_moves;
	life->last_time = time;
	HW_PUSH(&life->events, &f->arena, event);
	return &life->events.items[life->events.count - 1];
}

static void change_page(struct fixture *f, const char *path, int64_t time,
    const char *note, bool is_first)
{
	struct hw_page_history *history =
	    hw_map_get(&f->history.pages, hw_str_of(path));
	struct hw_page_change change = {
	    .time = time,
	    .commit = hw_fmt(&f->arena, "%040lld", (long long)time),
	    .note = hw_str_of(note),
	    .is_first = is_first,
	};

	if (history == NULL) {
		history = HW_NEW(&f->arena, struct hw_page_history);
		hw_map_add(&f->history.pages, hw_str_of(path), history);
	}
	HW_PUSH(&history->changes, &f->arena, change);
}

static const char *shown(struct fixture *f, const struct hw_value *map,
    const char *key)
{
	const struct hw_value *value = hw_value_get(map, hw_str_of(key));

	assert_non_null(value);
	if (value->kind == HW_VALUE_NULL)
		return "-";
	if (value->kind == HW_VALUE_MAP)
		value = hw_value_get(value, HW_STR("words"));
	assert_int_equal(value->kind, HW_VALUE_TEXT);
	return hw_str_dup(&f->arena, value->text).p;
}

static const struct hw_value *item(const struct hw_value *map,
    const char *key, size_t which)
{
	const struct hw_value *list = hw_value_get(map, hw_str_of(key));

	assert_non_null(list);
	assert_int_equal(list->kind, HW_VALUE_LIST);
	assert_true(which < list->list.count);
	return list->list.items[which];
}

static size_t length(const struct hw_value *map, const char *key)
{
	const struct hw_value *list = hw_value_get(map, hw_str_of(key));

	assert_non_null(list);
	return list->list.count;
}

/* ------------------------------- sentences ----------------------------- */

static const char *words(struct fixture *f, enum hw_event_what what,
    const char *from, const char *to)
{
	struct hw_biography life = {0};

	happen(f, &life, JULY, HW_EVENT_ADDED, "", "");
	happen(f, &life, JULY, what, from, to);
	return hw_str_dup(&f->arena,
	    hw_view_event_words(&f->view, &life, &life.events.items[1]))
	    .p;
}

static void test_sentences(void **state)
{
	static const struct {
		enum hw_event_what what;
		const char *from, *to, *words;
	} rows[] = {
	    {HW_EVENT_ADDED, "", "", "Put back into the plan"},
	    {HW_EVENT_STATUS, "not started", "in progress",
		"Moved from Not started to In progress"},
	    {HW_EVENT_STATUS, "paused", "stopped",
		"Moved from Paused to Stopped"},
	    {HW_EVENT_STATUS, "", "done", "Marked as Done"},
	    {HW_EVENT_DUE, "2024-07", "2024-12",
		"Due date moved from July 2024 to December 2024 (first "
		"move)"},
	    {HW_EVENT_DUE, "2024-07-31", "2024-08-01",
		"Due date moved from 31 July 2024 to 1 August 2024 (first "
		"move)"},
	    {HW_EVENT_DUE, "", "2024-12", "Due date set: December 2024"},
	    {HW_EVENT_DUE, "2024-07", "",
		"Due date taken out. It was July 2024"},
	    {HW_EVENT_OWNER, "NHS Dorset", "The council",
		"Owner changed from NHS Dorset to The council"},
	    {HW_EVENT_OWNER, "", "The council", "Owner named: The council"},
	    {HW_EVENT_OWNER, "NHS Dorset", "",
		"Owner taken out. It was NHS Dorset"},
	    {HW_EVENT_TITLE, "Old", "New {from}",
		"Title changed from “Old” to “New {from}”"},
	    {HW_EVENT_OUTCOME, "", "",
		"The words of what will be done were changed"},
	    {HW_EVENT_UPDATE, "", "", "Update published"},
	    {HW_EVENT_EVIDENCE, "", "", "Evidence added or changed"},
	    {HW_EVENT_WITHDRAWN, "", "", "Withdrawn from the plan"},
	};
	struct fixture *f = *state;
	struct hw_biography life = {0};
	bool seen[HW_EVENT_COUNT] = {false};
	size_t i;

	for (i = 0; i < HW_COUNT(rows); i++) {
		assert_string_equal(
		    words(f, rows[i].what, rows[i].from, rows[i].to),
		    rows[i].words);
		seen[rows[i].what] = true;
	}
	for (i = 0; i < HW_EVENT_COUNT; i++)
		assert_true(seen[i]);
	happen(f, &life, JULY, HW_EVENT_ADDED, "", "");
	assert_string_equal(
	    hw_str_dup(&f->arena,
		hw_view_event_words(&f->view, &life, life.events.items))
		.p,
	    "This page was first published");
}

static void test_moves_are_counted(void **state)
{
	static const char *const nth[] = {"first move", "second move",
	    "third move", "fourth move", "fifth move", "sixth move",
	    "seventh move", "eighth move", "ninth move", "tenth move",
	    "move 11"};
	struct fixture *f = *state;
	struct hw_biography *life = live(f, "A1");
	size_t i;

	for (i = 0; i < HW_COUNT(nth); i++)
		assert_string_equal(
		    hw_str_dup(&f->arena,
			hw_view_event_words(&f->view, life,
			    happen(f, life, JULY, HW_EVENT_DUE, "2024-07",
				"2024-12")))
			.p,
		    hw_fmt(&f->arena,
			"Due date moved from July 2024 to December 2024 "
			"(%s)",
			nth[i])
			.p);
}

static void test_one_line(void **state)
{
	struct fixture *f = *state;

	/* What XML 1.0 cannot hold must not reach a feed. */
	assert_string_equal(hw_view_one_line(&f->view,
				HW_STR(" a\r\n\tb\x01\x7F"
				       "c\xC2\x85"
				       "d\xEF\xBF\xBF"
				       "£ \n"))
				.p,
	    "a b c d £ ");
	assert_int_equal(hw_view_one_line(&f->view, HW_STR("\n \n")).len, 0);
}

/* ------------------------------ biographies ---------------------------- */

static void test_promise(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	struct hw_biography *life;

	hw_view_promise(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "first_due"), "-");
	assert_string_equal(shown(f, map, "moved"), "");
	life = live(f, "A1");
	life->first_due = (struct hw_date){2024, 7, 0};
	hw_view_promise(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "first_due"), "-");
	life->due_moves = 1;
	hw_view_promise(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "first_due"), "July 2024");
	assert_string_equal(shown(f, map, "moved"), "The date moved once.");
	life->due_moves = 2;
	hw_view_promise(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "moved"), "The date moved twice.");
	life->due_moves = 3;
	hw_view_promise(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "moved"),
	    "The date moved 3 times.");
	life->knows_start = false;
	hw_view_promise(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "first_due"), "-");
	assert_string_equal(shown(f, map, "moved"),
	    "The date moved at least 3 times.");
}

/* Of what one commit did. */
static const struct hw_value *told(const struct hw_value *map, size_t which,
    size_t line)
{
	return item(item(map, "story", which), "events", line);
}

static void test_story(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	struct hw_biography *life = live(f, "A1");

	happen(f, life, JULY, HW_EVENT_ADDED, "", "");
	happen(f, life, JULY + 31 * DAY, HW_EVENT_STATUS, "not started",
	    "paused")
	    ->note = HW_STR("No\nmoney.");
	/* 23:30 UTC is the next day in British summer time. */
	happen(f, life, JULY + 91 * DAY + 41400, HW_EVENT_STATUS, "paused",
	    "in progress");
	happen(f, life, life->last_time, HW_EVENT_UPDATE, "", "");
	life->events.items[2].note = life->events.items[3].note =
	    HW_STR("Money!");
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_int_equal(length(map, "story"), 3);
	/* What one commit did has one day, and one note. */
	assert_int_equal(length(item(map, "story", 0), "events"), 2);
	assert_string_equal(shown(f, told(map, 0, 0), "sentence"),
	    "Moved from Paused to In progress");
	assert_string_equal(shown(f, told(map, 0, 0), "note"), "");
	assert_string_equal(shown(f, told(map, 0, 1), "sentence"),
	    "Update published");
	assert_string_equal(shown(f, told(map, 0, 1), "note"), "Money!");
	assert_string_equal(shown(f, item(map, "story", 0), "date"),
	    "1 October 2024");
	assert_string_equal(shown(f, told(map, 1, 0), "sentence"),
	    "Moved from Not started to Paused");
	assert_string_equal(shown(f, told(map, 1, 0), "note"), "No money.");
	assert_string_equal(shown(f, told(map, 2, 0), "sentence"),
	    "This page was first published");
	assert_string_equal(shown(f, map, "story_gap"), "");
	assert_string_equal(shown(f, map, "silence"),
	    "No update since 1 October 2024.");
	assert_int_equal(length(map, "states"), 3);
	assert_string_equal(shown(f, item(map, "states", 0), "state"),
	    "Not started");
	assert_string_equal(shown(f, item(map, "states", 0), "length"),
	    "31 days");
	assert_string_equal(shown(f, item(map, "states", 1), "until"),
	    "1 October 2024");
	assert_string_equal(shown(f, item(map, "states", 1), "length"),
	    "2 months");
	assert_string_equal(shown(f, item(map, "states", 2), "until"), "-");
	assert_string_equal(shown(f, item(map, "states", 2), "end"), "Now");
	assert_string_equal(shown(f, item(map, "states", 2), "length"),
	    "5 months");
}

static void test_silence_ends(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);

	happen(f, live(f, "A1"), JULY, HW_EVENT_ADDED, "", "");
	happen(f, live(f, "A2"), JULY, HW_EVENT_ADDED, "", "");
	/* Done: no more news is due. */
	hw_view_story(&f->view, map, &f->actions[1]);
	assert_string_equal(shown(f, map, "silence"), "");
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "silence"),
	    "No update since 1 July 2024.");
	assert_int_equal(length(map, "states"), 1);
	f->site.today = (struct hw_date){2024, 7, 1};
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "silence"), "");
	assert_string_equal(shown(f, item(map, "states", 0), "length"),
	    "Less than a day");
	/* Nobody reports on it: neither silence nor a lone state is news. */
	f->site.today = (struct hw_date){2025, 3, 1};
	f->pages[0].front.as_of.date = (struct hw_date){2024, 5, 0};
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "silence"), "");
	assert_int_equal(length(map, "states"), 0);
	f->pages[0].front.as_of.date = (struct hw_date){0};
	f->plan.is_archived = true;
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "silence"), "");
}

static void test_start_is_not_known(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	struct hw_biography *life = live(f, "A1");

	life->knows_start = false;
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "story_gap"),
	    "We do not know what happened to this action in the past.");
	assert_string_equal(shown(f, map, "silence"), "");
	happen(f, life, JULY, HW_EVENT_STATUS, "not started", "in progress");
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_string_equal(shown(f, map, "story_gap"),
	    "We do not know what happened before 1 July 2024.");
	assert_string_equal(shown(f, item(map, "states", 0), "state"),
	    "Not started");
	assert_string_equal(shown(f, item(map, "states", 0), "from"), "-");
	assert_string_equal(shown(f, item(map, "states", 0), "length"),
	    "Not known");
}

static void test_no_history(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	size_t count;

	f->site.history = NULL;
	hw_view_story(&f->view, map, &f->actions[0]);
	assert_int_equal(length(map, "story"), 0);
	assert_int_equal(length(map, "states"), 0);
	assert_string_equal(shown(f, map, "story_gap"),
	    "We do not know what happened to this action in the past.");
	hw_view_page_history(&f->view, map, &f->pages[1]);
	assert_int_equal(length(map, "page_changes"), 0);
	assert_string_equal(shown(f, map, "page_gap"),
	    "We do not know what has changed on this page.");
	f->pages[1].date.state = HW_DATE_UNPUBLISHED;
	hw_view_page_history(&f->view, map, &f->pages[1]);
	assert_string_equal(shown(f, map, "page_gap"), "Not yet published");
	hw_view_plan_history(&f->view, map, &f->plan);
	assert_string_equal(
	    shown(f, hw_value_get(map, HW_STR("chart")), "sentence"),
	    "We do not know how this plan changed over time.");
	assert_null(hw_changes_collect(&f->view, NULL));
	assert_string_equal(shown(f,
				hw_view_changes(&f->view,
				    hw_changes_pages(&f->view, &count), 1, 0),
				"gap"),
	    "We do not know what has changed on this site.");
	assert_int_equal(count, 1);
}

static void test_page_history(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	int i;

	change_page(f, "plan/area-1.md", JULY + 9 * DAY, "", false);
	change_page(f, "plan/area-1.md", JULY + 8 * DAY, "New\nfigures",
	    false);
	change_page(f, "plan/area-1.md", JULY, "", true);
	hw_view_page_history(&f->view, map, &f->pages[1]);
	assert_int_equal(length(map, "page_changes"), 3);
	assert_string_equal(
	    shown(f, item(map, "page_changes", 0), "sentence"),
	    "The words or data of this page changed");
	assert_string_equal(
	    shown(f, item(map, "page_changes", 1), "sentence"),
	    "New figures");
	assert_string_equal(
	    shown(f, item(map, "page_changes", 2), "sentence"),
	    "This page was first published");
	assert_string_equal(shown(f, map, "page_gap"), "");
	f->history.is_complete = false;
	for (i = 1; i < 4; i++)
		change_page(f, "plan/area-1.md", JULY - i * DAY, "", false);
	hw_view_page_history(&f->view, map, &f->pages[1]);
	assert_int_equal(length(map, "page_changes"), 5);
	assert_string_equal(shown(f, map, "page_gap"),
	    "We do not know what changed before 28 June 2024.");
}

/* -------------------------- what has changed --------------------------- */

static void happen_twice(struct fixture *f)
{
	struct hw_biography *life = live(f, "A1"), *gone = live(f, "A3");

	/* Under the title and state that the site gives it now. */
	happen(f, life, JULY, HW_EVENT_ADDED, "", "");
	happen(f, life, JULY + DAY, HW_EVENT_STATUS, "not started",
	    "in progress")
	    ->note = HW_STR("The board met & agreed");
	happen(f, life, JULY + DAY, HW_EVENT_DUE, "2024-07", "2024-12")
	    ->note = HW_STR("Staff <left>.");
	gone->is_withdrawn = true;
	gone->title = HW_STR("Gone");
	gone->status = HW_STR("not started");
	happen(f, gone, JULY, HW_EVENT_ADDED, "", "");
	happen(f, gone, JULY + 40 * DAY, HW_EVENT_WITHDRAWN, "", "");
	change_page(f, "plan/area-1.md", JULY + 40 * DAY, "", false);
	change_page(f, "plan/area-1.md", JULY + DAY, "The board met & agreed",
	    false);
	change_page(f, "plan/area-1.md", JULY, "", true);
	change_page(f, "plan/area-1.easy.md", JULY + DAY, "", false);
	change_page(f, "plan/area-1.easy.md", JULY, "", true);
	hw_withdrawn_find(&f->site);
	f->view.changes = hw_changes_collect(&f->view, NULL);
	assert_non_null(f->view.changes);
}

static void test_groups(void **state)
{
	struct fixture *f = *state;
	const struct hw_change_group *group;
	const struct hw_value *lines, *line;

	happen_twice(f);
	assert_int_equal(f->view.changes->count, 3);
	group = &f->view.changes->groups[0];
	assert_int_equal(group->count, 2);
	lines = hw_view_change_lines(&f->view, group);
	assert_string_equal(shown(f, lines->list.items[0], "title"),
	    "A3: Gone");
	assert_string_equal(shown(f, lines->list.items[0], "url"),
	    "/x/plan/a3/");
	assert_string_equal(shown(f, lines->list.items[1], "title"),
	    "Area 1: Waiting");
	assert_string_equal(shown(f, lines->list.items[1], "url"),
	    "/x/plan/area-1/");
	/* The actions tell what changed on their page and on its twin; the
	 * note stands once, above. */
	group = &f->view.changes->groups[1];
	lines = hw_view_change_lines(&f->view, group);
	assert_int_equal(lines->list.count, 1);
	assert_int_equal(group->note.len, 22);
	line = lines->list.items[0];
	assert_string_equal(shown(f, line, "url"), "/x/plan/a1/");
	assert_int_equal(length(line, "events"), 2);
	assert_string_equal(shown(f, item(line, "events", 0), "sentence"),
	    "Moved from Not started to In progress");
	assert_string_equal(shown(f, item(line, "events", 0), "note"), "");
	assert_string_equal(shown(f, item(line, "events", 1), "note"),
	    "Staff <left>.");
	/* Few first publications are told one by one. */
	lines = hw_view_change_lines(&f->view, &f->view.changes->groups[2]);
	assert_int_equal(lines->list.count, 3);
}

static void test_home(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);
	const struct hw_value *line;

	happen_twice(f);
	hw_view_recent(&f->view, map);
	assert_int_equal(length(map, "recent"), 4);
	assert_string_equal(shown(f, item(map, "recent", 0), "date"),
	    "10 August 2024");
	assert_string_equal(shown(f, item(map, "recent", 2), "group_note"),
	    "The board met & agreed");
	/* Three lines at once are told as one. */
	line = hw_value_get(item(map, "recent", 3), HW_STR("line"));
	assert_string_equal(shown(f, line, "title"), "3 changes");
	assert_string_equal(shown(f, line, "url"),
	    "/x/changes/#c-000000000000");
}

static void test_drafts_stay_unsaid(void **state)
{
	struct fixture *f = *state;
	struct hw_biography *life = live(f, "A9");

	life->title = HW_STR("Secret");
	happen(f, life, JULY, HW_EVENT_ADDED, "", "");
	change_page(f, "plan/draft.md", JULY, "", true);
	assert_null(hw_changes_collect(&f->view, NULL));
}

static void test_many_at_once_are_one_line(void **state)
{
	struct fixture *f = *state;
	const struct hw_value *lines;
	size_t i;

	for (i = 0; i < 25; i++) {
		struct hw_biography *life =
		    live(f, hw_fmt(&f->arena, "B%zu", i).p);

		life->is_withdrawn = true;
		happen(f, life, JULY, HW_EVENT_ADDED, "", "");
	}
	change_page(f, "plan/area-1.md", JULY, "The site opens", true);
	change_page(f, "plan/area-1.easy.md", JULY, "", true);
	hw_withdrawn_find(&f->site);
	f->view.changes = hw_changes_collect(&f->view, NULL);
	assert_int_equal(f->view.changes->count, 1);
	lines = hw_view_change_lines(&f->view, &f->view.changes->groups[0]);
	assert_int_equal(lines->list.count, 1);
	assert_string_equal(
	    shown(f, item(lines->list.items[0], "events", 0), "sentence"),
	    "25 actions and 2 pages were first published");
}

/* What became of many actions at once; a day's few lines say it. */
static void test_summary(void **state)
{
	struct fixture *f = *state;
	int i;

	for (i = 0; i < 130; i++) {
		struct hw_biography *life =
		    live(f, hw_fmt(&f->arena, "B%d", i).p);

		life->is_withdrawn = true;
		happen(f, life, JULY, HW_EVENT_STATUS,
		    i == 7 ? "in progress" : "not started",
		    i == 7           ? "not started"
			: i % 2 == 0 ? "done"
				     : "in progress");
		if (i < 2)
			happen(f, life, JULY, HW_EVENT_DUE, "2024-07",
			    "2024-12");
		if (i < 2)
			happen(f, life, JULY + DAY, HW_EVENT_STATUS, "done",
			    "stopped");
	}
	hw_withdrawn_find(&f->site);
	f->view.changes = hw_changes_collect(&f->view, NULL);
	assert_int_equal(f->view.changes->count, 2);
	assert_string_equal(
	    hw_view_change_summary(&f->view, &f->view.changes->groups[0]).p,
	    "");
	assert_string_equal(
	    hw_view_change_summary(&f->view, &f->view.changes->groups[1]).p,
	    "65 actions are now done. 64 actions are now in progress. 1 "
	    "action is now marked as not started. 2 due dates moved.");
}

/* Pages of at most 200 lines; what is older goes to its year. */
static void test_years(void **state)
{
	struct fixture *f = *state;
	struct hw_biography *life = live(f, "A1");
	const struct hw_changes_page *pages;
	const struct hw_value *map;
	size_t count, i, shown_lines = 0;
	int64_t start = JULY - 300 * DAY; /* 2023-09-05 */

	for (i = 0; i < 650; i++)
		happen(f, life, start + (int64_t)i * DAY, HW_EVENT_UPDATE, "",
		    "");
	f->view.changes = hw_changes_collect(&f->view, NULL);
	pages = hw_changes_pages(&f->view, &count);
	/* the newest; 2024 in two parts; 2023. All of 2025 is on the
	 * newest. */
	assert_int_equal(count, 4);
	assert_string_equal(pages[0].url.p, "/changes/");
	assert_int_equal(pages[0].to - pages[0].from, 200);
	assert_string_equal(pages[1].url.p, "/changes/2024/");
	assert_string_equal(pages[2].url.p, "/changes/2024/part-2/");
	assert_string_equal(pages[3].url.p, "/changes/2023/");
	for (i = 1; i < count; i++)
		shown_lines += pages[i].to - pages[i].from;
	assert_int_equal(shown_lines, 366 + 118);
	assert_int_equal(pages[3].to, f->view.changes->count);
	map = hw_view_changes(&f->view, pages, count, 2);
	assert_string_equal(shown(f, map, "title"),
	    "What changed in 2024, part 2");
	assert_int_equal(length(map, "pages"), 3);
	map = hw_view_changes(&f->view, pages, count, 0);
	assert_string_equal(shown(f, item(map, "months", 0), "title"),
	    "June 2025");
	assert_int_equal(length(item(map, "months", 0), "days"), 15);
}

/* --------------------------------- feeds ------------------------------- */

struct loader {
	struct hw_source source;
	struct hw_arena *arena;
};

static const struct hw_source *load_feed(hw_str name, void *ctx)
{
	struct loader *loader = ctx;

	assert_int_equal(hw_str_compare(name, HW_STR("feed.xml")), 0);
	loader->source.path = HW_STR("layouts/feed.xml.mustache");
	loader->source.text =
	    read_file(loader->arena, HW_DATADIR "/layouts/feed.xml.mustache");
	return &loader->source;
}

static const char *feed(struct fixture *f, const struct hw_plan *plan)
{
	struct loader loader = {.arena = &f->arena};
	struct hw_templates *templates = hw_templates_new(&f->arena,
	    &f->diags,
	    (struct hw_template_options){.strict_names = true,
		.strict_html = true},
	    load_feed, &loader);
	struct hw_value *common = hw_value_map(&f->arena);
	struct hw_value *site =
	    hw_value_set_map(&f->arena, common, HW_STR("site"));
	const struct hw_value *contexts[] = {common,
	    hw_view_feed(&f->view, hw_changes_collect(&f->view, plan), plan)};
	struct hw_buf out = {0};
	hw_str text;

	hw_value_set_text(&f->arena, site, HW_STR("language"), HW_STR("en"));
	hw_value_set_text(&f->arena, site, HW_STR("publisher"),
	    HW_STR("A & B"));
	assert_true(hw_template_render(
	    hw_templates_load(templates, HW_STR("feed.xml")), contexts, 2,
	    &out, &f->diags));
	text = hw_buf_take(&out, &f->arena);
	hw_buf_free(&out);
	return text.p;
}

static void test_feed(void **state)
{
	struct fixture *f = *state;

	happen_twice(f);
	assert_string_equal(feed(f, &f->plan),
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n"
	    "<id>https://a.example/x/plan/</id>\n"
	    "<title>Plan: what has changed</title>\n"
	    "<updated>2024-08-10T13:00:00+01:00</updated>\n"
	    "<link rel=\"self\" type=\"application/atom+xml\" "
	    "href=\"https://a.example/x/plan/feed.atom\"/>\n"
	    "<link rel=\"alternate\" type=\"text/html\" "
	    "href=\"https://a.example/x/plan/\"/>\n"
	    "<author><name>A &amp; B</name></author>\n"
	    "<entry>\n"
	    "<id>https://a.example/x/plan/#c-000000000000</id>\n"
	    "<title>2 changes</title>\n"
	    "<updated>2024-08-10T13:00:00+01:00</updated>\n"
	    "<link rel=\"alternate\" type=\"text/html\" "
	    "href=\"https://a.example/x/changes/#c-000000000000\"/>\n"
	    "<content type=\"html\">&lt;ul&gt;&lt;li&gt;&lt;a "
	    "href=&quot;https://a.example/x/plan/a3/&quot;&gt;A3: "
	    "Gone&lt;/a&gt;: Withdrawn "
	    "from the plan&lt;/li&gt;&lt;li&gt;&lt;a "
	    "href=&quot;https://a.example/x/plan/area-1/&quot;&gt;Area 1: "
	    "Waiting&lt;/a&gt;: The words or data of this page "
	    "changed&lt;/li&gt;&lt;/ul&gt;</content>\n"
	    "</entry>\n"
	    "<entry>\n"
	    "<id>https://a.example/x/plan/#c-000000000000</id>\n"
	    "<title>The board met &amp; agreed</title>\n"
	    "<updated>2024-07-02T13:00:00+01:00</updated>\n"
	    "<link rel=\"alternate\" type=\"text/html\" "
	    "href=\"https://a.example/x/changes/#c-000000000000\"/>\n"
	    "<content type=\"html\">&lt;p&gt;The board met &amp;amp; "
	    "agreed&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;a "
	    "href=&quot;https://a.example/x/plan/a1/&quot;&gt;A1: Cut "
	    "waits&lt;/a&gt;: Moved from Not started to In "
	    "progress. Due date moved from July 2024 to December 2024 "
	    "(first move). Staff &amp;lt;left&amp;gt;.&lt;/li&gt;"
	    "&lt;/ul&gt;</content>\n"
	    "</entry>\n"
	    "<entry>\n"
	    "<id>https://a.example/x/plan/#c-000000000000</id>\n"
	    "<title>3 changes</title>\n"
	    "<updated>2024-07-01T13:00:00+01:00</updated>\n"
	    "<link rel=\"alternate\" type=\"text/html\" "
	    "href=\"https://a.example/x/changes/#c-000000000000\"/>\n"
	    "<content type=\"html\">&lt;ul&gt;&lt;li&gt;&lt;a "
	    "href=&quot;https://a.example/x/plan/a1/&quot;&gt;A1: Cut "
	    "waits&lt;/a&gt;: This page was first "
	    "published&lt;/li&gt;&lt;li&gt;&lt;a "
	    "href=&quot;https://a.example/x/plan/a3/&quot;&gt;A3: "
	    "Gone&lt;/a&gt;: This page was first "
	    "published&lt;/li&gt;&lt;li&gt;&lt;a "
	    "href=&quot;https://a.example/x/plan/area-1/&quot;&gt;Area 1: "
	    "Waiting&lt;/a&gt;: This page was first "
	    "published&lt;/li&gt;&lt;/ul&gt;</content>\n"
	    "</entry>\n"
	    "</feed>\n");
}

static void test_feed_has_its_limit(void **state)
{
	struct fixture *f = *state;
	struct hw_biography *life = live(f, "A1");
	int i;

	for (i = 0; i < 60; i++)
		happen(f, life, JULY + i * DAY, HW_EVENT_UPDATE, "", "");
	assert_int_equal(length(hw_view_feed(&f->view,
				    hw_changes_collect(&f->view, NULL), NULL),
			     "entries"),
	    50);
}

/* ------------------------------- calendar ------------------------------ */

static void test_calendar(void **state)
{
	struct fixture *f = *state;

	f->actions[0].due.date = (struct hw_date){2024, 12, 0};
	f->actions[0].title.s =
	    HW_STR("Cut waits; ask, \\ and tell everybody at each school "
		   "about it – £££££££££££");
	f->owners[0].s = HW_STR("NHS");
	f->owners[1].s = HW_STR("Council");
	f->actions[0].owners.items = f->owners;
	f->actions[0].owners.count = 2;
	f->actions[1].due.date = (struct hw_date){2024, 12, 5}; /* done */
	f->pages[0].front.as_of.date = (struct hw_date){2024, 5, 0};
	happen(f, live(f, "A1"), JULY, HW_EVENT_ADDED, "", "");
	assert_string_equal(hw_calendar(&f->view).p,
	    "BEGIN:VCALENDAR\r\n"
	    "VERSION:2.0\r\n"
	    "PRODID:-//headway//due dates//EN\r\n"
	    "X-WR-CALNAME:Our plan: due dates\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:plan.a1@a.example/x\r\n"
	    "DTSTAMP:20240701T120000Z\r\n"
	    "DTSTART;VALUE=DATE:20241231\r\n"
	    "DTEND;VALUE=DATE:20250101\r\n"
	    "SUMMARY:Due by the end of December 2024: A1 Cut waits\\; ask\\, "
	    "\\\\ and tell e\r\n"
	    " verybody at each school about it – "
	    "££££££"
	    "£££££\r\n"
	    "DESCRIPTION:In progress\\nWho is responsible: NHS\\; "
	    "Council\\nNo report since\r\n"
	    "  May 2024\\, although the plan goes on.\r\n"
	    "URL:https://a.example/x/plan/a1/\r\n"
	    "TRANSP:TRANSPARENT\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n");
}

/* No line over 75 octets, no character cut, whatever the length. */
static void test_calendar_folds(void **state)
{
	struct fixture *f = *state;
	struct hw_buf title = {0};
	int i;

	f->actions[0].due.date = (struct hw_date){2024, 12, 5};
	for (i = 0; i < 120; i++) {
		hw_str rest, line;

		hw_buf_puts(&title, i % 3 == 0 ? "€" : "a");
		f->actions[0].title.s = hw_buf_str(&title);
		rest = hw_calendar(&f->view);
		assert_true(hw_str_find(rest, HW_STR("SUMMARY:Due: A1 €")) !=
		    SIZE_MAX);
		while (hw_str_next_line(&rest, &line)) {
			assert_true(line.len <= 75);
			assert_int_equal(hw_utf8_invalid_at(line), SIZE_MAX);
		}
	}
	hw_buf_free(&title);
}

static void test_calendar_leaves_out(void **state)
{
	struct fixture *f = *state;
	const hw_str event = HW_STR("BEGIN:VEVENT");

	f->actions[0].due.date = (struct hw_date){2024, 12, 5};
	assert_true(hw_str_find(hw_calendar(&f->view), event) != SIZE_MAX);
	/* Nobody knows when it changed: no day is made up. */
	assert_true(hw_str_find(hw_calendar(&f->view),
			HW_STR("DTSTAMP:19700101T000000Z")) != SIZE_MAX);
	/* Of the action, not of the page that it stands in. */
	f->pages[1].date.state = HW_DATE_KNOWN;
	f->pages[1].date.updated = JULY + 9 * DAY;
	happen(f, live(f, "A1"), JULY, HW_EVENT_ADDED, "", "");
	assert_true(hw_str_find(hw_calendar(&f->view),
			HW_STR("DTSTAMP:20240701T120000Z")) != SIZE_MAX);
	f->plan.is_archived = true;
	assert_true(hw_str_find(hw_calendar(&f->view), event) == SIZE_MAX);
	f->plan.is_archived = false;
	f->actions[0].status.value = HW_STATUS_STOPPED;
	assert_true(hw_str_find(hw_calendar(&f->view), event) == SIZE_MAX);
	f->actions[0].status.value = HW_STATUS_PAUSED;
	f->actions[0].due.date = (struct hw_date){0};
	assert_true(hw_str_find(hw_calendar(&f->view), event) == SIZE_MAX);
}

/* -------------------------------- chart -------------------------------- */

static void point(struct fixture *f, int64_t time, size_t not_started,
    size_t in_progress, size_t done)
{
	struct hw_plan_history *history =
	    hw_map_get(&f->history.plans, HW_STR("plan"));
	struct hw_progress_point item = {
	    .time = time,
	    .counts = {[HW_STATUS_NOT_STARTED] = not_started,
		[HW_STATUS_IN_PROGRESS] = in_progress,
		[HW_STATUS_DONE] = done},
	    .total = not_started + in_progress + done,
	};

	if (history == NULL) {
		history = HW_NEW(&f->arena, struct hw_plan_history);
		hw_map_add(&f->history.plans, HW_STR("plan"), history);
	}
	HW_PUSH(&history->points, &f->arena, item);
}

static const struct hw_value *chart(struct fixture *f)
{
	struct hw_value *map = hw_value_map(&f->arena);

	hw_view_plan_history(&f->view, map, &f->plan);
	return hw_value_get(map, HW_STR("chart"));
}

static const char *row(struct fixture *f, const struct hw_value *chart_map,
    size_t which)
{
	const struct hw_value *line = item(chart_map, "rows", which);
	struct hw_buf out = {0};
	hw_str text;
	size_t i;

	hw_buf_puts(&out, shown(f, line, "date"));
	for (i = 0; i < length(line, "cells"); i++) {
		hw_buf_putc(&out, ' ');
		hw_buf_add(&out, item(line, "cells", i)->text);
	}
	text = hw_buf_take(&out, &f->arena);
	hw_buf_free(&out);
	return text.p;
}

static void test_chart(void **state)
{
	struct fixture *f = *state;
	const struct hw_value *map, *band;

	point(f, JULY, 4, 0, 0);
	map = chart(f);
	assert_ptr_equal(hw_value_get(map, HW_STR("has_picture")),
	    &hw_value_false);
	assert_string_equal(shown(f, map, "sentence"),
	    "There is no change to show yet. This site’s record of the plan "
	    "begins on 1 July 2024.");
	point(f, JULY + 60, 3, 1, 0); /* the same day: the last counts */
	assert_ptr_equal(hw_value_get(chart(f), HW_STR("has_picture")),
	    &hw_value_false);
	point(f, JULY + 10 * DAY, 2, 1, 1);
	point(f, JULY + 11 * DAY, 0, 1, 4);
	map = chart(f);
	assert_string_equal(shown(f, map, "sentence"),
	    "On 1 July 2024, 0 of 4 actions were done. On 12 July 2024, 4 of "
	    "5 were done.");
	assert_int_equal(length(map, "rows"), 3);
	assert_string_equal(row(f, map, 0), "1 July 2024 0 1 3 0 0");
	assert_string_equal(row(f, map, 1), "11 July 2024 1 1 2 0 0");
	assert_string_equal(row(f, map, 2), "12 July 2024 4 1 0 0 0");
	/* 400 units are 5 actions; 1,000 are 12 days and the last step. */
	assert_int_equal(length(map, "bands"), 3);
	band = item(map, "bands", 0);
	assert_string_equal(shown(f, band, "path"),
	    "M0 400H833V320H916V80H1000V400H916V400H833V400H0Z");
	band = item(map, "bands", 1);
	assert_string_equal(shown(f, band, "path"),
	    "M0 320H833V240H916V0H1000V80H916V320H833V400H0Z");
	/* The labels of the thin bands on top make room for each other. */
	assert_int_equal(
	    hw_value_get(item(map, "bands", 0), HW_STR("place"))->integer,
	    60);
	assert_int_equal(
	    hw_value_get(item(map, "bands", 1), HW_STR("place"))->integer,
	    18);
	assert_int_equal(
	    hw_value_get(item(map, "bands", 2), HW_STR("place"))->integer, 6);
}

static void test_chart_of_years(void **state)
{
	struct fixture *f = *state;
	const struct hw_value *map;
	size_t i;

	for (i = 0; i < 400; i++)
		point(f, JULY + (int64_t)i * 3 * DAY, 400 - i, 0, i);
	map = chart(f);
	/* 40 months: told by the quarter. */
	assert_int_equal(length(map, "rows"), 15);
	assert_string_equal(row(f, map, 0), "1 July 2024 0 0 400 0 0");
	assert_string_equal(row(f, map, 14), "11 October 2027 399 0 1 0 0");
}

static void test_withdrawn_are_named(void **state)
{
	struct fixture *f = *state;
	struct hw_value *map = hw_value_map(&f->arena);

	happen_twice(f);
	hw_view_plan_history(&f->view, map, &f->plan);
	assert_int_equal(length(map, "withdrawn"), 1);
	assert_string_equal(shown(f, item(map, "withdrawn", 0), "title"),
	    "Gone");
	assert_string_equal(shown(f, item(map, "withdrawn", 0), "date"),
	    "10 August 2024");
	assert_string_equal(shown(f, item(map, "withdrawn", 0), "url"),
	    "/x/plan/a3/");
	assert_string_equal(shown(f, map, "plan_feed"), "/x/plan/feed.atom");
}

/* An action cannot vanish: its page says what is known, and what is not. */
static void test_withdrawn_keep_their_page(void **state)
{
	struct fixture *f = *state;
	const struct hw_value *map;
	struct hw_biography *gone;

	happen_twice(f);
	gone = hw_map_get(&f->history.biographies, HW_STR("plan/A3"));
	gone->due = HW_STR("2024-12");
	gone->owners = HW_STR("NHS Dorset; The council");
	map = hw_view_withdrawn(&f->view, f->plan.withdrawn.items[0]);
	assert_string_equal(shown(f, map, "title"), "Gone");
	assert_string_equal(shown(f, map, "label"), "Action A3");
	assert_string_equal(shown(f, map, "date"), "10 August 2024");
	assert_string_equal(shown(f, map, "updated"), "10 August 2024");
	assert_string_equal(shown(f, map, "reason"), "");
	assert_string_equal(shown(f, map, "status_words"), "Not started");
	assert_string_equal(shown(f, map, "due_words"), "December 2024");
	assert_string_equal(shown(f, map, "owner"),
	    "NHS Dorset; The council");
	assert_string_equal(shown(f, map, "plan_url"), "/x/plan/");
	assert_int_equal(length(map, "story"), 2);
	assert_string_equal(shown(f, told(map, 0, 0), "sentence"),
	    "Withdrawn from the plan");
	assert_int_equal(length(map, "states"), 0);
	/* By a commit whose time cannot be right: no event, no day. */
	gone->events.count--;
	gone->events.items[0].note = HW_STR("Not why it went.");
	map = hw_view_withdrawn(&f->view, f->plan.withdrawn.items[0]);
	assert_string_equal(shown(f, map, "date"), "-");
	assert_string_equal(shown(f, map, "updated"), "Date not known");
	assert_string_equal(shown(f, map, "reason"), "");
}

static void test_reasons_of_withdrawal(void **state)
{
	struct fixture *f = *state;
	struct hw_biography *gone;

	happen_twice(f);
	gone = hw_map_get(&f->history.biographies, HW_STR("plan/A3"));
	gone->events.items[1].note = HW_STR("No money & no staff.");
	assert_string_equal(
	    shown(f, hw_view_withdrawn(&f->view, f->plan.withdrawn.items[0]),
		"reason"),
	    "No money & no staff.");
}

/* ---------------------------- what a page shows ------------------------ */

static void count_on(struct fixture *f, int64_t time)
{
	struct hw_plan_history *history =
	    hw_map_get(&f->history.plans, HW_STR("plan"));
	struct hw_progress_point point = {.time = time};

	if (history == NULL) {
		history = HW_NEW(&f->arena, struct hw_plan_history);
		hw_map_add(&f->history.plans, HW_STR("plan"), history);
	}
	HW_PUSH(&history->points, &f->arena, point);
}

static int64_t shown_on(const struct fixture *f, const struct hw_page *page)
{
	struct hw_history_date date = hw_shown_date(&f->site, page);

	return date.state == HW_DATE_KNOWN ? date.updated : -1;
}

/* A plan's page counts actions of other files: it is as new as they are. */
static void test_dates_of_what_is_shown(void **state)
{
	struct fixture *f = *state;
	hw_str json;
	size_t i;

	for (i = 0; i < 3; i++) {
		f->pages[i].date.state = HW_DATE_KNOWN;
		f->pages[i].date.updated = JULY;
	}
	assert_int_equal(shown_on(f, &f->pages[0]), JULY);
	count_on(f, JULY - DAY);
	assert_int_equal(shown_on(f, &f->pages[0]), JULY);
	count_on(f, JULY + 9 * DAY);
	assert_int_equal(shown_on(f, &f->pages[0]), JULY + 9 * DAY);
	/* An area has its actions in its own file; easy read has one date. */
	assert_int_equal(shown_on(f, &f->pages[1]), JULY);
	assert_int_equal(shown_on(f, &f->pages[2]), JULY);
	f->site.home = &f->pages[1];
	assert_int_equal(shown_on(f, &f->pages[1]), JULY + 9 * DAY);
	f->site.home = NULL;
	/* All of the plan is as new as its newest page. */
	f->pages[1].date.updated = JULY + 12 * DAY;
	assert_int_equal(hw_shown_plan_date(&f->site, &f->plan).updated,
	    JULY + 12 * DAY);
	/* plan.json says what the page says. */
	json = hw_data_plan_json(&f->site, f->view.locale, &f->arena);
	assert_true(hw_str_find(json,
			HW_STR("\"updated\": \"2024-07-10\"")) != SIZE_MAX);
	/* A newer count makes no date for a page whose own is not known. */
	f->pages[0].date.state = HW_DATE_UNKNOWN;
	assert_int_equal(shown_on(f, &f->pages[0]), -1);
}

/* ------------------------- documents for paper ------------------------- */

static bool is_true(const struct hw_value *map, const char *key)
{
	const struct hw_value *value = hw_value_get(map, hw_str_of(key));

	assert_non_null(value);
	assert_int_equal(value->kind, HW_VALUE_BOOL);
	return value->truth;
}

/* As large as can be carried, and not one page more. */
static void test_documents_have_a_limit(void **state)
{
	struct fixture *f = *state;
	size_t actions = f->plan.actions.count;
	const struct hw_value *map, *plan;

	f->view.terms = hw_terms_open(&f->site.words, &f->arena);
	map = hw_view_print_all(&f->view);
	assert_true(is_true(map, "is_whole"));
	plan = item(map, "plans", 0);
	assert_string_equal(shown(f, plan, "id"), "plan_plan");
	assert_string_equal(shown(f, item(plan, "parts", 0), "id"),
	    "part_plan_");
	assert_string_equal(shown(f, plan, "large_url"),
	    "/x/plan/large-print/");
	f->plan.actions.count = HW_PRINT_LIMIT - f->plan.pages.count;
	assert_true(hw_page_prints_large(&f->plan));
	f->plan.actions.count++;
	assert_false(hw_page_prints_large(&f->plan));
	map = hw_view_print_all(&f->view);
	assert_false(is_true(map, "is_whole"));
	plan = item(map, "plans", 0);
	assert_null(hw_value_get(plan, HW_STR("parts")));
	assert_string_equal(shown(f, plan, "large_url"), "");
	assert_string_equal(shown(f, plan, "print_url"), "/x/plan/print/");
	f->plan.actions.count = actions;
}

/* ------------------------------- open data ----------------------------- */

static bool holds(hw_str text, const char *part)
{
	return hw_str_find(text, hw_str_of(part)) != SIZE_MAX;
}

static hw_str without_spaces(struct hw_arena *arena, hw_str text)
{
	struct hw_buf out = {0};
	hw_str result;
	size_t i;

	for (i = 0; i < text.len; i++)
		if (text.p[i] != ' ' && text.p[i] != '\n')
			hw_buf_putc(&out, text.p[i]);
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

static void test_data(void **state)
{
	struct fixture *f = *state;
	struct hw_biography *life;
	hw_str text;

	text = hw_data_plan_json(&f->site, f->view.locale, &f->arena);
	assert_true(holds(text, "\"first_due\": null"));
	assert_true(holds(text, "\"due_moves\": null"));
	assert_true(holds(text, "\"events\": []"));
	text = hw_data_actions_csv(&f->site, &f->arena);
	assert_true(holds(text, ",address,first_due,due_moves\r\n"));
	assert_true(holds(text, "/x/plan/a1/,,\r\n"));
	life = live(f, "A1");
	life->first_due = (struct hw_date){2024, 7, 0};
	happen(f, life, JULY, HW_EVENT_ADDED, "", "");
	happen(f, life, JULY + DAY, HW_EVENT_DUE, "2024-07", "2024-12")
	    ->note = HW_STR("Staff left.");
	text = hw_data_plan_json(&f->site, f->view.locale, &f->arena);
	assert_true(holds(text, "\"first_due\": \"2024-07\""));
	assert_true(holds(text, "\"due_moves\": 1"));
	text = without_spaces(&f->arena, text);
	assert_true(holds(text,
	    "{\"date\":\"2024-07-02\",\"what\":\"due\",\"from\":\"2024-07\","
	    "\"to\":\"2024-12\",\"note\":\"Staffleft.\"}"));
	text = hw_data_actions_csv(&f->site, &f->arena);
	assert_true(holds(text, "/x/plan/a1/,2024-07,1\r\n"));
	life->knows_start = false;
	text = hw_data_actions_csv(&f->site, &f->arena);
	assert_true(holds(text, "/x/plan/a1/,,\r\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_sentences),
	    TEST(test_moves_are_counted),
	    TEST(test_one_line),
	    TEST(test_promise),
	    TEST(test_story),
	    TEST(test_silence_ends),
	    TEST(test_start_is_not_known),
	    TEST(test_no_history),
	    TEST(test_page_history),
	    TEST(test_groups),
	    TEST(test_home),
	    TEST(test_drafts_stay_unsaid),
	    TEST(test_many_at_once_are_one_line),
	    TEST(test_summary),
	    TEST(test_years),
	    TEST(test_feed),
	    TEST(test_feed_has_its_limit),
	    TEST(test_calendar),
	    TEST(test_calendar_folds),
	    TEST(test_calendar_leaves_out),
	    TEST(test_chart),
	    TEST(test_chart_of_years),
	    TEST(test_withdrawn_are_named),
	    TEST(test_withdrawn_keep_their_page),
	    TEST(test_reasons_of_withdrawal),
	    TEST(test_dates_of_what_is_shown),
	    TEST(test_documents_have_a_limit),
	    TEST(test_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
