#include "assemble/moved.h"

#include "assemble/page.h"
#include "input/scan.h"
#include "input/text.h"

#include <stdlib.h>

#define EASY  HW_STR("easy-read/")
#define PRINT HW_STR("print/")
#define LARGE HW_STR("large-print/")
#define FEED  HW_STR("feed.atom")
/* How often a page that is gone may lead to another that is gone. */
#define ROUND_LIMIT 32

struct present {
	hw_str url, title;
	bool is_withdrawn;
};

/* An action, or the page that a withdrawn one keeps. */
struct target {
	hw_str slug, url;
	bool has_easy;
};

struct mover {
	struct hw_site *site;
	struct hw_map present; /* address -> struct present */
	struct hw_map found;   /* old address -> struct hw_redirect */
	struct hw_map actions; /* "plan/ref" -> struct target */
};

/* --------------------------- what there is now ------------------------- */

static struct present *add_present(struct mover *mover, hw_str url,
    hw_str title)
{
	struct present *present = HW_NEW(mover->site->arena, struct present);

	*present = (struct present){url, title, false};
	hw_map_add(&mover->present, url, present);
	return present;
}

static hw_str action_key(struct hw_arena *arena, hw_str plan, hw_str ref)
{
	return hw_fmt(arena, "%.*s/%.*s", HW_ARG(plan), HW_ARG(ref));
}

static hw_str join(const struct mover *mover, hw_str url, hw_str more)
{
	return hw_fmt(mover->site->arena, "%.*s%.*s", HW_ARG(url),
	    HW_ARG(more));
}

static bool is_published(const struct hw_page *page)
{
	return !page->is_duplicate && !page->is_unread &&
	    (!hw_page_is_version(page) ||
		(page->standard != NULL && !page->standard->is_duplicate));
}

static void add_target(struct mover *mover, hw_str plan, hw_str ref,
    const struct target *from)
{
	struct target *target = HW_NEW(mover->site->arena, struct target);

	*target = *from;
	hw_map_add(&mover->actions, action_key(mover->site->arena, plan, ref),
	    target);
}

static struct target target_of(const struct hw_action *action)
{
	return (struct target){action->slug, action->url,
	    action->easy_heading != NULL};
}

/* Their pages are present as others are: nobody is led past them. Those of a
 * plan that is gone give way to what is known of where it went. */
static void list_withdrawn(struct mover *mover, const struct hw_plan *plan)
{
	size_t i;

	for (i = 0; i < plan->withdrawn.count; i++) {
		const struct hw_withdrawn *gone = plan->withdrawn.items[i];

		if (gone->url.len == 0)
			continue;
		add_present(mover, gone->url, gone->biography->title)
		    ->is_withdrawn = true;
		add_target(mover, plan->id, gone->biography->ref,
		    &(struct target){gone->slug, gone->url, false});
	}
}

static void list_plan(struct mover *mover, const struct hw_plan *plan)
{
	hw_str url = plan->index->url, title = plan->index->front.title.s;
	size_t i;

	add_present(mover, join(mover, url, PRINT), title);
	if (hw_page_prints_large(plan))
		add_present(mover, join(mover, url, LARGE), title);
	if (mover->site->history != NULL)
		add_present(mover, join(mover, url, FEED), title);
	for (i = 0; i < plan->actions.count; i++) {
		struct hw_action *action = plan->actions.items[i];
		struct target target = target_of(action);

		add_target(mover, plan->id, action->ref.s, &target);
		add_present(mover, action->url, action->title.s);
		if (action->easy_heading != NULL)
			add_present(mover, join(mover, action->url, EASY),
			    HW_STR_NONE);
	}
	list_withdrawn(mover, plan);
}

static void list_present(struct mover *mover)
{
	struct hw_site *site = mover->site;
	size_t i;

	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		if (is_published(page))
			add_present(mover, page->url, page->front.title.s);
	}
	for (i = 0; i < site->plans.count; i++)
		list_plan(mover, site->plans.items[i]);
}

