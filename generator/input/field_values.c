#include "input/field_values.h"

#include "input/date_help.h"
#include "input/text.h"

static hw_str shown(const struct hw_field_value *value)
{
	return hw_text_clip(value->arena, value->text.s);
}

/* ------------------------------- texts -------------------------------- */

static bool check_length(const struct hw_field_value *value)
{
	size_t limit = value->field->max_length, length;

	/* A character takes a byte at least. */
	if (limit == 0 || value->text.s.len <= limit)
		return true;
	length = hw_utf8_count(value->text.s);
	if (length <= limit)
		return true;
	hw_diag(value->diags, HW_DIAG_TOO_LONG, value->text.span,
	    hw_fmt(value->arena, "Take out at least %zu character%s.",
		length - limit, length - limit == 1 ? "" : "s"),
	    "'%s' has %zu characters; the limit is %zu", value->field->name,
	    length, limit);
	return false;
}

static bool check_characters(const struct hw_field_value *value)
{
	hw_str s = value->text.s;
	size_t at = hw_text_unsafe_at(s), len;
	uint32_t code;

	if (at == SIZE_MAX)
		return true;
	code = hw_text_code_point(hw_str_sub(s, at, s.len), &len);
	hw_diag(value->diags, HW_DIAG_UNSAFE_CHARACTER,
	    hw_text_span(&value->text, at, len),
	    HW_STR("Delete the character; type the words round it again if "
		   "it cannot be seen."),
	    "an invisible character U+%04X in '%s'", (unsigned int)code,
	    value->field->name);
	return false;
}

static bool check_one_line(const struct hw_field_value *value)
{
	size_t at = hw_str_find_char(value->text.s, '\n');

	if (at != SIZE_MAX) {
		hw_diag(value->diags, HW_DIAG_MARKUP_IN_TEXT,
		    value->text.span,
		    HW_STR("Write it as one paragraph: no empty lines, and "
			   "no '|' after the colon."),
		    "'%s' has a line break; it is one line of words",
		    value->field->name);
		return false;
	}
	at = hw_str_find_char(value->text.s, '\t');
	if (at == SIZE_MAX)
		return true;
	hw_diag(value->diags, HW_DIAG_MARKUP_IN_TEXT,
	    hw_text_span(&value->text, at, 1),
	    HW_STR("Use a space, not a tab."), "a tab in '%s'",
	    value->field->name);
	return false;
}

bool hw_field_read_text(struct hw_text *out,
    const struct hw_field_value *value)
{
	if (!check_one_line(value) || !check_characters(value) ||
	    !check_length(value) || !hw_form_check(value))
		return false;
	*out = value->text;
	return true;
}

bool hw_field_read_markdown(struct hw_text *out,
    const struct hw_field_value *value)
{
	/* Characters that stand in the file are for input/markdown to judge;
	 * only quotes with backslashes can bring in others. */
	if ((value->text.line_at == NULL && !value->text.exact &&
		!check_characters(value)) ||
	    !check_length(value))
		return false;
	*out = value->text;
	return true;
}

/* ------------------------- dates and numbers -------------------------- */

bool hw_field_read_date(struct hw_when *out,
    const struct hw_field_value *value)
{
	struct hw_date date;
	enum hw_date_fault fault = hw_date_parse(&date, value->text.s);

	if (fault != HW_DATE_OK) {
		hw_diag(value->diags, HW_DIAG_BAD_DATE, value->text.span,
		    hw_date_help(value->arena, value->text.s, fault),
		    fault == HW_DATE_RANGE ? "there is no date '%.*s'"
					   : "'%.*s' is not a date",
		    HW_ARG(shown(value)));
		return false;
	}
	if (value->field->type == HW_FIELD_DAY && date.day == 0) {
		hw_diag(value->diags, HW_DIAG_BAD_DATE, value->text.span,
		    hw_fmt(value->arena, "Add the day, as in %.*s-01.",
			HW_ARG(value->text.s)),
		    "'%s' needs a day; '%.*s' is a month", value->field->name,
		    HW_ARG(value->text.s));
		return false;
	}
	out->date = date;
	out->span = value->text.span;
	return true;
}

static void bad_number(const struct hw_field_value *value, const char *what,
    hw_str help)
{
	hw_diag(value->diags, HW_DIAG_BAD_NUMBER, value->text.span, help,
	    "'%.*s' is not a %s", HW_ARG(shown(value)), what);
}

bool hw_field_read_integer(struct hw_integer *out,
    const struct hw_field_value *value)
{
	hw_str s = value->text.s;
	bool is_negative = s.p[0] == '-';
	int number = 0;
	size_t i;

	for (i = is_negative ? 1 : 0; i < s.len && hw_is_digit(s.p[i]); i++)
		number = number < 100000000 ? number * 10 + (s.p[i] - '0')
					    : number;
	if (i < s.len || i == (is_negative ? 1u : 0u)) {
		bad_number(value, "whole number",
		    HW_STR("Write a whole number in digits, as in 10."));
		return false;
	}
	number = is_negative ? -number : number;
	if (number < value->field->min || number > value->field->max) {
		hw_diag(value->diags, HW_DIAG_BAD_NUMBER, value->text.span,
		    hw_fmt(value->arena, "Write a number from %d to %d.",
			value->field->min, value->field->max),
		    "'%s' is out of range", value->field->name);
		return false;
	}
	out->value = number;
	out->span = value->text.span;
	return true;
}

