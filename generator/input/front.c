#include "input/front.h"

#include "input/schema.h"
#include "input/text.h"

/* Where front matter stands in a file. */
struct extent {
	size_t from, to; /* the YAML between the two lines of hyphens */
	size_t body_at;
};

static bool is_fence(hw_str line)
{
	while (line.len > 0 &&
	    (line.p[line.len - 1] == ' ' || line.p[line.len - 1] == '\t'))
		line.len--;
	return hw_str_equal(line, HW_STR("---"));
}

/*
 * A line of hyphens, dashes or dots alone that is no fence: four hyphens, one
 * with a space before them, the dash that a word processor makes of them.
 */
static bool is_almost_fence(hw_str line)
{
	static const hw_str signs[] = {{"-", 1}, {".", 1},
	    {"\xE2\x80\x93", 3}, {"\xE2\x80\x94", 3}};
	hw_str rest = hw_str_trim(line);
	size_t i = 0, count = 0;

	for (; rest.len > 0; count++) {
		for (i = 0; i < HW_COUNT(signs); i++)
			if (hw_str_starts(rest, signs[i]))
				break;
		if (i == HW_COUNT(signs))
			return false;
		rest = hw_str_sub(rest, signs[i].len, rest.len);
	}
	/* One hyphen begins a list. */
	return (count > 1 || i > 1) && !is_fence(line);
}

/* -------------------------- finding the parts ------------------------- */

static bool no_front_matter(const struct hw_source *source, hw_str line,
    size_t at, struct hw_diags *diags)
{
	hw_str after = hw_str_sub(source->text, at, source->text.len), help;

	if (is_almost_fence(line))
		help = HW_STR("Write three hyphens there, '---', and nothing "
			      "before or after them.");
	else if (line.len == 0 &&
	    hw_str_starts(hw_str_trim(after), HW_STR("---")))
		help = HW_STR("Take out the empty lines before '---'.");
	else
		help = HW_STR("Start the file with three lines: '---', then "
			      "'title: ' and the page's title, then '---' "
			      "again.");
	hw_diag(diags, HW_DIAG_NO_FRONT_MATTER,
	    (struct hw_span){source, at, line.len > 0 ? 1 : 0}, help,
	    "no front matter: the first line is not '---'");
	return false;
}

static bool open_front_matter(const struct hw_source *source, size_t at,
    struct hw_diags *diags)
{
	hw_str help = HW_STR("Put a line '---', with nothing before it, "
			     "after the last field and before the words of "
			     "the page.");
	hw_str rest = hw_str_sub(source->text, at, source->text.len), line;

	hw_str_next_line(&rest, &line);
	while (hw_str_next_line(&rest, &line))
		if (is_almost_fence(line)) {
			help = hw_fmt(diags->arena,
			    "If line %zu should end it, write '---' there: "
			    "three hyphens, nothing before or after them.",
			    hw_source_place(source,
				(size_t)(line.p - source->text.p))
				.line);
			break;
		}
	hw_diag(diags, HW_DIAG_FRONT_MATTER_OPEN,
	    (struct hw_span){source, at, 3}, help,
	    "front matter that starts here and does not end");
	return false;
}

/* Whether a line is a field of a page, such as "title: Money". */
static bool is_field(hw_str line)
{
	size_t colon = hw_str_find_char(line, ':'), i;

	if (colon == SIZE_MAX ||
	    (colon + 1 < line.len && line.p[colon + 1] != ' '))
		return false;
	line = hw_str_sub(line, 0, colon);
	for (i = 0; i < hw_front_table.count; i++)
		if (hw_str_equal(line,
			hw_str_of(hw_front_table.fields[i].name)))
			return true;
	return false;
}

/* A line '---' and a field in the words of a page: two pages in one file. */
static void check_second(const struct hw_source *source, size_t body_at,
    struct hw_diags *diags)
{
	hw_str rest = hw_str_sub(source->text, body_at, source->text.len);
	hw_str line, next;
	bool is_code = false;

