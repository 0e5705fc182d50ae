#include "render/data.h"

#include "assemble/shown.h"
#include "input/schema.h"
#include "render/json_put.h"
#include "render/view.h"
#include "render/view_history.h"

#include <assert.h>

static json_t *date(struct hw_arena *arena, struct hw_date day)
{
	return hw_json_text_or_null(hw_date_iso(arena, day));
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
		hw_json_append(array, hw_json_text(list->items[i].s));
	return array;
}

static json_t *address(const struct hw_site *site, struct hw_arena *arena,
    hw_str url)
{
	return hw_json_text(
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

		hw_json_set(object, "date",
		    date(c->arena, hw_words_day(c->locale, event->time)));
		hw_json_set(object, "what",
		    json_string(hw_event_name(event->what)));
		hw_json_set(object, "from",
		    hw_json_text_or_null(event->from));
		hw_json_set(object, "to", hw_json_text_or_null(event->to));
		hw_json_set(object, "note",
		    hw_json_text_or_null(event->note));
		hw_json_append(array, object);
	}
	return array;
}

static json_t *action_json(const struct context *c,
    const struct hw_action *action)
{
	json_t *object = json_object();
	const struct hw_history_date changed =
	    hw_shown_action_date(c->site, action, c->arena);
	const struct hw_biography *life =
	    hw_view_biography(c->site, c->arena, action);
	bool knows_start = life != NULL && life->knows_start;

	hw_json_set(object, "ref", hw_json_text(action->ref.s));
	hw_json_set(object, "title", hw_json_text(action->title.s));
	hw_json_set(object, "owners", texts(&action->owners));
	hw_json_set(object, "outcomes", texts(&action->outcomes));
	hw_json_set(object, "due", date(c->arena, action->due.date));
	/* Not known is the answer where the history cannot tell the start. */
	hw_json_set(object, "first_due",
	    knows_start ? date(c->arena, life->first_due) : json_null());
	hw_json_set(object, "due_moves",
	    knows_start ? json_integer((json_int_t)life->due_moves)
			: json_null());
	hw_json_set(object, "status",
	    action->status.value < 0
		? json_null()
		: json_string(hw_status_word(action->status.value)));
	hw_json_set(object, "late", json_boolean(action->is_late));
	hw_json_set(object, "completed",
	    date(c->arena, action->completed.date));
	hw_json_set(object, "url", address(c->site, c->arena, action->url));
	hw_json_set(object, "updated",
	    day_of(c->locale, c->arena, changed.state, changed.updated));
	hw_json_set(object, "events", events_json(c, life));
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

	hw_json_set(object, "ref", hw_json_text(measure->ref.s));
	hw_json_set(object, "title", hw_json_text(measure->title.s));
	hw_json_set(object, "unit", hw_json_text_or_null(measure->unit.s));
	hw_json_set(object, "better",
	    measure->better.value < 0
		? json_null()
		: json_string(better_word(measure->better.value)));
	hw_json_set(object, "baseline",
	    measure->baseline.span.source != NULL
		? number(measure->baseline.value)
		: json_null());
	hw_json_set(object, "target",
	    measure->target.span.source != NULL
		? number(measure->target.value)
		: json_null());
	for (i = 0; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];
		json_t *item = json_object();

		hw_json_set(item, "date", date(c->arena, point->date));
		hw_json_set(item, "value",
		    point->has_value ? number(point->value) : json_null());
		hw_json_set(item, "note", hw_json_text_or_null(point->note));
		hw_json_append(points, item);
	}
	hw_json_set(object, "points", points);
	return object;
}

static json_t *difference_json(const struct hw_difference *difference)
{
	json_t *object;

	if (difference == NULL || difference->answer.value < 0)
		return json_null();
	object = json_object();
	hw_json_set(object, "answer",
	    json_string(hw_answer_word(difference->answer.value)));
	hw_json_set(object, "says", hw_json_text_or_null(difference->says.s));
	hw_json_set(object, "source",
	    hw_json_text_or_null(difference->source.s));
	return object;
}

