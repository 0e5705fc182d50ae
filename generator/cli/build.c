/* build and check: the whole pipeline, with and without its last step. */
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/load.h"
#include "output/compress.h"
#include "output/manifest.h"
#include "output/publish.h"
#include "rules/rules.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void on_signal(int number)
{
	hw_publish_abandon();
	_exit(128 + number);
}

/* A build that is stopped leaves nothing behind. */
static void clean_up_when_stopped(void)
{
	struct sigaction action = {.sa_handler = on_signal};

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	hw_oom_set_handler(hw_publish_abandon);
}

int hw_command_build(const struct hw_options *options)
{
	struct hw_publish_result result = {0};
	struct hw_loaded loaded;
	struct hw_outset set;
	bool is_published = false;
	int status;

	clean_up_when_stopped();
	hw_publish_repair(options->out);
	if (hw_load(&loaded, options)) {
		hw_outset_init(&set, &loaded.arena, &loaded.diags);
		hw_compose(&loaded, &set);
		if (options->compresses)
			hw_compress_add(&set, HW_STR(HW_VERSION),
			    options->out);
		hw_manifest_add(&set, HW_STR(HW_VERSION), loaded.site.commit);
		if (hw_diag_bad(&loaded.diags, options->is_strict) == 0)
			is_published = hw_publish(&result, options->out,
			    options->rev == NULL ? "." : NULL, &set,
			    &loaded.diags);
	}
	status = hw_command_report(&loaded.diags, options->is_strict);
	if (!is_published)
		fprintf(stderr, "headway: nothing was published\n");
	else if (!options->is_quiet && result.is_unchanged)
		printf("%s is up to date: %zu files\n", options->out,
		    set.files.count);
	else if (!options->is_quiet)
		printf("published %zu files to %s (%zu new or changed)\n",
		    set.files.count, options->out, result.written);
	hw_load_free(&loaded);
	return status;
}

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

/*
 * Keeps the messages about the files that the reader asked for. False when
 * one of them is not there.
 */
static bool keep_operands(struct hw_loaded *loaded,
    const struct hw_options *options)
{
	struct hw_diags *diags = &loaded->diags;
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
	diags->errors = diags->warnings = 0;
	for (i = 0; i < diags->list.count; i++) {
		struct hw_diag *diag = &diags->list.items[i];
		bool keep = diag->level == HW_LEVEL_FAILURE;

		for (k = 0; k < options->operand_count && !keep; k++)
			keep = diag->span.source != NULL &&
			    is_below(diag->span.source->path, wanted[k]);
		if (!keep)
			continue;
		diags->errors += diag->level == HW_LEVEL_ERROR;
		diags->warnings += diag->level == HW_LEVEL_WARNING;
		diags->list.items[kept++] = *diag;
	}
	diags->list.count = kept;
	return true;
}

int hw_command_check(const struct hw_options *options)
{
	struct hw_rules_result words;
	struct hw_loaded loaded;
	struct hw_outset set;
	int status;

	if (hw_load(&loaded, options)) {
		hw_outset_init(&set, &loaded.arena, &loaded.diags);
		hw_compose(&loaded, &set);
		hw_rules_check(&words, &loaded.site,
		    hw_lexicon_open(&loaded.site,
			loaded.has_shared ? &loaded.shared_fs : NULL,
			&loaded.arena));
	}
	status = keep_operands(&loaded, options)
	    ? hw_command_report(&loaded.diags, options->is_strict)
	    : HW_EXIT_USAGE;
	if (status == HW_EXIT_CLEAN && !options->is_quiet)
		printf("checked %zu pages: no mistakes\n",
		    loaded.site.pages.count);
	hw_load_free(&loaded);
	return status;
}
