/* render/template: a layout, a line "===", and its data as JSON. */
#include "fuzz.h"

#include "input/json.h"
#include "render/template.h"

static const struct hw_source *no_layouts(hw_str name, void *ctx)
{
	/* A layout that takes in itself, for the limits. */
	return hw_str_equal(name, HW_STR("self")) ? ctx : NULL;
}

static void run(hw_str layout, hw_str json, const char *path, bool strict)
{
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_source source = {.path = hw_str_of(path),
 .text = layout};
	struct hw_source data_source = {.path = HW_STR("data.json"),
 .text = json};
	struct hw_template_options options = {.strict_html = strict,
	    .missing_is_nothing = !strict};
	struct hw_templates *set;
	const struct hw_template *template;
	const struct hw_value *data;
	struct hw_buf out = {0};

	hw_arena_init(&arena, 0);
	hw_diag_init(&diags, &arena);
	data = hw_json_read(&arena, &data_source, &diags);
	if (data == NULL)
		data = &hw_value_null;
	hw_diag_init(&diags, &arena);
	set = hw_templates_new(&arena, &diags, options, no_layouts, &source);
	template = hw_templates_add(set, HW_STR("self"), &source);
	fuzz_require(template != NULL || diags.errors > 0);
	if (template != NULL) {
		bool good =
		    hw_template_render(template, &data, 1, &out, &diags);

		fuzz_require(good || diags.errors > 0);
		fuzz_require(out.len <= HW_TEMPLATE_OUTPUT_BYTES);
	}
	fuzz_print(&diags);
	hw_buf_free(&out);
	hw_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	hw_str text = {(const char *)data, size}, json = HW_STR("{}");
	size_t cut;

	if (size > 5000 || hw_utf8_invalid_at(text) != SIZE_MAX)
		return 0;
	cut = hw_str_find(text, HW_STR("\n===\n"));
	if (cut != SIZE_MAX) {
		json = hw_str_sub(text, cut + 5, text.len);
		text.len = cut;
	}
	run(text, json, "layouts/self.mustache", true);
	run(text, json, "layouts/self.mustache", false);
	run(text, json, "layouts/self.xml.mustache", false);
	return 0;
}
