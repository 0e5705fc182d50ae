/* What one build leaves of the history for the next: assemble/story_kept,
 * input/cache, base/pack. With it, without it, with a damaged one and with
 * another's the same story is told. */
#include "gitfixture.h"

#include "assemble/history.h"
#include "assemble/page.h"
#include "assemble/story.h"
#include "failing_fs.h"
#include "input/cache.h"
#include "input/front.h"
#include "input/markdown.h"
#include "input/scan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct hw_date today;
static const struct hw_source *repairs_source;
static struct hw_git *git;

static int open_all(void **state)
{
	today = (struct hw_date){2024, 6, 1};
	repairs_source = NULL;
	git = NULL;
	hw_markdown_setup();
	return fixture_open(state);
}

static int close_all(void **state)
{
	hw_git_close(git);
	return fixture_close(state);
}

static struct hw_arena *arena(void)
{
	return &gitfixture.scratch.arena;
}

/* --------------------------- a story as text --------------------------- */

static hw_str take(struct hw_buf *buf)
{
	hw_str taken = hw_buf_take(buf, arena());

	hw_buf_free(buf);
	return taken;
}

static void put_text(struct hw_buf *out, const char *name, hw_str s)
{
	hw_buf_printf(out, " %s='%.*s'", name, HW_ARG(s));
}

static void put_time(struct hw_buf *out, const char *name, int64_t time)
{
	hw_buf_printf(out, " %s=%lld", name, (long long)time);
}

static void put_change(struct hw_buf *out, const char *name,
    const struct hw_git_change *change)
{
	hw_buf_printf(out, " %s=%d", name, (int)change->when);
	if (change->when == HW_GIT_DATED)
		put_time(out, "at", change->time);
	if (change->when != HW_GIT_NEVER)
		put_text(out, "by", hw_git_id_hex(arena(), &change->commit));
}

static void put_life(struct hw_buf *out, const struct hw_biography *life)
{
	size_t i;

	put_text(out, "plan", life->plan);
	put_text(out, "ref", life->ref);
	put_text(out, "title", life->title);
	put_text(out, "status", life->status);
	hw_buf_printf(out, " first=%d-%d-%d start=%d gone=%d moves=%zu",
	    life->first_due.year, life->first_due.month, life->first_due.day,
	    life->knows_start, life->is_withdrawn, life->due_moves);
	put_time(out, "last", life->last_time);
	for (i = 0; i < life->events.count; i++) {
		const struct hw_event *event = &life->events.items[i];

		hw_buf_printf(out, "\n  %s move=%zu",
		    hw_event_name((int)event->what), event->due_move);
		put_time(out, "at", event->time);
		put_text(out, "by", event->commit);
		put_text(out, "from", event->from);
		put_text(out, "to", event->to);
		put_text(out, "note", event->note);
	}
}

static void put_action(struct hw_buf *out,
    const struct hw_story_action *action)
{
	hw_buf_puts(out, "action");
	put_life(out, &action->life);
	hw_buf_puts(out, "\n ");
	put_text(out, "path", action->path);
	put_text(out, "due", action->due);
	put_text(out, "owners", action->owners);
	put_text(out, "reason", action->reason);
	put_text(out, "last_due", action->last_due);
	put_time(out, "status_time", action->status_time);
	put_time(out, "due_time", action->due_time);
	hw_buf_printf(out, " status=%d silent=%d there=%d ever=%d",
	    action->status, action->has_moved_silently, action->is_there,
	    action->was_ever);
	hw_buf_printf(out, " hashes=%llx,%llx,%llx",
	    (unsigned long long)action->outcome,
	    (unsigned long long)action->update,
	    (unsigned long long)action->evidence);
	put_text(out, "before", action->due_before);
	if (action->due_before.len > 0)
		put_time(out, "at", action->due_before_time);
	put_text(out, "reused", action->reused.title);
	if (action->reused.title.len > 0)
		put_time(out, "at", action->reused.time);
	hw_buf_printf(out, " note=%d undone=%d reason=%d",
	    action->reused.has_note, action->undone.is_undone,
	    action->undone.has_reason);
	if (action->undone.is_undone)
		put_time(out, "at", action->undone.done_time);
	if (!action->is_there)
		put_time(out, "withdrawn", action->withdrawn_time);
	hw_buf_putc(out, '\n');
}

