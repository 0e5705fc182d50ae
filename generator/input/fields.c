#include "input/fields.h"

#include "input/field_values.h"
#include "input/text.h"

struct reader {
	const struct hw_field_table *root; /* for "belongs in" */
	struct hw_diags *diags;
	struct hw_arena *arena;
	bool words_only; /* of a translation */
};

/* What stands at the offset of an OBJECT_LIST. */
struct object_list {
	void *items;
	size_t count;
};

static void read_table(const struct reader *reader,
    const struct hw_field_table *table, const struct hw_yaml *mapping,
    void *out);

const struct hw_field *hw_field_find(const struct hw_field_table *table,
    hw_str name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (hw_str_equal(name, hw_str_of(table->fields[i].name)))
			return &table->fields[i];
	return NULL;
}

hw_str hw_field_names(const struct hw_field_table *table,
    struct hw_arena *arena)
{
	struct hw_buf list = {0};
	hw_str names;
	size_t i;

	for (i = 0; i < table->count; i++)
		hw_buf_printf(&list, "%s%s", i > 0 ? ", " : "",
		    table->fields[i].name);
	names = hw_buf_take(&list, arena);
	hw_buf_free(&list);
	return names;
}

/* ---------------------------- unknown names --------------------------- */

/*
 * The table below `from` that has a field of this name. Depth is that of
 * the tables, which is fixed and small.
 */
static const struct hw_field_table *table_with(
    const struct hw_field_table *from, hw_str name)
{
	const struct hw_field_table *found = NULL;
	size_t i;

	if (hw_field_find(from, name) != NULL)
		return from;
	for (i = 0; i < from->count && found == NULL; i++)
		if (from->fields[i].table != NULL)
			found = table_with(from->fields[i].table, name);
	return found;
}

static hw_str nearest_field(const struct hw_field_table *table, hw_str name)
{
	hw_str names[64];
	size_t count = 0, i;

	for (i = 0; i < table->count && count < HW_COUNT(names); i++)
		names[count++] = hw_str_of(table->fields[i].name);
	/* Nobody types a whole sentence for one of these words. */
	return name.len <= HW_NEAREST_BYTES
	    ? hw_str_nearest(name, names, count)
	    : HW_STR_NONE;
}

static void unknown_field(const struct reader *reader,
    const struct hw_field_table *table, const struct hw_text *key)
{
	const struct hw_field_table *other = table_with(reader->root, key->s);
	hw_str near = nearest_field(table, key->s), start = HW_STR_NONE;

	if (other != NULL)
		start = hw_fmt(reader->arena,
		    "'%.*s' is a field of %s: check the indentation. ",
		    HW_ARG(key->s), other->of);
	else if (near.len > 0)
		start = hw_fmt(reader->arena, "Did you mean '%.*s'? ",
		    HW_ARG(near));
	hw_diag(reader->diags, HW_DIAG_UNKNOWN_FIELD, key->span,
	    hw_fmt(reader->arena, "%.*sFields of %s: %.*s.", HW_ARG(start),
		table->of, HW_ARG(hw_field_names(table, reader->arena))),
	    "unknown field '%.*s'",
	    HW_ARG(hw_text_clip(reader->arena, key->s)));
}

/* -------------------------------- values ------------------------------ */

static void empty_value(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node,
    struct hw_span place)
{
	hw_str text, rest, line = HW_STR_NONE, help;

	if (node->style == HW_YAML_PLAIN && place.source != NULL) {
		text = place.source->text;
		rest = hw_str_sub(text, place.at + place.len, text.len);
		hw_str_next_line(&rest, &line);
		if (hw_str_starts(line, HW_STR(":")))
			line = hw_str_sub(line, 1, line.len);
		line = hw_str_trim(line);
	}
	if (hw_str_starts(line, HW_STR("#")))
		help =
		    HW_STR("What follows a '#' is a comment. Put the value "
			   "in quotes.");
	else
		help = hw_fmt(reader->arena,
		    "Write a value, as in '%s: %s'%s.", field->name,
		    field->example,
		    field->is_required ? "" : ", or take the field out");
	hw_diag(reader->diags, HW_DIAG_EMPTY_VALUE, place, help,
	    "'%s' has no value", field->name);
}

static const char *kind_name(const struct hw_yaml *node)
{
	return node->kind == HW_YAML_LIST   ? "a list"
	    : node->kind == HW_YAML_MAPPING ? "a group of fields"
					    : "one value";
}

