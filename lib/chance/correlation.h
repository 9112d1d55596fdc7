/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_CORRELATION_H
#define BT_CHANCE_CORRELATION_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/*
 * A matrix of correlations and its Cholesky factor: correlated numbers from
 * independent ones.  The file is CSV, a name a column and a row:
 *
 *	symbol,AAA,BBB
 *	AAA,1,0.5
 *	BBB,0.5,1
 *
 * Rows may come in any order.  It must be symmetric, with ones on its
 * diagonal, and no set of symbols may contradict itself (positive
 * semi-definite).
 */
struct bt_correlation {
	char		*text;		/* of the file */
	struct bt_span	*name;		/* of the columns; in text */
	size_t		 n;
	double		*factor;	/* n x n, lower triangle, by rows */
};

/* What is wrong in it is BT_EUSAGE, with the line.  On failure it is empty. */
int	bt_correlation_read(struct bt_correlation *, const char *path,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * The same from n series of m values each, one after the other in x, which is
 * overwritten.  A series that does not vary has no correlation with others.
 * The names are borrowed.
 */
int	bt_correlation_measure(struct bt_correlation *,
	    const struct bt_span *names, size_t n, double *x, size_t m,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_correlation_free(struct bt_correlation *);

/*
 * Replace the lower triangle of the n x n matrix by its factor L, L L' = a
 * (Golub and Van Loan, "Matrix Computations", section 4.2); -1 if it is not
 * positive semi-definite.
 */
int	bt_correlation_factor(double *a, size_t n);

/* The place of the name, or -1. */
long	bt_correlation_find(const struct bt_correlation *, struct bt_span);

#endif
