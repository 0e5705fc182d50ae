/*
 * view_chart: how far a plan got over time, as bands that rise by steps.
 *
 * The picture needs no axes: a band for each state, labelled where it ends,
 * and the first and last day below. A sentence before it and a table after
 * it say the same, so the picture is hidden from screen readers.
 */
#include "render/view_history.h"

#include <stdio.h>

#define WIDTH       1000
#define HEIGHT      400
#define POINT_LIMIT 24 /* more are told by month, quarter or year */
#define LABEL_STEP  12 /* hundredths of the height between two labels */
#define LABEL_EDGE  6

/* From the bottom up: what is finished is the ground. */
static const int order[] = {HW_STATUS_DONE, HW_STATUS_IN_PROGRESS,
    HW_STATUS_NOT_STARTED, HW_STATUS_PAUSED, HW_STATUS_STOPPED};

struct step {
	struct hw_date day;
	const struct hw_progress_point *point;
	size_t x;
};

struct chart {
	struct step *steps;
	size_t count, most; /* most: actions in the fullest step */
};

/* --------------------------- choosing the points ----------------------- */

/* The first and last point always stay; else the last of each span of
 * `months` (0: of each day). */
static size_t thin(struct step *steps, size_t count, int months)
{
	size_t i, kept = 0;

	for (i = 0; i < count; i++) {
		const struct hw_date *a = &steps[i].day;
		const struct hw_date *b = &steps[i + 1].day;
		int span_a = a->year * 12 + a->month - 1;
		int span_b = i + 1 < count ? b->year * 12 + b->month - 1 : -1;
		bool is_last = i + 1 == count ||
		    (months == 0 ? hw_date_compare(*a, *b) != 0
				 : span_a / months != span_b / months);

		if (is_last || (i == 0 && months != 0))
			steps[kept++] = steps[i];
	}
	return kept;
}

static void choose_steps(struct hw_view *view, struct chart *chart,
    const struct hw_plan_history *history)
{
	static const int spans[] = {0, 1, 3, 12};
	size_t i;

	chart->steps =
	    HW_NEW_ARRAY(view->arena, struct step, history->points.count + 1);
	for (i = 0; i < history->points.count; i++) {
		const struct hw_progress_point *point =
		    &history->points.items[i];

		chart->steps[i].point = point;
		chart->steps[i].day = hw_words_day(view->locale, point->time);
	}
	chart->count = history->points.count;
	for (i = 0; i < HW_COUNT(spans); i++)
		if (i == 0 || chart->count > POINT_LIMIT)
			chart->count =
			    thin(chart->steps, chart->count, spans[i]);
	for (i = 0; i < chart->count; i++)
		if (chart->steps[i].point->total > chart->most)
			chart->most = chart->steps[i].point->total;
}

/* The last step has no end yet: it gets a twelfth of the width. The day of
 * the build is no part of it, so the page changes only with the plan. */
static void place_steps(struct chart *chart)
{
	int64_t first = hw_date_to_days(chart->steps[0].day);
	int64_t span =
	    hw_date_to_days(chart->steps[chart->count - 1].day) - first;
	size_t i;

	for (i = 0; i < chart->count; i++)
		chart->steps[i].x =
		    (size_t)((hw_date_to_days(chart->steps[i].day) - first) *
			WIDTH * 11 / (span * 12));
}

/* ------------------------------- the bands ----------------------------- */

static size_t count_below(const struct step *step, size_t band)
{
	size_t i, sum = 0;

	for (i = 0; i < band; i++)
		sum += step->point->counts[order[i]];
	return sum;
}

static size_t height_of(const struct chart *chart, size_t actions)
{
	return HEIGHT - actions * HEIGHT / chart->most;
}

/* Along the top to the right, back along the bottom. */
static hw_str band_path(struct hw_view *view, const struct chart *chart,
    size_t band)
{
	struct hw_buf out = {0};
	hw_str path;
	size_t i;

	for (i = 0; i < chart->count; i++)
		hw_buf_printf(&out, "%s%zu%s%zu", i == 0 ? "M" : "H",
		    chart->steps[i].x, i == 0 ? " " : "V",
		    height_of(chart,
			count_below(&chart->steps[i], band + 1)));
	hw_buf_printf(&out, "H%d", WIDTH);
	for (i = chart->count; i-- > 0;)
		hw_buf_printf(&out, "V%zuH%zu",
		    height_of(chart, count_below(&chart->steps[i], band)),
		    chart->steps[i].x);
	hw_buf_puts(&out, "Z");
	path = hw_buf_take(&out, view->arena);
	hw_buf_free(&out);
	return path;
}

static bool band_shows(const struct chart *chart, size_t band)
{
	size_t i;

	for (i = 0; i < chart->count; i++)
		if (chart->steps[i].point->counts[order[band]] > 0)
			return true;
	return false;
}

/*
 * Each label stands beside the end of its band, moved as little as it takes
 * for words not to meet. Hundredths of the height, from the bottom up.
 */
static void place_labels(int *places, size_t count)
{
	size_t i;
	int limit = LABEL_EDGE;

	for (i = 0; i < count; i++) {
		if (places[i] < limit)
			places[i] = limit;
		limit = places[i] + LABEL_STEP;
	}
	limit = 100 - LABEL_EDGE;
	for (i = count; i-- > 0;) {
		if (places[i] > limit)
			places[i] = limit;
		limit = places[i] - LABEL_STEP;
	}
}

