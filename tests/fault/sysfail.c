/*
 * sysfail: runs a command and fails or kills it at its Nth system call.
 *
 *   sysfail kill|ENOSPC|EIO|EINTR|EMFILE|ENOMEM|EACCES N COMMAND...
 *
 * Counts, in all threads together and from the program's own start on (not
 * the loader's work before it), the calls that read or change files. At the
 * Nth it kills the process, or makes that call return the error instead of
 * being carried out. Exits as the command did, or with 128 and the signal.
 *
 * When SYSFAIL_REPORT names a file, that says afterwards "hit NAME" or, when
 * there were fewer calls, "none COUNT".
 *
 * For x86-64 Linux.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "sysfail knows the registers of x86-64 only"
#endif

static const struct {
	const char *name;
	long number;
} calls[] = {
    {"open", SYS_open}, {"openat", SYS_openat}, {"openat2", SYS_openat2},
    {"read", SYS_read}, {"pread64", SYS_pread64}, {"write", SYS_write},
    {"close", SYS_close}, {"lseek", SYS_lseek}, {"mkdir", SYS_mkdir},
    {"mkdirat", SYS_mkdirat}, {"linkat", SYS_linkat},
    {"rename", SYS_rename}, {"renameat", SYS_renameat},
    {"renameat2", SYS_renameat2}, {"unlink", SYS_unlink},
    {"unlinkat", SYS_unlinkat}, {"rmdir", SYS_rmdir}, {"fstat", SYS_fstat},
    {"newfstatat", SYS_newfstatat}, {"statx", SYS_statx},
    {"readlink", SYS_readlink}, {"getdents64", SYS_getdents64},
    {"fsync", SYS_fsync}, {"fdatasync", SYS_fdatasync},
    {"syncfs", SYS_syncfs}, {"fchmod", SYS_fchmod}, {"flock", SYS_flock},
    {"ftruncate", SYS_ftruncate}, {"mmap", SYS_mmap},
};

static const struct {
	const char *name;
	int number;
} errors[] = {
    {"kill", 0}, {"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EINTR", EINTR},
    {"EMFILE", EMFILE}, {"ENOMEM", ENOMEM}, {"EACCES", EACCES},
};

static struct {
	int error; /* 0: kill */
	unsigned long at, count;
	const char *hit;     /* the call that failed */
	pid_t failing;       /* thread between its start and its end */
	unsigned long entry; /* where the program starts; 0: reached */
	long entry_word;     /* what stood there before the breakpoint */
	pid_t process;
} run;

static void die(const char *what)
{
	fprintf(stderr, "sysfail: %s: %s\n", what, strerror(errno));
	exit(125);
}

/* The name of a call that counts, or NULL. */
static const char *call_name(const struct __ptrace_syscall_info *info)
{
	size_t i;

	/* Memory that is no file's. */
	if (info->entry.nr == SYS_mmap && (int)info->entry.args[4] < 0)
		return NULL;
	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		if ((unsigned long)calls[i].number == info->entry.nr)
			return calls[i].name;
	return NULL;
}

/* Where the loader hands over to the program. */
static unsigned long entry_of(pid_t pid)
{
	unsigned long pair[2] = {0, 0};
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/auxv", (int)pid);
	file = fopen(path, "r");
	if (file == NULL)
		die(path);
	while (fread(pair, sizeof(pair), 1, file) == 1 && pair[0] != AT_ENTRY)
		;
	fclose(file);
	return pair[0] == AT_ENTRY ? pair[1] : 0;
}

static void set_breakpoint(pid_t pid)
{
	run.entry = entry_of(pid);
	errno = 0;
	run.entry_word =
	    ptrace(PTRACE_PEEKTEXT, pid, (void *)run.entry, NULL);
	if (errno != 0 ||
	    ptrace(PTRACE_POKETEXT, pid, (void *)run.entry,
		(void *)((run.entry_word & ~0xFFL) | 0xCC)) != 0)
		die("breakpoint");
}

