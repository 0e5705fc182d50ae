/*
 * passage: the words of a page as a reader meets them, in sentences.
 *
 * A passage is one heading, paragraph, list item, table cell, quotation or
 * field, with its marks taken off and its white space folded; passages stand
 * in the order of the page. Sentences and words are ICU's (UAX #29) with
 * what it gets wrong in English mended: "St. Mary's", "Mr. Smith", "U.K.",
 * "e.g.", "15.5 hours". A word with a hyphen is one word, as people count.
 * Code and raw HTML are no words; the words of a bare address are one.
 *
 * Every word knows how it stands on the page (bold, in a link, in quotation
 * marks …) and what it is (a number, a name, a short form …), so that rules
 * need not guess again. A passage knows where each of its bytes stands in
 * the file, so that messages can point at it.
 *
 * Ownership: all of it lives in the arena given. Threads: reads the site;
 * no state of its own.
 */
#ifndef HW_RULES_PASSAGE_H
#define HW_RULES_PASSAGE_H

#include "rules/lexicon.h"

enum hw_passage_kind {
	HW_PASSAGE_TITLE,   /* of a page or an action */
	HW_PASSAGE_SUMMARY, /* of a page */
	HW_PASSAGE_HEADING,
	HW_PASSAGE_PARAGRAPH,
	HW_PASSAGE_ITEM,  /* a paragraph in a list */
	HW_PASSAGE_CELL,  /* of a table */
	HW_PASSAGE_QUOTE, /* somebody else's words: a block quotation */
	HW_PASSAGE_FIELD, /* a sentence of front matter: an outcome … */
	HW_PASSAGE_NAME,  /* an owner, an evidence's title: no sentence */
	HW_PASSAGE_ALT,   /* what a picture shows */
};

/* How a word stands on the page. */
enum hw_mark {
	HW_MARK_BOLD = 1,
	HW_MARK_ITALIC = 2,
	HW_MARK_LINK = 4,
	HW_MARK_QUOTED = 8,   /* between quotation marks */
	HW_MARK_ALLOWED = 16, /* part of a phrase that no rule reports */
	HW_MARK_NAME = 32,  /* of a person, place, body: capital letter inside
				 a sentence, or the site knows it as a name */
	HW_MARK_TERM = 64,  /* part of an entry of the glossary */
	HW_MARK_FACT = 128, /* came from the data: {{A5.1.due}} */
};

enum hw_word_kind {
	HW_WORD_PLAIN,
	HW_WORD_NUMBER,  /* 15.5, 1,000, £3, 63% (the sign belongs to it) */
	HW_WORD_ORDINAL, /* 1st */
	HW_WORD_TIME,    /* 9am, 5:30pm */
	HW_WORD_SHORT,   /* two or more capitals: EHCP, U.K., SENCOs */
	HW_WORD_REF,     /* A5.1: a ref of the site */
	HW_WORD_ADDRESS, /* of a page, e-mail, or a phone number */
};

struct hw_passage_word {
	hw_str text;   /* as written, in passage->text */
	hw_str folded; /* for comparison */
	size_t at;     /* in passage->text */
	unsigned marks;
	enum hw_word_kind kind;
};

struct hw_sentence {
	hw_str text;
	size_t at;                     /* in passage->text */
	size_t first_word, word_count; /* in passage->words */
	bool is_ended;                 /* with . ! ? or … */
	bool is_question;
};

struct hw_passage_piece;

struct hw_passage {
	enum hw_passage_kind kind;
	hw_str text; /* plain words; white space folded to single spaces */
	const struct hw_page *page;
	const struct hw_action *action; /* or NULL */
	const struct hw_node *node;     /* its block, or NULL for a field */
	const struct hw_node *row;      /* of an easy-read page, or NULL */
	int level;                      /* of a heading */
	bool is_quoted; /* inside a block quotation, whatever its kind */
	struct {
		struct hw_passage_word *items;
		size_t count, room;
	} words;
	struct {
		struct hw_sentence *items;
		size_t count, room;
	} sentences;
	/* where its bytes stand in the file; for hw_passage_span */
	struct hw_passage_piece *pieces;
	size_t piece_count;
};

struct hw_passages {
	struct hw_passage *items;
	size_t count, room;
};

/*
 * Reads title, summary, texts, actions, measures and body of a page that is
 * assembled (facts put in, rows arranged).
 */
void hw_passages_read(struct hw_passages *out, const struct hw_page *page,
    const struct hw_lexicon *lexicon, struct hw_arena *arena);

/* Where these bytes of passage->text stand in the file. */
struct hw_span hw_passage_span(const struct hw_passage *passage, size_t at,
    size_t len);

#endif
