/* input/words: dates, zones, folding, slugs and order. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "input/words.h"

#include <stdlib.h>

static struct hw_arena arena;

static int set_up(void **state)
{
	(void)state;
	hw_words_setup();
	hw_arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	hw_arena_free(&arena);
	return 0;
}

static void assert_str(hw_str s, const char *expect)
{
	if (!hw_str_equal(s, hw_str_of(expect)))
		fail_msg("'%.*s', not '%s'", HW_ARG(s), expect);
}

static struct hw_words_locale *open_locale(const char *language,
    const char *zone)
{
	struct hw_words_locale *locale =
	    hw_words_open(hw_str_of(language), hw_str_of(zone));

	assert_non_null(locale);
	return locale;
}

static void assert_date(const char *language, struct hw_date date,
    const char *wanted)
{
	struct hw_words_locale *locale = open_locale(language, "UTC");

	assert_str(hw_words_date(locale, &arena, date), wanted);
	hw_words_close(locale);
}

static void test_dates(void **state)
{
	struct hw_date day = {2024, 5, 7}, month = {2024, 5, 0}, none = {0};

	(void)state;
	assert_date("en", day, "7 May 2024");
	assert_date("en-GB", day, "7 May 2024");
	assert_date("en", month, "May 2024");
	assert_date("en", none, "");
	assert_date("cy", day, "7 Mai 2024");
	assert_date("cy", month, "Mai 2024");
	assert_date("cy", (struct hw_date){2024, 2, 29}, "29 Chwefror 2024");
	assert_date("de", day, "7. Mai 2024");
	/* Digits and calendar are those of the rest of the page. */
	assert_date("ar", day, "7 مايو 2024");
	assert_date("fa", day, "7 مهٔ 2024");
	assert_date("th", month, "พฤษภาคม 2024");
	/* The day does not slip in any zone, at any end of the calendar. */
	assert_date("en", (struct hw_date){1970, 1, 1}, "1 January 1970");
	assert_date("en", (struct hw_date){2100, 12, 31}, "31 December 2100");
}

/* The zone of a site changes what "now" is, never what a date says. */
static void test_dates_have_no_zone(void **state)
{
	static const char *const zones[] = {"Pacific/Kiritimati",
	    "Pacific/Pago_Pago", "Europe/London", "Asia/Kathmandu"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(zones); i++) {
		struct hw_words_locale *locale = open_locale("en", zones[i]);

		assert_str(hw_words_date(locale, &arena,
			       (struct hw_date){2024, 3, 31}),
		    "31 March 2024");
		hw_words_close(locale);
	}
}

static void test_zones(void **state)
{
	static const char *const good[] = {"Europe/London", "UTC",
	    "Europe/Belfast", "America/St_Johns", "Etc/GMT+1"};
	static const char *const bad[] = {"", "London", "Europe/Londn",
	    "GMT+25:99", "GMT+03:07", "../../etc/passwd", "Europe/London ",
	    "\xC3\xA9", "Etc/Unknown",
	    "Europe/LondonEurope/LondonEurope/LondonEurope/LondonEurope/L",
	    "Europe/LondonEurope/LondonEurope/LondonEurope/LondonEurope/Lo"
	    "ndonEurope/London"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(good); i++)
		hw_words_close(open_locale("en", good[i]));
	for (i = 0; i < HW_COUNT(bad); i++)
		if (hw_words_open(HW_STR("en"), hw_str_of(bad[i])) != NULL)
			fail_msg("'%s' was taken", bad[i]);
	hw_words_close(NULL);
}

/* A language that nobody knows, or a tag of any length, is no reason to
 * stop. */
static void test_languages(void **state)
{
	char tag[200];
	size_t len;

	(void)state;
	hw_words_close(open_locale("", "UTC"));
	hw_words_close(open_locale("xx", "UTC"));
	hw_words_close(open_locale("not a tag", "UTC"));
	hw_words_close(open_locale("\xFF\xFE", "UTC"));
	for (len = 1; len < sizeof(tag); len++) {
		size_t i;

		for (i = 0; i < len; i++)
			tag[i] = i < 2 ? "en"[i] : i % 6 == 2 ? '-' : 'a';
		hw_words_close(
		    hw_words_open((hw_str){tag, len}, HW_STR("UTC")));
		hw_words_is_rtl((hw_str){tag, len});
	}
	assert_true(hw_words_is_rtl(HW_STR("ar")));
	assert_true(hw_words_is_rtl(HW_STR("ur")));
	assert_true(hw_words_is_rtl(HW_STR("he")));
	assert_false(hw_words_is_rtl(HW_STR("en")));
	assert_false(hw_words_is_rtl(HW_STR("cy")));
	assert_false(hw_words_is_rtl(HW_STR("")));
}

