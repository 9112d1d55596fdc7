/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_ANNOTATE_H
#define BT_SIGNAL_ANNOTATE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/market/bars.h"
#include "lib/signal/maker.h"

/*
 * Bars out as they came in, row by row, with columns of signals behind: CSV
 * stays CSV with its delimiter, NDJSON stays NDJSON.  A column symbol is added
 * where the input has none.
 */
struct bt_annotate_job {
	const struct bt_bars_settings	*bars;
	const char *const		*paths;	/* npaths 0 = stdin */
	size_t				 npaths;
	bool				 only;	/* rows with a signal only */
	size_t				 jobs;	/* threads */
};

/* Read bars, compile, compute and write.  Stops early when out has failed. */
int	bt_annotate_run(const struct bt_annotate_job *, struct bt_maker *,
	    struct bt_out *, struct bt_err *) BT_MUST_CHECK;

/*
 * Read, compute, and compute again with the future cut off at cuts places.
 * Writes a line that says what came out.  0 if nothing differs, else -1, with
 * *err if that is because it could not be found out.
 */
int	bt_annotate_check(const struct bt_annotate_job *, struct bt_maker *,
	    size_t cuts, struct bt_out *, struct bt_err *) BT_MUST_CHECK;

/* What was read and computed, written. */
struct bt_annotate {
	const struct bt_market	*market;
	const struct bt_rowtext	*text;
	const struct bt_maker	*maker;
	bool			 only;
};

int	bt_annotate_write(const struct bt_annotate *, struct bt_out *,
	    struct bt_err *) BT_MUST_CHECK;

#endif
