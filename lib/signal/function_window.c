/* SPDX-License-Identifier: ISC */
/*
 * Kernels over the last n bars.  The arithmetic is lib/maths/rolling's, which
 * wants finite values: each stretch of them is a series of its own, so that a
 * window with a missing value has no value, and the next whole one has.
 */
#include <math.h>

#include "lib/maths/rolling.h"
#include "lib/signal/functions.h"

/* A stretch without a gap, and where its values go. */
struct stretch {
	const double	*x, *y;
	size_t		 n, w;
	double		 p;			/* a third argument */
	double		*out;
	double		*column, *scratch;
};

typedef void	stretch_fn(const struct stretch *);

static bool
is_whole(const struct bt_call *call, size_t i)
{
	return isfinite(call->x[0][i]) &&
	    (call->x[1] == NULL || isfinite(call->x[1][i]));
}

static void
each_stretch(const struct bt_call *call, size_t window_at, stretch_fn *fn)
{
	struct stretch s = { .p = call->k[2] };
	size_t i = 0, end;

	/* A window longer than the column is as good as any such. */
	s.w = call->k[window_at] > (double)call->n ? call->n + 1 :
	    (size_t)call->k[window_at];
	s.column = call->scratch;
	s.scratch = call->scratch + call->n;
	while (i < call->n) {
		if (!is_whole(call, i)) {
			call->out[i++] = NAN;
			continue;
		}
		for (end = i + 1; end < call->n && is_whole(call, end); end++)
			continue;
		s.x = call->x[0] + i;
		s.y = call->x[1] == NULL ? NULL : call->x[1] + i;
		s.n = end - i;
		s.out = call->out + i;
		fn(&s);
		i = end;
	}
}

static void
sum_stretch(const struct stretch *s)
{
	bt_rolling_sum(s->x, s->n, s->w, s->out, s->scratch);
}

static void
mean_stretch(const struct stretch *s)
{
	bt_rolling_mean(s->x, s->n, s->w, s->out, s->scratch);
}

static void
variance_stretch(const struct stretch *s)
{
	bt_rolling_variance(s->x, s->n, s->w, 0, s->out, s->scratch);
}

static void
zscore_stretch(const struct stretch *s)
{
	size_t i;

	bt_rolling_mean(s->x, s->n, s->w, s->column, s->scratch);
	bt_rolling_stdev(s->x, s->n, s->w, 0, s->out, s->scratch);
	for (i = 0; i < s->n; i++)
		s->out[i] = s->out[i] > 0 ?
		    (s->x[i] - s->column[i]) / s->out[i] : NAN;
}

static void
median_stretch(const struct stretch *s)
{
	bt_rolling_quantile(s->x, s->n, s->w, 0.5, s->out, s->scratch);
}

static void
percentile_stretch(const struct stretch *s)
{
	bt_rolling_quantile(s->x, s->n, s->w, s->p / 100, s->out, s->scratch);
}

static void
rank_stretch(const struct stretch *s)
{
	bt_rolling_rank(s->x, s->n, s->w, s->out, s->scratch);
}

static void
highestbars_stretch(const struct stretch *s)
{
	bt_rolling_max_age(s->x, s->n, s->w, s->out, s->scratch);
}

static void
lowestbars_stretch(const struct stretch *s)
{
	bt_rolling_min_age(s->x, s->n, s->w, s->out, s->scratch);
}

static void
corr_stretch(const struct stretch *s)
{
	bt_rolling_correlation(s->x, s->y, s->n, s->w, s->out, s->scratch);
}

static void
cov_stretch(const struct stretch *s)
{
	bt_rolling_covariance(s->x, s->y, s->n, s->w, 0, s->out, s->scratch);
}

static void
beta_stretch(const struct stretch *s)
{
	bt_rolling_beta(s->x, s->y, s->n, s->w, s->out, s->scratch);
}

static void
slope_stretch(const struct stretch *s)
{
	bt_rolling_slope(s->x, s->n, s->w, s->out, s->scratch);
}

static void
linreg_stretch(const struct stretch *s)
{
	bt_rolling_linreg(s->x, s->n, s->w, s->out, s->scratch);
}

/* A kernel a row: of one column, or of two. */
#define WINDOW(name, at) \
static void name(const struct bt_call *call) \
{ \
	each_stretch(call, at, name##_stretch); \
}

WINDOW(sum, 1)
WINDOW(mean, 1)
WINDOW(variance, 1)
WINDOW(zscore, 1)
WINDOW(median, 1)
WINDOW(percentile, 1)
WINDOW(rank, 1)
WINDOW(highestbars, 1)
WINDOW(lowestbars, 1)
WINDOW(slope, 1)
WINDOW(linreg, 1)
WINDOW(corr, 2)
WINDOW(cov, 2)
WINDOW(beta, 2)

static void
change(const struct bt_call *call)
{
	size_t i, ago;

	ago = call->k[1] < (double)call->n ? (size_t)call->k[1] : call->n;
	for (i = 0; i < call->n; i++)
		call->out[i] = i < ago ? NAN :
		    call->x[0][i] - call->x[0][i - ago];
}

#define ROW(name, signature, arguments, help) \
	{ #name, "window", signature, #name arguments, NAN, 1, -1, false, \
	false, false, 1, BT_ROLLING_SCRATCH, name, help }

const struct bt_function bt_functions_window[] = {
	ROW(sum, "xn>x", "(x, n)", "sum of the last n values"),
	ROW(mean, "xn>x", "(x, n)", "mean of the last n values, as sma"),
	ROW(variance, "xn>x", "(x, n)",
	    "mean squared distance from the mean of the last n values"),
	ROW(zscore, "xn>x", "(x, n)",
	    "(x - mean) / stdev of the last n values; none if stdev is 0"),
	ROW(median, "xn>x", "(x, n)",
	    "middle one of the last n values, or mean of the middle two"),
	ROW(percentile, "xnp>x", "(x, n, p)",
	    "p-th percentile of the last n values, p 0 to 100, interpolated"),
	ROW(rank, "xn>x", "(x, n)",
	    "rank of x in the last n values: 1 = lowest, ties share the mean"),
	ROW(highestbars, "xn>x", "(x, n)",
	    "bars since the highest of the last n values; ties: the latest"),
	ROW(lowestbars, "xn>x", "(x, n)",
	    "bars since the lowest of the last n values; ties: the latest"),
	ROW(corr, "xxn>x", "(x, y, n)",
	    "Pearson's correlation of x and y over n bars"),
	ROW(cov, "xxn>x", "(x, y, n)",
	    "covariance of x and y over n bars (divided by n)"),
	ROW(beta, "xxn>x", "(x, y, n)", "cov(x, y, n) / variance(y, n)"),
	ROW(slope, "xn>x", "(x, n)",
	    "rise a bar of the least squares line through the last n values"),
	ROW(linreg, "xn>x", "(x, n)",
	    "that line's value at this bar"),
	{ "change", "window", "xn>x", "change(x, n = 1)", 1, 1, 0, false,
	    false, false, 0, 0, change, "x - x[n]" },
	{ .name = NULL }
};
