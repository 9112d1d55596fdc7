/* SPDX-License-Identifier: ISC */
#include "lib/market/reader.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"

int
bt_reader_header(struct bt_reader *r, const struct bt_span *names, size_t n,
    const struct bt_rowtext_head *head, struct bt_err *err)
{
	struct bt_columns_rule rule = { r->ask->extras, r->ask->nextras,
	    r->ask->settings->adjusted };
	struct bt_rowtext_head whole = *head;
	size_t i;

	bt_columns_free(&r->columns);
	if (bt_columns_init(&r->columns, names, n, &rule, err) == -1)
		return -1;
	for (i = 0; i < r->columns.nextras; i++)
		if (bt_market_add_extra(r->market, r->columns.extra[i],
		    err) == -1)
			return -1;
	/* What this header lacks must not stay from the last one. */
	if (r->columns.of[BT_ROLE_SYMBOL] == -1)
		r->row.symbol = r->unnamed;
	if (r->columns.of[BT_ROLE_VOLUME] == -1)
		r->row.bar.volume = 0;
	whole.has_symbol = r->columns.of[BT_ROLE_SYMBOL] != -1;
	return r->text == NULL ? 0 : bt_rowtext_begin(r->text, &whole, err);
}

static int
see(struct bt_reader *r, size_t symbol, struct bt_err *err)
{
	size_t n = r->nseen == 0 ? 64 : 2 * r->nseen;
	struct bt_seen *p;

	if (symbol < r->nseen)
		return 0;
	if ((p = bt_realloc(r->seen, n, sizeof(*p), err)) == NULL)
		return -1;
	memset(p + r->nseen, 0, (n - r->nseen) * sizeof(*p));
	r->seen = p;
	r->nseen = n;
	return 0;
}

/* The row's symbol is another than the last row's: 1, 0 to drop, -1. */
static int
change_symbol(struct bt_reader *r, struct bt_err *err)
{
	struct bt_span name = r->row.symbol;
	long cell = r->columns.of[BT_ROLE_SYMBOL];

	if (name.n == 0)
		return bt_reader_complain(r, "missing-cell", cell, NULL, err,
		    "symbol is empty") == BT_STOP ? -1 : 0;
	if (name.n > BT_SYMBOL_MAX)
		return bt_reader_complain(r, "bad-symbol", cell, NULL, err,
		    "symbol is longer than %d bytes: '%.*s'", BT_SYMBOL_MAX,
		    BT_SPAN(name)) == BT_STOP ? -1 : 0;
	memcpy(r->name, name.s, name.n);
	r->name[name.n] = '\0';
	r->name_n = name.n;
	r->row.symbol = (struct bt_span){ r->name, name.n };
	r->symbol = -1;
	if (!bt_filter_wants(&r->filter, name))
		return 1;
	if ((r->symbol = bt_market_enter(r->market, name, err)) == -1)
		return -1;
	return see(r, (size_t)r->symbol, err) == -1 ? -1 : 1;
}

int
bt_reader_wanted(struct bt_reader *r, struct bt_err *err)
{
	struct bt_span name = r->row.symbol;
	int rc;

	if (name.s != r->name && (name.n == 0 || name.n != r->name_n ||
	    memcmp(name.s, r->name, name.n) != 0) &&
	    (rc = change_symbol(r, err)) != 1)
		return rc;
	return r->symbol != -1 &&
	    bt_filter_within(&r->filter, r->row.bar.time);
}

/* "1.5", for a message. */
struct number { char s[BT_NUM_MAX + 1]; };

static struct number
number(double x)
{
	struct number n;

	n.s[bt_num_format(n.s, x)] = '\0';
	return n;
}

static enum bt_answer
complain_above_zero(struct bt_reader *r, enum bt_role role, double x,
    struct bt_err *err)
{
	return bt_reader_complain(r, "non-positive-price",
	    r->columns.of[role], &r->row.bar, err,
	    "%s is not above 0: %s", bt_columns_role(role), number(x).s);
}

static enum bt_answer
complain_order(struct bt_reader *r, enum bt_role role, const char *how,
    enum bt_role than, struct bt_err *err)
{
	const struct bt_bar *b = &r->row.bar;
	double x = role == BT_ROLE_LOW ? b->low : b->high;
	double y = than == BT_ROLE_OPEN ? b->open :
	    than == BT_ROLE_CLOSE ? b->close : b->high;