static json_t *area_json(const struct context *c, const struct hw_page *page)
{
	json_t *object = json_object(), *actions = json_array();
	json_t *measures = json_array();
	const struct hw_front *front = &page->front;
	size_t i;

	hw_json_set(object, "ref", hw_json_text_or_null(front->ref.s));
	hw_json_set(object, "kind",
	    json_string(hw_kind_word(front->kind.value)));
	hw_json_set(object, "title", hw_json_text(front->title.s));
	hw_json_set(object, "url", address(c->site, c->arena, page->url));
	hw_json_set(object, "updated",
	    day_of(c->locale, c->arena, page->date.state,
		page->date.updated));
	hw_json_set(object, "difference", difference_json(front->difference));
	for (i = 0; i < front->measures.count; i++)
		hw_json_append(measures,
		    measure_json(c, &front->measures.items[i]));
	hw_json_set(object, "measures", measures);
	for (i = 0; i < front->actions.count; i++)
		if (front->actions.items[i].url.len > 0)
			hw_json_append(actions,
			    action_json(c, &front->actions.items[i]));
	hw_json_set(object, "actions", actions);
	return object;
}

/* Not in the plan any more; what is known is what git saw last. */
static json_t *withdrawn_json(const struct context *c,
    const struct hw_withdrawn *gone)
{
	const struct hw_biography *life = gone->biography;
	const struct hw_event *event = hw_view_withdrawal(life);
	json_t *object = json_object();

	hw_json_set(object, "ref", hw_json_text(life->ref));
	hw_json_set(object, "title", hw_json_text(life->title));
	hw_json_set(object, "url",
	    gone->url.len > 0 ? address(c->site, c->arena, gone->url)
			      : json_null());
	hw_json_set(object, "status", hw_json_text_or_null(life->status));
	hw_json_set(object, "withdrawn",
	    event == NULL
		? json_null()
		: date(c->arena, hw_words_day(c->locale, event->time)));
	hw_json_set(object, "events", events_json(c, life));
	return object;
}

static json_t *counts_json(const struct hw_plan *plan)
{
	json_t *object = json_object();
	size_t i;

	hw_json_set(object, "total",
	    json_integer((json_int_t)plan->actions.count));
	for (i = 0; i < HW_STATUS_COUNT; i++)
		hw_json_set(object, hw_view_status_key((int)i),
		    json_integer((json_int_t)plan->status_counts[i]));
	hw_json_set(object, "late",
	    json_integer((json_int_t)plan->late_count));
	return object;
}

static json_t *plan_json(const struct context *c, const struct hw_plan *plan)
{
	json_t *object = json_object(), *areas = json_array();
	json_t *withdrawn = json_array();
	size_t i;

	hw_json_set(object, "id", hw_json_text(plan->id));
	hw_json_set(object, "title",
	    hw_json_text(plan->index->front.title.s));
	hw_json_set(object, "url",
	    address(c->site, c->arena, plan->index->url));
	hw_json_set(object, "archived", json_boolean(plan->is_archived));
	hw_json_set(object, "as_of",
	    date(c->arena,
		hw_date_given(plan->index->front.as_of.date)
		    ? plan->index->front.as_of.date
		    : plan->as_of));
	hw_json_set(object, "counts", counts_json(plan));
	for (i = 0; i < plan->pages.count; i++)
		if (plan->pages.items[i]->front.kind.value > HW_PAGE_PLAN &&
		    plan->pages.items[i]->front.kind.value < HW_PAGE_SAID)
			hw_json_append(areas,
			    area_json(c, plan->pages.items[i]));
	hw_json_set(object, "areas", areas);
	for (i = 0; i < plan->withdrawn.count; i++)
		hw_json_append(withdrawn,
		    withdrawn_json(c, plan->withdrawn.items[i]));
	hw_json_set(object, "withdrawn", withdrawn);
	return object;
}

/* Of a translation: the page that it gives other words to. */
static json_t *standard_json(const struct context *c,
    const struct hw_page *page)
{
	json_t *object;

	if (page->language == NULL)
		return json_null();
	object = json_object();
	hw_json_set(object, "url",
	    address(c->site, c->arena, page->standard->url));
	hw_json_set(object, "behind", json_boolean(page->behind.count > 0));
	return object;
}

