/* SPDX-License-Identifier: ISC */
#include <math.h>

#include "lib/base/portable.h"
#include "lib/chance/model.h"

enum { BLOCK, RANDOM };

/* left: bars of the block; level: the next one. */
static void
start_bootstrap(struct bt_model_state *s, double x, struct bt_draw *own)
{
	(void)x;
	(void)own;
	s->left = 0;
}

/*
 * Blocks of one length: Politis and Romano, "A circular block-resampling
 * procedure for stationary data", 1992; of a random one: the same, "The
 * stationary bootstrap", Journal of the American Statistical Association 89,
 * 1994.  Behind the last bar comes the first.
 */
size_t
bt_model_sample(struct bt_model_state *s, size_t n, struct bt_draw *own)
{
	const double block = s->p[BLOCK];
	size_t at;

	if (s->left < 1) {
		s->level = (double)bt_rng_below(&own->rng, n);
		s->left = s->p[RANDOM] == 0 || block == 1 ? block :
		    1 + floor(bt_draw_exponential(own) /
		    -bt_portable_log(1 - 1 / block));
	}
	s->left--;
	at = (size_t)s->level;
	s->level = at + 1 == n ? 0 : s->level + 1;
	return at;
}

const struct bt_model bt_model_bootstrap = { .additive = true,
	.sampled = true, .start = start_bootstrap };
