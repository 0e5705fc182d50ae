/* data_csv: actions and figures as rows of a spreadsheet (see data.h). */
#include "base/escape.h"
#include "input/schema.h"
#include "render/data.h"
#include "render/view_history.h"

/* "in progress", as in front matter. */
static hw_str status_words(const struct hw_action *action)
{
	static const hw_str names[] = {
	    [HW_STATUS_NOT_STARTED] = {"not started", 11},
	    [HW_STATUS_IN_PROGRESS] = {"in progress", 11},
	    [HW_STATUS_DONE] = {"done", 4},
	    [HW_STATUS_PAUSED] = {"paused", 6},
	    [HW_STATUS_STOPPED] = {"stopped", 7},
	};

	return names[action->status.value];
}

static void cell(struct hw_buf *out, hw_str value, bool is_last)
{
	hw_escape_csv(out, value);
	hw_buf_puts(out, is_last ? "\r\n" : ",");
}

static hw_str joined(struct hw_arena *arena, const struct hw_texts *list)
{
	struct hw_buf out = {0};
	hw_str result;
	size_t i;

	for (i = 0; i < list->count; i++) {
		if (i > 0)
			hw_buf_puts(&out, "; ");
		hw_buf_add(&out, list->items[i].s);
	}
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

static void csv_row(const struct hw_site *site, struct hw_arena *arena,
    const struct hw_plan *plan, const struct hw_action *action,
    struct hw_buf *out)
{
	const struct hw_front *area = &action->page->front;
	const struct hw_biography *life =
	    hw_view_biography(site, arena, action);
	bool knows_start = life != NULL && life->knows_start;

	cell(out, plan->id, false);
	cell(out, hw_str_of(hw_kind_word(area->kind.value)), false);
	cell(out, area->ref.s, false);
	cell(out, area->title.s, false);
	cell(out, action->ref.s, false);
	cell(out, action->title.s, false);
	cell(out, joined(arena, &action->owners), false);
	cell(out, hw_date_iso(arena, action->due.date), false);
	cell(out,
	    action->status.value < 0 ? HW_STR_NONE : status_words(action),
	    false);
	cell(out, action->is_late ? HW_STR("yes") : HW_STR("no"), false);
	cell(out, hw_date_iso(arena, action->completed.date), false);
	cell(out, joined(arena, &action->outcomes), false);
	cell(out,
	    hw_fmt(arena, "%.*s%.*s%.*s", HW_ARG(site->origin),
		HW_ARG(site->base_path), HW_ARG(action->url)),
	    false);
	/* Empty where the history cannot tell how it began. */
	cell(out,
	    knows_start ? hw_date_iso(arena, life->first_due) : HW_STR_NONE,
	    false);
	cell(out,
	    knows_start ? hw_fmt(arena, "%zu", life->due_moves) : HW_STR_NONE,
	    true);
}

hw_str hw_data_actions_csv(const struct hw_site *site, struct hw_arena *arena)
{
	struct hw_buf out = {0};
	hw_str result;
	size_t i, k;

	hw_buf_puts(&out,
	    "\xEF\xBB\xBFplan,kind,part,part title,ref,title,"
	    "owners,due,status,late,completed,outcomes,"
	    "address,first_due,due_moves\r\n");
	for (i = 0; i < site->plans.count; i++)
		for (k = 0; k < site->plans.items[i]->actions.count; k++)
			csv_row(site, arena, site->plans.items[i],
			    site->plans.items[i]->actions.items[k], &out);
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}

hw_str hw_data_measure_csv(const struct hw_measure *measure,
    struct hw_arena *arena)
{
	struct hw_buf out = {0};
	hw_str result;
	size_t i;

	hw_buf_puts(&out,
	    "\xEF\xBB\xBF"
	    "date,value,note\r\n");
	for (i = 0; i < measure->point_count; i++) {
		const struct hw_point *point = &measure->point_items[i];

		cell(&out, hw_date_iso(arena, point->date), false);
		/* A number as it was written: checked, so it needs no marks
		 * against formulas, which would make it a text. */
		hw_buf_add(&out, point->value_text);
		hw_buf_putc(&out, ',');
		cell(&out, point->note, true);
	}
	result = hw_buf_take(&out, arena);
	hw_buf_free(&out);
	return result;
}