static void put_page(struct hw_buf *out, hw_str path,
    const struct hw_story_page *page)
{
	size_t i;

	put_text(out, "page", path);
	hw_buf_printf(out, " public=%d change=%d bad=%d created=%d part=%d",
	    page->is_public, page->has_change, page->has_bad_time,
	    page->has_created, page->is_incomplete);
	put_time(out, "updated", page->updated);
	put_time(out, "created", page->created);
	put_text(out, "by", page->commit);
	if (page->has_bad_time)
		put_text(out, "bad",
		    hw_git_id_hex(arena(), &page->bad_commit));
	hw_buf_printf(out, " print=%llx",
	    (unsigned long long)page->fingerprint);
	put_change(out, "bytes", &page->bytes_updated);
	put_change(out, "first", &page->bytes_created);
	for (i = 0; i < page->history.changes.count; i++) {
		const struct hw_page_change *change =
		    &page->history.changes.items[i];

		hw_buf_printf(out, "\n  first=%d wording=%d",
		    change->is_first, change->is_wording);
		put_time(out, "at", change->time);
		put_text(out, "by", change->commit);
		put_text(out, "note", change->note);
	}
	hw_buf_putc(out, '\n');
}

static void put_plan(struct hw_buf *out, const struct hw_plan_history *plan)
{
	size_t i, k;

	put_text(out, "plan", plan->plan);
	for (i = 0; i < plan->points.count; i++) {
		put_time(out, "at", plan->points.items[i].time);
		for (k = 0; k < 5; k++)
			hw_buf_printf(out, ",%zu",
			    plan->points.items[i].counts[k]);
		hw_buf_printf(out, ",%zu", plan->points.items[i].total);
	}
	hw_buf_putc(out, '\n');
}

/* All that a story tells, in its order. */
static void put_story(struct hw_buf *out, const struct hw_story *story)
{
	const struct hw_history *history = story->history;
	size_t i;

	hw_buf_printf(out, "complete=%d,%d missing=%zu end=%d %.*s\n",
	    story->is_complete, history->is_complete, story->missing,
	    (int)story->end.fault, HW_ARG(story->end.subject));
	for (i = 0; i < story->actions.count; i++)
		put_action(out, story->actions.items[i]);
	for (i = 0; i < story->pages.count; i++)
		put_page(out, story->pages.entries[i].key,
		    story->pages.entries[i].value);
	for (i = 0; i < history->biographies.count; i++)
		hw_buf_printf(out, "%.*s\n",
		    HW_ARG(history->biographies.entries[i].key));
	for (i = 0; i < history->pages.count; i++)
		hw_buf_printf(out, "%.*s\n",
		    HW_ARG(history->pages.entries[i].key));
	for (i = 0; i < history->moves.count; i++) {
		put_text(out, "moved", history->moves.items[i].from);
		put_text(out, "to", history->moves.items[i].to);
		put_text(out, "ref", history->moves.items[i].ref);
		hw_buf_putc(out, '\n');
	}
	for (i = 0; i < history->plans.count; i++)
		put_plan(out, history->plans.entries[i].value);
}

/* The page of story-figures that shows figures. */
static void add_page(struct hw_site *site)
{
	static struct hw_measure measures[] = {
	    {.points.s = {"data/wait.csv", 13}},
	    {.points.s = {"data/waits.csv", 14}}};
	struct hw_page *page = HW_NEW(arena(), struct hw_page);

	page->source.path = HW_STR("content/p/one.md");
	page->front.measures.items = measures;
	page->front.measures.count = HW_COUNT(measures);
	HW_PUSH(&site->pages, arena(), page);
}

/*
 * The story at the commit of that name, and what is said of history.yaml.
 * `after` gets what it leaves, unless it is NULL.
 */
static const char *tell(const char *commit, hw_str before, hw_str *after)
{
	struct hw_story_kept kept = {.before = before};
	struct hw_site site = {.arena = arena(), .today = today};
	struct hw_diags diags;
	struct hw_repairs repairs;
	struct hw_story story;
	struct hw_buf text = {0};
	bool has_repairs = false;

	hw_diag_init(&diags, arena());
	site.diags = &diags;
	add_page(&site);
	assert_true(hw_git_set_head(git, commit));
	if (repairs_source != NULL)
		has_repairs = hw_repairs_read(&repairs, repairs_source,
		    &diags, arena());
	hw_story_read(&story, &site, git, HW_STR("content"),
	    has_repairs ? &repairs : NULL, after != NULL ? &kept : NULL);
	put_story(&text, &story);
	hw_diag_print(&diags, &text);
	if (after != NULL)
		*after = kept.after.len > 0 ? take(&kept.after) : before;
	return take(&text).p;
}