static void wrong_type(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node,
    const char *wanted, hw_str help)
{
	hw_diag(reader->diags, HW_DIAG_WRONG_TYPE, node->text.span, help,
	    "'%s' needs %s, not %s", field->name, wanted, kind_name(node));
}

/*
 * Takes spaces and line ends off both ends. A block of one line becomes
 * plain words with an exact place.
 */
static struct hw_text trimmed(const struct hw_text *text, bool is_markdown)
{
	struct hw_text out = *text;
	size_t from, to;

	if (is_markdown)
		return out; /* spaces mean something there */
	out.s = hw_str_trim(text->s);
	from = out.s.len > 0 ? (size_t)(out.s.p - text->s.p) : 0;
	to = from + out.s.len;
	if (text->line_at == NULL && !text->exact)
		return out;
	if (hw_str_find_char(hw_str_sub(text->s, from, to), '\n') != SIZE_MAX)
		return out;
	out.span = hw_text_span(text, from, to - from);
	out.line_at = NULL;
	out.exact = true;
	return out;
}

/* The value of a node that is to be one scalar, or false after reporting.
 * `key` is where to complain when there is nothing. */
static bool scalar(const struct reader *reader, const struct hw_field *field,
    const struct hw_yaml *node, struct hw_span key,
    struct hw_field_value *out)
{
	if (node->kind == HW_YAML_REFUSED)
		return false;
	if (node->kind != HW_YAML_SCALAR) {
		wrong_type(reader, field, node, "one value",
		    hw_fmt(reader->arena,
			"Write it as in '%s: %s'. If the value starts with a "
			"bracket, put it in quotes.",
			field->name, field->example));
		return false;
	}
	*out = (struct hw_field_value){.field = field,
	    .text = trimmed(&node->text, field->type == HW_FIELD_MARKDOWN),
	    .diags = reader->diags,
	    .arena = reader->arena};
	if (hw_str_trim(out->text.s).len > 0)
		return true;
	empty_value(reader, field, node, key);
	return false;
}

static void read_scalar(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node,
    struct hw_span key, void *at)
{
	struct hw_field_value value;

	if (!scalar(reader, field, node, key, &value))
		return;
	switch (field->type) {
	case HW_FIELD_MARKDOWN:
		hw_field_read_markdown(at, &value);
		break;
	case HW_FIELD_DATE:
	case HW_FIELD_DAY:
		hw_field_read_date(at, &value);
		break;
	case HW_FIELD_ENUM:
		hw_field_read_choice(at, &value);
		break;
	case HW_FIELD_FLAG:
		hw_field_read_flag(at, &value);
		break;
	case HW_FIELD_INTEGER:
		hw_field_read_integer(at, &value);
		break;
	case HW_FIELD_NUMBER:
		hw_field_read_number(at, &value);
		break;
	default:
		hw_field_read_text(at, &value);
		break;
	}
}

/* Whether a node is a list within its limit; reports otherwise. */
static bool check_list(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node, hw_str help,
    struct hw_span key)
{
	if (node->kind == HW_YAML_REFUSED)
		return false;
	if (hw_yaml_is_empty(node)) {
		empty_value(reader, field, node, key);
		return false;
	}
	if (node->kind != HW_YAML_LIST) {
		wrong_type(reader, field, node, "a list", help);
		return false;
	}
	if (field->max_items == 0 || node->items.count <= field->max_items)
		return true;
	hw_diag(reader->diags, HW_DIAG_TOO_MANY,
	    node->items.items[field->max_items]->text.span,
	    hw_fmt(reader->arena, "Take at least %zu out.",
		node->items.count - field->max_items),
	    "'%s' has %zu items; the limit is %zu", field->name,
	    node->items.count, field->max_items);
	return false;
}

static void read_text_list(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node,
    struct hw_span key, struct hw_texts *out)
{
	hw_str help = HW_STR_NONE, one;
	size_t i;