static json_t *page_json(const struct context *c, const struct hw_page *page)
{
	json_t *object = json_object(), *easy;
	const struct hw_history_date shown = hw_shown_date(c->site, page);
	const struct hw_history_date *d = &shown;

	hw_json_set(object, "url", address(c->site, c->arena, page->url));
	hw_json_set(object, "source", hw_json_text(page->source.path));
	hw_json_set(object, "title", hw_json_text(page->front.title.s));
	hw_json_set(object, "lang",
	    hw_json_text(page->language != NULL
		    ? page->language->tag
		    : c->site->settings.language.s));
	hw_json_set(object, "updated",
	    day_of(c->locale, c->arena, d->state, d->updated));
	hw_json_set(object, "created",
	    day_of(c->locale, c->arena, d->created_state, d->created));
	hw_json_set(object, "translation_of", standard_json(c, page));
	if (page->easy == NULL) {
		hw_json_set(object, "easy_read", json_null());
		return object;
	}
	easy = json_object();
	d = &page->easy->date;
	hw_json_set(easy, "url", address(c->site, c->arena, page->easy->url));
	hw_json_set(easy, "updated",
	    day_of(c->locale, c->arena, d->state, d->updated));
	hw_json_set(easy, "behind",
	    json_boolean(page->easy->behind.count > 0));
	hw_json_set(object, "easy_read", easy);
	return object;
}

static hw_str dump(json_t *root, struct hw_arena *arena)
{
	struct hw_buf out = {0};

	hw_json_print(&out, root, JSON_INDENT(1));
	return hw_buf_take(&out, arena);
}

hw_str hw_data_plan_json(const struct hw_site *site,
    struct hw_words_locale *locale, struct hw_arena *arena)
{
	struct context c = {site, locale, arena};
	json_t *root = json_object(), *pages = json_array(),
	       *plans = json_array();
	size_t i;

	hw_json_set(root, "as_of", date(arena, site->today));
	hw_json_set(root, "commit", hw_json_text_or_null(site->commit));
	for (i = 0; i < site->pages.count; i++)
		if (!site->pages.items[i]->is_easy)
			hw_json_append(pages,
			    page_json(&c, site->pages.items[i]));
	hw_json_set(root, "pages", pages);
	for (i = 0; i < site->plans.count; i++)
		hw_json_append(plans, plan_json(&c, site->plans.items[i]));
	hw_json_set(root, "plans", plans);
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

	hw_json_set(object, "pattern", json_string(pattern));
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
	    hw_json_append(required, json_string(key));
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
		hw_json_append(array, json_string(word(value)));
	return json_pack("{s:o}", "enum", array);
}

static json_t *or_null(json_t *schema)
{
	return json_pack("{s:[oo]}", "anyOf", schema, type("null"));
}

static json_t *event_schema(void)
{
	json_t *p = json_object();

	hw_json_set(p, "date", date_type(true, false));
	hw_json_set(p, "what", one_of(hw_event_name, 0, HW_EVENT_COUNT - 1));
	hw_json_set(p, "from", nullable("string"));
	hw_json_set(p, "to", nullable("string"));
	hw_json_set(p, "note", nullable("string"));
	return closed(p);
}

static json_t *action_schema(void)
{
	json_t *p = json_object();

	hw_json_set(p, "ref", type("string"));
	hw_json_set(p, "title", type("string"));
	hw_json_set(p, "owners", list_of(type("string")));
	hw_json_set(p, "outcomes", list_of(type("string")));
	hw_json_set(p, "due", date_type(true, true));
	hw_json_set(p, "first_due", date_type(true, true));
	hw_json_set(p, "due_moves", nullable("integer"));
	hw_json_set(p, "status",
	    one_of(hw_status_word, 0, HW_STATUS_COUNT - 1));
	hw_json_set(p, "late", type("boolean"));
	hw_json_set(p, "completed", date_type(true, true));
	hw_json_set(p, "url", type("string"));
	hw_json_set(p, "updated", date_type(true, false));
	hw_json_set(p, "events", list_of(event_schema()));
	return closed(p);
}