static void tell_difference(const char *commit, const char *with,
    const char *without)
{
	size_t at = 0, from = 0;

	for (; with[at] != '\0' && with[at] == without[at]; at++)
		from = with[at] == '\n' ? at + 1 : from;
	fail_msg("%s at %s: with it:\n%.400s\nwithout it:\n%.400s",
	    gitfixture.name, commit, with + from, without + from);
}

/* The story with what was kept is the one without. */
static void same_story(const char *commit, hw_str before, hw_str *after)
{
	hw_str ignored;
	const char *with =
	    tell(commit, before, after != NULL ? after : &ignored);
	const char *without = tell(commit, HW_STR_NONE, NULL);

	if (strcmp(with, without) != 0)
		tell_difference(commit, with, without);
}

/* Opens the repository that the script left in a folder of its own. */
static void open_repository(const char *inside)
{
	struct hw_git_problem problem;

	hw_git_close(git);
	assert_true(
	    hw_git_open(&git, &problem, fixture_folder(inside), arena()));
}

static hw_str kept_at(const char *commit)
{
	hw_str after;

	tell(commit, HW_STR_NONE, &after);
	assert_true(after.len > 0);
	return after;
}

/* ------------------------- with and without it ------------------------- */

static const struct {
	const char *name, *inside;
} repositories[] = {
    {"story-ten", ""},
    {"story-alone", ""},
    {"story-honest", "mended"},
    {"story-merges", ""},
    {"story-minor", ""},
    {"story-figures", ""},
    {"story-reformat", ""},
    {"story-rename", ""},
    {"story-broken", ""},
    {"story-shallow", "origin"},
    {"story-undo", ""},
    {"story-waiting", ""},
    {"story-ways", "merge"},
    {"story-ways", "squash"},
    {"story-ways", "rebase"},
    {"delete-restore", ""},
    {"merge-edit", ""},
    {"octopus", ""},
    {"rename", ""},
    {"rename-folder", ""},
    {"revert", ""},
    {"skew", ""},
    {"swap", ""},
    {"empty-commit", ""},
};

/* Every earlier commit's state serves every later commit, step by step and
 * at one go. */
static void step_through(void)
{
	hw_str rest = fixture_run("git -C '%s' rev-list --first-parent "
				  "--reverse HEAD",
	    fixture_folder(""));
	hw_str line, chain = HW_STR_NONE, kept[64], again;
	const char *commits[64];
	size_t count = 0, i, k;

	while (hw_str_next_line(&rest, &line)) {
		assert_true(count < HW_COUNT(commits));
		commits[count++] = hw_str_dup(arena(), line).p;
	}
	assert_true(count > 1);
	for (i = 0; i < count; i++) {
		kept[i] = kept_at(commits[i]);
		same_story(commits[i], chain, &chain);
		/* It is read, and not only made anew. */
		tell(commits[i], kept[i], &again);
		assert_ptr_equal(again.p, kept[i].p);
		for (k = 0; k < i; k++)
			same_story(commits[i], kept[k], NULL);
	}
	/* Back in time: what was kept is of no use. */
	same_story(commits[0], chain, NULL);
}

static void test_every_step(void **state)
{
	const char *last = "";
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(repositories); i++) {
		if (strcmp(last, repositories[i].name) != 0)
			fixture_make(repositories[i].name);
		last = repositories[i].name;
		open_repository(repositories[i].inside);
		gitfixture.name = hw_fmt(arena(), "%s%s%s", last,
		    repositories[i].inside[0] != '\0' ? "/" : "",
		    repositories[i].inside)
				      .p;
		step_through();
		gitfixture.name = last;
	}
}

static const char commit_all[] =
    "git add -A && git -c user.name=A -c user.email=a@example.org "
    "commit -q -m";

/* A branch that was merged is asked for its notes down to commits that are
 * not read again. */
