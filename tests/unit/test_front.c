/* input/front: front matter, site.yaml, words.yaml, and their rules. */
#include <stdio.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/front.h"
#include "input/schema.h"
#include "messages.h"
#include "render/schema_json.h"

#include <jansson.h>
#include <stdlib.h>

struct fixture {
	struct messages messages;
	struct hw_page page;
	bool is_read;
};

static hw_str language; /* of the pages that are read */

static void read_page(struct fixture *out, const char *path, hw_str text)
{
	size_t len = strlen(path);

	memset(&out->page, 0, sizeof(out->page));
	messages_open(&out->messages, path, text);
	out->messages.source.language = language;
	out->page.source = out->messages.source;
	out->page.is_easy = len > 8 &&
	    strcmp(path + len - 8, ".easy.md") == 0;
	out->is_read = hw_front_read(&out->page, &out->messages.diags,
	    &out->messages.arena);
}

static void assert_str(hw_str s, const char *expect)
{
	assert_int_equal(s.len, strlen(expect));
	assert_memory_equal(s.p, expect, s.len);
}

static size_t line_of(const struct fixture *f, struct hw_span span)
{
	return hw_source_place(&f->messages.source, span.at).line;
}

static void test_page(void **state)
{
	struct fixture f;
	const struct hw_front *front = &f.page.front;
	struct hw_span part;

	(void)state;
	read_page(&f, "content/plan/area-5.md",
	    HW_STR("---\n"
		   "title: Waiting\n"
		   "kind: area\n"
		   "ref: 5\n"
		   "weight: 3\n"
		   "finding: |\n"
		   "  One.\n"
		   "\n"
		   "  Two £ three.\n"
		   "difference: {answer: too early}\n"
		   "actions:\n"
		   "  - ref: A5.1\n"
		   "    title: First\n"
		   "    status: stopped\n"
		   "    reason: No money.\n"
		   "    owners: [One, Two]\n"
		   "  - ref: A5.2\n"
		   "    title: Second\n"
		   "    status: done\n"
		   "    completed: 2024-11\n"
		   "    evidence:\n"
		   "      - {title: T, link: https://a.org/}\n"
		   "measures:\n"
		   "  - {ref: M1, title: m, points: data/m.csv, better: "
		   "lower, target: 0}\n"
		   "checked_by: {group: A forum}\n"
		   "reviewed: 2024-05-01\n"
		   "review_by: 2025-05-01\n"
		   "---\n"
		   "Body.\n"));
	assert_string_equal(messages_text(&f.messages), "");
	assert_true(f.is_read);
	assert_str(front->title.s, "Waiting");
	assert_int_equal(front->kind.value, HW_PAGE_AREA);
	assert_str(front->ref.s, "5");
	assert_int_equal(front->weight.value, 3);
	part = hw_text_span(&front->finding, 10, 2);
	assert_str(
	    hw_str_sub(f.page.source.text, part.at, part.at + part.len), "£");
	assert_int_equal(line_of(&f, part), 9);
	assert_int_equal(front->difference->answer.value,
	    HW_ANSWER_TOO_EARLY);
	assert_int_equal(front->actions.count, 2);
	assert_int_equal(front->actions.items[0].status.value,
	    HW_STATUS_STOPPED);
	assert_int_equal(line_of(&f, front->actions.items[0].span), 12);
	assert_int_equal(line_of(&f, front->actions.items[1].span), 17);
	assert_int_equal(front->actions.items[0].owners.count, 2);
	assert_int_equal(front->actions.items[1].evidence.count, 1);
	assert_int_equal(front->actions.items[1].completed.date.month, 11);
	assert_int_equal(front->measures.items[0].better.value,
	    HW_BETTER_LOWER);
	assert_non_null(front->measures.items[0].target.span.source);
	assert_str(front->checked_by->group.s, "A forum");
	assert_str(f.page.body.s, "Body.\n");
	assert_true(f.page.body.exact);
	assert_int_equal(line_of(&f, f.page.body.span), 29);
	messages_close(&f.messages);
}

