/* SPDX-License-Identifier: ISC */
#ifndef BT_CHANCE_ROSTER_H
#define BT_CHANCE_ROSTER_H

#include <stddef.h>

#include "lib/base/err.h"
#include "lib/base/str.h"

/* Names of symbols, all different, in the order in which they came. */
struct bt_roster {
	char	**name;
	size_t	  n, cap;
};

/* What is wrong is BT_EUSAGE and blamed on --symbols. */
int	bt_roster_add(struct bt_roster *, struct bt_span name,
	    struct bt_err *) BT_MUST_CHECK;
/* "A,B,..." */
int	bt_roster_read(struct bt_roster *, const char *text, struct bt_err *)
	    BT_MUST_CHECK;
/* S1, S2 ... Sn */
int	bt_roster_number(struct bt_roster *, long long n, struct bt_err *)
	    BT_MUST_CHECK;
void	bt_roster_free(struct bt_roster *);

#endif
