/* SPDX-License-Identifier: ISC */
#ifndef BT_STREAM_RECORD_OWN_H
#define BT_STREAM_RECORD_OWN_H

#include "lib/base/time.h"
#include "lib/stream/record.h"

/* What record.c (values, single rows) and recordtable.c (many rows) share. */

/* Room that is asked for at a time; text beyond it goes by another way. */
#define BT_PEN_STRETCH 1024

/* What a key or a value that is not text takes at most. */
#define BT_PEN_SHORT 64

/* A stretch of the output's buffer that is being written on. */
struct bt_pen {
	struct bt_out	*out;
	char		*begin, *p, *end;
};

/* Hand over what was written. */
void	bt_pen_lift(struct bt_pen *);
void	bt_pen_put(struct bt_pen *, const char *s, size_t n);

/* Room for n bytes, n at most BT_PEN_STRETCH. */
static inline void
bt_pen_need(struct bt_pen *pen, size_t n)
{
	if ((size_t)(pen->end - pen->p) >= n)
		return;
	bt_pen_lift(pen);
	pen->begin = pen->p = bt_out_room(pen->out, BT_PEN_STRETCH);
	pen->end = pen->begin + BT_PEN_STRETCH;
}

static inline void
bt_pen_byte(struct bt_pen *pen, char ch)
{
	bt_pen_need(pen, 1);
	*pen->p++ = ch;
}

/* A value by its type; no value; a time, with the day of the last one. */
void	bt_record_value(struct bt_pen *, const struct bt_record_rule *,
	    enum bt_col_type, const void *v);
void	bt_record_nothing(struct bt_pen *, enum bt_format);
void	bt_record_time(struct bt_pen *, const struct bt_record_rule *,
	    int64_t t, struct bt_time_day *);

#endif
