#include "render/compare_text.h"

#include <jansson.h>
#include <stdlib.h>

/* In the order of enum hw_event_what; the names plan.json uses. */
static const char *const event_names[HW_EVENT_COUNT] = {
    [HW_EVENT_ADDED] = "added",
    [HW_EVENT_STATUS] = "status",
    [HW_EVENT_DUE] = "due",
    [HW_EVENT_OWNER] = "owner",
    [HW_EVENT_TITLE] = "title",
    [HW_EVENT_OUTCOME] = "outcome",
    [HW_EVENT_UPDATE] = "update",
    [HW_EVENT_EVIDENCE] = "evidence",
    [HW_EVENT_WITHDRAWN] = "withdrawn",
};

static const char *const page_names[] = {
    [HW_COMPARE_ADDED] = "added",
    [HW_COMPARE_REMOVED] = "removed",
    [HW_COMPARE_MOVED] = "moved",
    [HW_COMPARE_CHANGED] = "changed",
    [HW_COMPARE_FORM] = "form",
};

static hw_str or_none(hw_str s)
{
	return s.len > 0 ? s : HW_STR("none");
}

static void event_words(struct hw_buf *out, const struct hw_event *event)
{
	static const char *const named[HW_EVENT_COUNT] = {
	    [HW_EVENT_STATUS] = "status",
	    [HW_EVENT_DUE] = "due date",
	    [HW_EVENT_OWNER] = "owner",
	    [HW_EVENT_TITLE] = "title",
	};

	switch (event->what) {
	case HW_EVENT_ADDED:
		hw_buf_puts(out, "is new");
		break;
	case HW_EVENT_WITHDRAWN:
		hw_buf_puts(out, "is no longer in the plan");
		break;
	case HW_EVENT_OUTCOME:
		hw_buf_puts(out, "what will be done or should change is "
				 "worded differently");
		break;
	case HW_EVENT_UPDATE:
		hw_buf_puts(out, "has a new update");
		break;
	case HW_EVENT_EVIDENCE:
		hw_buf_puts(out, "has other evidence");
		break;
	default:
		hw_buf_printf(out, "%s: %.*s -> %.*s", named[event->what],
		    HW_ARG(or_none(event->from)), HW_ARG(or_none(event->to)));
		break;
	}
}

static void page_words(struct hw_buf *out,
    const struct hw_compare_page *page)
{
	switch (page->what) {
	case HW_COMPARE_ADDED:
		hw_buf_puts(out, "new page");
		break;
	case HW_COMPARE_REMOVED:
		hw_buf_puts(out, "page removed");
		break;
	case HW_COMPARE_MOVED:
		hw_buf_printf(out, "moved from %.*s; its date stays",
		    HW_ARG(page->from));
		break;
	case HW_COMPARE_CHANGED:
		hw_buf_puts(out, "words or data change; it gets a new date");
		break;
	case HW_COMPARE_FORM:
		hw_buf_puts(out, "form only; its date stays");
		break;
	}
}

static size_t count_behind(const struct hw_comparison *diff)
{
	size_t i, count = 0;

	for (i = 0; i < diff->pages.count; i++)
		count += diff->pages.items[i].leaves_easy_behind;
	return count;
}

/* What both forms share; they differ in marks alone. */
struct marks {
	const char *heading, *item, *code, *heading_end;
};

static void write(struct hw_buf *out, const struct hw_comparison *diff,
    const struct marks *m)
{
	size_t i;

	if (diff->pages.count == 0) {
		hw_buf_puts(out, "Readers will see no change.\n");
		return;
	}
	if (diff->actions.count > 0) {
		hw_buf_printf(
		    out, "%sActions%s", m->heading, m->heading_end);
		for (i = 0; i < diff->actions.count; i++) {
			const struct hw_compare_action *action =
			    &diff->actions.items[i];

			hw_buf_printf(out, "%s%s%.*s%s %.*s: ", m->item,
			    m->code, HW_ARG(action->ref), m->code,
			    HW_ARG(action->title));
			event_words(out, &action->event);
			hw_buf_putc(out, '\n');
		}
		hw_buf_putc(out, '\n');
	}
	hw_buf_printf(out, "%sPages%s", m->heading, m->heading_end);
	for (i = 0; i < diff->pages.count; i++) {
		hw_buf_printf(out, "%s%s%.*s%s: ", m->item, m->code,
		    HW_ARG(diff->pages.items[i].path), m->code);
		page_words(out, &diff->pages.items[i]);
		hw_buf_putc(out, '\n');
	}
	if (count_behind(diff) == 0)
		return;
	hw_buf_printf(out, "\n%sEasy read falls behind%s", m->heading,
	    m->heading_end);
	for (i = 0; i < diff->pages.count; i++)
		if (diff->pages.items[i].leaves_easy_behind)
			hw_buf_printf(out,
			    "%s%s%.*s%s changes, its easy-read version does "
			    "not\n",
			    m->item, m->code,
			    HW_ARG(diff->pages.items[i].path), m->code);
}

void hw_compare_text(struct hw_buf *out, const struct hw_comparison *diff)
{
	static const struct marks marks = {"", "  ", "", ":\n"};

	write(out, diff, &marks);
}

void hw_compare_markdown(struct hw_buf *out,
    const struct hw_comparison *diff)
{
	static const struct marks marks = {"### ", "- ", "`", "\n\n"};

	hw_buf_puts(out, "## What readers will see change\n\n");
	write(out, diff, &marks);
}

static void set(json_t *object, const char *key, json_t *value)
{
	if (value == NULL || json_object_set_new(object, key, value) != 0)
		hw_oom();
}

static json_t *text_or_null(hw_str s)
{
	return s.len > 0 ? json_stringn(s.p, s.len) : json_null();
}

void hw_compare_json(struct hw_buf *out, const struct hw_comparison *diff)
{
	json_t *root = json_object(), *pages = json_array(),
	       *actions = json_array();
	char *bytes;
	size_t i;

	for (i = 0; i < diff->pages.count; i++) {
		const struct hw_compare_page *page = &diff->pages.items[i];
		json_t *item = json_object();

		set(item, "what", json_string(page_names[page->what]));
		set(item, "page", text_or_null(page->path));
		set(item, "from", text_or_null(page->from));
		set(item, "title", text_or_null(page->title));
		set(item, "easy_read_behind",
		    json_boolean(page->leaves_easy_behind));
		if (json_array_append_new(pages, item) != 0)
			hw_oom();
	}
	for (i = 0; i < diff->actions.count; i++) {
		const struct hw_compare_action *action =
		    &diff->actions.items[i];
		json_t *item = json_object();

		set(item, "plan", text_or_null(action->plan));
		set(item, "ref", text_or_null(action->ref));
		set(item, "title", text_or_null(action->title));
		set(item, "what",
		    json_string(event_names[action->event.what]));
		set(item, "from", text_or_null(action->event.from));
		set(item, "to", text_or_null(action->event.to));
		if (json_array_append_new(actions, item) != 0)
			hw_oom();
	}
	set(root, "pages", pages);
	set(root, "actions", actions);
	bytes = json_dumps(root, JSON_INDENT(1));
	if (bytes == NULL)
		hw_oom();
	hw_buf_puts(out, bytes);
	hw_buf_putc(out, '\n');
	free(bytes);
	json_decref(root);
}
