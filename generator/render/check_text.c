/* check_text: what a terminal shows below the messages. */
#include "render/check.h"

#define PLACES_SHOWN 8  /* of a line of the list */
#define LINES_SHOWN  40 /* of the list */

#define CODE_LIMIT 1000 /* codes have three digits */

/* How many pages as a whole each kind is about. */
static void count_pages(size_t *counts, const struct hw_check_questions *all)
{
	size_t i;

	for (i = 0; i < all->count; i++)
		counts[all->items[i].code] += all->items[i].is_about_page;
}

static void print_question(struct hw_buf *out,
    const struct hw_check_question *question)
{
	size_t i;

	hw_buf_puts(out, "  ");
	if (question->source != NULL)
		hw_diag_harmless(out, question->source->path);
	hw_buf_printf(out, ": %s", hw_diag_about(question->code));
	if (question->times > 1)
		hw_buf_printf(out, ", %zu times", question->times);
	if (!question->is_about_page)
		hw_buf_puts(out, question->count == 1 ? ": line" : ": lines");
	for (i = 0; i < question->count && i < PLACES_SHOWN &&
	     !question->is_about_page;
	     i++)
		hw_buf_printf(out, "%s %zu", i > 0 ? "," : "",
		    question->lines[i]);
	if (i > 0 && i < question->count)
		hw_buf_puts(out, " …");
	hw_buf_printf(out, " [HW%03d]\n", (int)question->code);
}

void hw_check_person_text(struct hw_buf *out, const struct hw_check *check)
{
	struct hw_check_questions all;
	size_t pages[CODE_LIMIT] = {0};
	size_t i, code, shown = 0, left = 0;

	hw_check_questions(&all, check);
	if (all.count == 0)
		return;
	hw_buf_puts(out, "\nOnly a person can judge:\n");
	count_pages(pages, &all);
	for (code = 0; code < CODE_LIMIT; code++)
		if (pages[code] > 1)
			hw_buf_printf(out, "  %zu pages: %s [HW%03zu]\n",
			    pages[code],
			    hw_diag_about((enum hw_diag_code)code), code);
	for (i = 0; i < all.count; i++) {
		const struct hw_check_question *one = &all.items[i];

		if (one->is_about_page && pages[one->code] > 1)
			continue;
		if (shown++ < LINES_SHOWN)
			print_question(out, one);
		else
			left++;
	}
	if (left > 0)
		hw_buf_printf(out,
		    "  %zu more pages: '--format json' lists all of them\n",
		    left);
	hw_buf_putc(out, '\n');
}

void hw_check_closing_text(struct hw_buf *out, const struct hw_check *check)
{
	size_t ignores = check->words->ignore_count;

	if (!check->has_list)
		hw_buf_puts(out,
		    "There is no list of familiar words here: "
		    "hard words were not looked for.\n");
	if (check->status == 0)
		hw_buf_printf(out, "checked %zu pages: no mistakes\n",
		    check->site->pages.count);
	if (ignores > 0)
		hw_buf_printf(out, "%zu ignored by a line that says why\n",
		    ignores);
}

static void print_figures(struct hw_buf *out,
    const struct hw_page_figures *one)
{
	const struct hw_readability *figures = &one->readability;

	hw_buf_printf(out, "%6zu %9zu %6.0f %6.1f %6.1f ", figures->words,
	    figures->sentences, figures->flesch_ease, figures->flesch_kincaid,
	    figures->gunning_fog);
	if (figures->has_smog)
		hw_buf_printf(out, "%6.1f  ", figures->smog);
	else
		hw_buf_puts(out, "     -  ");
	hw_diag_harmless(out, one->page->source.path);
	hw_buf_putc(out, '\n');
}

void hw_check_readability_text(struct hw_buf *out,
    const struct hw_check *check)
{
	size_t i, short_count = 0;

	hw_buf_puts(out,
	    "\nReadability, told and never enforced. Ease: higher is easier. "
	    "The others: school years.\n"
	    " words sentences   ease F-K gr    fog   SMOG  page\n");
	for (i = 0; i < check->words->pages.count; i++)
		if (check->words->pages.items[i].readability.is_given)
			print_figures(out, &check->words->pages.items[i]);
		else
			short_count++;
	if (short_count > 0)
		hw_buf_printf(out,
		    "%zu with fewer than %d words are left out.\n",
		    short_count, HW_READABILITY_WORDS);
	hw_buf_putc(out, '\n');
}
