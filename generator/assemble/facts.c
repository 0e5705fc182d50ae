#include "assemble/facts.h"

#include "base/hash.h"
#include "input/csv.h"
#include "input/front.h"
#include "input/markdown.h"
#include "input/plain_words.h"
#include "input/scan.h"
#include "input/schema.h"

/* ------------------------------- hashing ------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static uint64_t hash_text(uint64_t hash, const struct hw_text *text)
{
	return hw_hash_folded(hash, text->s);
}

static uint64_t hash_texts(uint64_t hash, const struct hw_texts *texts)
{
	size_t i;

	hash = hw_hash_number(hash, texts->count);
	for (i = 0; i < texts->count; i++)
		hash = hash_text(hash, &texts->items[i]);
	return hash;
}

static uint64_t hash_date(uint64_t hash, const struct hw_when *when)
{
	return hw_hash_number(hash,
	    (uint64_t)(when->date.year * 10000 + when->date.month * 100 +
		when->date.day));
}

static uint64_t hash_numeral(uint64_t hash, const struct hw_number *number)
{
	return hw_hash_folded(hash, number->text);
}

/* A task's box is seen, and says something. */
static void add_tasks(const struct hw_node *doc, struct hw_buf *words)
{
	const struct hw_node *at;

	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->task != HW_TASK_NONE)
			hw_buf_putc(words,
			    at->task == HW_TASK_DONE ? '\1' : '\2');
}

static void parse_words(struct hw_facts_reader *reader,
    struct hw_diags *diags, const struct hw_text *text, struct hw_buf *words)
{
	const struct hw_node *doc =
	    hw_markdown_read(text, &reader->scratch, diags);

	hw_node_words(doc, words);
	add_tasks(doc, words);
}

/* The hash of a Markdown text's words; 0 where there are none. */
static uint64_t hash_markdown(struct hw_facts_reader *reader,
    struct hw_diags *diags, const struct hw_text *text)
{
	uint64_t key = hw_hash_bytes(HW_HASH_START, text->s), *known;
	hw_str name = {(const char *)&key, sizeof(key)};
	struct hw_buf words = {0};

	if (text->s.len == 0)
		return 0;
	known = hw_map_get(&reader->known, name);
	if (known != NULL)
		return *known;
	if (!hw_plain_words(text->s, &words))
		parse_words(reader, diags, text, &words);
	known = HW_NEW(&reader->memory, uint64_t);
	*known = hw_hash_folded(HW_HASH_START, hw_buf_str(&words));
	if (hw_str_trim(hw_buf_str(&words)).len == 0)
		*known = 0;
	hw_buf_free(&words);
	hw_map_add(&reader->known, hw_str_dup(&reader->memory, name), known);
	return *known;
}

/* The line that begins and ends front matter (see input/front). */
static bool is_fence(hw_str line)
{
	return hw_str_starts(line, HW_STR("---")) &&
	    hw_str_trim(line).len == strlen("---");
}

uint64_t hw_facts_form(hw_str bytes)
{
	uint64_t hash = HW_HASH_START;
	bool is_open = false;
	hw_str line;

	while (hw_str_next_line(&bytes, &line)) {
		hash = hw_hash_bytes(hash, line);
		if (is_fence(line) && is_open)
			break;
		is_open = true;
	}
	return hw_hash_folded(hash, bytes);
}

/* ----------------------------- one version ----------------------------- */

struct version {
	struct hw_facts_reader *reader;
	struct hw_diags diags; /* nobody reads them */
	struct hw_page page;
	struct hw_arena *arena; /* for what is kept */
};

/* Each run of white space as one space, none at the ends. */
static hw_str fold(hw_str s, struct hw_arena *arena)
{
	char *folded;
	size_t i, len = 0;

	s = hw_str_trim(s);
	folded = hw_arena_alloc(arena, s.len + 1);
	for (i = 0; i < s.len; i++)
		if (!is_space(s.p[i]))
			folded[len++] = s.p[i];
		else if (folded[len - 1] != ' ')
			folded[len++] = ' ';
	return (hw_str){folded, len};
}

static hw_str join(const struct hw_texts *texts, struct hw_arena *arena)
{
	struct hw_buf all = {0};
	hw_str joined;
	size_t i;

	if (texts->count == 1)
		return fold(texts->items[0].s, arena);
	for (i = 0; i < texts->count; i++)
		hw_buf_printf(&all, "%s%.*s", i > 0 ? "; " : "",
		    HW_ARG(texts->items[i].s));
	joined = fold(hw_buf_str(&all), arena);
	hw_buf_free(&all);
	return joined;
}

hw_str hw_facts_owners(const struct hw_action *action, struct hw_arena *arena)
{
	return join(&action->owners, arena);
}

