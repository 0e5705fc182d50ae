#include "cli/import_edits.h"

#include "input/front.h"
#include "input/yaml_edit.h"

/* A list of the longest allowed length, taken apart and put together. */
#define STEP_LIMIT 100

/* In which order the fields of an action stand. */
static const char *const order[] = {"ref", "title", "detail", "outcomes",
    "owners", "due", "status", "completed", NULL};

enum step { STEP_DONE, STEP_SPLICE, STEP_IMPOSSIBLE };

/* ------------------------------ one step ------------------------------ */

static struct hw_yaml *read_front(const struct hw_source *source,
    struct hw_arena *arena)
{
	struct hw_diags unheard;
	size_t from, to;

	hw_diag_init(&unheard, arena);
	return hw_front_find(source, &from, &to, &unheard)
	    ? hw_yaml_read(source, from, to, &unheard, arena)
	    : NULL;
}

static struct hw_yaml *action_of(const struct hw_yaml *root, size_t index)
{
	struct hw_yaml *list = hw_yaml_get(root, HW_STR("actions"));

	return list != NULL && list->kind == HW_YAML_LIST &&
		index < list->items.count
	    ? list->items.items[index]
	    : NULL;
}

static hw_str item_of(const struct hw_yaml *list, size_t index)
{
	return index < list->items.count
	    ? hw_str_trim(list->items.items[index]->text.s)
	    : HW_STR_NONE;
}

/* One item of a list that is there and stays. */
static enum step list_step(struct hw_splice *out, const struct hw_yaml *list,
    const struct hw_import_change *change, struct hw_arena *arena)
{
	size_t have = list->items.count, want = change->items.count, at = 0;
	const hw_str *items = change->items.items;
	size_t tail = 0;
	bool is_flow = hw_yaml_is_flow(list), is_good;
	char quote;

	while (at < have && at < want &&
	    hw_str_equal(item_of(list, at), items[at]))
		at++;
	if (at == have && at == want)
		return STEP_DONE;
	while (tail < have - at && tail < want - at &&
	    hw_str_equal(item_of(list, have - 1 - tail),
		items[want - 1 - tail]))
		tail++;
	quote = list->items.items[0]->style == HW_YAML_QUOTED ? '"' : '\0';
	if (at == want - tail ||
	    (at + 1 < have - tail &&
		hw_str_equal(item_of(list, at + 1), items[at])))
		is_good = hw_yaml_remove_item(out, list, at);
	else if (at == have - tail ||
	    (at + 1 < want - tail &&
		hw_str_equal(item_of(list, at), items[at + 1])))
		is_good = hw_yaml_insert_item(out, list, at,
		    hw_yaml_scalar(arena, items[at], is_flow, quote), arena);
	else
		is_good = hw_yaml_replace(out, list->items.items[at], is_flow,
		    items[at], arena);
	return is_good ? STEP_SPLICE : STEP_IMPOSSIBLE;
}

/* A date or status stands as it is; other words may need quotes. */
static hw_str as_written(const struct hw_import_change *change, bool in_flow,
    struct hw_arena *arena)
{
	if (change->is_list)
		return hw_yaml_flow_list(arena, change->items.items,
		    change->items.count);
	return hw_yaml_scalar(arena, change->after, in_flow, '\0');
}

static enum step next_step(struct hw_splice *out,
    const struct hw_yaml *action, const struct hw_import_change *change,
    struct hw_arena *arena)
{
	hw_str key = hw_str_of(change->field);
	struct hw_yaml *value = hw_yaml_get(action, key);
	bool in_flow = hw_yaml_is_flow(action), is_good;

	if (value == NULL && change->after.len == 0)
		return STEP_DONE;
	if (value == NULL)
		is_good = hw_yaml_insert_pair(out, action, order, key,
		    as_written(change, in_flow, arena), arena);
	else if (change->after.len == 0)
		is_good = hw_yaml_remove_pair(out, action, key);
	else if (value->kind == HW_YAML_LIST && change->is_list &&
	    value->items.count > 0)
		return list_step(out, value, change, arena);
	else if (!change->is_list && value->kind == HW_YAML_SCALAR &&
	    hw_str_equal(hw_str_trim(value->text.s), change->after))
		return STEP_DONE;
	else
		is_good = !change->is_list &&
		    hw_yaml_replace(out, value, in_flow, change->after,
			arena);
	return is_good ? STEP_SPLICE : STEP_IMPOSSIBLE;
}

