#include "cli/worker.h"

#include "assemble/page.h"
#include "base/hash.h"
#include "cli/refresh.h"
#include "rules/rules.h"
#include "serve/overlay.h"
#include "serve/wire.h"

#include <stdio.h>

/* What reading pages again and rendering may leave behind. */
#define SPENT_LIMIT_BYTES ((size_t)64 * 1024 * 1024)
#define DRAFTS_LIMIT      500
#define WORDS_LIMIT       2000 /* messages of one file, as in check */

struct worker {
	struct hw_loaded loaded;
	struct hw_composer *composer;
	struct hw_links *links;
	struct hw_lexicon *lexicon;
	struct hw_rules rules;
	struct hw_arena rules_arena; /* of the page at work */
	struct hw_wire wire;
	size_t bytes_at_start;
	bool is_tired;
	struct hw_buf trouble; /* HTML */
	struct hw_buf style;   /* of the preview, with the drafts */
	hw_str style_version;
	struct hw_buf notes, page; /* of the page at work */
};

static void say(struct worker *worker, enum hw_worker_kind kind,
    struct hw_message message)
{
	message.kind = kind;
	hw_wire_put(&worker->wire, &message);
}

/* ------------------------------- drafts -------------------------------- */

static bool is_draft(const struct worker *worker, const struct hw_page *page)
{
	const struct hw_site *site = &worker->loaded.site;

	return hw_page_is_hidden(site, page) ||
	    (page->standard != NULL &&
		hw_page_is_hidden(site, page->standard));
}

/* Links to drafts say so, wherever they stand. */
static void make_style(struct worker *worker)
{
	struct hw_site *site = &worker->loaded.site;
	struct hw_buf *out = &worker->style;
	size_t i, count = 0;

	hw_buf_clear(out);
	hw_buf_add(out, hw_overlay_style());
	for (i = 0; i < site->pages.count && count < DRAFTS_LIMIT; i++) {
		const struct hw_page *page = site->pages.items[i];

		if (!is_draft(worker, page))
			continue;
		count++;
		/* Both are made of a-z, 0-9, '-' and what base_url may have,
		 * which is no quote and no backslash. */
		hw_buf_printf(out,
		    "a[href=\"%.*s%.*s\"]::after { content: \" (draft)\"; "
		    "}\n",
		    HW_ARG(site->base_path), HW_ARG(page->url));
	}
	worker->style_version = hw_fmt(site->arena, "%08x",
	    (unsigned)(hw_str_hash(hw_buf_str(out)) & 0xFFFFFFFFu));
}

static void note_draft(struct worker *worker, const struct hw_page *page)
{
	const struct hw_front *front;
	hw_str words = HW_STR("It is not published yet: 'headway build' "
			      "leaves it out. Take 'draft: true' away when "
			      "it is ready.");

	if (page == NULL || !is_draft(worker, page))
		return;
	front = hw_page_is_hidden(&worker->loaded.site, page)
	    ? &page->front
	    : &page->standard->front;
	if (!front->draft.value)
		words = hw_fmt(&worker->loaded.arena,
		    "It is not published yet: it has 'publish_on: "
		    "%04d-%02d-%02d'.",
		    front->publish_on.date.year, front->publish_on.date.month,
		    front->publish_on.date.day);
	hw_overlay_note(&worker->notes, HW_STR("Draft."), words);
}

/* ------------------------------ one page ------------------------------- */

static struct hw_overlay_sources sources_of(const struct hw_page *page)
{
	struct hw_overlay_sources own = {{NULL}, 0};

	if (page == NULL)
		return own;
	own.items[own.count++] = &page->source;
	if (page->easy != NULL)
		own.items[own.count++] = &page->easy->source;
	if (page->standard != NULL)
		own.items[own.count++] = &page->standard->source;
	return own;
}

/* What check says of its words. They are read again for each answer: that
 * takes a millisecond or two, and what they depend on is the whole site. */
static void note_words(struct worker *worker, const struct hw_page *page)
{
	struct hw_diags *diags = &worker->loaded.diags, before = *diags, all;
	const struct hw_page *other;

	if (page == NULL)
		return;
	other = page->is_easy ? page->standard : page->easy;
	hw_arena_reset(&worker->rules_arena);
	hw_diag_init(diags, &worker->rules_arena);
	diags->per_file = WORDS_LIMIT;
	hw_rules_check_page(&worker->rules, page);
	all = *diags;
	*diags = before;
	hw_diag_sort(&all);
	hw_overlay_words(&worker->notes, &all,
	    other != NULL ? &other->source : NULL);
}

