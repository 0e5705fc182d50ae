/*
 * schema: THE tables of fields.
 *
 * One place says which fields a page, site.yaml and words.yaml may have;
 * reading, messages, the JSON Schema and the field reference come from it.
 *
 * Threads: constants.
 */
#ifndef HW_INPUT_SCHEMA_H
#define HW_INPUT_SCHEMA_H

#include "input/fields.h"

/* Bits of hw_field.where: 1 << enum hw_page_kind, and easy-read files. A
 * field of front matter with `where` 0 would belong nowhere. */
#define HW_WHERE_EASY 0x100u

/* Limits of texts, in characters. */
#define HW_TITLE_LENGTH    65
#define HW_SUMMARY_LENGTH  200
#define HW_LINE_LENGTH     100
#define HW_SENTENCE_LENGTH 500
#define HW_ADDRESS_LENGTH  2000

extern const struct hw_field_table hw_front_table;    /* struct hw_front */
extern const struct hw_field_table hw_settings_table; /* struct hw_settings */
extern const struct hw_field_table hw_words_table;    /* struct hw_words */

/* "not started", "too early", "recommendation": the words of an enum
 * hw_status, hw_answer, hw_page_kind, as they are written in files. */
const char *hw_status_word(int status);
const char *hw_answer_word(int answer);
const char *hw_kind_word(int kind);

/* The enum hw_status of such words, or -1. */
int hw_status_value(hw_str word);

#endif