/* At the top only, as for pages. */
static bool is_headways_own(hw_str url)
{
	hw_str top = hw_str_sub(url, 1, url.len);
	size_t end = hw_str_find_char(top, '/');

	return hw_page_is_reserved(
	    hw_str_sub(top, 0, end == SIZE_MAX ? top.len : end));
}

/* ------------------------------ one address ---------------------------- */

static bool add(struct mover *mover, hw_str from, hw_str to,
    struct hw_span span)
{
	const struct present *target = hw_map_get(&mover->present, to);
	struct hw_redirect *redirect;

	if (target == NULL || is_headways_own(from) ||
	    hw_str_equal(from, HW_STR("/")) ||
	    hw_map_get(&mover->present, from) != NULL ||
	    hw_map_get(&mover->found, from) != NULL)
		return false;
	redirect = HW_NEW(mover->site->arena, struct hw_redirect);
	*redirect = (struct hw_redirect){from, to, target->title, span};
	hw_map_add(&mover->found, redirect->from, redirect);
	return true;
}

/* What goes with a page that had the address `from`. */
static void add_parts(struct mover *mover, const struct hw_page *page,
    hw_str from, struct hw_span span)
{
	bool is_plan = page->plan != NULL && page->plan->index == page;
	size_t i;

	if (!hw_str_ends(from, HW_STR("/")))
		return;
	if (page->easy != NULL)
		add(mover, join(mover, from, EASY), page->easy->url, span);
	for (i = 0; i < page->translations.count; i++) {
		const struct hw_page *other = page->translations.items[i];

		/* "ar/": what the page's own address does not have. */
		add(mover,
		    join(mover, from,
			hw_str_sub(other->url, page->url.len,
			    other->url.len)),
		    other->url, span);
	}
	if (!is_plan)
		return;
	add(mover, join(mover, from, PRINT), join(mover, page->url, PRINT),
	    span);
	add(mover, join(mover, from, LARGE), join(mover, page->url, LARGE),
	    span);
	add(mover, join(mover, from, FEED), join(mover, page->url, FEED),
	    span);
}

static void add_action(struct mover *mover, const struct target *target,
    hw_str plan_from, struct hw_span span)
{
	hw_str from = hw_fmt(mover->site->arena, "%.*s%.*s/",
	    HW_ARG(plan_from), HW_ARG(target->slug));

	add(mover, from, target->url, span);
	if (target->has_easy)
		add(mover, join(mover, from, EASY),
		    join(mover, target->url, EASY), span);
}

/* ------------------------------ moved_from ----------------------------- */

static bool is_address(hw_str s)
{
	size_t i;

	if (s.len < 2 || s.p[0] != '/')
		return false;
	for (i = 1; i < s.len; i++) {
		char c = s.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') && strchr("-_.~/", c) == NULL)
			return false;
		if (c == '/' && s.p[i - 1] == '/')
			return false;
		if (c == '.' && (s.p[i - 1] == '/' || s.p[i - 1] == '.'))
			return false;
	}
	return true;
}

/* "/old" and "/old/index.html" are "/old/"; "/old.html" is a file. */
static hw_str as_url(const struct mover *mover, hw_str written)
{
	hw_str index = HW_STR("/index.html");

	if (hw_str_ends(written, index))
		return hw_str_sub(written, 0, written.len - index.len + 1);
	if (hw_str_ends(written, HW_STR("/")) ||
	    hw_str_find_char(hw_path_base(written), '.') != SIZE_MAX)
		return written;
	return join(mover, written, HW_STR("/"));
}

