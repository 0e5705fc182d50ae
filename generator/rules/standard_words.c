/* standard_words: words with plainer ones; the list is rules/avoid.def. */
#include "rules/ignore.h"
#include "rules/standard.h"

#define GAP_WORDS 4 /* that a '*' may stand for */
/* How far the thing may stand behind the verb that is wrong about it. */
#define ONLY_WORDS 8

struct entry {
	const char *forms, *unless, *only, *help;
};

#define HW_AVOID(forms, unless, only, help) {forms, unless, only, help},
static const struct entry entries[] = {
#include "rules/avoid.def"
};
#undef HW_AVOID

/* One of an entry's forms; those with the same first word make a list. */
struct avoided {
	const struct entry *entry;
	hw_str form;
	struct avoided *next;
};

/* The next of the texts between `mark`s. */
static bool next_part(hw_str *rest, char mark, hw_str *part)
{
	size_t end;

	if (rest->len == 0)
		return false;
	end = hw_str_find_char(*rest, mark);
	if (end == SIZE_MAX)
		end = rest->len;
	*part = hw_str_sub(*rest, 0, end);
	*rest = hw_str_sub(*rest, end < rest->len ? end + 1 : end, rest->len);
	return true;
}

static bool is_one_of(hw_str word, const char *list)
{
	hw_str rest = hw_str_of(list), part;

	while (next_part(&rest, '|', &part))
		if (hw_str_equal(word, part))
			return true;
	return false;
}

/* The table by first words; made when the first page is checked. */
static void make_forms(struct hw_rules *rules)
{
	struct hw_arena *arena = rules->site->arena;
	size_t i;

	if (rules->avoided != NULL)
		return;
	rules->avoided = HW_NEW(arena, struct hw_map);
	hw_map_init(rules->avoided, arena);
	for (i = 0; i < HW_COUNT(entries); i++) {
		hw_str rest = hw_str_of(entries[i].forms), form;

		while (next_part(&rest, '|', &form)) {
			hw_str words = form, first = form;
			struct avoided *one = HW_NEW(arena, struct avoided);
			struct avoided *head;

			next_part(&words, ' ', &first);
			one->entry = &entries[i];
			one->form = form;
			head = hw_map_add(rules->avoided, first, one);
			if (head != one) {
				one->next = head->next;
				head->next = one;
			}
		}
	}
}

struct place {
	const struct hw_passage *passage;
	size_t at, end; /* of words; the end of the sentence */
};

static hw_str folded(const struct place *place, size_t i)
{
	return place->passage->words.items[i].folded;
}

/* How many words the form takes at `at`, or 0. */
static size_t match(const struct place *place, size_t at, hw_str form)
{
	size_t from = at, gap, taken;
	hw_str part;

	while (next_part(&form, ' ', &part)) {
		if (hw_str_equal(part, HW_STR("*"))) {
			for (gap = 1; gap <= GAP_WORDS; gap++) {
				taken = match(place, at + gap, form);
				if (taken > 0)
					return at + gap + taken - from;
			}
			return 0;
		}
		if (at >= place->end ||
		    !hw_str_equal(folded(place, at), part))
			return 0;
		at++;
	}
	return at - from;
}

/* "making its|dog": does one of these follow? */
static bool is_followed(const struct place *place, size_t at,
    const char *list)
{
	hw_str rest = hw_str_of(list), form;

	while (next_part(&rest, '|', &form))
		if (match(place, at, form) > 0)
			return true;
	return false;
}

/* Does one of the things follow, before a small word ends the phrase? */
static bool is_about(const struct place *place, size_t at, const char *list)
{
	size_t i;

	for (i = at; i < place->end && i < at + ONLY_WORDS; i++) {
		if (is_one_of(folded(place, i), list))
			return true;
		if (is_one_of(folded(place, i),
			"that|which|to|for|and|but|by|in|on|at|with|from|so|"
			"when|where|who|is|are|was|were"))
			return false;
	}
	return false;
}

static bool is_wrong(const struct place *place, size_t at, size_t taken,
    const struct entry *entry)
{
	const unsigned excused = HW_MARK_ALLOWED | HW_MARK_NAME |
	    HW_MARK_TERM | HW_MARK_QUOTED | HW_MARK_FACT;
	size_t i;

	for (i = at; i < at + taken; i++)
		if ((place->passage->words.items[i].marks & excused) != 0)
			return false;
	return !is_followed(place, at + taken, entry->unless) &&
	    (entry->only[0] == '\0' ||
		is_about(place, at + taken, entry->only));
}

/* ------------------------------- messages ------------------------------ */

/* A use of a word to avoid, in `len` bytes from `at`. */
struct hit {
	const struct hw_passage *passage;
	const struct entry *entry;
	size_t at, len;
	bool is_explained; /* "embedding means …" */
	bool is_told;
};

