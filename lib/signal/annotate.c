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
	struct bt_span			 verbs[BT_VERBS + 1];	/* by code */
	struct bt_span			*symbols;	/* NULL: quote */
	size_t				 nadded;
	struct bt_added			*added;
};

static void
put_json_number(const struct writer *w, double x)
{
	if (isfinite(x))
		bt_out_used(w->out, bt_num_format(bt_out_room(w->out,
		    BT_NUM_MAX), x));
	else
		bt_out_text(w->out, "null");
}

/* Numbers look as the input's do, so that one setting reads them all. */
static void
put_csv_number(const struct writer *w, double x)
{
	char text[BT_NUM_MAX], *point;
	size_t n;

	if (!isfinite(x))
		return;
	n = bt_num_format(text, x);
	point = w->a->decimal_comma ? memchr(text, '.', n) : NULL;
	if (point != NULL)
		*point = ',';
	if (point != NULL && w->delimiter == ',')
		bt_csv_cell(w->out, (struct bt_span){ text, n });
	else
		bt_out_write(w->out, text, n);
}

/* Does column i have something to say about a bar with this code? */
static double
value_at(const struct writer *w, size_t i, size_t symbol, size_t bar,
    uint8_t code)
{
	if (w->added[i].with_signal && code == 0)
		return NAN;
	return bt_maker_value(w->a->maker, i, symbol, bar);
}

static void
put_symbol(const struct writer *w, size_t symbol)
{
	struct bt_span cell = w->symbols[symbol];

	if (cell.s != NULL)
		bt_out_write(w->out, cell.s, cell.n);
	else
		bt_csv_cell(w->out,
		    bt_span(bt_market_bars(w->a->read.market, symbol)->symbol));
}

static void
put_csv(const struct writer *w, struct bt_span row, size_t symbol, size_t bar,
    uint8_t code)
{
	size_t i;

	bt_out_write(w->out, row.s, row.n);
	if (w->adds_symbol) {
		bt_out_write(w->out, &w->delimiter, 1);
		put_symbol(w, symbol);
	}
	if (w->has_codes) {
		bt_out_write(w->out, &w->delimiter, 1);
		bt_out_write(w->out, w->verbs[code].s, w->verbs[code].n);
	}
	for (i = 0; i < w->nadded; i++) {
		bt_out_write(w->out, &w->delimiter, 1);
		put_csv_number(w, value_at(w, i, symbol, bar, code));
	}
	bt_out_write(w->out, "\n", 1);
}

/* The usual row: nothing to quote and nothing but a signal to add. */
static void
put_plain_csv(const struct writer *w, struct bt_span row,
    struct bt_span symbol, uint8_t code)
{
	char *begin, *p;

	begin = p = bt_out_room(w->out, row.n + symbol.n +
	    w->verbs[code].n + 3);
	memcpy(p, row.s, row.n);
	p += row.n;
	if (w->adds_symbol) {
		*p++ = w->delimiter;
		memcpy(p, symbol.s, symbol.n);
		p += symbol.n;
	}
	*p++ = w->delimiter;
	memcpy(p, w->verbs[code].s, w->verbs[code].n);
	p += w->verbs[code].n;
	*p++ = '\n';
	bt_out_used(w->out, (size_t)(p - begin));
}

static void
put_key(const struct writer *w, const char *name)
{
	bt_out_write(w->out, ",", 1);
	bt_json_text(w->out, bt_span(name));
	bt_out_write(w->out, ":", 1);
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
	bt_out_write(w->out, row.s, n == 0 ? 0 : n - 1);
	if (w->adds_symbol) {
		put_key(w, "symbol");
		bt_json_text(w->out,
		    bt_span(bt_market_bars(w->a->read.market, symbol)->symbol));
	}
	if (w->has_codes)
		put_json_verbs(w, code);
	for (i = 0; i < w->nadded; i++) {
		put_key(w, w->added[i].name);
		put_json_number(w, value_at(w, i, symbol, bar, code));
	}
	bt_out_write(w->out, "}\n", 2);
}

static void
put_header(const struct writer *w)
{
	struct bt_span header = bt_rowtext_header(w->a->read.text);
	size_t i;

	bt_out_write(w->out, header.s, header.n);
	if (w->adds_symbol) {
		bt_out_write(w->out, &w->delimiter, 1);
		bt_out_write(w->out, "symbol", 6);
	}
	if (w->has_codes) {
		bt_out_write(w->out, &w->delimiter, 1);
		bt_out_write(w->out, "signal", 6);
	}
	for (i = 0; i < w->nadded; i++) {
		bt_out_write(w->out, &w->delimiter, 1);
		bt_csv_cell(w->out, bt_span(w->added[i].name));
	}
	bt_out_write(w->out, "\n", 1);
}

static void
put_rows(const struct writer *w, size_t *next)
{
	const struct bt_annotate *a = w->a;
	size_t i, bar, symbol, rows;
	bool json = bt_rowtext_is_json(a->read.text);
	bool plain = w->has_codes && w->nadded == 0;
	const uint8_t *codes;
	struct bt_span row;
	uint8_t code;

	rows = bt_rowtext_rows(a->read.text);
	for (i = 0; i < rows && !bt_out_failed(w->out) &&
	    (a->stop == NULL || *a->stop == 0); i++) {
		row = bt_rowtext_row(a->read.text, i, &symbol);
		bar = next[symbol]++;
		codes = bt_maker_codes(a->maker, symbol);
		code = codes == NULL ? 0 : codes[bar];
		if (a->only && code == 0)
			continue;
		if (json)
			put_json(w, row, symbol, bar, code);
		else if (plain && w->symbols[symbol].s != NULL &&
		    row.n + w->symbols[symbol].n < BT_OUT_ROOM - 64)
			put_plain_csv(w, row, w->symbols[symbol], code);
		else
			put_csv(w, row, symbol, bar, code);
	}
}

