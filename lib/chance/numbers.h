/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_NUMBERS_H
#define BT_CHANCE_NUMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"

/*
 * Options that hold several numbers: "30%,50%", "1,5,20", and ranges with
 * their step, "0.5:3:0.5".
 *
 *	struct bt_numbers_rule rule = { "ruin", 0, 1, true };
 *
 *	if (bt_numbers_parse(&rule, "30%,50%", &v, err) == -1)
 *		return -1;
 *	... v.v[0 .. v.n - 1] ...
 *	free(v.v);
 */
#define BT_NUMBERS_MAX 1000

struct bt_numbers_rule {
	const char	*option;	/* without the dashes */
	double		 min, max;
	bool		 fraction;	/* "5%" is welcome */
};

struct bt_numbers {
	double	*v;
	size_t	 n;
};

/*
 * Ascending, each once.  NULL is none.  BT_EUSAGE for what is no number, out
 * of range, or more than BT_NUMBERS_MAX; then there is nothing to free.
 */
int	bt_numbers_parse(const struct bt_numbers_rule *, const char *text,
	    struct bt_numbers *, struct bt_err *) BT_MUST_CHECK;

#endif
