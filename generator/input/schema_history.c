#include "input/repairs.h"

#include "input/text.h"

#define NOTE_LENGTH  500
#define COMMIT_LIMIT 1000

static const struct hw_field note_fields[] = {
    {.name = "commit",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_repair_note, commit),
	.max_length = HW_COMMIT_LENGTH_MAX,
	.help = "The commit that the note belongs to.",
	.example = "5d6e7f8a"},
    {.name = "note",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_repair_note, note),
	.max_length = NOTE_LENGTH,
	.help = "What changed and why, in words for the public.",
	.example = "Two dates moved, because the review took longer."},
};
static const struct hw_field_table note_table =
    HW_FIELD_TABLE("a note", note_fields, struct hw_repair_note);

static const struct hw_field repairs_fields[] = {
    {.name = "minor",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_repairs, minor),
	.max_length = HW_COMMIT_LENGTH_MAX,
	.max_items = COMMIT_LIMIT,
	.help = "Past commits that changed nothing for readers: they move "
		"no page's date.",
	.example = "[1a2b3c4d]"},
    {.name = "notes",
	.type = HW_FIELD_OBJECT_LIST,
	.offset = offsetof(struct hw_repairs, notes),
	.table = &note_table,
	.max_items = COMMIT_LIMIT,
	.help = "Notes that past commits should have had; each takes the "
		"place of the commit's own.",
	.example = "[{commit: 5d6e7f8a, note: The date moved.}]"},
    {.name = "withdraw",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_repairs, withdraw),
	.max_length = HW_COMMIT_LENGTH_MAX,
	.max_items = COMMIT_LIMIT,
	.help = "Past commits whose notes are not shown any more.",
	.example = "[9a0b1c2d]"},
};
const struct hw_field_table hw_repairs_table =
    HW_FIELD_TABLE("history.yaml", repairs_fields, struct hw_repairs);

bool hw_repairs_read(struct hw_repairs *out, const struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct hw_yaml *mapping = NULL;

	memset(out, 0, sizeof(*out));
	if (hw_text_check_utf8(source, diags))
		mapping =
		    hw_yaml_read(source, 0, source->text.len, diags, arena);
	if (mapping == NULL)
		return false;
	hw_fields_read(&hw_repairs_table, mapping, out, diags, arena);
	return true;
}
