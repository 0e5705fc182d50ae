/* build: the whole pipeline. */
#include "cli/command.h"
#include "cli/compose.h"
#include "cli/load.h"
#include "output/compress.h"
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
