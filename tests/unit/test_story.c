/* What git tells of plans, pages and actions: input/gitnote, gitlog, gitmove,
 * repairs and assemble/facts, story, honesty, against repositories that
 * tests/fixtures/story-*.sh make. Days are those of common.sh. */
#include "gitfixture.h"

#include "assemble/history.h"
#include "assemble/page.h"
#include "assemble/shown.h"
#include "input/csv.h"
#include "input/front.h"
#include "input/gitnote.h"
#include "input/markdown.h"
#include "input/scan.h"

#include <stdio.h>
#include <stdlib.h>

static struct hw_buf text;
static struct hw_fs fs;

static int open_all(void **state)
{
	text = (struct hw_buf){0};
	fs = (struct hw_fs){.root_fd = -1};
	return fixture_open(state);
}

static int close_all(void **state)
{
	hw_buf_free(&text);
	hw_fs_close(&fs);
	return fixture_close(state);
}

/* The figures that pages show. */
static void read_figures(struct hw_site *site, struct hw_front *front)
{
	size_t i;

	for (i = 0; i < front->measures.count; i++) {
		struct hw_measure *measure = &front->measures.items[i];
		struct hw_source *source =
		    HW_NEW(site->arena, struct hw_source);

		if (measure->points.s.len == 0)
			continue;
		assert_true(hw_scan_read(&fs, site,
		    hw_fmt(site->arena, "content/%.*s",
			HW_ARG(measure->points.s)),
		    HW_CSV_LIMIT_BYTES, source));
		hw_csv_read_points(measure, source, site->today, site->diags,
		    site->arena);
	}
}

/* Loads the site that the script left in a folder of its own. */
static struct hw_site *load(const char *inside)
{
	struct hw_arena *arena = &gitfixture.scratch.arena;
	struct hw_site *site = &gitfixture.site;
	struct hw_source words = {0};
	struct hw_source *history = HW_NEW(arena, struct hw_source);
	const char *root = fixture_folder(inside);
	size_t i;

	hw_fs_close(&fs);
	hw_diag_init(&gitfixture.diags, arena);
	memset(site, 0, sizeof(*site));
	site->arena = arena;
	site->diags = &gitfixture.diags;
	site->today = (struct hw_date){2024, 6, 1};
	site->settings.language.s = HW_STR("en");
	site->settings.time_zone.s = HW_STR("Europe/London");
	hw_map_init(&site->page_of_path, arena);
	hw_map_init(&site->page_of_url, arena);
	assert_int_equal(hw_fs_open(&fs, root), 0);
	assert_true(hw_scan(&fs, site, &words, history));
	for (i = 0; i < site->pages.count; i++) {
		hw_front_read(site->pages.items[i], site->diags, arena);
		read_figures(site, &site->pages.items[i]->front);
	}
	hw_page_assemble(site, false);
	hw_diag_init(&gitfixture.diags,
	    arena); /* what was said is not ours */
	hw_history_read(site, root, HW_STR("content"), false,
	    history->text.len > 0 ? history : NULL, NULL, NULL);
	return site;
}

/* --------------------------- what was told, as text -------------------- */

static int day_of(int64_t time)
{
	assert_int_equal((time - 1700000000) % 86400, 0);
	return (int)((time - 1700000000) / 86400);
}

static void put_event(const struct hw_event *event)
{
	static const char *const names[HW_EVENT_COUNT] = {
	    [HW_EVENT_ADDED] = "added",
	    [HW_EVENT_STATUS] = "status",
	    [HW_EVENT_DUE] = "due",
	    [HW_EVENT_OWNER] = "owner",
	    [HW_EVENT_TITLE] = "title",
	    [HW_EVENT_OUTCOME] = "outcome",
	    [HW_EVENT_UPDATE] = "update",
	    [HW_EVENT_EVIDENCE] = "evidence",
	    [HW_EVENT_WITHDRAWN] = "withdrawn",
	};

	assert_int_equal(event->commit.len, 40);
	hw_buf_printf(&text, "  %d %s", day_of(event->time),
	    names[event->what]);
	if (event->from.len > 0 || event->to.len > 0)
		hw_buf_printf(&text, " '%.*s' > '%.*s'", HW_ARG(event->from),
		    HW_ARG(event->to));
	if (event->due_move > 0)
		hw_buf_printf(&text, " #%zu", event->due_move);
	if (event->note.len > 0)
		hw_buf_printf(&text, " (%.*s)", HW_ARG(event->note));
	hw_buf_putc(&text, '\n');
}

