/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_PORTFOLIO_H
#define BT_ENGINE_PORTFOLIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/engine/runstream.h"
#include "lib/engine/settings.h"
#include "lib/engine/signals.h"
#include "lib/market/market.h"

/*
 * The account of a run: cash, and a position for every symbol.  A position is
 * a list of lots, all on one side; each lot is a trade of its own with its own
 * stop, target and clock.  Internal to the engine; lib/engine/fill.h changes
 * it, lib/engine/engine.h is the way in.
 *
 * All memory is in the room that bt_portfolio_init takes it from: nothing is
 * allocated inside the bar loop.
 */

#define BT_NO_LOT UINT32_MAX

/* Why a trade was closed. */
enum bt_reason { BT_ON_SIGNAL, BT_ON_STOP_LOSS, BT_ON_TAKE_PROFIT,
	BT_ON_TRAILING_STOP, BT_ON_TIME, BT_ON_MARGIN_CALL, BT_ON_REVERSE,
	BT_ON_DELISTED, BT_ON_END, BT_REASONS };

struct bt_reason_row {
	const char	*name;		/* "stop_loss" */
	const char	*help;
};

extern const struct bt_reason_row bt_reasons[BT_REASONS];

struct bt_lot {
	uint32_t	next;		/* in its position, by entry; or the
					 * next free one; BT_NO_LOT */
	uint32_t	tag;
	size_t		number;		/* 1, 2, ... by entry */
	size_t		entry_bar;
	bool		at_close;	/* entered when its bar was over */
	double		quantity, price;
	double		commission, slippage;	/* money, of the entry */
	double		stop, target;	/* prices; NAN = none */
	double		anchor;		/* what the trailing stop hangs on */
	size_t		clock;		/* the bar it ends on; SIZE_MAX */
};

/*
 * What is looked at on every bar of every symbol comes first, in one line of
 * the cache: with many symbols that is what a step costs.
 */
struct bt_position {
	_Alignas(64) size_t bar;	/* the latest there was; SIZE_MAX */
	size_t		 step;		/* of that bar */
	/*
	 * Nothing can happen on a bar without a verb in wake, above low, below
	 * high and before clock: see bt_position_quiet.
	 */
	const uint8_t	*verbs;		/* as in sig */
	size_t		 clock;
	uint8_t		 wake;
	bool		 levels;	/* low or high is finite */
	bool		 trails;	/* they move with every bar */
	bool		 ruins;		/* a bar may cost all the account has */
	int		 side;		/* 1 long, -1 short, 0 flat */
	double		 quantity;	/* of all lots, >= 0 */
	const double	*open, *close;	/* as in bars */
	double		 low, high;
	const struct bt_bars		*bars;
	const struct bt_signal_cols	*sig;
	uint32_t	 first, last;	/* lots, by entry */
	size_t		 nlots;
	/* Orders for the next bar: bt_order_*. */
	bool		 exits;
	enum bt_reason	 exit_reason;
	int		 enters;	/* side, 0 = no order */
	size_t		 enters_from;	/* the bar of its signal */
};

struct bt_portfolio {
	const struct bt_settings	*set;
	const struct bt_signals		*signals;
	const struct bt_sink		*sink;
	struct bt_engine_curve		*curve;	/* or NULL */
	bool				 brief;	/* nobody wants mae, mfe */
	struct bt_summary		 sum;
	struct bt_position		*pos;	/* one a symbol */
	size_t				 npos;
	uint32_t			*held;	/* with lots, ascending */
	size_t				 nheld, nshort;
	struct bt_lot			*lots;
	uint32_t			 free;	/* the first free lot */
	size_t				 nentries;
	double				 cash;
	size_t				 step;
	struct bt_engine_room		*room;	/* what all of it is in */
};

struct bt_engine_job;
struct bt_engine_room;

int	bt_portfolio_init(struct bt_portfolio *, const struct bt_engine_job *,
	    struct bt_engine_room *, struct bt_err *) BT_MUST_CHECK;

/* What it is worth, marked at one kind of price. */
struct bt_worth {
	double	equity, longs, shorts;	/* money; longs, shorts >= 0 */
};

static inline double
bt_worth_equity(double cash, double longs, double shorts)
{
	return cash + (longs - shorts);
}

/*
 * Worth at the open of the current step (symbols that trade at it; the others
 * at their last close), or at its close.  O(positions held).
 */
struct bt_worth	bt_portfolio_worth(const struct bt_portfolio *,
		    bool at_open);

/*
 * Is there anything that could bring the equity to 0?  Of a position that is
 * alone it is known whether any of its prices can (ruins).
 */
static inline bool
bt_portfolio_at_risk(const struct bt_portfolio *pf)
{
	if (pf->npos == 1 && pf->nheld == 1)
		return pf->pos[0].ruins;
	return pf->cash <= 0 || pf->nshort > 0;
}

/*
 * Can the rest of the engine pass this bar by?  The one test that is made for
 * every bar of every symbol; everything else is done only where it fails.
 */
static inline bool
bt_position_quiet(const struct bt_position *p, size_t bar)
{
	if (p->verbs[bar] & p->wake || bar >= p->clock)
		return false;
	return !p->levels || (p->bars->low[bar] > p->low &&
	    p->bars->high[bar] < p->high);
}

/* Count, and tell the sink of, something that did not happen as asked: at the
 * current bar of a position, or anywhere. */
int	bt_portfolio_event(struct bt_portfolio *, enum bt_cause_id,
	    const struct bt_position *, double limit, double value,
	    struct bt_err *);
int	bt_portfolio_tell(struct bt_portfolio *, enum bt_cause_id,
	    int64_t time, struct bt_span symbol, double limit, double value,
	    struct bt_err *);

/* Take a lot to the end of a position's list, or the one behind prev (or the
 * first, BT_NO_LOT) out of it. */
uint32_t	bt_portfolio_add(struct bt_portfolio *, struct bt_position *,
		    int side, double quantity);
void		bt_portfolio_drop(struct bt_portfolio *, struct bt_position *,
		    uint32_t prev, uint32_t lot);

#endif
