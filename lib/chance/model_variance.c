/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/chance/model.h"

/* Models whose variance changes. */

enum { DRIFT, VOLATILITY };
enum { REVERSION = 2, VOL_OF_VOL, CORRELATION };

/* The move of a step whose variance a year is v. */
static void
diffuse(double drift, double v, double dt, double z, struct bt_step *step)
{
	step->variance = v * dt;
	step->move = (drift - v / 2) * dt + sqrt(step->variance) * z;
	step->jump = 0;
}

static void
start_heston(struct bt_model_state *s, double x, struct bt_draw *own)
{
	(void)x;
	(void)own;
	s->level = s->p[VOLATILITY] * s->p[VOLATILITY];
	if (!isfinite(s->p[VOL_OF_VOL]))
		s->p[VOL_OF_VOL] = 2.5 * s->p[VOLATILITY];
}

/*
 * Steven L. Heston, "A closed-form solution for options with stochastic
 * volatility", Review of Financial Studies 6, 1993:
 *	dv = reversion (volatility^2 - v) dt + vol-of-vol sqrt(v) dB
 * In a step the mean of v is exact and its variance that of a v that stays;
 * below 0 it counts as 0 (full truncation: Lord, Koekkoek and van Dijk,
 * "A comparison of biased simulation schemes", Quantitative Finance 10,
 * 2010).
 */
static void
step_heston(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	const double *p = s->p, r = p[CORRELATION], k = p[REVERSION];
	const double mean = p[VOLATILITY] * p[VOLATILITY];
	const double v = s->level > 0 ? s->level : 0;
	const double b = r * z + sqrt(1 - r * r) * bt_draw_normal(own);

	(void)x;
	diffuse(p[DRIFT], v, dt, z, step);
	if (dt != s->dt) {
		s->dt = dt;
		s->decay = bt_portable_exp(-k * dt);
		s->sd = p[VOL_OF_VOL] *
		    sqrt((1 - s->decay * s->decay) / (2 * k));
	}
	s->level = mean + (s->level - mean) * s->decay + s->sd * sqrt(v) * b;
}

enum { ALPHA = 2, BETA };

/* level: the bar's variance as a multiple of its mean. */
static void
start_garch(struct bt_model_state *s, double x, struct bt_draw *own)
{
	(void)x;
	(void)own;
	s->level = 1;
	s->noise = s->time = 0;
}

static void
step_garch(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	const double mean = s->p[VOLATILITY] * s->p[VOLATILITY];

	(void)x;
	(void)own;
	diffuse(s->p[DRIFT], mean * s->level, dt, z, step);
	s->noise += sqrt(dt) * z;
	s->time += dt;
}

/*
 * Tim Bollerslev, "Generalized autoregressive conditional
 * heteroskedasticity", Journal of Econometrics 31, 1986, with the time from
 * close to close as its unit.
 */
static void
end_garch(struct bt_model_state *s)
{
	const double a = s->p[ALPHA], b = s->p[BETA];

	s->level *= b + a * s->noise * s->noise / s->time;
	s->level += 1 - a - b;
	s->noise = s->time = 0;
}

static int
check_garch(const double p[], struct bt_err *err)
{
	if (p[ALPHA] + p[BETA] < 1)
		return 0;
	return bt_err_set(err, BT_EUSAGE, "--model: garch: alpha and beta "
	    "must be less than 1 together, got %g", p[ALPHA] + p[BETA]);
}

enum { LENGTH = 2, CRISIS_DRIFT, CRISIS_VOLATILITY, CRISIS_LENGTH };

/* The mean length of the regime, in years. */
static double
mean_length(const struct bt_model_state *s)
{
	return (s->level == 0 ? s->p[LENGTH] : s->p[CRISIS_LENGTH]) *
	    s->session;
}

/* level: 0 calm, 1 crisis; it begins as it is in the long run. */
static void
start_regime(struct bt_model_state *s, double x, struct bt_draw *own)
{
	const double calm = s->p[LENGTH], crisis = s->p[CRISIS_LENGTH];

	(void)x;
	if (!isfinite(s->p[CRISIS_VOLATILITY]))
		s->p[CRISIS_VOLATILITY] = 2 * s->p[VOLATILITY];
	s->level = bt_draw_uniform(own) * (calm + crisis) < crisis;
	s->left = bt_draw_exponential(own) * mean_length(s);
}

/*
 * After James D. Hamilton, "A new approach to the economic analysis of
 * nonstationary time series", Econometrica 57, 1989, in continuous time; a
 * regime ends with a step.
 */
static void
step_regime(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	const double *p = s->level == 0 ? s->p : s->p + CRISIS_DRIFT;

	(void)x;
	diffuse(p[DRIFT], p[VOLATILITY] * p[VOLATILITY], dt, z, step);
	for (s->left -= dt; s->left <= 0;
	    s->left += bt_draw_exponential(own) * mean_length(s))
		s->level = 1 - s->level;
}

const struct bt_model bt_model_heston = { .start = start_heston,
	.step = step_heston, .fit = bt_fit_heston };
const struct bt_model bt_model_garch = { .start = start_garch,
	.step = step_garch, .end = end_garch, .check = check_garch,
	.fit = bt_fit_garch };
const struct bt_model bt_model_regime = { .start = start_regime,
	.step = step_regime, .fit = bt_fit_regime };
