/* SPDX-License-Identifier: ISC */
#include "lib/chance/faults.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

enum { OPEN, HIGH, LOW, CLOSE, VOLUME };

#define STALE 12		/* rows with the same prices */
#define MARGIN 4		/* bars between a fault and the next stretch */

/* What is reported is the first bar behind the gap. */
static size_t
begin_gap(struct bt_faults *f, struct bt_fault_row *row)
{
	f->found = row->fault;
	/* Where sessions have many bars, one session at least is missing. */
	f->left = f->session > 1 ? 2 * f->session : 2;
	return 0;
}

static size_t
drop(struct bt_faults *f, struct bt_fault_row *row)
{
	(void)f;
	(void)row;
	return 0;
}

static size_t
twice(struct bt_faults *f, struct bt_fault_row *row)
{
	(void)f;
	row[1] = row[0];
	row[0].fault = NULL;
	return 2;
}

static size_t
hold(struct bt_faults *f, struct bt_fault_row *row)
{
	f->held = row->bar;
	f->found = row->fault;
	f->left = 1;
	return 0;
}

/* The bar that was held comes behind the next. */
static size_t
release(struct bt_faults *f, struct bt_fault_row *row)
{
	row[1] = row[0];
	row[1].bar = f->held;
	row[1].fault = f->found;
	f->found = NULL;
	return 2;
}

static void
scale(const struct bt_faults *f, struct bt_bar *bar, double by)
{
	bar->open = bt_path_round(f->rule, bar->open * by);
	bar->high = bt_path_round(f->rule, bar->high * by);
	bar->low = bt_path_round(f->rule, bar->low * by);
	bar->close = bt_path_round(f->rule, bar->close * by);
}

static size_t
spike(struct bt_faults *f, struct bt_fault_row *row)
{
	scale(f, &row->bar, 2.5);
	return 1;
}

/*
 * All prices from here on, four to one, and at the next split one to four.
 * It opens at the last close: the night's own move would blur the ratio.
 */
static size_t
begin_split(struct bt_faults *f, struct bt_fault_row *row)
{
	const double by = (f->split ? 4 : 0.25) * f->close / row->bar.open;

	f->split = !f->split;
	f->factor *= by;
	scale(f, &row->bar, by);
	return 1;
}

static size_t
begin_stale(struct bt_faults *f, struct bt_fault_row *row)
{
	f->held = row->bar;
	f->left = STALE - 1;
	return 1;
}

static size_t
repeat(struct bt_faults *f, struct bt_fault_row *row)
{
	row->bar.open = f->held.open;
	row->bar.high = f->held.high;
	row->bar.low = f->held.low;
	row->bar.close = f->held.close;
	return 1;
}

static size_t
no_volume(struct bt_faults *f, struct bt_fault_row *row)
{
	(void)f;
	row->bar.volume = 0;
	return 1;
}

static size_t
negative_volume(struct bt_faults *f, struct bt_fault_row *row)
{
	(void)f;
	row->bar.volume = -1 - row->bar.volume;
	return 1;
}

static size_t
missing(struct bt_faults *f, struct bt_fault_row *row)
{
	row->blank = (int)bt_rng_below(&f->draw.rng, CLOSE + 1);
	return 1;
}

static size_t
garbled(struct bt_faults *f, struct bt_fault_row *row)
{
	row->garbled = (int)bt_rng_below(&f->draw.rng, VOLUME + 1);
	return 1;
}

static size_t
disorder(struct bt_faults *f, struct bt_fault_row *row)
{
	row->bar.low = bt_path_round(f->rule, row->bar.high * 1.01) +
	    f->rule->unit / f->rule->power;
	return 1;
}

static size_t
worthless(struct bt_faults *f, struct bt_fault_row *row)
{
	(void)f;
	row->bar.close = 0;
	return 1;
}

const struct bt_fault_kind bt_fault_kinds[] = {
	{ "gaps", "gap", "bars are left out", begin_gap, drop },
	{ "duplicates", "duplicate-time", "a row is there twice", twice,
	    NULL },
	{ "unsorted", "unsorted-time", "a row comes behind the next", hold,
	    release },
	{ "spikes", "spike", "prices of a bar are two and a half times as high",
	    spike, NULL },
	{ "splits", "split-jump", "prices are a quarter, or four times",
	    begin_split, NULL },
	{ "stale", "stale-run", "prices stay in 12 bars", begin_stale,
	    repeat },
	{ "no-volume", "zero-volume", "a volume is 0", no_volume, NULL },
	{ "negative-volume", "negative-volume", "a volume is below 0",
	    negative_volume, NULL },
	{ "missing", "missing-cell", "a price is missing", missing, NULL },
	{ "garbled", "bad-number", "a number is none", garbled, NULL },
	{ "disorder", "ohlc-order", "a low is above the high", disorder,
	    NULL },
	{ "worthless", "non-positive-price", "a close is 0", worthless,
	    NULL },
	{ NULL, NULL, NULL, NULL, NULL }
};

