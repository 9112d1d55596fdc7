/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_GAUGE_H
#define BT_CHANCE_GAUGE_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/chance/ensemble.h"
#include "lib/study/metrics.h"

/*
 * Any metric of bt-metrics, of every path: the path is measured as a curve of
 * returns, and, where trades were drawn, as these trades.
 *
 *	g = bt_gauge_new(&plan, "sharpe,win_rate", err);
 *	job.measure = bt_gauge_measure;
 *	job.measure_arg = g;
 *	job.nvalues = bt_gauge_count(g);
 */
struct bt_gauge;

/*
 * For a plan with something to draw from, which must outlive it.  BT_EUSAGE
 * for a metric that is unknown, or cannot be had from such paths.
 */
struct bt_gauge	*bt_gauge_new(const struct bt_ensemble *, const char *metrics,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_gauge_free(struct bt_gauge *);	/* NULL is fine */

size_t			 bt_gauge_count(const struct bt_gauge *);
const struct bt_metric	*bt_gauge_metric(const struct bt_gauge *, size_t i);
/* Of the sample in its own order. */
const double		*bt_gauge_run(const struct bt_gauge *);

int	bt_gauge_measure(void *gauge, size_t worker,
	    const struct bt_resample_room *, double *value, struct bt_err *);

/*
 * What the bias and the acceleration of an interval need: the metrics of the
 * sample without one of its parts, for each part (the jackknife).  As many
 * parts as there are steps, 500 at most; value has bt_gauge_parts() rows of
 * bt_gauge_count().
 */
size_t	bt_gauge_parts(const struct bt_gauge *);
int	bt_gauge_jackknife(struct bt_gauge *, double *value, struct bt_err *)
	    BT_MUST_CHECK;

#endif
