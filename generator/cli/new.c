/* new: files to start from; nothing that is there is overwritten. */
#include "cli/new.h"

#include "cli/ask.h"
#include "cli/starter.h"
#include "input/field_values.h"
#include "input/schema.h"
#include "render/schema_json.h"

#include <errno.h>
#include <stdio.h>

#define SITE_NAME "Progress on our plan"
#define SCHEMA    ".vscode/headway.schema.json"
#define TRIES     5

enum place { PLACE_ANYWHERE, PLACE_PLAN_INDEX, PLACE_IN_PLAN };

static const struct kind {
	const char *name, *starter, *written;
	enum place place;
	bool has_ref;
} kinds[] = {
    {"plan", "page/plan.md", "plan", PLACE_PLAN_INDEX, false},
    {"area", "page/area.md", "area", PLACE_IN_PLAN, true},
    {"recommendation", "page/area.md", "recommendation", PLACE_IN_PLAN, true},
    {"priority", "page/area.md", "priority", PLACE_IN_PLAN, true},
    {"page", "page/page.md", "page", PLACE_ANYWHERE, false},
    {"said", "page/said.md", "you said", PLACE_IN_PLAN, false},
};

static const char *const other_kinds[] = {"site", "action", "easy",
    "translation"};

/* ------------------------------- values -------------------------------- */

const struct hw_field *hw_new_page_field(const char *name)
{
	return hw_field_find(&hw_front_table, hw_str_of(name));
}

const struct hw_field *hw_new_action_field(const char *name)
{
	return hw_field_find(hw_new_page_field("actions")->table,
	    hw_str_of(name));
}

/* Says what is wrong with it. */
static bool is_usable(const struct hw_field *field, hw_str text,
    struct hw_arena *arena)
{
	struct hw_diags found;
	struct hw_field_value value = {.field = field,
	    .text = {.s = text},
	    .diags = &found,
	    .arena = arena};
	struct hw_text as_text;
	struct hw_when as_date;
	const struct hw_diag *first;

	hw_diag_init(&found, arena);
	if (hw_utf8_invalid_at(text) != SIZE_MAX) {
		hw_command_usage("'%s' is not UTF-8", field->name);
		return false;
	}
	if (field->type == HW_FIELD_DATE
		? hw_field_read_date(&as_date, &value)
		: hw_field_read_text(&as_text, &value))
		return true;
	first = &found.list.items[0];
	hw_command_usage("%.*s. %.*s", HW_ARG(first->message),
	    HW_ARG(first->help));
	return false;
}

bool hw_new_need(hw_str *out, const struct hw_new_value *value,
    struct hw_arena *arena)
{
	int turn;

	*out = HW_STR_NONE;
	if (value->given != NULL) {
		*out = hw_str_trim(hw_str_of(value->given));
		if (out->len > 0)
			return is_usable(value->field, *out, arena);
		hw_command_usage("'%s' needs a value", value->option);
		return false;
	}
	if (!hw_ask_can()) {
		if (!value->may_be_empty)
			hw_command_usage("'%s' is missing, as in %s '%s'",
			    value->option, value->option, value->example);
		return value->may_be_empty;
	}
	for (turn = 0; turn < TRIES; turn++) {
		if (!hw_ask(out, value->question, value->example,
			value->may_be_empty, arena)) {
			hw_command_usage("nothing was made");
			return false;
		}
		if (out->len == 0 || is_usable(value->field, *out, arena))
			return true;
	}
	return false;
}

/* -------------------------------- a site ------------------------------- */

/* Opens the folder, which is made if need be. */
static int open_folder(struct hw_fs *fs, const char *name,
    struct hw_arena *arena)
{
	hw_str path = hw_str_of(name), parent;
	int error = hw_fs_open(fs, name);

	if (error != ENOENT)
		return error;
	while (hw_str_ends(path, HW_STR("/")))
		path.len--;
	parent = hw_path_dir(path);
	error = hw_fs_open(fs,
	    parent.len > 0       ? hw_str_dup(arena, parent).p
		: name[0] == '/' ? "/"
				 : ".");
	if (error != 0)
		return error;
	error = hw_fs_make_folder(fs, hw_path_base(path));
	hw_fs_close(fs);
	return error != 0 ? error : hw_fs_open(fs, name);
}

/* Nothing but a repository's .git is there. */
static bool is_empty(struct hw_fs *fs, struct hw_diags *diags,
    const char *name, struct hw_arena *arena)
{
	struct hw_fs_entries entries = {0};
	int error = hw_fs_list(fs, HW_STR_NONE, arena, &entries);
	size_t i;

	if (error != 0) {
		hw_diag_io(diags, "read", hw_str_of(name), error);
		return false;
	}
	for (i = 0; i < entries.count; i++)
		if (!hw_str_equal(entries.items[i].name, HW_STR(".git")))
			return false;
	return true;
}

