/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/rng.h"
#include "lib/signal/indicator.h"
#include "tests/unit/indicator_slow.h"

#define SEED 20240229
#define ROWS SLOW_ROWS
#define OUTPUTS BT_INDICATOR_OUTPUTS

/* Bars in cents; the columns are named by the letters of inputs. */
struct bars {
	double	o[ROWS], h[ROWS], l[ROWS], c[ROWS], v[ROWS];
};

/*
 * Every indicator with its definition, in every shape of its parameters, and
 * how its values grow when all prices are doubled: times 2^power.
 */
static const struct row {
	const char	*name;
	double		 param[BT_INDICATOR_PARAMS];
	void		(*slow)(const struct slow_bars *, const double *param,
			    long double (*out)[ROWS]);
	int		 power;
} rows[] = {
	{ "sma", { 1 }, slow_sma, 1 },
	{ "sma", { 10 }, slow_sma, 1 },
	{ "sma", { 300 }, slow_sma, 1 },
	{ "ema", { 1 }, slow_emas, 1 },
	{ "ema", { 10 }, slow_emas, 1 },
	{ "wma", { 1 }, slow_wma, 1 },
	{ "wma", { 10 }, slow_wma, 1 },
	{ "rma", { 1 }, slow_rma, 1 },
	{ "rma", { 14 }, slow_rma, 1 },
	{ "dema", { 1 }, slow_dema, 1 },
	{ "dema", { 10 }, slow_dema, 1 },
	{ "tema", { 1 }, slow_tema, 1 },
	{ "tema", { 10 }, slow_tema, 1 },
	{ "rsi", { 1 }, slow_rsi, 0 },
	{ "rsi", { 14 }, slow_rsi, 0 },
	{ "macd", { 12, 26, 9 }, slow_macd, 1 },
	{ "macd", { 1, 2, 1 }, slow_macd, 1 },
	{ "bbands", { 20, 2 }, slow_bbands, 1 },
	{ "bbands", { 2, 0.5 }, slow_bbands, 1 },
	{ "atr", { 1 }, slow_atr, 1 },
	{ "atr", { 14 }, slow_atr, 1 },
	{ "natr", { 14 }, slow_natr, 0 },
	{ "adx", { 2 }, slow_adx, 0 },
	{ "adx", { 14 }, slow_adx, 0 },
	{ "di", { 1 }, slow_di, 0 },
	{ "di", { 14 }, slow_di, 0 },
	{ "stoch", { 14, 3, 3 }, slow_stoch, 0 },
	{ "stoch", { 1, 1, 1 }, slow_stoch, 0 },
	{ "stoch", { 3, 20, 5 }, slow_stoch, 0 },
	{ "cci", { 2 }, slow_cci, 0 },
	{ "cci", { 20 }, slow_cci, 0 },
	{ "willr", { 1 }, slow_willr, 0 },
	{ "willr", { 14 }, slow_willr, 0 },
	{ "mfi", { 1 }, slow_mfi, 0 },
	{ "mfi", { 14 }, slow_mfi, 0 },
	{ "obv", { 0 }, slow_obv, 0 },
	{ "roc", { 1 }, slow_roc, 0 },
	{ "roc", { 12 }, slow_roc, 0 },
	{ "mom", { 10 }, slow_mom, 1 },
	{ "stdev", { 20, 0 }, slow_stdev, 1 },
	{ "stdev", { 2, 1 }, slow_stdev, 1 },
	{ "highest", { 20 }, slow_highest, 1 },
	{ "lowest", { 20 }, slow_lowest, 1 },
	{ "donchian", { 20 }, slow_donchian, 1 },
	{ "vwap", { 1 }, slow_vwap, 1 },
	{ "vwap", { 20 }, slow_vwap, 1 },
};
#define NROWS (sizeof(rows) / sizeof(rows[0]))

static double
cents(double x)
{
	return round(100 * x) / 100;
}

