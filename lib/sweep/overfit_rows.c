/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdio.h>

#include "lib/sweep/overfit_own.h"

#define CONFIDENCE 0.95

/* Why there is no number. */

static const char *
why_best(const struct bt_overfit_facts *f)
{
	if (f->best == 0)
		return "no trial has an objective";
	if (isnan(f->sharpe.sharpe))
		return "the best trial has no returns that vary";
	if (f->sharpe.n < BT_OVERFIT_RETURNS)
		return "fewer than 20 returns";
	return isnan(f->per_year) ? "periods a year unknown; give --periods" :
	    "fewer than 2 trials have returns that vary";
}

static const char *
why_track(const struct bt_overfit_facts *f)
{
	return f->best != 0 && f->sharpe.sharpe <= 0.0 &&
	    f->sharpe.n >= BT_OVERFIT_RETURNS ?
	    "its Sharpe ratio is not above 0" : why_best(f);
}

static const char *
why_common(const struct bt_overfit_facts *f)
{
	return f->judged >= 2 ? "fewer than 20 returns" : why_best(f);
}

static const char *
why_split(const struct bt_overfit_facts *f)
{
	if (f->cscv_trials < 2)
		return "fewer than 2 trials have returns that vary";
	if (f->length == 0)
		return "fewer than 2 returns a block; see --report-blocks";
	return isnan(f->per_year) ? "periods a year unknown; give --periods" :
	    "the choices of all splits are equally good";
}

static const char *
why_test(const struct bt_overfit_facts *f)
{
	if (f->judged == 0)
		return "no trial has returns that vary";
	return f->rows == 0 ? "fewer than 20 returns" :
	    "no trial differs from it";
}

static const char *
why_peak(const struct bt_overfit_facts *f)
{
	if (f->best == 0)
		return "no trial has an objective";
	return f->peak.neighbours == 0 ? "no other trial near it" :
	    "the best is no better than the median trial";
}

/* The numbers. */

/* What is said of the best trial, if it has returns enough. */
static double
of_best(const struct bt_overfit_facts *f, double x)
{
	return f->sharpe.n >= BT_OVERFIT_RETURNS ? x : (double)NAN;
}

static double
sharpe(const struct bt_overfit_facts *f)
{
	return bt_overfit_annual(f, f->sharpe.sharpe);
}

static double
sharpe_error(const struct bt_overfit_facts *f)
{
	return of_best(f, bt_overfit_annual(f, bt_robust_error(&f->sharpe)));
}

static double
psr(const struct bt_overfit_facts *f)
{
	return of_best(f, bt_robust_psr(&f->sharpe, 0.0));
}

static double
min_track(const struct bt_overfit_facts *f)
{
	const double n = bt_robust_min_track(&f->sharpe, 0.0, CONFIDENCE);

	return isinf(n) ? (double)NAN : of_best(f, n / f->per_year);
}

static double
luck(const struct bt_overfit_facts *f)
{
	return bt_overfit_annual(f, bt_robust_luck(f->variance,
	    (double)f->tried));
}

static double
deflated(const struct bt_overfit_facts *f)
{
	return bt_overfit_deflated(f, (double)f->tried);
}

static double
correlation(const struct bt_overfit_facts *f)
{
	return f->correlation;
}

static double
independent(const struct bt_overfit_facts *f)
{
	return f->independent;
}

static double
deflated_independent(const struct bt_overfit_facts *f)
{
	return bt_overfit_deflated(f, f->independent);
}

/* What is not there without splits. */
static double
of_splits(const struct bt_overfit_facts *f, double x)
{
	return f->cscv.splits > 0 ? x : (double)NAN;
}

static double
pbo(const struct bt_overfit_facts *f)
{
	return of_splits(f, f->cscv.pbo);
}

static double
in_sample(const struct bt_overfit_facts *f)
{
	return of_splits(f, bt_overfit_annual(f, f->cscv.in_sample));
}

static double
out_of_sample(const struct bt_overfit_facts *f)
{
	return of_splits(f, bt_overfit_annual(f, f->cscv.out_of_sample));
}

static double
slope(const struct bt_overfit_facts *f)
{
	return of_splits(f, f->cscv.slope);
}

