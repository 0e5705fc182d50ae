/* compare_json: a comparison for programs. */
#include "render/compare_text.h"
#include "render/json_put.h"

static const char *const page_names[] = {
    [HW_COMPARE_ADDED] = "added",
    [HW_COMPARE_REMOVED] = "removed",
    [HW_COMPARE_MOVED] = "moved",
    [HW_COMPARE_CHANGED] = "changed",
    [HW_COMPARE_FORM] = "form",
    [HW_COMPARE_MINOR] = "minor",
    [HW_COMPARE_UNREADABLE] = "unreadable",
};

void hw_compare_json(struct hw_buf *out, const struct hw_comparison *diff)
{
	json_t *root = json_object(), *pages = json_array(),
	       *actions = json_array(), *notes = json_array();
	size_t i;

	for (i = 0; i < diff->pages.count; i++) {
		const struct hw_compare_page *page = &diff->pages.items[i];
		json_t *item = json_object();

		hw_json_set(item, "what",
		    json_string(page_names[page->what]));
		hw_json_set(item, "page", hw_json_text_or_null(page->path));
		hw_json_set(item, "from", hw_json_text_or_null(page->from));
		hw_json_set(item, "title", hw_json_text_or_null(page->title));
		hw_json_set(item, "easy_read_behind",
		    json_boolean(page->leaves_easy_behind));
		hw_json_set(item, "translations_behind",
		    hw_json_text_or_null(page->leaves_behind));
		hw_json_append(pages, item);
	}
	for (i = 0; i < diff->actions.count; i++) {
		const struct hw_compare_action *action =
		    &diff->actions.items[i];
		json_t *item = json_object();

		hw_json_set(item, "plan", hw_json_text_or_null(action->plan));
		hw_json_set(item, "ref", hw_json_text_or_null(action->ref));
		hw_json_set(item, "title",
		    hw_json_text_or_null(action->title));
		hw_json_set(item, "what",
		    json_string(hw_event_name((int)action->event.what)));
		hw_json_set(item, "from",
		    hw_json_text_or_null(action->event.from));
		hw_json_set(item, "to",
		    hw_json_text_or_null(action->event.to));
		hw_json_append(actions, item);
	}
	hw_json_set(root, "pages", pages);
	hw_json_set(root, "actions", actions);
	for (i = 0; i < diff->notes.count; i++)
		hw_json_append(notes,
		    hw_json_text_or_null(diff->notes.items[i]));
	hw_json_set(root, "notes", notes);
	hw_json_print(out, root, JSON_INDENT(1));
}
