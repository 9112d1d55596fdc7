/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_SIMULATION_H
#define BT_CHANCE_SIMULATION_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/chance/faults.h"
#include "lib/chance/path.h"
#include "lib/chance/simsettings.h"
#include "lib/market/market.h"

/*
 * A market as it was asked for: which symbols, with which model, and when
 * they trade.  Each symbol's bars are a series that can be opened any time,
 * also several times, and gives the same bars each time.
 *
 *	if ((sim = bt_simulation_new(&settings, err)) == NULL)
 *		return -1;
 *	for (i = 0; i < bt_simulation_symbols(sim); i++) {
 *		if ((series = bt_series_new(sim, i, err)) == NULL)
 *			break;
 *		while ((rc = bt_series_next(series, &bar, err)) == 1)
 *			...
 *		bt_series_free(series);
 *	}
 *	bt_simulation_free(sim);
 *
 * Constant memory a series, but for the matrix of a correlation.
 */
struct bt_simulation;
struct bt_series;

/* The settings are borrowed.  What is wrong with them is BT_EUSAGE. */
struct bt_simulation	*bt_simulation_new(const struct bt_simsettings *,
			    struct bt_err *) BT_MUST_CHECK;
void			 bt_simulation_free(struct bt_simulation *);

size_t		 bt_simulation_symbols(const struct bt_simulation *);
const char	*bt_simulation_name(const struct bt_simulation *, size_t i);
/*
 * Write commands that simulate the fitted symbols without their bars, with the
 * parameters spelled out, a line a symbol.
 */
int		 bt_simulation_tell(const struct bt_simulation *,
		    struct bt_out *, struct bt_err *) BT_MUST_CHECK;
/* Can it be had as ticks?  BT_EUSAGE says why not. */
int		 bt_simulation_check_ticks(const struct bt_simulation *,
		    struct bt_err *) BT_MUST_CHECK;
bool		 bt_simulation_daily(const struct bt_simulation *);

/*
 * Plan faults for symbol i; the simulation must outlive them.  bt_faults_free()
 * ends them.
 */
int		 bt_simulation_faults(const struct bt_simulation *, size_t i,
		    const struct bt_faults_ask *, struct bt_faults *,
		    struct bt_err *) BT_MUST_CHECK;

struct bt_series	*bt_series_new(const struct bt_simulation *,
			    size_t i, struct bt_err *) BT_MUST_CHECK;
void			 bt_series_free(struct bt_series *);	/* NULL: fine */
/* How many ticks a bar has. */
size_t			 bt_series_ticks(const struct bt_series *);
/* The next bar as ticks, of which there is room for bt_series_ticks(). */
int			 bt_series_trade(struct bt_series *, struct bt_tick *,
			    struct bt_err *) BT_MUST_CHECK;
/* 1, 0 behind the last one, -1. */
int			 bt_series_next(struct bt_series *, struct bt_bar *,
			    struct bt_err *) BT_MUST_CHECK;

#endif
