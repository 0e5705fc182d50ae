/* Old addresses, and what hosts are told, as data for layouts. */
#include "render/view.h"

const struct hw_value *hw_view_moved(struct hw_view *view,
    const struct hw_redirect *redirect)
{
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "moved_title"), redirect->to);
	const struct hw_page *page =
	    hw_map_get(&view->site->page_of_url, redirect->to);

	/* The page itself is no home page, whatever it leads to. */
	hw_value_set_text(view->arena, map, HW_STR("head_title"),
	    hw_fmt(view->arena, "%.*s – %.*s",
		HW_ARG(hw_phrase(view->phrases, "moved_title")),
		HW_ARG(view->site->settings.name.s)));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "moved_text"));
	hw_value_set_text(view->arena, map, HW_STR("link_title"),
	    page != NULL ? hw_view_text(view, &page->front.title)
		: redirect->title.len > 0
		? redirect->title
		: hw_phrase(view->phrases, "moved_link"));
	hw_value_set_text(view->arena, map, HW_STR("hreflang"),
	    hw_view_other_tag(view, page != NULL ? &page->source : NULL));
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

/* "https://host" of the council's form service, or empty. */
static hw_str form_host(const struct hw_site *site)
{
	const struct hw_feedback *feedback = site->settings.feedback;
	hw_str form = feedback != NULL ? feedback->send_to.s : HW_STR_NONE;
	size_t at = hw_str_find(form, HW_STR("://"));

	if (at == SIZE_MAX)
		return HW_STR_NONE;
	for (at += 3; at < form.len; at++) {
		if (strchr("/?#;,'", form.p[at]) != NULL)
			break;
		/* A header cannot hold it; such hosts have an ASCII name. */
		if ((unsigned char)form.p[at] >= 0x80)
			return HW_STR_NONE;
	}
	return hw_str_sub(form, 0, at);
}

/* Everything from the site itself, and nothing inline. A layout may have the
 * council's form in it, which is sent to the council. */
hw_str hw_view_policy(const struct hw_view *view)
{
	hw_str host = form_host(view->site);

	return hw_fmt(view->arena,
	    "default-src 'none'; img-src 'self'; style-src 'self'; "
	    "script-src 'self'; font-src 'self'; media-src 'self'; "
	    "connect-src 'self'; "
	    "form-action 'self'%s%.*s; "
	    "base-uri 'none'",
	    host.len > 0 ? " " : "", HW_ARG(host));
}

static void check_security(struct hw_view *view)
{
	const struct hw_site *site = view->site;
	const struct hw_security *security = site->settings.security;

	if (hw_date_given(security->expires.date) &&
	    hw_date_compare(security->expires.date, site->today) < 0)
		hw_diag(site->diags, HW_DIAG_SECURITY_EXPIRED,
		    security->expires.span,
		    HW_STR("See whether 'contact' is still right, then set "
			   "'expires' to a day at most a year ahead."),
		    "the security contact has expired");
	if (site->base_path.len > 0)
		hw_diag(site->diags, HW_DIAG_SECURITY_PLACE,
		    security->contact.span,
		    hw_fmt(site->arena,
			"Ask those who run '%.*s' to serve the file as "
			"'/.well-known/security.txt', or take 'security' "
			"out.",
			HW_ARG(site->origin)),
		    "security.txt is looked for at the top of a host, and "
		    "this site is below '%.*s/'",
		    HW_ARG(site->base_path));
}

bool hw_view_has_security(const struct hw_site *site)
{
	const struct hw_security *security = site->settings.security;

	return security != NULL && security->contact.s.len > 0 &&
	    hw_date_given(security->expires.date);
}

const struct hw_value *hw_view_security(struct hw_view *view)
{
	const struct hw_site *site = view->site;
	const struct hw_security *security = site->settings.security;
	struct hw_value *map = hw_value_map(view->arena);

	if (!hw_view_has_security(site))
		return NULL;
	check_security(view);
	hw_value_set_text(view->arena, map, HW_STR("contact_address"),
	    hw_str_find(security->contact.s, HW_STR("://")) != SIZE_MAX
		? security->contact.s
		: hw_fmt(view->arena, "mailto:%.*s",
		      HW_ARG(security->contact.s)));
	/* To the end of the day, wherever the reader is. */
	hw_value_set_text(view->arena, map, HW_STR("expires"),
	    hw_fmt(view->arena, "%.*sT23:59:59Z",
		HW_ARG(hw_date_iso(view->arena, security->expires.date))));
	hw_value_set_text(view->arena, map, HW_STR("canonical"),
	    hw_fmt(view->arena, "%.*s/.well-known/security.txt",
		HW_ARG(site->origin)));
	return map;
}
