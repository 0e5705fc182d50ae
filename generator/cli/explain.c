/* explain: where a page's date, or an action's life, came from; and what a
 * message means. */
#include "assemble/facts.h"
#include "assemble/shown.h"
#include "cli/command.h"
#include "cli/load.h"
#include "input/gitlog.h"
#include "input/repairs.h"
#include "input/schema.h"
#include "render/guide.h"

#include <stdio.h>

#define SHORT_ID 10

struct explainer {
	struct hw_loaded *loaded;
	struct hw_git *git;
	struct hw_facts_reader reader;
	struct hw_repairs repairs;
	struct hw_arena *arena;
};

static hw_str day(struct explainer *e, int64_t time)
{
	return hw_date_iso(e->arena, hw_words_day(e->loaded->locale, time));
}

static hw_str short_id(struct explainer *e, const struct hw_git_id *id)
{
	return hw_str_sub(hw_git_id_hex(e->arena, id), 0, SHORT_ID);
}

/* ------------------------------- actions ------------------------------- */

static void print_event(struct explainer *e, const struct hw_event *event)
{
	static const char *const names[HW_EVENT_COUNT] = {
	    [HW_EVENT_ADDED] = "first published",
	    [HW_EVENT_STATUS] = "status",
	    [HW_EVENT_DUE] = "due date",
	    [HW_EVENT_OWNER] = "owner",
	    [HW_EVENT_TITLE] = "title",
	    [HW_EVENT_OUTCOME] = "outcomes or detail reworded",
	    [HW_EVENT_UPDATE] = "update published",
	    [HW_EVENT_EVIDENCE] = "evidence changed",
	    [HW_EVENT_WITHDRAWN] = "withdrawn",
	};

	printf("  %.*s  %.*s  %s", HW_ARG(day(e, event->time)),
	    event->commit.len < SHORT_ID ? (int)event->commit.len : SHORT_ID,
	    event->commit.p, names[event->what]);
	if (event->from.len > 0 || event->to.len > 0)
		printf(": %s%.*s%s -> %s%.*s%s",
		    event->from.len > 0 ? "'" : "none", HW_ARG(event->from),
		    event->from.len > 0 ? "'" : "",
		    event->to.len > 0 ? "'" : "none", HW_ARG(event->to),
		    event->to.len > 0 ? "'" : "");
	if (event->note.len > 0)
		printf(" (%.*s)", HW_ARG(event->note));
	putchar('\n');
}

static void print_life(struct explainer *e, const struct hw_biography *life)
{
	size_t i;

	printf("%.*s/%.*s: %.*s\n", HW_ARG(life->plan), HW_ARG(life->ref),
	    HW_ARG(life->title));
	if (!life->knows_start)
		printf("  the history is cut off before it began\n");
	for (i = 0; i < life->events.count; i++)
		print_event(e, &life->events.items[i]);
	printf("  first due %.*s, moved %zu time%s\n",
	    HW_ARG(hw_date_given(life->first_due)
		    ? hw_date_iso(e->arena, life->first_due)
		    : HW_STR("at no date")),
	    life->due_moves, life->due_moves == 1 ? "" : "s");
}

static bool explain_refs(struct explainer *e, hw_str name)
{
	const struct hw_history *history = e->loaded->site.history;
	bool found = false;
	size_t i;

	for (i = 0; history != NULL && i < history->biographies.count; i++) {
		const struct hw_map_entry *entry =
		    &history->biographies.entries[i];
		const struct hw_biography *life = entry->value;

		if (!hw_str_equal(life->ref, name) &&
		    !hw_str_equal(entry->key, name))
			continue;
		print_life(e, life);
		found = true;
	}
	return found;
}

/* -------------------------------- pages -------------------------------- */

static bool read_facts(struct explainer *e, hw_str path,
    const struct hw_git_id *blob, struct hw_facts *out)
{
	struct hw_git_problem problem;
	struct hw_git_object object;

	*out = (struct hw_facts){0};
	if (!hw_git_read(&object, &problem, e->git, HW_GIT_BLOB, blob))
		return false;
	hw_facts_read(out, &e->reader, path,
	    hw_str_dup(e->arena, object.bytes), e->arena);
	hw_git_release(&object);
	return true;
}

static bool is_repaired(const struct explainer *e, hw_str hex)
{
	size_t i;

	for (i = 0; i < e->repairs.minor.count; i++)
		if (hw_str_starts(hex, e->repairs.minor.items[i].s))
			return true;
	return false;
}

