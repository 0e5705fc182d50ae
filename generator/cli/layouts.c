#include "cli/layouts.h"

#include "input/scan.h"
#include "render/phrases.h"

#define LAYOUT_LIMIT_BYTES ((size_t)1024 * 1024)

struct hw_source *hw_layout_find(struct hw_loaded *loaded, hw_str name)
{
	struct hw_site *site = &loaded->site;
	struct hw_source *source = HW_NEW(site->arena, struct hw_source);
	hw_str path = hw_fmt(site->arena, "layouts/%.*s", HW_ARG(name));
	enum hw_fs_kind kind;

	if (hw_fs_kind(&loaded->fs, path, &kind) == 0)
		return hw_scan_read(&loaded->fs, site, path,
			   LAYOUT_LIMIT_BYTES, source)
		    ? source
		    : NULL;
	if (loaded->has_shared &&
	    hw_fs_kind(&loaded->shared_fs, path, &kind) == 0)
		return hw_scan_read(&loaded->shared_fs, site, path,
			   LAYOUT_LIMIT_BYTES, source)
		    ? source
		    : NULL;
	return NULL;
}

struct hw_source *hw_layout_need(struct hw_loaded *loaded, hw_str name)
{
	struct hw_source *source = hw_layout_find(loaded, name);

	if (source == NULL) {
		hw_diag(&loaded->diags, HW_DIAG_TEMPLATE_MISSING,
		    HW_SPAN_NONE,
		    HW_STR("Put it back, or install headway again."),
		    "there is no 'layouts/%.*s'", HW_ARG(name));
		source = HW_NEW(&loaded->arena, struct hw_source);
		source->path =
		    hw_fmt(&loaded->arena, "layouts/%.*s", HW_ARG(name));
		source->text = HW_STR_NONE;
	}
	return source;
}

/* A page in that language, or site.yaml: what asks for its words. */
static struct hw_span asks_for(const struct hw_site *site,
    const struct hw_language *language)
{
	size_t i;

	for (i = 0; i < site->pages.count; i++)
		if (site->pages.items[i]->language == language)
			return hw_span_file(&site->pages.items[i]->source);
	return site->settings.language.span;
}

/* Of "en-GB": words.en-GB.yaml, words.en.yaml; English when neither is. */
static struct hw_source *find_phrases(struct hw_loaded *loaded,
    const struct hw_language *of)
{
	hw_str language = of->tag;
	struct hw_source *source = NULL;

	while (source == NULL && language.len > 0) {
		source = hw_layout_find(loaded,
		    hw_fmt(&loaded->arena, "words.%.*s.yaml",
			HW_ARG(language)));
		do
			language.len--;
		while (language.len > 0 && language.p[language.len] != '-');
	}
	if (source != NULL)
		return source;
	language = of->tag;
	hw_diag(&loaded->diags, HW_DIAG_TEMPLATE_MISSING,
	    asks_for(&loaded->site, of),
	    hw_fmt(&loaded->arena,
		"Copy 'layouts/words.en.yaml' to 'layouts/words.%.*s.yaml' "
		"and translate it, or choose another language.",
		HW_ARG(language)),
	    "there are no interface words for the language '%.*s'",
	    HW_ARG(language));
	return hw_layout_need(loaded, HW_STR("words.en.yaml"));
}

struct hw_phrases *hw_layout_phrases(struct hw_loaded *loaded,
    const struct hw_language *language)
{
	struct hw_phrases *phrases =
	    HW_NEW(&loaded->arena, struct hw_phrases);

	hw_phrases_load(phrases, find_phrases(loaded, language),
	    &loaded->arena, &loaded->diags);
	return phrases;
}
