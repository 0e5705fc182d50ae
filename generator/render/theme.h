/*
 * theme: the brand colour, checked, and the style sheet that uses it.
 *
 * Contrast is WCAG 2.2's: (L1 + 0.05) / (L2 + 0.05) of relative luminances
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Easy-read pages
 * promise 7 to 1, and links there are in the brand colour, so that is what
 * it must reach on white.
 *
 * Threads: no state.
 */
#ifndef HW_RENDER_THEME_H
#define HW_RENDER_THEME_H

#include "model/site.h"

struct hw_colour {
	int red, green, blue; /* 0 to 255 */
};

#define HW_CONTRAST_NEEDED 7.0

/* "#12506b"; false when it is not that. */
bool hw_theme_parse(struct hw_colour *out, hw_str text);
double hw_theme_contrast(struct hw_colour a, struct hw_colour b);

/* Reports a brand colour that cannot be read, with one that can. */
void hw_theme_check(struct hw_site *site);

/*
 * The whole style sheet: custom properties of the brand for light and dark,
 * then `style`, then what links to pages in other languages say. In
 * site->arena.
 */
hw_str hw_theme_style(const struct hw_site *site, hw_str style);

#endif
