/*
 * rules: what the words of a page must meet.
 *
 * The rules are those of the easy-read and plain English guides that
 * docs/rules.md names with their sources. Each is one function over the
 * passages of a page that reports through hw_rule_report. They are run by
 * `headway check`, and by the preview for the page that it shows; never by a
 * build: a long sentence never keeps a page from being published.
 *
 * Threads: one (messages are collected in one set).
 */
#ifndef HW_RULES_RULES_H
#define HW_RULES_RULES_H

#include "rules/passage.h"
#include "rules/readability.h"

struct hw_ignores;

/* What every rule gets. */
struct hw_rules {
	struct hw_site *site;
	struct hw_diags *diags;
	const struct hw_lexicon *lexicon;
	struct hw_ignores *ignores; /* of the whole site; see rules/ignore */
	struct hw_arena *arena;     /* of the page at hand: gone after it */
	struct hw_map *avoided;     /* see rules/standard_words; or NULL */
};

/*
 * Reports `len` bytes of a passage from `at`, unless an ignore of that line
 * covers it. `help` says why it matters and how to mend it, with a
 * rewriting where one can be had.
 */
void hw_rule_report(struct hw_rules *rules, enum hw_diag_code code,
    const struct hw_passage *passage, size_t at, size_t len, hw_str help,
    const char *format, ...) HW_PRINTF(7, 8);

/* The same for a place in a file that is no passage. */
void hw_rule_report_span(struct hw_rules *rules, enum hw_diag_code code,
    struct hw_span span, hw_str help, const char *format, ...)
    HW_PRINTF(5, 6);

/* Each looks at one page; passages are that page's. */
void hw_rules_easy(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages);
void hw_rules_standard(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages);
/* An easy-read page beside its standard page: facts, freshness, people. */
void hw_rules_lockstep(struct hw_rules *rules, const struct hw_page *easy,
    const struct hw_passages *easy_passages,
    const struct hw_passages *standard_passages);
/* A translation: freshness and reviews. Rules of words are those of English. */
void hw_rules_translation(struct hw_rules *rules,
    const struct hw_page *translation);
/* What every page is to have: an easy-read version, a review in time. */
void hw_rules_reviews(struct hw_rules *rules, const struct hw_page *page);
/* Rules over all pages: one address for the same words of a link. */
void hw_rules_links(struct hw_rules *rules);
/* The same, but only what is to be said of this page. */
void hw_rules_links_of(struct hw_rules *rules, const struct hw_page *page);

/* The figures of one page: told, never enforced. */
struct hw_page_figures {
	const struct hw_page *page;
	struct hw_readability readability;
};

/* What is known at the end beside the messages. */
struct hw_rules_result {
	HW_LIST(struct hw_page_figures) pages; /* by path */
	size_t ignore_count; /* codes that lines of the site ignore */
};

/*
 * Every rule over every page of the site that could be read. Call it when
 * the site is assembled; memory grows with the messages, not with the text.
 */
void hw_rules_check(struct hw_rules_result *result, struct hw_site *site,
    const struct hw_lexicon *lexicon);

/*
 * What hw_rules_check says of one page and of its other version: the same
 * words, without those of other pages. For the preview, which asks for one
 * page at a time, over and over: `rules` has its site, lexicon, arena and
 * diags, which are the site's, and is otherwise zero before the first call.
 * What a call needs lives in that arena, which may be reset after it.
 */
void hw_rules_check_page(struct hw_rules *rules, const struct hw_page *page);

#endif
