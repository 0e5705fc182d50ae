/*
 * manual: the parts of headway(1) and headway(5) that tables tell, as mdoc.
 * The Makefile puts them into the pages of docs/man.
 */
#include "cli/table.h"
#include "input/repairs.h"
#include "input/schema.h"

#include <stdio.h>

/* A word, after which no macro may be found in it. */
static void put_escaped(hw_str text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.p[i] == '\\')
			fputs("\\e", stdout);
		else if (text.p[i] == '\n')
			putchar(' ');
		else
			putchar(text.p[i]);
	}
}

#define WIDTH 78

/* A sentence, on lines of the width that mdoc wants. */
static void put_sentence(hw_str text)
{
	while (text.len > 0) {
		size_t end = text.len, i;

		for (i = 0; text.len > WIDTH && i <= WIDTH; i++)
			if (text.p[i] == ' ')
				end = i;
		/* A line of input may not look like a macro. */
		if (text.p[0] == '.' || text.p[0] == '\'')
			fputs("\\&", stdout);
		put_escaped(hw_str_sub(text, 0, end));
		putchar('\n');
		text = hw_str_trim(hw_str_sub(text, end, text.len));
	}
}

/* Sentences, each on lines of its own, as mdoc wants them. */
static void put_text(hw_str text)
{
	size_t i, from = 0;

	for (i = 0; i <= text.len; i++) {
		bool ends = i == text.len ||
		    ((text.p[i] == ' ' || text.p[i] == '\n') && i > 0 &&
			text.p[i - 1] == '.');

		if (!ends)
			continue;
		put_sentence(hw_str_trim(hw_str_sub(text, from, i)));
		from = i + (i < text.len);
	}
}

/* "--out DIR" as macros. */
static void put_option(const struct hw_option *option)
{
	struct hw_option_parts parts = hw_option_take_apart(option);

	printf(".It Fl %.*s",
	    HW_ARG(hw_str_sub(parts.name, 1, parts.name.len)));
	if (parts.value.len > 0)
		printf(" Ar %.*s", HW_ARG(parts.value));
	putchar('\n');
	put_text(parts.help);
}

static void print_options(void)
{
	size_t i;

	printf(".Bl -tag -width Ds\n");
	for (i = 0; i < hw_command_table.global_count; i++)
		put_option(&hw_command_table.globals[i]);
	printf(".El\n");
}

static void print_command(const struct hw_command *command)
{
	bool has_options = false;
	size_t i;

	printf(".Ss headway %s\n.Dl headway %s%s%s\n", command->name,
	    command->name, command->usage[0] != '\0' ? " " : "",
	    command->usage);
	printf(".Pp\n");
	put_text(hw_str_of(command->help));
	for (i = 0; i < hw_command_table.option_count; i++) {
		const struct hw_option *option = &hw_command_table.options[i];

		if ((command->takes & option->bit) == 0)
			continue;
		if (!has_options)
			printf(".Bl -tag -width Ds\n");
		has_options = true;
		put_option(option);
	}
	if (has_options)
		printf(".El\n");
}

static void print_commands(void)
{
	size_t i;

	for (i = 0; i < hw_command_table.command_count; i++)
		if (hw_command_table.commands[i].summary != NULL)
			print_command(&hw_command_table.commands[i]);
}

/* -------------------------------- fields ------------------------------- */

/* A switch, so that the compiler asks for the words of a new type. */
static const char *type_words(enum hw_field_type type)
{
	switch (type) {
	case HW_FIELD_TEXT:
		return "One line of text";
	case HW_FIELD_MARKDOWN:
		return "Markdown, any number of lines";
	case HW_FIELD_DATE:
		return "A month or a day, YYYY-MM or YYYY-MM-DD";
	case HW_FIELD_DAY:
		return "A day, YYYY-MM-DD";
	case HW_FIELD_ENUM:
		return "One of";
	case HW_FIELD_FLAG:
		return "true or false";
	case HW_FIELD_INTEGER:
		return "A whole number";
	case HW_FIELD_NUMBER:
		return "A number";
	case HW_FIELD_TEXT_LIST:
		return "A list of texts";
	case HW_FIELD_REF:
		return "1 to 24 letters, figures, dots and hyphens";
	case HW_FIELD_COLOUR:
		return "A colour, #rrggbb";
	case HW_FIELD_URL:
		return "An address that starts with https:// or http://";
	case HW_FIELD_EMAIL:
		return "An e-mail address";
	case HW_FIELD_CONTACT:
		return "An e-mail address, or one that starts with https://";
	case HW_FIELD_LANGUAGE:
		return "A language's short code";
	case HW_FIELD_PATH:
		return "The path of a file below content/";
	case HW_FIELD_OBJECT:
		return "A mapping; its fields follow below";
	case HW_FIELD_OBJECT_LIST:
		return "A list of mappings; their fields follow below";
	}
	return "";
}

