/* view_language: pages in several languages: whose words these are, where the
 * same page can be read in another language, and whether it keeps up. */
#include "render/view.h"

#include "assemble/translation.h"
#include "render/lang_marks.h"

void hw_view_speak(struct hw_view *view, const struct hw_language *language)
{
	const struct hw_site *site = view->site;
	size_t i;

	view->language = NULL;
	for (i = 0; i < site->languages.count; i++) {
		struct hw_language *known = site->languages.items[i];

		if (i > 0 && known != language)
			continue;
		view->language = i > 0 ? known : NULL;
		view->phrases = known->phrases;
		view->locale = known->locale;
		view->common = view->commons[i];
	}
	/* A view that was put together by hand has one language. */
	if (site->languages.count == 0)
		view->common = view->commons[0];
}

/* ----------------------------- whose words ----------------------------- */

static hw_str page_tag(const struct hw_view *view)
{
	return view->language != NULL ? view->language->tag : HW_STR_NONE;
}

hw_str hw_view_other_tag(const struct hw_view *view,
    const struct hw_source *source)
{
	hw_str tag = source != NULL ? source->language : HW_STR_NONE;

	if (hw_str_equal(tag, page_tag(view)))
		return HW_STR_NONE;
	return tag.len > 0 ? tag : view->site->settings.language.s;
}

hw_str hw_view_text(struct hw_view *view, const struct hw_text *text)
{
	hw_str tag = hw_view_other_tag(view, text->span.source);

	return tag.len > 0 ? hw_lang_mark(view->arena, text->s, tag)
			   : text->s;
}

hw_str hw_view_own(struct hw_view *view, hw_str words)
{
	return view->language == NULL ? words
				      : hw_lang_mark(view->arena, words,
					    view->site->settings.language.s);
}

void hw_view_put(struct hw_view *view, struct hw_value *map, hw_str key,
    const struct hw_text *text)
{
	hw_value_set_text(view->arena, map, key, hw_view_text(view, text));
}

/* ------------------------------ where to go ---------------------------- */

const struct hw_page *hw_view_local(const struct hw_view *view,
    const struct hw_page *page)
{
	const struct hw_page *local = NULL;

	if (view->language != NULL)
		local = hw_translation_into(page, view->language);
	return local != NULL ? local : page;
}

void hw_view_link(struct hw_view *view, struct hw_value *map, hw_str url,
    const struct hw_page *page)
{
	hw_value_set_text(view->arena, map, HW_STR("url"),
	    url.len > 0 ? hw_view_url(view, url) : HW_STR_NONE);
	hw_value_set_text(view->arena, map, HW_STR("hreflang"),
	    hw_view_other_tag(view, page != NULL ? &page->source : NULL));
}

static void add_language(struct hw_view *view, struct hw_value *list,
    const struct hw_language *language, hw_str url)
{
	const struct hw_site *site = view->site;
	struct hw_value *item = hw_value_push_map(view->arena, list);
	const struct hw_language *current = view->language != NULL
	    ? view->language
	    : site->languages.items[0];

	hw_value_set_text(view->arena, item, HW_STR("name"), language->name);
	hw_value_set_text(view->arena, item, HW_STR("lang"), language->tag);
	hw_value_set_text(view->arena, item, HW_STR("dir"),
	    language->is_rtl ? HW_STR("rtl") : HW_STR("ltr"));
	hw_value_set_text(view->arena, item, HW_STR("url"),
	    hw_view_url(view, url));
	hw_value_set_text(view->arena, item, HW_STR("address"),
	    hw_fmt(view->arena, "%.*s%.*s%.*s", HW_ARG(site->origin),
		HW_ARG(site->base_path), HW_ARG(url)));
	hw_value_set_bool(view->arena, item, HW_STR("is_first"),
	    language == site->languages.items[0]);
	hw_value_set_bool(view->arena, item, HW_STR("is_current"),
	    language == current);
}

/* The page that it is, in whatever language; NULL for none. */
static const struct hw_page *standard_of(const struct hw_page *page)
{
	return page != NULL && hw_page_is_translation(page) ? page->standard
							    : page;
}

/* Of a page that is no author's nothing is translated. */
static const struct hw_page *into(const struct hw_page *page,
    const struct hw_language *language)
{
	return page != NULL ? hw_translation_into(page, language) : NULL;
}

void hw_view_alternates(struct hw_view *view, struct hw_value *map,
    const struct hw_page *page)
{
	const struct hw_site *site = view->site;
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("alternates"));
	size_t i;

	page = standard_of(page);
	if (page == NULL || page->translations.count == 0)
		return;
	add_language(view, list, site->languages.items[0], page->url);
	for (i = 1; i < site->languages.count; i++) {
		const struct hw_page *other =
		    into(page, site->languages.items[i]);

		if (other != NULL)
			add_language(view, list, other->language, other->url);
	}
}

void hw_view_languages(struct hw_view *view, struct hw_value *map, hw_str url)
{
	const struct hw_site *site = view->site;
	const struct hw_page *page =
	    standard_of(hw_map_get(&site->page_of_url, url));
	struct hw_value *list =
	    hw_value_set_list(view->arena, map, HW_STR("languages"));
	const struct hw_page *other;
	size_t i;

	hw_view_alternates(view, map, page);
	for (i = 0; i < site->languages.count; i++) {
		const struct hw_language *language = site->languages.items[i];

		if (i == 0) {
			add_language(view, list, language,
			    page != NULL ? page->url : url);
			continue;
		}
		/* A page that is not translated leads to what is. */
		other = into(page, language);
		if (other == NULL)
			other = into(site->home, language);
		if (other != NULL)
			add_language(view, list, language, other->url);
	}
	hw_value_set_bool(view->arena, map, HW_STR("has_languages"),
	    list->list.count > 1);
}

/* ---------------------------- is it up to date? ------------------------ */

void hw_view_translation(struct hw_view *view, struct hw_value *map,
    const struct hw_page *face)
{
	hw_str language = hw_words_language(view->arena,
	    view->site->settings.language.s, page_tag(view), false);
	struct hw_value *behind;

	if (face->behind.count == 0)
		return;
	behind =
	    hw_value_set_map(view->arena, map, HW_STR("translation_behind"));
	hw_value_set_text(view->arena, behind, HW_STR("sentence"),
	    HW_PHRASE(view->phrases, view->arena, "translation_behind",
		{HW_STR("language"), language},
		{HW_STR("date"),
		    hw_words_date(view->locale, view->arena,
			face->behind.last)}));
	hw_value_set_text(view->arena, behind, HW_STR("link"),
	    HW_PHRASE(view->phrases, view->arena, "translation_behind_link",
		{HW_STR("language"), language}));
	hw_view_link(view, behind, face->standard->url, face->standard);
}