/* A walk in small steps, so that equal prices and movements abound. */
static void
make(struct bars *b)
{
	struct bt_rng rng;
	double close = 50;
	size_t i;

	print_message("# seed %d\n", SEED);
	bt_rng_init(&rng, SEED, 0);
	for (i = 0; i < ROWS; i++) {
		b->o[i] = close;
		close = cents(close + 0.05 * bt_rng_normal(&rng));
		b->c[i] = close;
		b->h[i] = cents(fmax(b->o[i], close) +
		    0.01 * (double)bt_rng_below(&rng, 4));
		b->l[i] = cents(fmin(b->o[i], close) -
		    0.01 * (double)bt_rng_below(&rng, 4));
		b->v[i] = (double)(1000 + bt_rng_below(&rng, 9000));
	}
}

static const double *
input(const struct bars *b, char letter)
{
	switch (letter) {
	case 'o':
		return b->o;
	case 'h':
		return b->h;
	case 'l':
		return b->l;
	case 'v':
		return b->v;
	default:
		return b->c;
	}
}

/* Rows from up to from + n - 1 as a series of their own. */
static int
compute(const char *name, const double *param, const struct bars *b,
    size_t from, size_t n, double got[OUTPUTS][ROWS], struct bt_err *err)
{
	const struct bt_indicator *ind = bt_indicator_find(bt_span(name));
	const double *in[BT_INDICATOR_INPUTS];
	double *out[OUTPUTS];
	size_t k;

	assert_non_null(ind);
	for (k = 0; k < strlen(ind->inputs); k++)
		in[k] = input(b, ind->inputs[k]) + from;
	for (k = 0; k < OUTPUTS; k++)
		out[k] = got[k];
	return bt_indicator_compute(ind, n, in, param, out, err);
}

static void
widen(const double *x, long double *to)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		to[i] = x[i];
}

static void
test_slow(void **state)
{
	const struct row *r = *state;
	const struct bt_indicator *ind = bt_indicator_find(bt_span(r->name));
	struct bt_err err = BT_ERR_INIT;
	struct bars b;
	struct slow_bars s;
	double got[OUTPUTS][ROWS];
	long double want[OUTPUTS][ROWS];
	size_t i, k;

	make(&b);
	widen(b.h, s.h);
	widen(b.l, s.l);
	widen(b.c, s.c);
	widen(b.v, s.v);
	r->slow(&s, r->param, want);
	assert_int_equal(compute(r->name, r->param, &b, 0, ROWS, got, &err),
	    0);
	for (k = 0; k < bt_indicator_noutputs(ind); k++)
		for (i = 0; i < ROWS; i++) {
			assert_int_equal(isnan(got[k][i]) != 0,
			    i < ind->lookback(r->param));
			if (isnan(want[k][i]) != isnan(got[k][i]) ||
			    fabsl(got[k][i] - want[k][i]) >
			    1e-10L * fmaxl(1, fabsl(want[k][i])))
				fail_msg("%s row %zu: %.17g, not %.20Lg",
				    ind->output[k], i, got[k][i], want[k][i]);
		}
}

/* The first n rows give the first n values: not a bit comes from later. */
static void
test_no_future(void **state)
{
	const struct row *r = *state;
	const struct bt_indicator *ind = bt_indicator_find(bt_span(r->name));
	struct bt_err err = BT_ERR_INIT;
	struct bars b;
	double part[OUTPUTS][ROWS], whole[OUTPUTS][ROWS];
	size_t k, n;

	make(&b);
	b.c[200] = b.h[200] = sqrt(2600);	/* no decimals from here on */
	assert_int_equal(compute(r->name, r->param, &b, 0, ROWS, whole, &err),
	    0);
	for (n = 1; n < ROWS; n += 7) {
		assert_int_equal(compute(r->name, r->param, &b, 0, n, part,
		    &err), 0);
		for (k = 0; k < bt_indicator_noutputs(ind); k++)
			assert_memory_equal(part[k], whole[k],
			    n * sizeof(double));
	}
}

