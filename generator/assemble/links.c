#include "assemble/links.h"

#include "assemble/page.h"
#include "assemble/prose.h"
#include "base/escape.h"
#include "input/field_values.h"
#include "input/picture.h"
#include "input/text.h"

#define ALT_LIMIT_CHARACTERS 125
/* Names compared for "did you mean" in one run. A site with thousands of
 * broken links needs its links mended, not that many suggestions. */
#define SUGGESTION_BUDGET ((size_t)500 * 1000)

struct hw_links {
	struct hw_site *site;
	struct hw_page *page;
	struct hw_map addresses; /* of actions and plans in print */
	hw_str *paths;           /* every page's path, for suggestions */
	hw_str *pictures;        /* every picture's name, likewise */
	size_t compared;         /* of the budget above */
};

static const hw_str views[] = {
    {"/by-owner/", 10},
    {"/changes/", 9},
    {"/done/", 6},
    {"/due-soon/", 10},
    {"/easy-read/pages/", 17},
    {"/easy-read/print/", 17},
    {"/find/", 6},
    {"/late/", 6},
    {"/print/", 7},
    {"/words/", 7},
    {"/data/actions.csv", 17},
    {"/data/due.ics", 13},
    {"/data/plan.json", 15},
};

static bool is_view(hw_str url)
{
	size_t i;

	for (i = 0; i < HW_COUNT(views); i++)
		if (hw_str_equal(url, views[i]))
			return true;
	return false;
}

/* Whether so many names may still be looked through. */
static bool may_suggest(struct hw_links *resolver, size_t count)
{
	if (count > SUGGESTION_BUDGET - resolver->compared)
		return false;
	resolver->compared += count;
	return true;
}

static hw_str nearest_of(struct hw_links *resolver, hw_str word,
    const hw_str *names, size_t count)
{
	return may_suggest(resolver, count)
	    ? hw_str_nearest(word, names, count)
	    : HW_STR_NONE;
}

/* A file that people link to and that is no page. */
static bool is_document(hw_str url)
{
	static const hw_str endings[] = {{".pdf", 4}, {".doc", 4},
	    {".docx", 5}, {".odt", 4}, {".xls", 4}, {".xlsx", 5}, {".ppt", 4},
	    {".pptx", 5}};
	size_t i;

	for (i = 0; i < HW_COUNT(endings); i++)
		if (url.len > endings[i].len &&
		    hw_str_equal_nocase(
			hw_str_sub(url, url.len - endings[i].len, url.len),
			endings[i]))
			return true;
	return false;
}

/* "www.example.org" or "me@example.org" as it should be written, or empty. */
static hw_str elsewhere(struct hw_links *resolver, hw_str url)
{
	struct hw_arena *arena = resolver->site->arena;
	hw_str with = hw_fmt(arena, "https://%.*s", HW_ARG(url));
	size_t end = hw_str_find_char(url, '/');
	hw_str host = hw_str_sub(url, 0, end == SIZE_MAX ? url.len : end);

	if (hw_form_is_email(url))
		return hw_fmt(arena, "mailto:%.*s", HW_ARG(url));
	if ((hw_str_starts(url, HW_STR("www.")) ||
		(end != SIZE_MAX && hw_str_find_char(host, '.') != SIZE_MAX &&
		    host.p[0] != '.')) &&
	    hw_form_is_url(with))
		return with;
	return HW_STR_NONE;
}

/* The path of a page as an author in this folder of content/ writes it. */
static hw_str as_written_in(struct hw_links *resolver, hw_str folder,
    hw_str path)
{
	if (folder.len > 0 && hw_str_starts(path, folder) &&
	    path.p[folder.len] == '/')
		return hw_str_sub(path, folder.len + 1, path.len);
	for (; folder.len > 0; folder = hw_path_dir(folder))
		path = hw_fmt(resolver->site->arena, "../%.*s", HW_ARG(path));
	return path;
}

