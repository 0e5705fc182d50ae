#include "input/csv.h"

#include "input/date_help.h"
#include "input/field_values.h"
#include "input/text.h"

#include <stdlib.h>

#define COLUMN_LIMIT 3

struct cell {
	struct hw_text text; /* without quotes */
};

struct row {
	struct cell cells[COLUMN_LIMIT];
	size_t count; /* may be more than COLUMN_LIMIT: the rest is lost */
	struct hw_span extra; /* the first cell too many */
	size_t at;
	bool is_blank;
};

/* A point that waits to be sorted, with where it stands. */
struct placed {
	struct hw_point point;
	struct hw_span span;
};

struct reader {
	const struct hw_source *source;
	struct hw_diags *diags;
	struct hw_arena *arena;
	struct hw_date today;
	size_t at;
	bool has_note, is_good, is_percent;
	HW_LIST(struct placed) points;
};

static void complain(struct reader *reader, enum hw_diag_code code,
    struct hw_span span, hw_str help, const char *message)
{
	reader->is_good = false;
	hw_diag(reader->diags, code, span, help, "%s", message);
}

static bool is_cell_end(const struct reader *reader, size_t at)
{
	hw_str text = reader->source->text;

	return at == text.len || text.p[at] == ',' || text.p[at] == '\n' ||
	    (text.p[at] == '\r' && at + 1 < text.len &&
		text.p[at + 1] == '\n');
}

/* Past everything up to the end of the cell. */
static size_t cell_end(const struct reader *reader, size_t at)
{
	while (!is_cell_end(reader, at))
		at++;
	return at;
}

/* A cell in quotes; reader->at is at the opening one. */
static bool read_quoted(struct reader *reader, struct cell *out)
{
	hw_str text = reader->source->text;
	size_t from = reader->at + 1, at = from, copied = from;
	struct hw_buf value = {0};

	for (; at < text.len; at++) {
		if (text.p[at] != '"')
			continue;
		hw_buf_add(&value, hw_str_sub(text, copied, at));
		copied = at + 1;
		if (copied == text.len || text.p[copied] != '"')
			break;
		at++; /* two of them are one that is meant; keep the second */
	}
	out->text.s = hw_buf_take(&value, reader->arena);
	hw_buf_free(&value);
	out->text.span = (struct hw_span){reader->source, from, at - from};
	out->text.exact = out->text.s.len == at - from;
	if (at == text.len) {
		reader->at = at;
		complain(reader, HW_DIAG_BAD_CSV,
		    (struct hw_span){reader->source, from - 1, 1},
		    HW_STR(
			"Put the same mark at the end of the words. A mark "
			"inside them is written twice."),
		    "a quotation mark that opens here and is never closed");
		return false;
	}
	reader->at = at + 1;
	if (is_cell_end(reader, reader->at))
		return true;
	complain(reader, HW_DIAG_BAD_CSV,
	    (struct hw_span){reader->source, reader->at, 1},
	    HW_STR("Put the whole field in quotes; write a quotation mark "
		   "inside it twice."),
	    "words after the closing quotation mark");
	reader->at = cell_end(reader, reader->at);
	return false;
}

static bool read_plain(struct reader *reader, struct cell *out)
{
	hw_str text = reader->source->text;
	size_t from = reader->at, to = cell_end(reader, from), quote;

	reader->at = to;
	out->text.s = hw_str_sub(text, from, to);
	quote = hw_str_find_char(out->text.s, '"');
	out->text.s = hw_str_trim(out->text.s);
	if (out->text.s.len > 0)
		from = (size_t)(out->text.s.p - text.p);
	out->text.span =
	    (struct hw_span){reader->source, from, out->text.s.len};
	out->text.exact = true;
	if (quote == SIZE_MAX)
		return true;
	complain(reader, HW_DIAG_BAD_CSV, out->text.span,
	    HW_STR("Put the whole field in quotes, with nothing before the "
		   "first; write a quotation mark inside it twice."),
	    "a quotation mark inside a field");
	return false;
}

/* One line of the table, which quotes may stretch over several of the file.
 * False when something in it was wrong. */
static bool read_row(struct reader *reader, struct row *row)
{
	hw_str text = reader->source->text;
	bool is_good = true, goes_on = true;

	*row = (struct row){.at = reader->at};
	while (goes_on) {
		struct cell cell = {.text.s = HW_STR_NONE};

		is_good &= reader->at < text.len && text.p[reader->at] == '"'
		    ? read_quoted(reader, &cell)
		    : read_plain(reader, &cell);
		if (row->count < COLUMN_LIMIT)
			row->cells[row->count] = cell;
		else if (row->count == COLUMN_LIMIT)
			row->extra = cell.text.span;
		row->count++;
		goes_on = reader->at < text.len && text.p[reader->at] == ',';
		reader->at += goes_on;
	}
	row->is_blank = row->count == 1 && row->cells[0].text.s.len == 0 &&
	    is_good;
	if (reader->at < text.len && text.p[reader->at] == '\r')
		reader->at++;
	if (reader->at < text.len)
		reader->at++;
	return is_good;
}

