#include "rules/ignore.h"

#include "input/comment.h"

struct ignore {
	const struct hw_source *source;
	struct hw_span span; /* of its code in the comment */
	enum hw_diag_code code;
	size_t from, to;    /* the line that it speaks of, in bytes */
	bool is_about_page; /* of messages about the page as a whole, too */
	bool is_needed;
	struct ignore *next; /* of the same file */
};

struct hw_ignores {
	struct hw_arena *arena;
	struct hw_map first_of_path; /* struct ignore */
	HW_LIST(struct ignore *) all;
};

/* A file while it is read. */
struct reader {
	struct hw_site *site;
	struct hw_ignores *ignores;
	const struct hw_source *source;
	const struct hw_page *page; /* or NULL: all of the file is YAML */
	bool is_at_top;             /* nothing but ignores so far */
	struct hw_comment comment;  /* of the line at hand */
	size_t scalar_column;       /* of a block scalar's key … */
	bool in_scalar;             /* … while one goes on */
	size_t waiting; /* of ignores->all: those from here on stood alone,
			   and speak of the line that is to come */
};

/* ------------------------------ one comment ---------------------------- */

static void refuse(struct reader *reader, struct hw_span span, hw_str help,
    const char *what, hw_str subject)
{
	hw_diag(reader->site->diags, HW_DIAG_IGNORE_FORM, span, help,
	    "%s%.*s", what, HW_ARG(subject));
}

/* The rules of words but those about ignores themselves. */
static bool can_be_ignored(enum hw_diag_code code)
{
	return code >= 200 && code < HW_DIAG_IGNORE_FORM;
}

static void add(struct reader *reader, enum hw_diag_code code,
    struct hw_span span)
{
	struct hw_ignores *ignores = reader->ignores;
	struct ignore *one = HW_NEW(ignores->arena, struct ignore), *first;

	*one = (struct ignore){.source = reader->source,
	    .span = span,
	    .code = code,
	    .is_about_page = reader->is_at_top};
	first =
	    hw_map_add(&ignores->first_of_path, reader->source->path, one);
	if (first != one) {
		one->next = first->next;
		first->next = one;
	}
	HW_PUSH(&ignores->all, ignores->arena, one);
}

static struct hw_span span_of(const struct reader *reader, hw_str part)
{
	return (struct hw_span){reader->source,
	    (size_t)(part.p - reader->source->text.p), part.len};
}

/* One name of the list before the colon. */
static void read_code(struct reader *reader, hw_str name)
{
	enum hw_diag_code code;

	if (!hw_diag_find(&code, name))
		refuse(reader, span_of(reader, name),
		    HW_STR("The code stands at the end of each message, as "
			   "in '[HW203]'."),
		    "there is no message with the code ", name);
	else if (!can_be_ignored(code))
		refuse(reader, span_of(reader, name),
		    HW_STR("Only rules about words can be ignored, HW201 to "
			   "HW259. Mend this one instead."),
		    "this cannot be ignored: ", name);
	else
		add(reader, code, span_of(reader, name));
}

static const hw_str form_help = {
    "Write 'headway-ignore HW203: ' and then why the rule does not fit here.",
    sizeof("Write 'headway-ignore HW203: ' and then why the rule does not "
	   "fit here.") -
	1};

/* "HW203, HW240: reason" */
static void read_comment(struct reader *reader, hw_str text,
    struct hw_span whole)
{
	size_t colon = hw_str_find_char(text, ':'), i, start;
	hw_str codes =
	    hw_str_sub(text, 0, colon != SIZE_MAX ? colon : text.len);

	if (hw_str_trim(codes).len == 0) {
		refuse(reader, whole, form_help,
		    "an ignore that names no code", HW_STR_NONE);
		return;
	}
	if (colon == SIZE_MAX ||
	    hw_str_trim(hw_str_sub(text, colon + 1, text.len)).len == 0) {
		refuse(reader, whole, form_help,
		    "an ignore that gives no reason", HW_STR_NONE);
		return;
	}
	for (i = 0; i < codes.len;) {
		while (i < codes.len && strchr(", \t", codes.p[i]) != NULL)
			i++;
		start = i;
		while (i < codes.len && strchr(", \t", codes.p[i]) == NULL)
			i++;
		if (i > start)
			read_code(reader, hw_str_sub(codes, start, i));
	}
}

/* ------------------------------- the lines ----------------------------- */

