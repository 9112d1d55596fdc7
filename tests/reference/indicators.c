/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/base/mem.h"
#include "lib/signal/indicator.h"
#include "tests/reference/sheet.h"

/*
 * Every indicator against TA-Lib 0.4.0 and TTR 0.24.3 over 2,148 days of GOOG:
 * the same rows without a value, and the same values to 1e-10 relative.
 */

#define ROWS SHEET_ROWS
#define TOLERANCE 1e-10

static struct sheet bars, talib, variants, ttr;

static const double *
input(char letter)
{
	switch (letter) {
	case 'o':
		return sheet_column(&bars, "open");
	case 'h':
		return sheet_column(&bars, "high");
	case 'l':
		return sheet_column(&bars, "low");
	case 'v':
		return sheet_column(&bars, "volume");
	default:
		return sheet_column(&bars, "close");
	}
}

struct reference {
	const char	*name;
	double		 param[BT_INDICATOR_PARAMS];
	size_t		 output;
	struct sheet	*sheet;
	const char	*column;
};

/*
 * TA-Lib takes the square of the sum from the sum of the squares: of a price
 * near 400 that moves by 0.3 only half of the digits are left.
 */
static long double
exact_stdev(size_t row, const double *param)
{
	const double *x = input('c');
	long double mean = 0, n = (long double)param[0], sum = 0;
	size_t i, first = row + 1 - (size_t)param[0];

	for (i = first; i <= row; i++)
		mean += x[i] / n;
	for (i = first; i <= row; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sqrtl(sum / n);
}

/* TA-Lib adds and subtracts flows: what should be nought is -9e-14. */
static long double
exact_mfi(size_t row, const double *param)
{
	const double *h = input('h'), *l = input('l'), *c = input('c');
	long double before, down = 0, now, up = 0;
	size_t i;

	for (i = row + 1 - (size_t)param[0]; i <= row; i++) {
		now = roundl(100 * ((long double)h[i] + l[i] + c[i]));
		before = roundl(100 *
		    ((long double)h[i - 1] + l[i - 1] + c[i - 1]));
		if (now > before)
			up += now * input('v')[i];
		else if (now < before)
			down += now * input('v')[i];
	}
	return 100 * up / (up + down);
}

/* What the value would be in higher precision. */
typedef long double exact(size_t row, const double *param);

static const struct special {
	const char	*column;
	const char	*inputs;	/* instead of the indicator's own */
	exact		*value;
} specials[] = {
	{ "STDDEV", NULL, exact_stdev },
	{ "MFI_10", NULL, exact_mfi },
	/* TTR takes any price: these were made of the close. */
	{ "VWAP_10", "cccv", NULL },
	{ "VWMA_20", "cccv", NULL },
	{ "", NULL, NULL },		/* what all others have */
};

static const struct reference references[] = {
	{ "sma", { 30 }, 0, &talib, "SMA" },
	{ "sma", { 5 }, 0, &variants, "SMA_5" },
	{ "sma", { 200 }, 0, &variants, "SMA_200" },
	{ "ema", { 30 }, 0, &talib, "EMA" },
	{ "ema", { 12 }, 0, &variants, "EMA_12" },
	{ "ema", { 200 }, 0, &variants, "EMA_200" },
	{ "wma", { 30 }, 0, &talib, "WMA" },
	{ "wma", { 10 }, 0, &variants, "WMA_10" },
	{ "rma", { 20 }, 0, &ttr, "EMA_20_wilder" },
	{ "dema", { 30 }, 0, &talib, "DEMA" },
	{ "dema", { 10 }, 0, &variants, "DEMA_10" },
	{ "tema", { 30 }, 0, &talib, "TEMA" },
	{ "tema", { 10 }, 0, &variants, "TEMA_10" },
	{ "rsi", { 14 }, 0, &talib, "RSI" },
	{ "rsi", { 2 }, 0, &variants, "RSI_2" },
	{ "rsi", { 21 }, 0, &variants, "RSI_21" },
	{ "macd", { 12, 26, 9 }, 0, &talib, "MACD.MACD" },
	{ "macd", { 12, 26, 9 }, 1, &talib, "MACD.MACDSignal" },
	{ "macd", { 12, 26, 9 }, 2, &talib, "MACD.MACDHist" },
	{ "macd", { 5, 35, 5 }, 0, &variants, "MACD_5_35_5.MACD" },
	{ "macd", { 5, 35, 5 }, 1, &variants, "MACD_5_35_5.MACDSignal" },
	{ "macd", { 5, 35, 5 }, 2, &variants, "MACD_5_35_5.MACDHist" },
	{ "bbands", { 5, 2 }, 0, &talib, "BBANDS.RealUpperBand" },
	{ "bbands", { 5, 2 }, 1, &talib, "BBANDS.RealMiddleBand" },
	{ "bbands", { 5, 2 }, 2, &talib, "BBANDS.RealLowerBand" },
	{ "bbands", { 20, 2 }, 0, &variants, "BBANDS_20_2.RealUpperBand" },
	{ "bbands", { 20, 2 }, 1, &variants, "BBANDS_20_2.RealMiddleBand" },
	{ "bbands", { 20, 2 }, 2, &variants, "BBANDS_20_2.RealLowerBand" },
	{ "atr", { 14 }, 0, &talib, "ATR" },
	{ "atr", { 7 }, 0, &variants, "ATR_7" },
	{ "atr", { 20 }, 0, &variants, "ATR_20" },
	{ "natr", { 14 }, 0, &talib, "NATR" },
	{ "natr", { 20 }, 0, &variants, "NATR_20" },
	{ "adx", { 14 }, 0, &talib, "ADX" },
	{ "adx", { 20 }, 0, &variants, "ADX_20" },
	{ "di", { 14 }, 0, &talib, "PLUS_DI" },
	{ "di", { 14 }, 1, &talib, "MINUS_DI" },
	{ "di", { 20 }, 0, &variants, "PLUS_DI_20" },
	{ "di", { 20 }, 1, &variants, "MINUS_DI_20" },
	{ "stoch", { 5, 3, 3 }, 0, &talib, "STOCH.SlowK" },
	{ "stoch", { 5, 3, 3 }, 1, &talib, "STOCH.SlowD" },
	{ "stoch", { 14, 3, 3 }, 0, &variants, "STOCH_14_3_3.SlowK" },
	{ "stoch", { 14, 3, 3 }, 1, &variants, "STOCH_14_3_3.SlowD" },
	{ "cci", { 14 }, 0, &talib, "CCI" },
	{ "cci", { 20 }, 0, &variants, "CCI_20" },
	{ "willr", { 14 }, 0, &talib, "WILLR" },
	{ "willr", { 10 }, 0, &variants, "WILLR_10" },
	{ "mfi", { 14 }, 0, &talib, "MFI" },
	{ "mfi", { 10 }, 0, &variants, "MFI_10" },
	{ "obv", { 0 }, 0, &talib, "OBV" },
	{ "roc", { 10 }, 0, &talib, "ROC" },
	{ "roc", { 12 }, 0, &variants, "ROC_12" },
	{ "mom", { 10 }, 0, &talib, "MOM" },
	{ "mom", { 20 }, 0, &variants, "MOM_20" },
	{ "stdev", { 5, 0 }, 0, &talib, "STDDEV" },
	{ "stdev", { 20, 0 }, 0, &variants, "STDDEV_20" },
	{ "stdev", { 20, 1 }, 0, &ttr, "runSD_20" },
	{ "highest", { 30 }, 0, &talib, "MAX" },
	{ "highest", { 252 }, 0, &variants, "MAX_252" },
	{ "lowest", { 30 }, 0, &talib, "MIN" },
	{ "lowest", { 20 }, 0, &variants, "MIN_20" },
	{ "donchian", { 10 }, 0, &ttr, "DonchianChannel_10.high" },
	{ "donchian", { 10 }, 1, &ttr, "DonchianChannel_10.mid" },
	{ "donchian", { 10 }, 2, &ttr, "DonchianChannel_10.low" },
	{ "vwap", { 10 }, 0, &ttr, "VWAP_10" },
	{ "vwap", { 20 }, 0, &ttr, "VWMA_20" },
};

#define NREFERENCES (sizeof(references) / sizeof(references[0]))

static long double
distance(long double a, long double b)
{
	return a == b ? 0 : fabsl(a - b) / fmaxl(fabsl(a), fabsl(b));
}

static const struct special *
special(const char *column)
{
	const struct special *s;

	for (s = specials; *s->column != 0; s++)
		if (strcmp(s->column, column) == 0)
			break;
	return s;
}

/* Near theirs; or, where that has lost digits, nearer to the exact value. */
static void
check_value(const struct reference *r, size_t row, double ours, double theirs)
{
	exact *value = special(r->column)->value;
	long double best;

	if (distance(ours, theirs) <= TOLERANCE)
		return;
	if (value == NULL)
		fail_msg("row %zu: %.17g, not %.17g", row, ours, theirs);
	best = value(row, r->param);
	if (distance(ours, best) > 1e-12L ||
	    distance(theirs, best) <= TOLERANCE)
		fail_msg("row %zu: %.17g, not %.17g (exact %.20Lg)", row, ours,
		    theirs, best);
}

static void
test_reference(void **state)
{
	const struct reference *r = *state;
	const struct bt_indicator *ind = bt_indicator_find(bt_span(r->name));
	const char *letters;
	const double *in[BT_INDICATOR_INPUTS], *theirs;
	double *out[BT_INDICATOR_OUTPUTS];
	struct bt_err err = BT_ERR_INIT;
	size_t k, row;

	assert_non_null(ind);
	letters = special(r->column)->inputs;
	if (letters == NULL)
		letters = ind->inputs;
	theirs = sheet_column(r->sheet, r->column);
	for (k = 0; k < strlen(letters); k++)
		in[k] = input(letters[k]);
	for (k = 0; k < BT_INDICATOR_OUTPUTS; k++)
		assert_non_null(out[k] = bt_column(ROWS, &err));
	assert_int_equal(bt_indicator_compute(ind, ROWS, in, r->param, out,
	    &err), 0);
	assert_true(isnan(theirs[0]) || ind->lookback(r->param) == 0);
	for (row = 0; row < ROWS; row++) {
		assert_int_equal(isnan(out[r->output][row]) != 0,
		    row < ind->lookback(r->param));
		assert_int_equal(isnan(theirs[row]) != 0,
		    row < ind->lookback(r->param));
		if (!isnan(theirs[row]))
			check_value(r, row, out[r->output][row], theirs[row]);
	}
	for (k = 0; k < BT_INDICATOR_OUTPUTS; k++)
		free(out[k]);
}

int
main(void)
{
	struct CMUnitTest tests[NREFERENCES];
	char name[NREFERENCES][80];
	size_t i;
	int rc;

	if (sheet_open(&bars, "data/daily_goog_2004_2013.csv") == -1 ||
	    sheet_open(&talib, "oracles/indicators/talib_goog.csv.gz") == -1 ||
	    sheet_open(&variants,
	    "oracles/indicators/talib_goog_variants.csv.gz") == -1 ||
	    sheet_open(&ttr, "oracles/indicators/ttr_goog.csv.gz") == -1) {
		puts("1..0 # SKIP reference data not found");
		return 0;
	}
	for (i = 0; i < NREFERENCES; i++) {
		snprintf(name[i], sizeof(name[i]), "%s is %s",
		    references[i].name, references[i].column);
		tests[i] = (struct CMUnitTest){ name[i], test_reference, NULL,
		    NULL, (void *)(uintptr_t)&references[i] };
	}
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	sheet_free(&bars);
	sheet_free(&talib);
	sheet_free(&variants);
	sheet_free(&ttr);
	return rc;
}
