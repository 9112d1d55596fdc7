/* SPDX-License-Identifier: ISC */
#include <float.h>
#include <math.h>

#include "lib/base/portable.h"
#include "lib/chance/outcome.h"

#define MOST 1e300
#define LEAST 1e-300		/* of one; it is nothing */

#define ROW(field, title, unit, help) \
	{ #field, title, unit, offsetof(struct bt_outcome, field), help }

const struct bt_outcome_row bt_outcomes[BT_OUTCOMES + 1] = {
	ROW(final_return, "Final return", BT_UNIT_FRACTION,
	    "what the path made in all"),
	ROW(cagr, "CAGR", BT_UNIT_FRACTION, "the same a year, compounded"),
	ROW(max_drawdown, "Max drawdown", BT_UNIT_FRACTION,
	    "the largest loss from a high"),
	ROW(longest_drawdown, "Longest drawdown", BT_UNIT_COUNT,
	    "steps from a high until it is reached again, or the end"),
	ROW(recovery, "Time to recover", BT_UNIT_COUNT,
	    "steps from the deepest point back to the high"),
	ROW(sharpe, "Sharpe ratio", BT_UNIT_RATIO,
	    "mean / sd (n - 1) of the returns drawn, a year"),
	ROW(lowest, "Lowest", BT_UNIT_FRACTION,
	    "the worst that the account came to, from its start"),
	ROW(highest, "Highest", BT_UNIT_FRACTION,
	    "the best that the account came to, from its start"),
	{ NULL, NULL, BT_UNIT_COUNT, 0, NULL }
};

/* Along the path; all of it but what follows from the last level. */
struct walk {
	double	top, low;		/* highest and lowest level */
	double	worst;			/* least level / top */
	double	high;			/* top at the worst */
	size_t	trough, longest;
	double	sum, square;		/* of return - centre */
};

/* Nothing is left: the level stays where it is. */
static void
stay(double *level, size_t i, size_t n)
{
	for (; i + 1 < n; i++)
		level[i + 1] = level[i];
}

static void
sum_returns(const struct bt_outcome_rule *rule, const double *ret,
    struct walk *w)
{
	double sum[2] = { 0.0, 0.0 }, square[2] = { 0.0, 0.0 }, d;
	size_t i;

	/* Two of each, so that one need not wait for the other. */
	for (i = 0; i + 2 <= rule->n; i += 2) {
		d = ret[i] - rule->centre;
		sum[0] += d;
		square[0] += d * d;
		d = ret[i + 1] - rule->centre;
		sum[1] += d;
		square[1] += d * d;
	}
	if (i < rule->n) {
		d = ret[i] - rule->centre;
		sum[0] += d;
		square[0] += d * d;
	}
	w->sum = sum[0] + sum[1];
	w->square = square[0] + square[1];
}

/*
 * The one hot loop.  All but the two rare branches is done without any: on
 * random paths no branch can be foreseen.
 */
static inline void
walk_path(const struct bt_outcome_rule *rule, const double *ret,
    double *level, struct walk *w, const bool held)
{
	double l = 1.0, top = 1.0, low = 1.0, worst = 1.0;
	size_t i, at = 0, longest = 0, is_high;

	*w = (struct walk){ .high = 1.0 };
	for (i = 0; i < rule->n; i++) {
		l *= 1.0 + ret[i];
		if (held)
			l = l < MOST ? l : MOST;
		level[i] = l;
		longest = i + 1 - at > longest ? i + 1 - at : longest;
		low = l < low ? l : low;
		is_high = -(size_t)(l >= top);
		at ^= (at ^ (i + 1)) & is_high;
		top = l > top ? l : top;
		if (l < top * worst) {
			worst = l / top;
			w->high = top;
			w->trough = i + 1;
		}
		if (!(l > 0.0)) {
			level[i] = low = l > -MOST ? l : -MOST;
			stay(level, i, rule->n);
			longest = rule->n - at > longest ? rule->n - at :
			    longest;
			break;
		}
	}
	w->worst = worst;
	w->top = top;
	w->low = low;
	/* One step from a high to the next is not a drawdown. */
	w->longest = longest > 1 || l < top ? longest : 0;
}

/* What went beyond all bounds is walked again, held back. */
static void
walk(const struct bt_outcome_rule *rule, const double *ret, double *level,
    struct walk *w)
{
	walk_path(rule, ret, level, w, false);
	if (!(w->top <= MOST))
		walk_path(rule, ret, level, w, true);
}

/* Steps from the deepest point to the high before it, or NAN. */
static double
time_to_recover(const double *level, size_t n, const struct walk *w)
{
	size_t i;

	if (w->trough == 0)
		return 0.0;
	for (i = w->trough; i < n; i++)
		if (level[i] >= w->high)
			return (double)(i + 1 - w->trough);
	return (double)NAN;
}

/* As bt_perf_sd() has it: equal returns have no spread, whatever rounding. */
static double
sharpe_of(const struct bt_outcome_rule *rule, const struct walk *w)
{
	const double n = (double)rule->n;
	const double shift = w->sum / n, mean = rule->centre + shift;
	const double sd = sqrt(fmax(w->square - w->sum * shift, 0.0) /
	    (n - 1.0));

	if (rule->n < 2 || sd <= 8.0 * DBL_EPSILON * (1.0 + fabs(mean)))
		return (double)NAN;
	return mean / sd * sqrt(rule->per_year);
}

/* By logarithms that are the same on every machine. */
static double
growth_a_year(const struct bt_outcome_rule *rule, double last)
{
	if (rule->n == 0 || isnan(rule->per_year))
		return (double)NAN;
	if (last < LEAST)
		return -1.0;
	return bt_portable_exp(bt_portable_log(last) * rule->per_year /
	    (double)rule->n) - 1.0;
}

void
bt_outcome_measure(const struct bt_outcome_rule *rule, const double *ret,
    double *level, struct bt_outcome *o)
{
	const size_t n = rule->n;
	const double *last = n > 0 ? &level[n - 1] : &(const double){ 1.0 };
	struct walk w;

	walk(rule, ret, level, &w);
	sum_returns(rule, ret, &w);
	*o = (struct bt_outcome){
		.final_return = *last - 1.0,
		.cagr = growth_a_year(rule, *last),
		.max_drawdown = w.worst - 1.0,
		.longest_drawdown = (double)w.longest,
		.recovery = time_to_recover(level, n, &w),
		.sharpe = sharpe_of(rule, &w),
		.lowest = w.low - 1.0,
		.highest = w.top - 1.0,
	};
}