/* Offset of what stands after "# headway-ignore", or SIZE_MAX. */
static size_t find_yaml(hw_str line, size_t *at_out)
{
	size_t word = hw_str_find(line, HW_COMMENT_WORD), at = word;

	if (word == SIZE_MAX)
		return SIZE_MAX;
	while (at > 0 && (line.p[at - 1] == ' ' || line.p[at - 1] == '\t'))
		at--;
	if (at == 0 || line.p[at - 1] != '#')
		return SIZE_MAX;
	at--;
	if (at > 0 && line.p[at - 1] != ' ' && line.p[at - 1] != '\t')
		return SIZE_MAX;
	*at_out = at;
	return word + HW_COMMENT_WORD.len;
}

/* Column of the key on a line: "  - detail: |" -> 4. */
static size_t key_column(hw_str line)
{
	size_t at = 0;

	while (at < line.len &&
	    (line.p[at] == ' ' ||
		(line.p[at] == '-' && at + 1 < line.len &&
		    line.p[at + 1] == ' ')))
		at++;
	return at;
}

/* Does a text of several lines begin here: "detail: |"? */
static bool opens_scalar(hw_str line)
{
	line = hw_str_trim(line);
	while (line.len > 0 &&
	    (strchr("+-", line.p[line.len - 1]) != NULL ||
		(line.p[line.len - 1] >= '1' && line.p[line.len - 1] <= '9')))
		line.len--;
	return line.len > 1 && strchr("|>", line.p[line.len - 1]) != NULL &&
	    strchr(" \t", line.p[line.len - 2]) != NULL;
}

static bool is_within(const struct hw_text *text, size_t at)
{
	return text->span.source != NULL && at >= text->span.at &&
	    at < text->span.at + text->span.len;
}

/* Is this a place where Markdown is read? */
static bool is_markdown(const struct reader *reader, size_t at)
{
	const struct hw_front *front;
	size_t i;

	if (reader->page == NULL)
		return false;
	front = &reader->page->front;
	if (at >= reader->page->body.span.at ||
	    is_within(&front->finding, at) || is_within(&front->impact, at))
		return true;
	for (i = 0; i < front->actions.count; i++)
		if (is_within(&front->actions.items[i].detail, at) ||
		    is_within(&front->actions.items[i].reason, at) ||
		    is_within(&front->actions.items[i].update, at))
			return true;
	return false;
}

/*
 * The ignore at the end of a line, of either kind; *text_out is what stands
 * after its word. False when there is none that says anything.
 */
static bool find_ignore(struct reader *reader, hw_str line, hw_str *text_out,
    size_t *at_out)
{
	size_t offset = (size_t)(line.p - reader->source->text.p), after;

	if (hw_comment_find(&reader->comment, line)) {
		*at_out = reader->comment.at;
		*text_out = reader->comment.text;
		if (is_markdown(reader, offset + reader->comment.at))
			return true;
		refuse(reader,
		    span_of(reader,
			hw_str_trim(
			    hw_str_sub(line, reader->comment.at, line.len))),
		    HW_STR("Outside Markdown write it as '# headway-ignore "
			   "HW203: the reason'."),
		    "an ignore in a field that is no Markdown", HW_STR_NONE);
		return false;
	}
	if (reader->in_scalar ||
	    (reader->page != NULL && offset >= reader->page->body.span.at))
		return false;
	after = find_yaml(line, at_out);
	if (after == SIZE_MAX)
		return false;
	*text_out = hw_str_trim(hw_str_sub(line, after, line.len));
	return true;
}

/* Keeps count of texts of several lines in YAML. */
static void follow(struct reader *reader, hw_str line)
{
	size_t at;

	if (hw_str_trim(line).len == 0)
		return;
	if (reader->in_scalar && key_column(line) > reader->scalar_column)
		return;
	if (find_yaml(line, &at) != SIZE_MAX)
		line.len = at;
	reader->in_scalar = opens_scalar(line);
	reader->scalar_column = key_column(line);
}

static bool leaves_scalar(const struct reader *reader, hw_str line)
{
	return hw_str_trim(line).len > 0 &&
	    key_column(line) <= reader->scalar_column;
}

/* Those that stood alone speak of this line. */
static void settle(struct reader *reader, struct hw_span line)
{
	struct hw_ignores *ignores = reader->ignores;

	for (; reader->waiting < ignores->all.count; reader->waiting++) {
		struct ignore *one = ignores->all.items[reader->waiting];

		one->from = line.at;
		one->to = line.at + line.len;
	}
}

