/* easy_numbers: figures, not words; whole numbers, not shares in per cent. */
#include "rules/easy_figures.h"

static const struct hw_passage_word *word_at(const struct hw_passage *passage,
    size_t index)
{
	return &passage->words.items[index];
}

static bool is_word(const struct hw_passage *passage, size_t index,
    const char *word)
{
	return index < passage->words.count &&
	    hw_str_equal(word_at(passage, index)->folded, hw_str_of(word));
}

static hw_str with_commas(struct hw_arena *arena, unsigned long number)
{
	char figures[32], out[48];
	size_t len, i, at = 0;

	len = (size_t)snprintf(figures, sizeof(figures), "%lu", number);
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = figures[i];
	}
	return hw_str_dup(arena, (hw_str){out, at});
}

/* ------------------------------- rule 10 ------------------------------- */

/* "about 6 in 10" for 63. */
static hw_str share_help(struct hw_arena *arena, unsigned percent)
{
	if (percent == 0)
		return HW_STR("Try 'none'.");
	if (percent == 100)
		return HW_STR("Try 'all'.");
	if (percent == 25 || percent == 75)
		return hw_fmt(arena, "Try '%u in 4'.", percent / 25);
	if (percent > 100)
		return HW_STR("Say how many there are, or how many there "
			      "were.");
	if (percent < 10 || percent > 94)
		return hw_fmt(arena, "Try '%u in 100'.", percent);
	if (percent % 10 == 0)
		return hw_fmt(arena, "Try '%u in 10'.", percent / 10);
	return hw_fmt(arena, "Try 'about %u in 10'.", (percent + 5) / 10);
}

/* Bytes of "%" or " per cent" at `at`, or 0. */
static size_t per_cent(hw_str text, size_t at)
{
	static const hw_str forms[] = {{"%", 1}, {" %", 2}, {" per cent", 9},
	    {" percent", 8}};
	size_t i;

	for (i = 0; i < HW_COUNT(forms); i++)
		if (hw_str_starts(hw_str_sub(text, at, text.len), forms[i]))
			return forms[i].len;
	return 0;
}

/* A number that is the name of something: "section 3.2", "WCAG 2.2". */
static bool is_label(const struct hw_figures *run)
{
	const struct hw_passage_word *before;

	if (run->word == 0)
		return false;
	before = word_at(run->passage, run->word - 1);
	return before->kind == HW_WORD_SHORT || before->kind == HW_WORD_REF ||
	    hw_easy_listed(HW_EASY_LABELS, hw_easy_stem(before->folded));
}

static void report_decimal(struct hw_easy *easy, const struct hw_figures *run,
    hw_str number)
{
	hw_str help;
	hw_str part = hw_str_sub(number, run->len, number.len);

	if (hw_str_equal(part, HW_STR(".5")) && run->value > 0)
		help = hw_fmt(easy->rules->arena,
		    "Try '%u and a half', or 'about %u'.", run->value,
		    run->value + 1);
	else
		help = hw_fmt(easy->rules->arena, "Try 'about %u'.",
		    run->value + (part.len > 1 && part.p[1] >= '5'));
	hw_rule_report(easy->rules, HW_DIAG_PERCENT,
	    HW_EASY_AT(run->passage, number), help,
	    "'%.*s' is hard to picture", HW_ARG(number));
}

/* ------------------------------- rule 11 ------------------------------- */

static bool is_count_noun(const struct hw_passage *passage, size_t index)
{
	return is_word(passage, index, "people") ||
	    is_word(passage, index, "children") ||
	    is_word(passage, index, "families") ||
	    is_word(passage, index, "pupils") ||
	    is_word(passage, index, "places") ||
	    is_word(passage, index, "pounds") ||
	    is_word(passage, index, "schools");
}

/* "2024" is a year; "2000 children" is not. */
static bool is_year(const struct hw_figures *run)
{
	return run->len == 4 && !run->is_money && run->value >= 1500 &&
	    run->value < 2200 &&
	    (run->value % 100 != 0 ||
		!is_count_noun(run->passage, run->word + 1));
}

