/* completions: what completes commands in bash, zsh and fish, made from the
 * table of commands. */
#include "cli/table.h"

#include <stdio.h>

/* Options that are no long ones: -C and -q. */
static bool is_long(hw_str name)
{
	return hw_str_starts(name, HW_STR("--"));
}

static bool is_folder(hw_str value)
{
	return hw_str_equal(value, HW_STR("DIR"));
}

static bool is_file(hw_str value)
{
	return hw_str_equal(value, HW_STR("FILE"));
}

/*
 * "[--format text|json] ..." and "--format" -> "text|json": the words that
 * may follow an option or, with an empty name, the command itself; empty
 * where anything may.
 */
static hw_str choices(const struct hw_command *command, hw_str name)
{
	hw_str usage = hw_str_of(command->usage);
	size_t at = 0, end;

	if (name.len > 0) {
		at = hw_str_find(usage, name);
		if (at == SIZE_MAX || at + name.len >= usage.len)
			return HW_STR_NONE;
		at += name.len + 1;
	}
	for (end = at; end < usage.len; end++)
		if (usage.p[end] == ' ' || usage.p[end] == ']')
			break;
	usage = hw_str_sub(usage, at, end);
	/* "PAGE|REF" are not words to write. */
	return hw_str_find_char(usage, '|') != SIZE_MAX &&
		usage.p[0] >= 'a' && usage.p[0] <= 'z'
	    ? usage
	    : HW_STR_NONE;
}

/* Does a file follow those words, as in "page|action FILE"? */
static bool takes_file_too(const struct hw_command *command)
{
	return hw_str_find(hw_str_of(command->usage), HW_STR(" FILE ")) !=
	    SIZE_MAX;
}

/* "text|json" -> "text json" */
static void put_words(hw_str list)
{
	size_t i;

	for (i = 0; i < list.len; i++)
		putchar(list.p[i] == '|' ? ' ' : list.p[i]);
}

/* Inside '...' of a shell; zsh has signs of its own besides. */
static void put_quoted(hw_str text, const char *special)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.p[i] == '\'')
			fputs("'\\'", stdout);
		else if (strchr(special, text.p[i]) != NULL)
			putchar('\\');
		putchar(text.p[i]);
	}
}

/* Calls `put` for each option that the command takes. */
static void each_option(const struct hw_command *command,
    void (*put)(const struct hw_command *command,
	const struct hw_option_parts *parts))
{
	size_t i;

	for (i = 0; i < hw_command_table.option_count; i++) {
		const struct hw_option *option = &hw_command_table.options[i];
		struct hw_option_parts parts = hw_option_take_apart(option);

		if ((command->takes & option->bit) != 0)
			put(command, &parts);
	}
}

static void each_command(void (*put)(const struct hw_command *command))
{
	size_t i;

	for (i = 0; i < hw_command_table.command_count; i++)
		if (hw_command_table.commands[i].summary != NULL)
			put(&hw_command_table.commands[i]);
}

static void each_global(void (*put)(const struct hw_command *command,
    const struct hw_option_parts *parts))
{
	size_t i;

	for (i = 0; i < hw_command_table.global_count; i++) {
		struct hw_option_parts parts =
		    hw_option_take_apart(&hw_command_table.globals[i]);

		put(NULL, &parts);
	}
}

/* --------------------------------- bash -------------------------------- */

static void bash_name(const struct hw_command *command)
{
	printf(" %s", command->name);
}

static void bash_option(const struct hw_command *command,
    const struct hw_option_parts *parts)
{
	(void)command;
	printf(" %.*s", HW_ARG(parts->name));
}

static void bash_choices(const struct hw_command *command,
    const struct hw_option_parts *parts)
{
	hw_str words = choices(command, parts->name);

	if (words.len == 0)
		return;
	printf("\t'%s %.*s') words='", command->name, HW_ARG(parts->name));
	put_words(words);
	printf("' ;;\n");
}

static void bash_values(const struct hw_command *command)
{
	each_option(command, bash_choices);
}

static void bash_words(const struct hw_command *command)
{
	printf("\t'%s '*) words='", command->name);
	put_words(choices(command, HW_STR_NONE));
	each_option(command, bash_option);
	printf(" --help' ;;\n");
}

/* Patterns of a command line that ends in an option which takes that. */
static void bash_taking(bool (*is_kind)(hw_str value))
{
	size_t i, count = 0;

	for (i = 0; i < hw_command_table.option_count; i++) {
		struct hw_option_parts parts =
		    hw_option_take_apart(&hw_command_table.options[i]);

		if (is_kind(parts.value))
			printf("%s*' %.*s'", count++ > 0 ? " | " : "",
			    HW_ARG(parts.name));
	}
}

static bool is_other(hw_str value)
{
	return value.len > 0 && !is_folder(value) && !is_file(value);
}

static void print_bash(void)
{
	printf("# headway in bash; made by 'headway completions bash'\n"
	       "_headway()\n{\n"
	       "\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
	       "\tlocal prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
	       "\tlocal command='' words='' i\n"
	       "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	       "\t\tcase ${COMP_WORDS[i]} in\n"
	       "\t\t-C) i=$((i + 1)) ;;\n"
	       "\t\t-*) ;;\n"
	       "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
	       "\t\tesac\n"
	       "\tdone\n"
	       "\tCOMPREPLY=()\n"
	       "\tcase \"$command $prev\" in\n");
	each_command(bash_values);
	printf("\t*' -C' | ");
	bash_taking(is_folder);
	printf(")\n"
	       "\t\tmapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
	       "\t\treturn ;;\n"
	       "\t");
	bash_taking(is_file);
	printf(") return ;;\n"
	       "\t");
	bash_taking(is_other);
	printf(") compopt +o default; return ;;\n"
	       "\t' '*) words='");
	each_command(bash_name);
	each_global(bash_option);
	printf("' ;;\n");
	each_command(bash_words);
	printf("\tesac\n"
	       "\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
	       "\"$cur\")\n"
	       "}\n"
	       "complete -o default -F _headway headway\n");
}

