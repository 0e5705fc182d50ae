#include "input/schema.h"

#include "model/site.h"

#define ON(kind)   (1u << HW_PAGE_##kind)
#define ON_ACTIONS (ON(RECOMMENDATION) | ON(AREA) | ON(PRIORITY))
#define ON_PAGES   (ON(PLAN) | ON_ACTIONS | ON(SAID) | ON(ORDINARY))
#define ON_ALL     (ON_PAGES | HW_WHERE_EASY)

#define WEIGHT_LIMIT 1000000

static const char *const kind_words[] = {
    [HW_PAGE_PLAN] = "plan",
    [HW_PAGE_RECOMMENDATION] = "recommendation",
    [HW_PAGE_AREA] = "area",
    [HW_PAGE_PRIORITY] = "priority",
    [HW_PAGE_SAID] = "you said",
    [HW_PAGE_ORDINARY] = "page",
    NULL,
};

static const char *const status_words[] = {
    [HW_STATUS_NOT_STARTED] = "not started",
    [HW_STATUS_IN_PROGRESS] = "in progress",
    [HW_STATUS_DONE] = "done",
    [HW_STATUS_PAUSED] = "paused",
    [HW_STATUS_STOPPED] = "stopped",
    NULL,
};

static const char *const answer_words[] = {
    [HW_ANSWER_TOO_EARLY] = "too early",
    [HW_ANSWER_EARLY_SIGNS] = "early signs",
    [HW_ANSWER_YES] = "yes",
    [HW_ANSWER_MIXED] = "mixed",
    [HW_ANSWER_NO] = "no",
    NULL,
};

static const char *const better_words[] = {
    [HW_BETTER_HIGHER] = "higher",
    [HW_BETTER_LOWER] = "lower",
    NULL,
};

#define LATE_HELP                                                          \
	"Whether an action is late is worked out from 'due', so it is no " \
	"status."

static const struct hw_synonym status_synonyms[] = {
    {"complete", HW_STATUS_DONE, NULL},
    {"completed", HW_STATUS_DONE, NULL},
    {"finished", HW_STATUS_DONE, NULL},
    {"achieved", HW_STATUS_DONE, NULL},
    {"closed", HW_STATUS_DONE, NULL},
    {"started", HW_STATUS_IN_PROGRESS, NULL},
    {"ongoing", HW_STATUS_IN_PROGRESS, NULL},
    {"on-going", HW_STATUS_IN_PROGRESS, NULL},
    {"on track", HW_STATUS_IN_PROGRESS, NULL},
    {"under way", HW_STATUS_IN_PROGRESS, NULL},
    {"underway", HW_STATUS_IN_PROGRESS, NULL},
    {"active", HW_STATUS_IN_PROGRESS, NULL},
    {"in-progress", HW_STATUS_IN_PROGRESS, NULL},
    {"not begun", HW_STATUS_NOT_STARTED, NULL},
    {"not-started", HW_STATUS_NOT_STARTED, NULL},
    {"to do", HW_STATUS_NOT_STARTED, NULL},
    {"todo", HW_STATUS_NOT_STARTED, NULL},
    {"planned", HW_STATUS_NOT_STARTED, NULL},
    {"delayed", HW_STATUS_PAUSED, NULL},
    {"on hold", HW_STATUS_PAUSED, NULL},
    {"cancelled", HW_STATUS_STOPPED, NULL},
    {"canceled", HW_STATUS_STOPPED, NULL},
    {"withdrawn", HW_STATUS_STOPPED, NULL},
    {"abandoned", HW_STATUS_STOPPED, NULL},
    {"late", -1, LATE_HELP},
    {"overdue", -1, LATE_HELP},
    {NULL, -1, NULL},
};

static const struct hw_synonym kind_synonyms[] = {
    {"article", HW_PAGE_ORDINARY, NULL},
    {"ordinary", HW_PAGE_ORDINARY, NULL},
    {"you said, we did", HW_PAGE_SAID, NULL},
    {"you said we did", HW_PAGE_SAID, NULL},
    {"action", -1,
	"Actions are listed in the page of their area, under 'actions'."},
    {"easy", -1,
	"An easy-read version is a file that ends in .easy.md; it has no "
	"kind."},
    {"translation", -1,
	"A translation is a file that ends in its language's code, as in "
	"area-5.pl.md; it has no kind."},
    {NULL, -1, NULL},
};