static json_t *withdrawn_schema(void)
{
	json_t *p = json_object();

	hw_json_set(p, "ref", type("string"));
	hw_json_set(p, "title", type("string"));
	hw_json_set(p, "url", nullable("string"));
	hw_json_set(p, "status", nullable("string"));
	hw_json_set(p, "withdrawn", date_type(true, false));
	hw_json_set(p, "events", list_of(event_schema()));
	return closed(p);
}

static json_t *measure_schema(void)
{
	json_t *p = json_object(), *point = json_object();

	hw_json_set(point, "date", date_type(false, true));
	hw_json_set(point, "value", nullable("number"));
	hw_json_set(point, "note", nullable("string"));
	hw_json_set(p, "ref", type("string"));
	hw_json_set(p, "title", type("string"));
	hw_json_set(p, "unit", nullable("string"));
	hw_json_set(p, "better",
	    or_null(one_of(better_word, HW_BETTER_HIGHER, HW_BETTER_LOWER)));
	hw_json_set(p, "baseline", nullable("number"));
	hw_json_set(p, "target", nullable("number"));
	hw_json_set(p, "points", list_of(closed(point)));
	return closed(p);
}

static json_t *area_schema(void)
{
	json_t *p = json_object(), *difference = json_object();

	hw_json_set(difference, "answer",
	    one_of(hw_answer_word, 0, HW_ANSWER_NO));
	hw_json_set(difference, "says", nullable("string"));
	hw_json_set(difference, "source", nullable("string"));
	hw_json_set(p, "ref", nullable("string"));
	hw_json_set(p, "kind",
	    one_of(hw_kind_word, HW_PAGE_RECOMMENDATION, HW_PAGE_PRIORITY));
	hw_json_set(p, "title", type("string"));
	hw_json_set(p, "url", type("string"));
	hw_json_set(p, "updated", date_type(true, false));
	hw_json_set(p, "difference", or_null(closed(difference)));
	hw_json_set(p, "measures", list_of(measure_schema()));
	hw_json_set(p, "actions", list_of(action_schema()));
	return closed(p);
}

static json_t *plan_schema(void)
{
	static const char *const counts[] = {"total", "not_started",
	    "in_progress", "done", "paused", "stopped", "late"};
	json_t *p = json_object(), *count = json_object();
	size_t i;

	for (i = 0; i < HW_COUNT(counts); i++)
		hw_json_set(count, counts[i], type("integer"));
	hw_json_set(p, "id", type("string"));
	hw_json_set(p, "title", type("string"));
	hw_json_set(p, "url", type("string"));
	hw_json_set(p, "archived", type("boolean"));
	hw_json_set(p, "as_of", date_type(false, true));
	hw_json_set(p, "counts", closed(count));
	hw_json_set(p, "areas", list_of(area_schema()));
	hw_json_set(p, "withdrawn", list_of(withdrawn_schema()));
	return closed(p);
}

static json_t *page_schema(void)
{
	json_t *p = json_object(), *easy = json_object();
	json_t *standard = json_object();

	hw_json_set(standard, "url", type("string"));
	hw_json_set(standard, "behind", type("boolean"));
	hw_json_set(easy, "url", type("string"));
	hw_json_set(easy, "updated", date_type(true, false));
	hw_json_set(easy, "behind", type("boolean"));
	hw_json_set(p, "url", type("string"));
	hw_json_set(p, "source", type("string"));
	hw_json_set(p, "title", type("string"));
	hw_json_set(p, "lang", type("string"));
	hw_json_set(p, "updated", date_type(true, false));
	hw_json_set(p, "created", date_type(true, false));
	hw_json_set(p, "translation_of", or_null(closed(standard)));
	hw_json_set(p, "easy_read", or_null(closed(easy)));
	return closed(p);
}

hw_str hw_data_plan_schema(struct hw_arena *arena)
{
	json_t *p = json_object(), *root;

	hw_json_set(p, "as_of", date_type(false, false));
	hw_json_set(p, "commit", nullable("string"));
	hw_json_set(p, "pages", list_of(page_schema()));
	hw_json_set(p, "plans", list_of(plan_schema()));
	root = closed(p);
	hw_json_set(root, "$schema",
	    json_string("https://json-schema.org/draft/2020-12/schema"));
	hw_json_set(root, "title", json_string("plan.json of headway"));
	return dump(root, arena);
}
