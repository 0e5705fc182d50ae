/* The word lists of the easy-read rules: they are searched by halves, and a
 * list may hold no word twice. */
#include "rules/easy.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char *const phrases[] = {
#define HW_EASY_PHRASE(words, code, instead) words,
#include "rules/easy_phrases.def"
#undef HW_EASY_PHRASE
};

static const char *const swaps[] = {
#define HW_EASY_SWAP(hard, easy) hard,
#include "rules/easy_swaps.def"
#undef HW_EASY_SWAP
};

static void assert_in_order(const char *const *words, size_t count)
{
	size_t i;

	for (i = 1; i < count; i++)
		if (strcmp(words[i - 1], words[i]) >= 0)
			fail_msg("'%s' stands before '%s'", words[i - 1],
			    words[i]);
}

static void lists_are_in_order(void **state)
{
	(void)state;
	assert_in_order(phrases, HW_COUNT(phrases));
	assert_in_order(swaps, HW_COUNT(swaps));
}

/* A passage of these words, apart by one space. */
static struct hw_passage passage_of(struct hw_arena *arena, const char *text)
{
	struct hw_passage passage = {.text = hw_str_of(text)};
	hw_str rest = passage.text;

	while (rest.len > 0) {
		size_t space = hw_str_find_char(rest, ' ');
		size_t len = space == SIZE_MAX ? rest.len : space;
		struct hw_passage_word word = {.text =
						   hw_str_sub(rest, 0, len),
		    .folded = hw_str_sub(rest, 0, len),
		    .at = (size_t)(rest.p - text)};

		HW_PUSH(&passage.words, arena, word);
		rest = hw_str_sub(rest, space == SIZE_MAX ? len : len + 1,
		    rest.len);
	}
	return passage;
}

/* Every phrase of the list is found where it stands, whole. */
static void every_phrase_is_found(void **state)
{
	struct hw_arena arena;
	size_t i, taken;

	(void)state;
	hw_arena_init(&arena, 0);
	for (i = 0; i < HW_COUNT(phrases); i++) {
		struct hw_passage passage = passage_of(&arena, phrases[i]);
		const struct hw_easy_phrase *found =
		    hw_easy_phrase(&passage, 0, passage.words.count, &taken);

		assert_non_null(found);
		assert_string_equal(found->words, phrases[i]);
		assert_int_equal(taken, passage.words.count);
	}
	hw_arena_free(&arena);
}

static void the_longest_phrase_wins(void **state)
{
	struct hw_arena arena;
	struct hw_passage passage;
	size_t taken;

	(void)state;
	hw_arena_init(&arena, 0);
	passage = passage_of(&arena, "shortly after that");
	assert_string_equal(hw_easy_phrase(&passage, 0, 3, &taken)->words,
	    "shortly after");
	assert_int_equal(taken, 2);
	assert_string_equal(hw_easy_phrase(&passage, 0, 1, &taken)->words,
	    "shortly");
	assert_null(hw_easy_phrase(&passage, 2, 3, &taken));
	/* Only a space may stand between its words. */
	passage = passage_of(&arena, "next week");
	passage.text = HW_STR("next,week");
	passage.words.items[0].text.len = 3;
	assert_null(hw_easy_phrase(&passage, 0, 2, &taken));
	hw_arena_free(&arena);
}

static void stems_of_words(void **state)
{
	static const char *const pairs[][2] = {{"referrals", "referral"},
	    {"plan's", "plan"}, {"access", "access"}, {"gps", "gps"},
	    {"children's", "children"}};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(pairs); i++)
		assert_true(hw_str_equal(hw_easy_stem(hw_str_of(pairs[i][0])),
		    hw_str_of(pairs[i][1])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lists_are_in_order),
	    cmocka_unit_test(every_phrase_is_found),
	    cmocka_unit_test(the_longest_phrase_wins),
	    cmocka_unit_test(stems_of_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