static void assert_instant(const char *zone, int64_t seconds,
    const char *instant, const char *day)
{
	struct hw_words_locale *locale = open_locale("en", zone);

	assert_str(hw_words_instant(locale, &arena, seconds), instant);
	assert_str(hw_date_iso(&arena, hw_words_day(locale, seconds)), day);
	hw_words_close(locale);
}

static void test_instants(void **state)
{
	(void)state;
	assert_instant("UTC", 0, "1970-01-01T00:00:00+00:00", "1970-01-01");
	/* Clocks in Britain: forward on 31 March 2024, 01:00 UTC. */
	assert_instant("Europe/London", 1711846799,
	    "2024-03-31T00:59:59+00:00", "2024-03-31");
	assert_instant("Europe/London", 1711846800,
	    "2024-03-31T02:00:00+01:00", "2024-03-31");
	/* Back on 27 October 2024, 01:00 UTC: 01:00 comes twice. */
	assert_instant("Europe/London", 1729987200,
	    "2024-10-27T01:00:00+01:00", "2024-10-27");
	assert_instant("Europe/London", 1729990800,
	    "2024-10-27T01:00:00+00:00", "2024-10-27");
	/* An hour before midnight in UTC, a summer's day on in London. */
	assert_instant("Europe/London", 1718060400,
	    "2024-06-11T00:00:00+01:00", "2024-06-11");
	assert_instant("Europe/London", 1718060399,
	    "2024-06-10T23:59:59+01:00", "2024-06-10");
	assert_instant("America/St_Johns", 1718060400,
	    "2024-06-10T20:30:00-02:30", "2024-06-10");
	assert_instant("Asia/Kathmandu", 1718060400,
	    "2024-06-11T04:45:00+05:45", "2024-06-11");
	assert_instant("Pacific/Kiritimati", 1718060400,
	    "2024-06-11T13:00:00+14:00", "2024-06-11");
	assert_instant("UTC", INT64_C(4133980799),
	    "2100-12-31T23:59:59+00:00", "2100-12-31");
	/* Britain kept summer time through the winter of 1970. */
	assert_instant("Europe/London", 0, "1970-01-01T01:00:00+01:00",
	    "1970-01-01");
}

static void assert_same_fold(const char *a, const char *b)
{
	assert_str(hw_words_fold(&arena, hw_str_of(a)),
	    hw_words_fold(&arena, hw_str_of(b)).p);
}

static void test_fold(void **state)
{
	(void)state;
	assert_str(hw_words_fold(&arena, HW_STR("plain-1")), "plain-1");
	assert_str(hw_words_fold(&arena, HW_STR("")), "");
	assert_str(hw_words_fold(&arena, HW_STR("ABC")), "abc");
	assert_same_fold("caf\u00e9", "cafe\u0301");
	assert_same_fold("CAF\u00c9", "cafe\u0301");
	assert_same_fold("\u212B", "\u00e5"); /* the sign for angstrom */
	assert_same_fold("stra\u00dfe", "STRASSE");
	assert_same_fold("\u1E9E", "ss");
	/* A dotted capital I: i and a dot above, in any locale. */
	assert_str(hw_words_fold(&arena, HW_STR("\u0130")), "i\u0307");
	assert_same_fold("\u0130", "I\u0307");
	assert_str(hw_words_fold(&arena, HW_STR("I")), "i");
	assert_same_fold("\u03a3", "\u03c2"); /* both small sigmas */
	assert_same_fold("\uFB01", "fi");
	assert_same_fold("\uAC00", "\u1100\u1161");
	assert_false(hw_str_equal(hw_words_fold(&arena, HW_STR("a")),
	    hw_words_fold(&arena, HW_STR("\u00e1"))));
}

