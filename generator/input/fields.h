/*
 * fields: reads YAML into structs by table.
 *
 * A table says which fields there are, of what type, how long, and where in
 * the struct each goes; the same table makes messages, the JSON Schema and
 * the field reference. Every mistake is its own message with the place of
 * the value; reading goes on after it, and the field stays absent.
 *
 * A type decides what the struct has at `offset`:
 *   TEXT MARKDOWN REF COLOUR URL EMAIL CONTACT LANGUAGE PATH
 *                 struct hw_text
 *   TEXT_LIST     struct hw_texts          DATE DAY    struct hw_when
 *   ENUM          struct hw_choice         FLAG        struct hw_flag
 *   INTEGER       struct hw_integer        NUMBER      struct hw_number
 *   OBJECT        a pointer to the table's struct, NULL when absent
 *   OBJECT_LIST   struct { T *items; size_t count; }
 *
 * Threads: tables are constants; one call works on its own arguments.
 */
#ifndef HW_INPUT_FIELDS_H
#define HW_INPUT_FIELDS_H

#include "input/yaml.h"

enum hw_field_type {
	HW_FIELD_TEXT,     /* one line of plain words */
	HW_FIELD_MARKDOWN, /* any number of lines */
	HW_FIELD_DATE,     /* a month or a day */
	HW_FIELD_DAY,
	HW_FIELD_ENUM,
	HW_FIELD_FLAG,
	HW_FIELD_INTEGER,
	HW_FIELD_NUMBER,
	HW_FIELD_TEXT_LIST,
	HW_FIELD_REF,    /* [A-Za-z0-9][A-Za-z0-9.-]{0,23} */
	HW_FIELD_COLOUR, /* #rrggbb */
	HW_FIELD_URL,    /* http or https */
	HW_FIELD_EMAIL,
	HW_FIELD_CONTACT,  /* an e-mail address, or https */
	HW_FIELD_LANGUAGE, /* the shape of a BCP 47 tag */
	HW_FIELD_PATH,     /* relative, without ".." */
	HW_FIELD_OBJECT,
	HW_FIELD_OBJECT_LIST,
};

/* Words are translated; data are the same in every language. */
enum hw_field_words {
	HW_FIELD_IS_DATA,
	HW_FIELD_IS_WORDS,
	HW_FIELD_IS_OWN,    /* each file's own: its days, its recording */
	HW_FIELD_IS_NEEDED, /* a translation must have it */
};

/* A word that people write for one of the allowed ones. */
struct hw_synonym {
	const char *word;
	int value;        /* the allowed word it stands for, or -1 */
	const char *help; /* NULL: "Use '...'." */
};

struct hw_field_table;

struct hw_field {
	const char *name;
	enum hw_field_type type;
	bool is_required;
	size_t offset;
	size_t max_length; /* characters of a text; 0: no limit of its own */
	size_t max_items;  /* of a list */
	int min, max;      /* of an INTEGER */
	/* ENUM: the words by value, the last one followed by NULL */
	const char *const *allowed;
	const struct hw_synonym *synonyms; /* up to a NULL word; or NULL */
	const char *noun; /* ENUM: "unknown <noun> 'x'"; NULL: the name */
	const struct hw_field_table *table; /* OBJECT and OBJECT_LIST */
	unsigned where; /* which files may have it; for input/front */
	enum hw_field_words words; /* what it is in a translation */
	const char *help;          /* what it is for: a sentence or two */
	const char *example;       /* a value as it is written */
};

struct hw_field_table {
	const char *of; /* "a page", "an action": for messages */
	const struct hw_field *fields;
	size_t count;
	size_t size;        /* of the struct */
	size_t span_offset; /* where its own span goes, or 0 */
};

/* The value of a hw_field_table from an array of fields and a struct. */
#define HW_FIELD_TABLE(about, list, type)                                 \
	{                                                                 \
		.of = (about), .fields = (list), .count = HW_COUNT(list), \
		.size = sizeof(type)                                      \
	}

/*
 * Fills *out, which is zeroed first (choices are -1), from a mapping.
 * Anything but a mapping is reported. Strings live as long as the tree.
 */
void hw_fields_read(const struct hw_field_table *table,
    const struct hw_yaml *mapping, void *out, struct hw_diags *diags,
    struct hw_arena *arena);

/* The same for the front matter of a translation: of every table the words
 * alone, and what it cannot do without. Data in it are reported. */
void hw_fields_read_words(const struct hw_field_table *table,
    const struct hw_yaml *mapping, void *out, struct hw_diags *diags,
    struct hw_arena *arena);

/* The field of that name, or NULL. */
const struct hw_field *hw_field_find(const struct hw_field_table *table,
    hw_str name);

/* "a, b, c": the names of a table's fields. */
hw_str hw_field_names(const struct hw_field_table *table,
    struct hw_arena *arena);

#endif