/* What rendering said is about this page; the next time it says it again. */
static void put_notes(struct worker *worker, const struct hw_page *page,
    const struct hw_diags *all)
{
	struct hw_overlay_sources own = sources_of(page);

	hw_buf_add(&worker->notes, hw_buf_str(&worker->trouble));
	note_draft(worker, page);
	hw_overlay_mistakes(&worker->notes, all, &own);
	note_words(worker, page);
}

/* Pictures keep their addresses when they change: the pages that show them
 * must change instead. */
static uint64_t hash_pictures(const struct worker *worker, uint64_t hash,
    hw_str page)
{
	const struct hw_site *site = &worker->loaded.site;
	hw_str folder = HW_STR("/pictures/");
	size_t at;

	while ((at = hw_str_find(page, folder)) != SIZE_MAX) {
		hw_str name;
		size_t end;
		const struct hw_picture *picture;

		page = hw_str_sub(page, at + folder.len, page.len);
		for (end = 0; end < page.len &&
		     strchr("\"'<> \n", page.p[end]) == NULL;)
			end++;
		name = hw_str_sub(page, 0, end);
		end = hw_str_find_char(name, '.');
		if (end != SIZE_MAX)
			name.len = end;
		picture = hw_map_get(&site->picture_of_name, name);
		if (picture != NULL && picture->is_used)
			hash = hw_hash_bytes(hash, picture->bytes);
	}
	return hash;
}

/* The page with what the preview adds, in worker->page; its state. */
static uint64_t dress(struct worker *worker, hw_str bytes)
{
	uint64_t state;

	state = hw_hash_bytes(HW_HASH_START, bytes);
	state = hw_hash_bytes(state, hw_buf_str(&worker->notes));
	state = hw_hash_bytes(state, worker->style_version);
	state = hash_pictures(worker, state, bytes);
	hw_buf_clear(&worker->page);
	hw_overlay_put(&worker->page, bytes, hw_buf_str(&worker->notes),
	    worker->style_version, state);
	return state;
}

static bool is_html(hw_str path)
{
	return hw_str_ends(path, HW_STR(".html"));
}

static hw_str type_of(hw_str path)
{
	static const struct {
		hw_str ending, type;
	} types[] = {
	    {{".html", 5}, {"text/html; charset=utf-8", 24}},
	    {{".css", 4}, {"text/css; charset=utf-8", 23}},
	    {{".svg", 4}, {"image/svg+xml", 13}},
	    {{".png", 4}, {"image/png", 9}},
	    {{".jpg", 4}, {"image/jpeg", 10}},
	    {{".jpeg", 5}, {"image/jpeg", 10}},
	    {{".json", 5}, {"application/json", 16}},
	    {{".csv", 4}, {"text/csv; charset=utf-8", 23}},
	    {{".ics", 4}, {"text/calendar; charset=utf-8", 28}},
	    {{".atom", 5}, {"application/atom+xml", 20}},
	    {{".xml", 4}, {"application/xml", 15}},
	    {{".txt", 4}, {"text/plain; charset=utf-8", 25}},
	    {{".js", 3}, {"text/javascript; charset=utf-8", 30}},
	    {{".mp3", 4}, {"audio/mpeg", 10}},
	    {{".m4a", 4}, {"audio/mp4", 9}},
	    {{".ogg", 4}, {"audio/ogg", 9}},
	    {{"_headers", 8}, {"text/plain; charset=utf-8", 25}},
	    {{"_redirects", 10}, {"text/plain; charset=utf-8", 25}},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(types); i++)
		if (hw_str_ends(path, types[i].ending))
			return types[i].type;
	return HW_STR("application/octet-stream");
}

static void send_page(struct worker *worker,
    const struct hw_message *question, unsigned status, hw_str type,
    hw_str bytes, uint64_t state)
{
	if (question->kind == HW_WORKER_CHECK)
		bytes = HW_STR_NONE;
	say(worker, HW_WORKER_PAGE,
	    (struct hw_message){.id = question->id,
		.number = status,
		.state = state,
		.first = type,
		.second = bytes});
}

/* Renders it, and puts the notes together: all that the page's author
 * should know. What rendering has to say is said each time anew. */
