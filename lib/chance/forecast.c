/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/chance/forecast_parts.h"

struct describing {
	struct bt_tally		*tally;
	struct bt_forecast	*f;
};

static int
describe_outcome(void *arg, size_t k, size_t worker, struct bt_err *err)
{
	struct describing *d = arg;

	(void)worker;
	(void)err;
	bt_odds_of(d->tally->column[k], d->tally->n, &d->f->odds[k]);
	return 0;
}

static void
count_levels(const struct bt_ensemble *plan, const struct bt_tally *t,
    struct bt_forecast *f)
{
	size_t i;

	for (i = 0; i < plan->ruin.n; i++)
		f->ruin[i] = bt_tally_ruin(t, plan->ruin.v[i]);
	for (i = 0; i < plan->goal.n; i++)
		f->goal[i] = bt_tally_goal(t, plan->goal.v[i]);
}

/*
 * How often chance alone does as well as the run: counting the run itself,
 * so that it is never 0 (Davison and Hinkley, "Bootstrap Methods and their
 * Application", 1997, section 4.2).
 */
static double
p_value_of(const struct bt_ensemble *plan, const struct bt_tally *t)
{
	const double *x = BT_TALLY(t, final_return);
	size_t i, count = 1;

	if (plan->entries == NULL || t->n == 0)
		return (double)NAN;
	for (i = 0; i < t->n; i++)
		count += x[i] >= plan->run.final_return;
	return (double)count / (double)(t->n + 1);
}

/* Where paths go: the outcomes of all, and more where it is asked for. */
struct gathering {
	struct bt_tally			tally;
	struct bt_forecast_more		more;
};

static int
take(void *arg, const struct bt_monte_block *b, struct bt_err *err)
{
	struct gathering *g = arg;

	bt_forecast_more_take(&g->more, b);
	return bt_tally_take(&g->tally, b, err);
}

static int
simulate(const struct bt_ensemble *plan, const struct bt_chance_watch *watch,
    struct gathering *g, struct bt_forecast *f, struct bt_err *err)
{
	struct bt_monte job;

	if (plan->draw == NULL)
		return 0;
	job = bt_ensemble_job(plan);
	job.take = take;
	job.take_arg = g;
	job.marks = g->more.marks;
	job.nmarks = g->more.nmarks;
	if (g->more.gauge != NULL) {
		job.measure = bt_gauge_measure;
		job.measure_arg = g->more.gauge;
		job.nvalues = bt_gauge_count(g->more.gauge);
	}
	job.poll = watch->poll;
	job.poll_arg = watch->arg;
	return bt_monte_run(&job, &f->status, &f->done, err);
}

/* Where the money is: the final return of what the account began with. */
static struct bt_odds
equity_of(const struct bt_odds *ret, double start)
{
	struct bt_odds odds = *ret;
	int i;

	odds.mean = start * (1.0 + ret->mean);
	odds.sd = start * ret->sd;
	for (i = 0; i < BT_ODDS_POINTS; i++)
		odds.at[i] = start * (1.0 + ret->at[i]);
	if (isnan(start))
		odds.n = 0;
	return odds;
}

/* All that there is to say about what was gathered. */
static int
describe(struct gathering *g, struct bt_forecast *f, struct bt_err *err)
{
	struct describing d = { &g->tally, f };

	count_levels(f->plan, &g->tally, f);
	f->p_value = p_value_of(f->plan, &g->tally);
	if (bt_pool_each(g->tally.n < 1000 ? 1 : f->plan->jobs, BT_OUTCOMES,
	    describe_outcome, &d, err) == -1)
		return -1;
	f->equity = equity_of(&f->odds[0], f->plan->sample.start);
	return f->plan->draw == NULL ? 0 :
	    bt_forecast_more_describe(&g->more, f, err);
}

int
bt_forecast_make(const struct bt_ensemble *plan,
    const struct bt_forecast_settings *set,
    const struct bt_chance_watch *watch, struct bt_forecast *f,
    struct bt_err *err)
{
	struct gathering g = { .tally.n = 0 };
	int rc = -1;

	*f = (struct bt_forecast){ .plan = plan, .status = BT_COMPLETED,
	    .tail = set->tail, .confidence = set->confidence };
	f->ruin = bt_column(plan->ruin.n + 1, err);
	f->goal = bt_column(plan->goal.n + 1, err);
	if (f->ruin != NULL && f->goal != NULL &&
	    bt_tally_init(&g.tally, plan->draw == NULL ? 0 :
	    plan->end - plan->first, err) == 0 &&
	    bt_forecast_more_init(&g.more, set, plan, err) == 0 &&
	    simulate(plan, watch, &g, f, err) == 0)
		rc = describe(&g, f, err);
	bt_tally_free(&g.tally);
	bt_forecast_more_free(&g.more);
	return rc;
}

void
bt_forecast_free(struct bt_forecast *f)
{
	free(f->ruin);
	free(f->goal);
	free(f->horizons);
	free(f->intervals);
	*f = (struct bt_forecast){ .plan = NULL };
}
