/* lockstep: an easy-read page says what its standard page says, changes when
 * that does, and is read by those whom it is for. */
#include "rules/rules.h"

#include "assemble/freshness.h"
#include "assemble/prose.h"
#include "input/schema.h"
#include "rules/lockstep_known.h"

struct lockstep {
	struct hw_rules *rules;
	const struct hw_page *easy, *standard;
	struct hw_set known, words;
	bool has_words;
};

/* ------------------------- facts of the two pages ---------------------- */

static const char *const kind_words[HW_FOUND_KINDS] = {
    [HW_FOUND_DATE] = "this date",
    [HW_FOUND_NUMBER] = "this number",
    [HW_FOUND_SHARE] = "this share",
    [HW_FOUND_TIME] = "this time",
    [HW_FOUND_PHONE] = "this phone number",
    [HW_FOUND_EMAIL] = "this email address",
    [HW_FOUND_LINK] = "this link",
};

/* Ordinary talk: "1 place to ask", "2 people". With days or pounds behind
 * them they say something again. */
static bool is_small_talk(const struct hw_found *found)
{
	return found->kind == HW_FOUND_NUMBER &&
	    (found->value <= 1 ||
		(found->value <= 2 && found->unit == HW_UNIT_OTHER));
}

/* The words of the glossary stand on no page, and are the site's own. */
static bool is_in_glossary(struct lockstep *lock,
    const struct hw_found *found)
{
	if (!lock->has_words)
		hw_known_words(&lock->words, lock->rules->site,
		    lock->rules->arena);
	lock->has_words = true;
	return hw_set_covers(&lock->words, found);
}

/* "Easy read says 12 May 2024. The standard page says 14 May 2024." */
static hw_str says(struct lockstep *lock, const struct hw_found *found,
    hw_str text)
{
	hw_str nearest = hw_set_nearest(&lock->known, found);

	if (nearest.len == 0 || hw_str_equal(nearest, text))
		return hw_fmt(lock->rules->arena,
		    "easy read says '%.*s', and the standard page does not "
		    "have %s",
		    HW_ARG(text), kind_words[found->kind]);
	return hw_fmt(lock->rules->arena,
	    "easy read says '%.*s', the standard page says '%.*s'",
	    HW_ARG(text), HW_ARG(nearest));
}

static hw_str help_for(struct lockstep *lock,
    const struct hw_passage *passage, const struct hw_found *found,
    const struct hw_action *action)
{
	(void)passage;
	if (found->kind == HW_FOUND_DATE && action != NULL &&
	    hw_date_given(action->due.date))
		return hw_fmt(lock->rules->arena,
		    "Correct one of the two pages. The due date stays right "
		    "by itself if you write '{{%.*s.due}}'.",
		    HW_ARG(action->ref.s));
	if (found->kind == HW_FOUND_NUMBER || found->kind == HW_FOUND_SHARE)
		return HW_STR(
		    "Correct one of the two pages. For a rounded number "
		    "write 'about' before it; counts stay right by "
		    "themselves if you write '{{plan.done}}'.");
	return HW_STR("Correct one of the two pages, or add it to the "
		      "standard page.");
}

static void check_found(struct lockstep *lock,
    const struct hw_passage *passage, const struct hw_found *found,
    const struct hw_action *action)
{
	hw_str text =
	    hw_str_sub(passage->text, found->at, found->at + found->len);

	/* "key stage 2" is allowed to be hard, not to be wrong. */
	if (found->is_data ||
	    (found->is_allowed && found->unit != HW_UNIT_STAGE) ||
	    is_small_talk(found) || hw_set_covers(&lock->known, found) ||
	    is_in_glossary(lock, found))
		return;
	hw_rule_report(lock->rules, HW_DIAG_EASY_FACT, passage, found->at,
	    found->len, help_for(lock, passage, found, action), "%.*s",
	    HW_ARG(says(lock, found, text)));
}

/* ------------------------------- statuses ------------------------------ */

#define STATUS_LATE HW_STATUS_COUNT

