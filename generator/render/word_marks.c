#include "render/word_marks.h"

#include "base/escape.h"
#include "rules/short_forms.h"

struct use {
	bool is_seen, is_linked, is_written_out;
};

struct hw_word_marks {
	const struct hw_words *words;
	const struct hw_terms *terms;
	struct hw_arena *arena;
	struct use *uses; /* one for each word */
	bool with_links;
	/* within the block: an open quotation mark, '"' or '\'', or 0 */
	char quotation;
	int brackets;
	const struct hw_word *previous; /* written in full just before */
};

struct hw_word_marks *hw_word_marks_new(const struct hw_site *site,
    const struct hw_terms *terms, bool with_links, struct hw_arena *arena)
{
	struct hw_word_marks *marks = HW_NEW(arena, struct hw_word_marks);

	marks->words = &site->words;
	marks->terms = terms;
	marks->arena = arena;
	marks->uses =
	    HW_NEW_ARRAY(arena, struct use, site->words.words.count + 1);
	marks->with_links = with_links;
	return marks;
}

void hw_word_marks_block(struct hw_word_marks *marks)
{
	marks->quotation = 0;
	marks->brackets = 0;
	marks->previous = NULL;
}

static struct use *use_of(struct hw_word_marks *marks,
    const struct hw_word *word)
{
	return &marks->uses[word - marks->words->words.items];
}

/* ----------------------- what a text says itself ----------------------- */

/*
 * Does the text say in brackets behind a use what it stands for, or which
 * short form it has? "EHCP (education, health and care plan)".
 */
static bool is_paired(const struct hw_word_marks *marks, hw_str text,
    const struct hw_term_use *use)
{
	struct hw_term_use next;
	size_t at = use->at + use->len;

	while (at < text.len && (text.p[at] == ' ' || text.p[at] == '\n'))
		at++;
	return at > use->at + use->len && at < text.len &&
	    text.p[at] == '(' &&
	    hw_terms_next(marks->terms, text, at, &next) &&
	    next.at == at + 1 && next.word == use->word &&
	    next.is_short != use->is_short;
}

static bool is_known(hw_str text, const struct hw_term_use *use)
{
	return use->is_short &&
	    hw_short_form_is_known(
		hw_str_sub(text, use->at, use->at + use->len));
}

/* Short forms that are a word of a longer entry ("SEND Partnership Board")
 * have been met too. */
static void see_inside(struct hw_word_marks *marks, hw_str text,
    const struct hw_term_use *use)
{
	size_t at = use->at, last = use->at + use->len, end;
	struct hw_term_use inner;
	hw_str word;

	for (; !use->is_short && at < last; at = end + 1) {
		for (end = at;
		     end < last && text.p[end] != ' ' && text.p[end] != '\n';)
			end++;
		word = hw_str_sub(text, at, end);
		if (hw_terms_next(marks->terms, word, 0, &inner) &&
		    inner.is_short && !is_known(word, &inner))
			use_of(marks, inner.word)->is_seen = true;
	}
}

static bool next_use(struct hw_word_marks *marks, hw_str text, size_t from,
    struct hw_term_use *out)
{
	while (hw_terms_next(marks->terms, text, from, out)) {
		if (!is_known(text, out)) {
			use_of(marks, out->word)->is_seen = true;
			see_inside(marks, text, out);
			return true;
		}
		from = out->at + out->len;
	}
	return false;
}

void hw_word_marks_see(struct hw_word_marks *marks, hw_str text)
{
	struct hw_term_use found;
	size_t from = 0;

	while (next_use(marks, text, from, &found)) {
		if (is_paired(marks, text, &found))
			use_of(marks, found.word)->is_written_out = true;
		from = found.at + found.len;
	}
}

/* -------------------------- text as markup ----------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Curly marks as straight ones: '"', '\'', or 0 for none. */
static char quotation_mark(hw_str text, size_t at, size_t *len,
    bool *is_opening)
{
	*len = 1;
	if (text.p[at] == '"' || text.p[at] == '\'') {
		*is_opening = at == 0 ||
		    strchr(" \n(", text.p[at - 1]) != NULL;
		return text.p[at];
	}
	if (text.p[at] != '\xE2' || text.len - at < 3 ||
	    text.p[at + 1] != '\x80')
		return 0;
	*len = 3;
	switch ((unsigned char)text.p[at + 2]) {
	case 0x98:
	case 0x9C:
		*is_opening = true;
		return (unsigned char)text.p[at + 2] == 0x98 ? '\'' : '"';
	case 0x99:
		*is_opening = false;
		return '\'';
	case 0x9D:
		*is_opening = false;
		return '"';
	default:
		return 0;
	}
}

