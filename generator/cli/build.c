/* build and check: the whole pipeline, with and without its last step. */
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/load.h"
#include "output/manifest.h"
#include "output/publish.h"

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
		hw_manifest_add(
		    &set, HW_STR(HW_VERSION), loaded.site.commit);
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

/* Keeps the messages about the files that the reader asked for. */
static void keep_operands(struct hw_diags *diags,
    const struct hw_options *options)
{
	size_t i, kept = 0;
	int k;

	if (options->operand_count == 0)
		return;
	diags->errors = diags->warnings = 0;
	for (i = 0; i < diags->list.count; i++) {
		struct hw_diag *diag = &diags->list.items[i];
		bool wanted = diag->level == HW_LEVEL_FAILURE;

		for (k = 0; k < options->operand_count; k++) {
			hw_str path = hw_str_of(options->operands[k]);

			while (hw_str_ends(path, HW_STR("/")))
				path.len--;
			if (hw_str_starts(path, HW_STR("./")))
				path = hw_str_sub(path, 2, path.len);
			wanted = wanted ||
			    (diag->span.source != NULL &&
				hw_str_starts(diag->span.source->path, path) &&
				(diag->span.source->path.len == path.len ||
				    diag->span.source->path.p[path.len] ==
					'/'));
		}
		if (!wanted)
			continue;
		diags->errors += diag->level == HW_LEVEL_ERROR;
		diags->warnings += diag->level == HW_LEVEL_WARNING;
		diags->list.items[kept++] = *diag;
	}
	diags->list.count = kept;
}

int hw_command_check(const struct hw_options *options)
{
	struct hw_loaded loaded;
	struct hw_outset set;
	int status;

	if (hw_load(&loaded, options)) {
		hw_outset_init(&set, &loaded.arena, &loaded.diags);
		hw_compose(&loaded, &set);
	}
	keep_operands(&loaded.diags, options);
	status = hw_command_report(&loaded.diags, options->is_strict);
	if (status == HW_EXIT_CLEAN && !options->is_quiet)
		printf("checked %zu pages: no mistakes\n",
		    loaded.site.pages.count);
	hw_load_free(&loaded);
	return status;
}
