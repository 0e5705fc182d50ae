/* rules/lexicon: familiar words, syllables, phrases. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/lexicon.h"
#include "rules/passage.h"
#include "testsite.h"

#include <stdio.h>

static const char list_file[] = "# a remark\n"
				"plan\nbig\nhelp\ncare\nhappy\nfamily\n"
				"possible\nmake\nover\nnight\nnews\npaper\n"
				"work\ngive\ncafé\nschool\nDorset\nHill\n";

static struct hw_lexicon *open_lexicon(struct testsite *t, const char *path)
{
	if (path != NULL)
		scratch_put(&t->scratch, path, list_file);
	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	return hw_lexicon_open(&t->site, &t->scratch.fs, &t->arena);
}

static void assert_familiar(const struct hw_lexicon *lexicon,
    const char *word, bool wanted)
{
	if (hw_lexicon_is_familiar(lexicon, hw_str_of(word)) != wanted)
		fail_msg("'%s' should %sbe familiar", word,
		    wanted ? "" : "not ");
}

static void test_familiar(void **state)
{
	static const char *const familiar[] = {"plan", "Plan", "plans",
	    "planned", "planning", "planner", "plan's", "plans'",
	    "plan\xE2\x80\x99s", "bigger", "biggest", "helping", "helper",
	    "caring", "cared", "happily", "happier", "families", "possibly",
	    "makes", "giving", "overnight", "newspaper", "newspapers",
	    "family-school", "caf\xC3\xA9", "CAF\xC3\x89", "planned-over"};
	static const char *const hard[] = {"provision", "planet", "helium",
	    "caress", "worked-provision", "provisional", "s", "ing",
	    "bigotry", "nightmare"};
	struct testsite *t = *state;
	struct hw_lexicon *lexicon = open_lexicon(t, "words/familiar.en.txt");
	size_t i;

	assert_true(hw_lexicon_has_list(lexicon));
	for (i = 0; i < HW_COUNT(familiar); i++)
		assert_familiar(lexicon, familiar[i], true);
	for (i = 0; i < HW_COUNT(hard); i++)
		assert_familiar(lexicon, hard[i], false);
	assert_true(hw_lexicon_is_name(lexicon, HW_STR("dorset")));
	assert_true(hw_lexicon_is_name(lexicon, HW_STR("dorset's")));
	assert_false(hw_lexicon_is_name(lexicon, HW_STR("plan")));
	/* A name is no familiar word. */
	assert_familiar(lexicon, "dorset", false);
	hw_lexicon_close(lexicon);
}

static void test_list_places(void **state)
{
	struct testsite *t = *state;
	struct hw_lexicon *lexicon = open_lexicon(t, NULL);

	/* Without a list no word is hard, and that is known. */
	assert_false(hw_lexicon_has_list(lexicon));
	assert_familiar(lexicon, "provision", true);
	hw_lexicon_close(lexicon);
	lexicon = hw_lexicon_open(&t->site, NULL, &t->arena);
	assert_false(hw_lexicon_has_list(lexicon));
	hw_lexicon_close(lexicon);
	/* Of a checkout; an empty one counts for nothing. */
	scratch_put(&t->scratch, "words/familiar.en.txt", "# nothing\n");
	lexicon = open_lexicon(t, "build/words/familiar.en.txt");
	assert_true(hw_lexicon_has_list(lexicon));
	assert_familiar(lexicon, "provision", false);
	hw_lexicon_close(lexicon);
	/* Other languages have no list. */
	t->site.settings.language.s = HW_STR("cy");
	lexicon = hw_lexicon_open(&t->site, &t->scratch.fs, &t->arena);
	assert_false(hw_lexicon_has_list(lexicon));
	hw_lexicon_close(lexicon);
	hw_lexicon_close(NULL);
}

