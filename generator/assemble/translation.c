#include "assemble/translation.h"

#include "input/scan.h"
#include "input/words.h"

/* ------------------------------- languages ----------------------------- */

static struct hw_language *add_language(struct hw_site *site, hw_str tag)
{
	struct hw_language *language =
	    HW_NEW(site->arena, struct hw_language);
	/* Where ICU has no words of the language: as others call it. */
	bool names_itself = !hw_str_equal(tag,
	    hw_words_language(site->arena, tag, tag, false));

	language->tag = tag;
	language->name = hw_words_language(site->arena, tag,
	    names_itself ? tag : site->settings.language.s, true);
	language->is_rtl = hw_words_is_rtl(tag);
	HW_PUSH(&site->languages, site->arena, language);
	return language;
}

static struct hw_language *find_language(struct hw_site *site, hw_str tag)
{
	size_t i;

	for (i = 1; i < site->languages.count; i++)
		if (hw_str_equal(site->languages.items[i]->tag, tag))
			return site->languages.items[i];
	return add_language(site, tag);
}

/* Whether it is the language that site.yaml names, however it is written. */
static bool is_own(const struct hw_site *site, hw_str tag)
{
	hw_str own = site->settings.language.s;
	hw_str usual =
	    hw_words_tag(site->arena, hw_words_tag_like(site->arena, own));

	return hw_str_equal(tag, usual.len > 0 ? usual : own);
}

/* -------------------------------- pairing ------------------------------ */

static hw_str content_path(const struct hw_page *page)
{
	return hw_str_sub(page->source.path, sizeof(HW_CONTENT_FOLDER),
	    page->source.path.len);
}

static void pair(struct hw_site *site, struct hw_page *page)
{
	hw_str path = hw_scan_standard(site->arena, content_path(page));
	struct hw_page *standard = hw_map_get(&site->page_of_path, path);

	if (is_own(site, page->source.language)) {
		hw_diag(site->diags, HW_DIAG_LANGUAGE,
		    hw_span_file(&page->source),
		    hw_fmt(site->arena,
			"Pages in the site's own language have no code in "
			"their names: write it in 'content/%.*s'.",
			HW_ARG(path)),
		    "'%.*s' is the language of the whole site",
		    HW_ARG(page->source.language));
		return;
	}
	if (standard == NULL) {
		hw_diag(site->diags, HW_DIAG_TRANSLATION_WITHOUT_PAGE,
		    hw_span_file(&page->source),
		    hw_fmt(site->arena,
			"Write 'content/%.*s', or rename this file to match "
			"its page.",
			HW_ARG(path)),
		    "this translation has no page");
		return;
	}
	page->standard = standard;
	page->plan = standard->plan;
	page->language = find_language(site, page->source.language);
	HW_PUSH(&standard->translations, site->arena, page);
	hw_translation_check(site, page);
}

void hw_translation_pair(struct hw_site *site)
{
	size_t i;

	site->languages.count = 0;
	add_language(site, site->settings.language.s);
	for (i = 0; i < site->pages.count; i++)
		if (hw_page_is_translation(site->pages.items[i]))
			pair(site, site->pages.items[i]);
}

const struct hw_page *hw_translation_into(const struct hw_page *standard,
    const struct hw_language *language)
{
	size_t i;

	for (i = 0; i < standard->translations.count; i++)
		if (standard->translations.items[i]->language == language &&
		    !standard->translations.items[i]->is_duplicate &&
		    !standard->translations.items[i]->is_unread)
			return standard->translations.items[i];
	return NULL;
}

/* -------------------------------- checking ----------------------------- */

static void not_in_standard(struct hw_site *site, const struct hw_page *page,
    struct hw_span span, const char *what)
{
	hw_diag(site->diags, HW_DIAG_NOT_IN_STANDARD, span,
	    hw_fmt(site->arena,
		"A translation says what its standard page says. Take it "
		"out, or add it to '%.*s' first.",
		HW_ARG(page->standard->source.path)),
	    "the standard page has no %s here", what);
}

/* Words for which the standard page has none. */
static void check_text(struct hw_site *site, const struct hw_page *page,
    const struct hw_text *ours, const struct hw_text *theirs,
    const char *name)
{
	if (ours->s.len > 0 && theirs->s.len == 0)
		not_in_standard(site, page, ours->span, name);
}

