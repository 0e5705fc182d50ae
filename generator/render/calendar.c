/*
 * calendar: due dates for people's own calendars (iCalendar, RFC 5545).
 *
 * In code and not in a layout: lines are folded by octets, which no layout
 * can count. A plan that nobody reports on any more keeps its dates as they
 * were published, and each of them says so.
 */
#include "assemble/shown.h"
#include "render/view_history.h"

#define LINE_OCTETS 75

/* Content lines longer than 75 octets go on in the next line after a space;
 * a character is not cut (RFC 5545, 3.1). */
static void put_folded(struct hw_buf *out, hw_str line)
{
	size_t room = LINE_OCTETS;

	while (line.len > room) {
		size_t cut = room;

		while (cut > 1 && ((unsigned char)line.p[cut] & 0xC0) == 0x80)
			cut--;
		hw_buf_add(out, hw_str_sub(line, 0, cut));
		hw_buf_puts(out, "\r\n ");
		line = hw_str_sub(line, cut, line.len);
		room = LINE_OCTETS - 1; /* the space counts */
	}
	hw_buf_add(out, line);
	hw_buf_puts(out, "\r\n");
}

static void put_property(struct hw_view *view, struct hw_buf *out,
    const char *name, hw_str value)
{
	put_folded(out, hw_fmt(view->arena, "%s:%.*s", name, HW_ARG(value)));
}

/* TEXT: '\', ';', ',' and line ends are escaped (RFC 5545, 3.3.11). */
static void put_text(struct hw_view *view, struct hw_buf *out,
    const char *name, hw_str text)
{
	struct hw_buf value = {0};
	size_t i;

	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '\n')
			hw_buf_puts(&value, "\\n");
		else if (c < ' ' || c == 0x7F)
			continue;
		else {
			if (c == '\\' || c == ';' || c == ',')
				hw_buf_putc(&value, '\\');
			hw_buf_putc(&value, (char)c);
		}
	}
	put_property(view, out, name, hw_buf_str(&value));
	hw_buf_free(&value);
}