static void test_ends_of_lines(void **state)
{
	static const char *const texts[] = {
	    "\xEF\xBB\xBF---\r\ntitle: T\r\n--- \r\nBody\r\n",
	    "---\ntitle: T\n---",
	    "---\n# a comment\ntitle: T\n---\n",
	    "---\ntitle: T\n---\n\n---\n",
	};
	static const char *const bodies[] = {"Body\r\n", "", "", "\n---\n"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(texts); i++) {
		struct fixture f;

		read_page(&f, "content/a.md", hw_str_of(texts[i]));
		assert_string_equal(messages_text(&f.messages), "");
		assert_true(f.is_read);
		assert_str(f.page.front.title.s, "T");
		assert_str(f.page.body.s, bodies[i]);
		messages_close(&f.messages);
	}
}

static void test_usual_kinds(void **state)
{
	static const struct {
		const char *path;
		enum hw_page_kind kind;
	} cases[] = {
	    {"content/index.md", HW_PAGE_ORDINARY},
	    {"content/plan/index.md", HW_PAGE_PLAN},
	    {"content/plan/about.md", HW_PAGE_ORDINARY},
	    {"content/plan/index.easy.md", HW_PAGE_ORDINARY},
	    {"plan/index.md", HW_PAGE_PLAN},
	    {"index.md", HW_PAGE_ORDINARY},
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(cases); i++) {
		struct fixture f;

		read_page(&f, cases[i].path, HW_STR("---\ntitle: T\n---\n"));
		assert_string_equal(messages_text(&f.messages), "");
		assert_int_equal(f.page.front.kind.value, cases[i].kind);
		assert_null(f.page.front.kind.span.source);
		messages_close(&f.messages);
	}
}

struct mistake {
	const char *path, *text, *messages, *help;
};

static void check_mistakes(const struct mistake *mistakes, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct fixture f;

		read_page(&f, mistakes[i].path, hw_str_of(mistakes[i].text));
		assert_string_equal(messages_text(&f.messages),
		    mistakes[i].messages);
		if (strstr(messages_help(&f.messages), mistakes[i].help) ==
		    NULL)
			assert_string_equal(messages_help(&f.messages),
			    mistakes[i].help);
		messages_close(&f.messages);
	}
}

#define NO_FRONT "1:1 [10] no front matter: the first line is not '---'\n"
#define OPEN     "1:1 [11] front matter that starts here and does not end\n"

static const struct mistake part_mistakes[] = {
    {"a.md", "", NO_FRONT, "title: "},
    {"a.md", "# Title\n", NO_FRONT, "three lines"},
    {"a.md", "\n---\ntitle: T\n---\n", NO_FRONT, "empty lines"},
    {"a.md", " ---\ntitle: T\n---\n", NO_FRONT, "three hyphens"},
    {"a.md", "----\ntitle: T\n----\n", NO_FRONT, "three hyphens"},
    {"a.md", "---", OPEN, "a line '---'"},
    {"a.md", "---\ntitle: T\n\nWords.\n", OPEN, "a line '---'"},
    {"a.md", "---\ntitle: T\n ---\n", OPEN, "line 3 should end it"},
    {"a.md", "---\n---\n", "2:1 [30] a page without 'title'\n", "title: "},
    {"a.md", "---\ntitle: a: b\n---\n",
	"2:9 [13] a second colon in the value of 'title'\n",
	"title: \"a: b\""},
    {"a.md", "---\ntitle: \"a\n---\nbody\n",
	"2:8 [13] a quotation mark that opens here and is never closed\n",
	"same mark"},
    {"a.md", "---\ntitle: caf\xE9\n---\n",
	"2:11 [7] this is not UTF-8 text\n", "UTF-8"},
    {"a.md", "\xFF\xFE-\n", "1:1 [7] this is not UTF-8 text\n", "UTF-16"},
    {"a.md", "---\ntitle: a\n---\nbody \x80\n",
	"4:6 [7] this is not UTF-8 text\n", "UTF-8"},
};