static void check_length(struct hw_site *site, const struct hw_page *page,
    struct hw_span span, size_t ours, size_t theirs, const char *name)
{
	if (ours == 0 || ours == theirs)
		return;
	if (theirs == 0) {
		not_in_standard(site, page, span, name);
		return;
	}
	hw_diag(site->diags, HW_DIAG_TRANSLATION_PARTS, span,
	    HW_STR("Readers get the words of the standard page until the two "
		   "lists have the same items in the same order."),
	    "'%s' has %zu item%s here and %zu in the standard page", name,
	    ours, ours == 1 ? "" : "s", theirs);
}

static void unknown_ref(struct hw_site *site, const struct hw_page *page,
    const struct hw_text *ref, const char *what, const hw_str *refs,
    size_t count)
{
	hw_str nearest = hw_str_nearest(ref->s, refs, count);

	hw_diag(site->diags, HW_DIAG_NOT_IN_STANDARD, ref->span,
	    nearest.len > 0
		? hw_fmt(site->arena, "Did you mean '%.*s'?", HW_ARG(nearest))
		: hw_fmt(site->arena,
		      "Give a ref that '%.*s' has, or take this one out.",
		      HW_ARG(page->standard->source.path)),
	    "the standard page has no %s '%.*s'", what, HW_ARG(ref->s));
}

static void twice(struct hw_site *site, const struct hw_text *ref)
{
	hw_diag(site->diags, HW_DIAG_DUPLICATE_REF, ref->span,
	    HW_STR("Put all its words under one of the two."),
	    "the ref '%.*s' is translated twice", HW_ARG(ref->s));
}

static const struct hw_action *find_action(const struct hw_front *front,
    hw_str ref)
{
	size_t i;

	for (i = 0; i < front->actions.count; i++)
		if (hw_str_equal(front->actions.items[i].ref.s, ref))
			return &front->actions.items[i];
	return NULL;
}

static const struct hw_measure *find_measure(const struct hw_front *front,
    hw_str ref)
{
	size_t i;

	for (i = 0; i < front->measures.count; i++)
		if (hw_str_equal(front->measures.items[i].ref.s, ref))
			return &front->measures.items[i];
	return NULL;
}

static void check_action(struct hw_site *site, const struct hw_page *page,
    const struct hw_action *ours, const struct hw_action *theirs)
{
	check_text(site, page, &ours->detail, &theirs->detail, "'detail'");
	check_text(site, page, &ours->reason, &theirs->reason, "'reason'");
	check_text(site, page, &ours->update, &theirs->update, "'update'");
	if (ours->outcomes.count > 0 && theirs->outcomes.count == 0)
		not_in_standard(site, page, ours->outcomes.items[0].span,
		    "'outcomes'");
	if (ours->owners.count > 0 && theirs->owners.count == 0)
		not_in_standard(site, page, ours->owners.items[0].span,
		    "'owners'");
	check_length(site, page,
	    ours->evidence.count > 0 ? ours->evidence.items[0].title.span
				     : HW_SPAN_NONE,
	    ours->evidence.count, theirs->evidence.count, "evidence");
}

static void check_actions(struct hw_site *site, struct hw_page *page)
{
	struct hw_front *ours = &page->front;
	const struct hw_front *theirs = &page->standard->front;
	hw_str *refs =
	    HW_NEW_ARRAY(site->arena, hw_str, theirs->actions.count + 1);
	size_t i;

	for (i = 0; i < theirs->actions.count; i++)
		refs[i] = theirs->actions.items[i].ref.s;
	for (i = 0; i < ours->actions.count; i++) {
		struct hw_action *action = &ours->actions.items[i];
		const struct hw_action *standard =
		    find_action(theirs, action->ref.s);

		if (action->ref.s.len == 0)
			continue; /* reported as missing */
		if (standard == NULL) {
			unknown_ref(site, page, &action->ref, "action", refs,
			    theirs->actions.count);
			continue;
		}
		if (find_action(ours, action->ref.s) != action)
			twice(site, &action->ref);
		check_action(site, page, action, standard);
	}
}

