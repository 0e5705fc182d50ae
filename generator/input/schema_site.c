#include "input/schema.h"

#include "model/site.h"

/* ------------------------------ site.yaml ------------------------------ */

static const struct hw_field organisation_fields[] = {
    {.name = "name",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_organisation, name),
	.max_length = HW_LINE_LENGTH,
	.help = "Who runs the site.",
	.example = "Example Council"},
    {.name = "link",
	.type = HW_FIELD_URL,
	.offset = offsetof(struct hw_organisation, link),
	.max_length = HW_ADDRESS_LENGTH,
	.help = "Its own website.",
	.example = "https://www.example.org/"},
};
static const struct hw_field_table organisation_table = HW_FIELD_TABLE(
    "an organisation", organisation_fields, struct hw_organisation);

static const struct hw_field brand_fields[] = {
    {.name = "colour",
	.type = HW_FIELD_COLOUR,
	.offset = offsetof(struct hw_brand, colour),
	.help = "The colour of the site's top, dark enough for white "
		"words; in quotes.",
	.example = "\"#12506b\""},
};
static const struct hw_field_table brand_table =
    HW_FIELD_TABLE("a brand", brand_fields, struct hw_brand);

static const struct hw_field feedback_fields[] = {
    {.name = "email",
	.type = HW_FIELD_EMAIL,
	.offset = offsetof(struct hw_feedback, email),
	.max_length = 254,
	.help = "The address that readers can write to.",
	.example = "help@example.org"},
    {.name = "phone",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_feedback, phone),
	.max_length = 40,
	.help = "The number that readers can call.",
	.example = "01632 960 001"},
    {.name = "post",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_feedback, post),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "The postal address, on one line with commas.",
	.example = "SEND team, 1 High Street, Example"},
    {.name = "form",
	.type = HW_FIELD_URL,
	.offset = offsetof(struct hw_feedback, form),
	.max_length = HW_ADDRESS_LENGTH,
	.help = "A form on another site that readers can fill in.",
	.example = "https://www.example.org/feedback"},
    {.name = "send_to",
	.type = HW_FIELD_URL,
	.offset = offsetof(struct hw_feedback, send_to),
	.max_length = HW_ADDRESS_LENGTH,
	.help = "Where the council's form service takes what readers write "
		"(with POST: council, page, message, email); then the "
		"feedback page has a form.",
	.example = "https://forms.example.org/feedback"},
    {.name = "councils",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_feedback, councils),
	.max_length = HW_LINE_LENGTH,
	.max_items = 20,
	.help = "The councils that the form asks to choose from.",
	.example = "[\"Example Council\", \"Other Council\"]"},
    {.name = "privacy",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_feedback, privacy),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "What happens to what readers write, beside the form's "
		"button.",
	.example = "We keep your words for one year, then delete them."},
};
static const struct hw_field_table feedback_table =
    HW_FIELD_TABLE("feedback", feedback_fields, struct hw_feedback);

static const struct hw_field notice_fields[] = {
    {.name = "text",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_notice, text),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "What to tell every reader, at the top of each page.",
	.example = "The phone line is closed on 26 August 2024."},
    {.name = "from",
	.type = HW_FIELD_DAY,
	.offset = offsetof(struct hw_notice, from),
	.help = "The first day on which it is shown.",
	.example = "2024-08-19"},
    {.name = "until",
	.type = HW_FIELD_DAY,
	.offset = offsetof(struct hw_notice, until),
	.help = "The last day on which it is shown.",
	.example = "2024-08-26"},
};
static const struct hw_field_table notice_table =
    HW_FIELD_TABLE("a notice", notice_fields, struct hw_notice);

static const struct hw_field security_fields[] = {
    {.name = "contact",
	.type = HW_FIELD_CONTACT,
	.is_required = true,
	.offset = offsetof(struct hw_security, contact),
	.max_length = HW_ADDRESS_LENGTH,
	.help = "Where to report a weakness of the site: an e-mail address, "
		"or a page's that starts with https://.",
	.example = "security@example.org"},
    {.name = "expires",
	.type = HW_FIELD_DAY,
	.is_required = true,
	.offset = offsetof(struct hw_security, expires),
	.help = "The last day on which that is sure to be right, at most "
		"a year ahead.",
	.example = "2025-03-31"},
};
static const struct hw_field_table security_table =
    HW_FIELD_TABLE("security", security_fields, struct hw_security);
static const struct hw_field one_word_fields[] = {
    {.name = "use",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_one_word, use),
	.max_length = HW_LINE_LENGTH,
	.help = "The word that pages use.",
	.example = "school"},
    {.name = "not",
	.type = HW_FIELD_TEXT_LIST,
	.is_required = true,
	.offset = offsetof(struct hw_one_word, not_these),
	.max_length = HW_LINE_LENGTH,
	.max_items = 20,
	.help = "Words that others use for the same.",
	.example = "[setting]"},
};
static const struct hw_field_table one_word_table =
    HW_FIELD_TABLE("one word", one_word_fields, struct hw_one_word);