static hw_str utc(struct hw_arena *arena, int64_t time)
{
	int64_t days = time / 86400, seconds = time % 86400;
	struct hw_date day;

	if (seconds < 0) {
		seconds += 86400;
		days--;
	}
	day = hw_date_from_days(days);
	return hw_fmt(arena, "%04d%02d%02dT%02d%02d%02dZ", day.year,
	    day.month, day.day, (int)(seconds / 3600),
	    (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static hw_str day_value(struct hw_arena *arena, struct hw_date day)
{
	return hw_fmt(arena, "%04d%02d%02d", day.year, day.month, day.day);
}

/*
 * When what the entry says was last changed; where git tells nothing, the
 * first second of 1970: the format wants a time, and a later one would be a
 * guess.
 */
static int64_t changed_at(struct hw_view *view,
    const struct hw_action *action)
{
	const struct hw_history_date date =
	    hw_shown_action_date(view->site, action, view->arena);

	return date.state == HW_DATE_KNOWN ? date.updated : 0;
}

/* The same for as long as site, plan and ref are: calendars then move an
 * entry and do not double it. */
static hw_str uid(struct hw_view *view, const struct hw_action *action)
{
	const struct hw_site *site = view->site;
	size_t scheme = hw_str_find(site->origin, HW_STR("://"));
	hw_str host = scheme == SIZE_MAX
	    ? site->origin
	    : hw_str_sub(site->origin, scheme + 3, site->origin.len);

	return hw_fmt(view->arena, "%.*s.%.*s@%.*s%.*s",
	    HW_ARG(action->page->plan->id), HW_ARG(action->slug),
	    HW_ARG(host), HW_ARG(site->base_path));
}

static hw_str summary(struct hw_view *view, const struct hw_action *action)
{
	struct hw_date due = action->due.date;

	return HW_PHRASE(view->phrases, view->arena,
	    due.day != 0 ? "calendar_day" : "calendar_month",
	    {HW_STR("date"), hw_words_date(view->locale, view->arena, due)},
	    {HW_STR("ref"), action->ref.s},
	    {HW_STR("title"), action->title.s});
}

static hw_str pinned(struct hw_view *view, const struct hw_plan *plan)
{
	struct hw_date as_of = plan->index->front.as_of.date;

	if (!hw_date_given(as_of))
		return HW_STR_NONE;
	return HW_PHRASE(view->phrases, view->arena, "pinned",
	    {HW_STR("date"),
		hw_words_date(view->locale, view->arena, as_of)});
}

static hw_str description(struct hw_view *view,
    const struct hw_action *action)
{
	const struct hw_value *status = hw_value_get(
	    hw_view_status(view, hw_view_status_key(action->status.value)),
	    HW_STR("words"));
	hw_str note = pinned(view, action->page->plan), owners, text;
	struct hw_buf out = {0};
	size_t i;

	for (i = 0; i < action->owners.count; i++) {
		if (i > 0)
			hw_buf_puts(&out, "; ");
		hw_buf_add(&out, action->owners.items[i].s);
	}
	owners = hw_buf_take(&out, view->arena);
	hw_buf_add(&out, status->text);
	hw_buf_putc(&out, '\n');
	hw_buf_add(&out,
	    owners.len > 0 ? HW_PHRASE(view->phrases, view->arena,
				 "calendar_owner", {HW_STR("owners"), owners})
			   : hw_phrase(view->phrases, "owner_none"));
	if (note.len > 0) {
		hw_buf_putc(&out, '\n');
		hw_buf_add(&out, note);
	}
	text = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return text;
}

static void put_event(struct hw_view *view, struct hw_buf *out,
    const struct hw_action *action)
{
	const struct hw_site *site = view->site;
	struct hw_date day = hw_date_last_day(action->due.date);
	struct hw_date next = hw_date_from_days(hw_date_to_days(day) + 1);

	hw_buf_puts(out, "BEGIN:VEVENT\r\n");
	put_property(view, out, "UID", uid(view, action));
	put_property(view, out, "DTSTAMP",
	    utc(view->arena, changed_at(view, action)));
	put_property(view, out, "DTSTART;VALUE=DATE",
	    day_value(view->arena, day));
	/* The end is the first day after (RFC 5545, 3.6.1). */
	put_property(view, out, "DTEND;VALUE=DATE",
	    day_value(view->arena, next));
	put_text(view, out, "SUMMARY", summary(view, action));
	put_text(view, out, "DESCRIPTION", description(view, action));
	put_property(view, out, "URL",
	    hw_fmt(view->arena, "%.*s%.*s%.*s", HW_ARG(site->origin),
		HW_ARG(site->base_path), HW_ARG(action->url)));
	/* It takes up nobody's day. */
	hw_buf_puts(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

static bool is_wanted(const struct hw_action *action)
{
	return action->url.len > 0 && hw_date_given(action->due.date) &&
	    action->status.value != HW_STATUS_DONE &&
	    action->status.value != HW_STATUS_STOPPED;
}

hw_str hw_calendar(struct hw_view *view)
{
	const struct hw_site *site = view->site;
	struct hw_buf out = {0};
	hw_str calendar;
	size_t i, k;

	hw_buf_puts(&out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	put_property(view, &out, "PRODID",
	    HW_STR("-//headway//due dates//EN"));
	put_text(view, &out, "X-WR-CALNAME",
	    HW_PHRASE(view->phrases, view->arena, "calendar_name",
		{HW_STR("site"), site->settings.name.s}));
	for (i = 0; i < site->plans.count; i++) {
		const struct hw_plan *plan = site->plans.items[i];

		for (k = 0; !plan->is_archived && k < plan->actions.count;
		     k++)
			if (is_wanted(plan->actions.items[k]))
				put_event(view, &out, plan->actions.items[k]);
	}
	hw_buf_puts(&out, "END:VCALENDAR\r\n");
	calendar = hw_buf_take(&out, site->arena);
	hw_buf_free(&out);
	return calendar;
}