static void check_measures(struct hw_site *site, const struct hw_page *page)
{
	const struct hw_front *ours = &page->front;
	const struct hw_front *theirs = &page->standard->front;
	hw_str *refs =
	    HW_NEW_ARRAY(site->arena, hw_str, theirs->measures.count + 1);
	size_t i;

	for (i = 0; i < theirs->measures.count; i++)
		refs[i] = theirs->measures.items[i].ref.s;
	for (i = 0; i < ours->measures.count; i++) {
		const struct hw_measure *measure = &ours->measures.items[i];
		const struct hw_measure *standard =
		    find_measure(theirs, measure->ref.s);

		if (measure->ref.s.len == 0)
			continue;
		if (standard == NULL)
			unknown_ref(site, page, &measure->ref, "measure",
			    refs, theirs->measures.count);
		else if (find_measure(ours, measure->ref.s) != measure)
			twice(site, &measure->ref);
		else
			check_text(site, page, &measure->unit,
			    &standard->unit, "'unit'");
	}
}

static void check_said(struct hw_site *site, const struct hw_page *page)
{
	const struct hw_front *ours = &page->front;
	const struct hw_front *theirs = &page->standard->front;
	size_t i;

	check_length(site, page,
	    ours->said.count > 0 ? ours->said.items[0].words.span
				 : HW_SPAN_NONE,
	    ours->said.count, theirs->said.count, "said");
	for (i = 0;
	     i < ours->said.count && ours->said.count == theirs->said.count;
	     i++) {
		const struct hw_said *said = &ours->said.items[i];
		const struct hw_said *standard = &theirs->said.items[i];

		check_text(site, page, &said->who, &standard->who, "'who'");
		check_text(site, page, &said->did, &standard->did, "'did'");
		check_text(site, page, &said->could_not, &standard->could_not,
		    "'could_not'");
	}
}

void hw_translation_check(struct hw_site *site, struct hw_page *page)
{
	static const struct hw_difference none = {.answer = {.value = -1}};
	const struct hw_front *ours = &page->front;
	const struct hw_front *theirs;
	const struct hw_difference *difference;

	/* Of a page that cannot be read nobody knows what it has. */
	if (page->standard == NULL || page->standard->is_unread ||
	    page->standard->front.title.s.len == 0)
		return;
	theirs = &page->standard->front;
	difference = theirs->difference != NULL ? theirs->difference : &none;
	check_text(site, page, &ours->finding, &theirs->finding, "'finding'");
	check_text(site, page, &ours->impact, &theirs->impact, "'impact'");
	if (ours->difference != NULL) {
		check_text(site, page, &ours->difference->says,
		    &difference->says, "'says'");
		check_text(site, page, &ours->difference->source,
		    &difference->source, "'source'");
	}
	if (ours->owners.count > 0 && theirs->owners.count == 0)
		not_in_standard(site, page, ours->owners.items[0].span,
		    "'owners'");
	check_actions(site, page);
	check_measures(site, page);
	check_said(site, page);
}

/* ------------------------------- the face ------------------------------ */

static void put_text(struct hw_text *out, const struct hw_text *ours)
{
	if (ours->s.len > 0)
		*out = *ours;
}

static void put_texts(struct hw_texts *out, const struct hw_texts *ours)
{
	if (ours->count > 0)
		*out = *ours;
}

static void put_doc(struct hw_node **out, struct hw_node *ours)
{
	if (ours != NULL && ours->first != NULL)
		*out = ours;
}

static void put_evidence(struct hw_action *out, const struct hw_action *ours,
    struct hw_arena *arena)
{
	struct hw_evidence *items;
	size_t i;

	if (ours->evidence.count == 0 ||
	    ours->evidence.count != out->evidence.count)
		return;
	items = HW_NEW_ARRAY(arena, struct hw_evidence, out->evidence.count);
	for (i = 0; i < out->evidence.count; i++) {
		items[i] = out->evidence.items[i];
		put_text(&items[i].title, &ours->evidence.items[i].title);
	}
	out->evidence.items = items;
}

static void put_action(struct hw_action *out, const struct hw_action *ours,
    struct hw_arena *arena)
{
	put_text(&out->title, &ours->title);
	put_text(&out->detail, &ours->detail);
	put_text(&out->reason, &ours->reason);
	put_text(&out->update, &ours->update);
	put_doc(&out->detail_doc, ours->detail_doc);
	put_doc(&out->reason_doc, ours->reason_doc);
	put_doc(&out->update_doc, ours->update_doc);
	put_texts(&out->outcomes, &ours->outcomes);
	put_texts(&out->owners, &ours->owners);
	put_evidence(out, ours, arena);
}