/* The biography of "plan/ref". */
static const char *life(const struct hw_site *site, const char *key)
{
	const struct hw_biography *life =
	    hw_map_get(&site->history->biographies, hw_str_of(key));
	size_t i;

	hw_buf_clear(&text);
	if (life == NULL)
		return "none";
	hw_buf_printf(&text,
	    "%.*s/%.*s '%.*s' %.*s first %d-%02d moves %zu%s%s",
	    HW_ARG(life->plan), HW_ARG(life->ref), HW_ARG(life->title),
	    HW_ARG(life->status), life->first_due.year, life->first_due.month,
	    life->due_moves, life->is_withdrawn ? " withdrawn" : "",
	    life->knows_start ? "\n" : " no start\n");
	for (i = 0; i < life->events.count; i++)
		put_event(&life->events.items[i]);
	if (life->events.count > 0)
		assert_int_equal(life->last_time,
		    life->events.items[life->events.count - 1].time);
	return text.data;
}

/* The public changes of a page, newest first. */
static const char *changes(const struct hw_site *site, const char *path)
{
	const struct hw_page_history *page =
	    hw_map_get(&site->history->pages, hw_str_of(path));
	size_t i;

	hw_buf_clear(&text);
	if (page == NULL)
		return "none";
	for (i = 0; i < page->changes.count; i++) {
		const struct hw_page_change *change = &page->changes.items[i];

		assert_int_equal(change->commit.len, 40);
		hw_buf_printf(&text, "%s%d%s", i > 0 ? ", " : "",
		    day_of(change->time), change->is_first ? " first" : "");
		if (change->note.len > 0)
			hw_buf_printf(&text, " (%.*s)", HW_ARG(change->note));
	}
	return text.len > 0 ? text.data : "";
}

/* "1: 0/2, 3: 1/2": days, done and all. */
static const char *progress(const struct hw_site *site, const char *plan)
{
	const struct hw_plan_history *history =
	    hw_map_get(&site->history->plans, hw_str_of(plan));
	size_t i;

	hw_buf_clear(&text);
	if (history == NULL)
		return "none";
	for (i = 0; i < history->points.count; i++) {
		const struct hw_progress_point *point =
		    &history->points.items[i];

		hw_buf_printf(&text, "%s%d: %zu %zu %zu %zu %zu of %zu",
		    i > 0 ? "\n" : "", day_of(point->time), point->counts[0],
		    point->counts[1], point->counts[2], point->counts[3],
		    point->counts[4], point->total);
	}
	return text.data;
}

/* "updated/created" of a page; '?' not known, '-' not published. */
static const char *dates(const struct hw_site *site, const char *path)
{
	const struct hw_page *page =
	    hw_map_get(&site->page_of_path, hw_str_of(path));

	hw_buf_clear(&text);
	assert_non_null(page);
	if (page->date.state == HW_DATE_KNOWN)
		hw_buf_printf(&text, "%d", day_of(page->date.updated));
	else
		hw_buf_putc(&text,
		    page->date.state == HW_DATE_UNKNOWN ? '?' : '-');
	hw_buf_putc(&text, '/');
	if (page->date.created_state == HW_DATE_KNOWN)
		hw_buf_printf(&text, "%d", day_of(page->date.created));
	else
		hw_buf_putc(&text,
		    page->date.created_state == HW_DATE_UNKNOWN ? '?' : '-');
	return text.data;
}

