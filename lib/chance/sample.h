/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_SAMPLE_H
#define BT_CHANCE_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/study/input.h"
#include "lib/study/study.h"

/*
 * What chance draws from: the returns of a run's trades in the order of their
 * exits, or of its periods, and how many of them make a year.
 *
 *	rule.of = BT_OF_TRADES;
 *	if (bt_sample_init(&sample, &input, &study, &rule, err) == -1)
 *		return -1;
 *	... sample.ret[0 .. sample.n - 1] ...
 *	bt_sample_free(&sample);
 */

enum bt_of { BT_OF_AUTO, BT_OF_TRADES, BT_OF_RETURNS };

/* A trade's return is of its own entry value, or of the whole account. */
enum bt_basis { BT_BASIS_TRADE, BT_BASIS_ACCOUNT };

struct bt_sample_rule {
	enum bt_of	of;		/* not AUTO */
	enum bt_basis	basis;		/* of trades */
	double		cash;		/* the account's start where the input
					   does not say */
};

struct bt_sample {
	enum bt_of		 of;
	double			*ret;	/* finite */
	size_t			 n;	/* may be 0 */
	double			 per_year;	/* steps a year; NAN unknown */
	const char		*per_year_from;	/* "daily, weekdays", ... */
	double			 start;	/* money it began with; NAN: only
					   returns are known */
	const struct bt_deal	*deals;	/* of the input; NULL for returns */
};

/*
 * input and study must outlive the sample, which is to be freed also after an
 * error.  A trade without a return, or with nothing left to compare it with,
 * is BT_EDATA.
 */
int	bt_sample_init(struct bt_sample *, const struct bt_input *input,
	    const struct bt_study *study, const struct bt_sample_rule *,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_sample_free(struct bt_sample *);

#endif
