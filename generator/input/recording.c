#include "input/recording.h"

#include <errno.h>

static const hw_str folder = {"recordings/", 11};

static const struct {
	hw_str ending;
	size_t at; /* where the first of its own bytes stand */
	hw_str mark;
} kinds[] = {
    {{".mp3", 4}, 0, {"ID3", 3}},
    {{".mp3", 4}, 0, {"\xFF\xFB", 2}}, /* without a tag: the first frame */
    {{".mp3", 4}, 0, {"\xFF\xF3", 2}},
    {{".mp3", 4}, 0, {"\xFF\xF2", 2}},
    {{".mp3", 4}, 0, {"\xFF\xFA", 2}},
    {{".m4a", 4}, 4, {"ftyp", 4}},
    {{".ogg", 4}, 0, {"OggS", 4}},
};

static bool has_ending(hw_str path)
{
	size_t i;

	for (i = 0; i < HW_COUNT(kinds); i++)
		if (hw_str_ends(path, kinds[i].ending))
			return true;
	return false;
}

/* Do the first bytes belong to a file with this ending? */
static bool has_mark(hw_str path, hw_str bytes)
{
	size_t i, end;

	for (i = 0; i < HW_COUNT(kinds); i++) {
		end = kinds[i].at + kinds[i].mark.len;
		if (hw_str_ends(path, kinds[i].ending) && bytes.len >= end &&
		    hw_str_equal(hw_str_sub(bytes, kinds[i].at, end),
			kinds[i].mark))
			return true;
	}
	return false;
}

static void refuse(struct hw_site *site, const struct hw_page *page,
    hw_str help, const char *what)
{
	hw_diag(site->diags, HW_DIAG_BAD_RECORDING, page->front.audio.span,
	    help, "'%.*s' %s", HW_ARG(page->front.audio.s), what);
}

void hw_recording_read(struct hw_fs *fs, struct hw_site *site,
    struct hw_page *page)
{
	hw_str path = page->front.audio.s, whole, bytes;
	int error;

	if (path.len == 0)
		return;
	if (!hw_str_starts(path, folder) || !has_ending(path)) {
		refuse(site, page,
		    HW_STR(
			"Put the file into 'content/recordings/' and write "
			"'recordings/name.mp3'; '.m4a' and '.ogg' work "
			"too."),
		    "is no recording");
		return;
	}
	whole = hw_fmt(site->arena, "content/%.*s", HW_ARG(path));
	error = hw_fs_read(fs, whole, HW_RECORDING_LIMIT_BYTES, site->arena,
	    &bytes);
	if (error == ENOENT)
		refuse(site, page,
		    HW_STR(
			"Put the file into 'content/recordings/', or check "
			"its name."),
		    "is not there");
	else if (error == EFBIG)
		refuse(site, page,
		    HW_STR("Save it with fewer bits: 64 kbit a second is "
			   "enough for speech."),
		    "is larger than 12 MiB");
	else if (error != 0)
		hw_diag_io(site->diags, "read", whole, error);
	else if (!has_mark(path, bytes))
		refuse(site, page,
		    HW_STR("Save the recording again as the kind that its "
			   "ending names."),
		    "is not the kind of file that its ending says");
	else
		page->recording = bytes;
}
