/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_ANNOTATE_H
#define BT_SIGNAL_ANNOTATE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/market/bars.h"
#include "lib/signal/signals.h"

/*
 * Bars out as they came in, row by row, with columns of signals behind: CSV
 * stays CSV with its delimiter, NDJSON stays NDJSON.
 */
struct bt_annotate {
	const struct bt_market	*market;
	const struct bt_rowtext	*text;
	const struct bt_signals	*signals;	/* computed */
	bool			 only;		/* rows with a signal only */
};

/* *rows is how many had a signal.  Stops early when out has failed. */
int	bt_annotate_write(const struct bt_annotate *, struct bt_out *out,
	    size_t *rows, struct bt_err *) BT_MUST_CHECK;

#endif