static bool render(struct worker *worker, const struct hw_output *output,
    hw_str *bytes)
{
	struct hw_diags *diags = &worker->loaded.diags, before = *diags, all;
	bool is_done;
	size_t i;

	*bytes = HW_STR_NONE;
	hw_diag_init(diags, before.arena);
	is_done = hw_composer_render(worker->composer, output, bytes);
	all = *diags;
	*diags = before;
	if (all.list.count == 0) {
		all = before;
	} else {
		for (i = 0; i < before.list.count; i++)
			HW_PUSH(&all.list, all.arena, before.list.items[i]);
		all.errors += before.errors;
		all.failures += before.failures;
		all.warnings += before.warnings;
		all.notes += before.notes;
	}
	hw_buf_clear(&worker->notes);
	put_notes(worker, hw_output_page(output), &all);
	return is_done;
}

static void answer_output(struct worker *worker,
    const struct hw_message *question, const struct hw_output *output,
    hw_str path, unsigned status)
{
	hw_str bytes;
	uint64_t state;
	bool is_done = render(worker, output, &bytes);

	if (!is_html(path)) {
		send_page(worker, question, is_done ? status : 500,
		    type_of(path), bytes,
		    hw_hash_bytes(HW_HASH_START, bytes));
		return;
	}
	if (is_done) {
		state = dress(worker, bytes);
	} else {
		status = 500;
		state =
		    hw_hash_bytes(HW_HASH_START, hw_buf_str(&worker->notes));
		hw_buf_clear(&worker->page);
		hw_overlay_page(&worker->page, hw_buf_str(&worker->notes),
		    state);
	}
	send_page(worker, question, status, type_of(path),
	    hw_buf_str(&worker->page), state);
}

/* The site's own page for what is not there, with a note. */
static void answer_missing(struct worker *worker,
    const struct hw_message *question, hw_str path)
{
	const struct hw_output *output =
	    hw_composer_find(worker->composer, HW_STR("404.html"));
	struct hw_buf trouble = worker->trouble;

	if (hw_str_ends(path, HW_STR("/")) && output != NULL) {
		worker->trouble = (struct hw_buf){0};
		hw_buf_add(&worker->trouble, hw_buf_str(&trouble));
		hw_overlay_note(&worker->trouble,
		    HW_STR("There is no such page."),
		    HW_STR("Its file may have been renamed or taken away, or "
			   "it has a mistake that keeps it out. This page "
			   "loads again when it is there."));
		answer_output(worker, question, output, HW_STR("404.html"),
		    404);
		hw_buf_free(&worker->trouble);
		worker->trouble = trouble;
		return;
	}
	send_page(worker, question, 404, HW_STR("text/plain; charset=utf-8"),
	    HW_STR("There is no such file on this site.\n"), 0);
}

static void move(struct worker *worker, const struct hw_message *question,
    hw_str to)
{
	/* A page that listens is told to load again, and then goes there. */
	if (question->kind == HW_WORKER_CHECK)
		send_page(worker, question, 302, HW_STR_NONE, HW_STR_NONE, 0);
	else
		say(worker, HW_WORKER_MOVED,
		    (struct hw_message){.id = question->id, .first = to});
}

static void answer(struct worker *worker, const struct hw_message *question)
{
	struct hw_site *site = &worker->loaded.site;
	struct hw_arena *arena = site->arena;
	hw_str path = question->first, base = site->base_path;
	const struct hw_output *output;

	if (hw_str_equal(path, HW_STR(HW_OVERLAY_STYLE_PATH))) {
		send_page(worker, question, 200, type_of(path),
		    hw_buf_str(&worker->style), 0);
		return;
	}
	if (base.len > 0 && hw_str_equal(path, HW_STR("/"))) {
		move(worker, question, hw_fmt(arena, "%.*s/", HW_ARG(base)));
		return;
	}
	if (!hw_str_starts(path, base) || path.len == base.len ||
	    path.p[base.len] != '/') {
		answer_missing(worker, question, path);
		return;
	}
	path = hw_str_sub(path, base.len + 1, path.len);
	if (path.len == 0 || hw_str_ends(path, HW_STR("/")))
		path = hw_fmt(arena, "%.*sindex.html", HW_ARG(path));
	output = hw_composer_find(worker->composer, path);
	if (output != NULL) {
		answer_output(worker, question, output, path, 200);
		return;
	}
	/* "/about": web servers add the '/' that folders end in. */
	path = hw_fmt(arena, "%.*s/index.html", HW_ARG(path));
	if (hw_composer_find(worker->composer, path) != NULL)
		move(worker, question,
		    hw_fmt(arena, "%.*s/", HW_ARG(question->first)));
	else
		answer_missing(worker, question, question->first);
}

/* ------------------------------- the site ------------------------------ */

