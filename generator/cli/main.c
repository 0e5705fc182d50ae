/* headway: command table, options, exit status. Nothing else exits. */
#include "base/json_memory.h"
#include "cli/command.h"
#include "cli/table.h"
#include "input/markdown.h"
#include "model/date.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum option_bit {
	TAKES_OUT = 1,
	TAKES_TODAY = 2,
	TAKES_BASE_URL = 4,
	TAKES_DRAFTS = 8,
	TAKES_STRICT = 16,
	TAKES_DATA = 32,
	TAKES_PARTIALS = 64,
	TAKES_OPERANDS = 128,
	TAKES_REV = 256,
	TAKES_FORMAT = 512,
	TAKES_READABILITY = 1024,
	TAKES_COMPRESS = 1 << 16,
	TAKES_PORT = 1 << 17,
	TAKES_NEW = 1 << 20,
	TAKES_TRIAL = 1 << 21,
};

static const struct hw_command commands[] = {
    {"build", hw_command_build,
	TAKES_OUT | TAKES_TODAY | TAKES_BASE_URL | TAKES_DRAFTS |
	    TAKES_STRICT | TAKES_REV | TAKES_COMPRESS,
	"[--out DIR] [--rev COMMIT] [--today YYYY-MM-DD] [--base-url URL] "
	"[--drafts] [--strict] [--compress]",
	"publish the site to a folder",
	"Reads content/ and layouts/ and publishes the site. Where anything "
	"is wrong, it\nlists every mistake and leaves the published folder "
	"as "
	"it was. With --rev it builds a commit\nfrom git alone, as it was, "
	"also "
	"in a bare repository.\n",
	NULL},
    {"check", hw_command_check,
	TAKES_TODAY | TAKES_BASE_URL | TAKES_DRAFTS | TAKES_STRICT |
	    TAKES_OPERANDS | TAKES_FORMAT | TAKES_READABILITY,
	"[--strict] [--drafts] [--today YYYY-MM-DD] "
	"[--format text|json|github|sarif] [--readability] [PATH...]",
	"find mistakes and words that are hard to read",
	"Looks for everything that build would complain about, and for words "
	"that families\nwould find hard: see docs/rules.md. It publishes "
	"nothing. With paths (files or folders\nof content/), it lists what "
	"is in those alone. 'headway explain HW203' explains a code.\n",
	"text json github sarif"},
    {"diff", hw_command_diff, TAKES_FORMAT | TAKES_OPERANDS,
	"A..B [--format text|markdown|json]",
	"say what readers will see change",
	"Compares two commits by their words and data: which actions change "
	"and how, which\npages get a new date, which keep theirs, and where "
	"the easy-read version falls behind.\n",
	"text markdown json"},
    {"explain", hw_command_explain, TAKES_OPERANDS | TAKES_FORMAT,
	"PAGE|REF|CODE|messages [--format FORM]",
	"say where a date came from, or what a message means",
	"For a page (content/plan/area-5.md or /plan/area-5/) it lists the "
	"commits that touched\nit: the one that its date is from, and those "
	"that did not count, with the reason.\nFor an action (A5.1) it tells "
	"its life, with the commits. For a code (HW203) it says\nwhy the "
	"message is there and how to mend it, with examples; for 'messages' "
	"all of them.\n",
	"text markdown json"},
    {"serve", hw_command_serve, TAKES_PORT | TAKES_TODAY | TAKES_BASE_URL,
	"[--port N] [--today YYYY-MM-DD] [--base-url URL]",
	"preview the site in a browser, as you write",
	"Shows the site at an address that only this computer can open, "
	"drafts too. A page\nloads again when a file is saved that changes "
	"it; mistakes stand over the page, with\nfile, line and mend, and "
	"above it what check says of its words. Nothing is\npublished. "
	"Ctrl-C ends it.\n",
	NULL},
    {"import", hw_command_import,
	TAKES_TODAY | TAKES_BASE_URL | TAKES_DRAFTS | TAKES_TRIAL |
	    TAKES_OPERANDS,
	"[--dry-run] [--today YYYY-MM-DD] [--base-url URL] [--drafts] FILE",
	"take over what was changed in a spreadsheet",
	"FILE is the table of actions that the site offers as its data "
	"(actions.csv), changed\nand saved as CSV. Titles, owners, dates, "
	"statuses and outcomes that differ are changed\nin the pages, and "
	"nothing else is. Where a cell is wrong it is named, and no page "
	"changes.\nGive the options with which the table was exported.\n",
	NULL},
    {"new", hw_command_new, TAKES_NEW | TAKES_OPERANDS,
	"site|plan|area|recommendation|priority|page|said|easy|translation|"
	"action "
	"FILE "
	"[--title TEXT] [--ref REF] [--owner TEXT] [--due DATE] "
	"[--name TEXT]",
	"start a site, a page, an action",
	"'new site DIR' makes a whole site to start from. 'new plan', "
	"'area', "
	"'recommendation',\n'priority', 'page' and 'said' make a page and "
	"its "
	"easy-read version: FILE is its name, such\nas "
	"content/plan/area-9.md. 'new easy FILE' makes the easy-read version "
	"of a page, 'new\naction FILE' adds an action to one. 'new "
	"translation FILE' starts a page in another\nlanguage, named in FILE "
	"as in content/plan/area-9.pl.md. On a terminal it asks for\nwhat is "
	"missing. It never overwrites anything.\n",
	NULL},
    {"template", hw_command_template,
	TAKES_DATA | TAKES_PARTIALS | TAKES_STRICT | TAKES_OPERANDS,
	"FILE [--data DATA.yaml] [--partials DIR]",
	"render one layout to standard output",
	"For people who write layouts. The data are YAML or JSON. A partial "
	"called x is the\nfile x.mustache in the folder of partials; one "
	"that "
	"is not there is nothing.\n",
	NULL},
    {"schema", hw_command_schema, 0, "",
	"print the JSON Schema of front matter, site.yaml and words.yaml",
	"Editors such as VS Code use it to complete fields and to mark "
	"mistakes.\n",
	NULL},
    {"completions", hw_command_completions, TAKES_OPERANDS, "bash|zsh|fish",
	"print what completes commands in a shell",
	"An installed headway has brought them along. Otherwise, in bash:\n"
	"headway completions bash "
	">~/.local/share/bash-completion/completions/headway\n",
	NULL},
    {"manual", hw_command_manual, TAKES_OPERANDS, "PART", NULL,
	"Prints a part of the manual pages: commands, options, page, site, "
	"words or history.\n",
	NULL},
};

