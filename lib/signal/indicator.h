/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_INDICATOR_H
#define BT_SIGNAL_INDICATOR_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * The table of indicators: batch kernels over columns, O(n) whatever the
 * window.  A new indicator is one row in its family's file, one function and
 * one test vector; bt-signals --indicators, the expression language and
 * bt-expressions(7) follow from the row.
 *
 * Definitions follow TA-Lib 0.4.0 (seed rule, unstable period 0, lookback)
 * unless the row's formula says otherwise.
 */

#define BT_INDICATOR_PARAMS 4
#define BT_INDICATOR_INPUTS 4
#define BT_INDICATOR_OUTPUTS 3

struct bt_indicator_param {
	const char	*name;		/* "n", "fast", "width" */
	double		 def, min, max;
	bool		 integer;
	const char	*help;
};

/*
 * What a kernel gets: columns of n finite values, n >= 1.  It writes every
 * element of every output, NAN during warm-up (all of it where n is too
 * small).  scratch has room for scratch(param, n) doubles.
 */
struct bt_indicator_args {
	size_t		 n;
	const double	*in[BT_INDICATOR_INPUTS];	/* by inputs' letters */
	const double	*param;
	double		*out[BT_INDICATOR_OUTPUTS];
	double		*scratch;
};

struct bt_indicator {
	const char	*name;		/* "rsi" */
	const char	*group;		/* "moving average", "momentum", ... */
	/* A letter each: o h l c v of the bar, or x: any column, the close
	 * if it is not given. */
	const char	*inputs;
	/* Ends at name NULL, if there are fewer. */
	struct bt_indicator_param param[BT_INDICATOR_PARAMS];
	/* "macd", "signal", ... */
	const char	*output[BT_INDICATOR_OUTPUTS];
	bool		 ascending;	/* param[0] < param[1] is wanted */
	/* Doubles of scratch space for n rows; NULL: none. */
	size_t		(*scratch)(const double *param, size_t n);
	/* The first row with a value is row lookback(param), from 0. */
	size_t		(*lookback)(const double *param);
	void		(*compute)(const struct bt_indicator_args *);
	const char	*help;		/* one line */
	const char	*formula;	/* with the seed rule; source */
};

/*
 * Every indicator, in the order of the manual; NULL behind the last.
 *
 *	for (i = 0; (ind = bt_indicator_at(i)) != NULL; i++)
 */
const struct bt_indicator	*bt_indicator_at(size_t i);

/* By name, ASCII case-blind; NULL if there is none. */
const struct bt_indicator	*bt_indicator_find(struct bt_span name);

size_t	bt_indicator_nparams(const struct bt_indicator *);
size_t	bt_indicator_noutputs(const struct bt_indicator *);

/*
 * Compute over whole columns, which may hold gaps (NAN or infinite): each
 * stretch without one in any input is a series of its own, so that after a gap
 * the warm-up begins again; outputs are NAN in a gap.  in[] by the letters of
 * inputs; out[] are noutputs columns of n.  Parameters out of their range, or
 * fast >= slow where that has no meaning, are BT_EUSAGE with the range in the
 * message.  Thread-safe; allocates only the scratch space.
 */
int	bt_indicator_compute(const struct bt_indicator *, size_t n,
	    const double *const *in, const double *param, double *const *out,
	    struct bt_err *) BT_MUST_CHECK;

#endif
