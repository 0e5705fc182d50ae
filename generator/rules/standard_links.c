/* standard_links: what the words of a link promise. */
#include "rules/standard.h"

#include "assemble/prose.h"
#include "base/escape.h"
#include "input/words.h"

/* Behind a link, how far its kind and size may stand. */
#define BEHIND_BYTES 60

/* The same words of a link, met before. */
struct promise {
	hw_str target;
	struct hw_span span;
};

#define MARKS 4096

struct check {
	struct hw_rules *rules;
	const struct hw_page *page;
	const struct hw_page *only; /* about which there are messages, or
				       NULL for all */
	uint8_t marks[MARKS];       /* of its links: see may_matter */
	struct hw_map promises;     /* group and words -> struct promise */
	struct hw_arena arena;
};

static hw_str without_fragment(hw_str href)
{
	size_t hash = hw_str_find_char(href, '#');

	return hash == SIZE_MAX || hash == 0 ? href
					     : hw_str_sub(href, 0, hash);
}

/*
 * Pages of a plan belong together, as do those outside of plans, and
 * easy-read pages and other languages apart from the others: "the action
 * plan" is another in each plan.
 */
static hw_str group_of(const struct check *check)
{
	const struct hw_page *page = check->page;

	return hw_fmt(check->rules->arena, "%s%.*s/%.*s",
	    page->is_easy ? "easy" : "", HW_ARG(page->source.language),
	    HW_ARG(page->plan != NULL ? page->plan->id : HW_STR_NONE));
}

/* For comparison: without capitals, white space as one space. */
static hw_str plain(struct hw_arena *arena, hw_str words)
{
	hw_str folded = hw_words_fold(arena, words), taken;
	struct hw_buf out = {0};
	size_t i;

	for (i = 0; i < folded.len; i++)
		if (strchr(" \t\r\n", folded.p[i]) == NULL)
			hw_buf_putc(&out, folded.p[i]);
		else if (out.len > 0 && out.data[out.len - 1] != ' ')
			hw_buf_putc(&out, ' ');
	taken = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return taken;
}

/* Where words are marked; SIZE_MAX for those that folding may change in
 * other ways than its capitals. */
static size_t mark_of(hw_str words)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (i = 0; i < words.len; i++) {
		unsigned char c = (unsigned char)words.p[i];

		if (c >= 0x80 || c < 0x20 ||
		    (c == ' ' && i > 0 && words.p[i - 1] == ' '))
			return SIZE_MAX;
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c + ('a' - 'A'));
		hash = (hash ^ c) * 16777619u;
	}
	return hash % MARKS;
}

/* Folding takes far longer than all else: of thousands of other pages only
 * words are folded that may be those of this one. */
static bool may_matter(const struct check *check, hw_str words)
{
	size_t mark;

	if (check->only == NULL)
		return true;
	mark = mark_of(words);
	return mark == SIZE_MAX || check->marks[mark] != 0;
}

static bool is_told(const struct check *check)
{
	return check->only == NULL || check->page == check->only;
}

static void check_promise(struct check *check, struct hw_span span,
    hw_str words, hw_str href)
{
	hw_str group = group_of(check);
	hw_str folded = plain(check->rules->arena, words);
	hw_str key = hw_fmt(check->rules->arena, "%.*s %.*s", HW_ARG(group),
	    HW_ARG(folded));
	hw_str target = href.len > 0 && href.p[0] == '#'
	    ? check->page->url
	    : without_fragment(href);
	struct promise *earlier = hw_map_get(&check->promises, key);
	struct hw_place place;

	if (earlier == NULL) {
		earlier = HW_NEW(&check->arena, struct promise);
		*earlier =
		    (struct promise){hw_str_dup(&check->arena, target), span};
		hw_map_add(&check->promises, hw_str_dup(&check->arena, key),
		    earlier);
		return;
	}
	if (hw_str_equal(earlier->target, target) || !is_told(check))
		return;
	place = hw_source_place(earlier->span.source, earlier->span.at);
	hw_rule_report_span(check->rules, HW_DIAG_LINK_WORDS, span,
	    hw_fmt(check->rules->arena,
		"In %.*s:%zu they lead to '%.*s'. People who listen to pages "
		"hear links on their own: say in each where it goes.",
		HW_ARG(earlier->span.source->path), place.line,
		HW_ARG(earlier->target)),
	    "the link words '%.*s' lead to two pages", HW_ARG(words));
}

