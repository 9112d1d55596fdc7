/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/chance/monte.h"

#define PIECE ((size_t)1 << 18)	/* steps that are worth a thread's while */
#define PIECES 32		/* a thread and a block */
#define PATHS ((size_t)1 << 16)	/* of a block, at most */

/* What one block is made of. */
struct bench {
	const struct bt_monte	*job;
	struct bt_resample_room	*rooms;		/* one a thread */
	double			**levels;	/* the same */
	size_t			 piece;		/* paths */
	uint64_t		 first;
	size_t			 n;
	struct bt_outcome	*outcome;
	double			*level, *value;
};

/*
 * A product in another order has other last digits: what no draw can change
 * is taken from one order for all.
 */
static void
settle(const struct bt_monte *job, double *level, struct bt_outcome *o)
{
	o->final_return = job->end_of_all->final_return;
	o->cagr = job->end_of_all->cagr;
	o->sharpe = job->end_of_all->sharpe;
	if (job->path.n > 0)
		level[job->path.n - 1] = 1.0 + o->final_return;
}

static int
do_path(const struct bench *b, size_t i, size_t worker, struct bt_err *err)
{
	const struct bt_monte *job = b->job;
	struct bt_resample_room *room = &b->rooms[worker];
	double *level = b->levels[worker];
	size_t k;

	if (bt_resample_path(job->draw, b->first + i, room, err) == -1)
		return -1;
	if (job->stake != 1.0)
		for (k = 0; k < job->path.n; k++)
			room->ret[k] *= job->stake;
	bt_outcome_measure(&job->path, room->ret, level, &b->outcome[i]);
	if (job->end_of_all != NULL)
		settle(job, level, &b->outcome[i]);
	for (k = 0; k < job->nmarks; k++)
		b->level[i * job->nmarks + k] = level[job->marks[k] - 1];
	if (job->measure == NULL)
		return 0;
	return job->measure(job->measure_arg, worker, room,
	    b->value + i * job->nvalues, err);
}

static int
do_piece(void *arg, size_t piece, size_t worker, struct bt_err *err)
{
	const struct bench *b = arg;
	size_t i = piece * b->piece, end = i + b->piece;

	if (end > b->n)
		end = b->n;
	for (; i < end; i++)
		if (do_path(b, i, worker, err) == -1)
			return -1;
	return 0;
}

static int
do_blocks(struct bench *b, size_t most, enum bt_status *status,
    uint64_t *done, struct bt_err *err)
{
	const struct bt_monte *job = b->job;
	uint64_t left;

	for (b->first = job->first; b->first < job->end; b->first += b->n) {
		*done = b->first - job->first;
		if (job->poll != NULL && (*status = job->poll(job->poll_arg,
		    *done)) != BT_COMPLETED)
			return 0;
		left = job->end - b->first;
		b->n = left < most ? (size_t)left : most;
		if (bt_pool_each(job->jobs, (b->n + b->piece - 1) / b->piece,
		    do_piece, b, err) == -1 ||
		    job->take(job->take_arg, &(struct bt_monte_block){
		    b->first, b->n, b->outcome, b->level, b->value },
		    err) == -1)
			return -1;
	}
	*done = job->end - job->first;
	return 0;
}

/* Levels of a path, a thread. */
static double **
make_levels(const struct bt_monte *job, struct bt_err *err)
{
	double **levels = bt_calloc(job->jobs, sizeof(*levels), err);
	size_t i;

	for (i = 0; levels != NULL && i < job->jobs; i++)
		if ((levels[i] = bt_column(job->path.n + 1, err)) == NULL) {
			while (i-- > 0)
				free(levels[i]);
			free(levels);
			return NULL;
		}
	return levels;
}

static void
free_levels(double **levels, size_t n)
{
	size_t i;

	for (i = 0; levels != NULL && i < n; i++)
		free(levels[i]);
	free(levels);
}

int
bt_monte_run(const struct bt_monte *job, enum bt_status *status,
    uint64_t *done, struct bt_err *err)
{
	const size_t steps = (job->path.n + 1) * job->draw->kind->weight;
	struct bench b = { .job = job, .piece = PIECE / steps + 1 };
	size_t most = b.piece * PIECES * job->jobs;
	int rc = -1;

	*status = BT_COMPLETED;
	*done = 0;
	most = most > PATHS ? PATHS : most;
	most = most > job->end - job->first ? (size_t)(job->end - job->first) :
	    most;
	b.outcome = bt_calloc(most, sizeof(*b.outcome), err);
	b.level = bt_calloc(most, (job->nmarks + 1) * sizeof(double), err);
	b.value = bt_calloc(most, (job->nvalues + 1) * sizeof(double), err);
	b.levels = make_levels(job, err);
	b.rooms = bt_resample_rooms(job->path.n, job->jobs, err);
	if (b.outcome != NULL && b.level != NULL && b.value != NULL &&
	    b.levels != NULL && b.rooms != NULL)
		rc = do_blocks(&b, most, status, done, err);
	free(b.rooms);
	free_levels(b.levels, job->jobs);
	free(b.value);
	free(b.level);
	free(b.outcome);
	return rc;
}