bool hw_number_parse(double *out, hw_str text)
{
	double whole = 0, scale = 1;
	bool is_negative = text.len > 0 && text.p[0] == '-',
	     has_point = false;
	size_t i = is_negative ? 1 : 0, digits = 0;

	for (; i < text.len; i++) {
		if (text.p[i] == '.' && !has_point && digits > 0 &&
		    i + 1 < text.len) {
			has_point = true;
			continue;
		}
		if (!hw_is_digit(text.p[i]) || ++digits > 15)
			return false;
		whole = whole * 10 + (text.p[i] - '0');
		if (has_point)
			scale *= 10;
	}
	if (digits == 0)
		return false;
	*out = (is_negative && whole > 0 ? -whole : whole) / scale;
	return true;
}

bool hw_field_read_number(struct hw_number *out,
    const struct hw_field_value *value)
{
	hw_str s = value->text.s;

	if (hw_number_parse(&out->value, s)) {
		out->text = s;
		out->span = value->text.span;
		return true;
	}
	bad_number(value, "number",
	    s.p[s.len - 1] == '%'
		? HW_STR("Write the number alone, and the % in 'unit'.")
		: hw_str_find_char(s, ',') != SIZE_MAX
		? HW_STR("Write it without commas, and with a point before "
			 "decimals.")
		: HW_STR("Write a number in digits, as in 85 or 12.5."));
	return false;
}

/* --------------------------- words of a set --------------------------- */

static hw_str allowed_words(const struct hw_field_value *value)
{
	struct hw_buf list = {0};
	hw_str words;
	size_t i;

	for (i = 0; value->field->allowed[i] != NULL; i++)
		hw_buf_printf(&list, "%s%s", i > 0 ? ", " : "",
		    value->field->allowed[i]);
	words = hw_buf_take(&list, value->arena);
	hw_buf_free(&list);
	return words;
}

static const struct hw_synonym *synonym_of(const struct hw_field *field,
    hw_str word)
{
	const struct hw_synonym *synonym = field->synonyms;

	for (; synonym != NULL && synonym->word != NULL; synonym++)
		if (hw_str_equal_nocase(word, hw_str_of(synonym->word)))
			return synonym;
	return NULL;
}

/* The allowed word or synonym most like what was written. */
static hw_str nearest_word(const struct hw_field *field, hw_str word)
{
	hw_str near[64];
	size_t count = 0, i;

	for (i = 0; field->allowed[i] != NULL && count < 64; i++)
		near[count++] = hw_str_of(field->allowed[i]);
	for (i = 0; field->synonyms != NULL &&
	     field->synonyms[i].word != NULL && count < 64;
	     i++)
		near[count++] = hw_str_of(field->synonyms[i].word);
	/* Nobody types a whole sentence for one of these words. */
	return word.len <= HW_NEAREST_BYTES
	    ? hw_str_nearest(word, near, count)
	    : HW_STR_NONE;
}

static hw_str choice_help(const struct hw_field_value *value)
{
	const struct hw_field *field = value->field;
	const struct hw_synonym *synonym = synonym_of(field, value->text.s);
	hw_str allowed = allowed_words(value), near;
	const char *start = "";

	near = nearest_word(field, value->text.s);
	if (synonym == NULL && near.len > 0) {
		synonym = synonym_of(field, near);
		start = hw_fmt(value->arena, "Did you mean '%.*s'? ",
		    HW_ARG(near))
			    .p;
	}
	if (synonym != NULL && synonym->help != NULL)
		return hw_fmt(value->arena, "%s%s Allowed: %.*s.", start,
		    synonym->help, HW_ARG(allowed));
	if (synonym != NULL && synonym->value >= 0)
		return hw_fmt(value->arena, "%sUse '%s'. Allowed: %.*s.",
		    start, field->allowed[synonym->value], HW_ARG(allowed));
	return hw_fmt(value->arena, "%sAllowed: %.*s.", start,
	    HW_ARG(allowed));
}

bool hw_field_read_choice(struct hw_choice *out,
    const struct hw_field_value *value)
{
	const struct hw_field *field = value->field;
	int i;

	for (i = 0; field->allowed[i] != NULL; i++)
		if (hw_str_equal(value->text.s,
			hw_str_of(field->allowed[i]))) {
			out->value = i;
			out->span = value->text.span;
			return true;
		}
	hw_diag(value->diags, HW_DIAG_UNKNOWN_VALUE, value->text.span,
	    choice_help(value), "unknown %s '%.*s'",
	    field->noun != NULL ? field->noun : field->name,
	    HW_ARG(shown(value)));
	return false;
}

bool hw_field_read_flag(struct hw_flag *out,
    const struct hw_field_value *value)
{
	static const struct {
		const char *word;
		bool value;
	} others[] = {{"true", true}, {"false", false}, {"yes", true},
	    {"no", false}, {"on", true}, {"off", false}};
	hw_str s = value->text.s;
	size_t i;

	for (i = 0; i < HW_COUNT(others); i++)
		if (hw_str_equal_nocase(s, hw_str_of(others[i].word)))
			break;
	if (i == HW_COUNT(others)) {
		hw_diag(value->diags, HW_DIAG_BAD_BOOLEAN, value->text.span,
		    HW_STR("Write true or false."),
		    "'%s' is true or false, not '%.*s'", value->field->name,
		    HW_ARG(shown(value)));
		return false;
	}
	out->value = others[i].value;
	out->span = value->text.span;
	if (!hw_str_equal(s, HW_STR("true")) &&
	    !hw_str_equal(s, HW_STR("false")))
		hw_diag(value->diags, HW_DIAG_YES_NO, value->text.span,
		    hw_fmt(value->arena, "Write %s.",
			out->value ? "true" : "false"),
		    "'%.*s' is taken as %s", HW_ARG(s),
		    out->value ? "true" : "false");
	return true;
}
