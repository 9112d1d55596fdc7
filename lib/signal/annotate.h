/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_ANNOTATE_H
#define BT_SIGNAL_ANNOTATE_H

#include <signal.h>
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
 *
 *	struct bt_annotate a = { .maker = maker, .jobs = 1 };
 *
 *	if (bt_annotate_read(&a, &settings, paths, npaths, err) == 0)
 *		bt_annotate_write(&a, out);
 *	bt_annotate_free(&a);
 */
struct bt_annotate {
	struct bt_maker			*maker;	/* not compiled yet */
	size_t				 jobs;	/* threads */
	bool				 only;	/* rows with a signal only */
	const volatile sig_atomic_t	*stop;	/* end when it is not 0; NULL */
	/* Set by reading. */
	bool				 decimal_comma;
	struct bt_bars_result		 read;
};

/* Read the bars, compile, and compute.  npaths 0 is standard input. */
int	bt_annotate_read(struct bt_annotate *,
	    const struct bt_bars_settings *, const char *const *paths,
	    size_t npaths, struct bt_err *) BT_MUST_CHECK;
void	bt_annotate_free(struct bt_annotate *);

/* Write.  Ends early, behind a whole row, when out has failed or at stop. */
int	bt_annotate_write(const struct bt_annotate *, struct bt_out *,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * Compute again with the future cut off at cuts times, and write a line that
 * says what came of it.  How many values differ, or -1 with *err.
 */
long	bt_annotate_check(const struct bt_annotate *, size_t cuts,
	    struct bt_out *, struct bt_err *) BT_MUST_CHECK;

#endif
