#include "assemble/history.h"

#include "assemble/dating.h"
#include "assemble/honesty.h"
#include "input/githead.h"

#define NAMED_PAGES 3
#define SHORT_ID    10

struct reader {
	struct hw_site *site;
	struct hw_git *git;
	struct hw_git_head_files head; /* in the order of pages */
	struct hw_story story;
	struct hw_git_problem end; /* HW_GIT_OK, or why not all was read */
	hw_str content_folder;
	bool must_know;
};

/* ------------------------------- messages ------------------------------ */

static void say(struct reader *reader, enum hw_diag_code code, hw_str help,
    const char *format, ...) HW_PRINTF(4, 5);

/* With the code of its cause, or as the error that dates are not known. */
static void say(struct reader *reader, enum hw_diag_code code, hw_str help,
    const char *format, ...)
{
	struct hw_diags *diags = reader->site->diags;
	va_list args;
	hw_str words;

	va_start(args, format);
	words = hw_vfmt(diags->arena, format, args);
	va_end(args);
	if (reader->must_know)
		code = HW_DIAG_DATE_UNKNOWN;
	hw_diag(diags, code, HW_SPAN_NONE, help, "%.*s", HW_ARG(words));
}

/* "the date of 1 page is not known" */
static hw_str unknown_words(struct reader *reader, size_t count)
{
	return hw_fmt(reader->site->diags->arena,
	    "the date%s of %zu page%s "
	    "%s not known",
	    count == 1 ? "" : "s", count, count == 1 ? "" : "s",
	    count == 1 ? "is" : "are");
}

/* A path as a shell takes it: in quotes where it needs them. */
static hw_str shell_word(struct hw_arena *arena, hw_str path)
{
	size_t i;

	for (i = 0; i < path.len; i++) {
		char c = path.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && strchr("/._-+", c) == NULL)
			return hw_fmt(arena, "\"%.*s\"", HW_ARG(path));
	}
	return path;
}

static hw_str owner_help(struct hw_arena *arena, hw_str folder)
{
	return hw_fmt(arena,
	    "Run 'git config --global --add safe.directory %.*s'; in GitHub "
	    "Actions as a step before this one, 'run: git config --global "
	    "--add safe.directory \"$GITHUB_WORKSPACE\"'. The folder must be "
	    "named in full: '*' is not enough.",
	    HW_ARG(shell_word(arena, folder)));
}

static const char shallow_help[] =
    "Run 'git fetch --unshallow'. In GitHub Actions give the step 'uses: "
    "actions/checkout' the line 'with:' and, indented below it, the line "
    "'fetch-depth: 0'. In GitLab CI set 'GIT_DEPTH: 0' under 'variables:'.";
static const char partial_help[] =
    "Run 'git fetch --refetch --filter=blob:none' where the repository can "
    "reach its origin: the clone was made without its older folder lists. "
    "In GitHub Actions write 'filter: blob:none' and 'fetch-depth: 0' below "
    "'with:' of the step 'uses: actions/checkout', and no other filter.";
static const char borrowed_help[] =
    "The repository takes objects from the folders named in "
    "'.git/objects/info/alternates'. Bring them back, or clone again without "
    "'--shared' and '--reference'.";
static const char missing_help[] =
    "Run 'git fsck' to see what is missing, then 'git fetch --refetch', or "
    "clone the repository again.";
static const char damaged_help[] =
    "Run 'git fsck' to see what is damaged, then clone the repository again "
    "or bring the object back from another copy.";
static const char format_help[] =
    "headway reads git through libgit2, which knows repositories with SHA-1 "
    "ids and references as files. Convert it, or make a new one without "
    "'--object-format=sha256' and '--ref-format=reftable'.";
static const char none_help[] =
    "headway takes the dates of pages from git. Build from a clone, not from "
    "a copy without '.git'; for a new site run 'git init' and commit the "
    "pages.";
