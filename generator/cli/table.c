#include "cli/table.h"

struct hw_option_parts hw_option_take_apart(const struct hw_option *option)
{
	hw_str line = hw_str_trim(hw_str_of(option->line));
	size_t gap = hw_str_find(line, HW_STR("  ")), space;
	struct hw_option_parts parts = {line, HW_STR_NONE, HW_STR_NONE};

	if (gap != SIZE_MAX) {
		parts.name = hw_str_sub(line, 0, gap);
		parts.help = hw_str_trim(hw_str_sub(line, gap, line.len));
	}
	space = hw_str_find_char(parts.name, ' ');
	if (space != SIZE_MAX) {
		parts.value =
		    hw_str_sub(parts.name, space + 1, parts.name.len);
		parts.name = hw_str_sub(parts.name, 0, space);
	}
	return parts;
}
