/* check_json: what check found, for programs. */
#include "render/check.h"
#include "render/json_put.h"

#include <math.h>

/* Of the shape; a member that goes or changes its meaning makes it grow. */
#define SHAPE 1

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

	hw_json_set(item, "code", json_string(one.code));
	hw_json_set(item, "level", json_string(level_name(diag->level)));
	hw_json_set(item, "about", json_string(hw_diag_about(diag->code)));
	hw_json_set(item, "path", hw_json_text_or_null(one.path));
	if (one.path.len > 0) {
		hw_json_set(item, "line", hw_json_count(one.start.line));
		hw_json_set(item, "column", hw_json_count(one.start.column));
		hw_json_set(item, "end_line", hw_json_count(one.end.line));
		hw_json_set(item, "end_column",
		    hw_json_count(one.end.column));
	}
	hw_json_set(item, "excerpt", hw_json_text_or_null(one.excerpt));
	hw_json_set(item, "message", hw_json_text_or_null(one.message));
	hw_json_set(item, "help", hw_json_text_or_null(one.help));
	hw_json_set(item, "docs", hw_json_text_or_null(one.docs));
	return item;
}

static json_t *messages(const struct hw_check *check)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < check->diags->list.count; i++)
		hw_json_append(list,
		    message_of(check, &check->diags->list.items[i]));
	return list;
}

static json_t *counts(const struct hw_check *check)
{
	const struct hw_diags *diags = check->diags;
	json_t *counts = json_object();

	hw_json_set(counts, "pages", hw_json_count(check->site->pages.count));
	hw_json_set(counts, "failures", hw_json_count(diags->failures));
	hw_json_set(counts, "errors", hw_json_count(diags->errors));
	hw_json_set(counts, "warnings", hw_json_count(diags->warnings));
	hw_json_set(counts, "notes", hw_json_count(diags->notes));
	hw_json_set(counts, "not_shown",
	    hw_json_count(hw_diag_dropped(diags)));
	hw_json_set(counts, "ignores",
	    hw_json_count(check->words->ignore_count));
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
			hw_json_append(lines, hw_json_count(one->lines[k]));
		hw_json_set(item, "path",
		    hw_json_text_or_null(one->source != NULL
			    ? hw_check_harmless(check, one->source->path)
			    : HW_STR_NONE));
		hw_json_set(item, "code", json_string(code));
		hw_json_set(item, "about",
		    json_string(hw_diag_about(one->code)));
		hw_json_set(item, "times", hw_json_count(one->times));
		hw_json_set(item, "lines", lines);
		hw_json_append(list, item);
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

	hw_json_set(item, "words", hw_json_count(figures->words));
	hw_json_set(item, "sentences", hw_json_count(figures->sentences));
	if (!figures->is_given)
		return item;
	hw_json_set(item, "flesch_reading_ease",
	    figure(figures->flesch_ease));
	hw_json_set(item, "flesch_kincaid_grade",
	    figure(figures->flesch_kincaid));
	hw_json_set(item, "gunning_fog", figure(figures->gunning_fog));
	hw_json_set(item, "smog",
	    figures->has_smog ? figure(figures->smog) : json_null());
	hw_json_set(item, "automated_readability_index",
	    figure(figures->automated));
	hw_json_set(item, "coleman_liau", figure(figures->coleman_liau));
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

		hw_json_set(item, "path",
		    hw_json_text_or_null(
			hw_check_path(check, one->page->source.path)));
		hw_json_set(item, "address",
		    hw_json_text_or_null(
			hw_check_harmless(check, one->page->url)));
		hw_json_set(item, "is_easy_read",
		    json_boolean(one->page->is_easy));
		hw_json_set(item, "readability",
		    readability(&one->readability));
		hw_json_append(list, item);
	}
	return list;
}

void hw_check_json(struct hw_buf *out, const struct hw_check *check)
{
	json_t *root = json_object();

	hw_json_set(root, "shape", json_integer(SHAPE));
	hw_json_set(root, "headway", json_string(HW_VERSION));
	hw_json_set(root, "status", json_integer(check->status));
	hw_json_set(root, "is_strict", json_boolean(check->is_strict));
	hw_json_set(root, "has_word_list", json_boolean(check->has_list));
	hw_json_set(root, "counts", counts(check));
	hw_json_set(root, "messages", messages(check));
	hw_json_set(root, "for_people", questions(check));
	hw_json_set(root, "pages", pages(check));
	hw_json_print(out, root, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
}