static void test_merge_after(void **state)
{
	const char *root;

	(void)state;
	fixture_make("story-ways");
	open_repository("squash");
	root = fixture_folder("squash");
	/* The commit that it starts from has a note of its own. */
	fixture_run("cd '%s' && git checkout -q -b late && "
		    "echo 'Late words.' >>content/about.md && %s 'Late' && "
		    "git checkout -q main && "
		    "echo 'Words.' >>content/p/index.md && %s 'Words' && "
		    "git -c user.name=A -c user.email=a@example.org "
		    "merge -q --no-ff -m Merge late",
	    root, commit_all, commit_all);
	same_story("HEAD", kept_at("HEAD~1"), NULL);
	assert_non_null(
	    strstr(tell("HEAD", HW_STR_NONE, NULL), "The review took"));
}

/* The same action in two pages, and then in the second alone. */
static void test_doubles(void **state)
{
	const char *root;

	(void)state;
	fixture_make("story-ten");
	root = fixture_folder("");
	fixture_run(
	    "cd '%s' && for name in s t; do printf -- '---\ntitle: %%s\n"
	    "kind: area\nactions:\n  - ref: Z9\n    title: Twice\n"
	    "    status: done\n---\n\nWords of %%s.\n' $name $name "
	    ">content/p/$name.md; %s $name; done && "
	    "echo 'More words.' >>content/about.md && %s More && "
	    "git rm -q content/p/s.md && %s Gone",
	    root, commit_all, commit_all, commit_all);
	open_repository("");
	step_through();
	assert_non_null(
	    strstr(tell("HEAD", HW_STR_NONE, NULL), "path='p/t.md'"));
}

/* What a commit changed whose time cannot be right is told with the next. */
static void test_bad_time(void **state)
{
	const char *root;

	(void)state;
	fixture_make("story-ten");
	root = fixture_folder("");
	fixture_run(
	    "cd '%s' && put() { printf -- '---\ntitle: New\nkind: area\n"
	    "actions:\n  - ref: Z9\n    title: New\n    status: %%s\n"
	    "---\n\nWords, %%s.\n' $1 $2 >content/p/new.md; } && "
	    "put paused 1 && %s One && put done 1 && "
	    "GIT_COMMITTER_DATE='@4200000000 +0000' && "
	    "export GIT_COMMITTER_DATE && %s Two && "
	    "unset GIT_COMMITTER_DATE && put done 2 && %s Three",
	    root, commit_all, commit_all, commit_all);
	open_repository("");
	step_through();
}

/* A page gives up its name, loses the next to another, and both come back. */
static void test_names(void **state)
{
	static const char *const steps[] = {
	    "git mv content/a.md content/b.md",
	    "git rm -q content/b.md",
	    "for name in d e; do cp content/p/index.md content/$name.md; "
	    "done",
	    "git mv content/c.md content/b.md",
	    "echo 'More.' >>content/b.md && mkdir content/q && "
	    "git mv content/p content/q/p",
	    "git mv content/q/p content/r",
	    "git mv content/b.md content/a.md",
	    "git mv content/r/one.md content/two.md",
	    "git mv content/a.md content/c.md",
	};
	const char *root;
	size_t i;

	(void)state;
	fixture_make("story-ten");
	root = fixture_folder("");
	fixture_run("cd '%s' && for name in a c; do printf -- "
		    "'---\\ntitle: %%s\\n---\\n\\nWords of %%s.\\n"
		    "\\nMore of %%s.\\n' $name $name $name "
		    ">content/$name.md; done",
	    root);
	for (i = 0; i <= HW_COUNT(steps); i++)
		fixture_run("cd '%s' && %s && git add -A && "
			    "git -c user.name=A "
			    "-c user.email=a@example.org commit -q -m Step",
		    root, i > 0 ? steps[i - 1] : "true");
	open_repository("");
	step_through();
	/* There is something to remember. */
	assert_non_null(strstr(tell("HEAD", HW_STR_NONE, NULL),
	    "moved='a.md' to='b.md'"));
	assert_non_null(strstr(tell("HEAD", HW_STR_NONE, NULL),
	    "moved='b.md' to='c.md'"));
}

static void test_rewritten(void **state)
{
	hw_str before, after;

	(void)state;
	fixture_make("story-ten");
	open_repository("");
	before = kept_at("HEAD");
	fixture_run("cd '%s' && git -c user.name=A "
		    "-c user.email=a@example.org commit -q --amend "
		    "-m 'Other words'",
	    fixture_folder(""));
	same_story("HEAD", before, &after);
	assert_false(hw_str_equal(before, after));
	same_story("HEAD", after, NULL);
	/* Another repository's. */
	fixture_make("story-merges");
	open_repository("");
	same_story("HEAD", before, NULL);
}

