/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_TEMPLATE_PARTS_H
#define BT_REPORT_TEMPLATE_PARTS_H

#include "lib/study/shown.h"
#include "lib/report/template.h"

/* Between the files of lib/report/template. */

/* A fact of a run that is no metric. */
struct bt_template_fact {
	const char	*name;
	const char	*help;
	/* Its text, in buf or the document's own. */
	struct bt_span	(*text)(const struct bt_document *,
			    char buf[BT_SHOWN_MAX]);
};

extern const struct bt_template_fact bt_template_facts[]; /* ends: NULL */

enum bt_piece_kind {
	BT_PIECE_TEXT,		/* text as it is */
	BT_PIECE_FACT, BT_PIECE_METRIC, BT_PIECE_OPTION, BT_PIECE_COLUMN,
	BT_PIECE_RUNS,		/* what follows, up to end, for each run */
	BT_PIECE_ROWS,		/* ... for each row of table */
	BT_PIECE_NONE,		/* ... once if table has no rows */
	BT_PIECE_END,
};

struct bt_piece {
	enum bt_piece_kind		 kind;
	struct bt_span			 text;	/* or the option's name */
	size_t				 line;
	/* How a value is shown. */
	enum { BT_HOW_SHOWN, BT_HOW_EXACT, BT_HOW_FIXED, BT_HOW_PERCENT,
		BT_HOW_DATE } how;
	int				 decimals;
	bool				 plain;	/* not escaped */
	const struct bt_template_fact	*fact;
	const struct bt_metric		*metric;
	const struct bt_col		*col;
	const struct bt_rows_table	*table;
	long long			 most;	/* rows; < 0: the last ones */
	size_t				 end;	/* the place of its end */
};

struct bt_template {
	struct bt_piece	*piece;
	size_t		 n, cap;
	bool		 html;
	char		*own;			/* the text, if it is ours */
};

#endif
