/*
 * import: what people changed in the exported table of actions comes back as
 * small changes of the pages.
 *
 * The table is compared with the one that would be exported now, cell by
 * cell: so exactly what was changed is taken over. Nothing is written when
 * anything is wrong.
 */
#include "base/escape.h"
#include "cli/import_edits.h"
#include "cli/load.h"
#include "cli/rewrite.h"
#include "input/date_help.h"
#include "input/field_values.h"
#include "input/schema.h"
#include "input/text.h"
#include "render/data.h"

#include <stdio.h>

/* Mistakes up to this code mean that the pages themselves cannot be read, so
 * that rows could not be found. */
#define LAST_READING_CODE HW_DIAG_DUPLICATE_REF
#define PER_FILE          2000

static const char *const open_columns[] = {"title", "owners", "due", "status",
    "completed", "outcomes"};

struct import {
	struct hw_loaded loaded;
	struct hw_arena *arena;
	struct hw_diags diags;
	struct hw_source source, exported_source;
	struct hw_sheet sheet, exported;
	size_t column_of[HW_SHEET_COLUMN_LIMIT]; /* exported -> sheet's */
	struct hw_map rows; /* plan and ref -> row of the export */
	struct hw_map seen;
	HW_LIST(struct hw_action *) actions; /* in the order of rows */
	HW_LIST(struct hw_import_change) changes;
	HW_LIST(struct hw_rewrite) files;
};

static const struct hw_sheet_row *header(const struct import *import)
{
	return &import->exported.items[0];
}

static const struct hw_field *field_of(hw_str column)
{
	const struct hw_field *actions =
	    hw_field_find(&hw_front_table, HW_STR("actions"));
	size_t i;

	for (i = 0; i < HW_COUNT(open_columns); i++)
		if (hw_str_equal(column, hw_str_of(open_columns[i])))
			return hw_field_find(actions->table, column);
	return NULL;
}

/* --------------------------- reading the two --------------------------- */

/* What keeps pages from being read is reported here too. */
static bool check_site(struct import *import)
{
	const struct hw_diags *found = &import->loaded.diags;
	size_t i;

	for (i = 0; i < found->list.count; i++) {
		const struct hw_diag *diag = &found->list.items[i];

		if (diag->level == HW_LEVEL_FAILURE ||
		    (diag->level == HW_LEVEL_ERROR &&
			diag->code <= LAST_READING_CODE))
			hw_diag(&import->diags, diag->code, diag->span,
			    diag->help, "%.*s", HW_ARG(diag->message));
	}
	return hw_diag_bad(&import->diags, false) == 0;
}

static hw_str key_of(struct hw_arena *arena, hw_str plan, hw_str ref)
{
	return hw_fmt(arena, "%.*s\n%.*s", HW_ARG(plan), HW_ARG(ref));
}

/* The table that would be exported now. */
static void read_exported(struct import *import)
{
	const struct hw_site *site = &import->loaded.site;
	size_t i, k;

	import->exported_source =
	    (struct hw_source){.path = HW_STR("actions.csv"),
		.text = hw_data_actions_csv(site, import->arena)};
	hw_sheet_read(&import->exported, &import->exported_source,
	    &import->diags, import->arena);
	hw_map_init(&import->rows, import->arena);
	hw_map_init(&import->seen, import->arena);
	for (i = 0; i < site->plans.count; i++)
		for (k = 0; k < site->plans.items[i]->actions.count; k++) {
			struct hw_action *action =
			    site->plans.items[i]->actions.items[k];

			HW_PUSH(&import->actions, import->arena, action);
			hw_map_add(&import->rows,
			    key_of(import->arena, site->plans.items[i]->id,
				action->ref.s),
			    &import->exported.items[import->actions.count]);
		}
}

static bool read_sheet(struct import *import, const char *path)
{
	hw_str name = hw_str_of(path), folder = hw_path_dir(name);
	struct hw_fs fs;
	int error = hw_fs_open(&fs,
	    folder.len > 0       ? hw_str_dup(import->arena, folder).p
		: path[0] == '/' ? "/"
				 : ".");

	import->source =
	    (struct hw_source){.path = name, .text = HW_STR_NONE};
	if (error == 0) {
		error = hw_fs_read(&fs, hw_path_base(name),
		    HW_SHEET_LIMIT_BYTES, import->arena,
		    &import->source.text);
		hw_fs_close(&fs);
	}
	if (error != 0) {
		hw_diag_io(&import->diags, "read", name, error);
		return false;
	}
	return hw_sheet_read(&import->sheet, &import->source, &import->diags,
	    import->arena);
}

