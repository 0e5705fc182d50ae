/*
 * fact_words: facts of the data in words, by the names that prose uses.
 *
 * A name is SUBJECT.FACT. Subjects are "page" (the page itself), "plan" (the
 * page's own), "site" (all plans that are not archived), and within the
 * page's plan the ref of an action or a measure, the file name of a page
 * ("area-5") or its ref where only one page has it. A plan is its folder's
 * name; what is in another plan has that before it ("send-plan/A5.1"). On a
 * page that is in no plan a ref does where only one plan has it.
 *
 * Facts: of an action title, status, late, due, first_due, completed,
 * owners; of a measure title, first, first_date, latest, latest_date,
 * baseline, target; of a page title, of a plan title and as_of, of the site
 * name, email, phone; and of these three total, late and the five statuses,
 * each but total also as a share ("done_share").
 *
 * Easy-read pages get other words: "about 2 in 10" where a standard page has
 * "6 of 25 (24%)". What the data do not know is said as such, never guessed.
 *
 * Ownership: words live in the site's arena. Threads: one.
 */
#ifndef HW_RENDER_FACT_WORDS_H
#define HW_RENDER_FACT_WORDS_H

#include "input/words.h"
#include "model/site.h"
#include "render/phrases.h"

struct hw_fact_book {
	struct hw_site *site;
	const struct hw_phrases *phrases;
	struct hw_words_locale *locale;
	struct hw_map subjects; /* name with its plan, and without */
	size_t unknown;         /* names asked for that are not there */
};

void hw_fact_book_open(struct hw_fact_book *out, struct hw_site *site,
    const struct hw_phrases *phrases, struct hw_words_locale *locale);

/* The words of a fact on that page. False where the data have no such fact;
 * *help then says how to mend the name. */
bool hw_fact_words(hw_str *out, hw_str *help, struct hw_fact_book *book,
    const struct hw_page *page, hw_str name);

#endif
