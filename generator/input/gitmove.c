#include "input/gitmove.h"

#include "input/scan.h"

#include <stdlib.h>

/* Fewer equal lines are chance: many a short page has the same title. */
#define EQUAL_LINES_MIN 3

/* The id of no bytes at all. */
static const struct hw_git_id empty_id = {
    {0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b, 0x29, 0xae,
	0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91}};

/* One side of a possible move. */
struct loose {
	struct hw_git_touch *touch;
	hw_str path;
	struct hw_git_id id;
	bool is_paired, is_read;
	uint64_t *lines; /* sorted hashes */
	size_t line_count;
};

struct loose_list {
	struct loose *items;
	size_t count, room;
};

struct finder {
	struct hw_git *git;
	struct hw_arena arena;
	struct loose_list gone, added;
	size_t pairs, bytes;
};

static void pair(struct loose *from, struct loose *to)
{
	to->touch->from = from->path;
	to->touch->has_before = true;
	to->touch->before = from->id;
	from->touch->has_before = false; /* nothing is left of it */
	from->is_paired = to->is_paired = true;
}

/* A standard page, easy read, a translation and figures never become each
 * other. */
static bool same_kind(const struct loose *a, const struct loose *b)
{
	const hw_str figures = HW_STR(".csv");

	return hw_str_equal(hw_scan_version(a->path),
		   hw_scan_version(b->path)) &&
	    hw_str_ends(a->path, figures) == hw_str_ends(b->path, figures);
}

static bool same_name(const struct loose *a, const struct loose *b)
{
	return hw_str_equal(hw_path_base(a->path), hw_path_base(b->path));
}

static int compare_loose(const void *left, const void *right)
{
	const struct loose *a = left, *b = right;
	int order = memcmp(a->id.bytes, b->id.bytes, HW_GIT_ID_BYTES);

	return order != 0 ? order : hw_str_compare(a->path, b->path);
}

/* The first of the sorted files whose id is not below that one. */
static size_t first_of(const struct loose_list *sorted,
    const struct hw_git_id *id)
{
	size_t low = 0, high = sorted->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (memcmp(sorted->items[middle].id.bytes, id->bytes,
			HW_GIT_ID_BYTES) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void pair_equal(struct finder *finder, bool by_name)
{
	struct loose_list *gone = &finder->gone;
	size_t i, k;

	for (i = 0; i < finder->added.count; i++) {
		struct loose *to = &finder->added.items[i];

		if (to->is_paired || hw_git_id_equal(&to->id, &empty_id))
			continue;
		for (k = first_of(gone, &to->id); k < gone->count &&
		     hw_git_id_equal(&gone->items[k].id, &to->id);
		     k++) {
			struct loose *from = &gone->items[k];

			if (from->is_paired || !same_kind(from, to) ||
			    (by_name && !same_name(from, to)))
				continue;
			pair(from, to);
			break;
		}
	}
}

/* ------------------------------ likeness ------------------------------- */

static int compare_hashes(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

static void hash_lines(struct finder *finder, struct loose *file, hw_str text)
{
	hw_str rest = text, line;
	size_t count = 0;

	while (hw_str_next_line(&rest, &line))
		count++;
	file->lines = HW_NEW_ARRAY(&finder->arena, uint64_t, count + 1);
	while (hw_str_next_line(&text, &line)) {
		line = hw_str_trim(line);
		if (line.len > 0 && !hw_str_equal(line, HW_STR("---")))
			file->lines[file->line_count++] = hw_str_hash(line);
	}
	qsort(file->lines, file->line_count, sizeof(*file->lines),
	    compare_hashes);
}

static void read_lines(struct finder *finder, struct loose *file)
{
	struct hw_git_problem problem;
	struct hw_git_object object;

	if (file->is_read)
		return;
	file->is_read = true;
	if (finder->bytes > HW_MOVE_BYTE_LIMIT ||
	    !hw_git_read(&object, &problem, finder->git, HW_GIT_BLOB,
		&file->id))
		return;
	finder->bytes += object.bytes.len;
	if (finder->bytes <= HW_MOVE_BYTE_LIMIT)
		hash_lines(finder, file, object.bytes);
	hw_git_release(&object);
}

/* Thousandths of the longer file's lines that both have. */
static size_t likeness(struct finder *finder, struct loose *a,
    struct loose *b)
{
	size_t i = 0, k = 0, equal = 0, most;

	read_lines(finder, a);
	read_lines(finder, b);
	most = a->line_count > b->line_count ? a->line_count : b->line_count;
	while (i < a->line_count && k < b->line_count) {
		if (a->lines[i] == b->lines[k]) {
			equal++;
			i++;
			k++;
		} else if (a->lines[i] < b->lines[k]) {
			i++;
		} else {
			k++;
		}
	}
	return equal >= EQUAL_LINES_MIN ? equal * 1000 / most : 0;
}

/* Each file that appeared takes the vanished one most like it. */
static void pair_alike(struct finder *finder, bool by_name)
{
	size_t i, k;

	for (i = 0; i < finder->added.count; i++) {
		struct loose *to = &finder->added.items[i], *best = NULL;
		size_t highest = 499;

		for (k = 0; k < finder->gone.count && !to->is_paired; k++) {
			struct loose *from = &finder->gone.items[k];
			size_t alike;

			if (from->is_paired || !same_kind(from, to) ||
			    (by_name && !same_name(from, to)))
				continue;
			if (++finder->pairs > HW_MOVE_PAIR_LIMIT)
				return;
			alike = likeness(finder, from, to);
			if (alike > highest ||
			    (best != NULL && alike == highest &&
				hw_str_compare(from->path, best->path) < 0)) {
				highest = alike;
				best = from;
			}
		}
		if (best != NULL)
			pair(best, to);
	}
}

static void list_loose(struct finder *finder, struct hw_git_touches *touches)
{
	size_t i;

	for (i = 0; i < touches->count; i++) {
		struct hw_git_touch *touch = &touches->items[i];
		struct loose loose = {.touch = touch, .path = touch->path};

		if (touch->has_before && touch->has_after)
			continue;
		loose.id = touch->has_after ? touch->after : touch->before;
		if (touch->has_after)
			HW_PUSH(&finder->added, &finder->arena, loose);
		else
			HW_PUSH(&finder->gone, &finder->arena, loose);
	}
}

/* Whether any two of the files could be compared by name in good time. */
static bool is_few(const struct finder *finder)
{
	return finder->added.count <= 1000000 / (finder->gone.count + 1);
}

void hw_git_moves_find(struct hw_git_touches *touches, struct hw_git *git)
{
	struct finder finder = {.git = git};
	size_t i, kept = 0;

	hw_arena_init(&finder.arena, 0);
	list_loose(&finder, touches);
	if (finder.added.count > 0 && finder.gone.count > 0) {
		qsort(finder.gone.items, finder.gone.count,
		    sizeof(*finder.gone.items), compare_loose);
		pair_equal(&finder, true);
		pair_equal(&finder, false);
		if (is_few(&finder)) {
			pair_alike(&finder, true);
			pair_alike(&finder, false);
		}
	}
	hw_arena_free(&finder.arena);
	for (i = 0; i < touches->count; i++)
		if (touches->items[i].has_before ||
		    touches->items[i].has_after)
			touches->items[kept++] = touches->items[i];
	touches->count = kept;
}
