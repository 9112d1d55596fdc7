/* SPDX-License-Identifier: ISC */
#ifndef BT_SWEEP_LONG_H
#define BT_SWEEP_LONG_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/option.h"
#include "lib/base/str.h"
#include "lib/sweep/job_plain.h"

/*
 * Sweeps that take long: what was done is kept in a journal and gone on with,
 * parts of a sweep are done elsewhere, and trials are taken from a cache.  It
 * is a hook of a plain sweep, and the last to be:
 *
 *	if ((l = bt_long_begin(&rule, &ask, err)) == NULL)
 *		return -1;
 *	hook[n++] = bt_long_hook(l);
 *	rc = bt_plain_sweep(&ask, &status, err);
 *	if (rc == 0)
 *		rc = bt_long_end(l, status, err);
 *	bt_long_free(l);
 */
struct bt_long_settings {
	const char	*journal, *shard, *cache;
	bool		 resume;
	bool		 merge;		/* operands are streams: merge.h */
};

extern const struct bt_opt bt_long_opts[];

/* Options that make no sense without another: BT_EUSAGE. */
int	bt_long_check(const struct bt_long_settings *, struct bt_err *)
	    BT_MUST_CHECK;

/* Is anything asked for that only a plain sweep has? */
bool	bt_long_asked(const struct bt_long_settings *);

struct bt_long;

struct bt_long_rule {
	const struct bt_long_settings	*settings;
	int64_t		(*clock)(void);	/* ns, monotonic; or NULL */
};

/*
 * Before the head of the ask's job is written, which says how many trials
 * there are: it gets the shard and its own number.  Skip, take and poll of the
 * ask are set, too.
 */
struct bt_long	*bt_long_begin(const struct bt_long_rule *,
		    struct bt_plain_ask *, struct bt_err *) BT_MUST_CHECK;
void		 bt_long_free(struct bt_long *);	/* NULL is fine */

struct bt_plain_hook	bt_long_hook(struct bt_long *);

/*
 * What a user may want to know of the journal and the cache: one line, without
 * its newline; "" if there is none.  warning: something is wrong.
 */
int	bt_long_tell(const struct bt_long *, struct bt_buf *, bool *warning,
	    struct bt_err *) BT_MUST_CHECK;

/* The sweep is over: what there is is on the disk. */
int	bt_long_end(struct bt_long *, enum bt_status, struct bt_err *)
	    BT_MUST_CHECK;

#endif