static void assert_slug(const char *text, const char *wanted)
{
	assert_str(hw_words_slug(&arena, hw_str_of(text)), wanted);
}

static void test_slug(void **state)
{
	(void)state;
	assert_slug("", "");
	assert_slug("  --  ", "");
	assert_slug("!?.", "");
	assert_slug("Short breaks", "short-breaks");
	assert_slug("  a  &  b  ", "a-b");
	assert_slug("A5.1: x", "a5-1-x");
	assert_slug("Caf\u00e9 cr\u00e8me", "cafe-creme");
	assert_slug("cafe\u0301", "cafe");
	assert_slug("T\u0177 \u0174y", "ty-wy");
	assert_slug("don't won\u2019t", "dont-wont");
	assert_slug("\uFB01ne \u2460", "fine-1");
	assert_slug("\u0627\u0644\u0639\u0631\u0628\u064A\u0629 one",
	    "\u0627\u0644\u0639\u0631\u0628\u064A\u0629-one");
	/* Vowel marks of Arabic may be there or not. */
	assert_slug("\u0639\u064E\u0631\u064E\u0628", "\u0639\u0631\u0628");
	assert_slug("\u0395\u03BB\u03BB\u03AC\u03B4\u03B1",
	    "\u03B5\u03BB\u03BB\u03B1\u03B4\u03B1");
	/* Hangul as people type it, not its parts. */
	assert_slug("\uD55C\uAD6D", "\uD55C\uAD6D");
	/* A vowel sign does not cut a word in two. */
	assert_slug("\u0938\u093E\u0930", "\u0938\u093E\u0930");
	assert_slug("<script>\"'&", "script");
	assert_slug("../../etc", "etc");
	assert_slug("\u202Eabc\x07", "abc");
	assert_slug("\xFF\xFE", "");
}