static void broken_link(struct hw_links *resolver, const struct hw_node *node,
    hw_str target, hw_str folder)
{
	struct hw_site *site = resolver->site;
	size_t hash = hw_str_find_char(node->url, '#');
	hw_str nearest =
	    hw_str_sub(node->url, 0, hash == SIZE_MAX ? node->url.len : hash);
	const struct hw_page *page = hw_map_get(&site->page_of_url,
	    hw_fmt(site->arena, "%.*s/", HW_ARG(nearest)));

	/* It may be the address without its last stroke, or the way from the
	 * top folder, written in another one. */
	if (page != NULL)
		nearest = hw_str_sub(page->source.path,
		    sizeof("content/") - 1, page->source.path.len);
	else if (hw_map_get(&site->page_of_path, nearest) == NULL)
		nearest = nearest_of(resolver, target, resolver->paths,
		    site->page_of_path.count);
	nearest = nearest.len > 0 ? as_written_in(resolver, folder, nearest)
				  : elsewhere(resolver, node->url);
	hw_diag(site->diags, HW_DIAG_BROKEN_LINK, node->span,
	    nearest.len > 0
		? hw_fmt(site->arena, "Did you mean '%.*s'?", HW_ARG(nearest))
		: is_document(node->url)
		? HW_STR("Documents are not part of this site. Link to the "
			 "address where it is published, which starts with "
			 "'https://'.")
		: HW_STR("Link to the file of the page, for example "
			 "'area-5.md' or '../about.md'."),
	    "there is no page '%.*s'", HW_ARG(node->url));
}

/* "plan" and "../about.md" -> "about.md"; false when it leaves content/. */
static bool join(struct hw_arena *arena, hw_str folder, hw_str path,
    hw_str *out)
{
	while (path.len > 0) {
		if (hw_str_starts(path, HW_STR("./"))) {
			path = hw_str_sub(path, 2, path.len);
		} else if (hw_str_starts(path, HW_STR("../"))) {
			if (folder.len == 0)
				return false;
			folder = hw_path_dir(folder);
			path = hw_str_sub(path, 3, path.len);
		} else {
			break;
		}
	}
	if (hw_str_find(path, HW_STR("../")) != SIZE_MAX)
		return false;
	*out = folder.len > 0
	    ? hw_fmt(arena, "%.*s/%.*s", HW_ARG(folder), HW_ARG(path))
	    : path;
	return true;
}

static void check_anchor(struct hw_links *resolver,
    const struct hw_node *node, const struct hw_page *target, hw_str anchor)
{
	struct hw_site *site = resolver->site;
	hw_str nearest = HW_STR_NONE, *ids;
	size_t i;

	if (anchor.len == 0 || hw_map_get(&target->ids, anchor) != NULL)
		return;
	if (may_suggest(resolver, target->ids.count)) {
		ids = HW_NEW_ARRAY(site->arena, hw_str, target->ids.count);
		for (i = 0; i < target->ids.count; i++)
			ids[i] = target->ids.entries[i].key;
		nearest = hw_str_nearest(anchor, ids, target->ids.count);
	}
	hw_diag(site->diags, HW_DIAG_BROKEN_ANCHOR, node->span,
	    nearest.len > 0
		? hw_fmt(site->arena, "Did you mean '#%.*s'?",
		      HW_ARG(nearest))
		: HW_STR("After '#' stand the words of a heading, in small "
			 "letters, joined by '-'."),
	    "there is no heading '#%.*s' in '%.*s'", HW_ARG(anchor),
	    HW_ARG(target->source.path));
}

/* The address of an action of the page's plan, or empty. */
static hw_str find_ref(const struct hw_page *page, hw_str ref)
{
	const struct hw_plan *plan = page->plan;
	size_t i;

	for (i = 0; plan != NULL && i < plan->actions.count; i++)
		if (hw_str_equal(plan->actions.items[i]->ref.s, ref))
			return plan->actions.items[i]->url;
	for (i = 0; plan != NULL && i < plan->withdrawn.count; i++)
		if (hw_str_equal(plan->withdrawn.items[i]->biography->ref,
			ref))
			return plan->withdrawn.items[i]->url;
	return HW_STR_NONE;
}

/* Readers are told before they follow a link into another language. `target`
 * NULL: a page that headway makes, in the site's own. */
static void note_language(const struct hw_links *resolver,
    struct hw_node *node, const struct hw_page *target)
{
	hw_str here = resolver->page->source.language;
	hw_str there = target != NULL ? target->source.language : HW_STR_NONE;

