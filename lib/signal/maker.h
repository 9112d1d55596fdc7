/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_MAKER_H
#define BT_SIGNAL_MAKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/market/market.h"
#include "lib/signal/compile.h"
#include "lib/signal/expr.h"
#include "lib/signal/strategy.h"

/*
 * From the expressions of a strategy to the columns they add to the bars:
 * signal, strength, stop_loss, take_profit and what the user names.
 *
 *	s = bt_maker_new(&rule, err);
 *	read.extras = bt_maker_extras(s, &read.nextras);
 *	... read the market ...
 *	if (bt_maker_compile(s, market, header, nheader, err) == 0 &&
 *	    bt_maker_compute(s, market, jobs, err) == 0)
 *		code = bt_maker_codes(s, symbol)[bar];
 */
struct bt_named {
	const char		*name;		/* of the column */
	struct bt_source	 source;
};

struct bt_maker_rule {
	struct bt_source	 role[BT_ROLES];	/* text.s NULL: none */
	const struct bt_named	*adds;
	size_t			 nadds;
	const struct bt_value	*params;	/* borrowed, as all of it */
	size_t			 nparams;
};

struct bt_maker;

/* Parses.  BT_EUSAGE with a caret. */
struct bt_maker	*bt_maker_new(const struct bt_maker_rule *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_maker_free(struct bt_maker *);

/*
 * What to ask the reader of bars for: columns that expressions name, and,
 * to notice that they are taken, those that will be added.
 */
const struct bt_extra	*bt_maker_extras(const struct bt_maker *,
			    size_t *n);

/*
 * Compile against what the market has; header serves "did you mean".  With
 * market NULL every name that may be a column is taken for one.
 */
int	bt_maker_compile(struct bt_maker *, const struct bt_market *,
	    const struct bt_span *header, size_t nheader, struct bt_err *)
	    BT_MUST_CHECK;

/* Compute for all bars of the market, on jobs threads; the same for any. */
int	bt_maker_compute(struct bt_maker *, const struct bt_market *,
	    size_t jobs, struct bt_err *) BT_MUST_CHECK;

/*
 * Compute again with the bars behind cuts times cut off, and compare what is
 * left with what bt_maker_compute() found.  Returns how many values differ
 * (0 is the only right answer), -1 on failure.  *at says the first.
 */
struct bt_lookahead {
	const char	*column;
	size_t		 symbol, bar, bars;	/* bars that could be seen */
	size_t		 compared;		/* values */
};

long	bt_maker_lookahead(struct bt_maker *, const struct bt_market *,
	    size_t jobs, size_t cuts, struct bt_lookahead *at,
	    struct bt_err *) BT_MUST_CHECK;

/* Verb codes of a symbol's bars, or NULL if no verb has an expression. */
const uint8_t	*bt_maker_codes(const struct bt_maker *, size_t symbol);

/* Has any verb an expression? */
bool		 bt_maker_has_codes(const struct bt_maker *);

/* The other columns that are added, in the order of the output. */
struct bt_added {
	const char	*name;
	char		 type;		/* 'x' a number, 'c' a condition */
	bool		 with_signal;	/* belongs to bars with a signal only */
	size_t		 warmup;	/* rows without a value */
};

size_t		 bt_maker_nadded(const struct bt_maker *);
struct bt_added	 bt_maker_added(const struct bt_maker *, size_t i);
/* Its value at a bar: NAN for none, conditions 0 or 1. */
double		 bt_maker_value(const struct bt_maker *, size_t i,
		    size_t symbol, size_t bar);

/* Numbers of a role, one a bar, or NULL if it has no expression. */
const double	*bt_maker_column(const struct bt_maker *, enum bt_role,
		    size_t symbol);

/* The i-th expression's name and warm-up; NULL behind the last. */
const char	*bt_maker_warmup(const struct bt_maker *, size_t i,
		    size_t *rows);

#endif