/* A word of a passage. */
static void put_word(struct testsite *t, struct hw_passage_word *word,
    const char *text)
{
	struct hw_buf lower = {0};

	word->text = hw_str_of(text);
	for (; *text != '\0'; text++)
		hw_buf_putc(&lower,
		    *text >= 'A' && *text <= 'Z' ? (char)(*text + 32)
						 : *text);
	word->folded = hw_buf_take(&lower, &t->arena);
	hw_buf_free(&lower);
}

/* The words of a phrase, which are separated by single spaces. */
static size_t put_words(struct testsite *t, struct hw_passage_word *words,
    const char *phrase)
{
	char *copy = (char *)(uintptr_t)hw_fmt(&t->arena, "%s", phrase).p;
	size_t count = 0;
	char *word;

	for (word = strtok_r(copy, " ", &copy); word != NULL;
	     word = strtok_r(NULL, " ", &copy))
		put_word(t, &words[count++], word);
	return count;
}

static size_t allowed(struct testsite *t, const struct hw_lexicon *lexicon,
    const char *phrase)
{
	struct hw_passage_word words[20] = {0};
	size_t count = put_words(t, words, phrase);

	return hw_lexicon_allowed(lexicon, words, count);
}

/* The term found and how many words it takes: "annual review 2". */
static const char *term(struct testsite *t, const struct hw_lexicon *lexicon,
    const char *phrase)
{
	struct hw_passage_word words[20] = {0};
	size_t taken, count = put_words(t, words, phrase);
	const struct hw_word *word =
	    hw_lexicon_term(lexicon, words, count, &taken);

	if (word == NULL) {
		assert_int_equal(taken, 0);
		return "none";
	}
	return hw_fmt(&t->arena, "%.*s %zu", HW_ARG(word->term.s), taken).p;
}

static void give_words(struct hw_site *site, struct hw_word *words,
    size_t count)
{
	site->words.words.items = words;
	site->words.words.count = count;
}

static void test_terms(void **state)
{
	struct testsite *t = *state;
	struct hw_text also[] = {{.s = HW_STR("yearly check")}};
	struct hw_word words[] = {
	    {.term = {.s = HW_STR("annual review")}, .also = {also, 1}},
	    {.term = {.s = HW_STR("review")}},
	    {.term = {.s = HW_STR("special needs")},
		.short_form = {.s = HW_STR("SEND")}},
	    {.term = {.s = HW_STR("education, health and care plan")},
		.short_form = {.s = HW_STR("EHCP")}},
	    {.term = {.s = HW_STR("disability")}},
	    {.term = {.s = HW_STR("EHC plan")}},
	    {.term = {.s = HW_STR("special need")}},
	    {.term = {.s = HW_STR("annual review of a plan")}},
	};
	struct hw_lexicon *lexicon;

	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	give_words(&t->site, words, HW_COUNT(words));
	lexicon = hw_lexicon_open(&t->site, NULL, &t->arena);
	assert_string_equal(term(t, lexicon, "annual review soon"),
	    "annual review 2");
	assert_string_equal(term(t, lexicon, "Annual Reviews"),
	    "annual review 2");
	assert_string_equal(term(t, lexicon, "annual review's date"),
	    "annual review 2");
	assert_string_equal(term(t, lexicon, "yearly checks"),
	    "annual review 2");
	assert_string_equal(term(t, lexicon, "review it"), "review 1");
	assert_string_equal(term(t, lexicon, "reviews"), "review 1");
	assert_string_equal(term(t, lexicon, "review's"), "review 1");
	assert_string_equal(term(t, lexicon, "annual"), "none");
	assert_string_equal(term(t, lexicon, "reviewer"), "none");
	assert_string_equal(term(t, lexicon, "disabilities"), "disability 1");
	assert_string_equal(
	    term(t, lexicon, "education health and care plans"),
	    "education, health and care plan 5");
	/* A short form is not the verb. */
	assert_string_equal(term(t, lexicon, "SEND team"), "special needs 1");
	assert_string_equal(term(t, lexicon, "send it"), "none");
	assert_string_equal(term(t, lexicon, "Send it"), "none");
	assert_string_equal(term(t, lexicon, "EHCPs"),
	    "education, health and care plan 1");
	assert_string_equal(term(t, lexicon, "EHC plans"), "EHC plan 2");
	assert_string_equal(term(t, lexicon, "ehc plans"), "none");
	/* As it stands, before as a plural; the longest before all. */
	assert_string_equal(term(t, lexicon, "special needs of"),
	    "special needs 2");
	assert_string_equal(term(t, lexicon, "special need's"),
	    "special need 2");
	assert_string_equal(term(t, lexicon, "annual review of a plan"),
	    "annual review of a plan 5");
	assert_string_equal(term(t, lexicon, "annual review of a girl"),
	    "annual review 2");
	hw_lexicon_close(lexicon);
}