/* ------------------------------- columns ------------------------------- */

static void bad_column(struct import *import, struct hw_span span,
    hw_str help, hw_str cell, const char *what, hw_str name)
{
	hw_diag(&import->diags, HW_DIAG_IMPORT_COLUMN, span, help,
	    "cell %.*s: %s '%.*s'", HW_ARG(cell), what, HW_ARG(name));
}

static void find_column(struct import *import, size_t column)
{
	const struct hw_sheet_row *first = &import->sheet.items[0];
	hw_str name = header(import)->items[column].s;
	bool is_found = false;
	size_t i;

	for (i = 0; i < first->count; i++) {
		if (!hw_str_equal(first->items[i].s, name))
			continue;
		if (is_found)
			bad_column(import, first->items[i].span,
			    HW_STR("Delete one of the two columns."),
			    hw_sheet_name(import->arena, i, first->number),
			    "a second column", name);
		else
			import->column_of[column] = i;
		is_found = true;
	}
	if (!is_found)
		bad_column(import, first->span,
		    HW_STR("Export the table again, and leave its first row "
			   "as it is."),
		    hw_sheet_name(import->arena, 0, first->number),
		    "the first row has no column", name);
}

/* A name that the export has not. */
static void check_name(struct import *import, size_t at)
{
	const struct hw_sheet_row *first = &import->sheet.items[0];
	hw_str names[HW_SHEET_COLUMN_LIMIT], nearest;
	hw_str name = first->items[at].s;
	size_t i;

	for (i = 0; i < header(import)->count; i++) {
		names[i] = header(import)->items[i].s;
		if (hw_str_equal(names[i], name))
			return;
	}
	nearest = name.len <= HW_NEAREST_BYTES
	    ? hw_str_nearest(name, names, i)
	    : HW_STR_NONE;
	bad_column(import, first->items[at].span,
	    nearest.len > 0
		? hw_fmt(import->arena, "Did you mean '%.*s'?",
		      HW_ARG(nearest))
		: HW_STR("Delete the column: headway has no place for it."),
	    hw_sheet_name(import->arena, at, first->number),
	    "there is no column", hw_text_clip(import->arena, name));
}

static bool find_columns(struct import *import)
{
	const struct hw_sheet_row *first;
	size_t i;

	if (import->sheet.count == 0) {
		hw_diag(&import->diags, HW_DIAG_IMPORT_SHEET,
		    hw_span_file(&import->source),
		    HW_STR("Take the file 'actions.csv' that the site "
			   "offers as its data."),
		    "the table is empty");
		return false;
	}
	first = &import->sheet.items[0];
	for (i = 0; i < header(import)->count; i++)
		find_column(import, i);
	for (i = 0; i < first->count; i++)
		if (first->items[i].s.len > 0)
			check_name(import, i);
	return import->diags.errors == 0;
}

/* ------------------------------- cells --------------------------------- */

static struct hw_sheet_cell cell_at(const struct hw_sheet_row *row, size_t at)
{
	struct hw_sheet_cell none = {HW_STR_NONE, row->span};

	return at < row->count ? row->items[at] : none;
}

/* Without the apostrophe that the export puts before what a spreadsheet
 * would run. */
static hw_str unguarded(struct hw_arena *arena, hw_str s)
{
	struct hw_buf escaped = {0};
	hw_str rest;
	bool is_guard;

	if (s.len < 2 || s.p[0] != '\'')
		return s;
	rest = hw_str_sub(s, 1, s.len);
	hw_escape_csv(&escaped, rest);
	is_guard = hw_str_starts(hw_buf_str(&escaped), HW_STR("'")) ||
	    hw_str_starts(hw_buf_str(&escaped), HW_STR("\"'"));
	hw_buf_free(&escaped);
	return is_guard ? hw_str_trim(hw_str_dup(arena, rest)) : s;
}

