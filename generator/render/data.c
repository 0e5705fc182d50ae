#include "render/data.h"

#include "input/schema.h"
#include "render/view.h"
#include "render/view_history.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>

/* Memory is the only way for jansson to say no to well-formed UTF-8. */
static void set(json_t *object, const char *key, json_t *value)
{
	if (value == NULL || json_object_set_new(object, key, value) != 0)
		hw_oom();
}

static void push(json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		hw_oom();
}

static json_t *text(hw_str s)
{
	/* An absent text may have no address at all. */
	return s.len > 0 ? json_stringn(s.p, s.len) : json_string("");
}

static json_t *text_or_null(hw_str s)
{
	return s.len > 0 ? text(s) : json_null();
}

static json_t *date(struct hw_arena *arena, struct hw_date day)
{
	return text_or_null(hw_date_iso(arena, day));
}

static json_t *day_of(struct hw_words_locale *locale, struct hw_arena *arena,
    enum hw_date_state state, int64_t seconds)
{
	if (state != HW_DATE_KNOWN)
		return json_null();
	return date(arena, hw_words_day(locale, seconds));
}

static json_t *texts(const struct hw_texts *list)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; i < list->count; i++)
		push(array, text(list->items[i].s));
	return array;
}

static json_t *address(const struct hw_site *site, struct hw_arena *arena,
    hw_str url)
{
	return text(
	    hw_fmt(arena, "%.*s%.*s", HW_ARG(site->base_path), HW_ARG(url)));
}

struct context {
	const struct hw_site *site;
	struct hw_words_locale *locale;
	struct hw_arena *arena;
};

/* Newest last: the order in which it happened. */
static json_t *events_json(const struct context *c,
    const struct hw_biography *life)
{
	json_t *array = json_array();
	size_t i;

	for (i = 0; life != NULL && i < life->events.count; i++) {
		const struct hw_event *event = &life->events.items[i];
		json_t *object = json_object();

		set(object, "date",
		    date(c->arena, hw_words_day(c->locale, event->time)));
		set(object, "what", json_string(hw_event_name(event->what)));
		set(object, "from", text_or_null(event->from));
		set(object, "to", text_or_null(event->to));
		set(object, "note", text_or_null(event->note));
		push(array, object);
	}
	return array;
}

static json_t *action_json(const struct context *c,
    const struct hw_action *action)
{
	json_t *object = json_object();
	const struct hw_history_date *changed = &action->page->date;
	const struct hw_biography *life =
	    hw_view_biography(c->site, c->arena, action);
	bool knows_start = life != NULL && life->knows_start;

	set(object, "ref", text(action->ref.s));
	set(object, "title", text(action->title.s));
	set(object, "owners", texts(&action->owners));
	set(object, "outcomes", texts(&action->outcomes));
	set(object, "due", date(c->arena, action->due.date));
	/* Not known is the answer where the history cannot tell the start. */
	set(object, "first_due",
	    knows_start ? date(c->arena, life->first_due) : json_null());
	set(object, "due_moves",
	    knows_start ? json_integer((json_int_t)life->due_moves)
			: json_null());
	set(object, "status",
	    action->status.value < 0
		? json_null()
		: json_string(hw_status_word(action->status.value)));
	set(object, "late", json_boolean(action->is_late));
	set(object, "completed", date(c->arena, action->completed.date));
	set(object, "url", address(c->site, c->arena, action->url));
	set(object, "updated",
	    day_of(c->locale, c->arena, changed->state, changed->updated));
	set(object, "events", events_json(c, life));
	return object;
}

static json_t *number(double value)
{
	/* Whole numbers as such: 90, not 90.0. */
	if (value == (double)(json_int_t)value)
		return json_integer((json_int_t)value);
	return json_real(value);
}

static const char *better_word(int better)
{
	return better == HW_BETTER_LOWER ? "lower" : "higher";
}

static json_t *measure_json(const struct context *c,
    const struct hw_measure *measure)
{
	json_t *object = json_object(), *points = json_array();
	size_t i;

	set(object, "ref", text(measure->ref.s));
	set(object, "title", text(measure->title.s));
	set(object, "unit", text_or_null(measure->unit.s));
	set(object, "better",
	    measure->better.value < 0
		? json_null()
		: json_string(better_word(measure->better.value)));
	set(object, "baseline",
	    measure->baseline.span.source != NULL
		? number(measure->baseline.value)
		: json_null());
	set(object, "target",
	    measure->target.span.source != NULL
		? number(measure->target.value)
		: json_null());
	for (i = 0; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];
		json_t *item = json_object();

		set(item, "date", date(c->arena, point->date));
		set(item, "value",
		    point->has_value ? number(point->value) : json_null());
		set(item, "note", text_or_null(point->note));
		push(points, item);
	}
	set(object, "points", points);
	return object;
}

static json_t *difference_json(const struct hw_difference *difference)
{
	json_t *object;

	if (difference == NULL || difference->answer.value < 0)
		return json_null();
	object = json_object();
	set(object, "answer",
	    json_string(hw_answer_word(difference->answer.value)));
	set(object, "says", text_or_null(difference->says.s));
	set(object, "source", text_or_null(difference->source.s));
	return object;
}

