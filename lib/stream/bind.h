/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_BIND_H
#define BT_STREAM_BIND_H

#include "lib/base/err.h"
#include "lib/base/table.h"
#include "lib/stream/ndjson.h"

/*
 * One field of a row struct from one member of a JSON object.  Behind the text
 * of a number as many bytes must be readable, and the first ends the number.
 */
#define BT_BIND_PAD 8

/* "No value": NAN, 0, BT_TIME_NONE, a NULL span, false. */
void	bt_bind_nothing(const struct bt_col *, void *row);

/* -1 with a message (no place) if the member is of another kind. */
int	bt_bind_value(const struct bt_col *, const struct bt_member *,
	    void *row, struct bt_err *) BT_MUST_CHECK;

#endif
