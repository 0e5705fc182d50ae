/* assemble/terms and render/word_marks: where a text uses the words of the
 * glossary, and what the first use on a page becomes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "assemble/glossary.h"
#include "assemble/terms.h"
#include "input/front.h"
#include "messages.h"
#include "render/word_marks.h"

static const char words[] =
    "words:\n"
    "  - term: education, health and care plan\n"
    "    short: EHCP\n"
    "    also: ['education, health and care plans', EHC plan, EHCPs]\n"
    "    meaning: x\n"
    "  - {term: plan, meaning: x}\n"
    "  - {term: short break, also: [respite], meaning: x}\n"
    "  - {term: co-production, meaning: x}\n"
    "  - {term: assessment, meaning: x}\n"
    "  - {term: mental health assessment, meaning: x}\n"
    "  - {term: Let's Talk session, meaning: x}\n"
    "  - {term: SEND Board, also: [SEND Delivery Board], meaning: x}\n"
    "  - {term: special needs, short: SEND, meaning: x}\n"
    "  - {term: \xC3\x89glise, meaning: x}\n"
    "  - {term: local authority, short: LA, meaning: x}\n"
    "  - {term: National Health Service, short: NHS, meaning: x}\n";

struct fixture {
	struct messages messages;
	struct hw_site site;
	struct hw_terms *terms;
	struct hw_buf out;
};

static struct fixture fixture;

static int set_up(void **state)
{
	struct fixture *f = &fixture;

	memset(f, 0, sizeof(*f));
	messages_open(&f->messages, "content/words.yaml", hw_str_of(words));
	f->site.arena = &f->messages.arena;
	f->site.diags = &f->messages.diags;
	hw_words_read(&f->site.words, &f->messages.source, f->site.diags,
	    f->site.arena);
	hw_glossary_check(&f->site);
	f->terms = hw_terms_open(&f->site.words, f->site.arena);
	*state = f;
	return f->site.words.words.count == 12 &&
		f->messages.diags.errors == 0
	    ? 0
	    : -1;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	hw_buf_free(&f->out);
	messages_close(&f->messages);
	return 0;
}

/* "EHCPs=EHCP+s; " for each use: as written, its entry, short and plural. */
static void assert_uses(struct fixture *f, const char *text,
    const char *wanted)
{
	struct hw_term_use use;
	size_t from = 0;

	hw_buf_clear(&f->out);
	hw_buf_puts(&f->out, "");
	while (hw_terms_next(f->terms, hw_str_of(text), from, &use)) {
		hw_buf_printf(&f->out, "%.*s=%.*s%s%s; ", (int)use.len,
		    text + use.at, HW_ARG(use.word->term.s),
		    use.is_short ? " short" : "",
		    use.is_plural ? " many" : "");
		from = use.at + use.len;
	}
	if (f->out.len == 0)
		hw_buf_putc(&f->out, ' ');
	assert_string_equal(f->out.data, wanted);
}

static void finds_terms_and_other_spellings(void **state)
{
	struct fixture *f = *state;

	assert_uses(f, "Respite is a Short break.",
	    "Respite=short break; Short break=short break; ");
	assert_uses(f, "a short\nbreak, short  breaks",
	    "short\nbreak=short break; short  breaks=short break many; ");
	assert_uses(f, "Co-production's worth",
	    "Co-production=co-production; ");
	assert_uses(f, "Let\xE2\x80\x99s Talk sessions",
	    "Let\xE2\x80\x99s Talk sessions=Let's Talk session many; ");
	assert_uses(f, "\xE2\x80\x9Cplan\xE2\x80\x9D \xC3\x89glise",
	    "plan=plan; \xC3\x89glise=\xC3\x89glise; ");
}

static void the_longest_entry_is_meant(void **state)
{
	struct fixture *f = *state;

	assert_uses(f, "mental health assessments, assessments",
	    "mental health assessments=mental health assessment many; "
	    "assessments=assessment many; ");
	assert_uses(f, "EHC plans, EHC plan, a plan",
	    "EHC plans=education, health and care plan short many; "
	    "EHC plan=education, health and care plan short; plan=plan; ");
}

