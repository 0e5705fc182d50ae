#include "output/compress.h"

#include "base/fs.h"
#include "output/manifest.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

/* What RFC 1952 says for a system that is not told. */
#define UNKNOWN_SYSTEM 255
#define GZIP_FORMAT    16

struct packer {
	const char *ending;
	/* The bytes, packed into fewer, in the arena; empty where they would
	 * not get fewer. */
	hw_str (*pack)(struct hw_arena *arena, hw_str bytes);
	bool (*is_packed)(struct hw_arena *arena, hw_str packed,
	    hw_str bytes);
};

static bool is_text(hw_str path)
{
	static const char *const endings[] = {".html", ".css", ".svg", ".xml",
	    ".atom", ".json", ".csv", ".ics", ".txt", ".js"};
	size_t i;

	for (i = 0; i < HW_COUNT(endings); i++)
		if (hw_str_ends(path, hw_str_of(endings[i])))
			return true;
	return false;
}

/* --------------------------------- gzip -------------------------------- */

/* Sizes fit what the library counts in: a file's limit is far below it. */
_Static_assert(HW_OUTSET_FILE_LIMIT_BYTES < (uInt)-1, "a file fits");

static hw_str gzip(struct hw_arena *arena, hw_str bytes)
{
	gz_header header = {.os = UNKNOWN_SYSTEM};
	z_stream stream = {0};
	unsigned char *out = hw_arena_alloc(arena, bytes.len);
	int status;

	if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED,
		MAX_WBITS + GZIP_FORMAT, MAX_MEM_LEVEL,
		Z_DEFAULT_STRATEGY) != Z_OK)
		hw_oom();
	deflateSetHeader(&stream, &header);
	stream.next_in = (const unsigned char *)bytes.p;
	stream.avail_in = (uInt)bytes.len;
	stream.next_out = out;
	stream.avail_out = (uInt)bytes.len - 1;
	status = deflate(&stream, Z_FINISH);
	deflateEnd(&stream);
	return status == Z_STREAM_END
	    ? (hw_str){(const char *)out, stream.total_out}
	    : HW_STR_NONE;
}

static bool is_gzip_of(struct hw_arena *arena, hw_str packed, hw_str bytes)
{
	z_stream stream = {0};
	unsigned char *out = hw_arena_alloc(arena, bytes.len + 1);
	int status;

	if (inflateInit2(&stream, MAX_WBITS + GZIP_FORMAT) != Z_OK)
		hw_oom();
	stream.next_in = (const unsigned char *)packed.p;
	stream.avail_in = (uInt)packed.len;
	stream.next_out = out;
	stream.avail_out = (uInt)bytes.len + 1;
	status = inflate(&stream, Z_FINISH);
	inflateEnd(&stream);
	return status == Z_STREAM_END && stream.avail_in == 0 &&
	    hw_str_equal((hw_str){(const char *)out, stream.total_out},
		bytes);
}

/* -------------------------------- brotli ------------------------------- */

/* The library would only say that it failed, and a file would be missing. */
static void *take_memory(void *unused, size_t len)
{
	void *memory = malloc(len);

	(void)unused;
	if (memory == NULL)
		hw_oom();
	return memory;
}

static void give_memory(void *unused, void *memory)
{
	(void)unused;
	free(memory);
}

static hw_str brotli(struct hw_arena *arena, hw_str bytes)
{
	BrotliEncoderState *state =
	    BrotliEncoderCreateInstance(take_memory, give_memory, NULL);
	unsigned char *out = hw_arena_alloc(arena, bytes.len),
		      *next_out = out;
	const unsigned char *next = (const unsigned char *)bytes.p;
	size_t left = bytes.len, room = bytes.len - 1, len = 0;
	bool is_done;

	if (state == NULL)
		hw_oom();
	BrotliEncoderSetParameter(state, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
	BrotliEncoderSetParameter(state, BROTLI_PARAM_SIZE_HINT,
	    (uint32_t)bytes.len);
	is_done = BrotliEncoderCompressStream(state, BROTLI_OPERATION_FINISH,
		      &left, &next, &room, &next_out, &len) == BROTLI_TRUE &&
	    BrotliEncoderIsFinished(state) == BROTLI_TRUE;
	BrotliEncoderDestroyInstance(state);
	return is_done ? (hw_str){(const char *)out, len} : HW_STR_NONE;
}

static bool is_brotli_of(struct hw_arena *arena, hw_str packed, hw_str bytes)
{
	unsigned char *out = hw_arena_alloc(arena, bytes.len + 1);
	size_t len = bytes.len + 1;

	return BrotliDecoderDecompress(packed.len,
		   (const unsigned char *)packed.p, &len,
		   out) == BROTLI_DECODER_RESULT_SUCCESS &&
	    hw_str_equal((hw_str){(const char *)out, len}, bytes);
}

/* -------------------------------- the set ------------------------------ */

static const struct packer packers[] = {
    {".gz", gzip, is_gzip_of},
    {".br", brotli, is_brotli_of},
};

static hw_str names_of_packers(struct hw_arena *arena)
{
	unsigned brotli_version = BrotliEncoderVersion();

	return hw_fmt(arena, "zlib %s, brotli %u.%u.%u", zlibVersion(),
	    brotli_version >> 24, brotli_version >> 12 & 0xFFF,
	    brotli_version & 0xFFF);
}

/* The published folder, if the same as we are packed what is in it. */
static bool open_old(struct hw_fs *out, const char *folder,
    struct hw_outset *set, hw_str version)
{
	bool is_ours = false;

	if (hw_fs_open(out, folder) != 0)
		return false;
	if (hw_fs_starts(out, HW_STR(HW_MANIFEST_PATH),
		hw_manifest_start(set->arena, version, set->packed_by),
		&is_ours) != 0 ||
	    !is_ours)
		hw_fs_close(out);
	return is_ours;
}

static void add(struct hw_outset *set, const struct hw_outset_file *file,
    const struct packer *packer, struct hw_fs *old, struct hw_arena *scratch)
{
	hw_str path =
	    hw_fmt(set->arena, "%.*s%s", HW_ARG(file->path), packer->ending);
	hw_str packed;

	if (old == NULL ||
	    hw_fs_read(old, path, file->bytes.len, scratch, &packed) != 0 ||
	    !packer->is_packed(scratch, packed, file->bytes))
		packed = packer->pack(scratch, file->bytes);
	if (packed.len > 0)
		hw_outset_add(set, path, hw_str_dup(set->arena, packed),
		    file->span);
}

void hw_compress_add(struct hw_outset *set, hw_str version,
    const char *out_folder)
{
	struct hw_arena scratch;
	struct hw_fs old;
	size_t count = set->files.count, i, k;
	bool has_old;

	set->packed_by = names_of_packers(set->arena);
	has_old = open_old(&old, out_folder, set, version);
	hw_arena_init(&scratch, 0);
	for (i = 0; i < count; i++) {
		/* The list moves as it grows. */
		struct hw_outset_file file = set->files.items[i];

		if (!is_text(file.path) ||
		    file.bytes.len < HW_COMPRESS_LEAST_BYTES)
			continue;
		for (k = 0; k < HW_COUNT(packers); k++)
			add(set, &file, &packers[k], has_old ? &old : NULL,
			    &scratch);
		hw_arena_reset(&scratch);
	}
	hw_arena_free(&scratch);
	if (has_old)
		hw_fs_close(&old);
}
