/* new_translation: a page's words, each behind '#' until somebody has put it
 * into the other language. */
#include "cli/new.h"
#include "cli/starter.h"
#include "input/front.h"
#include "input/scan.h"
#include "input/schema.h"
#include "input/words.h"
#include "input/yaml_edit.h"

#include <stdio.h>

/* -------------------------------- its words ---------------------------- */

/* Each line behind `first`, then behind `next`; none ends with a space. */
static void add_lines(struct hw_buf *out, const char *first, const char *next,
    hw_str text)
{
	const char *before = first;
	hw_str line;

	while (hw_str_next_line(&text, &line)) {
		hw_str start = hw_str_of(before);

		while (line.len == 0 && hw_str_ends(start, HW_STR(" ")))
			start.len--;
		hw_buf_printf(out, "%.*s%.*s\n", HW_ARG(start), HW_ARG(line));
		before = next;
	}
}

static void add_scalar(struct hw_buf *out, hw_str text,
    struct hw_arena *arena)
{
	if (hw_str_find_char(text, '\n') == SIZE_MAX) {
		hw_buf_printf(out, " %.*s\n",
		    HW_ARG(hw_yaml_scalar(arena, text, false, '\0')));
		return;
	}
	hw_buf_puts(out, " |\n");
	add_lines(out, "  ", "  ", text);
}

static hw_str words_of(const struct hw_field_table *table,
    const struct hw_yaml *mapping, struct hw_arena *arena);

static void add_items(struct hw_buf *out, const struct hw_field *field,
    const struct hw_yaml *list, struct hw_arena *arena)
{
	size_t i;

	for (i = 0; i < list->items.count; i++) {
		const struct hw_yaml *item = list->items.items[i];

		if (field->type == HW_FIELD_OBJECT_LIST)
			add_lines(out, "  - ", "    ",
			    words_of(field->table, item, arena));
		else
			hw_buf_printf(out, "  - %.*s\n",
			    HW_ARG(hw_yaml_scalar(arena, item->text.s, false,
				'\0')));
	}
}

/* "key: value", without what is the same in every language. */
static hw_str words_of_field(const struct hw_field *field,
    const struct hw_yaml *value, struct hw_arena *arena)
{
	struct hw_buf out = {0};
	hw_str below, words;

	if (field == NULL || hw_yaml_is_empty(value) ||
	    (field->words != HW_FIELD_IS_WORDS &&
		field->words != HW_FIELD_IS_NEEDED))
		return HW_STR_NONE;
	hw_buf_printf(&out, "%s:", field->name);
	if (value->kind == HW_YAML_SCALAR) {
		add_scalar(&out, hw_str_trim(value->text.s), arena);
	} else if (value->kind == HW_YAML_LIST) {
		hw_buf_putc(&out, '\n');
		add_items(&out, field, value, arena);
	} else {
		below = words_of(field->table, value, arena);
		out.len = below.len > 0 ? out.len : 0;
		if (below.len > 0)
			hw_buf_putc(&out, '\n');
		add_lines(&out, "  ", "  ", below);
	}
	words = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return words;
}

static hw_str words_of(const struct hw_field_table *table,
    const struct hw_yaml *mapping, struct hw_arena *arena)
{
	struct hw_buf out = {0};
	hw_str words;
	size_t i;

	for (i = 0; i < mapping->pairs.count; i++)
		hw_buf_add(&out,
		    words_of_field(
			hw_field_find(table, mapping->pairs.items[i].key.s),
			mapping->pairs.items[i].value, arena));
	words = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return words;
}

/* -------------------------------- the page ----------------------------- */

/* What is found by its ref keeps that in force; its words are behind '#'. */
static void add_by_ref(struct hw_buf *out, const struct hw_field *field,
    const struct hw_yaml *list, struct hw_arena *arena)
{
	size_t i, j;

	hw_buf_printf(out, "%s:\n", field->name);
	for (i = 0; i < list->items.count; i++) {
		const struct hw_yaml *item = list->items.items[i];

		hw_buf_printf(out, "  - ref: %.*s\n",
		    HW_ARG(hw_yaml_scalar(arena,
			hw_yaml_get(item, HW_STR("ref"))->text.s, false,
			'\0')));
		for (j = 0; j < item->pairs.count; j++) {
			hw_str key = item->pairs.items[j].key.s;

			if (!hw_str_equal(key, HW_STR("ref")))
				add_lines(out, "    # ", "    # ",
				    words_of_field(
					hw_field_find(field->table, key),
					item->pairs.items[j].value, arena));
		}
	}
}

static bool has_refs(const struct hw_field *field)
{
	return field != NULL && field->type == HW_FIELD_OBJECT_LIST &&
	    hw_field_find(field->table, HW_STR("ref")) != NULL;
}

