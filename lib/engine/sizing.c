/* SPDX-License-Identifier: ISC */
#include "lib/engine/sizing.h"

#include <math.h>

#include "lib/engine/cost.h"

struct sizing {
	double	(*of)(const double *v, const struct bt_size_input *);
};

static double
share_of_equity(const struct bt_size_input *in, double share)
{
	return bt_commission_affords(in->commission, in->equity * share,
	    in->price);
}

static double
equal_weight(const double *v, const struct bt_size_input *in)
{
	return share_of_equity(in,
	    isfinite(v[0]) ? v[0] : 1 / (double)in->slots);
}

static double
fixed_amount(const double *v, const struct bt_size_input *in)
{
	return v[0] / in->price;
}

static double
fixed_quantity(const double *v, const struct bt_size_input *in)
{
	(void)in;
	return v[0];
}

static double
percent_equity(const double *v, const struct bt_size_input *in)
{
	return share_of_equity(in, v[0]);
}

#define ROW(fn) (&(const struct sizing){ fn })

const struct bt_family bt_sizings[] = {
	{ "equal-weight", "the same share of the equity for each position", {
	    { "fraction", 1e-9, 1000, INFINITY, true,
	    "share of the equity; if not given 1 / --max-positions, and if "
	    "that is not given 1 / symbols" },
	}, ROW(equal_weight) },
	{ "fixed-amount", "the same amount of money", {
	    { "amount", 1e-9, 1e15, NAN, false, "money, commission not in it" },
	}, ROW(fixed_amount) },
	{ "fixed-quantity", "the same number of units", {
	    { "quantity", 1e-9, 1e15, NAN, false, "units" },
	}, ROW(fixed_quantity) },
	{ "percent-equity", "a share of the equity", {
	    { "share", 1e-9, 1000, NAN, true, "share of the equity" },
	}, ROW(percent_equity) },
	{ NULL, NULL, { { NULL, 0, 0, 0, false, NULL } }, NULL }
};

double
bt_size(const struct bt_method *m, const struct bt_size_input *in)
{
	const struct sizing *s = m->family->row;

	return s->of(m->value, in);
}
