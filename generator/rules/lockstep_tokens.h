/*
 * lockstep_tokens: a text in words and numbers, for lockstep_facts alone.
 *
 * Numbers in words are numbers ("twenty-five"), and so are those with a
 * multiple behind ("3 million"). Phone numbers and e-mail addresses are found
 * on the way. Each token knows what parts it from the one before it, so that
 * "2024-05-14" can be told from "2024 5 14".
 *
 * Ownership: in the arena given. Threads: no state.
 */
#ifndef HW_RULES_LOCKSTEP_TOKENS_H
#define HW_RULES_LOCKSTEP_TOKENS_H

#include "rules/lockstep_facts.h"

#define HW_TOKEN_BYTES 16 /* of the longest word that is told from others */

enum hw_token_kind { HW_TOKEN_WORD, HW_TOKEN_NUMBER, HW_TOKEN_OTHER };

struct hw_token {
	enum hw_token_kind kind;
	size_t at, len;
	char
	    word[HW_TOKEN_BYTES]; /* in small letters; "" when it is longer */
	double value;
	/* What parts it from the token before: '/', '.', '-' (any dash), ' '
	 * for spaces; ',' for anything else, '\0' for nothing. */
	char before;
	bool is_whole; /* without a decimal point */
	bool is_percent, is_money, is_ordinal, is_spelt;
	size_t digits; /* of a whole number without commas; else 0 */
	bool is_data, is_allowed, is_ref;
};

struct hw_tokens {
	struct hw_token *items;
	size_t count, room;
};

/* Cuts up the text; adds its phone numbers and addresses to `found`. */
void hw_tokens_read(struct hw_tokens *out, struct hw_founds *found,
    hw_str text, const struct hw_passage *passage, struct hw_arena *arena);

bool hw_token_is(const struct hw_token *token, const char *word);
/* The list ends with NULL. */
bool hw_token_is_one_of(const struct hw_token *token,
    const char *const *words);

#endif
