/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/pool.h"
#include "lib/chance/forecast.h"

struct describing {
	struct bt_tally		*tally;
	struct bt_forecast	*f;
};

static int
describe(void *arg, size_t k, size_t worker, struct bt_err *err)
{
	struct describing *d = arg;

	(void)worker;
	(void)err;
	bt_odds_of(d->tally->column[k], d->tally->n, &d->f->odds[k]);
	return 0;
}

static void
count_levels(const struct bt_plan *plan, const struct bt_tally *t,
    struct bt_forecast *f)
{
	size_t i;

	for (i = 0; i < plan->ruin.n; i++)
		f->ruin[i] = bt_tally_ruin(t, plan->ruin.v[i]);
	for (i = 0; i < plan->goal.n; i++)
		f->goal[i] = bt_tally_goal(t, plan->goal.v[i]);
}

static int
simulate(const struct bt_plan *plan, const struct bt_chance_watch *watch,
    struct bt_tally *tally, struct bt_forecast *f, struct bt_err *err)
{
	struct bt_monte job;

	if (plan->draw == NULL)
		return 0;
	job = bt_plan_job(plan);
	job.take = bt_tally_take;
	job.take_arg = tally;
	job.poll = watch->poll;
	job.poll_arg = watch->arg;
	return bt_monte_run(&job, &f->status, &f->done, err);
}

int
bt_forecast_make(const struct bt_plan *plan,
    const struct bt_chance_watch *watch, struct bt_forecast *f,
    struct bt_err *err)
{
	struct bt_tally tally;
	struct describing d = { &tally, f };
	int rc;

	*f = (struct bt_forecast){ .plan = plan, .status = BT_COMPLETED };
	f->ruin = bt_column(plan->ruin.n + 1, err);
	f->goal = bt_column(plan->goal.n + 1, err);
	if (f->ruin == NULL || f->goal == NULL || bt_tally_init(&tally,
	    plan->draw == NULL ? 0 : plan->end - plan->first, err) == -1)
		return -1;
	rc = simulate(plan, watch, &tally, f, err);
	if (rc == 0) {
		count_levels(plan, &tally, f);
		rc = bt_pool_each(tally.n < 1000 ? 1 : plan->jobs,
		    BT_OUTCOMES, describe, &d, err);
	}
	bt_tally_free(&tally);
	return rc;
}

void
bt_forecast_free(struct bt_forecast *f)
{
	free(f->ruin);
	free(f->goal);
	*f = (struct bt_forecast){ .plan = NULL };
}
