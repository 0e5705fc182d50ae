#include "input/sheet.h"

#include "input/text.h"

struct reader {
	struct hw_source *source;
	struct hw_diags *diags;
	struct hw_arena *arena;
	size_t at, number;
	char separator;
	bool is_good;
};

hw_str hw_sheet_name(struct hw_arena *arena, size_t column, size_t row)
{
	char letters[3] = "";

	if (column >= 26)
		letters[0] = (char)('A' + column / 26 - 1);
	letters[column >= 26] = (char)('A' + column % 26);
	return hw_fmt(arena, "%s%zu", letters, row);
}

static void complain(struct reader *reader, struct hw_span span, hw_str help,
    const char *message, size_t column)
{
	reader->is_good = false;
	hw_diag(reader->diags, HW_DIAG_IMPORT_SHEET, span, help,
	    "cell %.*s: %s",
	    HW_ARG(hw_sheet_name(reader->arena, column, reader->number)),
	    message);
}

/* A CR alone becomes LF: the length stays, and lines can be counted. */
static void use_line_feeds(struct hw_source *source, struct hw_arena *arena)
{
	char *text = HW_NEW_ARRAY(arena, char, source->text.len + 1);
	size_t i, len = source->text.len;

	for (i = 0; i < len; i++) {
		text[i] = source->text.p[i];
		if (text[i] == '\r' &&
		    (i + 1 == len || source->text.p[i + 1] != '\n'))
			text[i] = '\n';
	}
	source->text = (hw_str){text, len};
}

/* What the first line has most of, outside quotes. */
static char find_separator(hw_str text, size_t at)
{
	static const char signs[] = ",;\t";
	size_t counts[sizeof(signs)] = {0}, best = 0, i;
	bool is_quoted = false;

	for (; at < text.len && (is_quoted || text.p[at] != '\n'); at++) {
		if (text.p[at] == '"')
			is_quoted = !is_quoted;
		for (i = 0; !is_quoted && i < sizeof(signs) - 1; i++)
			counts[i] += text.p[at] == signs[i];
	}
	for (i = 1; i < sizeof(signs) - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return signs[best];
}

static bool is_cell_end(const struct reader *reader, size_t at)
{
	hw_str text = reader->source->text;

	return at >= text.len || text.p[at] == reader->separator ||
	    text.p[at] == '\n' ||
	    (text.p[at] == '\r' && at + 1 < text.len &&
		text.p[at + 1] == '\n');
}

static struct hw_sheet_cell read_quoted(struct reader *reader, size_t column)
{
	hw_str text = reader->source->text;
	size_t from = reader->at, at = from + 1;
	struct hw_sheet_cell cell;
	struct hw_buf value = {0};

	for (; at < text.len; at++) {
		if (text.p[at] == '"' &&
		    (at + 1 == text.len || text.p[at + 1] != '"'))
			break;
		if (text.p[at] == '\r')
			continue; /* before LF */
		hw_buf_putc(&value, text.p[at]);
		at += text.p[at] == '"';
	}
	cell.s = hw_str_trim(hw_buf_take(&value, reader->arena));
	hw_buf_free(&value);
	reader->at = at < text.len ? at + 1 : at;
	cell.span = (struct hw_span){reader->source, from, reader->at - from};
	if (at >= text.len) {
		cell.span.len = 1;
		complain(reader, cell.span,
		    HW_STR("Put the same mark at the end of the words. A "
			   "mark inside them is written twice."),
		    "a quotation mark that is never closed", column);
	} else if (!is_cell_end(reader, reader->at)) {
		complain(reader,
		    (struct hw_span){reader->source, reader->at, 1},
		    HW_STR("Put the whole cell in quotes; write a quotation "
			   "mark inside it twice."),
		    "words after the closing quotation mark", column);
		while (!is_cell_end(reader, reader->at))
			reader->at++;
	}
	return cell;
}

static struct hw_sheet_cell read_plain(struct reader *reader)
{
	hw_str text = reader->source->text;
	size_t from = reader->at;
	struct hw_sheet_cell cell;

	while (!is_cell_end(reader, reader->at))
		reader->at++;
	cell.s = hw_str_trim(hw_str_sub(text, from, reader->at));
	if (cell.s.len > 0)
		from = (size_t)(cell.s.p - text.p);
	cell.span = (struct hw_span){reader->source, from, cell.s.len};
	return cell;
}

/* One row; false when it has no words. */
static bool read_row(struct reader *reader, struct hw_sheet_row *row)
{
	hw_str text = reader->source->text;
	bool has_words = false, goes_on = true;
	struct hw_sheet_cell cell;

	*row = (struct hw_sheet_row){.number = ++reader->number};
	row->span = (struct hw_span){reader->source, reader->at, 0};
	while (goes_on) {
		cell = reader->at < text.len && text.p[reader->at] == '"'
		    ? read_quoted(reader, row->count)
		    : read_plain(reader);
		has_words |= cell.s.len > 0;
		if (row->count == HW_SHEET_COLUMN_LIMIT && cell.s.len > 0 &&
		    reader->is_good)
			complain(reader, cell.span,
			    HW_STR("Delete the columns behind those of the "
				   "exported file."),
			    "more than 64 columns", row->count);
		if (row->count < HW_SHEET_COLUMN_LIMIT)
			HW_PUSH(row, reader->arena, cell);
		goes_on = reader->at < text.len &&
		    text.p[reader->at] == reader->separator;
		reader->at += goes_on;
	}
	row->span.len = row->items[0].span.len;
	if (reader->at < text.len && text.p[reader->at] == '\r')
		reader->at++;
	if (reader->at < text.len)
		reader->at++;
	return has_words;
}

static bool check_encoding(const struct hw_source *source,
    struct hw_diags *diags)
{
	size_t at = hw_utf8_invalid_at(source->text);

	if (at == SIZE_MAX)
		return true;
	hw_diag(diags, HW_DIAG_IMPORT_SHEET, (struct hw_span){source, at, 1},
	    HW_STR("Save it again. In Excel choose the file type 'CSV UTF-8 "
		   "(comma delimited)', in LibreOffice the character set "
		   "'Unicode (UTF-8)'."),
	    "this file is not UTF-8, so that letters in it could be lost");
	return false;
}

bool hw_sheet_read(struct hw_sheet *out, struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena)
{
	struct reader reader = {.source = source,
	    .diags = diags,
	    .arena = arena,
	    .is_good = true};
	struct hw_sheet_row row;

	*out = (struct hw_sheet){0};
	if (!check_encoding(source, diags))
		return false;
	use_line_feeds(source, arena);
	reader.at = hw_text_bom(source->text);
	reader.separator = find_separator(source->text, reader.at);
	while (reader.at < source->text.len && reader.is_good) {
		if (read_row(&reader, &row))
			HW_PUSH(out, arena, row);
		if (reader.number > HW_SHEET_ROW_LIMIT)
			complain(&reader, row.span,
			    HW_STR("Divide the file into smaller ones, each "
				   "with the first row."),
			    "more than 200,000 rows", 0);
	}
	return reader.is_good;
}