	if (!hw_str_equal(here, there))
		node->hreflang = there.len > 0
		    ? there
		    : resolver->site->settings.language.s;
}

static void resolve_local(struct hw_links *resolver, struct hw_node *node)
{
	struct hw_site *site = resolver->site;
	struct hw_page *page = resolver->page, *target;
	hw_str folder, path = node->url, anchor = HW_STR_NONE, joined, url;
	size_t hash = hw_str_find_char(path, '#');

	folder = hw_path_dir(page->source.path);
	folder = hw_str_sub(folder,
	    folder.len > 7 ? sizeof("content/") - 1 : folder.len, folder.len);
	if (hash != SIZE_MAX) {
		anchor = hw_str_sub(path, hash + 1, path.len);
		path = hw_str_sub(path, 0, hash);
	}
	if (path.len == 0) {
		check_anchor(resolver, node, page, anchor);
		node->href = node->url;
		return;
	}
	if (path.p[0] == '/') {
		target = hw_map_get(&site->page_of_url, path);
		if (target == NULL && !is_view(path) &&
		    hw_map_get(&resolver->addresses, path) == NULL) {
			broken_link(resolver, node, path, folder);
			return;
		}
		if (target != NULL)
			check_anchor(resolver, node, target, anchor);
		note_language(resolver, node, target);
		node->href = node->url;
		return;
	}
	url = find_ref(page, path);
	if (url.len > 0) {
		note_language(resolver, node, NULL);
		node->href = url;
		return;
	}
	if (!join(site->arena, folder, path, &joined)) {
		hw_diag(site->diags, HW_DIAG_BAD_LINK, node->span,
		    HW_STR("Take out one '../'."),
		    "this link leads out of the content folder");
		return;
	}
	target = hw_map_get(&site->page_of_path, joined);
	if (target == NULL) {
		broken_link(resolver, node, joined, folder);
		return;
	}
	check_anchor(resolver, node, target, anchor);
	note_language(resolver, node, target);
	node->href = anchor.len > 0 ? hw_fmt(site->arena, "%.*s#%.*s",
					  HW_ARG(target->url), HW_ARG(anchor))
				    : target->url;
}

static hw_str refused_help(struct hw_arena *arena, hw_str url)
{
	static const hw_str schemes[] = {{"https", 5}, {"http", 4},
	    {"mailto", 6}, {"tel", 3}};
	size_t colon = hw_str_find_char(url, ':');
	hw_str scheme = hw_str_sub(url, 0, colon == SIZE_MAX ? 0 : colon);
	hw_str nearest;

	if (scheme.len == 1 || hw_str_equal_nocase(scheme, HW_STR("file")))
		return HW_STR("That is a file on your own computer, which "
			      "nobody else can open. Link to the address "
			      "where it is published.");
	nearest = hw_str_nearest(scheme, schemes, HW_COUNT(schemes));
	if (nearest.len > 0)
		return hw_fmt(arena, "Did you mean '%.*s:'?",
		    HW_ARG(nearest));
	return HW_STR("Links may be pages of this site, or start with "
		      "'https://', 'http://', 'mailto:' or 'tel:'.");
}

/* "https:www.example.org" leads browsers and readers to different places. */
static void check_web_address(struct hw_links *resolver,
    const struct hw_node *node)
{
	hw_str after = node->url;

	/* Schemes may be in capitals. */
	after = hw_str_sub(after, hw_str_find_char(after, ':'), after.len);
	if (hw_form_is_url(
		hw_fmt(resolver->site->arena, "https%.*s", HW_ARG(after))))
		return;
	hw_diag(resolver->site->diags, HW_DIAG_BAD_URL, node->span,
	    HW_STR("After 'https://' stands the name of the site, without "
		   "spaces, as in 'https://www.example.org/plans'."),
	    "'%.*s' is not a web address",
	    HW_ARG(hw_text_clip(resolver->site->arena, node->url)));
}

