#include "render/compare_text.h"

#include "base/diag.h"
#include "render/inert.h"

/* What both forms share; they differ in marks alone. */
struct marks {
	const char *heading, *item, *code, *heading_end;
	bool is_markdown;
};

/* What people wrote, before any check of it: it may be anything. */
static void put(struct hw_buf *out, const struct marks *m, hw_str s)
{
	struct hw_buf harmless = {0};

	hw_diag_harmless(&harmless, s);
	if (m->is_markdown)
		hw_inert(out, hw_buf_str(&harmless));
	else
		hw_buf_add(out, hw_buf_str(&harmless));
	hw_buf_free(&harmless);
}

/* A ref or a path; in Markdown as code, which nothing in it may end. */
static void put_code(struct hw_buf *out, const struct marks *m, hw_str s)
{
	struct hw_buf harmless = {0};
	hw_str text;
	size_t i;

	hw_diag_harmless(&harmless, s);
	text = hw_buf_str(&harmless);
	hw_buf_puts(out, m->code);
	for (i = 0; i < text.len; i++)
		hw_buf_putc(out,
		    m->is_markdown && text.p[i] == '`' ? '?' : text.p[i]);
	hw_buf_puts(out, m->code);
	hw_buf_free(&harmless);
}

static hw_str or_none(hw_str s)
{
	return s.len > 0 ? s : HW_STR("none");
}

static void event_words(struct hw_buf *out, const struct marks *m,
    const struct hw_event *event)
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
		hw_buf_printf(out, "%s: ", named[event->what]);
		put(out, m, or_none(event->from));
		hw_buf_puts(out, " -> ");
		put(out, m, or_none(event->to));
		break;
	}
}

static void page_words(struct hw_buf *out, const struct marks *m,
    const struct hw_compare_page *page)
{
	bool is_figures = hw_str_ends(page->path, HW_STR(".csv"));

	switch (page->what) {
	case HW_COMPARE_ADDED:
		hw_buf_puts(out, is_figures ? "new figures" : "new page");
		break;
	case HW_COMPARE_REMOVED:
		hw_buf_puts(out,
		    is_figures ? "figures removed" : "page removed");
		break;
	case HW_COMPARE_MOVED:
		hw_buf_puts(out, "moved from ");
		put(out, m, page->from);
		hw_buf_puts(out, "; its date stays");
		break;
	case HW_COMPARE_CHANGED:
		hw_buf_puts(out,
		    is_figures ? "figures change; the pages that show them "
				 "get a new date"
			       : "words or data change; it gets a new date");
		break;
	case HW_COMPARE_FORM:
		hw_buf_puts(out, "form only; its date stays");
		break;
	case HW_COMPARE_MINOR:
		hw_buf_puts(out, "a minor change; its date stays");
		break;
	case HW_COMPARE_UNREADABLE:
		hw_buf_puts(out,
		    "has a mistake, so that nobody can tell what changes");
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

static void write_translations(struct hw_buf *out,
    const struct hw_comparison *diff, const struct marks *m)
{
	bool has_any = false;
	size_t i;

	for (i = 0; i < diff->pages.count; i++) {
		const struct hw_compare_page *page = &diff->pages.items[i];

		if (page->leaves_behind.len == 0)
			continue;
		if (!has_any)
			hw_buf_printf(out, "\n%sTranslations fall behind%s",
			    m->heading, m->heading_end);
		has_any = true;
		hw_buf_puts(out, m->item);
		put_code(out, m, page->path);
		hw_buf_puts(out, " changes, its translation does not: ");
		put(out, m, page->leaves_behind);
		hw_buf_putc(out, '\n');
	}
}

static void write_actions(struct hw_buf *out,
    const struct hw_comparison *diff, const struct marks *m)
{
	size_t i;

	if (diff->actions.count == 0)
		return;
	hw_buf_printf(out, "%sActions%s", m->heading, m->heading_end);
	for (i = 0; i < diff->actions.count; i++) {
		const struct hw_compare_action *action =
		    &diff->actions.items[i];

		hw_buf_puts(out, m->item);
		put_code(out, m, action->ref);
		hw_buf_putc(out, ' ');
		put(out, m, action->title);
		hw_buf_puts(out, ": ");
		event_words(out, m, &action->event);
		hw_buf_putc(out, '\n');
	}
	hw_buf_putc(out, '\n');
}

static void write_behind(struct hw_buf *out, const struct hw_comparison *diff,
    const struct marks *m)
{
	size_t i;

	if (count_behind(diff) == 0)
		return;
	hw_buf_printf(out, "\n%sEasy read falls behind%s", m->heading,
	    m->heading_end);
	for (i = 0; i < diff->pages.count; i++) {
		if (!diff->pages.items[i].leaves_easy_behind)
			continue;
		hw_buf_puts(out, m->item);
		put_code(out, m, diff->pages.items[i].path);
		hw_buf_puts(out,
		    " changes, its easy-read version does not\n");
	}
}

static void write(struct hw_buf *out, const struct hw_comparison *diff,
    const struct marks *m)
{
	size_t i;

	if (diff->pages.count == 0) {
		hw_buf_puts(out, "Readers will see no change.\n");
		return;
	}
	write_actions(out, diff, m);
	hw_buf_printf(out, "%sPages%s", m->heading, m->heading_end);
	for (i = 0; i < diff->pages.count; i++) {
		hw_buf_puts(out, m->item);
		put_code(out, m, diff->pages.items[i].path);
		hw_buf_puts(out, ": ");
		page_words(out, m, &diff->pages.items[i]);
		hw_buf_putc(out, '\n');
	}
	write_behind(out, diff, m);
	write_translations(out, diff, m);
	if (diff->notes.count == 0)
		return;
	hw_buf_printf(out, "\n%sFamilies will be told%s", m->heading,
	    m->heading_end);
	for (i = 0; i < diff->notes.count; i++) {
		hw_buf_puts(out, m->item);
		put(out, m, diff->notes.items[i]);
		hw_buf_putc(out, '\n');
	}
}

void hw_compare_text(struct hw_buf *out, const struct hw_comparison *diff)
{
	static const struct marks marks = {"", "  ", "", ":\n", false};

	write(out, diff, &marks);
}

void hw_compare_markdown(struct hw_buf *out, const struct hw_comparison *diff)
{
	static const struct marks marks = {"### ", "- ", "`", "\n\n", true};

	hw_buf_puts(out, "## What readers will see change\n\n");
	write(out, diff, &marks);
}
