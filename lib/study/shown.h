/* SPDX-License-Identifier: ISC */
#ifndef BT_STUDY_SHOWN_H
#define BT_STUDY_SHOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/str.h"
#include "lib/study/metrics.h"

/*
 * Values as people read them: "12.34 %", "1.250", "31 days", "n/a".  For data
 * there is lib/base/num.h.
 *
 *	char buf[BT_SHOWN_MAX];
 *
 *	bt_shown(buf, BT_UNIT_FRACTION, 0.1234)		12.34 %
 */
#define BT_SHOWN_MAX 64

/* A value in its unit, with as many decimals as a reader can use. */
struct bt_span	bt_shown(char buf[BT_SHOWN_MAX], enum bt_unit, double x);

/* The same with so many decimals and nothing behind: a fraction x 100. */
struct bt_span	bt_shown_bare(char buf[BT_SHOWN_MAX], enum bt_unit, double x,
		    int decimals);

/* "2024-01-31" or with the time of day; "n/a" for BT_TIME_NONE. */
struct bt_span	bt_shown_time(char buf[BT_SHOWN_MAX], int64_t t,
		    bool date_only);

#endif
