/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_STRATEGY_H
#define BT_SIGNAL_STRATEGY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/str.h"

/*
 * Strategies as files: named expressions with parameters (bt-signals(1)).
 *
 *	{ "name": "sma_cross", "title": "...", "description": "...",
 *	  "params": { "fast": { "type": "integer", "default": 10,
 *	    "min": 1, "max": 1000, "description": "..." } },
 *	  "buy": "crosses_above(sma(fast), sma(slow))", "sell": "...",
 *	  "run": { "stop-loss": "8%" } }
 *
 *	s = bt_strategy_find("sma_cross", dirs, err);
 *	if (s != NULL && bt_strategy_set(s, "fast=10,slow=30", err) == 0)
 */

/* What a strategy may say about a bar, each an expression; verbs first. */
enum bt_role { BT_ROLE_BUY, BT_ROLE_SELL, BT_ROLE_SHORT, BT_ROLE_COVER,
	BT_ROLE_STRENGTH, BT_ROLE_STOP_LOSS, BT_ROLE_TAKE_PROFIT, BT_ROLES };

struct bt_role_row {
	const char	*name;		/* of the key and of the column */
	char		 type;		/* 'c' a condition, 'x' a number */
	uint8_t		 code;		/* of the verb, lib/signal/verbs.h */
	const char	*help;
};

extern const struct bt_role_row bt_roles[BT_ROLES];

struct bt_strategy_param {
	const char	*name, *description;
	bool		 integer;
	double		 def, min, max;
	double		 value;		/* the default until it is set */
};

struct bt_strategy {
	const char			*name, *title, *description;
	const char			*place;	/* file, or name if built in */
	const char			*text;	/* the file's own text */
	struct bt_strategy_param	*params;
	size_t				 nparams;
	const char			*expr[BT_ROLES];	/* or NULL */
	const char			*run;	/* "run" as JSON, or NULL */
	struct bt_arena			*arena;	/* holds all of it */
};

/* The strategies that travel inside the library; ends at name NULL. */
struct bt_embedded {
	const char	*name, *text;
};

extern const struct bt_embedded bt_embedded[];

/*
 * Where strategies are looked for: the user's own (config, the value of
 * XDG_CONFIG_HOME, or home), those of BT_STRATEGIES (directories joined by
 * ':'), those installed in share.  NULL or "" is left out.  An array in the
 * arena that ends at NULL.
 */
const char *const	*bt_strategy_dirs(struct bt_arena *,
			    const char *config, const char *home,
			    const char *list, const char *share,
			    struct bt_err *) BT_MUST_CHECK;

/*
 * The strategy called name: a path if it has a '/' or ends in ".json", else
 * NAME.json in the first of dirs (ends at NULL) that has it, else the embedded
 * one.  Errors are BT_EUSAGE: no such strategy ("did you mean"), a file that
 * is no strategy (with line and column, or the member).
 */
struct bt_strategy	*bt_strategy_find(const char *name,
			    const char *const *dirs, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_strategy_free(struct bt_strategy *);

/*
 * The strategy that text says; place is its file in messages.  This is the
 * parser that a fuzzer feeds.
 */
struct bt_strategy	*bt_strategy_parse(const char *text, size_t n,
			    const char *place, struct bt_err *) BT_MUST_CHECK;

/*
 * Set parameters: "fast=10,slow=30".  An unknown one ("did you mean"), one of
 * another type or out of its range is BT_EUSAGE that names the range.
 */
int	bt_strategy_set(struct bt_strategy *, const char *list,
	    struct bt_err *) BT_MUST_CHECK;

/* May the parameter have this value?  The same error. */
int	bt_strategy_check(const struct bt_strategy *, size_t param, double,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * Every strategy that bt_strategy_find() can find by a bare name, by name, each
 * once, read whole; fn returns 0 or -1.  A broken file is an error.
 */
int	bt_strategy_each(const char *const *dirs,
	    int (*fn)(void *arg, const struct bt_strategy *, struct bt_err *),
	    void *arg, struct bt_err *) BT_MUST_CHECK;

#endif
