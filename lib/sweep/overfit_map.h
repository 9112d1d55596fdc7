/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_OVERFIT_MAP_H
#define BT_SWEEP_OVERFIT_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/sweep/space.h"

/*
 * Where in its space a sweep found what: the objective by one parameter and by
 * every two of them.
 *
 *	m = bt_overfit_map_new(&space, err);
 *	for each trial with an objective
 *		bt_overfit_map_add(m, point, objective);
 *	... bt_overfit_map_importance(m, dim) ...
 *	... bt_overfit_map_cell(m, x, y, i, j) ...
 *	bt_overfit_map_free(m);
 *
 * Each dim is an axis of classes: its levels if there are at most 64, else 20
 * equal parts of its range (in the logarithm where the dim is).  Memory: 24
 * bytes a class, and a pair of classes of each two dims, whatever the trials.
 */
enum { BT_OVERFIT_LEVELS = 64, BT_OVERFIT_PARTS = 20 };

struct bt_overfit_axis {
	const struct bt_dim	*dim;
	size_t			 classes;
};

size_t	bt_overfit_axis_class(const struct bt_overfit_axis *, double value);

/* The level, or the middle of the part. */
double	bt_overfit_axis_value(const struct bt_overfit_axis *, size_t i);

/* What trials of one or two classes made. */
struct bt_overfit_cell {
	uint64_t	trials;
	double		best, mean;	/* the objective; NAN: no trials */
};

struct bt_overfit_map;

struct bt_overfit_map	*bt_overfit_map_new(const struct bt_space *,
			    struct bt_err *) BT_MUST_CHECK;
void	bt_overfit_map_free(struct bt_overfit_map *);	/* NULL is fine */

/* objective: finite, more is better. */
void	bt_overfit_map_add(struct bt_overfit_map *, const double *point,
	    double objective);

const struct bt_overfit_axis	*bt_overfit_map_axis(
				    const struct bt_overfit_map *, size_t dim);

struct bt_overfit_cell	bt_overfit_map_class(const struct bt_overfit_map *,
			    size_t dim, size_t i);

/* x < y; i and j are their classes. */
struct bt_overfit_cell	bt_overfit_map_cell(const struct bt_overfit_map *,
			    size_t x, size_t y, size_t i, size_t j);

/*
 * Share of the objective's variance that the dim's own effect explains, from 0
 * to 1: between the means of its classes, less what as many classes of a dim
 * without effect would have (epsilon squared: Kelley, "An unbiased correlation
 * ratio measure", PNAS 21, 1935).  On a whole grid it is the main effect of a
 * functional analysis of variance: Hutter, Hoos and Leyton-Brown, "An
 * efficient approach for assessing hyperparameter importance", ICML 2014.  What
 * the shares of all dims lack to 1 is due to their interplay.  NAN: nothing
 * varies, or every class has one trial only.
 */
double	bt_overfit_map_importance(const struct bt_overfit_map *, size_t dim);

#endif