static double
loss(const struct bt_overfit_facts *f)
{
	return of_splits(f, f->cscv.loss);
}

static double
first_order(const struct bt_overfit_facts *f)
{
	return of_splits(f, f->cscv.first_order);
}

static double
second_order(const struct bt_overfit_facts *f)
{
	return of_splits(f, f->cscv.second_order);
}

static double
spa(const struct bt_overfit_facts *f)
{
	return f->spa[BT_SPA_NOTHING].consistent;
}

static double
spa_lower(const struct bt_overfit_facts *f)
{
	return f->spa[BT_SPA_NOTHING].lower;
}

static double
spa_upper(const struct bt_overfit_facts *f)
{
	return f->spa[BT_SPA_NOTHING].upper;
}

static double
reality(const struct bt_overfit_facts *f)
{
	return f->spa[BT_SPA_NOTHING].reality;
}

static double
hold_spa(const struct bt_overfit_facts *f)
{
	return f->spa[BT_SPA_BENCHMARK].consistent;
}

static double
hold_reality(const struct bt_overfit_facts *f)
{
	return f->spa[BT_SPA_BENCHMARK].reality;
}

static double
plateau(const struct bt_overfit_facts *f)
{
	return f->peak.plateau;
}

static double
as_given(const struct bt_overfit_facts *f, double x)
{
	return f->minimize ? -x : x;
}

static double
neighbour_mean(const struct bt_overfit_facts *f)
{
	return as_given(f, f->peak.mean);
}

static double
neighbour_worst(const struct bt_overfit_facts *f)
{
	return as_given(f, f->peak.worst);
}

static double
median(const struct bt_overfit_facts *f)
{
	return as_given(f, f->peak.median);
}

static double
neighbours(const struct bt_overfit_facts *f)
{
	return f->best == 0 ? (double)NAN : (double)f->peak.neighbours;
}

