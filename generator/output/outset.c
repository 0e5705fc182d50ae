#include "output/outset.h"

#include "input/words.h"

#include <assert.h>
#include <stdlib.h>

/* What a folded path stands for: a file, or a folder that files need. */
struct taken {
	hw_str path; /* as first spelled */
	bool is_folder;
	struct hw_span span;
};

void hw_outset_init(struct hw_outset *set, struct hw_arena *arena,
    struct hw_diags *diags)
{
	*set = (struct hw_outset){
	    .arena = arena,
	    .diags = diags,
	    .file_limit_bytes = HW_OUTSET_FILE_LIMIT_BYTES,
	    .total_limit_bytes = HW_OUTSET_TOTAL_LIMIT_BYTES,
	    .packed_by = HW_STR_NONE,
	    .is_sorted = true,
	};
	hw_map_init(&set->names, arena);
}

/* --------------------------- refused spellings ------------------------- */

/* https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
static bool is_device_name(hw_str part)
{
	static const char *const whole[] = {"con", "prn", "aux", "nul",
	    "conin$", "conout$"};
	size_t dot = hw_str_find_char(part, '.'), i;
	hw_str stem = hw_str_sub(part, 0, dot == SIZE_MAX ? part.len : dot);
	hw_str start, rest;

	while (stem.len > 0 && stem.p[stem.len - 1] == ' ')
		stem.len--;
	for (i = 0; i < HW_COUNT(whole); i++)
		if (hw_str_equal_nocase(stem, hw_str_of(whole[i])))
			return true;
	if (stem.len < 4)
		return false;
	start = hw_str_sub(stem, 0, 3);
	rest = hw_str_sub(stem, 3, stem.len);
	if (!hw_str_equal_nocase(start, HW_STR("com")) &&
	    !hw_str_equal_nocase(start, HW_STR("lpt")))
		return false;
	/* Windows counts the raised digits 1, 2 and 3 of Latin-1 too. */
	return (rest.len == 1 && rest.p[0] >= '0' && rest.p[0] <= '9') ||
	    hw_str_equal(rest, HW_STR("\xC2\xB9")) ||
	    hw_str_equal(rest, HW_STR("\xC2\xB2")) ||
	    hw_str_equal(rest, HW_STR("\xC2\xB3"));
}

static bool has_control(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x20 || c == 0x7F)
			return true;
		/* U+0080 to U+009F */
		if (c == 0xC2 && i + 1 < s.len &&
		    (unsigned char)s.p[i + 1] < 0xA0)
			return true;
	}
	return false;
}

static char refused_character(hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (memchr("\\:<>\"|?*", s.p[i], 8) != NULL)
			return s.p[i];
	return '\0';
}

/* Why one part of a path cannot be used, or NULL. */
static const char *part_fault(hw_str part)
{
	if (part.len == 0)
		return "a part of it is empty";
	if (part.len > HW_OUTSET_PART_LIMIT_BYTES)
		return "a part of it is longer than 255 bytes";
	if (hw_str_equal(part, HW_STR("..")))
		return "'..' would lead out of the folder";
	if (part.p[part.len - 1] == '.' || part.p[part.len - 1] == ' ')
		return "a part of it ends in a dot or a space";
	if (is_device_name(part))
		return "a part of it is the name of a device on Windows";
	return NULL;
}

static const char *path_fault(hw_str path)
{
	hw_str rest = path;
	size_t depth = 0;
	const char *fault = NULL;
	bool more = true;

	if (path.len > 0 && path.p[0] == '/')
		return "it is absolute";
	if (path.len > HW_OUTSET_PATH_LIMIT_BYTES)
		return "it is longer than 1,024 bytes";
	if (hw_str_equal(path, HW_STR(".gitignore")))
		return "publishing keeps the folder's own '.gitignore'";
	while (more && fault == NULL) {
		size_t end = hw_str_find_char(rest, '/');

		more = end != SIZE_MAX;
		if (++depth > HW_OUTSET_DEPTH_LIMIT)
			return "it has more than 32 parts";
		fault =
		    part_fault(hw_str_sub(rest, 0, more ? end : rest.len));
		if (more)
			rest = hw_str_sub(rest, end + 1, rest.len);
	}
	return fault;
}

