#include "base/guide.h"

#include <assert.h>

static const struct hw_guide guides[] = {
#define HW_GUIDE(name, kind, why, mend, bad, good) \
	{HW_DIAG_##name, HW_GUIDE_##kind, why, mend, bad, good},
#include "base/guide_site.def"
#include "base/guide_words.def"
#undef HW_GUIDE
};

/* One for each code: a code without its guide does not compile. */
enum {
#define HW_DIAG(name, number, level, about) COUNT_##name,
#include "base/diag.def"
#undef HW_DIAG
	CODE_COUNT
};

_Static_assert(HW_COUNT(guides) == CODE_COUNT,
    "each code of diag.def needs its guide, in the same order");

const struct hw_guide *hw_guides(size_t *count_out)
{
	*count_out = HW_COUNT(guides);
	return guides;
}

const struct hw_guide *hw_guide_of(enum hw_diag_code code)
{
	size_t i;

	for (i = 0; i < HW_COUNT(guides) - 1; i++)
		if (guides[i].code == code)
			break;
	assert(guides[i].code == code);
	return &guides[i];
}

const char *hw_guide_kind_name(enum hw_guide_kind kind)
{
	static const char *const names[] = {
	    [HW_GUIDE_TEXT] = "text",
	    [HW_GUIDE_YAML] = "yaml",
	    [HW_GUIDE_FRONT] = "front",
	    [HW_GUIDE_AREA] = "area",
	    [HW_GUIDE_PAGE] = "standard",
	    [HW_GUIDE_EASY] = "easy",
	    [HW_GUIDE_PAIR] = "pair",
	};

	return names[kind];
}
