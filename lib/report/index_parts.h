/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_INDEX_PARTS_H
#define BT_REPORT_INDEX_PARTS_H

#include "lib/report/index.h"

/* Between the files of lib/report/index. */
struct bt_index {
	const char		*dir;
	const char		*prefix;	/* of links: "" or "dir/" */
	const char		*title;
	const struct bt_metric *const *metric;
	size_t			 nmetrics;
	struct bt_index_run	*run;
	size_t			 n, cap;
	const char		**name;		/* all files, sorted */
	size_t			 nnames, names_cap;
	struct bt_arena		*arena;		/* owns the texts */
};

void	bt_index_html(const struct bt_index *, struct bt_out *,
	    struct bt_err *);

#endif
