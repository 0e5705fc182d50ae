/*
 * view_measure: figures over time, as a sentence, a picture and a table.
 *
 * The sentence is written from the data, so it cannot flatter. Up to four
 * figures are bars; more are a line, labelled at its ends. The picture has
 * no axes and says nothing that the sentence and the table do not, so it is
 * hidden from screen readers. Easy read shows ten figures of which some are
 * filled. A line for which there is no figure is a gap.
 */
#include "render/lang_marks.h"
#include "render/view.h"

#include <math.h>

#define BAR_LIMIT  4   /* figures that are still bars */
#define DOT_LIMIT  24  /* of a line with its points marked */
#define LINE_LIMIT 240 /* points that a line is drawn through */
#define ROW_LIMIT  24  /* of the table; the file has all of them */
#define WIDTH      1000.0
#define HEIGHT     400.0
#define TOP_SHARE  0.16 /* of the height, kept for the labels */
#define TENS       10

struct figures {
	const struct hw_measure *measure;
	const struct hw_point **points; /* those that have a figure */
	size_t count;
	double low, high; /* of the picture */
};

/* ------------------------------- in words ------------------------------ */

static bool is_percent(const struct hw_measure *measure)
{
	return hw_str_equal(hw_str_trim(measure->unit.s), HW_STR("%"));
}

/* "90%", "£1,200", "12 weeks" */
static hw_str with_unit(struct hw_view *view,
    const struct hw_measure *measure, hw_str number)
{
	hw_str unit = hw_str_trim(measure->unit.s), words;
	hw_str tag = hw_view_other_tag(view, measure->unit.span.source);
	bool is_money = hw_str_equal(unit, HW_STR("£")) ||
	    hw_str_equal(unit, HW_STR("€"));
	bool is_negative = hw_str_starts(number, HW_STR("-"));
	size_t point = hw_str_find_char(number, '.');
	int decimals = point == SIZE_MAX ? 0 : (int)(number.len - point) - 1;

	/* Decimals as they were written, pence in twos; minus before the
	 * sign of money. */
	words = hw_words_number(view->locale, view->arena,
	    hw_str_sub(number, is_money && is_negative, number.len),
	    is_money && decimals == 1 ? 2 : decimals);
	if (unit.len == 0)
		return words;
	if (is_money)
		return hw_fmt(view->arena, "%s%.*s%.*s",
		    is_negative ? "-" : "", HW_ARG(unit), HW_ARG(words));
	if (is_percent(measure))
		return hw_fmt(view->arena, "%.*s%%", HW_ARG(words));
	return hw_fmt(view->arena, "%.*s %.*s", HW_ARG(words),
	    HW_ARG(tag.len > 0 ? hw_lang_mark(view->arena, unit, tag)
			       : unit));
}

static bool is_countable(const struct hw_point *point)
{
	return point->value >= 0 && point->value <= 100 &&
	    point->value == floor(point->value);
}

/* Whole numbers of per cent are told in things that one can picture; first
 * and last in the same way. */
static hw_str spoken(struct hw_view *view, const struct figures *figures,
    const struct hw_point *point)
{
	const struct hw_measure *measure = figures->measure;

	if (!is_percent(measure) || !is_countable(figures->points[0]) ||
	    !is_countable(figures->points[figures->count - 1]))
		return with_unit(view, measure, point->value_text);
	return HW_PHRASE(view->phrases, view->arena, "measure_in_100",
	    {HW_STR("n"), hw_fmt(view->arena, "%.0f", point->value)});
}

static hw_str when(struct hw_view *view, struct hw_date date)
{
	return HW_PHRASE(view->phrases, view->arena,
	    date.day != 0 ? "measure_on" : "measure_in",
	    {HW_STR("date"), hw_words_date(view->locale, view->arena, date)});
}

/* More than 0: better than before; less: worse. */
static int improvement(const struct figures *figures)
{
	double first = figures->points[0]->value;
	double last = figures->points[figures->count - 1]->value;
	int change = (last > first) - (last < first);

	if (figures->measure->better.value < 0)
		return 0;
	return figures->measure->better.value == HW_BETTER_LOWER ? -change
								 : change;
}