static void clear_breakpoint(pid_t pid)
{
	struct user_regs_struct registers;

	ptrace(PTRACE_POKETEXT, pid, (void *)run.entry,
	    (void *)run.entry_word);
	ptrace(PTRACE_GETREGS, pid, NULL, &registers);
	registers.rip = run.entry;
	ptrace(PTRACE_SETREGS, pid, NULL, &registers);
	run.entry = 0;
}

/* At the start of a call, and at its end when it is the one that fails. */
static void at_call(pid_t pid)
{
	struct user_regs_struct registers;
	struct __ptrace_syscall_info info;
	const char *name;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof(info),
		&info) <= 0)
		return;
	if (info.op == PTRACE_SYSCALL_INFO_EXIT && run.failing == pid) {
		run.failing = 0;
		ptrace(PTRACE_GETREGS, pid, NULL, &registers);
		registers.rax = (unsigned long long)-run.error;
		ptrace(PTRACE_SETREGS, pid, NULL, &registers);
	}
	if (info.op != PTRACE_SYSCALL_INFO_ENTRY || run.entry != 0)
		return;
	name = call_name(&info);
	if (name == NULL || ++run.count != run.at)
		return;
	run.hit = name;
	if (run.error == 0) {
		kill(run.process, SIGKILL);
		return;
	}
	run.failing = pid;
	ptrace(PTRACE_GETREGS, pid, NULL, &registers);
	registers.orig_rax = (unsigned long)-1; /* no such call */
	ptrace(PTRACE_SETREGS, pid, NULL, &registers);
}

/* The signal to hand on to a thread that stopped; 0 for none. */
static int at_stop(pid_t pid, int status)
{
	int number = WSTOPSIG(status);

	if (number == (SIGTRAP | 0x80)) {
		at_call(pid);
		return 0;
	}
	if (number == SIGTRAP && status >> 16 == 0 && run.entry != 0)
		clear_breakpoint(pid);
	/* SIGTRAP: an event such as a new thread; SIGSTOP: its start. */
	return number == SIGTRAP || number == SIGSTOP ? 0 : number;
}

static int follow(void)
{
	int status, number;
	pid_t pid;

	for (;;) {
		pid = waitpid(-1, &status, __WALL);
		if (pid < 0 && errno == EINTR)
			continue;
		if (pid < 0)
			die("waitpid");
		if (pid == run.process && WIFEXITED(status))
			return WEXITSTATUS(status);
		if (pid == run.process && WIFSIGNALED(status))
			return 128 + WTERMSIG(status);
		if (!WIFSTOPPED(status))
			continue;
		number = at_stop(pid, status);
		ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)number);
	}
}

static void start(char **command)
{
	int status;

	run.process = fork();
	if (run.process < 0)
		die("fork");
	if (run.process == 0) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		execvp(command[0], command);
		die(command[0]);
	}
	/* Stops by itself when the new program is in place. */
	if (waitpid(run.process, &status, 0) < 0 || !WIFSTOPPED(status))
		exit(125);
	ptrace(PTRACE_SETOPTIONS, run.process, NULL,
	    (void *)(long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE |
		PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_EXITKILL));
	set_breakpoint(run.process);
	ptrace(PTRACE_SYSCALL, run.process, NULL, NULL);
}

static void report(void)
{
	const char *path = getenv("SYSFAIL_REPORT");
	FILE *file = path != NULL ? fopen(path, "w") : NULL;

	if (path != NULL && file == NULL)
		die(path);
	if (file == NULL)
		return;
	if (run.hit != NULL)
		fprintf(file, "hit %s\n", run.hit);
	else
		fprintf(file, "none %lu\n", run.count);
	fclose(file);
}

int main(int argc, char **argv)
{
	size_t i = 0, count = sizeof(errors) / sizeof(errors[0]);
	int status;

	while (argc > 3 && i < count && strcmp(argv[1], errors[i].name) != 0)
		i++;
	if (argc > 3)
		run.at = strtoul(argv[2], NULL, 10);
	if (argc < 4 || i == count || run.at == 0) {
		fprintf(stderr, "usage: sysfail kill|ENOSPC|EIO|EINTR|EMFILE|"
				"ENOMEM|EACCES N COMMAND...\n");
		return 2;
	}
	run.error = errors[i].number;
	start(argv + 3);
	status = follow();
	report();
	return status;
}
