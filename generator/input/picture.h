/*
 * picture: the files that pages may show.
 *
 * A picture has a name: its file's name without the ending. The site's own
 * pictures (content/pictures/) come before those that the layouts ship
 * (layouts/pictures/). SVG, PNG and JPEG. A file is read, checked and
 * measured when the first page asks for it. SVG may not hold script,
 * event attributes, foreign objects, entities or addresses of other files:
 * pictures are drawings, and some hosts serve them as pages.
 *
 * Threads: one.
 */
#ifndef HW_INPUT_PICTURE_H
#define HW_INPUT_PICTURE_H

#include "base/fs.h"
#include "model/site.h"

/*
 * Lists `folder` of fs into site->picture_of_name; names that are there
 * already stay. A missing folder is no mistake.
 */
void hw_picture_list(struct hw_site *site, struct hw_fs *fs, hw_str folder);

/*
 * The picture of that name, read and checked; NULL when there is none or it
 * may not be published (one message for the file says why).
 */
struct hw_picture *hw_picture_use(struct hw_site *site, hw_str name);

#endif
