/*
 * sheet: any table that a spreadsheet saved as CSV, as rows of cells.
 *
 * RFC 4180 as programs really write it: with or without a byte order mark;
 * commas, semicolons or tabs between the cells (whichever the first line has
 * most of); lines that end with CR LF, LF or CR; quotes where a cell needs
 * them. Other encodings than UTF-8 are refused with what to choose when
 * saving. At most HW_SHEET_ROW_LIMIT rows of HW_SHEET_COLUMN_LIMIT cells.
 *
 * Rows without words are left out; the others keep the number that the
 * spreadsheet shows. Cells come without the spaces at their ends.
 *
 * Ownership: all of it lives as long as the source and the arena. The source
 * is replaced by one whose lines end with LF, so that places can be told.
 *
 * Threads: no state.
 */
#ifndef HW_INPUT_SHEET_H
#define HW_INPUT_SHEET_H

#include "base/diag.h"

#define HW_SHEET_LIMIT_BYTES  ((size_t)32 * 1024 * 1024)
#define HW_SHEET_ROW_LIMIT    200000
#define HW_SHEET_COLUMN_LIMIT 64

struct hw_sheet_cell {
	hw_str s;
	struct hw_span span;
};

struct hw_sheet_row {
	struct hw_sheet_cell *items;
	size_t count, room;
	size_t number; /* from 1 */
	struct hw_span span;
};

struct hw_sheet {
	struct hw_sheet_row *items;
	size_t count, room;
};

/* False when the file is no such table; that is reported. */
bool hw_sheet_read(struct hw_sheet *out, struct hw_source *source,
    struct hw_diags *diags, struct hw_arena *arena);

/* "H12": column 7 (from 0) of row 12, as spreadsheets name it. */
hw_str hw_sheet_name(struct hw_arena *arena, size_t column, size_t row);

#endif