/* --------------------------- one change, whole ------------------------- */

static size_t index_of(const struct hw_page *page,
    const struct hw_import_change *change)
{
	return (size_t)(change->action - page->front.actions.items);
}

/* The new text replaces *text; each step reads the text of the one before. */
static bool make_change(struct hw_str *text, const struct hw_page *page,
    const struct hw_import_change *change, struct hw_arena *arena)
{
	struct hw_source source = {.path = page->source.path, .text = *text};
	struct hw_arena scratch;
	enum step step = STEP_SPLICE;
	struct hw_splice splice;
	size_t turn;

	for (turn = 0; turn < STEP_LIMIT && step == STEP_SPLICE; turn++) {
		struct hw_yaml *root, *action;

		hw_arena_init(&scratch, 0);
		root = read_front(&source, &scratch);
		action = root != NULL
		    ? action_of(root, index_of(page, change))
		    : NULL;
		step = action != NULL && action->kind == HW_YAML_MAPPING
		    ? next_step(&splice, action, change, &scratch)
		    : STEP_IMPOSSIBLE;
		if (step == STEP_SPLICE)
			source.text =
			    hw_splice_apply(arena, source.text, &splice);
		hw_arena_free(&scratch);
	}
	*text = source.text;
	return step == STEP_DONE;
}

static void not_here(const struct hw_page *page,
    const struct hw_import_change *change, struct hw_diags *diags,
    struct hw_arena *arena)
{
	hw_diag(diags, HW_DIAG_IMPORT_PLACE, change->span,
	    hw_fmt(arena,
		"Change '%s' of %.*s in '%.*s' by hand, put the old value "
		"back into the cell, and import again.",
		change->field, HW_ARG(change->action->ref.s),
		HW_ARG(page->source.path)),
	    "cell %.*s: '%s' of %.*s cannot be changed without touching "
	    "what is beside it",
	    HW_ARG(change->cell), change->field,
	    HW_ARG(change->action->ref.s));
}

/* ------------------------------- proving ------------------------------- */

static const struct hw_import_change *change_of(const struct hw_page *page,
    const struct hw_import_change *changes, size_t count, size_t action,
    hw_str field)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (index_of(page, &changes[i]) == action &&
		    hw_str_equal(hw_str_of(changes[i].field), field))
			return &changes[i];
	return NULL;
}

static bool is_as_meant(const struct hw_yaml *value,
    const struct hw_import_change *change)
{
	size_t i;

	if (!change->is_list)
		return value->kind == HW_YAML_SCALAR &&
		    hw_str_equal(hw_str_trim(value->text.s), change->after);
	if (value->kind != HW_YAML_LIST ||
	    value->items.count != change->items.count)
		return false;
	for (i = 0; i < value->items.count; i++)
		if (!hw_str_equal(item_of(value, i), change->items.items[i]))
			return false;
	return true;
}

/* One action: its fields but the changed ones are what and where they were,
 * and the changed ones what they were to become. */
static bool is_action_right(const struct hw_page *page,
    const struct hw_yaml *was, const struct hw_yaml *is, size_t action,
    const struct hw_import_change *changes, size_t count)
{
	const struct hw_import_change *change;
	size_t i = 0, k = 0;

	while (i < was->pairs.count || k < is->pairs.count) {
		if (i < was->pairs.count &&
		    change_of(page, changes, count, action,
			was->pairs.items[i].key.s) != NULL) {
			i++;
			continue;
		}
		change = k < is->pairs.count
		    ? change_of(page, changes, count, action,
			  is->pairs.items[k].key.s)
		    : NULL;
		if (change != NULL) {
			if (!is_as_meant(is->pairs.items[k++].value, change))
				return false;
			continue;
		}
		if (i == was->pairs.count || k == is->pairs.count ||
		    !hw_str_equal(was->pairs.items[i].key.s,
			is->pairs.items[k].key.s) ||
		    !hw_yaml_equal(was->pairs.items[i].value,
			is->pairs.items[k].value))
			return false;
		i++;
		k++;
	}
	return true;
}

