/*
 * address: what a browser may ask the preview for.
 *
 * Everything that comes from outside is checked here: which computer the
 * request was meant for, and which path. A path is text to look up in a list
 * of what the site has; no file is ever opened by it. Refused all the same is
 * whatever has no business in an address: "." and ".." in any spelling,
 * empty parts, '\', control characters, NUL, text that is not UTF-8, and
 * more than HW_ADDRESS_LIMIT_BYTES.
 *
 * Threads: no state.
 */
#ifndef HW_SERVE_ADDRESS_H
#define HW_SERVE_ADDRESS_H

#include "base/str.h"

#define HW_ADDRESS_LIMIT_BYTES ((size_t)2048)

/*
 * The path of a request as it was sent ("/plan/area%2D5/"), decoded once
 * into `out`, which is cleared first. False when it is refused.
 */
bool hw_address_path(struct hw_buf *out, hw_str raw);

/*
 * Whether a Host header names this computer and this port. Other names may
 * have been made to lead here by somebody else's page (DNS rebinding).
 */
bool hw_address_is_own(hw_str host, unsigned port);

/* The same for an Origin header, "http://localhost:8000". */
bool hw_address_is_own_origin(hw_str origin, unsigned port);

#endif