/* Every message: "path:line [code] message". */
static const char *said(void)
{
	size_t i;

	hw_buf_clear(&text);
	hw_diag_sort(&gitfixture.diags);
	for (i = 0; i < gitfixture.diags.list.count; i++) {
		const struct hw_diag *diag = &gitfixture.diags.list.items[i];

		if (diag->span.source != NULL)
			hw_buf_printf(&text, "%.*s:%zu ",
			    HW_ARG(diag->span.source->path),
			    hw_source_place(diag->span.source, diag->span.at)
				.line);
		hw_buf_printf(&text, "[%d] %.*s\n", (int)diag->code,
		    HW_ARG(diag->message));
		assert_true(diag->help.len > 0);
	}
	return text.len > 0 ? text.data : "";
}

/* -------------------------------- lives -------------------------------- */

static void test_ten_commits(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-ten");
	site = load("");
	assert_true(site->history->is_complete);
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the long waits' done first 2024-07 moves 2\n"
	    "  1 added\n"
	    "  2 status 'not started' > 'in progress'\n"
	    "  3 due '2024-07' > '2024-12' #1 (The review took longer.)\n"
	    "  3 update\n"
	    "  5 status 'in progress' > 'paused' "
	    "(The work waits for new staff.)\n"
	    "  5 due '2024-12' > '2025-03-31' #2 "
	    "(The work waits for new staff.)\n"
	    "  5 owner 'The health team' > 'The board; The health team' "
	    "(The work waits for new staff.)\n"
	    "  7 status 'paused' > 'in progress'\n"
	    "  7 title 'Shorten the waits' > 'Shorten the long waits'\n"
	    "  7 outcome\n"
	    "  9 status 'in progress' > 'done'\n"
	    "  9 update\n"
	    "  9 evidence\n");
	assert_string_equal(life(site, "p/A2"),
	    "p/A2 'Train the staff' stopped first 2024-09 moves 0 "
	    "withdrawn\n"
	    "  1 added\n"
	    "  10 status 'not started' > 'stopped' (There is no money.)\n"
	    "  11 withdrawn (There is no money.)\n");
	assert_string_equal(life(site, "p/A3"),
	    "p/A3 'Ask families' not started first 0-00 moves 0\n"
	    "  11 added\n");
	assert_string_equal(changes(site, "p/three.md"),
	    "9, 7, 5 (The work waits for new staff.), 4 first");
	assert_string_equal(changes(site, "p/two.md"), "none");
	assert_string_equal(changes(site, "p/one.md"),
	    "11, 10, 4, 3, 2, 1 first");
	assert_string_equal(progress(site, "p"),
	    "1: 2 0 0 0 0 of 2\n"
	    "2: 1 1 0 0 0 of 2\n"
	    "5: 1 0 0 1 0 of 2\n"
	    "7: 1 1 0 0 0 of 2\n"
	    "9: 1 0 1 0 0 of 2\n"
	    "10: 0 0 1 0 1 of 2\n"
	    "11: 1 0 1 0 0 of 2");
	assert_string_equal(dates(site, "p/three.md"), "9/4");
	assert_string_equal(said(), "");
}

/* The day that readers are told of an action; '?' not known, '-' not
 * published. */
static const char *action_day(const struct hw_site *site, size_t number)
{
	struct hw_history_date date = hw_shown_action_date(site,
	    site->plans.items[0]->actions.items[number],
	    &gitfixture.scratch.arena);

	hw_buf_clear(&text);
	if (date.state == HW_DATE_KNOWN)
		hw_buf_printf(&text, "%d", day_of(date.updated));
	else
		hw_buf_putc(&text, date.state == HW_DATE_UNKNOWN ? '?' : '-');
	return text.data;
}

static void test_what_comes_alone(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-alone");
	site = load("");
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the waits' done first 2024-07 moves 0\n"
	    "  1 added\n"
	    "  2 update (The council looks for money.)\n"
	    "  4 status 'paused' > 'done'\n"
	    "  5 update\n");
	/* The page is newer: what is new in it is about something else. */
	assert_string_equal(dates(site, "p/one.md"), "8/1");
	assert_string_equal(action_day(site, 0), "5");
	assert_string_equal(action_day(site, 1), "7");
}

