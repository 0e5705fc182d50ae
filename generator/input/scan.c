#include "input/scan.h"

#include "input/text.h"
#include "input/words.h"

#include <errno.h>

#define FOLDER_DEPTH 8

struct scanner {
	struct hw_fs *fs;
	struct hw_site *site;
	struct hw_source *words_source, *history_source;
	bool said_too_many;
};

/* A source without text, so that messages can name the file. */
static struct hw_span named(struct hw_site *site, hw_str path)
{
	struct hw_source *source = HW_NEW(site->arena, struct hw_source);

	source->path = path;
	source->text = HW_STR_NONE;
	return hw_span_file(source);
}

static void refuse_kind(struct hw_site *site, hw_str path,
    enum hw_fs_kind kind)
{
	if (kind == HW_FS_LINK)
		hw_diag(site->diags, HW_DIAG_NOT_A_FILE, named(site, path),
		    HW_STR("Put the file itself here. A link could publish "
			   "files from outside the content folder."),
		    "'%.*s' is a symbolic link", HW_ARG(path));
	else
		hw_diag(site->diags, HW_DIAG_NOT_A_FILE, named(site, path),
		    HW_STR("Take it out of the content folder."),
		    "'%.*s' is a device or a pipe, not a file", HW_ARG(path));
}

bool hw_scan_read(struct hw_fs *fs, struct hw_site *site, hw_str path,
    size_t limit_bytes, struct hw_source *out)
{
	int error;

	out->path = path;
	error = hw_fs_read(fs, path, limit_bytes, site->arena, &out->text);
	if (error == EFBIG) {
		hw_diag(site->diags, HW_DIAG_FILE_TOO_BIG, named(site, path),
		    HW_STR("Split it into two files."),
		    "the file is larger than %zu KiB", limit_bytes / 1024);
		return false;
	}
	if (error == ELOOP || error == EINVAL) {
		refuse_kind(site, path,
		    error == ELOOP ? HW_FS_LINK : HW_FS_OTHER);
		return false;
	}
	if (error != 0) {
		hw_diag_io(site->diags, "read", path, error);
		return false;
	}
	return hw_text_check_utf8(out, site->diags) &&
	    hw_text_check_conflict(out, site->diags);
}

static bool is_slug(hw_str name)
{
	size_t i;

	for (i = 0; i < name.len; i++) {
		char c = name.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			(c == '-' && i > 0 && i + 1 < name.len)))
			return false;
	}
	return name.len > 0 && name.len <= 100;
}

static bool check_name(struct hw_site *site, hw_str path, hw_str stem,
    hw_str extension)
{
	hw_str better;

	if (is_slug(stem))
		return true;
	if (hw_utf8_invalid_at(path) != SIZE_MAX) {
		hw_diag(site->diags, HW_DIAG_BAD_NAME, named(site, path),
		    HW_STR("Use small letters a to z, figures and '-'."),
		    "the name of this file is not UTF-8 text");
		return false;
	}
	better = hw_words_slug(site->arena, stem);
	if (better.len > 100)
		better.len = 0;
	hw_diag(site->diags, HW_DIAG_BAD_NAME, named(site, path),
	    hw_fmt(site->arena,
		"Names become addresses: use small letters a to z, figures "
		"and '-'%s%.*s%.*s%s.",
		is_slug(better) ? ", for example '" : "",
		is_slug(better) ? (int)better.len : 0, better.p,
		is_slug(better) ? (int)extension.len : 0, extension.p,
		is_slug(better) ? "'" : ""),
	    "the name '%.*s%.*s' cannot become an address", HW_ARG(stem),
	    HW_ARG(extension));
	return false;
}

/* ---------------------------- names of pages --------------------------- */

static hw_str stem_of(hw_str path)
{
	hw_str name = hw_path_base(path), version = hw_scan_version(path);

	name.len -= strlen(".md");
	return hw_str_sub(name, 0,
	    name.len - version.len - (version.len > 0));
}

