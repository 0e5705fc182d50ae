#include "input/words.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucal.h>
#include <unicode/uclean.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/uldnames.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#define TAG_MAX         64
#define NAME_MAX_BYTES  128 /* of a locale: a tag and keywords */
#define ZONE_MAX        64
#define FRACTION_DIGITS 6

struct hw_words_locale {
	UDateFormat *day_format, *month_format; /* UTC: dates have no zone */
	UCalendar *calendar;                    /* in the site's zone */
	UCollator *collator;
	UCollator *letters; /* tells letters apart, and not their marks */
	UNumberFormat *number_format;
	char zone[ZONE_MAX];
};

static void *icu_alloc(const void *context, size_t size)
{
	(void)context;
	return hw_xrealloc(NULL, size);
}

static void *icu_realloc(const void *context, void *old, size_t size)
{
	(void)context;
	return hw_xrealloc(old, size);
}

static void icu_free(const void *context, void *old)
{
	(void)context;
	free(old);
}

void hw_words_setup(void)
{
	UErrorCode status = U_ZERO_ERROR;

	u_setMemoryFunctions(NULL, icu_alloc, icu_realloc, icu_free, &status);
	assert(U_SUCCESS(status));
	/* What ICU has no words for must not come from the machine's language:
	 * a page is the same wherever it is built. */
	uloc_setDefault("", &status);
	assert(U_SUCCESS(status));
}

/* Memory is the only failure left once the arguments are checked. */
static void must(UErrorCode status)
{
	if (status == U_MEMORY_ALLOCATION_ERROR)
		hw_oom();
	assert(U_SUCCESS(status));
}

/* ICU's macros convert signs in ways that -Wconversion calls out. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
static UChar32 next_utf8(hw_str text, int32_t *at)
{
	UChar32 c;

	U8_NEXT_OR_FFFD(text.p, *at, (int32_t)text.len, c);
	return c;
}

static UChar32 next_utf16(const UChar *text, int32_t len, int32_t *at)
{
	UChar32 c;

	U16_NEXT(text, *at, len, c);
	return c;
}

static size_t encode_utf8(char *bytes, UChar32 c)
{
	int32_t len = 0;

	U8_APPEND_UNSAFE(bytes, len, c);
	return (size_t)len;
}
#pragma GCC diagnostic pop

/* A text as ICU wants it: UTF-16, in memory of its own. */
struct utf16 {
	UChar *p;
	int32_t len;
};

static struct utf16 to_utf16(hw_str text)
{
	struct utf16 wide;
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = (int32_t)text.len + 1;

	wide.p = hw_xrealloc(NULL, (size_t)room * sizeof(UChar));
	u_strFromUTF8WithSub(wide.p, room, &wide.len, text.p,
	    (int32_t)text.len, 0xFFFD, NULL, &status);
	must(status);
	return wide;
}

static hw_str to_utf8(struct hw_arena *arena, const UChar *p, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	char *bytes = hw_arena_alloc(arena, (size_t)len * 3 + 1);
	int32_t count;

	u_strToUTF8WithSub(bytes, len * 3 + 1, &count, p, len, 0xFFFD, NULL,
	    &status);
	must(status);
	return (hw_str){bytes, (size_t)count};
}

/* Unless the tag asks for others ("ar-u-nu-arab"). */
static void set_keyword(const char *keyword, const char *value, char *name,
    size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char given[TAG_MAX];

	if (uloc_getKeywordValue(name, keyword, given, (int32_t)sizeof(given),
		&status) > 0)
		return;
	status = U_ZERO_ERROR;
	uloc_setKeywordValue(keyword, value, name, (int32_t)size, &status);
	must(status);
}

/*
 * The refs, phone numbers and counts of a page are in the digits of this
 * text, and its days are those of the council's calendar: dates and figures
 * are too, whatever ICU holds usual where a language is at home.
 */
