/* render/data: plan.json keeps its own promise (the schema beside it), and
 * actions.csv opens as it was meant. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "render/data.h"
#include "testsite.h"

#include <jansson.h>
#include <stdlib.h>

/* ------------------- as much of JSON Schema as is used ------------------ */

static void check(const json_t *schema, const json_t *value,
    const char *where, bool *good);

static bool is_of_type(const json_t *value, const char *type)
{
	static const struct {
		const char *name;
		json_type type;
	} types[] = {{"object", JSON_OBJECT}, {"array", JSON_ARRAY},
	    {"string", JSON_STRING}, {"integer", JSON_INTEGER},
	    {"number", JSON_INTEGER}, {"number", JSON_REAL},
	    {"boolean", JSON_TRUE}, {"boolean", JSON_FALSE},
	    {"null", JSON_NULL}};
	size_t i;

	for (i = 0; i < HW_COUNT(types); i++)
		if (strcmp(types[i].name, type) == 0 &&
		    types[i].type == json_typeof(value))
			return true;
	return false;
}

static bool type_fits(const json_t *type, const json_t *value)
{
	const json_t *one;
	size_t i;

	if (json_is_string(type))
		return is_of_type(value, json_string_value(type));
	json_array_foreach(type, i,
	    one) if (is_of_type(value, json_string_value(one))) return true;
	return false;
}

/* The two patterns that there are, by hand. */
static bool is_date(const char *text, bool may_be_month)
{
	struct hw_date date;

	return hw_date_parse(&date, hw_str_of(text)) == HW_DATE_OK &&
	    (date.day != 0 || may_be_month);
}