#define NAME_HELP                                                     \
	HW_STR("Rename the file that it is made from: small letters " \
	       "a to z, figures and hyphens are safe everywhere.")

static bool is_allowed(struct hw_outset *set, hw_str path,
    struct hw_span span)
{
	const char *fault;
	char c;

	if (hw_utf8_invalid_at(path) != SIZE_MAX) {
		/* The path itself cannot be shown. */
		hw_diag(set->diags, HW_DIAG_BAD_NAME, span, NAME_HELP,
		    "an output path is not UTF-8 text");
		return false;
	}
	if (has_control(path)) {
		hw_diag(set->diags, HW_DIAG_BAD_NAME, span, NAME_HELP,
		    "an output path has a control character in it");
		return false;
	}
	c = refused_character(path);
	if (c != '\0') {
		hw_diag(set->diags, HW_DIAG_BAD_NAME, span, NAME_HELP,
		    "output path '%.*s' has the character %c in it",
		    HW_ARG(path), c);
		return false;
	}
	fault = path_fault(path);
	if (fault != NULL)
		hw_diag(set->diags, HW_DIAG_BAD_NAME, span, NAME_HELP,
		    "output path '%.*s' cannot be used: %s", HW_ARG(path),
		    fault);
	return fault == NULL;
}

/* ------------------------------ collisions ----------------------------- */

static hw_str source_name(struct hw_span span)
{
	return span.source != NULL ? span.source->path
				   : HW_STR("headway itself");
}

static void report_clash(struct hw_outset *set, const struct taken *earlier,
    const struct taken *later)
{
	hw_str a = earlier->path, b = later->path;
	hw_str by_a = source_name(earlier->span);
	hw_str by_b = source_name(later->span);
	hw_str help = HW_STR("Rename one of the two.");

	if (!hw_str_equal(a, b))
		hw_diag(set->diags, HW_DIAG_OUTPUT_CLASH, later->span, help,
		    "'%.*s' (from %.*s) and '%.*s' (from %.*s) are one name "
		    "on some computers",
		    HW_ARG(b), HW_ARG(by_b), HW_ARG(a), HW_ARG(by_a));
	else if (earlier->is_folder != later->is_folder)
		hw_diag(set->diags, HW_DIAG_OUTPUT_CLASH, later->span, help,
		    "'%.*s' would be a file (from %.*s) and a folder "
		    "(from %.*s)",
		    HW_ARG(a), HW_ARG(later->is_folder ? by_a : by_b),
		    HW_ARG(later->is_folder ? by_b : by_a));
	else
		hw_diag(set->diags, HW_DIAG_OUTPUT_CLASH, later->span, help,
		    "'%.*s' would be written twice: from %.*s and from %.*s",
		    HW_ARG(a), HW_ARG(by_a), HW_ARG(by_b));
}

/* Whether `name` may be used; *known when it is a folder already there. */
static bool is_free(struct hw_outset *set, hw_str key,
    const struct taken *name, bool *known)
{
	const struct taken *earlier = hw_map_get(&set->names, key);

	*known = false;
	if (earlier == NULL)
		return true;
	if (earlier->is_folder && name->is_folder &&
	    hw_str_equal(earlier->path, name->path)) {
		*known = true;
		return true;
	}
	report_clash(set, earlier, name);
	return false;
}

static void take(struct hw_outset *set, hw_str key, struct taken name)
{
	struct taken *kept = HW_NEW(set->arena, struct taken);

	*kept = name;
	hw_map_add(&set->names, key, kept);
}