/* --------------------------- links to files ---------------------------- */

struct file_kind {
	const char *ending; /* of the address */
	const char *name;   /* for readers */
	const char *words;  /* any of which names it, between spaces */
};

static const struct file_kind kinds[] = {
    {".pdf", "PDF", " pdf "},
    {".doc", "Word", " word doc "},
    {".docx", "Word", " word docx "},
    {".odt", "OpenDocument", " word odt opendocument "},
    {".rtf", "Word", " rtf word "},
    {".xls", "Excel", " excel spreadsheet xls "},
    {".xlsx", "Excel", " excel spreadsheet xlsx "},
    {".ods", "spreadsheet", " spreadsheet ods opendocument "},
    {".csv", "CSV", " csv spreadsheet "},
    {".ppt", "PowerPoint", " powerpoint ppt slides "},
    {".pptx", "PowerPoint", " powerpoint pptx slides "},
    {".odp", "slides", " slides odp opendocument "},
    {".zip", "ZIP", " zip "},
    {".mp3", "audio", " mp3 audio "},
    {".mp4", "video", " mp4 video "},
};

static const struct file_kind *kind_of(hw_str href)
{
	size_t i, end = 0;

	while (end < href.len && href.p[end] != '?' && href.p[end] != '#')
		end++;
	href.len = end;
	for (i = 0; i < HW_COUNT(kinds); i++) {
		hw_str ending = hw_str_of(kinds[i].ending);

		if (href.len > ending.len &&
		    hw_str_equal_nocase(
			hw_str_sub(href, href.len - ending.len, href.len),
			ending))
			return &kinds[i];
	}
	return NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* "120 KB", "1.5mb", "2 pages" say how big it is. */
static bool names_size(hw_str word, hw_str after)
{
	static const char *const units[] = {"kb", "mb", "gb", "kib", "mib",
	    "kilobytes", "megabytes", "page", "pages", "minutes"};
	size_t i, digits = 0;

	while (digits < word.len && word.p[digits] >= '0' &&
	    word.p[digits] <= '9')
		digits++;
	if (digits == 0)
		return false;
	if (digits < word.len)
		after = hw_str_sub(word, digits, word.len);
	for (i = 0; i < HW_COUNT(units); i++)
		if (hw_str_equal(after, hw_str_of(units[i])))
			return true;
	return false;
}

/* Cuts the next run of letters and digits off `rest`. */
static hw_str next_word(hw_str *rest)
{
	size_t from = 0, to;
	hw_str word;

	while (from < rest->len && !is_letter(rest->p[from]))
		from++;
	for (to = from; to < rest->len && is_letter(rest->p[to]);)
		to++;
	word = hw_str_sub(*rest, from, to);
	*rest = hw_str_sub(*rest, to, rest->len);
	return word;
}

/* Looks for the kind and the size in the words of a link and behind it. */
static void read_words(struct check *check, const struct file_kind *kind,
    hw_str words, bool *has_kind, bool *has_size)
{
	hw_str rest = hw_words_fold(check->rules->arena, words);

	*has_kind = *has_size = false;
	while (rest.len > 0) {
		hw_str word = next_word(&rest), after = rest;
		hw_str next = next_word(&after);

		*has_kind = *has_kind ||
		    (word.len > 0 &&
			hw_str_find(hw_str_of(kind->words),
			    hw_fmt(check->rules->arena, " %.*s ",
				HW_ARG(word))) != SIZE_MAX);
		*has_size = *has_size || names_size(word, next);
	}
}

static void check_file(struct check *check, struct hw_span span, hw_str words,
    hw_str behind, hw_str href)
{
	const struct file_kind *kind = kind_of(href);
	bool has_kind, has_size;

	if (kind == NULL || hw_url_kind(href) != HW_URL_EXTERNAL)
		return;
	read_words(check, kind,
	    hw_fmt(check->rules->arena, "%.*s %.*s", HW_ARG(words),
		HW_ARG(behind)),
	    &has_kind, &has_size);
	if (has_kind && has_size)
		return;
	hw_rule_report_span(check->rules, HW_DIAG_LINK_FILE, span,
	    hw_fmt(check->rules->arena,
		"A file may be slow to load, or not open on a phone. Say "
		"what it is behind the words, as in '%.*s (%s, 120 KB)'.",
		HW_ARG(words), kind->name),
	    "a link to a file that does not say its %s",
	    has_kind       ? "size"
		: has_size ? "kind"
			   : "kind and size");
}

/* ------------------------------ all links ------------------------------ */

/* The words behind a link, if it stands in a sentence. */
static hw_str words_behind(const struct hw_node *link)
{
	const struct hw_node *next = link->next;

	if (next == NULL || next->type != HW_NODE_TEXT)
		return HW_STR_NONE;
	return hw_str_sub(next->text, 0,
	    next->text.len < BEHIND_BYTES ? next->text.len : BEHIND_BYTES);
}

static void check_doc(struct hw_node *doc, void *context)
{
	struct check *check = context;
	const struct hw_node *at;
	struct hw_buf buf = {0};
	hw_str words;

	for (at = doc; at != NULL; at = hw_node_next(doc, at)) {
		if (at->type != HW_NODE_LINK || at->href.len == 0)
			continue;
		hw_buf_clear(&buf);
		hw_node_words(at, &buf);
		words = hw_str_trim(hw_buf_str(&buf));
		if (words.len == 0)
			continue;
		if (may_matter(check, words))
			check_promise(check, at->span, words, at->href);
		if (is_told(check))
			check_file(check, at->span, words, words_behind(at),
			    at->href);
	}
	hw_buf_free(&buf);
}

static void check_evidence(struct check *check, const struct hw_page *page)
{
	size_t i, k;

	for (i = 0; i < page->front.actions.count; i++) {
		const struct hw_action *action =
		    &page->front.actions.items[i];

		for (k = 0; k < action->evidence.count; k++)
			check_file(check, action->evidence.items[k].link.span,
			    action->evidence.items[k].title.s, HW_STR_NONE,
			    action->evidence.items[k].link.s);
	}
}

static void mark_doc(struct hw_node *doc, void *context)
{
	struct check *check = context;
	const struct hw_node *at;
	struct hw_buf words = {0};
	size_t mark;

	for (at = doc; at != NULL; at = hw_node_next(doc, at)) {
		if (at->type != HW_NODE_LINK)
			continue;
		hw_buf_clear(&words);
		hw_node_words(at, &words);
		mark = mark_of(plain(check->rules->arena,
		    hw_str_trim(hw_buf_str(&words))));
		if (mark != SIZE_MAX)
			check->marks[mark] = 1;
	}
	hw_buf_free(&words);
}

static void check_page(struct check *check, struct hw_page *page)
{
	if (page->is_unread || page->is_duplicate || page->is_outdated)
		return;
	check->page = page;
	hw_prose_each(page, check_doc, check);
	if (is_told(check))
		check_evidence(check, page);
	hw_arena_reset(check->rules->arena);
}

void hw_rules_links(struct hw_rules *rules)
{
	struct check check = {.rules = rules};
	size_t i;

	hw_arena_init(&check.arena, 0);
	hw_map_init(&check.promises, &check.arena);
	for (i = 0; i < rules->site->pages.count; i++)
		check_page(&check, rules->site->pages.items[i]);
	hw_arena_free(&check.arena);
}

void hw_rules_links_of(struct hw_rules *rules, const struct hw_page *page)
{
	struct hw_rules own = *rules; /* with an arena of its own */
	struct check check = {.rules = &own, .only = page};
	struct hw_arena arena;
	size_t i;

	hw_arena_init(&arena, 0);
	own.arena = &arena;
	hw_arena_init(&check.arena, 0);
	hw_map_init(&check.promises, &check.arena);
	hw_prose_each((struct hw_page *)(uintptr_t)page, mark_doc, &check);
	/* The first use of words is right, so pages behind do not matter. */
	for (i = 0; i < rules->site->pages.count; i++) {
		struct hw_page *other = rules->site->pages.items[i];

		if (other->plan == page->plan &&
		    other->is_easy == page->is_easy)
			check_page(&check, other);
		if (other == page)
			break;
	}
	hw_arena_free(&check.arena);
	hw_arena_free(&arena);
}
