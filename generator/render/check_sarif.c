#include "render/check.h"
void hw_check_sarif(struct hw_buf *out, const struct hw_check *check)
{
	(void)out;
	(void)check;
}
