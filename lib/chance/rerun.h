/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_RERUN_H
#define BT_CHANCE_RERUN_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/rng.h"
#include "lib/engine/settings.h"
#include "lib/market/bars.h"
#include "lib/signal/setup.h"
#include "lib/study/input.h"
#include "lib/study/study.h"

/*
 * A strategy, run again on markets that never were: each made of blocks of
 * the real one's bars.
 *
 *	r = bt_rerun_new(&rule, &input, &study, err);	the real run
 *	bt_rerun_path(r, worker, &rng, ret, err);	another
 *
 * A block's bars keep their shape: open, high, low and close move from the
 * close before them as they did, the volume is theirs, and so are further
 * columns that the strategy uses; the times are those of the real market.
 * All symbols take the same blocks, so what moves together still does; they
 * must have bars at the same times.  The first bar is the real one.
 */
struct bt_rerun_settings {
	struct bt_bars_settings		bars;
	struct bt_setup_settings	setup;
	struct bt_settings		engine;
};

extern const struct bt_opt bt_rerun_opts[];	/* -s, -p, --buy ... */

/* Is anything there to run? */
bool	bt_rerun_wanted(const struct bt_setup_settings *);

struct bt_rerun_rule {
	const struct bt_rerun_settings	*set;
	const char *const		*dirs;		/* of strategies */
	const char *const		*paths;		/* none: stdin */
	size_t				 npaths;
	const struct bt_study_rule	*study;
	size_t				 jobs;
};

struct bt_rerun;

/*
 * Read the bars, run the strategy on them as they are, and fill input and
 * study as if its stream had been read; the caller frees input, also after an
 * error.
 */
struct bt_rerun	*bt_rerun_new(const struct bt_rerun_rule *,
		    struct bt_input *input, struct bt_study *study,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_rerun_free(struct bt_rerun *);	/* NULL is fine */

/* Returns of a path, by bar or by day as the study of the real run has it. */
size_t	bt_rerun_length(const struct bt_rerun *);

/* The block length of Politis and White for the closes' mean return. */
double	bt_rerun_block(const struct bt_rerun *);

/*
 * The returns of a run on another market, with blocks of this mean length (the
 * stationary bootstrap).  One path at a time for each worker.
 */
int	bt_rerun_path(struct bt_rerun *, size_t worker, struct bt_rng *,
	    double block, double *ret, struct bt_err *) BT_MUST_CHECK;

#endif