/* A phone number, an account: figures beside figures. */
static bool is_in_groups(const struct hw_figures *run)
{
	const struct hw_passage *passage = run->passage;

	return run->text.p[run->at] == '0' ||
	    (run->word > 0 &&
		word_at(passage, run->word - 1)->kind == HW_WORD_NUMBER &&
		hw_str_equal(hw_easy_gap(passage, run->word), HW_STR(" "))) ||
	    (run->word + 1 < passage->words.count &&
		word_at(passage, run->word + 1)->kind == HW_WORD_NUMBER &&
		hw_str_equal(hw_easy_gap(passage, run->word + 1),
		    HW_STR(" ")));
}

static void check_comma(struct hw_easy *easy, const struct hw_figures *run)
{
	hw_str number = hw_str_sub(run->text, run->at, run->at + run->len);

	if (run->len < 4 || run->len > 6 || is_year(run) || is_label(run) ||
	    is_in_groups(run))
		return;
	hw_rule_report(easy->rules, HW_DIAG_NUMBER_WORD,
	    HW_EASY_AT(run->passage, number),
	    hw_fmt(easy->rules->arena, "Write '%.*s'.",
		HW_ARG(with_commas(easy->rules->arena, run->value))),
	    "'%.*s' is long without a comma", HW_ARG(number));
}

/* Bytes of the number that begins with the run: its groups and its part
 * after a point. */
static size_t number_len(const struct hw_figures *run, bool *is_decimal)
{
	hw_str text = run->text;
	size_t at = run->at + run->len, part;

	while (at + 3 < text.len && text.p[at] == ',' &&
	    hw_figures_run(text, at + 1) == 3)
		at += 4;
	part = at + 1 < text.len && text.p[at] == '.'
	    ? hw_figures_run(text, at + 1)
	    : 0;
	*is_decimal = part > 0;
	return at + (part > 0 ? part + 1 : 0) - run->at;
}

/* Bytes looked at. */
static size_t check_figures(struct hw_easy *easy,
    const struct hw_figures *run)
{
	size_t len = hw_easy_date_at(easy, run), share;
	bool is_decimal;
	hw_str number;

	if (len > 0)
		return len;
	len = number_len(run, &is_decimal);
	share = per_cent(run->text, run->at + len);
	number = hw_str_sub(run->text, run->at, run->at + len + share);
	if (share > 0)
		hw_rule_report(easy->rules, HW_DIAG_PERCENT,
		    HW_EASY_AT(run->passage, number),
		    share_help(easy->rules->arena, run->value),
		    "'%.*s' is hard to picture", HW_ARG(number));
	else if (is_decimal && !run->is_money && !is_label(run) &&
	    hw_letters_run(run->text, run->at + len) == 0 &&
	    (run->at + len >= run->text.len ||
		run->text.p[run->at + len] != '.' ||
		hw_figures_run(run->text, run->at + len + 1) == 0))
		report_decimal(easy, run, number);
	else if (len == run->len)
		check_comma(easy, run);
	return number.len;
}

/* --------------------------- numbers in words -------------------------- */

static const unsigned long number_values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90, 100,
    1000, 1000000};

static unsigned long value_of(hw_str folded)
{
	size_t place = hw_easy_place(HW_EASY_NUMBERS, folded);

	return place > 0 ? number_values[place - 1] : 0;
}

/* "twenty-five", or a word of the list; 0 for others. */
static unsigned long word_value(const struct hw_passage_word *word)
{
	size_t hyphen = hw_str_find_char(word->folded, '-');
	unsigned long tens, ones;

	if (word->kind != HW_WORD_PLAIN || hw_easy_is_spared(word) ||
	    (word->marks & HW_MARK_NAME))
		return 0;
	if (hyphen == SIZE_MAX)
		return value_of(word->folded);
	tens = value_of(hw_str_sub(word->folded, 0, hyphen));
	ones =
	    value_of(hw_str_sub(word->folded, hyphen + 1, word->folded.len));
	return tens >= 20 && tens <= 90 && ones > 0 && ones < 10 ? tens + ones
								 : 0;
}

/* How many words from `index` on make one number, and which. */
static size_t number_words(const struct hw_passage *passage, size_t index,
    size_t end, unsigned long *number)
{
	unsigned long group = 0, total = 0, value;
	size_t i = index, last = index;

	for (; i < end; i++) {
		if (i > index &&
		    !hw_str_equal(hw_easy_gap(passage, i), HW_STR(" ")))
			break;
		if (group >= 100 && is_word(passage, i, "and") && i + 1 < end)
			continue;
		value = word_value(word_at(passage, i));
		if (value == 0)
			break;
		if (value >= 1000) {
			total += (group == 0 ? 1 : group) * value;
			group = 0;
		} else if (value == 100) {
			group = (group == 0 ? 1 : group) * 100;
		} else if (group > 0 && (group % 100 != 0) &&
		    (group % 10 != 0 || value > 9)) {
			break; /* "two three": two numbers */
		} else {
			group += value;
		}
		last = i + 1;
	}
	*number = total + group;
	return last - index;
}