static void test_allowed(void **state)
{
	struct testsite *t = *state;
	struct hw_text own[] = {{.s = HW_STR("progress board")},
	    {.s = HW_STR("!!!")}};
	struct hw_text names[] = {{.s = HW_STR("The Harbour School")}};
	struct hw_wording wording = {.allow = {own, 2}, .names = {names, 1}};
	struct hw_passage_word words[4] = {0};
	struct hw_lexicon *lexicon;

	testsite_put(t, "index.md",
	    "---\ntitle: Home\nowners: [\"Strategic Lead, Example "
	    "Council\", outreach team]\n---\nx\n");
	testsite_read(t, "2024-12-05", TESTSITE_PROSE);
	t->site.settings.wording = &wording;
	lexicon = hw_lexicon_open(&t->site, NULL, &t->arena);
	assert_int_equal(allowed(t, lexicon, "key stage 2 results"), 3);
	assert_int_equal(allowed(t, lexicon, "key stage"), 2);
	assert_int_equal(allowed(t, lexicon, "Action plans"), 2);
	assert_int_equal(allowed(t, lexicon, "easy-read page"), 1);
	assert_int_equal(allowed(t, lexicon, "key"), 0);
	assert_int_equal(allowed(t, lexicon, "action"), 0);
	assert_int_equal(
	    allowed(t, lexicon, "special educational needs co-ordinators"),
	    4);
	assert_int_equal(allowed(t, lexicon, "progress boards"), 2);
	assert_int_equal(allowed(t, lexicon, ""), 0);
	put_words(t, words, "The Harbour School");
	assert_int_equal(hw_lexicon_name(lexicon, words, 3), 3);
	assert_int_equal(hw_lexicon_name(lexicon, words, 2), 0);
	put_words(t, words, "Example Council");
	assert_int_equal(hw_lexicon_name(lexicon, words, 2), 2);
	put_words(t, words, "Strategic Lead");
	assert_int_equal(hw_lexicon_name(lexicon, words, 2), 2);
	/* What anybody could be is no name. */
	put_words(t, words, "strategic lead");
	assert_int_equal(hw_lexicon_name(lexicon, words, 2), 0);
	put_words(t, words, "outreach team");
	assert_int_equal(hw_lexicon_name(lexicon, words, 2), 0);
	hw_lexicon_close(lexicon);
}

