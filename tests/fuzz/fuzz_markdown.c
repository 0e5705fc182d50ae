/* A page's words on their whole way: Markdown, anchors, structure,
 * easy-read rows, links, HTML. */
#include "fuzz.h"

#include "assemble/easyread.h"
#include "assemble/links.h"
#include "assemble/prose.h"
#include "assemble/structure.h"
#include "input/markdown.h"
#include "model/site.h"
#include "render/html.h"

/* After each `name="` comes one of the starts. */
static void check_addresses(hw_str html, const char *name)
{
	static const char *const starts[] = {"/base/", "#",
	    "http:", "https:", "HTTP", "Http", "hTTP", "mailto:", "tel:"};
	hw_str needle = hw_str_of(name), rest = html;
	size_t found, i;

	while ((found = hw_str_find(rest, needle)) != SIZE_MAX) {
		bool good = false;

		rest = hw_str_sub(rest, found + needle.len, rest.len);
		for (i = 0; i < HW_COUNT(starts); i++) {
			hw_str start = hw_str_of(starts[i]);

			good = good ||
			    (rest.len >= start.len &&
				hw_str_equal_nocase(
				    hw_str_sub(rest, 0, start.len), start));
		}
		fuzz_require(good);
	}
}

static void check_tags(hw_str html)
{
	static const char *const tags[] = {"p", "em", "strong", "del", "code",
	    "br", "hr", "sup", "blockquote", "ul", "ol", "li", "pre", "h1",
	    "h2", "h3", "h4", "h5", "h6", "a", "img", "span", "section",
	    "div", "table", "caption", "thead", "tbody", "tr", "th", "td"};
	size_t at, end, i;

	for (at = 0; at < html.len; at++) {
		if (html.p[at] != '<')
			continue;
		at += html.p[at + 1] == '/' ? 2 : 1;
		for (end = at; end < html.len && html.p[end] != '>' &&
		     html.p[end] != ' ';)
			end++;
		for (i = 0; i < HW_COUNT(tags); i++)
			if (hw_str_equal(hw_str_sub(html, at, end),
				hw_str_of(tags[i])))
				break;
		fuzz_require(i < HW_COUNT(tags));
	}
}

static void run(hw_str text, bool is_easy)
{
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_site site = {.arena = &arena, .diags = &diags};
	struct hw_page page = {.url = HW_STR("/x/"), .is_easy = is_easy};
	struct hw_picture clock = {.name = HW_STR("clock"),
	    .file = HW_STR("clock.svg"),
	    .is_used = true,
	    .width = 1,
	    .height = 1};
	struct hw_html_options options = {.base_path = HW_STR("/base")};
	struct hw_buf out = {0};
	struct hw_node *at;

	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	hw_map_init(&site.page_of_path, &arena);
	hw_map_init(&site.page_of_url, &arena);
	hw_map_init(&site.picture_of_name, &arena);
	page.source = (struct hw_source){.path = HW_STR("content/x.md"),
 .text = text};
	page.body = (struct hw_text){.s = text,
	    .span = {&page.source, 0, text.len},
	    .exact = true};
	HW_PUSH(&site.pages, &arena, &page);
	hw_map_add(&site.page_of_path, HW_STR("x.md"), &page);
	hw_map_add(&site.page_of_url, HW_STR("/x/"), &page);
	hw_map_add(&site.picture_of_name, clock.name, &clock);
	hw_prose_read(&site);
	hw_structure_check(&site, &page);
	if (is_easy)
		hw_easyread_arrange(&site, &page);
	hw_links_resolve(&site);
	for (at = page.doc; at != NULL; at = hw_node_next(page.doc, at))
		fuzz_require(at->span.at <= text.len);
	if (page.doc != NULL)
		hw_html_blocks(&out, page.doc, &options);
	fuzz_require(hw_utf8_invalid_at(hw_buf_str(&out)) == SIZE_MAX);
	check_tags(hw_buf_str(&out));
	check_addresses(hw_buf_str(&out), " href=\"");
	check_addresses(hw_buf_str(&out), " src=\"");
	fuzz_print(&diags);
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool is_set_up;
	hw_str text = {(const char *)data, size};

	if (!is_set_up)
		hw_markdown_setup();
	is_set_up = true;
	/* Other bytes do not come so far. */
	if (size > 20000 || hw_utf8_invalid_at(text) != SIZE_MAX)
		return 0;
	run(text, false);
	run(text, true);
	return 0;
}
