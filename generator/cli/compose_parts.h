/*
 * compose_parts: what compose and outputs share, for them alone.
 *
 * An output is a file that the site will have: its path, and how its bytes
 * are made when they are wanted. The composer holds all of them, and what
 * making them takes.
 *
 * Ownership: outputs live in the site's arena. Threads: as compose.
 */
#ifndef HW_CLI_COMPOSE_PARTS_H
#define HW_CLI_COMPOSE_PARTS_H

#include "cli/compose.h"
#include "render/template.h"
#include "render/view_find.h"
#include "render/view_history.h"

struct hw_output {
	hw_str path; /* "plan/area-5/index.html" */
	hw_str url;  /* "/plan/area-5/" */
	struct hw_span span;
	/* Rendered with a layout from what `view` gives, … */
	const char *layout;
	const struct hw_value *(*view)(struct hw_composer *composer,
	    const struct hw_output *output);
	/* … or made without one. */
	hw_str (*make)(struct hw_composer *composer,
	    const struct hw_output *output);
	/* What it is about, where the function asks for it. */
	const struct hw_page *page;
	const struct hw_action *action;
	const struct hw_withdrawn *gone;
	const struct hw_plan *plan;
	const struct hw_changes *changes;
	struct hw_picture *picture;
	const struct hw_measure *measure;
	const struct hw_redirect *redirect;
	hw_str bytes; /* known from the start */
	enum hw_list_kind list_kind;
	size_t which;
	bool is_gone; /* what it is about is not there any more */
};

struct hw_composer {
	struct hw_loaded *loaded;
	struct hw_site *site;
	struct hw_templates *templates;
	struct hw_view view;
	struct hw_arena page_arena;
	struct hw_buf out;
	HW_LIST(struct hw_output *) outputs;
	struct hw_map of_path; /* of the first found_count outputs */
	size_t found_count;
	HW_LIST(hw_str) urls; /* of pages for readers, for the sitemap */
	const struct hw_changes_page *changes_pages;
	size_t changes_page_count;
	struct hw_find find;
};

/* Adds every file, and sets the view up on the way. */
void hw_outputs_list(struct hw_composer *composer);

#endif
