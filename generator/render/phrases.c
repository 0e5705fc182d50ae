#include "render/phrases.h"

#include "input/yaml.h"

#include <stdio.h>

void hw_phrases_load(struct hw_phrases *phrases,
    const struct hw_source *source, struct hw_arena *arena,
    struct hw_diags *diags)
{
	struct hw_yaml *tree;
	size_t i;

	*phrases = (struct hw_phrases){.source = source,
	    .arena = arena,
	    .diags = diags};
	hw_map_init(&phrases->words, arena);
	tree = hw_yaml_read(source, 0, source->text.len, diags, arena);
	if (tree == NULL || tree->kind != HW_YAML_MAPPING)
		return;
	for (i = 0; i < tree->pairs.count; i++) {
		struct hw_yaml_pair *pair = &tree->pairs.items[i];
		hw_str *words;

		if (pair->value->kind != HW_YAML_SCALAR)
			hw_diag(diags, HW_DIAG_WRONG_TYPE, pair->value->span,
			    HW_STR("Write one line of words."),
			    "'%.*s' is not a text", HW_ARG(pair->key.s));
		/* Of a wrong kind: no words, but a layout may ask for it. */
		words = HW_NEW(arena, hw_str);
		*words = pair->value->text.s;
		hw_map_add(&phrases->words, pair->key.s, words);
	}
}

hw_str hw_phrase(const struct hw_phrases *phrases, const char *key)
{
	const hw_str *words = hw_map_get(&phrases->words, hw_str_of(key));

	if (words != NULL)
		return *words;
	hw_diag(phrases->diags, HW_DIAG_WORD_MISSING,
	    hw_span_file(phrases->source),
	    hw_fmt(phrases->arena, "Add a line '%s: …'.", key),
	    "the interface words have no '%s'", key);
	return HW_STR_NONE;
}

static const hw_str *value_of(const struct hw_phrase_value *values,
    size_t count, hw_str name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (hw_str_equal(values[i].name, name))
			return &values[i].value;
	return NULL;
}

hw_str hw_phrase_fill(const struct hw_phrases *phrases,
    struct hw_arena *arena, const char *key,
    const struct hw_phrase_value *values, size_t count)
{
	hw_str words = hw_phrase(phrases, key), filled;
	struct hw_buf out = {0};

	while (words.len > 0) {
		size_t open = hw_str_find_char(words, '{'), close;
		const hw_str *value = NULL;

		if (open == SIZE_MAX)
			open = words.len;
		hw_buf_add(&out, hw_str_sub(words, 0, open));
		words = hw_str_sub(words, open, words.len);
		close = hw_str_find_char(words, '}');
		if (close == SIZE_MAX) {
			hw_buf_add(&out, words);
			break;
		}
		value = value_of(values, count, hw_str_sub(words, 1, close));
		hw_buf_add(&out,
		    value != NULL ? *value : hw_str_sub(words, 0, close + 1));
		words = hw_str_sub(words, close + 1, words.len);
	}
	filled = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return filled;
}

hw_str hw_phrase_count(const struct hw_phrases *phrases,
    struct hw_arena *arena, const char *key, size_t count)
{
	char full[64];

	snprintf(full, sizeof(full), "%s_%s", key,
	    count == 1 ? "one" : "many");
	return HW_PHRASE(phrases, arena, full,
	    {HW_STR("n"), hw_fmt(arena, "%zu", count)});
}

const struct hw_value *hw_phrases_value(const struct hw_phrases *phrases)
{
	struct hw_value *map = hw_value_map(phrases->arena);
	size_t i;

	for (i = 0; i < phrases->words.count; i++) {
		const hw_str *words = phrases->words.entries[i].value;

		hw_value_set_text(phrases->arena, map,
		    phrases->words.entries[i].key, *words);
	}
	return map;
}