static const struct mistake place_mistakes[] = {
    {"a.md",
	"---\ntitle: T\nactions:\n"
	"  - {ref: A1, title: x, status: done}\n---\n",
	"3:1 [64] a page of kind 'page' has no 'actions'\n",
	"recommendation, area, priority."},
    {"p/a.md", "---\ntitle: T\nkind: area\nas_of: 2018-11\n---\n",
	"4:1 [64] a page of kind 'area' has no 'as_of'\n", "plan."},
    {"p/index.md", "---\ntitle: T\nfinding: x\n---\n",
	"3:1 [64] a page of kind 'plan' has no 'finding'\n",
	"set 'kind' to one that has it"},
    {"a.easy.md", "---\ntitle: T\nkind: area\nas_of: 2024-01-01\n---\n",
	"3:1 [64] an easy-read page has no 'kind'\n"
	"4:1 [64] an easy-read page has no 'as_of'\n",
	"title, summary, weight, reviewed, review_by, checked_by, audio, "
	"bsl, draft."},
    /* With a kind that is not one, only that is reported. */
    {"a.md", "---\ntitle: T\nkind: aera\nfinding: x\n---\n",
	"3:7 [31] unknown kind 'aera'\n", "Did you mean 'area'?"},
    {"a.md", "---\ntitle: T\nkind: action\n---\n",
	"3:7 [31] unknown kind 'action'\n", "under 'actions'"},
};

#define AREA \
	"---\ntitle: T\nkind: area\nactions:\n  - ref: A1\n    title: x\n"
#define STATUS "    status: "

static const struct mistake rule_mistakes[] = {
    {"a.md", AREA STATUS "paused\n---\n",
	"7:13 [67] an action that is paused without a reason\n",
	"Add 'reason:'"},
    {"a.md", AREA STATUS "stopped\n---\n",
	"7:13 [67] an action that is stopped without a reason\n",
	"Add 'reason:'"},
    {"a.md", AREA STATUS "in progress\n    completed: 2024-05\n---\n",
	"8:16 [66] a completion date on an action that is in progress\n",
	"Set the status to 'done'"},
    {"a.md", AREA STATUS "compleet\n    completed: 2024-05\n---\n",
	"7:13 [31] unknown status 'compleet'\n",
	"Did you mean 'complete'? Use 'done'. Allowed: not started, in "
	"progress, done, paused, stopped."},
    {"a.md", AREA STATUS "overdue\n---\n",
	"7:13 [31] unknown status 'overdue'\n", "worked out from 'due'"},
    {"a.md", AREA "---\n", "5:5 [30] an action without 'status'\n",
	"status: in progress"},
    {"a.md",
	"---\ntitle: T\nreviewed: 2024-05-02\nreview_by: 2024-05-01\n---\n",
	"4:12 [73] the next review is before the last one\n", "last one"},
    {"a.md", AREA STATUS "done\n    links: x\n---\n",
	"8:5 [12] unknown field 'links'\n", "Fields of an action: ref,"},
    {"a.md", AREA STATUS "done\n    kind: x\n---\n",
	"8:5 [12] unknown field 'kind'\n", "is a field of a page"},
    {"a.md",
	"---\ntitle: Titles over sixty-five characters are too long for "
	"small screens now\n---\n",
	"2:8 [34] 'title' has 68 characters; the limit is 65\n", "3 char"},
};

static void test_parts(void **state)
{
	(void)state;
	check_mistakes(part_mistakes, HW_COUNT(part_mistakes));
}

static void test_places(void **state)
{
	(void)state;
	check_mistakes(place_mistakes, HW_COUNT(place_mistakes));
}

static void test_rules(void **state)
{
	(void)state;
	check_mistakes(rule_mistakes, HW_COUNT(rule_mistakes));
}

static void test_synonyms_of_status(void **state)
{
	static const char *const words[][2] = {{"complete", "done"},
	    {"completed", "done"}, {"finished", "done"},
	    {"started", "in progress"}, {"ongoing", "in progress"},
	    {"on track", "in progress"}, {"not begun", "not started"},
	    {"delayed", "paused"}, {"on hold", "paused"},
	    {"cancelled", "stopped"}, {"withdrawn", "stopped"}};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(words); i++) {
		struct fixture f;
		char text[256], expect[64];

		snprintf(text, sizeof(text), "%s%s%s\n---\n", AREA, STATUS,
		    words[i][0]);
		snprintf(expect, sizeof(expect), "Use '%s'. ", words[i][1]);
		read_page(&f, "a.md", hw_str_of(text));
		assert_int_equal(f.messages.diags.errors, 1);
		assert_int_equal(f.messages.diags.list.items[0].code,
		    HW_DIAG_UNKNOWN_VALUE);
		assert_memory_equal(messages_help(&f.messages), expect,
		    strlen(expect));
		messages_close(&f.messages);
	}
}