static int make_site(const struct hw_options *options, struct hw_fs *fs,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_starter_value name = {HW_STR("@NAME@"), HW_STR_NONE};
	struct hw_new_value asked = {.option = "--name",
	    .given = options->name,
	    .question = "Name of the site",
	    .example = SITE_NAME,
	    .field = hw_new_page_field("title"),
	    .may_be_empty = true};
	const char *folder = options->operands[1];
	int error;

	if (!is_empty(fs, diags, folder, arena)) {
		if (diags->failures > 0)
			return hw_command_report(diags, false);
		return hw_command_usage("'%s' is not empty, and nothing is "
					"overwritten; name a new folder",
		    folder);
	}
	if (!hw_new_need(&name.value, &asked, arena))
		return HW_EXIT_USAGE;
	if (name.value.len == 0)
		name.value = HW_STR(SITE_NAME);
	if (hw_starter_copy(fs, HW_STR("site"), &name, 1, diags, arena)) {
		error =
		    hw_fs_write(fs, HW_STR(SCHEMA), hw_schema_json(arena));
		if (error != 0)
			hw_diag_io(diags, "write", HW_STR(SCHEMA), error);
	}
	if (diags->failures == 0 && !options->is_quiet)
		printf("made a site in '%s'\n"
		       "Next: read its README.md, then try 'headway -C %s "
		       "check' and 'headway -C %s build'.\n",
		    folder, folder, folder);
	return hw_command_report(diags, false);
}

static int new_site(const struct hw_options *options, struct hw_diags *diags,
    struct hw_arena *arena)
{
	const char *folder = options->operands[1];
	struct hw_fs fs;
	int error = open_folder(&fs, folder, arena), status;

	if (error == ENOTDIR)
		return hw_command_usage("'%s' is a file, and nothing is "
					"overwritten; name a new folder",
		    folder);
	if (error != 0) {
		hw_diag_io(diags, "make", hw_str_of(folder), error);
		return hw_command_report(diags, false);
	}
	status = make_site(options, &fs, diags, arena);
	hw_fs_close(&fs);
	return status;
}

/* -------------------------------- a page ------------------------------- */

static bool is_address_name(hw_str name)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if ((name.p[i] < 'a' || name.p[i] > 'z') &&
		    (name.p[i] < '0' || name.p[i] > '9') && name.p[i] != '-')
			return false;
	return name.len > 0;
}

/* The folder is "" or one of content/, and the name can be an address. */
static int check_path(const struct kind *kind, hw_str path)
{
	hw_str below = hw_str_starts(path, HW_STR("content/"))
	    ? hw_str_sub(path, 8, path.len)
	    : HW_STR_NONE;
	hw_str folder = hw_path_dir(below), name = hw_path_base(below);
	bool is_index = hw_str_equal(name, HW_STR("index.md"));

	if (!hw_str_ends(name, HW_STR(".md")))
		return hw_command_usage("'%.*s' is not the name of a page; "
					"write it as content/%sname.md",
		    HW_ARG(path),
		    kind->place == PLACE_ANYWHERE ? "" : "plan/");
	name.len -= 3;
	if (!is_address_name(name) ||
	    (folder.len > 0 && !is_address_name(folder)))
		return hw_command_usage("'%.*s' cannot become an address; "
					"use small letters a to z, figures "
					"and '-'",
		    HW_ARG(path));
	if (kind->place == PLACE_PLAN_INDEX && (folder.len == 0 || !is_index))
		return hw_command_usage(
		    "a plan is the index.md of a folder; write it as "
		    "content/plan/index.md");
	if (kind->place == PLACE_IN_PLAN && (folder.len == 0 || is_index))
		return hw_command_usage("this page belongs into the folder "
					"of a plan; write it as "
					"content/plan/name.md");
	return HW_EXIT_CLEAN;
}

static bool exists(hw_str path)
{
	hw_command_usage(
	    "'%.*s' is there already, and nothing is overwritten",
	    HW_ARG(path));
	return false;
}

static bool write_new(struct hw_fs *fs, hw_str path, hw_str text,
    const struct hw_options *options, struct hw_diags *diags)
{
	int error = hw_fs_write(fs, path, text);

	if (error == EEXIST)
		return exists(path);
	if (error != 0) {
		hw_diag_io(diags, "write", path, error);
		return false;
	}
	if (!options->is_quiet)
		printf("made '%.*s'\n", HW_ARG(path));
	return true;
}

