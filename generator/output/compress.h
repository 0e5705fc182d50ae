/*
 * compress: the same bytes packed beside each text that is published, for
 * servers that send packed files as they are.
 *
 * "a/index.html" gets "a/index.html.gz" (gzip) and "a/index.html.br"
 * (brotli), each only where it is smaller. Short files stay alone: they fit
 * into a packet or two of the network as they are. Pictures but SVG are
 * packed already, and headway.json is for programs that publish.
 *
 * The same bytes are packed the same way on every machine that has the same
 * libraries: no time, name or system is written into them. Packing well is
 * slow, so what the published folder has is taken again where the manifest
 * there says that the same headway and the same libraries packed it, and it
 * unpacks to the very bytes. So the result is as if all had been packed anew.
 *
 * This is the adapter to libbrotlienc and libbrotlidec, and to zlib for what
 * is published (input/gitloose unpacks for git).
 *
 * Threads: no state of its own.
 */
#ifndef HW_OUTPUT_COMPRESS_H
#define HW_OUTPUT_COMPRESS_H

#include "output/outset.h"

/* Shorter texts are not packed. */
#define HW_COMPRESS_LEAST_BYTES ((size_t)1024)

/*
 * Adds the packed files to the set, and says in it what packed them. Call it
 * before hw_manifest_add, so that the manifest lists them. `out_folder` is
 * the folder that the set will be published to; it need not be there.
 */
void hw_compress_add(struct hw_outset *set, hw_str version,
    const char *out_folder);

#endif
