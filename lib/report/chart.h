/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_CHART_H
#define BT_REPORT_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/report/document.h"
#include "lib/report/plot.h"

/*
 * The charts as one table: what --chart offers and what a PDF consists of.
 * A new chart is a row, a function and a test.
 *
 *	if ((chart = bt_chart_want(bt_span("equity"), err)) != NULL &&
 *	    bt_chart_lack(chart, doc) == NULL)
 *		chart->draw(&plot, doc, &place);
 */
typedef void	bt_chart_fn(struct bt_plot *, const struct bt_document *,
		    const struct bt_place *);

struct bt_chart {
	const char	*name;		/* "drawdown" */
	const char	*help;		/* one clause */
	/* What it would have to have, or NULL if it can be drawn. */
	const char	*(*lack)(const struct bt_document *);
	bt_chart_fn	*draw;
};

extern const struct bt_chart bt_charts[];	/* name NULL ends */

/* By name; an unknown one is BT_EUSAGE, with all that there are. */
const struct bt_chart	*bt_chart_want(struct bt_span name, struct bt_err *);

/* The functions of the table. */
bt_chart_fn	bt_chart_equity, bt_chart_drawdown, bt_chart_exposure,
    bt_chart_rolling, bt_chart_monthly, bt_chart_yearly,
    bt_chart_distribution, bt_chart_trades, bt_chart_price,
    bt_chart_heatmap, bt_chart_surface, bt_chart_scatter, bt_chart_fan,
    bt_chart_histogram;

/* How charts are asked for. */
struct bt_chart_settings {
	const char	*chart;		/* NULL: an overview */
	const char	*size;		/* "1600x900"; NULL: the format's own */
	const char	*axes;		/* "fast,slow"; NULL: the first two */
	bool		 terminal, sixel, script;
};

extern const struct bt_opt bt_chart_opts[];

/* "WxH", pixels or cells; BT_EUSAGE if it is not that. */
int	bt_chart_size(const char *size, long long *width, long long *height,
	    struct bt_err *) BT_MUST_CHECK;
#endif