static hw_str form_help(struct mover *mover, hw_str written)
{
	size_t scheme = hw_str_find(written, HW_STR("://")), slash;

	if (scheme != SIZE_MAX) {
		hw_str rest = hw_str_sub(written, scheme + 3, written.len);

		slash = hw_str_find_char(rest, '/');
		if (slash != SIZE_MAX &&
		    is_address(hw_str_sub(rest, slash, rest.len)))
			return hw_fmt(mover->site->arena,
			    "Write what follows the name of the host: "
			    "'%.*s'. Addresses of other hosts cannot be led "
			    "here.",
			    (int)(rest.len - slash), rest.p + slash);
	}
	return HW_STR("Write the path as it was in the browser, as in "
		      "'/old-plan/area-5/': from the first '/', in letters, "
		      "figures and '-', '_', '.', '~', without '?' and '#'.");
}

static void report_taken(struct mover *mover, const struct hw_text *written,
    const struct hw_page *page, hw_str url)
{
	struct hw_diags *diags = mover->site->diags;
	const struct hw_redirect *other = hw_map_get(&mover->found, url);
	const struct present *present = hw_map_get(&mover->present, url);

	if (hw_str_equal(url, page->url))
		hw_diag(diags, HW_DIAG_OLD_ADDRESS_TAKEN, written->span,
		    HW_STR("Name the addresses that it had before, not the "
			   "one that it has."),
		    "'%.*s' is this page's own address", HW_ARG(written->s));
	else if (other != NULL)
		hw_diag(diags, HW_DIAG_OLD_ADDRESS_TAKEN, written->span,
		    hw_fmt(mover->site->arena,
			"'%.*s' names it too. Take it out of one of the two.",
			HW_ARG(other->span.source->path)),
		    "two pages have moved from '%.*s'", HW_ARG(written->s));
	else if (present != NULL && present->is_withdrawn)
		hw_diag(diags, HW_DIAG_OLD_ADDRESS_TAKEN, written->span,
		    HW_STR("An action cannot vanish: the page there says "
			   "that it was withdrawn, and why. Take the address "
			   "out."),
		    "'%.*s' is the page of an action that was withdrawn",
		    HW_ARG(written->s));
	else
		hw_diag(diags, HW_DIAG_OLD_ADDRESS_TAKEN, written->span,
		    HW_STR("Readers who go there find that page. Take the "
			   "address out, or rename that page."),
		    "'%.*s' is a page of this site", HW_ARG(written->s));
}

static void read_written(struct mover *mover, const struct hw_page *page,
    const struct hw_text *written)
{
	const struct hw_redirect *earlier;
	hw_str url;

	if (!is_address(written->s)) {
		hw_diag(mover->site->diags, HW_DIAG_OLD_ADDRESS,
		    written->span, form_help(mover, written->s),
		    "'%.*s' is no address that a page can have had",
		    HW_ARG(hw_text_clip(mover->site->arena, written->s)));
		return;
	}
	url = as_url(mover, written->s);
	earlier = hw_map_get(&mover->found, url);
	if (earlier != NULL && hw_str_equal(earlier->to, page->url))
		return; /* named twice */
	if (!add(mover, url, page->url, written->span) && is_published(page))
		report_taken(mover, written, page, url);
}

/* Everything below a plan that moved. */
static void add_below(struct mover *mover, const struct hw_plan *plan,
    hw_str from, struct hw_span span)
{
	size_t cut = plan->index->url.len, i;

	for (i = 0; i < plan->pages.count; i++) {
		const struct hw_page *page = plan->pages.items[i];
		hw_str old = join(mover, from,
		    hw_str_sub(page->url, cut, page->url.len));

		add(mover, old, page->url, span);
		add_parts(mover, page, old, span);
	}
	for (i = 0; i < plan->actions.count; i++) {
		struct target target = target_of(plan->actions.items[i]);

		add_action(mover, &target, from, span);
	}
	for (i = 0; i < plan->withdrawn.count; i++) {
		const struct hw_withdrawn *gone = plan->withdrawn.items[i];

		if (gone->url.len > 0)
			add_action(mover,
			    &(struct target){gone->slug, gone->url, false},
			    from, span);
	}
}