static void put_places(const struct hw_field *field)
{
	unsigned kinds = (1u << (HW_PAGE_ORDINARY + 1)) - 1;
	int kind;
	size_t count = 0;

	if (field->where == kinds)
		printf("Not on easy-read pages.\n");
	if (field->where == 0 || (field->where & kinds) == kinds)
		return;
	printf("Only on pages of kind");
	for (kind = 0; kind <= HW_PAGE_ORDINARY; kind++)
		if ((field->where & 1u << kind) != 0)
			printf("%s %s", count++ > 0 ? "," : "",
			    hw_kind_word(kind));
	printf("%s.\n",
	    (field->where & HW_WHERE_EASY) != 0 ? ", and on easy-read pages"
						: "");
}

static void put_field(const struct hw_field *field)
{
	size_t i;

	printf(".It Ic %s\n", field->name);
	put_text(hw_str_of(field->help));
	printf("%s", type_words(field->type));
	for (i = 0; field->type == HW_FIELD_ENUM && field->allowed[i] != NULL;
	     i++)
		printf("%s %s", i > 0 ? "," : ":", field->allowed[i]);
	if (field->type == HW_FIELD_INTEGER)
		printf(", %d to %d", field->min, field->max);
	if (field->max_items > 0)
		printf(", at most %zu of them", field->max_items);
	if (field->max_length > 0)
		printf(", at most %zu characters%s", field->max_length,
		    field->type == HW_FIELD_TEXT_LIST ? " each" : "");
	printf(".\n");
	if (field->is_required)
		printf("It must be there.\n");
	put_places(field);
	if (field->example == NULL || field->type == HW_FIELD_MARKDOWN)
		return;
	printf("Example:\n.Ql ");
	put_escaped(hw_str_of(field->name));
	printf(": ");
	/* Quotation marks would be the macro's own. */
	for (i = 0; field->example[i] != '\0'; i++)
		if (field->example[i] == '"')
			fputs("\\(dq", stdout);
		else
			put_escaped((hw_str){field->example + i, 1});
	/* So that a full stop at the end is the value's. */
	printf("\\&\n");
}

static void print_table(const struct hw_field_table *table, int depth)
{
	size_t i;

	if (depth > 0)
		printf(".Ss Fields of %s\n", table->of);
	printf(".Bl -tag -width Ds\n");
	for (i = 0; i < table->count; i++)
		put_field(&table->fields[i]);
	printf(".El\n");
	/* Tables do not hold themselves. */
	for (i = 0; i < table->count; i++)
		if (table->fields[i].table != NULL)
			print_table(table->fields[i].table, depth + 1);
}

int hw_command_manual(const struct hw_options *options)
{
	static const struct {
		const char *name;
		void (*print)(void);
		const struct hw_field_table *table;
	} parts[] = {
	    {"commands", print_commands, NULL},
	    {"options", print_options, NULL},
	    {"page", NULL, &hw_front_table},
	    {"site", NULL, &hw_settings_table},
	    {"words", NULL, &hw_words_table},
	    {"history", NULL, &hw_repairs_table},
	};
	size_t i;

	for (i = 0; i < HW_COUNT(parts); i++) {
		if (options->operand_count != 1 ||
		    strcmp(options->operands[0], parts[i].name) != 0)
			continue;
		if (parts[i].table != NULL)
			print_table(parts[i].table, 0);
		else
			parts[i].print();
		return HW_EXIT_CLEAN;
	}
	return hw_command_usage(
	    "'manual' takes one part; see 'headway manual --help'");
}
