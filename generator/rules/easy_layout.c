/* easy_layout: rows and their pictures, headings, length, whom to ask. */
#include "rules/easy.h"

#include "base/map.h"

#define ROW_SENTENCES      2
#define ROW_WORDS          30
#define ROW_LIMIT          50
#define HEADING_CHARACTERS 65
#define HEADING_ROWS       6
#define PAGES              20
#define PAGES_LIMIT        24

static const struct hw_passage_word *word_at(const struct hw_passage *passage,
    size_t index)
{
	return &passage->words.items[index];
}

/* -------------------------------- rule 3 ------------------------------- */

/* The words beside one picture, as they are counted. */
struct row {
	const struct hw_node *node;
	size_t sentences, words;
	/* the first sentence and the first word too many, or NULL */
	const struct hw_passage *third_passage, *long_passage;
	size_t third, long_word;
};

static void count_row(struct row *row, const struct hw_passage *passage)
{
	size_t i;

	/* A list is read item by item: only its words are counted. */
	if (passage->kind == HW_PASSAGE_PARAGRAPH)
		for (i = 0; i < passage->sentences.count; i++)
			if (++row->sentences == ROW_SENTENCES + 1) {
				row->third_passage = passage;
				row->third = i;
			}
	if (row->words <= ROW_WORDS &&
	    row->words + passage->words.count > ROW_WORDS) {
		row->long_passage = passage;
		row->long_word = ROW_WORDS - row->words;
	}
	row->words += passage->words.count;
}

static void report_row(struct hw_easy *easy, const struct row *row)
{
	const struct hw_passage *passage = row->long_passage;
	const hw_str help =
	    HW_STR("Add a row: move the last words below a picture of their "
		   "own. Up to 2 sentences and 30 words go with one "
		   "picture.");

	if (row->words > ROW_WORDS) {
		hw_str stretch = hw_easy_stretch(passage, row->long_word,
		    passage->words.count - row->long_word);

		hw_rule_report(easy->rules,
		    row->words > ROW_LIMIT ? HW_DIAG_EASY_ROW_TOO_LONG
					   : HW_DIAG_EASY_ROW_LONG,
		    HW_EASY_AT(passage, stretch), help,
		    "%zu words stand beside one picture", row->words);
	} else if (row->sentences > ROW_SENTENCES) {
		const struct hw_sentence *third =
		    &row->third_passage->sentences.items[row->third];

		hw_rule_report(easy->rules, HW_DIAG_EASY_ROW_LONG,
		    row->third_passage, third->at, third->text.len, help,
		    "%zu sentences stand beside one picture", row->sentences);
	}
}

static void check_rows(struct hw_easy *easy)
{
	struct row row = {0};
	size_t i;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (passage->row == NULL || passage->kind == HW_PASSAGE_ALT)
			continue;
		if (passage->row != row.node) {
			report_row(easy, &row);
			row = (struct row){.node = passage->row};
		}
		count_row(&row, passage);
	}
	report_row(easy, &row);
}

/* ------------------------------- rule 20 ------------------------------- */

/* Words that are long enough to have a capital letter in titles that have
 * them everywhere. */
#define CONTENT_BYTES 4

static void check_heading_length(struct hw_easy *easy,
    const struct hw_passage *passage)
{
	size_t count = hw_utf8_count(passage->text);

	if (count > HEADING_CHARACTERS)
		hw_rule_report(easy->rules, HW_DIAG_HEADING_FORM, passage, 0,
		    passage->text.len,
		    HW_STR("Use 65 or fewer. Say what the part is about in a "
			   "few words; the rest can go into the first row."),
		    "this heading has %zu characters", count);
}

static bool has_capital(const struct hw_passage_word *word)
{
	return word->kind == HW_WORD_PLAIN && word->text.p[0] >= 'A' &&
	    word->text.p[0] <= 'Z';
}

/* A common word with a capital letter that the page has no reason for:
 * neither a name nor the start of the heading, or of what follows a colon or
 * a ref. */