static bool pattern_fits(const char *pattern, const json_t *value)
{
	if (!json_is_string(value))
		return true;
	if (strcmp(pattern, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") == 0)
		return is_date(json_string_value(value), false);
	if (strcmp(pattern, "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$") == 0)
		return is_date(json_string_value(value), true);
	fail_msg("an unknown pattern: %s", pattern);
	return false;
}

static void check_object(const json_t *schema, const json_t *value,
    const char *where, bool *good)
{
	json_t *properties = json_object_get(schema, "properties");
	json_t *required = json_object_get(schema, "required"), *name,
	       *member;
	const char *key;
	size_t i;

	json_array_foreach(required, i, name) if (
	    json_object_get(value, json_string_value(name)) == NULL) *good =
	    false;
	json_object_foreach((json_t *)(uintptr_t)value, key, member)
	{
		const json_t *inner = json_object_get(properties, key);

		if (inner != NULL)
			check(inner, member, key, good);
		else if (json_is_false(
			     json_object_get(schema, "additionalProperties")))
			*good = false;
	}
	(void)where;
}

static bool enum_fits(const json_t *allowed, const json_t *value)
{
	const json_t *one;
	size_t i;

	json_array_foreach(allowed, i,
	    one) if (json_equal(one, value)) return true;
	return false;
}

static void check(const json_t *schema, const json_t *value,
    const char *where, bool *good)
{
	static const char *const known[] = {"$schema", "title", "type",
	    "enum", "pattern", "properties", "required",
	    "additionalProperties", "items", "anyOf", "description", "$id"};
	const json_t *rule, *one;
	const char *key;
	bool any = false;
	size_t i;

	json_object_foreach((json_t *)(uintptr_t)schema, key, rule)
	{
		for (i = 0; i < HW_COUNT(known); i++)
			if (strcmp(known[i], key) == 0)
				break;
		if (i == HW_COUNT(known))
			fail_msg("a rule that is not read here: %s", key);
	}
	rule = json_object_get(schema, "type");
	if (rule != NULL && !type_fits(rule, value))
		*good = false;
	rule = json_object_get(schema, "enum");
	if (rule != NULL && !enum_fits(rule, value))
		*good = false;
	rule = json_object_get(schema, "pattern");
	if (rule != NULL && !pattern_fits(json_string_value(rule), value))
		*good = false;
	rule = json_object_get(schema, "anyOf");
	json_array_foreach(rule, i, one)
	{
		bool fits = true;

		check(one, value, where, &fits);
		any = any || fits;
	}
	if (rule != NULL && !any)
		*good = false;
	if (json_is_object(value))
		check_object(schema, value, where, good);
	rule = json_object_get(schema, "items");
	if (rule != NULL && json_is_array(value))
		json_array_foreach(value, i, one)
		    check(rule, one, where, good);
}

static json_t *parse(hw_str text)
{
	json_error_t error;
	json_t *value =
	    json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, &error);

	if (value == NULL)
		fail_msg("line %d: %s", error.line, error.text);
	return value;
}

/* ------------------------------- the site ------------------------------- */

static void put_site(struct testsite *t)
{
	testsite_put(t, "index.md", "---\ntitle: Home\n---\nx\n");
	testsite_put(t, "index.easy.md", "---\ntitle: Home\n---\nx\n");
	testsite_put(t, "plan/index.md",
	    "---\ntitle: Plan \"A\" & <b> \\ é\nkind: plan\n---\n");
	testsite_put(t, "plan/a.md",
	    "---\ntitle: '=Area, \"five\"'\nkind: area\nref: A5\n"
	    "difference:\n  answer: too early\n"
	    "measures:\n  - ref: M1\n    title: Plans in 20 weeks\n"
	    "    unit: '%'\n    better: higher\n    baseline: 12.5\n"
	    "    target: 90\n"
	    "actions:\n"
	    "  - ref: A5.1\n    title: '=HYPERLINK(\"http://x\")'\n"
	    "    status: in progress\n    due: 2024-11\n"
	    "    owners: ['+one', 'two, three']\n"
	    "    outcomes: ['-a', 'b']\n"
	    "  - ref: A5.2\n    title: '@done'\n    status: done\n"
	    "    due: 2024-12-05\n    completed: 2024-12-01\n"
	    "  - ref: A5.3\n    title: plain\n    status: paused\n"
	    "    reason: x\n---\n");
	testsite_put(t, "old/index.md",
	    "---\ntitle: Old\nkind: plan\narchived: true\n"
	    "as_of: 2018-06\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_LINKED);
	t->site.origin = HW_STR("https://a.b");
	t->site.base_path = HW_STR("/base");
}

static hw_str plan_json(struct testsite *t)
{
	struct hw_words_locale *locale =
	    hw_words_open(HW_STR("en"), HW_STR("Europe/London"));
	hw_str text = hw_data_plan_json(&t->site, locale, &t->arena);

	hw_words_close(locale);
	return text;
}

static void test_schema_holds(void **state)
{
	struct testsite *t = *state;
	json_t *schema, *value;
	bool good = true;

	put_site(t);
	schema = parse(hw_data_plan_schema(&t->arena));
	value = parse(plan_json(t));
	check(schema, value, "", &good);
	assert_true(good);
	/* Dates from a history, an unknown one, and none. */
	testsite_page(t, "plan/a.md")->date =
	    (struct hw_history_date){.state = HW_DATE_KNOWN,
		.created_state = HW_DATE_UNPUBLISHED,
		.updated = 1718060400};
	testsite_page(t, "index.md")->date =
	    (struct hw_history_date){.state = HW_DATE_UNKNOWN,
		.created_state = HW_DATE_KNOWN,
		.created = 0};
	t->site.commit = HW_STR("0123456789abcdef");
	json_decref(value);
	value = parse(plan_json(t));
	check(schema, value, "", &good);
	assert_true(good);
	json_decref(value);
	json_decref(schema);
}

/* And would tell, were it not kept. */
static void test_schema_is_strict(void **state)
{
	struct testsite *t = *state;
	json_t *schema, *value, *plan;
	bool good = true;

	put_site(t);
	schema = parse(hw_data_plan_schema(&t->arena));
	value = parse(plan_json(t));
	plan = json_array_get(json_object_get(value, "plans"), 0);
	json_object_set_new(plan, "extra", json_null());
	check(schema, value, "", &good);
	assert_false(good);
	json_object_del(plan, "extra");
	good = true;
	check(schema, value, "", &good);
	assert_true(good);
	json_object_set_new(plan, "as_of", json_string("5 December 2024"));
	check(schema, value, "", &good);
	assert_false(good);
	json_object_del(plan, "as_of");
	good = true;
	check(schema, value, "", &good);
	assert_false(good);
	json_decref(value);
	json_decref(schema);
}

static const char *text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void test_values(void **state)
{
	struct testsite *t = *state;
	json_t *root, *plan, *area, *action, *measure, *counts;

	put_site(t);
	root = parse(plan_json(t));
	assert_string_equal(text_at(root, "as_of"), "2024-12-05");
	assert_true(json_is_null(json_object_get(root, "commit")));
	/* Pages once each; easy-read ones inside of theirs. */
	assert_int_equal(json_array_size(json_object_get(root, "pages")), 4);
	plan = json_array_get(json_object_get(root, "plans"), 0);
	assert_string_equal(text_at(plan, "title"), "Plan \"A\" & <b> \\ é");
	assert_string_equal(text_at(plan, "url"), "/base/plan/");
	counts = json_object_get(plan, "counts");
	assert_int_equal(json_integer_value(json_object_get(counts, "total")),
	    3);
	assert_int_equal(json_integer_value(json_object_get(counts, "late")),
	    1);
	assert_int_equal(json_integer_value(json_object_get(counts, "done")),
	    1);
	area = json_array_get(json_object_get(plan, "areas"), 0);
	assert_string_equal(text_at(area, "ref"), "A5");
	action = json_array_get(json_object_get(area, "actions"), 0);
	assert_string_equal(text_at(action, "due"), "2024-11");
	assert_true(json_is_true(json_object_get(action, "late")));
	assert_true(json_is_null(json_object_get(action, "completed")));
	assert_true(json_is_null(json_object_get(action, "first_due")));
	assert_string_equal(text_at(action, "url"), "/base/plan/a5-1/");
	measure = json_array_get(json_object_get(area, "measures"), 0);
	assert_true(json_is_integer(json_object_get(measure, "target")));
	assert_true(json_real_value(json_object_get(measure, "baseline")) ==
	    12.5);
	plan = json_array_get(json_object_get(root, "plans"), 1);
	assert_string_equal(text_at(plan, "as_of"), "2018-06");
	assert_true(json_is_true(json_object_get(plan, "archived")));
	json_decref(root);
}

/* The same site, the same bytes. */
static void test_same_bytes(void **state)
{
	struct testsite *t = *state;
	hw_str first;

	put_site(t);
	first = plan_json(t);
	assert_true(hw_str_equal(first, plan_json(t)));
	assert_true(hw_str_ends(first, HW_STR("}\n")));
	assert_true(hw_str_equal(hw_data_plan_schema(&t->arena),
	    hw_data_plan_schema(&t->arena)));
}

/* An action whose status cannot be read stops a build, not this. */
static void test_unfinished(void **state)
{
	struct testsite *t = *state;

	put_site(t);
	testsite_put(t, "plan/a.md",
	    "---\nkind: area\nactions:\n  - ref: A5.1\n"
	    "  - {title: x}\n---\n");
	testsite_read(t, "2024-12-05", TESTSITE_LINKED);
	json_decref(parse(plan_json(t)));
	assert_true(hw_data_actions_csv(&t->site, &t->arena).len > 0);
}

/* --------------------------------- CSV ---------------------------------- */

/* One field of RFC 4180 from *rest; *ends when it was the row's last. */
static hw_str read_cell(struct hw_arena *arena, hw_str *rest, bool *ends)
{
	struct hw_buf out = {0};
	hw_str cell;
	bool quoted = rest->len > 0 && rest->p[0] == '"';
	size_t at = quoted ? 1 : 0;

	for (;; at++) {
		assert_true(at < rest->len);
		if (quoted && rest->p[at] == '"') {
			if (at + 1 < rest->len && rest->p[at + 1] == '"')
				at++;
			else
				break;
		} else if (!quoted &&
		    (rest->p[at] == ',' || rest->p[at] == '\r')) {
			break;
		}
		assert_true(quoted || rest->p[at] != '"');
		hw_buf_putc(&out, rest->p[at]);
	}
	at += quoted;
	*ends = rest->p[at] == '\r';
	if (*ends)
		assert_int_equal(rest->p[++at], '\n');
	else
		assert_int_equal(rest->p[at], ',');
	*rest = hw_str_sub(*rest, at + 1, rest->len);
	cell = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return cell;
}

static void test_csv(void **state)
{
	static const char *const rows[][13] = {
	    {"plan", "kind", "part", "part title", "ref", "title", "owners",
		"due", "status", "late", "completed", "outcomes", "address"},
	    {"plan", "area", "A5", "'=Area, \"five\"", "A5.1",
		"'=HYPERLINK(\"http://x\")", "'+one; two, three", "2024-11",
		"in progress", "yes", "", "'-a; b",
		"https://a.b/base/plan/a5-1/"},
	    {"plan", "area", "A5", "'=Area, \"five\"", "A5.2", "'@done", "",
		"2024-12-05", "done", "no", "2024-12-01", "",
		"https://a.b/base/plan/a5-2/"},
	    {"plan", "area", "A5", "'=Area, \"five\"", "A5.3", "plain", "",
		"", "paused", "no", "", "", "https://a.b/base/plan/a5-3/"},
	};
	struct testsite *t = *state;
	hw_str rest, cell;
	size_t row, column, columns = 0;
	bool ends;

	put_site(t);
	rest = hw_data_actions_csv(&t->site, &t->arena);
	assert_true(hw_str_starts(rest, HW_STR("\xEF\xBB\xBFplan,")));
	rest = hw_str_sub(rest, 3, rest.len);
	for (row = 0; row < HW_COUNT(rows); row++) {
		for (column = 0, ends = false; !ends; column++) {
			cell = read_cell(&t->arena, &rest, &ends);
			if (column < 13)
				assert_string_equal(cell.p,
				    rows[row][column]);
			/* Nothing that a spreadsheet would run. */
			assert_true(cell.len == 0 ||
			    strchr("=+-@\t\r", cell.p[0]) == NULL);
		}
		/* Every row has as many cells as the first. */
		if (row == 0)
			columns = column;
		assert_int_equal(column, columns);
	}
	assert_int_equal(rest.len, 0);
	assert_true(columns >= 13);
}

#define TEST(name)                                             \
	cmocka_unit_test_setup_teardown(name, testsite_set_up, \
	    testsite_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_schema_holds),
	    TEST(test_schema_is_strict),
	    TEST(test_values),
	    TEST(test_same_bytes),
	    TEST(test_unfinished),
	    TEST(test_csv),
	};

	return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
