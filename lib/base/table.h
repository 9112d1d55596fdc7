/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_TABLE_H
#define BT_BASE_TABLE_H

#include <stddef.h>

/*
 * A stream's columns, said once: writers print a struct with it, readers fill
 * a struct with it, bt-formats(5) lists it.
 *
 *	static const struct bt_col cols[] = {
 *		BT_COL(struct bt_equity, time, BT_COL_TIME, "", "..."),
 *		BT_COL(struct bt_equity, equity, BT_COL_REAL, "money", "..."),
 *		BT_COL_END
 *	};
 */

enum bt_col_type {
	BT_COL_REAL,		/* double; not finite = no value */
	BT_COL_COUNT,		/* size_t */
	BT_COL_TIME,		/* int64_t ns; BT_TIME_NONE = no value */
	BT_COL_TEXT,		/* struct bt_span; s == NULL = no value */
	BT_COL_BOOL,		/* bool */
};

struct bt_col {
	const char		*name;	/* the key; lower case */
	enum bt_col_type	 type;
	size_t			 off;	/* of the field in the row struct */
	const char		*unit;	/* "money", "fraction", "bars", "" */
	const char		*help;	/* one clause */
};

#define BT_COL(st, field, type, unit, help) \
	{ #field, type, offsetof(st, field), unit, help }
#define BT_COL_AS(name, st, field, type, unit, help) \
	{ name, type, offsetof(st, field), unit, help }
#define BT_COL_END { NULL, BT_COL_REAL, 0, NULL, NULL }

#endif
