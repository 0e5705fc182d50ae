/*
 * check_sarif: SARIF 2.1.0, which code scanning and editors read.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
#include "base/guide.h"
#include "base/hash.h"
#include "render/check.h"
#include "render/json_put.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

/* {"text": "…"} */
static json_t *said(hw_str s)
{
	json_t *message = json_object();

	hw_json_set(message, "text", hw_json_text(s));
	return message;
}

/* -------------------------------- rules -------------------------------- */

static json_t *help_of(const struct hw_check *check,
    const struct hw_guide *guide)
{
	json_t *help = said(hw_fmt(check->arena,
	    "%s To mend it: %s ('headway explain HW%03d' shows examples.)",
	    guide->why, guide->mend, (int)guide->code));

	hw_json_set(help, "markdown",
	    hw_json_text(hw_fmt(check->arena,
		"%s\n\nTo mend it: %s\n\nNot like this:\n\n```\n%s\n```\n\n"
		"But like this:\n\n```\n%s\n```\n",
		guide->why, guide->mend, guide->bad, guide->good)));
	return help;
}

static json_t *rule_of(const struct hw_check *check,
    const struct hw_guide *guide)
{
	json_t *rule = json_object(), *configuration = json_object();

	hw_json_set(rule, "id",
	    hw_json_text(hw_fmt(check->arena, "HW%03d", (int)guide->code)));
	hw_json_set(rule, "shortDescription",
	    said(hw_str_of(hw_diag_about(guide->code))));
	hw_json_set(rule, "fullDescription", said(hw_str_of(guide->why)));
	hw_json_set(rule, "help", help_of(check, guide));
	/* It has to be a whole address. */
	if (strstr(HW_DOCS, "://") != NULL)
		hw_json_set(rule, "helpUri",
		    hw_json_text(hw_fmt(check->arena, HW_DOCS "#hw%03d",
			(int)guide->code)));
	hw_json_set(configuration, "level",
	    json_string(hw_diag_level_name(hw_diag_level_of(guide->code))));
	hw_json_set(rule, "defaultConfiguration", configuration);
	return rule;
}

/* Every code, so that an index is the same in each run of one version. */
static json_t *driver(const struct hw_check *check)
{
	const struct hw_guide *guides;
	json_t *driver = json_object(), *rules = json_array();
	size_t i, count;

	guides = hw_guides(&count);
	for (i = 0; i < count; i++)
		hw_json_append(rules, rule_of(check, &guides[i]));
	hw_json_set(driver, "name", json_string("headway"));
	hw_json_set(driver, "semanticVersion", json_string(HW_VERSION));
	hw_json_set(driver, "rules", rules);
	return driver;
}

static json_t *rule_index(enum hw_diag_code code)
{
	size_t count;

	return hw_json_count((size_t)(hw_guide_of(code) - hw_guides(&count)));
}

/* ------------------------------- results ------------------------------- */

/* A path as a relative reference: RFC 3986 lets these bytes be. */
static json_t *uri(hw_str path)
{
	struct hw_buf out = {0};
	json_t *value;
	size_t i;

	for (i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || strchr("-._~/", c) != NULL)
			hw_buf_putc(&out, (char)c);
		else
			hw_buf_printf(&out, "%%%02X", c);
	}
	value = hw_json_text(hw_buf_str(&out));
	hw_buf_free(&out);
	return value;
}

static json_t *region(const struct hw_check_message *one)
{
	json_t *region = json_object();

	hw_json_set(region, "startLine", hw_json_count(one->start.line));
	hw_json_set(region, "startColumn", hw_json_count(one->start.column));
	hw_json_set(region, "endLine", hw_json_count(one->end.line));
	hw_json_set(region, "endColumn", hw_json_count(one->end.column));
	if (one->excerpt.len > 0)
		hw_json_set(region, "snippet", said(one->excerpt));
	return region;
}

/* Code scanning takes no result without a file: what is about none is shown
 * at the settings of the site. */