static bool read_header(struct reader *reader)
{
	static const hw_str names[] = {{"date", 4}, {"value", 5},
	    {"note", 4}};
	struct row row;
	size_t i;
	bool is_good = read_row(reader, &row);

	if (!is_good)
		return false;
	is_good = row.count == 2 || row.count == 3;
	for (i = 0; is_good && i < row.count; i++)
		is_good = hw_str_equal(row.cells[i].text.s, names[i]);
	reader->has_note = row.count == 3;
	if (is_good)
		return true;
	complain(reader, HW_DIAG_BAD_CSV,
	    (struct hw_span){reader->source, row.at, 1},
	    row.count == 1 &&
		    hw_str_find_char(row.cells[0].text.s, ';') != SIZE_MAX
		? HW_STR("Put commas between the columns, not semicolons: "
			 "'date,value,note'.")
		: HW_STR("Write 'date,value' or 'date,value,note' on the "
			 "first line."),
	    "the first line is not 'date,value,note'");
	return false;
}

static bool read_date(struct reader *reader, const struct cell *cell,
    struct hw_date *out)
{
	enum hw_date_fault fault = hw_date_parse(out, cell->text.s);

	if (fault == HW_DATE_OK) {
		if (hw_date_compare(hw_date_first_day(*out), reader->today) <=
		    0)
			return true;
		complain(reader, HW_DIAG_WRONG_FIGURE, cell->text.span,
		    HW_STR("Figures are what was counted. Take a forecast "
			   "out, or give the plan's aim as 'target'."),
		    "a figure for a day to come");
		return false;
	}
	reader->is_good = false;
	hw_diag(reader->diags, HW_DIAG_BAD_DATE, cell->text.span,
	    cell->text.s.len == 0
		? HW_STR("Each line starts with its date, as in 2024-12 or "
			 "2024-12-05.")
		: hw_date_help(reader->arena, cell->text.s, fault),
	    fault == HW_DATE_RANGE ? "there is no date '%.*s'"
				   : "'%.*s' is not a date",
	    HW_ARG(hw_text_clip(reader->arena, cell->text.s)));
	return false;
}

static bool read_value(struct reader *reader, const struct cell *cell,
    double *out)
{
	hw_str s = cell->text.s;

	if (hw_number_parse(out, s)) {
		if (!reader->is_percent || *out >= 0)
			return true;
		complain(reader, HW_DIAG_WRONG_FIGURE, cell->text.span,
		    HW_STR("Check the figure. For a change, choose another "
			   "unit, such as 'points'."),
		    "a share of less than nothing");
		return false;
	}
	reader->is_good = false;
	hw_diag(reader->diags, HW_DIAG_BAD_NUMBER, cell->text.span,
	    s.len == 0 ? HW_STR("Write the figure. Where there is none, say "
				"why in the note: '2024-05,,Not counted'.")
		: hw_str_find_char(s, '%') != SIZE_MAX
		? HW_STR("Write the number alone: the page names its unit.")
		: HW_STR("Write a number in digits, without commas, as in "
			 "1200 or 12.5."),
	    "'%.*s' is not a number", HW_ARG(hw_text_clip(reader->arena, s)));
	return false;
}

static bool read_note(struct reader *reader, const struct cell *cell,
    hw_str *out)
{
	hw_str s = hw_str_trim(cell->text.s);

	if (hw_str_find_char(s, '\n') != SIZE_MAX ||
	    hw_text_unsafe_at(s) != SIZE_MAX) {
		complain(reader, HW_DIAG_MARKUP_IN_TEXT, cell->text.span,
		    HW_STR("A note is one line of plain words."),
		    "a line break or an invisible character in a note");
		return false;
	}
	if (hw_utf8_count(s) > HW_CSV_NOTE_LENGTH) {
		complain(reader, HW_DIAG_TOO_LONG, cell->text.span,
		    HW_STR("Shorten it to 200 characters."),
		    "a note over its limit of 200 characters");
		return false;
	}
	*out = s;
	return true;
}