	if (node->kind != HW_YAML_LIST)
		help = hw_fmt(reader->arena, "Write it as a list: %s: %s",
		    field->name, field->example);
	if (node->kind == HW_YAML_SCALAR) {
		one = hw_text_clip(reader->arena, hw_str_trim(node->text.s));
		if (hw_str_find_char(one, '"') == SIZE_MAX &&
		    hw_str_find_char(one, '\n') == SIZE_MAX)
			help = hw_fmt(reader->arena,
			    "Write it as a list: %s: [\"%.*s\"]", field->name,
			    HW_ARG(one));
	}
	if (!check_list(reader, field, node, help, key))
		return;
	out->items =
	    HW_NEW_ARRAY(reader->arena, struct hw_text, node->items.count);
	for (i = 0; i < node->items.count; i++) {
		const struct hw_yaml *item = node->items.items[i];
		struct hw_field_value value;

		/* A list with gaps is a list of the good ones: the page is
		 * not built anyway. */
		if (scalar(reader, field, item, item->span, &value) &&
		    hw_field_read_text(&out->items[out->count], &value))
			out->count++;
	}
}

static hw_str object_help(const struct reader *reader,
    const struct hw_field *field, const char *form)
{
	return hw_fmt(reader->arena, "%s Fields of %s: %.*s.", form,
	    field->table->of,
	    HW_ARG(hw_field_names(field->table, reader->arena)));
}

static void read_object(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node,
    struct hw_span key, void *at)
{
	void *object;

	if (node->kind == HW_YAML_REFUSED)
		return;
	if (hw_yaml_is_empty(node)) {
		empty_value(reader, field, node, key);
		return;
	}
	if (node->kind != HW_YAML_MAPPING) {
		wrong_type(reader, field, node, "fields of its own",
		    object_help(reader, field,
			"Write each field on a line of its own below it, "
			"indented by two spaces."));
		return;
	}
	object = hw_arena_alloc(reader->arena, field->table->size);
	read_table(reader, field->table, node, object);
	memcpy(at, &object, sizeof(object));
}

static void read_object_list(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml *node,
    struct hw_span key, void *at)
{
	struct object_list list = {NULL, 0};
	size_t i, size = field->table->size;

	if (!check_list(reader, field, node,
		node->kind == HW_YAML_LIST
		    ? HW_STR_NONE /* it needs no help */
		    : object_help(reader, field,
			  "Start each item with '- ', on a line of its own."),
		key))
		return;
	list.items = hw_arena_calloc(reader->arena, node->items.count, size);
	for (i = 0; i < node->items.count; i++) {
		const struct hw_yaml *item = node->items.items[i];

		if (item->kind == HW_YAML_MAPPING)
			read_table(reader, field->table, item,
			    (char *)list.items + size * list.count++);
		else if (item->kind != HW_YAML_REFUSED)
			hw_diag(reader->diags, HW_DIAG_WRONG_TYPE,
			    item->text.span,
			    object_help(reader, field,
				"Write its fields after the dash."),
			    "an item of '%s' is %s with fields, not %s",
			    field->name, field->table->of, kind_name(item));
	}
	memcpy(at, &list, sizeof(list));
}

static void read_field(const struct reader *reader,
    const struct hw_field *field, const struct hw_yaml_pair *pair, void *out)
{
	void *at = (char *)out + field->offset;

	switch (field->type) {
	case HW_FIELD_TEXT_LIST:
		read_text_list(reader, field, pair->value, pair->key.span,
		    at);
		break;
	case HW_FIELD_OBJECT:
		read_object(reader, field, pair->value, pair->key.span, at);
		break;
	case HW_FIELD_OBJECT_LIST:
		read_object_list(reader, field, pair->value, pair->key.span,
		    at);
		break;
	default:
		read_scalar(reader, field, pair->value, pair->key.span, at);
		break;
	}
}

/* Whether a field is there under a misspelt name: that is one mistake and
 * gets one message. */
static bool is_misspelt(const struct hw_field_table *table,
    const struct hw_yaml *mapping, const struct hw_field *field)
{
	size_t i;

	for (i = 0; i < mapping->pairs.count; i++) {
		hw_str key = mapping->pairs.items[i].key.s;

		if (hw_field_find(table, key) == NULL &&
		    hw_str_equal(nearest_field(table, key),
			hw_str_of(field->name)))
			return true;
	}
	return false;
}

static bool is_needed(const struct reader *reader,
    const struct hw_field *field)
{
	return reader->words_only ? field->words == HW_FIELD_IS_NEEDED
				  : field->is_required;
}