static const struct hw_option option_help[] = {
    {"  --out DIR            folder to publish to (public)", TAKES_OUT},
    {"  --today YYYY-MM-DD   count what is late as on that day", TAKES_TODAY},
    {"  --base-url URL       address of the site, in place of site.yaml's",
	TAKES_BASE_URL},
    {"  --drafts             drafts and later pages too", TAKES_DRAFTS},
    {"  --strict             warnings count as mistakes", TAKES_STRICT},
    {"  --compress           gzip and brotli files beside the texts too",
	TAKES_COMPRESS},
    {"  --rev COMMIT         build that commit, from git alone", TAKES_REV},
    {"  --format FORM        how to print what is found", TAKES_FORMAT},
    {"  --title TEXT         title of the page or the action", TAKES_NEW},
    {"  --ref REF            its ref, such as 9 or A9.1", TAKES_NEW},
    {"  --owner TEXT         who answers for the action", TAKES_NEW},
    {"  --due DATE           when it is due: 2026-12 or 2026-12-31",
	TAKES_NEW},
    {"  --name TEXT          name of the site", TAKES_NEW},
    {"  --dry-run            say what would change, and write nothing",
	TAKES_TRIAL},
    {"  --readability        a table of figures for each page",
	TAKES_READABILITY},
    {"  --port N             port of the preview (8000); 0 takes a free one",
	TAKES_PORT},
    {"  --data FILE          the data, YAML or JSON", TAKES_DATA},
    {"  --partials DIR       the folder of partials", TAKES_PARTIALS},
};

static const struct hw_option global_help[] = {
    {"  -C DIR      work in that folder (the one that holds content/)", 0},
    {"  -q          print mistakes only", 0},
    {"  --help      help; after a command, help for it", 0},
    {"  --version   version of headway and of the Markdown library", 0},
};