/* Counted by hand, as the words are spoken in England. */
static const struct {
	const char *word;
	int count;
} spoken[] = {
    {"a", 1},
    {"the", 1},
    {"I", 1},
    {"you", 1},
    {"queue", 1},
    {"year", 1},
    {"eye", 1},
    {"eyes", 1},
    {"one", 1},
    {"more", 1},
    {"made", 1},
    {"times", 1},
    {"waits", 1},
    {"planned", 1},
    {"asked", 1},
    {"moved", 1},
    {"changed", 1},
    {"helped", 1},
    {"schools", 1},
    {"school's", 1},
    {"friends", 1},
    {"through", 1},
    {"strength", 1},
    {"league", 1},
    {"called", 1},
    {"guide", 1},
    {"don't", 1},
    {"can't", 1},
    {"aren't", 1},
    {"course", 1},
    {"lives", 1},
    {"clothes", 1},
    {"table", 2},
    {"tables", 2},
    {"handled", 2},
    {"centre", 2},
    {"centres", 2},
    {"needed", 2},
    {"wanted", 2},
    {"changes", 2},
    {"services", 3},
    {"places", 2},
    {"boxes", 2},
    {"watches", 2},
    {"wishes", 2},
    {"people", 2},
    {"people's", 2},
    {"children", 2},
    {"family", 3},
    {"families", 3},
    {"parent", 2},
    {"carer", 2},
    {"carers", 2},
    {"player", 2},
    {"beyond", 2},
    {"going", 2},
    {"doing", 2},
    {"being", 2},
    {"trying", 2},
    {"saying", 2},
    {"idea", 3},
    {"ideas", 3},
    {"area", 3},
    {"areas", 3},
    {"client", 2},
    {"quiet", 2},
    {"diet", 2},
    {"science", 2},
    {"giant", 2},
    {"social", 2},
    {"special", 2},
    {"nation", 2},
    {"question", 2},
    {"questions", 2},
    {"patient", 2},
    {"million", 2},
    {"union", 2},
    {"region", 2},
    {"fashion", 2},
    {"onion", 2},
    {"colleague", 2},
    {"colleagues", 2},
    {"argue", 2},
    {"value", 2},
    {"issues", 2},
    {"careful", 2},
    {"safely", 2},
    {"lately", 2},
    {"homework", 2},
    {"something", 2},
    {"sometimes", 2},
    {"somewhere", 2},
    {"likely", 2},
    {"statement", 2},
    {"statements", 2},
    {"movement", 2},
    {"therefore", 2},
    {"didn't", 2},
    {"couldn't", 2},
    {"isn't", 2},
    {"haven't", 2},
    {"business", 2},
    {"evening", 2},
    {"Wednesday", 2},
    {"every", 2},
    {"safety", 2},
    {"lawyer", 2},
    {"create", 2},
    {"creature", 2},
    {"language", 2},
    {"create", 2},
    {"cruel", 2},
    {"poem", 2},
    {"actual", 3},
    {"annual", 3},
    {"usual", 3},
    {"various", 3},
    {"previous", 3},
    {"serious", 3},
    {"religious", 3},
    {"conscious", 2},
    {"society", 4},
    {"variety", 4},
    {"anxiety", 4},
    {"priority", 4},
    {"priorities", 4},
    {"experience", 4},
    {"audience", 3},
    {"easier", 3},
    {"earliest", 3},
    {"barrier", 3},
    {"carrying", 3},
    {"studying", 3},
    {"anyone", 3},
    {"everyone", 3},
    {"everything", 3},
    {"created", 3},
    {"creative", 3},
    {"theatre", 3},
    {"video", 3},
    {"radio", 3},
    {"period", 3},
    {"material", 4},
    {"immediate", 4},
    {"appropriate", 4},
    {"negotiate", 4},
    {"associate", 4},
    {"financial", 3},
    {"potential", 3},
    {"official", 3},
    {"beneficial", 4},
    {"reliable", 4},
    {"marriage", 2},
    {"carriage", 2},
    {"parliament", 3},
    {"piano", 3},
    {"trial", 2},
    {"hospital", 3},
    {"computer", 3},
    {"together", 3},
    {"another", 3},
    {"important", 3},
    {"remember", 3},
    {"understand", 3},
    {"meeting", 2},
    {"meetings", 2},
    {"training", 2},
    {"waiting", 2},
    {"support", 2},
    {"progress", 2},
    {"report", 2},
    {"reported", 3},
    {"council", 2},
    {"councils", 2},
    {"partnership", 3},
    {"education", 4},
    {"educational", 5},
    {"disability", 5},
    {"disabilities", 5},
    {"provision", 3},
    {"assessment", 3},
    {"assessments", 3},
    {"recommendation", 5},
    {"recommendations", 5},
    {"accessibility", 6},
    {"neurodevelopmental", 7},
    {"communication", 5},
    {"community", 4},
    {"opportunity", 5},
    {"opportunities", 5},
    {"professional", 4},
    {"inspection", 3},
    {"strategy", 3},
    {"strategic", 3},
    {"agency", 3},
    {"agencies", 3},
    {"referral", 3},
    {"therapy", 3},
    {"therapist", 3},
    {"physiotherapy", 6},
    {"psychologist", 4},
    {"autism", 3},
    {"autistic", 3},
    {"dyslexia", 4},
    {"transition", 3},
    {"exclusion", 3},
    {"inclusion", 3},
    {"inclusive", 3},
    {"mainstream", 2},
    {"nursery", 3},
    {"college", 2},
    {"colleges", 3},
    {"university", 5},
    {"equality", 4},
    {"quality", 3},
    {"require", 2},
    {"requirement", 3},
    {"individual", 5},
    {"evaluate", 4},
    {"evaluation", 5},
    {"situation", 4},
    {"continue", 3},
    {"continuing", 4},
    {"influence", 3},
    {"co-production", 4},
    {"co-operate", 4},
    {"cooperate", 4},
    {"coordinator", 5},
    {"e-mail", 2},
    {"part-time", 2},
    {"statutory", 4},
    {"implement", 3},
    {"implemented", 4},
    {"improvement", 3},
    {"involvement", 3},
    {"achievement", 3},
    {"agreement", 3},
    {"completely", 3},
    {"basically", 3},
    {"specifically", 4},
    {"caf\xC3\xA9", 2},
    {"rhythm", 2},
    {"February", 4},
    {"January", 4},
    {"vulnerable", 4},
    {"comfortable", 3},
    {"vegetable", 3},
};