/* Twice the price: twice the value, or the same, or four times. */
static void
test_scale(void **state)
{
	const struct row *r = *state;
	const struct bt_indicator *ind = bt_indicator_find(bt_span(r->name));
	struct bt_err err = BT_ERR_INIT;
	struct bars b;
	double once[OUTPUTS][ROWS], twice[OUTPUTS][ROWS];
	size_t i, k;

	make(&b);
	assert_int_equal(compute(r->name, r->param, &b, 0, ROWS, once, &err),
	    0);
	for (i = 0; i < ROWS; i++) {
		b.h[i] *= 2;
		b.l[i] *= 2;
		b.c[i] *= 2;
	}
	assert_int_equal(compute(r->name, r->param, &b, 0, ROWS, twice, &err),
	    0);
	for (k = 0; k < bt_indicator_noutputs(ind); k++)
		for (i = ind->lookback(r->param); i < ROWS; i++)
			assert_true(fabs(ldexp(once[k][i], r->power) -
			    twice[k][i]) <= 1e-12 * fmax(1, fabs(twice[k][i])));
}

/* A gap in any input: nothing in it, and a new beginning behind it. */
static void
test_gap(void **state)
{
	const struct row *r = *state;
	const struct bt_indicator *ind = bt_indicator_find(bt_span(r->name));
	const double odd[] = { (double)NAN, (double)INFINITY };
	struct bt_err err = BT_ERR_INIT;
	struct bars b;
	double first[OUTPUTS][ROWS], second[OUTPUTS][ROWS];
	double whole[OUTPUTS][ROWS];
	size_t i, k;

	make(&b);
	assert_int_equal(compute(r->name, r->param, &b, 0, 120, first, &err),
	    0);
	assert_int_equal(compute(r->name, r->param, &b, 122, ROWS - 122,
	    second, &err), 0);
	b.c[120] = odd[r->power & 1];
	b.c[121] = odd[1];
	assert_int_equal(compute(r->name, r->param, &b, 0, ROWS, whole, &err),
	    0);
	if (strpbrk(ind->inputs, "cx") == NULL)
		return;
	for (k = 0; k < bt_indicator_noutputs(ind); k++) {
		for (i = 120; i < 122; i++)
			assert_true(isnan(whole[k][i]));
		assert_memory_equal(whole[k], first[k], 120 * sizeof(double));
		assert_memory_equal(whole[k] + 122, second[k],
		    (ROWS - 122) * sizeof(double));
	}
}

/* A market that stands still, without volume: never a NAN but where told. */
static void
test_flat(void **state)
{
	struct expected {
		const char	*name;
		double		 value;		/* of the first output */
	} const expected[] = {
		{ "sma", 50.1 }, { "ema", 50.1 }, { "wma", 50.1 },
		{ "rma", 50.1 }, { "dema", 50.1 }, { "tema", 50.1 },
		{ "rsi", 0 }, { "macd", 0 }, { "bbands", 50.1 }, { "atr", 0 },
		{ "natr", 0 }, { "adx", 0 }, { "di", 0 }, { "stoch", 0 },
		{ "cci", 0 }, { "willr", 0 }, { "mfi", 0 }, { "obv", 0 },
		{ "roc", 0 }, { "mom", 0 }, { "stdev", 0 },
		{ "highest", 50.1 }, { "lowest", 50.1 }, { "donchian", 50.1 },
		{ "vwap", (double)NAN },
	};
	const struct bt_indicator *ind;
	struct bt_err err = BT_ERR_INIT;
	struct bars b;
	double param[BT_INDICATOR_PARAMS], want;
	double got[OUTPUTS][ROWS];
	size_t e, i, k;

	(void)state;
	for (i = 0; i < ROWS; i++) {
		b.o[i] = b.h[i] = b.l[i] = b.c[i] = 50.1;
		b.v[i] = 0;
	}
	for (e = 0; (ind = bt_indicator_at(e)) != NULL; e++) {
		for (k = 0; k < bt_indicator_nparams(ind); k++)
			param[k] = ind->param[k].def;
		for (k = 0; strcmp(expected[k].name, ind->name) != 0; k++)
			assert_true(k + 1 < sizeof(expected) /
			    sizeof(expected[0]));
		want = expected[k].value;
		assert_int_equal(compute(ind->name, param, &b, 0, ROWS, got,
		    &err), 0);
		for (i = ind->lookback(param); i < ROWS; i++)
			if (isnan(want) ? !isnan(got[0][i]) :
			    got[0][i] != want)
				fail_msg("%s row %zu: %.17g", ind->name, i,
				    got[0][i]);
	}
}

