/* SPDX-License-Identifier: ISC */
#ifndef BT_BASE_ZONE_H
#define BT_BASE_ZONE_H

#include <stdint.h>

#include "lib/base/err.h"

/*
 * A time zone from the system's compiled tz database (TZif, RFC 9636).  The
 * C library's own zone is process-wide and not used.
 */
struct bt_zone;

/*
 * Read the zone called name ("America/New_York") below directory, which is
 * normally "/usr/share/zoneinfo".  "UTC" needs no file.  An unknown name, or
 * one that leaves the directory, is BT_EUSAGE.
 */
struct bt_zone	*bt_zone_new(const char *directory, const char *name,
		    struct bt_err *) BT_MUST_CHECK;
void		 bt_zone_free(struct bt_zone *);

/*
 * The instant of a local wall clock time, both in ns since the epoch (local
 * as if it were UTC).  A time that a clock change skips or repeats is BT_EDATA.
 */
int	bt_zone_to_utc(const struct bt_zone *, int64_t local, int64_t *utc,
	    struct bt_err *) BT_MUST_CHECK;

#endif