static const char *direction_key(const struct figures *figures)
{
	double first = figures->points[0]->value;
	double last = figures->points[figures->count - 1]->value;

	if (figures->count == 1)
		return "measure_one";
	return last > first ? "measure_up"
	    : last < first  ? "measure_down"
			    : "measure_same";
}

static hw_str target_words(struct hw_view *view,
    const struct figures *figures)
{
	const struct hw_measure *measure = figures->measure;
	double last = figures->points[figures->count - 1]->value;
	bool is_met = measure->better.value == HW_BETTER_LOWER
	    ? last <= measure->target.value
	    : last >= measure->target.value;

	if (measure->target.span.source == NULL || measure->better.value < 0)
		return HW_STR_NONE;
	return HW_PHRASE(view->phrases, view->arena,
	    is_met ? "measure_target_met" : "measure_target_missed",
	    {HW_STR("target"),
		with_unit(view, measure, measure->target.text)});
}

/* "90 in 100 in November 2018, up from 60 in 100 in May 2017. …" */
static hw_str headline(struct hw_view *view, const struct figures *figures)
{
	const struct hw_point *first, *last;
	struct hw_buf out = {0};
	hw_str words;
	int better;

	if (figures->count == 0)
		return hw_phrase(view->phrases, "measure_none");
	first = figures->points[0];
	last = figures->points[figures->count - 1];
	hw_buf_add(&out,
	    HW_PHRASE(view->phrases, view->arena, direction_key(figures),
		{HW_STR("value"), spoken(view, figures, last)},
		{HW_STR("when"), when(view, last->date)},
		{HW_STR("before"), spoken(view, figures, first)},
		{HW_STR("before_when"), when(view, first->date)}));
	better = improvement(figures);
	if (better != 0) {
		hw_buf_putc(&out, ' ');
		hw_buf_add(&out,
		    hw_phrase(view->phrases,
			better > 0 ? "measure_better" : "measure_worse"));
	}
	words = target_words(view, figures);
	if (words.len > 0) {
		hw_buf_putc(&out, ' ');
		hw_buf_add(&out, words);
	}
	words = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return words;
}

/* ------------------------------ the picture ---------------------------- */

static void find_scale(struct figures *figures)
{
	const struct hw_measure *measure = figures->measure;
	size_t i;

	figures->low = 0;
	figures->high = is_percent(measure) ? 100 : 0;
	if (measure->target.span.source != NULL) {
		figures->high = fmax(figures->high, measure->target.value);
		figures->low = fmin(figures->low, measure->target.value);
	}
	for (i = 0; i < figures->count; i++) {
		figures->high =
		    fmax(figures->high, figures->points[i]->value);
		figures->low = fmin(figures->low, figures->points[i]->value);
	}
	if (figures->high <= figures->low)
		figures->high = figures->low + 1;
}

/* From the top, as a share of the height. */
static double depth(const struct figures *figures, double value)
{
	return TOP_SHARE +
	    (1 - TOP_SHARE) * (figures->high - value) /
	    (figures->high - figures->low);
}

static double place(const struct figures *figures,
    const struct hw_point *point)
{
	int64_t first =
	    hw_date_to_days(hw_date_first_day(figures->points[0]->date));
	int64_t last = hw_date_to_days(
	    hw_date_first_day(figures->points[figures->count - 1]->date));
	int64_t day = hw_date_to_days(hw_date_first_day(point->date));

	return last > first ? (double)(day - first) / (double)(last - first)
			    : 0.5;
}

static void set_share(struct hw_view *view, struct hw_value *map, hw_str key,
    double share)
{
	hw_value_set_text(view->arena, map, key,
	    hw_fmt(view->arena, "%.1f", share * 100));
}