/* By hand. */
static void
test_known(void **state)
{
	struct bars b = {
		.h = { 10, 12, 13, 12, 15 }, .l = { 8, 9, 11, 10, 11 },
		.c = { 9, 11, 12, 10, 14 }, .v = { 100, 200, 300, 100, 300 },
	};
	struct bt_err err = BT_ERR_INIT;
	const double two[] = { 2, 0 }, three[] = { 3, 0 };
	double got[OUTPUTS][ROWS];

	(void)state;
	/* typical prices 9, 32/3, 12, 32/3, 40/3 */
	assert_int_equal(compute("vwap", two, &b, 0, 5, got, &err), 0);
	assert_true(fabs(got[0][4] - (100 * 32 / 3.0 + 4000) / 400) < 1e-14);
	assert_int_equal(compute("obv", two, &b, 0, 5, got, &err), 0);
	assert_true(got[0][0] == 100 && got[0][3] == 500 && got[0][4] == 800);
	/* gains 2, 1, 0, 4, losses 0, 0, 2, 0: averages of 2 */
	assert_int_equal(compute("rsi", two, &b, 0, 5, got, &err), 0);
	assert_true(isnan(got[0][1]) && got[0][2] == 100);
	assert_true(fabs(got[0][3] - 100 * 0.75 / 1.75) < 1e-13);
	assert_true(fabs(got[0][4] - 100 * 2.375 / 2.875) < 1e-13);
	/* true ranges 3, 2, 2, 5 */
	assert_int_equal(compute("atr", two, &b, 0, 5, got, &err), 0);
	assert_true(got[0][2] == 2.5 && got[0][3] == 2.25 &&
	    got[0][4] == 3.625);
	assert_int_equal(compute("donchian", three, &b, 0, 5, got, &err), 0);
	assert_true(got[0][4] == 15 && got[1][4] == 12.5 && got[2][4] == 10);
	/* (14 - 10) / (15 - 10) */
	assert_int_equal(compute("willr", three, &b, 0, 5, got, &err), 0);
	assert_true(fabs(got[0][4] + 20) < 1e-13);
}

/* Movements of 0.05 up and down are equal, though the doubles are not. */
static void
test_equal_movements(void **state)
{
	struct bars b = { .h = { 1.10, 1.15 }, .l = { 0.90, 0.85 },
	    .c = { 1, 1 } };
	struct bt_err err = BT_ERR_INIT;
	const double one[] = { 1 };
	double got[OUTPUTS][ROWS];

	(void)state;
	assert_true(b.h[1] - b.h[0] != b.l[0] - b.l[1]);
	assert_int_equal(compute("di", one, &b, 0, 2, got, &err), 0);
	assert_true(got[0][1] == 0 && got[1][1] == 0);
}

