#include "model/history.h"

#include <assert.h>

const char *hw_event_name(int what)
{
	static const char *const names[HW_EVENT_COUNT] = {
	    [HW_EVENT_ADDED] = "added",
	    [HW_EVENT_STATUS] = "status",
	    [HW_EVENT_DUE] = "due",
	    [HW_EVENT_OWNER] = "owner",
	    [HW_EVENT_TITLE] = "title",
	    [HW_EVENT_OUTCOME] = "outcome",
	    [HW_EVENT_UPDATE] = "update",
	    [HW_EVENT_EVIDENCE] = "evidence",
	    [HW_EVENT_WITHDRAWN] = "withdrawn",
	};

	assert(what >= 0 && what < HW_EVENT_COUNT);
	return names[what];
}

const struct hw_biography *hw_biography_of(const struct hw_history *history,
    hw_str plan, hw_str ref, struct hw_arena *arena)
{
	return history == NULL
	    ? NULL
	    : hw_map_get(&history->biographies,
		  hw_fmt(arena, "%.*s/%.*s", HW_ARG(plan), HW_ARG(ref)));
}
