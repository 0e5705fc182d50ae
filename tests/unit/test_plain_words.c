/* input/plain_words: the words that the Markdown reader would find; and
 * base/hash, by which texts of the same words are told. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "input/markdown.h"
#include "input/plain_words.h"
#include "messages.h"

static uint32_t next_of(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* The text with each run of white space as one space, none at the ends:
 * what hw_hash_folded hashes, written once more and slowly. */
static hw_str fold(struct hw_buf *out, hw_str s)
{
	size_t i;

	hw_buf_clear(out);
	s = hw_str_trim(s);
	for (i = 0; i < s.len; i++)
		if (s.p[i] != ' ' && s.p[i] != '\n' && s.p[i] != '\t' &&
		    s.p[i] != '\r')
			hw_buf_putc(out, s.p[i]);
		else if (out->data[out->len - 1] != ' ')
			hw_buf_putc(out, ' ');
	return hw_buf_str(out);
}

/* Whether the text is plain; where it is, Markdown finds the same words. */
static bool compare(hw_str text)
{
	struct hw_buf quick = {0}, slow = {0}, a = {0}, b = {0};
	struct messages messages;
	struct hw_text whole;
	bool is_plain = hw_plain_words(text, &quick);

	messages_open(&messages, "content/a.md", text);
	whole = (struct hw_text){.s = messages.source.text,
	    .span = {&messages.source, 0, text.len},
	    .exact = true};
	if (is_plain) {
		hw_node_words(hw_markdown_read(&whole, &messages.arena,
				  &messages.diags),
		    &slow);
		if (!hw_str_equal(fold(&a, hw_buf_str(&quick)),
			fold(&b, hw_buf_str(&slow))))
			fail_msg("'%.*s'\nquick '%.*s'\nslow  '%.*s'",
			    HW_ARG(text), HW_ARG(hw_buf_str(&a)),
			    HW_ARG(hw_buf_str(&b)));
		assert_int_equal(messages.diags.list.count, 0);
	} else {
		assert_int_equal(quick.len, 0);
	}
	messages_close(&messages);
	hw_buf_free(&quick);
	hw_buf_free(&slow);
	hw_buf_free(&a);
	hw_buf_free(&b);
	return is_plain;
}

static const char words[] =
    "The partners will, by 2025, \"work\" (with schools): yes?\n"
    "It's 50% / half.\n"
    "\n"
    "- share what they learn; caf\xc3\xa9s too\n"
    "- listen\n"
    "and go on\n"
    "\n"
    "\n"
    "End - of it.  \n"
    "Really.\n";

static void test_forms(void **state)
{
	static const char *const plain[] = {"", "\n", "a", "a\nb", "- a\n- b",
	    "a\n\n- b\n\n- c\n"};
	static const char *const other[] = {"*a*", "a_b_", "`a`", "[a](b)",
	    "a <b>", "a &amp; b", "a\\*", "# a", "1. a", "2024 a", "  a",
	    "    a", "> a", "a\n=", "a\n---", "--- a", "-", "- ", "- - a",
	    "- 1", "+ a", "a | b", "~a~", "a!", "a\tb", "a\r\nb", "(a)",
	    "a @ b", "a = b", "a + b"};
	size_t i;

	(void)state;
	hw_markdown_setup();
	assert_true(compare(hw_str_of(words)));
	for (i = 0; i < HW_COUNT(plain); i++)
		assert_true(compare(hw_str_of(plain[i])));
	for (i = 0; i < HW_COUNT(other); i++)
		if (compare(hw_str_of(other[i])))
			fail_msg("taken as plain: %s", other[i]);
}