static void put_actions(struct hw_page *face, const struct hw_front *ours,
    struct hw_arena *arena)
{
	struct hw_front *front = &face->front;
	struct hw_action *items =
	    HW_NEW_ARRAY(arena, struct hw_action, front->actions.count + 1);
	size_t i;

	for (i = 0; i < front->actions.count; i++) {
		const struct hw_action *action;

		items[i] = front->actions.items[i];
		items[i].page = face;
		items[i].easy_heading = NULL;
		action = find_action(ours, items[i].ref.s);
		if (action != NULL)
			put_action(&items[i], action, arena);
	}
	front->actions.items = items;
}

static bool is_percent(const struct hw_measure *measure)
{
	return hw_str_equal(hw_str_trim(measure->unit.s), HW_STR("%"));
}

static void put_measures(struct hw_front *front, const struct hw_front *ours,
    struct hw_arena *arena)
{
	struct hw_measure *items =
	    HW_NEW_ARRAY(arena, struct hw_measure, front->measures.count + 1);
	size_t i;

	for (i = 0; i < front->measures.count; i++) {
		const struct hw_measure *measure;

		items[i] = front->measures.items[i];
		measure = find_measure(ours, items[i].ref.s);
		if (measure == NULL)
			continue;
		put_text(&items[i].title, &measure->title);
		/* A share of a hundred is told in words of the interface. */
		if (!is_percent(&items[i]))
			put_text(&items[i].unit, &measure->unit);
	}
	front->measures.items = items;
}

static void put_said(struct hw_front *front, const struct hw_front *ours,
    struct hw_arena *arena)
{
	struct hw_said *items =
	    HW_NEW_ARRAY(arena, struct hw_said, front->said.count + 1);
	bool is_matched = ours->said.count == front->said.count;
	size_t i;

	for (i = 0; i < front->said.count; i++) {
		items[i] = front->said.items[i];
		if (!is_matched)
			continue;
		put_text(&items[i].words, &ours->said.items[i].words);
		put_text(&items[i].who, &ours->said.items[i].who);
		put_text(&items[i].did, &ours->said.items[i].did);
		put_text(&items[i].could_not, &ours->said.items[i].could_not);
	}
	front->said.items = items;
}

static void put_difference(struct hw_front *front,
    const struct hw_front *ours, struct hw_arena *arena)
{
	struct hw_difference *difference;

	if (front->difference == NULL || ours->difference == NULL)
		return;
	difference = HW_NEW(arena, struct hw_difference);
	*difference = *front->difference;
	put_text(&difference->says, &ours->difference->says);
	put_text(&difference->source, &ours->difference->source);
	front->difference = difference;
}

/* Who looked at the translation, and what is told of it alone. */
static void put_own(struct hw_front *front, const struct hw_front *ours)
{
	front->reviewed = ours->reviewed;
	front->review_by = ours->review_by;
	front->checked_by = ours->checked_by;
	front->audio = ours->audio;
	put_text(&front->bsl, &ours->bsl);
}

const struct hw_page *hw_translation_face(const struct hw_page *translation,
    struct hw_arena *arena)
{
	const struct hw_front *ours = &translation->front;
	struct hw_page *face = HW_NEW(arena, struct hw_page);
	struct hw_front *front = &face->front;

	*face = *translation->standard;
	face->source = translation->source;
	face->url = translation->url;
	face->language = translation->language;
	face->standard = translation->standard;
	face->easy = NULL;
	memset(&face->translations, 0, sizeof(face->translations));
	face->date = translation->date;
	face->behind = translation->behind;
	face->recording = translation->recording;
	put_text(&front->title, &ours->title);
	put_text(&front->summary, &ours->summary);
	put_text(&front->finding, &ours->finding);
	put_text(&front->impact, &ours->impact);
	put_doc(&face->doc, translation->doc);
	put_doc(&face->finding_doc, translation->finding_doc);
	put_doc(&face->impact_doc, translation->impact_doc);
	put_texts(&front->owners, &ours->owners);
	put_difference(front, ours, arena);
	put_actions(face, ours, arena);
	put_measures(front, ours, arena);
	put_said(front, ours, arena);
	put_own(front, ours);
	return face;
}