/* "mailto:me@example.org?subject=..."; telephone numbers have many forms. */
static void check_mail_address(struct hw_links *resolver,
    const struct hw_node *node)
{
	hw_str address = node->url;
	size_t end;

	if (address.len < 7 ||
	    !hw_str_equal_nocase(hw_str_sub(address, 0, 7),
		HW_STR("mailto:")))
		return;
	address = hw_str_sub(address, 7, address.len);
	for (end = 0; end < address.len; end++)
		if (address.p[end] == '?' || address.p[end] == ',')
			break;
	address = hw_str_sub(address, 0, end);
	if (hw_form_is_email(address))
		return;
	hw_diag(resolver->site->diags, HW_DIAG_BAD_EMAIL, node->span,
	    HW_STR("After 'mailto:' stands only the address, as in "
		   "'mailto:help@example.org'."),
	    "'%.*s' is not an e-mail address",
	    HW_ARG(hw_text_clip(resolver->site->arena, address)));
}

static void resolve_link(struct hw_links *resolver, struct hw_node *node)
{
	struct hw_diags *diags = resolver->site->diags;

	if (node->url.len == 0) {
		hw_diag(diags, HW_DIAG_EMPTY_LINK, node->span,
		    HW_STR("Write the address between '(' and ')'."),
		    "this link goes nowhere");
		return;
	}
	switch (hw_url_kind(node->url)) {
	case HW_URL_REFUSED:
		hw_diag(diags, HW_DIAG_BAD_LINK, node->span,
		    refused_help(resolver->site->arena, node->url),
		    "a link to '%.*s' may not be published",
		    HW_ARG(hw_text_clip(resolver->site->arena, node->url)));
		break;
	case HW_URL_EXTERNAL:
		node->is_external = true;
		node->href = node->url;
		check_web_address(resolver, node);
		break;
	case HW_URL_CONTACT:
		node->href = node->url;
		check_mail_address(resolver, node);
		break;
	case HW_URL_LOCAL:
		resolve_local(resolver, node);
		break;
	}
}

static hw_str picture_name(hw_str url)
{
	static const hw_str endings[] = {{".svg", 4}, {".png", 4},
	    {".jpg", 4}, {".jpeg", 5}};
	size_t i;

	/* Written as a file it means the same picture. */
	url = hw_path_base(url);
	for (i = 0; i < HW_COUNT(endings); i++)
		if (hw_str_ends(url, endings[i]))
			return hw_str_sub(url, 0, url.len - endings[i].len);
	return url;
}

static void check_alt(struct hw_links *resolver, const struct hw_node *node)
{
	struct hw_diags *diags = resolver->site->diags;
	struct hw_buf alt = {0};
	size_t count;

	hw_node_words(node, &alt);
	count = hw_utf8_count(hw_str_trim(hw_buf_str(&alt)));
	hw_buf_free(&alt);
	if (count == 0)
		hw_diag(diags, HW_DIAG_NO_ALT_TEXT, node->span,
		    HW_STR("Say between '[' and ']' what the picture shows. "
			   "If it only decorates, write '![decorative](…)'."),
		    "this picture has no words for people who cannot see it");
	else if (count > ALT_LIMIT_CHARACTERS)
		hw_diag(diags, HW_DIAG_ALT_TOO_LONG, node->span,
		    HW_STR("Say it shorter here, and the rest in the text."),
		    "the picture's words have %zu characters; %d is the "
		    "limit",
		    count, ALT_LIMIT_CHARACTERS);
}

/* "decorative" in place of words: a picture that says nothing new. */
static void silence_decorative(struct hw_node *node)
{
	struct hw_buf alt = {0};

	hw_node_words(node, &alt);
	if (hw_str_equal(hw_str_trim(hw_buf_str(&alt)), HW_STR("decorative")))
		node->first = node->last = NULL;
	hw_buf_free(&alt);
}

