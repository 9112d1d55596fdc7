/* SPDX-License-Identifier: ISC */
#include "lib/sweep/overfit_peak.h"

#include <math.h>
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/maths/quantile.h"

/* A trial and how far it is from the best. */
struct near {
	double	distance, objective;
};

static bool
is_same(const struct bt_overfit_points *p, const double *a, const double *b)
{
	size_t i;

	for (i = 0; i < p->space->ndims; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

/* One level at most, in every dim. */
static bool
is_next(const struct bt_overfit_points *p, const double *a, const double *b)
{
	const struct bt_dim *d = p->space->dim;
	size_t i;

	for (i = 0; i < p->space->ndims; i++, d++) {
		if (a[i] == b[i])
			continue;
		if (d->kind == BT_DIM_CHOICE || d->levels == 0 || d->log ||
		    fabs(bt_dim_unit(d, a[i]) - bt_dim_unit(d, b[i])) *
		    (double)d->levels > 1.5)
			return false;
	}
	return true;
}

static double
distance(const struct bt_overfit_points *p, const double *a, const double *b)
{
	const struct bt_dim *d = p->space->dim;
	double sum = 0.0, x;
	size_t i;

	for (i = 0; i < p->space->ndims; i++, d++) {
		if (d->kind == BT_DIM_CHOICE)
			x = a[i] != b[i] ? 1.0 : 0.0;
		else
			x = bt_dim_unit(d, a[i]) - bt_dim_unit(d, b[i]);
		sum += x * x;
	}
	return sum;
}

static void
count(struct bt_overfit_peak *peak, double objective)
{
	if (peak->neighbours++ == 0) {
		peak->mean = 0.0;
		peak->worst = objective;
	}
	peak->mean += (objective - peak->mean) / (double)peak->neighbours;
	peak->worst = fmin(peak->worst, objective);
}

static void
take_next(const struct bt_overfit_points *p, const double *best,
    struct bt_overfit_peak *peak)
{
	const double *point;
	size_t i;

	for (i = 0; i < p->n; i++) {
		point = p->point + i * p->stride;
		if (!isnan(p->objective[i]) && !is_same(p, point, best) &&
		    is_next(p, point, best))
			count(peak, p->objective[i]);
	}
}

/* Keep the k nearest, sorted; of equally near ones, the first. */
static size_t
insert(struct near *near, size_t n, size_t k, struct near x)
{
	size_t i;

	if (n == k && !(x.distance < near[n - 1].distance))
		return n;
	for (i = n < k ? n : k - 1; i > 0 &&
	    x.distance < near[i - 1].distance; i--)
		near[i] = near[i - 1];
	near[i] = x;
	return n < k ? n + 1 : n;
}

static int
take_nearest(const struct bt_overfit_points *p, const double *best,
    struct bt_overfit_peak *peak, struct bt_err *err)
{
	const size_t most = 2 * p->space->ndims;
	struct near *near = bt_calloc(most, sizeof(*near), err);
	const double *point;
	size_t i, n = 0;

	if (near == NULL)
		return -1;
	peak->neighbours = 0;
	peak->nearest = true;
	for (i = 0; i < p->n; i++) {
		point = p->point + i * p->stride;
		if (!isnan(p->objective[i]) && !is_same(p, point, best))
			n = insert(near, n, most, (struct near){
			    distance(p, point, best), p->objective[i] });
	}
	for (i = 0; i < n; i++)
		count(peak, near[i].objective);
	free(near);
	return 0;
}

static int
find_median(const struct bt_overfit_points *p, double *median,
    struct bt_err *err)
{
	double *x = bt_column(p->n, err);
	size_t i, n = 0;

	if (x == NULL)
		return -1;
	for (i = 0; i < p->n; i++)
		if (!isnan(p->objective[i]))
			x[n++] = p->objective[i];
	*median = bt_quantile(x, n, 0.5);
	free(x);
	return 0;
}

int
bt_overfit_peak_of(const struct bt_overfit_points *p, const double *best,
    double objective, struct bt_overfit_peak *peak, struct bt_err *err)
{
	*peak = (struct bt_overfit_peak){ .mean = (double)NAN,
	    .worst = (double)NAN, .plateau = (double)NAN };
	if (find_median(p, &peak->median, err) == -1)
		return -1;
	take_next(p, best, peak);
	if (peak->neighbours < 2 && p->space->ndims > 0 &&
	    take_nearest(p, best, peak, err) == -1)
		return -1;
	if (peak->neighbours > 0 && objective > peak->median)
		peak->plateau = (peak->mean - peak->median) /
		    (objective - peak->median);
	return 0;
}