static void test_syllables(void **state)
{
	size_t i, right = 0;

	(void)state;
	for (i = 0; i < HW_COUNT(spoken); i++) {
		int count = hw_lexicon_syllables(hw_str_of(spoken[i].word));

		if (count == spoken[i].count)
			right++;
		else
			printf("%s: %d, not %d\n", spoken[i].word,
			    spoken[i].count, count);
	}
	printf("%zu of %zu right\n", right, HW_COUNT(spoken));
	assert_true(HW_COUNT(spoken) >= 200);
	assert_true(right * 100 >= HW_COUNT(spoken) * 95);
	/* What is no word has one, and nothing is read past its end. */
	assert_int_equal(hw_lexicon_syllables(HW_STR("")), 1);
	assert_int_equal(hw_lexicon_syllables(HW_STR("'s")), 1);
	assert_int_equal(hw_lexicon_syllables(HW_STR("-")), 1);
	assert_int_equal(hw_lexicon_syllables(HW_STR("n't")), 1);
	assert_int_equal(hw_lexicon_syllables(HW_STR("xyz123")), 1);
	assert_int_equal(hw_lexicon_syllables(HW_STR("\xF0\x9F\x98\x80")), 1);
}

static void test_long_word(void **state)
{
	struct testsite *t = *state;
	struct hw_lexicon *lexicon = open_lexicon(t, "words/familiar.en.txt");
	struct hw_buf word = {0};
	size_t i;

	for (i = 0; i < 100000; i++)
		hw_buf_puts(&word, "plan-");
	assert_true(hw_lexicon_syllables(hw_buf_str(&word)) == 100000);
	assert_true(hw_lexicon_is_familiar(lexicon, hw_buf_str(&word)));
	for (i = 0; i < 100000; i++)
		hw_buf_puts(&word, "over");
	assert_false(hw_lexicon_is_familiar(lexicon, hw_buf_str(&word)));
	assert_true(hw_lexicon_syllables(hw_buf_str(&word)) > 100000);
	hw_buf_free(&word);
	hw_lexicon_close(lexicon);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_familiar),
	    TEST(test_list_places),
	    TEST(test_terms),
	    TEST(test_allowed),
	    TEST(test_syllables),
	    TEST(test_long_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