/* A page of one long value, in lines or not. */
static void read_long(struct fixture *out, size_t bytes, size_t line_bytes)
{
	struct hw_buf text = {0};
	size_t i;

	hw_buf_puts(&text, "---\ntitle: T\nsummary: x # ");
	for (i = 0; i < bytes; i++)
		hw_buf_puts(&text, i % line_bytes == 0 ? "\n#" : "x");
	hw_buf_puts(&text, "\n---\n");
	read_page(out, "a.md", hw_buf_str(&text));
	hw_buf_free(&text);
}

static void test_limits(void **state)
{
	struct fixture f;

	(void)state;
	read_long(&f, HW_FRONT_LIMIT_BYTES - 2000, 100);
	assert_string_equal(messages_text(&f.messages), "");
	messages_close(&f.messages);
	read_long(&f, HW_FRONT_LIMIT_BYTES, 100);
	assert_string_equal(messages_text(&f.messages),
	    "1:1 [16] front matter of 65 KiB; the limit is 64 KiB\n");
	assert_false(f.is_read);
	messages_close(&f.messages);
	read_long(&f, HW_LINE_LIMIT_BYTES - 2, HW_LINE_LIMIT_BYTES);
	assert_string_equal(messages_text(&f.messages), "");
	messages_close(&f.messages);
	read_long(&f, HW_LINE_LIMIT_BYTES + 1, HW_LINE_LIMIT_BYTES + 1);
	assert_string_equal(messages_text(&f.messages),
	    "4:1 [8] a line of 16385 bytes; the limit is 16384\n");
	messages_close(&f.messages);
}

static void test_many_mistakes(void **state)
{
	struct fixture f;
	struct hw_buf text = {0};
	int i;

	(void)state;
	hw_buf_puts(&text, "---\ntitle: T\n");
	for (i = 0; i < 3000; i++)
		hw_buf_printf(&text, "field%d: [a]\n", i);
	hw_buf_puts(&text, "---\n");
	read_page(&f, "a.md", hw_buf_str(&text));
	assert_int_equal(f.messages.diags.errors, 3000);
	assert_int_equal(f.messages.diags.list.count, HW_DIAG_PER_FILE);
	messages_close(&f.messages);
	hw_buf_free(&text);
}

struct settings_fixture {
	struct messages messages;
	struct hw_settings settings;
};

static void read_settings(struct settings_fixture *out, const char *text)
{
	messages_open(&out->messages, "content/site.yaml", hw_str_of(text));
	hw_settings_read(&out->settings, &out->messages.source,
	    &out->messages.diags, &out->messages.arena);
}

static void test_settings(void **state)
{
	struct settings_fixture f;

	(void)state;
	read_settings(&f,
	    "name: N\nbase_url: https://a.org/x/\nlanguage: cy\n"
	    "organisation: {name: O}\nbrand: {colour: \"#12506b\"}\n"
	    "feedback: {email: a@b.org, phone: 01632 960 001}\n"
	    "notice: {text: Shut, from: 2024-05-01, until: 2024-05-02}\n"
	    "wording: {allow: [a b], names: [C D, E], one_word: [{use: f, "
	    "not: [g, h]}]}\n");
	assert_string_equal(messages_text(&f.messages), "");
	assert_str(f.settings.name.s, "N");
	assert_str(f.settings.language.s, "cy");
	assert_str(f.settings.time_zone.s, "Europe/London");
	assert_null(f.settings.time_zone.span.source);
	assert_str(f.settings.feedback->phone.s, "01632 960 001");
	assert_int_equal(f.settings.notice->until.date.day, 2);
	assert_int_equal(f.settings.wording->allow.count, 1);
	assert_str(f.settings.wording->names.items[1].s, "E");
	assert_str(f.settings.wording->one_word.items[0].use.s, "f");
	assert_str(f.settings.wording->one_word.items[0].not_these.items[1].s,
	    "h");
	messages_close(&f.messages);
}

