/* The commits that history.yaml names, and what it says of them. */
#include "assemble/story_parts.h"
#include "base/hash.h"

static bool is_commit_name(hw_str name)
{
	size_t i;

	for (i = 0; i < name.len; i++)
		if (!(name.p[i] >= '0' && name.p[i] <= '9') &&
		    !(name.p[i] >= 'a' && name.p[i] <= 'f'))
			return false;
	return name.len >= HW_COMMIT_LENGTH_MIN &&
	    name.len <= HW_COMMIT_LENGTH_MAX;
}

static void find(struct story_teller *teller, struct story_repair repair)
{
	size_t i;

	for (i = 0;
	     is_commit_name(repair.name->s) && i < teller->commit_count; i++)
		if (hw_str_starts(story_hex(teller, i), repair.name->s)) {
			repair.number = i;
			repair.matches++;
		}
	HW_PUSH(&teller->repairs, teller->arena, repair);
}

void story_find_repairs(struct story_teller *teller,
    const struct hw_repairs *repairs)
{
	size_t i;

	teller->repairs.count = 0;
	if (repairs == NULL)
		return;
	for (i = 0; i < repairs->minor.count; i++)
		find(teller,
		    (struct story_repair){.what = STORY_MINOR,
			.name = &repairs->minor.items[i],
			.note = HW_STR_NONE});
	for (i = 0; i < repairs->notes.count; i++)
		find(teller,
		    (struct story_repair){.what = STORY_NOTE,
			.name = &repairs->notes.items[i].commit,
			.note = hw_str_trim(repairs->notes.items[i].note.s)});
	for (i = 0; i < repairs->withdraw.count; i++)
		find(teller,
		    (struct story_repair){.what = STORY_WITHDRAW,
			.name = &repairs->withdraw.items[i],
			.note = HW_STR_NONE});
}

uint64_t story_hash_repairs(const struct story_teller *teller, size_t end)
{
	uint64_t hash = HW_HASH_START;
	size_t i;

	for (i = 0; i < teller->repairs.count; i++) {
		const struct story_repair *repair = &teller->repairs.items[i];

		if (repair->matches != 1 || repair->number >= end)
			continue;
		hash = hw_hash_number(hash, (uint64_t)repair->what);
		hash = hw_hash_number(hash, repair->number);
		hash = hw_hash_bytes(hash, repair->note);
	}
	return hash;
}

static void say_no_commit(struct hw_site *site,
    const struct story_repair *repair)
{
	hw_diag(site->diags, HW_DIAG_REPAIR_COMMIT, repair->name->span,
	    HW_STR(
		"Name a commit of the published branch by its id, as 'git "
		"log --first-parent' shows it: at least seven of its small "
		"letters and figures. Of a branch that was merged, name "
		"the merge."),
	    repair->matches > 1 ? "'%.*s' can be more than one commit"
				: "there is no commit '%.*s' in the history",
	    HW_ARG(repair->name->s));
}

static void apply(struct hw_git_logged *commit,
    const struct story_repair *repair)
{
	if (repair->what == STORY_MINOR)
		commit->is_minor = true;
	else
		commit->note = repair->note;
}

void story_apply_repairs(struct story_teller *teller, struct hw_git_log *log)
{
	size_t i;

	for (i = 0; i < teller->repairs.count; i++) {
		const struct story_repair *repair = &teller->repairs.items[i];

		/* Of earlier commits it was applied when they were folded. */
		if (repair->matches == 1 &&
		    repair->number >= teller->first_new)
			apply(&log->commits.items[teller->commit_count - 1 -
				  repair->number],
			    repair);
		else if (repair->matches != 1 &&
		    (repair->matches > 1 ||
			!is_commit_name(repair->name->s) ||
			log->is_complete || log->is_joined))
			say_no_commit(teller->site, repair);
	}
}
