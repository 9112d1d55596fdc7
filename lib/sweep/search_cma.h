/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SEARCH_CMA_H
#define BT_SWEEP_SEARCH_CMA_H

#include "lib/sweep/search_own.h"

/* The distribution that CMA-ES draws from, and how it learns. */
struct bt_search_cma {
	const struct bt_space	*space;
	uint64_t		 seed, generation;
	size_t			 n;		/* coordinates */
	size_t			 lambda0, lambda, most;
	double			 sigma0, sigma;
	/* n * n, row by row; C = B diag(D * D) B' */
	double			*C, *B, *spare;
	double			*mean, *ps, *pc, *D;	/* n */
	double			*A;	/* stretches what is drawn; n */
	double			*step;	/* n */
	double			*y;	/* lambda * n */
	double			*weight, *score;	/* lambda */
	size_t			*order;			/* best first */
	double			*memory;	/* all of the above */
	double			 fresh;	/* of ps: what is not yet steps */
	double			 mueff, cc, cs, c1, cmu, damps, chi;
	/* Of this start, and of all. */
	uint64_t		 age, spent, spent_small, spent_large;
	uint64_t		 improved;	/* at that age */
	double			 best;
	unsigned		 doublings;
	bool			 small;
};

/* Coordinates of a dim: one, or one a value of a choice of several. */
static inline size_t
bt_search_cma_keys(const struct bt_dim *d)
{
	return d->kind == BT_DIM_CHOICE && d->levels > 2 ? d->levels : 1;
}

/* Begin with lambda points a generation, in the middle or anywhere. */
void	bt_search_cma_start(struct bt_search_cma *, size_t lambda,
	    double sigma, bool anywhere);

/* Learn from the scores of c->y; false: it is time to start anew. */
bool	bt_search_cma_update(struct bt_search_cma *, const double *score);

#endif
