/*
 * site: everything that is known about a site, shared by all later steps.
 *
 * The first half are the structs that front matter, site.yaml and words.yaml
 * are read into (input/fields fills them by table; see input/schema). The
 * second half is what the assemble layer adds. All of it lives in the
 * site's arena; strings point into sources.
 *
 * Threads: written by one thread while the site is put together, read-only
 * from then on.
 */
#ifndef HW_MODEL_SITE_H
#define HW_MODEL_SITE_H

#include "base/diag.h"
#include "base/map.h"
#include "model/date.h"
#include "model/doc.h"
#include "model/history.h"

/* ------- values with their place; absent when span.source is NULL ------- */

struct hw_texts {
	struct hw_text *items;
	size_t count;
};

struct hw_choice {
	int value; /* an enum's value, or -1 when absent */
	struct hw_span span;
};

struct hw_flag {
	bool value;
	struct hw_span span;
};

struct hw_integer {
	int value;
	struct hw_span span;
};

struct hw_number {
	double value;
	hw_str text; /* as written */
	struct hw_span span;
};

struct hw_when {
	struct hw_date date;
	struct hw_span span;
};

/* ---------------------------- front matter ---------------------------- */

enum hw_page_kind {
	HW_PAGE_PLAN,
	HW_PAGE_RECOMMENDATION,
	HW_PAGE_AREA,
	HW_PAGE_PRIORITY,
	HW_PAGE_SAID, /* what families said, and what was done about it */
	HW_PAGE_ORDINARY,
};

enum hw_status {
	HW_STATUS_NOT_STARTED,
	HW_STATUS_IN_PROGRESS,
	HW_STATUS_DONE,
	HW_STATUS_PAUSED,
	HW_STATUS_STOPPED,
	HW_STATUS_COUNT,
};

enum hw_answer {
	HW_ANSWER_TOO_EARLY,
	HW_ANSWER_EARLY_SIGNS,
	HW_ANSWER_YES,
	HW_ANSWER_MIXED,
	HW_ANSWER_NO,
};

enum hw_better { HW_BETTER_HIGHER, HW_BETTER_LOWER };

struct hw_evidence {
	struct hw_text title, link;
};

struct hw_difference {
	struct hw_choice answer; /* enum hw_answer */
	struct hw_text says, source;
};

struct hw_checked_by {
	struct hw_text group;
	struct hw_when date;
};

struct hw_point {
	struct hw_date date;
	bool has_value; /* else the note says why there is none */
	double value;
	hw_str value_text; /* as written */
	hw_str note;
};

struct hw_measure {
	struct hw_text ref, title, unit, points, easy;
	struct hw_choice better; /* enum hw_better */
	struct hw_number target, baseline;
	/* read from the file that `points` names, in order of date */
	struct hw_point *point_items;
	size_t point_count;
	hw_str data_path; /* of its published table; by assemble, or empty */
};

struct hw_action {
	struct hw_text ref, title, detail, reason, update;
	struct hw_texts outcomes, owners;
	struct hw_when due, completed;
	struct hw_choice status; /* enum hw_status */
	struct {
		struct hw_evidence *items;
		size_t count;
	} evidence;
	struct hw_span span; /* of the whole action */
	/* added by assemble */
	struct hw_page *page;
	hw_str slug; /* "a5-1" */
	hw_str url;  /* "/plan/a5-1/"; empty when its ref cannot be used */
	bool is_late, is_due_soon;
	bool due_passed; /* by today, in a plan that is no longer reported */
	struct hw_node *detail_doc, *reason_doc, *update_doc;
	/* its section of the easy-read page, or NULL */
	struct hw_node *easy_heading;
};

/* Something that families said. */
struct hw_said {
	struct hw_text words, who, did, could_not;
	struct hw_texts actions; /* refs */
	struct hw_span span;
	/* added by assemble: those of the refs that the plan has */
	struct {
		struct hw_action **items;
		size_t count, room;
	} found;
};

struct hw_front {
	struct hw_text title, summary, ref, finding, impact, audio, bsl;
	struct hw_choice kind; /* enum hw_page_kind */
	struct hw_difference *difference;
	struct {
		struct hw_action *items;
		size_t count;
	} actions;
	struct {
		struct hw_measure *items;
		size_t count;
	} measures;
	struct {
		struct hw_said *items;
		size_t count;
	} said;
	struct hw_when as_of, reviewed, review_by, publish_on;
	struct hw_flag archived, draft;
	struct hw_texts owners, moved_from;
	struct hw_checked_by *checked_by;
	struct hw_integer weight;
};

