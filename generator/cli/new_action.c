/* new_action: an action more on a page, and easy-read pages for what is
 * there. */
#include "cli/ask.h"
#include "cli/new.h"
#include "cli/rewrite.h"
#include "cli/starter.h"
#include "input/front.h"
#include "input/yaml_edit.h"

#include <stdio.h>

/* -------------------------------- easy read ---------------------------- */

static bool add_filled(struct hw_buf *out, hw_str starter, hw_str ref,
    hw_str title, struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_starter_value values[] = {{HW_STR("@TITLE@"), title},
	    {HW_STR("@REF@"), ref}};
	hw_str text;

	if (!hw_starter_read(&text, starter, diags, arena))
		return false;
	hw_buf_add(out,
	    hw_starter_fill(arena, starter, text, values, HW_COUNT(values)));
	return true;
}

bool hw_new_easy_start(struct hw_buf *out, hw_str title,
    struct hw_diags *diags, struct hw_arena *arena)
{
	return add_filled(out, HW_STR("page/easy.md"), HW_STR_NONE, title,
	    diags, arena);
}

/* The heading of Markdown is no value of YAML. */
bool hw_new_easy_action(struct hw_buf *out, hw_str ref, hw_str title,
    struct hw_diags *diags, struct hw_arena *arena)
{
	return add_filled(out, HW_STR("page/action.easy.md"), ref, title,
	    diags, arena);
}

/* Where another action's part belongs: behind the last one. */
static size_t next_part_at(hw_str text)
{
	hw_str rest = text, line;
	size_t at = text.len;
	bool is_after = false;

	while (rest.len > 0) {
		size_t here = text.len - rest.len;

		hw_str_next_line(&rest, &line);
		if (hw_str_starts(line, HW_STR("## Action "))) {
			is_after = true;
			at = text.len;
		} else if (is_after && hw_str_starts(line, HW_STR("## "))) {
			at = here;
			is_after = false;
		}
	}
	return at;
}