static void test_settings_mistakes(void **state)
{
	static const char *const cases[][2] = {
	    {"",
		"1:1 [30] site.yaml without 'base_url'\n"
		"1:1 [30] site.yaml without 'name'\n"},
	    {"name: N\nbase_url: https://a.org/?x\n",
		"2:25 [41] 'base_url' may not have a '?'\n"},
	    {"name: N\nbase_url: https://a.org\nbrand:\n  colour: #123456\n",
		"4:3 [43] 'colour' has no value\n"},
	    {"name: N\nbase_url: https://a.org\nnotice: {text: x, from: "
	     "2024-05-02, until: 2024-05-01}\n",
		"3:44 [76] a notice that ends before it starts\n"},
	    {"name: N\nbase_url: https://a.org\nfeedback: {tel: x}\n",
		"3:12 [12] unknown field 'tel'\n"},
	    {"name: [\n",
		"1:7 [13] something is missing here, inside brackets\n"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(cases); i++) {
		struct settings_fixture f;

		read_settings(&f, cases[i][0]);
		assert_string_equal(messages_text(&f.messages), cases[i][1]);
		assert_str(f.settings.language.s, "en");
		assert_str(f.settings.time_zone.s, "Europe/London");
		messages_close(&f.messages);
	}
}

static void test_words(void **state)
{
	struct messages messages;
	struct hw_words words;

	(void)state;
	messages_open(&messages, "content/words.yaml",
	    HW_STR("words:\n"
		   "  - term: annual review\n"
		   "    short: AR\n"
		   "    also: [annual reviews]\n"
		   "    meaning: A meeting.\n"
		   "    easy: A meeting each year.\n"
		   "  - term: audit\n"));
	assert_true(hw_words_read(&words, &messages.source, &messages.diags,
	    &messages.arena));
	assert_string_equal(messages_text(&messages),
	    "7:5 [30] a word without 'meaning'\n");
	assert_int_equal(words.words.count, 2);
	assert_str(words.words.items[0].short_form.s, "AR");
	assert_str(words.words.items[0].also.items[0].s, "annual reviews");
	assert_str(words.words.items[1].term.s, "audit");
	messages_close(&messages);
}

static void test_words_of_enums(void **state)
{
	(void)state;
	assert_string_equal(hw_status_word(HW_STATUS_DONE), "done");
	assert_string_equal(hw_status_word(HW_STATUS_COUNT), "");
	assert_string_equal(hw_status_word(-1), "");
	assert_string_equal(hw_answer_word(HW_ANSWER_MIXED), "mixed");
	assert_string_equal(hw_kind_word(HW_PAGE_ORDINARY), "page");
}

/* Each table says enough about each field to help and to make a schema. */
static void check_table(const struct hw_field_table *table)
{
	size_t i;

	for (i = 0; i < table->count; i++) {
		const struct hw_field *field = &table->fields[i];

		assert_true(strlen(field->help) > 10);
		assert_int_equal(field->help[strlen(field->help) - 1], '.');
		assert_true(strlen(field->example) > 0);
		assert_true(field->offset < table->size);
		assert_int_equal(field->type == HW_FIELD_ENUM,
		    field->allowed != NULL);
		assert_int_equal(field->type == HW_FIELD_OBJECT ||
			field->type == HW_FIELD_OBJECT_LIST,
		    field->table != NULL);
		if (table == &hw_front_table)
			assert_int_not_equal(field->where, 0);
		if (field->type == HW_FIELD_INTEGER)
			assert_true(field->min < field->max);
		if (field->table != NULL)
			check_table(field->table);
	}
}

static void test_tables(void **state)
{
	(void)state;
	check_table(&hw_front_table);
	check_table(&hw_settings_table);
	check_table(&hw_words_table);
}

static void test_schema_json(void **state)
{
	struct hw_arena arena;
	json_t *root, *definitions, *page, *fields;
	const char *name;
	json_t *value;
	hw_str text;

	(void)state;
	hw_arena_init(&arena, 0);
	text = hw_schema_json(&arena);
	root = json_loadb(text.p, text.len, 0, NULL);
	assert_non_null(root);
	definitions = json_object_get(root, "$defs");
	page = json_object_get(definitions, "page");
	fields = json_object_get(page, "properties");
	assert_int_equal(json_object_size(fields), hw_front_table.count);
	assert_string_equal(json_string_value(json_array_get(
				json_object_get(page, "required"), 0)),
	    "title");
	assert_int_equal(json_object_size(json_object_get(
			     json_object_get(definitions, "easy_read_page"),
			     "properties")),
	    9);
	/* Every reference leads somewhere. */
	json_object_foreach(fields, name, value)
	{
		const char *to =
		    json_string_value(json_object_get(value, "$ref"));

		if (to == NULL)
			to = json_string_value(json_object_get(
			    json_object_get(value, "items"), "$ref"));
		if (to != NULL)
			assert_non_null(json_object_get(definitions,
			    strrchr(to, '/') + 1));
	}
	json_decref(root);
	hw_arena_free(&arena);
}

/* A translation has the words of the same tables, and no data. */
static void test_translation(void **state)
{
	struct fixture f;

	(void)state;
	language = HW_STR("pl");
	read_page(&f, "content/plan/index.pl.md",
	    HW_STR("---\n"
		   "title: Plan\n"
		   "actions:\n"
		   "  - {ref: A1, title: Raz, update: Tak., owners: [My]}\n"
		   "measures: [{ref: M1, title: Czas, unit: lat}]\n"
		   "said: [{words: Raz.}]\n"
		   "difference: {says: Tak.}\n"
		   "checked_by: {group: My, date: 2024-05-17}\n"
		   "draft: true\n"
		   "---\nTekst.\n"));
	assert_string_equal(messages_text(&f.messages), "");
	assert_int_equal(f.page.front.actions.count, 1);
	assert_int_equal(f.page.front.actions.items[0].status.value, -1);
	assert_int_equal(f.page.front.kind.value, HW_PAGE_ORDINARY);
	assert_str(f.page.front.actions.items[0].title.span.source->language,
	    "pl");
	messages_close(&f.messages);
	read_page(&f, "content/plan/area-1.pl.md",
	    HW_STR("---\n"
		   "kind: area\n"
		   "actions:\n"
		   "  - {title: Raz, status: done, due: 2024-05}\n"
		   "  - {ref: A2, evidence: [{link: 'https://x.org/'}]}\n"
		   "measures: [{ref: M1, target: 3, points: data/x.csv}]\n"
		   "difference: {answer: 'yes'}\n"
		   "as_of: 2024\n"
		   "---\n"));
	assert_string_equal(messages_text(&f.messages),
	    "2:1 [30] a page without 'title'\n"
	    "2:1 [64] a translation has no 'kind'\n"
	    "4:6 [30] an action without 'ref'\n"
	    "4:18 [64] a translation has no 'status'\n"
	    "4:32 [64] a translation has no 'due'\n"
	    "5:27 [30] a piece of evidence without 'title'\n"
	    "5:27 [64] a translation has no 'link'\n"
	    "6:22 [64] a translation has no 'target'\n"
	    "6:33 [64] a translation has no 'points'\n"
	    "7:14 [64] a translation has no 'answer'\n"
	    "8:1 [64] a translation has no 'as_of'\n");
	messages_close(&f.messages);
	language = HW_STR_NONE;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_ends_of_lines),
	    cmocka_unit_test(test_usual_kinds),
	    cmocka_unit_test(test_parts),
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_rules),
	    cmocka_unit_test(test_translation),
	    cmocka_unit_test(test_synonyms_of_status),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_many_mistakes),
	    cmocka_unit_test(test_settings),
	    cmocka_unit_test(test_settings_mistakes),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_words_of_enums),
	    cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_schema_json),
	};

	return cmocka_run_group_tests_name("front", tests, NULL, NULL);
}
