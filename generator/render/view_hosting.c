/* Old addresses, and what hosts are told, as data for layouts. */
#include "render/view.h"

const struct hw_value *hw_view_moved(struct hw_view *view,
    const struct hw_redirect *redirect)
{
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "moved_title"), redirect->to);

	/* The page itself is no home page, whatever it leads to. */
	hw_value_set_text(view->arena, map, HW_STR("head_title"),
	    hw_fmt(view->arena, "%.*s – %.*s",
		HW_ARG(hw_phrase(view->phrases, "moved_title")),
		HW_ARG(view->site->settings.name.s)));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "moved_text"));
	hw_value_set_text(view->arena, map, HW_STR("link_title"),
	    redirect->title.len > 0 ? redirect->title
				    : hw_phrase(view->phrases, "moved_link"));
	return map;
}

const struct hw_value *hw_view_hosting(struct hw_view *view)
{
	const struct hw_site *site = view->site;
	struct hw_value *map = hw_value_map(view->arena);
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("redirects"));
	size_t i;

	for (i = 0; i < site->redirects.count; i++) {
		const struct hw_redirect *redirect =
		    &site->redirects.items[i];
		struct hw_value *item = hw_value_push_map(view->arena, list);

		hw_value_set_text(view->arena, item, HW_STR("from"),
		    hw_view_url(view, redirect->from));
		hw_value_set_text(view->arena, item, HW_STR("to"),
		    hw_view_url(view, redirect->to));
	}
	return map;
}
