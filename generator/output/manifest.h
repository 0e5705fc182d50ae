/*
 * manifest: headway.json, the list of everything that was published.
 *
 * Each file with its SHA-256 and its size in bytes, in the order of paths;
 * the commit it was made from; and the tool's name and version. Anyone can
 * check a copy of the site by it, and publish knows by it which folders are
 * its own to replace. The same set gives the same bytes on every machine.
 *
 *   {"tool":"headway",
 *   "version":"1.0.0",
 *   "packed":"zlib 1.2.13, brotli 1.0.9",     (only after hw_compress_add)
 *   "commit":"6f1e…" or null,
 *   "files":[
 *   {"path":"404.html","sha256":"9c1e…","size":5121},
 *   …
 *   ]}
 *
 * Also the jansson adapter of this layer: it alone includes its header here.
 *
 * Threads: no state of its own.
 */
#ifndef HW_OUTPUT_MANIFEST_H
#define HW_OUTPUT_MANIFEST_H

#include "output/outset.h"

#define HW_MANIFEST_PATH "headway.json"
/* What every manifest begins with. */
#define HW_MANIFEST_START "{\"tool\":\"headway\",\n"

/*
 * How the manifest begins that this version writes over a set that was
 * packed by these; in the arena.
 */
hw_str hw_manifest_start(struct hw_arena *arena, hw_str version,
    hw_str packed_by);

/*
 * Adds headway.json, which lists all other files, and sorts the set. Add
 * nothing afterwards. `commit` is empty when there is none. False, with a
 * message, when a file of that name is there already.
 */
bool hw_manifest_add(struct hw_outset *set, hw_str version, hw_str commit);

#endif