/* Why a commit does not date the page; NULL when it does. */
static const char *rejection(struct explainer *e,
    const struct hw_git_logged *commit, const struct hw_git_touch *touch)
{
	struct hw_facts before, after;

	if (!touch->has_after)
		return "the page was away from here on";
	if (commit->is_cut_off)
		return "the history is cut off here: it may be older";
	if (!commit->has_time)
		return "its time cannot be right";
	if (!read_facts(e, touch->path, &touch->after, &after))
		return "its bytes are missing in this clone";
	if (!after.is_readable)
		return "the page could not be read as it was then";
	if (!touch->has_before)
		return NULL;
	if (!read_facts(e, touch->from.len > 0 ? touch->from : touch->path,
		&touch->before, &before))
		return "the bytes before it are missing in this clone";
	if (before.is_readable && before.fingerprint == after.fingerprint)
		return touch->from.len > 0
		    ? "the page moved; its words and data are the same"
		    : "form only: words and data are the same";
	if (commit->is_minor)
		return "its message says 'Minor-change: yes'";
	if (is_repaired(e, hw_git_id_hex(e->arena, &commit->id)))
		return "history.yaml says that it was minor";
	return NULL;
}

static const struct hw_git_touch *find_touch(
    const struct hw_git_logged *commit, hw_str path)
{
	size_t i;

	for (i = 0; i < commit->touches.count; i++)
		if (hw_str_equal(commit->touches.items[i].path, path))
			return &commit->touches.items[i];
	return NULL;
}

/* Names that the page and the figures that it shows had at a time. */
struct names {
	hw_str *items;
	size_t count;
};

static struct names names_of(struct explainer *e, const struct hw_page *page)
{
	const struct hw_front *front = &page->front;
	struct names names = {
	    HW_NEW_ARRAY(e->arena, hw_str, front->measures.count + 1), 1};
	size_t i;

	names.items[0] = hw_str_sub(page->source.path, sizeof("content/") - 1,
	    page->source.path.len);
	for (i = 0; i < front->measures.count; i++)
		if (front->measures.items[i].points.s.len > 0)
			names.items[names.count++] =
			    front->measures.items[i].points.s;
	return names;
}

/* Of the page, or else of its figures; which is followed to its name before. */
static const struct hw_git_touch *follow(const struct hw_git_logged *commit,
    struct names *names)
{
	const struct hw_git_touch *found = NULL;
	size_t i;

	for (i = 0; i < names->count; i++) {
		const struct hw_git_touch *touch =
		    find_touch(commit, names->items[i]);

		if (touch == NULL)
			continue;
		if (touch->from.len > 0)
			names->items[i] = touch->from;
		if (found == NULL)
			found = touch;
	}
	return found;
}

/* Whether the commit is one of the page's public changes. */
static bool counts(const struct hw_page_history *history, hw_str commit)
{
	size_t i;

	for (i = 0; i < history->changes.count; i++)
		if (hw_str_equal(history->changes.items[i].commit, commit))
			return true;
	return false;
}

static void print_touches(struct explainer *e, const struct hw_git_log *log,
    const struct hw_page *page)
{
	struct names names = names_of(e, page);
	const struct hw_page_history *history = e->loaded->site.history ==
		NULL
	    ? NULL
	    : hw_map_get(&e->loaded->site.history->pages, names.items[0]);
	bool is_chosen = false;
	size_t i;

	for (i = 0; i < log->commits.count; i++) {
		const struct hw_git_logged *commit = &log->commits.items[i];
		const struct hw_git_touch *touch = follow(commit, &names);
		const char *why;

		if (touch == NULL)
			continue;
		why = rejection(e, commit, touch);
		if (why == NULL && history != NULL &&
		    !counts(history, hw_git_id_hex(e->arena, &commit->id)))
			why = "readers of the page saw no difference";
		printf("  %.*s  %.*s  %s",
		    HW_ARG(commit->has_time ? day(e, commit->time)
					    : HW_STR("no day    ")),
		    HW_ARG(short_id(e, &commit->id)),
		    why != NULL     ? "does not count: "
			: is_chosen ? "older"
				    : "chosen: words or data changed");
		printf("%s", why != NULL ? why : "");
		if (commit->note.len > 0)
			printf(" (note: %.*s)", HW_ARG(commit->note));
		putchar('\n');
		is_chosen = is_chosen || why == NULL;
	}
	if (!log->is_complete)
		printf("  the history ends here: it is cut off\n");
}

static struct hw_page *find_page(const struct hw_site *site, hw_str name)
{
	struct hw_page *page = hw_map_get(&site->page_of_url, name);

	if (page != NULL)
		return page;
	if (hw_str_starts(name, HW_STR("content/")))
		name = hw_str_sub(name, sizeof("content/") - 1, name.len);
	return hw_map_get(&site->page_of_path, name);
}

/* The date that readers see, where counts of actions make it newer. */
static void print_shown(struct explainer *e, const struct hw_page *page)
{
	struct hw_history_date date = hw_shown_date(&e->loaded->site, page);

	if (date.state == HW_DATE_KNOWN && date.updated > page->date.updated)
		printf("  %.*s  the page says this day: a count of actions "
		       "that it shows changed\n",
		    HW_ARG(day(e, date.updated)));
}