/* What is wrong with a value, as a mistake of the cell. False when it is. */
static bool check_value(struct import *import,
    const struct hw_import_change *change, const struct hw_field *field,
    hw_str text)
{
	struct hw_diags found;
	struct hw_field_value value = {.field = field,
	    .text = {.s = text, .span = change->span},
	    .diags = &found,
	    .arena = import->arena};
	struct hw_text as_text;
	struct hw_when as_date;
	struct hw_choice as_choice;
	bool is_good;

	hw_diag_init(&found, import->arena);
	if (field->type == HW_FIELD_DATE)
		is_good = hw_field_read_date(&as_date, &value);
	else if (field->type == HW_FIELD_ENUM)
		is_good = hw_field_read_choice(&as_choice, &value);
	else
		is_good = hw_field_read_text(&as_text, &value);
	if (!is_good)
		hw_diag(&import->diags, HW_DIAG_IMPORT_CELL, change->span,
		    found.list.items[0].help, "cell %.*s, '%s' of %.*s: %.*s",
		    HW_ARG(change->cell), field->name,
		    HW_ARG(change->action->ref.s),
		    HW_ARG(found.list.items[0].message));
	return is_good;
}

static const struct hw_texts *list_of(const struct hw_action *action,
    const char *field)
{
	return strcmp(field, "owners") == 0 ? &action->owners
					    : &action->outcomes;
}

/* How far the text goes that is one item: one of those that are there may
 * have a ';' in it. */
static size_t item_length(const struct hw_texts *known, hw_str rest)
{
	size_t i, end = hw_str_find_char(rest, ';');

	for (i = 0; i < known->count; i++) {
		hw_str item = known->items[i].s;

		if (hw_str_starts(rest, item) &&
		    (item.len == rest.len || rest.p[item.len] == ';'))
			return item.len;
	}
	return end == SIZE_MAX ? rest.len : end;
}

static bool split_items(struct import *import,
    struct hw_import_change *change, const struct hw_field *field)
{
	const struct hw_texts *known = list_of(change->action, field->name);
	hw_str rest = change->after;
	bool is_good = true;

	while (rest.len > 0) {
		size_t len = item_length(known, rest);
		hw_str item = hw_str_trim(hw_str_sub(rest, 0, len));

		rest = hw_str_trim(hw_str_sub(rest,
		    len < rest.len ? len + 1 : len, rest.len));
		if (item.len == 0)
			continue;
		is_good &= check_value(import, change, field, item);
		HW_PUSH(&change->items, import->arena, item);
	}
	if (change->items.count == 0)
		change->after = HW_STR_NONE;
	if (change->items.count <= field->max_items)
		return is_good;
	hw_diag(&import->diags, HW_DIAG_IMPORT_CELL, change->span,
	    hw_fmt(import->arena, "Keep at most %zu, with ';' between.",
		field->max_items),
	    "cell %.*s, '%s' of %.*s: %zu of them; the limit is %zu",
	    HW_ARG(change->cell), field->name, HW_ARG(change->action->ref.s),
	    change->items.count, field->max_items);
	return false;
}

static void take_change(struct import *import, const struct hw_field *field,
    struct hw_import_change *change)
{
	bool is_good;

	change->field = field->name;
	change->after = unguarded(import->arena, change->after);
	change->is_list = field->type == HW_FIELD_TEXT_LIST;
	if (change->is_list) {
		is_good = split_items(import, change, field);
	} else if (change->after.len > 0) {
		is_good = check_value(import, change, field, change->after);
	} else {
		is_good = !field->is_required;
		if (!is_good)
			hw_diag(&import->diags, HW_DIAG_IMPORT_CELL,
			    change->span,
			    hw_fmt(import->arena,
				"Write a value; it was '%.*s'.",
				HW_ARG(change->before)),
			    "cell %.*s: '%s' of %.*s is empty",
			    HW_ARG(change->cell), field->name,
			    HW_ARG(change->action->ref.s));
	}
	if (is_good)
		HW_PUSH(&import->changes, import->arena, *change);
}

static void fixed_cell(struct import *import,
    const struct hw_import_change *change, hw_str column)
{
	hw_diag(&import->diags, HW_DIAG_IMPORT_FIXED, change->span,
	    hw_fmt(import->arena,
		"Write '%.*s' into the cell again. If you did not change "
		"it, the site has changed since: export the table again.",
		HW_ARG(hw_text_clip(import->arena, change->before))),
	    "cell %.*s: '%.*s' of %.*s cannot be changed here; the site "
	    "has '%.*s'",
	    HW_ARG(change->cell), HW_ARG(column),
	    HW_ARG(change->action->ref.s),
	    HW_ARG(hw_text_clip(import->arena, change->before)));
}