struct hits {
	struct hit *items;
	size_t count, room;
};

static size_t line_of(const struct hit *hit)
{
	struct hw_span span =
	    hw_passage_span(hit->passage, hit->at, hit->len);

	return hw_source_place(span.source, span.at).line;
}

/* ", here and in lines 14, 22 and 41": the same word is told once a page,
 * or a page that says "ensure" nine times would bury all else. */
static hw_str other_lines(struct hw_rules *rules, struct hits *hits,
    size_t first)
{
	struct hw_buf lines = {0};
	size_t i, line, last = line_of(&hits->items[first]), count = 0;
	hw_str taken;

	for (i = first + 1; i < hits->count; i++) {
		struct hit *hit = &hits->items[i];

		if (hit->entry != hits->items[first].entry || hit->is_told ||
		    hw_ignores_cover(rules->ignores, HW_DIAG_WORD_TO_AVOID,
			hw_passage_span(hit->passage, hit->at, hit->len)))
			continue;
		hit->is_told = true;
		line = line_of(hit);
		if (line == last)
			continue;
		hw_buf_printf(&lines, "%s%zu", count > 0 ? ", " : "", line);
		last = line;
		count++;
	}
	taken = count == 0
	    ? HW_STR_NONE
	    : hw_fmt(rules->arena, ", also in line%s %.*s",
		  count > 1 ? "s" : "", (int)lines.len, lines.data);
	hw_buf_free(&lines);
	return taken;
}

/* A page that says what a word means may use it. */
static void excuse_explained(struct hits *hits)
{
	size_t i, k;

	for (i = 0; i < hits->count; i++)
		for (k = 0; hits->items[i].is_explained && k < hits->count;
		     k++)
			if (hits->items[k].entry == hits->items[i].entry)
				hits->items[k].is_told = true;
}

static void report(struct hw_rules *rules, struct hits *hits)
{
	size_t i;
	hw_str others;

	excuse_explained(hits);
	for (i = 0; i < hits->count; i++) {
		struct hit *hit = &hits->items[i];

		if (hit->is_told ||
		    hw_ignores_cover(rules->ignores, HW_DIAG_WORD_TO_AVOID,
			hw_passage_span(hit->passage, hit->at, hit->len)))
			continue;
		others = other_lines(rules, hits, i);
		hw_rule_report(rules, HW_DIAG_WORD_TO_AVOID, hit->passage,
		    hit->at, hit->len, hw_str_of(hit->entry->help),
		    "there is a plainer word for '%.*s'%.*s", (int)hit->len,
		    hit->passage->text.p + hit->at, HW_ARG(others));
	}
}

/* Checks what begins at a word; returns how many words are done with. */
static size_t check_word(struct hw_rules *rules, struct hits *hits,
    const struct place *place)
{
	const struct hw_passage_word *words = place->passage->words.items;
	const struct avoided *form, *found = NULL;
	const struct hw_passage_word *last;
	size_t i, taken, most = 0;
	struct hit hit = {.passage = place->passage};

	form = hw_map_get(rules->avoided, words[place->at].folded);
	for (; form != NULL; form = form->next) {
		taken = match(place, place->at, form->form);
		if (taken <= most ||
		    !is_wrong(place, place->at, taken, form->entry))
			continue;
		found = form;
		most = taken;
	}
	if (found == NULL)
		return 1;
	last = &words[place->at + most - 1];
	hit.entry = found->entry;
	hit.at = words[place->at].at;
	hit.len = last->at + last->text.len - hit.at;
	for (i = place->at + most; i < place->end; i++)
		hit.is_explained = hit.is_explained ||
		    hw_str_equal(folded(place, i), HW_STR("means"));
	HW_PUSH(hits, rules->arena, hit);
	return most;
}

static void check_passage(struct hw_rules *rules, struct hits *hits,
    const struct hw_passage *passage)
{
	struct place place = {.passage = passage};
	size_t i;

	if (passage->is_quoted || passage->kind == HW_PASSAGE_QUOTE ||
	    passage->kind == HW_PASSAGE_NAME ||
	    passage->kind == HW_PASSAGE_ALT)
		return;
	for (i = 0; i < passage->sentences.count; i++) {
		const struct hw_sentence *sentence =
		    &passage->sentences.items[i];

		place.at = sentence->first_word;
		place.end = sentence->first_word + sentence->word_count;
		while (place.at < place.end)
			place.at += check_word(rules, hits, &place);
	}
}

void hw_standard_words(struct hw_rules *rules,
    const struct hw_passages *passages)
{
	struct hits hits = {0};
	size_t i;

	make_forms(rules);
	for (i = 0; i < passages->count; i++)
		check_passage(rules, &hits, &passages->items[i]);
	report(rules, &hits);
}
