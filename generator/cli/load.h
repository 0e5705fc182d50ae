/*
 * load: a site's folder into one struct that knows everything about it.
 *
 * The first half of a build, and all that check needs beside rendering.
 *
 * Threads: one (Markdown and git are read here).
 */
#ifndef HW_CLI_LOAD_H
#define HW_CLI_LOAD_H

#include "base/fs.h"
#include "cli/command.h"
#include "input/gitrepo.h"
#include "input/words.h"
#include "model/site.h"

struct hw_phrases;

struct hw_loaded {
	struct hw_arena arena;
	struct hw_diags diags;
	struct hw_site site;
	struct hw_git *git;     /* of --rev, or NULL */
	struct hw_fs fs;        /* the site's folder, or the commit's */
	struct hw_fs shared_fs; /* what is installed with headway */
	bool has_shared;
	struct hw_words_locale *locale;
	struct hw_phrases *phrases; /* the words of the interface */
};

/*
 * Loads the site of the current folder, or of a commit of its repository
 * (--rev), which may be a bare one. False when there is none to speak
 * of; mistakes in it are in loaded->diags either way. Release with
 * hw_load_free.
 */
bool hw_load(struct hw_loaded *loaded, const struct hw_options *options);
void hw_load_free(struct hw_loaded *loaded);

/* Reads the figures of a page's measures, which hw_load has done. */
void hw_load_points(struct hw_loaded *loaded, struct hw_page *page);

#endif