static bool is_page_right(const struct hw_page *page, hw_str text,
    const struct hw_import_change *changes, size_t count,
    struct hw_arena *arena)
{
	struct hw_source *now = HW_NEW(arena, struct hw_source);
	struct hw_yaml *was, *is, *a, *b;
	size_t i, k;

	*now = (struct hw_source){.path = page->source.path, .text = text};
	was = read_front(&page->source, arena);
	is = read_front(now, arena);
	if (was == NULL || is == NULL || was->pairs.count != is->pairs.count)
		return false;
	for (i = 0; i < was->pairs.count; i++) {
		a = was->pairs.items[i].value;
		b = is->pairs.items[i].value;
		if (!hw_str_equal(was->pairs.items[i].key.s,
			is->pairs.items[i].key.s))
			return false;
		if (!hw_str_equal(was->pairs.items[i].key.s,
			HW_STR("actions"))) {
			if (!hw_yaml_equal(a, b))
				return false;
			continue;
		}
		if (a->items.count != b->items.count)
			return false;
		for (k = 0; k < a->items.count; k++)
			if (!is_action_right(page, a->items.items[k],
				b->items.items[k], k, changes, count))
				return false;
	}
	return true;
}

/* ------------------------ rules of the whole page ---------------------- */

static bool was_said(const struct hw_diags *before, const struct hw_diag *it)
{
	size_t i;

	for (i = 0; i < before->list.count; i++)
		if (before->list.items[i].code == it->code &&
		    hw_str_equal(before->list.items[i].message, it->message))
			return true;
	return false;
}

/* The change in whose action the message is; of several the one that most
 * such rules are about. */
static const struct hw_import_change *blamed(const struct hw_page *page,
    const struct hw_page *now, const struct hw_diag *diag,
    const struct hw_import_change *changes, size_t count)
{
	const struct hw_import_change *found = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		struct hw_span span =
		    now->front.actions.items[index_of(page, &changes[i])]
			.span;

		if (diag->span.at < span.at ||
		    diag->span.at > span.at + span.len)
			continue;
		if (found == NULL ||
		    strcmp(changes[i].field, "completed") == 0 ||
		    strcmp(changes[i].field, "status") == 0)
			found = &changes[i];
	}
	return found != NULL ? found : &changes[0];
}

static bool keeps_rules(const struct hw_page *page, hw_str text,
    const struct hw_import_change *changes, size_t count,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_page was = {.source = page->source};
	struct hw_page *now = HW_NEW(arena, struct hw_page);
	const struct hw_import_change *change;
	struct hw_diags before, after;
	bool is_good = true;
	size_t i;

	*now = (struct hw_page){.source = {page->source.path, text}};
	hw_diag_init(&before, arena);
	hw_diag_init(&after, arena);
	hw_front_read(&was, &before, arena);
	hw_front_read(now, &after, arena);
	for (i = 0; i < after.list.count; i++) {
		const struct hw_diag *diag = &after.list.items[i];

		if (diag->level < HW_LEVEL_ERROR || was_said(&before, diag))
			continue;
		is_good = false;
		if (now->front.actions.count != page->front.actions.count)
			change = &changes[0];
		else
			change = blamed(page, now, diag, changes, count);
		hw_diag(diags, HW_DIAG_IMPORT_PLACE, change->span, diag->help,
		    "cell %.*s: with '%s' of %.*s '%.*s' would have a "
		    "mistake: %.*s",
		    HW_ARG(change->cell), change->field,
		    HW_ARG(change->action->ref.s), HW_ARG(page->source.path),
		    HW_ARG(diag->message));
	}
	return is_good;
}

bool hw_import_edit(hw_str *out, const struct hw_page *page,
    const struct hw_import_change *changes, size_t count,
    struct hw_diags *diags, struct hw_arena *arena)
{
	hw_str text = page->source.text;
	bool is_good = true;
	size_t i;

	for (i = 0; i < count; i++)
		if (!make_change(&text, page, &changes[i], arena)) {
			not_here(page, &changes[i], diags, arena);
			is_good = false;
		}
	if (is_good && !is_page_right(page, text, changes, count, arena)) {
		not_here(page, &changes[0], diags, arena);
		is_good = false;
	}
	*out = text;
	return is_good &&
	    keeps_rules(page, text, changes, count, diags, arena);
}
