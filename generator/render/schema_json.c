#include "render/schema_json.h"

#include "input/repairs.h"
#include "input/schema.h"
#include "model/site.h"
#include "render/json_put.h"

#define YEAR  "(19[7-9][0-9]|20[0-9]{2}|2100)"
#define MONTH "(0[1-9]|1[0-2])"
#define DAY   "(0[1-9]|[12][0-9]|3[01])"

/* jansson answers a lack of memory with NULL or -1. */
static json_t *made(json_t *value)
{
	if (value == NULL)
		hw_oom();
	return value;
}

static json_t *text(const char *c_string)
{
	return made(json_string(c_string));
}

static json_t *number(size_t value)
{
	return made(json_integer((json_int_t)value));
}

/* "an action" -> "action", "site.yaml" -> "site": a definition's name. */
static hw_str definition_name(struct hw_arena *arena, const char *of)
{
	hw_str name = hw_str_of(of), copy;
	size_t i, dot;
	char *p;

	if (hw_str_starts(name, HW_STR("a ")))
		name = hw_str_sub(name, 2, name.len);
	else if (hw_str_starts(name, HW_STR("an ")))
		name = hw_str_sub(name, 3, name.len);
	dot = hw_str_find_char(name, '.');
	if (dot != SIZE_MAX)
		name = hw_str_sub(name, 0, dot);
	copy = hw_str_dup(arena, name);
	p = (char *)copy.p;
	for (i = 0; i < copy.len; i++)
		if (p[i] == ' ')
			p[i] = '_';
	return copy;
}

/* The definition of a table; of a translation its words alone. */
static hw_str definition_of(struct hw_arena *arena,
    const struct hw_field_table *table, bool words)
{
	hw_str name = definition_name(arena, table->of);

	return words ? hw_fmt(arena, "translated_%.*s", HW_ARG(name)) : name;
}

static void put_reference(json_t *object, hw_str definition,
    struct hw_arena *arena)
{
	hw_json_set(object, "$ref",
	    text(hw_fmt(arena, "#/$defs/%.*s", HW_ARG(definition)).p));
}

/* A text may be written without quotes, so `5` and `true` are texts too. */
static void put_text(json_t *schema, const struct hw_field *field)
{
	json_t *types = made(json_array());

	hw_json_append(types, text("string"));
	hw_json_append(types, text("number"));
	hw_json_append(types, text("boolean"));
	hw_json_set(schema, "type", types);
	hw_json_set(schema, "minLength", number(1));
	if (field->max_length > 0)
		hw_json_set(schema, "maxLength", number(field->max_length));
}

static void put_pattern(json_t *schema, const char *pattern)
{
	hw_json_set(schema, "type", text("string"));
	hw_json_set(schema, "pattern", text(pattern));
}

static void put_words(json_t *schema, const struct hw_field *field)
{
	json_t *words = made(json_array());
	size_t i;

	for (i = 0; field->allowed[i] != NULL; i++)
		hw_json_append(words, text(field->allowed[i]));
	hw_json_set(schema, "enum", words);
}

static void put_list(json_t *schema, const struct hw_field *field,
    json_t *items)
{
	hw_json_set(schema, "type", text("array"));
	hw_json_set(schema, "items", items);
	if (field->max_items > 0)
		hw_json_set(schema, "maxItems", number(field->max_items));
}

/* Patterns of the types that are texts of a certain form; NULL for others. */
static const char *pattern_of(enum hw_field_type type)
{
	switch (type) {
	case HW_FIELD_DATE:
		return "^" YEAR "-" MONTH "(-" DAY ")?$";
	case HW_FIELD_DAY:
		return "^" YEAR "-" MONTH "-" DAY "$";
	case HW_FIELD_COLOUR:
		return "^#[0-9A-Fa-f]{6}$";
	case HW_FIELD_URL:
		return "^https?://[^ ]+$";
	case HW_FIELD_EMAIL:
		return "^[^@ ]+@[^@ ]+\\.[^@ ]+$";
	case HW_FIELD_CONTACT:
		return "^(https://[^ ]+|[^@ ]+@[^@ ]+\\.[^@ ]+)$";
	case HW_FIELD_LANGUAGE:
		return "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
	case HW_FIELD_PATH:
		return "^(?!.*(^|/)\\.{0,2}(/|$))[^:\\\\]+$";
	default:
		return NULL;
	}
}

static void put_type(json_t *schema, const struct hw_field *field, bool words,
    struct hw_arena *arena)
{
	json_t *items;

	switch (field->type) {
	case HW_FIELD_TEXT:
	case HW_FIELD_CONTACT:
	case HW_FIELD_MARKDOWN:
		put_text(schema, field);
		break;
	case HW_FIELD_REF:
		put_text(schema, field);
		hw_json_set(schema, "pattern",
		    text("^[A-Za-z0-9][A-Za-z0-9.-]{0,23}$"));
		break;
	case HW_FIELD_ENUM:
		put_words(schema, field);
		break;
	case HW_FIELD_FLAG:
		hw_json_set(schema, "type", text("boolean"));
		break;
	case HW_FIELD_INTEGER:
		hw_json_set(schema, "type", text("integer"));
		hw_json_set(schema, "minimum", json_integer(field->min));
		hw_json_set(schema, "maximum", json_integer(field->max));
		break;
	case HW_FIELD_NUMBER:
		hw_json_set(schema, "type", text("number"));
		break;
	case HW_FIELD_TEXT_LIST:
		items = made(json_object());
		put_text(items, field);
		put_list(schema, field, items);
		break;
	case HW_FIELD_OBJECT:
		put_reference(schema,
		    definition_of(arena, field->table, words), arena);
		break;
	case HW_FIELD_OBJECT_LIST:
		items = made(json_object());
		put_reference(items,
		    definition_of(arena, field->table, words), arena);
		put_list(schema, field, items);
		break;
	default:
		put_pattern(schema, pattern_of(field->type));
		break;
	}
}

