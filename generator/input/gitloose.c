#include "input/gitloose.h"

#include "base/fs.h"

#define ZLIB_CONST
#include <stdlib.h>
#include <zlib.h>

#define FOLDER_LIMIT           16
#define FILE_LIMIT_BYTES       ((size_t)256 * 1024 * 1024)
#define ALTERNATES_LIMIT_BYTES ((size_t)64 * 1024)

struct folder {
	struct hw_fs fs;
	hw_str path;
	/* Whether there are objects whose id begins with that byte: where all
	 * are packed, nothing need be tried. */
	bool has_byte[256];
};

struct hw_git_loose {
	struct hw_arena *arena;
	struct hw_arena scratch; /* one file */
	struct folder folders[FOLDER_LIMIT];
	size_t count;
	bool borrows;
};

static void add_folder(struct hw_git_loose *loose, hw_str path)
{
	struct folder *folder = &loose->folders[loose->count];
	struct hw_fs_entries entries;
	unsigned long byte;
	char *end;
	size_t i;

	if (loose->count == FOLDER_LIMIT ||
	    hw_fs_open(&folder->fs, path.p) != 0)
		return;
	folder->path = path;
	loose->count++;
	if (hw_fs_list(&folder->fs, HW_STR(""), loose->arena, &entries) != 0)
		return;
	for (i = 0; i < entries.count; i++)
		if (entries.items[i].name.len == 2) {
			byte = strtoul(entries.items[i].name.p, &end, 16);
			if (*end == '\0' && byte < HW_COUNT(folder->has_byte))
				folder->has_byte[byte] = true;
		}
}

/* The folders named in a folder's info/alternates, one a line. */
static void add_borrowed(struct hw_git_loose *loose, size_t from)
{
	hw_str text, line;

	if (hw_fs_read(&loose->folders[from].fs, HW_STR("info/alternates"),
		ALTERNATES_LIMIT_BYTES, loose->arena, &text) != 0)
		return;
	while (hw_str_next_line(&text, &line)) {
		if (line.len == 0 || line.p[0] == '#')
			continue;
		loose->borrows = true;
		if (line.p[0] == '/')
			line = hw_str_dup(loose->arena, line);
		else
			line = hw_fmt(loose->arena, "%.*s/%.*s",
			    HW_ARG(loose->folders[from].path), HW_ARG(line));
		add_folder(loose, line);
	}
}

struct hw_git_loose *hw_git_loose_open(const char *folder,
    struct hw_arena *arena)
{
	struct hw_git_loose *loose = HW_NEW(arena, struct hw_git_loose);
	size_t i;

	loose->arena = arena;
	hw_arena_init(&loose->scratch, 0);
	add_folder(loose, hw_str_dup(arena, hw_str_of(folder)));
	for (i = 0; i < loose->count; i++)
		add_borrowed(loose, i);
	return loose;
}

void hw_git_loose_close(struct hw_git_loose *loose)
{
	if (loose == NULL)
		return;
	while (loose->count > 0)
		hw_fs_close(&loose->folders[--loose->count].fs);
	hw_arena_free(&loose->scratch);
}

bool hw_git_loose_borrows(const struct hw_git_loose *loose)
{
	return loose->borrows;
}

/* Whether zlib asks for more than there is. */
static bool ends_early(hw_str bytes)
{
	unsigned char plain[16 * 1024];
	z_stream stream = {0};
	int result;

	if (inflateInit(&stream) != Z_OK)
		hw_oom();
	stream.next_in = (const unsigned char *)bytes.p;
	stream.avail_in = (uInt)bytes.len;
	do {
		stream.next_out = plain;
		stream.avail_out = sizeof(plain);
		result = inflate(&stream, Z_NO_FLUSH);
	} while (result == Z_OK);
	inflateEnd(&stream);
	if (result == Z_MEM_ERROR)
		hw_oom();
	return result == Z_BUF_ERROR;
}

bool hw_git_loose_is_cut(struct hw_git_loose *loose,
    const struct hw_git_id *id)
{
	hw_str hex, path, bytes;
	bool is_cut = false;
	size_t i;

	for (i = 0; i < loose->count && !is_cut; i++) {
		struct folder *folder = &loose->folders[i];

		if (!folder->has_byte[id->bytes[0]])
			continue;
		hw_arena_reset(&loose->scratch);
		hex = hw_git_id_hex(&loose->scratch, id);
		path = hw_fmt(&loose->scratch, "%.2s/%s", hex.p, hex.p + 2);
		is_cut = hw_fs_read(&folder->fs, path, FILE_LIMIT_BYTES,
			     &loose->scratch, &bytes) == 0 &&
		    ends_early(bytes);
	}
	return is_cut;
}
