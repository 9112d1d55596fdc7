/* SPDX-License-Identifier: ISC */
#include "lib/sweep/sweep.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"

/*
 * Trials go in batches: big enough for threads to have something to do, small
 * enough that a signal, a limit or a search need not wait.
 */
enum { BATCH_BARS = 4 << 20, BATCH_MOST = 1024 };

enum { REASON = 256 };		/* bytes of a reason that are kept */

/* A trial of the batch. */
struct slot {
	double		*point, *metric;
	double		 share;
	struct bt_trial	 trial;
	int		 known;
	char		 reason[REASON];
};

struct loop {
	const struct bt_sweep	*s;
	const struct bt_space	*space;
	struct slot		*slot;
	size_t			 batch, ndims;
	double			*numbers;	/* of all slots */
	struct bt_asked		*asked;
	const double		**points;
	double			*scores;
	/* The batch at hand. */
	size_t			 n, *due, ndue;
	uint64_t		 taken;
	/* Where trials are taken as they end: whose turn it is. */
	size_t			 turn;
	bool			 ended, failed;
	pthread_mutex_t		 lock;
	pthread_cond_t		 moved;
};

/* More is better; what failed or breaks the constraint is not to be chosen. */
static void
judge(const struct bt_sweep *s, struct bt_trial *t)
{
	const struct bt_objective *o = s->objective;

	t->ran = t->status;
	t->value = t->objective = NAN;
	if (t->status == BT_TRIAL_FAILED)
		return;
	t->value = bt_formula_value(o->formula, t->metric);
	if (!isfinite(t->value))
		t->value = NAN;
	if (o->constraint == NULL ||
	    bt_formula_value(o->constraint, t->metric) > 0) {
		t->objective = o->minimize ? -t->value : t->value;
		return;
	}
	t->status = BT_TRIAL_CONSTRAINT;
	if (t->reason == NULL)
		t->reason = "the constraint does not hold";
}

/* What a journal has told of a trial is not judged again. */
static void
judge_told(const struct bt_sweep *s, struct bt_trial *t)
{
	t->objective = t->status == BT_TRIAL_FAILED ||
	    t->status == BT_TRIAL_CONSTRAINT ? NAN :
	    s->objective->minimize ? -t->value : t->value;
}

/* Its first line: an expression with a caret is no cell of a table. */
static void
keep_reason(struct slot *slot)
{
	size_t n;

	if (slot->trial.reason == NULL)
		return;
	n = strcspn(slot->trial.reason, "\n");
	n = n < REASON ? n : REASON - 1;
	memcpy(slot->reason, slot->trial.reason, n);
	slot->reason[n] = '\0';
	slot->trial.reason = slot->reason;
}

/* 1: the sweep ends here in peace. */
static int
take(struct loop *l, struct slot *slot, struct bt_err *err)
{
	int rc = l->s->taker(l->s->taker_arg, &slot->trial, err);

	slot->trial.result = NULL;
	if (rc != -1)
		l->taken++;
	return rc;
}

/*
 * Trials are taken in order by the threads that ran them, while their results
 * are there: each waits for its turn.  Pieces begin in order, so whoever is
 * next is at work or done.
 */
static int
take_in_turn(struct loop *l, size_t i, struct bt_err *err)
{
	int rc = 0;

	(void)pthread_mutex_lock(&l->lock);
	while (l->turn != i && !l->ended && !l->failed)
		(void)pthread_cond_wait(&l->moved, &l->lock);
	if (!l->ended && !l->failed) {
		rc = take(l, &l->slot[i], err);
		l->ended |= rc == 1;
		l->failed |= rc == -1;
		l->turn++;
	}
	(void)pthread_cond_broadcast(&l->moved);
	(void)pthread_mutex_unlock(&l->lock);
	return rc == -1 ? -1 : 0;
}

static void
give_up(struct loop *l)
{
	(void)pthread_mutex_lock(&l->lock);
	l->failed = true;
	(void)pthread_cond_broadcast(&l->moved);
	(void)pthread_mutex_unlock(&l->lock);
}

static int
run_one(void *arg, size_t piece, size_t worker, struct bt_err *err)
{
	struct loop *l = arg;
	size_t i = l->due[piece];
	struct slot *slot = &l->slot[i];
	const struct bt_sweep *s = l->s;
	struct bt_bench_result res;
	struct bt_bench_ask ask = { .point = slot->point, .first = s->first,
	    .end = s->first + (size_t)ceil(slot->share *
	    (double)(s->end - s->first)), .cash = NAN };

	if (bt_bench_run(s->bench, worker, &ask, &res, err) == -1) {
		give_up(l);
		return -1;
	}
	slot->trial.status = res.status;
	slot->trial.reason = res.reason;
	memcpy(slot->metric, res.metric, s->nmetrics * sizeof(*slot->metric));
	judge(s, &slot->trial);
	keep_reason(slot);
	if (!s->results)
		return 0;
	slot->trial.result = &res;
	return take_in_turn(l, i, err);
}

/* Trials [from, from + n) of those to do: prepared, then run. */
static int
run_some(struct loop *l, size_t *from, struct bt_err *err)
{
	size_t i, done, n = l->ndue - *from, *due = l->due;
	int rc;

	for (i = 0; i < n; i++)
		l->points[i] = l->slot[due[*from + i]].point;
	if (bt_bench_prepare(l->s->bench, l->points, n, &done, err) == -1)
		return -1;
	l->due += *from;
	rc = bt_pool_each(l->s->jobs, done, run_one, l, err);
	l->due = due;
	*from += done;
	return rc;
}