/* ------------------------------ site.yaml ------------------------------ */

struct hw_organisation {
	struct hw_text name, link;
};

struct hw_brand {
	struct hw_text colour;
};

struct hw_feedback {
	struct hw_text email, phone, post, form, send_to, privacy;
	struct hw_texts councils;
};

struct hw_security {
	struct hw_text contact;
	struct hw_when expires;
};

struct hw_notice {
	struct hw_text text;
	struct hw_when from, until;
};

/* One thing, and the one word that this site has for it. */
struct hw_one_word {
	struct hw_text use;
	struct hw_texts not_these;
};

struct hw_wording {
	struct hw_texts allow; /* phrases that no rule reports */
	struct hw_texts names; /* of people, places and bodies */
	struct {
		struct hw_one_word *items;
		size_t count;
	} one_word;
};

struct hw_settings {
	struct hw_text name, description, base_url, language, time_zone;
	struct hw_text disclaimer;
	struct hw_organisation *organisation;
	struct hw_brand *brand;
	struct hw_feedback *feedback;
	struct hw_notice *notice;
	struct hw_security *security;
	struct hw_wording *wording; /* or NULL */
};

/* ----------------------------- words.yaml ------------------------------ */

struct hw_word {
	struct hw_text term, short_form, meaning, easy;
	struct hw_texts also;
	hw_str slug;
};

struct hw_words {
	struct {
		struct hw_word *items;
		size_t count;
	} words;
};

struct hw_fs;

/* ---------------------------- the whole site --------------------------- */

enum hw_date_state {
	HW_DATE_KNOWN,
	HW_DATE_UNPUBLISHED, /* in the folder, not yet in a commit */
	HW_DATE_UNKNOWN,     /* the history cannot tell */
};

/* When a file's published words last changed, and first appeared. */
struct hw_history_date {
	enum hw_date_state state, created_state;
	int64_t updated, created; /* seconds since 1970, UTC */
	hw_str commit;            /* that made the last change; hex */
};

/* How an easy-read page or a translation has fallen behind: its standard page's
 * words changed on these days, and it did not. */
struct hw_behind {
	size_t count; /* of those changes; 0: it keeps up */
	struct hw_date since, last;
	int64_t since_time;
};

/* An action that is no longer in its plan: git alone knows it. */
struct hw_withdrawn {
	const struct hw_biography *biography;
	const struct hw_plan *plan; /* NULL: gone as a whole */
	hw_str slug;                /* as that of an action */
	hw_str url; /* of the page that it keeps; empty where its address is
		       another's now */
};

struct hw_plan {
	hw_str id;             /* its folder's name */
	struct hw_page *index; /* its index.md */
	struct {
		struct hw_page **items;
		size_t count, room;
	} pages; /* without the index, in the order of menus */
	struct {
		struct hw_action **items;
		size_t count, room;
	} actions;                                /* in the order of pages */
	HW_LIST(struct hw_withdrawn *) withdrawn; /* as git has them */
	struct hw_date as_of; /* today, or the day the plan speaks of */
	bool is_archived;
	size_t status_counts[HW_STATUS_COUNT], late_count;
};

/* A language in which the site has pages. */
struct hw_phrases;
struct hw_words_locale;

struct hw_language {
	hw_str tag;                     /* "pt-BR" */
	hw_str name;                    /* what it calls itself */
	bool is_rtl;                    /* written from right to left */
	struct hw_phrases *phrases;     /* the words of the interface */
	struct hw_words_locale *locale; /* dates, numbers, order */
};

/* Words of a one-line text that came from the data; texts of trees say so
 * themselves (is_fact). */
struct hw_fact_use {
	const struct hw_text *text;
	size_t at, len; /* in text->s */
};

