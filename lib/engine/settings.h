/* SPDX-License-Identifier: ISC */
#ifndef BT_ENGINE_SETTINGS_H
#define BT_ENGINE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/option.h"

/*
 * Everything a run can be told, as one struct and one table of rows; each
 * rule is described in bt-execution(7).  A command shows the rows as options,
 * an optimisation sets any of them by name:
 *
 *	struct bt_settings set;
 *	if (bt_opt_defaults(bt_settings_opts, &set, err) == -1)
 *		return -1;
 *	o = bt_opt_find(bt_settings_opts, bt_span("stop-loss"));
 *	if (bt_opt_set(o, &set, "5%", err) == -1)
 *		return -1;
 */

/* In the order of each row's arg. */
enum bt_fill_when { BT_FILL_NEXT_OPEN, BT_FILL_CLOSE, BT_FILL_NEXT_CLOSE };
enum bt_side { BT_SIDE_LONG, BT_SIDE_SHORT, BT_SIDE_BOTH };
enum bt_opposite { BT_OPPOSITE_REVERSE, BT_OPPOSITE_CLOSE,
	BT_OPPOSITE_IGNORE };
enum bt_trail_on { BT_TRAIL_EXTREMES, BT_TRAIL_CLOSE };
enum bt_time_exit { BT_TIME_EXIT_CLOSE, BT_TIME_EXIT_OPEN };
enum bt_protect { BT_PROTECT_ENTRY, BT_PROTECT_NEXT };
enum bt_intrabar { BT_INTRABAR_WORST, BT_INTRABAR_BEST, BT_INTRABAR_OHLC,
	BT_INTRABAR_OLHC, BT_INTRABAR_NEAREST };
enum bt_gap { BT_GAP_OPEN, BT_GAP_LEVEL };
enum bt_insufficient { BT_SHRINK, BT_REJECT };
enum bt_at_end { BT_END_CLOSE, BT_END_MARK };

struct bt_settings {
	const char	*preset;	/* its name, for the record; or NULL */
	double		 cash;		/* money, > 0 */
	int		 fill;		/* enum bt_fill_when, and so on */
	int		 side;
	int		 on_opposite;
	long long	 pyramiding;	/* lots a position; 0: no limit */
	struct bt_method size, commission, slippage;
	double		 lot_size;	/* units; 0: fractional */
	double		 min_notional;	/* money */
	double		 leverage;	/* gross exposure / equity, at most */
	int		 on_insufficient;
	long long	 max_positions;	/* symbols; -1: no limit */
	/* NAN, 0: none */
	double		 stop_loss, take_profit, trailing_stop;
	int		 trail_on;
	int		 protect_from;
	int		 intrabar;
	int		 gap;
	long long	 holding_period;	/* bars; -1, 0: none */
	int		 time_exit;
	bool		 full_holding;
	int		 at_end;
};

/* The rows above: BT_SETTINGS_ROWS of them, and the end. */
#define BT_SETTINGS_ROWS 25
extern const struct bt_opt bt_settings_opts[BT_SETTINGS_ROWS + 1];

/*
 * A preset: other defaults for some of the options, under one name.  Options
 * that are given still win.
 */
struct bt_preset {
	const char	*name;
	const char	*help;
	struct {
		const char	*option, *value;
	} set[12];			/* ends at option NULL */
};

extern const struct bt_preset bt_presets[];	/* ends at name NULL */

/*
 * Copy bt_settings_opts to rows with the preset's values in the default
 * column.  An unknown name is BT_EUSAGE with the names there are.
 */
int	bt_settings_preset(const char *name,
	    struct bt_opt rows[BT_SETTINGS_ROWS + 1], struct bt_err *)
	    BT_MUST_CHECK;

#endif
