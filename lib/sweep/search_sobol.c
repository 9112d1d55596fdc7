/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/maths/sobol.h"
#include "lib/sweep/search_own.h"

/* Sobol's sequence, shuffled by the seed. */
struct sobol {
	const struct bt_space	*space;
	uint64_t		 seed, at;
	uint64_t		 key[BT_SOBOL_DIMS];
};

static void *
sobol_new(const struct bt_search_rule *rule, struct bt_err *err)
{
	struct bt_rng rng;
	struct sobol *s;
	size_t k;

	if (rule->space->ndims > BT_SOBOL_DIMS) {
		(void)bt_err_set(err, BT_EUSAGE, "method sobol can vary up "
		    "to %d parameters, not %zu; 'lhs' and 'random' can vary "
		    "more", BT_SOBOL_DIMS, rule->space->ndims);
		return NULL;
	}
	if ((s = bt_calloc(1, sizeof(*s), err)) == NULL)
		return NULL;
	s->space = rule->space;
	s->seed = rule->seed;
	bt_rng_init(&rng, rule->seed, 0);
	for (k = 0; k < BT_SOBOL_DIMS; k++)
		s->key[k] = bt_rng_next(&rng);
	return s;
}

static void
sobol_seek(void *self, uint64_t i)
{
	struct sobol *s = self;

	s->at = i;
}

/* 32 digits are the sequence's; what follows is random, to 53. */
static bool
sobol_next(void *self, double *point)
{
	struct sobol *s = self;
	struct bt_rng rng;
	uint64_t x;
	size_t k;

	if (s->at > UINT32_MAX)
		return false;
	bt_rng_init(&rng, s->seed, s->at + 1);
	for (k = 0; k < s->space->ndims; k++) {
		x = bt_sobol_shuffle(bt_sobol(k, (uint32_t)s->at), s->key[k]);
		x = x << 21 | bt_rng_next(&rng) >> 43;
		point[k] = bt_dim_at(&s->space->dim[k], (double)x * 0x1p-53);
	}
	s->at++;
	return true;
}

static uint64_t
sobol_size(const void *self)
{
	(void)self;
	return (uint64_t)UINT32_MAX + 1;
}

const struct bt_search_sequence bt_search_sobol = {
	sobol_new, free, sobol_next, sobol_seek, sobol_size, false
};