const struct bt_col bt_planted_cols[] = {
	BT_COL(struct bt_planted, line, BT_COL_COUNT, "", "of the output"),
	BT_COL(struct bt_planted, symbol, BT_COL_TEXT, "", ""),
	BT_COL(struct bt_planted, date, BT_COL_TIME, "", "of the bar"),
	BT_COL(struct bt_planted, fault, BT_COL_TEXT, "", "what was planted"),
	BT_COL(struct bt_planted, code, BT_COL_TEXT, "",
	    "what bt-validate calls it"),
	BT_COL_END
};

static const char *
kind_name(const void *arg, size_t i)
{
	(void)arg;
	return bt_fault_kinds[i].name;
}

static int
ask_for(struct bt_faults_ask *ask, struct bt_span name, struct bt_err *err)
{
	const char *nearest;
	size_t i, k;

	for (i = 0; bt_fault_kinds[i].name != NULL; i++)
		if (bt_span_is(name, bt_fault_kinds[i].name))
			break;
	if (bt_fault_kinds[i].name != NULL) {
		for (k = 0; k < ask->n; k++)
			if (ask->kind[k] == i)
				return 0;
		ask->kind[ask->n++] = i;
		return 0;
	}
	(void)bt_err_set(err, BT_EUSAGE, "--faults: no fault '%.*s'",
	    BT_SPAN(name));
	if ((nearest = bt_nearest(name, kind_name, NULL)) != NULL)
		return bt_err_add(err, "; did you mean '%s'?", nearest);
	for (i = 0; bt_fault_kinds[i].name != NULL; i++)
		(void)bt_err_add(err, "%s%s", i == 0 ? "; there is all, " :
		    ", ", bt_fault_kinds[i].name);
	return -1;
}

int
bt_faults_ask(struct bt_faults_ask *ask, const char *text, size_t count,
    struct bt_err *err)
{
	struct bt_span rest = bt_span(text), name;

	*ask = (struct bt_faults_ask){ .count = count };
	if (strcmp(text, "all") == 0) {
		for (; bt_fault_kinds[ask->n].name != NULL; ask->n++)
			ask->kind[ask->n] = ask->n;
		return 0;
	}
	while (bt_span_cut(&rest, ',', &name))
		if (ask_for(ask, bt_span_trim(name), err) == -1)
			return -1;
	return 0;
}

/* Each kind so often, in random order, each somewhere in its stretch. */
static void
lay_out(struct bt_faults *f, const struct bt_faults_ask *ask, size_t width,
    size_t longest)
{
	struct bt_fault_plan swap;
	size_t i, k;

	for (i = 0; i < f->n; i++)
		f->plan[i].kind = ask->kind[i % ask->n];
	for (i = f->n; i-- > 1;) {
		k = (size_t)bt_rng_below(&f->draw.rng, i + 1);
		swap = f->plan[i];
		f->plan[i] = f->plan[k];
		f->plan[k] = swap;
	}
	for (i = 0; i < f->n; i++)
		f->plan[i].at = i * width + MARGIN +
		    (size_t)bt_rng_below(&f->draw.rng,
		    width - longest - 2 * MARGIN + 1);
}

int
bt_faults_init(struct bt_faults *f, const struct bt_faults_ask *ask,
    size_t bars, size_t session, const struct bt_path_rule *rule,
    const struct bt_draw *draw, struct bt_err *err)
{
	size_t longest = session > 1 ? 2 * session + 1 : STALE, width;

	*f = (struct bt_faults){ .rule = rule, .draw = *draw,
	    .n = ask->n * ask->count, .session = session, .factor = 1 };
	if (longest < STALE)
		longest = STALE;
	if (f->n == 0)
		return 0;
	width = bars / f->n;
	if (width < longest + 3 * MARGIN)
		return bt_err_set(err, BT_EUSAGE, "--faults: %zu faults a "
		    "symbol need %zu bars, and there are %zu", f->n,
		    f->n * (longest + 3 * MARGIN), bars);
	if ((f->plan = bt_calloc(f->n, sizeof(*f->plan), err)) == NULL)
		return -1;
	lay_out(f, ask, width, longest);
	return 0;
}

void
bt_faults_free(struct bt_faults *f)
{
	free(f->plan);
	f->plan = NULL;
}

/* Those that need no bars of their own say what they are in the first row. */
static size_t
begin(struct bt_faults *f, struct bt_fault_row *row)
{
	row->fault = &bt_fault_kinds[f->plan[f->next].kind];
	return row->fault->begin(f, row);
}

size_t
bt_faults_apply(struct bt_faults *f, const struct bt_bar *bar,
    struct bt_fault_row *row)
{
	const struct bt_fault_kind *kind;
	size_t n = 1;

	row[0] = (struct bt_fault_row){ .bar = *bar, .blank = -1,
	    .garbled = -1 };
	if (f->factor != 1)
		scale(f, &row->bar, f->factor);
	if (f->left > 0) {
		kind = &bt_fault_kinds[f->plan[f->next].kind];
		n = kind->go_on(f, row);
		if (--f->left == 0)
			f->next++;
	} else if (f->next < f->n && f->bar == f->plan[f->next].at) {
		n = begin(f, row);
		f->next += f->left == 0;
	} else if (f->found != NULL) {
		row->fault = f->found;
		f->found = NULL;
	}
	f->bar++;
	if (n > 0)
		f->close = row[n - 1].bar.close;
	return n;
}
