#include "rules/ignore.h"

struct hw_ignores {
	size_t count;
};

struct hw_ignores *hw_ignores_read(struct hw_site *site)
{
	return HW_NEW(site->arena, struct hw_ignores);
}

bool hw_ignores_cover(struct hw_ignores *ignores, enum hw_diag_code code,
    struct hw_span span)
{
	(void)ignores;
	(void)code;
	(void)span;
	return false;
}

void hw_ignores_report_unused(const struct hw_ignores *ignores,
    struct hw_site *site, const enum hw_diag_code *unchecked,
    size_t unchecked_count)
{
	(void)ignores;
	(void)site;
	(void)unchecked;
	(void)unchecked_count;
}

size_t hw_ignores_count(const struct hw_ignores *ignores)
{
	return ignores->count;
}
