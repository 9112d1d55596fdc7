/* SPDX-License-Identifier: ISC */
#ifndef BT_MARKET_FILTER_H
#define BT_MARKET_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/str.h"
#include "lib/base/time.h"

/*
 * Which rows are wanted: --symbols, --from and --to, both inclusive.  A --to
 * that is a date means the whole day.
 */
struct bt_filter {
	int64_t		 from, to;
	struct bt_span	*symbols;	/* sorted; NULL = all */
	bool		*met;		/* by symbol: was there a row? */
	size_t		 n;
};

/* Texts may be NULL.  zone: of times without an offset. */
int	bt_filter_init(struct bt_filter *, const char *symbols,
	    const char *from, const char *to, const struct bt_zone *zone,
	    struct bt_err *) BT_MUST_CHECK;
void	bt_filter_free(struct bt_filter *);

bool	bt_filter_wants(struct bt_filter *, struct bt_span symbol);

static inline bool
bt_filter_within(const struct bt_filter *f, int64_t time)
{
	return time >= f->from && time <= f->to;
}

/* A symbol that was asked for and never met is BT_EUSAGE. */
int	bt_filter_check(const struct bt_filter *, struct bt_err *)
	    BT_MUST_CHECK;

#endif