	return bt_reader_complain(r, "ohlc-order", r->columns.of[role],
	    &r->row.bar, err, "%s %s is %s %s %s", bt_columns_role(role),
	    number(x).s, how, bt_columns_role(than), number(y).s);
}

/* The first thing that is wrong with the prices; BT_KEEP if none is. */
static enum bt_answer
check_prices(struct bt_reader *r, struct bt_err *err)
{
	const struct bt_bar *b = &r->row.bar;

	if (b->open <= 0)
		return complain_above_zero(r, BT_ROLE_OPEN, b->open, err);
	if (b->high <= 0)
		return complain_above_zero(r, BT_ROLE_HIGH, b->high, err);
	if (b->low <= 0)
		return complain_above_zero(r, BT_ROLE_LOW, b->low, err);
	if (b->close <= 0)
		return complain_above_zero(r, BT_ROLE_CLOSE, b->close, err);
	if (b->low > b->high)
		return complain_order(r, BT_ROLE_LOW, "above", BT_ROLE_HIGH,
		    err);
	if (b->low > b->open)
		return complain_order(r, BT_ROLE_LOW, "above", BT_ROLE_OPEN,
		    err);
	if (b->low > b->close)
		return complain_order(r, BT_ROLE_LOW, "above", BT_ROLE_CLOSE,
		    err);
	if (b->high < b->open)
		return complain_order(r, BT_ROLE_HIGH, "below", BT_ROLE_OPEN,
		    err);
	if (b->high < b->close)
		return complain_order(r, BT_ROLE_HIGH, "below",
		    BT_ROLE_CLOSE, err);
	return BT_KEEP;
}

static enum bt_answer
check_volume(struct bt_reader *r, struct bt_err *err)
{
	long cell = r->columns.of[BT_ROLE_VOLUME];

	/* An empty cell is as good as no column; only the curious hear. */
	if (r->row.no_volume)
		return r->ask->complain == NULL ? BT_KEEP :
		    bt_reader_complain(r, "missing-volume", cell,
		    &r->row.bar, err, "volume is empty");
	if (r->row.bar.volume < 0)
		return bt_reader_complain(r, "negative-volume", cell,
		    &r->row.bar, err, "volume is negative: %s",
		    number(r->row.bar.volume).s);
	return BT_KEEP;
}

static void
date(char buf[BT_TIME_MAX + 1], int64_t t, bool date_only)
{
	buf[bt_time_format(buf, t, date_only)] = '\0';
}

static enum bt_answer
complain_time(struct bt_reader *r, struct bt_err *err)
{
	const struct bt_seen *seen = &r->seen[r->symbol];
	int64_t t = r->row.bar.time;
	bool days = bt_time_is_midnight(t) && bt_time_is_midnight(seen->time);
	char now[BT_TIME_MAX + 1], last[BT_TIME_MAX + 1], where[300];

	date(now, t, days);
	date(last, seen->time, days);
	if (seen->input == r->input + 1)
		(void)snprintf(where, sizeof(where), "line %zu", seen->line);
	else
		(void)snprintf(where, sizeof(where), "%.250s:%zu",
		    r->sources[seen->input - 1], seen->line);
	return bt_reader_complain(r,
	    t == seen->time ? "duplicate-time" : "unsorted-time",
	    r->columns.of[BT_ROLE_DATE], &r->row.bar, err,
	    "time %s is not after %s of %s", now, last, where);
}

/* Nothing to complain about, by the shortest way. */
static inline bool
sound(const struct bt_reader *r)
{
	const struct bt_bar *b = &r->row.bar;

	return b->low > 0 && b->low <= b->open && b->low <= b->close &&
	    b->open <= b->high && b->close <= b->high && b->volume >= 0 &&
	    !r->row.no_volume;
}

static enum bt_answer
check(struct bt_reader *r, struct bt_err *err)
{
	enum bt_answer answer;

	if (!sound(r) && ((answer = check_prices(r, err)) != BT_KEEP ||
	    (answer = check_volume(r, err)) != BT_KEEP))
		return answer;
	if (r->seen[r->symbol].input != 0 &&
	    r->row.bar.time <= r->seen[r->symbol].time)
		return complain_time(r, err);
	return BT_KEEP;
}