static void add_page(struct hw_buf *out, const struct hw_page *page,
    const struct hw_yaml *root, struct hw_arena *arena)
{
	hw_str body = hw_str_trim(page->body.s);
	size_t i;

	for (i = 0; i < root->pairs.count; i++) {
		const struct hw_yaml_pair *pair = &root->pairs.items[i];
		const struct hw_field *field =
		    hw_field_find(&hw_front_table, pair->key.s);

		if (has_refs(field) && !hw_yaml_is_empty(pair->value))
			add_by_ref(out, field, pair->value, arena);
		else
			add_lines(out, "# ", "# ",
			    words_of_field(field, pair->value, arena));
	}
	if (body.len > 0) {
		hw_buf_puts(out,
		    "#\n# What stands below the fields. Its translation "
		    "belongs below the line of '---':\n#\n");
		add_lines(out, "# ", "# ", body);
	}
	hw_buf_puts(out, "---\n");
}

/* The standard page, of which this file would be the translation; NULL after
 * saying why there is none. */
static struct hw_page *find_standard(struct hw_loaded *loaded, hw_str path,
    hw_str *language)
{
	struct hw_arena *arena = &loaded->arena;
	hw_str below = hw_str_starts(path, HW_STR("content/"))
	    ? hw_str_sub(path, 8, path.len)
	    : path;
	hw_str version = hw_scan_version(below), like;
	hw_str standard = hw_scan_standard(arena, below);
	struct hw_page *page =
	    hw_map_get(&loaded->site.page_of_path, standard);

	*language = hw_words_tag(arena, version);
	like = hw_words_tag_like(arena, version);
	if (page != NULL && hw_map_get(&loaded->site.page_of_path, below))
		hw_command_usage(
		    "'%.*s' is there already, and nothing is overwritten",
		    HW_ARG(path));
	else if (language->len == 0)
		hw_command_usage(
		    "'%.*s' does not end in the code of a language; write it "
		    "as content/plan/area-9.%.*s.md",
		    HW_ARG(path), HW_ARG(like.len > 0 ? like : HW_STR("pl")));
	else if (hw_str_equal(*language, loaded->site.settings.language.s))
		hw_command_usage("'%.*s' is the language of the whole site",
		    HW_ARG(*language));
	else if (page == NULL)
		hw_command_usage("there is no page 'content/%.*s'",
		    HW_ARG(standard));
	else
		return page;
	return NULL;
}

/* A page with mistakes may lack what is looked for here. */
static struct hw_yaml *read_fields(const struct hw_page *page,
    struct hw_arena *arena)
{
	struct hw_page *copy = HW_NEW(arena, struct hw_page);
	struct hw_diags unheard;
	size_t from, to;

	*copy = (struct hw_page){.source = page->source};
	hw_diag_init(&unheard, arena);
	if (!page->is_unread && hw_front_read(copy, &unheard, arena) &&
	    unheard.errors == 0 &&
	    hw_front_find(&page->source, &from, &to, &unheard))
		return hw_yaml_read(&page->source, from, to, &unheard, arena);
	hw_command_usage(
	    "'%.*s' has mistakes; see 'headway check %.*s' first",
	    HW_ARG(page->source.path), HW_ARG(page->source.path));
	return NULL;
}

/* Its first lines say how to go on. */
static bool add_start(struct hw_buf *out, hw_str language, hw_str own,
    struct hw_diags *diags, struct hw_arena *arena)
{
	hw_str path = HW_STR("page/translation.md"), text;
	const struct hw_starter_value values[] = {
	    {HW_STR("@LANGUAGE@"),
		hw_words_language(arena, language, own, false)},
	    {HW_STR("@OWN@"), hw_words_language(arena, own, own, false)}};

	if (!hw_starter_read(&text, path, diags, arena))
		return false;
	hw_buf_add(out,
	    hw_starter_fill(arena, path, text, values, HW_COUNT(values)));
	return true;
}

static bool write_new(struct hw_loaded *loaded, hw_str path, hw_str text,
    struct hw_diags *diags)
{
	int error = hw_fs_write(&loaded->fs, path, text);

	if (error != 0)
		hw_diag_io(diags, "write", path, error);
	return error == 0;
}

static int write_translation(struct hw_loaded *loaded,
    const struct hw_options *options, hw_str path, struct hw_diags *diags)
{
	struct hw_arena *arena = &loaded->arena;
	hw_str own = loaded->site.settings.language.s, language;
	const struct hw_page *page = find_standard(loaded, path, &language);
	const struct hw_yaml *root = page != NULL ? read_fields(page, arena)
						  : NULL;
	struct hw_buf text = {0};
	bool is_good;

	if (root == NULL)
		return HW_EXIT_USAGE;
	path = hw_fmt(arena, "%.*s.%.*s.md", (int)page->source.path.len - 3,
	    page->source.path.p, HW_ARG(hw_scan_version(path)));
	is_good = add_start(&text, language, own, diags, arena);
	if (is_good) {
		add_page(&text, page, root, arena);
		is_good = write_new(loaded, path, hw_buf_str(&text), diags);
	}
	if (is_good && !options->is_quiet)
		printf("made '%.*s': put its title into %.*s and take the "
		       "'#' away, then the rest\n",
		    HW_ARG(path),
		    HW_ARG(hw_words_language(arena, language, own, false)));
	hw_buf_free(&text);
	return hw_command_report(diags, false);
}

int hw_new_translation(const struct hw_options *options, hw_str path)
{
	return hw_new_in_site(options, path, write_translation);
}
