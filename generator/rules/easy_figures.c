#include "rules/easy_figures.h"

static bool is_figure(char c)
{
	return c >= '0' && c <= '9';
}

size_t hw_figures_run(hw_str text, size_t at)
{
	size_t i = at;

	while (i < text.len && is_figure(text.p[i]))
		i++;
	return i - at;
}

size_t hw_letters_run(hw_str text, size_t at)
{
	size_t i = at;

	while (i < text.len && hw_is_letter(text.p[i]))
		i++;
	return i - at;
}

static bool ends_with_money(hw_str before)
{
	return hw_str_ends(before, HW_STR("\xC2\xA3")) ||
	    hw_str_ends(before, HW_STR("\xE2\x82\xAC")) ||
	    hw_str_ends(before, HW_STR("$"));
}

/* The middle of something else: "A5", "1.2", "12:30", "01305 221". */
static bool goes_on_before(hw_str text, size_t at)
{
	char c;

	if (at == 0)
		return false;
	c = text.p[at - 1];
	return is_figure(c) || hw_is_letter(c) ||
	    strchr("_#@/:-", c) != NULL ||
	    (strchr(".,", c) != NULL && at > 1 && is_figure(text.p[at - 2]));
}

bool hw_figures_next(struct hw_figures *out, const struct hw_passage *passage,
    size_t at)
{
	hw_str text = passage->text;
	size_t i, word, k;

	for (i = at; i < text.len; i++) {
		if (!is_figure(text.p[i]) || goes_on_before(text, i))
			continue;
		word = hw_easy_word_over(passage, i);
		if (word == passage->words.count ||
		    hw_easy_is_spared(&passage->words.items[word]))
			continue;
		*out = (struct hw_figures){.passage = passage,
		    .text = text,
		    .at = i,
		    .len = hw_figures_run(text, i),
		    .word = word};
		out->is_money = ends_with_money(hw_str_sub(text, 0, i));
		for (k = 0; k < out->len && k < 6; k++)
			out->value =
			    out->value * 10 + (unsigned)(text.p[i + k] - '0');
		return true;
	}
	return false;
}

/* ---------------------------- months and days -------------------------- */

/* The longest name of a month, and one more. */
#define NAME_BYTES 12

static size_t named(hw_str word, enum hw_easy_list whole,
    enum hw_easy_list shorter, size_t count, bool *is_short)
{
	char small[NAME_BYTES];
	size_t i, place;

	*is_short = false;
	if (word.len < 3 || word.len >= NAME_BYTES || word.p[0] < 'A' ||
	    word.p[0] > 'Z')
		return 0;
	for (i = 0; i < word.len; i++)
		small[i] = (char)(word.p[i] | 0x20);
	place = hw_easy_place(whole, (hw_str){small, word.len});
	if (place != 0)
		return place;
	*is_short = true;
	place = hw_easy_place(shorter, (hw_str){small, word.len});
	if (place <= count)
		return place;
	/* Further short forms begin like one of the first. */
	return hw_easy_place(shorter, (hw_str){small, 3});
}

size_t hw_figures_month(hw_str word, bool *is_short)
{
	return named(word, HW_EASY_MONTHS, HW_EASY_SHORT_MONTHS, 12,
	    is_short);
}

size_t hw_figures_day(hw_str word, bool *is_short)
{
	return named(word, HW_EASY_DAYS, HW_EASY_SHORT_DAYS, 7, is_short);
}

static hw_str with_capital(struct hw_arena *arena, const char *name)
{
	return hw_fmt(arena, "%c%s", name[0] - 'a' + 'A', name + 1);
}

hw_str hw_figures_month_name(struct hw_arena *arena, size_t month)
{
	return with_capital(arena, hw_easy_entry(HW_EASY_MONTHS, month));
}

hw_str hw_figures_day_name(struct hw_arena *arena, size_t day)
{
	return with_capital(arena, hw_easy_entry(HW_EASY_DAYS, day));
}
