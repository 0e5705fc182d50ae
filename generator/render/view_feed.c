/* view_feed: what has changed as an Atom feed (RFC 4287), an entry for each
 * publication. The publisher is the author: nobody's name is taken from
 * git. */
#include "render/view_history.h"

#include "base/escape.h"
#include "render/lang_marks.h"

static hw_str absolute(struct hw_view *view, hw_str url)
{
	return hw_fmt(view->arena, "%.*s%.*s%.*s", HW_ARG(view->site->origin),
	    HW_ARG(view->site->base_path), HW_ARG(url));
}

static hw_str text_of(const struct hw_value *line, hw_str key)
{
	const struct hw_value *value = hw_value_get(line, key);

	return value != NULL && value->kind == HW_VALUE_TEXT ? value->text
							     : HW_STR_NONE;
}

static void add_part(struct hw_buf *out, hw_str part, const char *between)
{
	if (part.len == 0)
		return;
	if (out->len > 0)
		hw_buf_puts(out, between);
	hw_buf_add(out, part);
}

static void put_event(struct hw_buf *out, const struct hw_value *event)
{
	hw_str note = text_of(event, HW_STR("note"));

	hw_escape_html(out, text_of(event, HW_STR("sentence")));
	if (note.len == 0)
		return;
	hw_buf_puts(out, ". ");
	hw_escape_html(out, note);
}

static void put_item(struct hw_view *view, struct hw_buf *out,
    const struct hw_value *line)
{
	hw_str title = text_of(line, HW_STR("title"));
	hw_str url = text_of(line, HW_STR("url"));
	const struct hw_value *events = hw_value_get(line, HW_STR("events"));
	size_t i;

	hw_buf_puts(out, "<li>");
	if (url.len > 0) {
		hw_buf_puts(out, "<a href=\"");
		hw_escape_url(out, view->site->origin);
		hw_escape_url(out, url);
		hw_buf_puts(out, "\">");
	}
	hw_lang_html(out, title);
	if (url.len > 0)
		hw_buf_puts(out, "</a>");
	if (title.len > 0)
		hw_buf_puts(out, ": ");
	for (i = 0; i < events->list.count; i++) {
		hw_buf_puts(out, i > 0 ? ". " : "");
		put_event(out, events->list.items[i]);
	}
	hw_buf_puts(out, "</li>");
}

/* The layout escapes this markup once more, as type="html" wants it. */
static hw_html content(struct hw_view *view, hw_str note, hw_str summary,
    const struct hw_value *lines)
{
	struct hw_buf out = {0};
	hw_html markup;
	size_t i;

	if (note.len > 0) {
		hw_buf_puts(&out, "<p>");
		hw_escape_html(&out, note);
		hw_buf_puts(&out, "</p>");
	}
	if (summary.len > 0) {
		hw_buf_puts(&out, "<p>");
		hw_escape_html(&out, summary);
		hw_buf_puts(&out, "</p>");
	}
	hw_buf_puts(&out, "<ul>");
	for (i = 0; i < lines->list.count; i++)
		put_item(view, &out, lines->list.items[i]);
	hw_buf_puts(&out, "</ul>");
	markup.markup = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return markup;
}

/* The note; else the only change; else how many there are. */
static hw_str entry_title(struct hw_view *view,
    const struct hw_change_group *group, hw_str note,
    const struct hw_value *lines)
{
	const struct hw_value *events;
	struct hw_buf out = {0};
	hw_str title;

	if (note.len > 0)
		return note;
	if (hw_changes_total(group) != 1)
		return hw_phrase_count(view->phrases, view->arena,
		    "changes_count", hw_changes_total(group));
	add_part(&out, text_of(lines->list.items[0], HW_STR("title")), "");
	events = hw_value_get(lines->list.items[0], HW_STR("events"));
	add_part(&out, text_of(events->list.items[0], HW_STR("sentence")),
	    ": ");
	title = hw_lang_plain(view->arena, hw_buf_take(&out, view->arena));
	hw_buf_free(&out);
	return title;
}

static void put_entry(struct hw_view *view, struct hw_value *entry,
    const struct hw_change_group *group, hw_str home)
{
	const struct hw_value *lines = hw_view_change_lines(view, group);
	hw_str note = hw_view_one_line(view, group->note);
	hw_str id = hw_view_change_id(view, group);

	/* The address is made from the commit alone, so it never changes. */
	hw_value_set_text(view->arena, entry, HW_STR("id"),
	    hw_fmt(view->arena, "%.*s#%.*s", HW_ARG(home), HW_ARG(id)));
	hw_value_set_text(view->arena, entry, HW_STR("url"),
	    hw_fmt(view->arena, "%.*s#%.*s",
		HW_ARG(absolute(view, HW_STR("/changes/"))), HW_ARG(id)));
	hw_value_set_text(view->arena, entry, HW_STR("title"),
	    entry_title(view, group, note, lines));
	hw_value_set_text(view->arena, entry, HW_STR("updated"),
	    hw_words_instant(view->locale, view->arena, group->time));
	hw_value_set_html(view->arena, entry, HW_STR("content"),
	    content(view, note, hw_view_change_summary(view, group), lines));
}

const struct hw_value *hw_view_feed(struct hw_view *view,
    const struct hw_changes *changes, const struct hw_plan *plan)
{
	struct hw_value *map = hw_value_map(view->arena), *list;
	hw_str url = plan != NULL ? plan->index->url : HW_STR("/changes/");
	hw_str home = absolute(view, url);
	size_t i;

	hw_value_set_text(view->arena, map, HW_STR("title"),
	    plan != NULL
		? HW_PHRASE(view->phrases, view->arena, "changes_feed_plan",
		      {HW_STR("title"), plan->index->front.title.s})
		: HW_PHRASE(view->phrases, view->arena, "changes_feed_site",
		      {HW_STR("site"), view->site->settings.name.s}));
	hw_value_set_text(view->arena, map, HW_STR("id"), home);
	hw_value_set_text(view->arena, map, HW_STR("self"),
	    hw_fmt(view->arena, "%.*sfeed.atom", HW_ARG(home)));
	hw_value_set_text(view->arena, map, HW_STR("home"), home);
	hw_value_set_text(view->arena, map, HW_STR("updated"),
	    hw_words_instant(view->locale, view->arena,
		changes->groups[0].time));
	list = hw_value_set_list(view->arena, map, HW_STR("entries"));
	for (i = 0; i < changes->count && i < HW_FEED_LIMIT; i++)
		put_entry(view, hw_value_push_map(view->arena, list),
		    &changes->groups[i], home);
	return map;
}