static const struct hw_synonym answer_synonyms[] = {
    {"too soon", HW_ANSWER_TOO_EARLY, NULL},
    {"not yet", HW_ANSWER_TOO_EARLY, NULL},
    {"true", HW_ANSWER_YES, NULL},
    {"false", HW_ANSWER_NO, NULL},
    {"partly", HW_ANSWER_MIXED, NULL},
    {NULL, -1, NULL},
};

static const struct hw_synonym better_synonyms[] = {
    {"more", HW_BETTER_HIGHER, NULL},
    {"up", HW_BETTER_HIGHER, NULL},
    {"high", HW_BETTER_HIGHER, NULL},
    {"less", HW_BETTER_LOWER, NULL},
    {"fewer", HW_BETTER_LOWER, NULL},
    {"down", HW_BETTER_LOWER, NULL},
    {"low", HW_BETTER_LOWER, NULL},
    {NULL, -1, NULL},
};

static const struct hw_field evidence_fields[] = {
    {.name = "title",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_NEEDED,
	.is_required = true,
	.offset = offsetof(struct hw_evidence, title),
	.max_length = HW_LINE_LENGTH,
	.help = "What the evidence is, as the words of a link.",
	.example = "Minutes of the board, May 2024"},
    {.name = "link",
	.type = HW_FIELD_URL,
	.offset = offsetof(struct hw_evidence, link),
	.max_length = HW_ADDRESS_LENGTH,
	.help = "Where anybody can read it.",
	.example = "https://www.example.org/minutes"},
};
static const struct hw_field_table evidence_table = HW_FIELD_TABLE(
    "a piece of evidence", evidence_fields, struct hw_evidence);

static const struct hw_field difference_fields[] = {
    {.name = "answer",
	.type = HW_FIELD_ENUM,
	.is_required = true,
	.offset = offsetof(struct hw_difference, answer),
	.allowed = answer_words,
	.synonyms = answer_synonyms,
	.help = "Whether the work has made a difference to families.",
	.example = "too early"},
    {.name = "says",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_difference, says),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "The answer in words: who said so, and when.",
	.example = "Parents said in May 2024 that waits are shorter."},
    {.name = "source",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_difference, source),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "Where the answer was published.",
	.example = "Survey of parents and carers, May 2024"},
};
static const struct hw_field_table difference_table =
    HW_FIELD_TABLE("a difference", difference_fields, struct hw_difference);

static const struct hw_field checked_by_fields[] = {
    {.name = "group",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_NEEDED,
	.is_required = true,
	.offset = offsetof(struct hw_checked_by, group),
	.max_length = HW_LINE_LENGTH,
	.help = "The group of people who read and checked the page.",
	.example = "A parent carer forum"},
    {.name = "date",
	.type = HW_FIELD_DAY,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_checked_by, date),
	.help = "The day when they checked it.",
	.example = "2024-05-17"},
};
static const struct hw_field_table checked_by_table =
    HW_FIELD_TABLE("a check", checked_by_fields, struct hw_checked_by);