static void locale_name(hw_str language, char *name, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char tag[TAG_MAX];

	snprintf(tag, sizeof(tag), "%.*s", HW_ARG(language));
	/* Plain "en" means the English of the United States to ICU; dates
	 * and order here are those of British readers. */
	if (strcmp(tag, "en") == 0)
		snprintf(tag, sizeof(tag), "en-GB");
	uloc_forLanguageTag(tag, name, (int32_t)size, NULL, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
		name[0] = '\0';
	set_keyword("numbers", "latn", name, size);
	set_keyword("calendar", "gregorian", name, size);
}

static UDateFormat *open_format(const char *locale, const char *skeleton)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide_skeleton[16], pattern[64], utc[8];
	UDateTimePatternGenerator *generator;
	UDateFormat *format;
	int32_t len;

	u_uastrcpy(wide_skeleton, skeleton);
	u_uastrcpy(utc, "UTC");
	generator = udatpg_open(locale, &status);
	must(status);
	len = udatpg_getBestPattern(generator, wide_skeleton, -1, pattern,
	    (int32_t)HW_COUNT(pattern), &status);
	udatpg_close(generator);
	must(status);
	format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1,
	    pattern, len, &status);
	must(status);
	return format;
}

static bool zone_known(const UChar *zone)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar canonical[ZONE_MAX];
	UBool is_system = 0;

	ucal_getCanonicalTimeZoneID(zone, -1, canonical, ZONE_MAX, &is_system,
	    &status);
	return U_SUCCESS(status) && is_system;
}

struct hw_words_locale *hw_words_open(hw_str language, hw_str time_zone)
{
	struct hw_words_locale *locale;
	UErrorCode status = U_ZERO_ERROR;
	char name[NAME_MAX_BYTES];
	UChar zone[ZONE_MAX];

	if (time_zone.len == 0 || time_zone.len >= ZONE_MAX)
		return NULL;
	u_charsToUChars(time_zone.p, zone, (int32_t)time_zone.len);
	zone[time_zone.len] = 0;
	if (!zone_known(zone))
		return NULL;
	locale_name(language, name, sizeof(name));
	locale = hw_xrealloc(NULL, sizeof(*locale));
	snprintf(locale->zone, sizeof(locale->zone), "%.*s",
	    HW_ARG(time_zone));
	locale->day_format = open_format(name, "dMMMMy");
	locale->month_format = open_format(name, "MMMMy");
	locale->calendar = ucal_open(zone, -1, name, UCAL_GREGORIAN, &status);
	must(status);
	locale->collator = ucol_open(name, &status);
	must(status);
	locale->letters = ucol_open(name, &status);
	must(status);
	ucol_setStrength(locale->letters, UCOL_PRIMARY);
	locale->number_format =
	    unum_open(UNUM_DECIMAL, NULL, 0, name, NULL, &status);
	must(status);
	unum_setAttribute(locale->number_format, UNUM_MAX_FRACTION_DIGITS,
	    FRACTION_DIGITS);
	/* "Area 2" before "Area 10". */
	ucol_setAttribute(locale->collator, UCOL_NUMERIC_COLLATION, UCOL_ON,
	    &status);
	must(status);
	return locale;
}

void hw_words_close(struct hw_words_locale *locale)
{
	if (locale == NULL)
		return;
	udat_close(locale->day_format);
	udat_close(locale->month_format);
	ucal_close(locale->calendar);
	ucol_close(locale->collator);
	ucol_close(locale->letters);
	unum_close(locale->number_format);
	free(locale);
}

hw_str hw_words_zone(const struct hw_words_locale *locale)
{
	return hw_str_of(locale->zone);
}

hw_str hw_words_number(struct hw_words_locale *locale, struct hw_arena *arena,
    hw_str decimal, int decimals)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[96];
	int32_t len;

	unum_setAttribute(locale->number_format, UNUM_MIN_FRACTION_DIGITS,
	    decimals);
	len = unum_formatDecimal(locale->number_format, decimal.p,
	    (int32_t)decimal.len, text, (int32_t)HW_COUNT(text), NULL,
	    &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		hw_oom();
	if (U_FAILURE(status) || decimal.len == 0)
		return decimal;
	return to_utf8(arena, text, len);
}