static const struct {
	int status;
	const char *words[4];
} status_phrases[] = {
    {HW_STATUS_NOT_STARTED, {"has", "not", "started"}},
    {HW_STATUS_NOT_STARTED, {"have", "not", "started"}},
    {HW_STATUS_NOT_STARTED, {"has", "not", "begun"}},
    {HW_STATUS_IN_PROGRESS, {"has", "started"}},
    {HW_STATUS_IN_PROGRESS, {"have", "started"}},
    {HW_STATUS_IN_PROGRESS, {"has", "begun"}},
    {HW_STATUS_IN_PROGRESS, {"is", "in", "progress"}},
    {HW_STATUS_DONE, {"is", "done"}},
    {HW_STATUS_DONE, {"has", "been", "done"}},
    {HW_STATUS_DONE, {"is", "finished"}},
    {HW_STATUS_DONE, {"has", "finished"}},
    {HW_STATUS_DONE, {"is", "complete"}},
    {HW_STATUS_PAUSED, {"has", "stopped", "for", "a"}},
    {HW_STATUS_PAUSED, {"is", "paused"}},
    {HW_STATUS_STOPPED, {"has", "stopped"}},
    {HW_STATUS_STOPPED, {"is", "stopped"}},
    {STATUS_LATE, {"is", "late"}},
};

static size_t phrase_at(const struct hw_passage_word *words, size_t count,
    size_t which)
{
	const char *const *phrase = status_phrases[which].words;
	size_t i;

	for (i = 0; i < 4 && phrase[i] != NULL; i++)
		if (i == count ||
		    !hw_str_equal(words[i].folded, hw_str_of(phrase[i])) ||
		    (words[i].marks & HW_MARK_FACT) != 0)
			return 0;
	return i;
}

static bool is_any(hw_str word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (hw_str_equal(word, hw_str_of(*list)))
			return true;
	return false;
}

static void say_status(struct lockstep *lock,
    const struct hw_passage *passage, const struct hw_passage_word *first,
    size_t count, const struct hw_action *action)
{
	const struct hw_passage_word *last = first + count - 1;
	size_t len = last->at + last->text.len - first->at;

	hw_rule_report(lock->rules, HW_DIAG_EASY_FACT, passage, first->at,
	    len,
	    hw_fmt(lock->rules->arena,
		"The page shows the status by itself, below these rows. Take "
		"the sentence out, or write '{{%.*s.status}}' in it.",
		HW_ARG(action->ref.s)),
	    "easy read says '%.*s' of action %.*s, and its status is "
	    "'%s'%s",
	    HW_ARG(hw_str_sub(passage->text, first->at, first->at + len)),
	    HW_ARG(action->ref.s), hw_status_word(action->status.value),
	    action->is_late ? " (late)" : "");
}

/*
 * "This work is done": a sentence that says of the action itself how far it
 * has got. Of anything else ("When the form is done …") nothing is known.
 */
static void check_status(struct lockstep *lock,
    const struct hw_passage *passage, const struct hw_sentence *sentence,
    const struct hw_action *action)
{
	static const char *const starts[] = {"this", "the", "our", "all",
	    NULL};
	static const char *const subjects[] = {"work", "action", "job",
	    "task", "project", NULL};
	const struct hw_passage_word *words =
	    passage->words.items + sentence->first_word;
	size_t count = sentence->word_count, i, len;

	if (count < 4 || !is_any(words[0].folded, starts) ||
	    !is_any(words[1].folded, subjects))
		return;
	for (i = 0; i < HW_COUNT(status_phrases); i++) {
		int status = status_phrases[i].status;

		len = phrase_at(words + 2, count - 2, i);
		if (len == 0)
			continue;
		if (status == STATUS_LATE ? !action->is_late
					  : status != action->status.value)
			say_status(lock, passage, words, len + 2, action);
		return;
	}
}

/* ------------------------------ the passages --------------------------- */

/* The action whose part of the page begins at this heading. */
static const struct hw_action *action_of(const struct lockstep *lock,
    const struct hw_node *heading)
{
	const struct hw_front *front = &lock->standard->front;
	size_t i;

	for (i = 0; i < front->actions.count; i++)
		if (front->actions.items[i].easy_heading == heading)
			return &front->actions.items[i];
	return NULL;
}

/* What a picture shows is no fact, and names are names. */
static bool holds_facts(const struct hw_passage *passage)
{
	return passage->kind != HW_PASSAGE_ALT &&
	    passage->kind != HW_PASSAGE_NAME;
}