/* LF becomes CR LF where the file has that. */
static hw_str with_breaks_of(hw_str file, hw_str text, struct hw_arena *arena)
{
	struct hw_buf out = {0};
	hw_str result;
	size_t i;

	if (hw_str_find(file, HW_STR("\r\n")) == SIZE_MAX)
		return text;
	for (i = 0; i < text.len; i++) {
		if (text.p[i] == '\n')
			hw_buf_putc(&out, '\r');
		hw_buf_putc(&out, text.p[i]);
	}
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

static bool add_to_easy(struct hw_rewrite *out, const struct hw_page *easy,
    hw_str ref, hw_str title, struct hw_diags *diags, struct hw_arena *arena)
{
	hw_str text = easy->source.text, part;
	struct hw_splice splice = {next_part_at(text), 0, HW_STR_NONE};
	bool is_last = splice.at == text.len;
	struct hw_buf bytes = {0};

	if (!hw_new_easy_action(&bytes, ref, title, diags, arena)) {
		hw_buf_free(&bytes);
		return false;
	}
	part = hw_buf_take(&bytes, arena);
	hw_buf_free(&bytes);
	if (is_last && !hw_str_ends(text, HW_STR("\n")))
		part = hw_fmt(arena, "\n%.*s", HW_ARG(part));
	/* Before another part the empty line is there already. */
	if (!is_last)
		part = hw_fmt(arena, "%.*s\n",
		    HW_ARG(hw_str_sub(part, 1, part.len)));
	splice.bytes = with_breaks_of(text, part, arena);
	*out = (struct hw_rewrite){easy->source.path, text,
	    hw_splice_apply(arena, text, &splice)};
	return true;
}

/* -------------------------------- the page ----------------------------- */

/* The site, and the page of that name in it; NULL after saying why. */
static struct hw_page *find_page(struct hw_loaded *loaded, hw_str path)
{
	hw_str below = hw_str_starts(path, HW_STR("content/"))
	    ? hw_str_sub(path, 8, path.len)
	    : path;
	struct hw_page *page = hw_map_get(&loaded->site.page_of_path, below);

	if (page == NULL || hw_page_is_version(page)) {
		hw_command_usage(page == NULL
			? "there is no page '%.*s'"
			: "'%.*s' is easy read or a translation; name its "
			  "standard page",
		    HW_ARG(path));
		return NULL;
	}
	return page;
}

static bool holds_actions(const struct hw_page *page)
{
	enum hw_page_kind kind = (enum hw_page_kind)page->front.kind.value;

	return kind == HW_PAGE_AREA || kind == HW_PAGE_RECOMMENDATION ||
	    kind == HW_PAGE_PRIORITY;
}

/* "A5.12" -> "A5." and 12; false where it ends with no number. */
static bool take_ref_apart(hw_str ref, hw_str *start, size_t *number)
{
	size_t at = ref.len;

	while (at > 0 && ref.p[at - 1] >= '0' && ref.p[at - 1] <= '9')
		at--;
	*start = hw_str_sub(ref, 0, at);
	*number = 0;
	if (at == ref.len || ref.len - at > 6)
		return false;
	for (; at < ref.len; at++)
		*number = *number * 10 + (size_t)(ref.p[at] - '0');
	return true;
}

/* The letters that refs of this kind begin with, in this plan. */
static hw_str letters_of(const struct hw_page *page)
{
	const struct hw_plan *plan = page->plan;
	size_t i, len;

	for (i = 0; plan != NULL && i < plan->actions.count; i++) {
		const struct hw_action *action = plan->actions.items[i];
		hw_str ref = action->ref.s;

		if (action->page->front.kind.value != page->front.kind.value)
			continue;
		for (len = 0;
		     len < ref.len && (ref.p[len] < '0' || ref.p[len] > '9');)
			len++;
		return hw_str_sub(ref, 0, len);
	}
	return page->front.kind.value == HW_PAGE_AREA    ? HW_STR("A")
	    : page->front.kind.value == HW_PAGE_PRIORITY ? HW_STR("P")
							 : HW_STR("R");
}

/* One more than the highest of those that begin alike. */
static hw_str free_ref(const struct hw_page *page, struct hw_arena *arena)
{
	const struct hw_plan *plan = page->plan;
	size_t count = page->front.actions.count, number, highest = 0, i;
	hw_str start, other;

	if (count == 0 ||
	    !take_ref_apart(page->front.actions.items[count - 1].ref.s,
		&start, &number))
		start = hw_fmt(arena, "%.*s%.*s.", HW_ARG(letters_of(page)),
		    HW_ARG(page->front.ref.s));
	for (i = 0; plan != NULL && i < plan->actions.count; i++)
		if (take_ref_apart(plan->actions.items[i]->ref.s, &other,
			&number) &&
		    hw_str_equal(other, start) && number > highest)
			highest = number;
	return hw_fmt(arena, "%.*s%zu", HW_ARG(start), highest + 1);
}

static bool is_taken(const struct hw_page *page, hw_str ref)
{
	const struct hw_plan *plan = page->plan;
	size_t i;

	for (i = 0; plan != NULL && i < plan->actions.count; i++)
		if (hw_str_equal_nocase(plan->actions.items[i]->ref.s, ref))
			return true;
	return false;
}

/* -------------------------------- an action ---------------------------- */

struct action {
	hw_str ref, title, owner, due;
};

static bool ask_action(struct action *out, const struct hw_options *options,
    const struct hw_page *page, struct hw_arena *arena)
{
	hw_str next = free_ref(page, arena);
	struct hw_new_value title = {"--title", options->title,
	    "What will be done", "Tell schools what help there is",
	    hw_new_action_field("title"), false};
	struct hw_new_value ref = {"--ref", options->ref, "Its ref", next.p,
	    hw_new_action_field("ref"), true};
	struct hw_new_value owner = {"--owner", options->owner,
	    "Who answers for it: job title and organisation",
	    "Head of SEND, Example Council", hw_new_action_field("owners"),
	    true};
	struct hw_new_value due = {"--due", options->due, "When it is due",
	    "2030-12", hw_new_action_field("due"), true};

	if (!hw_new_need(&out->title, &title, arena) ||
	    !hw_new_need(&out->ref, &ref, arena) ||
	    !hw_new_need(&out->owner, &owner, arena) ||
	    !hw_new_need(&out->due, &due, arena))
		return false;
	if (out->ref.len == 0)
		out->ref = next;
	if (!is_taken(page, out->ref))
		return true;
	hw_command_usage("the plan has an action '%.*s' already; the next "
			 "free ref is '%.*s'",
	    HW_ARG(out->ref), HW_ARG(next));
	return false;
}

/* Its lines, without those for which there is no value. */
static bool written_action(hw_str *out, const struct action *action,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_starter_value values[] = {
	    {HW_STR("@TITLE@"), action->title},
	    {HW_STR("@REF@"), action->ref},
	    {HW_STR("@OWNER@"),
		hw_yaml_scalar(arena, action->owner, true, '"')},
	    {HW_STR("@DUE@"), action->due}};
	struct hw_buf lines = {0};
	hw_str text, line;

	if (!hw_starter_read(&text, HW_STR("page/action.md"), diags, arena))
		return false;
	while (hw_str_next_line(&text, &line)) {
		if ((action->owner.len == 0 &&
			hw_str_find(line, HW_STR("@OWNER@")) != SIZE_MAX) ||
		    (action->due.len == 0 &&
			hw_str_find(line, HW_STR("@DUE@")) != SIZE_MAX))
			continue;
		hw_buf_printf(&lines, "%.*s\n", HW_ARG(line));
	}
	*out = hw_starter_fill(arena, HW_STR("action.md"),
	    hw_buf_take(&lines, arena), values, HW_COUNT(values));
	hw_buf_free(&lines);
	return true;
}

/* "  - first line", and the others below it. */
static hw_str as_first_item(struct hw_arena *arena, hw_str text)
{
	struct hw_buf out = {0};
	hw_str line, result;

	while (hw_str_next_line(&text, &line))
		hw_buf_printf(&out, "%s%.*s\n",
		    out.len == 0 ? "  - " : "    ", HW_ARG(line));
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

static bool add_to_page(struct hw_rewrite *out, const struct hw_page *page,
    hw_str written, struct hw_diags *diags, struct hw_arena *arena)
{
	hw_str text = page->source.text, item;
	struct hw_splice splice;
	struct hw_yaml *root, *list;
	size_t from, to;

	if (!hw_front_find(&page->source, &from, &to, diags))
		return false;
	root = hw_yaml_read(&page->source, from, to, diags, arena);
	if (root == NULL)
		return false;
	list = hw_yaml_get(root, HW_STR("actions"));
	item = as_first_item(arena, written);
	if (list == NULL) {
		splice = (struct hw_splice){to, 0,
		    with_breaks_of(text,
			hw_fmt(arena, "actions:\n%.*s", HW_ARG(item)),
			arena)};
	} else if (hw_yaml_is_flow(list) ||
	    !hw_yaml_insert_item(&splice, list, list->items.count, written,
		arena)) {
		hw_command_usage(
		    "the actions of '%.*s' are of a form that "
		    "cannot be added to; write the action by hand",
		    HW_ARG(page->source.path));
		return false;
	}
	*out = (struct hw_rewrite){page->source.path, text,
	    hw_splice_apply(arena, text, &splice)};
	return true;
}

/* The page has one action more, that one, and no other mistake. */
static bool is_right(const struct hw_page *page, hw_str text,
    const struct action *action, struct hw_arena *arena)
{
	struct hw_page *now = HW_NEW(arena, struct hw_page);
	size_t count = page->front.actions.count;
	const struct hw_action *last;
	struct hw_diags unheard;

	*now = (struct hw_page){.source = {page->source.path, text}};
	hw_diag_init(&unheard, arena);
	if (!hw_front_read(now, &unheard, arena) ||
	    now->front.actions.count != count + 1)
		return false;
	last = &now->front.actions.items[count];
	return hw_str_equal(last->ref.s, action->ref) &&
	    hw_str_equal(last->title.s, action->title) &&
	    last->owners.count == (action->owner.len > 0) &&
	    hw_str_equal(hw_date_iso(arena, last->due.date), action->due);
}

static int add_action(struct hw_loaded *loaded,
    const struct hw_options *options, hw_str path, struct hw_diags *diags)
{
	struct hw_arena *arena = &loaded->arena;
	struct hw_page *page = find_page(loaded, path);
	struct hw_rewrite files[2];
	struct action action = {0};
	hw_str written;
	size_t count = 1;

	if (page == NULL)
		return HW_EXIT_USAGE;
	if (!holds_actions(page))
		return hw_command_usage(
		    "'%.*s' is no area, recommendation or "
		    "priority; only those have actions",
		    HW_ARG(path));
	if (!ask_action(&action, options, page, arena))
		return HW_EXIT_USAGE;
	if (!written_action(&written, &action, diags, arena))
		return hw_command_report(diags, false);
	if (!add_to_page(&files[0], page, written, diags, arena))
		return diags->errors > 0 ? hw_command_report(diags, false)
					 : HW_EXIT_USAGE;
	if (!is_right(page, files[0].after, &action, arena))
		return hw_command_usage("'%.*s' has mistakes; see 'headway "
					"check %.*s' first",
		    HW_ARG(page->source.path), HW_ARG(page->source.path));
	if (page->easy != NULL &&
	    add_to_easy(&files[1], page->easy, action.ref, action.title,
		diags, arena))
		count++;
	if (hw_rewrite_all(&loaded->fs, files, count, diags, arena) &&
	    !options->is_quiet)
		printf("added %.*s to '%.*s'%s\n", HW_ARG(action.ref),
		    HW_ARG(page->source.path),
		    count == 2 ? " and to its easy-read page" : "");
	return hw_command_report(diags, false);
}

static int write_easy(struct hw_loaded *loaded,
    const struct hw_options *options, hw_str path, struct hw_diags *diags)
{
	struct hw_arena *arena = &loaded->arena;
	const struct hw_page *page = find_page(loaded, path);
	struct hw_buf text = {0};
	bool is_good;
	hw_str name;
	size_t i;
	int error = 0;

	if (page == NULL)
		return HW_EXIT_USAGE;
	name = hw_fmt(arena, "%.*s.easy.md", (int)page->source.path.len - 3,
	    page->source.path.p);
	if (page->easy != NULL)
		return hw_command_usage(
		    "'%.*s' is there already, and nothing "
		    "is overwritten",
		    HW_ARG(name));
	is_good = hw_new_easy_start(&text, page->front.title.s, diags, arena);
	for (i = 0; is_good && i < page->front.actions.count; i++)
		is_good = hw_new_easy_action(&text,
		    page->front.actions.items[i].ref.s,
		    page->front.actions.items[i].title.s, diags, arena);
	if (is_good)
		error = hw_fs_write(&loaded->fs, name, hw_buf_str(&text));
	hw_buf_free(&text);
	if (error != 0)
		hw_diag_io(diags, "write", name, error);
	else if (is_good && !options->is_quiet)
		printf("made '%.*s'\n", HW_ARG(name));
	return hw_command_report(diags, false);
}

int hw_new_in_site(const struct hw_options *options, hw_str path,
    hw_new_work *work)
{
	struct hw_options all = *options;
	struct hw_loaded loaded;
	struct hw_diags diags;
	int status;

	/* A page that is not published yet is worked on all the more. */
	all.with_drafts = true;
	if (!hw_load(&loaded, &all)) {
		status = hw_command_report(&loaded.diags, false);
	} else {
		hw_diag_init(&diags, &loaded.arena);
		status = work(&loaded, options, path, &diags);
	}
	hw_load_free(&loaded);
	return status;
}

int hw_new_action(const struct hw_options *options, hw_str path)
{
	return hw_new_in_site(options, path, add_action);
}

int hw_new_easy(const struct hw_options *options, hw_str path)
{
	return hw_new_in_site(options, path, write_easy);
}