hw_str hw_words_date(struct hw_words_locale *locale, struct hw_arena *arena,
    struct hw_date date)
{
	UErrorCode status = U_ZERO_ERROR;
	UDate at;
	UChar text[96];
	int32_t len;

	if (!hw_date_given(date))
		return HW_STR_NONE;
	at = (UDate)hw_date_to_days(hw_date_first_day(date)) * 86400000.0;
	len = udat_format(date.day != 0 ? locale->day_format
					: locale->month_format,
	    at, text, (int32_t)HW_COUNT(text), NULL, &status);
	must(status);
	return to_utf8(arena, text, len);
}

static int field(UCalendar *calendar, UCalendarDateFields which)
{
	UErrorCode status = U_ZERO_ERROR;
	int value = ucal_get(calendar, which, &status);

	must(status);
	return value;
}

static void set_time(struct hw_words_locale *locale, int64_t seconds)
{
	UErrorCode status = U_ZERO_ERROR;

	ucal_setMillis(locale->calendar, (UDate)seconds * 1000.0, &status);
	must(status);
}

struct hw_date hw_words_day(struct hw_words_locale *locale, int64_t seconds)
{
	set_time(locale, seconds);
	return (struct hw_date){
	    .year = field(locale->calendar, UCAL_YEAR),
	    .month = field(locale->calendar, UCAL_MONTH) + 1,
	    .day = field(locale->calendar, UCAL_DATE),
	};
}

hw_str hw_words_instant(struct hw_words_locale *locale,
    struct hw_arena *arena, int64_t seconds)
{
	struct hw_date day = hw_words_day(locale, seconds);
	int offset = (field(locale->calendar, UCAL_ZONE_OFFSET) +
			 field(locale->calendar, UCAL_DST_OFFSET)) /
	    60000;
	int minutes = offset < 0 ? -offset : offset;

	return hw_fmt(arena, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
	    day.year, day.month, day.day,
	    field(locale->calendar, UCAL_HOUR_OF_DAY),
	    field(locale->calendar, UCAL_MINUTE),
	    field(locale->calendar, UCAL_SECOND), offset < 0 ? '-' : '+',
	    minutes / 60, minutes % 60);
}

int hw_words_compare(struct hw_words_locale *locale, hw_str a, hw_str b)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollationResult order = ucol_strcollUTF8(locale->collator, a.p,
	    (int32_t)a.len, b.p, (int32_t)b.len, &status);

	must(status);
	/* Texts that read alike still need one order everywhere. */
	return order != UCOL_EQUAL ? (int)order : hw_str_compare(a, b);
}

/* The letter without its mark, where the language sorts both as one. */
static UChar32 plain_letter(struct hw_words_locale *locale, UChar32 letter)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFDInstance(&status);
	UChar parts[8], whole[U16_MAX_LENGTH];
	int32_t length = 0, count;

	must(status);
	count = unorm2_getDecomposition(form, letter, parts,
	    (int32_t)HW_COUNT(parts), &status);
	if (U_FAILURE(status) || count < 1 || U16_IS_SURROGATE(parts[0]))
		return letter;
	U16_APPEND_UNSAFE(whole, length, letter);
	return ucol_strcoll(locale->letters, parts, 1, whole, length) ==
		UCOL_EQUAL
	    ? parts[0]
	    : letter;
}

hw_str hw_words_initial(struct hw_words_locale *locale,
    struct hw_arena *arena, hw_str text)
{
	char bytes[U8_MAX_LENGTH];
	int32_t at = 0;
	UChar32 c = 0;

	while (at < (int32_t)text.len) {
		c = next_utf8(text, &at);
		if (u_isalnum(c))
			break;
	}
	if (!u_isalpha(c))
		return HW_STR("#");
	c = plain_letter(locale, u_toupper(c));
	return hw_str_dup(arena, (hw_str){bytes, encode_utf8(bytes, c)});
}

/* ------------------------------- languages ----------------------------- */

