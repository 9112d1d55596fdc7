/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_MODEL_H
#define BT_CHANCE_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/chance/draw.h"
#include "lib/chance/fit.h"

/*
 * How a price moves: the family of --model.  A new model is a row in model.c
 * and its functions in model_*.c, and a line in tests/unit/chance_model.c.
 *
 * A model moves x, the logarithm of the price (the price itself where the
 * model is additive; then |x| is the price), in steps of dt years.  Years are
 * of trading: their days are sessions.  Each step gets a normal number z,
 * which may be correlated with that of other symbols, and may draw more of
 * its own.
 *
 * "drift" is arithmetic: E[S(t)] = S(0) exp(drift t) for every model with one
 * but the additive one, where it is S(0) (1 + drift t).  The drift of the
 * logarithm is smaller, by half the variance.
 */
struct bt_step {
	double	move;		/* of x, continuous */
	double	variance;	/* of that move, given where it ends */
	double	jump;		/* of x, at the end of the step */
};

/* What a model remembers; each uses what it needs. */
struct bt_model_state {
	double	p[BT_METHOD_PARAMS];	/* parameters, all known */
	double	session;		/* years of one */
	double	level;			/* start; variance; regime */
	double	left;			/* years to the next event */
	double	noise, time;		/* of the bar so far */
	double	dt, decay, sd;		/* kept, as dt rarely changes */
};

struct bt_model {
	bool	additive;
	/*
	 * p and session are set, but for those of p that have another
	 * default than the symbol's; x is where the path begins.
	 */
	void	(*start)(struct bt_model_state *, double x,
		    struct bt_draw *own);
	void	(*step)(struct bt_model_state *, double x, double dt,
		    double z, struct bt_draw *own, struct bt_step *);
	void	(*end)(struct bt_model_state *);	/* of a bar; or NULL */
	/* Can the parameters be?  Or NULL. */
	int	(*check)(const double p[], struct bt_err *);
	bt_fit_fn	*fit;		/* or NULL */
	bool	sampled;		/* from bars, not by steps */
};

extern const struct bt_family bt_models[];

const struct bt_model	*bt_model(const struct bt_method *);

/* The value of a parameter; NAN if the model has none of that name. */
double	bt_model_value(const struct bt_method *, const char *name);

/* Does it hang together?  BT_EUSAGE if not. */
int	bt_model_check(const struct bt_method *, struct bt_err *)
	    BT_MUST_CHECK;

/* The rows' functions, by file. */
extern const struct bt_model bt_model_walk, bt_model_gbm, bt_model_merton,
    bt_model_ou;					/* model_price.c */
extern const struct bt_model bt_model_heston, bt_model_garch,
    bt_model_regime;					/* model_variance.c */
extern const struct bt_model bt_model_bootstrap;	/* model_bootstrap.c */

/* Of a model that is sampled: which of n bars comes next, 0 .. n - 1. */
size_t	bt_model_sample(struct bt_model_state *, size_t n,
	    struct bt_draw *own);

#endif