/* Whatever the words, a slug cannot leave its place in an address. */
static void test_slug_is_safe(void **state)
{
	uint64_t seed = 3;
	size_t round, i;

	(void)state;
	for (round = 0; round < 5000; round++) {
		char bytes[24];
		hw_str slug;

		for (i = 0; i < sizeof(bytes); i++) {
			seed = seed * UINT64_C(6364136223846793005) +
			    UINT64_C(1442695040888963407);
			bytes[i] = (char)(seed >> 40);
		}
		slug = hw_words_slug(&arena, (hw_str){bytes, sizeof(bytes)});
		assert_int_equal(hw_utf8_invalid_at(slug), SIZE_MAX);
		for (i = 0; i < slug.len; i++) {
			unsigned char c = (unsigned char)slug.p[i];

			assert_true(c >= 0x80 || c == '-' ||
			    (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
		}
		assert_true(slug.len == 0 || slug.p[0] != '-');
		assert_true(slug.len == 0 || slug.p[slug.len - 1] != '-');
	}
}

/* The letter whose parts are eighteen, many times over. */
static void test_expansion(void **state)
{
	struct hw_buf text = {0};
	size_t i;

	(void)state;
	for (i = 0; i < 5000; i++)
		hw_buf_puts(&text, "\uFDFA");
	assert_true(hw_words_slug(&arena, hw_buf_str(&text)).len > 5000);
	assert_true(hw_words_fold(&arena, hw_buf_str(&text)).len >= 15000);
	hw_buf_free(&text);
}

static void assert_order(struct hw_words_locale *locale, const char *a,
    const char *b)
{
	if (hw_words_compare(locale, hw_str_of(a), hw_str_of(b)) >= 0 ||
	    hw_words_compare(locale, hw_str_of(b), hw_str_of(a)) <= 0)
		fail_msg("'%s' does not come before '%s'", a, b);
}

static void test_order(void **state)
{
	struct hw_words_locale *locale = open_locale("en", "UTC");

	(void)state;
	assert_order(locale, "Area 2", "Area 10");
	assert_order(locale, "Area 9", "Area 010");
	assert_order(locale, "apple", "Banana");
	assert_order(locale, "Caf\u00e9 a", "Cafe b");
	assert_order(locale, "", "a");
	assert_order(locale, "zebra", "\u05D0");
	assert_int_equal(hw_words_compare(locale, HW_STR("x"), HW_STR("x")),
	    0);
	/* Two spellings of one word: still one order, the same each time. */
	assert_int_not_equal(hw_words_compare(locale, HW_STR("caf\u00e9"),
				 HW_STR("cafe\u0301")),
	    0);
	hw_words_close(locale);
	locale = open_locale("sv", "UTC");
	assert_order(locale, "zon", "\u00e5r");
	hw_words_close(locale);
	locale = open_locale("cy", "UTC");
	assert_order(locale, "cwm", "chwech"); /* ch is a letter of its own */
	hw_words_close(locale);
}

static void assert_initial(const char *language, const char *text,
    const char *wanted)
{
	struct hw_words_locale *locale = open_locale(language, "UTC");

	assert_str(hw_words_initial(locale, &arena, hw_str_of(text)), wanted);
	hw_words_close(locale);
}

static void test_initial(void **state)
{
	(void)state;
	assert_initial("en", "annual review", "A");
	assert_initial("en", "  (plan)", "P");
	assert_initial("en", "2 year check", "#");
	assert_initial("en", "", "#");
	assert_initial("en", "--", "#");
	/* A letter of its own in one language is none in another. */
	assert_initial("en", "\u00e9tude", "E");
	assert_initial("de", "\u00c4rzte", "A");
	assert_initial("sv", "\u00e4pple", "\u00c4");
	assert_initial("ar", "\u0625\u062a\u0627\u062d\u0629", "\u0627");
}

static void test_tags(void **state)
{
	static const char *const unknown[] = {"", "polish", "xx", "zz", "qqq",
	    "e", "pl-xx", "pl-abcd", "PL", "pl_pl", "en-", "v2", "draft",
	    "en-u-ca-buddhist", "x-mine", "i-klingon", "\xff", "-", "easy"};
	size_t i;

	(void)state;
	for (i = 0; i < HW_COUNT(unknown); i++)
		assert_str(hw_words_tag(&arena, hw_str_of(unknown[i])), "");
	assert_str(hw_words_tag(&arena, HW_STR("pl")), "pl");
	assert_str(hw_words_tag(&arena, HW_STR("cy")), "cy");
	assert_str(hw_words_tag(&arena, HW_STR("pt-br")), "pt-BR");
	assert_str(hw_words_tag(&arena, HW_STR("zh-hant")), "zh-Hant");
	assert_str(hw_words_tag(&arena, HW_STR("rom")), "rom");
	assert_str(hw_words_tag(&arena, HW_STR("ca-valencia")),
	    "ca-valencia");
	assert_str(hw_words_tag(&arena, HW_STR("ckb")), "ckb");
	assert_str(hw_words_tag_like(&arena, HW_STR("Polish")), "pl");
	assert_str(hw_words_tag_like(&arena, HW_STR("PT_br")), "pt-br");
	assert_str(hw_words_tag_like(&arena, HW_STR("klingonese")), "");
}

static void assert_named(const char *tag, const char *in, bool alone,
    const char *wanted)
{
	assert_str(
	    hw_words_language(&arena, hw_str_of(tag), hw_str_of(in), alone),
	    wanted);
}

static void test_names_of_languages(void **state)
{
	(void)state;
	assert_named("en", "en", true, "English");
	assert_named("pl", "pl", true, "Polski");
	assert_named("pl", "pl", false, "polski");
	assert_named("ar", "ar", true,
	    "\u0627\u0644\u0639\u0631\u0628\u064a"
	    "\u0629");
	assert_named("cy", "cy", true, "Cymraeg");
	assert_named("pl", "en", false, "Polish");
	assert_named("zz", "en", false, "zz");
	assert_named("rom", "rom", false, "rom");
	assert_named("not a tag", "en", true, "not a tag");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_dates_have_no_zone),
	    cmocka_unit_test(test_zones),
	    cmocka_unit_test(test_languages),
	    cmocka_unit_test(test_instants),
	    cmocka_unit_test(test_fold),
	    cmocka_unit_test(test_slug),
	    cmocka_unit_test(test_slug_is_safe),
	    cmocka_unit_test(test_expansion),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_initial),
	    cmocka_unit_test(test_tags),
	    cmocka_unit_test(test_names_of_languages),
	};

	return cmocka_run_group_tests_name("words", tests, set_up, tear_down);
}
