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

void hw_glossary_check(struct hw_site *site)
{
	struct hw_map names;
	size_t i, k;

	hw_map_init(&names, site->arena);
	for (i = 0; i < site->words.words.count; i++) {
		struct hw_word *word = &site->words.words.items[i];

		add(site, &names, &word->term);
		add(site, &names, &word->short_form);
		for (k = 0; k < word->also.count; k++)
			add(site, &names, &word->also.items[k]);
	}
}
