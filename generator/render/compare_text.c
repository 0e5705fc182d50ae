#include "render/compare_text.h"

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
		hw_buf_puts(out,
		    "what will be done or should change is "
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

static void page_words(struct hw_buf *out, const struct hw_compare_page *page)
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
		hw_buf_printf(out, "%sActions%s", m->heading, m->heading_end);
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

void hw_compare_markdown(struct hw_buf *out, const struct hw_comparison *diff)
{
	static const struct marks marks = {"### ", "- ", "`", "\n\n"};

	hw_buf_puts(out, "## What readers will see change\n\n");
	write(out, diff, &marks);
}