/* The words of a Markdown text, on one line. */
static hw_str plain_words(struct version *version, const struct hw_text *text)
{
	struct hw_buf words = {0};
	hw_str plain;

	if (text->s.len == 0)
		return HW_STR_NONE;
	if (!hw_plain_words(text->s, &words))
		hw_node_words(hw_markdown_read(text,
				  &version->reader->scratch, &version->diags),
		    &words);
	plain = fold(hw_buf_str(&words), version->arena);
	hw_buf_free(&words);
	return plain;
}

/* Whether a date within the action was refused. */
static bool has_bad_date(const struct version *version,
    const struct hw_action *action)
{
	size_t i;

	for (i = 0; i < version->diags.list.count; i++) {
		const struct hw_diag *diag = &version->diags.list.items[i];

		if ((diag->code == HW_DIAG_BAD_DATE ||
			diag->code == HW_DIAG_DATE_RANGE ||
			diag->code == HW_DIAG_WRONG_TYPE) &&
		    diag->span.at >= action->span.at &&
		    diag->span.at < action->span.at + action->span.len)
			return true;
	}
	return false;
}

static uint64_t hash_evidence(const struct hw_action *action)
{
	uint64_t hash = HW_HASH_START;
	size_t i;

	if (action->evidence.count == 0)
		return 0;
	for (i = 0; i < action->evidence.count; i++) {
		const struct hw_evidence *item = &action->evidence.items[i];

		/* Whether it can be read at all, not where. */
		hash = hw_hash_number(hash_text(hash, &item->title),
		    item->link.s.len > 0);
	}
	return hash;
}

static uint64_t hash_outcome(struct version *version,
    const struct hw_action *action)
{
	uint64_t detail =
	    hash_markdown(version->reader, &version->diags, &action->detail);

	if (detail == 0 && action->outcomes.count == 0)
		return 0;
	return hash_texts(hw_hash_number(HW_HASH_START, detail),
	    &action->outcomes);
}

/* Fills the facts of one action; adds its parts to the fingerprints. */
static void read_action(struct hw_facts *facts, struct hw_action_facts *out,
    struct version *version, const struct hw_action *action)
{
	struct hw_facts_reader *reader = version->reader;
	struct hw_arena *arena = version->arena;
	uint64_t hash = HW_HASH_START;

	*out = (struct hw_action_facts){
	    .ref = hw_str_dup(arena, action->ref.s),
	    .title = fold(action->title.s, arena),
	    .due = hw_date_iso(arena, action->due.date),
	    .completed = hw_date_iso(arena, action->completed.date),
	    .owners = join(&action->owners, arena),
	    .reason = plain_words(version, &action->reason),
	    .status = action->status.value,
	    .is_due_bad = !hw_date_given(action->due.date) &&
		has_bad_date(version, action),
	    .outcome = hash_outcome(version, action),
	    .update = hash_markdown(reader, &version->diags, &action->update),
	    .evidence = hash_evidence(action),
	};
	hash = hash_text(hash, &action->ref);
	hash = hash_text(hash, &action->title);
	hash = hash_texts(hash, &action->owners);
	hash = hw_hash_folded(hash, out->reason);
	hash = hw_hash_number(hash, out->outcome);
	hash = hw_hash_number(hash, out->update);
	facts->wording = hw_hash_number(facts->wording, hash);
	hash = hash_date(hash, &action->due);
	hash = hash_date(hash, &action->completed);
	hash = hw_hash_number(hash, (uint64_t)(action->status.value + 1));
	hash = hw_hash_number(hash, out->evidence);
	facts->fingerprint = hw_hash_number(facts->fingerprint, hash);
}

static uint64_t hash_measures(uint64_t hash, const struct hw_front *front)
{
	size_t i;

	for (i = 0; i < front->measures.count; i++) {
		const struct hw_measure *measure = &front->measures.items[i];

		hash = hash_text(hash, &measure->ref);
		hash = hash_text(hash, &measure->title);
		hash = hash_text(hash, &measure->unit);
		hash = hash_text(hash, &measure->points);
		hash = hw_hash_number(hash,
		    (uint64_t)(measure->better.value + 1));
		hash = hash_numeral(hash, &measure->target);
		hash = hash_numeral(hash, &measure->baseline);
	}
	return hw_hash_number(hash, front->measures.count);
}

static bool has_figures(const struct hw_front *front)
{
	size_t i;

	for (i = 0; i < front->measures.count; i++)
		if (front->measures.items[i].points.s.len > 0)
			return true;
	return false;
}

uint64_t hw_facts_figures(const struct hw_measure *measure)
{
	uint64_t hash = HW_HASH_START;
	size_t i;

	for (i = 0; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];
		struct hw_when when = {.date = point->date};

		hash = hash_date(hash, &when);
		hash = hw_hash_folded(hash, point->value_text);
		hash = hw_hash_folded(hash, point->note);
	}
	return hw_hash_number(hash, measure->point_count);
}

