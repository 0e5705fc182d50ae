#include "render/check.h"

#include <stdlib.h>

#define EXCERPT_BYTES 300

hw_str hw_check_harmless(const struct hw_check *check, hw_str s)
{
	struct hw_buf out = {0};

	hw_diag_harmless(&out, s);
	return hw_buf_take(&out, check->arena);
}

hw_str hw_check_path(const struct hw_check *check, hw_str path)
{
	return hw_check_harmless(check,
	    hw_fmt(check->arena, "%.*s%s%.*s", HW_ARG(check->folder),
		check->folder.len > 0 ? "/" : "", HW_ARG(path)));
}

/* White space as single spaces, and not more than an eye takes in. */
static hw_str as_one_line(const struct hw_check *check, hw_str s)
{
	struct hw_buf out = {0}, line = {0};
	bool after_space = false;
	size_t i;

	s = hw_str_trim(s);
	for (i = 0; i < s.len; i++) {
		bool is_space = strchr(" \t\r\n", s.p[i]) != NULL;

		if (out.len >= EXCERPT_BYTES && is_space)
			break;
		if (!is_space || !after_space)
			hw_buf_putc(&out, is_space ? ' ' : s.p[i]);
		after_space = is_space;
	}
	hw_diag_harmless(&line, hw_buf_str(&out));
	if (i < s.len)
		hw_buf_puts(&line, " …");
	hw_buf_free(&out);
	return hw_buf_take(&line, check->arena);
}

static void find_place(struct hw_check_message *out,
    const struct hw_check *check, struct hw_span span)
{
	struct hw_placer end_placer;
	hw_str text = span.source->text;
	size_t at = span.at < text.len ? span.at : text.len;
	size_t end =
	    at + (span.len < text.len - at ? span.len : text.len - at);

	out->path = hw_check_path(check, span.source->path);
	out->start = hw_placer_find(check->placer, span.source, at);
	end_placer = *check->placer;
	out->end = hw_placer_find(&end_placer, span.source, end);
	out->excerpt = as_one_line(check,
	    end > at + 1 ? hw_str_sub(text, at, end) : out->start.line_text);
}

struct hw_check_message hw_check_message(const struct hw_check *check,
    const struct hw_diag *diag)
{
	struct hw_check_message out = {.diag = diag,
	    .path = HW_STR_NONE,
	    .excerpt = HW_STR_NONE};

	snprintf(out.code, sizeof(out.code), "HW%03d", (int)diag->code);
	if (diag->span.source != NULL)
		find_place(&out, check, diag->span);
	out.message = hw_check_harmless(check, diag->message);
	out.help = hw_check_harmless(check, diag->help);
	out.docs = hw_fmt(check->arena, HW_DOCS "#hw%03d", (int)diag->code);
	return out;
}

static int compare_notes(const void *left, const void *right)
{
	const struct hw_diag *a = *(const struct hw_diag *const *)left,
			     *b = *(const struct hw_diag *const *)right;
	hw_str no_path = HW_STR_NONE;
	int order = hw_str_compare(
	    a->span.source != NULL ? a->span.source->path : no_path,
	    b->span.source != NULL ? b->span.source->path : no_path);

	if (order == 0)
		order = (a->code > b->code) - (a->code < b->code);
	return order != 0
	    ? order
	    : (a->span.at > b->span.at) - (a->span.at < b->span.at);
}

static void add_note(struct hw_check_questions *out,
    const struct hw_check *check, const struct hw_diag *note, size_t room)
{
	struct hw_check_question *last =
	    out->count > 0 ? &out->items[out->count - 1] : NULL;
	size_t line = note->span.source != NULL
	    ? hw_placer_find(check->placer, note->span.source, note->span.at)
		  .line
	    : 0;

	if (last == NULL || last->source != note->span.source ||
	    last->code != note->code) {
		HW_PUSH(out, check->arena,
		    ((struct hw_check_question){.source = note->span.source,
			.code = note->code}));
		last = &out->items[out->count - 1];
		last->lines = HW_NEW_ARRAY(check->arena, size_t, room);
	}
	last->times++;
	last->is_about_page = last->times == 1 && note->span.at == 0;
	if (last->count == 0 || last->lines[last->count - 1] != line)
		last->lines[last->count++] = line;
}

void hw_check_questions(struct hw_check_questions *out,
    const struct hw_check *check)
{
	const struct hw_diags *diags = check->diags;
	const struct hw_diag **notes = HW_NEW_ARRAY(check->arena,
	    const struct hw_diag *, diags->list.count + 1);
	size_t i, count = 0;

	*out = (struct hw_check_questions){0};
	for (i = 0; i < diags->list.count; i++)
		if (diags->list.items[i].level == HW_LEVEL_NOTE)
			notes[count++] = &diags->list.items[i];
	qsort(notes, count, sizeof(*notes), compare_notes);
	for (i = 0; i < count; i++)
		add_note(out, check, notes[i], count - i);
}