static void set_bands(struct hw_view *view, struct hw_value *map,
    const struct chart *chart)
{
	const struct step *last = &chart->steps[chart->count - 1];
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("bands"));
	struct hw_value *bands[HW_COUNT(order)];
	int places[HW_COUNT(order)];
	size_t i, count = 0;

	for (i = 0; i < HW_COUNT(order); i++) {
		size_t actions = last->point->counts[order[i]];
		struct hw_value *band;

		if (!band_shows(chart, i))
			continue;
		band = hw_value_push_map(view->arena, list);
		hw_value_set(view->arena, band, HW_STR("status"),
		    hw_view_status(view, hw_view_status_key(order[i])));
		hw_value_set_text(view->arena, band, HW_STR("path"),
		    band_path(view, chart, i));
		hw_value_set_integer(view->arena, band, HW_STR("count"),
		    (int64_t)actions);
		places[count] = (int)((2 * count_below(last, i) + actions) *
		    50 / chart->most);
		bands[count++] = band;
	}
	place_labels(places, count);
	for (i = 0; i < count; i++)
		hw_value_set_integer(view->arena, bands[i], HW_STR("place"),
		    100 - places[i]);
}

/* -------------------------- sentence and table ------------------------- */

static hw_str number(struct hw_view *view, size_t n)
{
	return hw_fmt(view->arena, "%zu", n);
}

static hw_str chart_sentence(struct hw_view *view, const struct chart *chart)
{
	const struct step *first = &chart->steps[0];
	const struct step *last = &chart->steps[chart->count - 1];

	return HW_PHRASE(view->phrases, view->arena, "chart_sentence",
	    {HW_STR("first"),
		hw_words_date(view->locale, view->arena, first->day)},
	    {HW_STR("last"),
		hw_words_date(view->locale, view->arena, last->day)},
	    {HW_STR("done_first"),
		number(view, first->point->counts[HW_STATUS_DONE])},
	    {HW_STR("total_first"), number(view, first->point->total)},
	    {HW_STR("done_last"),
		number(view, last->point->counts[HW_STATUS_DONE])},
	    {HW_STR("total_last"), number(view, last->point->total)});
}

static void set_rows(struct hw_view *view, struct hw_value *map,
    const struct chart *chart)
{
	struct hw_value *heads =
	    hw_value_set_list(view->arena, map, HW_STR("heads"));
	struct hw_value *rows =
	    hw_value_set_list(view->arena, map, HW_STR("rows"));
	size_t i, k;
	char key[64];

	for (k = 0; k < HW_COUNT(order); k++) {
		snprintf(key, sizeof(key), "status_%s",
		    hw_view_status_key(order[k]));
		hw_value_push_text(view->arena, heads,
		    hw_phrase(view->phrases, key));
	}
	for (i = 0; i < chart->count; i++) {
		struct hw_value *row = hw_value_push_map(view->arena, rows);
		struct hw_value *cells;

		hw_value_set(view->arena, row, HW_STR("date"),
		    hw_view_date(view, chart->steps[i].day));
		cells = hw_value_set_list(view->arena, row, HW_STR("cells"));
		for (k = 0; k < HW_COUNT(order); k++)
			hw_value_push_text(view->arena, cells,
			    number(view,
				chart->steps[i].point->counts[order[k]]));
	}
}

static void set_chart(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan)
{
	const struct hw_history *history = view->site->history;
	const struct hw_plan_history *known =
	    history == NULL ? NULL : hw_map_get(&history->plans, plan->id);
	struct hw_value *item =
	    hw_value_set_map(view->arena, map, HW_STR("chart"));
	struct chart chart = {0};
	bool draws;

	if (known != NULL && known->points.count > 0)
		choose_steps(view, &chart, known);
	draws = chart.count > 1 && chart.most > 0;
	hw_value_set_bool(view->arena, item, HW_STR("has_picture"), draws);
	if (!draws) {
		hw_value_set_text(view->arena, item, HW_STR("sentence"),
		    chart.count == 0
			? hw_phrase(view->phrases, "chart_none")
			: HW_PHRASE(view->phrases, view->arena, "chart_one",
			      {HW_STR("date"),
				  hw_words_date(view->locale, view->arena,
				      chart.steps[0].day)}));
		return;
	}
	place_steps(&chart);
	hw_value_set_text(view->arena, item, HW_STR("sentence"),
	    chart_sentence(view, &chart));
	set_bands(view, item, &chart);
	set_rows(view, item, &chart);
	hw_value_set(view->arena, item, HW_STR("first"),
	    hw_view_date(view, chart.steps[0].day));
	hw_value_set(view->arena, item, HW_STR("last"),
	    hw_view_date(view, chart.steps[chart.count - 1].day));
}

/* ---------------------------- a plan's page ---------------------------- */

void hw_view_plan_history(struct hw_view *view, struct hw_value *map,
    const struct hw_plan *plan)
{
	set_chart(view, map, plan);
	hw_view_withdrawn_list(view, map, plan);
	/* Feeds are in the site's own language. */
	if (view->language == NULL && hw_changes_collect(view, plan) != NULL)
		hw_value_set_text(view->arena, map, HW_STR("plan_feed"),
		    hw_view_url(view,
			hw_fmt(view->arena, "%.*sfeed.atom",
			    HW_ARG(plan->index->url))));
}
