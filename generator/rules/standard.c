/* standard: paragraphs, lists and summaries of standard pages. */
#include "rules/standard.h"

#define PARAGRAPH_SENTENCES 3
#define PARAGRAPH_WORDS     50
#define LIST_ITEMS          6
#define SUMMARY_WORDS       300

bool hw_standard_is_own(const struct hw_passage *passage)
{
	switch (passage->kind) {
	case HW_PASSAGE_SUMMARY:
	case HW_PASSAGE_PARAGRAPH:
	case HW_PASSAGE_ITEM:
	case HW_PASSAGE_FIELD:
		return !passage->is_quoted;
	default:
		return false;
	}
}

static void check_paragraph(struct hw_rules *rules,
    const struct hw_passage *passage)
{
	size_t sentences = passage->sentences.count;
	size_t words = passage->words.count;

	if (passage->kind != HW_PASSAGE_PARAGRAPH || passage->is_quoted ||
	    (sentences <= PARAGRAPH_SENTENCES && words <= PARAGRAPH_WORDS))
		return;
	hw_rule_report(rules, HW_DIAG_LONG_PARAGRAPH, passage, 0,
	    passage->text.len,
	    sentences > PARAGRAPH_SENTENCES
		? hw_fmt(rules->arena,
		      "Short paragraphs are easier to find the way in. An "
		      "empty line before the sentence '%.*s' would make two "
		      "of it.",
		      HW_ARG(
			  passage->sentences.items[(sentences + 1) / 2].text))
		: HW_STR("Short paragraphs are easier to find the way in. "
			 "Make two of it, or a list."),
	    "a paragraph of %zu sentence%s and %zu words; at most %d and %d",
	    sentences, sentences == 1 ? "" : "s", words, PARAGRAPH_SENTENCES,
	    PARAGRAPH_WORDS);
}

/* -------------------------------- lists -------------------------------- */

/* The list that a passage begins, or NULL: it is the first words of its
 * first item. */
static const struct hw_node *list_of(const struct hw_passage *passage)
{
	const struct hw_node *node = passage->node;

	if (passage->kind != HW_PASSAGE_ITEM || node == NULL)
		return NULL;
	while (node->type != HW_NODE_ITEM) {
		if (node->previous != NULL || node->parent == NULL)
			return NULL;
		node = node->parent;
	}
	return node->previous == NULL ? node->parent : NULL;
}

/* Nothing but a link, as in a list of pages. */
static bool is_only_link(const struct hw_node *item)
{
	const struct hw_node *block = item->first;

	return block != NULL && block->next == NULL && block->first != NULL &&
	    block->first->next == NULL && block->first->type == HW_NODE_LINK;
}

static void check_list(struct hw_rules *rules,
    const struct hw_passage *passage)
{
	const struct hw_node *list = list_of(passage), *item;
	size_t items = 0, links = 0;

	if (list == NULL || passage->is_quoted)
		return;
	for (item = list->first; item != NULL; item = item->next) {
		items++;
		links += is_only_link(item);
	}
	if (items > LIST_ITEMS)
		hw_rule_report(rules, HW_DIAG_LONG_LIST, passage, 0,
		    passage->text.len,
		    HW_STR("People lose their place in long lists. Group the "
			   "items under headings of their own, or leave some "
			   "out."),
		    "a list of %zu items; at most %d", items, LIST_ITEMS);
	/* A heading is enough above a list of pages; the words of an item
	 * lead to the list below them. */
	if (links == items || list->parent->type == HW_NODE_ITEM ||
	    (list->previous != NULL &&
		list->previous->type == HW_NODE_PARAGRAPH))
		return;
	hw_rule_report(rules, HW_DIAG_LIST_LEAD_IN, passage, 0,
	    passage->text.len,
	    HW_STR("Say in a line before it what it lists, as in 'You can:'. "
		   "People who listen to a page need to know that a list "
		   "begins."),
	    "a list without a line before it");
}

/* ------------------------------- summary ------------------------------- */

static void check_summary(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages)
{
	size_t i, words = 0;

	if (page->front.summary.s.len > 0)
		return;
	for (i = 0; i < passages->count; i++)
		if (passages->items[i].kind != HW_PASSAGE_ALT &&
		    passages->items[i].kind != HW_PASSAGE_NAME)
			words += passages->items[i].words.count;
	if (words <= SUMMARY_WORDS)
		return;
	hw_rule_report_span(rules, HW_DIAG_NO_SUMMARY, page->front.title.span,
	    HW_STR("Add 'summary:' below the title, with the main point in "
		   "one or two sentences. It stands at the top of the page "
		   "and in lists of pages."),
	    "a page of %zu words without a summary", words);
}

void hw_rules_standard(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages)
{
	size_t i;

	check_summary(rules, page, passages);
	for (i = 0; i < passages->count; i++) {
		const struct hw_passage *passage = &passages->items[i];

		if (hw_standard_is_own(passage))
			hw_standard_sentences(rules, passage);
		check_paragraph(rules, passage);
		check_list(rules, passage);
	}
	hw_standard_words(rules, passages);
	hw_standard_short_forms(rules, passages);
}
