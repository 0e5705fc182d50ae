/* guide_json: the explanations for programs. */
#include "render/guide.h"
#include "render/json_put.h"

static json_t *object_of(const struct hw_guide *guide)
{
	enum hw_diag_level level = hw_diag_level_of(guide->code);
	char code[8];

	snprintf(code, sizeof(code), "HW%03d", (int)guide->code);
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "code",
	    code, "level",
	    level == HW_LEVEL_FAILURE ? "failure" : hw_diag_level_name(level),
	    "about", hw_diag_about(guide->code), "why", guide->why, "mend",
	    guide->mend, "kind", hw_guide_kind_name(guide->kind), "bad",
	    guide->bad, "good", guide->good);
}

void hw_guide_json(struct hw_buf *out, const struct hw_guide *guides,
    size_t count)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < count; i++)
		hw_json_append(list, object_of(&guides[i]));
	hw_json_print(out, list, JSON_INDENT(1));
}