static void check_passages(struct lockstep *lock,
    const struct hw_passages *passages)
{
	const struct hw_action *action = NULL;
	struct hw_founds founds = {0};
	int level = 0;
	size_t i, k;

	for (i = 0; i < passages->count; i++) {
		const struct hw_passage *passage = &passages->items[i];

		if (!holds_facts(passage))
			continue;
		if (passage->kind == HW_PASSAGE_HEADING &&
		    (action == NULL || passage->level <= level)) {
			action = action_of(lock, passage->node);
			level = passage->level;
		}
		founds.count = 0;
		hw_facts_find(&founds, passage->text, passage,
		    lock->rules->arena);
		for (k = 0; k < founds.count; k++)
			check_found(lock, passage, &founds.items[k], action);
		for (k = 0; action != NULL && action->status.value >= 0 &&
		     k < passage->sentences.count;
		     k++)
			check_status(lock, passage,
			    &passage->sentences.items[k], action);
	}
}

/* --------------------------------- links ------------------------------- */

static void check_link(struct lockstep *lock, const struct hw_node *link)
{
	struct hw_arena *arena = lock->rules->arena;
	struct hw_found found = {.kind = HW_FOUND_LINK, .text = link->href};

	if (hw_str_starts(link->href, HW_STR("mailto:"))) {
		found.kind = HW_FOUND_EMAIL;
		found.text = hw_facts_email(arena,
		    hw_str_sub(link->href, strlen("mailto:"),
			link->href.len));
	} else if (hw_str_starts(link->href, HW_STR("tel:"))) {
		found.kind = HW_FOUND_PHONE;
		found.text = hw_facts_phone(arena,
		    hw_str_sub(link->href, strlen("tel:"), link->href.len));
	} else {
		found.text = hw_known_address(lock->rules->site, link->href);
	}
	if (found.text.len == 0 || hw_set_covers(&lock->known, &found) ||
	    (found.kind == HW_FOUND_LINK && !link->is_external &&
		hw_known_in_menus(lock->rules->site, found.text, arena)))
		return;
	hw_rule_report_span(lock->rules, HW_DIAG_EASY_FACT, link->span,
	    HW_STR("Put the link on the standard page too, or take it out "
		   "here: both pages must lead to the same places."),
	    found.kind == HW_FOUND_LINK
		? "easy read links to '%.*s', and the standard page does not"
		: "easy read gives '%.*s', and the standard page does not",
	    HW_ARG(found.text));
}

static void check_links(struct hw_node *doc, void *context)
{
	struct lockstep *lock = context;
	const struct hw_node *at;

	for (at = doc; at != NULL; at = hw_node_next(doc, at))
		if (at->type == HW_NODE_LINK && at->href.len > 0)
			check_link(lock, at);
}

/* ------------------------------ freshness ------------------------------ */

static hw_str day_words(const struct hw_rules *rules, struct hw_date day)
{
	return hw_facts_date_words(rules->arena, day);
}

/* The notes of what has changed on the standard page since, or nothing. */
static hw_str what_changed(const struct hw_rules *rules,
    const struct hw_page *version)
{
	const hw_str folder = HW_STR("content/");
	const struct hw_history *history = rules->site->history;
	const struct hw_page_history *page = NULL;
	hw_str path = version->standard->source.path, words;
	struct hw_buf out = {0};
	size_t i;

	if (hw_str_starts(path, folder))
		path = hw_str_sub(path, folder.len, path.len);
	if (history != NULL)
		page = hw_map_get(&history->pages, path);
	for (i = 0; page != NULL && i < page->changes.count; i++) {
		const struct hw_page_change *change = &page->changes.items[i];

		if (change->time >= version->behind.since_time &&
		    change->is_wording && change->note.len > 0)
			hw_buf_printf(&out, "%s%.*s",
			    out.len > 0 ? "; " : " What changed: ",
			    HW_ARG(change->note));
	}
	words = hw_buf_take(&out, rules->arena);
	hw_buf_free(&out);
	return words;
}

