#include "input/field_values.h"

#include "input/text.h"

#define REF_LENGTH 24

static hw_str shown(const struct hw_field_value *value)
{
	return hw_text_clip(value->arena, value->text.s);
}

static bool is_hex(char c)
{
	return hw_is_digit(c) || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F');
}

static bool is_ref(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!hw_is_letter(s.p[i]) && !hw_is_digit(s.p[i]) &&
		    (i == 0 || (s.p[i] != '.' && s.p[i] != '-')))
			return false;
	return s.len > 0 && s.len <= REF_LENGTH;
}

static bool check_ref(const struct hw_field_value *value)
{
	if (is_ref(value->text.s))
		return true;
	hw_diag(value->diags, HW_DIAG_BAD_REF, value->text.span,
	    HW_STR("A ref is 1 to 24 letters, digits, dots and hyphens, and "
		   "starts with a letter or a digit, as in A5.1."),
	    "'%.*s' cannot be a ref", HW_ARG(shown(value)));
	return false;
}

static bool all_hex(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!is_hex(s.p[i]))
			return false;
	return true;
}

static bool check_colour(const struct hw_field_value *value)
{
	hw_str s = value->text.s, digits = s, help;

	if (s.p[0] == '#')
		digits = hw_str_sub(s, 1, s.len);
	if (digits.len < s.len && digits.len == 6 && all_hex(digits))
		return true;
	if (digits.len == 6 && all_hex(digits))
		help =
		    hw_fmt(value->arena, "Write \"#%.*s\".", HW_ARG(digits));
	else if (digits.len == 3 && all_hex(digits))
		help = hw_fmt(value->arena, "Write \"#%c%c%c%c%c%c\".",
		    digits.p[0], digits.p[0], digits.p[1], digits.p[1],
		    digits.p[2], digits.p[2]);
	else
		help = HW_STR("Write '#' and six hexadecimal digits in "
			      "quotes, as in \"#12506b\".");
	hw_diag(value->diags, HW_DIAG_BAD_COLOUR, value->text.span, help,
	    "'%.*s' is not a colour", HW_ARG(shown(value)));
	return false;
}

/* Whether s starts with the host of an address: labels of letters, digits
 * and hyphens, or anything not ASCII; then a port, a path or the end. */
static bool has_host(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '/' || c == '?' || c == '#' || c == ':')
			break;
		if (!hw_is_letter(s.p[i]) && !hw_is_digit(s.p[i]) &&
		    c < 0x80 && c != '.' && c != '-')
			return false;
		if (c == '.' && (i == 0 || s.p[i - 1] == '.'))
			return false;
	}
	if (i == 0)
		return false;
	if (i < s.len && s.p[i] == ':') {
		size_t from = ++i;

		while (i < s.len && hw_is_digit(s.p[i]))
			i++;
		if (i == from || i - from > 5)
			return false;
	}
	return i == s.len || s.p[i] == '/' || s.p[i] == '?' || s.p[i] == '#';
}

bool hw_form_is_url(hw_str s)
{
	size_t i, from = 0;

	if (hw_str_starts(s, HW_STR("https://")))
		from = 8;
	else if (hw_str_starts(s, HW_STR("http://")))
		from = 7;
	for (i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '"' ||
		    s.p[i] == '<' || s.p[i] == '>' || s.p[i] == '\\')
			return false;
	return from > 0 && has_host(hw_str_sub(s, from, s.len));
}

static bool check_url(const struct hw_field_value *value)
{
	hw_str s = value->text.s, help, with;

	if (hw_form_is_url(s))
		return true;
	with = hw_fmt(value->arena, "https://%.*s", HW_ARG(s));
	if (hw_str_find(s, HW_STR(":")) == SIZE_MAX && s.p[0] != '/' &&
	    hw_str_find_char(s, '.') != SIZE_MAX && hw_form_is_url(with))
		help = hw_fmt(value->arena, "Write the whole address: %.*s.",
		    HW_ARG(hw_text_clip(value->arena, with)));
	else if (hw_str_find_char(s, ' ') != SIZE_MAX)
		help = HW_STR("Write an address without spaces; a space "
			      "inside it is written %20.");
	else
		help = HW_STR("Write an address that starts with https:// or "
			      "http://.");
	hw_diag(value->diags, HW_DIAG_BAD_URL, value->text.span, help,
	    "'%.*s' is not a web address", HW_ARG(shown(value)));
	return false;
}

