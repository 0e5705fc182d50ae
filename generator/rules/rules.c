#include "rules/rules.h"

#include "rules/ignore.h"

#include <stdlib.h>

/* Help lives as long as the page; hw_diag copies it. */
static void report(struct hw_rules *rules, enum hw_diag_code code,
    struct hw_span span, hw_str help, const char *format, va_list args)
{
	hw_str message;

	if (hw_ignores_cover(rules->ignores, code, span))
		return;
	/* HW_ARG would read the arguments twice. */
	message = hw_vfmt(rules->arena, format, args);
	hw_diag(rules->diags, code, span, help, "%.*s", HW_ARG(message));
}

void hw_rule_report(struct hw_rules *rules, enum hw_diag_code code,
    const struct hw_passage *passage, size_t at, size_t len, hw_str help,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(rules, code, hw_passage_span(passage, at, len), help, format,
	    args);
	va_end(args);
}

void hw_rule_report_span(struct hw_rules *rules, enum hw_diag_code code,
    struct hw_span span, hw_str help, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	report(rules, code, span, help, format, args);
	va_end(args);
}

/* What could not be read was said already. */
static bool is_checked(const struct hw_page *page)
{
	return !page->is_unread && !page->is_duplicate && !page->is_outdated;
}

static void read(struct hw_passages *out, struct hw_rules *rules,
    const struct hw_page *page, struct hw_rules_result *result)
{
	struct hw_page_figures figures = {.page = page};

	*out = (struct hw_passages){0};
	hw_passages_read(out, page, rules->lexicon, rules->arena);
	if (result == NULL)
		return;
	hw_readability_measure(&figures.readability, out);
	HW_PUSH(&result->pages, rules->site->arena, figures);
}

/* A standard page with its easy-read version, or one without the other. The
 * figures are not measured where there is no result to put them in. */
static void check_pair(struct hw_rules *rules, const struct hw_page *standard,
    const struct hw_page *easy, struct hw_rules_result *result)
{
	struct hw_passages words, easy_words;

	if (standard != NULL) {
		read(&words, rules, standard, result);
		hw_rules_standard(rules, standard, &words);
		hw_rules_reviews(rules, standard);
	}
	if (easy == NULL)
		return;
	read(&easy_words, rules, easy, result);
	hw_rules_easy(rules, easy, &easy_words);
	hw_rules_reviews(rules, easy);
	if (standard != NULL)
		hw_rules_lockstep(rules, easy, &easy_words, &words);
}

static const struct hw_page *if_checked(const struct hw_page *page)
{
	return page != NULL && is_checked(page) ? page : NULL;
}

/* An ignore that could not be needed in this run is not called needless. */
static void report_unused(struct hw_rules *rules)
{
	enum hw_diag_code unchecked[5];
	const struct hw_site *site = rules->site;
	size_t count = 0;

	if (!hw_str_starts(site->settings.language.s, HW_STR("en")))
		return;
	if (!hw_lexicon_has_list(rules->lexicon))
		unchecked[count++] = HW_DIAG_HARD_WORD;
	if (site->history == NULL) {
		unchecked[count++] = HW_DIAG_EASY_BEHIND;
		unchecked[count++] = HW_DIAG_EASY_LONG_BEHIND;
		unchecked[count++] = HW_DIAG_TRANSLATION_BEHIND;
		unchecked[count++] = HW_DIAG_TRANSLATION_LONG_BEHIND;
	}
	hw_ignores_report_unused(rules->ignores, rules->site, unchecked,
	    count);
}

static int compare_figures(const void *left, const void *right)
{
	const struct hw_page_figures *a = left, *b = right;

	return hw_str_compare(a->page->source.path, b->page->source.path);
}

void hw_rules_check(struct hw_rules_result *result, struct hw_site *site,
    const struct hw_lexicon *lexicon)
{
	struct hw_arena arena;
	struct hw_rules rules = {
	    .site = site,
	    .diags = site->diags,
	    .lexicon = lexicon,
	    .ignores = hw_ignores_read(site),
	    .arena = &arena,
	};
	size_t i;

	*result = (struct hw_rules_result){0};
	hw_arena_init(&arena, 0);
	for (i = 0; i < site->pages.count; i++) {
		const struct hw_page *page = site->pages.items[i];

		if (!is_checked(page) ||
		    (page->is_easy && if_checked(page->standard) != NULL))
			continue;
		if (hw_page_is_translation(page))
			hw_rules_translation(&rules, page);
		else if (page->is_easy)
			check_pair(&rules, NULL, page, result);
		else
			check_pair(&rules, page, if_checked(page->easy),
			    result);
		hw_arena_reset(&arena);
	}
	if (result->pages.count > 0)
		qsort(result->pages.items, result->pages.count,
		    sizeof(*result->pages.items), compare_figures);
	hw_rules_links(&rules);
	hw_arena_free(&arena);
	report_unused(&rules);
	result->ignore_count = hw_ignores_count(rules.ignores);
}

void hw_rules_check_page(struct hw_rules *rules, const struct hw_page *page)
{
	const struct hw_page *standard =
	    if_checked(page->is_easy ? page->standard : page);
	const struct hw_page *easy =
	    if_checked(page->is_easy ? page : page->easy);

	rules->ignores =
	    hw_ignores_read_pair(rules->site, standard, easy, rules->arena);
	check_pair(rules, standard, easy, NULL);
	if (standard != NULL)
		hw_rules_links_of(rules, standard);
	if (easy != NULL)
		hw_rules_links_of(rules, easy);
	report_unused(rules);
}