static void check_required(const struct reader *reader,
    const struct hw_field_table *table, const struct hw_yaml *mapping)
{
	struct hw_span place = mapping->span;
	size_t i;

	if (mapping->pairs.count > 0)
		place = mapping->pairs.items[0].key.span;
	for (i = 0; i < table->count; i++) {
		const struct hw_field *field = &table->fields[i];

		if (!is_needed(reader, field) ||
		    hw_yaml_get(mapping, hw_str_of(field->name)) != NULL ||
		    is_misspelt(table, mapping, field))
			continue;
		hw_diag(reader->diags, HW_DIAG_MISSING_FIELD, place,
		    hw_fmt(reader->arena, "Add it, as in '%s: %s'. %s",
			field->name, field->example, field->help),
		    "%s without '%s'", table->of, field->name);
	}
}

static hw_str word_fields(const struct hw_field_table *table,
    struct hw_arena *arena)
{
	struct hw_buf list = {0};
	hw_str names;
	size_t i;

	for (i = 0; i < table->count; i++)
		if (table->fields[i].words != HW_FIELD_IS_DATA)
			hw_buf_printf(&list, "%s%s", list.len > 0 ? ", " : "",
			    table->fields[i].name);
	names = hw_buf_take(&list, arena);
	hw_buf_free(&list);
	return names;
}

static void data_field(const struct reader *reader,
    const struct hw_field_table *table, const struct hw_text *key)
{
	hw_diag(reader->diags, HW_DIAG_FIELD_NOT_HERE, key->span,
	    hw_fmt(reader->arena,
		"It is the same in every language, so it stands in the "
		"standard page alone. In a translation %s has: %.*s.",
		table->of, HW_ARG(word_fields(table, reader->arena))),
	    "a translation has no '%.*s'", HW_ARG(key->s));
}

/* A struct with no field given. */
static void set_up(const struct hw_field_table *table,
    const struct hw_yaml *node, void *out)
{
	struct hw_choice absent = {.value = -1};
	size_t i;

	memset(out, 0, table->size);
	for (i = 0; i < table->count; i++)
		if (table->fields[i].type == HW_FIELD_ENUM)
			memcpy((char *)out + table->fields[i].offset, &absent,
			    sizeof(absent));
	if (table->span_offset != 0)
		memcpy((char *)out + table->span_offset, &node->span,
		    sizeof(node->span));
}

static void read_table(const struct reader *reader,
    const struct hw_field_table *table, const struct hw_yaml *mapping,
    void *out)
{
	size_t i;

	set_up(table, mapping, out);
	check_required(reader, table, mapping);
	for (i = 0; i < mapping->pairs.count; i++) {
		const struct hw_yaml_pair *pair = &mapping->pairs.items[i];
		const struct hw_field *field =
		    hw_field_find(table, pair->key.s);

		if (field == NULL)
			unknown_field(reader, table, &pair->key);
		else if (reader->words_only &&
		    field->words == HW_FIELD_IS_DATA)
			data_field(reader, table, &pair->key);
		else
			read_field(reader, field, pair, out);
	}
}

static void read_all(const struct reader *reader,
    const struct hw_yaml *mapping, void *out)
{
	const struct hw_field_table *table = reader->root;
	struct hw_diags *diags = reader->diags;
	struct hw_arena *arena = reader->arena;
	hw_str help = HW_STR("Write lines such as 'title: About us'.");

	if (mapping->kind == HW_YAML_MAPPING) {
		read_table(reader, table, mapping, out);
		return;
	}
	set_up(table, mapping, out);
	if (mapping->kind == HW_YAML_REFUSED)
		return;
	if (mapping->kind == HW_YAML_SCALAR &&
	    hw_str_find_char(mapping->text.s, ':') != SIZE_MAX)
		help = HW_STR("Put a space after each colon.");
	hw_diag(diags, HW_DIAG_WRONG_TYPE, mapping->text.span,
	    hw_fmt(arena, "%.*s Fields of %s: %.*s.", HW_ARG(help), table->of,
		HW_ARG(hw_field_names(table, arena))),
	    "%s where the fields of %s belong", kind_name(mapping),
	    table->of);
}

void hw_fields_read(const struct hw_field_table *table,
    const struct hw_yaml *mapping, void *out, struct hw_diags *diags,
    struct hw_arena *arena)
{
	const struct reader reader = {table, diags, arena, false};

	read_all(&reader, mapping, out);
}

void hw_fields_read_words(const struct hw_field_table *table,
    const struct hw_yaml *mapping, void *out, struct hw_diags *diags,
    struct hw_arena *arena)
{
	const struct reader reader = {table, diags, arena, true};

	read_all(&reader, mapping, out);
}
