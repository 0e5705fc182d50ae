/*
 * fuzz: what the fuzz targets share.
 *
 * A target is libFuzzer's one function; built with replay.c instead of
 * libFuzzer it is a plain program that runs the files it is given. A target
 * aborts where the code under test breaks a promise.
 */
#ifndef HW_TESTS_FUZZ_H
#define HW_TESTS_FUZZ_H

#include "base/diag.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_require(bool holds)
{
	if (!holds)
		abort();
}

/* Prints all messages, and requires them to point into their files and to
 * be plain text. */
static inline void fuzz_print(struct hw_diags *diags)
{
	struct hw_buf out = {0};
	size_t i;

	for (i = 0; i < diags->list.count; i++) {
		const struct hw_diag *diag = &diags->list.items[i];

		fuzz_require(diag->message.len > 0);
		fuzz_require(diag->span.source == NULL ||
		    diag->span.at <= diag->span.source->text.len);
	}
	hw_diag_sort(diags);
	hw_diag_print(diags, &out);
	fuzz_require(hw_utf8_invalid_at(hw_buf_str(&out)) == SIZE_MAX);
	for (i = 0; i < out.len; i++)
		fuzz_require((unsigned char)out.data[i] >= 0x20 ||
		    out.data[i] == '\n' || out.data[i] == '\t');
	hw_buf_free(&out);
}

#endif
