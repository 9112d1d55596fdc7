/* SPDX-License-Identifier: ISC */
#include "lib/engine/siglist.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/file.h"
#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/base/zone.h"
#include "lib/signal/verbs.h"
#include "lib/stream/csv.h"

#define ZONES "/usr/share/zoneinfo"

enum column { SYMBOL, DATE, SIGNAL, STRENGTH, STOP_LOSS, TAKE_PROFIT, TAG,
	COLUMNS };

/* Names in a header, the first one being ours. */
static const char *const	names[COLUMNS][5] = {
	[SYMBOL] = { "symbol", "ticker", "instrument", "name" },
	[DATE] = { "date", "time", "datetime", "timestamp" },
	[SIGNAL] = { "signal" },
	[STRENGTH] = { "strength" },
	[STOP_LOSS] = { "stop_loss" },
	[TAKE_PROFIT] = { "take_profit" },
	[TAG] = { "tag" },
};

struct bt_siglist {
	const struct bt_siglist_read	*ask;	/* while reading */
	struct bt_time_rule		 rule;
	struct bt_arena			*arena;	/* texts */
	struct bt_signal_cols		*cols;	/* by symbol */
	uint8_t				*verbs;	/* what they point into */
	double				*reals[COLUMNS];
	uint32_t			*tags;
	size_t				*begin;	/* of a symbol, in those */
	struct bt_span			*text;	/* of the tags; 0 is none */
	size_t				 ntext, text_cap;
	struct bt_signal_skip		*skips;
	size_t				 nskips, skip_cap;
	struct bt_bars_input			*inputs;
	size_t				 ninputs;
	struct bt_signals		 signals;
	/* The file at hand. */
	struct bt_csv			*csv;
	long				 at[COLUMNS];	/* its columns, or -1 */
};

static bool
is_called(struct bt_span cell, enum column c)
{
	size_t i;

	for (i = 0; names[c][i] != NULL; i++)
		if (bt_span_like(cell, names[c][i]))
			return true;
	return false;
}

static int
find_columns(struct bt_siglist *l, struct bt_err *err)
{
	const struct bt_span *head;
	size_t i, c, n;

	head = bt_csv_header(l->csv, &n);
	for (c = 0; c < COLUMNS; c++) {
		l->at[c] = -1;
		for (i = 0; i < n && l->at[c] == -1; i++)
			if (is_called(head[i], (enum column)c))
				l->at[c] = (long)i;
	}
	for (c = SYMBOL; c <= DATE; c++)
		if (l->at[c] == -1)
			return bt_csv_fail(l->csv, 0, err, "no column '%s'; a "
			    "signal list wants symbol,date[,signal,...]",
			    names[c][0]);
	return 0;
}

/* The columns of all symbols are one piece of memory each. */
static int
take_reals(struct bt_siglist *l, enum column c, struct bt_err *err)
{
	size_t i, n = bt_market_rows(l->ask->market);

	if (l->at[c] == -1 || l->reals[c] != NULL)
		return 0;
	if ((l->reals[c] = bt_column(n, err)) == NULL)
		return -1;
	for (i = 0; i < n; i++)
		l->reals[c][i] = NAN;
	return 0;
}

static int
take_columns(struct bt_siglist *l, struct bt_err *err)
{
	size_t c, n = bt_market_rows(l->ask->market);

	for (c = STRENGTH; c <= TAKE_PROFIT; c++)
		if (take_reals(l, (enum column)c, err) == -1)
			return -1;
	if (l->at[TAG] == -1 || l->tags != NULL)
		return 0;
	l->tags = bt_calloc(n, sizeof(*l->tags), err);
	return l->tags == NULL ? -1 : 0;
}

static bool
is_bare_date(struct bt_span cell)
{
	return memchr(cell.s, ':', cell.n) == NULL &&
	    memchr(cell.s, 'T', cell.n) == NULL;
}