static void set_bars(struct hw_view *view, struct hw_value *item,
    const struct figures *figures)
{
	struct hw_value *bars =
	    hw_value_set_list(view->arena, item, HW_STR("bars"));
	bool draws = figures->count <= BAR_LIMIT && figures->low >= 0;
	size_t i;

	for (i = 0; draws && i < figures->count; i++) {
		struct hw_value *bar = hw_value_push_map(view->arena, bars);
		const struct hw_point *point = figures->points[i];

		hw_value_set(view->arena, bar, HW_STR("date"),
		    hw_view_date(view, point->date));
		hw_value_set_text(view->arena, bar, HW_STR("value"),
		    with_unit(view, figures->measure, point->value_text));
		set_share(view, bar, HW_STR("width"),
		    point->value / figures->high);
	}
	hw_value_set_bool(view->arena, item, HW_STR("has_bars"),
	    draws && figures->count > 0);
}

/* A line that is not counted lifts the pen. */
static hw_str line_path(struct hw_view *view, const struct figures *figures)
{
	const struct hw_measure *measure = figures->measure;
	size_t step = figures->count / LINE_LIMIT + 1, i, k = 0;
	struct hw_buf out = {0};
	bool is_open = false;
	hw_str path;

	for (i = 0; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];

		if (!point->has_value) {
			is_open = false;
			continue;
		}
		if (k++ % step != 0 && k != figures->count)
			continue;
		hw_buf_printf(&out, "%s%.0f %.0f", is_open ? "L" : "M",
		    place(figures, point) * WIDTH,
		    depth(figures, point->value) * HEIGHT);
		is_open = true;
	}
	path = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return path;
}

static void add_label(struct hw_view *view, struct hw_value *list, double x,
    double y, const char *anchor, hw_str words)
{
	struct hw_value *label = hw_value_push_map(view->arena, list);

	set_share(view, label, HW_STR("x"), x);
	set_share(view, label, HW_STR("y"), y);
	hw_value_set_text(view->arena, label, HW_STR("anchor"),
	    hw_str_of(anchor));
	/* A picture has no room for marks, and is read by nobody. */
	hw_value_set_text(view->arena, label, HW_STR("words"),
	    hw_lang_plain(view->arena, words));
}

static void set_labels(struct hw_view *view, struct hw_value *item,
    const struct figures *figures)
{
	const struct hw_measure *measure = figures->measure;
	const struct hw_point *first = figures->points[0];
	const struct hw_point *last = figures->points[figures->count - 1];
	struct hw_value *labels =
	    hw_value_set_list(view->arena, item, HW_STR("labels"));

	add_label(view, labels, 0, depth(figures, first->value), "start",
	    with_unit(view, measure, first->value_text));
	add_label(view, labels, 1, depth(figures, last->value), "end",
	    with_unit(view, measure, last->value_text));
	hw_value_set_null(view->arena, item, HW_STR("target_y"));
	if (measure->target.span.source == NULL)
		return;
	hw_value_set_text(view->arena, item, HW_STR("target_y"),
	    hw_fmt(view->arena, "%.0f",
		depth(figures, measure->target.value) * HEIGHT));
	add_label(view, labels, 0.5, depth(figures, measure->target.value),
	    "middle",
	    hw_fmt(view->arena, "%.*s %.*s",
		HW_ARG(hw_phrase(view->phrases, "measure_target")),
		HW_ARG(with_unit(view, measure, measure->target.text))));
}

static void set_line(struct hw_view *view, struct hw_value *map,
    const struct figures *figures)
{
	struct hw_value *item, *dots;
	size_t i;

	if (figures->count <= BAR_LIMIT && figures->low >= 0) {
		hw_value_set_null(view->arena, map, HW_STR("line"));
		return;
	}
	item = hw_value_set_map(view->arena, map, HW_STR("line"));
	hw_value_set_text(view->arena, item, HW_STR("path"),
	    line_path(view, figures));
	dots = hw_value_set_list(view->arena, item, HW_STR("dots"));
	for (i = 0; i < figures->count; i++) {
		struct hw_value *dot;

		if (figures->count > DOT_LIMIT && i != 0 &&
		    i != figures->count - 1)
			continue;
		dot = hw_value_push_map(view->arena, dots);
		set_share(view, dot, HW_STR("x"),
		    place(figures, figures->points[i]));
		set_share(view, dot, HW_STR("y"),
		    depth(figures, figures->points[i]->value));
	}
	set_labels(view, item, figures);
	hw_value_set(view->arena, item, HW_STR("first"),
	    hw_view_date(view, figures->points[0]->date));
	hw_value_set(view->arena, item, HW_STR("last"),
	    hw_view_date(view, figures->points[figures->count - 1]->date));
}

