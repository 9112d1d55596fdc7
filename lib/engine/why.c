/* SPDX-License-Identifier: ISC */
#include "lib/engine/why.h"

#include <stdio.h>

bool
bt_why_line(const struct bt_summary *sum, size_t i, char line[BT_WHY_LINE])
{
	size_t id;

	if (i == 0) {
		(void)snprintf(line, BT_WHY_LINE,
		    "no trades: %zu signal%s in %zu bar%s, %zu order%s",
		    sum->signals, sum->signals == 1 ? "" : "s", sum->bars,
		    sum->bars == 1 ? "" : "s", sum->orders,
		    sum->orders == 1 ? "" : "s");
		return true;
	}
	for (id = 0; id < BT_CAUSES; id++)
		if (sum->causes[id] > 0 && --i == 0)
			break;
	if (id == BT_CAUSES)
		return false;
	(void)snprintf(line, BT_WHY_LINE, "%zu %s: %s (%s)", sum->causes[id],
	    bt_causes[id].event, bt_causes[id].help, bt_causes[id].reason);
	return true;
}