/* As they were: a figure that was for a day to come then may be past now. */
static void read_figures(struct hw_facts *out, struct version *version)
{
	static const struct hw_date last = {9999, 12, 31};
	struct hw_measure measure = {.unit.s = HW_STR_NONE};

	out->kind = HW_PAGE_ORDINARY;
	out->is_readable = hw_csv_read_points(&measure, &version->page.source,
	    last, &version->diags, &version->reader->scratch);
	out->fingerprint = hw_facts_figures(&measure);
}

static uint64_t hash_difference(uint64_t hash, const struct hw_front *front)
{
	const struct hw_difference *difference = front->difference;

	if (difference == NULL)
		return hw_hash_number(hash, 0);
	hash = hw_hash_number(hash, (uint64_t)(difference->answer.value + 2));
	hash = hash_text(hash, &difference->says);
	return hash_text(hash, &difference->source);
}

static uint64_t hash_said(uint64_t hash, const struct hw_front *front)
{
	size_t i;

	for (i = 0; i < front->said.count; i++) {
		const struct hw_said *said = &front->said.items[i];

		hash = hash_text(hash, &said->words);
		hash = hash_text(hash, &said->who);
		hash = hash_text(hash, &said->did);
		hash = hash_text(hash, &said->could_not);
		hash = hash_texts(hash, &said->actions);
	}
	return hw_hash_number(hash, front->said.count);
}

/* All but the actions. */
static uint64_t hash_page(struct version *version)
{
	const struct hw_front *front = &version->page.front;
	struct hw_facts_reader *reader = version->reader;
	struct hw_diags *diags = &version->diags;
	uint64_t hash = HW_HASH_START;

	hash = hw_hash_number(hash, (uint64_t)front->kind.value);
	hash = hash_text(hash, &front->title);
	hash = hash_text(hash, &front->summary);
	hash = hash_text(hash, &front->ref);
	hash = hw_hash_number(hash,
	    hash_markdown(reader, diags, &front->finding));
	hash = hw_hash_number(hash,
	    hash_markdown(reader, diags, &front->impact));
	hash = hash_difference(hash, front);
	hash = hash_measures(hash, front);
	hash = hash_said(hash, front);
	hash = hash_date(hash, &front->as_of);
	hash = hw_hash_number(hash, front->archived.value);
	hash = hash_texts(hash, &front->owners);
	return hw_hash_number(hash,
	    hash_markdown(reader, diags, &version->page.body));
}

static void read_all(struct hw_facts *out, struct version *version)
{
	const struct hw_front *front = &version->page.front;
	size_t i;

	out->is_readable = true;
	out->is_draft = front->draft.value;
	out->publish_on = front->publish_on.date;
	out->kind = (enum hw_page_kind)front->kind.value;
	out->title = fold(front->title.s, version->arena);
	out->fingerprint = out->wording = hash_page(version);
	out->has_figures = has_figures(front);
	out->actions = HW_NEW_ARRAY(version->arena, struct hw_action_facts,
	    front->actions.count);
	for (i = 0; i < front->actions.count; i++) {
		struct hw_action_facts *action =
		    &out->actions[out->action_count];

		read_action(out, action, version, &front->actions.items[i]);
		/* A translation has words for actions, and no actions. */
		out->action_count += action->ref.len > 0 &&
		    !hw_page_is_version(&version->page);
	}
}

void hw_facts_read(struct hw_facts *out, struct hw_facts_reader *reader,
    hw_str path, hw_str bytes, struct hw_arena *arena)
{
	struct version version = {.reader = reader, .arena = arena};

	*out = (struct hw_facts){.plan = hw_path_dir(path)};
	out->title = HW_STR_NONE;
	if (bytes.len > HW_PAGE_LIMIT_BYTES)
		return;
	hw_arena_reset(&reader->scratch);
	hw_diag_init(&version.diags, &reader->scratch);
	version.page.source.path =
	    hw_fmt(&reader->scratch, "content/%.*s", HW_ARG(path));
	version.page.source.text = bytes;
	version.page.is_past = true;
	version.page.is_easy =
	    hw_str_equal(hw_scan_version(path), HW_STR("easy"));
	if (!version.page.is_easy)
		version.page.source.language = hw_scan_version(path);
	if (hw_str_ends(path, HW_STR(".csv")))
		read_figures(out, &version);
	else if (
	    hw_front_read(&version.page, &version.diags, &reader->scratch))
		read_all(out, &version);
}

void hw_facts_open(struct hw_facts_reader *out)
{
	hw_arena_init(&out->scratch, 0);
	hw_arena_init(&out->memory, 0);
	hw_map_init(&out->known, &out->memory);
}

void hw_facts_close(struct hw_facts_reader *reader)
{
	hw_arena_free(&reader->scratch);
	hw_arena_free(&reader->memory);
}