/* -------------------------------- the table ---------------------------- */

static void set_rows(struct hw_view *view, struct hw_value *item,
    const struct hw_measure *measure)
{
	struct hw_value *rows =
	    hw_value_set_list(view->arena, item, HW_STR("points"));
	size_t i = measure->point_count > ROW_LIMIT
	    ? measure->point_count - ROW_LIMIT
	    : 0;

	hw_value_set_text(view->arena, item, HW_STR("latest_only"),
	    i == 0 ? HW_STR_NONE
		   : HW_PHRASE(view->phrases, view->arena, "measure_latest",
			 {HW_STR("n"), hw_fmt(view->arena, "%d", ROW_LIMIT)},
			 {HW_STR("total"),
			     hw_words_number(view->locale, view->arena,
				 hw_fmt(view->arena, "%zu",
				     measure->point_count),
				 0)}));
	for (; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];
		struct hw_value *row = hw_value_push_map(view->arena, rows);

		hw_value_set(view->arena, row, HW_STR("date"),
		    hw_view_date(view, point->date));
		hw_value_set_text(view->arena, row, HW_STR("value"),
		    point->has_value
			? with_unit(view, measure, point->value_text)
			: hw_phrase(view->phrases, "measure_no_value"));
		hw_value_set_text(view->arena, row, HW_STR("note"),
		    hw_view_own(view, point->note));
		hw_view_shows(view, point->note);
	}
}

/* ------------------------------ all of it ------------------------------ */

static void collect(struct hw_view *view, struct figures *figures,
    const struct hw_measure *measure)
{
	size_t i;

	*figures = (struct figures){.measure = measure};
	figures->points = HW_NEW_ARRAY(view->arena, const struct hw_point *,
	    measure->point_count + 1);
	for (i = 0; i < measure->point_count; i++)
		if (measure->point_items[i].has_value)
			figures->points[figures->count++] =
			    &measure->point_items[i];
	find_scale(figures);
}

static hw_str limit_words(struct hw_view *view,
    const struct hw_measure *measure, const struct hw_number *number)
{
	return number->span.source != NULL
	    ? with_unit(view, measure, number->text)
	    : HW_STR_NONE;
}

static void add_measure(struct hw_view *view, struct hw_value *list,
    const struct hw_measure *measure)
{
	struct hw_value *item = hw_value_push_map(view->arena, list);
	struct figures figures;

	collect(view, &figures, measure);
	hw_value_set_text(view->arena, item, HW_STR("ref"), measure->ref.s);
	hw_value_set_text(view->arena, item, HW_STR("title_language"),
	    hw_view_other_tag(view, measure->title.span.source));
	hw_view_shows(view, measure->title.s);
	hw_view_put(view, item, HW_STR("title"), &measure->title);
	hw_value_set_text(view->arena, item, HW_STR("target"),
	    limit_words(view, measure, &measure->target));
	hw_value_set_text(view->arena, item, HW_STR("baseline"),
	    limit_words(view, measure, &measure->baseline));
	hw_value_set_text(view->arena, item, HW_STR("better"),
	    measure->better.value < 0
		? HW_STR_NONE
		: hw_phrase(view->phrases,
		      measure->better.value == HW_BETTER_LOWER
			  ? "better_lower"
			  : "better_higher"));
	hw_value_set_bool(view->arena, item, HW_STR("has_limits"),
	    measure->better.value >= 0 ||
		measure->target.span.source != NULL ||
		measure->baseline.span.source != NULL);
	hw_value_set_text(view->arena, item, HW_STR("headline"),
	    headline(view, &figures));
	hw_value_set_text(view->arena, item, HW_STR("data_url"),
	    measure->data_path.len > 0 ? hw_view_url(view,
					     hw_fmt(view->arena, "/%.*s",
						 HW_ARG(measure->data_path)))
				       : HW_STR_NONE);
	set_bars(view, item, &figures);
	set_line(view, item, &figures);
	set_rows(view, item, measure);
}

