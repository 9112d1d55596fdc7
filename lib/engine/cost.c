/* SPDX-License-Identifier: ISC */
#include "lib/engine/cost.h"

#include <math.h>

/* What the rows of the two families carry. */
struct commission {
	double	(*of)(const double *v, double quantity, double price);
	/* The quantity whose notional and commission are the budget. */
	double	(*affords)(const double *v, double budget, double price);
};

struct slippage {
	double	(*by)(const double *v, double price);	/* money a unit */
	int	cap;			/* which parameter is the cap */
};

static double
commission_none(const double *v, double quantity, double price)
{
	(void)v, (void)quantity, (void)price;
	return 0;
}

static double
afford_none(const double *v, double budget, double price)
{
	(void)v;
	return budget / price;
}

enum { RATE, FIXED };

static double
commission_percent(const double *v, double quantity, double price)
{
	return quantity * price * v[RATE] + v[FIXED];
}

static double
afford_percent(const double *v, double budget, double price)
{
	return (budget - v[FIXED]) / (price * (1 + v[RATE]));
}

enum { EACH, LEAST, MOST };

/* As brokers do it, the cap counts more than the minimum. */
static double
commission_per_share(const double *v, double quantity, double price)
{
	return fmin(fmax(quantity * v[EACH], v[LEAST]),
	    quantity * price * v[MOST]);
}

/* The dearer of two affords the less, the cheaper the more. */
static double
afford_per_share(const double *v, double budget, double price)
{
	double each = budget / (price + v[EACH]);
	double least = (budget - v[LEAST]) / price;
	double most = budget / (price * (1 + v[MOST]));

	return fmax(fmin(each, least), most);
}

static double
commission_per_order(const double *v, double quantity, double price)
{
	(void)quantity, (void)price;
	return v[0];
}

static double
afford_per_order(const double *v, double budget, double price)
{
	return (budget - v[0]) / price;
}

#define ROW(name) \
	(&(const struct commission){ commission_##name, afford_##name })
#define NO_PARAM { NULL, 0, 0, 0, false, NULL }

const struct bt_family bt_commissions[] = {
	{ "none", "no commission", { NO_PARAM }, ROW(none) },
	{ "percent", "a share of the notional, and a fixed fee an order", {
	    { "rate", 0, 1, NAN, true, "share of the notional" },
	    { "fixed", 0, 1e9, 0, false, "money an order" },
	}, ROW(percent) },
	{ "per-share", "money a share", {
	    { "each", 0, 1e9, NAN, false, "money a share" },
	    { "min", 0, 1e9, 0, false, "least money an order" },
	    { "max", 0, 1, INFINITY, true, "most, as share of the notional" },
	}, ROW(per_share) },
	{ "per-order", "money an order", {
	    { "fee", 0, 1e9, NAN, false, "money an order" },
	}, ROW(per_order) },
	{ NULL, NULL, { NO_PARAM }, NULL }
};

static double
slippage_none(const double *v, double price)
{
	(void)v, (void)price;
	return 0;
}

static double
slippage_percent(const double *v, double price)
{
	return v[0] * price;
}

static double
slippage_fixed(const double *v, double price)
{
	(void)price;
	return v[0];
}

#define SLIP(fn, cap) (&(const struct slippage){ fn, cap })
#define CAP { "cap", 0, 1, 0, false, "stay inside the bar's range" }

const struct bt_family bt_slippages[] = {
	{ "none", "no slippage", { NO_PARAM }, SLIP(slippage_none, -1) },
	{ "percent", "a share of the price", {
	    { "rate", 0, 0.5, NAN, true, "share of the price" }, CAP,
	}, SLIP(slippage_percent, 1) },
	{ "fixed", "money a unit", {
	    { "each", 0, 1e9, NAN, false, "money a unit" }, CAP,
	}, SLIP(slippage_fixed, 1) },
	{ NULL, NULL, { NO_PARAM }, NULL }
};

double
bt_commission(const struct bt_method *m, double quantity, double price)
{
	const struct commission *c = m->family->row;

	return c->of(m->value, quantity, price);
}

double
bt_commission_affords(const struct bt_method *m, double budget, double price)
{
	const struct commission *c = m->family->row;

	return fmax(c->affords(m->value, budget, price), 0);
}

double
bt_slippage(const struct bt_method *m, double price, bool buys,
    const double *low, const double *high)
{
	const struct slippage *s = m->family->row;
	double by = s->by(m->value, price), worse;

	if (by <= 0)
		return price;
	worse = buys ? price + by : price - by;
	if (s->cap >= 0 && m->value[s->cap] > 0)
		worse = buys ? fmax(price, fmin(worse, *high)) :
		    fmin(price, fmax(worse, *low));
	/* A fee a unit above the price itself would sell for less than 0. */
	return worse > 0 ? worse : price * 1e-6;
}
