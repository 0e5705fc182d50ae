/*
 * corpus: a made-up site and its whole history, as a stream for
 * 'git fast-import'.
 *
 *   corpus PAGES COMMITS | git fast-import
 *
 * Always the same bytes for the same two numbers. The pages are as real ones
 * are: 3 to 6 KB, half of it front matter with three actions. They are
 * created over the whole history and then edited: half of the edits fall on
 * a tenth of the pages. An edit moves a status, a due date, an owner or an
 * update, rewrites a paragraph, or only wraps the lines anew. Of 200 commits
 * one renames a page and two are merges of a branch.
 *
 * Nothing of the generator is used, so that a mistake in it is not made
 * twice.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTIONS    3
#define PARAGRAPHS 4
#define PLAN_PAGES 100
#define FIRST_DAY  1500000000L
#define STEP       7200L

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct action {
	unsigned status, due, owner, moves;
	uint64_t detail, update; /* seeds of their words */
};

struct page {
	unsigned plan, number, renames, width;
	struct action actions[ACTIONS];
	uint64_t paragraphs[PARAGRAPHS];
};

static const char *const words[] = {"the", "partners", "will", "work", "with",
    "schools", "families", "children", "and", "young", "people", "plans",
    "reviews", "on", "time", "support", "early", "help", "to", "learn",
    "what", "they", "hope", "for", "in", "each", "area", "a", "team",
    "checks", "how", "long", "it", "takes", "shares", "of", "good", "local",
    "services", "health", "care", "education", "training", "staff", "meet",
    "needs", "waiting", "shorter", "clear", "advice", "parents", "carers",
    "college", "places", "year", "results", "better", "first", "contact",
    "after", "move", "between", "settings", "records", "agreed", "steps",
    "lead", "officer", "board"};

static const char *const statuses[] = {"not started", "in progress", "done",
    "paused", "in progress"};

static const char *const owners[] = {"Strategic Lead, Example Council",
    "The health team", "Service Manager Early Years, Example Council",
    "Designated Clinical Officer", "Head of Transport, Example Council"};

static uint64_t state = 88172645463325252u;

static uint64_t next_of(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * 2685821657736338717u;
}

/* A number below `end`. */
static unsigned below(unsigned end)
{
	return (unsigned)((next_of(&state) >> 33) % end);
}

/* ------------------------------- one page ------------------------------ */

static char text[64 * 1024];
static size_t text_len;

static void put(const char *s)
{
	size_t len = strlen(s);

	if (text_len + len >= sizeof(text))
		abort();
	memcpy(text + text_len, s, len + 1);
	text_len += len;
}

static void put_number(const char *format, unsigned a, unsigned b)
{
	char line[160];

	snprintf(line, sizeof(line), format, a, b);
	put(line);
}

/* Sentences of `count` words in all, wrapped at `width` columns. */
static void put_words(uint64_t seed, unsigned count, unsigned width,
    const char *indent)
{
	unsigned i, column = 0, length = 0;
	char word[32];

	for (i = 0; i < count; i++) {
		snprintf(word, sizeof(word), "%s",
		    words[(next_of(&seed) >> 33) % COUNT(words)]);
		if (length == 0 && word[0] >= 'a' && word[0] <= 'z')
			word[0] = (char)(word[0] - 'a' + 'A');
		if (column == 0)
			put(indent);
		else if (column + strlen(word) > width) {
			put("\n");
			put(indent);
			column = 0;
		} else {
			put(" ");
		}
		put(word);
		column += (unsigned)strlen(word) + 1;
		if (++length == 12 || i + 1 == count) {
			put(".");
			length = 0;
		}
	}
	put("\n");
}