static const struct hw_source *as_source(const char *text)
{
	struct hw_source *source = HW_NEW(arena(), struct hw_source);

	source->path = HW_STR("content/history.yaml");
	source->text = hw_str_dup(arena(), hw_str_of(text));
	return source;
}

static const char *id_of(const char *commit)
{
	return hw_str_dup(arena(),
	    fixture_run("git -C '%s' rev-parse %s", fixture_folder(""),
		commit))
	    .p;
}

static void test_repairs(void **state)
{
	const char *old, *newest;
	hw_str plain, repaired;

	(void)state;
	fixture_make("story-ten");
	open_repository("");
	old = id_of("HEAD~4");
	newest = id_of("HEAD");
	plain = kept_at("HEAD~1");
	/* Of an old commit: what was kept is wrong now. */
	repairs_source = as_source(
	    hw_fmt(arena(), "notes:\n  - {commit: %s, note: Mended.}\n", old)
		.p);
	same_story("HEAD", plain, NULL);
	assert_non_null(
	    strstr(tell("HEAD", HW_STR_NONE, NULL), "note='Mended.'"));
	repaired = kept_at("HEAD~1");
	same_story("HEAD", repaired, NULL);
	/* Of a new one: it still is right. */
	repairs_source = as_source(
	    hw_fmt(arena(), "minor: [%s]\nwithdraw: [0123456]\n", newest).p);
	same_story("HEAD", plain, NULL);
	/* And back. */
	repairs_source = NULL;
	same_story("HEAD", repaired, NULL);
}

static void test_today(void **state)
{
	static const struct hw_date days[] = {{2023, 11, 15}, {2023, 11, 19},
	    {2023, 11, 20}, {2024, 6, 1}, {2024, 6, 2}, {2025, 1, 1}};
	hw_str kept[HW_COUNT(days)], before;
	size_t i, k;

	(void)state;
	fixture_make("story-waiting");
	open_repository("");
	for (i = 0; i < HW_COUNT(days); i++) {
		today = days[i];
		kept[i] = kept_at("HEAD");
		before = kept_at("HEAD~1");
		for (k = 0; k < HW_COUNT(days); k++) {
			today = days[k];
			same_story("HEAD", kept[i], NULL);
			same_story("HEAD", before, NULL);
		}
	}
	/* Only the days on which a page comes out make a difference. */
	for (i = 0; i < HW_COUNT(days); i++)
		for (k = 0; k < HW_COUNT(days); k++) {
			today = days[k];
			tell("HEAD", kept[i], &before);
			assert_int_equal(hw_str_equal(before, kept[i]),
			    i / 2 == k / 2);
		}
}

/* A build of an earlier commit does not take the place of what is there. */
static void test_aside(void **state)
{
	struct hw_story_kept kept = {.is_aside = true};
	struct hw_diags diags;
	struct hw_site site = {.arena = arena(),
	    .diags = &diags,
	    .today = today};
	struct hw_story story;

	(void)state;
	fixture_make("story-ten");
	open_repository("");
	hw_diag_init(&diags, arena());
	kept.before = kept_at("HEAD");
	assert_true(hw_git_set_head(git, "HEAD~3"));
	hw_story_read(&story, &site, git, HW_STR("content"), NULL, &kept);
	assert_int_equal(kept.after.len, 0);
	kept.before = HW_STR_NONE;
	hw_story_read(&story, &site, git, HW_STR("content"), NULL, &kept);
	assert_true(kept.after.len > 0);
	hw_buf_free(&kept.after);
}

/* A history that is cut off leaves nothing. */
static void test_incomplete(void **state)
{
	hw_str after;

	(void)state;
	fixture_make("story-shallow");
	open_repository("clone");
	tell("HEAD", HW_STR_NONE, &after);
	assert_int_equal(after.len, 0);
	fixture_make("partial");
	open_repository("blobless");
	tell("HEAD", HW_STR_NONE, &after);
	assert_int_equal(after.len, 0);
}

/*
 * Bytes that lie: any story may come of them, or none; but nothing is read
 * where it must not be, and the program goes on.
 */
