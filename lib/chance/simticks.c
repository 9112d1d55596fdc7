/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/chance/simwrite.h"
#include "lib/stream/record.h"

struct row {
	struct bt_span	symbol;
	int64_t		date;
	double		price, volume;
};

static const struct bt_col cols[] = {
	BT_COL(struct row, symbol, BT_COL_TEXT, "", ""),
	BT_COL(struct row, date, BT_COL_TIME, "", "of the trade"),
	BT_COL(struct row, price, BT_COL_REAL, "money", ""),
	BT_COL(struct row, volume, BT_COL_REAL, "units", ""),
	BT_COL_END
};

struct work {
	const struct bt_simwrite_rule	*rule;
	struct bt_out			*out;
	struct bt_record_table		*table;
};

static int
write_bars(struct work *w, struct bt_series *s, const char *symbol,
    struct bt_tick *tick, struct bt_err *err)
{
	struct row row = { .symbol = bt_span(symbol) };
	const size_t n = bt_series_ticks(s);
	size_t k;
	int rc;

	while ((rc = bt_series_trade(s, tick, err)) == 1 &&
	    !bt_simwrite_ends(w->rule, w->out))
		for (k = 0; k < n; k++) {
			row.date = tick[k].time;
			row.price = tick[k].price;
			row.volume = tick[k].volume;
			bt_record_table_write(w->table, w->out, &row);
		}
	return rc == -1 ? -1 : 0;
}

static int
write_symbol(struct work *w, const struct bt_simulation *sim, size_t i,
    struct bt_err *err)
{
	struct bt_series *s;
	struct bt_tick *tick;
	int rc = -1;

	if ((s = bt_series_new(sim, i, err)) == NULL)
		return -1;
	if ((tick = bt_calloc(bt_series_ticks(s), sizeof(*tick), err)) !=
	    NULL)
		rc = write_bars(w, s, bt_simulation_name(sim, i), tick, err);
	free(tick);
	bt_series_free(s);
	return rc;
}

int
bt_simwrite_ticks(const struct bt_simulation *sim,
    const struct bt_simwrite_rule *rule, struct bt_out *out,
    struct bt_err *err)
{
	const struct bt_record_rule record = {
	    .format = rule->format == BT_SIMWRITE_CSV ? BT_CSV : BT_NDJSON };
	struct work w = { .rule = rule, .out = out };
	size_t i;
	int rc = 0;

	if (bt_simulation_check_ticks(sim, err) == -1 ||
	    (w.table = bt_record_table_new(&record, cols, err)) == NULL)
		return -1;
	bt_record_header(out, &record, cols);
	for (i = 0; i < bt_simulation_symbols(sim) && rc == 0 &&
	    !bt_simwrite_ends(rule, out); i++)
		rc = write_symbol(&w, sim, i, err);
	bt_record_table_free(w.table);
	return rc;
}