static const char unborn_help[] =
    "Commit the pages with 'git add' and 'git commit'.";
static const char submodule_help[] =
    "A submodule's history is in a repository of its own. Keep the pages in "
    "the site's repository, or build from a clone of the submodule's.";
static const char time_help[] =
    "Times before 1970 and after 2100 are not believed: the clock was wrong "
    "or the commit was damaged. The page has a date again after its next "
    "change.";
static const char other_help[] =
    "Try 'git log' in the site's folder: it may say more.";

/* A fault of opening: it holds for every page. */
static void say_not_opened(struct reader *reader,
    const struct hw_git_problem *problem)
{
	struct hw_arena *arena = reader->site->diags->arena;

	switch (problem->fault) {
	case HW_GIT_NO_REPOSITORY:
		say(reader, HW_DIAG_GIT_NONE, hw_str_of(none_help),
		    "no git repository at '%.*s' or above: the dates of "
		    "pages "
		    "are not known",
		    HW_ARG(problem->subject));
		break;
	case HW_GIT_NO_COMMIT:
		say(reader, HW_DIAG_GIT_UNBORN, hw_str_of(unborn_help),
		    "the repository '%.*s' has no commit yet: no page has a "
		    "date",
		    HW_ARG(problem->subject));
		break;
	case HW_GIT_OWNER:
		say(reader, HW_DIAG_GIT_OWNER,
		    owner_help(arena, problem->subject),
		    "git does not trust '%.*s', which belongs to another "
		    "user: the dates of pages are not known",
		    HW_ARG(problem->subject));
		break;
	case HW_GIT_FORMAT:
		say(reader, HW_DIAG_GIT_FORMAT, hw_str_of(format_help),
		    "the format of the repository '%.*s' is not supported by "
		    "libgit2 (%.*s): the dates of pages are not known",
		    HW_ARG(problem->subject), HW_ARG(problem->detail));
		break;
	default:
		say(reader, HW_DIAG_GIT_OTHER, hw_str_of(other_help),
		    "git could not read '%.*s' (%.*s): the dates of pages "
		    "are "
		    "not known",
		    HW_ARG(problem->subject), HW_ARG(problem->detail));
		break;
	}
}

static hw_str short_id(hw_str hex)
{
	return hw_str_sub(hex, 0, hex.len < SHORT_ID ? hex.len : SHORT_ID);
}

/* An object that could not be read, whatever came of it. */
static void say_object(struct reader *reader, size_t unknown)
{
	const struct hw_git_problem *end = &reader->end;
	bool is_damaged = end->fault == HW_GIT_DAMAGED;
	const char *help = missing_help;
	hw_str subject = end->subject, why = HW_STR_NONE;

	if (is_damaged)
		help = damaged_help;
	else if (end->fault == HW_GIT_PARTIAL)
		help = partial_help;
	else if (end->fault == HW_GIT_BORROWED)
		help = borrowed_help;
	if (subject.len == 0)
		subject = HW_STR("of a folder");
	if (is_damaged && end->detail.len > 0)
		why = hw_fmt(reader->site->diags->arena, " (%.*s)",
		    HW_ARG(end->detail));
	say(reader, HW_DIAG_GIT_DAMAGED, hw_str_of(help),
	    "the git object %.*s is %s%.*s: %.*s", HW_ARG(subject),
	    is_damaged ? "damaged" : "missing", HW_ARG(why),
	    HW_ARG(unknown > 0 ? unknown_words(reader, unknown)
			       : HW_STR("the history ends there")));
}