static void test_lies(void **state)
{
	hw_str good, after;
	char *bad;
	size_t i;

	(void)state;
	fixture_make("story-rename");
	open_repository("");
	good = kept_at("HEAD");
	bad = hw_arena_alloc(arena(), good.len);
	for (i = 0; i < good.len; i++) {
		memcpy(bad, good.p, good.len);
		bad[i] = (char)(bad[i] ^
		    (i % 3 == 0          ? 0x01
			    : i % 3 == 1 ? 0x80
					 : 0xFF));
		tell("HEAD", (hw_str){bad, good.len}, &after);
	}
	/* With the end missing there is no story in them. */
	for (i = 0; i < good.len; i++)
		same_story("HEAD", hw_str_sub(good, 0, i), NULL);
}

/* ------------------------------- the file ------------------------------ */

static struct hw_cache in_scratch(void)
{
	return (struct hw_cache){.fs = &gitfixture.scratch.fs,
	    .path = hw_str_of(gitfixture.scratch.path),
	    .site = HW_STR("/srv/site"),
	    .writer = HW_STR("1.2.3")};
}

static const char *only_file(void)
{
	hw_str name = fixture_run("cd '%s' && ls -d history-* | grep -v lock",
	    gitfixture.scratch.path);

	return hw_str_dup(arena(), name).p;
}

static void read_gives(struct hw_cache *cache, hw_str wanted)
{
	hw_str got = hw_cache_read(cache, HW_STR("content"), arena());

	assert_true(hw_str_equal(got, wanted));
}

static void put_file(const char *name, hw_str bytes)
{
	struct hw_fs *folder = &gitfixture.scratch.fs;

	(void)hw_fs_remove_tree(folder, hw_str_of(name));
	assert_int_equal(hw_fs_write_private(folder, hw_str_of(name), bytes),
	    0);
}

static void test_file(void **state)
{
	struct hw_cache cache = in_scratch(), other;
	struct hw_fs_info info;
	hw_str bytes = hw_str_dup(arena(), (hw_str){"some\0bytes", 10});

	(void)state;
	read_gives(&cache, HW_STR_NONE);
	hw_cache_write(&cache, HW_STR("content"), HW_STR("older bytes"));
	hw_cache_write(&cache, HW_STR("content"), bytes);
	read_gives(&cache, bytes);
	assert_int_equal(
	    hw_fs_info(&gitfixture.scratch.fs, hw_str_of(only_file()), &info),
	    0);
	assert_int_equal(info.mode, 0600);
	/* Another headway, another folder, another checkout. */
	other = cache;
	other.writer = HW_STR("1.2.4");
	read_gives(&other, HW_STR_NONE);
	other = cache;
	other.site = HW_STR("/srv/other");
	read_gives(&other, HW_STR_NONE);
	assert_int_equal(
	    hw_cache_read(&cache, HW_STR("docs/content"), arena()).len, 0);
	read_gives(&cache, bytes);
}

static void test_every_byte(void **state)
{
	struct hw_cache cache = in_scratch();
	hw_str good, kept;
	const char *name;
	char *bad;
	size_t i, bit;

	(void)state;
	fixture_make("linear");
	open_repository("");
	kept = kept_at("HEAD");
	hw_cache_write(&cache, HW_STR("content"), kept);
	read_gives(&cache, kept);
	name = only_file();
	assert_int_equal(hw_fs_read(&gitfixture.scratch.fs, hw_str_of(name),
			     10000, arena(), &good),
	    0);
	bad = hw_arena_alloc(arena(), good.len + 1);
	for (i = 0; i < good.len; i++)
		for (bit = 0; bit < 8; bit += 3) {
			memcpy(bad, good.p, good.len);
			bad[i] = (char)(bad[i] ^ 1 << bit);
			put_file(name, (hw_str){bad, good.len});
			read_gives(&cache, HW_STR_NONE);
		}
	for (i = 0; i < good.len; i++) {
		put_file(name, hw_str_sub(good, 0, i));
		read_gives(&cache, HW_STR_NONE);
	}
	memcpy(bad, good.p, good.len);
	put_file(name, (hw_str){bad, good.len + 1});
	read_gives(&cache, HW_STR_NONE);
	put_file(name, good);
	read_gives(&cache, kept);
}