	while (hw_str_next_line(&rest, &line)) {
		hw_str after = rest;

		is_code = is_code != hw_text_is_code_fence(line);
		if (is_code || !is_fence(line) ||
		    !hw_str_next_line(&after, &next) || !is_field(next))
			continue;
		hw_diag(diags, HW_DIAG_FRONT_MATTER_TWICE,
		    (struct hw_span){source,
			(size_t)(line.p - source->text.p), 3},
		    HW_STR("A page has one, at the top. Put these fields "
			   "there, or these words into a page of their "
			   "own."),
		    "a second block of fields starts here");
		return;
	}
}

static bool find_parts(struct extent *out, const struct hw_source *source,
    struct hw_diags *diags)
{
	hw_str text = source->text, rest, line = HW_STR_NONE;
	size_t start = hw_text_bom(text), at;
	bool is_closed = false;

	*out = (struct extent){start, start, start};
	rest = hw_str_sub(text, start, text.len);
	hw_str_next_line(&rest, &line);
	if (!is_fence(line))
		return no_front_matter(source, line, start, diags);
	out->from = out->to = out->body_at = text.len - rest.len;
	for (at = out->from; hw_str_next_line(&rest, &line);
	     at = text.len - rest.len)
		if (is_fence(line)) {
			is_closed = true;
			break;
		}
	if (!is_closed)
		return open_front_matter(source, start, diags);
	out->to = at;
	out->body_at = text.len - rest.len;
	if (out->to - out->from <= HW_FRONT_LIMIT_BYTES)
		return true;
	hw_diag(diags, HW_DIAG_YAML_LIMIT, (struct hw_span){source, start, 3},
	    HW_STR("Move words into the body, below the second line '---', "
		   "or divide the page into two."),
	    "front matter of %zu KiB; the limit is %zu KiB",
	    (out->to - out->from + 1023) / 1024, HW_FRONT_LIMIT_BYTES / 1024);
	return false;
}

bool hw_front_find(const struct hw_source *source, size_t *from, size_t *to,
    struct hw_diags *diags)
{
	struct extent parts;
	bool is_usable = find_parts(&parts, source, diags);

	*from = parts.from;
	*to = parts.to;
	return is_usable;
}

/* -------------------------------- rules ------------------------------- */

static bool is_given(struct hw_span span)
{
	return span.source != NULL;
}

/* The kind of a page that names none. */
static enum hw_page_kind usual_kind(const struct hw_page *page)
{
	hw_str path = page->source.path, folder = HW_STR("content/");

	if (hw_str_starts(path, folder))
		path = hw_str_sub(path, folder.len, path.len);
	return !page->is_easy &&
		hw_str_equal(hw_path_base(path), HW_STR("index.md")) &&
		hw_path_dir(path).len > 0
	    ? HW_PAGE_PLAN
	    : HW_PAGE_ORDINARY;
}

/* "recommendation, area, priority": the kinds in a field's `where`. */
static hw_str kinds_of(const struct hw_field *field, struct hw_arena *arena)
{
	struct hw_buf list = {0};
	hw_str kinds;
	int kind;

	for (kind = 0; kind <= HW_PAGE_ORDINARY; kind++)
		if (field->where & 1u << kind)
			hw_buf_printf(&list, "%s%s", list.len > 0 ? ", " : "",
			    hw_kind_word(kind));
	kinds = hw_buf_take(&list, arena);
	hw_buf_free(&list);
	return kinds;
}

static hw_str easy_fields(struct hw_arena *arena)
{
	struct hw_buf list = {0};
	hw_str names;
	size_t i;

	for (i = 0; i < hw_front_table.count; i++)
		if (hw_front_table.fields[i].where & HW_WHERE_EASY)
			hw_buf_printf(&list, "%s%s", list.len > 0 ? ", " : "",
			    hw_front_table.fields[i].name);
	names = hw_buf_take(&list, arena);
	hw_buf_free(&list);
	return names;
}