/* Why the walk ended before the first commit. */
static void say_end(struct reader *reader, size_t unknown)
{
	const struct hw_git_problem *end = &reader->end;
	bool must_know = reader->must_know;

	/* Without a page to suffer from it, it is worth knowing, no more. */
	reader->must_know = must_know && unknown > 0;
	switch (end->fault) {
	case HW_GIT_OK:
		break;
	case HW_GIT_SHALLOW:
		if (unknown > 0)
			say(reader, HW_DIAG_GIT_SHALLOW,
			    hw_str_of(shallow_help),
			    "the history is cut off at commit %.*s: %.*s",
			    HW_ARG(short_id(end->subject)),
			    HW_ARG(unknown_words(reader, unknown)));
		break;
	case HW_GIT_MISSING:
	case HW_GIT_PARTIAL:
	case HW_GIT_BORROWED:
	case HW_GIT_DAMAGED:
		say_object(reader, unknown);
		break;
	default:
		say(reader, HW_DIAG_GIT_OTHER, hw_str_of(other_help),
		    "the history could not be read to its end (%.*s): %.*s",
		    HW_ARG(end->detail),
		    HW_ARG(unknown_words(reader, unknown)));
		break;
	}
	reader->must_know = must_know;
}

static void say_uncommitted(struct reader *reader, size_t count)
{
	struct hw_site *site = reader->site;
	struct hw_buf names = {0};
	size_t i, named = 0;

	for (i = 0; i < site->pages.count && named < NAMED_PAGES; i++) {
		struct hw_page *page = site->pages.items[i];

		if (page->date.state != HW_DATE_UNPUBLISHED)
			continue;
		hw_buf_printf(&names, "%s'%.*s'", named++ > 0 ? ", " : "",
		    HW_ARG(page->source.path));
	}
	if (count > named)
		hw_buf_printf(&names, " and %zu more", count - named);
	say(reader, HW_DIAG_GIT_UNCOMMITTED,
	    HW_STR("A page gets its date when its words are committed. Until "
		   "then it says that it is not yet published."),
	    "%zu page%s changed or new and not committed: %.*s", count,
	    count == 1 ? " is" : "s are", HW_ARG(hw_buf_str(&names)));
	hw_buf_free(&names);
}

/* ------------------------------- the dates ----------------------------- */

/* Whether the file on disk says what the commit says. */
static bool is_committed(struct reader *reader, const struct hw_page *page,
    const struct hw_git_file *file)
{
	struct hw_git_id id = hw_git_blob_id(reader->git, page->source.text);
	struct hw_buf plain = {0};
	hw_str rest = page->source.text;
	bool is_same = hw_git_id_equal(&id, &file->blob);
	size_t at;

	if (is_same || hw_str_find(rest, HW_STR("\r\n")) == SIZE_MAX)
		return is_same;
	while ((at = hw_str_find(rest, HW_STR("\r\n"))) != SIZE_MAX) {
		hw_buf_add(&plain, hw_str_sub(rest, 0, at));
		hw_buf_putc(&plain, '\n');
		rest = hw_str_sub(rest, at + 2, rest.len);
	}
	hw_buf_add(&plain, rest);
	id = hw_git_blob_id(reader->git, hw_buf_str(&plain));
	hw_buf_free(&plain);
	return hw_git_id_equal(&id, &file->blob);
}

static void set_date(struct reader *reader, struct hw_page *page,
    const struct hw_git_file *file, const struct hw_page_dates *dates)
{
	struct hw_history_date *date = &page->date;

	if (reader->story.is_complete &&
	    dates->created.when == HW_GIT_DATED) {
		date->created_state = HW_DATE_KNOWN;
		date->created = dates->created.time;
	}
	if (!reader->head.is_read || file->is_in_submodule)
		return;
	if (!file->is_at_head) {
		date->state = date->created_state = HW_DATE_UNPUBLISHED;
	} else if ((!is_committed(reader, page, file) &&
		       !hw_dating_is_same(&reader->story, file->path,
			   page->source.text)) ||
	    !hw_dating_has_figures(&reader->story, page)) {
		date->state = HW_DATE_UNPUBLISHED;
	} else if (dates->updated.when == HW_GIT_DATED) {
		date->state = HW_DATE_KNOWN;
		date->updated = dates->updated.time;
		date->commit = hw_git_id_hex(reader->site->arena,
		    &dates->updated.commit);
	}
}