static void take_row(struct reader *reader, const struct row *row)
{
	struct placed placed = {.span = row->cells[0].text.span};
	size_t most = reader->has_note ? 3 : 2;
	bool is_good;

	if (row->count < 2 || row->count > most) {
		complain(reader, HW_DIAG_BAD_CSV,
		    row->count < 2            ? row->cells[0].text.span
			: most < COLUMN_LIMIT ? row->cells[most].text.span
					      : row->extra,
		    row->count < 2
			? HW_STR("Write a date, a comma and a number.")
			: HW_STR("Put a note that has a comma in quotes; "
				 "write numbers without commas."),
		    row->count < 2 ? "a line without a value"
				   : "a line with too many fields");
		return;
	}
	placed.point.note = HW_STR_NONE;
	placed.point.value_text = row->cells[1].text.s;
	is_good = read_date(reader, &row->cells[0], &placed.point.date);
	if (row->count == 3)
		is_good &=
		    read_note(reader, &row->cells[2], &placed.point.note);
	placed.point.has_value = row->cells[1].text.s.len > 0 ||
	    placed.point.note.len == 0;
	if (placed.point.has_value)
		is_good &=
		    read_value(reader, &row->cells[1], &placed.point.value);
	if (is_good)
		HW_PUSH(&reader->points, reader->arena, placed);
}

static void read_rows(struct reader *reader)
{
	size_t rows = 0;

	while (reader->at < reader->source->text.len) {
		struct row row;
		bool is_good = read_row(reader, &row);

		if (row.is_blank)
			continue;
		if (++rows > HW_CSV_POINT_LIMIT) {
			complain(reader, HW_DIAG_TOO_MANY,
			    (struct hw_span){reader->source, row.at, 1},
			    HW_STR("Keep one figure for each month."),
			    "more than 10,000 figures");
			return;
		}
		if (is_good)
			take_row(reader, &row);
	}
}

static int by_date(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int order = hw_date_compare(hw_date_last_day(a->point.date),
	    hw_date_last_day(b->point.date));

	if (order == 0) /* a month after its last day */
		order = (a->point.date.day == 0) - (b->point.date.day == 0);
	if (order == 0)
		order = (a->span.at > b->span.at) - (a->span.at < b->span.at);
	return order;
}

/* Sorts the points and hands them over; a second figure for a date is
 * reported and left out. */
static void hand_over(struct reader *reader, struct hw_measure *measure)
{
	size_t i, count = reader->points.count, doubles = 0;
	const struct placed *kept = NULL;

	measure->point_count = 0;
	measure->point_items = NULL;
	if (count == 0)
		return;
	qsort(reader->points.items, count, sizeof(*reader->points.items),
	    by_date);
	measure->point_items =
	    HW_NEW_ARRAY(reader->arena, struct hw_point, count);
	for (i = 0; i < count; i++) {
		const struct placed *placed = &reader->points.items[i];

		if (kept != NULL &&
		    hw_date_compare(kept->point.date, placed->point.date) ==
			0) {
			/* Each message counts lines; later ones are not kept. */
			reader->is_good = false;
			if (++doubles > HW_DIAG_PER_FILE)
				break;
			hw_diag(reader->diags, HW_DIAG_BAD_CSV, placed->span,
			    HW_STR("Keep one line for each date."),
			    "the date '%.*s' stands on line %zu already",
			    HW_ARG(hw_date_iso(reader->arena,
				placed->point.date)),
			    hw_source_place(reader->source, kept->span.at)
				.line);
			continue;
		}
		kept = placed;
		measure->point_items[measure->point_count++] = placed->point;
	}
}

bool hw_csv_read_points(struct hw_measure *measure,
    const struct hw_source *source, struct hw_date today,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct reader reader = {.source = source,
	    .diags = diags,
	    .arena = arena,
	    .today = today,
	    .is_percent = hw_str_equal(measure->unit.s, HW_STR("%")),
	    .is_good = true};

	measure->point_count = 0;
	measure->point_items = NULL;
	if (source->text.len > HW_CSV_LIMIT_BYTES) {
		complain(&reader, HW_DIAG_FILE_TOO_BIG, hw_span_file(source),
		    HW_STR("Keep one figure for each month."),
		    "a table of figures over 1 MiB");
		return false;
	}
	if (!hw_text_check_utf8(source, diags) ||
	    !hw_text_check_lines(source, hw_text_bom(source->text),
		source->text.len, diags))
		return false;
	reader.at = hw_text_bom(source->text);
	if (!read_header(&reader))
		return false;
	read_rows(&reader);
	if (reader.is_good && reader.points.count == 0)
		complain(&reader, HW_DIAG_BAD_CSV, hw_span_file(source),
		    HW_STR("Add a line with a date, a comma and a number."),
		    "a table without figures");
	hand_over(&reader, measure);
	return reader.is_good;
}
