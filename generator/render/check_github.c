/*
 * check_github: workflow commands, and the summary of a run.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
#include "render/check.h"
#include "render/inert.h"

/* What GitHub shows of one step; it silently leaves out the others. */
#define PER_LEVEL 10

/* A property ends at a comma or colon, a command at its line's end. */
static void escape(struct hw_buf *out, hw_str s, bool is_property)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		char c = s.p[i];

		if (c == '%' || c == '\r' || c == '\n' ||
		    (is_property && (c == ':' || c == ',')))
			hw_buf_printf(out, "%%%02X", (unsigned)c);
		else
			hw_buf_putc(out, c);
	}
}

static void command(struct hw_buf *out, const struct hw_check *check,
    const struct hw_diag *diag)
{
	struct hw_check_message one = hw_check_message(check, diag);

	hw_buf_printf(out, "::%s ",
	    diag->level == HW_LEVEL_WARNING ? "warning" : "error");
	if (one.path.len > 0) {
		hw_buf_puts(out, "file=");
		escape(out, one.path, true);
		hw_buf_printf(out, ",line=%zu,endLine=%zu", one.start.line,
		    one.end.line);
		/* Columns are of one line, or of none. */
		if (one.start.line == one.end.line)
			hw_buf_printf(out, ",col=%zu,endColumn=%zu",
			    one.start.column, one.end.column);
		hw_buf_putc(out, ',');
	}
	hw_buf_printf(out, "title=%s ", one.code);
	escape(out, hw_str_of(hw_diag_about(diag->code)), true);
	hw_buf_puts(out, "::");
	escape(out, one.message, false);
	if (one.help.len > 0) {
		hw_buf_puts(out, "%0A");
		escape(out, one.help, false);
	}
	hw_buf_putc(out, '\n');
}

/* Codes below 200 keep a page from being published: they come first. */
static bool is_about_words(const struct hw_diag *diag)
{
	return diag->code >= 200;
}

static size_t commands(struct hw_buf *out, const struct hw_check *check,
    enum hw_diag_level level, bool about_words, size_t *room)
{
	const struct hw_diags *diags = check->diags;
	size_t i, count = 0;

	for (i = 0; i < diags->list.count; i++) {
		const struct hw_diag *diag = &diags->list.items[i];

		if (diag->level != level ||
		    is_about_words(diag) != about_words)
			continue;
		count++;
		if (*room == 0)
			continue;
		(*room)--;
		command(out, check, diag);
	}
	return count;
}

void hw_check_github(struct hw_buf *out, const struct hw_check *check)
{
	size_t errors = PER_LEVEL, warnings = PER_LEVEL, all, shown;

	all = commands(out, check, HW_LEVEL_FAILURE, false, &errors);
	all += commands(out, check, HW_LEVEL_ERROR, false, &errors);
	all += commands(out, check, HW_LEVEL_ERROR, true, &errors);
	all += commands(out, check, HW_LEVEL_WARNING, false, &warnings);
	all += commands(out, check, HW_LEVEL_WARNING, true, &warnings);
	all += hw_diag_dropped(check->diags);
	shown = (PER_LEVEL - errors) + (PER_LEVEL - warnings);
	if (all > shown)
		hw_buf_printf(out,
		    "%zu of %zu messages are shown beside their lines; the "
		    "summary has the others.\n",
		    shown, all);
}

/* ------------------------------ the summary ---------------------------- */

static void put_row(struct hw_buf *out, const struct hw_check *check,
    const struct hw_diag *diag)
{
	struct hw_check_message one = hw_check_message(check, diag);

	if (one.path.len > 0)
		hw_buf_printf(out, "| %zu ", one.start.line);
	else
		hw_buf_puts(out, "| ");
	hw_buf_printf(out, "| %s | %s | ", hw_diag_level_name(diag->level),
	    one.code);
	hw_inert(out, one.message);
	if (one.excerpt.len > 0) {
		hw_buf_puts(out, "<br>“");
		hw_inert(out, one.excerpt);
		hw_buf_puts(out, "”");
	}
	hw_buf_puts(out, " | ");
	hw_inert(out, one.help);
	hw_buf_puts(out, " |\n");
}

static void put_page(struct hw_buf *out, const struct hw_check *check,
    const struct hw_source *source)
{
	hw_buf_puts(out, "\n### ");
	if (source != NULL)
		hw_inert(out, hw_check_harmless(check, source->path));
	else
		hw_buf_puts(out, "The site");
	hw_buf_puts(out,
	    "\n\n| line | kind | code | what is wrong | how to mend it |\n"
	    "| ---: | --- | --- | --- | --- |\n");
}

static void put_questions(struct hw_buf *out, const struct hw_check *check)
{
	struct hw_check_questions all;
	size_t i, k;

	hw_check_questions(&all, check);
	if (all.count > 0)
		hw_buf_puts(out,
		    "\n### Only a person can judge\n\n"
		    "| page | what | lines |\n"
		    "| --- | --- | --- |\n");
	for (i = 0; i < all.count; i++) {
		hw_buf_puts(out, "| ");
		if (all.items[i].source != NULL)
			hw_inert(out,
			    hw_check_harmless(check,
				all.items[i].source->path));
		hw_buf_printf(out, " | %s | ",
		    hw_diag_about(all.items[i].code));
		for (k = 0; k < all.items[i].count; k++)
			hw_buf_printf(out, "%s%zu", k > 0 ? ", " : "",
			    all.items[i].lines[k]);
		hw_buf_puts(out, " |\n");
	}
}

/* Adds `more` where it and a last line fit, and empties it. */
static bool fits(struct hw_buf *out, struct hw_buf *more, size_t limit_bytes)
{
	enum { LAST_LINE_BYTES = 200 };
	bool is_room = out->len + more->len + LAST_LINE_BYTES <= limit_bytes;

	if (is_room)
		hw_buf_add(out, hw_buf_str(more));
	hw_buf_clear(more);
	return is_room;
}

void hw_check_summary(struct hw_buf *out, const struct hw_check *check,
    size_t limit_bytes)
{
	const struct hw_diags *diags = check->diags;
	const struct hw_source *last = NULL;
	struct hw_buf more = {0};
	size_t i, left = hw_diag_dropped(diags);
	bool is_first = true;

	hw_buf_printf(&more,
	    "## What headway check found\n\n"
	    "Errors: %zu. Warnings: %zu. Pages: %zu. Ignored by lines that "
	    "say why: %zu.\n",
	    diags->errors + diags->failures, diags->warnings,
	    check->site->pages.count, check->words->ignore_count);
	if (!check->has_list)
		hw_buf_puts(&more,
		    "\nThere was no list of familiar words: hard words were "
		    "not looked for.\n");
	fits(out, &more, limit_bytes);
	for (i = 0; i < diags->list.count; i++) {
		const struct hw_diag *diag = &diags->list.items[i];

		if (diag->level == HW_LEVEL_NOTE)
			continue;
		if (is_first || diag->span.source != last)
			put_page(&more, check, diag->span.source);
		put_row(&more, check, diag);
		if (fits(out, &more, limit_bytes)) {
			is_first = false;
			last = diag->span.source;
		} else {
			left++;
		}
	}
	put_questions(&more, check);
	fits(out, &more, limit_bytes);
	if (left > 0)
		hw_buf_printf(out,
		    "\n%zu more messages do not fit here: run `headway "
		    "check`.\n",
		    left);
	hw_buf_free(&more);
}