static const struct hw_field wording_fields[] = {
    {.name = "allow",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_wording, allow),
	.max_length = HW_LINE_LENGTH,
	.max_items = 500,
	.help = "Words and phrases that headway check never reports.",
	.example = "[progress page]"},
    {.name = "names",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_wording, names),
	.max_length = HW_LINE_LENGTH,
	.max_items = 500,
	.help = "Names of places and groups that headway check would not "
		"know.",
	.example = "[The Harbour School]"},
    {.name = "one_word",
	.type = HW_FIELD_OBJECT_LIST,
	.offset = offsetof(struct hw_wording, one_word),
	.table = &one_word_table,
	.max_items = 100,
	.help = "The one word that easy-read pages use for a thing.",
	.example = "[{use: school, not: [setting]}]"},
};
static const struct hw_field_table wording_table =
    HW_FIELD_TABLE("wording", wording_fields, struct hw_wording);

static const struct hw_field settings_fields[] = {
    {.name = "name",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_settings, name),
	.max_length = HW_TITLE_LENGTH,
	.help = "The site's name.",
	.example = "Progress on support for children"},
    {.name = "description",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_settings, description),
	.max_length = HW_SUMMARY_LENGTH,
	.help = "What the site is, in one or two sentences.",
	.example = "How far the plan has got."},
    {.name = "base_url",
	.type = HW_FIELD_URL,
	.is_required = true,
	.offset = offsetof(struct hw_settings, base_url),
	.max_length = 200,
	.help = "Where the site is published.",
	.example = "https://www.example.org/"},
    {.name = "language",
	.type = HW_FIELD_LANGUAGE,
	.offset = offsetof(struct hw_settings, language),
	.help = "The language of the pages; en when left out.",
	.example = "en"},
    {.name = "time_zone",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_settings, time_zone),
	.max_length = 64,
	.help = "The time zone of dates; Europe/London when left out.",
	.example = "Europe/London"},
    {.name = "organisation",
	.type = HW_FIELD_OBJECT,
	.offset = offsetof(struct hw_settings, organisation),
	.table = &organisation_table,
	.help = "Who runs the site.",
	.example = "{name: Example Council}"},
    {.name = "disclaimer",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_settings, disclaimer),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "What the site is not, shown at the foot of each page.",
	.example = "This is not the council's website."},
    {.name = "brand",
	.type = HW_FIELD_OBJECT,
	.offset = offsetof(struct hw_settings, brand),
	.table = &brand_table,
	.help = "How the site looks.",
	.example = "{colour: \"#12506b\"}"},
    {.name = "feedback",
	.type = HW_FIELD_OBJECT,
	.offset = offsetof(struct hw_settings, feedback),
	.table = &feedback_table,
	.help = "How readers can get in touch.",
	.example = "{email: help@example.org}"},
    {.name = "notice",
	.type = HW_FIELD_OBJECT,
	.offset = offsetof(struct hw_settings, notice),
	.table = &notice_table,
	.help = "A message at the top of every page for some days.",
	.example = "{text: The phone line is closed today.}"},
    {.name = "security",
	.type = HW_FIELD_OBJECT,
	.offset = offsetof(struct hw_settings, security),
	.table = &security_table,
	.help = "Who looks after the site's safety, for "
		"/.well-known/security.txt.",
	.example = "{contact: security@example.org, expires: 2025-03-31}"},
    {.name = "wording",
	.type = HW_FIELD_OBJECT,
	.offset = offsetof(struct hw_settings, wording),
	.table = &wording_table,
	.help = "What headway check should know of the site's words.",
	.example = "{allow: [progress page]}"},
};
const struct hw_field_table hw_settings_table =
    HW_FIELD_TABLE("site.yaml", settings_fields, struct hw_settings);

/* ------------------------------ words.yaml ----------------------------- */

static const struct hw_field word_fields[] = {
    {.name = "term",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_word, term),
	.max_length = HW_LINE_LENGTH,
	.help = "The word or words.",
	.example = "annual review"},
    {.name = "short",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_word, short_form),
	.max_length = 20,
	.help = "Its short form.",
	.example = "EHCP"},
    {.name = "also",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_word, also),
	.max_length = HW_LINE_LENGTH,
	.max_items = 20,
	.help = "Other spellings of it.",
	.example = "[annual reviews]"},
    {.name = "meaning",
	.type = HW_FIELD_TEXT,
	.is_required = true,
	.offset = offsetof(struct hw_word, meaning),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "What it means, in one or two plain sentences.",
	.example = "A meeting each year about a child's plan."},
    {.name = "easy",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_word, easy),
	.max_length = 300,
	.help = "What it means for easy-read pages, in one or two very "
		"short sentences.",
	.example = "A meeting each year. People talk about your plan."},
};
static const struct hw_field_table word_table =
    HW_FIELD_TABLE("a word", word_fields, struct hw_word);

static const struct hw_field words_fields[] = {
    {.name = "words",
	.type = HW_FIELD_OBJECT_LIST,
	.is_required = true,
	.offset = offsetof(struct hw_words, words),
	.table = &word_table,
	.max_items = 1000,
	.help = "The words that the site explains.",
	.example = "[{term: audit, meaning: A careful check.}]"},
};
const struct hw_field_table hw_words_table =
    HW_FIELD_TABLE("words.yaml", words_fields, struct hw_words);