/* Run what is not known, and take what was not taken on the way. */
static int
run_batch(struct loop *l, struct bt_err *err)
{
	size_t from = 0;
	int rc = 0;

	l->turn = 0;
	while (from < l->ndue && !l->ended)
		if (run_some(l, &from, err) == -1)
			return -1;
	for (; l->turn < l->n && !l->ended && rc == 0; l->turn++) {
		rc = take(l, &l->slot[l->turn], err);
		l->ended |= rc == 1;
	}
	return rc == -1 ? -1 : 0;
}

static int
begin(struct loop *l, size_t i, struct bt_err *err)
{
	struct slot *slot = &l->slot[i];
	const struct bt_sweep *s = l->s;

	slot->share = l->asked[i].share;
	slot->trial = (struct bt_trial){
	    .number = s->base + s->skip + l->taken + i + 1,
	    .space = l->space, .point = slot->point, .share = slot->share,
	    .metric = slot->metric, .value = NAN, .objective = NAN };
	slot->known = s->known == NULL ? 0 :
	    s->known(s->known_arg, &slot->trial, slot->metric, err);
	if (slot->known == -1)
		return -1;
	/* Who looks at results wants more than is known: it runs again. */
	if (s->results)
		slot->known = 0;
	if (slot->known == 1)
		judge(s, &slot->trial);
	else if (slot->known == 2)
		judge_told(s, &slot->trial);
	else
		l->due[l->ndue++] = i;
	keep_reason(slot);
	return 0;
}

/* As many as a shard has left, and the batch has room for. */
static size_t
room(const struct loop *l)
{
	uint64_t left = l->s->take - l->taken;

	return l->s->take > 0 && left < l->batch ? (size_t)left : l->batch;
}

/* The next batch: 1, or 0 if there is none. */
static int
ask(struct loop *l, struct bt_err *err)
{
	size_t i;
	long n;

	l->n = l->ndue = 0;
	if (l->ended || room(l) == 0)
		return 0;
	if ((n = bt_search_ask(l->s->search, l->asked, room(l), err)) <= 0)
		return (int)n;
	l->n = (size_t)n;
	for (i = 0; i < l->n; i++)
		if (begin(l, i, err) == -1)
			return -1;
	return 1;
}

static int
tell(struct loop *l, struct bt_err *err)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		l->scores[i] = l->slot[i].trial.objective;
	return bt_search_tell(l->s->search, l->scores, l->n, err);
}

static size_t
batch_of(const struct bt_sweep *s)
{
	const struct bt_market *market = bt_bench_bars(s->bench)->market;
	double all = (double)bt_bench_timeline(s->bench)->steps;
	double bars = (double)bt_market_rows(market) *
	    (double)(s->end - s->first) / fmax(all, 1);
	size_t n = (size_t)(BATCH_BARS / fmax(bars, 1));

	if (n > BATCH_MOST)
		n = BATCH_MOST;
	return n > 2 * s->jobs ? n : 2 * s->jobs;
}

static int
init(struct loop *l, struct bt_err *err)
{
	size_t i, width = l->ndims + l->s->nmetrics;

	l->slot = bt_calloc(l->batch, sizeof(*l->slot), err);
	l->numbers = bt_calloc(l->batch * width, sizeof(*l->numbers), err);
	l->asked = bt_calloc(l->batch, sizeof(*l->asked), err);
	l->points = bt_calloc(l->batch, sizeof(*l->points), err);
	l->scores = bt_calloc(l->batch, sizeof(*l->scores), err);
	l->due = bt_calloc(l->batch, sizeof(*l->due), err);
	if (l->slot == NULL || l->numbers == NULL || l->asked == NULL ||
	    l->points == NULL || l->scores == NULL || l->due == NULL)
		return -1;
	for (i = 0; i < l->batch; i++) {
		l->slot[i].point = l->numbers + i * width;
		l->slot[i].metric = l->slot[i].point + l->ndims;
		l->asked[i].point = l->slot[i].point;
	}
	return 0;
}

static int
go(struct loop *l, enum bt_status *status, struct bt_err *err)
{
	const struct bt_sweep *s = l->s;
	int rc;

	if (s->skip > 0 && !bt_search_skip(s->search, s->skip))
		return bt_err_set(err, BT_EUSAGE, "this method goes by the "
		    "results of the trials before; it cannot begin at trial "
		    "%llu", (unsigned long long)s->skip + 1);
	*status = BT_COMPLETED;
	while ((rc = ask(l, err)) == 1) {
		if (run_batch(l, err) == -1)
			return -1;
		if (l->ended)
			return 0;
		if (tell(l, err) == -1)
			return -1;
		if (s->poll != NULL && (*status = s->poll(s->poll_arg,
		    s->base + l->taken)) != BT_COMPLETED)
			return 0;
	}
	return rc;
}

int
bt_sweep_run(const struct bt_sweep *s, enum bt_status *status,
    uint64_t *trials, struct bt_err *err)
{
	struct loop l = { .s = s, .space = s->space,
	    .batch = batch_of(s) };
	int rc = -1;

	l.ndims = l.space->ndims;
	(void)pthread_mutex_init(&l.lock, NULL);
	(void)pthread_cond_init(&l.moved, NULL);
	if (init(&l, err) == 0)
		rc = go(&l, status, err);
	*trials = l.taken;
	(void)pthread_cond_destroy(&l.moved);
	(void)pthread_mutex_destroy(&l.lock);
	free(l.slot);
	free(l.numbers);
	free(l.asked);
	free(l.points);
	free(l.scores);
	free(l.due);
	return rc;
}