static void test_not_ours(void **state)
{
	struct hw_cache cache = in_scratch();
	const char *path;

	(void)state;
	hw_cache_write(&cache, HW_STR("content"), HW_STR("bytes"));
	path = scratch_path(&gitfixture.scratch, only_file());
	assert_int_equal(chmod(path, 0620), 0);
	read_gives(&cache, HW_STR_NONE);
	assert_int_equal(chmod(path, 0602), 0);
	read_gives(&cache, HW_STR_NONE);
	assert_int_equal(chmod(path, 0644), 0);
	read_gives(&cache, HW_STR("bytes"));
	fixture_run("cd '%s' && mv '%s' there && ln -s there '%s'",
	    gitfixture.scratch.path, path, path);
	read_gives(&cache, HW_STR_NONE);
	/* It is written over, and what the link led to stays. */
	hw_cache_write(&cache, HW_STR("content"), HW_STR("new"));
	read_gives(&cache, HW_STR("new"));
	assert_true(
	    fixture_run("tail -c 5 '%s/there'", gitfixture.scratch.path)
		.len == 5);
	if (geteuid() != 0)
		return;
	assert_int_equal(chown(path, 12345, 12345), 0);
	read_gives(&cache, HW_STR_NONE);
}

/* Whatever fails: the old bytes, the new ones or none, and nothing left. */
static void test_failures(void **state)
{
	struct hw_cache cache = in_scratch(), failing = in_scratch();
	struct failing_fs fs;
	size_t at;
	bool failed = true;

	(void)state;
	failing_fs_init(&fs, &gitfixture.scratch.fs);
	failing.fs = &fs.fs;
	for (at = 1; failed; at++) {
		hw_str got;

		hw_cache_write(&cache, HW_STR("content"), HW_STR("old"));
		fs.count = 0;
		fs.fail_at = at;
		fs.error = ENOSPC;
		fs.failed = false;
		hw_cache_write(&failing, HW_STR("content"), HW_STR("new"));
		failed = fs.failed;
		fs.fail_at = 0;
		got = hw_cache_read(&cache, HW_STR("content"), arena());
		assert_true(hw_str_equal(got, HW_STR("new")) ||
		    (failed && hw_str_equal(got, HW_STR("old"))));
		(void)only_file();
		assert_true(fixture_run("ls '%s' | grep -c history-",
				gitfixture.scratch.path)
				.p[0] == '2');
	}
	assert_true(at > 4);
	fs.fail_at = 1;
	fs.count = 0;
	fs.fail_on = true;
	read_gives(&failing, HW_STR_NONE);
}

static void write_often(hw_str bytes)
{
	struct hw_cache cache = in_scratch();
	int i;

	for (i = 0; i < 300; i++)
		hw_cache_write(&cache, HW_STR("content"), bytes);
	_exit(0);
}

/* Two builds at a time: a third reads what one of them wrote. */
static void test_race(void **state)
{
	struct hw_cache cache = in_scratch();
	char *a = hw_arena_alloc(arena(), 100000);
	char *b = hw_arena_alloc(arena(), 60000);
	pid_t pids[2];
	size_t read_some = 0;
	int i, status;

	(void)state;
	memset(a, 'a', 100000);
	memset(b, 'b', 60000);
	hw_cache_write(&cache, HW_STR("content"), (hw_str){a, 100000});
	for (i = 0; i < 2; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			write_often(i == 0 ? (hw_str){a, 100000}
					   : (hw_str){b, 60000});
	}
	for (i = 0; i < 200; i++) {
		hw_str got =
		    hw_cache_read(&cache, HW_STR("content"), arena());

		assert_true(hw_str_equal(got, (hw_str){a, 100000}) ||
		    hw_str_equal(got, (hw_str){b, 60000}));
		read_some += got.len > 0;
	}
	for (i = 0; i < 2; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(read_some, 200);
}

/* ------------------------------- the whole ----------------------------- */

/* What readers would be told of the site's past, and the messages. */
static const char *read_site(const char *root, struct hw_cache *cache)
{
	struct hw_site *site = HW_NEW(arena(), struct hw_site);
	struct hw_diags *diags = HW_NEW(arena(), struct hw_diags);
	struct hw_source words = {0};
	struct hw_source *history = HW_NEW(arena(), struct hw_source);
	struct hw_buf text = {0};
	struct hw_fs fs;
	size_t i;

	hw_diag_init(diags, arena());
	site->arena = arena();
	site->diags = diags;
	site->today = today;
	site->settings.language.s = HW_STR("en");
	site->settings.time_zone.s = HW_STR("Europe/London");
	hw_map_init(&site->page_of_path, arena());
	hw_map_init(&site->page_of_url, arena());
	assert_int_equal(hw_fs_open(&fs, root), 0);
	assert_true(hw_scan(&fs, site, &words, history));
	for (i = 0; i < site->pages.count; i++)
		hw_front_read(site->pages.items[i], diags, arena());
	hw_page_assemble(site, false);
	hw_history_read(site, root, HW_STR("content"), false,
	    history->text.len > 0 ? history : NULL, NULL, cache);
	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		put_text(&text, "page", page->source.path);
		hw_buf_printf(&text, " %d %d", (int)page->date.state,
		    (int)page->date.created_state);
		put_time(&text, "updated", page->date.updated);
		put_time(&text, "created", page->date.created);
		put_text(&text, "by", page->date.commit);
		hw_buf_putc(&text, '\n');
	}
	for (i = 0;
	     site->history != NULL && i < site->history->biographies.count;
	     i++)
		put_life(&text, site->history->biographies.entries[i].value);
	hw_diag_print(diags, &text);
	hw_fs_close(&fs);
	return take(&text).p;
}

