/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_CATALOGUE_H
#define BT_REPORT_CATALOGUE_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/out.h"
#include "lib/signal/maker.h"

/*
 * The tables of the expression language, written: what bt-signals --list,
 * --functions and --indicators print, and bt-expressions(7) is made from.
 *
 *	bt_catalogue_functions(out, BT_CATALOGUE_TABLE, err);
 */
enum bt_catalogue_format { BT_CATALOGUE_TABLE, BT_CATALOGUE_NDJSON,
	BT_CATALOGUE_CSV };

/* The options that ask for them; bt_catalogue_opts are their rows. */
struct bt_catalogue_settings {
	bool		 list, functions, indicators, run_config;
	const char	*show;		/* NAME|FILE */
	int		 format;	/* enum bt_catalogue_format */
};

extern const struct bt_opt bt_catalogue_opts[];

/* Is anything asked for? */
bool	bt_catalogue_wanted(const struct bt_catalogue_settings *);

/*
 * Write what is asked for; dirs as for bt_strategy_find().  0; or 1 if nothing
 * is asked for; or -1.
 */
int	bt_catalogue_write(struct bt_out *,
	    const struct bt_catalogue_settings *, const char *const *dirs,
	    struct bt_err *) BT_MUST_CHECK;

/* Operators first, then functions by group: usage, warm-up, one line. */
int	bt_catalogue_functions(struct bt_out *, int format,
	    struct bt_err *) BT_MUST_CHECK;

/* Usage with defaults, outputs, warm-up at the defaults, formula. */
int	bt_catalogue_indicators(struct bt_out *, int format,
	    struct bt_err *) BT_MUST_CHECK;

/* Every strategy that can be found. */
int	bt_catalogue_strategies(struct bt_out *, int format,
	    const char *const *dirs, struct bt_err *) BT_MUST_CHECK;

/*
 * How many rows pass before each expression has a value: columns "column" and
 * "bars" (no value if it rests on how bars fill a coarser frame).  maker must
 * be compiled.
 */
int	bt_catalogue_warmup(struct bt_out *, int format,
	    const struct bt_maker *, struct bt_err *) BT_MUST_CHECK;

#endif