const struct hw_command_table hw_command_table = {
    .commands = commands,
    .command_count = HW_COUNT(commands),
    .options = option_help,
    .option_count = HW_COUNT(option_help),
    .globals = global_help,
    .global_count = HW_COUNT(global_help),
};

static void print_usage(FILE *to)
{
	size_t i;

	fprintf(to,
	    "Usage: headway [-C DIR] [-q] COMMAND [OPTIONS]\n\n"
	    "Publishes how far an improvement plan has got.\n\nCommands:\n");
	for (i = 0; i < HW_COUNT(commands); i++)
		if (commands[i].summary != NULL)
			fprintf(to, "  %-11s %s\n", commands[i].name,
			    commands[i].summary);
	fprintf(to, "\nOptions of every command:\n");
	for (i = 0; i < HW_COUNT(global_help); i++)
		fprintf(to, "%s\n", global_help[i].line);
	fprintf(to,
	    "\nExit status: 0 clean, 1 mistakes in the content, 2 wrong use, "
	    "3 the world failed.\n");
}

static void print_command_help(const struct hw_command *command)
{
	size_t i;

	printf("Usage: headway %s %s\n\n%s", command->name, command->usage,
	    command->help);
	if (command->takes & ~(unsigned)TAKES_OPERANDS)
		printf("\nOptions:\n");
	for (i = 0; i < HW_COUNT(option_help); i++)
		if (command->takes & option_help[i].bit)
			printf("%s\n", option_help[i].line);
}

