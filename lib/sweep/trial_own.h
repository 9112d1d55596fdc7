/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_TRIAL_OWN_H
#define BT_SWEEP_TRIAL_OWN_H

#include "lib/engine/why.h"
#include "lib/market/window.h"
#include "lib/sweep/trial.h"

/* Between the files of lib/sweep/trial. */

/* Columns of the input that the engine may want. */
enum { BT_BENCH_SIGNAL, BT_BENCH_STRENGTH, BT_BENCH_STOP_LOSS,
	BT_BENCH_TAKE_PROFIT, BT_BENCH_TAG, BT_BENCH_COLUMNS };

struct bt_bench_worker {
	struct bt_settings	 set;
	struct bt_buf		*text;		/* of options; one a dim */
	struct bt_value		*params;	/* as the bench's */
	struct bt_maker		*maker;
	struct bt_window	 window;
	size_t			 first, end;	/* of that */
	struct bt_signal_cols	*cols;		/* one a symbol */
	struct bt_input		 input;
	struct bt_study		 study;
	struct bt_engine_result	 res;
	double			*metric;
	char			 why[BT_WHY_LINE];
	struct bt_err		 err;		/* why a trial failed */
};

struct bt_bench {
	struct bt_bench_rule	 rule;
	const struct bt_space	*space;
	bool			 has_setup;
	struct bt_setup		 setup;
	struct bt_value		*params;	/* all there are */
	struct bt_maker		*maker;		/* of the setup, for names */
	struct bt_extra		 extras[BT_EXTRAS_MAX];
	size_t			 nextras;
	/* Where the columns are among the extras; SIZE_MAX: nowhere. */
	size_t			 at[BT_BENCH_COLUMNS];
	size_t			*signals;	/* of the signal dims' values */
	struct bt_bars_result	 bars;
	struct bt_timeline	 line;
	struct bt_bench_worker	*worker;
};

/*
 * Settings and parameters of a point, into the worker.  -1 with BT_EUSAGE if
 * one of them is refused.
 */
int	bt_bench_apply(const struct bt_bench *, struct bt_bench_worker *,
	    const double *point, struct bt_err *) BT_MUST_CHECK;

#endif
