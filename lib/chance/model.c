/* SPDX-License-Identifier: ISC */
#include "lib/chance/model.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* INFINITY: what the symbol has, or what help says. */
#define DRIFT { "drift", -10, 10, INFINITY, true, \
	"growth of the expected price a year (default: the symbol's)" }
#define VOLATILITY { "volatility", 0, 10, INFINITY, true, \
	"a year (default: the symbol's)" }

const struct bt_family bt_models[] = {
	{ "walk", "steps of the same size in money, whatever the price", {
	    DRIFT, VOLATILITY }, &bt_model_walk },
	{ "gbm", "geometric Brownian motion", {
	    DRIFT, VOLATILITY }, &bt_model_gbm },
	{ "merton", "gbm with normal jumps of the logarithm", {
	    DRIFT, VOLATILITY,
	    { "jumps", 0, 1e4, 5, false, "a year" },
	    { "jump-mean", -2, 2, -0.02, true, "of a jump" },
	    { "jump-volatility", 0, 2, 0.04, true, "of a jump" } },
	    &bt_model_merton },
	{ "heston", "variance that returns to its mean, at random", {
	    DRIFT, VOLATILITY,
	    { "reversion", 0.001, 1e3, 5, false, "of the variance, a year" },
	    { "vol-of-vol", 0, 100, INFINITY, false,
	      "of the variance (default: 2.5 times volatility)" },
	    { "correlation", -1, 1, -0.5, false,
	      "of price and variance" } }, &bt_model_heston },
	{ "garch", "GARCH(1,1): variance follows the last bars' moves", {
	    DRIFT, VOLATILITY,
	    { "alpha", 0, 1, 0.08, false, "weight of the last bar" },
	    { "beta", 0, 1, 0.9, false, "weight of the last variance" } },
	    &bt_model_garch },
	{ "ou", "logarithm that returns to a level (Ornstein-Uhlenbeck)", {
	    { "reversion", 0.001, 1e3, 5, false, "to the level, a year" },
	    VOLATILITY,
	    { "level", 1e-6, 1e6, 1, false, "times the first price" } },
	    &bt_model_ou },
	{ "regime", "gbm that switches between calm and crisis", {
	    DRIFT, VOLATILITY,
	    { "length", 0.01, 1e6, 250, false, "of calm, mean sessions" },
	    { "crisis-drift", -10, 10, -0.2, true, "a year" },
	    { "crisis-volatility", 0, 10, INFINITY, true,
	      "a year (default: twice volatility)" },
	    { "crisis-length", 0.01, 1e6, 40, false, "mean sessions" } },
	    &bt_model_regime },
	{ "bootstrap", "blocks of the bars of --fit, in random order", {
	    { "block", 1, 1e6, 20, false, "bars of a block" },
	    { "random", 0, 1, 0, false,
	      "1: block is the mean of a geometric length" },
	    { "joint", 0, 1, 0, false,
	      "1: all symbols take the same blocks" } },
	    &bt_model_bootstrap },
	{ NULL, NULL, { { NULL, 0, 0, 0, false, NULL } }, NULL }
};

const struct bt_model *
bt_model(const struct bt_method *m)
{
	return m->family->row;
}

double
bt_model_value(const struct bt_method *m, const char *name)
{
	const struct bt_param *p = m->family->params;
	size_t i;

	for (i = 0; i < BT_METHOD_PARAMS && p[i].name != NULL; i++)
		if (strcmp(p[i].name, name) == 0)
			return m->value[i];
	return NAN;
}

int
bt_model_check(const struct bt_method *m, struct bt_err *err)
{
	const struct bt_model *model = bt_model(m);

	return model->check == NULL ? 0 : model->check(m->value, err);
}
