/* diff: what readers will see change from one commit to another. */
#include "assemble/compare.h"
#include "cli/command.h"
#include "input/markdown.h"
#include "render/compare_text.h"

#include <stdio.h>

static int fail(const char *what, hw_str subject)
{
	fprintf(stderr, "headway: %s '%.*s'\n", what, HW_ARG(subject));
	return HW_EXIT_FAILED;
}

/* The commit that a name means. */
static bool find(struct hw_git *git, struct hw_arena *arena, hw_str name,
    struct hw_git_id *out)
{
	if (!hw_git_set_head(git,
		name.len > 0 ? hw_str_dup(arena, name).p : "HEAD"))
		return false;
	*out = hw_git_head(git);
	return true;
}

static hw_str content_folder(struct hw_git *git, struct hw_arena *arena)
{
	hw_str folder = hw_git_folder(git);

	return hw_fmt(arena, "%.*s%scontent", HW_ARG(folder),
	    folder.len > 0 ? "/" : "");
}

static int print(const struct hw_options *options,
    const struct hw_comparison *diff)
{
	struct hw_buf out = {0};

	if (options->format == NULL || strcmp(options->format, "text") == 0)
		hw_compare_text(&out, diff);
	else if (strcmp(options->format, "markdown") == 0)
		hw_compare_markdown(&out, diff);
	else
		hw_compare_json(&out, diff);
	fwrite(hw_buf_str(&out).p, 1, out.len, stdout);
	hw_buf_free(&out);
	return HW_EXIT_CLEAN;
}

static int compare(const struct hw_options *options, struct hw_git *git,
    struct hw_arena *arena, hw_str older_name, hw_str newer_name)
{
	struct hw_git_problem problem;
	struct hw_comparison diff;
	struct hw_git_id older, newer;

	if (!find(git, arena, older_name, &older))
		return fail("there is no commit", older_name);
	if (!find(git, arena, newer_name, &newer))
		return fail("there is no commit", newer_name);
	hw_markdown_setup();
	if (!hw_compare_commits(&diff, &problem, git, &older, &newer,
		content_folder(git, arena), arena))
		return fail("git cannot read the object", problem.subject);
	return print(options, &diff);
}

int hw_command_diff(const struct hw_options *options)
{
	struct hw_git_problem problem;
	struct hw_arena arena;
	struct hw_git *git;
	hw_str range;
	size_t dots;
	int status;

	if (options->operand_count != 1)
		return hw_command_usage("'diff' takes two commits, as in "
					"'headway diff main..HEAD'");
	range = hw_str_of(options->operands[0]);
	dots = hw_str_find(range, HW_STR(".."));
	if (dots == SIZE_MAX || dots == 0)
		return hw_command_usage("'%s' is not two commits; write "
					"'main..HEAD'",
		    options->operands[0]);
	hw_arena_init(&arena, 0);
	if (!hw_git_open(&git, &problem, ".", &arena)) {
		status = fail("git cannot open the repository of",
		    problem.subject.len > 0 ? problem.subject : HW_STR("."));
	} else {
		status = compare(options, git, &arena,
		    hw_str_sub(range, 0, dots),
		    hw_str_sub(range, dots + 2, range.len));
		hw_git_close(git);
	}
	hw_arena_free(&arena);
	return status;
}
