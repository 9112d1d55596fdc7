/* SPDX-License-Identifier: ISC */
#include "lib/market/clean.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/num.h"
#include "lib/base/time.h"
#include "lib/stream/record.h"

/* What is done about one kind of complaint; text says it. */
typedef enum bt_answer	mend_fn(const struct bt_clean *, struct bt_bar *,
			    const char **text);

static enum bt_answer
mend_order(const struct bt_clean *c, struct bt_bar *b, const char **text)
{
	double high = fmax(fmax(b->open, b->close), fmax(b->high, b->low));
	double low = fmin(fmin(b->open, b->close), fmin(b->high, b->low));
	double most = c->widen * b->close;

	if (high - b->high > most || b->low - low > most)
		return BT_DROP;
	*text = high == b->high ? "low moved" : low == b->low ? "high moved" :
	    "high and low moved";
	b->high = high;
	b->low = low;
	return BT_KEEP;
}

static enum bt_answer
mend_volume(const struct bt_clean *c, struct bt_bar *b, const char **text)
{
	(void)c;
	*text = "volume set to 0";
	b->volume = 0;
	return BT_KEEP;
}

static enum bt_answer
mend_place(const struct bt_clean *c, struct bt_bar *b, const char **text)
{
	(void)c;
	(void)b;
	*text = "row moved";
	return BT_KEEP;
}

static enum bt_answer
give_up(const struct bt_clean *c, struct bt_bar *b, const char **text)
{
	(void)c;
	(void)b;
	*text = "no repair";
	return BT_STOP;
}

/* Rows with any other complaint are left out. */
static const struct {
	const char	*code;
	mend_fn		*mend;
} repairs[] = {
	{ "ohlc-order", mend_order },
	{ "negative-volume", mend_volume },
	{ "missing-volume", mend_volume },
	{ "unsorted-time", mend_place },
	{ "bad-input", give_up },
};

static enum bt_answer
mend(const struct bt_clean *c, const struct bt_complaint *what,
    const char **text)
{
	size_t i;

	*text = "row left out";
	for (i = 0; i < sizeof(repairs) / sizeof(repairs[0]); i++)
		if (strcmp(what->code, repairs[i].code) == 0)
			return repairs[i].mend(c, what->bar, text);
	return BT_DROP;
}

enum bt_answer
bt_clean_hear(void *arg, struct bt_complaint *what)
{
	struct bt_clean *c = arg;
	struct bt_complaint mended = *what;
	char text[BT_ERR_TEXT + 32];
	enum bt_answer answer;
	const char *done;

	if ((answer = mend(c, what, &done)) == BT_STOP)
		return answer;
	(void)snprintf(text, sizeof(text), "%s: %s", what->text, done);
	mended.text = text;
	c->repairs++;
	return bt_quality_hear(c->quality, &mended) == BT_STOP ? BT_STOP :
	    answer;
}

struct order {
	int64_t		time;
	uint64_t	place;
	size_t		bar;
};

static int
by_time(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static bool
ascends(const struct bt_bars *b)
{
	size_t i;

	for (i = 1; i < b->n; i++)
		if (b->time[i] <= b->time[i - 1])
			return false;
	return true;
}

/* The bars in the order of time. */
static struct order *
sorted(const struct bt_bars *b, struct bt_err *err)
{
	const uint64_t *place = b->extra[0];
	struct order *o;
	size_t i;

	if ((o = bt_calloc(b->n, sizeof(*o), err)) == NULL)
		return NULL;
	for (i = 0; i < b->n; i++)
		o[i] = (struct order){ b->time[i], place[i], i };
	qsort(o, b->n, sizeof(*o), by_time);
	return o;
}

static void
write_bar(struct bt_out *out, const struct bt_bars *b, size_t i,
    bool date_only)
{
	const double value[] = { b->open[i], b->high[i], b->low[i],
	    b->close[i], b->volume[i] };
	char *p, *begin;
	size_t k;

	bt_csv_cell(out, bt_span(b->symbol));
	begin = p = bt_out_room(out, 2 + BT_TIME_MAX + 5 * (BT_NUM_MAX + 1));
	*p++ = ',';
	p += bt_time_format(p, b->time[i], date_only);
	for (k = 0; k < sizeof(value) / sizeof(value[0]); k++) {
		*p++ = ',';
		p += bt_num_format(p, value[k]);
	}
	*p++ = '\n';
	bt_out_used(out, (size_t)(p - begin));
}

/* A row that came to stand beside another of its time by being moved. */
static int
hear_twice(struct bt_clean *c, const struct bt_bars_read *ask,
    const struct bt_bars *b, const struct order *o, struct bt_err *err)
{
	size_t input = bt_place_input(o[1].place);
	char text[128];
	struct bt_complaint what = { .code = "duplicate-time",
	    .source = bt_bars_source(ask, input), .input = input,
	    .line = bt_place_line(o[1].place), .symbol = bt_span(b->symbol),
	    .text = text };

	(void)snprintf(text, sizeof(text), "has the time of line %zu",
	    bt_place_line(o[0].place));
	(void)bt_clean_hear(c, &what);
	return bt_quality_failed(c->quality, err);
}

static int
write_sorted(struct bt_clean *c, const struct bt_bars_read *ask,
    const struct bt_bars *b, struct bt_out *out, bool date_only,
    struct bt_err *err)
{
	size_t i, last = 0;
	struct order *o;
	int rc = 0;

	if ((o = sorted(b, err)) == NULL)
		return -1;
	for (i = 0; i < b->n && rc == 0; i++) {
		if (i > 0 && o[i].time == o[last].time) {
			struct order pair[2] = { o[last], o[i] };

			rc = hear_twice(c, ask, b, pair, err);
			continue;
		}
		write_bar(out, b, o[i].bar, date_only);
		last = i;
	}
	free(o);
	return rc;
}

int
bt_clean_write(struct bt_clean *c, const struct bt_bars_read *ask,
    const struct bt_bars_result *result, struct bt_out *out,
    struct bt_err *err)
{
	const struct bt_market *m = result->market;
	bool date_only = bt_market_date_only(m);
	const struct bt_bars *b;
	size_t i, k;

	bt_out_text(out, "symbol,date,open,high,low,close,volume\n");
	for (i = 0; i < bt_market_symbols(m) && !bt_out_failed(out); i++) {
		b = bt_market_bars(m, i);
		if (!ascends(b)) {
			if (write_sorted(c, ask, b, out, date_only, err) ==
			    -1)
				return -1;
			continue;
		}
		for (k = 0; k < b->n; k++)
			write_bar(out, b, k, date_only);
	}
	bt_quality_sort(c->quality);
	return 0;
}
