#include "render/guide.h"

/* "a plan" -> "A plan" */
static void put_capital(struct hw_buf *out, const char *words)
{
	if (words[0] >= 'a' && words[0] <= 'z') {
		hw_buf_putc(out, (char)(words[0] - 'a' + 'A'));
		words++;
	}
	hw_buf_puts(out, words);
}

static const char *level_name(enum hw_diag_code code)
{
	enum hw_diag_level level = hw_diag_level_of(code);

	return level == HW_LEVEL_FAILURE ? "failure"
					 : hw_diag_level_name(level);
}

/* An example, each line after `indent`; a pair as its two pages. */
static void put_example(struct hw_buf *out, const char *example,
    const char *indent)
{
	hw_str rest = hw_str_of(example), line;
	size_t bar = hw_str_find(rest, HW_STR(" || "));
	struct hw_buf both = {0};

	if (bar != SIZE_MAX) {
		hw_buf_printf(&both,
		    "(standard page)\n%.*s\n\n(easy-read page)\n%.*s",
		    HW_ARG(hw_str_sub(rest, 0, bar)),
		    HW_ARG(hw_str_sub(rest, bar + strlen(" || "), rest.len)));
		rest = hw_buf_str(&both);
	}
	while (hw_str_next_line(&rest, &line))
		hw_buf_printf(out, "%s%.*s\n", line.len > 0 ? indent : "",
		    HW_ARG(line));
	hw_buf_free(&both);
}

void hw_guide_text(struct hw_buf *out, const struct hw_guide *guide)
{
	hw_buf_printf(out, "HW%03d (%s): %s\n\n", (int)guide->code,
	    level_name(guide->code), hw_diag_about(guide->code));
	hw_buf_printf(out, "%s\n\nTo mend it: %s\n\nNot like this:\n\n",
	    guide->why, guide->mend);
	put_example(out, guide->bad, "    ");
	hw_buf_puts(out, "\nBut like this:\n\n");
	put_example(out, guide->good, "    ");
}

static void put_block(struct hw_buf *out, const struct hw_guide *guide,
    const char *example)
{
	static const char *const languages[] = {
	    [HW_GUIDE_TEXT] = "",
	    [HW_GUIDE_YAML] = "yaml",
	    [HW_GUIDE_FRONT] = "yaml",
	    [HW_GUIDE_AREA] = "yaml",
	    [HW_GUIDE_PAGE] = "markdown",
	    [HW_GUIDE_EASY] = "markdown",
	    [HW_GUIDE_PAIR] = "markdown",
	};

	hw_buf_printf(out, "```%s\n", languages[guide->kind]);
	put_example(out, example, "");
	hw_buf_puts(out, "```\n");
}

void hw_guide_markdown(struct hw_buf *out, const struct hw_guide *guide)
{
	hw_buf_printf(out, "## HW%03d\n\n**", (int)guide->code);
	put_capital(out, hw_diag_about(guide->code));
	hw_buf_printf(out,
	    "** (%s). %s\n\nTo mend it: %s\n\nNot like this:\n\n",
	    level_name(guide->code), guide->why, guide->mend);
	put_block(out, guide, guide->bad);
	hw_buf_puts(out, "\nBut like this:\n\n");
	put_block(out, guide, guide->good);
}

void hw_guide_row(struct hw_buf *out, const struct hw_guide *guide)
{
	hw_buf_printf(out, "| [HW%03d](#hw%03d) | %s | %s |\n",
	    (int)guide->code, (int)guide->code, hw_diag_about(guide->code),
	    level_name(guide->code));
}