/* The first bar at or after t. */
static size_t
lower_bound(const struct bt_bars *b, int64_t t)
{
	size_t lo = 0, hi = b->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (b->time[mid] < t)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The bar that a listed time means; b->n if there is none. */
static size_t
find_bar(const struct bt_bars *b, int64_t t, bool bare)
{
	size_t i = lower_bound(b, t);

	if (bare && bt_time_is_midnight(t)) {
		i = lower_bound(b, t + BT_NS_DAY);
		return i > 0 && b->time[i - 1] >= t ? i - 1 : b->n;
	}
	return i < b->n && b->time[i] == t ? i : b->n;
}

static int
add_skip(struct bt_siglist *l, struct bt_span symbol, int64_t t,
    enum bt_cause_id cause, struct bt_err *err)
{
	struct bt_signal_skip *skip;
	char *s;

	if (bt_grow(&l->skips, &l->skip_cap, l->nskips, sizeof(*l->skips),
	    err) == -1 ||
	    (s = bt_arena_strndup(l->arena, symbol.s, symbol.n, err)) == NULL)
		return -1;
	skip = &l->skips[l->nskips++];
	*skip = (struct bt_signal_skip){ t, { s, symbol.n }, cause };
	return 0;
}

static int
add_tag(struct bt_siglist *l, struct bt_span cell, size_t row,
    struct bt_err *err)
{
	char *s;

	if (cell.n == 0)
		return 0;
	if (bt_grow(&l->text, &l->text_cap, l->ntext + 1, sizeof(*l->text),
	    err) == -1 ||
	    (s = bt_arena_strndup(l->arena, cell.s, cell.n, err)) == NULL)
		return -1;
	l->text[++l->ntext] = (struct bt_span){ s, cell.n };
	l->tags[row] = (uint32_t)l->ntext;
	return 0;
}

static int
read_verbs(struct bt_siglist *l, const struct bt_span *cell, uint8_t *code,
    struct bt_err *err)
{
	if (l->at[SIGNAL] == -1) {
		*code = l->ask->side == BT_SIDE_SHORT ? BT_SHORT : BT_BUY;
		return 0;
	}
	if (bt_verbs_code(cell[l->at[SIGNAL]], code, err) == 0)
		return 0;
	return bt_csv_fail(l->csv, (size_t)l->at[SIGNAL], err, "%s", "");
}

static int
read_reals(struct bt_siglist *l, const struct bt_span *cell, size_t row,
    struct bt_err *err)
{
	struct bt_span text;
	size_t c;

	for (c = STRENGTH; c <= TAKE_PROFIT; c++) {
		if (l->at[c] == -1 || (text = cell[l->at[c]]).n == 0)
			continue;
		if (bt_num_parse(text.s, text.n, &l->reals[c][row]) == -1)
			return bt_csv_fail(l->csv, (size_t)l->at[c], err,
			    "%s is not a number: '%.*s'", names[c][0],
			    BT_SPAN(text));
	}
	return 0;
}

/* One row of a list, at the bar it belongs to. */
static int
put_row(struct bt_siglist *l, const struct bt_span *cell, size_t row,
    struct bt_err *err)
{
	uint8_t code, *verbs = &l->verbs[row];

	if (read_verbs(l, cell, &code, err) == -1 ||
	    read_reals(l, cell, row, err) == -1)
		return -1;
	*verbs = (code | *verbs) & BT_TARGETS ? code :
	    (uint8_t)(code | *verbs);
	if (l->at[TAG] == -1)
		return 0;
	return add_tag(l, cell[l->at[TAG]], row, err);
}

static void
note_time(struct bt_bars_input *in, int64_t t)
{
	if (in->rows++ == 0)
		in->from = in->to = t;
	in->from = t < in->from ? t : in->from;
	in->to = t > in->to ? t : in->to;
}

static int
read_row(struct bt_siglist *l, struct bt_bars_input *input, struct bt_err *err)
{
	const struct bt_span *cell;
	const struct bt_bars *bars;
	struct bt_span date;
	long symbol;
	size_t bar;
	int64_t t;

	if ((cell = bt_csv_fields(l->csv, err)) == NULL)
		return -1;
	date = cell[l->at[DATE]];
	if (bt_time_parse(date.s, date.n, &l->rule, &t, err) == -1)
		return bt_csv_fail(l->csv, (size_t)l->at[DATE], err, "%s", "");
	note_time(input, t);
	symbol = bt_market_find(l->ask->market, cell[l->at[SYMBOL]]);
	if (symbol == -1)
		return add_skip(l, cell[l->at[SYMBOL]], t,
		    BT_SKIPPED_NO_SYMBOL, err);
	bars = bt_market_bars(l->ask->market, (size_t)symbol);
	bar = find_bar(bars, t, is_bare_date(date));
	if (bar == bars->n)
		return add_skip(l, cell[l->at[SYMBOL]], t, BT_SKIPPED_NO_BAR,
		    err);
	return put_row(l, cell, l->begin[symbol] + bar, err);
}

static int
read_rows(struct bt_siglist *l, struct bt_in *in, struct bt_bars_input *input,
    struct bt_err *err)
{
	struct bt_csv_rule rule = { .strict = l->ask->bars->strict_csv };
	int got = -1;

	if ((l->csv = bt_csv_new(in, &rule, err)) == NULL)
		return -1;
	if (find_columns(l, err) == 0 && take_columns(l, err) == 0)
		while ((got = bt_csv_next(l->csv, err)) == 1)
			if ((got = read_row(l, input, err)) == -1)
				break;
	bt_csv_free(l->csv);
	return got;
}

static int
read_file(struct bt_siglist *l, const char *path, struct bt_err *err)
{
	struct bt_bars_input *input = &l->inputs[l->ninputs];
	struct bt_in *in;
	struct bt_span name;
	int rc = -1;

	if ((in = bt_in_open(path, err)) == NULL)
		return -1;
	input->from = input->to = BT_TIME_NONE;
	name = bt_bars_name(bt_in_name(in));
	input->name = bt_strndup(name.s, name.n, err);
	if (input->name != NULL) {
		l->ninputs++;
		rc = read_rows(l, in, input, err);
		bt_in_hash(in, input->xxh3);
	}
	bt_in_close(in);
	return rc;
}

static struct bt_span
tag_text(const void *arg, uint32_t tag)
{
	const struct bt_siglist *l = arg;

	return l->text[tag];
}

static const double *
part(const double *column, size_t begin)
{
	return column == NULL ? NULL : column + begin;
}

/* Hand every symbol its part of the columns. */
static void
share_out(struct bt_siglist *l, size_t nsymbols)
{
	size_t i, at;

	for (i = 0; i < nsymbols; i++) {
		at = l->begin[i];
		l->cols[i] = (struct bt_signal_cols){
			.verbs = l->verbs + at,
			.strength = part(l->reals[STRENGTH], at),
			.stop_loss = part(l->reals[STOP_LOSS], at),
			.take_profit = part(l->reals[TAKE_PROFIT], at),
			.tag = l->tags == NULL ? NULL : l->tags + at,
		};
	}
	l->signals = (struct bt_signals){ .cols = l->cols,
	    .tag_text = tag_text, .arg = l, .skips = l->skips,
	    .nskips = l->nskips };
}

static int
prepare(struct bt_siglist *l, size_t nsymbols, struct bt_err *err)
{
	const struct bt_market *market = l->ask->market;
	size_t i, at = 0, npaths = l->ask->npaths;

	l->arena = bt_arena_new(err);
	l->cols = bt_calloc(nsymbols, sizeof(*l->cols), err);
	l->begin = bt_calloc(nsymbols, sizeof(*l->begin), err);
	l->verbs = bt_calloc(bt_market_rows(market), 1, err);
	l->inputs = bt_calloc(npaths > 0 ? npaths : 1, sizeof(*l->inputs),
	    err);
	if (l->arena == NULL || l->cols == NULL || l->begin == NULL ||
	    l->verbs == NULL || l->inputs == NULL)
		return -1;
	for (i = 0; i < nsymbols; i++) {
		l->begin[i] = at;
		at += bt_market_bars(market, i)->n;
	}
	return 0;
}

static int
read_all(struct bt_siglist *l, struct bt_err *err)
{
	const struct bt_siglist_read *ask = l->ask;
	size_t i;

	if (ask->npaths == 0)
		return read_file(l, NULL, err);
	for (i = 0; i < ask->npaths; i++)
		if (read_file(l, ask->paths[i], err) == -1)
			return -1;
	return 0;
}

struct bt_siglist *
bt_siglist_new(const struct bt_siglist_read *ask, struct bt_err *err)
{
	size_t nsymbols = bt_market_symbols(ask->market);
	struct bt_zone *zone = NULL;
	struct bt_siglist *l;
	int rc = -1;

	if ((l = bt_calloc(1, sizeof(*l), err)) == NULL)
		return NULL;
	l->ask = ask;
	if (ask->bars->tz == NULL ||
	    (zone = bt_zone_new(ZONES, ask->bars->tz, err)) != NULL) {
		l->rule = (struct bt_time_rule){ ask->bars->date_format,
		    zone };
		if (prepare(l, nsymbols, err) == 0)
			rc = read_all(l, err);
		bt_zone_free(zone);
	}
	if (rc == -1) {
		bt_siglist_free(l);
		return NULL;
	}
	share_out(l, nsymbols);
	return l;
}

void
bt_siglist_free(struct bt_siglist *l)
{
	size_t i;

	if (l == NULL)
		return;
	for (i = 0; i < l->ninputs; i++)
		free(l->inputs[i].name);
	for (i = 0; i < COLUMNS; i++)
		free(l->reals[i]);
	free(l->inputs);
	free(l->cols);
	free(l->begin);
	free(l->verbs);
	free(l->tags);
	free(l->text);
	free(l->skips);
	bt_arena_free(l->arena);
	free(l);
}

const struct bt_signals *
bt_siglist_signals(const struct bt_siglist *l)
{
	return &l->signals;
}

const struct bt_bars_input *
bt_siglist_inputs(const struct bt_siglist *l, size_t *n)
{
	*n = l->ninputs;
	return l->inputs;
}