/* Of easy read and of a translation: `name` is what it is called. */
static void check_freshness(struct hw_rules *rules,
    const struct hw_page *version, const char *name)
{
	const struct hw_behind *behind = &version->behind;
	bool is_easy = version->is_easy;
	struct hw_date limit;
	int64_t days;
	hw_str again = HW_STR_NONE;

	if (behind->count == 0)
		return;
	days = hw_date_to_days(rules->site->today) -
	    hw_date_to_days(behind->since);
	limit = hw_date_from_days(hw_date_to_days(behind->since) +
	    HW_BEHIND_LIMIT_DAYS);
	if (hw_date_compare(behind->last, behind->since) != 0)
		again = hw_fmt(rules->arena, ", last on %.*s",
		    HW_ARG(day_words(rules, behind->last)));
	hw_rule_report_span(rules,
	    days > HW_BEHIND_LIMIT_DAYS ? is_easy
		    ? HW_DIAG_EASY_LONG_BEHIND
		    : HW_DIAG_TRANSLATION_LONG_BEHIND
		: is_easy               ? HW_DIAG_EASY_BEHIND
					: HW_DIAG_TRANSLATION_BEHIND,
	    hw_span_file(&version->source),
	    hw_fmt(rules->arena,
		"Change this page too; after %.*s that is an error. If "
		"nothing in it needs to change, give it 'reviewed' with the "
		"day on which you looked.%.*s",
		HW_ARG(day_words(rules, limit)),
		HW_ARG(what_changed(rules, version))),
	    "the standard page changed on %.*s%.*s, and %s did not",
	    HW_ARG(day_words(rules, behind->since)), HW_ARG(again), name);
}

/* -------------------------------- people ------------------------------- */

static void check_people(const struct lockstep *lock)
{
	struct hw_rules *rules = lock->rules;
	const struct hw_checked_by *checked = lock->easy->front.checked_by;
	const hw_str help =
	    HW_STR("Ask people with a learning disability to read it with "
		   "you. Then give 'checked_by' with their group and the "
		   "day; until then the page says that nobody has.");

	if (checked == NULL || checked->group.s.len == 0)
		hw_rule_report_span(rules, HW_DIAG_NOT_CHECKED,
		    hw_span_file(&lock->easy->source), help,
		    "no group of easy-read readers has checked this page");
	else if (!hw_date_given(checked->date.date))
		hw_rule_report_span(rules, HW_DIAG_NOT_CHECKED,
		    checked->group.span, help,
		    "the page does not say when '%.*s' checked it",
		    HW_ARG(checked->group.s));
	else if (hw_freshness_check_is_old(lock->easy, rules->site->today))
		hw_rule_report_span(rules, HW_DIAG_NOT_CHECKED,
		    checked->date.span, help,
		    "'%.*s' checked this page on %.*s, more than %d months "
		    "ago",
		    HW_ARG(checked->group.s),
		    HW_ARG(day_words(rules, checked->date.date)),
		    HW_CHECK_LIMIT_MONTHS);
}

/* --------------------------------- all --------------------------------- */

void hw_rules_reviews(struct hw_rules *rules, const struct hw_page *page)
{
	if (!hw_page_is_version(page) && page->easy == NULL)
		hw_rule_report_span(rules, HW_DIAG_NO_EASY_READ,
		    hw_span_file(&page->source),
		    hw_fmt(rules->arena, "Write '%.*s.easy.md' beside it.",
			(int)(page->source.path.len - strlen(".md")),
			page->source.path.p),
		    "this page has no easy-read version");
	if (hw_freshness_review_is_due(page, rules->site->today))
		hw_rule_report_span(rules, HW_DIAG_REVIEW_PAST,
		    page->front.review_by.span,
		    HW_STR("Look at the page and mend what is out of date. "
			   "Then give 'reviewed' and 'review_by' new days."),
		    "a review of this page was due on %.*s",
		    HW_ARG(day_words(rules, page->front.review_by.date)));
}

void hw_rules_translation(struct hw_rules *rules,
    const struct hw_page *translation)
{
	if (translation->standard == NULL)
		return; /* reported */
	check_freshness(rules, translation, "its translation");
	hw_rules_reviews(rules, translation);
}

void hw_rules_lockstep(struct hw_rules *rules, const struct hw_page *easy,
    const struct hw_passages *easy_passages,
    const struct hw_passages *standard_passages)
{
	struct lockstep lock = {.rules = rules,
	    .easy = easy,
	    .standard = easy->standard};

	hw_known_read(&lock.known, rules->site, lock.standard,
	    standard_passages, rules->arena);
	check_passages(&lock, easy_passages);
	hw_prose_each((struct hw_page *)(uintptr_t)easy, check_links, &lock);
	check_freshness(rules, easy, "easy read");
	check_people(&lock);
}
