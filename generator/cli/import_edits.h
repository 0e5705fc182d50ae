/*
 * import_edits: what a spreadsheet changed, put into the text of one page.
 *
 * Changes the values alone (see input/yaml_edit), reads the result again and
 * compares: everything else must say what it said before, and the changed
 * values what was meant. Where that does not hold, or where the page would
 * break a rule that it kept before, the cell is reported and there is no new
 * text.
 *
 * Ownership: all in the arena. Threads: one (Markdown is not read here, but
 * the diagnostics belong to one thread).
 */
#ifndef HW_CLI_IMPORT_EDITS_H
#define HW_CLI_IMPORT_EDITS_H

#include "input/sheet.h"
#include "model/site.h"

/* One changed cell. */
struct hw_import_change {
	const struct hw_action *action;
	const char *field;
	hw_str cell; /* "H12" */
	struct hw_span span;
	hw_str before, after; /* as in the sheet; `after` may be empty */
	bool is_list;
	HW_LIST(hw_str) items; /* of a list */
};

/* All changes of one page, in any order. */
bool hw_import_edit(hw_str *out, const struct hw_page *page,
    const struct hw_import_change *changes, size_t count,
    struct hw_diags *diags, struct hw_arena *arena);

#endif