static void put_action(const struct page *page, unsigned index)
{
	const struct action *action = &page->actions[index];

	put_number("  - ref: A%u.%u\n    title: \"", page->number, index + 1);
	put_words(action->detail, 7, 200, "");
	text_len -= 2; /* the full stop and the line's end */
	put("\"\n    detail: |\n");
	put_words(action->detail, 70, page->width, "      ");
	put("    outcomes:\n      - ");
	put_words(action->detail ^ 77, 14, 400, "");
	put("    owners: [\"");
	put(owners[action->owner % COUNT(owners)]);
	put_number("\"]\n    due: %04u-%02u\n", 2020 + action->due / 12,
	    action->due % 12 + 1);
	put("    status: ");
	put(statuses[action->status % COUNT(statuses)]);
	put("\n");
	if (action->status % COUNT(statuses) == 3 || action->moves > 0)
		put("    reason: The team is too small.\n");
	if (action->update != 0) {
		put("    update: |\n");
		put_words(action->update, 30, page->width, "      ");
	}
}

static void put_page(const struct page *page)
{
	unsigned i;

	text_len = 0;
	put_number("---\ntitle: \"Area %u of plan %u\"\nkind: area\n",
	    page->number, page->plan);
	put_number("ref: \"%u\"\nweight: %u\nsummary: ", page->number,
	    page->number);
	put_words(page->paragraphs[0], 18, 400, "");
	put("finding: |\n");
	put_words(page->paragraphs[0] ^ 5, 40, page->width, "  ");
	put("actions:\n");
	for (i = 0; i < ACTIONS; i++)
		put_action(page, i);
	put("---\n");
	for (i = 0; i < PARAGRAPHS; i++) {
		put_number("\n## Part %u\n\n", i + 1, 0);
		put_words(page->paragraphs[i],
		    60 + (page->number + i) % 5 * 20, page->width, "");
		put("\n- ");
		put_words(page->paragraphs[i] ^ 9, 9, 400, "");
		put("- Read [the plan](index.md).\n");
	}
}

static void put_name(FILE *out, const struct page *page)
{
	fprintf(out, "content/plan-%03u/area-%05u", page->plan, page->number);
	if (page->renames > 0)
		fprintf(out, "-%u", page->renames);
	fprintf(out, ".md");
}

/* ------------------------------- the stream ---------------------------- */

static void put_bytes(const char *bytes, size_t len)
{
	printf("data %zu\n", len);
	fwrite(bytes, 1, len, stdout);
	putchar('\n');
}

static void put_file(const struct page *page)
{
	put_page(page);
	printf("M 100644 inline ");
	put_name(stdout, page);
	putchar('\n');
	put_bytes(text, text_len);
}

static void begin_commit(const char *branch, unsigned index,
    const char *message)
{
	printf("commit refs/heads/%s\n"
	       "committer Bench <bench@example.org> %ld +0000\n",
	    branch, FIRST_DAY + (long)index * STEP);
	put_bytes(message, strlen(message));
}

static void create(struct page *page, unsigned index)
{
	unsigned i;

	*page = (struct page){.plan = index / PLAN_PAGES,
	    .number = index % PLAN_PAGES + 1,
	    .width = 72};
	for (i = 0; i < ACTIONS; i++) {
		page->actions[i].due = below(72);
		page->actions[i].owner = below(COUNT(owners));
		page->actions[i].detail = next_of(&state);
	}
	for (i = 0; i < PARAGRAPHS; i++)
		page->paragraphs[i] = next_of(&state);
}

static void edit(struct page *page)
{
	struct action *action = &page->actions[below(ACTIONS)];

	switch (below(10)) {
	case 0:
	case 1:
	case 2:
		action->status++;
		break;
	case 3:
	case 4:
		action->due += 1 + below(8);
		action->moves++;
		break;
	case 5:
		action->owner++;
		break;
	case 6:
	case 7:
		action->update = next_of(&state);
		break;
	case 8:
		page->width = 60 + below(30);
		break;
	default:
		page->paragraphs[below(PARAGRAPHS)] = next_of(&state);
		break;
	}
}

