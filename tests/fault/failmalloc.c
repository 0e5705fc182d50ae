/*
 * failmalloc: makes a program's Nth allocation fail.
 *
 *   FAIL_AT=N [FAIL_FROM=1] [FAIL_REPORT=FILE] LD_PRELOAD=failmalloc.so ...
 *
 * Counts malloc, calloc and realloc from main() on, in all threads together.
 * The Nth returns NULL with ENOMEM, and with FAIL_FROM=1 all after it too.
 * FILE is made when that happens.
 *
 * For glibc. Not together with AddressSanitizer, which has its own malloc.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static atomic_bool counting;
static atomic_ulong count;
static unsigned long fail_at;
static bool fail_from;
static const char *report_path;

static bool must_fail(void)
{
	unsigned long now;
	int fd;

	if (!atomic_load(&counting))
		return false;
	now = atomic_fetch_add(&count, 1) + 1;
	if (now != fail_at && !(fail_from && now > fail_at))
		return false;
	if (now == fail_at && report_path != NULL) {
		fd = open(report_path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
		if (fd >= 0)
			close(fd);
	}
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return must_fail() ? NULL : __libc_malloc(size);
}

void *calloc(size_t items, size_t size)
{
	return must_fail() ? NULL : __libc_calloc(items, size);
}

void *realloc(void *old, size_t size)
{
	return must_fail() ? NULL : __libc_realloc(old, size);
}

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void),
    void (*)(void), void (*)(void), void *);

static main_function *real_main;

static int counted_main(int argc, char **argv, char **environment)
{
	const char *at = getenv("FAIL_AT");
	const char *from = getenv("FAIL_FROM");

	fail_at = at != NULL ? strtoul(at, NULL, 10) : 0;
	fail_from = from != NULL && strcmp(from, "1") == 0;
	report_path = getenv("FAIL_REPORT");
	atomic_store(&counting, fail_at > 0);
	return real_main(argc, argv, environment);
}

/* What a program's first instructions call, with its main. */
int __libc_start_main(main_function *program, int argc, char **argv,
    void (*init)(void), void (*fini)(void), void (*loader_fini)(void),
    void *stack_end);

int __libc_start_main(main_function *program, int argc, char **argv,
    void (*init)(void), void (*fini)(void), void (*loader_fini)(void),
    void *stack_end)
{
	start_function *start;

	*(void **)&start = dlsym(RTLD_NEXT, "__libc_start_main");
	real_main = program;
	return start(counted_main, argc, argv, init, fini, loader_fini,
	    stack_end);
}
