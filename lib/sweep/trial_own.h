/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_TRIAL_OWN_H
#define BT_SWEEP_TRIAL_OWN_H

#include "lib/engine/why.h"
#include "lib/market/window.h"
#include "lib/signal/batch.h"
#include "lib/sweep/trial.h"

/* Between the files of lib/sweep/trial. */

/* Columns of the input that the engine may want. */
enum { BT_BENCH_SIGNAL, BT_BENCH_STRENGTH, BT_BENCH_STOP_LOSS,
	BT_BENCH_TAKE_PROFIT, BT_BENCH_TAG, BT_BENCH_COLUMNS };

struct bt_bench_worker {
	struct bt_settings	 set;
	struct bt_buf		*text;		/* of options; one a dim */
	struct bt_window	 window;
	size_t			 first, end;	/* of that */
	int64_t			*time;		/* of the window's steps */
	bool			 date_only;
	struct bt_study		 like;		/* of a run of the window */
	size_t			*last;		/* rows of its days */
	struct bt_study_days	 days;
	struct bt_signal_cols	*cols;		/* one a symbol */
	/* What a run leaves, and what is made of it. */
	struct bt_engine_room	*room;
	struct bt_engine_curve	 curve;
	double			*work;		/* two a step */
	struct bt_deal		*deals;
	size_t			 ndeals, deals_cap;
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
	struct bt_batch		*batch;		/* makes the signals */
	struct bt_extra		 extras[BT_EXTRAS_MAX];
	size_t			 nextras;
	/* Where the columns are among the extras; SIZE_MAX: nowhere. */
	size_t			 at[BT_BENCH_COLUMNS];
	size_t			*signals;	/* of the signal dims' values */
	unsigned		 needs;		/* of the study */
	struct bt_bars_result	 bars;
	struct bt_timeline	 line;
	struct bt_bench_worker	*worker;
};

/* What a point says.  -1 with BT_EUSAGE if a value is refused. */
int	bt_bench_options(const struct bt_bench *, struct bt_bench_worker *,
	    const double *point, struct bt_err *) BT_MUST_CHECK;
int	bt_bench_params(const struct bt_bench *, struct bt_value *params,
	    const double *point, struct bt_err *) BT_MUST_CHECK;

/*
 * A formula that is wrong at the first, middle and last values, and for the
 * same reason, is wrong at all: BT_EUSAGE, with a caret.
 */
int	bt_bench_check(struct bt_bench *, struct bt_err *) BT_MUST_CHECK;

/* The window, and the room that its runs need. */
int	bt_bench_window(const struct bt_bench *, struct bt_bench_worker *,
	    size_t first, size_t end, struct bt_err *) BT_MUST_CHECK;

/* The engine's run, with its curve and deals, and the study of it. */
int	bt_bench_measure(const struct bt_bench *, struct bt_bench_worker *,
	    const struct bt_sink *, struct bt_err *) BT_MUST_CHECK;

#endif