struct hw_page {
	struct hw_source source;
	hw_str slug; /* last part of its address */
	hw_str url;  /* "/plan/area-5/"; "/" is home; always with both / */
	bool is_easy;
	bool is_unread;    /* its bytes could not be used, which was said */
	bool is_duplicate; /* another page has its address */
	bool is_outdated;  /* its file has newer bytes, which could not be
			      used: places in it are not those of its words */
	bool is_past; /* a version from the history: messages are nobody's */
	struct hw_front front;
	struct hw_text body;      /* the Markdown below the front matter */
	struct hw_page *easy;     /* the easy-read version, or NULL */
	struct hw_page *standard; /* of an easy-read page or a translation */
	HW_LIST(struct hw_page *) translations; /* of a standard page */
	const struct hw_language *language; /* of a translation, or NULL */
	struct hw_plan *plan;               /* or NULL */
	struct hw_page *next, *previous;    /* in its plan */
	struct hw_node *doc, *finding_doc, *impact_doc;
	hw_str recording;  /* bytes of front.audio, or empty */
	struct hw_map ids; /* anchors on the page; the value is not NULL */
	HW_LIST(struct hw_fact_use) facts; /* in the order of the texts */
	struct hw_history_date date;
	struct hw_behind behind; /* of an easy-read page or a translation */
	size_t status_counts[HW_STATUS_COUNT], late_count;
};

/*
 * A translation has words alone; all else about it is its standard page's.
 * Its file name says so, also of a version from the history.
 */
static inline bool hw_page_is_translation(const struct hw_page *page)
{
	return page->source.language.len > 0;
}

/* Easy read and translations: what no plan counts and no list names. */
static inline bool hw_page_is_version(const struct hw_page *page)
{
	return page->is_easy || hw_page_is_translation(page);
}

struct hw_picture {
	hw_str name;             /* "clock" */
	hw_str file;             /* "clock.svg" */
	struct hw_fs *fs;        /* where its bytes are … */
	struct hw_source source; /* … and under which path */
	hw_str bytes;            /* once used */
	int width, height;       /* CSS pixels, from the file; 0: not known */
	bool is_used, is_refused;
};

/* An address that was given up, and where its readers are sent. Both are as
 * hw_page.url, and never empty. */
struct hw_redirect {
	hw_str from, to;
	hw_str title;        /* of the page there, or empty */
	struct hw_span span; /* of moved_from; none where git told it */
};

struct hw_site {
	struct hw_arena *arena;
	struct hw_diags *diags;
	struct hw_source settings_source;
	struct hw_settings settings;
	struct hw_words words;
	struct {
		struct hw_page **items;
		size_t count, room;
	} pages; /* all, easy read and translations too, by source path */
	struct {
		struct hw_plan **items;
		size_t count, room;
	} plans;
	struct hw_page *home;
	HW_LIST(struct hw_language *) languages; /* its own is the first */
	struct hw_map page_of_path; /* "plan/area-5.md" -> struct hw_page */
	struct hw_map page_of_url;  /* "/plan/area-5/" -> struct hw_page */
	struct hw_map picture_of_name; /* struct hw_picture */
	struct {
		struct hw_redirect *items;
		size_t count, room;
	} redirects;                              /* by `from` */
	HW_LIST(struct hw_withdrawn *) withdrawn; /* of all plans */
	struct hw_date today;
	hw_str
	    base_path; /* path of base_url without a final '/': "" or "/x" */
	hw_str origin; /* base_url without path: "https://host" */
	hw_str commit; /* HEAD, hex, or empty */
	struct hw_history *history; /* NULL where git tells none */
};

/*
 * Pages and actions that one document for paper may hold: some hundred sheets,
 * the most that anybody could print or carry. Beyond it there is no large
 * print of a plan, and /print/ lists the plans instead of showing them.
 * Easy-read pages take many more sheets.
 */
#define HW_PRINT_LIMIT      500
#define HW_PRINT_EASY_LIMIT 100

/* Sizes that input may not pass; stated in headway(5) too. */
#define HW_PAGE_LIMIT_BYTES     ((size_t)1024 * 1024)
#define HW_FRONT_LIMIT_BYTES    ((size_t)64 * 1024)
#define HW_SETTINGS_LIMIT_BYTES ((size_t)1024 * 1024)
#define HW_LINE_LIMIT_BYTES     ((size_t)16 * 1024)
#define HW_PICTURE_LIMIT_BYTES  ((size_t)512 * 1024)
#define HW_CSV_LIMIT_BYTES      ((size_t)1024 * 1024)
#define HW_PAGE_COUNT_LIMIT     ((size_t)200000)

#endif