/* --------------------------------- zsh --------------------------------- */

static void zsh_option(const struct hw_command *command,
    const struct hw_option_parts *parts)
{
	hw_str words = command != NULL ? choices(command, parts->name)
				       : HW_STR_NONE;

	printf(" \\\n\t\t\t'%.*s[", HW_ARG(parts->name));
	put_quoted(parts->help, "[]:\\");
	putchar(']');
	if (parts->value.len > 0)
		printf(":%.*s:", HW_ARG(parts->value));
	if (words.len > 0) {
		putchar('(');
		put_words(words);
		putchar(')');
	} else if (is_folder(parts->value)) {
		printf("_files -/");
	} else if (is_file(parts->value)) {
		printf("_files");
	}
	putchar('\'');
}

static void zsh_name(const struct hw_command *command)
{
	printf("\t\t\t'%s:", command->name);
	put_quoted(hw_str_of(command->summary), ":\\");
	printf("'\n");
}

static void zsh_command(const struct hw_command *command)
{
	hw_str words = choices(command, HW_STR_NONE);

	printf("\t\t%s)\n\t\t\t_arguments", command->name);
	each_option(command, zsh_option);
	printf(" \\\n\t\t\t'--help[help for it]'");
	if (words.len > 0) {
		printf(" \\\n\t\t\t'%c:word:(",
		    takes_file_too(command) ? '1' : '*');
		put_words(words);
		printf(")'");
	}
	if (words.len == 0 || takes_file_too(command))
		printf(" \\\n\t\t\t'*:file:_files'");
	printf(" ;;\n");
}

static void print_zsh(void)
{
	printf("#compdef headway\n"
	       "# headway in zsh; made by 'headway completions zsh'\n"
	       "_headway() {\n"
	       "\tlocal state line\n"
	       "\t_arguments -C");
	each_global(zsh_option);
	printf(" \\\n\t\t\t'1:command:->command' "
	       "\\\n\t\t\t'*::argument:->argument'\n"
	       "\tcase $state in\n"
	       "\tcommand)\n"
	       "\t\tlocal -a commands=(\n");
	each_command(zsh_name);
	printf("\t\t)\n"
	       "\t\t_describe command commands ;;\n"
	       "\targument)\n"
	       "\t\tcase $words[1] in\n");
	each_command(zsh_command);
	printf("\t\tesac ;;\n"
	       "\tesac\n"
	       "}\n"
	       "if [ \"$funcstack[1]\" = _headway ]; then\n"
	       "\t_headway \"$@\"\n"
	       "else\n"
	       "\tcompdef _headway headway\n"
	       "fi\n");
}

/* --------------------------------- fish -------------------------------- */

static void fish_option(const struct hw_command *command,
    const struct hw_option_parts *parts)
{
	hw_str name = parts->name, words = HW_STR_NONE;

	printf("complete -c headway");
	if (command != NULL) {
		printf(" -n '__fish_seen_subcommand_from %s'", command->name);
		words = choices(command, name);
	}
	if (is_long(name))
		printf(" -l %.*s", HW_ARG(hw_str_sub(name, 2, name.len)));
	else
		printf(" -s %.*s", HW_ARG(hw_str_sub(name, 1, name.len)));
	if (words.len > 0) {
		printf(" -xa '");
		put_words(words);
		putchar('\'');
	} else if (is_folder(parts->value)) {
		printf(" -xa '(__fish_complete_directories)'");
	} else if (parts->value.len > 0) {
		printf(is_file(parts->value) ? " -r" : " -x");
	}
	printf(" -d '");
	put_quoted(parts->help, "\\");
	printf("'\n");
}

static void fish_command(const struct hw_command *command)
{
	hw_str words = choices(command, HW_STR_NONE);

	printf("complete -c headway -n __fish_use_subcommand -f -a %s -d '",
	    command->name);
	put_quoted(hw_str_of(command->summary), "\\");
	printf("'\n");
	if (words.len > 0) {
		printf("complete -c headway -n '__fish_seen_subcommand_from "
		       "%s' %s-a '",
		    command->name, takes_file_too(command) ? "" : "-f ");
		put_words(words);
		printf("'\n");
	}
	each_option(command, fish_option);
}

static void print_fish(void)
{
	printf("# headway in fish; made by 'headway completions fish'\n");
	each_global(fish_option);
	each_command(fish_command);
}

int hw_command_completions(const struct hw_options *options)
{
	static const struct {
		const char *shell;
		void (*print)(void);
	} shells[] = {{"bash", print_bash}, {"zsh", print_zsh},
	    {"fish", print_fish}};
	size_t i;

	for (i = 0; i < HW_COUNT(shells); i++)
		if (options->operand_count == 1 &&
		    strcmp(options->operands[0], shells[i].shell) == 0) {
			shells[i].print();
			return HW_EXIT_CLEAN;
		}
	return hw_command_usage("'completions' takes the name of a shell: "
				"bash, zsh or fish");
}