static bool is_needless_capital(const struct hw_easy *easy,
    const struct hw_map *names, const struct hw_passage *passage,
    size_t index)
{
	const struct hw_passage_word *word = word_at(passage, index);
	hw_str gap = hw_easy_gap(passage, index);

	return has_capital(word) && word->text.len > 1 &&
	    !hw_easy_is_spared(word) &&
	    !(word->marks & (HW_MARK_NAME | HW_MARK_TERM)) &&
	    hw_str_equal(gap, HW_STR(" ")) &&
	    hw_map_get(names, word->folded) == NULL &&
	    hw_lexicon_has_list(easy->rules->lexicon) &&
	    hw_lexicon_is_familiar(easy->rules->lexicon, word->folded) &&
	    !hw_easy_listed(HW_EASY_MONTHS, word->folded) &&
	    !hw_easy_listed(HW_EASY_DAYS, word->folded);
}

static hw_str in_small_letters(struct hw_easy *easy,
    const struct hw_map *names, const struct hw_passage *passage)
{
	struct hw_buf out = {0};
	size_t i, at = 0;

	for (i = 1; i < passage->words.count; i++) {
		const struct hw_passage_word *word = word_at(passage, i);

		if (!is_needless_capital(easy, names, passage, i))
			continue;
		hw_buf_add(&out, hw_str_sub(passage->text, at, word->at));
		hw_buf_putc(&out, (char)(word->text.p[0] | 0x20));
		at = word->at + 1;
	}
	hw_buf_add(&out, hw_str_sub(passage->text, at, passage->text.len));
	return hw_buf_take(&out, easy->rules->arena);
}

static void check_heading_case(struct hw_easy *easy,
    const struct hw_map *names, const struct hw_passage *passage)
{
	size_t i, needless = 0, small = 0;
	char first;

	if (passage->words.count == 0)
		return;
	first = word_at(passage, 0)->text.p[0];
	for (i = 1; i < passage->words.count; i++) {
		const struct hw_passage_word *word = word_at(passage, i);

		if (is_needless_capital(easy, names, passage, i))
			needless++;
		else if (word->kind == HW_WORD_PLAIN &&
		    word->text.p[0] >= 'a' && word->text.p[0] <= 'z' &&
		    word->text.len >= CONTENT_BYTES)
			small++;
	}
	if (needless > 1 || (needless == 1 && small == 0))
		hw_rule_report(easy->rules, HW_DIAG_HEADING_FORM, passage, 0,
		    passage->text.len,
		    hw_fmt(easy->rules->arena,
			"Only the first word and names begin with a capital "
			"letter: '%.*s'.",
			HW_ARG(in_small_letters(easy, names, passage))),
		    "this heading has capital letters like a title");
	else if (first >= 'a' && first <= 'z' &&
	    !hw_easy_is_spared(word_at(passage, 0)))
		hw_rule_report(easy->rules, HW_DIAG_HEADING_FORM, passage, 0,
		    word_at(passage, 0)->text.len,
		    hw_fmt(easy->rules->arena, "Write '%c%.*s'.",
			first - 'a' + 'A', (int)passage->text.len - 1,
			passage->text.p + 1),
		    "this heading begins with a small letter");
}

/* Common words that are part of a name in the page's sentences: "ask the
 * Family Team". */
static void learn_names(struct hw_easy *easy, struct hw_map *names)
{
	size_t i, j;

	hw_map_init(names, easy->rules->arena);
	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (!hw_easy_is_prose(passage))
			continue;
		for (j = 1; j < passage->words.count; j++)
			if (word_at(passage, j)->marks & HW_MARK_NAME)
				hw_map_add(names, word_at(passage, j)->folded,
				    names);
	}
}

static void check_headings(struct hw_easy *easy)
{
	struct hw_map names;
	bool is_english = hw_str_starts(
	    easy->rules->site->settings.language.s, HW_STR("en"));
	size_t i;

	learn_names(easy, &names);
	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (passage->kind == HW_PASSAGE_HEADING)
			check_heading_length(easy, passage);
		else if (passage->kind != HW_PASSAGE_TITLE)
			continue;
		if (is_english && !passage->is_quoted)
			check_heading_case(easy, &names, passage);
	}
}