/* Of `count` pages one; half of the times one of the first tenth. */
static struct page *choose(struct page *pages, unsigned count)
{
	unsigned tenth = count / 10 > 0 ? count / 10 : 1;

	/* Every tenth page, so that the busy ones stand in all plans. */
	if (below(2) == 0)
		return &pages[below(tenth) * 10 % count];
	return &pages[below(count)];
}

static const char *message_of(unsigned index)
{
	if (index % 40 == 7)
		return "An edit\n\nChange-note: The dates were put right.\n";
	if (index % 40 == 27)
		return "An edit\n\nMinor-change: yes\n";
	return "An edit\n";
}

static void first_commit(unsigned plans)
{
	static const char site[] =
	    "name: A measured site\n"
	    "description: Pages made to measure by.\n"
	    "base_url: https://headway.example/\nlanguage: en\n"
	    "time_zone: Europe/London\norganisation:\n  name: Example\n"
	    "feedback:\n  email: feedback@headway.example\n";
	static const char home[] = "---\ntitle: Home\n---\n\nWelcome.\n";
	unsigned i;

	begin_commit("main", 0, "The site\n");
	puts("M 100644 inline content/site.yaml");
	put_bytes(site, strlen(site));
	puts("M 100644 inline content/index.md");
	put_bytes(home, strlen(home));
	for (i = 0; i < plans; i++) {
		text_len = 0;
		put_number("---\ntitle: Plan %u\nkind: plan\nweight: %u\n"
			   "summary: What the partners plan.\n---\n\n",
		    i, i + 1);
		put_words(i + 1, 60, 72, "");
		printf("M 100644 inline content/plan-%03u/index.md\n", i);
		put_bytes(text, text_len);
	}
}

static void rename_page(struct page *page)
{
	printf("R ");
	put_name(stdout, page);
	putchar(' ');
	page->renames++;
	put_name(stdout, page);
	putchar('\n');
	if (below(2) == 0) {
		edit(page);
		put_file(page);
	}
}

/* Two pages edited on a branch and brought in by a merge. */
static void merge(struct page *pages, unsigned count, unsigned index)
{
	struct page *one = choose(pages, count), *two = choose(pages, count);

	begin_commit("side", index, "On a branch\n");
	puts("from refs/heads/main");
	edit(one);
	put_file(one);
	if (two != one)
		edit(two);
	put_file(two);
	begin_commit("main", index, "Merge the branch\n");
	puts("merge refs/heads/side");
	put_file(one);
	put_file(two);
	puts("");
}

int main(int argc, char **argv)
{
	unsigned page_count, commits, created = 0, i, k;
	struct page *pages;

	if (argc != 3 || (page_count = (unsigned)atoi(argv[1])) < 10 ||
	    (commits = (unsigned)atoi(argv[2])) < 10) {
		fprintf(stderr,
		    "usage: corpus PAGES COMMITS (ten or more)\n");
		return 2;
	}
	pages = calloc(page_count, sizeof(*pages));
	if (pages == NULL)
		return 3;
	first_commit((page_count + PLAN_PAGES - 1) / PLAN_PAGES);
	for (i = 1; i < commits; i++) {
		/* Merges have two commits; the walk sees one. */
		if (created > 0 && i % 100 == 50) {
			merge(pages, created, i);
			continue;
		}
		begin_commit("main", i, message_of(i));
		if (created > 0 && i % 200 == 90) {
			rename_page(choose(pages, created));
			continue;
		}
		while ((uint64_t)created * commits <
			(uint64_t)(i + 1) * page_count &&
		    created < page_count) {
			create(&pages[created], created);
			put_file(&pages[created++]);
		}
		for (k = 1 + below(4); k > 0; k--) {
			struct page *page = choose(pages, created);

			edit(page);
			put_file(page);
		}
	}
	/* The branch that was merged is gone, as on a tidy server. */
	puts("reset refs/heads/side\n"
	     "from 0000000000000000000000000000000000000000\n\ndone");
	free(pages);
	return 0;
}
