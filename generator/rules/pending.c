/*
 * pending: what is still to come, so that the rest can be tried. Take a
 * function out of this file when its own has been written; the file goes
 * with the last of them.
 */
#include "rules/ignore.h"
#include "rules/rules.h"

struct hw_lexicon *hw_lexicon_open(const struct hw_site *site,
    struct hw_fs *shared, struct hw_arena *arena)
{
	(void)site;
	(void)shared;
	(void)arena;
	return NULL;
}

bool hw_lexicon_has_list(const struct hw_lexicon *lexicon)
{
	(void)lexicon;
	return false;
}

bool hw_lexicon_is_familiar(const struct hw_lexicon *lexicon, hw_str word)
{
	(void)lexicon;
	(void)word;
	return true;
}

int hw_lexicon_syllables(hw_str word)
{
	(void)word;
	return 1;
}

const struct hw_word *hw_lexicon_term(const struct hw_lexicon *lexicon,
    const hw_str *words, size_t count, size_t *taken)
{
	(void)lexicon;
	(void)words;
	(void)count;
	*taken = 0;
	return NULL;
}

size_t hw_lexicon_allowed(const struct hw_lexicon *lexicon,
    const hw_str *words, size_t count)
{
	(void)lexicon;
	(void)words;
	(void)count;
	return 0;
}

void hw_passages_read(struct hw_passages *out, const struct hw_page *page,
    const struct hw_lexicon *lexicon, struct hw_arena *arena)
{
	(void)page;
	(void)lexicon;
	(void)arena;
	*out = (struct hw_passages){0};
}

struct hw_span hw_passage_span(const struct hw_passage *passage, size_t at,
    size_t len)
{
	(void)at;
	(void)len;
	return hw_span_file(&passage->page->source);
}

void hw_rules_easy(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages)
{
	(void)rules;
	(void)page;
	(void)passages;
}

void hw_rules_standard(struct hw_rules *rules, const struct hw_page *page,
    const struct hw_passages *passages)
{
	(void)rules;
	(void)page;
	(void)passages;
}

void hw_rules_lockstep(struct hw_rules *rules, const struct hw_page *easy,
    const struct hw_passages *easy_passages,
    const struct hw_passages *standard_passages)
{
	(void)rules;
	(void)easy;
	(void)easy_passages;
	(void)standard_passages;
}

void hw_rules_links(struct hw_rules *rules)
{
	(void)rules;
}
