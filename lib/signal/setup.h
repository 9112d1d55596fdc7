/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_SETUP_H
#define BT_SIGNAL_SETUP_H

#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/signal/maker.h"

/*
 * From options to expressions: a strategy with its parameters, single
 * expressions that replace its own, and columns to add.
 *
 *	struct bt_setup setup;
 *
 *	if (bt_setup_init(&setup, &settings, dirs, err) == -1)
 *		return -1;
 *	s = bt_maker_new(&setup.rule, err);
 */
struct bt_setup_settings {
	const char	*strategy;		/* -s NAME|FILE */
	struct bt_list	 params;		/* -p fast=10,slow=30 */
	const char	*expr[BT_ROLES];	/* --buy ... --take-profit */
	struct bt_list	 adds;			/* --add NAME=EXPR */
};

extern const struct bt_opt bt_setup_opts[];

struct bt_setup {
	struct bt_maker_rule	 rule;
	struct bt_strategy	*strategy;	/* or NULL */
	struct bt_arena		*arena;
};

/*
 * dirs: where strategies are looked for; ends at NULL.  The settings and all
 * they point to must outlive the setup.  BT_EUSAGE if they make no sense or
 * nothing is asked for.
 */
int	bt_setup_init(struct bt_setup *, const struct bt_setup_settings *,
	    const char *const *dirs, struct bt_err *) BT_MUST_CHECK;
void	bt_setup_free(struct bt_setup *);

#endif
