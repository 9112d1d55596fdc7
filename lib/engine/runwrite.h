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
 * A run as a stream (bt-formats(5)), or one table of it as CSV.
 *
 *	w = bt_runwrite_new(&set, err);
 *	rc = bt_runwrite_run(w, out, &ask, &result, err);
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

/* A run: what it is fed with, how it is done, and who looks after it. */
struct bt_runwrite_ask {
	const struct bt_bars_settings	*bars;
	const struct bt_settings	*engine;
	const struct bt_feed		*feed;
	bt_engine_poll_fn		*poll;	/* or NULL */
	void				*poll_arg;
};

/*
 * Run the engine and write all of it to out.  A failed write ends the run
 * with -1 and nothing in *err: closing the output says what happened.
 */
int	bt_runwrite_run(struct bt_runwrite *, struct bt_out *out,
	    const struct bt_runwrite_ask *, struct bt_engine_result *,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * The same in pieces, for who makes one run of several: what the header says,
 * then a sink to hand records to, with times that ascend and numbers that run
 * on, then the end.  The sink is the writer's, and answers as above.
 */
struct bt_runwrite_head {
	struct bt_span	config;		/* a JSON object */
	struct bt_span	inputs;		/* a JSON array */
	bool		date_only;
};

int	bt_runwrite_begin(struct bt_runwrite *, struct bt_out *out,
	    const struct bt_runwrite_head *, struct bt_err *) BT_MUST_CHECK;
struct bt_sink	bt_runwrite_sink(struct bt_runwrite *);
void	bt_runwrite_end(struct bt_runwrite *, const struct bt_engine_result *);

#endif