/* A heading at least every six rows; told once for each long part. */
static void check_parts(struct hw_easy *easy)
{
	const struct hw_node *block, *seventh = NULL;
	size_t rows = 0;

	if (easy->page->doc == NULL)
		return;
	for (block = easy->page->doc->first;; block = block->next) {
		if (block != NULL && block->type == HW_NODE_ROW) {
			if (++rows == HEADING_ROWS + 1)
				seventh = block;
			continue;
		}
		if (block != NULL && block->type != HW_NODE_HEADING)
			continue;
		if (seventh != NULL)
			hw_rule_report_span(easy->rules,
			    HW_DIAG_HEADING_NEEDED, seventh->span,
			    HW_STR("Add a heading here or before, with a "
				   "line such as '## Who can help'. "
				   "Headings let readers rest, and find "
				   "their place again."),
			    "%zu rows follow one another without a heading",
			    rows);
		rows = 0;
		seventh = NULL;
		if (block == NULL)
			return;
	}
}

/* ------------------------------- rule 21 ------------------------------- */

/*
 * A printed A4 page holds about 4 rows, or 5 words of the word list: so many
 * make the pages that Chromium prints of this site's own easy read, to one
 * page (11 pages of 5 to 11 sheets compared). The layout adds 3 rows at the
 * start, 2 at the end, and 1 or 2 for each action.
 */
#define ROWS_A_PAGE    4
#define WORDS_A_PAGE   5
#define ROWS_OF_LAYOUT 5

static size_t count_rows(const struct hw_page *page)
{
	const struct hw_node *block;
	size_t rows = ROWS_OF_LAYOUT, i;

	if (page->doc != NULL)
		for (block = page->doc->first; block != NULL;
		     block = block->next)
			rows += block->type == HW_NODE_ROW;
	if (page->standard == NULL)
		return rows;
	for (i = 0; i < page->standard->front.actions.count; i++) {
		const struct hw_action *action =
		    &page->standard->front.actions.items[i];

		if (action->easy_heading != NULL)
			rows += (size_t)1 +
			    (hw_date_given(action->due.date) &&
				action->status.value != HW_STATUS_DONE);
	}
	return rows;
}

/* Entries of the glossary that stand in bold, once each. */
static size_t count_explained(struct hw_easy *easy)
{
	struct hw_map seen;
	size_t i, j, taken;

	hw_map_init(&seen, easy->rules->arena);
	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		for (j = 0; j < passage->words.count; j++) {
			const struct hw_word *term;

			if (!(word_at(passage, j)->marks & HW_MARK_BOLD))
				continue;
			term = hw_lexicon_term(easy->rules->lexicon,
			    word_at(passage, j), passage->words.count - j,
			    &taken);
			if (term == NULL)
				continue;
			hw_map_add(&seen, term->term.s, &seen);
			j += taken - 1;
		}
	}
	return seen.count;
}

static void check_pages(struct hw_easy *easy)
{
	size_t sheets = (count_rows(easy->page) * WORDS_A_PAGE +
			    count_explained(easy) * ROWS_A_PAGE +
			    ROWS_A_PAGE * WORDS_A_PAGE - 1) /
	    (ROWS_A_PAGE * WORDS_A_PAGE);

	if (sheets > PAGES)
		hw_rule_report_span(easy->rules,
		    sheets > PAGES_LIMIT ? HW_DIAG_EASY_TOO_MANY_PAGES
					 : HW_DIAG_EASY_PAGES,
		    hw_span_file(&easy->page->source),
		    HW_STR("Use 20 or fewer: split it into two pages, or say "
			   "less. Many people read easy read on paper."),
		    "this page takes about %zu printed pages", sheets);
}

/* ------------------------------- rule 22 ------------------------------- */

/* The layout begins and ends each page; only the contact can be missing. It
 * is one for the site, and told beside its first easy-read page. */
