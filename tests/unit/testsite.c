#include "testsite.h"

#include "assemble/easyread.h"
#include "assemble/links.h"
#include "assemble/page.h"
#include "assemble/prose.h"
#include "assemble/structure.h"
#include "input/front.h"
#include "input/markdown.h"
#include "input/picture.h"
#include "input/scan.h"

#include <stdlib.h>

int testsite_set_up(void **state)
{
	static struct testsite site;

	site = (struct testsite){0};
	scratch_open(&site.scratch);
	hw_arena_init(&site.arena, 0);
	hw_markdown_setup();
	*state = &site;
	return 0;
}

int testsite_tear_down(void **state)
{
	struct testsite *t = *state;

	hw_buf_free(&t->out);
	hw_arena_free(&t->arena);
	scratch_close(&t->scratch);
	return 0;
}

void testsite_put(struct testsite *t, const char *path, const char *text)
{
	scratch_put(&t->scratch, hw_fmt(&t->arena, "content/%s", path).p,
	    text);
}

static void read_prose(struct hw_site *site)
{
	size_t i;

	hw_prose_read(site);
	for (i = 0; i < site->pages.count; i++) {
		hw_structure_check(site, site->pages.items[i]);
		if (site->pages.items[i]->is_easy)
			hw_easyread_arrange(site, site->pages.items[i]);
	}
	for (i = 0; i < site->pages.count; i++)
		hw_easyread_check_actions(site, site->pages.items[i]);
}

void testsite_read(struct testsite *t, const char *today,
    enum testsite_step step)
{
	struct hw_site *site = &t->site;
	struct hw_source words, history;
	size_t i;

	*site = (struct hw_site){.arena = &t->arena, .diags = &t->diags};
	hw_diag_init(&t->diags, &t->arena);
	hw_map_init(&site->page_of_path, &t->arena);
	hw_map_init(&site->page_of_url, &t->arena);
	hw_map_init(&site->picture_of_name, &t->arena);
	site->settings.language.s = HW_STR("en");
	site->settings.time_zone.s = HW_STR("Europe/London");
	if (hw_date_parse(&site->today, hw_str_of(today)) != HW_DATE_OK ||
	    !hw_scan(&t->scratch.fs, site, &words, &history))
		abort();
	for (i = 0; i < site->pages.count; i++)
		if (!site->pages.items[i]->is_unread)
			hw_front_read(site->pages.items[i], &t->diags,
			    &t->arena);
	hw_picture_list(site, &t->scratch.fs, HW_STR("content/pictures"));
	if (step >= TESTSITE_ASSEMBLED)
		hw_page_assemble(site, false);
	if (step >= TESTSITE_PROSE)
		read_prose(site);
	if (step >= TESTSITE_LINKED)
		hw_links_resolve(site);
}

const char *testsite_said(struct testsite *t, int only)
{
	size_t i;

	hw_buf_clear(&t->out);
	hw_buf_printf(&t->out, "%s", "");
	hw_diag_sort(&t->diags);
	for (i = 0; i < t->diags.list.count; i++) {
		const struct hw_diag *diag = &t->diags.list.items[i];
		struct hw_place place;

		if (only != 0 ? (int)diag->code != only
			      : diag->level == HW_LEVEL_WARNING)
			continue;
		if (diag->span.source != NULL) {
			place =
			    hw_source_place(diag->span.source, diag->span.at);
			hw_buf_printf(&t->out, "%.*s:%zu:%zu ",
			    HW_ARG(diag->span.source->path), place.line,
			    place.column);
		}
		hw_buf_printf(&t->out, "[%d] %.*s\n", (int)diag->code,
		    HW_ARG(diag->message));
	}
	return t->out.data;
}

struct hw_page *testsite_page(struct testsite *t, const char *path)
{
	struct hw_page *page =
	    hw_map_get(&t->site.page_of_path, hw_str_of(path));

	if (page == NULL)
		abort();
	return page;
}

struct hw_action *testsite_action(struct testsite *t, const char *ref)
{
	size_t i, k;

	for (i = 0; i < t->site.plans.count; i++) {
		struct hw_plan *plan = t->site.plans.items[i];

		for (k = 0; k < plan->actions.count; k++)
			if (hw_str_equal(plan->actions.items[k]->ref.s,
				hw_str_of(ref)))
				return plan->actions.items[k];
	}
	abort();
}
