/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_ROWS_H
#define BT_REPORT_ROWS_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/table.h"
#include "lib/report/document.h"
#include "lib/study/metrics.h"

/*
 * The tables of a document, row by row, for formats that are tables: CSV,
 * JSON, SQL.  A new table is a row of bt_rows_tables and two functions.
 *
 *	struct bt_rows rows;
 *
 *	if (bt_rows_init(&rows, doc, metrics, nmetrics, err) == -1)
 *		return -1;
 *	for (t = bt_rows_tables; t->name != NULL; t++)
 *		for (i = 0; i < t->count(&rows); i++)
 *			bt_record_write(out, &rule, t->cols, t->row(&rows, i));
 *	bt_rows_free(&rows);
 */

/* The rows that the document does not have as they are. */
struct bt_rows_metric {
	struct bt_span	metric, group, unit;
	double		value;
};

struct bt_rows_point {
	int64_t	time;
	double	equity, drawdown, exposure, benchmark;
};

struct bt_rows_period {
	size_t	year, month;
	double	ret;
};

struct bt_rows_option {
	struct bt_span	option, value;
};

struct bt_rows_input {
	struct bt_span	name, xxh3;
	size_t		rows, symbols;
	int64_t		from, to;
};

struct bt_rows {
	const struct bt_document	*doc;
	const struct bt_metric *const	*metric;
	size_t				 nmetrics;
	double				*depth;	/* of each point; NULL: none */
	union {
		struct bt_rows_metric	metric;
		struct bt_rows_point	point;
		struct bt_rows_period	period;
		struct bt_rows_option	option;
		struct bt_rows_input	input;
	} row;
};

struct bt_rows_table {
	const char		*name;		/* "trades" */
	const char		*help;		/* one clause */
	/* Columns, as "a,b", that tell rows apart; NULL: only their order. */
	const char		*key;
	const struct bt_col	*cols;
	size_t			 size;		/* of a row */
	size_t			(*count)(const struct bt_rows *);
	/* The row i, valid until the next call. */
	const void		*(*row)(struct bt_rows *, size_t i);
};

extern const struct bt_rows_table bt_rows_tables[];	/* name NULL ends */

int	bt_rows_init(struct bt_rows *, const struct bt_document *,
	    const struct bt_metric *const *metric, size_t nmetrics,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_rows_free(struct bt_rows *);

/* By name; an unknown one is BT_EUSAGE, with all that there are. */
const struct bt_rows_table	*bt_rows_want(const char *name,
				    struct bt_err *);

#endif