static void test_ways_to_merge_agree(void **state)
{
	static const char *const ways[] = {"ff", "merge", "squash", "rebase"};
	size_t i;

	(void)state;
	fixture_make("story-ways");
	for (i = 0; i < HW_COUNT(ways); i++) {
		struct hw_site *site = load(ways[i]);

		assert_string_equal(life(site, "p/A1"),
		    "p/A1 'Shorten the waits' in progress first 2024-07 "
		    "moves 1\n"
		    "  1 added\n"
		    "  4 status 'not started' > 'in progress' "
		    "(The review took longer.)\n"
		    "  4 due '2024-07' > '2024-12' #1 "
		    "(The review took longer.)\n");
		assert_string_equal(changes(site, "p/one.md"),
		    "4 (The review took longer.), 1 first");
		assert_string_equal(dates(site, "p/one.md"), "4/1");
		assert_string_equal(dates(site, "p/index.md"), "1/1");
		assert_string_equal(dates(site, "about.md"), "3/3");
		assert_string_equal(progress(site, "p"),
		    "1: 1 0 0 0 0 of 1\n"
		    "4: 0 1 0 0 0 of 1");
		assert_string_equal(said(), "");
	}
}

static void test_form_moves_nothing(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-reformat");
	site = load("");
	assert_string_equal(dates(site, "p/one.md"), "1/1");
	assert_string_equal(dates(site, "p/index.md"), "1/1");
	assert_string_equal(dates(site, "index.easy.md"), "1/1");
	/* Not committed, but the same to readers. */
	assert_string_equal(dates(site, "index.md"), "6/1");
	assert_string_equal(changes(site, "p/one.md"), "1 first");
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the waits' not started first 2024-07 moves 0\n"
	    "  1 added\n");
	assert_string_equal(said(), "");
}

static void test_names(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-rename");
	site = load("");
	assert_string_equal(life(site, "q/A1"),
	    "q/A1 'Shorten the waits' not started first 2024-07 moves 0\n"
	    "  1 added\n");
	assert_string_equal(life(site, "q/A2"),
	    "q/A2 'Train the staff' done first 2024-09 moves 0\n"
	    "  1 added\n"
	    "  3 status 'not started' > 'in progress'\n"
	    "  4 status 'in progress' > 'done'\n");
	assert_string_equal(life(site, "p/A1"), "none");
	assert_string_equal(progress(site, "q"),
	    "1: 2 0 0 0 0 of 2\n"
	    "3: 1 1 0 0 0 of 2\n"
	    "4: 1 0 1 0 0 of 2");
	assert_string_equal(progress(site, "p"), "none");
	assert_string_equal(dates(site, "q/index.md"), "1/1");
	/* Swapped: both say something else now. */
	assert_string_equal(changes(site, "q/first.md"), "5, 1 first");
	assert_string_equal(changes(site, "q/second.md"), "5, 4, 3, 1 first");
	assert_string_equal(dates(site, "new.md"), "6/6");
	assert_string_equal(changes(site, "gone.md"), "none");
}

static void test_undone_changes(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-undo");
	site = load("");
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the waits' not started first 2024-07 moves 4\n"
	    "  1 added\n"
	    "  2 due '2024-07' > '2024-10' #1\n"
	    "  3 due '2024-10' > '2024-07' #2\n"
	    "  5 withdrawn\n"
	    "  6 added\n"
	    "  6 due '2024-07' > '2024-12' #3\n"
	    "  9 withdrawn\n"
	    "  10 added\n"
	    "  11 due '2024-12' > '' #4\n"
	    "  12 due '' > '2024-12'\n");
	assert_string_equal(changes(site, "p/one.md"), "8, 6, 3, 2, 1 first");
	assert_string_equal(dates(site, "p/one.md"), "8/1");
	assert_string_equal(changes(site, "p/two.md"),
	    "12, 11, 10, 9, 7, 1 first");
	assert_string_equal(progress(site, "p"),
	    "1: 2 0 0 0 0 of 2\n"
	    "5: 1 0 0 0 0 of 1\n"
	    "6: 2 0 0 0 0 of 2\n"
	    "8: 3 0 0 0 0 of 3\n"
	    "9: 2 0 0 0 0 of 2\n"
	    "10: 3 0 0 0 0 of 3");
}

