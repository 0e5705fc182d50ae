/*
 * check: all of a build but its last step, and the rules of words.
 *
 * Messages go to standard error, as build's do, and what was asked for in
 * another form to standard output.
 */
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/load.h"
#include "render/check.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* Of one file: an editor works through them, so that they must not be cut
 * off as early as those of a build. */
#define PER_FILE 2000
/* What GitHub takes as the summary of one step. */
#define SUMMARY_BYTES ((size_t)1024 * 1024)

/* "./content/a.md", "/site/content/" -> "content/a.md", "content". */
static hw_str as_shown(struct hw_arena *arena, const char *operand)
{
	char folder[PATH_MAX], whole[PATH_MAX];
	size_t len;

	if (realpath(".", folder) == NULL || realpath(operand, whole) == NULL)
		return HW_STR_NONE;
	len = strlen(folder);
	if (strcmp(folder, whole) == 0 || strncmp(folder, whole, len) != 0 ||
	    whole[len] != '/')
		return HW_STR_NONE;
	return hw_str_dup(arena, hw_str_of(whole + len + 1));
}

static bool is_below(hw_str path, hw_str folder)
{
	return hw_str_starts(path, folder) &&
	    (path.len == folder.len || path.p[folder.len] == '/');
}

static bool is_wanted(hw_str path, const hw_str *wanted, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (is_below(path, wanted[i]))
			return true;
	return false;
}

static void keep_messages(struct hw_diags *diags, const hw_str *wanted,
    int count)
{
	size_t i, kept = 0;

	diags->errors = diags->warnings = diags->notes = 0;
	for (i = 0; i < diags->list.count; i++) {
		struct hw_diag *diag = &diags->list.items[i];

		if (diag->level != HW_LEVEL_FAILURE &&
		    (diag->span.source == NULL ||
			!is_wanted(diag->span.source->path, wanted, count)))
			continue;
		diags->errors += diag->level == HW_LEVEL_ERROR;
		diags->warnings += diag->level == HW_LEVEL_WARNING;
		diags->notes += diag->level == HW_LEVEL_NOTE;
		diags->list.items[kept++] = *diag;
	}
	diags->list.count = kept;
	for (i = 0, kept = 0; i < diags->dropped.count; i++) {
		struct hw_diag_dropped *dropped = &diags->dropped.items[i];

		if (dropped->source != NULL &&
		    is_wanted(dropped->source->path, wanted, count))
			diags->dropped.items[kept++] = *dropped;
	}
	diags->dropped.count = kept;
}

/*
 * Keeps what is about the files that the reader asked for. False when one of
 * them is not there.
 */
static bool keep_operands(struct hw_loaded *loaded,
    struct hw_rules_result *words, const struct hw_options *options)
{
	hw_str *wanted = HW_NEW_ARRAY(&loaded->arena, hw_str,
	    (size_t)options->operand_count + 1);
	size_t i, kept = 0;
	int k;

	for (k = 0; k < options->operand_count; k++) {
		wanted[k] = as_shown(&loaded->arena, options->operands[k]);
		if (wanted[k].len > 0)
			continue;
		hw_command_usage("there is no '%s' in this site",
		    options->operands[k]);
		return false;
	}
	if (options->operand_count == 0)
		return true;
	keep_messages(&loaded->diags, wanted, options->operand_count);
	for (i = 0; i < words->pages.count; i++)
		if (is_wanted(words->pages.items[i].page->source.path, wanted,
			options->operand_count))
			words->pages.items[kept++] = words->pages.items[i];
	words->pages.count = kept;
	return true;
}

/* ------------------------------- its forms ----------------------------- */

static void print(struct hw_buf *out)
{
	fwrite(hw_buf_str(out).p, 1, out->len, stdout);
	hw_buf_clear(out);
}

/* For annotations, where a site is a folder of a larger repository. */
static hw_str folder_in_repository(struct hw_loaded *loaded)
{
	struct hw_git_problem problem;
	struct hw_git *git;
	hw_str folder;

	if (!hw_git_open(&git, &problem, ".", &loaded->arena))
		return HW_STR_NONE;
	folder = hw_str_dup(&loaded->arena, hw_git_folder(git));
	hw_git_close(git);
	return folder;
}

