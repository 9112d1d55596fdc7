/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_FAULTS_H
#define BT_CHANCE_FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/table.h"
#include "lib/chance/draw.h"
#include "lib/chance/path.h"
#include "lib/market/market.h"

/*
 * Faults on purpose, to try those who look for them (bt-simulate --faults).
 * A kind is a row in faults.c and its function: which rows a bar becomes.
 * Each fault lies alone in a stretch of the symbol's bars, at random.
 *
 *	bt_faults_ask(&ask, "gaps,spikes", 3, err);
 *	bt_faults_init(&f, &ask, bars, session, &rule, &draw, err);
 *	struct bt_fault_row row[BT_FAULT_ROWS];
 *	n = bt_faults_apply(&f, &bar, row);	... for each bar
 */
struct bt_faults;
struct bt_fault_row;

/* Work on row[0], the bar as it is; how many rows it becomes. */
typedef size_t	bt_fault_fn(struct bt_faults *, struct bt_fault_row *row);

struct bt_fault_kind {
	const char	*name;
	const char	*code;		/* what bt-validate calls it */
	const char	*help;
	bt_fault_fn	*begin;		/* at its first bar */
	bt_fault_fn	*go_on;		/* at the bars behind it, or NULL */
};

extern const struct bt_fault_kind bt_fault_kinds[];	/* ends at NULL */

#define BT_FAULT_KINDS 16	/* at most */

struct bt_faults_ask {
	size_t	kind[BT_FAULT_KINDS];	/* numbers of rows; no two the same */
	size_t	n;
	size_t	count;			/* of each kind, a symbol */
};

/* A row to write; a cell is 0 open .. 4 volume, -1 none. */
struct bt_fault_row {
	struct bt_bar			 bar;
	int				 blank;		/* without a value */
	int				 garbled;	/* with no number */
	const struct bt_fault_kind	*fault;		/* found here; NULL */
};

#define BT_FAULT_ROWS 2		/* that a bar may become */

struct bt_fault_plan {
	size_t	kind, at;		/* bar of the symbol, from 0 */
};

struct bt_faults {
	const struct bt_path_rule	*rule;		/* for ticks */
	struct bt_draw			 draw;
	struct bt_fault_plan		*plan;		/* by at */
	size_t				 n, next, bar;
	size_t				 session;	/* bars of one */
	/* What goes on. */
	size_t				 left;		/* bars of a fault */
	const struct bt_fault_kind	*found;		/* at the next row */
	double				 factor, close;	/* splits */
	bool				 split;
	struct bt_bar			 held;
};

/* "gaps,spikes" or "all"; BT_EUSAGE names what there is. */
int	bt_faults_ask(struct bt_faults_ask *, const char *text, size_t count,
	    struct bt_err *) BT_MUST_CHECK;

/*
 * Plan the faults of a symbol of that many bars, session of them a session.
 * BT_EUSAGE if there is no room for all.
 */
int	bt_faults_init(struct bt_faults *, const struct bt_faults_ask *,
	    size_t bars, size_t session, const struct bt_path_rule *,
	    const struct bt_draw *, struct bt_err *) BT_MUST_CHECK;
void	bt_faults_free(struct bt_faults *);

/* The rows that the next bar becomes: 0 to BT_FAULT_ROWS of them. */
size_t	bt_faults_apply(struct bt_faults *, const struct bt_bar *,
	    struct bt_fault_row *row);

/* A line of the list of what was planted. */
struct bt_planted {
	size_t		line;		/* of the output, from 1 */
	struct bt_span	symbol;
	int64_t		date;
	struct bt_span	fault, code;
};

extern const struct bt_col bt_planted_cols[];

#endif