static void test_merges_and_clocks(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-merges");
	site = load("");
	assert_string_equal(changes(site, "x.md"),
	    "5 first (There is a page x. There is a page y.)");
	assert_string_equal(dates(site, "b.md"), "8/8");
	assert_string_equal(dates(site, "a.md"), "2/1");
	assert_string_equal(changes(site, "a.md"), "2, 3, 1 first");
	assert_string_equal(dates(site, "c.md"), "?/7");
	/* The last commit's day is not known: its move counts all the same. */
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the waits' done first 2024-07 moves 1\n"
	    "  1 added\n"
	    "  8 status 'not started' > 'in progress'\n"
	    "  2 status 'in progress' > 'done'\n");
	assert_string_equal(progress(site, "p"),
	    "1: 1 0 0 0 0 of 1\n"
	    "8: 0 0 1 0 0 of 1");
}

/* -------------------------- minor changes, notes ----------------------- */

static void test_minor_and_notes(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-minor");
	site = load("");
	assert_string_equal(changes(site, "p/one.md"),
	    "10 (A note from afterwards.), 8, "
	    "7 (Words that go on, below. More words.), "
	    "6 (Words in the subject.), 1 first");
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten all waits' in progress first 2024-07 moves 0\n"
	    "  1 added\n"
	    "  5 status 'not started' > 'in progress'\n");
	assert_string_equal(said(),
	    "content/history.yaml:1 [161] there is no commit '0123456789' in "
	    "the history\n");
}

static const struct hw_page *page_of(const struct hw_site *site,
    const char *path)
{
	return hw_map_get(&site->page_of_path, hw_str_of(path));
}

static void test_figures(void **state)
{
	struct hw_site *site;
	const struct hw_page *page;

	(void)state;
	fixture_make("story-figures");
	site = load("");
	/* Not those of days 1 and 2, when no page showed them. */
	assert_string_equal(changes(site, "p/one.md"),
	    "9, 8, 7, 4 (The figure for March.), 3 first");
	page = page_of(site, "p/one.md");
	assert_int_equal(page->date.state, HW_DATE_KNOWN);
	assert_int_equal(day_of(page->date.updated), 9);
	assert_int_equal(day_of(page->date.created), 3);
	assert_int_equal(site->history->moves.count, 0);
	site = load("uncommitted");
	page = page_of(site, "p/one.md");
	assert_int_equal(page->date.state, HW_DATE_UNPUBLISHED);
	page = page_of(site, "p/index.md");
	assert_int_equal(page->date.state, HW_DATE_KNOWN);
}

static hw_str note(const char *message)
{
	return hw_git_note_read(hw_str_of(message), &gitfixture.scratch.arena)
	    .note;
}

static bool minor(const char *message)
{
	return hw_git_note_read(hw_str_of(message), &gitfixture.scratch.arena)
	    .is_minor;
}

#define NOTE(message, expected) assert_string_equal(note(message).p, expected)

