/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_PAGE_PARTS_H
#define BT_REPORT_PAGE_PARTS_H

#include "lib/report/page.h"
#include "lib/study/shown.h"

/* What the files of lib/report/page share; of no use elsewhere. */

/* A report on its way, of one run or several. */
struct bt_paging {
	struct bt_page			*page;
	const struct bt_document *const	*docs;
	size_t				 n;
	bool				 compares;	/* with others */
	const struct bt_format_rule	*rule;
	struct bt_err			*err;
};

/* Pieces; -1 as they fail, with the reason in the paging's err. */
int	bt_page_heading(const struct bt_paging *, int level, const char *);
int	bt_page_begin(const struct bt_paging *, const struct bt_textcol *,
	    size_t ncols);
int	bt_page_cell(const struct bt_paging *, struct bt_span);
int	bt_page_text(const struct bt_paging *, const char *);
int	bt_page_value(const struct bt_paging *, enum bt_unit, double);
int	bt_page_time(const struct bt_paging *, const struct bt_document *,
	    int64_t);
/* The same, the day only on narrow pages. */
int	bt_page_date(const struct bt_paging *, const struct bt_document *,
	    int64_t);
int	bt_page_end(const struct bt_paging *);

/* A label and a text; narrow pages break what is long. */
int	bt_page_pair(const struct bt_paging *, const char *label,
	    struct bt_span text);

/* Facts and metrics with a column a run: what a comparison consists of. */
int	bt_page_facts(const struct bt_paging *);
int	bt_page_metrics(const struct bt_paging *);

/* All there is to a sweep. */
int	bt_page_trials_of(const struct bt_paging *);

/* Of one run. */
int	bt_page_months(const struct bt_paging *);
int	bt_page_drawdowns(const struct bt_paging *);
int	bt_page_trades(const struct bt_paging *);
int	bt_page_causes(const struct bt_paging *);
int	bt_page_config(const struct bt_paging *);
int	bt_page_inputs(const struct bt_paging *);

#endif