hw_str hw_scan_version(hw_str path)
{
	hw_str name = hw_path_base(path);
	size_t dot = hw_str_find_char(name, '.');

	return dot == SIZE_MAX || !hw_str_ends(name, HW_STR(".md")) ||
		name.len < dot + 1 + strlen(".md")
	    ? HW_STR_NONE
	    : hw_str_sub(name, dot + 1, name.len - strlen(".md"));
}

hw_str hw_scan_standard(struct hw_arena *arena, hw_str path)
{
	hw_str folder = hw_path_dir(path), stem = stem_of(path);

	return hw_fmt(arena, "%.*s%s%.*s.md", HW_ARG(folder),
	    folder.len > 0 ? "/" : "", HW_ARG(stem));
}

hw_str hw_scan_address(struct hw_arena *arena, hw_str path)
{
	hw_str folder = hw_path_dir(path), stem = stem_of(path);
	hw_str version = hw_scan_version(path);
	bool is_index = hw_str_equal(stem, HW_STR("index"));

	if (hw_str_equal(version, HW_STR("easy")))
		version = HW_STR("easy-read");
	return hw_fmt(arena, "/%.*s%s%.*s%s%.*s%s", HW_ARG(folder),
	    folder.len > 0 ? "/" : "", is_index ? 0 : (int)stem.len, stem.p,
	    is_index ? "" : "/", HW_ARG(version), version.len > 0 ? "/" : "");
}

/* ------------------------------ translations --------------------------- */

static void unknown_language(struct hw_site *site, hw_str path, hw_str name)
{
	hw_str like = hw_words_tag_like(site->arena, name);

	hw_diag(site->diags, HW_DIAG_LANGUAGE, named(site, path),
	    like.len > 0
		? hw_fmt(site->arena,
		      "Did you mean '%.*s'? Then rename the file to "
		      "'%.*s.%.*s.md'.",
		      HW_ARG(like), HW_ARG(stem_of(path)), HW_ARG(like))
		: HW_STR("A page in another language has its code before "
			 "'.md', in small letters: 'cy' is Welsh, 'pl' "
			 "Polish, 'ar' Arabic, 'zh-hant' Chinese in its "
			 "traditional script. Other names have no dot."),
	    "there is no language '%.*s'", HW_ARG(name));
}

/* Of "easy.ar" and "ar.easy" what is not easy read; else empty. */
static hw_str without_easy(hw_str version)
{
	hw_str before = HW_STR("easy."), after = HW_STR(".easy");

	if (hw_str_starts(version, before))
		return hw_str_sub(version, before.len, version.len);
	return hw_str_ends(version, after)
	    ? hw_str_sub(version, 0, version.len - after.len)
	    : HW_STR_NONE;
}

/* Its tag; empty, after saying so, where the file cannot be a page. */
static hw_str language_of(struct hw_site *site, hw_str path, hw_str version)
{
	hw_str tag = without_easy(version);

	if (tag.len > 0) {
		hw_diag(site->diags, HW_DIAG_LANGUAGE, named(site, path),
		    hw_fmt(site->arena,
			"Take the file out, or make it the translation of "
			"the standard page, '%.*s.%.*s.md'.",
			HW_ARG(stem_of(path)), HW_ARG(tag)),
		    "easy read is in the site's own language alone");
		return HW_STR_NONE;
	}
	tag = hw_words_tag(site->arena, version);
	if (tag.len == 0)
		unknown_language(site, path, version);
	return tag;
}

/* Said once: a page must not be left out without a word. */
static void too_many(struct scanner *scanner, hw_str path)
{
	if (scanner->said_too_many)
		return;
	scanner->said_too_many = true;
	hw_diag(scanner->site->diags, HW_DIAG_TOO_MANY,
	    named(scanner->site, path), HW_STR("Divide the site into two."),
	    "this page and those after it are left out: a site may have %zu "
	    "pages",
	    HW_PAGE_COUNT_LIMIT);
}

