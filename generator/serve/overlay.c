#include "serve/overlay.h"

#include "base/escape.h"

#define LINE_LIMIT_BYTES 200
/* What begins the mistakes, and nothing else: texts of files are escaped. */
#define MISTAKES "<details class=\"headway-mistakes\""

static const char script[] =
    "'use strict';\n"
    "// Loads the page again when what the preview shows has changed. A tab\n"
    "// that nobody looks at lets go: browsers allow few connections.\n"
    "(() => {\n"
    "  const state = document.currentScript.dataset.state;\n"
    "  const path = decodeURIComponent(location.pathname);\n"
    "  let events = null;\n"
    "  const listen = () => {\n"
    "    if (events || document.hidden) return;\n"
    "    events = new EventSource('/.headway/events?state=' + state +\n"
    "      '&path=' + encodeURIComponent(path));\n"
    "    events.addEventListener('reload', () => {\n"
    "      events.close();\n"
    "      location.reload();\n"
    "    });\n"
    "  };\n"
    "  const stop = () => {\n"
    "    if (events) events.close();\n"
    "    events = null;\n"
    "  };\n"
    "  document.addEventListener('visibilitychange', () =>\n"
    "    document.hidden ? stop() : listen());\n"
    "  addEventListener('pagehide', stop);\n"
    "  addEventListener('pageshow', listen);\n"
    "  addEventListener('keydown', (event) => {\n"
    "    if (event.key !== 'Escape') return;\n"
    "    for (const part of document.querySelectorAll(\n"
    "      '.headway-preview details')) part.open = false;\n"
    "  });\n"
    "  // Advice that was opened stays so, from save to save.\n"
    "  const words = document.querySelector('.headway-words');\n"
    "  if (words) {\n"
    "    words.open = sessionStorage.getItem('headway-words') === 'open';\n"
    "    words.addEventListener('toggle', () => sessionStorage.setItem(\n"
    "      'headway-words', words.open ? 'open' : 'folded'));\n"
    "  }\n"
    "  listen();\n"
    "})();\n";

/* Its own colours, so that no site can make them unreadable. */
static const char style[] =
    "/* On top too where it stands above: what pages hide there stays so. */"
    "\n.headway-preview { position: relative; z-index: 2147483647; "
    "max-height: 80vh; "
    "overflow: auto; margin: 0; padding: 0; "
    "background: #fff; color: #1a1a1a; border-bottom: 1px solid #6b6b6b; "
    "font: 1rem/1.5 system-ui, sans-serif; text-align: left; }\n"
    "/* Mistakes alone cover a page. */\n"
    ".headway-over { position: fixed; inset: 0 0 auto 0; "
    "border-bottom: 4px solid #a3001b; "
    "box-shadow: 0 2px 12px rgb(0 0 0 / 40%); }\n"
    ".headway-preview > * { margin: 0; padding: .5rem 1rem; }\n"
    ".headway-preview summary { cursor: pointer; padding: 0; "
    "color: inherit; font-weight: bold; text-decoration: none; }\n"
    ".headway-preview ol { margin: .5rem 0; padding: 0; max-width: none; "
    "list-style: none; }\n"
    ".headway-preview li { margin: 0 0 1rem; padding: 0 0 0 .75rem; "
    "border-left: 4px solid #a3001b; }\n"
    ".headway-preview p { margin: 0; max-width: none; color: inherit; }\n"
    ".headway-preview pre { margin: .25rem 0; padding: .25rem .5rem; "
    "overflow-x: auto; background: #f2f2f2; color: #1a1a1a; "
    "font: .9rem/1.4 ui-monospace, monospace; }\n"
    ".headway-preview mark { background: #ffd9de; color: #1a1a1a; }\n"
    ".headway-preview .headway-where { font-weight: bold; }\n"
    ".headway-preview .headway-note { background: #fff3c4; "
    "color: #1a1a1a; }\n"
    ".headway-preview .headway-doubts li { border-color: #8a6d00; }\n"
    ".headway-preview .headway-words { font-size: .9rem; }\n"
    ".headway-preview .headway-words li { border-color: #4a6a8a; }\n"
    "@media print { .headway-preview { display: none; } }\n";

hw_str hw_overlay_script(void)
{
	return hw_str_of(script);
}

hw_str hw_overlay_style(void)
{
	return hw_str_of(style);
}

/* ------------------------------- mistakes ------------------------------ */