static void
test_table(void **state)
{
	const struct bt_indicator *ind, *other;
	size_t i, k;

	(void)state;
	for (i = 0; (ind = bt_indicator_at(i)) != NULL; i++) {
		for (k = 0; (other = bt_indicator_at(k)) != ind; k++)
			assert_string_not_equal(other->name, ind->name);
		assert_ptr_equal(bt_indicator_find(bt_span(ind->name)), ind);
		assert_true(bt_indicator_noutputs(ind) >= 1);
		assert_int_equal(strspn(ind->inputs, "ohlcvx"),
		    strlen(ind->inputs));
		assert_non_null(ind->help);
		assert_non_null(ind->formula);
		for (k = 0; k < bt_indicator_nparams(ind); k++) {
			assert_true(ind->param[k].min <= ind->param[k].def);
			assert_true(ind->param[k].def <= ind->param[k].max);
		}
		for (k = 0; k < NROWS; k++)
			if (strcmp(rows[k].name, ind->name) == 0)
				break;
		assert_true(k < NROWS);		/* each has a definition */
	}
	assert_true(i >= 25);
	assert_ptr_equal(bt_indicator_find(bt_span("RSI")),
	    bt_indicator_find(bt_span("rsi")));
	assert_null(bt_indicator_find(bt_span("rs")));
	assert_null(bt_indicator_find(bt_span("")));
}

/* No rows are no error; no memory is one. */
static void
test_no_rows_no_memory(void **state)
{
	struct bt_err err = BT_ERR_INIT;
	struct bars b;
	const double n[] = { 10 };
	double got[OUTPUTS][ROWS];

	(void)state;
	make(&b);
	assert_int_equal(compute("tema", n, &b, 0, 0, got, &err), 0);
	assert_int_equal(bt_fault_set("alloc:1", &err), 0);
	assert_int_equal(compute("tema", n, &b, 0, ROWS, got, &err), -1);
	assert_int_equal(err.code, BT_ESYS);
	assert_int_equal(bt_fault_set(NULL, &err), 0);
}

static void
test_params(void **state)
{
	struct bad {
		const char	*name;
		double		 param[BT_INDICATOR_PARAMS];
		const char	*text;
	} const bad[] = {
		{ "sma", { 0 }, "n of 'sma' must be a whole number from 1 to "
		    "1000000, not 0" },
		{ "sma", { 1.5 }, "n of 'sma' must be a whole number from 1 "
		    "to 1000000, not 1.5" },
		{ "sma", { (double)NAN }, "n of 'sma' must be a whole number "
		    "from 1 to 1000000, not nan" },
		{ "bbands", { 20, -1 }, "width of 'bbands' must be a number "
		    "from 0 to 100, not -1" },
		{ "stdev", { 20, 2 }, "ddof of 'stdev' must be a whole number "
		    "from 0 to 1, not 2" },
		{ "macd", { 26, 12, 9 }, "fast of 'macd' must be less than "
		    "slow, not 26 and 12" },
		{ "macd", { 12, 12, 9 }, "fast of 'macd' must be less than "
		    "slow, not 12 and 12" },
	};
	struct bars b;
	double got[OUTPUTS][ROWS];
	size_t i;

	(void)state;
	make(&b);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct bt_err err = BT_ERR_INIT;

		assert_int_equal(compute(bad[i].name, bad[i].param, &b, 0,
		    ROWS, got, &err), -1);
		assert_int_equal(err.code, BT_EUSAGE);
		assert_string_equal(err.text, bad[i].text);
	}
}

int
main(void)
{
	static const struct kind {
		const char	*name;
		void		(*test)(void **);
	} kinds[] = {
		{ "its definition", test_slow },
		{ "no future", test_no_future },
		{ "scale", test_scale },
		{ "gap", test_gap },
	};
	struct CMUnitTest tests[4 * NROWS + 6];
	char name[4 * NROWS][80];
	size_t i, n;

	for (n = 0; n < 4 * NROWS; n++) {
		snprintf(name[n], sizeof(name[n]), "%s(%g): %s",
		    rows[n / 4].name, rows[n / 4].param[0], kinds[n % 4].name);
		tests[n] = (struct CMUnitTest){ name[n], kinds[n % 4].test,
		    NULL, NULL, (void *)(uintptr_t)&rows[n / 4] };
	}
	const struct CMUnitTest others[] = {
		cmocka_unit_test(test_flat),
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_equal_movements),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_params),
		cmocka_unit_test(test_no_rows_no_memory),
	};
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		tests[n++] = others[i];
	return _cmocka_run_group_tests("indicator", tests, n, NULL, NULL);
}