static json_t *field_schema(const struct hw_field *field, bool words,
    struct hw_arena *arena)
{
	json_t *schema = made(json_object());

	hw_json_set(schema, "description", text(field->help));
	put_type(schema, field, words, arena);
	return schema;
}

/* The object of a table; of front matter, the fields that `where` allows; of
 * a translation, the words. */
static json_t *table_schema(const struct hw_field_table *table,
    unsigned where, bool words, struct hw_arena *arena)
{
	json_t *schema = made(json_object()), *fields = made(json_object());
	json_t *required = made(json_array());
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct hw_field *field = &table->fields[i];

		if ((where != 0 && (field->where & where) == 0) ||
		    (words && field->words == HW_FIELD_IS_DATA))
			continue;
		hw_json_set(fields, field->name,
		    field_schema(field, words, arena));
		if (words ? field->words == HW_FIELD_IS_NEEDED
			  : field->is_required)
			hw_json_append(required, text(field->name));
	}
	hw_json_set(schema, "type", text("object"));
	hw_json_set(schema, "properties", fields);
	hw_json_set(schema, "required", required);
	hw_json_set(schema, "additionalProperties", json_false());
	return schema;
}

/* "if kind is plan, then there are no actions": one for each kind. */
static json_t *kind_rule(int kind)
{
	json_t *rule = made(json_object()), *when = made(json_object());
	json_t *then = made(json_object()), *fields = made(json_object());
	json_t *is_kind = made(json_object()), *word = made(json_object());
	json_t *required = made(json_array());
	size_t i;

	hw_json_set(word, "const", text(hw_kind_word(kind)));
	hw_json_set(is_kind, "kind", word);
	hw_json_append(required, text("kind"));
	hw_json_set(when, "properties", is_kind);
	hw_json_set(when, "required", required);
	for (i = 0; i < hw_front_table.count; i++)
		if ((hw_front_table.fields[i].where & 1u << kind) == 0)
			hw_json_set(fields, hw_front_table.fields[i].name,
			    json_false());
	hw_json_set(then, "properties", fields);
	hw_json_set(rule, "if", when);
	hw_json_set(rule, "then", then);
	return rule;
}

/* The definitions of the tables that a table's fields name. Tables do not
 * name each other in circles, and nest three deep. */
static void put_subtables(json_t *definitions,
    const struct hw_field_table *table, bool words, struct hw_arena *arena)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct hw_field_table *sub = table->fields[i].table;
		hw_str name;

		if (sub == NULL ||
		    (words && table->fields[i].words == HW_FIELD_IS_DATA))
			continue;
		name = definition_of(arena, sub, words);
		if (json_object_get(definitions, name.p) == NULL)
			hw_json_set(definitions, name.p,
			    table_schema(sub, 0, words, arena));
		put_subtables(definitions, sub, words, arena);
	}
}

static json_t *definitions(struct hw_arena *arena)
{
	json_t *all = made(json_object()), *rules = made(json_array());
	json_t *page =
	    table_schema(&hw_front_table, ~HW_WHERE_EASY, false, arena);
	int kind;

	for (kind = 0; kind <= HW_PAGE_ORDINARY; kind++)
		hw_json_append(rules, kind_rule(kind));
	hw_json_set(page, "allOf", rules);
	hw_json_set(all, "page", page);
	hw_json_set(all, "easy_read_page",
	    table_schema(&hw_front_table, HW_WHERE_EASY, false, arena));
	hw_json_set(all, "translation",
	    table_schema(&hw_front_table, 0, true, arena));
	hw_json_set(all, "site",
	    table_schema(&hw_settings_table, 0, false, arena));
	hw_json_set(all, "words",
	    table_schema(&hw_words_table, 0, false, arena));
	hw_json_set(all, "history",
	    table_schema(&hw_repairs_table, 0, false, arena));
	put_subtables(all, &hw_front_table, false, arena);
	put_subtables(all, &hw_front_table, true, arena);
	put_subtables(all, &hw_settings_table, false, arena);
	put_subtables(all, &hw_words_table, false, arena);
	put_subtables(all, &hw_repairs_table, false, arena);
	return all;
}

hw_str hw_schema_json(struct hw_arena *arena)
{
	static const char *const files[] = {"page", "easy_read_page",
	    "translation", "site", "words", "history"};
	json_t *root = made(json_object()), *any = made(json_array());
	struct hw_buf out = {0};
	size_t i;

	hw_json_set(root, "$schema",
	    text("https://json-schema.org/draft/2020-12/schema"));
	hw_json_set(root, "title", text("headway"));
	hw_json_set(root, "description",
	    text("Front matter of pages, site.yaml, words.yaml and "
		 "history.yaml of a headway site."));
	for (i = 0; i < HW_COUNT(files); i++) {
		json_t *one = made(json_object());

		put_reference(one, hw_str_of(files[i]), arena);
		hw_json_append(any, one);
	}
	hw_json_set(root, "anyOf", any);
	hw_json_set(root, "$defs", definitions(arena));
	hw_json_print(&out, root, JSON_INDENT(2));
	return hw_buf_take(&out, arena);
}