/* Spreadsheets spell dates anew that nobody has touched. */
static bool is_same(hw_str before, hw_str after)
{
	struct hw_date date;

	return hw_str_equal(before, after) ||
	    (hw_date_parse(&date, before) == HW_DATE_OK &&
		hw_date_is_respelt(after, date));
}

static void compare_row(struct import *import, const struct hw_sheet_row *row,
    const struct hw_sheet_row *exported)
{
	struct hw_action *action =
	    import->actions
		.items[(size_t)(exported - import->exported.items) - 1];
	size_t i;

	for (i = 0; i < header(import)->count; i++) {
		struct hw_sheet_cell cell =
		    cell_at(row, import->column_of[i]);
		hw_str column = header(import)->items[i].s;
		const struct hw_field *field = field_of(column);
		struct hw_import_change change = {.action = action,
		    .cell = hw_sheet_name(import->arena, import->column_of[i],
			row->number),
		    .span = cell.span,
		    .before = cell_at(exported, i).s,
		    .after = cell.s};

		if (is_same(change.before, change.after))
			continue;
		if (field != NULL)
			take_change(import, field, &change);
		else
			fixed_cell(import, &change, column);
	}
}

/* -------------------------------- rows --------------------------------- */

static size_t sheet_column(const struct import *import, hw_str name)
{
	size_t i;

	for (i = 0; i < header(import)->count; i++)
		if (hw_str_equal(header(import)->items[i].s, name))
			return import->column_of[i];
	return 0;
}

/* A row that was cut off could take values away. */
static bool check_length(struct import *import,
    const struct hw_sheet_row *row)
{
	size_t columns = import->sheet.items[0].count, i;

	for (i = columns; i < row->count; i++) {
		if (row->items[i].s.len == 0)
			continue;
		hw_diag(&import->diags, HW_DIAG_IMPORT_COLUMN,
		    row->items[i].span,
		    HW_STR("Delete it, or put it into the cell where it "
			   "belongs. Words with a comma stand in quotes."),
		    "cell %.*s: words in a column that has no name",
		    HW_ARG(hw_sheet_name(import->arena, i, row->number)));
		return false;
	}
	if (row->count >= columns)
		return true;
	hw_diag(&import->diags, HW_DIAG_IMPORT_ROW, row->span,
	    HW_STR("Export the table again, or put the missing cells back."),
	    "row %zu ends after cell %.*s; the first row has %zu cells",
	    row->number,
	    HW_ARG(hw_sheet_name(import->arena, row->count - 1, row->number)),
	    columns);
	return false;
}

static void unknown_row(struct import *import, const struct hw_sheet_row *row,
    hw_str plan, const struct hw_sheet_cell *ref)
{
	hw_str cell = hw_sheet_name(import->arena,
	    sheet_column(import, HW_STR("ref")), row->number);

	if (ref->s.len == 0)
		hw_diag(&import->diags, HW_DIAG_IMPORT_ROW, ref->span,
		    HW_STR("Write the ref of the action there, as the "
			   "exported table has it."),
		    "cell %.*s: a row without a ref", HW_ARG(cell));
	else
		hw_diag(&import->diags, HW_DIAG_IMPORT_ROW, ref->span,
		    HW_STR("Correct the plan or the ref. For a new action "
			   "use 'headway new action' first."),
		    "cell %.*s: the plan '%.*s' has no action '%.*s'",
		    HW_ARG(cell), HW_ARG(hw_text_clip(import->arena, plan)),
		    HW_ARG(hw_text_clip(import->arena, ref->s)));
}

