#include "assemble/glossary.h"

#include "input/words.h"

static void add(struct hw_site *site, struct hw_map *names,
    const struct hw_text *name)
{
	struct hw_place place;
	const struct hw_text *earlier;

	if (name->s.len == 0)
		return;
	earlier = hw_map_add(names, hw_words_fold(site->arena, name->s),
	    (void *)(uintptr_t)name);
	if (earlier == name || earlier->span.source == NULL)
		return;
	place = hw_source_place(earlier->span.source, earlier->span.at);
	hw_diag(site->diags, HW_DIAG_DUPLICATE_WORD, name->span,
	    hw_fmt(site->arena,
		"It is explained in line %zu already. Keep one of the two.",
		place.line),
	    "the word '%.*s' is explained twice", HW_ARG(name->s));
}

/* The word's part of an address on a page that explains it. */
static void give_slug(struct hw_site *site, struct hw_map *slugs,
    struct hw_word *word)
{
	hw_str slug = hw_words_slug(site->arena, word->term.s);
	int number = 1;

	word->slug = slug;
	while (word->slug.len == 0 ||
	    hw_map_add(slugs, word->slug, word) != word)
		word->slug =
		    hw_fmt(site->arena, "%.*s-%d", HW_ARG(slug), ++number);
}

void hw_glossary_check(struct hw_site *site)
{
	struct hw_map names, slugs;
	size_t i, k;

	hw_map_init(&names, site->arena);
	hw_map_init(&slugs, site->arena);
	for (i = 0; i < site->words.words.count; i++) {
		struct hw_word *word = &site->words.words.items[i];

		give_slug(site, &slugs, word);
		add(site, &names, &word->term);
		add(site, &names, &word->short_form);
		for (k = 0; k < word->also.count; k++)
			add(site, &names, &word->also.items[k]);
	}
}
