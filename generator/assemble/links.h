/*
 * links: where every link and picture of the site goes.
 *
 * A link names a file of content/ ("area-5.md", "../about.md#heading"), a
 * ref of the same plan ("A5.1"), an address of this site ("/late/"), an
 * anchor ("#heading"), or another site (http, https, mailto, tel; nothing
 * else). A picture is named ("clock"). Whatever is not there is reported
 * with the nearest thing that is.
 *
 * A withdrawn action keeps its page, and may be linked to as before.
 *
 * Threads: one, after hw_prose_read for all pages, and hw_withdrawn_find.
 */
#ifndef HW_ASSEMBLE_LINKS_H
#define HW_ASSEMBLE_LINKS_H

#include "model/site.h"

/* Fills href (and a picture's size) of all LINK and IMAGE nodes. */
void hw_links_resolve(struct hw_site *site);

/*
 * The same page by page: what links may lead to, in the site's arena, and
 * then each page, again after it was read again.
 */
struct hw_links;
struct hw_links *hw_links_new(struct hw_site *site);
void hw_links_resolve_page(struct hw_links *links, struct hw_page *page);

#endif