static json_t *location(const struct hw_check *check,
    const struct hw_check_message *one)
{
	json_t *location = json_object(), *physical = json_object(),
	       *artifact = json_object();
	hw_str path = one->path;

	if (path.len == 0)
		path = hw_check_path(check, HW_STR("content/site.yaml"));
	else
		hw_json_set(physical, "region", region(one));
	hw_json_set(artifact, "uri", uri(path));
	hw_json_set(artifact, "uriBaseId", json_string("%SRCROOT%"));
	hw_json_set(physical, "artifactLocation", artifact);
	hw_json_set(location, "physicalLocation", physical);
	return location;
}

/*
 * By what a finding is known again when lines above it come or go: its code,
 * file and words, and which of several alike in the file it is.
 */
static json_t *fingerprints(const struct hw_check *check,
    struct hw_map *counts, const struct hw_check_message *one)
{
	uint64_t hash = HW_HASH_START;
	json_t *prints = json_object();
	int *count;
	hw_str key;

	hash = hw_hash_bytes(hash, hw_str_of(one->code));
	hash = hw_hash_bytes(hash, one->path);
	hash = hw_hash_folded(hash,
	    one->excerpt.len > 0 ? one->excerpt : one->message);
	key = hw_fmt(check->arena, "%016llx", (unsigned long long)hash);
	count = hw_map_get(counts, key);
	if (count == NULL)
		count = hw_map_add(counts, key, HW_NEW(check->arena, int));
	hw_json_set(prints, "headwayWords/v1",
	    hw_json_text(
		hw_fmt(check->arena, "%.*s:%d", HW_ARG(key), ++*count)));
	return prints;
}

static json_t *result_of(const struct hw_check *check, struct hw_map *counts,
    const struct hw_diag *diag)
{
	struct hw_check_message one = hw_check_message(check, diag);
	json_t *result = json_object(), *locations = json_array();

	hw_json_set(result, "ruleId", json_string(one.code));
	hw_json_set(result, "ruleIndex", rule_index(diag->code));
	hw_json_set(result, "level",
	    json_string(hw_diag_level_name(diag->level)));
	hw_json_set(result, "message",
	    said(one.help.len > 0 ? hw_fmt(check->arena, "%.*s. %.*s",
					HW_ARG(one.message), HW_ARG(one.help))
				  : one.message));
	hw_json_append(locations, location(check, &one));
	hw_json_set(result, "locations", locations);
	hw_json_set(result, "partialFingerprints",
	    fingerprints(check, counts, &one));
	return result;
}

static json_t *invocation(const struct hw_check *check)
{
	json_t *invocation = json_object(), *list = json_array();

	hw_json_set(invocation, "executionSuccessful",
	    json_boolean(check->diags->failures == 0));
	hw_json_set(invocation, "exitCode", json_integer(check->status));
	hw_json_append(list, invocation);
	return list;
}

void hw_check_sarif(struct hw_buf *out, const struct hw_check *check)
{
	json_t *root = json_object(), *runs = json_array(),
	       *run = json_object(), *tool = json_object(),
	       *results = json_array();
	struct hw_map counts;
	size_t i;

	hw_map_init(&counts, check->arena);
	for (i = 0; i < check->diags->list.count; i++)
		hw_json_append(results,
		    result_of(check, &counts, &check->diags->list.items[i]));
	hw_json_set(tool, "driver", driver(check));
	hw_json_set(run, "tool", tool);
	hw_json_set(run, "invocations", invocation(check));
	hw_json_set(run, "columnKind", json_string("unicodeCodePoints"));
	hw_json_set(run, "results", results);
	hw_json_append(runs, run);
	hw_json_set(root, "$schema", json_string(SCHEMA));
	hw_json_set(root, "version", json_string("2.1.0"));
	hw_json_set(root, "runs", runs);
	hw_json_print(out, root, JSON_INDENT(1));
}