static void same_site(const char *root, struct hw_cache *cache)
{
	const char *with = read_site(root, cache);

	assert_string_equal(with, read_site(root, NULL));
}

static void test_site(void **state)
{
	struct hw_cache cache = in_scratch();
	const char *root;

	(void)state;
	fixture_make("story-honest");
	root = fixture_folder("bad");
	same_site(root, &cache);
	(void)only_file(); /* it was written */
	same_site(root, &cache);
	/* What is not committed is compared with HEAD as before. */
	fixture_run("echo 'More words.' >>'%s/content/p/one.md'", root);
	same_site(root, &cache);
	same_site(fixture_folder("loose"), &cache);
}

/* A clone of a part tells no more because a whole one was read before. */
static void test_clone_of_a_part(void **state)
{
	struct hw_cache cache = in_scratch();

	(void)state;
	fixture_make("story-shallow");
	same_site(fixture_folder("origin"), &cache);
	(void)only_file();
	same_site(fixture_folder("clone"), &cache);
	fixture_make("partial");
	cache.site = HW_STR("partial");
	same_site(fixture_folder("origin"), &cache);
	same_site(fixture_folder("blobless"), &cache);
	same_site(fixture_folder("treeless"), &cache);
}

/* A folder that the commit brings along is not believed. */
static void test_brought_along(void **state)
{
	struct hw_cache cache = in_scratch();
	const char *root, *folder;
	struct hw_fs fs;

	(void)state;
	fixture_make("story-ten");
	root = fixture_folder("");
	folder = fixture_folder("kept");
	assert_int_equal(mkdir(folder, 0755), 0);
	assert_int_equal(hw_fs_open(&fs, folder), 0);
	cache.fs = &fs;
	cache.path = hw_str_of(folder);
	read_site(root, &cache);
	open_repository("");
	assert_false(hw_cache_is_in_head(&cache, git));
	assert_true(hw_cache_read(&cache, HW_STR("content"), arena()).len >
	    0);
	fixture_run("cd '%s' && git add -A && git -c user.name=A "
		    "-c user.email=a@example.org commit -q -m 'Brought'",
	    root);
	open_repository("");
	assert_true(hw_cache_is_in_head(&cache, git));
	same_site(root, &cache);
	/* Nothing is read there, and nothing written. */
	fixture_run("rm '%s'/history-*", folder);
	read_site(root, &cache);
	assert_int_equal(
	    hw_cache_read(&cache, HW_STR("content"), arena()).len, 0);
	cache.path = hw_str_of(root);
	assert_true(hw_cache_is_in_head(&cache, git));
	cache.path = hw_fmt(arena(), "%sx", root);
	assert_false(hw_cache_is_in_head(&cache, git));
	hw_fs_close(&fs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_every_step, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_merge_after, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_doubles, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_bad_time, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_names, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_rewritten, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_repairs, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_today, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_aside, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_incomplete, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_lies, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_file, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_every_byte, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_not_ours, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_failures, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_race, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_site, open_all, close_all),
	    cmocka_unit_test_setup_teardown(test_clone_of_a_part, open_all,
		close_all),
	    cmocka_unit_test_setup_teardown(test_brought_along, open_all,
		close_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
