/*
 * field_values: the values that a field may have, one reader a type.
 *
 * The half of input/fields that looks at one scalar. Each reader reports
 * what is wrong with the value and returns false, leaving *out as it was.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_FIELD_VALUES_H
#define HW_INPUT_FIELD_VALUES_H

#include "input/fields.h"
#include "model/site.h"

/* The longest word that "did you mean" is asked for. */
#define HW_NEAREST_BYTES 40

/* One value and where to complain about it. */
struct hw_field_value {
	const struct hw_field *field;
	struct hw_text text; /* without spaces at its ends; not empty */
	struct hw_diags *diags;
	struct hw_arena *arena;
};

/* One line, no control characters, at most the field's length; then the
 * form of REF, COLOUR, URL, EMAIL, CONTACT, LANGUAGE and PATH. */
bool hw_field_read_text(struct hw_text *out,
    const struct hw_field_value *value);
bool hw_field_read_markdown(struct hw_text *out,
    const struct hw_field_value *value);
bool hw_field_read_date(struct hw_when *out,
    const struct hw_field_value *value);
bool hw_field_read_choice(struct hw_choice *out,
    const struct hw_field_value *value);
bool hw_field_read_flag(struct hw_flag *out,
    const struct hw_field_value *value);
bool hw_field_read_integer(struct hw_integer *out,
    const struct hw_field_value *value);
bool hw_field_read_number(struct hw_number *out,
    const struct hw_field_value *value);

/* The form of REF, COLOUR, URL, EMAIL, CONTACT, LANGUAGE and PATH alone; true
 * for other types. */
bool hw_form_check(const struct hw_field_value *value);

/* Whether s is a whole web address, http or https, or an e-mail address. */
bool hw_form_is_url(hw_str s);
bool hw_form_is_email(hw_str s);

/* "-12.5" as a number: digits, one point, at most 15 digits in all, whatever
 * the locale. */
bool hw_number_parse(double *out, hw_str text);

#endif