static void test_messages(void **state)
{
	char large[800];
	hw_str cut;

	(void)state;
	NOTE("", "");
	NOTE("Change-note:", "");
	NOTE("Change-note: One", "One");
	NOTE("chAnge-NOTE:One (#345)", "One");
	NOTE("Mend it. Change-note: One", "One");
	NOTE("x\n\nno Change-note: One", "");
	NOTE("An exchange-note: One", "");
	NOTE("x\n\n * Change-note: One\n\n * Change-note: Two\n", "One Two");
	NOTE("x\n\nChange-note: One\nChange-note: One\n", "One");
	NOTE("x\n\nChange-note: One\n goes\ton\n  and on\nno more\n",
	    "One goes on and on");
	NOTE("x\n\nChange-note: One\r\nSigned-off-by: A\r\n", "One");
	NOTE("x\n\nChange-note: Bell \a rings", "");
	NOTE("x\n\nChange-note: Bad \xff byte", "");
	NOTE("x\n\nChange-note: Turned \xe2\x80\xae round", "");
	assert_true(minor("Minor-change: yes"));
	assert_true(minor("x\n\n* minor-change:   YES."));
	assert_true(minor("Fix (minor-change: yes)"));
	assert_false(minor("Minor-change: no"));
	assert_false(minor("Minor-change: yesterday"));
	assert_false(minor("x\n\nthis is no Minor-change: yes"));
	assert_false(minor("Minor-change: yes\n\nChange-note: One"));
	memset(large, 'e', sizeof(large) - 1);
	large[sizeof(large) - 1] = '\0';
	memcpy(large, "Change-note: ", strlen("Change-note: "));
	cut = note(large);
	assert_int_equal(hw_utf8_count(cut), HW_NOTE_LENGTH);
	assert_true(hw_str_ends(cut, HW_STR("e\xe2\x80\xa6")));
}

/* --------------------------- what is not known ------------------------- */

static void test_cut_off(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-shallow");
	site = load("clone");
	assert_false(site->history->is_complete);
	assert_string_equal(dates(site, "form.md"), "?/?");
	assert_string_equal(dates(site, "words.md"), "5/?");
	assert_string_equal(dates(site, "same.md"), "?/?");
	/* The boundary itself brought it, but nobody can know. */
	assert_string_equal(dates(site, "about.md"), "?/?");
	assert_string_equal(dates(site, "p/one.md"), "6/?");
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the waits' not started first 2024-07 moves 1 no "
	    "start\n"
	    "  6 due '2024-07' > '2024-12' #1 (It takes longer.)\n");
	assert_string_equal(life(site, "p/A2"),
	    "p/A2 'Train the staff' not started first 2024-09 moves 0\n"
	    "  6 added\n");
	assert_string_equal(changes(site, "words.md"), "5");
	assert_string_equal(action_day(site, 0), "6");
	site = load("origin");
	assert_true(site->history->is_complete);
	assert_string_equal(dates(site, "form.md"), "1/1");
	assert_string_equal(dates(site, "words.md"), "5/1");
}

static void test_unreadable_versions(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-broken");
	site = load("");
	assert_string_equal(life(site, "p/A1"),
	    "p/A1 'Shorten the waits' done first 2024-07 moves 0\n"
	    "  1 added\n"
	    "  3 status 'not started' > 'in progress'\n"
	    "  6 status 'in progress' > 'done'\n");
	/* What was a draft was not said. */
	assert_string_equal(life(site, "p/A2"),
	    "p/A2 'Train the staff' in progress first 2024-09 moves 0 "
	    "withdrawn\n"
	    "  7 added\n"
	    "  8 withdrawn\n");
	assert_string_equal(changes(site, "p/two.md"), "none");
	assert_string_equal(changes(site, "x.md"), "5, 1 first");
}

/* What waits for its day is told with that day, and not before. */
static void test_waiting(void **state)
{
	static const int64_t first = 1700481600; /* 20 November 2023, noon */
	const struct hw_biography *life_of;
	const struct hw_page *page;
	struct hw_site *site;

	(void)state;
	fixture_make("story-waiting");
	site = load("");
	page = hw_map_get(&site->page_of_path, HW_STR("p/one.md"));
	assert_non_null(page);
	life_of = hw_map_get(&site->history->biographies, HW_STR("p/A1"));
	assert_non_null(life_of);
	assert_int_equal(life_of->events.count, 3);
	assert_int_equal(life_of->events.items[0].time, first);
	assert_int_equal(life_of->events.items[1].time, first);
	assert_int_equal(life_of->events.items[2].what, HW_EVENT_STATUS);
	assert_int_equal(day_of(life_of->events.items[2].time), 7);
	assert_int_equal(page->date.state, HW_DATE_KNOWN);
	assert_int_equal(day_of(page->date.updated), 7);
	assert_int_equal(page->date.created, first);
	assert_string_equal(life(site, "p/A2"), "none");
	assert_string_equal(changes(site, "p/two.md"), "none");
}