/*
 * Takes the path and every folder on its way; all or, on a clash, none.
 * Folding keeps each '/' where it is: no letter folds to one, and none
 * joins with one. So the folders of the key are the keys of the folders.
 */
static bool take_path(struct hw_outset *set, hw_str path, struct hw_span span)
{
	hw_str key = hw_words_fold(set->arena, path), folder_key;
	struct taken name = {path, false, span};
	bool known;

	if (!is_free(set, key, &name, &known))
		return false;
	name.is_folder = true;
	folder_key = hw_path_dir(key);
	for (name.path = hw_path_dir(path); name.path.len > 0;
	     name.path = hw_path_dir(name.path)) {
		if (!is_free(set, folder_key, &name, &known))
			return false;
		if (known)
			break; /* and so are those above it */
		folder_key = hw_path_dir(folder_key);
	}
	take(set, key, (struct taken){path, false, span});
	folder_key = hw_path_dir(key);
	for (name.path = hw_path_dir(path); name.path.len > 0;
	     name.path = hw_path_dir(name.path)) {
		if (hw_map_get(&set->names, folder_key) != NULL)
			break;
		take(set, folder_key, name);
		folder_key = hw_path_dir(folder_key);
	}
	return true;
}

/* -------------------------------- the set ------------------------------ */

static bool is_within_limits(struct hw_outset *set, hw_str path, hw_str bytes,
    struct hw_span span)
{
	if (bytes.len > set->file_limit_bytes) {
		hw_diag(set->diags, HW_DIAG_OUTPUT_LIMIT, span,
		    HW_STR("Split the page into several."),
		    "'%.*s' would have %zu bytes; at most %zu are allowed",
		    HW_ARG(path), bytes.len, set->file_limit_bytes);
		return false;
	}
	if (bytes.len > set->total_limit_bytes - set->total_bytes) {
		hw_diag(set->diags, HW_DIAG_OUTPUT_LIMIT, span,
		    HW_STR("Publish less in one site."),
		    "with '%.*s' the site would pass %zu bytes", HW_ARG(path),
		    set->total_limit_bytes);
		return false;
	}
	return true;
}

bool hw_outset_add(struct hw_outset *set, hw_str path, hw_str bytes,
    struct hw_span span)
{
	struct hw_outset_file file = {.bytes = bytes, .span = span};

	if (!is_allowed(set, path, span) ||
	    !is_within_limits(set, path, bytes, span))
		return false;
	file.path = hw_str_dup(set->arena, path);
	if (!take_path(set, file.path, span))
		return false;
	HW_PUSH(&set->files, set->arena, file);
	set->total_bytes += bytes.len;
	set->is_sorted = false;
	return true;
}

bool hw_outset_is_free(const struct hw_outset *set, hw_str path)
{
	hw_str key = hw_words_fold(set->arena, path);
	const struct taken *taken = hw_map_get(&set->names, key);

	if (taken != NULL)
		return false;
	while ((path = hw_path_dir(path)).len > 0) {
		key = hw_path_dir(key);
		taken = hw_map_get(&set->names, key);
		if (taken != NULL &&
		    (!taken->is_folder || !hw_str_equal(taken->path, path)))
			return false;
	}
	return true;
}

static int by_path(const void *left, const void *right)
{
	const struct hw_outset_file *a = left, *b = right;

	return hw_str_compare(a->path, b->path);
}

void hw_outset_sort(struct hw_outset *set)
{
	if (!set->is_sorted)
		qsort(set->files.items, set->files.count,
		    sizeof(*set->files.items), by_path);
	set->is_sorted = true;
}

const struct hw_outset_file *hw_outset_find(const struct hw_outset *set,
    hw_str path)
{
	struct hw_outset_file wanted = {.path = path};

	assert(set->is_sorted);
	if (set->files.count == 0)
		return NULL;
	return bsearch(&wanted, set->files.items, set->files.count,
	    sizeof(*set->files.items), by_path);
}
