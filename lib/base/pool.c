/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE			/* sched_getaffinity() */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"

struct work {
	size_t		 n;
	bt_work_fn	*fn;
	void		*arg;
	atomic_size_t	 next;		/* the next piece */
	atomic_bool	 stop;
};

/* Of one thread; of its own memory, so that threads do not share lines. */
struct worker {
	struct work	*work;
	size_t		 number;
	size_t		 failed;	/* the piece, or SIZE_MAX */
	struct bt_err	 err;
	pthread_t	 thread;
};

/*
 * Pieces begin in the order of their index, so when one fails all before it
 * have begun, and will end: the lowest failing index is the same whatever the
 * number of threads.
 */
static void *
run(void *arg)
{
	struct worker *w = arg;
	struct work *work = w->work;
	size_t i;

	while (!atomic_load(&work->stop)) {
		if ((i = atomic_fetch_add(&work->next, 1)) >= work->n)
			break;
		if (work->fn(work->arg, i, w->number, &w->err) == -1) {
			w->failed = i;
			atomic_store(&work->stop, true);
		}
	}
	return NULL;
}

/*
 * Signals are for the caller's thread.  A thread that cannot be had is done
 * without: the others do its work.
 */
static size_t
start(struct worker *w, size_t jobs)
{
	sigset_t all, old;
	size_t i;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &old);
	for (i = 1; i < jobs; i++)
		if (pthread_create(&w[i].thread, NULL, run, &w[i]) != 0)
			break;
	(void)pthread_sigmask(SIG_SETMASK, &old, NULL);
	return i;
}

int
bt_pool_each(size_t jobs, size_t n, bt_work_fn *fn, void *arg,
    struct bt_err *err)
{
	struct work work = { .n = n, .fn = fn, .arg = arg };
	struct worker *w;
	size_t started, i, low = 0;

	if (jobs > n)
		jobs = n;
	if (jobs == 0)
		jobs = 1;
	if ((w = bt_calloc(jobs, sizeof(*w), err)) == NULL)
		return -1;
	for (i = 0; i < jobs; i++) {
		w[i].work = &work;
		w[i].number = i;
		w[i].failed = SIZE_MAX;
	}
	started = start(w, jobs);
	(void)run(&w[0]);
	for (i = 1; i < started; i++)
		(void)pthread_join(w[i].thread, NULL);
	for (i = 1; i < started; i++)
		if (w[i].failed < w[low].failed)
			low = i;
	if (w[low].failed != SIZE_MAX && err->code == BT_OK)
		*err = w[low].err;
	i = w[low].failed;
	free(w);
	return i == SIZE_MAX ? 0 : -1;
}

size_t
bt_pool_processors(void)
{
	cpu_set_t set;
	long n;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		return (size_t)CPU_COUNT(&set);
	n = sysconf(_SC_NPROCESSORS_ONLN);	/* more than 1,024 of them */
	return n > 0 ? (size_t)n : 1;
}