static bool make_page(const struct hw_options *options, struct hw_fs *fs,
    const struct kind *kind, hw_str path, struct hw_diags *diags,
    struct hw_arena *arena)
{
	struct hw_new_value title = {"--title", options->title, "Title",
	    "Help at school", hw_new_page_field("title"), false};
	struct hw_new_value ref = {"--ref", options->ref,
	    "Its number in the plan", "9", hw_new_page_field("ref"), false};
	struct hw_starter_value values[] = {{HW_STR("@TITLE@"), HW_STR_NONE},
	    {HW_STR("@REF@"), HW_STR_NONE},
	    {HW_STR("@KIND@"), hw_str_of(kind->written)}};
	hw_str easy_path =
	    hw_fmt(arena, "%.*s.easy.md", (int)path.len - 3, path.p);
	struct hw_buf easy = {0};
	enum hw_fs_kind found;
	hw_str text;
	bool is_good;

	if (hw_fs_kind(fs, path, &found) == 0)
		return exists(path);
	if (!hw_new_need(&values[0].value, &title, arena) ||
	    (kind->has_ref && !hw_new_need(&values[1].value, &ref, arena)) ||
	    !hw_starter_read(&text, hw_str_of(kind->starter), diags, arena))
		return false;
	if (kind->place == PLACE_PLAN_INDEX)
		hw_fs_make_folder(fs, hw_path_dir(path));
	is_good = write_new(fs, path,
	    hw_starter_fill(arena, path, text, values, HW_COUNT(values)),
	    options, diags);
	if (is_good && hw_fs_kind(fs, easy_path, &found) == ENOENT &&
	    hw_new_easy_start(&easy, values[0].value, diags, arena))
		is_good = write_new(fs, easy_path, hw_buf_str(&easy), options,
		    diags);
	hw_buf_free(&easy);
	return is_good;
}

static int new_page(const struct hw_options *options, const struct kind *kind,
    hw_str path, struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_fs fs;
	int status = check_path(kind, path), error;

	if (status != HW_EXIT_CLEAN)
		return status;
	error = hw_fs_open(&fs, ".");
	if (error != 0) {
		hw_diag_io(diags, "open", HW_STR("."), error);
		return hw_command_report(diags, false);
	}
	status = make_page(options, &fs, kind, path, diags, arena)
	    ? HW_EXIT_CLEAN
	    : HW_EXIT_USAGE;
	hw_fs_close(&fs);
	return diags->failures > 0 ? hw_command_report(diags, false) : status;
}

/* ------------------------------ the command ---------------------------- */

static int unknown_kind(const char *name)
{
	hw_str names[HW_COUNT(kinds) + HW_COUNT(other_kinds)], nearest;
	size_t count = 0, i;

	for (i = 0; i < HW_COUNT(other_kinds); i++)
		names[count++] = hw_str_of(other_kinds[i]);
	for (i = 0; i < HW_COUNT(kinds); i++)
		names[count++] = hw_str_of(kinds[i].name);
	nearest = strlen(name) <= HW_NEAREST_BYTES
	    ? hw_str_nearest(hw_str_of(name), names, count)
	    : HW_STR_NONE;
	if (nearest.len > 0)
		return hw_command_usage(
		    "there is no new '%s'; did you mean '%.*s'?", name,
		    HW_ARG(nearest));
	return hw_command_usage("there is no new '%s'; choose site, plan, "
				"area, recommendation, priority, page, said, "
				"action, easy or translation",
	    name);
}

static int make(const struct hw_options *options, struct hw_diags *diags,
    struct hw_arena *arena)
{
	const char *name = options->operands[0];
	hw_str path = hw_str_of(options->operands[1]);
	size_t i;

	if (strcmp(name, "site") == 0)
		return new_site(options, diags, arena);
	if (hw_str_starts(path, HW_STR("./")))
		path = hw_str_sub(path, 2, path.len);
	if (strcmp(name, "action") == 0)
		return hw_new_action(options, path);
	if (strcmp(name, "easy") == 0)
		return hw_new_easy(options, path);
	if (strcmp(name, "translation") == 0)
		return hw_new_translation(options, path);
	for (i = 0; i < HW_COUNT(kinds); i++)
		if (strcmp(name, kinds[i].name) == 0)
			return new_page(options, &kinds[i], path, diags,
			    arena);
	return unknown_kind(name);
}

int hw_command_new(const struct hw_options *options)
{
	struct hw_arena arena;
	struct hw_diags diags;
	int status;

	if (options->operand_count != 2)
		return hw_command_usage(
		    "'new' needs a kind and a file, as in "
		    "'headway new area "
		    "content/plan/area-9.md'");
	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	status = make(options, &diags, &arena);
	hw_arena_free(&arena);
	return status;
}