static void check_contact(struct hw_easy *easy)
{
	const struct hw_site *site = easy->rules->site;
	const struct hw_feedback *feedback = site->settings.feedback;
	struct hw_span span = hw_span_file(&site->settings_source);
	bool has_phone = feedback != NULL && feedback->phone.s.len > 0;
	bool has_email = feedback != NULL && feedback->email.s.len > 0;
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		if (site->pages.items[i]->is_easy)
			break;
	if (i == site->pages.count || site->pages.items[i] != easy->page ||
	    (has_phone && has_email))
		return;
	if (has_phone)
		span = feedback->phone.span;
	else if (has_email)
		span = feedback->email.span;
	hw_rule_report_span(easy->rules, HW_DIAG_EASY_CONTACT, span,
	    HW_STR("Give both in site.yaml: 'feedback:' with 'phone:' and "
		   "'email:'. Easy read ends with them, as not everybody can "
		   "use both."),
	    "easy-read pages have no %s to end with",
	    has_phone       ? "e-mail address"
		: has_email ? "phone number"
			    : "phone number and e-mail address");
}

/* ---------------------------- rules 24 and 25 -------------------------- */

static bool same_words(const struct hw_passage *a, size_t a_first,
    size_t count, const struct hw_passage *b)
{
	size_t i;

	if (count != b->words.count || count == 0)
		return false;
	for (i = 0; i < count; i++)
		if (!hw_str_equal(word_at(a, a_first + i)->folded,
			word_at(b, i)->folded))
			return false;
	return true;
}

/* Does the picture's text say again what a passage or sentence says? */
static bool repeats(const struct hw_passage *passage,
    const struct hw_passage *alt)
{
	size_t i;

	if (same_words(passage, 0, passage->words.count, alt))
		return true;
	for (i = 0; i < passage->sentences.count; i++)
		if (same_words(passage,
			passage->sentences.items[i].first_word,
			passage->sentences.items[i].word_count, alt))
			return true;
	return false;
}

static void check_alt_words(struct hw_easy *easy)
{
	const struct hw_passage *alt = NULL;
	size_t i;

	for (i = 0; i < easy->passages->count; i++) {
		const struct hw_passage *passage = &easy->passages->items[i];

		if (passage->kind == HW_PASSAGE_ALT) {
			alt = passage;
			continue;
		}
		if (alt == NULL || passage->row == NULL ||
		    alt->row != passage->row || !repeats(passage, alt))
			continue;
		hw_rule_report(easy->rules, HW_DIAG_ALT_REPEATS, alt, 0,
		    alt->text.len,
		    HW_STR("Say what the picture shows, as in 'A clock'. "
			   "People who listen hear the words twice now."),
		    "the picture's text repeats the words beside it");
		alt = NULL;
	}
}

static void check_one_meaning(struct hw_easy *easy)
{
	struct hw_map first; /* of a picture's name: its first passage */
	size_t i;

	hw_map_init(&first, easy->rules->arena);
	for (i = 0; i < easy->passages->count; i++) {
		struct hw_passage *passage = &easy->passages->items[i];
		const struct hw_passage *before;

		if (passage->kind != HW_PASSAGE_ALT ||
		    passage->node == NULL || passage->text.len == 0)
			continue;
		before = hw_map_add(&first, passage->node->url, passage);
		if (before == passage ||
		    same_words(before, 0, before->words.count, passage))
			continue;
		hw_rule_report(easy->rules, HW_DIAG_PICTURE_TWICE, passage, 0,
		    passage->text.len,
		    hw_fmt(easy->rules->arena,
			"It was '%.*s' before. Take another picture for the "
			"new idea, or give it the same text.",
			HW_ARG(before->text)),
		    "the picture '%.*s' stands for two ideas",
		    HW_ARG(passage->node->url));
	}
}

/* --------------------------------- all --------------------------------- */

void hw_easy_layout_rules(struct hw_easy *easy)
{
	check_rows(easy);
	check_headings(easy);
	check_parts(easy);
	check_pages(easy);
	check_contact(easy);
	check_alt_words(easy);
	check_one_meaning(easy);
}