static void check_places(const struct hw_page *page,
    const struct hw_yaml *mapping, struct hw_diags *diags,
    struct hw_arena *arena)
{
	unsigned here = page->is_easy ? HW_WHERE_EASY
				      : 1u << page->front.kind.value;
	size_t i;

	for (i = 0; i < mapping->pairs.count; i++) {
		const struct hw_text *key = &mapping->pairs.items[i].key;
		const struct hw_field *field =
		    hw_field_find(&hw_front_table, key->s);

		if (field == NULL || (field->where & here) != 0)
			continue;
		if (page->is_easy)
			hw_diag(diags, HW_DIAG_FIELD_NOT_HERE, key->span,
			    hw_fmt(arena,
				"Put it in the standard page. Fields of an "
				"easy-read page: %.*s.",
				HW_ARG(easy_fields(arena))),
			    "an easy-read page has no '%s'", field->name);
		else
			hw_diag(diags, HW_DIAG_FIELD_NOT_HERE, key->span,
			    hw_fmt(arena,
				"Take it out, or set 'kind' to one that has "
				"it: %.*s.",
				HW_ARG(kinds_of(field, arena))),
			    "a page of kind '%s' has no '%s'",
			    hw_kind_word(page->front.kind.value),
			    field->name);
	}
}

static void check_action(const struct hw_action *action,
    struct hw_diags *diags)
{
	int status = action->status.value;

	if ((status == HW_STATUS_PAUSED || status == HW_STATUS_STOPPED) &&
	    !is_given(action->reason.span))
		hw_diag(diags, HW_DIAG_REASON_MISSING, action->status.span,
		    HW_STR("Add 'reason:' and say in a sentence why, so that "
			   "families know."),
		    "an action that is %s without a reason",
		    hw_status_word(status));
	if (is_given(action->completed.span) && status >= 0 &&
	    status != HW_STATUS_DONE)
		hw_diag(diags, HW_DIAG_COMPLETED_NOT_DONE,
		    action->completed.span,
		    HW_STR("Set the status to 'done', or take 'completed' "
			   "out."),
		    "a completion date on an action that is %s",
		    hw_status_word(status));
}

static void check_said(const struct hw_said *said, struct hw_diags *diags)
{
	if (!is_given(said->did.span) && !is_given(said->could_not.span))
		hw_diag(diags, HW_DIAG_MISSING_FIELD, said->span,
		    HW_STR("Add 'did:' with what was done, or 'could_not:' "
			   "with the reason why nothing could be done."),
		    "families said this, and nobody answers");
}

static void check_rules(const struct hw_front *front, struct hw_diags *diags)
{
	size_t i;

	for (i = 0; i < front->said.count; i++)
		check_said(&front->said.items[i], diags);
	for (i = 0; i < front->actions.count; i++)
		check_action(&front->actions.items[i], diags);
	if (is_given(front->reviewed.span) &&
	    is_given(front->review_by.span) &&
	    hw_date_compare(front->review_by.date, front->reviewed.date) < 0)
		hw_diag(diags, HW_DIAG_REVIEW_ORDER, front->review_by.span,
		    HW_STR("'review_by' is the day of the next review, "
			   "'reviewed' that of the last one."),
		    "the next review is before the last one");
}

/* ------------------------------- reading ------------------------------ */

/* What a page has when nothing can be read. */
static void set_up(struct hw_page *page, const struct extent *extent)
{
	const struct hw_source *source = &page->source;
	size_t at = extent->body_at;

	memset(&page->front, 0, sizeof(page->front));
	page->front.kind.value = (int)usual_kind(page);
	page->body = (struct hw_text){
	    .s = hw_str_sub(source->text, at, source->text.len),
	    .span = {source, at, source->text.len - at},
	    .exact = true,
	};
}

bool hw_front_read(struct hw_page *page, struct hw_diags *diags,
    struct hw_arena *arena)
{
	struct extent extent = {0, 0, 0};
	struct hw_yaml *mapping;
	bool is_good;

