/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_PATH_H
#define BT_CHANCE_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/chance/clock.h"
#include "lib/chance/draw.h"
#include "lib/chance/model.h"
#include "lib/market/market.h"

/*
 * One symbol's bars, one after the other: a model's steps made into open,
 * high, low, close and volume.
 *
 * Time is that of trading: a session is 1 / days of a year, of which the
 * share overnight passes between one session's close and the next one's open,
 * and the rest during the session, evenly.  A bar has steps of equal length;
 * what the price does inside a step is a Brownian bridge, whose highest and
 * lowest are drawn from their exact distributions (e.g. P. Glasserman, "Monte
 * Carlo Methods in Financial Engineering", 2004, section 6.4):
 *	high = (a + b + sqrt((b - a)^2 + 2 v E)) / 2
 * with E exponential.  Given a and b the two are drawn as if independent,
 * which they are not: the mean range of a bar is exact, but its mean square,
 * 4 log 2 times the variance in theory (Parkinson, 1980), is 2.7 % too large
 * with one step, 0.4 % with two and less than 0.1 % with four (measured over
 * 20 M, 10 M and 5 M bars, standard error 0.02 % to 0.03 %).
 *
 * Volume is around level x share of the session, more where the range is
 * wider than usual: (0.4 + 0.6 range / mean range) x a lognormal number whose
 * logarithm has the standard deviation 0.3.
 *
 * What a path draws depends on the seed and the symbol's name, not on its
 * place or on other symbols (but for what correlates them).
 */

/* A stream of normal numbers and its share in the path's own. */
struct bt_source {
	struct bt_draw	draw;
	double		weight;
};

struct bt_path_rule {
	const struct bt_method	*model;
	double			 drift, volatility;	/* the symbol's */
	double			 start, volume;		/* a session's */
	double			 unit, power;	/* tick: unit / power */
	double			 overnight;	/* share of the session */
	double			 days;		/* sessions a year */
	int			 steps;		/* a bar */
	/* Of a model that is sampled; volume is then a factor. */
	const struct bt_bars	*sample;
};

struct bt_path {
	const struct bt_path_rule	*rule;		/* borrowed */
	const struct bt_model		*model;
	struct bt_source		*source;	/* borrowed */
	size_t				 nsource;
	struct bt_draw			 own;
	struct bt_model_state		 state;
	double				 x;	/* see model.h */
	double				 range;	/* mean of a whole session */
	bool				 begun;
};

/*
 * own draws what sources do not: extremes, jumps, volumes.  Sources' weights
 * are those of independent numbers: their squares sum to 1.
 */
void	bt_path_init(struct bt_path *, const struct bt_path_rule *,
	    struct bt_source *, size_t nsource, const struct bt_draw *own);

/* To the nearest tick, one at least. */
double	bt_path_round(const struct bt_path_rule *, double price);

/* The bar of a beat. */
void	bt_path_bar(struct bt_path *, const struct bt_beat *,
	    struct bt_bar *);

/*
 * What was traded in a bar: steps + 1 ticks, the first with the beat, at the
 * open, the others at random times (to the ms) in equal parts of the bar, each
 * at the end of a step.  Not for models that are sampled.
 */
struct bt_tick {
	int64_t	time;
	double	price, volume;
};

void	bt_path_ticks(struct bt_path *, const struct bt_beat *,
	    struct bt_tick *);

#endif
