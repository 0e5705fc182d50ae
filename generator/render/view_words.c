/* view_words: the glossary: the word list, and the words of each page. */
#include "render/view.h"

#include "render/word_marks.h"

#include <stdlib.h>

/* qsort passes no context. */
static _Thread_local struct hw_words_locale *sort_locale;

static int by_term(const void *left, const void *right)
{
	const struct hw_word *a = *(struct hw_word *const *)left;
	const struct hw_word *b = *(struct hw_word *const *)right;

	return hw_words_compare(sort_locale, a->term.s, b->term.s);
}

void hw_view_letters(struct hw_view *view, struct hw_value *map)
{
	const struct hw_words *words = &view->site->words;
	struct hw_value *letters =
	    hw_value_set_list(view->arena, map, HW_STR("letters"));
	struct hw_value *entries = NULL;
	const struct hw_word **sorted = HW_NEW_ARRAY(view->arena,
	    const struct hw_word *, words->words.count + 1);
	hw_str last = HW_STR_NONE;
	size_t i;

	hw_value_set_bool(view->arena, map, HW_STR("has_letters"),
	    words->words.count > 0);
	for (i = 0; i < words->words.count; i++)
		sorted[i] = &words->words.items[i];
	sort_locale = view->locale;
	qsort(sorted, words->words.count, sizeof(*sorted), by_term);
	for (i = 0; i < words->words.count; i++) {
		hw_str letter = hw_words_initial(view->locale, view->arena,
		    sorted[i]->term.s);
		struct hw_value *item;

		if (entries == NULL || !hw_str_equal(letter, last)) {
			item = hw_value_push_map(view->arena, letters);
			hw_value_set_text(view->arena, item, HW_STR("letter"),
			    letter);
			hw_value_set_text(view->arena, item, HW_STR("id"),
			    hw_fmt(view->arena, "letter-%.*s",
				HW_ARG(hw_words_fold(view->arena, letter))));
			entries = hw_value_set_list(view->arena, item,
			    HW_STR("entries"));
			last = letter;
		}
		item = hw_value_push_map(view->arena, entries);
		hw_value_set_text(view->arena, item, HW_STR("term"),
		    sorted[i]->term.s);
		hw_value_set_text(view->arena, item, HW_STR("short"),
		    sorted[i]->short_form.s);
		hw_value_set_text(view->arena, item, HW_STR("meaning"),
		    sorted[i]->meaning.s);
		hw_value_set_text(view->arena, item, HW_STR("easy"),
		    sorted[i]->easy.s);
	}
}

const struct hw_value *hw_view_word_list(struct hw_view *view)
{
	struct hw_value *map = hw_view_start(view,
	    hw_phrase(view->phrases, "words_title"), HW_STR("/words/"));

	hw_view_letters(view, map);
	hw_value_set_text(view->arena, map, HW_STR("summary"),
	    hw_phrase(view->phrases, "words_intro"));
	hw_value_set_text(view->arena, map, HW_STR("description"),
	    hw_phrase(view->phrases, "words_intro"));
	return map;
}

/* --------------------------- words of a page --------------------------- */

void hw_view_mark_words(struct hw_view *view, bool with_list)
{
	view->marks = hw_word_marks_new(view->site, view->terms, with_list,
	    view->arena);
}

void hw_view_shows(struct hw_view *view, hw_str text)
{
	if (view->marks != NULL)
		hw_word_marks_see(view->marks, text);
}

void hw_view_shows_all(struct hw_view *view, const struct hw_texts *texts)
{
	size_t i;

	for (i = 0; i < texts->count; i++)
		hw_view_shows(view, texts->items[i].s);
}

void hw_view_page_words(struct hw_view *view, struct hw_value *map)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("page_words"));
	const struct hw_word **used = NULL;
	size_t i, count = 0;

	/* The glossary is in the site's own language. */
	if (view->marks != NULL)
		used = hw_word_marks_used(view->marks, &count);
	sort_locale = view->locale;
	if (count > 0)
		qsort(used, count, sizeof(*used), by_term);
	for (i = 0; i < count; i++) {
		struct hw_value *item = hw_value_push_map(view->arena, list);

		hw_value_set_text(view->arena, item, HW_STR("id"),
		    hw_word_marks_id(used[i], view->arena));
		hw_value_set_text(view->arena, item, HW_STR("term"),
		    used[i]->term.s);
		hw_value_set_text(view->arena, item, HW_STR("short"),
		    used[i]->short_form.s);
		hw_value_set_text(view->arena, item, HW_STR("meaning"),
		    used[i]->meaning.s);
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_page_words"),
	    count > 0);
}
