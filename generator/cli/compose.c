#include "cli/compose.h"

#include "cli/compose_parts.h"
#include "cli/layouts.h"

static const struct hw_source *load_template(hw_str name, void *context)
{
	struct hw_composer *composer = context;

	return hw_layout_find(composer->loaded,
	    hw_fmt(composer->site->arena, "%.*s.mustache", HW_ARG(name)));
}

struct hw_composer *hw_composer_open(struct hw_loaded *loaded)
{
	struct hw_composer *composer =
	    HW_NEW(&loaded->arena, struct hw_composer);
	size_t i;

	composer->loaded = loaded;
	composer->site = &loaded->site;
	hw_arena_init(&composer->page_arena, 0);
	composer->view = (struct hw_view){
	    .site = &loaded->site,
	    .phrases = loaded->phrases,
	    .locale = loaded->locale,
	    .arena = &composer->page_arena,
	};
	composer->templates = hw_templates_new(&loaded->arena, &loaded->diags,
	    (struct hw_template_options){.strict_names = true,
		.strict_html = true},
	    load_template, composer);
	hw_outputs_list(composer);
	/* A layout with a mistake says so once, whichever page is first. */
	for (i = 0; i < composer->outputs.count; i++)
		if (composer->outputs.items[i]->layout != NULL)
			hw_templates_load(composer->templates,
			    hw_str_of(composer->outputs.items[i]->layout));
	return composer;
}

void hw_composer_close(struct hw_composer *composer)
{
	hw_buf_free(&composer->out);
	hw_arena_free(&composer->page_arena);
}

bool hw_composer_render(struct hw_composer *composer,
    const struct hw_output *output, hw_str *bytes)
{
	const struct hw_template *compiled = NULL;
	const struct hw_value *contexts[2];
	bool is_done = true;

	hw_view_speak(&composer->view,
	    output->page != NULL ? output->page->language : NULL);
	contexts[0] = composer->view.common;
	if (output->make != NULL) {
		*bytes = output->make(composer, output);
		is_done = output->picture == NULL ||
		    !output->picture->is_refused;
	} else {
		compiled = hw_templates_load(composer->templates,
		    hw_str_of(output->layout));
		contexts[1] = output->view(composer, output);
		hw_buf_clear(&composer->out);
		is_done = compiled != NULL &&
		    hw_template_render(compiled, contexts, HW_COUNT(contexts),
			&composer->out, &composer->loaded->diags);
		*bytes = hw_buf_str(&composer->out);
	}
	hw_arena_reset(&composer->page_arena);
	return is_done;
}

void hw_compose(struct hw_loaded *loaded, struct hw_outset *set)
{
	struct hw_composer *composer = hw_composer_open(loaded);
	size_t i;

	for (i = 0; i < composer->outputs.count; i++) {
		const struct hw_output *output = composer->outputs.items[i];
		hw_str bytes;

		/* Only pictures that a page shows; they come after all pages. */
		if ((output->picture != NULL && !output->picture->is_used) ||
		    !hw_composer_render(composer, output, &bytes))
			continue;
		if (output->make == NULL)
			bytes = hw_str_dup(loaded->site.arena, bytes);
		hw_outset_add(set, output->path, bytes, output->span);
	}
	hw_composer_close(composer);
}
