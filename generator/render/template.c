#include "render/template_parts.h"

struct hw_templates *hw_templates_new(struct hw_arena *arena,
    struct hw_diags *diags, struct hw_template_options options,
    hw_template_loader *load, void *ctx)
{
	struct hw_templates *set = HW_NEW(arena, struct hw_templates);

	set->arena = arena;
	set->diags = diags;
	set->options = options;
	set->load = load;
	set->ctx = ctx;
	hw_map_init(&set->by_name, arena);
	hw_map_init(&set->blocks, arena);
	return set;
}

static enum escaping escaping_of(hw_str path)
{
	if (hw_str_ends(path, HW_STR(".xml.mustache")))
		return ESCAPE_XML;
	if (hw_str_ends(path, HW_STR(".txt.mustache")) ||
	    hw_str_ends(path, HW_STR(".ics.mustache")))
		return ESCAPE_NONE;
	return ESCAPE_HTML;
}

static struct hw_template *new_entry(struct hw_templates *set, hw_str name,
    const struct hw_source *source)
{
	struct hw_template *entry = HW_NEW(set->arena, struct hw_template);

	entry->set = set;
	entry->name = hw_str_dup(set->arena, name);
	entry->source = source;
	if (source == NULL) {
		entry->state = TEMPLATE_MISSING;
	} else {
		entry->escaping = escaping_of(source->path);
		HW_PUSH(&set->waiting, set->arena, entry);
	}
	hw_map_add(&set->by_name, entry->name, entry);
	return entry;
}

struct hw_template *hw_templates_entry(struct hw_templates *set, hw_str name)
{
	struct hw_template *entry = hw_map_get(&set->by_name, name);

	if (entry != NULL)
		return entry;
	return new_entry(set, name, set->load(name, set->ctx));
}

/* Compiling one layout may name others: those wait in the same line, so
 * that a long chain of layouts takes no more stack than one. */
static void compile_waiting(struct hw_templates *set)
{
	while (set->waiting.count > 0) {
		struct hw_template *layout =
		    set->waiting.items[--set->waiting.count];
		struct tags tags = {0};

		layout->state = hw_template_scan(layout, &tags) &&
			hw_template_compile(layout, &tags)
		    ? TEMPLATE_READY
		    : TEMPLATE_BROKEN;
	}
}

static bool is_usable(const struct hw_template *layout)
{
	return layout->state == TEMPLATE_READY ||
	    (layout->state == TEMPLATE_MISSING &&
		layout->set->options.missing_is_nothing);
}

/* Whether the layout and all that it leads to can be rendered. */
static bool all_usable(struct hw_template *layout)
{
	struct hw_arena *arena = layout->set->arena;
	HW_LIST(struct hw_template *) seen = {0};
	bool usable = true;
	size_t i, k;

	layout->is_seen = true;
	HW_PUSH(&seen, arena, layout);
	for (i = 0; i < seen.count; i++) {
		usable = usable && is_usable(seen.items[i]);
		for (k = 0; k < seen.items[i]->uses.count; k++) {
			struct hw_template *used =
			    seen.items[i]->uses.items[k];

			if (used->is_seen)
				continue;
			used->is_seen = true;
			HW_PUSH(&seen, arena, used);
		}
	}
	for (i = 0; i < seen.count; i++)
		seen.items[i]->is_seen = false;
	return usable;
}

const struct hw_template *hw_templates_load(struct hw_templates *set,
    hw_str name)
{
	struct hw_template *entry = hw_templates_entry(set, name);

	if (entry->state == TEMPLATE_MISSING) {
		if (!set->options.missing_is_nothing)
			hw_diag(set->diags, HW_DIAG_TEMPLATE_MISSING,
			    HW_SPAN_NONE,
			    HW_STR("Check the name: it is the file "
				   "layouts/NAME.mustache."),
			    "there is no layout '%.*s'", HW_ARG(name));
		return NULL;
	}
	compile_waiting(set);
	return all_usable(entry) ? entry : NULL;
}

const struct hw_template *hw_templates_add(struct hw_templates *set,
    hw_str name, const struct hw_source *source)
{
	struct hw_template *entry = hw_map_get(&set->by_name, name);

	if (entry == NULL)
		entry = new_entry(set, name, source);
	compile_waiting(set);
	return all_usable(entry) ? entry : NULL;
}

const struct hw_template *hw_templates_get(const struct hw_templates *set,
    hw_str name)
{
	const struct hw_template *entry = hw_map_get(&set->by_name, name);

	return entry != NULL && entry->state == TEMPLATE_READY ? entry : NULL;
}