static const struct hw_field measure_fields[] = {
    {.name = "ref",
	.type = HW_FIELD_REF,
	.words = HW_FIELD_IS_NEEDED,
	.is_required = true,
	.offset = offsetof(struct hw_measure, ref),
	.help = "A short name that never changes, unique in the plan.",
	.example = "M2.1"},
    {.name = "title",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.is_required = true,
	.offset = offsetof(struct hw_measure, title),
	.max_length = HW_LINE_LENGTH,
	.help = "What is counted, in plain words.",
	.example = "Plans finished within 20 weeks"},
    {.name = "easy",
	.type = HW_FIELD_TEXT,
	.offset = offsetof(struct hw_measure, easy),
	.max_length = HW_LINE_LENGTH,
	.help = "What the figure counts, in easy words that follow it: "
		"\"9 in 10\" or \"12\". With it the easy-read page "
		"shows the figure.",
	.example = "plans were finished in time"},
    {.name = "better",
	.type = HW_FIELD_ENUM,
	.offset = offsetof(struct hw_measure, better),
	.allowed = better_words,
	.synonyms = better_synonyms,
	.noun = "direction",
	.help = "Whether a higher or a lower figure is the better one.",
	.example = "higher"},
    {.name = "unit",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_measure, unit),
	.max_length = 20,
	.help = "What stands after the figure.",
	.example = "\"%\""},
    {.name = "target",
	.type = HW_FIELD_NUMBER,
	.offset = offsetof(struct hw_measure, target),
	.help = "The figure that the plan wants to reach.",
	.example = "100"},
    {.name = "baseline",
	.type = HW_FIELD_NUMBER,
	.offset = offsetof(struct hw_measure, baseline),
	.help = "The figure at the start of the plan.",
	.example = "47.5"},
    {.name = "points",
	.type = HW_FIELD_PATH,
	.is_required = true,
	.offset = offsetof(struct hw_measure, points),
	.max_length = 200,
	.help = "The file with the figures: a header line "
		"date,value,note and one line for each date.",
	.example = "data/waiting.csv"},
};
static const struct hw_field_table measure_table =
    HW_FIELD_TABLE("a measure", measure_fields, struct hw_measure);

static const struct hw_field action_fields[] = {
    {.name = "ref",
	.type = HW_FIELD_REF,
	.words = HW_FIELD_IS_NEEDED,
	.is_required = true,
	.offset = offsetof(struct hw_action, ref),
	.help = "A short name that never changes, unique in the plan.",
	.example = "A5.1"},
    {.name = "title",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.is_required = true,
	.offset = offsetof(struct hw_action, title),
	.max_length = HW_LINE_LENGTH,
	.help = "What will be done, in a few plain words.",
	.example = "Make waits for an assessment shorter"},
    {.name = "detail",
	.type = HW_FIELD_MARKDOWN,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_action, detail),
	.help = "What will be done, in plain sentences and short lists.",
	.example = "|"},
    {.name = "outcomes",
	.type = HW_FIELD_TEXT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_action, outcomes),
	.max_length = HW_SENTENCE_LENGTH,
	.max_items = 30,
	.help = "What will be different; one plain sentence each.",
	.example = "[\"Children wait less.\"]"},
    {.name = "owners",
	.type = HW_FIELD_TEXT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_action, owners),
	.max_length = 200,
	.max_items = 30,
	.help = "Who answers for it: job title and organisation.",
	.example = "[\"Head of SEND, Example Council\"]"},
    {.name = "due",
	.type = HW_FIELD_DATE,
	.offset = offsetof(struct hw_action, due),
	.help = "The month or day by which it is to be done; left out "
		"when the plan gives none.",
	.example = "2024-12"},
    {.name = "status",
	.type = HW_FIELD_ENUM,
	.is_required = true,
	.offset = offsetof(struct hw_action, status),
	.allowed = status_words,
	.synonyms = status_synonyms,
	.help = "How far it has got, as its owner reports.",
	.example = "in progress"},
    {.name = "completed",
	.type = HW_FIELD_DATE,
	.offset = offsetof(struct hw_action, completed),
	.help = "The month or day on which it was done, when that is "
		"reported.",
	.example = "2024-11-08"},
    {.name = "evidence",
	.type = HW_FIELD_OBJECT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_action, evidence),
	.table = &evidence_table,
	.max_items = 30,
	.help = "What shows that it was done.",
	.example = "[{title: Minutes, link: https://www.example.org/}]"},
    {.name = "reason",
	.type = HW_FIELD_MARKDOWN,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_action, reason),
	.help = "Why it is paused or stopped, or why its date moved.",
	.example = "|"},
    {.name = "update",
	.type = HW_FIELD_MARKDOWN,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_action, update),
	.help = "What is reported as having happened so far.",
	.example = "|"},
};
static const struct hw_field_table action_table = {
    .of = "an action",
    .fields = action_fields,
    .count = HW_COUNT(action_fields),
    .size = sizeof(struct hw_action),
    .span_offset = offsetof(struct hw_action, span),
};

