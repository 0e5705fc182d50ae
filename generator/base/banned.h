/*
 * banned: calls that this project does not make. Included last by every .c
 * file through the compiler's -include option, after the system headers that
 * declare them; see the Makefile.
 *
 * Unbounded copies, hidden state, and conversions that cannot report errors.
 *
 * Threads: no state.
 */
#ifndef HW_BASE_BANNED_H
#define HW_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok
#pragma GCC poison atoi atol atoll atof gets localtime gmtime ctime asctime

#endif
