/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_SIMWRITE_H
#define BT_CHANCE_SIMWRITE_H

#include <signal.h>
#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/out.h"
#include "lib/chance/faults.h"
#include "lib/chance/simulation.h"

/*
 * A simulation as text: canonical bars (bt-formats(5)), symbol by symbol or
 * in the order of time, symbols of one time as they were named.
 */
enum bt_simwrite_format { BT_SIMWRITE_CSV, BT_SIMWRITE_NDJSON };
enum bt_simwrite_order { BT_SIMWRITE_SYMBOL, BT_SIMWRITE_TIME };

struct bt_simwrite_rule {
	enum bt_simwrite_format		 format;
	enum bt_simwrite_order		 order;
	const struct bt_faults_ask	*faults;	/* or NULL */
	struct bt_out			*list;	/* of the faults; or NULL */
	const volatile sig_atomic_t	*stop;	/* end when not 0; NULL */
};

/* Ends early, behind a whole row, when the output has failed or at stop. */
int	bt_simwrite(const struct bt_simulation *,
	    const struct bt_simwrite_rule *, struct bt_out *, struct bt_err *)
	    BT_MUST_CHECK;

/* The ticks, symbol by symbol: symbol,date,price,volume. */
int	bt_simwrite_ticks(const struct bt_simulation *,
	    const struct bt_simwrite_rule *, struct bt_out *, struct bt_err *)
	    BT_MUST_CHECK;

/* Is this the end, by the rule or because of the output? */
bool	bt_simwrite_ends(const struct bt_simwrite_rule *,
	    const struct bt_out *);

/* The symbols or the faults that are known by name. */
enum bt_simwrite_list { BT_SIMWRITE_SYMBOLS, BT_SIMWRITE_FAULTS };

void	bt_simwrite_list(enum bt_simwrite_list, enum bt_simwrite_format,
	    struct bt_out *);

#endif
