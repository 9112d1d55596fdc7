/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/maths/normal.h"
#include "lib/study/robust.h"

struct bt_robust_sharpe
bt_robust_of(const struct bt_perf *p)
{
	struct bt_robust_sharpe s = { p->n, (double)NAN, (double)NAN,
		(double)NAN };
	const double n = (double)p->n, v = p->ret.m2 / n;
	const double sd = bt_perf_sd(p);

	if (!(sd > 0.0))
		return s;
	s.sharpe = (p->ret.mean - p->risk_free) / sd;
	s.skew = p->ret.m3 / n / (v * sqrt(v));
	s.kurtosis = p->ret.m4 / n / (v * v);
	return s;
}

/* What the square of the error is times n - 1; >= 0 by Pearson's inequality. */
static double
shape_of(const struct bt_robust_sharpe *s)
{
	return fmax(0.0, 1.0 - s->skew * s->sharpe +
	    (s->kurtosis - 1.0) / 4.0 * s->sharpe * s->sharpe);
}

double
bt_robust_error(const struct bt_robust_sharpe *s)
{
	if (s->n < 2)
		return (double)NAN;
	return sqrt(shape_of(s) / (double)(s->n - 1));
}

double
bt_robust_psr(const struct bt_robust_sharpe *s, double reference)
{
	return bt_normal_cdf((s->sharpe - reference) / bt_robust_error(s));
}

double
bt_robust_min_track(const struct bt_robust_sharpe *s, double reference,
    double confidence)
{
	const double z = bt_normal_quantile(confidence) /
	    (s->sharpe - reference);

	if (isnan(s->sharpe))
		return (double)NAN;
	if (!(s->sharpe > reference))
		return (double)INFINITY;
	return 1.0 + shape_of(s) * z * z;
}

double
bt_robust_luck(double variance, double trials)
{
	return sqrt(variance) * bt_normal_expected_max(trials);
}

double
bt_robust_independent(double trials, double correlation)
{
	const double r = fmin(fmax(correlation, 0.0), 1.0);

	return r + (1.0 - r) * trials;
}