static void resolve_image(struct hw_links *resolver, struct hw_node *node)
{
	struct hw_site *site = resolver->site;
	hw_str name, nearest;
	struct hw_picture *picture;

	check_alt(resolver, node);
	silence_decorative(node);
	if (hw_url_kind(node->url) != HW_URL_LOCAL || node->url.len == 0) {
		hw_diag(site->diags, HW_DIAG_BAD_LINK, node->span,
		    HW_STR(
			"Put the picture into 'content/pictures/' and give "
			"its name. Pages load nothing from other sites."),
		    "a picture cannot come from '%.*s'",
		    HW_ARG(hw_text_clip(site->arena, node->url)));
		return;
	}
	name = picture_name(node->url);
	picture = hw_picture_use(site, name);
	if (picture != NULL) {
		node->href = hw_fmt(site->arena, "/pictures/%.*s",
		    HW_ARG(picture->file));
		node->width = picture->width;
		node->height = picture->height;
		return;
	}
	if (hw_map_get(&site->picture_of_name, name) != NULL)
		return; /* refused, which has been said */
	nearest = nearest_of(resolver, name, resolver->pictures,
	    site->picture_of_name.count);
	hw_diag(site->diags, HW_DIAG_UNKNOWN_PICTURE, node->span,
	    nearest.len > 0
		? hw_fmt(site->arena, "Did you mean '%.*s'?", HW_ARG(nearest))
		: HW_STR("Put it into 'content/pictures/', or choose one of "
			 "'layouts/pictures/'."),
	    "there is no picture '%.*s'", HW_ARG(node->url));
}

static void resolve_doc(struct hw_node *doc, void *context)
{
	struct hw_links *resolver = context;
	struct hw_node *at;

	for (at = doc; at != NULL; at = hw_node_next(doc, at)) {
		if (at->type == HW_NODE_LINK)
			resolve_link(resolver, at);
		else if (at->type == HW_NODE_IMAGE)
			resolve_image(resolver, at);
	}
}

/* Evidence is a link too: a page of this site or another's. */
static void resolve_evidence(struct hw_links *resolver)
{
	struct hw_front *front = &resolver->page->front;
	size_t i, k;

	for (i = 0; i < front->actions.count; i++) {
		struct hw_action *action = &front->actions.items[i];

		for (k = 0; k < action->evidence.count; k++) {
			struct hw_text *link =
			    &action->evidence.items[k].link;
			struct hw_node node = {
			    .type = HW_NODE_LINK,
			    .url = link->s,
			    .span = link->span,
			};

			if (link->s.len == 0)
				continue;
			resolve_link(resolver, &node);
			link->s = node.href;
		}
	}
}

struct hw_links *hw_links_new(struct hw_site *site)
{
	struct hw_links *links = HW_NEW(site->arena, struct hw_links);
	size_t i, k;

	links->site = site;
	hw_map_init(&links->addresses, site->arena);
	for (i = 0; i < site->plans.count; i++) {
		struct hw_plan *plan = site->plans.items[i];

		hw_map_add(&links->addresses,
		    hw_fmt(site->arena, "/%.*s/print/", HW_ARG(plan->id)),
		    plan);
		if (hw_page_prints_large(plan))
			hw_map_add(&links->addresses,
			    hw_fmt(site->arena, "/%.*s/large-print/",
				HW_ARG(plan->id)),
			    plan);
		for (k = 0; k < plan->actions.count; k++)
			hw_map_add(&links->addresses,
			    plan->actions.items[k]->url,
			    plan->actions.items[k]);
	}
	for (i = 0; i < site->withdrawn.count; i++)
		hw_map_add(&links->addresses, site->withdrawn.items[i]->url,
		    site->withdrawn.items[i]);
	links->paths =
	    HW_NEW_ARRAY(site->arena, hw_str, site->page_of_path.count + 1);
	for (i = 0; i < site->page_of_path.count; i++)
		links->paths[i] = site->page_of_path.entries[i].key;
	links->pictures = HW_NEW_ARRAY(site->arena, hw_str,
	    site->picture_of_name.count + 1);
	for (i = 0; i < site->picture_of_name.count; i++)
		links->pictures[i] = site->picture_of_name.entries[i].key;
	return links;
}

void hw_links_resolve_page(struct hw_links *links, struct hw_page *page)
{
	struct hw_front *front = &page->front;
	size_t i;

	for (i = 0; i < front->actions.count; i++)
		if (front->actions.items[i].url.len > 0)
			hw_map_add(&links->addresses,
			    front->actions.items[i].url,
			    &front->actions.items[i]);
	links->page = page;
	hw_prose_each(page, resolve_doc, links);
	resolve_evidence(links);
}

void hw_links_resolve(struct hw_site *site)
{
	struct hw_links *links = hw_links_new(site);
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		hw_links_resolve_page(links, site->pages.items[i]);
}