/* "one" is mostly no number: only before what is counted, or in "one in
 * ten". */
static bool is_counting_one(const struct hw_passage *passage, size_t index,
    size_t end)
{
	static const char *const before[] = {"no", "any", "every", "each",
	    "this", "that", "the", "which", "some", "as", "another"};
	size_t i;

	/* "Step one", not "no one". */
	if (index > 0 && !is_word(passage, index - 1, "no") &&
	    hw_easy_listed(HW_EASY_LABELS,
		word_at(passage, index - 1)->folded))
		return true;
	if (index + 1 >= end)
		return false;
	for (i = 0; i < HW_COUNT(before); i++)
		if (index > 0 && is_word(passage, index - 1, before[i]))
			return false;
	if (is_word(passage, index + 1, "in") && index + 2 < end)
		return word_value(word_at(passage, index + 2)) > 0;
	return hw_easy_listed(HW_EASY_COUNTED,
	    word_at(passage, index + 1)->folded);
}

static bool is_idiom(const struct hw_passage *passage, size_t index,
    size_t count)
{
	/* "one or two", and what counts only in hundreds of a figure. */
	return (index > 1 && is_word(passage, index - 1, "or") &&
		   is_word(passage, index - 2, "one")) ||
	    (index > 0 &&
		word_at(passage, index - 1)->kind == HW_WORD_NUMBER) ||
	    (count == 1 && word_value(word_at(passage, index)) >= 100 &&
		!(index > 0 && is_word(passage, index - 1, "a")));
}

/* "two thirds": "2 in 3"; 0 when no such word follows. */
static unsigned fraction_after(const struct hw_passage *passage, size_t index,
    size_t end)
{
	static const struct {
		const char *word;
		unsigned of;
	} parts[] = {{"third", 3}, {"thirds", 3}, {"quarter", 4},
	    {"quarters", 4}, {"fifth", 5}, {"fifths", 5}, {"tenth", 10},
	    {"tenths", 10}};
	size_t i;

	for (i = 0; index < end && i < HW_COUNT(parts); i++)
		if (is_word(passage, index, parts[i].word))
			return parts[i].of;
	return 0;
}

static size_t check_number_words(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index, size_t end)
{
	unsigned long number;
	size_t count = number_words(passage, index, end, &number);
	hw_str stretch, better;
	unsigned of;

	if (count == 0)
		return 1;
	of = fraction_after(passage, index + count, end);
	if (is_idiom(passage, index, count) ||
	    (number == 1 && of == 0 && !is_counting_one(passage, index, end)))
		return count;
	better = with_commas(easy->rules->arena, number);
	if (of > 0) {
		better = hw_fmt(easy->rules->arena, "%lu in %u", number, of);
		count++;
	}
	if (number >= 100 && index > 0 && is_word(passage, index - 1, "a")) {
		index--;
		count++;
	}
	stretch = hw_easy_stretch(passage, index, count);
	hw_rule_report(easy->rules, HW_DIAG_NUMBER_WORD,
	    HW_EASY_AT(passage, stretch),
	    hw_fmt(easy->rules->arena,
		"Write '%.*s'. Figures are quicker to find and to read.",
		HW_ARG(better)),
	    "'%.*s' is a number in words", HW_ARG(stretch));
	return count;
}

/* ---------------------------- Roman numerals --------------------------- */

static bool is_capital(const struct hw_passage_word *word)
{
	return word->text.p[0] >= 'A' && word->text.p[0] <= 'Z';
}

