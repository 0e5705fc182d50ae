#include "render/inert.h"

#include <string.h>

void hw_inert(struct hw_buf *out, hw_str s)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (s.p[i] == '<')
			hw_buf_puts(out, "&lt;");
		else if (s.p[i] == '&')
			hw_buf_puts(out, "&amp;");
		else if (strchr("\\`*_[]|~#!@", s.p[i]) != NULL)
			hw_buf_printf(out, "&#%d;", s.p[i]);
		else
			hw_buf_putc(out, s.p[i]);
	}
}