static bool is_own(const struct hw_diag *diag,
    const struct hw_overlay_sources *own)
{
	size_t i;

	for (i = 0; i < own->count; i++)
		if (diag->span.source != NULL &&
		    hw_str_equal(diag->span.source->path,
			own->items[i]->path))
			return true;
	return false;
}

static bool is_inner(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The line a message speaks of, with the place marked. */
static void put_line(struct hw_buf *out, const struct hw_place *place,
    const struct hw_diag *diag)
{
	hw_str line = place->line_text;
	size_t at = diag->span.at - place->line_at;
	size_t from = 0, to = line.len, end;

	/* Of a file that is not text, nothing can be shown. */
	if (hw_utf8_invalid_at(line) != SIZE_MAX || at > line.len)
		return;
	if (line.len > LINE_LIMIT_BYTES) {
		from = at > LINE_LIMIT_BYTES / 2 ? at - LINE_LIMIT_BYTES / 2
						 : 0;
		to = line.len - from > LINE_LIMIT_BYTES
		    ? from + LINE_LIMIT_BYTES
		    : line.len;
		while (from < at && is_inner(line.p[from]))
			from++;
		while (to > at && to < line.len && is_inner(line.p[to]))
			to--;
	}
	end = at + diag->span.len;
	if (end > to)
		end = to;
	while (end < to && is_inner(line.p[end]))
		end++;
	hw_buf_puts(out, "<pre dir=\"auto\">");
	hw_escape_html(out, hw_str_sub(line, from, at));
	hw_buf_puts(out, "<mark>");
	hw_escape_html(out, hw_str_sub(line, at, end));
	hw_buf_puts(out, "</mark>");
	hw_escape_html(out, hw_str_sub(line, end, to));
	hw_buf_puts(out, "</pre>\n");
}

/* `lead` stands before the message, or is empty. */
static void put_diag(struct hw_buf *out, const struct hw_diag *diag,
    const char *lead)
{
	const struct hw_source *source = diag->span.source;
	struct hw_place place = {0};

	hw_buf_puts(out, "<li>\n");
	if (source != NULL) {
		place = hw_source_place(source, diag->span.at);
		hw_buf_puts(out, "<p class=\"headway-where\">");
		hw_escape_html(out, source->path);
		hw_buf_printf(out, ", line %zu, column %zu</p>\n", place.line,
		    place.column);
	}
	hw_buf_printf(out, "<p>%s", lead);
	hw_escape_html(out, diag->message);
	hw_buf_printf(out, " [HW%03d]</p>\n", (int)diag->code);
	if (source != NULL && place.line_text.len > 0)
		put_line(out, &place, diag);
	if (diag->help.len > 0) {
		hw_buf_puts(out, "<p>");
		hw_escape_html(out, diag->help);
		hw_buf_puts(out, "</p>\n");
	}
	hw_buf_puts(out, "</li>\n");
}

static bool is_doubt(const struct hw_diag *diag)
{
	return diag->level < HW_LEVEL_ERROR;
}

/* Those of one sort; how many were put. */
static size_t put_some(struct hw_buf *out, const struct hw_diags *diags,
    const struct hw_overlay_sources *own, bool of_own, bool of_doubts,
    size_t limit)
{
	size_t i, put = 0;

	for (i = 0; i < diags->list.count && put < limit; i++) {
		const struct hw_diag *diag = &diags->list.items[i];

		if (is_doubt(diag) != of_doubts ||
		    is_own(diag, own) != of_own)
			continue;
		put_diag(out, diag, "");
		put++;
	}
	return put;
}

static size_t count_own(const struct hw_diags *diags,
    const struct hw_overlay_sources *own, bool of_doubts)
{
	size_t i, count = 0;

	for (i = 0; i < diags->list.count; i++)
		count += is_doubt(&diags->list.items[i]) == of_doubts &&
		    is_own(&diags->list.items[i], own);
	return count;
}

void hw_overlay_mistakes(struct hw_buf *out, const struct hw_diags *diags,
    const struct hw_overlay_sources *own)
{
	size_t all = hw_diag_bad(diags, false);
	size_t doubts = count_own(diags, own, true), put;

	if (all > 0) {
		/* Open, because nothing is published until it is mended. */
		hw_buf_printf(out,
		    MISTAKES
		    " open>\n"
		    "<summary>%zu mistake%s to mend, %zu of them on this "
		    "page</summary>\n<ol>\n",
		    all, all == 1 ? "" : "s", count_own(diags, own, false));
		put =
		    put_some(out, diags, own, true, false, HW_OVERLAY_LIMIT);
		put += put_some(out, diags, own, false, false,
		    HW_OVERLAY_LIMIT - put);
		hw_buf_puts(out, "</ol>\n");
		if (all > put)
			hw_buf_printf(out,
			    "<p>And %zu more: 'headway check' lists "
			    "all.</p>\n",
			    all - put);
		hw_buf_puts(out, "</details>\n");
	}
	if (doubts > 0) {
		hw_buf_printf(out,
		    "<details class=\"headway-doubts\">\n"
		    "<summary>%zu doubt%s about this page</summary>\n<ol>\n",
		    doubts, doubts == 1 ? "" : "s");
		put_some(out, diags, own, true, true, HW_OVERLAY_LIMIT);
		hw_buf_puts(out, "</ol>\n</details>\n");
	}
}

/* -------------------------------- words -------------------------------- */

struct sums {
	size_t mend, think, judge;
};

static void add_to(struct sums *sums, const struct hw_diag *diag)
{
	sums->mend += !is_doubt(diag);
	sums->think += diag->level == HW_LEVEL_WARNING;
	sums->judge += diag->level == HW_LEVEL_NOTE;
}

/* "2 to mend for 'headway check', 3 to think about" */
static void put_sums(struct hw_buf *out, const struct sums *sums)
{
	const char *comma = "";

	if (sums->mend > 0) {
		hw_buf_printf(out, "%zu to mend for 'headway check'",
		    sums->mend);
		comma = ", ";
	}
	if (sums->think > 0) {
		hw_buf_printf(out, "%s%zu to think about", comma,
		    sums->think);
		comma = ", ";
	}
	if (sums->judge > 0)
		hw_buf_printf(out, "%s%zu for a person to judge", comma,
		    sums->judge);
}

static const char *lead_of(const struct hw_diag *diag)
{
	if (!is_doubt(diag))
		return "<strong>To mend:</strong> ";
	return diag->level == HW_LEVEL_NOTE
	    ? "<strong>For a person to judge:</strong> "
	    : "<strong>To think about:</strong> ";
}

/* All but those about the other version's file. */
static void put_list(struct hw_buf *out, const struct hw_diags *diags,
    const struct hw_overlay_sources *others, size_t count)
{
	size_t i, put = 0;

	if (count == 0)
		return;
	hw_buf_puts(out, "<ol>\n");
	for (i = 0; i < diags->list.count && put < HW_OVERLAY_WORDS_LIMIT;
	     i++) {
		const struct hw_diag *diag = &diags->list.items[i];

		if (is_own(diag, others))
			continue;
		put_diag(out, diag, lead_of(diag));
		put++;
	}
	hw_buf_puts(out, "</ol>\n");
	if (count > put)
		hw_buf_printf(out,
		    "<p>And %zu more: 'headway check' lists all.</p>\n",
		    count - put);
}

void hw_overlay_words(struct hw_buf *out, const struct hw_diags *diags,
    const struct hw_source *other)
{
	struct hw_overlay_sources others = {{other}, other != NULL};
	struct sums own = {0}, of_other = {0};
	size_t i, count;

	for (i = 0; i < diags->list.count; i++)
		add_to(is_own(&diags->list.items[i], &others) ? &of_other
							      : &own,
		    &diags->list.items[i]);
	of_other.judge = 0; /* whoever writes that page is asked there */
	count = own.mend + own.think + own.judge;
	if (count + of_other.mend + of_other.think == 0)
		return;
	hw_buf_puts(out,
	    "<details class=\"headway-words\">\n"
	    "<summary>Words and easy read: ");
	if (count == 0)
		hw_buf_puts(out, "something on the page's other version");
	put_sums(out, &own);
	hw_buf_puts(out,
	    "</summary>\n<p>None of this stops 'headway build'.</p>\n");
	put_list(out, diags, &others, count);
	if (other != NULL && of_other.mend + of_other.think > 0) {
		hw_buf_puts(out, "<p>On the page's other version, ");
		hw_escape_html(out, other->path);
		hw_buf_puts(out, ": ");
		put_sums(out, &of_other);
		hw_buf_puts(out, ".</p>\n");
	}
	hw_buf_puts(out, "</details>\n");
}

void hw_overlay_note(struct hw_buf *out, hw_str title, hw_str words)
{
	hw_buf_puts(out, "<p class=\"headway-note\"><strong>");
	hw_escape_html(out, title);
	hw_buf_puts(out, "</strong> ");
	hw_escape_html(out, words);
	hw_buf_puts(out, "</p>\n");
}

/* ------------------------------- the page ------------------------------ */

/* Offset after the first `tag` ("<body") with its attributes, or SIZE_MAX. */
static size_t after_tag(hw_str page, hw_str tag)
{
	size_t at = hw_str_find(page, tag), end;

	if (at == SIZE_MAX)
		return SIZE_MAX;
	end = hw_str_find_char(hw_str_sub(page, at, page.len), '>');
	return end == SIZE_MAX ? SIZE_MAX : at + end + 1;
}

/*
 * Copies the part of the page up to <body>. A policy in it gets what it does
 * not speak of: where scripts come from, and whom they may ask.
 */
static void put_head(struct hw_buf *out, hw_str head)
{
	hw_str start =
	    HW_STR("<meta http-equiv=\"Content-Security-Policy\" content=\"");
	size_t at = hw_str_find(head, start), len;
	hw_str policy;

	if (at == SIZE_MAX) {
		hw_buf_add(out, head);
		return;
	}
	at += start.len;
	policy = hw_str_sub(head, at, head.len);
	len = hw_str_find_char(policy, '"');
	policy.len = len == SIZE_MAX ? 0 : len;
	hw_buf_add(out, hw_str_sub(head, 0, at + policy.len));
	if (hw_str_find(policy, HW_STR("connect-src")) == SIZE_MAX)
		hw_buf_puts(out, "; connect-src 'self'");
	if (hw_str_find(policy, HW_STR("script-src")) == SIZE_MAX)
		hw_buf_puts(out, "; script-src 'self'");
	if (hw_str_find(policy, HW_STR("style-src")) == SIZE_MAX)
		hw_buf_puts(out, "; style-src 'self'");
	hw_buf_add(out, hw_str_sub(head, at + policy.len, head.len));
}

/* What stands in the head. Each is a line of its own. */
static void put_links(struct hw_buf *out, hw_str style_version,
    uint64_t state)
{
	hw_buf_puts(out,
	    "<link rel=\"stylesheet\" href=\"" HW_OVERLAY_STYLE_PATH "?");
	hw_escape_html(out, style_version);
	hw_buf_printf(out,
	    "\">\n<script defer src=\"" HW_OVERLAY_SCRIPT_PATH
	    "\" data-state=\"%016llx\"></script>\n",
	    (unsigned long long)state);
}

static void put_notes(struct hw_buf *out, hw_str notes)
{
	bool is_over = hw_str_find(notes, HW_STR(MISTAKES)) != SIZE_MAX;

	if (notes.len == 0)
		return;
	hw_buf_printf(out,
	    "\n<div class=\"headway-preview%s\" lang=\"en\" dir=\"ltr\">\n",
	    is_over ? " headway-over\" role=\"alert"
		    : "\" role=\"region\" aria-label=\"Preview");
	hw_buf_add(out, notes);
	hw_buf_puts(out, "</div>");
}

void hw_overlay_put(struct hw_buf *out, hw_str page, hw_str notes,
    hw_str style_version, uint64_t state)
{
	size_t head_end = hw_str_find(page, HW_STR("</head>"));
	size_t body = after_tag(page, HW_STR("<body"));

	if (head_end == SIZE_MAX || body == SIZE_MAX || body <= head_end) {
		hw_buf_add(out, page); /* a layout without either */
		return;
	}
	put_head(out, hw_str_sub(page, 0, head_end));
	put_links(out, style_version, state);
	hw_buf_add(out, hw_str_sub(page, head_end, body));
	put_notes(out, notes);
	hw_buf_add(out, hw_str_sub(page, body, page.len));
}

void hw_overlay_page(struct hw_buf *out, hw_str notes, uint64_t state)
{
	hw_buf_puts(out,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<title>Preview: mistakes to mend</title>\n");
	put_links(out, HW_STR_NONE, state);
	hw_buf_puts(out,
	    "</head>\n<body>\n<main>\n<h1>This page cannot be shown "
	    "yet</h1>\n"
	    "</main>");
	put_notes(out, notes);
	hw_buf_puts(out, "\n</body>\n</html>\n");
}
