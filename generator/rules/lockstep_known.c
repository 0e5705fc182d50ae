#include "rules/lockstep_known.h"

#include "assemble/page.h"
#include "assemble/prose.h"

/* ------------------------------ addresses ------------------------------ */

hw_str hw_known_address(const struct hw_site *site, hw_str href)
{
	size_t end = hw_str_find_char(href, '#');
	const struct hw_page *page;

	if (end != SIZE_MAX)
		href.len = end;
	page = hw_map_get(&site->page_of_url, href);
	if (page != NULL && page->standard != NULL)
		href = page->standard->url;
	else if (page == NULL && href.len > 1 && href.p[0] == '/' &&
	    hw_str_ends(href, HW_STR("/easy-read/")))
		href.len -= strlen("easy-read/"); /* of an action */
	while (href.len > 1 && href.p[href.len - 1] == '/')
		href.len--;
	return href;
}

static void add_phone(struct hw_set *set, hw_str phone)
{
	hw_set_add_name(set, HW_FOUND_PHONE,
	    hw_facts_phone(set->arena, phone), phone);
}

static void add_email(struct hw_set *set, hw_str email)
{
	hw_set_add_name(set, HW_FOUND_EMAIL,
	    hw_facts_email(set->arena, email), email);
}

static void add_address(struct hw_set *set, const struct hw_site *site,
    hw_str href)
{
	hw_str address;

	if (hw_str_starts(href, HW_STR("mailto:"))) {
		add_email(set, hw_str_sub(href, strlen("mailto:"), href.len));
	} else if (hw_str_starts(href, HW_STR("tel:"))) {
		add_phone(set, hw_str_sub(href, strlen("tel:"), href.len));
	} else {
		address = hw_known_address(site, href);
		hw_set_add_name(set, HW_FOUND_LINK, address, address);
	}
}

static void add_page_link(struct hw_set *set, const struct hw_site *site,
    const struct hw_page *page)
{
	if (page != NULL)
		add_address(set, site, page->url);
}

bool hw_known_in_menus(const struct hw_site *site, hw_str address,
    struct hw_arena *arena)
{
	hw_str url = hw_str_equal(address, HW_STR("/"))
	    ? address
	    : hw_fmt(arena, "%.*s/", HW_ARG(address));
	const struct hw_page *page = hw_map_get(&site->page_of_url, url);

	if (page != NULL)
		return page->plan == NULL || page == page->plan->index;
	/* A list that headway makes: the link has been found good. */
	return url.len > 1 && url.p[0] == '/' &&
	    hw_page_is_reserved(hw_str_sub(url, 1,
		1 + hw_str_find_char(hw_str_sub(url, 1, url.len), '/')));
}

/* --------------------------------- words ------------------------------- */

static void add_words(struct hw_set *set, hw_str text,
    const struct hw_passage *passage)
{
	struct hw_founds founds = {0};
	size_t i;

	hw_facts_find(&founds, text, passage, set->arena);
	for (i = 0; i < founds.count; i++)
		hw_set_add(set, &founds.items[i]);
}

static void add_count(struct hw_set *set, size_t count)
{
	if (count > 0)
		hw_set_add_number(set, (double)count,
		    hw_fmt(set->arena, "%zu", count));
}

struct walk {
	struct hw_set *set;
	const struct hw_site *site;
};

/* Links, and how much there is of what stands in lists and tables. */
static void add_tree(struct hw_node *doc, void *context)
{
	const struct walk *walk = context;
	const struct hw_node *at, *child;
	size_t count;

	for (at = doc; at != NULL; at = hw_node_next(doc, at)) {
		if (at->type == HW_NODE_LINK)
			add_address(walk->set, walk->site, at->href);
		if (at->type != HW_NODE_LIST && at->type != HW_NODE_TABLE)
			continue;
		for (child = at->first, count = 0; child != NULL;
		     child = child->next)
			count += !child->header;
		add_count(walk->set, count);
	}
}

/* ---------------------------------- data ------------------------------- */

static void add_number(struct hw_set *set, double value, hw_str text,
    hw_str unit)
{
	if (hw_str_equal(unit, HW_STR("%")))
		hw_set_add_share(set, value / 100,
		    hw_fmt(set->arena, "%.*s%%", HW_ARG(text)));
	hw_set_add_number(set, value, text);
}

static void add_measure(struct hw_set *set, const struct hw_measure *measure)
{
	size_t i;

	if (measure->target.span.source != NULL)
		add_number(set, measure->target.value, measure->target.text,
		    measure->unit.s);
	if (measure->baseline.span.source != NULL)
		add_number(set, measure->baseline.value,
		    measure->baseline.text, measure->unit.s);
	for (i = 0; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];

		hw_set_add_date(set, point->date);
		add_number(set, point->value, point->value_text,
		    measure->unit.s);
		add_words(set, point->note, NULL);
	}
}

static void add_counts(struct hw_set *set, const size_t *counts, size_t late)
{
	size_t i, total = 0;

	for (i = 0; i < HW_STATUS_COUNT; i++)
		total += counts[i];
	add_count(set, total);
	add_count(set, late);
	for (i = 0; i <= HW_STATUS_COUNT && total > 0; i++) {
		size_t count = i < HW_STATUS_COUNT ? counts[i] : late;

		add_count(set, count);
		hw_set_add_share(set, (double)count / (double)total,
		    hw_fmt(set->arena, "%zu of %zu", count, total));
	}
}

