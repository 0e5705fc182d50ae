/*
 * template: compiles layouts and runs them.
 *
 * The language is Mustache, https://mustache.github.io/mustache.5.html, to
 * the letter of its specification, with its optional modules inheritance
 * and dynamic names; without lambdas: data is data.
 *
 * What the specification leaves open: an empty text and the number zero do
 * not show a section; of two blocks of one name in a parent tag the first
 * counts (with strict_names the second is an error).
 *
 * How a value is escaped depends on the name of the layout's file:
 *   x.xml.mustache                  XML: also markup is escaped by {{x}}, as
 *                                   a feed carries it; {{{x}}} leaves it
 *   x.txt.mustache, x.ics.mustache  not at all
 *   any other                       HTML: {{x}} leaves markup as it is
 *
 * Limits, each of them an error: sections 64 deep in one layout, layouts
 * and blocks 64 deep in each other, the sizes below, and for one page
 * HW_TEMPLATE_OUTPUT_BYTES of output and HW_TEMPLATE_STEPS tags.
 *
 * Threads: compiling is for one thread. Rendering only reads (unless
 * load_while_rendering is set), so any number of threads may render.
 */
#ifndef HW_RENDER_TEMPLATE_H
#define HW_RENDER_TEMPLATE_H

#include "base/diag.h"
#include "model/value.h"

#define HW_TEMPLATE_DEPTH        64
#define HW_TEMPLATE_OUTPUT_BYTES ((size_t)16 * 1024 * 1024)
#define HW_TEMPLATE_STEPS        ((size_t)50 * 1000 * 1000)
#define HW_TEMPLATE_BLOCKS       256 /* filled by one parent tag */
#define HW_TEMPLATE_SOURCE_BYTES ((size_t)1024 * 1024)

struct hw_template;
struct hw_templates;

/*
 * The layout called name, or NULL where there is none. The source must
 * live as long as the set; its path decides the escaping.
 */
typedef const struct hw_source *hw_template_loader(hw_str name, void *ctx);

struct hw_template_options {
	/* A name that the data has nowhere is an error, not nothing. */
	bool strict_names;
	/* {{{x}}} takes only markup, and a tag where a value could become
	 * script is refused: in HTML layouts, at compile time. */
	bool strict_html;
	/* A layout that is not there renders as nothing. */
	bool missing_is_nothing;
	/* {{>*name}} may load a layout when it is first asked for; rendering
	 * is then for one thread. */
	bool load_while_rendering;
};

/* A set of layouts that lives in the arena; messages go into diags. */
struct hw_templates *hw_templates_new(struct hw_arena *arena,
    struct hw_diags *diags, struct hw_template_options options,
    hw_template_loader *load, void *ctx);

/*
 * The layout called name, compiled with all that it names. NULL, and an
 * error, where there is none or it or one that it names has a mistake.
 */
const struct hw_template *hw_templates_load(struct hw_templates *set,
    hw_str name);

/* The same for a layout whose text is at hand. */
const struct hw_template *hw_templates_add(struct hw_templates *set,
    hw_str name, const struct hw_source *source);

/* A layout loaded before, or NULL; changes nothing. */
const struct hw_template *hw_templates_get(const struct hw_templates *set,
    hw_str name);

/*
 * Appends the layout, rendered, to out. The data are count contexts, the
 * outermost first: a name is looked up in the last one first. False where
 * it came to an error, which is then in diags; out may hold a part.
 */
bool hw_template_render(const struct hw_template *layout,
    const struct hw_value *const *data, size_t count, struct hw_buf *out,
    struct hw_diags *diags);

#endif
