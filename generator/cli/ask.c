#include "cli/ask.h"

#include <stdio.h>
#include <unistd.h>

#define ANSWER_BYTES 4096

bool hw_ask_can(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool hw_ask(hw_str *out, const char *question, const char *example,
    bool may_be_empty, struct hw_arena *arena)
{
	char line[ANSWER_BYTES];

	do {
		printf("%s (for example: %s)%s: ", question, example,
		    may_be_empty ? ", or nothing" : "");
		fflush(stdout);
		if (fgets(line, sizeof(line), stdin) == NULL) {
			putchar('\n');
			return false;
		}
		*out = hw_str_trim(hw_str_dup(arena, hw_str_of(line)));
	} while (out->len == 0 && !may_be_empty);
	return true;
}
