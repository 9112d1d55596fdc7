/* SPDX-License-Identifier: ISC */
#ifndef BT_SIGNAL_MAKER_OWN_H
#define BT_SIGNAL_MAKER_OWN_H

#include "lib/signal/eval.h"
#include "lib/signal/maker.h"

/* Between the files of lib/signal/maker: what one expression comes to. */
struct bt_output {
	const char		*name;
	enum bt_role		 role;		/* BT_ROLES: none */
	struct bt_source	 source;
	const struct bt_expr	*tree;
	char			 want;
	uint32_t		 root;
	double			**x;		/* by symbol, or all NULL */
	uint8_t			**c;
};

struct bt_maker {
	struct bt_arena		*arena;
	struct bt_program	*program;
	struct bt_output	*out;		/* verbs first */
	size_t			 nout, nverbs;
	bool			 has_codes;
	struct bt_scope		 names;
	struct bt_extra		 extras[BT_EXTRAS_MAX];
	const char		*extra_names[BT_EXTRAS_MAX];
	bool			 has[BT_EXTRAS_MAX];
	size_t			 nextras;
	const struct bt_bars	*bars;		/* while computing */
	uint8_t			**codes;	/* by symbol */
	size_t			 nsymbols;
};

/* Evaluate all expressions over bars, each symbol's roots to fn. */
int	bt_maker_run(struct bt_maker *, const struct bt_bars *bars,
	    size_t n, const struct bt_timeline *, size_t jobs, bt_eval_fn *fn,
	    void *arg, struct bt_err *) BT_MUST_CHECK;

#endif
