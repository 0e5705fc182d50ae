#include "cli/starter.h"

#include "cli/datadir.h"
#include "input/yaml_edit.h"

#include <errno.h>

#define FOLDER_DEPTH 8

struct copy {
	struct hw_fs shared, *to;
	const struct hw_starter_value *values;
	size_t count;
	struct hw_diags *diags;
	struct hw_arena *arena;
};

/* ------------------------------- markers ------------------------------- */

/* Does the marker stand where a value of YAML does: `key: @NAME@`? A heading
 * may hold a colon too. */
static bool is_yaml_value(hw_str text, size_t at, size_t len)
{
	size_t end = at + len, start = at;

	while (start > 0 && text.p[start - 1] != '\n')
		start--;
	return text.p[start] != '#' && at >= 2 && text.p[at - 1] == ' ' &&
	    (text.p[at - 2] == ':' || text.p[at - 2] == '-') &&
	    (end == text.len || text.p[end] == '\n');
}

hw_str hw_starter_fill(struct hw_arena *arena, hw_str path, hw_str text,
    const struct hw_starter_value *values, size_t count)
{
	bool is_page = hw_str_ends(path, HW_STR(".md")) ||
	    hw_str_ends(path, HW_STR(".yaml"));
	struct hw_buf out = {0};
	size_t at = 0, i;
	hw_str result;

	while (at < text.len) {
		hw_str rest = hw_str_sub(text, at, text.len);

		for (i = 0; i < count; i++)
			if (text.p[at] == '@' &&
			    hw_str_starts(rest, values[i].marker))
				break;
		if (i == count) {
			hw_buf_putc(&out, text.p[at++]);
			continue;
		}
		hw_buf_add(&out,
		    is_page && is_yaml_value(text, at, values[i].marker.len)
			? hw_yaml_scalar(arena, values[i].value, false, '\0')
			: values[i].value);
		at += values[i].marker.len;
	}
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

/* -------------------------------- files -------------------------------- */

static bool failed(struct hw_diags *diags, const char *verb, hw_str path,
    int error)
{
	hw_diag_io(diags, verb, path, error);
	return false;
}

bool hw_starter_read(hw_str *out, hw_str path, struct hw_diags *diags,
    struct hw_arena *arena)
{
	hw_str whole = hw_fmt(arena, "layouts/starter/%.*s", HW_ARG(path));
	struct hw_fs shared;
	int error = hw_fs_open(&shared, hw_datadir());

	if (error != 0)
		return failed(diags, "open", hw_str_of(hw_datadir()), error);
	error =
	    hw_fs_read(&shared, whole, HW_STARTER_LIMIT_BYTES, arena, out);
	hw_fs_close(&shared);
	return error == 0 || failed(diags, "read", whole, error);
}

static bool copy_file(struct copy *copy, hw_str from, hw_str to)
{
	hw_str text;
	int error = hw_fs_read(&copy->shared, from, HW_STARTER_LIMIT_BYTES,
	    copy->arena, &text);

	if (error != 0)
		return failed(copy->diags, "read", from, error);
	text =
	    hw_starter_fill(copy->arena, to, text, copy->values, copy->count);
	error = hw_fs_write(copy->to, to, text);
	return error == 0 || failed(copy->diags, "write", to, error);
}

static bool copy_folder(struct copy *copy, hw_str from, hw_str to,
    unsigned depth)
{
	struct hw_fs_entries entries = {0};
	bool is_good = true;
	int error = hw_fs_list(&copy->shared, from, copy->arena, &entries);
	size_t i;

	if (error != 0)
		return failed(copy->diags, "read", from, error);
	for (i = 0; i < entries.count && is_good; i++) {
		hw_str name = entries.items[i].name;
		hw_str below = hw_fmt(copy->arena, "%.*s/%.*s", HW_ARG(from),
		    HW_ARG(name));
		hw_str target = hw_fmt(copy->arena, "%.*s%s%.*s", HW_ARG(to),
		    to.len > 0 ? "/" : "", HW_ARG(name));

		if (entries.items[i].kind == HW_FS_FILE) {
			is_good = copy_file(copy, below, target);
			continue;
		}
		if (entries.items[i].kind != HW_FS_FOLDER || depth == 0)
			continue;
		error = hw_fs_make_folder(copy->to, target);
		is_good = error == 0 || error == EEXIST
		    ? copy_folder(copy, below, target, depth - 1)
		    : failed(copy->diags, "make", target, error);
	}
	return is_good;
}

bool hw_starter_copy(struct hw_fs *to, hw_str from,
    const struct hw_starter_value *values, size_t count,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct copy copy = {.to = to,
	    .values = values,
	    .count = count,
	    .diags = diags,
	    .arena = arena};
	bool is_good;
	int error = hw_fs_open(&copy.shared, hw_datadir());

	if (error != 0)
		return failed(diags, "open", hw_str_of(hw_datadir()), error);
	is_good = copy_folder(&copy,
	    hw_fmt(arena, "layouts/starter/%.*s", HW_ARG(from)), HW_STR_NONE,
	    FOLDER_DEPTH);
	hw_fs_close(&copy.shared);
	return is_good;
}
