#include "cli/datadir.h"

#include <stdlib.h>

const char *hw_datadir(void)
{
	const char *folder = getenv("HEADWAY_DATADIR");

	return folder != NULL ? folder : HW_DATADIR;
}