static void add_action(struct hw_set *set, const struct hw_site *site,
    const struct hw_plan *plan, const struct hw_action *action)
{
	const struct hw_biography *life = NULL;
	size_t i;

	hw_set_add_date(set, action->due.date);
	hw_set_add_date(set, action->completed.date);
	if (plan != NULL)
		life = hw_biography_of(site->history, plan->id, action->ref.s,
		    set->arena);
	if (life != NULL && life->knows_start)
		hw_set_add_date(set, life->first_due);
	for (i = 0; i < action->evidence.count; i++)
		add_address(set, site, action->evidence.items[i].link.s);
	if (action->url.len > 0)
		add_address(set, site, action->url);
}

/* What the page says of a plan that it lists. */
static void add_plan(struct hw_set *set, const struct hw_site *site,
    const struct hw_plan *plan)
{
	size_t i;

	add_words(set, plan->index->front.title.s, NULL);
	add_words(set, plan->index->front.summary.s, NULL);
	hw_set_add_date(set, plan->index->front.as_of.date);
	add_counts(set, plan->status_counts, plan->late_count);
	add_count(set, plan->pages.count);
	for (i = 0; i < plan->pages.count; i++) {
		const struct hw_page *page = plan->pages.items[i];

		add_page_link(set, site, page);
		add_words(set, page->front.title.s, NULL);
		add_words(set, page->front.summary.s, NULL);
		add_words(set, page->front.ref.s, NULL);
	}
}

/* How many areas, recommendations, priorities a plan has. */
static void add_kinds(struct hw_set *set, const struct hw_plan *plan)
{
	size_t counts[HW_PAGE_ORDINARY + 1] = {0}, i;

	for (i = 0; i < plan->pages.count; i++) {
		int kind = plan->pages.items[i]->front.kind.value;

		if (kind >= 0 && kind <= HW_PAGE_ORDINARY)
			counts[kind]++;
	}
	for (i = 0; i < HW_COUNT(counts); i++)
		add_count(set, counts[i]);
}

/* Whom to ask; menus are asked for by hw_known_in_menus. */
static void add_site(struct hw_set *set, const struct hw_site *site)
{
	const struct hw_settings *settings = &site->settings;
	const struct hw_feedback *feedback = settings->feedback;

	add_words(set, settings->name.s, NULL);
	if (settings->organisation != NULL)
		add_address(set, site, settings->organisation->link.s);
	if (feedback == NULL)
		return;
	add_phone(set, feedback->phone.s);
	add_email(set, feedback->email.s);
	add_words(set, feedback->post.s, NULL);
	add_address(set, site, feedback->form.s);
}

/* What families said, and what was done about it. */
static void add_said(struct hw_set *set, const struct hw_front *front)
{
	size_t i;

	for (i = 0; i < front->said.count; i++) {
		const struct hw_said *said = &front->said.items[i];

		add_words(set, said->words.s, NULL);
		add_words(set, said->who.s, NULL);
		add_words(set, said->did.s, NULL);
		add_words(set, said->could_not.s, NULL);
	}
}

static void add_front(struct hw_set *set, const struct hw_site *site,
    const struct hw_page *page)
{
	const struct hw_front *front = &page->front;
	size_t i;

	hw_set_add_date(set, front->reviewed.date);
	hw_set_add_date(set, front->review_by.date);
	hw_set_add_date(set, front->as_of.date);
	if (front->checked_by != NULL)
		hw_set_add_date(set, front->checked_by->date.date);
	add_words(set, front->ref.s, NULL);
	add_counts(set, page->status_counts, page->late_count);
	add_count(set, front->measures.count);
	add_said(set, front);
	for (i = 0; i < front->actions.count; i++)
		add_action(set, site, page->plan, &front->actions.items[i]);
	for (i = 0; i < front->measures.count; i++)
		add_measure(set, &front->measures.items[i]);
}

void hw_known_read(struct hw_set *out, const struct hw_site *site,
    const struct hw_page *standard, const struct hw_passages *passages,
    struct hw_arena *arena)
{
	const struct hw_plan *plan = standard->plan;
	struct walk walk = {out, site};
	size_t i;

	hw_set_open(out, arena);
	for (i = 0; i < passages->count; i++)
		add_words(out, passages->items[i].text, &passages->items[i]);
	hw_prose_each((struct hw_page *)(uintptr_t)standard, add_tree, &walk);
	add_front(out, site, standard);
	add_site(out, site);
	add_page_link(out, site, standard);
	add_page_link(out, site, standard->next);
	add_page_link(out, site, standard->previous);
	if (plan != NULL) {
		add_words(out, plan->index->front.title.s, NULL);
		hw_set_add_date(out, plan->index->front.as_of.date);
	}
	if (plan != NULL && standard == plan->index) {
		add_plan(out, site, plan);
		add_kinds(out, plan);
	}
	for (i = 0; standard == site->home && i < site->plans.count; i++) {
		add_plan(out, site, site->plans.items[i]);
		add_kinds(out, site->plans.items[i]);
	}
	hw_set_close(out);
}

void hw_known_words(struct hw_set *out, const struct hw_site *site,
    struct hw_arena *arena)
{
	size_t i;

	hw_set_open(out, arena);
	out->is_strict = true;
	for (i = 0; i < site->words.words.count; i++) {
		const struct hw_word *word = &site->words.words.items[i];

		add_words(out, word->term.s, NULL);
		add_words(out, word->meaning.s, NULL);
		add_words(out, word->easy.s, NULL);
	}
	hw_set_close(out);
}