/* What people wrote goes before what follows from it. */
static void read_moved_from(struct mover *mover)
{
	struct hw_site *site = mover->site;
	size_t i, k;

	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		for (k = 0; k < page->front.moved_from.count; k++)
			read_written(mover, page,
			    &page->front.moved_from.items[k]);
	}
	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		for (k = 0; k < page->front.moved_from.count; k++) {
			const struct hw_text *written =
			    &page->front.moved_from.items[k];
			hw_str url;

			if (!is_address(written->s))
				continue;
			url = as_url(mover, written->s);
			add_parts(mover, page, url, written->span);
			if (page->plan != NULL && page->plan->index == page &&
			    hw_str_ends(url, HW_STR("/")))
				add_below(mover, page->plan, url,
				    written->span);
		}
	}
}

/* --------------------------------- git --------------------------------- */

static void follow_action(struct mover *mover, const struct hw_move *move)
{
	const struct target *target = hw_map_get(&mover->actions,
	    action_key(mover->site->arena, move->to, move->ref));

	if (target != NULL)
		add_action(mover, target,
		    hw_fmt(mover->site->arena, "/%.*s/", HW_ARG(move->from)),
		    HW_SPAN_NONE);
}

/* Whether something was added. */
static bool follow_page(struct mover *mover, const struct hw_move *move,
    bool with_parts)
{
	struct hw_site *site = mover->site;
	const struct hw_page *page =
	    hw_map_get(&site->page_of_path, move->to);
	hw_str from = hw_scan_address(site->arena, move->from), to;
	const struct hw_redirect *onward;

	if (!is_address(from))
		return false;
	if (page != NULL && with_parts)
		add_parts(mover, page, from, HW_SPAN_NONE);
	if (page != NULL)
		return add(mover, from, page->url, HW_SPAN_NONE);
	/* The page is gone, but somebody may say where its words went. */
	to = hw_scan_address(site->arena, move->to);
	onward = hw_map_get(&mover->found, to);
	return onward != NULL && add(mover, from, onward->to, HW_SPAN_NONE);
}

/* The newest first: of two pages the later one has the name. Then parts,
 * which may have gone a way of their own. Then once more for pages that are
 * gone, until nothing is added. */
static void read_git(struct mover *mover)
{
	const struct hw_history *history = mover->site->history;
	bool is_first = true, has_more = true;
	size_t i, round;

	for (round = 0; has_more && round < ROUND_LIMIT; round++) {
		has_more = false;
		for (i = history->moves.count; i > 0; i--) {
			const struct hw_move *move =
			    &history->moves.items[i - 1];

			if (move->ref.len == 0)
				has_more |= follow_page(mover, move, false);
			else if (is_first)
				follow_action(mover, move);
		}
		for (i = history->moves.count; is_first && i > 0; i--)
			if (history->moves.items[i - 1].ref.len == 0)
				follow_page(mover,
				    &history->moves.items[i - 1], true);
		is_first = false;
	}
}

static int by_from(const void *left, const void *right)
{
	const struct hw_redirect *a = left, *b = right;

	return hw_str_compare(a->from, b->from);
}

void hw_moved_find(struct hw_site *site)
{
	struct mover mover = {.site = site};
	size_t i;

	hw_map_init(&mover.present, site->arena);
	hw_map_init(&mover.found, site->arena);
	hw_map_init(&mover.actions, site->arena);
	list_present(&mover);
	read_moved_from(&mover);
	if (site->history != NULL)
		read_git(&mover);
	for (i = 0; i < mover.found.count; i++)
		HW_PUSH(&site->redirects, site->arena,
		    *(const struct hw_redirect *)mover.found.entries[i]
			 .value);
	for (i = 0; i < site->withdrawn.count; i++)
		if (hw_map_get(&mover.found, site->withdrawn.items[i]->url) !=
		    NULL)
			site->withdrawn.items[i]->url = HW_STR_NONE;
	if (site->redirects.count > 0)
		qsort(site->redirects.items, site->redirects.count,
		    sizeof(*site->redirects.items), by_from);
}
