#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_digest(hw_str message, const char *wanted)
{
	assert_string_equal(hw_sha256_hex(message).text, wanted);
}

/* https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/
 * example-values, and the million a's of the first edition. */
static void agrees_with_the_standard(void **state)
{
	(void)state;
	assert_digest(HW_STR("abc"),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a"
	    "d");
	assert_digest(HW_STR(""),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"
	    "5");
	assert_digest(
	    HW_STR(
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
	    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c"
	    "1");
	assert_digest(
	    HW_STR(
		"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
		"hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"),
	    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d"
	    "1");
}

static void digests_a_million_letters(void **state)
{
	size_t len = 1000000;
	char *letters = malloc(len);

	(void)state;
	memset(letters, 'a', len);
	assert_digest((hw_str){letters, len},
	    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd"
	    "0");
	free(letters);
}

/* Lengths about the ends of blocks, where the padding takes another way. */
static void digests_every_length(void **state)
{
	static const struct {
		size_t len;
		const char *digest;
	} cases[] = {
	    {55,
		"9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f73"
		"4318"},
	    {56,
		"b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6"
		"738a"},
	    {63,
		"7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc"
		"2f34"},
	    {64,
		"ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df1546"
		"68eb"},
	    {65,
		"635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb"
		"0ae0"},
	    {119,
		"31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584"
		"dcfb"},
	    {120,
		"2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af9"
		"04c21c"},
	};
	char letters[128];
	size_t i;

	(void)state;
	memset(letters, 'a', sizeof(letters));
	for (i = 0; i < HW_COUNT(cases); i++)
		assert_digest((hw_str){letters, cases[i].len},
		    cases[i].digest);
}

static void gives_the_bytes_too(void **state)
{
	struct hw_sha256 digest = hw_sha256(HW_STR("abc"));

	(void)state;
	assert_int_equal(digest.bytes[0], 0xba);
	assert_int_equal(digest.bytes[HW_SHA256_BYTES - 1], 0xad);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(agrees_with_the_standard),
	    cmocka_unit_test(digests_a_million_letters),
	    cmocka_unit_test(digests_every_length),
	    cmocka_unit_test(gives_the_bytes_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
