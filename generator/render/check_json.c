/* check_json: what check found, for programs; jansson's adapter for it. */
#include "render/check.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* Of the shape; a member that goes or changes its meaning makes it grow. */
#define SHAPE 1

static void set(json_t *object, const char *key, json_t *value)
{
	if (value == NULL || json_object_set_new(object, key, value) != 0)
		hw_oom();
}

static void append(json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		hw_oom();
}

static json_t *text(hw_str s)
{
	return s.len > 0 ? json_stringn(s.p, s.len) : json_null();
}

static json_t *number(size_t n)
{
	return json_integer((json_int_t)n);
}

static const char *level_name(enum hw_diag_level level)
{
	return level == HW_LEVEL_FAILURE ? "failure"
					 : hw_diag_level_name(level);
}

static json_t *message_of(const struct hw_check *check,
    const struct hw_diag *diag)
{
	struct hw_check_message one = hw_check_message(check, diag);
	json_t *item = json_object();

	set(item, "code", json_string(one.code));
	set(item, "level", json_string(level_name(diag->level)));
	set(item, "about", json_string(hw_diag_about(diag->code)));
	set(item, "path", text(one.path));
	if (one.path.len > 0) {
		set(item, "line", number(one.start.line));
		set(item, "column", number(one.start.column));
		set(item, "end_line", number(one.end.line));
		set(item, "end_column", number(one.end.column));
	}
	set(item, "excerpt", text(one.excerpt));
	set(item, "message", text(one.message));
	set(item, "help", text(one.help));
	set(item, "docs", text(one.docs));
	return item;
}

static json_t *messages(const struct hw_check *check)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < check->diags->list.count; i++)
		append(list, message_of(check, &check->diags->list.items[i]));
	return list;
}

static json_t *counts(const struct hw_check *check)
{
	const struct hw_diags *diags = check->diags;
	json_t *counts = json_object();

	set(counts, "pages", number(check->site->pages.count));
	set(counts, "failures", number(diags->failures));
	set(counts, "errors", number(diags->errors));
	set(counts, "warnings", number(diags->warnings));
	set(counts, "notes", number(diags->notes));
	set(counts, "not_shown", number(hw_diag_dropped(diags)));
	set(counts, "ignores", number(check->words->ignore_count));
	return counts;
}

/* What is left for people, gathered; each is among the messages, too. */
static json_t *questions(const struct hw_check *check)
{
	struct hw_check_questions all;
	json_t *list = json_array();
	size_t i, k;

	hw_check_questions(&all, check);
	for (i = 0; i < all.count; i++) {
		const struct hw_check_question *one = &all.items[i];
		json_t *item = json_object(), *lines = json_array();
		char code[8];

		snprintf(code, sizeof(code), "HW%03d", (int)one->code);
		for (k = 0; k < one->count; k++)
			append(lines, number(one->lines[k]));
		set(item, "path",
		    text(one->source != NULL
			    ? hw_check_harmless(check, one->source->path)
			    : HW_STR_NONE));
		set(item, "code", json_string(code));
		set(item, "about", json_string(hw_diag_about(one->code)));
		set(item, "times", number(one->times));
		set(item, "lines", lines);
		append(list, item);
	}
	return list;
}

/* One decimal says all that such a figure can. */
static json_t *figure(double value)
{
	return json_real(round(value * 10) / 10);
}

static json_t *readability(const struct hw_readability *figures)
{
	json_t *item = json_object();

	set(item, "words", number(figures->words));
	set(item, "sentences", number(figures->sentences));
	if (!figures->is_given)
		return item;
	set(item, "flesch_reading_ease", figure(figures->flesch_ease));
	set(item, "flesch_kincaid_grade", figure(figures->flesch_kincaid));
	set(item, "gunning_fog", figure(figures->gunning_fog));
	set(item, "smog",
	    figures->has_smog ? figure(figures->smog) : json_null());
	set(item, "automated_readability_index", figure(figures->automated));
	set(item, "coleman_liau", figure(figures->coleman_liau));
	return item;
}

static json_t *pages(const struct hw_check *check)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < check->words->pages.count; i++) {
		const struct hw_page_figures *one =
		    &check->words->pages.items[i];
		json_t *item = json_object();

		set(item, "path",
		    text(hw_check_path(check, one->page->source.path)));
		set(item, "address",
		    text(hw_check_harmless(check, one->page->url)));
		set(item, "is_easy_read", json_boolean(one->page->is_easy));
		set(item, "readability", readability(&one->readability));
		append(list, item);
	}
	return list;
}

void hw_check_json(struct hw_buf *out, const struct hw_check *check)
{
	json_t *root = json_object();
	char *bytes;

	set(root, "shape", json_integer(SHAPE));
	set(root, "headway", json_string(HW_VERSION));
	set(root, "status", json_integer(check->status));
	set(root, "is_strict", json_boolean(check->is_strict));
	set(root, "has_word_list", json_boolean(check->has_list));
	set(root, "counts", counts(check));
	set(root, "messages", messages(check));
	set(root, "for_people", questions(check));
	set(root, "pages", pages(check));
	bytes = json_dumps(root, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	if (bytes == NULL)
		hw_oom();
	hw_buf_puts(out, bytes);
	hw_buf_putc(out, '\n');
	free(bytes);
	json_decref(root);
}
