/* SPDX-License-Identifier: ISC */
#include "lib/market/checks.h"

/* A source without volumes has zeros only; that is no finding. */
void
bt_check_zero_volume(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, zeros = 0;

	for (i = 0; i < b->n; i++)
		zeros += b->volume[i] == 0;
	if (zeros == 0 || 2 * zeros > b->n)
		return;
	for (i = 0; i < b->n; i++)
		if (b->volume[i] == 0)
			bt_probe_say(p, b, i, "nothing was traded");
}

static bool
repeats(const struct bt_bars *b, size_t i)
{
	return b->close[i] == b->close[i - 1] && b->open[i] == b->open[i - 1] &&
	    b->high[i] == b->high[i - 1] && b->low[i] == b->low[i - 1];
}

void
bt_check_stale(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, run = 1;

	for (i = 1; i <= b->n; i++) {
		if (i < b->n && repeats(b, i)) {
			run++;
			continue;
		}
		if (run >= (size_t)p->set->stale)
			bt_probe_say(p, b, i - run,
			    "the same four prices in %zu bars", run);
		run = 1;
	}
}

void
bt_check_flat(struct bt_probe *p, const struct bt_bars *b)
{
	size_t i, flat = 0, first = 0;

	for (i = b->n; i-- > 0;)
		if (b->high[i] == b->low[i]) {
			flat++;
			first = i;
		}
	if (flat > 0 && (double)flat > p->set->flat * (double)b->n)
		bt_probe_say(p, b, first, "%.3g%% of the bars have one price "
		    "only, this first", 100 * (double)flat / (double)b->n);
}