static void refresh(struct worker *worker, hw_str paths)
{
	while (paths.len > 0) {
		size_t end = hw_str_find_char(paths, '\0');

		if (end == SIZE_MAX)
			break;
		hw_refresh(&worker->loaded, worker->composer, worker->links,
		    hw_str_dup(&worker->loaded.arena,
			hw_str_sub(paths, 0, end)));
		paths = hw_str_sub(paths, end + 1, paths.len);
	}
	make_style(worker);
}

static void rest(struct worker *worker)
{
	size_t spent =
	    worker->loaded.arena.used_bytes - worker->bytes_at_start;

	if (worker->is_tired || spent < SPENT_LIMIT_BYTES)
		return;
	worker->is_tired = true;
	say(worker, HW_WORKER_TIRED, (struct hw_message){0});
}

static void obey(struct worker *worker, const struct hw_message *message)
{
	switch ((enum hw_worker_kind)message->kind) {
	case HW_WORKER_GET:
	case HW_WORKER_CHECK:
		answer(worker, message);
		break;
	case HW_WORKER_REFRESH:
		refresh(worker, message->first);
		break;
	case HW_WORKER_TROUBLE:
		hw_buf_clear(&worker->trouble);
		hw_buf_add(&worker->trouble, message->first);
		break;
	default:
		break;
	}
	rest(worker);
}

static void say_failed(struct worker *worker)
{
	struct hw_overlay_sources none = {{NULL}, 0};

	hw_diag_sort(&worker->loaded.diags);
	hw_overlay_mistakes(&worker->notes, &worker->loaded.diags, &none);
	say(worker, HW_WORKER_FAILED,
	    (struct hw_message){.first = hw_buf_str(&worker->notes)});
}

static void say_ready(struct worker *worker)
{
	struct hw_loaded *loaded = &worker->loaded;
	struct hw_git_problem problem;
	struct hw_git *git = NULL;
	hw_str own = HW_STR_NONE, common = HW_STR_NONE;

	if (hw_git_open(&git, &problem, ".", &loaded->arena)) {
		own = hw_git_own_folder(git);
		common = hw_git_common_folder(git);
	}
	say(worker, HW_WORKER_READY,
	    (struct hw_message){
		.number = (uint32_t)hw_diag_bad(&loaded->diags, false),
		.first = own,
		.second = common});
	hw_git_close(git);
}

static void open_rules(struct worker *worker)
{
	struct hw_loaded *loaded = &worker->loaded;

	hw_arena_init(&worker->rules_arena, 0);
	worker->rules.site = &loaded->site;
	worker->rules.diags = &loaded->diags;
	worker->rules.arena = &worker->rules_arena;
	worker->lexicon = hw_lexicon_open(&loaded->site,
	    loaded->has_shared ? &loaded->shared_fs : NULL, &loaded->arena);
	worker->rules.lexicon = worker->lexicon;
}

static bool open_site(struct worker *worker, const struct hw_options *options)
{
	if (!hw_load(&worker->loaded, options)) {
		say_failed(worker);
		return false;
	}
	worker->composer = hw_composer_open(&worker->loaded);
	worker->links = hw_links_new(&worker->loaded.site);
	open_rules(worker);
	/* Now rather than when somebody waits for the first page. */
	hw_composer_find(worker->composer, HW_STR("index.html"));
	hw_diag_sort(&worker->loaded.diags);
	make_style(worker);
	worker->bytes_at_start = worker->loaded.arena.used_bytes;
	say_ready(worker);
	return true;
}

int hw_worker_run(int fd, const struct hw_options *given)
{
	struct hw_options options = *given;
	struct worker worker = {0};
	struct hw_message message;
	bool is_open;

	options.with_drafts = true;
	hw_wire_open(&worker.wire, fd, true);
	is_open = open_site(&worker, &options);
	is_open = hw_wire_flush(&worker.wire) && is_open;
	while (is_open) {
		is_open = hw_wire_fill(&worker.wire);
		while (hw_wire_take(&worker.wire, &message))
			obey(&worker, &message);
		is_open = hw_wire_flush(&worker.wire) && is_open;
	}
	if (worker.composer != NULL)
		hw_composer_close(worker.composer);
	hw_lexicon_close(worker.lexicon);
	hw_arena_free(&worker.rules_arena);
	hw_load_free(&worker.loaded);
	hw_buf_free(&worker.trouble);
	hw_buf_free(&worker.style);
	hw_buf_free(&worker.notes);
	hw_buf_free(&worker.page);
	hw_wire_close(&worker.wire);
	return HW_EXIT_CLEAN;
}
