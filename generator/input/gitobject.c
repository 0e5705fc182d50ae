#include "input/gitobject.h"

/* 2101-01-01T00:00:00Z, the first second after the last year allowed. */
#define TIME_END INT64_C(4133980800)

bool hw_git_id_equal(const struct hw_git_id *a, const struct hw_git_id *b)
{
	return memcmp(a->bytes, b->bytes, HW_GIT_ID_BYTES) == 0;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

bool hw_git_id_parse(struct hw_git_id *out, hw_str hex)
{
	size_t i;

	if (hex.len != (size_t)2 * HW_GIT_ID_BYTES)
		return false;
	for (i = 0; i < HW_GIT_ID_BYTES; i++) {
		int high = hex_digit(hex.p[2 * i]);
		int low = hex_digit(hex.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (unsigned char)(high * 16 + low);
	}
	return true;
}

void hw_git_id_put_hex(char out[2 * HW_GIT_ID_BYTES],
    const struct hw_git_id *id)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < HW_GIT_ID_BYTES; i++) {
		out[2 * i] = digits[id->bytes[i] >> 4];
		out[2 * i + 1] = digits[id->bytes[i] & 15];
	}
}

hw_str hw_git_id_hex(struct hw_arena *arena, const struct hw_git_id *id)
{
	char hex[2 * HW_GIT_ID_BYTES];

	hw_git_id_put_hex(hex, id);
	return hw_str_dup(arena, (hw_str){hex, sizeof(hex)});
}

hw_str hw_git_id_key(const struct hw_git_id *id)
{
	return (hw_str){(const char *)id->bytes, HW_GIT_ID_BYTES};
}

/* The mode as git writes it: up to six octal digits. */
static bool parse_mode(enum hw_git_entry_kind *out, hw_str mode)
{
	unsigned value = 0;
	size_t i;

	if (mode.len == 0 || mode.len > 6)
		return false;
	for (i = 0; i < mode.len; i++) {
		if (mode.p[i] < '0' || mode.p[i] > '7')
			return false;
		value = value * 8 + (unsigned)(mode.p[i] - '0');
	}
	switch (value & 0170000) {
	case 0040000:
		*out = HW_GIT_ENTRY_TREE;
		break;
	case 0160000:
		*out = HW_GIT_ENTRY_SUBMODULE;
		break;
	default:
		*out = HW_GIT_ENTRY_FILE;
		break;
	}
	return true;
}

bool hw_git_tree_next(hw_str *rest, struct hw_git_entry *out)
{
	size_t space, end;
	hw_str after;

	space = hw_str_find_char(*rest, ' ');
	if (space == SIZE_MAX ||
	    !parse_mode(&out->kind, hw_str_sub(*rest, 0, space)))
		return false;
	after = hw_str_sub(*rest, space + 1, rest->len);
	end = hw_str_find_char(after, '\0');
	if (end == SIZE_MAX || end == 0 ||
	    after.len - end - 1 < HW_GIT_ID_BYTES)
		return false;
	out->name = hw_str_sub(after, 0, end);
	memcpy(out->id.bytes, after.p + end + 1, HW_GIT_ID_BYTES);
	end += space + 2 + HW_GIT_ID_BYTES;
	out->raw = hw_str_sub(*rest, 0, end);
	*rest = hw_str_sub(*rest, end, rest->len);
	return true;
}

/* The byte at `at` of a name that ends as its kind does. */
static unsigned char sort_byte(const struct hw_git_entry *entry, size_t at)
{
	if (at < entry->name.len)
		return (unsigned char)entry->name.p[at];
	return entry->kind == HW_GIT_ENTRY_TREE ? '/' : '\0';
}

int hw_git_entry_compare(const struct hw_git_entry *a,
    const struct hw_git_entry *b)
{
	size_t shared = a->name.len < b->name.len ? a->name.len : b->name.len;
	int order = memcmp(a->name.p, b->name.p, shared);

	if (order == 0)
		order = sort_byte(a, shared) - sort_byte(b, shared);
	/* "a/" of a folder against the name "a/..": no name holds a '/'. */
	if (order == 0)
		order =
		    (a->name.len > b->name.len) - (a->name.len < b->name.len);
	return order;
}

static bool cut_prefix(hw_str *s, hw_str prefix)
{
	if (!hw_str_starts(*s, prefix))
		return false;
	*s = hw_str_sub(*s, prefix.len, s->len);
	return true;
}

/*
 * "Name <address> 1700000000 +0100": the digits after the last '>'. The
 * time zone is left alone, for the seconds are UTC without it.
 */
static bool parse_time(int64_t *out, hw_str person)
{
	size_t at = person.len, from;
	int64_t value = 0;

	while (at > 0 && person.p[at - 1] != '>')
		at--;
	if (at == 0)
		return false;
	while (at < person.len && person.p[at] == ' ')
		at++;
	for (from = at;
	     at < person.len && person.p[at] >= '0' && person.p[at] <= '9';
	     at++) {
		value = value * 10 + (person.p[at] - '0');
		if (value >= TIME_END)
			return false;
	}
	*out = value;
	return at > from && (at == person.len || person.p[at] == ' ');
}

bool hw_git_commit_parse(struct hw_git_commit *out, hw_str bytes)
{
	hw_str line;

	*out = (struct hw_git_commit){0};
	if (!hw_str_next_line(&bytes, &line) ||
	    !cut_prefix(&line, HW_STR("tree ")) ||
	    !hw_git_id_parse(&out->tree, line))
		return false;
	while (hw_str_next_line(&bytes, &line) && line.len > 0) {
		if (cut_prefix(&line, HW_STR("parent "))) {
			if (out->has_parent)
				continue;
			if (!hw_git_id_parse(&out->parent, line))
				return false;
			out->has_parent = true;
		} else if (cut_prefix(&line, HW_STR("committer "))) {
			out->has_time = parse_time(&out->time, line);
			break;
		}
	}
	return true;
}
