#include "assemble/freshness.h"

#include "input/words.h"

/* The last day on which somebody is said to have looked at the page. */
static struct hw_date looked_at(const struct hw_page *page,
    struct hw_date today)
{
	const struct hw_checked_by *checked = page->front.checked_by;
	struct hw_date days[2] = {page->front.reviewed.date}, last = {0};
	size_t i;

	if (checked != NULL)
		days[1] = checked->date.date;
	for (i = 0; i < HW_COUNT(days); i++)
		if (hw_date_given(days[i]) &&
		    hw_date_compare(days[i], today) <= 0 &&
		    (!hw_date_given(last) ||
			hw_date_compare(days[i], last) > 0))
			last = days[i];
	return last;
}

static const struct hw_page_history *history_of(const struct hw_site *site,
    const struct hw_page *page)
{
	const hw_str folder = HW_STR("content/");
	hw_str path = page->source.path;

	if (hw_str_starts(path, folder))
		path = hw_str_sub(path, folder.len, path.len);
	return hw_map_get(&site->history->pages, path);
}

static void read_page(const struct hw_site *site, struct hw_page *page,
    struct hw_words_locale *locale)
{
	const struct hw_page_history *history =
	    history_of(site, page->standard);
	struct hw_date looked = looked_at(page, site->today);
	size_t i;

	if (history == NULL || page->date.state != HW_DATE_KNOWN ||
	    page->standard->date.state != HW_DATE_KNOWN)
		return;
	/* Newest first: the oldest that counts is the last to be met. */
	for (i = 0; i < history->changes.count; i++) {
		const struct hw_page_change *change =
		    &history->changes.items[i];
		struct hw_date day = hw_words_day(locale, change->time);

		if (!change->is_wording ||
		    change->time <= page->date.updated ||
		    (hw_date_given(looked) &&
			hw_date_compare(day, looked) <= 0))
			continue;
		if (page->behind.count++ == 0)
			page->behind.last = day;
		page->behind.since = day;
		page->behind.since_time = change->time;
	}
}

void hw_freshness_read_page(const struct hw_site *site, struct hw_page *page,
    struct hw_words_locale *locale)
{
	page->behind.count = 0;
	if (site->history != NULL && hw_page_is_version(page) &&
	    page->standard != NULL)
		read_page(site, page, locale);
}

void hw_freshness_read(struct hw_site *site, struct hw_words_locale *locale)
{
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		hw_freshness_read_page(site, site->pages.items[i], locale);
}

bool hw_freshness_check_is_old(const struct hw_page *page,
    struct hw_date today)
{
	const struct hw_checked_by *checked = page->front.checked_by;

	return checked != NULL && hw_date_given(checked->date.date) &&
	    hw_date_compare(
		hw_date_add_months(checked->date.date, HW_CHECK_LIMIT_MONTHS),
		today) < 0;
}

bool hw_freshness_review_is_due(const struct hw_page *page,
    struct hw_date today)
{
	struct hw_date by = page->front.review_by.date;

	return hw_date_given(by) &&
	    hw_date_compare(hw_date_last_day(by), today) < 0;
}
