/* template: renders one layout, for people who write layouts. */
#include "base/fs.h"
#include "cli/command.h"
#include "input/json.h"
#include "input/yaml.h"
#include "render/template.h"

#include <stdio.h>
#include <stdlib.h>

#define DATA_LIMIT_BYTES ((size_t)16 * 1024 * 1024)

struct runner {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_fs partials;
};

/* Any file that the reader names, links included: it is their command. */
static const struct hw_source *read_named(struct runner *runner,
    const char *path)
{
	struct hw_source *source = HW_NEW(&runner->arena, struct hw_source);
	hw_str whole = hw_str_of(path), folder = hw_path_dir(whole);
	struct hw_fs fs;
	size_t bad;
	int error;

	source->path = whole;
	error = hw_fs_open(&fs,
	    folder.len > 0 ? hw_str_dup(&runner->arena, folder).p
		: whole.len > 0 && whole.p[0] == '/' ? "/"
						     : ".");
	if (error == 0) {
		error = hw_fs_read(&fs, hw_path_base(whole), DATA_LIMIT_BYTES,
		    &runner->arena, &source->text);
		hw_fs_close(&fs);
	}
	if (error != 0) {
		hw_diag_io(&runner->diags, "read", whole, error);
		return NULL;
	}
	bad = hw_utf8_invalid_at(source->text);
	if (bad != SIZE_MAX) {
		hw_diag(&runner->diags, HW_DIAG_NOT_UTF8,
		    (struct hw_span){source, bad, 1},
		    HW_STR("Save the file as UTF-8."),
		    "this is not UTF-8 text");
		return NULL;
	}
	return source;
}

static const struct hw_source *load_partial(hw_str name, void *context)
{
	struct runner *runner = context;
	struct hw_source *source = HW_NEW(&runner->arena, struct hw_source);

	source->path = hw_fmt(&runner->arena, "%.*s.mustache", HW_ARG(name));
	if (runner->partials.root_fd < 0 ||
	    hw_fs_read(&runner->partials, source->path, DATA_LIMIT_BYTES,
		&runner->arena, &source->text) != 0)
		return NULL;
	return source;
}

static bool is_integer(hw_str s)
{
	size_t i = s.len > 0 && (s.p[0] == '-' || s.p[0] == '+') ? 1 : 0;

	if (i == s.len)
		return false;
	for (; i < s.len; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* YAML 1.2's core schema: https://yaml.org/spec/1.2.2/#103-core-schema */
static const struct hw_value *core_scalar(struct hw_arena *arena,
    const struct hw_yaml *node)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
	static const char *const truths[] = {"true", "True", "TRUE"};
	static const char *const lies[] = {"false", "False", "FALSE"};
	hw_str s = node->text.s;
	char *end;
	size_t i;

	if (node->style != HW_YAML_PLAIN)
		return hw_value_text(arena, s);
	for (i = 0; i < HW_COUNT(nulls); i++)
		if (hw_str_equal(s, hw_str_of(nulls[i])))
			return &hw_value_null;
	for (i = 0; i < HW_COUNT(truths); i++) {
		if (hw_str_equal(s, hw_str_of(truths[i])))
			return &hw_value_true;
		if (hw_str_equal(s, hw_str_of(lies[i])))
			return &hw_value_false;
	}
	if (is_integer(s) && s.len < 19)
		return hw_value_integer(arena,
		    strtoll(hw_str_dup(arena, s).p, NULL, 10));
	if (strchr("+-.0123456789", s.p[0]) != NULL) {
		double number = strtod(hw_str_dup(arena, s).p, &end);

		if (*end == '\0')
			return hw_value_number(arena,
			    hw_fmt(arena, "%.15g", number));
	}
	return hw_value_text(arena, s);
}

/* The tree's depth is bounded by input/yaml. */
static const struct hw_value *value_of(struct hw_arena *arena,
    const struct hw_yaml *node)
{
	struct hw_value *value;
	size_t i;

	switch (node->kind) {
	case HW_YAML_SCALAR:
		return core_scalar(arena, node);
	case HW_YAML_LIST:
		value = hw_value_list(arena);
		for (i = 0; i < node->items.count; i++)
			hw_value_push(arena, value,
			    value_of(arena, node->items.items[i]));
		return value;
	case HW_YAML_MAPPING:
		value = hw_value_map(arena);
		for (i = 0; i < node->pairs.count; i++)
			hw_value_set(arena, value, node->pairs.items[i].key.s,
			    value_of(arena, node->pairs.items[i].value));
		return value;
	case HW_YAML_REFUSED:
		break;
	}
	return &hw_value_null;
}

static const struct hw_value *read_data(struct runner *runner,
    const char *path)
{
	const struct hw_source *source;
	const struct hw_yaml *tree;

	if (path == NULL)
		return hw_value_map(&runner->arena);
	source = read_named(runner, path);
	if (source == NULL)
		return NULL;
	if (hw_str_ends(source->path, HW_STR(".json")))
		return hw_json_read(&runner->arena, source, &runner->diags);
	tree = hw_yaml_read(source, 0, source->text.len, &runner->diags,
	    &runner->arena);
	return tree != NULL ? value_of(&runner->arena, tree) : NULL;
}

static void run(struct runner *runner, const struct hw_options *options,
    struct hw_buf *out)
{
	const struct hw_source *source =
	    read_named(runner, options->operands[0]);
	const struct hw_value *data = read_data(runner, options->data);
	struct hw_templates *set = hw_templates_new(&runner->arena,
	    &runner->diags,
	    (struct hw_template_options){.missing_is_nothing = true,
		.load_while_rendering = true},
	    load_partial, runner);
	const struct hw_template *layout;

	if (source == NULL || data == NULL)
		return;
	layout = hw_templates_add(set, source->path, source);
	if (layout != NULL)
		hw_template_render(layout, &data, 1, out, &runner->diags);
}

int hw_command_template(const struct hw_options *options)
{
	struct runner runner = {.partials = {.root_fd = -1}};
	struct hw_buf out = {0};
	int status, error = 0;

	if (options->operand_count != 1)
		return hw_command_usage(
		    "'template' takes one layout; see 'headway template "
		    "--help'");
	hw_arena_init(&runner.arena, 0);
	hw_diag_init(&runner.diags, &runner.arena);
	if (options->partials != NULL)
		error = hw_fs_open(&runner.partials, options->partials);
	if (error != 0)
		hw_diag_io(&runner.diags, "open",
		    hw_str_of(options->partials), error);
	else
		run(&runner, options, &out);
	status = hw_command_report(&runner.diags, options->is_strict);
	if (status == HW_EXIT_CLEAN)
		fwrite(hw_buf_str(&out).p, 1, out.len, stdout);
	hw_buf_free(&out);
	hw_fs_close(&runner.partials);
	hw_arena_free(&runner.arena);
	return status;
}
