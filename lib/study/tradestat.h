/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_TRADESTAT_H
#define BT_STUDY_TRADESTAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/engine/runstream.h"

/*
 * Statistics of closed trades.  A trade with pnl > 0 is a win, with pnl < 0 a
 * loss, with pnl = 0 neither; all three count as trades.
 */

/* What is kept of a trade. */
struct bt_deal {
	double	pnl;			/* money, net of costs */
	double	ret;			/* fraction of the entry value */
	double	commission, slippage;	/* money, >= 0 */
	double	traded;			/* money: entry and exit value */
	double	mae, mfe;		/* fractions; <= 0, >= 0 */
	size_t	bars;
	int64_t	exit_time;		/* BT_TIME_NONE: not told */
	uint32_t symbol, reason;	/* numbers of the input's names */
	bool	is_short, ambiguous;
};

struct bt_tradestat {
	size_t	n, longs, shorts, wins, losses, ambiguous;
	double	profit, loss;		/* sums of pnl > 0 (>= 0), < 0 (<= 0) */
	double	mean_pnl, sd_pnl;	/* NAN: no trade, fewer than two */
	double	mean_ret, mean_win, mean_loss;	/* of ret; NAN where none */
	double	best, worst;		/* of ret */
	double	mean_mae, mean_mfe;
	double	mean_bars;
	size_t	max_bars;
	size_t	win_streak, loss_streak;	/* longest, in order of exit */
	double	commission, slippage, traded;	/* totals */
};

/*
 * Without the numbers of names.  NAN where a trade lacks a value makes the
 * means of it NAN.
 */
struct bt_deal	bt_deal_of(const struct bt_trade *);

void	bt_tradestat_of(const struct bt_deal *, size_t n,
	    struct bt_tradestat *);

#endif
