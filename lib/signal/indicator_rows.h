/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_INDICATOR_ROWS_H
#define BT_SIGNAL_INDICATOR_ROWS_H

#include "lib/signal/indicator.h"

/*
 * What the families of indicators share.  Each family is a file with its rows
 * (ended by a name NULL) and their kernels; lib/signal/indicator.c lists them.
 */
extern const struct bt_indicator bt_indicator_average[];
extern const struct bt_indicator bt_indicator_momentum[];
extern const struct bt_indicator bt_indicator_trend[];
extern const struct bt_indicator bt_indicator_volatility[];
extern const struct bt_indicator bt_indicator_volume[];

/* The longest window. */
#define BT_INDICATOR_WINDOW 1000000

/* Lookbacks: n - 1 rows, n rows; for n = param[0]. */
size_t	bt_indicator_before(const double *param);
size_t	bt_indicator_after(const double *param);

/* Scratch for one call of lib/maths/rolling with w = param[0]. */
size_t	bt_indicator_rolling(const double *param, size_t n);

/* Scratch for one, two columns. */
size_t	bt_indicator_column(const double *param, size_t n);
size_t	bt_indicator_columns(const double *param, size_t n);

/* out[from ... to - 1] = NAN; to is cut to n. */
void	bt_indicator_nan(double *out, size_t from, size_t to, size_t n);

/*
 * Exponential smoothing: row first holds the mean of the w values that end
 * there, every later one previous + alpha * (x - previous).  NAN before first.
 */
void	bt_indicator_smooth(const double *x, size_t n, size_t w, size_t first,
	    double alpha, double *out);

/* The greatest of high - low and the distances from the close before. */
static inline double
bt_indicator_true_range(double high, double low, double before)
{
	double range = high - low;

	if (high - before > range)
		range = high - before;
	if (before - low > range)
		range = before - low;
	return range;
}

/*
 * Three times the typical price, high + low + close, of the columns in[0] to
 * in[2].  For decimal rows the sum is rounded once, so that equal prices are
 * equal.
 */
void	bt_indicator_typical(const double *const *in, size_t n, double *out);

#endif