static void set_dates(struct reader *reader)
{
	struct hw_site *site = reader->site;
	const struct hw_git_file *submodule = NULL;
	struct hw_git_id bad_time = {{0}};
	size_t unknown = 0, unpublished = 0, bad_times = 0, submodules = 0, i;

	for (i = 0; i < site->pages.count; i++) {
		const struct hw_git_file *file = &reader->head.files[i];
		struct hw_page_dates dates =
		    hw_dating_of(&reader->story, file->path);
		struct hw_page *page = site->pages.items[i];

		set_date(reader, page, file, &dates);
		if (page->date.state == HW_DATE_UNPUBLISHED) {
			unpublished++;
		} else if (page->date.state == HW_DATE_KNOWN) {
			continue;
		} else if (file->is_in_submodule) {
			submodules++;
			submodule = file;
		} else if (dates.updated.when == HW_GIT_BAD_TIME) {
			bad_times++;
			bad_time = dates.updated.commit;
		} else {
			unknown++;
		}
	}
	say_end(reader, unknown);
	if (submodules > 0)
		say(reader, HW_DIAG_GIT_SUBMODULE, hw_str_of(submodule_help),
		    "'%.*s/%.*s' is in a submodule: %.*s",
		    HW_ARG(reader->content_folder), HW_ARG(submodule->path),
		    HW_ARG(unknown_words(reader, submodules)));
	if (bad_times > 0)
		say(reader, HW_DIAG_GIT_TIME, hw_str_of(time_help),
		    "the time of commit %.*s cannot be right: %.*s",
		    HW_ARG(short_id(
			hw_git_id_hex(site->diags->arena, &bad_time))),
		    HW_ARG(unknown_words(reader, bad_times)));
	if (unpublished > 0)
		say_uncommitted(reader, unpublished);
}

/* The path of the content folder from the top of the repository. */
static hw_str folder_in_repository(struct reader *reader)
{
	hw_str above = hw_git_folder(reader->git);

	if (above.len == 0 || reader->content_folder.len == 0)
		return above.len == 0 ? reader->content_folder : above;
	return hw_fmt(reader->site->arena, "%.*s/%.*s", HW_ARG(above),
	    HW_ARG(reader->content_folder));
}

/* ------------------------------- the story ----------------------------- */

/* Versions whose bytes git has not got: only a plan suffers from that. */
static void say_missing(struct reader *reader)
{
	const struct hw_story *story = &reader->story;
	const char *help = missing_help;

	if (story->missing == 0 || reader->site->plans.count == 0)
		return;
	if (story->problem.fault == HW_GIT_PARTIAL)
		help = "Run 'git fetch --refetch --no-filter' where the "
		       "repository can reach its origin: the clone was made "
		       "without the words of earlier versions. In GitHub "
		       "Actions take 'filter:' out of the step 'uses: "
		       "actions/checkout'.";
	else if (story->problem.fault == HW_GIT_BORROWED)
		help = borrowed_help;
	else if (story->problem.fault == HW_GIT_DAMAGED)
		help = damaged_help;
	say(reader, HW_DIAG_GIT_DAMAGED, hw_str_of(help),
	    "the words of %zu earlier version%s of pages cannot be read (git "
	    "object %.*s): the history of actions is not known in full",
	    story->missing, story->missing == 1 ? "" : "s",
	    HW_ARG(story->problem.subject));
}

/* content/history.yaml, once scan has let it pass. */
static bool read_repairs(struct hw_repairs *out, struct reader *reader,
    const struct hw_source *repairs)
{
	return repairs != NULL && repairs->text.len > 0 &&
	    hw_repairs_read(out, repairs, reader->site->diags,
		reader->site->arena);
}