/* Symbols that are cells as they stand; those to be quoted have s NULL. */
static struct bt_span *
symbol_cells(const struct bt_market *market, char delimiter,
    struct bt_err *err)
{
	size_t i, n = bt_market_symbols(market);
	struct bt_span *cells;
	const char *s;

	if ((cells = bt_calloc(n, sizeof(*cells), err)) == NULL)
		return NULL;
	for (i = 0; i < n; i++) {
		s = bt_market_bars(market, i)->symbol;
		if (strpbrk(s, " \t\r\n\",;") == NULL &&
		    strchr(s, delimiter) == NULL)
			cells[i] = bt_span(s);
	}
	return cells;
}

int
bt_annotate_write(const struct bt_annotate *a, struct bt_out *out,
    struct bt_err *err)
{
	struct writer w = { .a = a, .out = out };
	size_t i, *next;

	w.delimiter = bt_rowtext_delimiter(a->read.text);
	w.adds_symbol = !bt_rowtext_has_symbol(a->read.text);
	w.has_codes = bt_maker_has_codes(a->maker);
	w.nadded = bt_maker_nadded(a->maker);
	w.added = bt_calloc(w.nadded, sizeof(*w.added), err);
	next = bt_calloc(bt_market_symbols(a->read.market), sizeof(*next), err);
	w.symbols = symbol_cells(a->read.market, w.delimiter, err);
	if (w.added == NULL || next == NULL || w.symbols == NULL) {
		free(w.added);
		free(next);
		free(w.symbols);
		return -1;
	}
	for (i = 0; i <= BT_VERBS; i++)
		w.verbs[i] = bt_span(bt_verbs_text((uint8_t)i));
	for (i = 0; i < w.nadded; i++)
		w.added[i] = bt_maker_added(a->maker, i);
	if (!bt_rowtext_is_json(a->read.text))
		put_header(&w);
	put_rows(&w, next);
	free(w.added);
	free(w.symbols);
	free(next);
	return 0;
}

/* The names of the header, for "did you mean"; n is 0 for NDJSON. */
static struct bt_span *
header_names(const struct bt_rowtext *text, size_t *n, struct bt_err *err)
{
	struct bt_span rest = bt_rowtext_header(text), *names = NULL;
	char delimiter = bt_rowtext_delimiter(text);
	size_t cap = 0;

	*n = 0;
	do {
		if (bt_grow(&names, &cap, *n, sizeof(*names), err) == -1) {
			free(names);
			return NULL;
		}
	} while (bt_span_cut(&rest, delimiter, &names[*n]) && ++*n > 0);
	return names;
}

static int
compute(struct bt_annotate *a, struct bt_err *err)
{
	struct bt_span *names;
	int status;
	size_t n;

	if ((names = header_names(a->read.text, &n, err)) == NULL)
		return -1;
	status = bt_maker_compile(a->maker, a->read.market, names, n, err);
	free(names);
	return status == -1 ? -1 : bt_maker_compute(a->maker, a->read.market,
	    a->jobs, err);
}

int
bt_annotate_read(struct bt_annotate *a,
    const struct bt_bars_settings *settings, const char *const *paths,
    size_t npaths, struct bt_err *err)
{
	struct bt_bars_read read = { .settings = settings, .paths = paths,
	    .npaths = npaths, .keep_text = true };

	a->decimal_comma = settings->decimal_comma;
	read.extras = bt_maker_extras(a->maker, &read.nextras);
	if (bt_bars_read(&read, &a->read, err) == -1)
		return -1;
	if (compute(a, err) == -1) {
		bt_annotate_free(a);
		return -1;
	}
	return 0;
}

void
bt_annotate_free(struct bt_annotate *a)
{
	if (a->read.market != NULL)
		bt_bars_result_free(&a->read);
	a->read = (struct bt_bars_result){ 0 };
}

static int
say(struct bt_out *out, const struct bt_market *market, size_t cuts,
    long differ, const struct bt_lookahead *at, struct bt_err *err)
{
	struct bt_buf line = { 0 };
	int status;

	if (differ == 0)
		status = bt_buf_printf(&line, err, "no look-ahead: %zu values "
		    "are the same with the future cut off at %zu times\n",
		    at->compared, cuts);
	else
		status = bt_buf_printf(&line, err, "look-ahead: %ld of %zu "
		    "values change when the future is cut off; the first: %s "
		    "of '%s', row %zu of %zu\n", differ, at->compared,
		    at->column, bt_market_bars(market, at->symbol)->symbol,
		    at->bar + 1, at->bars);
	if (status == 0)
		bt_out_write(out, line.s, line.n);
	bt_buf_free(&line);
	return status;
}

long
bt_annotate_check(const struct bt_annotate *a, size_t cuts,
    struct bt_out *out, struct bt_err *err)
{
	struct bt_lookahead at;
	long differ;

	differ = bt_maker_lookahead(a->maker, a->read.market, a->jobs, cuts,
	    &at, err);
	if (differ == -1 ||
	    say(out, a->read.market, cuts, differ, &at, err) == -1)
		return -1;
	return differ;
}
