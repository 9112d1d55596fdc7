/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "lib/maths/rolling.h"
#include "tests/reference/sheet.h"

/*
 * Rolling statistics against TA-Lib 0.4.0 and R's TTR 0.24.3 over GOOG; of the
 * closes, or of highs and lows where there are two columns.
 */

#define ROWS SHEET_ROWS
#define TOLERANCE 1e-10

static struct sheet bars, talib, variants, ttr;
static double out[ROWS], scratch[BT_ROLLING_SCRATCH * ROWS];

typedef void kernel(const double *close, const double *high,
    const double *low);

#define KERNEL(name, call) \
static void \
name(const double *close, const double *high, const double *low) \
{ \
	(void)close; \
	(void)high; \
	(void)low; \
	bt_rolling_##call; \
}

KERNEL(sum, sum(close, ROWS, 10, out, scratch))
KERNEL(mean, mean(close, ROWS, 20, out, scratch))
KERNEL(variance, variance(close, ROWS, 20, 1, out, scratch))
KERNEL(stdev, stdev(close, ROWS, 20, 1, out, scratch))
KERNEL(median, quantile(close, ROWS, 20, 0.5, out, scratch))
KERNEL(rank, rank(close, ROWS, 252, out, scratch))
KERNEL(slope, slope(close, ROWS, 20, out, scratch))
KERNEL(linreg, linreg(close, ROWS, 20, out, scratch))
KERNEL(covariance, covariance(high, low, ROWS, 20, 1, out, scratch))
KERNEL(correlation, correlation(high, low, ROWS, 20, out, scratch))
KERNEL(max_age, max_age(close, ROWS, 30, out, scratch))
KERNEL(min_age, min_age(close, ROWS, 30, out, scratch))

static double
same(double x, size_t row)
{
	(void)row;
	return x;
}

/* TTR: the share below, half of the equal ones counting. */
static double
percent_rank(double x, size_t row)
{
	(void)row;
	return (x - 0.5) / 252;
}

/* TA-Lib says which row; where several are equal, the latest. */
static double
which(double x, size_t row)
{
	return (double)row - x;
}

static const struct reference {
	kernel		*ours;
	double		(*as_theirs)(double x, size_t row);
	struct sheet	*sheet;
	const char	*column;
	size_t		 first;		/* row with a value */
} references[] = {
	{ sum, same, &variants, "SUM_10", 9 },
	{ mean, same, &ttr, "runMean_20", 19 },
	{ variance, same, &ttr, "runVar_20", 19 },
	{ stdev, same, &ttr, "runSD_20", 19 },
	{ median, same, &ttr, "runMedian_20", 19 },
	{ rank, percent_rank, &ttr, "runPercentRank_252", 251 },
	{ slope, same, &variants, "LINEARREG_SLOPE_20", 19 },
	{ linreg, same, &variants, "LINEARREG_20", 19 },
	{ covariance, same, &ttr, "runCov_HL_20", 19 },
	{ correlation, same, &ttr, "runCor_HL_20", 19 },
	{ correlation, same, &variants, "CORREL_20", 19 },
	{ max_age, which, &talib, "MAXINDEX", 29 },
	{ min_age, which, &talib, "MININDEX", 29 },
};
#define NREFERENCES (sizeof(references) / sizeof(references[0]))

static void
test_reference(void **state)
{
	const struct reference *r = *state;
	const double *theirs = sheet_column(r->sheet, r->column);
	double x;
	size_t row;

	r->ours(sheet_column(&bars, "close"), sheet_column(&bars, "high"),
	    sheet_column(&bars, "low"));
	for (row = 0; row < ROWS; row++) {
		assert_int_equal(isnan(out[row]) != 0, row < r->first);
		if (row < r->first)
			continue;
		x = r->as_theirs(out[row], row);
		if (!(fabs(x - theirs[row]) <= TOLERANCE * fabs(x)))
			fail_msg("row %zu: %.17g, not %.17g", row, x,
			    theirs[row]);
	}
}

int
main(void)
{
	struct CMUnitTest tests[NREFERENCES];
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
	for (i = 0; i < NREFERENCES; i++)
		tests[i] = (struct CMUnitTest){ references[i].column,
		    test_reference, NULL, NULL,
		    (void *)(uintptr_t)&references[i] };
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	sheet_free(&bars);
	sheet_free(&talib);
	sheet_free(&variants);
	sheet_free(&ttr);
	return rc;
}
