/* SPDX-License-Identifier: ISC */
#include "lib/signal/indicator.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/maths/rolling.h"
#include "lib/maths/sum.h"
#include "lib/maths/unit.h"
#include "lib/signal/indicator_rows.h"

/* In the order of the manual. */
static const struct bt_indicator *const families[] = {
	bt_indicator_average,
	bt_indicator_momentum,
	bt_indicator_trend,
	bt_indicator_volatility,
	bt_indicator_volume,
};

const struct bt_indicator *
bt_indicator_at(size_t i)
{
	const struct bt_indicator *row;
	size_t f;

	for (f = 0; f < sizeof(families) / sizeof(families[0]); f++)
		for (row = families[f]; row->name != NULL; row++)
			if (i-- == 0)
				return row;
	return NULL;
}

const struct bt_indicator *
bt_indicator_find(struct bt_span name)
{
	const struct bt_indicator *ind;
	size_t i;

	for (i = 0; (ind = bt_indicator_at(i)) != NULL; i++)
		if (bt_span_like(name, ind->name))
			return ind;
	return NULL;
}

size_t
bt_indicator_nparams(const struct bt_indicator *ind)
{
	size_t n;

	for (n = 0; n < BT_INDICATOR_PARAMS; n++)
		if (ind->param[n].name == NULL)
			break;
	return n;
}

size_t
bt_indicator_noutputs(const struct bt_indicator *ind)
{
	size_t n;

	for (n = 0; n < BT_INDICATOR_OUTPUTS; n++)
		if (ind->output[n] == NULL)
			break;
	return n;
}

size_t
bt_indicator_before(const double *param)
{
	return (size_t)param[0] - 1;
}

size_t
bt_indicator_after(const double *param)
{
	return (size_t)param[0];
}

size_t
bt_indicator_rolling(const double *param, size_t n)
{
	size_t w = (size_t)param[0];

	return BT_ROLLING_SCRATCH * (w < n ? w : n);
}

size_t
bt_indicator_column(const double *param, size_t n)
{
	(void)param;
	return n;
}

size_t
bt_indicator_columns(const double *param, size_t n)
{
	(void)param;
	return 2 * n;
}

void
bt_indicator_nan(double *out, size_t from, size_t to, size_t n)
{
	size_t i;

	for (i = from; i < to && i < n; i++)
		out[i] = (double)NAN;
}

void
bt_indicator_smooth(const double *x, size_t n, size_t w, size_t first,
    double alpha, double *out)
{
	struct bt_sum seed = BT_SUM_INIT;
	double s;
	size_t i;

	bt_indicator_nan(out, 0, first, n);
	if (first >= n)
		return;
	/* As distances, so that the mean of equal values is that value. */
	for (i = first + 1 - w; i < first; i++)
		bt_sum_add(&seed, x[i] - x[first]);
	out[first] = s = x[first] + bt_sum_value(&seed) / (double)w;
	for (i = first + 1; i < n; i++)
		out[i] = s += alpha * (x[i] - s);
}

void
bt_indicator_typical(const double *const *in, size_t n, double *out)
{
	struct bt_unit unit;
	size_t i;

	bt_unit_scan(&unit, in, 3, n, 3.0);
	for (i = 0; i < unit.rows; i++)
		out[i] = (bt_unit_count(&unit, in[0][i]) +
		    bt_unit_count(&unit, in[1][i]) +
		    bt_unit_count(&unit, in[2][i])) / unit.scale;
	for (; i < n; i++)
		out[i] = in[0][i] + in[1][i] + in[2][i];
}

static int
check_param(const struct bt_indicator *ind, const struct bt_indicator_param *p,
    double v, struct bt_err *err)
{
	if (v >= p->min && v <= p->max && (!p->integer || floor(v) == v))
		return 0;
	return bt_err_set(err, BT_EUSAGE,
	    "%s of '%s' must be %s from %.10g to %.10g, not %.10g", p->name,
	    ind->name, p->integer ? "a whole number" : "a number", p->min,
	    p->max, v);
}

static int
check_params(const struct bt_indicator *ind, const double *param,
    struct bt_err *err)
{
	size_t i, n = bt_indicator_nparams(ind);

	for (i = 0; i < n; i++)
		if (check_param(ind, &ind->param[i], param[i], err) == -1)
			return -1;
	if (ind->ascending && param[0] >= param[1])
		return bt_err_set(err, BT_EUSAGE,
		    "%s of '%s' must be less than %s, not %.10g and %.10g",
		    ind->param[0].name, ind->name, ind->param[1].name,
		    param[0], param[1]);
	return 0;
}

/* Is there a value in every input of row i? */
static bool
whole_row(const double *const *in, size_t nin, size_t i)
{
	size_t k;

	for (k = 0; k < nin; k++)
		if (!isfinite(in[k][i]))
			return false;
	return true;
}

/* One stretch without a gap: rows from to to - 1. */
static void
compute_stretch(const struct bt_indicator *ind, size_t from, size_t to,
    const double *const *in, const double *param, double *const *out,
    double *scratch)
{
	struct bt_indicator_args a;
	size_t k;

	memset(&a, 0, sizeof(a));
	a.n = to - from;
	a.param = param;
	a.scratch = scratch;
	for (k = 0; k < strlen(ind->inputs); k++)
		a.in[k] = in[k] + from;
	for (k = 0; k < bt_indicator_noutputs(ind); k++)
		a.out[k] = out[k] + from;
	ind->compute(&a);
}

int
bt_indicator_compute(const struct bt_indicator *ind, size_t n,
    const double *const *in, const double *param, double *const *out,
    struct bt_err *err)
{
	double *scratch = NULL;
	size_t from, k, nin = strlen(ind->inputs), to;

	if (check_params(ind, param, err) == -1)
		return -1;
	if (ind->scratch != NULL &&
	    (scratch = bt_column(ind->scratch(param, n), err)) == NULL)
		return -1;
	for (from = 0; from < n; from = to) {
		for (to = from; to < n && whole_row(in, nin, to); to++)
			continue;
		if (to > from) {
			compute_stretch(ind, from, to, in, param, out,
			    scratch);
			continue;
		}
		for (k = 0; k < bt_indicator_noutputs(ind); k++)
			out[k][from] = (double)NAN;
		to = from + 1;
	}
	free(scratch);
	return 0;
}
