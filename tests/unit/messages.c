#include "messages.h"

#include <stdlib.h>
#include <time.h>

void messages_open(struct messages *out, const char *path, hw_str text)
{
	char *copy = malloc(text.len > 0 ? text.len : 1);

	if (copy == NULL)
		abort();
	memcpy(copy, text.p, text.len);
	hw_arena_init(&out->arena, 0);
	hw_diag_init(&out->diags, &out->arena);
	out->source = (struct hw_source){.path = hw_str_of(path),
	    .text = {copy, text.len}};
}

void messages_close(struct messages *messages)
{
	free((void *)(uintptr_t)messages->source.text.p);
	hw_arena_free(&messages->arena);
}

const char *messages_text(struct messages *messages)
{
	struct hw_buf out = {0};
	hw_str text;
	size_t i;

	hw_diag_sort(&messages->diags);
	for (i = 0; i < messages->diags.list.count; i++) {
		const struct hw_diag *diag = &messages->diags.list.items[i];
		struct hw_place place = {0};

		if (diag->span.source != NULL)
			place =
			    hw_source_place(diag->span.source, diag->span.at);
		hw_buf_printf(&out, "%zu:%zu [%d] %.*s\n", place.line,
		    place.column, (int)diag->code, HW_ARG(diag->message));
	}
	text = hw_buf_take(&out, &messages->arena);
	hw_buf_free(&out);
	return text.p;
}

const char *messages_help(struct messages *messages)
{
	hw_diag_sort(&messages->diags);
	return messages->diags.list.count > 0
	    ? messages->diags.list.items[0].help.p
	    : "";
}

double messages_seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}
