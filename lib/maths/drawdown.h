/* SPDX-License-Identifier: ISC */
#ifndef BT_MATHS_DRAWDOWN_H
#define BT_MATHS_DRAWDOWN_H

#include <stddef.h>
#include <stdint.h>

/*
 * Drawdowns of one curve, point by point, in constant memory.  A drawdown is
 * the way from a high (the last point that was one), down to its lowest
 * point, and back to where the high was reached again; one that never came
 * back lasts to the last point.
 *
 *	struct bt_drawdown d;
 *
 *	bt_drawdown_init(&d, time[0], equity[0]);
 *	for (i = 1; i < n; i++)
 *		bt_drawdown_push(&d, time[i], equity[i]);
 *	bt_drawdown_end(&d);
 *	d.max;				-0.2 is a loss of a fifth
 */
struct bt_drawdown {
	size_t	n;			/* points after the first */
	double	level, peak;
	double	max;			/* depth as a fraction, <= 0 */
	double	current;		/* depth at the last point, <= 0 */
	size_t	count;			/* drawdowns, an open one included */
	size_t	under;			/* points below the high */
	double	depth_sum;		/* of each drawdown's deepest point */
	double	sum, sum_sq;		/* of every point's depth */
	size_t	longest;		/* points, high to recovery */
	uint64_t longest_time;		/* the same as time */
	/* of the drawdown under way */
	double	deepest;
	size_t	peak_at;
	int64_t	peak_time, time;
};

/* first is the level that counts as the first high; > 0. */
void	bt_drawdown_init(struct bt_drawdown *, int64_t time, double first);

/*
 * time does not descend (all 0 where there is none).  A level of 0 or less
 * is a drawdown of 100 % or more.
 */
void	bt_drawdown_push(struct bt_drawdown *, int64_t time, double level);

/*
 * The same for a curve that is known by its returns: the level grows by
 * 1 + ret, > 0, and is kept in the range of a double.
 */
void	bt_drawdown_push_return(struct bt_drawdown *, int64_t time,
	    double ret);

/*
 * max alone, of a whole curve of levels > 0 but the last: the same number as
 * point by point, at a fraction of the time.  first is as for init.
 */
double	bt_drawdown_max(const double *level, size_t n, double first);

/* Close the drawdown that is still open.  Once, after the last point. */
void	bt_drawdown_end(struct bt_drawdown *);

#endif
