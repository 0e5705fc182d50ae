/*
 * escape: making strings safe for the place where they are put.
 *
 * Each function appends to a buffer. Input is well-formed UTF-8.
 *
 * Threads: no state.
 */
#ifndef HW_BASE_ESCAPE_H
#define HW_BASE_ESCAPE_H

#include "base/str.h"

/* HTML text and quoted attributes: & < > " ' become references. */
void hw_escape_html(struct hw_buf *out, hw_str text);

/* XML text (feeds, sitemap): as HTML; characters XML 1.0 cannot hold are
 * left out (https://www.w3.org/TR/xml/#charsets). */
void hw_escape_xml(struct hw_buf *out, hw_str text);

/*
 * A link address inside a quoted attribute: bytes that a URL cannot hold are
 * percent-encoded (what is encoded already stays), then HTML-escaped.
 */
void hw_escape_url(struct hw_buf *out, hw_str url);

/*
 * One CSV field (RFC 4180). A field that a spreadsheet would run as a
 * formula (it starts with = + - @ or their full-width forms, with a tab or
 * a line end) gets an apostrophe in front:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
void hw_escape_csv(struct hw_buf *out, hw_str text);

enum hw_url_kind {
	HW_URL_REFUSED,  /* another scheme, //host, control characters, a
			  * space at either end */
	HW_URL_EXTERNAL, /* http: https: */
	HW_URL_CONTACT,  /* mailto: tel: */
	HW_URL_LOCAL,    /* a path, a fragment or both */
};

/* What sort of address this is; the allow-list of schemes. */
enum hw_url_kind hw_url_kind(hw_str url);

#endif
