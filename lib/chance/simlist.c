/* SPDX-License-Identifier: ISC */
#include "lib/chance/faults.h"
#include "lib/chance/simwrite.h"
#include "lib/chance/ticker.h"
#include "lib/stream/record.h"

/* What bt-simulate knows by name, as tables. */

struct known {
	struct bt_span	symbol, calendar, tick_size;
	double		start, drift, volatility, loading, volume;
};

static const struct bt_col known_cols[] = {
	BT_COL(struct known, symbol, BT_COL_TEXT, "", "empty: any other"),
	BT_COL(struct known, start, BT_COL_REAL, "money", "first open"),
	BT_COL(struct known, drift, BT_COL_REAL, "fraction", "a year"),
	BT_COL(struct known, volatility, BT_COL_REAL, "fraction", "a year"),
	BT_COL(struct known, loading, BT_COL_REAL, "", "on a common factor"),
	BT_COL(struct known, volume, BT_COL_REAL, "units", "of a session"),
	BT_COL(struct known, tick_size, BT_COL_TEXT, "money", ""),
	BT_COL(struct known, calendar, BT_COL_TEXT, "", ""),
	BT_COL_END
};

struct fault {
	struct bt_span	fault, code, text;
};

static const struct bt_col fault_cols[] = {
	BT_COL(struct fault, fault, BT_COL_TEXT, "", ""),
	BT_COL(struct fault, code, BT_COL_TEXT, "",
	    "what bt-validate calls it"),
	BT_COL(struct fault, text, BT_COL_TEXT, "", "for people"),
	BT_COL_END
};

static void
list_symbols(const struct bt_record_rule *rule, struct bt_out *out)
{
	const struct bt_ticker *t = bt_tickers;
	struct known row;
	bool named;

	bt_record_header(out, rule, known_cols);
	do {
		named = t->symbol != NULL;
		row = (struct known){ .calendar = bt_span(t->calendar),
		    .tick_size = bt_span(t->tick), .start = t->start,
		    .symbol = bt_span(named ? t->symbol : ""),
		    .drift = t->drift, .volatility = t->volatility,
		    .loading = t->beta, .volume = t->volume };
		bt_record_write(out, rule, known_cols, &row);
		t++;
	} while (named);
}

static void
list_faults(const struct bt_record_rule *rule, struct bt_out *out)
{
	const struct bt_fault_kind *k;
	struct fault row;

	bt_record_header(out, rule, fault_cols);
	for (k = bt_fault_kinds; k->name != NULL; k++) {
		row = (struct fault){ bt_span(k->name), bt_span(k->code),
		    bt_span(k->help) };
		bt_record_write(out, rule, fault_cols, &row);
	}
}

void
bt_simwrite_list(enum bt_simwrite_list what, enum bt_simwrite_format format,
    struct bt_out *out)
{
	const struct bt_record_rule rule = {
	    .format = format == BT_SIMWRITE_CSV ? BT_CSV : BT_NDJSON };

	if (what == BT_SIMWRITE_SYMBOLS)
		list_symbols(&rule, out);
	else
		list_faults(&rule, out);
}