/* "Part II", "Stage V"; on their own only those that are nothing else. */
static void check_roman(struct hw_easy *easy,
    const struct hw_passage *passage, size_t index)
{
	const struct hw_passage_word *word = word_at(passage, index);
	size_t place = hw_easy_place(HW_EASY_ROMANS, word->folded);
	bool is_labelled = index > 0 &&
	    hw_easy_listed(HW_EASY_LABELS,
		word_at(passage, index - 1)->folded);
	bool is_bracketed =
	    hw_str_ends(hw_easy_gap(passage, index), HW_STR("("));

	if (place == 0 || hw_easy_is_spared(word))
		return;
	if (is_capital(word) ? !is_labelled &&
		    (word->text.len < 2 ||
			hw_str_equal(word->folded, HW_STR("iv")) ||
			hw_str_equal(word->folded, HW_STR("vi")) ||
			hw_str_equal(word->folded, HW_STR("xv")))
			     : !is_bracketed)
		return;
	hw_rule_report(easy->rules, HW_DIAG_NUMBER_WORD, passage, word->at,
	    word->text.len,
	    hw_fmt(easy->rules->arena, "Write '%zu'.", place + 1),
	    "'%.*s' is a Roman numeral", HW_ARG(word->text));
}

/* ------------------------- one style of shares ------------------------- */

struct share {
	hw_str stretch;
	bool is_in; /* "6 in 10", not "6 out of 10" */
};

static bool is_share_of(const struct hw_passage_word *word)
{
	return hw_str_equal(word->text, HW_STR("10")) ||
	    hw_str_equal(word->text, HW_STR("100")) ||
	    hw_str_equal(word->text, HW_STR("1,000")) ||
	    hw_str_equal(word->text, HW_STR("3")) ||
	    hw_str_equal(word->text, HW_STR("4")) ||
	    hw_str_equal(word->text, HW_STR("5"));
}

static bool is_unit(const struct hw_passage *passage, size_t index)
{
	static const char *const units[] = {"day", "week", "month", "year",
	    "hour", "minute", "second", "term"};
	size_t i;

	if (index >= passage->words.count)
		return false;
	for (i = 0; i < HW_COUNT(units); i++)
		if (hw_str_equal(
			hw_easy_stem(word_at(passage, index)->folded),
			hw_str_of(units[i])))
			return true;
	return false;
}

static bool share_at(const struct hw_passage *passage, size_t index,
    size_t end, struct share *out)
{
	size_t of;

	if (word_at(passage, index)->kind != HW_WORD_NUMBER ||
	    index + 2 >= end)
		return false;
	out->is_in = is_word(passage, index + 1, "in");
	of = out->is_in ? index + 2 : index + 3;
	if (!out->is_in &&
	    (!is_word(passage, index + 1, "out") ||
		!is_word(passage, index + 2, "of")))
		return false;
	if (of >= end || !is_share_of(word_at(passage, of)) ||
	    is_unit(passage, of + 1))
		return false;
	out->stretch = hw_easy_stretch(passage, index, of + 1 - index);
	return true;
}

static void check_share(struct hw_easy *easy, struct share *first,
    const struct hw_passage *passage, size_t index, size_t end)
{
	struct share share;

	if (!share_at(passage, index, end, &share))
		return;
	if (first->stretch.len == 0)
		*first = share;
	if (first->is_in != share.is_in)
		hw_rule_report(easy->rules, HW_DIAG_PERCENT,
		    HW_EASY_AT(passage, share.stretch),
		    hw_fmt(easy->rules->arena,
			"The page said '%.*s' before. Keep to one way on a "
			"page.",
			HW_ARG(first->stretch)),
		    "'%.*s' is another way to say how many",
		    HW_ARG(share.stretch));
}

/* --------------------------------- all --------------------------------- */

static void check_passage(struct hw_easy *easy,
    const struct hw_passage *passage, struct share *first)
{
	struct hw_figures run;
	size_t at = 0, i, j;

	while (hw_figures_next(&run, passage, at))
		at = run.at + check_figures(easy, &run);
	for (i = 0; i < passage->sentences.count; i++) {
		size_t start = passage->sentences.items[i].first_word;
		size_t end = start + passage->sentences.items[i].word_count;

		for (j = start; j < end;)
			j += check_number_words(easy, passage, j, end);
		for (j = start; j < end; j++) {
			check_roman(easy, passage, j);
			check_share(easy, first, passage, j, end);
		}
	}
}

void hw_easy_number_rules(struct hw_easy *easy)
{
	struct share first = {0};
	size_t i;

	for (i = 0; i < easy->passages->count; i++)
		if (hw_easy_is_judged(&easy->passages->items[i]))
			check_passage(easy, &easy->passages->items[i],
			    &first);
}
