/* SPDX-License-Identifier: ISC */
/*
 * timeit runs input command [argument ...]: run a whole process so many times,
 * after one run that warms the file cache, with input as its stdin and its
 * stdout thrown away.  Prints the median and the least wall time in seconds,
 * the largest peak memory in kB (of one process, where the command is a
 * pipeline through sh), and the exit status.
 */
#define _DEFAULT_SOURCE			/* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MAX 1000

static double
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void
become(const char *input, char *argv[])
{
	int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);

	if (in != -1 && out != -1 && dup2(in, STDIN_FILENO) != -1 &&
	    dup2(out, STDOUT_FILENO) != -1) {
		(void)close(in);
		(void)close(out);
		(void)execvp(argv[0], argv);
	}
	perror(argv[0]);
	_exit(127);
}

/* One run: its time, or -1. */
static double
run(const char *input, char *argv[], long *peak, int *status)
{
	struct rusage use;
	double begin = now();
	pid_t child = fork();

	if (child == 0)
		become(input, argv);
	if (child == -1 || wait4(child, status, 0, &use) == -1)
		return -1;
	if (use.ru_maxrss > *peak)
		*peak = use.ru_maxrss;
	*status = WIFEXITED(*status) ? WEXITSTATUS(*status) :
	    128 + WTERMSIG(*status);
	return now() - begin;
}

static int
compare(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char *argv[])
{
	double seconds[RUNS_MAX];
	long peak = 0, runs, i;
	int status = 0;

	if (argc < 4 || (runs = strtol(argv[1], NULL, 10)) < 1 ||
	    runs > RUNS_MAX) {
		(void)fputs("usage: timeit runs input command ...\n", stderr);
		return 2;
	}
	for (i = -1; i < runs; i++) {
		double s = run(argv[2], argv + 3, &peak, &status);

		if (s < 0) {
			perror("timeit");
			return 4;
		}
		if (i >= 0)
			seconds[i] = s;
	}
	qsort(seconds, (size_t)runs, sizeof(seconds[0]), compare);
	(void)printf("%.5f %.5f %ld %d\n", seconds[runs / 2], seconds[0],
	    peak, status);
	return 0;
}