/* Versions whose bytes a partial clone has not got. */
static void test_missing_versions(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-ten");
	fixture_run("git -C '%s' config uploadpack.allowFilter true",
	    fixture_folder(""));
	fixture_run("git clone -q --filter=blob:none 'file://%s' '%s' 2>&1",
	    fixture_folder(""), fixture_folder("clone"));
	site = load("clone");
	assert_false(site->history->is_complete);
	/* When bytes changed is known without them. */
	assert_string_equal(dates(site, "p/index.md"), "1/1");
	assert_string_equal(dates(site, "p/one.md"), "11/1");
	assert_int_equal(gitfixture.diags.list.count, 1);
	assert_true(hw_str_find(gitfixture.diags.list.items[0].help,
			HW_STR("--no-filter")) != SIZE_MAX);
}

/* ------------------------------- honesty ------------------------------- */

static void test_honesty(void **state)
{
	(void)state;
	fixture_make("story-honest");
	load("bad");
	assert_string_equal(said(),
	    "content/p/one.md:1 [162] action 'A4' ('Open a phone line') has "
	    "vanished from the plan 'p': it was published as 'in progress' "
	    "on 15 November 2023\n"
	    "content/p/one.md:7 [165] 'A1' was published as done on 15 "
	    "November 2023 and is now 'in progress' without a reason\n"
	    "content/p/one.md:9 [163] the ref 'A2' stood for 'Train the "
	    "staff' until it was taken for something else on 16 November "
	    "2023\n"
	    "content/p/one.md:17 [164] the due date of 'A3' has moved "
	    "without "
	    "a reason: 'October 2024' was published on 15 November 2023\n"
	    "content/p/one.md:20 [77] 'A6' is done, and nothing shows it\n");
	load("mended");
	assert_string_equal(said(), "");
	load("loose");
	assert_string_equal(said(),
	    "[156] 1 page is changed or new and not committed: "
	    "'content/p/one.md'\n"
	    "content/p/one.md:1 [162] action 'A4' ('Open a phone line') has "
	    "vanished from the plan 'p': it was published as 'in progress' "
	    "on 15 November 2023\n"
	    "content/p/one.md:7 [165] 'A1' was published as done on 15 "
	    "November 2023 and is now 'in progress' without a reason\n"
	    "content/p/one.md:9 [163] the ref 'A2' stood for 'Train the "
	    "staff'\n"
	    "content/p/one.md:17 [164] the due date of 'A3' has moved "
	    "without "
	    "a reason: 'October 2024' was published on 15 November 2023\n"
	    "content/p/one.md:20 [77] 'A6' is done, and nothing shows it\n");
}

static void test_plan_gone(void **state)
{
	struct hw_site *site;

	(void)state;
	fixture_make("story-honest");
	fixture_run("git -C '%s' rm -qr content/p && rm -rf '%s'",
	    fixture_folder("mended"), fixture_folder("mended/content/p"));
	site = load("mended");
	assert_non_null(site->history);
	assert_string_equal(said(),
	    "[162] the plan 'p' has vanished with its actions, the first of "
	    "them 'A1' ('Shorten the waits')\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_all, close_all)
	static const struct CMUnitTest tests[] = {
	    TEST(test_ten_commits),
	    TEST(test_ways_to_merge_agree),
	    TEST(test_what_comes_alone),
	    TEST(test_form_moves_nothing),
	    TEST(test_names),
	    TEST(test_undone_changes),
	    TEST(test_merges_and_clocks),
	    TEST(test_minor_and_notes),
	    TEST(test_figures),
	    TEST(test_messages),
	    TEST(test_cut_off),
	    TEST(test_unreadable_versions),
	    TEST(test_waiting),
	    TEST(test_missing_versions),
	    TEST(test_honesty),
	    TEST(test_plan_gone),
	};

	hw_markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