static json_t *area_json(const struct context *c, const struct hw_page *page)
{
	json_t *object = json_object(), *actions = json_array();
	json_t *measures = json_array();
	const struct hw_front *front = &page->front;
	size_t i;

	set(object, "ref", text_or_null(front->ref.s));
	set(object, "kind", json_string(hw_kind_word(front->kind.value)));
	set(object, "title", text(front->title.s));
	set(object, "url", address(c->site, c->arena, page->url));
	set(object, "updated",
	    day_of(c->locale, c->arena, page->date.state,
		page->date.updated));
	set(object, "difference", difference_json(front->difference));
	for (i = 0; i < front->measures.count; i++)
		push(measures, measure_json(c, &front->measures.items[i]));
	set(object, "measures", measures);
	for (i = 0; i < front->actions.count; i++)
		if (front->actions.items[i].url.len > 0)
			push(actions,
			    action_json(c, &front->actions.items[i]));
	set(object, "actions", actions);
	return object;
}

static json_t *counts_json(const struct hw_plan *plan)
{
	json_t *object = json_object();
	size_t i;

	set(object, "total", json_integer((json_int_t)plan->actions.count));
	for (i = 0; i < HW_STATUS_COUNT; i++)
		set(object, hw_view_status_key((int)i),
		    json_integer((json_int_t)plan->status_counts[i]));
	set(object, "late", json_integer((json_int_t)plan->late_count));
	return object;
}

static json_t *plan_json(const struct context *c, const struct hw_plan *plan)
{
	json_t *object = json_object(), *areas = json_array();
	size_t i;

	set(object, "id", text(plan->id));
	set(object, "title", text(plan->index->front.title.s));
	set(object, "url", address(c->site, c->arena, plan->index->url));
	set(object, "archived", json_boolean(plan->is_archived));
	set(object, "as_of",
	    date(c->arena,
		hw_date_given(plan->index->front.as_of.date)
		    ? plan->index->front.as_of.date
		    : plan->as_of));
	set(object, "counts", counts_json(plan));
	for (i = 0; i < plan->pages.count; i++)
		if (plan->pages.items[i]->front.kind.value > HW_PAGE_PLAN &&
		    plan->pages.items[i]->front.kind.value < HW_PAGE_SAID)
			push(areas, area_json(c, plan->pages.items[i]));
	set(object, "areas", areas);
	return object;
}

static json_t *page_json(const struct context *c, const struct hw_page *page)
{
	json_t *object = json_object(), *easy;
	const struct hw_history_date *d = &page->date;

	set(object, "url", address(c->site, c->arena, page->url));
	set(object, "source", text(page->source.path));
	set(object, "title", text(page->front.title.s));
	set(object, "lang", text(c->site->settings.language.s));
	set(object, "updated",
	    day_of(c->locale, c->arena, d->state, d->updated));
	set(object, "created",
	    day_of(c->locale, c->arena, d->created_state, d->created));
	if (page->easy == NULL) {
		set(object, "easy_read", json_null());
		return object;
	}
	easy = json_object();
	d = &page->easy->date;
	set(easy, "url", address(c->site, c->arena, page->easy->url));
	set(easy, "updated",
	    day_of(c->locale, c->arena, d->state, d->updated));
	set(easy, "behind", json_boolean(page->easy->behind.count > 0));
	set(object, "easy_read", easy);
	return object;
}

static hw_str dump(json_t *root, struct hw_arena *arena)
{
	char *bytes = json_dumps(root, JSON_INDENT(1));
	hw_str result;

	if (bytes == NULL)
		hw_oom();
	result = hw_fmt(arena, "%s\n", bytes);
	free(bytes);
	json_decref(root);
	return result;
}

hw_str hw_data_plan_json(const struct hw_site *site,
    struct hw_words_locale *locale, struct hw_arena *arena)
{
	struct context c = {site, locale, arena};
	json_t *root = json_object(), *pages = json_array(),
	       *plans = json_array();
	size_t i;

	set(root, "as_of", date(arena, site->today));
	set(root, "commit", text_or_null(site->commit));
	for (i = 0; i < site->pages.count; i++)
		if (!site->pages.items[i]->is_easy)
			push(pages, page_json(&c, site->pages.items[i]));
	set(root, "pages", pages);
	for (i = 0; i < site->plans.count; i++)
		push(plans, plan_json(&c, site->plans.items[i]));
	set(root, "plans", plans);
	return dump(root, arena);
}

/* ------------------------------- the schema ---------------------------- */

static json_t *type(const char *name)
{
	return json_pack("{s:s}", "type", name);
}

static json_t *nullable(const char *name)
{
	return json_pack("{s:[ss]}", "type", name, "null");
}

static json_t *date_type(bool may_be_null, bool may_be_month)
{
	const char *pattern = may_be_month ? "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
					   : "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
	json_t *object = may_be_null ? nullable("string") : type("string");

	set(object, "pattern", json_string(pattern));
	return object;
}