/* Bytes and lines put in anywhere. */
static void test_mutations(void **state)
{
	static const char *const pieces[] = {" ", "\n", "\n\n", "- ", "-",
	    "--", "\n- ", ": ", "1", ". ", ") ", "(", "\"", "'", "?", "/",
	    "a", "http://a.b", "www.a.b", "a@b.c", "%", ";", "   ", "\n-\n",
	    "\n---\n", "#", "*", "[", "\n    ", "\xe2\x80\x94", "\xc2\xa0",
	    "\n\xc2\xa0"};
	struct hw_buf text = {0};
	uint32_t seed = 20240517;
	size_t round, plain = 0;

	(void)state;
	hw_markdown_setup();
	for (round = 0; round < 10000; round++) {
		size_t edits = 1 + next_of(&seed) % 4;

		hw_buf_clear(&text);
		hw_buf_add(&text, hw_str_of(words));
		while (edits-- > 0) {
			size_t at = next_of(&seed) % text.len;
			struct hw_buf made = {0};

			/* Not inside a character: the text is UTF-8. */
			while (((unsigned char)text.data[at] & 0xC0) == 0x80)
				at--;
			hw_buf_add(&made,
			    hw_str_sub(hw_buf_str(&text), 0, at));
			hw_buf_add(&made,
			    hw_str_of(
				pieces[next_of(&seed) % HW_COUNT(pieces)]));
			hw_buf_add(&made,
			    hw_str_sub(hw_buf_str(&text), at, text.len));
			hw_buf_free(&text);
			text = made;
		}
		plain += compare(hw_buf_str(&text));
	}
	hw_buf_free(&text);
	assert_in_range(plain, 1000, 9000);
}

static uint64_t hash(const char *text)
{
	return hw_hash_folded(HW_HASH_START, hw_str_of(text));
}

static void test_folded_hash(void **state)
{
	static const char spaces[] = " \n\t\r";
	struct hw_buf text = {0}, folded = {0};
	uint32_t seed = 7;
	size_t round, i;

	(void)state;
	assert_true(hash("a b") == hash(" a \n\t b\r\n"));
	assert_true(hash("a b") != hash("ab"));
	assert_true(hash("") == hash(" \n"));
	assert_true(hash("a") != hash("aa"));
	assert_true(hash("aaaaaaaa") != hash("aaaaaaaaaaaaaaaa"));
	assert_true(hash("12345678 0") != hash("123456780 "));
	/* Runs of spaces at all places of the eight bytes taken at once. */
	for (round = 0; round < 20000; round++) {
		hw_buf_clear(&text);
		for (i = next_of(&seed) % 40; i > 0; i--)
			if (next_of(&seed) % 4 == 0)
				hw_buf_putc(&text,
				    spaces[next_of(&seed) % 4]);
			else
				hw_buf_putc(&text,
				    (char)(33 + next_of(&seed) % 200));
		fold(&folded, hw_buf_str(&text));
		assert_true(
		    hw_hash_folded(HW_HASH_START, hw_buf_str(&text)) ==
		    hw_hash_folded(HW_HASH_START, hw_buf_str(&folded)));
		if (folded.len == 0)
			continue;
		i = next_of(&seed) % folded.len;
		if (folded.data[i] == ' ')
			continue;
		folded.data[i] = folded.data[i] == 'x' ? 'y' : 'x';
		assert_true(
		    hw_hash_folded(HW_HASH_START, hw_buf_str(&text)) !=
			hw_hash_folded(HW_HASH_START, hw_buf_str(&folded)) ||
		    hw_str_equal(fold(&text, hw_buf_str(&text)),
			hw_buf_str(&folded)));
	}
	hw_buf_free(&text);
	hw_buf_free(&folded);
}

/* hw_str_plain_run and the check of UTF-8 look at eight bytes at once. */
static void test_eight_at_once(void **state)
{
	char text[24];
	size_t at, len, run, i;
	int byte;

	(void)state;
	for (len = 1; len <= sizeof(text); len++)
		for (at = 0; at < len; at++)
			for (byte = 0; byte < 256; byte++) {
				memset(text, 'a', len);
				text[at] = (char)byte;
				run = hw_str_plain_run((hw_str){text, len});
				for (i = 0; i < run; i++)
					assert_true(text[i] >= 0x20 &&
					    text[i] <= 0x7E);
				if (byte >= 0x20 && byte <= 0x7E)
					assert_true(run + 8 > len);
				else
					assert_true(run + 8 > at);
				assert_int_equal(
				    hw_utf8_invalid_at((hw_str){text, len}),
				    byte == 0 || byte >= 0x80 ? at
							      : SIZE_MAX);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_mutations),
	    cmocka_unit_test(test_folded_hash),
	    cmocka_unit_test(test_eight_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
