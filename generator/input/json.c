#include "input/json.h"

#include <assert.h>
#include <jansson.h>

static const struct hw_value *convert(struct hw_arena *arena, json_t *json);

static hw_str copy_string(struct hw_arena *arena, const json_t *json)
{
	return hw_str_dup(arena,
	    (hw_str){json_string_value(json), json_string_length(json)});
}

/* The fewest digits that read back as the same number. */
static hw_str write_real(struct hw_arena *arena, double real)
{
	char digits[40];
	size_t i;
	int precision;

	for (precision = 1; precision <= 17; precision++) {
		snprintf(digits, sizeof(digits), "%.*g", precision, real);
		if (strtod(digits, NULL) == real)
			break;
	}
	/* Plain digits where they are not too many. */
	if (real > -1e15 && real < 1e15 && (real >= 1e-4 || real <= -1e-4) &&
	    strchr(digits, 'e') != NULL)
		snprintf(digits, sizeof(digits), "%.0f", real);
	/* A decimal comma would come from the locale. */
	for (i = 0; digits[i] != '\0'; i++)
		if (digits[i] == ',')
			digits[i] = '.';
	return hw_str_dup(arena, hw_str_of(digits));
}

static const struct hw_value *convert_object(struct hw_arena *arena,
    json_t *json)
{
	struct hw_value *map = hw_value_map(arena);
	const char *key;
	json_t *child;

	json_object_foreach(json, key, child) hw_value_set(arena, map,
	    hw_str_dup(arena, hw_str_of(key)), convert(arena, child));
	return map;
}

static const struct hw_value *convert_array(struct hw_arena *arena,
    const json_t *json)
{
	struct hw_value *list = hw_value_list(arena);
	size_t i;

	for (i = 0; i < json_array_size(json); i++)
		hw_value_push(arena, list,
		    convert(arena, json_array_get(json, i)));
	return list;
}

/* Goes as deep as the text does, which is checked beforehand. */
static const struct hw_value *convert(struct hw_arena *arena, json_t *json)
{
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return convert_object(arena, json);
	case JSON_ARRAY:
		return convert_array(arena, json);
	case JSON_STRING:
		return hw_value_text(arena, copy_string(arena, json));
	case JSON_INTEGER:
		return hw_value_integer(arena, json_integer_value(json));
	case JSON_REAL:
		return hw_value_number(arena,
		    write_real(arena, json_real_value(json)));
	case JSON_TRUE:
		return &hw_value_true;
	case JSON_FALSE:
		return &hw_value_false;
	case JSON_NULL:
		break;
	}
	return &hw_value_null;
}

/* Where the text first goes too deep, or SIZE_MAX. Counts brackets outside
 * strings, so it holds for text that is not well formed, too. */
static size_t too_deep_at(hw_str text)
{
	size_t i, depth = 0;
	bool in_string = false;

	for (i = 0; i < text.len; i++) {
		char c = text.p[i];

		if (in_string) {
			if (c == '\\')
				i++;
			else if (c == '"')
				in_string = false;
		} else if (c == '"') {
			in_string = true;
		} else if (c == '{' || c == '[') {
			if (++depth > HW_JSON_DEPTH)
				return i;
		} else if ((c == '}' || c == ']') && depth > 0) {
			depth--;
		}
	}
	return SIZE_MAX;
}

static bool is_too_large(const struct hw_source *source,
    struct hw_diags *diags)
{
	size_t at;

	if (source->text.len > HW_JSON_BYTES) {
		hw_diag(diags, HW_DIAG_FILE_TOO_BIG, hw_span_file(source),
		    HW_STR("Divide it into smaller files."),
		    "more than %zu bytes of JSON", HW_JSON_BYTES);
		return true;
	}
	at = too_deep_at(source->text);
	if (at == SIZE_MAX)
		return false;
	hw_diag(diags, HW_DIAG_YAML_LIMIT, (struct hw_span){source, at, 1},
	    HW_STR("Take brackets out."), "JSON more than %d deep",
	    HW_JSON_DEPTH);
	return true;
}

/*
 * Where the mistake is: jansson counts what it has read, and quotes the
 * last of it behind its words: "invalid token near 'tru'".
 */
static struct hw_span place_of(const struct hw_source *source,
    const json_error_t *error)
{
	hw_str words = hw_str_of(error->text), text = source->text, quoted;
	hw_str near = HW_STR(" near '");
	size_t end = error->position > 0 ? (size_t)error->position : 0;
	size_t from = hw_str_find(words, near);

	if (end > text.len)
		end = text.len;
	if (from != SIZE_MAX && hw_str_ends(words, HW_STR("'"))) {
		quoted = hw_str_sub(words, from + near.len, words.len - 1);
		if (hw_str_ends(hw_str_sub(text, 0, end), quoted))
			return (struct hw_span){source, end - quoted.len,
			    quoted.len};
	}
	return (struct hw_span){source, end, 0};
}

static void tell(const struct hw_source *source, struct hw_diags *diags,
    const json_error_t *error)
{
	bool twice = json_error_code(error) == json_error_duplicate_key;

	hw_diag(diags, twice ? HW_DIAG_YAML_DUPLICATE : HW_DIAG_YAML_SYNTAX,
	    place_of(source, error),
	    HW_STR("Look at the commas, quotation marks and brackets up to "
		   "here. Names stand in double quotes."),
	    "JSON that cannot be read: %s", error->text);
}

const struct hw_value *hw_json_read(struct hw_arena *arena,
    const struct hw_source *source, struct hw_diags *diags)
{
	const struct hw_value *value;
	json_error_t error;
	json_t *json;

	if (is_too_large(source, diags))
		return NULL;
	json = json_loadb(source->text.p, source->text.len,
	    JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (json == NULL) {
		tell(source, diags, &error);
		return NULL;
	}
	value = convert(arena, json);
	json_decref(json);
	return value;
}