static void short_forms_keep_their_case(void **state)
{
	struct fixture *f = *state;

	assert_uses(f, "EHCPs and an EHCP",
	    "EHCPs=education, health and care plan short many; "
	    "EHCP=education, health and care plan short; ");
	assert_uses(f, "LAs in la-la land, LAS, send it, ehcp",
	    "LAs=local authority short many; ");
	/* Another spelling with capitals is no short form of a term without. */
	assert_uses(f, "the SEND Delivery Board",
	    "SEND Delivery Board=SEND Board; ");
}

static void parts_of_words_are_no_uses(void **state)
{
	struct fixture *f = *state;

	assert_uses(f, "planet, explan, replan-, plan\xC3\xA9, re-assessment",
	    " ");
	assert_uses(f, "assessmentss short-break shortbreak", " ");
	assert_uses(f, "", " ");
	assert_uses(f, "short", " ");
}

/* -------------------------------- marks -------------------------------- */

static void assert_marks(struct fixture *f, const char *text,
    const char *wanted)
{
	struct hw_word_marks *marks =
	    hw_word_marks_new(&f->site, f->terms, false, f->site.arena);

	hw_buf_clear(&f->out);
	hw_word_marks_block(marks);
	hw_word_marks_write(marks, &f->out, hw_str_of(text), false);
	assert_string_equal(f->out.data, wanted);
}

static void a_short_form_is_written_out_once(void **state)
{
	struct fixture *f = *state;

	assert_marks(f, "An EHCP & an EHCP.",
	    "An EHCP (education, health and care plan) &amp; an EHCP.");
	assert_marks(f, "Two EHC plans.",
	    "Two EHC plans (education, health and care plans).");
	assert_marks(f, "special needs (SEND). SEND",
	    "special needs (SEND). SEND");
	assert_marks(f, "SEND (special needs). SEND",
	    "SEND (special needs). SEND");
	assert_marks(f, "special needs. SEND",
	    "special needs. SEND (special needs)");
	assert_marks(f, "The NHS.", "The NHS.");
}

static void other_peoples_words_stay(void **state)
{
	struct fixture *f = *state;

	assert_marks(f,
	    "'an LA' \xE2\x80\x98LA\xE2\x80\x99 "
	    "\xE2\x80\x9CLA\xE2\x80\x9D LA",
	    "&#39;an LA&#39; \xE2\x80\x98LA\xE2\x80\x99 "
	    "\xE2\x80\x9CLA\xE2\x80\x9D LA (local authority)");
	assert_marks(f, "'an LA's letter' an LA",
	    "&#39;an LA&#39;s letter&#39; an LA (local authority)");
	assert_marks(f, "(an LA) LA's LA/EHCP-led LA",
	    "(an LA) LA&#39;s LA/EHCP-led LA (local authority)");
}

static void the_list_has_what_the_page_shows(void **state)
{
	struct fixture *f = *state;
	struct hw_word_marks *marks =
	    hw_word_marks_new(&f->site, f->terms, true, f->site.arena);
	const struct hw_word **used;
	size_t count;

	hw_word_marks_see(marks, HW_STR("NHS: a SEND Board, Short Breaks"));
	used = hw_word_marks_used(marks, &count);
	assert_int_equal(count, 3);
	assert_true(hw_str_equal(used[0]->term.s, HW_STR("short break")));
	assert_true(hw_str_equal(used[1]->term.s, HW_STR("SEND Board")));
	assert_true(hw_str_equal(used[2]->term.s, HW_STR("special needs")));
	hw_buf_clear(&f->out);
	hw_word_marks_write(marks, &f->out,
	    HW_STR("Short Break Plan. Short break."), true);
	assert_string_equal(f->out.data,
	    "Short Break Plan. "
	    "<a href=\"#word_short-break\">Short break</a>.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_terms_and_other_spellings),
	    cmocka_unit_test(the_longest_entry_is_meant),
	    cmocka_unit_test(short_forms_keep_their_case),
	    cmocka_unit_test(parts_of_words_are_no_uses),
	    cmocka_unit_test(a_short_form_is_written_out_once),
	    cmocka_unit_test(other_peoples_words_stay),
	    cmocka_unit_test(the_list_has_what_the_page_shows),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