static void take_row(struct import *import, const struct hw_sheet_row *row)
{
	struct hw_sheet_cell ref =
	    cell_at(row, sheet_column(import, HW_STR("ref")));
	hw_str plan = cell_at(row, sheet_column(import, HW_STR("plan"))).s;
	hw_str key = key_of(import->arena, plan, ref.s);
	const struct hw_sheet_row *exported = hw_map_get(&import->rows, key);
	const struct hw_sheet_row *first;

	if (!check_length(import, row))
		return;
	if (exported == NULL) {
		unknown_row(import, row, plan, &ref);
		return;
	}
	first = hw_map_add(&import->seen, key, (void *)row);
	if (first != row) {
		hw_diag(&import->diags, HW_DIAG_IMPORT_TWICE, ref.span,
		    HW_STR("Delete one of the two rows."),
		    "row %zu: '%.*s' of '%.*s' stands in row %zu already",
		    row->number, HW_ARG(ref.s), HW_ARG(plan), first->number);
		return;
	}
	compare_row(import, row, exported);
}

/* ------------------------------- writing ------------------------------- */

static int by_page(const void *left, const void *right)
{
	const struct hw_import_change *a = left, *b = right;
	const hw_str *of_a = &a->action->page->source.path;
	const hw_str *of_b = &b->action->page->source.path;
	int order = hw_str_compare(*of_a, *of_b);

	if (order == 0)
		order = (a->action > b->action) - (a->action < b->action);
	return order != 0
	    ? order
	    : (a->span.at > b->span.at) - (a->span.at < b->span.at);
}

static void make_edits(struct import *import)
{
	struct hw_import_change *changes = import->changes.items;
	size_t i, from = 0, count = import->changes.count;

	if (count > 0)
		qsort(changes, count, sizeof(*changes), by_page);
	for (i = 1; i <= count; i++) {
		const struct hw_page *page = changes[from].action->page;
		struct hw_rewrite file = {page->source.path,
		    page->source.text, HW_STR_NONE};

		if (i < count && changes[i].action->page == page)
			continue;
		if (hw_import_edit(&file.after, page, changes + from,
			i - from, &import->diags, import->arena))
			HW_PUSH(&import->files, import->arena, file);
		from = i;
	}
}

/* In a form in which nothing acts on a terminal. */
static void print_changes(const struct import *import,
    const struct hw_options *options)
{
	struct hw_buf out = {0};
	size_t i;

	for (i = 0; i < import->changes.count && !options->is_quiet; i++) {
		const struct hw_import_change *change =
		    &import->changes.items[i];

		hw_diag_harmless(&out, change->action->page->source.path);
		hw_buf_puts(&out, ": ");
		hw_diag_harmless(&out, change->action->ref.s);
		hw_buf_printf(&out, " %s: '", change->field);
		hw_diag_harmless(&out, change->before);
		hw_buf_puts(&out, "' -> '");
		hw_diag_harmless(&out, change->after);
		hw_buf_puts(&out, "'\n");
	}
	if (!options->is_quiet)
		hw_buf_printf(&out, "%zu value%s%s in %zu file%s%s\n",
		    import->changes.count,
		    import->changes.count == 1 ? "" : "s",
		    options->is_trial ? " would change" : " changed",
		    import->files.count, import->files.count == 1 ? "" : "s",
		    options->is_trial ? "; nothing was written" : "");
	fwrite(hw_buf_str(&out).p, 1, out.len, stdout);
	hw_buf_free(&out);
}

/* ------------------------------ the command ---------------------------- */

static void run(struct import *import, const struct hw_options *options)
{
	size_t i;

	if (!check_site(import))
		return;
	read_exported(import);
	if (!read_sheet(import, options->operands[0]) ||
	    !find_columns(import))
		return;
	for (i = 1; i < import->sheet.count; i++)
		take_row(import, &import->sheet.items[i]);
	if (import->diags.errors == 0)
		make_edits(import);
	if (import->diags.errors > 0)
		return;
	if (options->is_trial || import->files.count == 0 ||
	    hw_rewrite_all(&import->loaded.fs, import->files.items,
		import->files.count, &import->diags, import->arena))
		print_changes(import, options);
}

int hw_command_import(const struct hw_options *options)
{
	struct import import = {0};
	int status;

	if (options->operand_count != 1)
		return hw_command_usage(
		    "'import' needs one file; see 'headway import --help'");
	import.arena = &import.loaded.arena;
	if (!hw_load(&import.loaded, options)) {
		status = hw_command_report(&import.loaded.diags, false);
	} else {
		hw_diag_init(&import.diags, import.arena);
		import.diags.per_file = PER_FILE;
		run(&import, options);
		status = hw_command_report(&import.diags, false);
	}
	hw_load_free(&import.loaded);
	return status;
}