static json_t *list_of(json_t *items)
{
	return json_pack("{s:s,s:o}", "type", "array", "items", items);
}

/* An object that has these members, all of them, and no other. */
static json_t *closed(json_t *properties)
{
	json_t *required = json_array(), *value;
	const char *key;

	json_object_foreach(properties, key, value)
	    push(required, json_string(key));
	return json_pack("{s:s,s:b,s:o,s:o}", "type", "object",
	    "additionalProperties", 0, "required", required, "properties",
	    properties);
}

/* The words that `word` has for the values from first to last. */
static json_t *one_of(const char *(*word)(int value), int first, int last)
{
	json_t *array = json_array();
	int value;

	for (value = first; value <= last; value++)
		push(array, json_string(word(value)));
	return json_pack("{s:o}", "enum", array);
}

static json_t *or_null(json_t *schema)
{
	return json_pack("{s:[oo]}", "anyOf", schema, type("null"));
}

static json_t *event_schema(void)
{
	json_t *p = json_object();

	set(p, "date", date_type(true, false));
	set(p, "what", one_of(hw_event_name, 0, HW_EVENT_COUNT - 1));
	set(p, "from", nullable("string"));
	set(p, "to", nullable("string"));
	set(p, "note", nullable("string"));
	return closed(p);
}

static json_t *action_schema(void)
{
	json_t *p = json_object();

	set(p, "ref", type("string"));
	set(p, "title", type("string"));
	set(p, "owners", list_of(type("string")));
	set(p, "outcomes", list_of(type("string")));
	set(p, "due", date_type(true, true));
	set(p, "first_due", date_type(true, true));
	set(p, "due_moves", nullable("integer"));
	set(p, "status", one_of(hw_status_word, 0, HW_STATUS_COUNT - 1));
	set(p, "late", type("boolean"));
	set(p, "completed", date_type(true, true));
	set(p, "url", type("string"));
	set(p, "updated", date_type(true, false));
	set(p, "events", list_of(event_schema()));
	return closed(p);
}

static json_t *measure_schema(void)
{
	json_t *p = json_object(), *point = json_object();

	set(point, "date", date_type(false, true));
	set(point, "value", nullable("number"));
	set(point, "note", nullable("string"));
	set(p, "ref", type("string"));
	set(p, "title", type("string"));
	set(p, "unit", nullable("string"));
	set(p, "better",
	    or_null(one_of(better_word, HW_BETTER_HIGHER, HW_BETTER_LOWER)));
	set(p, "baseline", nullable("number"));
	set(p, "target", nullable("number"));
	set(p, "points", list_of(closed(point)));
	return closed(p);
}

static json_t *area_schema(void)
{
	json_t *p = json_object(), *difference = json_object();

	set(difference, "answer", one_of(hw_answer_word, 0, HW_ANSWER_NO));
	set(difference, "says", nullable("string"));
	set(difference, "source", nullable("string"));
	set(p, "ref", nullable("string"));
	set(p, "kind",
	    one_of(hw_kind_word, HW_PAGE_RECOMMENDATION, HW_PAGE_PRIORITY));
	set(p, "title", type("string"));
	set(p, "url", type("string"));
	set(p, "updated", date_type(true, false));
	set(p, "difference", or_null(closed(difference)));
	set(p, "measures", list_of(measure_schema()));
	set(p, "actions", list_of(action_schema()));
	return closed(p);
}

static json_t *plan_schema(void)
{
	static const char *const counts[] = {"total", "not_started",
	    "in_progress", "done", "paused", "stopped", "late"};
	json_t *p = json_object(), *count = json_object();
	size_t i;

	for (i = 0; i < HW_COUNT(counts); i++)
		set(count, counts[i], type("integer"));
	set(p, "id", type("string"));
	set(p, "title", type("string"));
	set(p, "url", type("string"));
	set(p, "archived", type("boolean"));
	set(p, "as_of", date_type(false, true));
	set(p, "counts", closed(count));
	set(p, "areas", list_of(area_schema()));
	return closed(p);
}

static json_t *page_schema(void)
{
	json_t *p = json_object(), *easy = json_object();

	set(easy, "url", type("string"));
	set(easy, "updated", date_type(true, false));
	set(easy, "behind", type("boolean"));
	set(p, "url", type("string"));
	set(p, "source", type("string"));
	set(p, "title", type("string"));
	set(p, "lang", type("string"));
	set(p, "updated", date_type(true, false));
	set(p, "created", date_type(true, false));
	set(p, "easy_read", or_null(closed(easy)));
	return closed(p);
}

hw_str hw_data_plan_schema(struct hw_arena *arena)
{
	json_t *p = json_object(), *root;

	set(p, "as_of", date_type(false, false));
	set(p, "commit", nullable("string"));
	set(p, "pages", list_of(page_schema()));
	set(p, "plans", list_of(plan_schema()));
	root = closed(p);
	set(root, "$schema",
	    json_string("https://json-schema.org/draft/2020-12/schema"));
	set(root, "title", json_string("plan.json of headway"));
	return dump(root, arena);
}
