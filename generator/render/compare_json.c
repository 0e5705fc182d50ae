/* compare_json: a comparison for programs; jansson's adapter for it. */
#include "render/compare_text.h"

#include <jansson.h>
#include <stdlib.h>

static const char *const page_names[] = {
    [HW_COMPARE_ADDED] = "added",
    [HW_COMPARE_REMOVED] = "removed",
    [HW_COMPARE_MOVED] = "moved",
    [HW_COMPARE_CHANGED] = "changed",
    [HW_COMPARE_FORM] = "form",
    [HW_COMPARE_MINOR] = "minor",
    [HW_COMPARE_UNREADABLE] = "unreadable",
};

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
	       *actions = json_array(), *notes = json_array();
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
		    json_string(hw_event_name((int)action->event.what)));
		set(item, "from", text_or_null(action->event.from));
		set(item, "to", text_or_null(action->event.to));
		if (json_array_append_new(actions, item) != 0)
			hw_oom();
	}
	set(root, "pages", pages);
	set(root, "actions", actions);
	for (i = 0; i < diff->notes.count; i++)
		if (json_array_append_new(notes,
			text_or_null(diff->notes.items[i])) != 0)
			hw_oom();
	set(root, "notes", notes);
	bytes = json_dumps(root, JSON_INDENT(1));
	if (bytes == NULL)
		hw_oom();
	hw_buf_puts(out, bytes);
	hw_buf_putc(out, '\n');
	free(bytes);
	json_decref(root);
}
