/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_SQL_VALUE_H
#define BT_REPORT_SQL_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/base/str.h"
#include "lib/base/table.h"

/*
 * Values as SQL: literals that PostgreSQL and SQLite read alike, or fields of
 * PostgreSQL's COPY.  Text can neither end its quotes nor begin an escape:
 * a quote is doubled, and literals have no backslash escapes in either
 * (PostgreSQL: standard_conforming_strings, on since 9.1).  What no database
 * stores, NUL and bytes that are not UTF-8, becomes U+FFFD.
 */
enum bt_sql_way { BT_SQL_LITERAL, BT_SQL_COPY };

/* The type of a column: "numeric(20,8)" for money, prices, quantities. */
const char	*bt_sql_type(const struct bt_col *);

void	bt_sql_text(struct bt_out *, enum bt_sql_way, struct bt_span);

/*
 * A column's value of a row.  BT_EDATA if it is money, a price or a quantity
 * that numeric(20,8) cannot hold.
 */
int	bt_sql_value(struct bt_out *, enum bt_sql_way, const struct bt_col *,
	    const void *row, struct bt_err *) BT_MUST_CHECK;

#endif