/* As ICU names locales; false for what is no tag. */
static bool locale_of_tag(hw_str tag, char *name, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char copy[TAG_MAX];

	if (tag.len == 0 || tag.len >= sizeof(copy))
		return false;
	snprintf(copy, sizeof(copy), "%.*s", HW_ARG(tag));
	uloc_forLanguageTag(copy, name, (int32_t)size, NULL, &status);
	return U_SUCCESS(status) &&
	    status != U_STRING_NOT_TERMINATED_WARNING && name[0] != '\0';
}

static hw_str lowered(struct hw_arena *arena, hw_str s)
{
	hw_str copy = hw_str_dup(arena, s);
	char *p = (char *)(uintptr_t)copy.p;
	size_t i;

	for (i = 0; i < copy.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] - 'A' + 'a');
	return copy;
}

/* Whether English has a name for that part of a locale, if it has the part:
 * what ICU does not know it calls by its code. */
static bool has_name(const char *locale,
    int32_t (*code)(const char *locale, char *out, int32_t size,
	UErrorCode *status),
    int32_t (*words)(const char *locale, const char *in, UChar *out,
	int32_t size, UErrorCode *status))
{
	UErrorCode status = U_ZERO_ERROR;
	UChar name[128], wide[TAG_MAX];
	char part[TAG_MAX];

	if (code(locale, part, (int32_t)sizeof(part), &status) == 0)
		return true;
	words(locale, "en", name, (int32_t)HW_COUNT(name), &status);
	if (U_FAILURE(status))
		return false;
	u_uastrcpy(wide, part);
	return u_strcmp(name, wide) != 0;
}

/* "en-u-ca-buddhist" says more than a language. */
static bool has_extension(hw_str code)
{
	size_t i, len = 0;

	for (i = 0; i < code.len; i++) {
		if (code.p[i] != '-') {
			len++;
			continue;
		}
		if (len == 1)
			return true;
		len = 0;
	}
	return len == 1;
}

hw_str hw_words_tag(struct hw_arena *arena, hw_str code)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[TAG_MAX], tag[TAG_MAX];

	if (has_extension(code) ||
	    !locale_of_tag(code, locale, sizeof(locale)) ||
	    !has_name(locale, uloc_getLanguage, uloc_getDisplayLanguage) ||
	    !has_name(locale, uloc_getScript, uloc_getDisplayScript) ||
	    !has_name(locale, uloc_getCountry, uloc_getDisplayCountry))
		return HW_STR_NONE;
	uloc_toLanguageTag(locale, tag, (int32_t)sizeof(tag), true, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
	    !hw_str_equal(lowered(arena, hw_str_of(tag)), code))
		return HW_STR_NONE;
	return hw_str_dup(arena, hw_str_of(tag));
}

hw_str hw_words_tag_like(struct hw_arena *arena, hw_str written)
{
	hw_str low = lowered(arena, written), name;
	const char *const *codes = uloc_getISOLanguages();
	char *p = (char *)(uintptr_t)low.p;
	size_t i;

	for (i = 0; i < low.len; i++)
		if (p[i] == '_')
			p[i] = '-';
	if (hw_words_tag(arena, low).len > 0)
		return low;
	for (; *codes != NULL; codes++) {
		name = hw_words_language(arena, hw_str_of(*codes),
		    HW_STR("en"), false);
		if (hw_str_equal(lowered(arena, name), low))
			return hw_str_of(*codes);
	}
	return HW_STR_NONE;
}

hw_str hw_words_language(struct hw_arena *arena, hw_str tag, hw_str in_tag,
    bool stands_alone)
{
	UDisplayContext contexts[] = {UDISPCTX_DIALECT_NAMES,
	    stands_alone ? UDISPCTX_CAPITALIZATION_FOR_BEGINNING_OF_SENTENCE
			 : UDISPCTX_CAPITALIZATION_FOR_MIDDLE_OF_SENTENCE};
	UErrorCode status = U_ZERO_ERROR;
	char locale[TAG_MAX], in[TAG_MAX];
	ULocaleDisplayNames *names;
	UChar name[128];
	int32_t len;

	if (!locale_of_tag(tag, locale, sizeof(locale)) ||
	    !locale_of_tag(in_tag, in, sizeof(in)))
		return tag;
	names = uldn_openForContext(in, contexts, (int32_t)HW_COUNT(contexts),
	    &status);
	must(status);
	len = uldn_localeDisplayName(names, locale, name,
	    (int32_t)HW_COUNT(name), &status);
	uldn_close(names);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		hw_oom();
	return U_SUCCESS(status) ? to_utf8(arena, name, len) : tag;
}

