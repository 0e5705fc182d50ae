/*
 * words: the ICU adapter, the only file that includes ICU's headers.
 *
 * Dates and numbers in words, time zones, folding for comparison, and order. Languages
 * are BCP 47 tags. Where ICU fails for want of memory it ends in hw_oom();
 * a language it does not know falls back to its root data.
 *
 * Threads: no shared state of ours; a struct hw_words_locale belongs to one
 * thread at a time.
 */
#ifndef HW_INPUT_WORDS_H
#define HW_INPUT_WORDS_H

#include "base/str.h"
#include "model/date.h"

struct hw_words_locale;

/*
 * Makes ICU's memory run out in hw_oom() too: it does not check its own
 * requests everywhere; and makes it forget the machine's own language. Once,
 * before any other call.
 */
void hw_words_setup(void);

/*
 * Formatters for one language and time zone; release with
 * hw_words_close. NULL when the time zone is not an IANA name that ICU
 * knows ("Europe/London").
 */
struct hw_words_locale *hw_words_open(hw_str language, hw_str time_zone);
void hw_words_close(struct hw_words_locale *locale);

/* The time zone that it was opened with. */
hw_str hw_words_zone(const struct hw_words_locale *locale);

/* "17 May 2024"; "May 2024" for a month; empty for no date. */
hw_str hw_words_date(struct hw_words_locale *locale, struct hw_arena *arena,
    struct hw_date date);

/*
 * A decimal number as readers of the language write it: "1200.5" gives
 * "1,200.5", with at least so many decimals. Text that is no number stays.
 */
hw_str hw_words_number(struct hw_words_locale *locale, struct hw_arena *arena,
    hw_str decimal, int decimals);

/* The day it was at that second in the locale's time zone. */
struct hw_date hw_words_day(struct hw_words_locale *locale, int64_t seconds);

/* "2024-05-17T10:02:00+01:00" in the locale's time zone. */
hw_str hw_words_instant(struct hw_words_locale *locale,
    struct hw_arena *arena, int64_t seconds);

/* Order of two texts for readers of the locale's language. */
int hw_words_compare(struct hw_words_locale *locale, hw_str a, hw_str b);

/* The text's first letter as an index in the locale's language would head it:
 * "A", or "#". Letters that are sorted as one have one head: "E" for é too. */
hw_str hw_words_initial(struct hw_words_locale *locale,
    struct hw_arena *arena, hw_str text);

/* The tag of a language as it is written ("pt-br" gives "pt-BR"), where it is
 * that of a language, script and country that ICU knows by name, written in
 * the usual way; otherwise empty. */
hw_str hw_words_tag(struct hw_arena *arena, hw_str code);

/* What somebody meant who wrote "polish" or "PT_br": "pl", "pt-br"; or
 * empty. */
hw_str hw_words_tag_like(struct hw_arena *arena, hw_str written);

/* A language by its name in a language: "Polish", "polski"; as it stands
 * alone or within a sentence. */
hw_str hw_words_language(struct hw_arena *arena, hw_str tag, hw_str in_tag,
    bool stands_alone);

/* Written from right to left? */
bool hw_words_is_rtl(hw_str language);

/* NFC and full case folding: equal results are names that some file system
 * or reader takes for the same. */
hw_str hw_words_fold(struct hw_arena *arena, hw_str text);

/*
 * A heading's or name's words as part of an address: letters without
 * accents, lower case, words joined by '-'; letters of other scripts stay.
 */
hw_str hw_words_slug(struct hw_arena *arena, hw_str text);

#endif
