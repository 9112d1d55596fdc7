/* SPDX-License-Identifier: ISC */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/signal/annotate.h"
#include "lib/signal/verbs.h"
#include "lib/stream/record.h"

struct writer {
	const struct bt_annotate	*a;
	struct bt_out			*out;
	char				 delimiter;
	bool				 adds_symbol, has_codes;
	size_t				 nadded;
	struct bt_added			*added;
};

/* A few bytes at a time straight into the output's buffer. */
static void
put(struct bt_out *out, const char *s, size_t n)
{
	if (n > BT_OUT_ROOM) {
		bt_out_write(out, s, n);
		return;
	}
	memcpy(bt_out_room(out, n), s, n);
	bt_out_used(out, n);
}

static void
put_number(struct bt_out *out, double x, const char *missing)
{
	if (!isfinite(x)) {
		bt_out_text(out, missing);
		return;
	}
	bt_out_used(out, bt_num_format(bt_out_room(out, BT_NUM_MAX), x));
}

/* Does column i have something to say about a bar with this code? */
static double
value_at(const struct writer *w, size_t i, size_t symbol, size_t bar,
    uint8_t code)
{
	if (w->added[i].with_signal && code == 0)
		return NAN;
	return bt_signals_value(w->a->signals, i, symbol, bar);
}

static void
put_csv(const struct writer *w, struct bt_span row, size_t symbol, size_t bar,
    uint8_t code)
{
	const char *verbs = bt_verbs_text(code);
	size_t i;

	put(w->out, row.s, row.n);
	if (w->adds_symbol) {
		put(w->out, &w->delimiter, 1);
		bt_csv_cell(w->out,
		    bt_span(bt_market_bars(w->a->market, symbol)->symbol));
	}
	if (w->has_codes) {
		put(w->out, &w->delimiter, 1);
		put(w->out, verbs, strlen(verbs));
	}
	for (i = 0; i < w->nadded; i++) {
		put(w->out, &w->delimiter, 1);
		put_number(w->out, value_at(w, i, symbol, bar, code), "");
	}
	put(w->out, "\n", 1);
}

static void
put_key(const struct writer *w, const char *name)
{
	put(w->out, ",", 1);
	bt_json_text(w->out, bt_span(name));
	put(w->out, ":", 1);
}

static void
put_json_verbs(const struct writer *w, uint8_t code)
{
	put_key(w, "signal");
	if (code == 0)
		bt_out_text(w->out, "null");
	else
		bt_json_text(w->out, bt_span(bt_verbs_text(code)));
}

static void
put_json(const struct writer *w, struct bt_span row, size_t symbol,
    size_t bar, uint8_t code)
{
	size_t i, n = row.n;

	/* The reader has seen that this is an object with members. */
	while (n > 0 && row.s[n - 1] != '}')
		n--;
	put(w->out, row.s, n == 0 ? 0 : n - 1);
	if (w->adds_symbol) {
		put_key(w, "symbol");
		bt_json_text(w->out,
		    bt_span(bt_market_bars(w->a->market, symbol)->symbol));
	}
	if (w->has_codes)
		put_json_verbs(w, code);
	for (i = 0; i < w->nadded; i++) {
		put_key(w, w->added[i].name);
		put_number(w->out, value_at(w, i, symbol, bar, code), "null");
	}
	put(w->out, "}\n", 2);
}

static void
put_header(const struct writer *w)
{
	struct bt_span header = bt_rowtext_header(w->a->text);
	size_t i;

	put(w->out, header.s, header.n);
	if (w->adds_symbol) {
		put(w->out, &w->delimiter, 1);
		put(w->out, "symbol", 6);
	}
	if (w->has_codes) {
		put(w->out, &w->delimiter, 1);
		put(w->out, "signal", 6);
	}
	for (i = 0; i < w->nadded; i++) {
		put(w->out, &w->delimiter, 1);
		bt_csv_cell(w->out, bt_span(w->added[i].name));
	}
	put(w->out, "\n", 1);
}

static size_t
put_rows(const struct writer *w, size_t *next)
{
	const struct bt_annotate *a = w->a;
	size_t i, bar, symbol, with_signal = 0, rows;
	bool json = bt_rowtext_is_json(a->text);
	const uint8_t *codes;
	struct bt_span row;
	uint8_t code;

	rows = bt_rowtext_rows(a->text);
	for (i = 0; i < rows && !bt_out_failed(w->out); i++) {
		row = bt_rowtext_row(a->text, i, &symbol);
		bar = next[symbol]++;
		codes = bt_signals_codes(a->signals, symbol);
		code = codes == NULL ? 0 : codes[bar];
		with_signal += code != 0;
		if (a->only && code == 0)
			continue;
		if (json)
			put_json(w, row, symbol, bar, code);
		else
			put_csv(w, row, symbol, bar, code);
	}
	return with_signal;
}

int
bt_annotate_write(const struct bt_annotate *a, struct bt_out *out,
    size_t *rows, struct bt_err *err)
{
	struct writer w = { .a = a, .out = out };
	size_t i, *next;

	w.delimiter = bt_rowtext_delimiter(a->text);
	w.adds_symbol = !bt_rowtext_has_symbol(a->text);
	w.has_codes = bt_signals_has_codes(a->signals);
	w.nadded = bt_signals_nadded(a->signals);
	w.added = bt_calloc(w.nadded, sizeof(*w.added), err);
	next = bt_calloc(bt_market_symbols(a->market), sizeof(*next), err);
	if (w.added == NULL || next == NULL) {
		free(w.added);
		free(next);
		return -1;
	}
	for (i = 0; i < w.nadded; i++)
		w.added[i] = bt_signals_added(a->signals, i);
	if (!bt_rowtext_is_json(a->text))
		put_header(&w);
	*rows = put_rows(&w, next);
	free(w.added);
	free(next);
	return 0;
}
