/*
 * table: all commands and options, for help, completions and manual pages.
 *
 * The one place where a command is named is the table in cli/main.c.
 *
 * Threads: constants.
 */
#ifndef HW_CLI_TABLE_H
#define HW_CLI_TABLE_H

#include "cli/command.h"

struct hw_command {
	const char *name;
	int (*run)(const struct hw_options *options);
	unsigned takes;      /* bits of hw_option */
	const char *usage;   /* what may follow the name */
	const char *summary; /* NULL: for those who build packages */
	const char *help;    /* sentences; lines end where help prints them */
	const char *formats; /* of --format, with spaces between; or NULL */
};

/* "  --out DIR            folder to publish to (public)": two spaces, the
 * option, perhaps what it takes, two spaces or more, what it does. */
struct hw_option {
	const char *line;
	unsigned bit; /* a command takes it whose `takes` has this bit */
};

struct hw_command_table {
	const struct hw_command *commands;
	size_t command_count;
	const struct hw_option *options, *globals;
	size_t option_count, global_count;
};

extern const struct hw_command_table hw_command_table;

/* The parts of an option's line; `value` is empty where it takes none. */
struct hw_option_parts {
	hw_str name, value, help;
};
struct hw_option_parts hw_option_take_apart(const struct hw_option *option);

#endif