static int append_to(hw_str path, hw_str bytes, struct hw_arena *arena)
{
	hw_str folder = hw_path_dir(path);
	struct hw_fs fs;
	int error = hw_fs_open(&fs,
	    folder.len > 0 ? hw_str_dup(arena, folder).p : ".");

	if (error != 0)
		return error;
	error = hw_fs_append(&fs, hw_path_base(path), bytes);
	hw_fs_close(&fs);
	return error;
}

/* Into the file that the runner names; where there is none, here. */
static void put_summary(struct hw_buf *out, const struct hw_check *check)
{
	const char *path = getenv("GITHUB_STEP_SUMMARY");
	char text[128];
	int error;

	hw_check_summary(out, check, SUMMARY_BYTES);
	if (path != NULL && path[0] != '\0') {
		error =
		    append_to(hw_str_of(path), hw_buf_str(out), check->arena);
		if (error == 0)
			return;
		fprintf(stderr, "headway: cannot write '%s': %s\n", path,
		    strerror_r(error, text, sizeof(text)));
	}
	print(out);
}

static void print_text(struct hw_buf *out, const struct hw_check *check,
    const struct hw_options *options)
{
	hw_diag_print(check->diags, out);
	fwrite(hw_buf_str(out).p, 1, out->len, stderr);
	hw_buf_clear(out);
	if (options->with_readability)
		hw_check_readability_text(out, check);
	if (!options->is_quiet) {
		hw_check_person_text(out, check);
		hw_check_closing_text(out, check);
	}
	print(out);
}

static void print_form(const struct hw_check *check,
    const struct hw_options *options)
{
	const char *form = options->format != NULL ? options->format : "text";
	struct hw_buf out = {0};

	if (strcmp(form, "json") == 0) {
		hw_check_json(&out, check);
		print(&out);
	} else if (strcmp(form, "sarif") == 0) {
		hw_check_sarif(&out, check);
		print(&out);
	} else if (strcmp(form, "github") == 0) {
		hw_check_github(&out, check);
		print(&out);
		put_summary(&out, check);
	} else {
		print_text(&out, check, options);
	}
	hw_buf_free(&out);
}

static bool is_for_a_repository(const struct hw_options *options)
{
	return options->format != NULL &&
	    (strcmp(options->format, "sarif") == 0 ||
		strcmp(options->format, "github") == 0);
}

/* ------------------------------- the command --------------------------- */

static void check_words(struct hw_loaded *loaded, struct hw_check *check,
    struct hw_rules_result *words)
{
	struct hw_lexicon *lexicon = hw_lexicon_open(&loaded->site,
	    loaded->has_shared ? &loaded->shared_fs : NULL, &loaded->arena);

	loaded->diags.per_file = PER_FILE;
	hw_rules_check(words, &loaded->site, lexicon);
	check->has_list = hw_lexicon_has_list(lexicon);
	hw_lexicon_close(lexicon);
}

int hw_command_check(const struct hw_options *options)
{
	struct hw_rules_result words = {0};
	struct hw_loaded loaded;
	struct hw_placer placer = {0};
	struct hw_outset set;
	struct hw_check check = {.site = &loaded.site,
	    .diags = &loaded.diags,
	    .words = &words,
	    .is_strict = options->is_strict,
	    .folder = HW_STR_NONE,
	    .arena = &loaded.arena,
	    .placer = &placer};

	if (hw_load(&loaded, options)) {
		hw_outset_init(&set, &loaded.arena, &loaded.diags);
		hw_compose(&loaded, &set);
		check_words(&loaded, &check, &words);
	}
	check.status = HW_EXIT_USAGE;
	if (keep_operands(&loaded, &words, options)) {
		hw_diag_sort(&loaded.diags);
		check.status =
		    hw_command_status(&loaded.diags, options->is_strict);
		if (is_for_a_repository(options))
			check.folder = folder_in_repository(&loaded);
		print_form(&check, options);
	}
	hw_load_free(&loaded);
	return check.status;
}
