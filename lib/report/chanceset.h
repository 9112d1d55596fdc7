/* SPDX-License-Identifier: ISC */
#ifndef BT_REPORT_CHANCESET_H
#define BT_REPORT_CHANCESET_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/in.h"
#include "lib/base/str.h"

/*
 * What bt-montecarlo writes for charts: a fan of paths over time
 * (--emit fan), or classes of outcomes (--emit histogram), as NDJSON.
 */
struct bt_chance_step {
	size_t	step;			/* trades or returns so far */
	size_t	n;			/* paths */
	double	mean, p5, p25, p50, p75, p95;	/* returns since the start */
};

struct bt_chance_class {
	struct bt_span	name;		/* "final_return" */
	double		low, high;	/* low <= x < high */
	size_t		count;
	double		share;
};

struct bt_chanceset {
	struct bt_chance_step	*step;	/* ascending; a fan */
	size_t			 nsteps, step_cap;
	struct bt_chance_class	*class;	/* by name, ascending; a histogram */
	size_t			 nclasses, class_cap;
	struct bt_arena		*arena;	/* owns the names */
};

/* Errors are BT_EDATA with line. */
struct bt_chanceset	*bt_chanceset_read(struct bt_in *, struct bt_err *)
			    BT_MUST_CHECK;
void			 bt_chanceset_free(struct bt_chanceset *);

#endif