void hw_view_measures(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("measures"));
	size_t i;

	for (i = 0; i < page->front.measures.count; i++)
		add_measure(view, list, &page->front.measures.items[i]);
}

/* ------------------------------- easy read ----------------------------- */

/* Ten people, the first `filled` of them filled. */
static hw_str ten_people(struct hw_view *view, int filled)
{
	struct hw_buf out = {0};
	hw_str alt, markup;
	int i;

	alt = HW_PHRASE(view->phrases, view->arena, "easy_tens_alt",
	    {HW_STR("n"), hw_fmt(view->arena, "%d", filled)});
	hw_buf_printf(&out,
	    "<svg class=\"tens\" viewBox=\"0 0 200 160\" role=\"img\" "
	    "aria-label=\"%.*s\">",
	    HW_ARG(alt));
	for (i = 0; i < TENS; i++)
		hw_buf_printf(&out,
		    "<path%s d=\"M%d %dm-9 0a9 9 0 1 1 18 0a9 9 0 1 1-18 "
		    "0m-4 48v-20q0-14 13-14t13 14v20z\"/>",
		    i < filled ? " class=\"fill\"" : "", 20 + i % 5 * 40,
		    17 + i / 5 * 80);
	hw_buf_puts(&out, "</svg>");
	markup = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return markup;
}

static void easy_comparison(struct hw_view *view, struct hw_buf *out,
    const struct figures *figures)
{
	static const struct {
		const char *picture, *key;
	} ways[] = {{"sad", "easy_worse"}, {"chart", "easy_same"},
	    {"difference", "easy_better"}};
	int way = improvement(figures) + 1;

	hw_view_easy_row(view, out, ways[way].picture,
	    hw_phrase(view->phrases, "easy_change_alt"),
	    HW_PHRASE(view->phrases, view->arena, ways[way].key,
		{HW_STR("when"), when(view, figures->points[0]->date)}),
	    HW_STR_NONE);
}

static void easy_rows(struct hw_view *view, struct hw_buf *out,
    const struct hw_measure *measure)
{
	struct figures figures;
	const struct hw_point *last;
	hw_str words, at;
	double tens;
	int filled;

	collect(view, &figures, measure);
	if (figures.count == 0)
		return;
	last = figures.points[figures.count - 1];
	at = HW_PHRASE(view->phrases, view->arena, "easy_measure_when",
	    {HW_STR("when"), when(view, last->date)});
	tens = last->value / TENS;
	filled = (int)floor(fmin(fmax(tens, 0), TENS) + 0.5);
	if (is_percent(measure)) {
		words = HW_PHRASE(view->phrases, view->arena,
		    fabs(tens - filled) < 0.001 ? "easy_tens"
						: "easy_tens_about",
		    {HW_STR("n"), hw_fmt(view->arena, "%d", filled)},
		    {HW_STR("what"), measure->easy.s});
		hw_view_easy_markup_row(out, ten_people(view, filled), words,
		    at);
	} else {
		words = hw_fmt(view->arena, "%.*s %.*s.",
		    HW_ARG(with_unit(view, measure, last->value_text)),
		    HW_ARG(measure->easy.s));
		hw_view_easy_row(view, out, "data",
		    hw_phrase(view->phrases, "easy_figure_alt"), words, at);
	}
	if (figures.count > 1 && measure->better.value >= 0)
		easy_comparison(view, out, &figures);
}

void hw_view_easy_measures(struct hw_view *view, struct hw_value *map,
    const struct hw_page *standard)
{
	struct hw_buf out = {0};
	size_t i,
	    count = standard != NULL ? standard->front.measures.count : 0;

	for (i = 0; i < count; i++)
		if (standard->front.measures.items[i].easy.s.len > 0)
			easy_rows(view, &out,
			    &standard->front.measures.items[i]);
	hw_value_set_bool(view->arena, map, HW_STR("has_measures"),
	    out.len > 0);
	hw_value_set_html(view->arena, map, HW_STR("measure_rows"),
	    (hw_html){hw_buf_take(&out, view->arena)});
	hw_buf_free(&out);
}
