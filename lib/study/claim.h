/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_CLAIM_H
#define BT_STUDY_CLAIM_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/study/metrics.h"

/*
 * Claims about metrics that a build can depend on:
 *
 *	sharpe > 1 and max_drawdown > -20%
 *
 * Each is a metric, one of < <= > >= == !=, and a number or a fraction in
 * percent.  A metric without a value makes its claim untrue.
 */
struct bt_claim {
	const struct bt_metric	*metric;
	bool			(*holds)(double, double);
	double			 limit;
	struct bt_span		 text;		/* borrowed: "sharpe > 1" */
};

/*
 * All claims of a text, in *n; caller frees.  What is not understood is
 * BT_EUSAGE.  text must outlive them.
 */
struct bt_claim	*bt_claims_parse(const char *text, size_t *n,
		    struct bt_err *) BT_MUST_CHECK;

/* Would bt_claims_parse understand it?  NULL is no claim, and fine. */
int	bt_claims_check(const char *text, struct bt_err *) BT_MUST_CHECK;

bool	bt_claim_holds(const struct bt_claim *, const struct bt_study *);

/* What is so instead: "it is 0.5", or why it has no value. */
int	bt_claim_reason(const struct bt_claim *, const struct bt_study *,
	    struct bt_buf *, struct bt_err *) BT_MUST_CHECK;

#endif