static void read_line(struct reader *reader, hw_str line, bool is_first)
{
	struct hw_span span = span_of(reader, line);
	hw_str text = HW_STR_NONE;
	size_t at = line.len;
	bool is_alone;

	if (reader->in_scalar && leaves_scalar(reader, line))
		reader->in_scalar = false;
	if (!find_ignore(reader, line, &text, &at)) {
		reader->is_at_top = reader->is_at_top && is_first;
		if (hw_str_trim(line).len > 0)
			settle(reader, span);
	} else {
		is_alone = hw_str_trim(hw_str_sub(line, 0, at)).len == 0;
		reader->is_at_top = reader->is_at_top && is_alone;
		read_comment(reader, text,
		    span_of(reader,
			hw_str_trim(hw_str_sub(line, at, line.len))));
		if (!is_alone)
			settle(reader, span);
	}
	follow(reader, line);
}

static void read_source(struct reader *reader)
{
	hw_str rest = reader->source->text, line;
	bool is_first = true;

	/* Most files have none. */
	if (hw_str_find(rest, HW_COMMENT_WORD) == SIZE_MAX)
		return;
	reader->is_at_top = true;
	reader->in_scalar = false;
	reader->waiting = reader->ignores->all.count;
	for (; hw_str_next_line(&rest, &line); is_first = false)
		read_line(reader, line, is_first);
	settle(reader,
	    (struct hw_span){reader->source, reader->source->text.len, 0});
}

/* -------------------------------- the site ----------------------------- */

static struct hw_ignores *new_ignores(struct hw_arena *arena)
{
	struct hw_ignores *ignores = HW_NEW(arena, struct hw_ignores);

	ignores->arena = arena;
	hw_map_init(&ignores->first_of_path, arena);
	return ignores;
}

static void read_page(struct reader *reader, const struct hw_page *page)
{
	if (page == NULL || page->is_unread)
		return;
	reader->page = page;
	reader->source = &page->source;
	read_source(reader);
}

struct hw_ignores *hw_ignores_read_pair(struct hw_site *site,
    const struct hw_page *page, const struct hw_page *other,
    struct hw_arena *arena)
{
	struct reader reader = {.site = site, .ignores = new_ignores(arena)};

	read_page(&reader, page);
	read_page(&reader, other);
	return reader.ignores;
}

struct hw_ignores *hw_ignores_read(struct hw_site *site)
{
	struct hw_ignores *ignores = new_ignores(site->arena);
	struct reader reader = {.site = site, .ignores = ignores};
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		read_page(&reader, site->pages.items[i]);
	reader.page = NULL;
	reader.source = &site->settings_source;
	read_source(&reader);
	if (site->words.words.count == 0)
		return ignores;
	reader.source = site->words.words.items[0].term.span.source;
	if (reader.source != NULL)
		read_source(&reader);
	return ignores;
}

static bool covers(const struct ignore *one, struct hw_span span)
{
	size_t end = span.at + (span.len > 0 ? span.len : 1);

	if (span.at == 0 && one->is_about_page)
		return true;
	return span.at < one->to && end > one->from;
}

bool hw_ignores_cover(struct hw_ignores *ignores, enum hw_diag_code code,
    struct hw_span span)
{
	struct ignore *one;
	bool is_covered = false;

	if (span.source == NULL)
		return false;
	one = hw_map_get(&ignores->first_of_path, span.source->path);
	for (; one != NULL; one = one->next)
		if (one->code == code && covers(one, span))
			is_covered = one->is_needed = true;
	return is_covered;
}

static bool is_unchecked(enum hw_diag_code code,
    const enum hw_diag_code *unchecked, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (unchecked[i] == code)
			return true;
	return false;
}

void hw_ignores_report_unused(const struct hw_ignores *ignores,
    struct hw_site *site, const enum hw_diag_code *unchecked,
    size_t unchecked_count)
{
	size_t i;

	for (i = 0; i < ignores->all.count; i++) {
		const struct ignore *one = ignores->all.items[i];

		if (one->is_needed ||
		    is_unchecked(one->code, unchecked, unchecked_count))
			continue;
		hw_diag(site->diags, HW_DIAG_IGNORE_UNUSED, one->span,
		    HW_STR("Take it out: the next mistake of this kind would "
			   "pass unseen."),
		    "this line has no HW%03d any more", (int)one->code);
	}
}

size_t hw_ignores_count(const struct hw_ignores *ignores)
{
	size_t i, count = 0;

	for (i = 0; i < ignores->all.count; i++)
		count += ignores->all.items[i]->is_needed;
	return count;
}