/* With what an earlier build left, and leaving something for the next. */
static void read_story(struct reader *reader,
    const struct hw_repairs *repairs, struct hw_cache *cache, bool is_aside)
{
	struct hw_site *site = reader->site;
	struct hw_story_kept kept = {.is_aside = is_aside};
	hw_str folder = reader->head.folder;

	/* From a clone without everything less is told than was kept. */
	if (cache == NULL || !hw_git_is_whole(reader->git) ||
	    hw_cache_is_in_head(cache, reader->git)) {
		hw_story_read(&reader->story, site, reader->git, folder,
		    repairs, NULL);
		return;
	}
	kept.before = hw_cache_read(cache, folder, site->arena);
	hw_story_read(&reader->story, site, reader->git, folder, repairs,
	    &kept);
	/* An error that passes is not to be told for ever. */
	if (kept.after.len > 0 && hw_git_is_whole(reader->git))
		hw_cache_write(cache, folder, hw_buf_str(&kept.after));
	hw_buf_free(&kept.after);
}

static void tell_story(struct reader *reader, const struct hw_source *source,
    struct hw_cache *cache, bool is_aside)
{
	struct hw_site *site = reader->site;
	struct hw_repairs repairs;
	bool has_repairs = read_repairs(&repairs, reader, source);

	read_story(reader, has_repairs ? &repairs : NULL, cache, is_aside);
	hw_git_head_read(&reader->head, reader->git, site->arena);
	reader->end = reader->head.problem.fault != HW_GIT_OK
	    ? reader->head.problem
	    : reader->story.end;
	site->history = reader->story.history;
	set_dates(reader);
	say_missing(reader);
	hw_honesty_check(site, &reader->story);
}

/* Where git has the pages. */
static void list_pages(struct reader *reader)
{
	struct hw_site *site = reader->site;
	struct hw_git_head_files *head = &reader->head;
	size_t cut = reader->content_folder.len, i;

	head->folder = folder_in_repository(reader);
	head->count = site->pages.count;
	head->files =
	    HW_NEW_ARRAY(site->arena, struct hw_git_file, head->count);
	for (i = 0; i < head->count; i++) {
		hw_str path = site->pages.items[i]->source.path;

		if (cut > 0 && path.len > cut && path.p[cut] == '/' &&
		    hw_str_starts(path, reader->content_folder))
			path = hw_str_sub(path, cut + 1, path.len);
		head->files[i].path = path;
	}
}

void hw_history_read(struct hw_site *site, const char *site_root,
    hw_str content_folder, bool must_know, const struct hw_source *repairs,
    const char *rev, struct hw_cache *cache)
{
	struct reader reader = {
	    .site = site,
	    .content_folder = content_folder,
	    .must_know = must_know,
	};
	struct hw_git_problem problem;
	bool is_open;
	size_t i;

	is_open = hw_git_open(&reader.git, &problem, site_root, site->arena);
	if (is_open && rev != NULL)
		hw_git_set_head(reader.git, rev); /* load has found it */
	for (i = 0; i < site->pages.count; i++) {
		struct hw_history_date *date = &site->pages.items[i]->date;

		*date = (struct hw_history_date){HW_DATE_UNKNOWN,
		    HW_DATE_UNKNOWN, 0, 0, HW_STR_NONE};
		if (problem.fault == HW_GIT_NO_COMMIT)
			date->state = date->created_state =
			    HW_DATE_UNPUBLISHED;
	}
	site->commit = HW_STR_NONE;
	site->history = NULL;
	if (is_open) {
		struct hw_git_id head = hw_git_head(reader.git);

		site->commit = hw_git_id_hex(site->arena, &head);
		list_pages(&reader);
		tell_story(&reader, repairs, cache, rev != NULL);
		hw_git_close(reader.git);
	} else {
		say_not_opened(&reader, &problem);
		hw_honesty_check(site, NULL);
	}
}
