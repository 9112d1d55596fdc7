/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_SELECT_H
#define BT_STUDY_SELECT_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/study/metrics.h"

/*
 * Metrics by name, as in "sharpe,max_drawdown": an array of *n rows in the
 * order of the list, all of them for NULL.  Caller frees.  A name that is not
 * known is BT_EUSAGE, with the nearest one, as is one that stands twice.
 */
const struct bt_metric	**bt_metrics_select(const char *list, size_t *n,
			    struct bt_err *) BT_MUST_CHECK;

/* One by name, with the same error. */
const struct bt_metric	*bt_metric_want(struct bt_span name,
			    struct bt_err *) BT_MUST_CHECK;

#endif
