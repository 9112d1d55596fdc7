/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_SEARCH_OWN_H
#define BT_SWEEP_SEARCH_OWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/sweep/search.h"

/*
 * What the methods are to the search.  A method does not ask where and keeps
 * no record of points that were had: the search does both for all of them.
 * The row of a family is a struct bt_search_way.
 */

/* A method that needs no scores: one point after another. */
struct bt_search_sequence {
	void	*(*new)(const struct bt_search_rule *, struct bt_err *);
	void	 (*free)(void *);
	/* The next one; false if there are no more. */
	bool	 (*next)(void *, double *point);
	/* Go on from the i-th. */
	void	 (*seek)(void *, uint64_t i);
	/* How many there are from the first; UINT64_MAX: no end. */
	uint64_t (*size)(const void *);
	bool	 distinct;	/* no point of a grid comes twice */
};

/*
 * A method that learns, a generation at a time.  Points of a generation may
 * be known from an earlier one: then they cost no trial, and the method gets
 * the score that they had.
 */
struct bt_search_learner {
	void	*(*new)(const struct bt_search_rule *, struct bt_err *);
	void	 (*free)(void *);
	/*
	 * How many points the next generation has, 0: there is none; and the
	 * share of the data that they get.
	 */
	size_t	 (*begin)(void *, double *share);
	/*
	 * Its k-th point.  Called again, for another in its place, if this
	 * one is not allowed; try counts from 0.
	 */
	void	 (*draw)(void *, size_t k, unsigned try, double *point);
	/* Scores of the generation; -INFINITY is the worst. */
	int	 (*learn)(void *, const double *score, struct bt_err *);
	/* Start afresh elsewhere: for long all points have been known. */
	void	 (*restart)(void *);
	/* At most so many trials; UINT64_MAX, or NULL: not known. */
	uint64_t (*trials)(const void *);
	/* A point that is known is as bad as one that is not allowed. */
	bool	 distinct;
};

struct bt_search_way {
	const struct bt_search_sequence	*sequence;
	const struct bt_search_learner	*learner;
};

extern const struct bt_search_sequence bt_search_grid, bt_search_random,
	bt_search_lhs, bt_search_sobol;
extern const struct bt_search_learner bt_search_de, bt_search_cma,
	bt_search_tpe, bt_search_halving;

/* The value of a dim with levels at its k-th. */
static inline double
bt_search_level(const struct bt_dim *d, size_t k)
{
	return d->kind == BT_DIM_CHOICE ? (double)k : d->value[k];
}

/*
 * Of a dim with levels, the borders in [0, 1] of the level that u is in, and
 * the middle of the next one above or below it, or of the same at the end.
 */
void	bt_search_borders(const struct bt_dim *, double u, double *low,
	    double *up);
double	bt_search_next_level(const struct bt_dim *, double u, bool upward);

/*
 * The chance that a standard normal variate is above x, and the x that it is
 * above with a chance of p.  Mathematics of a search are the same on every
 * machine, so it uses nothing of the C library's that may round otherwise.
 */
double	bt_search_tail(double x);
double	bt_search_beyond(double p);

/* Points of the grid; 0: there is none, or it is too large to count. */
uint64_t	bt_search_grid_size(const struct bt_space *);

/* How many points of a grid (bt_search_grid.new) are allowed, up to max. */
uint64_t	bt_search_grid_count(void *grid, uint64_t max);

/*
 * The most points of a grid that can be met: those that where allows if it is
 * small, else all.  0: there is no grid, or it is too large to count.
 */
int		bt_search_grid_reach(const struct bt_search_rule *,
		    uint64_t *n, struct bt_err *) BT_MUST_CHECK;

/*
 * Every point that was asked for, in this order, and its score.
 */
struct bt_search_seen;

struct bt_search_seen	*bt_search_seen_new(size_t ndims, struct bt_err *);
void			 bt_search_seen_free(struct bt_search_seen *);
/*
 * The number of this point with this share, from 0; *fresh says whether it
 * was not there before.  -1 without memory.
 */
int		bt_search_seen_find(struct bt_search_seen *,
		    const double *point, double share, size_t *number,
		    bool *fresh, struct bt_err *) BT_MUST_CHECK;
bool		bt_search_seen_has(const struct bt_search_seen *,
		    const double *point, double share);
size_t		bt_search_seen_count(const struct bt_search_seen *);
const double	*bt_search_seen_point(const struct bt_search_seen *, size_t);
double		bt_search_seen_share(const struct bt_search_seen *, size_t);
double		*bt_search_seen_score(struct bt_search_seen *, size_t);

/* The driver of the methods that learn; as the functions of search.h. */
struct bt_search_class;

struct bt_search_class	*bt_search_class_new(const struct bt_search_rule *,
			    struct bt_err *);
void	bt_search_class_free(struct bt_search_class *);
long	bt_search_class_ask(struct bt_search_class *, struct bt_asked *,
	    size_t n);
int	bt_search_class_tell(struct bt_search_class *, const double *,
	    size_t n, struct bt_err *) BT_MUST_CHECK;
uint64_t bt_search_class_trials(const struct bt_search_class *);
bool	bt_search_class_done(const struct bt_search_class *);

#endif
