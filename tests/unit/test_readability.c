/* rules/readability: what is counted, and the formulas. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/readability.h"
#include "testsite.h"

static void measure(struct testsite *t, struct hw_readability *out,
    const char *body)
{
	struct hw_passages passages = {0};
	struct hw_lexicon *lexicon;

	testsite_put(t, "index.md",
	    hw_fmt(&t->arena, "---\ntitle: A very long title\n---\n%s", body)
		.p);
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	lexicon = hw_lexicon_open(&t->site, NULL, &t->arena);
	hw_passages_read(&passages, testsite_page(t, "index.md"), lexicon,
	    &t->arena);
	hw_readability_measure(out, &passages);
	hw_lexicon_close(lexicon);
}

static const char *repeated(struct testsite *t, const char *text,
    size_t times)
{
	struct hw_buf body = {0};
	hw_str whole;

	while (times-- > 0)
		hw_buf_puts(&body, text);
	whole = hw_buf_take(&body, &t->arena);
	hw_buf_free(&body);
	return whole.p;
}

static void test_what_counts(void **state)
{
	struct testsite *t = *state;
	struct hw_readability figures;

	measure(t, &figures,
	    "## A heading here\n\nThe cat sat. It sat on Tom for 5 days.\n\n"
	    "They saw:\n\n- a cat\n- It was a dog.\n\n> Said so.\n\n"
	    "| cell |\n|---|\n| of a table. |\n\n"
	    "Ring 01632 960 001.\n\nNot ended\n");
	/* the cat sat / it sat on for days / they saw / it was a dog / ring */
	assert_int_equal(figures.words, 15);
	assert_int_equal(figures.sentences, 5);
	assert_int_equal(figures.syllables, 15);
	assert_false(figures.is_given);
	measure(t, &figures,
	    "Important co-operation, establishing, established, boxes "
	    "and computers.\n");
	assert_int_equal(figures.long_words, 5);
	/* important, computers; and establish has three without -ing. */
	assert_int_equal(figures.hard_words, 4);
	measure(t, &figures, "Expected, selected, processes, important.\n");
	assert_int_equal(figures.long_words, 4);
	assert_int_equal(figures.hard_words, 1);
	measure(t, &figures, "");
	assert_int_equal(figures.words, 0);
	assert_int_equal(figures.sentences, 0);
}

#define ABOUT(value, wanted) assert_float_equal(value, wanted, 0.0005)

static void test_formulas(void **state)
{
	struct testsite *t = *state;
	struct hw_readability figures;

	/* 120 words, 20 sentences, 120 syllables, 340 letters. */
	measure(t, &figures, repeated(t, "The cat sat on the mat. ", 20));
	assert_true(figures.is_given);
	assert_int_equal(figures.letters, 340);
	ABOUT(figures.flesch_ease, 116.145F);
	ABOUT(figures.flesch_kincaid, -1.45F);
	ABOUT(figures.gunning_fog, 2.4F);
	ABOUT(figures.automated, -5.085F);
	ABOUT(figures.coleman_liau, -4.0733F);
	assert_false(figures.has_smog);
	/* 120 words, 30 sentences, 240 syllables, 690 letters, 60 long. */
	measure(t, &figures, repeated(t, "The computer was important. ", 30));
	assert_int_equal(figures.words, 120);
	assert_int_equal(figures.sentences, 30);
	assert_int_equal(figures.syllables, 240);
	assert_int_equal(figures.letters, 690);
	assert_int_equal(figures.long_words, 60);
	ABOUT(figures.flesch_ease, 33.575F);
	ABOUT(figures.flesch_kincaid, 9.57F);
	ABOUT(figures.gunning_fog, 21.6F);
	ABOUT(figures.automated, 7.6525F);
	ABOUT(figures.coleman_liau, 10.61F);
	assert_true(figures.has_smog);
	ABOUT(figures.smog, 11.2081F);
}

static void test_limits(void **state)
{
	struct testsite *t = *state;
	struct hw_readability figures;

	measure(t, &figures, repeated(t, "It is so now. ", 24));
	assert_int_equal(figures.words, 96);
	assert_false(figures.is_given);
	measure(t, &figures, repeated(t, "It is so now. ", 25));
	assert_true(figures.is_given);
	assert_false(figures.has_smog);
	measure(t, &figures, repeated(t, "It is so now. ", 29));
	assert_false(figures.has_smog);
	measure(t, &figures, repeated(t, "It is so now. ", 30));
	assert_true(figures.has_smog);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_what_counts),
	    TEST(test_formulas),
	    TEST(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