static void add_page(struct scanner *scanner, hw_str path, hw_str stem,
    bool is_easy, hw_str language)
{
	struct hw_site *site = scanner->site;
	struct hw_page *page = HW_NEW(site->arena, struct hw_page);
	hw_str folder = hw_path_dir(path);

	if (site->pages.count >= HW_PAGE_COUNT_LIMIT) {
		too_many(scanner, path);
		return;
	}
	/* It stays known, so that links to it are not called broken too. */
	page->source.language = language;
	page->is_unread = !hw_scan_read(scanner->fs, site, path,
	    HW_PAGE_LIMIT_BYTES, &page->source);
	folder = hw_str_sub(folder,
	    folder.len > sizeof(HW_CONTENT_FOLDER) - 1
		? sizeof(HW_CONTENT_FOLDER)
		: folder.len,
	    folder.len);
	page->is_easy = is_easy;
	page->slug =
	    hw_str_equal(stem, HW_STR("index")) ? hw_path_base(folder) : stem;
	page->url = hw_scan_address(site->arena,
	    hw_str_sub(path, sizeof(HW_CONTENT_FOLDER), path.len));
	HW_PUSH(&site->pages, site->arena, page);
	hw_map_add(&site->page_of_path,
	    hw_str_sub(path, sizeof(HW_CONTENT_FOLDER), path.len), page);
}

static bool is_one_of(hw_str ending, const char *const *endings, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (hw_str_equal_nocase(ending, hw_str_of(endings[i])))
			return true;
	return false;
}

/* What to do with a file of this name: most are another program's. */
static hw_str file_help(struct hw_site *site, hw_str path)
{
	static const char *const documents[] = {"doc", "docx", "odt", "rtf",
	    "pdf", "pages", "ppt", "pptx"};
	static const char *const pages[] = {"md", "markdown", "mdown", "mkd",
	    "txt"};
	static const char *const sheets[] = {"csv", "xls", "xlsx", "ods"};
	static const char *const pictures[] = {"png", "jpg", "jpeg", "svg",
	    "gif", "webp"};
	hw_str name = hw_path_base(path), slug;
	hw_str ending;
	size_t dot = name.len;

	while (dot > 0 && name.p[dot - 1] != '.')
		dot--;
	ending = hw_str_sub(name, dot, name.len);
	if (dot > 0 && is_one_of(ending, pages, HW_COUNT(pages))) {
		slug =
		    hw_words_slug(site->arena, hw_str_sub(name, 0, dot - 1));
		if (slug.len > 0)
			return hw_fmt(site->arena,
			    "The names of pages end in '.md', in small "
			    "letters. Rename it '%.*s.md'.",
			    HW_ARG(slug));
	}
	if (is_one_of(ending, documents, HW_COUNT(documents)))
		return HW_STR("Pages are text. Copy the words into a page, a "
			      "file that ends in '.md', and take this file "
			      "out.");
	if (is_one_of(ending, sheets, HW_COUNT(sheets)))
		return HW_STR("Figures go to 'content/data/', saved as CSV. "
			      "Take this file out.");
	if (is_one_of(ending, pictures, HW_COUNT(pictures)))
		return HW_STR("Pictures go to 'content/pictures/'. Move it "
			      "there.");
	return HW_STR(
	    "Pages are '.md' files, figures go to 'data/', pictures "
	    "to 'pictures/', recordings to 'recordings/'. Take "
	    "other files out.");
}

static void unknown_file(struct hw_site *site, hw_str path)
{
	hw_diag(site->diags, HW_DIAG_UNKNOWN_FILE, named(site, path),
	    file_help(site, path),
	    "'%.*s' is not a kind of file that can be published",
	    HW_ARG(path));
}

/* Of a file that cannot be used nothing but its path is left. */
static void settings_file(struct scanner *scanner, hw_str path,
    struct hw_source *out)
{
	struct hw_source *source =
	    HW_NEW(scanner->site->arena, struct hw_source);