bool hw_words_is_rtl(hw_str language)
{
	char name[TAG_MAX];

	locale_name(language, name, sizeof(name));
	return uloc_isRightToLeft(name);
}

static struct utf16 normalise(const UNormalizer2 *form, struct utf16 text)
{
	UErrorCode status = U_ZERO_ERROR;
	struct utf16 out;
	int32_t room = text.len * 4 + 8;

	out.p = hw_xrealloc(NULL, (size_t)room * sizeof(UChar));
	out.len =
	    unorm2_normalize(form, text.p, text.len, out.p, room, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR) {
		room = out.len + 1;
		out.p = hw_xrealloc(out.p, (size_t)room * sizeof(UChar));
		status = U_ZERO_ERROR;
		out.len = unorm2_normalize(form, text.p, text.len, out.p,
		    room, &status);
	}
	must(status);
	return out;
}

hw_str hw_words_fold(struct hw_arena *arena, hw_str text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	struct utf16 wide, composed, folded;
	hw_str result;
	size_t i;

	must(status);
	for (i = 0; i < text.len; i++)
		if ((unsigned char)text.p[i] >= 0x80 ||
		    (text.p[i] >= 'A' && text.p[i] <= 'Z'))
			break;
	if (i == text.len) /* the common case: nothing to fold */
		return text;
	wide = to_utf16(text);
	folded.p =
	    hw_xrealloc(NULL, ((size_t)wide.len * 3 + 8) * sizeof(UChar));
	folded.len = u_strFoldCase(folded.p, wide.len * 3 + 8, wide.p,
	    wide.len, U_FOLD_CASE_DEFAULT, &status);
	must(status);
	composed = normalise(nfc, folded);
	result = to_utf8(arena, composed.p, composed.len);
	free(wide.p);
	free(folded.p);
	free(composed.p);
	return result;
}

/* Letters put together again, as people type them (Hangul above all). */
static hw_str compose(struct hw_arena *arena, hw_str text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	struct utf16 wide, composed;
	hw_str result;

	must(status);
	wide = to_utf16(text);
	composed = normalise(nfc, wide);
	result = to_utf8(arena, composed.p, composed.len);
	free(wide.p);
	free(composed.p);
	return result;
}

/* Signs that a word is written with in India and elsewhere. */
static bool is_vowel_sign(UChar32 c)
{
	return u_charType(c) == U_COMBINING_SPACING_MARK;
}

hw_str hw_words_slug(struct hw_arena *arena, hw_str text)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
	struct utf16 wide = to_utf16(text), apart;
	struct hw_buf slug = {0};
	int32_t at = 0;
	UChar32 c;
	bool gap = false;
	hw_str result;

	must(status);
	apart = normalise(nfkd, wide);
	while (at < apart.len) {
		char bytes[U8_MAX_LENGTH];

		c = next_utf16(apart.p, apart.len, &at);
		if (u_charType(c) == U_NON_SPACING_MARK || c == '\'' ||
		    c == 0x2019)
			continue; /* accents and apostrophes leave no gap */
		if (!u_isalnum(c) && (!is_vowel_sign(c) || slug.len == 0)) {
			gap = slug.len > 0;
			continue;
		}
		if (gap)
			hw_buf_putc(&slug, '-');
		gap = false;
		hw_buf_add(&slug,
		    (hw_str){bytes, encode_utf8(bytes, u_tolower(c))});
	}
	free(wide.p);
	free(apart.p);
	result = compose(arena, hw_buf_str(&slug));
	hw_buf_free(&slug);
	return result;
}
