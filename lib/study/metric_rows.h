/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_METRIC_ROWS_H
#define BT_STUDY_METRIC_ROWS_H

#include "lib/study/metrics.h"

/* The families of the table in lib/study/metrics; of no use elsewhere. */
extern const struct bt_metric bt_metrics_return[], bt_metrics_risk[],
    bt_metrics_drawdown[], bt_metrics_ratio[], bt_metrics_trade[],
    bt_metrics_account[];

#define BT_METRIC_END { .name = NULL }

#endif
