/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/chance/model.h"

/* Models whose variance is constant. */

enum { DRIFT, VOLATILITY };

static void
start_plain(struct bt_model_state *s, double x, struct bt_draw *own)
{
	(void)own;
	s->level = x;
}

/* Louis Bachelier, "Théorie de la spéculation", 1900; level: first price. */
static void
step_walk(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	const double sd = s->p[VOLATILITY] * s->level;

	(void)x;
	(void)own;
	step->variance = sd * sd * dt;
	step->move = s->p[DRIFT] * s->level * dt + sqrt(step->variance) * z;
	step->jump = 0;
}

/* d log S = (drift - volatility^2 / 2) dt + volatility dW */
static void
step_gbm(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	const double variance = s->p[VOLATILITY] * s->p[VOLATILITY];

	(void)x;
	(void)own;
	step->variance = variance * dt;
	step->move = (s->p[DRIFT] - variance / 2) * dt +
	    sqrt(step->variance) * z;
	step->jump = 0;
}

enum { JUMPS = 2, JUMP_MEAN, JUMP_SD };

/*
 * Robert C. Merton, "Option pricing when underlying stock returns are
 * discontinuous", Journal of Financial Economics 3, 1976.  Jumps come after
 * exponential times; sd keeps what they add to the drift, a year.
 */
static void
start_merton(struct bt_model_state *s, double x, struct bt_draw *own)
{
	const double *p = s->p;

	(void)x;
	s->sd = p[JUMPS] * (bt_portable_exp(p[JUMP_MEAN] +
	    p[JUMP_SD] * p[JUMP_SD] / 2) - 1);
	s->left = p[JUMPS] == 0 ? INFINITY :
	    bt_draw_exponential(own) / p[JUMPS];
}

static void
step_merton(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	step_gbm(s, x, dt, z, own, step);
	step->move -= s->sd * dt;
	for (s->left -= dt; s->left <= 0;
	    s->left += bt_draw_exponential(own) / s->p[JUMPS])
		step->jump += s->p[JUMP_MEAN] +
		    s->p[JUMP_SD] * bt_draw_normal(own);
}

enum { REVERSION, OU_VOLATILITY, LEVEL };

static void
start_ou(struct bt_model_state *s, double x, struct bt_draw *own)
{
	(void)own;
	s->level = x + bt_portable_log(s->p[LEVEL]);
}

/*
 * The exact step: x is normal around level + (x - level) e^(-k dt) with the
 * variance of volatility^2 (1 - e^(-2 k dt)) / (2 k).
 */
static void
step_ou(struct bt_model_state *s, double x, double dt, double z,
    struct bt_draw *own, struct bt_step *step)
{
	const double k = s->p[REVERSION], sd = s->p[OU_VOLATILITY];

	(void)own;
	if (dt != s->dt) {
		s->dt = dt;
		s->decay = bt_portable_exp(-k * dt);
		s->sd = sd * sqrt((1 - s->decay * s->decay) / (2 * k));
	}
	step->variance = sd * sd * dt;
	step->move = (s->level - x) * (1 - s->decay) + s->sd * z;
	step->jump = 0;
}

const struct bt_model bt_model_walk = { .additive = true,
	.start = start_plain, .step = step_walk, .fit = bt_fit_walk };
const struct bt_model bt_model_gbm = { .start = start_plain,
	.step = step_gbm, .fit = bt_fit_gbm };
const struct bt_model bt_model_merton = { .start = start_merton,
	.step = step_merton, .fit = bt_fit_merton };
const struct bt_model bt_model_ou = { .start = start_ou, .step = step_ou,
	.fit = bt_fit_ou };