static bool is_local_part(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (!hw_is_letter(s.p[i]) && !hw_is_digit(s.p[i]) &&
		    strchr(".!#$%&'*+/=?^_`{|}~-", s.p[i]) == NULL)
			return false;
	return s.len > 0 && s.len <= 64;
}

bool hw_form_is_email(hw_str s)
{
	hw_str domain = HW_STR_NONE;
	size_t at = hw_str_find_char(s, '@'), dot, i;
	bool is_good = at != SIZE_MAX && is_local_part(hw_str_sub(s, 0, at));

	if (is_good)
		domain = hw_str_sub(s, at + 1, s.len);
	for (i = 0; i < domain.len; i++)
		if (!hw_is_letter(domain.p[i]) && !hw_is_digit(domain.p[i]) &&
		    domain.p[i] != '-' && domain.p[i] != '.')
			is_good = false;
	dot = hw_str_find_char(domain, '.');
	return is_good && dot != SIZE_MAX && has_host(domain) &&
	    domain.p[domain.len - 1] != '.';
}

static bool check_email(const struct hw_field_value *value)
{
	if (hw_form_is_email(value->text.s))
		return true;
	hw_diag(value->diags, HW_DIAG_BAD_EMAIL, value->text.span,
	    HW_STR("Write only the address, as in help@example.org."),
	    "'%.*s' is not an e-mail address", HW_ARG(shown(value)));
	return false;
}

/* RFC 9116 wants web addresses to be safe on their way. */
static bool check_contact(const struct hw_field_value *value)
{
	hw_str s = value->text.s;

	if (hw_str_find(s, HW_STR("://")) == SIZE_MAX)
		return check_email(value);
	if (hw_str_starts(s, HW_STR("https://")))
		return check_url(value);
	hw_diag(value->diags, HW_DIAG_BAD_URL, value->text.span,
	    HW_STR("Write an e-mail address, or an address that starts with "
		   "https://."),
	    "'%.*s' is not a safe web address", HW_ARG(shown(value)));
	return false;
}

static bool is_language(hw_str s)
{
	size_t i, from = 0, tags = 0;

	for (i = 0; i <= s.len; i++) {
		if (i < s.len && s.p[i] != '-') {
			if (!hw_is_letter(s.p[i]) &&
			    (tags == 0 || !hw_is_digit(s.p[i])))
				return false;
			continue;
		}
		if (i == from || i - from > 8 ||
		    (tags == 0 && (i - from < 2 || i - from > 3)))
			return false;
		from = i + 1;
		tags++;
	}
	return s.len <= 35;
}

static bool check_language(const struct hw_field_value *value)
{
	if (is_language(value->text.s))
		return true;
	hw_diag(value->diags, HW_DIAG_BAD_TIME_ZONE, value->text.span,
	    HW_STR("Write a language's short code, as in en, cy or en-GB."),
	    "'%.*s' is not a language code", HW_ARG(shown(value)));
	return false;
}

static bool is_path(hw_str s)
{
	size_t i, from = 0;

	for (i = 0; i <= s.len; i++) {
		hw_str part;

		if (i < s.len && (s.p[i] == '\\' || s.p[i] == ':'))
			return false;
		if (i < s.len && s.p[i] != '/')
			continue;
		part = hw_str_sub(s, from, i);
		if (part.len == 0 || hw_str_equal(part, HW_STR(".")) ||
		    hw_str_equal(part, HW_STR("..")))
			return false;
		from = i + 1;
	}
	return true;
}

static bool check_path(const struct hw_field_value *value)
{
	if (is_path(value->text.s))
		return true;
	hw_diag(value->diags, HW_DIAG_BAD_PATH, value->text.span,
	    HW_STR("Name a file by its way from the folder 'content', with "
		   "'/' between folders and without '..', as in "
		   "data/waiting.csv."),
	    "'%.*s' is not a file's path", HW_ARG(shown(value)));
	return false;
}

bool hw_form_check(const struct hw_field_value *value)
{
	switch (value->field->type) {
	case HW_FIELD_REF:
		return check_ref(value);
	case HW_FIELD_COLOUR:
		return check_colour(value);
	case HW_FIELD_URL:
		return check_url(value);
	case HW_FIELD_EMAIL:
		return check_email(value);
	case HW_FIELD_CONTACT:
		return check_contact(value);
	case HW_FIELD_LANGUAGE:
		return check_language(value);
	case HW_FIELD_PATH:
		return check_path(value);
	default:
		return true;
	}
}