const struct bt_overfit_row bt_overfit_rows[] = {
	{ "Is the Sharpe ratio of the best trial more than luck?",
	    "sharpe", "Sharpe ratio of the best", "a year, as bt-metrics has "
	    "it", BT_OVERFIT_RATIO, sharpe, why_best },
	{ NULL, "sharpe_error", "its standard error", "the true ratio may "
	    "well lie twice as far away, above or below",
	    BT_OVERFIT_RATIO, sharpe_error, why_best },
	{ NULL, "psr", "Probability it is above 0", "if this had been "
	    "the only trial", BT_OVERFIT_RATIO, psr, why_best },
	{ NULL, "min_track_record", "Years needed", "of such returns, to be "
	    "95 % sure that it is above 0, had this been the only trial",
	    BT_OVERFIT_YEARS, min_track, why_track },
	{ NULL, "luck_sharpe", "Sharpe ratio by luck", "what the best of as "
	    "many independent trials has if all are worth nothing and differ "
	    "as much as these", BT_OVERFIT_RATIO, luck, why_best },
	{ NULL, "deflated_sharpe", "Deflated Sharpe ratio", "probability that "
	    "the best is better than that luck; want 0.95 or more",
	    BT_OVERFIT_RATIO, deflated, why_best },
	{ NULL, "correlation", "Correlation of trials", "mean of all pairs; "
	    "near 1, many trials are one trial", BT_OVERFIT_RATIO,
	    correlation, why_common },
	{ NULL, "independent_trials", "Independent trials", "so many that "
	    "have nothing in common are worth as much as all of these",
	    BT_OVERFIT_COUNT, independent, why_common },
	{ NULL, "deflated_sharpe_independent", "Deflated, by these",
	    "the same if the trials count as so many only: the milder "
	    "reading", BT_OVERFIT_RATIO, deflated_independent, why_common },
	{ "Would the choice of the best have worked?",
	    "pbo", "Probability of overfitting", "how often the best on one "
	    "half of the data is in the worse half of all trials on the "
	    "other; 0.50 is the toss of a coin", BT_OVERFIT_RATIO, pbo,
	    why_split },
	{ NULL, "in_sample_sharpe", "Sharpe ratio where chosen", "a year, "
	    "mean of all splits", BT_OVERFIT_RATIO, in_sample, why_split },
	{ NULL, "out_of_sample_sharpe", "Sharpe ratio elsewhere", "of the "
	    "same trials on the other half", BT_OVERFIT_RATIO, out_of_sample,
	    why_split },
	{ NULL, "slope", "Slope", "what one point of it more where chosen "
	    "makes elsewhere; below 0, the better it looked the worse it was",
	    BT_OVERFIT_RATIO, slope, why_split },
	{ NULL, "loss", "Probability of loss", "how often the chosen trial "
	    "loses on the other half", BT_OVERFIT_RATIO, loss, why_split },
	{ NULL, "dominance_first", "Better than any trial", "share of the "
	    "range of ratios over which choosing beats drawing a trial at "
	    "random (first-order dominance: 1)", BT_OVERFIT_RATIO,
	    first_order, why_split },
	{ NULL, "dominance_second", "Safer than any trial", "the same for "
	    "those who shun risk (second-order dominance: 1)",
	    BT_OVERFIT_RATIO, second_order, why_split },
	{ "Is any trial better than nothing, and than holding?",
	    "spa_p", "SPA, against nothing", "probability that the best of as "
	    "many worthless trials looks as good (Hansen's p value); want "
	    "below 0.05", BT_OVERFIT_P, spa, why_test },
	{ NULL, "spa_p_lower", "lower bound", "if the bad trials do not "
	    "count", BT_OVERFIT_P, spa_lower, why_test },
	{ NULL, "spa_p_upper", "upper bound", "if the bad trials count in "
	    "full", BT_OVERFIT_P, spa_upper, why_test },
	{ NULL, "reality_check_p", "Reality check", "White's p value, which "
	    "volatile trials blunt", BT_OVERFIT_P, reality, why_test },
	{ NULL, "hold_spa_p", "SPA, against holding", "the same for what is "
	    "earned above buying and holding all symbols in equal parts",
	    BT_OVERFIT_P, hold_spa, why_test },
	{ NULL, "hold_reality_check_p", "Reality check of that", "White's p "
	    "value", BT_OVERFIT_P, hold_reality, why_test },
	{ "Does the best trial stand on a plateau?",
	    "plateau", "Plateau score", "part of the best's lead over the "
	    "median trial that its neighbours keep; 1 is flat ground, 0 a "
	    "needle", BT_OVERFIT_RATIO, plateau, why_peak },
	{ NULL, "neighbours", "Neighbours", "trials one step away, or the "
	    "nearest", BT_OVERFIT_COUNT, neighbours, why_peak },
	{ NULL, "neighbour_mean", "their mean objective", "to be held against "
	    "the best's", BT_OVERFIT_RATIO, neighbour_mean, why_peak },
	{ NULL, "neighbour_worst", "the worst of them", "what a small error "
	    "in the parameters may cost", BT_OVERFIT_RATIO, neighbour_worst,
	    why_peak },
	{ NULL, "median", "Median of all trials", "half of them are no better",
	    BT_OVERFIT_RATIO, median, why_peak },
	{ .name = NULL }
};

/* 12345 as "12,345" */
static void
group_digits(char *buf, size_t size, double x)
{
	char digits[BT_OVERFIT_SHOWN];
	size_t i, n, k = 0;

	n = (size_t)snprintf(digits, sizeof(digits), "%.0f", x);
	for (i = 0; i < n && k + 2 < size; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			buf[k++] = ',';
		buf[k++] = digits[i];
	}
	buf[k] = '\0';
}

const char *
bt_overfit_shown(char buf[BT_OVERFIT_SHOWN], enum bt_overfit_unit unit,
    double x)
{
	const size_t size = BT_OVERFIT_SHOWN;

	if (!isfinite(x))
		(void)snprintf(buf, size, "n/a");
	else if (unit == BT_OVERFIT_COUNT && fabs(x) < 1e15)
		group_digits(buf, size, fabs(x));
	else if (unit == BT_OVERFIT_P && x < 0.001)
		(void)snprintf(buf, size, "<0.001");
	else
		(void)snprintf(buf, size, unit == BT_OVERFIT_P ? "%.3f" :
		    unit == BT_OVERFIT_YEARS ? "%.1f" : "%.2f",
		    fabs(x) < 0.005 && unit == BT_OVERFIT_RATIO ? 0.0 : x);
	return buf;
}