/*
 * Scale by adjclose / close.  Rounding must not push the close out of the
 * range between low and high.
 */
static enum bt_answer
adjust(struct bt_reader *r, struct bt_err *err)
{
	struct bt_bar *b = &r->row.bar;
	double adj = r->row.adjclose, factor = adj / b->close;

	if (!(adj > 0))
		return bt_reader_complain(r, "non-positive-price",
		    r->columns.of[BT_ROLE_ADJCLOSE], NULL, err,
		    "adjclose is not above 0: %s", number(adj).s);
	b->open *= factor;
	b->high *= factor;
	b->low *= factor;
	b->close = adj;
	if (b->high < adj)
		b->high = adj;
	if (b->low > adj)
		b->low = adj;
	return BT_KEEP;
}

/* A code's function does not know where its cell stands. */
static int
take_code(struct bt_reader *r, size_t k, struct bt_err *err)
{
	const struct bt_extra *extra = &r->ask->extras[k];
	struct bt_err why = BT_ERR_INIT;
	uint8_t code = 0;
	size_t i;

	if (extra->code(r->row.text[k], &code, &why) == -1) {
		for (i = 0; i < r->columns.n; i++)
			if (r->columns.step[i].name == extra->name)
				break;
		return bt_reader_complain(r, "bad-value", (long)i, NULL, err,
		    "%s", why.text) == BT_STOP ? -1 : 0;
	}
	bt_market_set_code(r->market, (size_t)r->symbol, k, code);
	return 0;
}

static int
take_extras(struct bt_reader *r, struct bt_err *err)
{
	size_t i, k, symbol = (size_t)r->symbol;

	for (i = 0; i < r->columns.nextras; i++) {
		k = r->columns.extra[i];
		if (r->ask->extras[k].type == BT_EXTRA_REAL) {
			bt_market_set_real(r->market, symbol, k,
			    r->row.real[k]);
			continue;
		}
		if (r->row.text[k].n == 0)
			continue;
		if (r->ask->extras[k].type == BT_EXTRA_TEXT &&
		    bt_market_set_text(r->market, symbol, k, r->row.text[k],
		    err) == -1)
			return -1;
		if (r->ask->extras[k].type == BT_EXTRA_CODE &&
		    take_code(r, k, err) == -1)
			return -1;
	}
	return 0;
}

static void
take_place(struct bt_reader *r)
{
	size_t k;

	for (k = 0; k < r->ask->nextras; k++)
		if (r->ask->extras[k].type == BT_EXTRA_PLACE)
			bt_market_set_place(r->market, (size_t)r->symbol, k,
			    bt_place(r->input, r->line));
}

static void
note(struct bt_reader *r)
{
	struct bt_bars_input *input = &r->inputs[r->input];
	struct bt_seen *seen = &r->seen[r->symbol];
	int64_t t = r->row.bar.time;

	if (seen->input != r->input + 1)
		input->symbols++;
	if (input->rows++ == 0)
		input->from = input->to = t;
	else if (t > input->to)
		input->to = t;
	else if (t < input->from)
		input->from = t;
	if (seen->input == 0 || t > seen->time)
		*seen = (struct bt_seen){ t, r->line, r->input + 1 };
}

int
bt_reader_take(struct bt_reader *r, struct bt_span text, struct bt_err *err)
{
	enum bt_answer answer;
	int rc;

	if ((rc = bt_reader_wanted(r, err)) != 1)
		return rc;
	if ((answer = check(r, err)) == BT_KEEP &&
	    r->ask->settings->adjusted)
		answer = adjust(r, err);
	if (answer != BT_KEEP)
		return answer == BT_STOP ? -1 : 0;
	if (bt_market_push(r->market, (size_t)r->symbol, &r->row.bar, err) ==
	    -1)
		return -1;
	if (r->columns.nextras > 0 && take_extras(r, err) == -1)
		return -1;
	if (r->place)
		take_place(r);
	note(r);
	return r->text == NULL ? 0 :
	    bt_rowtext_add(r->text, text, (size_t)r->symbol, err);
}
