/* SPDX-License-Identifier: ISC */
#include "lib/engine/engine.h"

#include <math.h>
#include <string.h>

#include "lib/base/clones.h"
#include "lib/base/sparse.h"
#include "lib/base/time.h"
#include "lib/engine/curve.h"
#include "lib/engine/protect.h"
#include "lib/engine/step.h"

#define POLL_STEPS 8192		/* between two looks at the clock */

struct engine {
	struct bt_step			 at;
	const struct bt_engine_job	*job;
	double				 peak;	/* of the equity, as polled */
};

/*
 * Bars to those eight of which one reaches a level, or to the last seven: of
 * the levels on both sides, or of the one that there is.
 */
BT_CLONES static size_t
quiet_bars(const double *low, double down, const double *high, double up,
    size_t n)
{
	double BT_FOUR l = { down, down, down, down };
	double BT_FOUR h = { up, up, up, up }, a, b, c, d;
	int64_t BT_FOUR reached;
	size_t i;

	for (i = 0; i + 8 <= n; i += 8) {
		memcpy(&a, low + i, sizeof(a));
		memcpy(&b, low + i + 4, sizeof(b));
		memcpy(&c, high + i, sizeof(c));
		memcpy(&d, high + i + 4, sizeof(d));
		reached = (a <= l) | (b <= l) | (c >= h) | (d >= h);
		if (bt_four_any(&reached))
			break;
	}
	return i;
}

BT_CLONES static size_t
quiet_lows(const double *low, double down, size_t n)
{
	double BT_FOUR l = { down, down, down, down }, a, b;
	int64_t BT_FOUR reached;
	size_t i;

	for (i = 0; i + 8 <= n; i += 8) {
		memcpy(&a, low + i, sizeof(a));
		memcpy(&b, low + i + 4, sizeof(b));
		reached = (a <= l) | (b <= l);
		if (bt_four_any(&reached))
			break;
	}
	return i;
}

static size_t
quiet_levels(const struct bt_position *p, size_t s, size_t n)
{
	const double *low = p->bars->low + s, *high = p->bars->high + s;

	return p->high < INFINITY ?
	    quiet_bars(low, p->low, high, p->high, n) :
	    quiet_lows(low, p->low, n);
}

/*
 * With one symbol, quiet bars need not be stepped on at all: walk to the next
 * one that is not.  This is where the time of a sweep is spent: a fraction
 * of a nanosecond a bar, where a step costs some 50 (make bench, "engine
 * loop").
 */
static size_t
walk(struct engine *e, size_t s, size_t end)
{
	struct bt_position *p = &e->at.pf.pos[0];

	if (p->clock <= s)
		return s;
	end = p->clock < end ? p->clock : end;
	end = bt_sparse_next(p->sig->verbs, s, end, p->wake);
	if (!p->levels && !p->trails)
		return end;
	if (!p->trails)
		s += quiet_levels(p, s, end - s);
	for (; s < end && bt_position_quiet(p, s); s++)
		if (p->trails) {
			p->bar = s;
			bt_protect_pass(&e->at.pf, p);
		}
	return s;
}

/* Tell how far it is, before step s; equity and drawdown as seen from here. */
static enum bt_status
poll(struct engine *e, size_t s)
{
	const struct bt_timeline *line = e->job->timeline;
	struct bt_portfolio *pf = &e->at.pf;
	struct bt_progress_state st = { .done = s, .total = line->steps,
	    .date = line->time[s], .trades = pf->sum.trades };

	if (e->job->poll == NULL)
		return BT_COMPLETED;
	if (line->first == NULL && s > 0)
		pf->pos[0].bar = s - 1;		/* a walk does not say */
	st.equity = bt_portfolio_worth(pf, false).equity;
	e->peak = fmax(e->peak, st.equity);
	st.drawdown = st.equity / e->peak - 1;
	return e->job->poll(e->job->poll_arg, &st);
}

/* Steps s .. end - 1, of which the last settles the account if last. */
static int
run_steps(struct engine *e, size_t s, size_t end, bool last,
    struct bt_err *err)
{
	bool walks = e->job->timeline->first == NULL;
	size_t told = s;

	for (; s < end && !e->at.bankrupt; s++) {
		if (walks)
			s = walk(e, s, end - last);
		if (s > told && bt_curve_stretch(&e->at.pf, told, s,
		    err) == -1)
			return -1;
		told = s;
		if (s == end)
			break;
		if (bt_step_do(&e->at, s, last && s + 1 == end, err) == -1)
			return -1;
		told += e->at.marked;
	}
	return told == s || e->at.bankrupt ? 0 :
	    bt_curve_stretch(&e->at.pf, told, s, err);
}

/* Whoever stops the run still gets one step more, which settles it. */
static int
run(struct engine *e, enum bt_status *status, struct bt_err *err)
{
	size_t s, end, steps = e->job->timeline->steps;

	*status = BT_COMPLETED;
	for (s = 0; s < steps && !e->at.bankrupt; s = end) {
		if ((*status = poll(e, s)) != BT_COMPLETED)
			return run_steps(e, s, s + 1, true, err);
		end = steps - s > POLL_STEPS ? s + POLL_STEPS : steps;
		if (run_steps(e, s, end, end == steps, err) == -1)
			return -1;
	}
	if (e->at.bankrupt)
		*status = BT_BANKRUPT;
	return 0;
}

/* What the summary says about the part of the data that was worked on. */
static void
sum_up(struct engine *e, struct bt_summary *sum, size_t done)
{
	const struct bt_timeline *line = e->job->timeline;

	*sum = e->at.pf.sum;
	sum->steps = done;
	sum->from = done > 0 ? line->time[0] : BT_TIME_NONE;
	sum->to = done > 0 ? line->time[done - 1] : BT_TIME_NONE;
	sum->bars = line->first == NULL ? done : line->first[done];
}

static int
tell_skips(struct bt_portfolio *pf, struct bt_err *err)
{
	const struct bt_signals *sig = pf->signals;
	size_t i;

	for (i = 0; i < sig->nskips; i++)
		if (bt_portfolio_tell(pf, sig->skips[i].cause,
		    sig->skips[i].time, sig->skips[i].symbol, NAN, NAN,
		    err) == -1)
			return -1;
	return 0;
}

size_t
bt_engine_symbols(const struct bt_engine_job *job)
{
	return job->market == NULL ? job->nsymbols :
	    bt_market_symbols(job->market);
}

int
bt_engine_run(const struct bt_engine_job *job, struct bt_engine_result *res,
    struct bt_err *err)
{
	struct engine e = { .job = job, .peak = job->settings->cash };
	size_t done;
	int rc = -1;

	*res = (struct bt_engine_result){ .status = BT_FAILED };
	if (bt_step_init(&e.at, job, err) == -1 ||
	    tell_skips(&e.at.pf, err) == -1 ||
	    run(&e, &res->status, err) == -1)
		res->status = BT_FAILED;
	else
		rc = 0;
	done = job->timeline->steps == 0 ? 0 : e.at.pf.step + 1;
	sum_up(&e, &res->summary, done);
	e.peak = fmax(e.peak, res->summary.last_equity);
	res->drawdown = res->summary.last_equity / e.peak - 1;
	bt_step_free(&e.at);
	return rc;
}