	if (!hw_text_check_utf8(&page->source, diags)) {
		extent.body_at = page->source.text.len;
		set_up(page, &extent);
		return false;
	}
	is_good = find_parts(&extent, &page->source, diags);
	set_up(page, &extent);
	if (!is_good)
		return false;
	if (!page->is_past)
		check_second(&page->source, extent.body_at, diags);
	mapping = (page->is_past ? hw_yaml_read_past : hw_yaml_read)(
	    &page->source, extent.from, extent.to, diags, arena);
	if (mapping == NULL)
		return false;
	(hw_page_is_translation(page) ? hw_fields_read_words
				      : hw_fields_read)(&hw_front_table,
	    mapping, &page->front, diags, arena);
	if (page->front.kind.value < 0)
		page->front.kind.value = (int)usual_kind(page);
	/* Without a valid kind nobody knows which fields belong. */
	if (hw_page_is_translation(page))
		return mapping->kind == HW_YAML_MAPPING;
	if (is_given(page->front.kind.span) || page->is_easy ||
	    hw_yaml_get(mapping, HW_STR("kind")) == NULL)
		check_places(page, mapping, diags, arena);
	check_rules(&page->front, diags);
	return mapping->kind == HW_YAML_MAPPING;
}

/* The whole file as one mapping, or NULL. */
static struct hw_yaml *read_file(const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena)
{
	if (!hw_text_check_utf8(source, diags))
		return NULL;
	if (source->text.len > HW_SETTINGS_LIMIT_BYTES) {
		hw_diag(diags, HW_DIAG_YAML_LIMIT, hw_span_file(source),
		    HW_STR("Take something out of it."),
		    "a file of %zu KiB; the limit is %zu KiB",
		    (source->text.len + 1023) / 1024,
		    HW_SETTINGS_LIMIT_BYTES / 1024);
		return NULL;
	}
	return hw_yaml_read(source, 0, source->text.len, diags, arena);
}

static void set_defaults(struct hw_settings *settings)
{
	if (!is_given(settings->language.span))
		settings->language.s = HW_STR("en");
	if (!is_given(settings->time_zone.span))
		settings->time_zone.s = HW_STR("Europe/London");
}

bool hw_settings_read(struct hw_settings *out, const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_yaml *mapping = read_file(source, diags, arena);
	hw_str url;
	size_t at;

	memset(out, 0, sizeof(*out));
	if (mapping != NULL)
		hw_fields_read(&hw_settings_table, mapping, out, diags,
		    arena);
	set_defaults(out);
	url = out->base_url.s;
	for (at = 0; at < url.len; at++)
		if (url.p[at] == '?' || url.p[at] == '#')
			break;
	if (at < url.len)
		hw_diag(diags, HW_DIAG_BAD_URL,
		    hw_text_span(&out->base_url, at, url.len - at),
		    HW_STR("Write the address of the site's first page, as "
			   "in https://www.example.org/plan/."),
		    "'base_url' may not have a '%c'", url.p[at]);
	if (out->feedback != NULL && is_given(out->feedback->send_to.span) &&
	    !is_given(out->feedback->privacy.span))
		hw_diag(diags, HW_DIAG_MISSING_FIELD,
		    out->feedback->send_to.span,
		    HW_STR("Add 'privacy:' with a sentence or two: who reads "
			   "it, and how long it is kept."),
		    "a form that does not say what happens to people's "
		    "words");
	if (out->notice != NULL && is_given(out->notice->from.span) &&
	    is_given(out->notice->until.span) &&
	    hw_date_compare(out->notice->until.date, out->notice->from.date) <
		0)
		hw_diag(diags, HW_DIAG_DATE_RANGE, out->notice->until.span,
		    HW_STR("'until' is the last day of the notice."),
		    "a notice that ends before it starts");
	return mapping != NULL;
}

bool hw_words_read(struct hw_words *out, const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_yaml *mapping = read_file(source, diags, arena);

	memset(out, 0, sizeof(*out));
	if (mapping == NULL)
		return false;
	hw_fields_read(&hw_words_table, mapping, out, diags, arena);
	return true;
}
