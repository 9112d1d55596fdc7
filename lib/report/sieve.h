/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_SIEVE_H
#define BT_REPORT_SIEVE_H

#include <stdbool.h>

#include "lib/base/err.h"

/*
 * Of points of a scatter that would hide each other, the first: a million of
 * them take gnuplot their time and show no more than these.
 *
 *	double range[4] = { lowest x, highest x, lowest y, highest y };
 *
 *	if (bt_sieve_init(&s, range, err) == -1)
 *		return -1;
 *	if (bt_sieve_takes(&s, x, y))
 *		... draw it ...
 *	bt_sieve_free(&s);
 */
struct bt_sieve {
	bool		*taken;		/* cells of a fine grid */
	const double	*range;		/* borrowed */
};

int	bt_sieve_init(struct bt_sieve *, const double range[4],
	    struct bt_err *) BT_MUST_CHECK;
void	bt_sieve_free(struct bt_sieve *);

/* Is it the first at its place?  x and y lie in the range. */
bool	bt_sieve_takes(struct bt_sieve *, double x, double y);

#endif