int hw_command_usage(const char *format, ...)
{
	va_list args;

	fputs("headway: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	return HW_EXIT_USAGE;
}

int hw_command_status(const struct hw_diags *diags, bool is_strict)
{
	if (diags->failures > 0)
		return HW_EXIT_FAILED;
	return hw_diag_bad(diags, is_strict) > 0 ? HW_EXIT_MISTAKES
						 : HW_EXIT_CLEAN;
}

int hw_command_report(struct hw_diags *diags, bool is_strict)
{
	struct hw_buf out = {0};

	hw_diag_sort(diags);
	hw_diag_print(diags, &out);
	fwrite(hw_buf_str(&out).p, 1, out.len, stderr);
	hw_buf_free(&out);
	return hw_command_status(diags, is_strict);
}

static const struct hw_command *find_command(const char *name)
{
	size_t i;

	for (i = 0; i < HW_COUNT(commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static int unknown_command(const char *name)
{
	hw_str names[HW_COUNT(commands)], nearest;
	size_t i;

	for (i = 0; i < HW_COUNT(commands); i++)
		names[i] = hw_str_of(commands[i].name);
	nearest = hw_str_nearest(hw_str_of(name), names, HW_COUNT(names));
	if (nearest.len > 0)
		return hw_command_usage(
		    "there is no command '%s'; did you mean '%.*s'?", name,
		    HW_ARG(nearest));
	return hw_command_usage(
	    "there is no command '%s'; see 'headway --help'", name);
}

enum long_option {
	OPTION_OUT = 256,
	OPTION_TODAY,
	OPTION_BASE_URL,
	OPTION_DRAFTS,
	OPTION_STRICT,
	OPTION_DATA,
	OPTION_PARTIALS,
	OPTION_REV,
	OPTION_FORMAT,
	OPTION_COMPRESS,
	OPTION_READABILITY,
	OPTION_PORT,
	OPTION_NAME,
	OPTION_TITLE,
	OPTION_REF,
	OPTION_OWNER,
	OPTION_DUE,
	OPTION_DRY_RUN,
	OPTION_HELP,
};

static const struct option long_options[] = {
    {"out", required_argument, NULL, OPTION_OUT},
    {"today", required_argument, NULL, OPTION_TODAY},
    {"base-url", required_argument, NULL, OPTION_BASE_URL},
    {"drafts", no_argument, NULL, OPTION_DRAFTS},
    {"strict", no_argument, NULL, OPTION_STRICT},
    {"data", required_argument, NULL, OPTION_DATA},
    {"partials", required_argument, NULL, OPTION_PARTIALS},
    {"rev", required_argument, NULL, OPTION_REV},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"compress", no_argument, NULL, OPTION_COMPRESS},
    {"readability", no_argument, NULL, OPTION_READABILITY},
    {"port", required_argument, NULL, OPTION_PORT},
    {"name", required_argument, NULL, OPTION_NAME},
    {"title", required_argument, NULL, OPTION_TITLE},
    {"ref", required_argument, NULL, OPTION_REF},
    {"owner", required_argument, NULL, OPTION_OWNER},
    {"due", required_argument, NULL, OPTION_DUE},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

#define PORT_LIMIT   65535u
#define PORT_UNKNOWN (PORT_LIMIT + 1)

/* PORT_UNKNOWN for what is no port; check_values says so. */
static unsigned port_of(const char *text)
{
	unsigned port = *text == '\0' ? PORT_UNKNOWN : 0;

	for (; *text >= '0' && *text <= '9' && port <= PORT_LIMIT; text++)
		port = port * 10 + (unsigned)(*text - '0');
	return *text == '\0' && port <= PORT_LIMIT ? port : PORT_UNKNOWN;
}

/* Those of new and import. */
static unsigned take_new(struct hw_options *options, int option)
{
	switch (option) {
	case OPTION_NAME:
		options->name = optarg;
		return TAKES_NEW;
	case OPTION_TITLE:
		options->title = optarg;
		return TAKES_NEW;
	case OPTION_REF:
		options->ref = optarg;
		return TAKES_NEW;
	case OPTION_OWNER:
		options->owner = optarg;
		return TAKES_NEW;
	case OPTION_DUE:
		options->due = optarg;
		return TAKES_NEW;
	case OPTION_DRY_RUN:
		options->is_trial = true;
		return TAKES_TRIAL;
	default:
		return 0;
	}
}

/* The bit of an option, and where its value goes; 0 when unknown. */
static unsigned take(struct hw_options *options, int option)
{
	switch (option) {
	case OPTION_OUT:
		options->out = optarg;
		return TAKES_OUT;
	case OPTION_TODAY:
		options->today = optarg;
		return TAKES_TODAY;
	case OPTION_BASE_URL:
		options->base_url = optarg;
		return TAKES_BASE_URL;
	case OPTION_DRAFTS:
		options->with_drafts = true;
		return TAKES_DRAFTS;
	case OPTION_PORT:
		options->port = port_of(optarg);
		return TAKES_PORT;
	case OPTION_STRICT:
		options->is_strict = true;
		return TAKES_STRICT;
	case OPTION_DATA:
		options->data = optarg;
		return TAKES_DATA;
	case OPTION_PARTIALS:
		options->partials = optarg;
		return TAKES_PARTIALS;
	case OPTION_REV:
		options->rev = optarg;
		return TAKES_REV;
	case OPTION_FORMAT:
		options->format = optarg;
		return TAKES_FORMAT;
	case OPTION_COMPRESS:
		options->compresses = true;
		return TAKES_COMPRESS;
	case OPTION_READABILITY:
		options->with_readability = true;
		return TAKES_READABILITY;
	default:
		return take_new(options, option);
	}
}

/* http or https, a host, and nothing that an address cannot hold. */
static bool is_site_address(hw_str url)
{
	size_t at = hw_str_find(url, HW_STR("://"));

	if ((!hw_str_starts(url, HW_STR("https://")) &&
		!hw_str_starts(url, HW_STR("http://"))) ||
	    at + 3 >= url.len || url.p[at + 3] == '/')
		return false;
	for (; at < url.len; at++)
		if ((unsigned char)url.p[at] <= ' ' ||
		    strchr("\"'<>?#\\", url.p[at]) != NULL)
			return false;
	return true;
}

/* Is it a word of the list? */
static bool is_listed(const char *word, const char *list)
{
	hw_str rest = hw_str_of(list), wanted = hw_str_of(word);
	size_t end;

	while (rest.len > 0) {
		end = hw_str_find_char(rest, ' ');
		if (end == SIZE_MAX)
			end = rest.len;
		if (hw_str_equal(hw_str_sub(rest, 0, end), wanted))
			return true;
		rest = hw_str_sub(rest, end < rest.len ? end + 1 : end,
		    rest.len);
	}
	return false;
}

static int check_values(const struct hw_command *command,
    const struct hw_options *options)
{
	struct hw_date day;
	hw_str url;

	if (options->today != NULL &&
	    (hw_date_parse(&day, hw_str_of(options->today)) != HW_DATE_OK ||
		day.day == 0))
		return hw_command_usage(
		    "'--today %s' is not a day; write it as 2026-06-30",
		    options->today);
	if (options->base_url != NULL) {
		url = hw_str_of(options->base_url);
		if (!is_site_address(url))
			return hw_command_usage(
			    "'--base-url %s' is not the address of a site; "
			    "write it as https://example.org/",
			    options->base_url);
	}
	if (options->format != NULL &&
	    !is_listed(options->format, command->formats))
		return hw_command_usage("unknown format '%s'; use one of: %s",
		    options->format, command->formats);
	if (options->port > PORT_LIMIT)
		return hw_command_usage(
		    "'--port' needs a number up to 65535, as in "
		    "'--port 8000'");
	if (options->out[0] == '\0')
		return hw_command_usage("'--out' needs the name of a folder");
	return HW_EXIT_CLEAN;
}

static int run_command(const struct hw_command *command, int argc,
    char **argv, struct hw_options *options)
{
	int option, status, index = 0;

	optind = 0;
	while ((option = getopt_long(argc, argv, "q", long_options,
		    &index)) != -1) {
		unsigned bit = take(options, option);

		if (option == OPTION_HELP) {
			print_command_help(command);
			return HW_EXIT_CLEAN;
		}
		if (option == 'q') {
			options->is_quiet = true;
		} else if (option == '?') {
			return hw_command_usage("see 'headway %s --help'",
			    command->name);
		} else if ((command->takes & bit) == 0) {
			return hw_command_usage("'%s' has no option '--%s'; "
						"see 'headway %s --help'",
			    command->name, long_options[index].name,
			    command->name);
		}
	}
	options->operands = argv + optind;
	options->operand_count = argc - optind;
	if (options->operand_count > 0 &&
	    (command->takes & TAKES_OPERANDS) == 0)
		return hw_command_usage("'%s' takes no '%s'; see 'headway %s "
					"--help'",
		    command->name, argv[optind], command->name);
	status = check_values(command, options);
	return status == HW_EXIT_CLEAN ? command->run(options) : status;
}

int main(int argc, char **argv)
{
	struct hw_options options = {.out = "public", .port = 8000};
	const struct hw_command *command;
	int at = 1, status;

	hw_json_memory_setup();
	for (; at < argc && argv[at][0] == '-'; at++) {
		if (strcmp(argv[at], "--help") == 0 ||
		    strcmp(argv[at], "-h") == 0) {
			print_usage(stdout);
			return HW_EXIT_CLEAN;
		}
		if (strcmp(argv[at], "--version") == 0) {
			printf("headway %s (cmark-gfm %s)\n", HW_VERSION,
			    hw_markdown_version());
			return HW_EXIT_CLEAN;
		}
		if (strcmp(argv[at], "-q") == 0) {
			options.is_quiet = true;
		} else if (strcmp(argv[at], "-C") == 0 && at + 1 < argc) {
			if (chdir(argv[++at]) != 0) {
				fprintf(stderr,
				    "headway: cannot go to '%s': %s\n",
				    argv[at], strerror(errno));
				return HW_EXIT_FAILED;
			}
		} else {
			return hw_command_usage(
			    "unknown option '%s'; see 'headway --help'",
			    argv[at]);
		}
	}
	if (at == argc) {
		print_usage(stderr);
		return HW_EXIT_USAGE;
	}
	command = find_command(argv[at]);
	if (command == NULL)
		return unknown_command(argv[at]);
	status = run_command(command, argc - at, argv + at, &options);
	if (fflush(stdout) != 0 && status == HW_EXIT_CLEAN) {
		fprintf(stderr, "headway: cannot write the output: %s\n",
		    strerror(errno));
		return HW_EXIT_FAILED;
	}
	return status;
}
