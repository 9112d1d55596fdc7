/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_RUNWRITE_H
#define BT_ENGINE_RUNWRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/file.h"
#include "lib/base/option.h"
#include "lib/engine/engine.h"
#include "lib/engine/feed.h"
#include "lib/engine/runstream.h"
#include "lib/market/bars.h"

/*
 * Writing a run stream (bt-formats(5)), or one table of it as CSV: a sink for
 * the engine, with the lines around it.
 *
 *	w = bt_runwrite_new(&set, err);
 *	bt_runwrite_begin(w, out, &head, err);
 *	job.sink = bt_runwrite_sink(w);
 *	... bt_engine_run(&job, &res, err) ...
 *	bt_runwrite_end(w, &res);
 *	bt_runwrite_free(w);
 */

enum bt_equity_every { BT_EQUITY_BAR, BT_EQUITY_DAY, BT_EQUITY_NONE };

struct bt_runwrite_settings {
	int		 format;	/* enum bt_format */
	const char	*emit;		/* "trades,equity"; NULL: see below */
	int		 equity_every;	/* enum bt_equity_every */
};

extern const struct bt_opt bt_runwrite_opts[];

struct bt_runwrite;

/*
 * What to emit that has no such table, or CSV of none or several, is
 * BT_EUSAGE.  By default NDJSON has trades and equity. 
 */
struct bt_runwrite	*bt_runwrite_new(
			    const struct bt_runwrite_settings *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_runwrite_free(struct bt_runwrite *);

/* What the first line says. */
struct bt_runwrite_head {
	const struct bt_bars_settings	*bars;
	const struct bt_settings	*engine;
	const struct bt_feed		*feed;
};

/* The first line; out is borrowed from now on. */
int	bt_runwrite_begin(struct bt_runwrite *, struct bt_out *out,
	    const struct bt_runwrite_head *, struct bt_err *) BT_MUST_CHECK;

/* Functions for what is emitted, NULL for the rest. */
struct bt_sink	bt_runwrite_sink(struct bt_runwrite *);

/* Summary and end. */
void	bt_runwrite_end(struct bt_runwrite *,
	    const struct bt_engine_result *);

#endif