/* Follows quotation marks and brackets through text that is written. */
static void follow(struct hw_word_marks *marks, hw_str text, size_t from,
    size_t to)
{
	size_t at, len;
	bool is_opening;
	char mark;

	for (at = from; at < to; at++) {
		if (text.p[at] == '(')
			marks->brackets++;
		else if (text.p[at] == ')' && marks->brackets > 0)
			marks->brackets--;
		mark = quotation_mark(text, at, &len, &is_opening);
		if (mark == 0)
			continue;
		if (marks->quotation == 0 && is_opening)
			marks->quotation = mark;
		else if (marks->quotation == mark && !is_opening &&
		    (mark == '"' || at + len >= text.len ||
			!is_letter(text.p[at + len])))
			marks->quotation = 0;
		at += len - 1;
	}
}

/* The term, in the plural where the glossary has one. */
static hw_str written_out(const struct hw_term_use *use)
{
	const struct hw_word *word = use->word;
	hw_str term = word->term.s;
	size_t i;

	for (i = 0; use->is_plural && i < word->also.count; i++) {
		hw_str other = word->also.items[i].s;

		if (other.len == term.len + 1 && hw_str_starts(other, term) &&
		    other.p[term.len] == 's')
			return other;
	}
	return term;
}

/* May words be put behind it? Not in other people's words, and not before
 * an ending that belongs to it: "the DCO's", "SEND-related". */
static bool has_room_behind(const struct hw_word_marks *marks, hw_str text,
    const struct hw_term_use *use, bool is_quoted)
{
	size_t end = use->at + use->len;

	return !is_quoted && marks->quotation == 0 && marks->brackets == 0 &&
	    (end == text.len ||
		(strchr("'-/(", text.p[end]) == NULL &&
		    !hw_str_starts(hw_str_sub(text, end, text.len),
			HW_STR("\xE2\x80\x99"))));
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/*
 * Is a common word here part of a name? "Education Strategy", "Mental Health
 * Transformation Plan": capital letters that the entry has not, in another
 * place than the start of a sentence.
 */
static bool is_in_name(hw_str text, const struct hw_term_use *use)
{
	size_t at = use->at, end = use->at + use->len;

	if (use->is_short || is_capital(use->word->term.s.p[0]))
		return false;
	if (is_capital(text.p[at]) && at >= 2 && text.p[at - 1] == ' ' &&
	    is_letter(text.p[at - 2]))
		return true;
	for (at++; at < end; at++)
		if (is_capital(text.p[at]) && text.p[at - 1] == ' ')
			return true;
	return false;
}

static void put_use(struct hw_word_marks *marks, struct hw_buf *out,
    hw_str text, const struct hw_term_use *found, bool is_quoted)
{
	struct use *use = use_of(marks, found->word);
	hw_str words = hw_str_sub(text, found->at, found->at + found->len);
	bool is_link = marks->with_links && !use->is_linked &&
	    !is_in_name(text, found);

	if (is_link) {
		hw_buf_puts(out, "<a href=\"#");
		hw_escape_html(out,
		    hw_word_marks_id(found->word, marks->arena));
		hw_buf_puts(out, "\">");
		use->is_linked = true;
	}
	hw_escape_html(out, words);
	if (is_link)
		hw_buf_puts(out, "</a>");
	if (is_paired(marks, text, found) ||
	    (marks->previous == found->word && marks->brackets > 0))
		use->is_written_out = true;
	marks->previous = found->is_short ? NULL : found->word;
	if (!found->is_short || use->is_written_out ||
	    !has_room_behind(marks, text, found, is_quoted))
		return;
	hw_buf_puts(out, " (");
	hw_escape_html(out, written_out(found));
	hw_buf_putc(out, ')');
	use->is_written_out = true;
}

void hw_word_marks_write(struct hw_word_marks *marks, struct hw_buf *out,
    hw_str text, bool is_quoted)
{
	struct hw_term_use found;
	size_t from = 0;

	while (next_use(marks, text, from, &found)) {
		follow(marks, text, from, found.at);
		hw_escape_html(out, hw_str_sub(text, from, found.at));
		put_use(marks, out, text, &found, is_quoted);
		/* A quotation mark in an entry ("Let's Talk") is none. */
		from = found.at + found.len;
	}
	follow(marks, text, from, text.len);
	hw_escape_html(out, hw_str_sub(text, from, text.len));
}

/* ----------------------------- the list -------------------------------- */

hw_str hw_word_marks_id(const struct hw_word *word, struct hw_arena *arena)
{
	/* No anchor of a heading has a '_'. */
	return hw_fmt(arena, "word_%.*s", HW_ARG(word->slug));
}

const struct hw_word **hw_word_marks_used(const struct hw_word_marks *marks,
    size_t *count)
{
	const struct hw_words *words = marks->words;
	const struct hw_word **used = HW_NEW_ARRAY(marks->arena,
	    const struct hw_word *, words->words.count + 1);
	size_t i;

	*count = 0;
	for (i = 0; i < words->words.count; i++)
		if (marks->uses[i].is_seen)
			used[(*count)++] = &words->words.items[i];
	return used;
}