static const struct hw_field said_fields[] = {
    {.name = "words",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_NEEDED,
	.is_required = true,
	.offset = offsetof(struct hw_said, words),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "What families said, as they said it.",
	.example = "Nobody tells us what happens next."},
    {.name = "who",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_said, who),
	.max_length = HW_LINE_LENGTH,
	.help = "Who said it, and when; no names of families.",
	.example = "Parents at the forum, March 2024"},
    {.name = "did",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_said, did),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "What was done about it.",
	.example = "We send a letter after each meeting."},
    {.name = "could_not",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_said, could_not),
	.max_length = HW_SENTENCE_LENGTH,
	.help = "Why it could not be done.",
	.example = "We could not, because the law sets the order."},
    {.name = "actions",
	.type = HW_FIELD_TEXT_LIST,
	.offset = offsetof(struct hw_said, actions),
	.max_length = 24,
	.max_items = 30,
	.help = "Refs of the actions that answer it.",
	.example = "[A5.1, A5.2]"},
};
static const struct hw_field_table said_table = {
    .of = "what families said",
    .fields = said_fields,
    .count = HW_COUNT(said_fields),
    .size = sizeof(struct hw_said),
    .span_offset = offsetof(struct hw_said, span),
};

static const struct hw_field front_fields[] = {
    {.name = "title",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_NEEDED,
	.is_required = true,
	.offset = offsetof(struct hw_front, title),
	.max_length = HW_TITLE_LENGTH,
	.where = ON_ALL,
	.help = "The page's heading.",
	.example = "Waiting for an assessment"},
    {.name = "summary",
	.type = HW_FIELD_TEXT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, summary),
	.max_length = HW_SUMMARY_LENGTH,
	.where = ON_ALL,
	.help = "One or two sentences, shown under the title and in "
		"lists.",
	.example = "Waits are too long. This page says what will be "
		   "done."},
    {.name = "kind",
	.type = HW_FIELD_ENUM,
	.offset = offsetof(struct hw_front, kind),
	.where = ON_PAGES,
	.allowed = kind_words,
	.synonyms = kind_synonyms,
	.help = "What sort of page it is. Left out, an index.md in a "
		"folder is a plan and anything else is a page.",
	.example = "area"},
    {.name = "ref",
	.type = HW_FIELD_REF,
	.offset = offsetof(struct hw_front, ref),
	.where = ON_ACTIONS,
	.help = "Its number in the plan, unique among its kind.",
	.example = "\"5\""},
    {.name = "weight",
	.type = HW_FIELD_INTEGER,
	.offset = offsetof(struct hw_front, weight),
	.where = ON_ALL,
	.min = -WEIGHT_LIMIT,
	.max = WEIGHT_LIMIT,
	.help = "Its place in menus: lower numbers come first.",
	.example = "10"},
    {.name = "finding",
	.type = HW_FIELD_MARKDOWN,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, finding),
	.where = ON_ACTIONS,
	.help = "What inspectors or families said.",
	.example = "|"},
    {.name = "impact",
	.type = HW_FIELD_MARKDOWN,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, impact),
	.where = ON_ACTIONS,
	.help = "What will be different for families.",
	.example = "|"},
    {.name = "difference",
	.type = HW_FIELD_OBJECT,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, difference),
	.where = ON_ACTIONS,
	.table = &difference_table,
	.help = "Whether the work has made a difference.",
	.example = "{answer: too early}"},
    {.name = "actions",
	.type = HW_FIELD_OBJECT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, actions),
	.where = ON_ACTIONS,
	.table = &action_table,
	.max_items = 200,
	.help = "What will be done.",
	.example = "[{ref: A5.1, title: Shorter waits, status: done}]"},
    {.name = "measures",
	.type = HW_FIELD_OBJECT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, measures),
	.where = ON_ACTIONS,
	.table = &measure_table,
	.max_items = 50,
	.help = "Figures that show over time whether things get better.",
	.example = "[{ref: M5.1, title: Children who wait, points: "
		   "data/waiting.csv}]"},
    {.name = "said",
	.type = HW_FIELD_OBJECT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, said),
	.where = ON(SAID),
	.table = &said_table,
	.max_items = 100,
	.help = "What families said, and what was done about it.",
	.example = "[{words: Waits are too long., did: We hired 2 people.}]"},
    {.name = "as_of",
	.type = HW_FIELD_DATE,
	.offset = offsetof(struct hw_front, as_of),
	.where = ON(PLAN),
	.help = "The month or day that the plan's figures speak of, when "
		"nobody reports on it any more.",
	.example = "2018-11"},
    {.name = "archived",
	.type = HW_FIELD_FLAG,
	.offset = offsetof(struct hw_front, archived),
	.where = ON(PLAN),
	.help = "Whether the plan is kept as a record: then nothing in it "
		"is late.",
	.example = "true"},
    {.name = "owners",
	.type = HW_FIELD_TEXT_LIST,
	.words = HW_FIELD_IS_WORDS,
	.offset = offsetof(struct hw_front, owners),
	.where = ON(PLAN),
	.max_length = 200,
	.max_items = 30,
	.help = "The organisations that made the plan.",
	.example = "[\"Example Council\", \"NHS Example\"]"},
    {.name = "reviewed",
	.type = HW_FIELD_DAY,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, reviewed),
	.where = ON_ALL,
	.help = "The day when the page was last read and found right.",
	.example = "2024-05-17"},
    {.name = "review_by",
	.type = HW_FIELD_DAY,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, review_by),
	.where = ON_ALL,
	.help = "The day by which it is to be read again.",
	.example = "2025-05-17"},
    {.name = "checked_by",
	.type = HW_FIELD_OBJECT,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, checked_by),
	.where = ON_ALL,
	.table = &checked_by_table,
	.help = "Which group checked it; left out when nobody did.",
	.example = "{group: A parent carer forum, date: 2024-05-17}"},
    {.name = "audio",
	.type = HW_FIELD_PATH,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, audio),
	.where = ON_ALL,
	.max_length = 200,
	.help = "A recording of the page, read aloud.",
	.example = "recordings/area-5.mp3"},
    {.name = "bsl",
	.type = HW_FIELD_URL,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, bsl),
	.where = ON_ALL,
	.max_length = HW_ADDRESS_LENGTH,
	.help = "Where the page can be watched in sign language.",
	.example = "https://www.example.org/bsl/area-5"},
    {.name = "draft",
	.type = HW_FIELD_FLAG,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, draft),
	.where = ON_ALL,
	.help = "Whether it is not to be published yet.",
	.example = "true"},
    {.name = "publish_on",
	.type = HW_FIELD_DAY,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, publish_on),
	.where = ON_PAGES,
	.help = "The day before which it is not published.",
	.example = "2024-06-01"},
    {.name = "moved_from",
	.type = HW_FIELD_TEXT_LIST,
	.words = HW_FIELD_IS_OWN,
	.offset = offsetof(struct hw_front, moved_from),
	.where = ON_PAGES,
	.max_length = 200,
	.max_items = 20,
	.help = "Addresses that the page had before; they lead here.",
	.example = "[/old-plan/area-5/]"},
};
const struct hw_field_table hw_front_table =
    HW_FIELD_TABLE("a page", front_fields, struct hw_front);

/* ------------------------------- words -------------------------------- */

static const char *word_of(const char *const *words, size_t count, int value)
{
	return value >= 0 && (size_t)value + 1 < count ? words[value] : "";
}

const char *hw_status_word(int status)
{
	return word_of(status_words, HW_COUNT(status_words), status);
}

int hw_status_value(hw_str word)
{
	int status = HW_STATUS_COUNT - 1;

	while (status >= 0 &&
	    !hw_str_equal(word, hw_str_of(hw_status_word(status))))
		status--;
	return status;
}

const char *hw_answer_word(int answer)
{
	return word_of(answer_words, HW_COUNT(answer_words), answer);
}

const char *hw_kind_word(int kind)
{
	return word_of(kind_words, HW_COUNT(kind_words), kind);
}