	out->path = path;
	out->text = HW_STR_NONE;
	if (hw_scan_read(scanner->fs, scanner->site, path,
		HW_SETTINGS_LIMIT_BYTES, source))
		*out = *source;
}

static void top_file(struct scanner *scanner, hw_str path, hw_str name)
{
	struct hw_site *site = scanner->site;

	if (hw_str_equal(name, HW_STR("site.yaml")))
		settings_file(scanner, path, &site->settings_source);
	else if (hw_str_equal(name, HW_STR("words.yaml")))
		settings_file(scanner, path, scanner->words_source);
	else if (hw_str_equal(name, HW_STR("history.yaml")))
		settings_file(scanner, path, scanner->history_source);
	else
		unknown_file(site, path);
}

static void page_file(struct scanner *scanner, hw_str path)
{
	hw_str version = hw_scan_version(path), stem = stem_of(path);
	hw_str name = hw_path_base(path), language = HW_STR_NONE;
	bool is_easy = hw_str_equal(version, HW_STR("easy"));

	if (!check_name(scanner->site, path, stem,
		hw_str_sub(name, stem.len, name.len)))
		return;
	if (version.len > 0 && !is_easy) {
		language = language_of(scanner->site, path, version);
		if (language.len == 0)
			return;
	}
	add_page(scanner, path, stem, is_easy, language);
}

static void file(struct scanner *scanner, hw_str path, bool at_top)
{
	hw_str name = hw_path_base(path);

	if (hw_str_ends(name, HW_STR(".md"))) {
		page_file(scanner, path);
	} else if (at_top) {
		top_file(scanner, path, name);
	} else {
		unknown_file(scanner->site, path);
	}
}

/* Figures, pictures and recordings are read when a page asks for them. */
static bool is_store(hw_str name)
{
	return hw_str_equal(name, HW_STR("data")) ||
	    hw_str_equal(name, HW_STR("pictures")) ||
	    hw_str_equal(name, HW_STR("recordings"));
}

static void folder(struct scanner *scanner, hw_str path, int depth)
{
	struct hw_site *site = scanner->site;
	struct hw_fs_entries entries;
	size_t i;
	int error = hw_fs_list(scanner->fs, path, site->arena, &entries);

	if (error != 0) {
		hw_diag_io(site->diags, "list", path, error);
		return;
	}
	if (depth > FOLDER_DEPTH) {
		hw_diag(site->diags, HW_DIAG_BAD_NAME, named(site, path),
		    HW_STR("Use fewer folders inside folders."),
		    "folders nested more than %d levels", FOLDER_DEPTH);
		return;
	}
	for (i = 0; i < entries.count; i++) {
		struct hw_fs_entry *entry = &entries.items[i];
		hw_str inside = hw_fmt(site->arena, "%.*s/%.*s", HW_ARG(path),
		    HW_ARG(entry->name));

		if (entry->name.p[0] == '.')
			continue;
		if (entry->kind == HW_FS_FILE)
			file(scanner, inside, depth == 0);
		else if (entry->kind != HW_FS_FOLDER)
			refuse_kind(site, inside, entry->kind);
		else if ((depth > 0 || !is_store(entry->name)) &&
		    check_name(site, inside, entry->name, HW_STR("")))
			folder(scanner, inside, depth + 1);
	}
}

bool hw_scan(struct hw_fs *fs, struct hw_site *site,
    struct hw_source *words_source, struct hw_source *history_source)
{
	struct scanner scanner = {fs, site, words_source, history_source,
	    false};
	enum hw_fs_kind kind;
	int error = hw_fs_kind(fs, HW_STR(HW_CONTENT_FOLDER), &kind);

	if (error != 0 || kind != HW_FS_FOLDER) {
		hw_diag(site->diags, HW_DIAG_NO_SITE, HW_SPAN_NONE,
		    HW_STR("Run it in the folder that holds 'content', or "
			   "name that folder with '-C'."),
		    "there is no folder 'content' here");
		return false;
	}
	folder(&scanner, HW_STR(HW_CONTENT_FOLDER), 0);
	return true;
}