static void explain_page(struct explainer *e, const struct hw_page *page)
{
	static const char *const states[] = {
	    [HW_DATE_KNOWN] = "last updated",
	    [HW_DATE_UNPUBLISHED] = "not yet published: commit it",
	    [HW_DATE_UNKNOWN] = "date not known",
	};
	struct hw_git_log log;
	hw_str folder = hw_git_folder(e->git);

	printf("%.*s: %s", HW_ARG(page->source.path),
	    states[page->date.state]);
	if (page->date.state == HW_DATE_KNOWN)
		printf(" %.*s, commit %.*s",
		    HW_ARG(day(e, page->date.updated)), SHORT_ID,
		    page->date.commit.p);
	putchar('\n');
	print_shown(e, page);
	hw_git_log_read(&log, e->git,
	    hw_fmt(e->arena, "%.*s%scontent", HW_ARG(folder),
		folder.len > 0 ? "/" : ""),
	    NULL, e->arena);
	print_touches(e, &log, page);
}

static void read_repairs(struct explainer *e)
{
	struct hw_source *source = HW_NEW(e->arena, struct hw_source);
	struct hw_diags ignored; /* check reports them */

	hw_diag_init(&ignored, e->arena);
	source->path = HW_STR("content/history.yaml");
	if (hw_fs_read(&e->loaded->fs, source->path, HW_SETTINGS_LIMIT_BYTES,
		e->arena, &source->text) == 0)
		hw_repairs_read(&e->repairs, source, &ignored, e->arena);
}

static int explain(struct hw_loaded *loaded, hw_str name)
{
	struct explainer e = {.loaded = loaded, .arena = &loaded->arena};
	struct hw_git_problem problem;
	const struct hw_page *page = find_page(&loaded->site, name);

	if (page == NULL && explain_refs(&e, name))
		return HW_EXIT_CLEAN;
	if (page == NULL) {
		fprintf(stderr,
		    "headway: there is no page or action '%.*s'; write "
		    "'content/plan/area-5.md', '/plan/area-5/' or 'A5.1'\n",
		    HW_ARG(name));
		return HW_EXIT_MISTAKES;
	}
	if (!hw_git_open(&e.git, &problem, ".", e.arena)) {
		fprintf(stderr,
		    "headway: no date is known: git cannot be "
		    "read here\n");
		return HW_EXIT_FAILED;
	}
	hw_facts_open(&e.reader);
	read_repairs(&e);
	explain_page(&e, page);
	hw_facts_close(&e.reader);
	hw_git_close(e.git);
	return HW_EXIT_CLEAN;
}

/* ------------------------------- messages ------------------------------ */

static void put_guides(struct hw_buf *out, const struct hw_guide *guides,
    size_t count, const char *format)
{
	size_t i;

	if (format != NULL && strcmp(format, "json") == 0) {
		hw_guide_json(out, guides, count);
		return;
	}
	if (format != NULL && count > 1)
		for (i = 0; i < count; i++)
			hw_guide_row(out, &guides[i]);
	for (i = 0; i < count; i++) {
		if (count > 1)
			hw_buf_putc(out, '\n');
		if (format == NULL || strcmp(format, "text") == 0)
			hw_guide_text(out, &guides[i]);
		else
			hw_guide_markdown(out, &guides[i]);
	}
}

/* "HW203", or "messages" for all; false when it is neither. */
static bool explain_message(hw_str name, const char *format)
{
	const struct hw_guide *guides;
	struct hw_buf out = {0};
	enum hw_diag_code code;
	size_t count;

	guides = hw_guides(&count);
	if (hw_diag_find(&code, name)) {
		guides = hw_guide_of(code);
		count = 1;
	} else if (!hw_str_equal(name, HW_STR("messages"))) {
		return false;
	}
	put_guides(&out, guides, count, format);
	fwrite(hw_buf_str(&out).p, 1, out.len, stdout);
	hw_buf_free(&out);
	return true;
}

int hw_command_explain(const struct hw_options *options)
{
	struct hw_loaded loaded;
	int status;

	if (options->operand_count != 1)
		return hw_command_usage(
		    "'explain' takes one page, action or code, as in "
		    "'headway explain A5.1'");
	if (explain_message(hw_str_of(options->operands[0]), options->format))
		return HW_EXIT_CLEAN;
	if (options->format != NULL)
		return hw_command_usage("'--format' is for codes, as in "
					"'headway explain HW203'");
	if (hw_load(&loaded, options))
		status = explain(&loaded, hw_str_of(options->operands[0]));
	else
		status = hw_command_report(&loaded.diags, false);
	hw_load_free(&loaded);
	return status;
}
