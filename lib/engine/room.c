/* SPDX-License-Identifier: ISC */
#include "lib/engine/room.h"

#include <stdlib.h>

#include "lib/base/mem.h"

void
bt_room_clear(struct bt_engine_room *room)
{
	free(room->pos);
	free(room->held);
	free(room->busy);
	free(room->scratch);
	free(room->lots);
	*room = (struct bt_engine_room){ 0 };
}

/* One symbol may have as many lots as there are signals: 1.5 times at least. */
static size_t
grown(size_t old, size_t want)
{
	return want > old + old / 2 ? want : old + old / 2;
}

int
bt_room_fit(struct bt_engine_room *room, size_t nsymbols, size_t nlots,
    struct bt_err *err)
{
	size_t n = room->nlots;

	if (room->pos == NULL || nsymbols > room->nsymbols) {
		bt_room_clear(room);
		room->pos = bt_aligned(nsymbols, sizeof(*room->pos), err);
		room->held = bt_calloc(nsymbols, sizeof(*room->held), err);
		room->busy = bt_calloc(nsymbols, sizeof(*room->busy), err);
		room->scratch = bt_calloc(nsymbols, sizeof(*room->scratch),
		    err);
		if (room->pos == NULL || room->held == NULL ||
		    room->busy == NULL || room->scratch == NULL)
			return -1;
		room->nsymbols = nsymbols;
	}
	if (room->lots != NULL && nlots <= n)
		return 0;
	free(room->lots);
	room->nlots = 0;
	n = grown(n, nlots);
	if ((room->lots = bt_calloc(n, sizeof(*room->lots), err)) == NULL)
		return -1;
	room->nlots = n;
	return 0;
}

static void
find_range(struct bt_engine_room *room, const struct bt_bars *bars)
{
	double low = bars->low[0], high = bars->high[0];
	size_t i;

	for (i = 1; i < bars->n; i++) {
		low = bars->low[i] < low ? bars->low[i] : low;
		high = bars->high[i] > high ? bars->high[i] : high;
	}
	room->low = bars->low;
	room->nbars = bars->n;
	room->lowest = low;
	room->highest = high;
}

bool
bt_room_reaches(struct bt_engine_room *room, const struct bt_bars *bars,
    bool down, double price)
{
	if (room->low != bars->low || room->nbars != bars->n)
		find_range(room, bars);
	return down ? room->lowest <= price : room->highest >= price;
}

struct bt_engine_room *
bt_engine_room_new(struct bt_err *err)
{
	return bt_calloc(1, sizeof(struct bt_engine_room), err);
}

void
bt_engine_room_free(struct bt_engine_room *room)
{
	if (room != NULL)
		bt_room_clear(room);
	free(room);
}
